using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;

namespace TrustLine.Tests.Triage.Routing;

/// <summary>Where a report may go: the unit of 10.9 and the authority.</summary>
public class RouteTests
{
    private static readonly Trilingual[] Units =
    [
        new("Тапсырыс берушілермен жұмыс бөлімі", "Отдел по работе с заказчиками", "Customer Service Unit"),
        new("Персоналды басқару бөлімі", "Отдел управления персоналом", "Human Resources Unit"),
        new("Мемлекеттік сатып алу бөлімі", "Отдел государственных закупок", "Procurement Unit"),
        new("Атырау филиалы", "Атырауский филиал", "Atyrau Branch"),
    ];

    [Theory]
    [InlineData("Отдел кадров второй месяц не подписывает мне отпуск", 1)]
    [InlineData("Демалысқа жібермейді, жалақым кешігіп жатыр", 1)]
    [InlineData("Когда будут итоги тендера по закупкам?", 2)]
    [InlineData("Кезек өте көп, қызметкер дөрекі сөйледі", 0)]
    [InlineData("В Атырауском филиале холодно", 3)]
    [InlineData("Атыраудағы филиал жабық тұр", 3)]
    [InlineData("Во сколько вы работаете?", null)]
    [InlineData("Спасибо вам", null)]
    public void The_unit_that_fits_is_proposed(string text, int? unit) => Assert.Equal(unit, UnitFit.Best(Units, text)?.Place);

    [Fact]
    public void It_says_by_which_words() => Assert.Equal(["кадров", "отпуск"], UnitFit.Best(Units, "Отдел кадров второй месяц не подписывает мне отпуск")!.Words);

    [Fact]
    public void No_units_no_proposal() => Assert.Null(UnitFit.Best([], "отпуск"));

    [Theory]
    [InlineData("Инженер требует взятку 20 000 тенге за свидетельство о поверке, 3 мая.", AuthorityKind.Anticorruption)]
    [InlineData("Спасибо за работу.", null)]
    public void The_authority_follows_what_is_told(string text, AuthorityKind? kind) =>
        Assert.Equal(kind, AuthorityRule.Of(TrustLine.Triage.Acceptance.Acceptance.Assess(new Narrative(text), Answers.None, new SenderSignals("Сеитова Жанна", true, Channel.Web)))?.Kind);

    [Fact]
    public void A_threat_is_the_polices()
    {
        var assessment = TrustLine.Triage.Acceptance.Acceptance.Assess(new Narrative("Спасибо."), Answers.None, new SenderSignals(null, true, Channel.Web));
        Assert.Equal(new ProposedAuthority(AuthorityKind.Police, AuthorityReason.Threat), AuthorityRule.Of(assessment with { Threat = new Finding(true, 0.9, []) }));
    }
}
