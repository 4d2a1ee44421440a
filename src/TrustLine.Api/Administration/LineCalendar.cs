using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Administration;

/// <summary>The days of the law as the line counts them: the published calendar with what the administrator has entered. Ask again for each act: a calendar in hand never changes.</summary>
internal sealed class LineCalendar(Provisions provisions)
{
    /// <summary>By all that is known now.</summary>
    public LawDays Now => provisions.Now.Days;

    /// <summary>By what was known at a moment.</summary>
    public LawDays KnownAt(DateTimeOffset moment) => provisions.Now.DaysKnownAt(moment);
}

/// <summary>One calendar with the clock and the office hours that go by it.</summary>
internal sealed class LawDays(WorkingCalendar calendar)
{
    public WorkingCalendar Calendar => calendar;

    public StatutoryClock Clock { get; } = new(calendar);

    public OfficeHours Hours { get; } = new(calendar);
}
