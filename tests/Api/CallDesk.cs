// The call desk: what an operator types becomes one report by the one road, and then is nobody's but its readers'.

using System.Net;
using System.Text.Json;
using TrustLine.Api.Desk;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Reports;

namespace TrustLine.Tests;

public sealed class CallDesk(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private static readonly string[] Duties = ["op.greet", "op.purpose", "op.identity", "op.matter", "op.secret"];
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task A_call_is_typed_read_back_and_sent_and_only_number_and_code_are_left_to_read_out()
    {
        using var visitor = await BeginsAsync("Desk");
        Assert.Contains("Аты-жөнім — Адам Operator", visitor.Page.Text, StringComparison.Ordinal);
        await SendsAsync(visitor, "lang:ru");
        Assert.Contains("Меня зовут Адам Operator, моя должность — оператор телефона доверия", visitor.Page.Text, StringComparison.Ordinal);
        Assert.Contains("112", visitor.Page.Text, StringComparison.Ordinal);

        // What is missing is asked for, in the caller's language.
        await SendsAsync(visitor, "missing", ("narrative", "Инженер Оспанкулов взял взятку 40 000 тенге."));
        Assert.Contains("Когда это было?", visitor.Document.QuerySelector("#missing")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("в каком размере", visitor.Document.QuerySelector("#missing")!.TextContent, StringComparison.Ordinal);

        await SendsAsync(visitor, "readback", [.. Duties.Select(d => ("said." + d, "yes")), ("when", "12 мая"), ("fullName", "Кенжегалиева Раушан"), ("declined.phone", "yes"), ("aboutOfficer", "no")]);
        Assert.Contains("Кенжегалиева Раушан", visitor.Page.Text, StringComparison.Ordinal);
        var again = visitor.Prepares("#desk", button: "go=send");
        var sent = await SendsAsync(visitor, "send", ("said.op.readback", "yes"));
        var (number, code) = Read(visitor);
        Assert.Equal(("", true), (sent.Address.Query, sent.Text.Contains(code, StringComparison.Ordinal)));
        Assert.DoesNotContain(new[] { "Оспанкулов", "Кенжегалиева" }, word => sent.Text.Contains(word, StringComparison.Ordinal));

        var report = office.Line.Report(number);
        Assert.Equal((Channel.Desk, Language.Ru, false), (office.Card(report.Id).Channel, office.Card(report.Id).Language, office.Card(report.Id).Anonymous));
        var taken = await TakenAsync(report);
        Assert.Equal([.. Duties, "op.readback"], taken.Said);
        Assert.Equal((office[Role.Operator].Id, 0, false), (taken.Operator, taken.Unsaid.Count, taken.Incomplete));
        Assert.Equal(("given", "declined", false), (taken.Identity["fullName"], taken.Identity["phone"], taken.Identity.ContainsKey("email")));

        // Sent twice it is one report; the first code was perhaps never heard, and is replaced.
        await visitor.GoAsync(again);
        var (same, other) = Read(visitor);
        Assert.Equal(number, same);
        Assert.NotEqual(code, other);

        // Wrong digits: it is read again; right ones: the code is gone, also for whoever goes back.
        await SendsAsync(visitor, "confirm", ("last4", other[^4..] == "0000" ? "1111" : "0000"));
        Assert.Equal(other, Read(visitor).Code);
        var late = visitor.Prepares("#desk", new Dictionary<string, string?> { ["code"] = "" }, "go=confirm");
        await SendsAsync(visitor, "confirm", ("last4", other[^4..]));
        Assert.Null(visitor.Document.QuerySelector("input[name=code]"));
        await visitor.GoAsync(late);
        Assert.Null(visitor.Document.QuerySelector("input[name=code]"));
        Assert.DoesNotContain(other, visitor.Page.Text, StringComparison.Ordinal);

        // Its readers see how it was taken.
        using var officer = await office.EntersAsync(Role.Officer);
        var page = await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Contains("Адам Operator", page.Document.QuerySelector("#taken")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Кенжегалиева", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_10_5_demands_is_said_or_given_a_reason_but_a_call_that_breaks_off_is_sent_as_it_is()
    {
        using var visitor = await BeginsAsync("Desk");
        await SendsAsync(visitor, "readback", ("narrative", "Қойма меңгерушісі пара алды."), ("said.op.greet", "yes"));
        Assert.NotNull(visitor.Document.QuerySelector(".summary a[href='#reason']"));
        await SendsAsync(visitor, "readback", ("reason", "Асығып тұрды, телефоны +7 701 555 44 33"));
        Assert.Equal("readback", visitor.Document.QuerySelector("input[name=view]")!.GetAttribute("value"));
        await SendsAsync(visitor, "back");
        Assert.Contains("Асығып тұрды", visitor.Document.QuerySelector("#reason")!.TextContent, StringComparison.Ordinal);

        await SendsAsync(visitor, "broke", ("reason", ""));
        var taken = await TakenAsync(office.Line.Report(Read(visitor).Number));
        Assert.True(taken.Incomplete);
        Assert.Equal(Duties.Skip(1), taken.Unsaid);

        // Not even a story is needed; but nothing at all is no report.
        using var other = await BeginsAsync("Desk");
        await SendsAsync(other, "broke");
        Assert.NotNull(other.Document.QuerySelector(".summary a[href='#narrative']"));
        await SendsAsync(other, "broke", ("where", "Атырау филиалы"));
        Assert.True((await TakenAsync(office.Line.Report(Read(other).Number))).Incomplete);
    }

    [Fact]
    public async Task Somebody_not_sure_whether_it_is_about_the_officer_keeps_the_officers_out()
    {
        using var visitor = await BeginsAsync("Visitor");
        await SendsAsync(visitor, "readback", ("narrative", "Комплаенс бөлімінде біреу 90 000 теңге алды."), ("aboutOfficer", "unsure"), ("place", "№ 3 кабинет, Сәуле Жақсыбекқызы +7 701 555 44 33 әкелді"));
        await SendsAsync(visitor, "send");
        var (number, _) = Read(visitor);
        Assert.Equal("2026-8", number[..6]);
        var report = office.Line.Report(number);
        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpensAsync($"/office/reports/{report.Id}")).Status);
        using var director = await office.EntersAsync(Role.Director);
        var page = await director.OpensAsync($"/office/reports/{report.Id}");
        Assert.Contains("№ 3 кабинет", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("555 44 33", page.Text, StringComparison.Ordinal); // What the operator wrote is masked too.
        using var operators = await office.EntersAsync(Role.Operator);
        Assert.Equal(HttpStatusCode.NotFound, (await operators.OpensAsync($"/office/reports/{report.Id}")).Status);
    }

    [Fact]
    public async Task A_letter_of_last_week_carries_the_day_of_its_entry_with_the_told_day_beside_it_and_its_scan()
    {
        using var visitor = await BeginsAsync("Paper");
        Assert.Null(visitor.Document.QuerySelector("[name='said.op.greet']"));
        var scan = new Paper("хат.txt", "text/plain", "Сканнан: 70 000 теңге"u8.ToArray());
        await visitor.SendsAsync("#desk", new Dictionary<string, string?> { ["narrative"] = "Хатта жазылған: бас маман Ержан Әбілов 70 000 теңге алды.", ["came"] = "2026-11-13", ["place"] = "кеңсе" }, "go=attach", [("files", scan)]);
        Assert.Contains("хат.txt", visitor.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Ержан Әбілов", visitor.Document.QuerySelector("#narrative")!.TextContent, StringComparison.Ordinal);
        await SendsAsync(visitor, "readback");
        await SendsAsync(visitor, "send");
        var report = office.Line.Report(Read(visitor).Number);
        var today = DateOnly.FromDateTime(office.Line.Clock.GetUtcNow().AddHours(5).DateTime);
        Assert.Equal((Channel.Paper, today), (office.Card(report.Id).Channel, report.ReceivedDay));
        Assert.Equal((new DateOnly(2026, 11, 13), "кеңсе"), ((await TakenAsync(report)).Came, (await TakenAsync(report)).Place));
        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Contains("хат.txt", (await officer.OpensAsync($"/office/reports/{report.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_the_desk_are_taken_only_with_this_sessions_own_form()
    {
        using var visitor = await BeginsAsync("Box");
        var foreign = visitor.Prepares("#desk", new Dictionary<string, string?> { ["form"] = "AAAA", ["narrative"] = "x" }, "go=attach", [("files", new Paper("a.txt", "text/plain", "x"u8.ToArray()))]);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GoAsync(foreign)).Status);
    }

    [Fact]
    public async Task A_draft_survives_a_restart_opens_for_its_operator_alone_and_lies_nowhere_in_clear()
    {
        using var visitor = await BeginsAsync("Desk");
        var token = visitor.Need<AngleSharp.Html.Dom.IHtmlInputElement>("input[name=token]").Value;
        await SendsAsync(visitor, "missing", ("narrative", "Жасырын-сөз Қыдырбаев 30 000 теңге алды"), ("fullName", "Құпияқызы Айсұлу"), ("phone", "+77015554433"));
        Assert.True(FormToken.TryParse(token, out var parsed));
        Assert.Equal(office[Role.Operator].Id, office.Line.Get<Drafts>().Open(parsed, DeskJson.Default.DeskDraft)!.Operator);

        var found = await Leaks.LookAsync(["Жасырын-сөз", "Қыдырбаев", "Құпияқызы", "+77015554433", token], office.Line.Folder);
        Assert.True(found.Status == 0, found.Output);

        // Another operator with the token has no page.
        var other = await office.JoinAsync(Role.Operator, "second-operator");
        using var stranger = await office.EntersAsync(other);
        await stranger.OpensAsync("/office/calls");
        await stranger.SendsAsync("form[action$='/begin']", button: "source=Desk");
        Assert.Equal(HttpStatusCode.BadRequest, (await stranger.SendsAsync("#desk", new Dictionary<string, string?> { ["token"] = token }, "go=missing")).Status);

        // After a day it is gone; what the page still shows is written anew.
        office.Line.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Null(office.Line.Get<Drafts>().Open(parsed, DeskJson.Default.DeskDraft));
    }

    [Fact]
    public async Task Duty_is_kept_with_the_session_and_ends_with_it_or_with_the_working_day()
    {
        await using var own = await OfficeLine.StartAsync(new Dictionary<string, string?> { ["Channels:Phone:OperatorNumbers:0"] = "+77172000001,+77172000002" }, Role.Operator);
        var duty = own.Line.Get<OperatorsOnDuty>();
        Assert.Empty(duty.Now());
        using var visitor = await own.EntersAsync(Role.Operator);
        await visitor.SendsAsync("form[action$='/duty']", new Dictionary<string, string?> { ["phone"] = "+77172000002" }, "go=on");
        Assert.Equal([new OperatorOnDuty(own[Role.Operator].Id, "+77172000002")], duty.Now());

        // A call that was put through opens its page, in the caller's language; the row says nothing in clear and is gone then.
        var calls = own.Line.Get<IncomingCalls>();
        Assert.Equal(HttpStatusCode.NoContent, (await visitor.OpensAsync("/office/calls/news")).Status);
        await own.Line.Get<JournalWriter>().WriteAsync(act => calls.Connected(act, own[Role.Operator].Id, new(Language.Ru, Danger: true)));
        await visitor.OpensAsync("/office/calls");
        await visitor.SendsAsync("form[data-opens]");
        Assert.Contains("Меня зовут Адам Operator", visitor.Page.Text, StringComparison.Ordinal);
        Assert.NotNull(visitor.Document.QuerySelector("input[name=danger][value=yes][checked]"));
        Assert.Null(calls.Of(own[Role.Operator].Id));

        // Astana's evening: nobody is on duty; the next day it has to be said again.
        own.Line.Clock.MoveTo(new DateTimeOffset(2026, 11, 20, 13, 0, 1, TimeSpan.Zero));
        Assert.Empty(duty.Now());
        own.Line.Clock.MoveTo(new DateTimeOffset(2026, 11, 23, 5, 0, 0, TimeSpan.Zero));
        Assert.Empty(duty.Now());
        using var monday = await own.EntersAsync(Role.Operator);
        await monday.SendsAsync("form[action$='/duty']", button: "go=on");
        Assert.Equal([new OperatorOnDuty(own[Role.Operator].Id, null)], duty.Now());
        own.Line.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Empty(duty.Now()); // The session has run out meanwhile.
    }

    private async Task<Visitor> BeginsAsync(string source)
    {
        var visitor = await office.EntersAsync(Role.Operator);
        Assert.Equal("/office/calls", visitor.Page.Address.AbsolutePath);
        await visitor.SendsAsync("form[action$='/begin']", button: "source=" + source);
        return visitor;
    }

    private static Task<Page> SendsAsync(Visitor visitor, string go, params (string Field, string? Value)[] values) =>
        visitor.SendsAsync("#desk", values.ToDictionary(v => v.Field, v => v.Value), "go=" + go);

    private static (string Number, string Code) Read(Visitor visitor)
    {
        var code = visitor.Need<AngleSharp.Html.Dom.IHtmlInputElement>("input[name=code]").Value;
        Assert.Matches(@"^\d{4} \d{4} \d{4} \d{4}$", code);
        return (visitor.Document.QuerySelector(".outloud")!.TextContent, code);
    }

    private async Task<Channels.HowTaken> TakenAsync(Report report)
    {
        using var visitor = await office.EntersAsync(Role.Officer);
        using var visit = await office.VisitAsync(visitor);
        using var opened = OpenCase.Of(visit, office.Line.Get<Database>(), office.Line.Get<LineKeys>(), report.Id)!;
        return JsonSerializer.Deserialize(opened.Part(PartKind.Answers), SheetJson.Sealed.AnswersSheet)!.Taken!;
    }
}
