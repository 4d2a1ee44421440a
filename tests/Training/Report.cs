using System.Globalization;
using System.Text;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;
using Rules = TrustLine.Triage.Acceptance.Acceptance;

namespace TrustLine.Training;

/// <summary>How well messages are read by weights that had not seen them: the figures of score_triage.py, for all and for each language, and how many must be read by people so that nothing is lost.</summary>
internal static class Report
{
    public static string Of(Training training)
    {
        var read = Readings(training);
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{read.Count} messages, {training.Table.Features.Count} features");
        for (var q = 0; q < Weights.SelfName; q++)
        {
            var question = training.Questions[q];
            text.AppendLine(CultureInfo.InvariantCulture, $"  {Weights.Names[q],-16} yes {training.Messages.Count(m => m.Answers[q]),5}  threshold {question.Threshold:0.000}  unsure {question.Low:0.000} .. {question.High:0.000}  slope {question.Slope:0.00}  loss {Loss(training, q):0.0000}");
        }

        Figures(text, "all", read);
        foreach (var language in read.GroupBy(r => r.Message.Language).OrderBy(g => g.Key, StringComparer.Ordinal)) Figures(text, language.Key, [.. language]);
        foreach (var file in read.GroupBy(r => r.Message.Source).OrderBy(g => g.Key, StringComparer.Ordinal)) Figures(text, file.Key, [.. file]);
        Marks(text, training.Messages);
        Area(text, training.Areas);
        return text.ToString();
    }

    // How far the probabilities are from the labels on the whole (mean log loss): what a change of the features is judged by.
    private static double Loss(Training training, int question) =>
        training.Messages.Select((m, i) => -Math.Log(Math.Max(1e-9, m.Answers[question] ? training.Probabilities[question][i] : 1 - training.Probabilities[question][i]))).Average();

    /// <summary>The messages that a question is answered wrongly for, without those of hidden files.</summary>
    public static string Misses(Training training, string question, string[] hidden)
    {
        var text = new StringBuilder();
        foreach (var r in Readings(training).Where(r => !hidden.Contains(r.Message.Source)).Where(r => Wrong(r, question)))
        {
            var p = string.Join(' ', training.Probabilities.Select((values, q) => $"{Weights.Names[q][..2]}={values[r.Index].ToString("0.00", CultureInfo.InvariantCulture)}"));
            text.AppendLine(CultureInfo.InvariantCulture, $"[{r.Message.Id} {r.Message.Language} truth {Truth(r.Message)}] said {Said(r)} {p}\n    {r.Message.Line[r.Message.Line.IndexOf("\"text\"", StringComparison.Ordinal)..]}");
        }

        return text.ToString();
    }

    private static bool Wrong(Reading r, string question) => question switch
    {
        "anonymous" => r.Anonymous != r.Message.Anonymous,
        "disposition" => r.Disposition != r.Message.Disposition,
        "implicates" => r.Yes[Weights.Director] != r.Message.Answers[Weights.Director] || r.Yes[Weights.Officer] != r.Message.Answers[Weights.Officer],
        _ => Array.IndexOf(Weights.Names, question) is var q && r.Yes[q] != r.Message.Answers[q],
    };

    private static string Truth(Message m) => (m.Anonymous ? "anon " : "named ") + string.Join(' ', Weights.Names.Where((_, q) => q < Weights.SelfName && m.Answers[q]));

    private static string Said(Reading r) => (r.Anonymous ? "anon " : "named ") + string.Join(' ', Weights.Names.Where((_, q) => q < Weights.SelfName && r.Yes[q]));

    private static List<Reading> Readings(Training training) => [.. training.Messages.Select((message, i) =>
    {
        var words = Words.Of(message.Narrative.Text);
        var anonymous = !Training.ByChannel(message) && (training.Named[i] ?? 0) < training.Questions[Weights.SelfName].Threshold && SelfNames.Find(words).Count < 2;
        var yes = training.Probabilities.Select((p, q) => p[i] >= training.Questions[q].Threshold).ToArray();
        yes[Weights.Crime] |= training.Probabilities[Weights.Threat][i] >= 0.5;
        yes[Weights.Threat] &= yes[Weights.Crime];
        yes[Weights.Director] &= yes[Weights.Crime] || yes[Weights.Facts] || training.Probabilities[Weights.Director][i] >= 0.5;
        yes[Weights.Officer] &= yes[Weights.Crime] || yes[Weights.Facts] || training.Probabilities[Weights.Officer][i] >= 0.5;
        var disposition = EnumText.Of(Rules.Recommend(anonymous, yes[Weights.Crime], yes[Weights.Facts]));
        bool Clear(int q) => training.Questions[q].IsClear(training.Probabilities[q][i]);
        var sure = disposition switch
        {
            "accept" => Clear(Weights.Facts),
            "redirect" when anonymous => Clear(Weights.Crime),
            "reject_anonymous" => Clear(Weights.Crime),
            _ => Clear(Weights.Crime) && Clear(Weights.Facts),
        };
        var (director, officer) = (training.Probabilities[Weights.Director][i], training.Probabilities[Weights.Officer][i]);
        var accused = (yes[Weights.Director], yes[Weights.Officer]) switch
        {
            (true, true) => director >= 0.5 && officer >= 0.5 ? -1 : director >= officer ? Weights.Director : Weights.Officer,
            (true, false) => Weights.Director,
            (false, true) => Weights.Officer,
            _ => 0,
        };
        return new Reading(i, message, anonymous, yes, accused, disposition, sure);
    })];

    private static void Figures(StringBuilder text, string title, List<Reading> read)
    {
        var must = read.Where(r => r.Message.Disposition is "accept" or "redirect").ToList();
        var aside = must.Where(r => r.Disposition.StartsWith("reject", StringComparison.Ordinal)).ToList();
        var conflicted = read.Where(r => r.Message.Answers[Weights.Director] || r.Message.Answers[Weights.Officer]).ToList();
        var told = conflicted.Count(r => r.Accused == (r.Message.Answers[Weights.Director] ? Weights.Director : Weights.Officer));
        var falsely = read.Count(r => (r.Yes[Weights.Director] || r.Yes[Weights.Officer]) && !r.Message.Answers[Weights.Director] && !r.Message.Answers[Weights.Officer]);
        var rejected = read.Where(r => r.Disposition.StartsWith("reject", StringComparison.Ordinal)).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"{title,-10} n {read.Count,4}  disposition {Share(read.Count(r => r.Disposition == r.Message.Disposition), read.Count)}  aside {Share(aside.Count, must.Count)} ({aside.Count(a => a.Sure)} of them sure)  anon {Prf(read, r => r.Anonymous, r => r.Message.Anonymous)}  crime {Prf(read, Weights.Crime)}  threat {Prf(read, Weights.Threat)}  facts {Prf(read, Weights.Facts)}  implicates {Share(told, conflicted.Count)} (+{falsely} false)  to read {rejected.Count(r => !r.Sure)} of {rejected.Count} rejections, unsure {read.Count(r => !r.Sure)}");
    }

    private static string Prf(List<Reading> read, int question) => Prf(read, r => r.Yes[question], r => r.Message.Answers[question]);

    private static string Prf(List<Reading> read, Func<Reading, bool> said, Func<Reading, bool> truth)
    {
        var right = read.Count(r => said(r) && truth(r));
        int saidSo = read.Count(said), so = read.Count(truth);
        return $"p {Share(right, saidSo)} r {Share(right, so)} f1 {Share(2 * right, saidSo + so)}";
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : ((double)part / whole).ToString("0.000", CultureInfo.InvariantCulture);

    private static void Area(StringBuilder text, AreaTraining areas)
    {
        var read = areas.About.Select((m, i) => (m.RiskArea, m.Language, Right: areas.Right[i])).ToList();
        var kazakh = read.Where(m => m.Language == "kk").ToList();
        var each = read.GroupBy(m => m.RiskArea).OrderByDescending(g => g.Count()).Select(g => $"{g.Key} {Share(g.Count(m => m.Right), g.Count())} of {g.Count()}");
        text.AppendLine(CultureInfo.InvariantCulture, $"area: {read.Count} messages with facts, right {Share(read.Count(m => m.Right), read.Count)}, Kazakh {Share(kazakh.Count(m => m.Right), kazakh.Count)}; {string.Join(", ", each)}");
    }

    // Point 3 of the reading: a named reporter whose name stands in the text only must be marked there.
    private static void Marks(StringBuilder text, IReadOnlyList<Message> messages)
    {
        var named = messages.Where(m => !m.Anonymous).ToList();
        var inTextOnly = named.Where(m => !NameLexicon.Current.IsFullName(m.Signals.FullName) && !NameLexicon.Current.IsFullName(m.Signals.Organisation)).ToList();
        var marked = inTextOnly.Count(m => IdentityMarks.Find(m.Narrative).Any(k => k.Kind == MarkKind.Name));
        text.AppendLine(CultureInfo.InvariantCulture, $"identity: {inTextOnly.Count} reporters are named in the text alone, marked in {marked}, missed in {inTextOnly.Count - marked}");
    }

    private sealed record Reading(int Index, Message Message, bool Anonymous, bool[] Yes, int Accused, string Disposition, bool Sure);
}
