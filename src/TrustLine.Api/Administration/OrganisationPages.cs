using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Administration;

/// <summary>The administrator's pages of whose line it is: names, units, addressees, who is told of danger. Each change is an entry with a ground and a day.</summary>
internal sealed class OrganisationPages(Provisions provisions, ProvisionDesk desk, HistoryWords history, OfficePages pages, TimeProvider time)
{
    private const string Root = "/office/organisation";
    private static readonly Dictionary<string, Matter> Lists = new() { ["units"] = Matter.Unit, ["addressees"] = Matter.Addressee, ["duty"] = Matter.Duty };

    private LocalDate Today => AstanaTime.DayOf(time.GetUtcNow().ToInstant());

    /// <summary>Names, phone, address and letterhead.</summary>
    public IResult Organisation(HttpContext http) => ThingPage(http, Matter.Organisation, Provided.TheOrganisation, [], null);

    /// <summary>The list of one matter.</summary>
    public IResult List(HttpContext http, string matter)
    {
        if (!Lists.TryGetValue(matter, out var which)) return Nothing(http);
        var t = OfficeTexts.In(http.Visit().Language);
        var note = which switch
        {
            Matter.Duty => t[provisions.Now.Duty(Today) switch { [] => "matter.Duty.nobody", [{ Id: null }, ..] => "matter.Duty.configured", _ => "matter.Duty.entered" }],
            Matter.Addressee when provisions.Now.Addressees.On(Today).Any(a => a.Address.Length == 0) => t["matter.Addressee.noaddress"],
            _ => null,
        };
        return OfficePages.Page<ThingsPage>(new { Frame = pages.Frame(http), View = new ThingsView(which.ToString(), $"{Root}/{matter}", [.. Things(which, t)], note), Done = Done(http, t) });
    }

    /// <summary>One thing of a list, or the form of a new one.</summary>
    public IResult Open(HttpContext http, string matter, string subject) =>
        Find(matter, subject == "new" ? Draw.Id().ToString() : subject, mayBeNew: subject == "new") is var (which, id) ? ThingPage(http, which, id, [], null) : Nothing(http);

    /// <summary>Enters what was typed about one thing.</summary>
    public Task<IResult> SaveAsync(HttpContext http, string matter, string subject) =>
        Find(matter, subject, mayBeNew: true) is var (which, id) ? SaveAsync(http, which, id, $"{Root}/{matter}") : Task.FromResult(Nothing(http));

    /// <summary>Enters what was typed about the organisation.</summary>
    public Task<IResult> SaveOrganisationAsync(HttpContext http) => SaveAsync(http, Matter.Organisation, Provided.TheOrganisation, Root);

    /// <summary>What was just done, in words; null on any other visit.</summary>
    public static string? Done(HttpContext http, OfficeTexts t) => "done." + http.Request.Query["done"] is var key && t.Has(key) ? t[key] : null;

    private async Task<IResult> SaveAsync(HttpContext http, Matter matter, Guid subject, string then)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        var t = OfficeTexts.In(visit.Language);
        var (values, wrong) = FieldCheck.Read(Fields.Of(matter), f => form[f], t);
        if (wrong.Count > 0) return ThingPage(http, matter, subject, wrong, f => form[f]);
        if (!int.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || !await desk.EnterAsync(matter, subject, seen, values, visit.Member))
            return ThingPage(http, matter, subject, [new("ground", t["admin.wrong.overtaken"])], f => form[f], StatusCodes.Status409Conflict);
        return Results.Redirect(then + "?done=provided");
    }

    private IResult ThingPage(HttpContext http, Matter matter, Guid subject, IReadOnlyList<WrongField> wrong, Func<string, StringValues>? typed, int status = StatusCodes.Status200OK)
    {
        var t = OfficeTexts.In(http.Visit().Language);
        var now = provisions.Now;
        var (about, rules) = (now.About(subject), Fields.Of(matter));
        var standing = Standing(now, matter, subject);
        string Value(string field) => typed is not null ? typed(field).ToString()
            : field == "from" ? LocalDatePattern.Iso.Format(Today)
            : field == "ground" ? "" // Every change has a ground of its own.
            : standing.TryGetValue(field, out var value) ? value : "";
        var list = Lists.FirstOrDefault(l => l.Value == matter).Key;
        var title = Name(matter, standing, t) is { Length: > 0 } name ? name : t[$"matter.{matter}.new"];
        return OfficePages.Page<ThingPage>(new
        {
            Frame = pages.Frame(http),
            View = new ThingView(
                matter.ToString(), matter == Matter.Organisation ? t["matter.Organisation"] : title, list is null ? Root : $"{Root}/{list}/{subject}", list is null ? null : $"{Root}/{list}",
                about.Count == 0 ? 0 : about[^1].Ordinal, FormView.Of(rules, Value, t), history.Of(about, rules, t)),
            Wrong = wrong,
            Done = Done(http, t),
        }, status);
    }

    // What stands now, or stood or will stand: the form begins with it.
    private IReadOnlyDictionary<string, string> Standing(Provided now, Matter matter, Guid subject)
    {
        var about = now.About(subject);
        if ((Provided.InForce(about, Today) ?? (about.Count > 0 ? about[^1] : null)) is { } entry) return entry.Card.Values;
        return matter switch
        {
            Matter.Organisation => now.Organisation(Today).AsValues(),
            Matter.Addressee when StatuteBook.Current.Addressees.LastOrDefault(a => a.Id == subject) is { } row =>
                new Dictionary<string, string> { ["kind"] = row.Kind.ToString(), ["nameKk"] = row.Name.Kk, ["nameRu"] = row.Name.Ru, ["nameEn"] = row.Name.En },
            _ => new Dictionary<string, string>(),
        };
    }

    private IEnumerable<ThingLine> Things(Matter matter, OfficeTexts t)
    {
        var now = provisions.Now;
        var subjects = now.Subjects(matter).Select(g => g.Key);
        if (matter == Matter.Addressee) subjects = StatuteBook.Current.Addressees.Select(a => a.Id).Concat(subjects).Distinct();
        return subjects.Select(subject =>
        {
            var about = now.About(subject);
            var entry = Provided.InForce(about, Today) ?? (about.Count > 0 ? about[^1] : null);
            var values = Standing(now, matter, subject);
            var state = entry is null ? "admin.state.holds" : Today < entry.From ? "admin.state.later" : entry.LastDay < Today ? "admin.state.over" : "admin.state.holds";
            var from = entry?.From ?? StatuteBook.Current.Addressees.Last(a => a.Id == subject).From;
            return (Rank: state, Line: new ThingLine(
                subject.ToString(), Name(matter, values, t), More(matter, values, t),
                entry?.LastDay is { } last ? t.With("admin.fromuntil", t.Day(from), t.Day(last)) : t.With("admin.from", t.Day(from)), state));
        }).OrderBy(x => x.Rank == "admin.state.over").ThenBy(x => x.Line.Name, StringComparer.Create(t.Language.Culture(), ignoreCase: true)).Select(x => x.Line);
    }

    private static string Name(Matter matter, IReadOnlyDictionary<string, string> values, OfficeTexts t) =>
        values.TryGetValue(matter == Matter.Duty ? "email" : "name" + t.Language, out var name) ? name : "";

    private static string? More(Matter matter, IReadOnlyDictionary<string, string> values, OfficeTexts t) => matter switch
    {
        Matter.Duty => t["choice.role." + values["role"]] + (values.TryGetValue("phone", out var phone) ? " · " + phone : ""),
        Matter.Addressee => t["choice.kind." + values["kind"]] + (values.TryGetValue("address", out var address) && address.Length > 0 ? " · " + address.ReplaceLineEndings(", ") : " · " + t["matter.Addressee.without"]),
        _ => null,
    };

    // A subject is of one matter for ever, and the two that stand alone are no thing of a list.
    private (Matter, Guid)? Find(string matter, string subject, bool mayBeNew)
    {
        if (!Lists.TryGetValue(matter, out var which) || !Guid.TryParse(subject, out var id) || id == Provided.TheOrganisation || id == Provided.TheCalendar) return null;
        var about = provisions.Now.About(id);
        var known = about.Count > 0 ? about[0].Card.Matter == which : which == Matter.Addressee && StatuteBook.Current.Addressees.Any(a => a.Id == id);
        return known || (mayBeNew && about.Count == 0) ? (which, id) : null;
    }

    private IResult Nothing(HttpContext http) => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
}
