using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Director;

/// <summary>Whether the director was informed in time (10.6), on which day and how: by the officer's record or by a notice that the mail server accepted.</summary>
internal static class InformedWords
{
    public static InformedView Of(ReportCard card, LocalDate today, WorkingCalendar calendar, OfficeTexts t, Func<Guid, string?> name)
    {
        if (card.DirectorExcluded) return new(t["informed.excluded"], "");
        if (card.Clocks.LastOrDefault(c => c.Kind == ClockKinds.DirectorInformed) is not { } clock) return new(t["informed.none"], "warn");
        if ((card.DirectorInformedAt ?? clock.StoppedAt) is not { } at) return new(DueWords.Of(clock, today, calendar, t).Text, clock.Due.ToLocalDate() < today ? "bad" : "warn");
        var how = card.DirectorInformedAt is null ? t["informed.decided"] : card.DirectorInformedBy is { } by ? t.With("informed.act", name(by) ?? "") : t["informed.notice"];
        var inTime = clock.On(today.ToDateOnly()) == ClockState.Kept;
        return new(t.With(inTime ? "informed.kept" : "informed.late", t.Moment(at), how), inTime ? "good" : "bad");
    }
}

/// <summary>Whether the director was informed, in words, and the look of the badge: good, warn, bad or none.</summary>
public sealed record InformedView(string Text, string Look);
