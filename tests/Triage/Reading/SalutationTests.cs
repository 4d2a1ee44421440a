// To be addressed is not to be accused: a letter to the officer or the director about somebody else leaves them its readers.

using TrustLine.Triage.Reports;
using Rules = TrustLine.Triage.Acceptance.Acceptance;

namespace TrustLine.Tests.Triage.Reading;

public sealed class SalutationTests
{
    [Theory]
    [InlineData("Уважаемый комплаенс-офицер! Главный инженер Тестов взял 1 500 000 тенге и подписал акт.")]
    [InlineData("Уважаемый генеральный директор! Главный инженер Тестов взял 1 500 000 тенге и подписал акт.")]
    [InlineData("Уважаемая госпожа комплаенс-офицер Нурланова!\nГлавный инженер Тестов взял 1 500 000 тенге и подписал акт.")]
    [InlineData("Құрметті бас директор! Бас инженер Тестов 1 500 000 теңге алып, актіге қол қойды.")]
    [InlineData("Құрметті комплаенс-офицер! Бас инженер Тестов 1 500 000 теңге алып, актіге қол қойды.")]
    [InlineData("  Құрметті комплаенс-офицер мырза,\nбас инженер Тестов 1 500 000 теңге алып, актіге қол қойды.")]
    [InlineData("Dear compliance officer, the chief engineer Testov took 1 500 000 tenge and signed the act.")]
    [InlineData("Уважаемый генеральный директор! Прошу Вас проверить: главный инженер Тестов взял 1 500 000 тенге и подписал акт.")]
    public void Who_is_only_addressed_is_not_accused(string text)
    {
        var assessment = Read(text);
        Assert.False(assessment.DirectorAccused.Yes);
        Assert.False(assessment.OfficerAccused.Yes);
        Assert.True(assessment.CorruptionFacts.Yes);
    }

    [Theory]
    [InlineData("Уважаемый комплаенс-офицер! Наш комплаенс-офицер сам взял 1 500 000 тенге от поставщика и закрыл проверку.")]
    [InlineData("Құрметті бас директор! Комплаенс-офицер 1 500 000 теңге алып, тексеруді жауып тастады.")]
    [InlineData("Уважаемый комплаенс-офицер взял 1 500 000 тенге от поставщика и закрыл проверку!")]
    [InlineData("Dear compliance officer, the compliance officer himself took 1 500 000 tenge from the supplier and closed the check.")]
    public void Who_is_addressed_and_accused_is_accused(string text) => Assert.True(Read(text).OfficerAccused.Yes);

    private static TrustLine.Triage.Acceptance.Assessment Read(string text) => Rules.Assess(new Narrative(text), Answers.None, new SenderSignals(null, false, Channel.Web));
}
