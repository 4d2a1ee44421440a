using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using static TrustLine.Triage.Acceptance.MissingFact;

namespace TrustLine.Tests.Triage.Acceptance;

public class MissingFactTests
{
    [Theory]
    [InlineData("Здесь все берут взятки, помогите.", "When Where Who HowMuch Proof")]
    [InlineData("Сотрудник берёт деньги.", "When Where Who HowMuch Proof")]
    [InlineData("12 марта 2026 года начальник отдела поверки взял 300 000 тенге, есть переписка.", "")]
    [InlineData("Вчера завхоз вынес со склада краску.", "HowMuch Proof")]
    [InlineData("Бухгалтерия не отвечает, таразы бұзылған.", "When Who HowMuch Proof")]
    [InlineData("В 15:30 ко мне подошёл Кайрат Тлеубаев и попросил 10 %.", "Where Proof")]
    [InlineData("Мұнда бәрі пара алады.", "When Where Who HowMuch Proof")]
    [InlineData("Сейсенбі күні Қарағандыдағы зертхана меңгерушісі 50 мың теңге алды, қолхаты бар.", "")]
    [InlineData("Бастық ақшаны қалай алатынын айтпады.", "When Where HowMuch Proof")]
    [InlineData("Somebody takes bribes here.", "When Where Who HowMuch Proof")]
    [InlineData("On Monday the storekeeper in Astana sold our scales for 2 000 dollars, I have photos.", "")]
    public void What_nobody_told_is_missing_in_each_language(string text, string missing) =>
        Assert.Equal(missing, string.Join(' ', MissingFacts.Of([text], Answers.None, files: false)));

    [Fact]
    public void What_was_answered_sent_later_or_added_as_a_file_is_not_asked_again()
    {
        string[] told = ["Берут взятки."];
        Assert.Equal([Where, HowMuch, Proof], MissingFacts.Of(told, new Answers(Who: "не знаю", When: "давно"), files: false));
        Assert.Equal([When, Where, Who, HowMuch], MissingFacts.Of(told, Answers.None, files: true));
        Assert.Equal([Where, HowMuch], MissingFacts.Of([.. told, "Вчера начальник, есть договор."], Answers.None, files: false));
        Assert.Equal([When, Where, Proof], MissingFacts.Of(told, new Answers(What: "директор взял 5 000 тенге"), files: false));
    }

    [Fact]
    public void Any_text_is_taken()
    {
        Assert.Equal(5, MissingFacts.Of(["", "\0\ud800", "99999999999999999.12"], Answers.None, files: false).Count);
        Assert.Equal(5, MissingFacts.Of([], Answers.None, files: false).Count);
    }
}
