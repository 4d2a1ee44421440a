using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;

namespace TrustLine.Tests.Triage.Routing;

public class ConflictTests
{
    private static readonly SenderSignals Web = new(null, true, Channel.Web);

    [Theory]
    [InlineData(null, null, Conflict.None, Series.Ordinary)]
    [InlineData(false, false, Conflict.None, Series.Ordinary)]
    [InlineData(true, null, Conflict.Director, Series.DirectorExcluded)]
    [InlineData(null, true, Conflict.Officer, Series.OfficerExcluded)]
    [InlineData(true, true, Conflict.Both, Series.BothExcluded)]
    public void The_reporters_own_answer_excludes(bool? director, bool? officer, Conflict expected, Series series)
    {
        var answers = new Answers(AboutDirector: director, AboutOfficer: officer);
        var conflict = ConflictRule.Of(answers, Assess("Кладовщик филиала продаёт спирт со склада, накладная № 14 от 3 марта.", answers));
        Assert.Equal(expected, conflict);
        Assert.Equal(series, conflict.Series());
    }

    [Theory]
    [InlineData("Генеральный директор лично взял 2 млн тенге наличными за тендер № 17, 4 марта, я сам видел.", Conflict.Director)]
    [InlineData("Бас директордың өзі 3 наурызда тендер үшін екі миллион теңге пара алды, өзім көрдім, шарт № 17.", Conflict.Director)]
    [InlineData("Ваш комплаенс-менеджер сам взял 300 тысяч тенге, чтобы закрыть проверку, и слил моё заявление начальнику, 12 мая.", Conflict.Officer)]
    public void The_text_excludes_even_against_the_reporters_no(string text, Conflict expected)
    {
        var answers = new Answers(AboutDirector: false, AboutOfficer: false);
        Assert.Equal(expected, ConflictRule.Of(answers, Assess(text, answers)));
    }

    [Fact]
    public void Doubt_excludes()
    {
        var assessment = Assess("Просто вопрос о поверке.", Answers.None);
        var doubtful = assessment with { DirectorAccused = new Finding(false, 0.3, []) };
        Assert.Equal(Conflict.None, ConflictRule.Of(Answers.None, assessment));
        Assert.Equal(Conflict.Director, ConflictRule.Of(Answers.None, doubtful));
    }

    private static Assessment Assess(string text, Answers answers) => global::TrustLine.Triage.Acceptance.Acceptance.Assess(new Narrative(text), answers, Web);
}
