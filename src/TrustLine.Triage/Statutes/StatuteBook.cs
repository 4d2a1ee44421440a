using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using NodaTime;
using NodaTime.Text;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Routing;

namespace TrustLine.Triage.Statutes;

/// <summary>All the law that the service rests on, as dated data: days off, years, terms, acts, grounds. Loaded and checked once, all faults together.</summary>
public sealed class StatuteBook
{
    private static readonly Lazy<StatuteBook> Loaded = new(() => Load(StatuteFile.Text));

    private StatuteBook(IReadOnlyList<CalendarDay> days, IReadOnlyDictionary<int, CalendarYear> years, DeadlineCatalogue deadlines, IReadOnlyList<Act> acts, IReadOnlyList<Ground> grounds, IReadOnlyList<Addressee> addressees, IReadOnlyList<DecisionRule> decisions)
    {
        Days = days;
        Years = years;
        Deadlines = deadlines;
        Acts = acts;
        Grounds = grounds;
        Addressees = addressees;
        Decisions = decisions;
    }

    /// <summary>The law of this build; <see cref="StatutesInvalidException"/> at first use when its files are faulty. Touch it at start.</summary>
    public static StatuteBook Current => Loaded.Value;

    /// <summary>Days off, moved days and working weekends of the data file.</summary>
    public IReadOnlyList<CalendarDay> Days { get; }

    /// <summary>The years with data, confirmed or estimated.</summary>
    public IReadOnlyDictionary<int, CalendarYear> Years { get; }

    /// <summary>The terms.</summary>
    public DeadlineCatalogue Deadlines { get; }

    /// <summary>The acts by key and time.</summary>
    public IReadOnlyList<Act> Acts { get; }

    /// <summary>The grounds of acceptance.</summary>
    public IReadOnlyList<Ground> Grounds { get; }

    /// <summary>The bodies that letters may go to, by name and time; the administrator's entries win over them (<see cref="AddresseeBook"/>).</summary>
    public IReadOnlyList<Addressee> Addressees { get; }

    /// <summary>The clauses on which the director's decisions rest.</summary>
    public IReadOnlyList<DecisionRule> Decisions { get; }

    /// <summary>The act of a key as it stood on a day, or its earliest wording before that.</summary>
    public Act ActOn(string key, LocalDate day) =>
        Acts.LastOrDefault(a => a.Key == key && a.From <= day && (a.Until is null || day < a.Until)) ?? Acts.First(a => a.Key == key);

    /// <summary>The ground of a key as it stood on a day, or null.</summary>
    public Ground? Ground(string key, LocalDate day) => Grounds.LastOrDefault(g => g.Key == key && g.From <= day && (g.Until is null || day < g.Until));

    /// <summary>This law with some of its files in other words, by file name: what a change would bring is asked of it (what-if). <see cref="StatutesInvalidException"/> when they do not hold together.</summary>
    public static StatuteBook With(IReadOnlyDictionary<string, string> changed)
    {
        var unknown = changed.Keys.Where(name => !Files.Contains(name)).Select(name => $"{name}: no file of the law").ToList();
        return unknown.Count > 0 ? throw new StatutesInvalidException(unknown) : Load(name => changed.TryGetValue(name, out var text) ? text : StatuteFile.Text(name));
    }

    private static readonly string[] Files = ["kz_nonworking_days.csv", "years.csv", "acts.csv", "deadlines.csv", "grounds.json", "addressees.csv", "decisions.json"];

    private static StatuteBook Load(Func<string, string> text)
    {
        var faults = new List<string>();
        IEnumerable<StatuteRow> Rows(string name) => StatuteFile.Rows(name, text(name), faults);
        var days = Rows("kz_nonworking_days.csv")
            .Select(r => new CalendarDay(r.Day("date"), r.Word<DayKind>("kind"), r.Required("name_en"), r.Required("source"))).ToList();
        var years = Rows("years.csv")
            .Select(r => new CalendarYear(r.Whole("year"), r.Flag("confirmed"), r.Required("source"))).ToList();
        var acts = Rows("acts.csv")
            .Select(r => new Act(r.Required("act"), r.Day("from"), r.DayOrNone("until"), r.Required("name_kk"), r.Required("name_ru"), r.Required("name_en"), r.Required("source"))).ToList();
        var terms = Rows("deadlines.csv")
            .Select(r => new DeadlineTerm(
                r.Required("kind"), r.Required("code"), r.Whole("value"), r.Word<TermUnit>("unit"), r.Required("start"), r.Word<CountRule>("count"),
                r.Word<EndRule>("end_on_day_off"), r.Day("from"), r.DayOrNone("until"), r.Required("act"), r.Required("article"), r.Required("source"))
            { Stops = r.Words("stop"), Restart = r.WordOrNone("restart"), Remind = r.Whole("remind") }).ToList();
        var grounds = Read("grounds.json", text, GroundsJson.Default.IReadOnlyListGround, faults);
        var addressees = Rows("addressees.csv")
            .Select(r => new Addressee(
                r.Id("id"), r.Word<AuthorityKind>("kind"), r.Day("from"), r.DayOrNone("until"), new(r.Required("name_kk"), r.Required("name_ru"), r.Required("name_en")), "", r.Required("source"))).ToList();
        var decisions = Read("decisions.json", text, GroundsJson.Default.IReadOnlyListDecisionRule, faults);

        foreach (var twice in days.GroupBy(d => d.Date).Where(g => g.Select(d => d.Working).Distinct().Count() > 1))
            faults.Add($"kz_nonworking_days.csv: {LocalDatePattern.Iso.Format(twice.Key)} is both working and off");
        foreach (var twice in years.GroupBy(y => y.Year).Where(g => g.Count() > 1))
            faults.Add($"years.csv: {twice.Key} twice");
        foreach (var year in days.Select(d => d.Date.Year).Distinct().Where(y => years.TrueForAll(known => known.Year != y)))
            faults.Add($"years.csv: {year} has days but no row");
        foreach (var year in years.Where(y => days.TrueForAll(d => d.Date.Year != y.Year)))
            faults.Add($"kz_nonworking_days.csv: {year.Year} has no day");
        foreach (var term in terms)
        {
            if (acts.TrueForAll(a => a.Key != term.Act)) faults.Add($"deadlines.csv: {term.Kind} names an unknown act");
            if (term.Until <= term.From) faults.Add($"deadlines.csv: {term.Kind} ends before it begins");
            if (term.Value < 0 != (term.Count == CountRule.DayBefore)) faults.Add($"deadlines.csv: {term.Kind} counts in the wrong direction");
            if (term.Remind < 0) faults.Add($"deadlines.csv: {term.Kind} reminds after its date");
            faults.AddRange(term.Stops.Append(term.StartEvent).Append(term.Restart ?? term.StartEvent).Distinct().Where(e => !Explanations.Knows(e)).Select(e => $"deadlines.csv: {term.Kind} has no words for the event {e}"));
        }

        Overlaps("deadlines.csv", terms, t => (t.Kind, t.From, t.Until), faults);
        Overlaps("acts.csv", acts, a => (a.Key, a.From, a.Until), faults);
        Overlaps("grounds.json", grounds, g => (g.Key, g.From, g.Until), faults);
        Overlaps("addressees.csv", addressees, a => (a.Id.ToString("D"), a.From, a.Until), faults);
        Overlaps("decisions.json", decisions, d => (d.Key, d.From, d.Until), faults);

        foreach (var ground in grounds)
        {
            if (acts.TrueForAll(a => a.Key != ground.Act)) faults.Add($"grounds.json: {ground.Key} names an unknown act");
            if (ground.Clock is { } clock && terms.TrueForAll(t => t.Kind != clock)) faults.Add($"grounds.json: {ground.Key} starts an unknown clock");
            if (ground.Texts().Any(string.IsNullOrWhiteSpace)) faults.Add($"grounds.json: {ground.Key} lacks a text");
            if (!GroundKeys.All.Append(GroundKeys.Emergency).Contains(ground.Key)) faults.Add($"grounds.json: {ground.Key} is no ground of ours");
            if (ground.Until <= ground.From) faults.Add($"grounds.json: {ground.Key} ends before it begins");
        }

        foreach (var key in GroundKeys.All.Append(GroundKeys.Emergency).Where(key => !grounds.Any(g => g.Key == key)))
            faults.Add($"grounds.json: {key} is missing");
        foreach (var rule in decisions)
        {
            if (acts.TrueForAll(a => a.Key != rule.Act)) faults.Add($"decisions.json: {rule.Key} names an unknown act");
            if (rule.Clock is { } clock && terms.TrueForAll(t => t.Kind != clock)) faults.Add($"decisions.json: {rule.Key} starts an unknown clock");
            if (rule.Texts().Any(string.IsNullOrWhiteSpace)) faults.Add($"decisions.json: {rule.Key} lacks a text");
        }

        foreach (var key in new[] { DecisionRule.Anonymous, DecisionRule.Repeat }.Where(key => !decisions.Any(r => r.Key == key)))
            faults.Add($"decisions.json: {key} is missing");
        if (faults.Count > 0)
            throw new StatutesInvalidException(faults);
        return new StatuteBook(days, years.ToDictionary(y => y.Year), new DeadlineCatalogue(terms), acts, grounds, addressees, decisions);
    }

    // Two wordings of one thing never hold on the same day: else nobody could say by which of them an old case is judged.
    private static void Overlaps<T>(string file, IEnumerable<T> rows, Func<T, (string Key, LocalDate From, LocalDate? Until)> of, List<string> faults)
    {
        foreach (var one in rows.Select(of).GroupBy(r => r.Key, StringComparer.Ordinal))
        {
            var dated = one.OrderBy(r => r.From).ToList();
            for (var i = 1; i < dated.Count; i++)
                if (dated[i - 1].Until is not { } end || end > dated[i].From) faults.Add($"{file}: rows of {one.Key} overlap");
        }
    }

    private static IReadOnlyList<T> Read<T>(string file, Func<string, string> text, JsonTypeInfo<IReadOnlyList<T>> type, List<string> faults)
    {
        try
        {
            return JsonSerializer.Deserialize(text(file), type) ?? [];
        }
        catch (JsonException broken)
        {
            faults.Add($"{file}: {broken.Message}");
            return [];
        }
    }
}

/// <summary>The JSON shape of the files of grounds and of decisions.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, Converters = [typeof(IsoDay)])]
[JsonSerializable(typeof(IReadOnlyList<Ground>))]
[JsonSerializable(typeof(IReadOnlyList<DecisionRule>))]
internal sealed partial class GroundsJson : JsonSerializerContext;
