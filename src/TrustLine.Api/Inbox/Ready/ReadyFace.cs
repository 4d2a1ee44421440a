using System.Text;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Office;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>What the report does not tell, and words in the reporter's language to ask for it or to say what becomes of it. They are proposals: somebody reads, changes and sends them.</summary>
internal static class ReadyFace
{
    /// <summary>How the button of a proposal begins its value.</summary>
    public const string Put = "put.";

    public static ReadyView Of(CaseReading of, bool files)
    {
        var told = of.Thread.Where(m => m.Sheet.From == MessageAuthor.Reporter).Select(m => m.Sheet.Text).Prepend(Encoding.UTF8.GetString(of.Opened.Part(PartKind.Narrative)));
        var missing = MissingFacts.Of(told, of.Sheet.Answers, files || of.Thread.Any(m => m.Sheet.From == MessageAuthor.Reporter && m.Files.Count > 0));
        var (card, report) = (of.Opened.Card, of.Opened.Report);
        var t = OfficeTexts.In(card.Language);
        object[] places = [report.Number, t.Day(report.RegisteredDay), t.Day(card.Clocks.LastOrDefault(c => c.Kind is ClockKinds.Reply or ClockKinds.ReplyExtension)?.Due ?? report.RegisteredDay)];
        ReadyWords Answer(string key, string titleKey, string textKey) => new(Put + key, titleKey, t.With("ready." + textKey, places));
        return new()
        {
            Missing = [.. missing.Select(m => "missing." + m)],
            Questions = Questions(missing, t, report.Number),
            Answers =
            [
                .. Enum.GetValues<Disposition>().OrderByDescending(d => d == card.Disposition)
                    .Select(d => Answer(d.ToString(), "disposition." + d, d == Disposition.Redirect && card.Anonymous ? "RedirectAtOnce" : d.ToString())),
                Answer("Unit", "words.unit", "Unit"),
            ],
            Ended = DecisionRule.On(DecisionKind.End, of.Today).ToDictionary(r => r.Key, r => Ended(r, t, places, of.Today)),
        };
    }

    private static List<ReadyWords> Questions(IReadOnlyList<MissingFact> missing, OfficeTexts t, string number)
    {
        var questions = missing.Select(m => new ReadyWords($"{Put}ask.{m}", "asked." + m, t["ask." + m], Asks: true)).ToList();
        if (questions.Count > 1) questions.Insert(0, new($"{Put}ask.all", "asked.all", t.With("ask.all", number) + "\n" + string.Join('\n', questions.Select(q => "– " + q.Text)), Asks: true));
        return questions;
    }

    // What АППК 89(2) asks of every ending, as far as the data know it; the facts of the case are for a person to add.
    private static string Ended(DecisionRule rule, OfficeTexts t, object[] places, NodaTime.LocalDate today) =>
        t.With("ready.ended", places[0], places[1], rule.Title.In(t.Language), rule.Cite.In(t.Language), StatuteBook.Current.Deadlines.Find("complaint", today, out _)!.Value);
}

/// <summary>What is missing and what may be said to the reporter. Prints nothing.</summary>
public sealed record ReadyView
{
    /// <summary>Keys of what is missing, in the order in which one asks.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>One question for each, and before them all in one when there are several.</summary>
    public required IReadOnlyList<ReadyWords> Questions { get; init; }

    /// <summary>What to write for each disposition, the one that stands first.</summary>
    public required IReadOnlyList<ReadyWords> Answers { get; init; }

    /// <summary>What to write when the case ends, by the clause on which it ends.</summary>
    public required IReadOnlyDictionary<string, string> Ended { get; init; }

    /// <summary>The proposal whose button was pressed; null for any other button.</summary>
    public ReadyWords? Pressed(string button) => Questions.Concat(Answers).FirstOrDefault(w => w.Button == button);

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ReadyView);
}

/// <summary>Words ready to be put into the reply. Prints nothing.</summary>
/// <param name="Button">Value of its button.</param>
/// <param name="TitleKey">Key of the button's words.</param>
/// <param name="Text">The words, in the reporter's language.</param>
/// <param name="Asks">Whether the case then waits for the reporter.</param>
public sealed record ReadyWords(string Button, string TitleKey, string Text, bool Asks = false)
{
    /// <summary>What is typed with these words after it; unchanged when it has them already.</summary>
    public string After(string typed) => string.IsNullOrWhiteSpace(typed) ? Text : Same(typed).Contains(Text, StringComparison.Ordinal) ? typed : typed.TrimEnd() + "\n" + Text;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ReadyWords);

    // A form sends its lines with CR LF.
    private static string Same(string typed) => typed.ReplaceLineEndings("\n");
}
