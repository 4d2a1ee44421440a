using System.Globalization;
using NodaTime.Extensions;
using TrustLine.Api.Calls;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Channels.Phone;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Groups;

namespace TrustLine.Api.Administration;

/// <summary>
/// How channels and house stand. When reports last came is not said: whoever is accused could learn from it that one he does not see is about
/// him. When mail last left is said by the day, for the same reason.
/// </summary>
internal sealed class ChannelPages(
    IntakeDesk intake, MailState state, Mail mail, Notices notices, LineHealth health, LineCalendar days, PhoneState calls, PhoneOptions phone, JournalWriter writer, IConfiguration configuration, OfficePages pages, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public IResult Open(HttpContext http) => Page(http, null);

    /// <summary>Sends a letter without content to the administrator alone, and says what became of it.</summary>
    public async Task<IResult> TryMailAsync(HttpContext http)
    {
        var visit = http.Visit();
        if (!mail.Configured || visit.Card.Email.Length == 0) return Page(http, null);
        MailTrouble? trouble = null;
        try
        {
            using var patience = new CancellationTokenSource(Patience, time);
            var recipient = new Recipient(visit.Card.Email, visit.Language, visit.Member, null, false);
            await mail.SendAsync(recipient.Address, notices.For(new Errand(ErrandKind.Trial), recipient), patience.Token);
        }
#pragma warning disable CA1031 // Whatever the mail server did is what the page is asked for.
        catch (Exception error)
#pragma warning restore CA1031
        {
            trouble = error is OperationCanceledException ? MailTrouble.Silent : MailState.Kind(error);
        }

        await writer.WriteAsync(act => state.Record(act, trouble is null, trouble));
        return Page(http, trouble);
    }

    private IResult Page(HttpContext http, MailTrouble? trouble)
    {
        var visit = http.Visit();
        var t = OfficeTexts.In(visit.Language);
        (string, string)? trial = !HttpMethods.IsPost(http.Request.Method) ? null
            : trouble is { } kind ? ("warn", t.With("channels.trial.failed", t["trouble." + kind]))
            : ("good", t.With("channels.trial.sent", visit.Card.Email));
        return OfficePages.Page<ChannelsPage>(new
        {
            Frame = pages.Frame(http),
            View = new ChannelsView([Web(t), Phone(t), Mail(t), .. NotBuilt(t)], [.. House(t)], visit.Card.Email.Length == 0 ? null : visit.Card.Email, mail.Configured, trial),
        });
    }

    private StandingLine Web(OfficeTexts t) => intake.IsOpen
        ? new(t["channels.web"], "good", t["channels.open"], null, null)
        : new(t["channels.web"], "bad", t["channels.closed"], null, t["people.closed"]);

    private StandingLine Mail(OfficeTexts t)
    {
        var (card, waiting) = (state.Now, state.Waiting());
        var more = new List<string>();
        if (card.FailedAt is { } failed) more.Add(t.With("channels.mail.failed", Day(failed, t), t["trouble." + card.Trouble]));
        var last = card.WorkedAt is { } worked ? t.With("channels.mail.worked", Day(worked, t)) : t["channels.mail.never"];
        more.Add(t.Count("channels.mail.waiting", waiting));
        var fails = card.FailedAt > (card.WorkedAt ?? DateTimeOffset.MinValue);
        return new(t["channels.mail"], !mail.Configured ? "warn" : fails ? "bad" : "good", t[!mail.Configured ? "channels.unset" : fails ? "channels.fails" : "channels.works"], last, string.Join(' ', more));
    }

    // Neither when the provider last did something nor how much waits is said: both would tell that somebody called.
    private StandingLine Phone(OfficeTexts t) => !phone.Enabled ? new(t["channels.Phone"], "warn", t["channels.unset"], null, t["channels.phone.off"])
        : !intake.IsOpen ? new(t["channels.Phone"], "bad", t["channels.closed"], null, t["people.closed"])
        : calls.Works ? new(t["channels.Phone"], "good", t["channels.open"], null, t[phone.OperatorGroups.Count > 0 ? "channels.phone.operators" : "channels.phone.alone"])
        : new(t["channels.Phone"], "bad", t["channels.phone.fails"], null, t["channels.phone.trouble." + calls.Now.Trouble]);

    // The two other channels come later: the page says so, and does not pretend that a setting switches them on.
    private IEnumerable<StandingLine> NotBuilt(OfficeTexts t) => new[] { "Email", "Telegram" }.Select(name =>
        new StandingLine(t["channels." + name], "warn", t["channels.unset"], null, t[configuration.GetValue<bool>($"Channels:{name}:Enabled") ? "channels.notbuilt.asked" : "channels.notbuilt"]));

    private IEnumerable<StandingLine> House(OfficeTexts t)
    {
        yield return health.Room() is var (free, whole)
            ? new(t["house.disk"], free < LineHealth.LittleRoom ? "bad" : "good", t.With("house.disk.free", t.Size(free), t.Size(whole)), null, free < LineHealth.LittleRoom ? t["house.disk.little"] : null)
            : new(t["house.disk"], "warn", t["house.unknown"], null, null);
        var key = health.KeyFile();
        yield return new(t["house.key"], key == KeyFileState.Good ? "good" : "bad", t["house.key." + key], null, null);
        yield return health.Pinned() is { } pinned
            ? new(t["house.pins"], pinned == Enum.GetValues<Group>().Length ? "good" : "warn", t.With("house.pins.of", pinned, Enum.GetValues<Group>().Length), null, null)
            : new(t["house.pins"], "bad", t["house.pins.damaged"], null, null);
        yield return health.HeadHolds() switch
        {
            true => new(t["house.head"], "good", t["house.head.holds"], null, null),
            false => new(t["house.head"], "bad", t["house.head.broken"], null, null),
            null => new(t["house.head"], "warn", t["house.unknown"], null, null),
        };
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        var years = days.Now.Calendar.Years.Where(y => y.Year >= today.Year).ToList();
        var settled = years.TakeWhile(y => y.Confirmed).LastOrDefault()?.Year;
        yield return new(
            t["house.years"], settled >= today.Year ? "good" : "bad", settled is { } year ? t.With("house.years.until", year.ToString(CultureInfo.InvariantCulture)) : t["house.years.none"], null,
            years.Count == 0 ? null : t.With("house.years.known", years[^1].Year.ToString(CultureInfo.InvariantCulture)));
        yield return LineHealth.ZoneHolds()
            ? new(t["house.zone"], "good", t.With("house.zone.holds", AstanaTime.ZoneVersion), null, null)
            : new(t["house.zone"], "bad", t["house.zone.stale"], null, null);
        yield return new(t["house.version"], "good", LineHealth.Version, null, null);
    }

    private static string Day(DateTimeOffset moment, OfficeTexts t) => t.Day(AstanaTime.DayOf(moment.ToInstant()));
}
