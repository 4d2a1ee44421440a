using System.Text.Json;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;

namespace TrustLine.Tests.Triage.Routing;

/// <summary>Names of those who would receive a report, in every form that people write; how often somebody else is taken for them; and who is only spoken to.</summary>
public class MentionTests
{
    private static readonly string[] Sentences = ["Вчера {0} взял деньги за сертификат", "{0} 3 наурызда ақша алды", "Знаю, что {0} в доле.\nПроверьте склад", "I know about {0} and the tender"];
    private static readonly Dictionary<string, Person> Staff = Rows("name-staff.tsv")
        .ToDictionary(r => r[0], r => new Person(new Receiver(Enum.Parse<ReceiverKind>(r[1]), r[2], r[3]), r[4] == "alone"));

    [Fact]
    public void Forms_of_names_are_found_in_every_case_order_and_spelling()
    {
        var missed = new List<string>();
        var total = 0;
        foreach (var (person, form) in Generated())
        {
            total++;
            if (!Finds(person, string.Format(null, Sentences[total % Sentences.Length], form)).Any(m => !m.Polite)) missed.Add($"{person}: {form}");
        }

        var recall = 1 - ((double)missed.Count / total);
        Assert.True(total >= 1500 && recall >= 0.995, $"{total} forms, recall {recall:F4}\n" + string.Join('\n', missed));
    }

    [Fact]
    public void Mentions_as_people_write_them_are_found()
    {
        var rows = Mentions("named").ToList();
        var missed = rows.Where(r => !Finds(r.Person, r.Text).Any(m => !m.Polite)).Select(r => r.Person + ": " + r.Text).ToList();
        Assert.True(rows.Count >= 150 && (double)missed.Count / rows.Count <= 0.01, $"{rows.Count} mentions, {missed.Count} missed\n" + string.Join('\n', missed));
    }

    [Fact]
    public void Who_is_only_spoken_to_is_not_accused()
    {
        var rows = Mentions("polite").ToList();
        var wrong = rows.Where(r => Finds(r.Person, r.Text) is var found && (found.Count == 0 || found.Any(m => !m.Polite))).Select(r => r.Person + ": " + r.Text).ToList();
        Assert.True(rows.Count >= 20 && wrong.Count == 0, $"{rows.Count} addresses, {wrong.Count} wrong\n" + string.Join('\n', wrong));
    }

    [Fact]
    public void Somebody_else_is_not_taken_for_a_receiver()
    {
        var wrong = Mentions("none").Where(r => Finds(r.Person, r.Text).Any(m => !m.Polite)).Select(r => r.Person + ": " + r.Text).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    // None of these people is in the corpus: whatever is found is somebody else. The ceiling only goes down.
    [Fact]
    public void In_messages_about_others_few_are_taken_for_a_receiver()
    {
        var receivers = new Receivers(Staff.Values.Select(p => p.Receiver));
        var wrong = new List<string>();
        var total = 0;
        foreach (var row in File.ReadLines(Repository.File("tests", "corpus", "dev.jsonl")))
        {
            using var message = JsonDocument.Parse(row);
            total++;
            var found = receivers.Find(new Narrative(message.RootElement.GetProperty("text").GetString()!), Answers.None).Where(m => !m.Polite).ToList();
            if (found.Count > 0) wrong.Add(message.RootElement.GetProperty("id").GetString() + ": " + string.Join(", ", found.Select(m => m.Evidence.Text)));
        }

        Assert.True(total == 420 && wrong.Count <= 1, $"{wrong.Count} of {total}\n" + string.Join('\n', wrong));
    }

    [Fact]
    public void A_mention_counts_as_the_reporters_own_yes_and_says_why_in_three_languages()
    {
        var receivers = new Receivers(Staff.Values.Select(p => p.Receiver));
        var text = new Narrative("Кладовщик списал кабель, а Нурланова А.С. и директор Оспанов об этом знали.");
        var answers = new Answers(Who: "Ковальскому тоже платят", AboutDirector: false, AboutOfficer: false);
        var plain = TrustLine.Triage.Acceptance.Acceptance.Assess(text, answers, new SenderSignals(null, true, Channel.Web));
        var named = receivers.Over(plain, text, answers);
        Assert.Equal(Conflict.Both, ConflictRule.Of(answers, named));
        Assert.Equal(Implicates.Both, named.Implicates);
        Assert.Equal(["Оспанов", "Ковальскому"], named.DirectorAccused.Evidence.Take(2).Select(e => e.Text));
        Assert.Equal(("who", 0), (named.DirectorAccused.Evidence[1].In, named.DirectorAccused.Evidence[1].Start));
        foreach (var evidence in named.DirectorAccused.Evidence.Concat(named.OfficerAccused.Evidence).Where(e => e.Why.StartsWith("named.", StringComparison.Ordinal)))
            Assert.Equal(3, Enum.GetValues<Language>().Select(language => NamedReasons.Say(evidence, language)).Where(words => words != evidence.Why).Distinct().Count());
        Assert.Same(plain, new Receivers([]).Over(plain, text, answers));
        Assert.Equal(nameof(Receiver), Staff["kim"].Receiver.ToString());
    }

    [Fact]
    public void No_text_breaks_the_search()
    {
        var receivers = new Receivers(Staff.Values.Select(p => p.Receiver).Append(new(ReceiverKind.Officer, "", "")).Append(new(ReceiverKind.Director, " - . ", "директор")).Append(new(ReceiverKind.Officer, "Адам Officer", "")));
        foreach (var text in new[] { "", "\n\n", "\ud800", "А.Б.", "Нурланова", new string('н', 5000), string.Concat(Enumerable.Repeat("Нурланова А. ", 2000)), "адам директор" })
            Assert.All(receivers.Find(new Narrative(text), Answers.None), m => Assert.Equal(text.Substring(m.Evidence.Start, m.Evidence.Length), m.Evidence.Text));
        Assert.Empty(receivers.Find(new Narrative("Бұл адам комплаенс офицер емес, директор да емес."), Answers.None));
    }

    private static IReadOnlyList<Mention> Finds(string person, string text) => new Receivers([Staff[person].Receiver]).Find(new Narrative(text), Answers.None);

    private static IEnumerable<(string Person, string Text)> Mentions(string expected) =>
        Rows("name-mentions.tsv").Where(r => r[0] == expected).Select(r => (r[1], r[2].Replace('|', '\n')));

    // Every form alone where the surname says enough, before and after given name and initials, with the father's name; without Kazakh letters, without capitals, in capitals, with a slip.
    private static IEnumerable<(string Person, string Form)> Generated()
    {
        foreach (var forms in Rows("name-forms.tsv").GroupBy(r => (Person: r[0], Language: r[2])))
        {
            string[] Of(string part) => forms.Where(r => r[1] == part).Select(r => r[3].Split(' ')).FirstOrDefault() ?? [];
            var (surnames, givens, fathers) = (Of("S"), Of("G"), Of("P"));
            for (var i = 0; i < surnames.Length; i++)
            {
                var (s, g, p) = (surnames[i], givens[i], i < fathers.Length ? fathers[i] : null);
                var nominative = givens[0];
                List<string> plain = [$"{s} {g}", $"{nominative} {s}", $"{g} {s}", $"{s} {g[..1]}.", $"{g[..1]}. {s}", $"{g[..1]}.{s}"];
                if (Staff[forms.Key.Person].Alone) plain.Add(s);
                else plain.Add((Staff[forms.Key.Person].Receiver.Kind == ReceiverKind.Officer ? "офицер " : "директор ") + s);
                if (p is not null) plain.AddRange([$"{g} {p}", $"{s} {g} {p}", $"{g} {p} {s}", $"{s} {g[..1]}.{p[..1]}.", $"{g[..1]}.{p[..1]}. {s}", $"{s} {g[..1]}. {p[..1]}."]);
                foreach (var form in plain)
                {
                    yield return (forms.Key.Person, form);
                    yield return (forms.Key.Person, form.ToUpperInvariant());
                    if (WithoutKazakhLetters(form) is var typed && typed != form) yield return (forms.Key.Person, typed);
                }

                yield return (forms.Key.Person, $"{s} {g}".ToLowerInvariant());
                if (s.Length >= 9) yield return (forms.Key.Person, s.Remove(4, 1) + " " + g);
                if (s.Length >= 9) yield return (forms.Key.Person, s[..3] + s[4] + s[3] + s[5..] + " " + g);
            }
        }
    }

    private static string WithoutKazakhLetters(string text) => string.Concat(text.Select(c => "әғқңөұүһіӘҒҚҢӨҰҮҺІ".IndexOf(c) is >= 0 and var at ? "агкноуухиАГКНОУУХИ"[at] : c));

    private static IEnumerable<string[]> Rows(string file) =>
        File.ReadLines(Repository.File("tests", "Triage", "Routing", file)).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'));

    private sealed record Person(Receiver Receiver, bool Alone);
}
