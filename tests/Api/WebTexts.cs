// The words of the reporter's pages: complete in three languages, used, and with the same places to fill.

using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrustLine.Api.Pages;
using TrustLine.Testing;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests;

public sealed partial class WebTexts
{
    [Fact]
    public void Every_key_has_words_in_three_languages_with_the_same_places()
    {
        var keys = Keys("LineTexts.resx");
        foreach (var language in Enum.GetValues<Language>())
        {
            var t = LineTexts.In(language);
            Assert.Equal(keys.Order(StringComparer.Ordinal), t.Keys.Order(StringComparer.Ordinal));
            Assert.All(keys, key =>
            {
                Assert.False(string.IsNullOrWhiteSpace(t[key]), key);
                Assert.Equal(Places(LineTexts.In(Language.Kk)[key]), Places(t[key]));
            });
        }
    }

    [Fact]
    public void The_other_languages_have_files_of_their_own() =>
        Assert.All(new[] { "LineTexts.ru.resx", "LineTexts.en.resx" }, file => Assert.Equal(Keys("LineTexts.resx"), Keys(file)));

    [Fact]
    public void Every_key_in_the_pages_exists_and_every_key_is_used()
    {
        var sources = Repository.Files("src/TrustLine.Api/Pages", "*.razor").Concat(Repository.Files("src/TrustLine.Api/Pages", "*.cs"))
            .Concat(Repository.Files("src/TrustLine.Api/Api", "*.cs")).Select(File.ReadAllText).ToList();
        var keys = Keys("LineTexts.resx").ToHashSet();
        var literals = sources.SelectMany(s => Literal().Matches(s).Select(m => m.Groups[1].Value)).ToHashSet();
        // A literal that starts like a family of keys and names none is a slip of the pen.
        var families = keys.Select(k => k[..(k.IndexOf('.', StringComparison.Ordinal) + 1)]).ToHashSet();
        var slips = literals.Where(l => families.Any(f => l.StartsWith(f, StringComparison.Ordinal) && l.Length > f.Length) && !keys.Contains(l) && !keys.Any(k => k.StartsWith(l, StringComparison.Ordinal))).ToList();
        Assert.Empty(slips);

        // A key is used whole, or built from a beginning that stands in the code ("status." + word, $"what.{n}").
        var beginnings = sources.SelectMany(s => Beginning().Matches(s).Select(m => m.Groups[1].Value)).Where(b => b.Contains('.', StringComparison.Ordinal)).ToHashSet();
        var idle = keys.Where(k => !literals.Contains(k) && !beginnings.Any(b => k.StartsWith(b, StringComparison.Ordinal))).ToList();
        Assert.Empty(idle);
    }

    [Fact]
    public void A_missing_key_throws_and_so_does_a_missing_place()
    {
        var t = LineTexts.In(Language.En);
        Assert.Throws<KeyNotFoundException>(() => t["no.such.key"]);
        Assert.Throws<KeyNotFoundException>(() => t.With("start.title", ("nothing", "x")));
    }

    [Theory]
    [InlineData(Language.Kk, "2026 жылғы 14 желтоқсан")]
    [InlineData(Language.Ru, "14 декабря 2026 года")]
    [InlineData(Language.En, "14 December 2026")]
    public void A_day_is_written_as_the_script_writes_it(Language language, string words) =>
        Assert.Equal(words, LineTexts.In(language).Date(new DateOnly(2026, 12, 14)));

    [Theory]
    [InlineData(Language.Kk, 0, "0 Б")]
    [InlineData(Language.Ru, 1536, "1,5 КБ")]
    [InlineData(Language.En, 1536, "1.5 KB")]
    [InlineData(Language.Ru, 512L << 20, "512 МБ")]
    [InlineData(Language.En, 3L << 30, "3 GB")]
    public void A_size_is_written_as_that_language_writes_it(Language language, long bytes, string words) =>
        Assert.Equal(words, LineTexts.In(language).Size(bytes));

    [Fact]
    public void Kazakh_follows_the_glossary()
    {
        var kk = string.Join('\n', LineTexts.In(Language.Kk).Keys.Select(k => LineTexts.In(Language.Kk)[k]));
        Assert.DoesNotContain("антикоррупц", kk, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("түбіртек", kk, StringComparison.OrdinalIgnoreCase);
        // The polite address has a capital; the word "сізд-" with a small one would be a slip.
        Assert.DoesNotMatch(@"(?<![\p{L}])сіз(ге|дің|ді|ден|бен)?(?![\p{L}])", kk);
    }

    private static List<string> Keys(string file) =>
        [.. XDocument.Load(Repository.PathOf("src", "TrustLine.Api", "Pages", file)).Root!.Elements("data").Select(d => d.Attribute("name")!.Value)];

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"""([a-zA-Z0-9]+(?:\.[a-zA-Z0-9_]+)+)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"""([a-zA-Z0-9.]+\.)(?:""|\{)")]
    private static partial Regex Beginning();
}
