// The package for the competent body: one press confirms, starts the clock and lays it out; every look is an entry; what is hidden is not in it; nobody else finds it.

using System.Net;
using AngleSharp.Dom;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Channels;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reading;
using TrustLine.Vault.Primitives;
using Answers = TrustLine.Triage.Reports.Answers;
using Group = TrustLine.Vault.Groups.Group;
using Language = TrustLine.Triage.Reports.Language;

namespace TrustLine.Tests;

public sealed class RedirectPackage(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string Story = "Начальник склада каждый месяц берёт взятки с поставщиков, 5 ноября взял 300 000 тенге за приёмку, видела смена Б-17.";
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task One_press_confirms_starts_the_clock_and_lays_the_package_out()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story, answers: new Answers(Where: "Склад в Алматы", AboutDirector: false, AboutOfficer: false)));
        var report = office.Line.Report(receipt.Number);
        using (var back = await office.Line.Get<ReturnDesk>().OpenAsync(receipt.Code!)) await office.Line.Get<ReturnDesk>().WriteAsync(back!, "Мой телефон +7 702 111 22 33, машина у ворот.", []);
        using var officer = await office.EntersAsync(Role.Officer);
        await HideAsync(report.Id, "смена Б-17");
        await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Contains("Пакет готов", officer.Page.Text, StringComparison.Ordinal);
        var button = officer.Document.QuerySelector("form.decision button[value=package]")!;
        Assert.Equal("Подтвердить перенаправление и напечатать", button.TextContent);
        await officer.SendsAsync("form[action$='/disposition']", new Dictionary<string, string?> { ["decision"] = "Redirect" }, button: "then=package");
        var letter = officer.Document.QuerySelector(".letter")!;
        Assert.Equal("kk", letter.GetAttribute("lang"));
        var text = Text(letter);
        foreach (var said in new[]
        {
            report.Number, "Ұлттық қауіпсіздік комитетінің Сыбайлас жемқорлыққа қарсы іс-қимыл қызметі", "құзыретіне сәйкес мемлекеттік уәкілетті органдарға дереу қайта жіберілуге", "6.3-тармақтың 1) тармақшасы", "Сыбайлас жемқорлыққа қарсы стандарт",
            "300 000 тенге", "Склад в Алматы", "машина у ворот", "⟦сведения⟧", "Адам Officer", "Шығыс №", "____",
        }) Assert.Contains(said, text, StringComparison.Ordinal);
        foreach (var hidden in new[] { "Б-17", "702", "111 22 33" }) Assert.DoesNotContain(hidden, officer.Page.Text, StringComparison.Ordinal);
        Assert.NotNull(office.Card(report.Id).Clocks.Single(c => c.Kind == ClockKinds.Redirect && c.StoppedAt is null));
        Assert.Contains("no-store", officer.Page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        // In Russian, to the police: an entry of its own, with who, when and to whom.
        await officer.SendsAsync("form[action$='/package']", new Dictionary<string, string?> { ["packagelanguage"] = "Ru", ["packageto"] = Police().ToString() });
        Assert.Contains("Органы внутренних дел (полиция)", Text(officer.Document.QuerySelector(".letter")!), StringComparison.Ordinal);
        Assert.Contains("О немедленном перенаправлении обращения", officer.Page.Text, StringComparison.Ordinal);
        var made = office.Facts(report.Id).Where(f => f.Kind is FactKind.PackageMade).ToList();
        Assert.Equal(2, made.Count);
        Assert.All(made, f => Assert.Equal(office[Role.Officer].Id, f.By));
        Assert.Equal(Police(), made[1].About);
        Assert.Contains("Пакет для компетентного органа открыт для печати", (await officer.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
        Assert.NotNull(officer.Document.QuerySelector("form[action$='/sent']")); // The alarm runs on until number and proof are entered.
        Assert.Null(officer.Document.QuerySelector("form.decision button[value=package]"));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task The_identity_is_not_in_it_and_the_law_is_that_of_its_day()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(
            "Меня зовут Сеитова Жанна. Соседи по улице украли кабель, 5 мая, полиция не едет.", answers: new Answers(AboutDirector: false, AboutOfficer: false), identity: new ReporterIdentity { FullName = "Сеитова Жанна", Phone = "+7 701 555 44 33" }));
        var report = office.Line.Report(receipt.Number);
        using var visit = await VisitAsync(Role.Officer);
        if (office.Card(report.Id).Disposition != Disposition.Redirect)
        {
            Assert.Null(await office.Line.Get<Packaging>().MakeAsync(visit, report.Id, null, Language.Kk));
            Assert.Equal(ActAnswer.Done, (await office.Line.Get<Deciding>().DecideAsync(visit, report.Id, Disposition.Redirect, "Не наше", await SeenAsync(visit, report.Id))).Answer);
        }

        var view = (await office.Line.Get<Packaging>().MakeAsync(visit, report.Id, null, Language.Ru))!;
        Assert.DoesNotContain("Сеитова", view.Narrative, StringComparison.Ordinal);
        Assert.Equal("letter.reporter.named", view.ReporterKey);
        Assert.Contains("65 АППК", view.Basis, StringComparison.Ordinal);
        Assert.Contains("Административный процедурно-процессуальный кодекс", view.Basis, StringComparison.Ordinal);
        Assert.False(view.AtOnce);
        Assert.Equal(nameof(PackageView), view.ToString());
    }

    [Fact]
    public async Task Nobody_else_makes_it_and_who_is_excluded_leaves_no_entry()
    {
        var report = await office.ReportsAsync(Story, new Answers(AboutDirector: false, AboutOfficer: false));
        using var officer = await VisitAsync(Role.Officer);
        using var director = await VisitAsync(Role.Director);
        using var oversight = await VisitAsync(Role.Oversight);
        foreach (var other in new[] { director, oversight }) Assert.Null(await office.Line.Get<Packaging>().MakeAsync(other, report.Id, null, Language.Kk));
        using (var page = await office.EntersAsync(Role.Director))
            Assert.Null((await page.OpensAsync($"/office/reports/{report.Id}")).Document.QuerySelector("form[action$='/package']"));
        Assert.Equal(ReadersAnswer.Done, await office.Line.Get<Excluding>().ExcludeAsync(director, report.Id, Group.Officers, "Причастен"));
        Assert.Null(await office.Line.Get<Packaging>().MakeAsync(officer, report.Id, null, Language.Kk));
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind is FactKind.PackageMade);
        Assert.NotNull(await office.Line.Get<Packaging>().MakeAsync(director, report.Id, null, Language.Kk)); // Who works it now.

        // The shape of what lies in the database says nothing of a package: a report to be redirected has the parts of any other.
        var ordinary = await office.ReportsAsync("Завскладом списал кабель, акт 17.", new Answers(AboutDirector: false, AboutOfficer: false));
        using var db = office.Line.Get<Database>().Read();
        Assert.Equal(
            db.Parts.Where(p => p.ReportId == ordinary.Id).Select(p => p.Kind).OrderBy(k => k).ToList(),
            db.Parts.Where(p => p.ReportId == report.Id).Select(p => p.Kind).OrderBy(k => k).ToList());
    }

    [Fact]
    public async Task Every_reader_sees_where_it_would_go_and_why()
    {
        var report = await office.ReportsAsync(Story, new Answers(AboutDirector: false, AboutOfficer: false));
        foreach (var role in new[] { Role.Officer, Role.Director })
        {
            using var reader = await office.EntersAsync(role);
            var route = Text((await reader.OpensAsync($"/office/reports/{report.Id}")).Document.QuerySelector(".route")!);
            foreach (var said in new[] { "Комитета национальной безопасности", "Изложены факты о возможной коррупции" }) Assert.Contains(said, route, StringComparison.Ordinal);
        }
    }

    private static Guid Police() => Triage.Routing.AddresseeBook.Published.On(new(2026, 11, 20)).Single(a => a.Kind is Triage.Routing.AuthorityKind.Police).Id;

    private static string Text(IElement element) => element.TextContent.Replace('\u00a0', ' ');

    private async Task HideAsync(Guid report, string words)
    {
        using var visit = await VisitAsync(Role.Officer);
        var sought = MarkedWords.Parse(words)!;
        var places = office.Line.Get<Marking>().Look(visit, report, sought)!.Select(p => p.Id).ToList();
        Assert.Equal(MarkAnswer.Hidden, await office.Line.Get<Marking>().HideAsync(visit, report, sought, MarkKind.Other, places, places));
    }

    private async Task<long> SeenAsync(StaffVisit visit, Guid report) => (await office.Line.Get<CaseReader>().ReadAsync(visit, report))!.Seen;

    private async Task<StaffVisit> VisitAsync(Role role)
    {
        using var visitor = await office.EntersAsync(role);
        return await office.VisitAsync(visitor);
    }
}
