using TrustLine.Triage.Reading;

namespace TrustLine.Tests.Triage.Reading;

/// <summary>Names and words that people spell differently are one word for the search; what sounds different stays apart.</summary>
public sealed class SearchSpellingTests
{
    [Theory]
    [InlineData("Қайрат", "Кайрат", "Kairat", "Qayrat", "Qaırat", "KAYRAT")]
    [InlineData("Айгүл", "Айгуль", "Aigul", "Aygül")]
    [InlineData("Шыңғыс", "Шынгыс", "Shyngys", "Şyñğys")]
    [InlineData("Жанна", "Zhanna", "Жана")]
    [InlineData("Тлеубаев", "Tleubayev", "Тлеубаев")]
    [InlineData("Ерлан", "Yerlan", "Erlan")]
    [InlineData("Хамит", "Һамит", "Khamit", "Hamit")]
    [InlineData("Юлия", "Yuliya", "Yulia")]
    [InlineData("Дәурен", "Даурен", "Dauren", "Dawren")]
    [InlineData("теңге", "тенге", "tenge")]
    [InlineData("жұмыс", "жумыс", "jumys", "zhumys")]
    [InlineData("взяткa", "взятка")] // The last letter of the first is Latin.
    public void One_word_however_it_is_typed(params string[] spellings) =>
        Assert.Single(spellings.Select(SearchSpelling.Of).Distinct());

    [Theory]
    [InlineData("Асанов", "Осанов")]
    [InlineData("шал", "сал")]
    [InlineData("чай", "шай")]
    [InlineData("100", "1000")]
    public void What_sounds_different_stays_apart(string one, string other) => Assert.NotEqual(SearchSpelling.Of(one), SearchSpelling.Of(other));

    [Theory]
    [InlineData("", "")]
    [InlineData("--- ‮ 😀 ", "")]
    [InlineData("2026-000123-7", " 2026 000123 7")]
    [InlineData("50 000 теңге!", " 50 000 tenge")]
    public void Words_have_a_space_before_each_and_nothing_else(string text, string folded) => Assert.Equal(folded, SearchSpelling.Of(text));

    [Fact]
    public void Any_text_gives_ascii_and_words_where_they_stand()
    {
        for (var c = 1; c < 0xD800; c += 7)
        {
            var text = $"а{(char)c}б {(char)c}";
            Assert.All(SearchSpelling.Of(text), f => Assert.InRange(f, ' ', 'z'));
            Assert.All(SearchSpelling.Words(text), w => Assert.True(w.Start < w.End && w.End <= text.Length));
        }
    }
}
