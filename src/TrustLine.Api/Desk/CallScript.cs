using System.Collections.Frozen;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Desk;

/// <summary>
/// The operator's live script (10.5) in one language: the duties in their order, questions by what is missing, and lines for special cases.
/// The line on a non-disclosure agreement in place of the state secret waits for an amended 10.5 and is not among them.
/// </summary>
public sealed class CallScript
{
    // The order of 10.5; what it demands in every call is marked. Opening: before the report; closing: when it has its number.
    private static readonly (string Id, DutyMoment Moment, bool Always)[] Order =
    [
        ("op.greet", DutyMoment.Opening, true),
        ("op.lang", DutyMoment.Opening, false),
        ("op.safe", DutyMoment.Opening, false),
        ("op.purpose", DutyMoment.Opening, true),
        ("op.identity", DutyMoment.Identity, true),
        ("op.identity.free", DutyMoment.Identity, false),
        ("op.anon", DutyMoment.Identity, false),
        ("op.noaddress", DutyMoment.Identity, false),
        ("op.matter", DutyMoment.Matter, true),
        ("op.secret", DutyMoment.Matter, true),
        ("op.noself", DutyMoment.Matter, false),
        ("op.readback", DutyMoment.Matter, false),
        ("op.nda", DutyMoment.Matter, false),
        ("op.close.number", DutyMoment.Closing, false),
        ("op.close.code", DutyMoment.Closing, false),
        ("op.close.answer", DutyMoment.Closing, false),
        ("op.close.anon", DutyMoment.Closing, false),
        ("op.bye", DutyMoment.Closing, false),
    ];

    // Danger first; then what happened and to whom it leads.
    private static readonly string[] QuestionOrder =
    [
        "q.danger", "q.what", "q.who", "q.role", "q.when", "q.once", "q.where", "q.area", "q.howmuch", "q.how", "q.damage", "q.source", "q.witness", "q.docs", "q.docs.law",
        "q.ongoing", "q.destroy", "q.whoelse", "q.conflict", "q.retaliation", "q.contact", "q.more", "q.dontknow",
    ];

    private static readonly string[] CaseOrder =
    [
        "sit.emergency", "sit.notcorruption", "sit.otherorg", "sit.nofacts", "sit.whoknows", "sit.protect", "sit.result", "sit.opinion", "sit.emotion", "sit.rude", "sit.silence", "sit.badline",
        "sit.withdraw", "sit.lostcode", "sit.press",
    ];

    // After the orders that each of them is made of.
    private static readonly FrozenDictionary<Language, CallScript> All = Enum.GetValues<Language>().ToFrozenDictionary(l => l, l => new CallScript(l));

    private readonly FrozenDictionary<string, string> texts;

    private CallScript(Language language)
    {
        texts = Texts.In(language, "Desk.ScriptTexts");
        Duties = [.. Order.Select(d => new ScriptDuty(d.Id, texts["duty." + d.Id], d.Moment, d.Always))];
        Questions = QuestionOrder;
        Cases = [.. CaseOrder.Select(id => new ScriptCase(id, texts["case." + id]))];
    }

    /// <summary>What is to be said, in its order.</summary>
    public IReadOnlyList<ScriptDuty> Duties { get; }

    /// <summary>Follow-up questions, by their ids.</summary>
    public IReadOnlyList<string> Questions { get; }

    /// <summary>Special cases.</summary>
    public IReadOnlyList<ScriptCase> Cases { get; }

    /// <summary>Every key of this language.</summary>
    internal IEnumerable<string> Keys => texts.Keys;

    /// <summary>The script in a language.</summary>
    public static CallScript In(Language language) => All[language];

    /// <summary>A line with the words of this call in its places; null while a word that it needs is not known yet.</summary>
    public string? Say(string id, CallWords words)
    {
        var line = texts[id];
        foreach (var (place, word) in words.Places())
        {
            if (!line.Contains(place, StringComparison.Ordinal)) continue;
            if (string.IsNullOrWhiteSpace(word)) return null;
            line = line.Replace(place, word, StringComparison.Ordinal);
        }

        return line;
    }

    /// <summary>A line as it was written, with its places.</summary>
    internal string Raw(string key) => texts[key];
}

/// <summary>When a duty is due in a call.</summary>
public enum DutyMoment
{
    /// <summary>At the start.</summary>
    Opening,
    /// <summary>When the caller may say who they are.</summary>
    Identity,
    /// <summary>Around what the caller tells.</summary>
    Matter,
    /// <summary>When the report has its number and code.</summary>
    Closing,
}

/// <summary>One duty of the operator: the id of its line, what it is, when it is due, and whether 10.5 demands it in every call.</summary>
public sealed record ScriptDuty(string Id, string Title, DutyMoment Moment, bool Always);

/// <summary>A special case: the id of its line, and when it is said.</summary>
public sealed record ScriptCase(string Id, string When);

/// <summary>What stands in the places of the script in one call. Prints nothing: the code is among them.</summary>
public sealed record CallWords(string Organisation, string OperatorFullName, string OperatorPosition)
{
    /// <summary>The registration number, once it is given.</summary>
    public string? RegNumber { get; init; }

    /// <summary>The receipt code, once it is given.</summary>
    public string? Code { get; init; }

    /// <summary>The day of the answer in words, once it is known.</summary>
    public string? AnswerBy { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(CallWords);

    internal IEnumerable<(string Place, string? Word)> Places() =>
    [
        ("{organisation}", Organisation), ("{operatorFullName}", OperatorFullName), ("{operatorPosition}", OperatorPosition),
        ("{regNumber}", RegNumber), ("{code}", Code), ("{answerBy}", AnswerBy),
    ];
}
