using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Journal;
using TrustLine.Channels.Email.Smtp;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Outbox;

/// <summary>Reads everything unsent, at start and every few seconds, and sends it. A row goes only when all its recipients have theirs.</summary>
internal sealed class OutboxSweeper(Database database, JournalWriter writer, LineKeys keys, Recipients recipients, Mail mail, Notices notices, MailState state, TimeProvider time, ILogger<OutboxSweeper> log)
    : Rounds(TimeSpan.FromSeconds(2), time, log)
{
    // The last minute of the day by which the director must be informed (10.6) is used too.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    // A reporter's address that takes nothing for so long is as good as one that refuses (RFC 5321 4.5.4.1: four to five days is a mail server's own patience).
    private static readonly TimeSpan GivenUp = TimeSpan.FromDays(3);
    private bool saidUnconfigured;

    /// <inheritdoc/>
    protected override async Task GoRoundAsync(CancellationToken cancellation)
    {
        while (await SweepAsync(cancellation) > 0) { }
    }

    /// <summary>Tries every row that is due; returns how many were finished.</summary>
    internal async Task<int> SweepAsync(CancellationToken cancellation)
    {
        if (!mail.Configured)
        {
            if (!saidUnconfigured) Log.MailNotConfigured(Logger);
            saidUnconfigured = true;
            return 0;
        }

        var now = Time.GetUtcNow();
        List<OutboxRow> due;
        using (var db = database.Read())
            due = await db.Outbox.Where(o => o.DueAt <= now).OrderBy(o => o.DueAt).Take(50).ToListAsync(cancellation);
        var finished = 0;
        foreach (var row in due)
        {
            try
            {
                var tried = await SendAsync(row, cancellation);
                if (tried == Tried.Sent) finished++;
                if (tried == Tried.ServerAway) break; // It would not take the others either, and each would be waited for.
            }
            catch (EnvelopeDamagedException)
            {
                Log.EnvelopeDamaged(Logger, "outbox"); // One row that somebody touched must not hold back the others.
            }
        }

        return finished;
    }

    private async Task<Tried> SendAsync(OutboxRow row, CancellationToken cancellation)
    {
        var errand = keys.Cards.Open(row.Errand, CardJson.Default.Errand, row.Id);
        if (errand.Letter is { } waiting && (errand.To is null || waiting.NotBefore > Time.GetUtcNow())) return Tried.NotYet;
        var informedDirector = false;
        var sent = false;
        MailTrouble? trouble = null;
        var tried = Tried.Sent;
        foreach (var recipient in recipients.Of(errand))
        {
            try
            {
                await mail.SendAsync(recipient.Address, notices.For(errand, recipient), cancellation);
                errand = recipient.Took(errand);
                informedDirector |= recipient.IsDirector;
                sent = true;
            }
#pragma warning disable CA1031 // Whatever the mail server did, the row stays and is tried again.
            catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
            {
                trouble = MailState.Kind(error);
                tried = trouble is MailTrouble.Away or MailTrouble.Silent or MailTrouble.Insecure ? Tried.ServerAway : Tried.Refused;
                Log.MailFailed(Logger, errand.Kind, row.Attempts + 1, error is SmtpTroubleException ? error.Message : error.GetType().Name);
            }

            if (tried == Tried.ServerAway) break;
        }

        await writer.WriteAsync(act =>
        {
            var kept = act.Db.Outbox.Single(o => o.Id == row.Id);
            var over = errand.Letter is { } letter && tried == Tried.Refused && (trouble is MailTrouble.Address || Time.GetUtcNow() - letter.At > GivenUp);
            if (tried != Tried.Sent && !over) kept.TryAgainAt(Time.GetUtcNow() + Wait(row.Attempts), keys.Cards.Seal(errand, CardJson.Default.Errand, row.Id));
            else act.Db.Outbox.Remove(kept);
            state.Record(act, sent, trouble);
            if (errand is { Letter: { } told, Report: { } about } && (sent || over)) act.Record(Scope.Report, about, new Fact(sent ? FactKind.LetterSent : FactKind.LetterRefused, Time.GetUtcNow()) { About = told.Message });
            if (informedDirector && errand.Report is { } report) DirectorInformed.Record(act, keys, report, Time.GetUtcNow(), by: null);
        }, cancellation);
        return tried;
    }

    private static TimeSpan Wait(int attempts) =>
        TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 5 * Math.Pow(2, Math.Min(attempts, 10))));

    private enum Tried
    {
        Sent,
        NotYet,
        Refused,
        ServerAway,
    }
}
