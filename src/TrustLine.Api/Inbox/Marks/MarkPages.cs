using TrustLine.Api.Inbox.Marks;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Reading;

namespace TrustLine.Api.Inbox;

/// <summary>Hiding words: typed or selected on the case's page, looked at in all their places, and hidden.</summary>
internal sealed class MarkPages(CasePages cases, Marking marking, OfficePages pages)
{
    private const int Context = 70;

    /// <summary>Shows every place of the words; nothing is hidden yet.</summary>
    public async Task<IResult> LookAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        if (MarkedWords.Parse(form["markwords"].ToString()) is not { } words) return await cases.OneAsync(http, id, [new("markwords", "mark.wrong")], form);
        if (marking.Look(http.Visit(), id, words) is not { } places) return Nothing(http);
        return places.Count is 0 or > MarkedWords.MostPlaces
            ? await cases.OneAsync(http, id, [new("markwords", places.Count == 0 ? "mark.none" : "mark.toomany")], form)
            : Page(http, id, places, []);
    }

    /// <summary>Hides the places that were left ticked.</summary>
    public async Task<IResult> HideAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        if (MarkedWords.Parse(form["markwords"].ToString()) is not { } words) return await cases.OneAsync(http, id, [new("markwords", "mark.wrong")], form);
        var answer = await marking.HideAsync(http.Visit(), id, words, Kind(form), [.. form["shown"].OfType<string>()], [.. form["hide"].OfType<string>()]);
        if (answer is MarkAnswer.Hidden) return await cases.AnswerAsync(http, id, ActAnswer.Done, "marked", "markwords", "markwords");
        if (answer is MarkAnswer.NotHere || marking.Look(http.Visit(), id, words) is not { } places) return Nothing(http);
        var wrong = new WrongField("places", OfficeTexts.In(http.Visit().Language)[answer switch { MarkAnswer.Overtaken => "mark.overtaken", MarkAnswer.TooMuch => "mark.toomuch", _ => "mark.choose" }]);
        return places.Count is 0 or > MarkedWords.MostPlaces ? await cases.OneAsync(http, id, [new("markwords", "mark.none")], form) : Page(http, id, places, [wrong]);
    }

    private IResult Page(HttpContext http, Guid id, IReadOnlyList<MarkedPlace> places, IReadOnlyList<WrongField> wrong)
    {
        var form = http.Request.Form;
        return OfficePages.Page<MarkPage>(new
        {
            Frame = pages.Frame(http),
            Wrong = wrong,
            View = new MarkView(id, form["markwords"].ToString(), Kind(form).ToString(), InboxPlace.Read(form["place"].ToString()),
                [.. places.GroupBy(p => p.In).Select(g => new MarkedTextView(LabelKey(g.Key), g.Key.At, [.. g.Select(View)]))]),
        });
    }

    private static MarkedPlaceView View(MarkedPlace place)
    {
        var (text, end) = (place.In.Text, place.Start + place.Length);
        var from = Whole(text, Math.Max(0, place.Start - Context));
        var until = Whole(text, Math.Min(text.Length, end + Context));
        return new(place.Id, (from > 0 ? "…" : "") + text[from..place.Start], text[place.Start..end], text[end..until] + (until < text.Length ? "…" : ""));
    }

    // Never between the halves of a letter.
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;

    private static string LabelKey(CaseText text) => text.Kind is TextKind.Told && text.From != "narrative" ? "answer." + text.From : "shown.from." + text.From;

    private static MarkKind Kind(IFormCollection form) => Enum.TryParse<MarkKind>(form["markkind"], out var kind) && Enum.IsDefined(kind) ? kind : MarkKind.Other;

    private IResult Nothing(HttpContext http) => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
}
