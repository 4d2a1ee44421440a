using System.Text.Json;
using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Files;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>An open case while its page is made: everything that more than one face of it reads, each read once. Prints nothing.</summary>
internal sealed class CaseReading
{
    private readonly LineKeys keys;
    private readonly IReadOnlyDictionary<Guid, StaffMember> staff;

    public CaseReading(OpenCase opened, StaffVisit visit, LineKeys keys, DateTimeOffset now)
    {
        (Opened, Visit, this.keys, T) = (opened, visit, keys, OfficeTexts.In(visit.Language));
        Today = AstanaTime.DayOf(now.ToInstant());
        Sheet = JsonSerializer.Deserialize(opened.Part(PartKind.Answers), SheetJson.Sealed.AnswersSheet)!;
        Facts = [.. opened.Entries().Select(e => (e, keys.Cards.Open(e.Card, CardJson.Default.Fact, e.Subject)))];
        Thread = [.. opened.Thread()];
        staff = opened.Staff(Facts.Select(f => f.Fact.By).Concat(Thread.Select(m => m.Sheet.Member)).OfType<Guid>());
    }

    public OpenCase Opened { get; }
    public StaffVisit Visit { get; }
    public OfficeTexts T { get; }

    /// <summary>The day in Astana.</summary>
    public LocalDate Today { get; }

    /// <summary>Answers and assessment.</summary>
    public AnswersSheet Sheet { get; }

    /// <summary>What happened, oldest first.</summary>
    public IReadOnlyList<(Entry Entry, Fact Fact)> Facts { get; }

    /// <summary>The messages that this person may read.</summary>
    public IReadOnlyList<(Guid Id, MessageSheet Sheet, IReadOnlyList<FileEntry> Files)> Thread { get; }

    /// <summary>The name of who did something; null when nobody is known.</summary>
    public string? Name(Guid? member) => member is { } m && staff.TryGetValue(m, out var person) ? keys.Cards.Open(person.Card, CardJson.Default.StaffCard, person.Id).Name : null;

    /// <inheritdoc/>
    public override string ToString() => nameof(CaseReading);
}
