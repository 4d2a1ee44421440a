using TrustLine.Api.Journal;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Setup;

/// <summary>What several pages show of a person's or a group's life: facts with their names, absences with who stands in.</summary>
internal sealed class LifeFaces(Database database, LineKeys keys, Substitutes substitutes)
{
    private const int Latest = 20;

    /// <summary>The latest facts about a subject, newest first.</summary>
    public IReadOnlyList<FactLine> History(Scope scope, Guid subject)
    {
        using var db = database.Read();
        var facts = db.Entries.Where(e => e.Subject == subject && e.Scope == (int)scope).OrderByDescending(e => e.Position).Take(Latest).ToList()
            .Select(e => keys.Cards.Open(e.Card, CardJson.Default.Fact, subject)).ToList();
        return [.. facts.Select(f => new FactLine("fact." + f.Kind, f.At, f.About is { } about ? Name(db, about) : null))];
    }

    /// <summary>A person's absences from today on, and who may stand in.</summary>
    public AbsencesView Absences(Guid member, string address, IFormCollection? typed)
    {
        using var db = database.Read();
        var card = db.ActiveStaff(keys.Cards).Single(s => s.Id == member).Card;
        return new(address,
            [.. card.Absences.Where(a => a.Until >= substitutes.Today).OrderBy(a => a.From).Select(a => new AbsenceView(Name(db, a.Substitute), a.From, a.Until))],
            [.. substitutes.Candidates(member).Select(c => new CandidateView(c.Id, c.Card.Name))],
            typed?["from"].ToString() ?? "", typed?["until"].ToString() ?? "", typed?["substitute"].ToString() ?? "");
    }

    /// <summary>For whom this person stands in, today or soon.</summary>
    public IReadOnlyList<AbsenceView> StandsIn(Guid member)
    {
        using var db = database.Read();
        return [.. db.ActiveStaff(keys.Cards).SelectMany(s => s.Card.Absences.Where(a => a.Substitute == member && a.Until >= substitutes.Today).Select(a => new AbsenceView(s.Card.Name, a.From, a.Until))).OrderBy(a => a.From)];
    }

    /// <summary>A person's name, also of one who has left.</summary>
    public string Name(JournalDb db, Guid id) => db.Staff.SingleOrDefault(s => s.Id == id) is { } row && keys.Cards.TryOpen(row.Card, CardJson.Default.StaffCard, id) is { } card ? card.Name : "?";

    /// <summary>What the form of an absence says; null when a day or a person is missing.</summary>
    public static Absence? Read(IFormCollection form) =>
        Day(form["from"].ToString()) is { } from && Day(form["until"].ToString()) is { } until && Guid.TryParse(form["substitute"], out var substitute) ? new(substitute, from, until) : null;

    /// <summary>A day as browsers send it.</summary>
    public static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out var day) ? day : null;
}
