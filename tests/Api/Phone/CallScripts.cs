// The operator's live script: complete in three languages, in the order of 10.5, with the words of the call in its places.

using System.Text.RegularExpressions;
using TrustLine.Api.Desk;
using TrustLine.Testing;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests;

public sealed partial class CallScripts
{
    private static readonly Language[] Languages = Enum.GetValues<Language>();
    private static readonly CallWords Words = new("АО «Эталон»", "Айгүл Сейітова", "оператор");

    [Fact]
    public void The_script_is_complete_in_three_languages_with_the_same_places()
    {
        var keys = CallScript.In(Language.Kk).Keys.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(89, keys.Count);
        foreach (var language in Languages)
        {
            var script = CallScript.In(language);
            Assert.Equal(keys, script.Keys.Order(StringComparer.Ordinal));
            Assert.DoesNotContain(keys, k => string.IsNullOrWhiteSpace(script.Raw(k)));
            Assert.DoesNotContain(keys, k => !Places(script.Raw(k)).SequenceEqual(Places(CallScript.In(Language.Kk).Raw(k))));
            Assert.DoesNotContain(keys, k => Regex.IsMatch(script.Raw(k), "стандарт»|standard\\b(?! of)", RegexOptions.IgnoreCase));
            // Every line is reached: as a duty, a question or a special case.
            Assert.Equal(
                keys.Where(k => !k.StartsWith("duty.", StringComparison.Ordinal) && !k.StartsWith("case.", StringComparison.Ordinal)),
                script.Duties.Select(d => d.Id).Concat(script.Questions).Concat(script.Cases.Select(c => c.Id)).Order(StringComparer.Ordinal));
            Assert.All(script.Duties, d => Assert.Equal(script.Raw("duty." + d.Id), d.Title));
        }
    }

    [Fact]
    public void What_10_5_demands_is_marked_and_stands_in_its_order()
    {
        foreach (var language in Languages)
        {
            var duties = CallScript.In(language).Duties;
            Assert.Equal(["op.greet", "op.purpose", "op.identity", "op.matter", "op.secret"], duties.Where(d => d.Always).Select(d => d.Id));
            Assert.Equal(duties.Select(d => d.Moment).Order(), duties.Select(d => d.Moment));
        }
    }

    [Fact]
    public void The_words_of_the_call_stand_in_its_places_and_a_line_without_its_word_is_not_said()
    {
        Assert.Equal("Здравствуйте! Это телефон доверия АО «Эталон». Меня зовут Айгүл Сейітова, моя должность — оператор. Слушаю Вас.", CallScript.In(Language.Ru).Say("op.greet", Words));
        Assert.Equal("Сәлеметсіз бе! Бұл — АО «Эталон» Сенім телефоны. Аты-жөнім — Айгүл Сейітова, лауазымым — оператор. Сізді тыңдап тұрмын.", CallScript.In(Language.Kk).Say("op.greet", Words));
        foreach (var language in Languages)
        {
            var script = CallScript.In(language);
            Assert.Null(script.Say("op.close.number", Words));
            Assert.Null(script.Say("op.greet", Words with { OperatorFullName = "" }));
            var sent = Words with { RegNumber = "2026-000123-7", Code = "4827 1900 3316 0578", AnswerBy = "12 декабря 2026 года" };
            Assert.Contains("2026-000123-7", script.Say("op.close.number", sent), StringComparison.Ordinal);
            Assert.Equal(2, Regex.Count(script.Say("op.close.code", sent)!, "4827 1900 3316 0578"));
            Assert.Contains("12 декабря 2026 года", script.Say("op.close.answer", sent), StringComparison.Ordinal);
            Assert.DoesNotContain(script.Keys, k => script.Say(k, sent)!.Contains('{', StringComparison.Ordinal));
            Assert.Equal("CallWords", $"{sent}");
        }
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();
}
