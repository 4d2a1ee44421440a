// Opening an identity: asked with a reason, agreed to or refused by a custodian, shown once for a limited time, told to the reporter.

using System.Net;
using System.Text;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Openings;
using TrustLine.Api.Outbox;
using TrustLine.Api.Return;
using TrustLine.Channels;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Openings;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;
using Answers = TrustLine.Triage.Reports.Answers;
using Group = TrustLine.Vault.Groups.Group;

namespace TrustLine.Tests;

public sealed class IdentityOpenings(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private const string Name = "Оралбаев Ескендір";
    private const string Reason = "Нужно заключить соглашение о неразглашении";
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task Asked_agreed_shown_closed_and_told_to_the_reporter()
    {
        var (report, code) = await ReportAsync();
        using (var visit = await office.Line.Get<ReturnDesk>().OpenAsync(code))
            await office.Line.Get<ReturnDesk>().WriteAsync(visit!, "Забыл: меня зовут Ескендір Оралбаев, мой телефон +7 702 111 22 33.", []);
        using var officer = await office.EntersAsync(Role.Officer);
        await AskAsync(officer, report);
        Assert.Contains("Ждёт второго ключа", officer.Page.Text, StringComparison.Ordinal);
        Assert.Contains("Адам Custodian", officer.Page.Text, StringComparison.Ordinal);
        var sign = officer.Document.QuerySelector(".mono")!.TextContent;

        using var custodian = await office.EntersAsync(Role.Custodian);
        Assert.Equal("/office/openings", custodian.Page.Address.AbsolutePath);
        var opening = Live(report.Id).Id;
        await custodian.OpensAsync($"/office/openings/{opening}");
        foreach (var said in new[] { Reason, "Адам Officer", "Комплаенс-офицер", sign }) Assert.Contains(said, custodian.Page.Text, StringComparison.Ordinal);
        foreach (var page in custodian.Seen.Select(p => Encoding.UTF8.GetString(p.Bytes)))
            foreach (var secret in new[] { report.Number, report.Id.ToString(), "Тлеубаев", "Оралбаев", "Ескендір" }) Assert.DoesNotContain(secret, page, StringComparison.OrdinalIgnoreCase);
        await office.ActsAsync(custodian, office[Role.Custodian], "form[action$='/agree']", ("told", "Согласовано"));
        Assert.Contains("Согласие записано", custodian.Page.Text, StringComparison.Ordinal);

        // Nothing is told before anything is shown.
        using (var visit = await office.Line.Get<ReturnDesk>().OpenAsync(code)) Assert.Empty(visit!.Openings);
        await officer.OpensAsync($"/office/reports/{report.Id}/identity");
        Assert.Contains("Согласовано", officer.Page.Text, StringComparison.Ordinal);
        await office.ActsAsync(officer, office[Role.Officer], "form[action$='/show']");
        Assert.EndsWith($"/identity/{opening}", officer.Page.Address.AbsolutePath, StringComparison.Ordinal);
        var text = officer.Page.Text;
        foreach (var said in new[] { Name, "oralbaev@reporter.example", "+7 702 111 22 33" }) Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Contains("no-store", officer.Page.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Matches(@"^(600|5\d\d); url=/office/reports/", officer.Page.Headers.GetValues("Refresh").Single());
        var told = Assert.Single((await office.Line.Get<ReturnDesk>().OpenAsync(code))!.Openings);
        Assert.Equal(("officers", Reason), (told.Role, told.Reason));

        // While it is shown it may be looked at again; then never.
        Assert.Contains(Name, (await officer.OpensAsync($"/office/reports/{report.Id}/identity/{opening}")).Text, StringComparison.Ordinal);
        await officer.SendsAsync("form[action$='/close']");
        Assert.Contains("половины ключа удалены", officer.Page.Text, StringComparison.Ordinal);
        await NeverAgainAsync(officer, report.Id, opening);
        var row = Row(opening);
        Assert.True(row is { Live: false, OneTime: null, Halves: null });
        var history = office.Facts(report.Id).Where(f => f.About == opening).Select(f => f.Kind);
        Assert.Equal([FactKind.OpeningAsked, FactKind.OpeningAgreed, FactKind.OpeningShown, FactKind.OpeningClosed], history);
        Assert.True(OpeningAnswer.Parse(Card(row).Answer).Answers(OpeningRequest.Parse(Card(row).Request), office.Line.Get<LineState>().Group(Group.Custodians)!.Members[0].Keys.Signs));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_refusal_needs_a_reason_and_opens_nothing()
    {
        var (report, _) = await ReportAsync();
        using var officer = await office.EntersAsync(Role.Officer);
        await AskAsync(officer, report);
        using var custodian = await office.EntersAsync(Role.Custodian);
        var opening = Live(report.Id).Id;
        await custodian.OpensAsync($"/office/openings/{opening}");
        await custodian.SendsAsync("form[action$='/refuse']");
        Assert.Equal("#reason", custodian.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        await custodian.SendsAsync("form[action$='/refuse']", new Dictionary<string, string?> { ["reason"] = "Соглашение можно заключить и без имени" });
        Assert.Contains("Отказ записан", custodian.Page.Text, StringComparison.Ordinal);
        Assert.Contains("можно заключить и без имени", (await officer.OpensAsync($"/office/reports/{report.Id}/identity")).Text, StringComparison.Ordinal);
        Assert.NotNull(officer.Document.QuerySelector("form textarea[name=reason]")); // One may ask again.
        await NeverAgainAsync(officer, report.Id, opening);
        Assert.Equal(FactKind.OpeningRefused, office.Facts(report.Id)[^1].Kind);
    }

    [Fact]
    public async Task Acts_ask_for_passphrase_and_code_again()
    {
        var (report, _) = await ReportAsync();
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}/identity");
        await officer.SendsAsync("main form:has(textarea)", new Dictionary<string, string?> { ["reason"] = Reason });
        Assert.Equal("#ask-passphrase", officer.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.Contains(Reason, officer.Page.Text, StringComparison.Ordinal); // What was typed is there still.
        Assert.DoesNotContain(office.Facts(report.Id), f => f.Kind == FactKind.OpeningAsked);
    }

    [Fact]
    public async Task Two_who_ask_at_once_each_need_a_yes_of_their_own()
    {
        var (report, _) = await ReportAsync();
        var second = await office.JoinAnotherAsync(Role.Officer, Role.Officer);
        using var one = await office.EntersAsync(Role.Officer);
        using var other = await office.EntersAsync(second);
        await AskAsync(one, report);
        await AskAsync(other, report, second);
        Assert.Contains("Адам Officer", other.Page.Text, StringComparison.Ordinal); // Each sees that the other asked too.
        var mine = Live(report.Id, office[Role.Officer].Id);
        var theirs = Live(report.Id, second.Id);
        await AnswerAsync(theirs.Id);
        await one.OpensAsync($"/office/reports/{report.Id}/identity");
        Assert.Null(one.Document.QuerySelector("form[action$='/show']"));
        using var visit = await VisitAsync(Role.Officer);
        Assert.False(await office.Line.Get<Showing>().BeginAsync(visit, report.Id, theirs.Id));
        Assert.Equal(OpeningStage.Waiting, Card(Row(mine.Id)).Stage);

        // The same asker twice is one request.
        Assert.Equal(AskAnswer.AskedAlready, await office.Line.Get<Asking>().AskAsync(visit, report.Id, Reason));
    }

    [Fact]
    public async Task An_officer_with_the_whole_database_and_the_key_file_but_no_custodian_opens_nothing()
    {
        var (report, code) = await ReportAsync();
        using (var back = await office.Line.Get<ReturnDesk>().OpenAsync(code)) await office.Line.Get<ReturnDesk>().WriteAsync(back!, "Мой телефон +7 702 111 22 33.", []);
        using var visit = await VisitAsync(Role.Officer);
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(visit, report.Id, Reason));
        var keys = office.Line.Get<LineKeys>(); // Whoever has the key file has these.
        using var db = office.Line.Get<Database>().Read();
        var envelopes = db.Parts.Where(p => p.ReportId == report.Id && p.Kind == (int)PartKind.Identity).ToList();
        Assert.Equal(2, envelopes.Count);
        var seals = db.Seals.ToList();
        var opened = new List<SecretKey>();
        // Every seal of the line with every key the officer has: what opens is tried, alone and in pairs, on every envelope.
        foreach (var seal in seals)
            foreach (var (_, pair) in visit.Generations())
                if (Try(() => Slot.Open(seal.Slot, seal.SubjectId, pair, keys.Server)) is { } key) opened.Add(key);
        Assert.NotEmpty(opened);
        var own = opened.Append(SecretKey.From(new byte[32])).ToList();
        foreach (var envelope in envelopes)
            foreach (var a in own)
                foreach (var b in own)
                    Assert.Null(Try(() => OwnKeyParts.OpenIdentity(a, b, envelope.SubjectId, envelope.Sealed)));
        // The custodians' halves do not open, whoever asks; and no answer of theirs can be made: the group's statements name who may sign.
        Assert.DoesNotContain(seals.Where(s => s.Kind == (int)SealKind.IdentityHalfA), s => visit.Generations().Any(g => Try(() => Slot.Open(s.Slot, s.SubjectId, g.Pair, keys.Server)) is not null));
        Assert.False(await office.Line.Get<Showing>().BeginAsync(visit, report.Id, Live(report.Id).Id));
    }

    [Fact]
    public async Task An_answer_that_the_officer_forges_shows_nothing()
    {
        var (report, _) = await ReportAsync();
        using var visit = await VisitAsync(Role.Officer);
        await office.Line.Get<Asking>().AskAsync(visit, report.Id, Reason);
        var row = Live(report.Id);
        var (keys, card) = (office.Line.Get<LineKeys>(), Card(row));
        // With key file and database the officer writes a row that says yes, signed by herself in the custodian's name.
        var (answer, halves) = OpeningAnswer.Agree(
            OpeningRequest.Parse(card.Request), report.Id, OpeningRequest.Parse(card.Request).IdentityHash, visit.Member, visit.Keys.PublicKeys().Signs,
            [(report.Id, SecretKey.Fresh())], office[Role.Custodian].Id, visit.Keys, "да"u8, office.Line.Clock.GetUtcNow());
        var forged = card with { Stage = OpeningStage.Agreed, Answer = answer.ToBytes(), Custodian = office[Role.Custodian].Id, AnsweredAt = office.Line.Clock.GetUtcNow() };
        await office.Line.Get<JournalWriter>().WriteAsync(act =>
        {
            act.Db.Openings.Single(o => o.Id == row.Id).Agreed(keys.Cards.Seal(forged, CardJson.Default.OpeningCard, row.Id), keys.Server.Protect(Labels.OpeningHalf, row.Id, halves.ToBytes()));
            act.Record(Scope.Report, report.Id, new Fact(FactKind.OpeningAgreed, office.Line.Clock.GetUtcNow(), office[Role.Custodian].Id) { About = row.Id });
        });
        Assert.False(await office.Line.Get<Showing>().BeginAsync(visit, report.Id, row.Id));
        Assert.Equal(OpeningStage.Agreed, Card(Row(row.Id)).Stage);
    }

    [Fact]
    public async Task A_yes_serves_no_other_report_asker_time_or_key()
    {
        var ((report, _), (another, _)) = (await ReportAsync(), await ReportAsync());
        using var visit = await VisitAsync(Role.Officer);
        var (asking, showing, keys) = (office.Line.Get<Asking>(), office.Line.Get<Showing>(), office.Line.Get<LineKeys>());
        await asking.AskAsync(visit, report.Id, Reason);
        await asking.AskAsync(visit, another.Id, Reason);
        var (yes, waits) = (Live(report.Id), Live(another.Id));
        await AnswerAsync(yes.Id);
        yes = Row(yes.Id);
        Assert.False(await showing.BeginAsync(visit, another.Id, yes.Id)); // Asked for under another report's address.

        // Over HTTP the same.
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report.Id}/identity");
        var token = officer.Document.QuerySelector("input[name=form]")!.GetAttribute("value")!;
        using (var request = new HttpRequestMessage(HttpMethod.Post, $"/office/reports/{another.Id}/identity/{yes.Id}/show"))
        {
            request.Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["form"] = token, ["passphrase"] = office[Role.Officer].Passphrase, ["code"] = office.Code(Role.Officer) });
            Assert.DoesNotContain(Name, (await officer.GoAsync(request)).Text, StringComparison.Ordinal);
        }

        // The answer and its halves put into the other request's row, with all that the key file lets write.
        Put(another.Id, waits, c => c with { Stage = OpeningStage.Agreed, Answer = Card(yes).Answer, Custodian = Card(yes).Custodian, AnsweredAt = Card(yes).AnsweredAt }, keys.Server.Unprotect(Labels.OpeningHalf, yes.Id, yes.Halves!));
        Assert.False(await showing.BeginAsync(visit, another.Id, waits.Id));
        // The whole request of the one in the row of the other.
        Put(another.Id, waits, _ => Card(yes), keys.Server.Unprotect(Labels.OpeningHalf, yes.Id, yes.Halves!), keys.Server.Unprotect(Labels.OpeningOneTime, yes.Id, yes.OneTime!));
        Assert.False(await showing.BeginAsync(visit, another.Id, waits.Id));
        // Another asker, and a longer time, written into the card: the signed request says otherwise.
        Put(report.Id, yes, c => c with { Asker = Draw.Id() });
        Assert.False(await showing.BeginAsync(visit, report.Id, yes.Id));
        office.Line.Clock.MoveTo(Card(yes).Until + TimeSpan.FromMinutes(1));
        using var later = await VisitAsync(Role.Officer);
        Put(report.Id, yes, c => Card(yes) with { Until = c.Until + TimeSpan.FromDays(9) });
        Assert.False(await showing.BeginAsync(later, report.Id, yes.Id));

        void Put(Guid about, OpeningRow row, Func<OpeningCard, OpeningCard> change, byte[]? halves = null, byte[]? oneTime = null) => office.Line.Get<JournalWriter>().WriteAsync(act =>
        {
            var kept = act.Db.Openings.Single(o => o.Id == row.Id);
            if (oneTime is not null)
            {
                act.Db.Remove(kept);
                act.Db.SaveChanges();
                act.Db.Add(kept = new OpeningRow(row.Id, about, [], keys.Server.Protect(Labels.OpeningOneTime, row.Id, oneTime)));
            }

            kept.Agreed(keys.Cards.Seal(change(Card(row)), CardJson.Default.OpeningCard, row.Id), halves is null ? kept.Halves! : keys.Server.Protect(Labels.OpeningHalf, row.Id, halves));
            act.Record(Scope.Report, about, new Fact(FactKind.OpeningAgreed, office.Line.Clock.GetUtcNow()) { About = row.Id });
        }).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task The_page_closes_by_itself_and_only_the_session_that_opened_it_sees_it()
    {
        var (report, _) = await ReportAsync();
        using var officer = await office.EntersAsync(Role.Officer);
        await AskAsync(officer, report);
        var opening = Live(report.Id).Id;
        await AnswerAsync(opening);
        await officer.OpensAsync($"/office/reports/{report.Id}/identity");
        await office.ActsAsync(officer, office[Role.Officer], "form[action$='/show']");
        Assert.Contains(Name, officer.Page.Text, StringComparison.Ordinal);
        using (var elsewhere = await VisitAsync(Role.Officer)) Assert.Null(office.Line.Get<Showing>().See(elsewhere, report.Id, opening));

        office.Line.Clock.Advance(OpeningTerms.Shown);
        await officer.OpensAsync($"/office/reports/{report.Id}/identity/{opening}");
        Assert.DoesNotContain(Name, officer.Page.Text, StringComparison.Ordinal);
        Assert.True(Row(opening) is { Live: false, Halves: null, OneTime: null });
        await NeverAgainAsync(officer, report.Id, opening);
    }

    [Fact]
    public async Task The_files_as_they_were_sent_are_there_while_the_identity_is_shown_and_only_then()
    {
        var (report, code) = await ReportAsync();
        var photo = Papers.Photo("сурет.jpg", "Қоғабаев", "снято в кабинете");
        using (var content = new MemoryStream(photo.Bytes))
        using (var visit = await office.Line.Get<ReturnDesk>().OpenAsync(code))
            await office.Line.Get<ReturnDesk>().WriteAsync(visit!, "И снимок", [await office.Line.Get<ReceivedFiles>().ReceiveAsync(content, photo.Name, photo.MediaType, default)]);
        using var officer = await office.EntersAsync(Role.Officer);
        await AskAsync(officer, report);
        var opening = Live(report.Id).Id;
        await AnswerAsync(opening);
        await officer.OpensAsync($"/office/reports/{report.Id}/identity");
        await office.ActsAsync(officer, office[Role.Officer], "form[action$='/show']");
        var original = Assert.Single(officer.Document.QuerySelectorAll("a[href*='/files/']")).GetAttribute("href")!;
        Assert.Contains(Papers.Sha256(photo.Bytes), officer.Page.Text, StringComparison.Ordinal);
        var (answer, bytes) = await officer.DownloadsAsync(original);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(photo.Bytes, bytes);
        answer.Dispose();

        using (var director = await office.EntersAsync(Role.Director)) Assert.Equal(HttpStatusCode.NotFound, (await director.OpensAsync(original)).Status);
        using (var elsewhere = await office.EntersAsync(Role.Officer)) Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.OpensAsync(original)).Status);
        await officer.OpensAsync($"/office/reports/{report.Id}/identity/{opening}");
        await officer.SendsAsync("form[action$='/close']");
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpensAsync(original)).Status);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task The_sweeper_deletes_what_nobody_closed_and_what_nobody_answered()
    {
        var ((shown, _), (waiting, _)) = (await ReportAsync(), await ReportAsync());
        using var visit = await VisitAsync(Role.Officer);
        await office.Line.Get<Asking>().AskAsync(visit, shown.Id, Reason);
        var (first, sweeper) = (Live(shown.Id).Id, office.Line.Get<OpeningSweeper>());
        await AnswerAsync(first);
        Assert.True(await office.Line.Get<Showing>().BeginAsync(visit, shown.Id, first));
        await office.Line.Get<Asking>().AskAsync(visit, waiting.Id, Reason);
        var second = Live(waiting.Id).Id;
        await sweeper.SweepAsync(default);
        Assert.True(Row(first).Live && Row(second).Live);
        office.Line.Clock.Advance(OpeningTerms.Shown);
        await sweeper.SweepAsync(default);
        Assert.Equal((OpeningStage.Closed, null), (Card(Row(first)).Stage, Row(first).Halves));
        office.Line.Clock.MoveTo(Card(Row(second)).Until + TimeSpan.FromSeconds(1));
        await sweeper.SweepAsync(default);
        Assert.Equal((OpeningStage.Lapsed, LapseReason.TimeOver), (Card(Row(second)).Stage, Card(Row(second)).Lapsed));
        Assert.Null(Row(second).OneTime);
        Assert.Equal(FactKind.OpeningLapsed, office.Facts(waiting.Id)[^1].Kind);
    }

    [Theory]
    [InlineData(nameof(LapseReason.CaseEnded))]
    [InlineData(nameof(LapseReason.AskerExcluded))]
    [InlineData(nameof(LapseReason.AskerLeft))]
    public async Task What_changed_since_ends_a_request(string reason)
    {
        var why = Enum.Parse<LapseReason>(reason);
        var (report, _) = await ReportAsync();
        var asker = why is LapseReason.AskerLeft ? await office.JoinAnotherAsync(Role.Officer, Role.Officer) : office[Role.Officer];
        using var officer = await office.EntersAsync(asker);
        await AskAsync(officer, report, asker);
        var opening = Live(report.Id).Id;
        using var custodian = await office.EntersAsync(Role.Custodian);
        await custodian.OpensAsync($"/office/openings/{opening}");
        await office.Line.Get<JournalWriter>().WriteAsync(act =>
        {
            var (keys, row) = (office.Line.Get<LineKeys>(), act.Db.Reports.Single(r => r.Id == report.Id));
            var card = office.Line.Card(row);
            if (why is LapseReason.CaseEnded) row.Turn(row.Card, open: false, null);
            if (why is LapseReason.AskerExcluded) row.Turn(keys.Cards.Seal(card with { OfficerExcluded = true }, CardJson.Default.ReportCard, row.Id), true, row.NextDueDay);
            if (why is LapseReason.AskerLeft)
            {
                act.Db.Entry(act.Db.Staff.Single(s => s.Id == asker.Id)).Property(s => s.Active).CurrentValue = false;
                act.Record(Scope.Staff, asker.Id, new Fact(FactKind.StaffJoined, office.Line.Clock.GetUtcNow()));
            }

            act.Record(Scope.Report, report.Id, new Fact(FactKind.CaseEnded, office.Line.Clock.GetUtcNow()));
        });
        await office.ActsAsync(custodian, office[Role.Custodian], "form[action$='/agree']");
        Assert.Contains("Отвечать больше не на что", custodian.Page.Text, StringComparison.Ordinal);
        Assert.Equal((OpeningStage.Lapsed, why), (Card(Row(opening)).Stage, Card(Row(opening)).Lapsed));
    }

    [Fact]
    public async Task The_first_custodian_to_answer_answers_and_an_ended_request_waits_for_nobody()
    {
        var (report, _) = await ReportAsync();
        var second = await office.JoinAnotherAsync(Role.Custodian, Role.Custodian);
        using var visit = await VisitAsync(Role.Officer);
        await office.Line.Get<Asking>().AskAsync(visit, report.Id, Reason);
        var opening = Live(report.Id).Id;
        var notice = new Errand(ErrandKind.OpeningWaits) { Opening = opening };
        Assert.Equal(2, office.Line.Get<Recipients>().Of(notice).Count);
        Assert.All(office.Line.Get<Recipients>().Of(notice), r => Assert.Null(r.Number));
        using var other = await office.EntersAsync(second);
        await other.OpensAsync($"/office/openings/{opening}");
        await AnswerAsync(opening);
        await other.SendsAsync("form[action$='/refuse']", new Dictionary<string, string?> { ["reason"] = "нет" });
        Assert.Contains("Отвечать больше не на что", other.Page.Text, StringComparison.Ordinal);
        Assert.Equal(OpeningStage.Agreed, Card(Row(opening)).Stage);
        Assert.Empty(office.Line.Get<Recipients>().Of(notice));
        Assert.Equal(office[Role.Officer].Id, Assert.Single(office.Line.Get<Recipients>().Of(new Errand(ErrandKind.OpeningAnswered) { Opening = opening })).Person);
        await office.Line.Get<Asking>().WithdrawAsync(visit, opening);
        Assert.True(Row(opening) is { Live: false, Halves: null });
    }

    [Fact]
    public async Task Only_who_holds_the_other_half_may_ask()
    {
        var (report, _) = await ReportAsync();
        foreach (var role in new[] { Role.Director, Role.Oversight, Role.Custodian })
        {
            using var visitor = await office.EntersAsync(role);
            await visitor.OpensAsync($"/office/reports/{report.Id}/identity");
            Assert.Null(visitor.Document.QuerySelector("textarea[name=reason]"));
            Assert.Equal(role is Role.Director ? HttpStatusCode.OK : HttpStatusCode.NotFound, visitor.Page.Status);
            using var visit = await office.VisitAsync(visitor);
            Assert.Equal(AskAnswer.NotHere, await office.Line.Get<Asking>().AskAsync(visit, report.Id, Reason));
        }

        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpensAsync("/office/openings")).Status);
        var conflicted = await office.ReportsAsync("Офицер рассказал обо мне начальнику.", new Answers(AboutOfficer: true));
        using var director = await VisitAsync(Role.Director);
        Assert.Equal(AskAnswer.Asked, await office.Line.Get<Asking>().AskAsync(director, conflicted.Id, Reason));
    }

    private async Task NeverAgainAsync(Visitor officer, Guid report, Guid opening)
    {
        Assert.DoesNotContain(Name, (await officer.OpensAsync($"/office/reports/{report}/identity/{opening}")).Text, StringComparison.Ordinal);
        using var visit = await office.VisitAsync(officer);
        Assert.Null(office.Line.Get<Showing>().See(visit, report, opening));
        Assert.False(await office.Line.Get<Showing>().BeginAsync(visit, report, opening));
    }

    private async Task AskAsync(Visitor officer, Report report, OfficeLine.Person? asker = null)
    {
        await officer.OpensAsync($"/office/reports/{report.Id}");
        await officer.FollowsAsync("a[href$='/identity']");
        await office.ActsAsync(officer, asker ?? office[Role.Officer], "main form:has(textarea)", ("reason", Reason));
    }

    private async Task AnswerAsync(Guid opening)
    {
        using var visit = await VisitAsync(Role.Custodian);
        Assert.Equal(AnsweringAnswer.Agreed, await office.Line.Get<Answering>().AgreeAsync(visit, opening, ""));
    }

    private async Task<Api.Staff.StaffVisit> VisitAsync(Role role)
    {
        using var visitor = await office.EntersAsync(role);
        return await office.VisitAsync(visitor);
    }

    private async Task<(Report, ReceiptCode)> ReportAsync()
    {
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(
            $"Меня зовут {Name}. Начальник отдела Тлеубаев взял 50 000 тенге.", identity: new ReporterIdentity { FullName = Name, Email = "oralbaev@reporter.example" }));
        return (office.Line.Report(receipt.Number), receipt.Code!);
    }

    private OpeningRow Live(Guid report, Guid? asker = null)
    {
        using var db = office.Line.Get<Database>().Read();
        return db.Openings.Where(o => o.ReportId == report && o.Live).ToList().Single(o => asker is null || Card(o).Asker == asker);
    }

    private OpeningRow Row(Guid id)
    {
        using var db = office.Line.Get<Database>().Read();
        return db.Openings.Single(o => o.Id == id);
    }

    private OpeningCard Card(OpeningRow row) => office.Line.Get<LineKeys>().Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id);

    private static T? Try<T>(Func<T> open) where T : class
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is WrongKeyException or EnvelopeDamagedException)
        {
            return null;
        }
    }
}
