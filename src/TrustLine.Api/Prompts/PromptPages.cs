using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Prompts;

/// <summary>What a caller hears, to be read and heard in the office: part by part, each prompt in three languages.</summary>
internal sealed class PromptPages(PromptSounds sounds, Provisions provisions, OfficePages pages, TimeProvider time)
{
    // A part of the menu and the families of ids (the word after "ivr.") in it, in the order in which a call goes.
    private static readonly (string Part, string[] Families)[] Parts =
    [
        ("start", ["lang", "welcome", "purpose", "emergency", "wait", "help"]),
        ("hours", ["hours", "day"]),
        ("notice", ["notice"]),
        ("menu", ["menu", "op"]),
        ("identity", ["id", "callback"]),
        ("message", ["rec", "review"]),
        ("questions", ["ask", "retaliation"]),
        ("code", ["reg", "code", "last4", "digit", "answer"]),
        ("return", ["check", "text"]),
        ("end", ["err", "goodbye"]),
        ("dates", ["date", "month", "year"]),
        ("counts", ["count"]),
    ];

    public IResult Open(HttpContext http)
    {
        var asked = http.Request.Query["part"].ToString();
        var (part, families) = Parts.FirstOrDefault(p => p.Part == asked, Parts[0]);
        var entered = provisions.Now.Organisation(AstanaTime.DayOf(time.GetUtcNow().ToInstant())).Name.Spoken();
        return OfficePages.Page<PromptsPage>(new
        {
            Frame = pages.Frame(http),
            View = new PromptsView(
                part, [.. Parts.Select(p => p.Part)], [.. sounds.Book.Ids.Where(id => families.Contains(Family(id))).Select(Line)],
                sounds.Outdated.Count, entered == sounds.Book.Name ? null : (sounds.Book.Name.In(http.Visit().Language), entered.In(http.Visit().Language))),
        });
    }

    /// <summary>One sound; in ranges too, as some browsers ask for it.</summary>
    public IResult Play(HttpContext http, string tongue, string prompt) => LanguageCodes.TryParse(tongue, out var language) && sounds.Book.Has(prompt)
        ? Results.Bytes(sounds.Wav(prompt, language), "audio/wav", enableRangeProcessing: true)
        : pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);

    /// <summary>The part of the menu in which a prompt is; null when none has its family.</summary>
    internal static string? PartOf(string id) => Parts.Where(p => p.Families.Contains(Family(id))).Select(p => p.Part).SingleOrDefault();

    private PromptLine Line(string id) => new(id, [.. Enum.GetValues<Language>().Select(language => new SpokenPrompt(
        language.Code(), sounds.Book.Text(id, language), $"/office/prompts/{language.Code()}/{id}.wav", sounds.Length(id, language), sounds.IsRecorded(id, language)))]);

    private static string Family(string id) => id.Split('.')[1];
}

/// <summary>The prompts of one part of the menu.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Parts">Every part, in the order of a call.</param>
/// <param name="Prompts">Its prompts.</param>
/// <param name="Outdated">How many sounds of all parts do not speak their words.</param>
/// <param name="Names">The organisation as the prompts name it, and as it is called today; null while they agree.</param>
public sealed record PromptsView(string Part, IReadOnlyList<string> Parts, IReadOnlyList<PromptLine> Prompts, int Outdated, (string Said, string Called)? Names);

/// <summary>One prompt in its languages.</summary>
public sealed record PromptLine(string Id, IReadOnlyList<SpokenPrompt> Spoken);

/// <summary>A prompt in one language: its words, where its sound is, how long it is, and whether a person has recorded it.</summary>
public sealed record SpokenPrompt(string Tongue, string Text, string Sound, TimeSpan Length, bool Recorded);
