using TrustLine.Api.Journal;
using TrustLine.Channels.Email.Smtp;

namespace TrustLine.Api.Outbox;

/// <summary>How mail has fared: when a letter was last accepted, when and why one last was not. Never to whom, nor the server's own words.</summary>
internal sealed class MailState(Database database, LineKeys keys, TimeProvider time)
{
    private const string Name = "mail";
    private static readonly Guid Owner = new("6d61696c-0000-4000-8000-000000000001");

    /// <summary>As it stands; empty while nothing was ever sent.</summary>
    public ChannelStateCard Now
    {
        get
        {
            using var db = database.Read();
            return db.ChannelStates.SingleOrDefault(c => c.Name == Name) is { } row ? Open(row) : new();
        }
    }

    /// <summary>How many notices wait.</summary>
    public int Waiting()
    {
        using var db = database.Read();
        return db.Outbox.Count();
    }

    /// <summary>Writes down that a letter was accepted, or what was in the way, in the transaction that also changes the outbox.</summary>
    public void Record(JournalAct act, bool sent, MailTrouble? trouble)
    {
        if (!sent && trouble is null) return;
        var row = act.Db.ChannelStates.SingleOrDefault(c => c.Name == Name);
        var card = row is null ? new() : Open(row);
        var now = time.GetUtcNow();
        if (sent) card = card with { WorkedAt = now };
        if (trouble is { } kind) card = card with { FailedAt = now, Trouble = kind.ToString() };
        var bytes = keys.Cards.Seal(card, CardJson.Default.ChannelStateCard, Owner);
        if (row is null) act.Db.ChannelStates.Add(new ChannelState(Name, bytes));
        else row.Now(bytes);
    }

    /// <summary>Of which kind a failure is, in the words of the office's pages.</summary>
    public static MailTrouble Kind(Exception error) => (error as SmtpTroubleException)?.Trouble switch
    {
        SmtpTrouble.Away => MailTrouble.Away,
        SmtpTrouble.Silent => MailTrouble.Silent,
        SmtpTrouble.Insecure or SmtpTrouble.Login => MailTrouble.Insecure,
        SmtpTrouble.Address => MailTrouble.Address,
        SmtpTrouble.Passing or SmtpTrouble.Final => MailTrouble.Refused,
        _ => MailTrouble.Other,
    };

    // Nothing rests on it: a row that does not open begins anew.
    private ChannelStateCard Open(ChannelState row) => keys.Cards.TryOpen(row.Card, CardJson.Default.ChannelStateCard, Owner) ?? new();
}

/// <summary>Why a letter did not leave.</summary>
internal enum MailTrouble
{
    /// <summary>The server is not there.</summary>
    Away,

    /// <summary>The server does not answer in time.</summary>
    Silent,

    /// <summary>The line cannot be protected, or the name and password are not taken.</summary>
    Insecure,

    /// <summary>The server does not take this address.</summary>
    Address,

    /// <summary>The server does not take the letter.</summary>
    Refused,

    /// <summary>Something else; the log has its kind.</summary>
    Other,
}
