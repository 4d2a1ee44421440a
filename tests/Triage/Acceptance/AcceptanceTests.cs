using System.Text.Json;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using Rules = TrustLine.Triage.Acceptance.Acceptance;

namespace TrustLine.Tests.Triage.Acceptance;

public class AcceptanceTests
{
    // labels.md: the disposition is derived, exactly.
    [Theory]
    [InlineData(true, true, true, Disposition.Redirect)]
    [InlineData(true, true, false, Disposition.Redirect)]
    [InlineData(true, false, true, Disposition.RejectAnonymous)]
    [InlineData(true, false, false, Disposition.RejectAnonymous)]
    [InlineData(false, true, false, Disposition.Redirect)]
    [InlineData(false, false, false, Disposition.RejectNoFacts)]
    [InlineData(false, true, true, Disposition.Accept)]
    [InlineData(false, false, true, Disposition.Accept)]
    public void The_disposition_follows_from_three_answers(bool anonymous, bool crime, bool facts, Disposition expected) =>
        Assert.Equal(expected, Rules.Recommend(anonymous, crime, facts));

    [Fact]
    public void Our_own_messages_are_read_as_labelled()
    {
        var wrong = new List<string>();
        var rows = File.ReadAllLines(Repository.File("tests", "Triage", "corpus", "messages.jsonl"));
        foreach (var row in rows)
        {
            using var message = JsonDocument.Parse(row);
            using var answer = JsonDocument.Parse(TriageLine.Answer(row));
            var labels = message.RootElement.GetProperty("labels");
            foreach (var question in new[] { "anonymous", "reply_address", "crime_or_threat", "threat", "implicates", "disposition" })
                if (labels.GetProperty(question).ToString() != answer.RootElement.GetProperty(question).ToString())
                    wrong.Add($"{message.RootElement.GetProperty("id").GetString()} {question}");
        }

        Assert.Equal(26, rows.Length);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Grounds_name_clause_and_evidence()
    {
        var named = new SenderSignals("Ахметова Гульнара", true, Channel.Email);
        var nobody = new SenderSignals(null, false, Channel.Web);
        Assert.Equal(["6.3-1-exception", "10.9-no-address"], Keys("Начальник отдела поверки взял взятку 50 000 тенге 3 марта, конверт видел сам.", nobody));
        Assert.Equal(["6.3-1", "10.9-topic", "10.9-no-address"], Keys("Спасибо за быструю поверку, всё понравилось!", nobody));
        Assert.Equal(["6.3-2", "10.9-topic"], Keys("Спасибо за быструю поверку, всё понравилось!", named));
        Assert.Equal(["appc-65", "10.9-topic"], Keys("Сосед избил жену и грозится её убить, у него ружьё, помогите срочно!", named));
        Assert.Empty(Keys("Начальник отдела поверки взял взятку 50 000 тенге 3 марта за клеймо без проверки, конверт видел сам.", named));
        var redirect = Rules.Assess(new Narrative("Начальник отдела поверки взял взятку 50 000 тенге 3 марта."), Answers.None, nobody);
        Assert.Equal("6.3(1)", redirect.Grounds[0].Clause);
        Assert.NotEmpty(redirect.Grounds[0].Evidence);

        static IEnumerable<string> Keys(string text, SenderSignals from) => Rules.Assess(new Narrative(text), Answers.None, from).Grounds.Select(g => g.Key);
    }

    [Fact]
    public void Evidence_points_at_its_words()
    {
        var text = "Алло! 😀 Инженер Бауыржан 25 мың теңге пара сұрады, әйтпесе куәлік бермейді. Қостанай филиалы, 3 наурыз.";
        var answers = new Answers(HowMuch: "двадцать пять тысяч, взятка");
        var assessment = Rules.Assess(new Narrative(text), answers, new SenderSignals(null, true, Channel.Telegram));
        Assert.True(assessment.CrimeOrThreat.Yes);
        var all = new[] { assessment.CrimeOrThreat, assessment.CorruptionFacts, assessment.Threat }.SelectMany(f => f.Evidence).Where(e => e.Length > 0).ToList();
        Assert.NotEmpty(all);
        Assert.All(all, e => Assert.Equal(e.Text, (e.In == "narrative" ? text : answers.HowMuch!).Substring(e.Start, e.Length)));
        Assert.All(all, e => Assert.All(Enum.GetValues<Language>(), language => Assert.NotEqual(e.Why, TrustLine.Triage.Reading.Reasons.Say(e, language))));
    }

    [Fact]
    public void An_assessment_survives_JSON_and_keeps_quiet()
    {
        var assessment = Rules.Assess(new Narrative("Меня зовут Ахметова Гульнара. Инженер Пак требует взятку 40 000 тенге за клеймо, 5 мая, каб. 214."), Answers.None, new SenderSignals(null, true, Channel.Phone));
        var json = assessment.ToJson();
        Assert.Equal(json, Assessment.FromJson(json).ToJson());
        Assert.Contains("\"disposition\":\"accept\"", json);
        Assert.Contains("\"riskArea\":\"metrology\"", json);
        Assert.Throws<JsonException>(() => Assessment.FromJson("null"));
        foreach (object quiet in new object[] { assessment, assessment.Anonymous.Evidence[0], new Narrative("Пак"), new Answers("Пак"), new SenderSignals("Пак", true, Channel.Web) })
            Assert.DoesNotContain("Пак", quiet + "" + $"{quiet}");
        Assert.DoesNotContain("Ахметова", assessment.Anonymous.Evidence[0].ToString());
    }

    [Fact]
    public void A_doubtful_reading_is_not_sure()
    {
        var signals = new SenderSignals(null, true, Channel.Web);
        var clear = Rules.Assess(new Narrative("Начальник отдела поверки взял взятку 50 000 тенге 3 марта за клеймо без проверки, конверт видел сам."), Answers.None, signals);
        Assert.True(clear.Sure);
        var surnameOnly = Rules.Assess(new Narrative("Моя фамилия Ахметова. Есть вопрос по графику работы."), Answers.None, signals with { HasReplyAddress = false });
        Assert.True(surnameOnly.Anonymous.Probability is > 0.5 and < 0.9);
        Assert.False(surnameOnly.Sure);
    }

    // A hard sign and an apostrophe fold to nothing.
    [Theory]
    [InlineData("ъ")]
    [InlineData("Ъ\nСчёт ъ подписан ' ъъ")]
    public void Letters_that_fold_to_nothing_are_no_words(string text) =>
        Assert.Equal(Disposition.RejectAnonymous, TrustLine.Triage.Acceptance.Acceptance.Assess(new Narrative(text), Answers.None, new SenderSignals(null, true, Channel.Web)).Disposition);

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("{\"channel\":\"web\"}", "\"text\"")]
    [InlineData("{\"text\":\"секретное слово\",\"channel\":\"pigeon\"}", "\"channel\"")]
    [InlineData("{\"text\":\"секретное слово\",\"channel\":\"web\"", "not valid JSON")]
    [InlineData("{\"text\":\"\\ud800 секретное слово\",\"channel\":\"web\"}", "Unicode")]
    public void A_line_that_is_no_message_is_refused_without_quoting_it(string line, string what)
    {
        var refusal = Assert.Throws<TriageLineException>(() => TriageLine.Answer(line));
        Assert.Contains(what, refusal.Message);
        Assert.DoesNotContain("секретное", refusal.Message);
    }

    [Fact]
    public void The_verb_triage_answers_in_the_shape_of_the_contract()
    {
        var line = """{"id":"x-1","channel":"email","text":"Инженер требует взятку 20 000 тенге, 3 мая.","from":{"display":"pravda","address":"pravda@mail.example"},"labels":{"anonymous":"nonsense"}}""";
        using var json = JsonDocument.Parse(TriageLine.Answer(line));
        Assert.Equal(["id", "anonymous", "reply_address", "crime_or_threat", "threat", "corruption_facts", "implicates", "disposition", "risk_area", "sure", "probability", "reasons"], json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal("x-1", json.RootElement.GetProperty("id").GetString());
        var evidence = json.RootElement.GetProperty("reasons")[0].GetProperty("evidence")[0];
        Assert.Equal(["start", "length", "text", "why"], evidence.EnumerateObject().Select(p => p.Name));
        Assert.Equal("x-1", JsonDocument.Parse(TriageLine.Answer(line)).RootElement.GetProperty("id").GetString());
    }
}
