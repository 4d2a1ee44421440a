using System.Text;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Channels;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Tests.Journal;

public sealed class IntakeTests
{
    private const string Story = "Меня зовут Пробирова Салтанат. Начальник отдела поверки Тлеубаев взял 50 000 тенге за клеймо 12 ноября, мой телефон +7 701 555 44 33.";

    [Fact]
    public async Task A_report_is_sealed_entered_read_by_its_groups_and_by_nobody_else()
    {
        await using var line = await TestLine.StartAsync();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story));
        Assert.Equal("2026-000001-" + receipt.Number[^1], receipt.Number);
        Assert.Equal(new DateOnly(2026, 11, 20), receipt.RegisteredAt);
        Assert.Equal(new NodaTime.LocalDate(2026, 12, 11), receipt.AnswerBy.Date);
        var id = line.Report(receipt.Number).Id;
        foreach (var group in new[] { Group.Officers, Group.Directors, Group.Oversight })
            Assert.Contains("Тлеубаев", Encoding.UTF8.GetString(line.Read(group, id, PartKind.Narrative)));
        Assert.Throws<InvalidOperationException>(() => line.Read(Group.Custodians, id, PartKind.Narrative));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task What_says_who_reports_is_not_in_what_the_officer_reads()
    {
        await using var line = await TestLine.StartAsync();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story, identity: new ReporterIdentity { FullName = "Пробирова Салтанат", Phone = "+7 701 555 44 33" }));
        var id = line.Report(receipt.Number).Id;
        foreach (var kind in new[] { PartKind.Narrative, PartKind.Answers, PartKind.IndexCard, PartKind.Manifest })
        {
            var text = Encoding.UTF8.GetString(line.Read(Group.Officers, id, kind));
            Assert.DoesNotContain("Пробирова", text);
            Assert.DoesNotContain("555", text);
        }
    }

    [Theory]
    [InlineData(true, null, '7', Group.Directors)]
    [InlineData(null, true, '8', Group.Officers)]
    [InlineData(true, true, '9', Group.Officers)]
    public async Task Whoever_is_accused_gets_no_key_and_the_number_is_of_another_series(bool? director, bool? officer, char series, Group excluded)
    {
        await using var line = await TestLine.StartAsync();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Взял взятку", answers: new Answers(AboutDirector: director, AboutOfficer: officer)));
        Assert.Equal(series, receipt.Number[5]);
        var id = line.Report(receipt.Number).Id;
        Assert.Throws<WrongKeyException>(() => line.Read(excluded, id, PartKind.Narrative));
        Assert.Equal("Взял взятку", Encoding.UTF8.GetString(line.Read(Group.Oversight, id, PartKind.Narrative)));
    }

    [Fact]
    public async Task A_second_delivery_is_the_same_report_with_a_new_code_until_the_code_was_confirmed()
    {
        await using var line = await TestLine.StartAsync();
        var (intake, back) = (line.Get<IntakeDesk>(), line.Get<ReturnDesk>());
        var first = await intake.ReceiveAsync(TestLine.Arrival(Story, "delivery"));
        var second = await intake.ReceiveAsync(TestLine.Arrival(Story, "delivery"));
        Assert.Equal(first.Number, second.Number);
        Assert.NotEqual(first.Code!.Show(), second.Code!.Show());
        Assert.Null(await back.OpenAsync(first.Code));
        using var visit = await back.OpenAsync(second.Code);
        Assert.Equal(first.Number, visit!.Number);
        var third = await intake.ReceiveAsync(TestLine.Arrival(Story, "delivery"));
        Assert.Equal(first.Number, third.Number);
        Assert.Null(third.Code);
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task Overlapping_deliveries_of_one_form_become_one_report()
    {
        await using var line = await TestLine.StartAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story, "one form"))));
        Assert.Single(receipts.Select(r => r.Number).Distinct());
        var opened = 0;
        foreach (var receipt in receipts)
            if (receipt.Code is { } code && await line.Get<ReturnDesk>().OpenAsync(code) is { } visit) { visit.Dispose(); opened++; }
        Assert.Equal(1, opened);
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task Overlapping_reports_have_numbers_without_gap_or_repeat()
    {
        await using var line = await TestLine.StartAsync();
        var receipts = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival($"Отчёт {i}"))));
        var ordinals = receipts.Select(r => RegistrationNumber.TryParse(r.Number, out var n) ? n.Ordinal : -1).Order();
        Assert.Equal(Enumerable.Range(1, 60), ordinals);
        Assert.Empty(line.Faults());
    }

    [Theory]
    [InlineData("2026-11-20T12:59:59Z", "2026-11-20", "Registered")] // 17:59:59 in Astana
    [InlineData("2026-11-20T13:00:00Z", "2026-11-23", "Received")]   // 18:00:00: the next working day
    [InlineData("2026-11-21T06:00:00Z", "2026-11-23", "Received")]   // Saturday
    [InlineData("2026-12-15T20:00:00Z", "2026-12-17", "Received")]   // 01:00 on Independence Day
    public async Task The_legal_day_follows_the_working_calendar(string moment, string legalDay, string status)
    {
        await using var line = await TestLine.StartAsync();
        line.Clock.MoveTo(DateTimeOffset.Parse(moment));
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story));
        Assert.Equal(DateOnly.Parse(legalDay), receipt.RegisteredAt);
        using var visit = await line.Get<ReturnDesk>().OpenAsync(receipt.Code!);
        Assert.Equal(status, visit!.Status.ToString());
    }

    [Fact]
    public async Task A_line_without_its_four_groups_takes_nothing()
    {
        await using var line = await TestLine.StartAsync(alive: false);
        foreach (var group in new[] { Group.Officers, Group.Directors, Group.Oversight }) await line.FoundAsync(group);
        Assert.False(line.Get<IntakeDesk>().IsOpen);
        await Assert.ThrowsAsync<IntakeClosedException>(() => line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story)));
        await line.FoundAsync(Group.Custodians);
        Assert.True(line.Get<IntakeDesk>().IsOpen);
    }

    [Fact]
    public async Task A_group_key_put_into_the_database_closes_the_line()
    {
        await using var line = await TestLine.StartAsync();
        using var thief = Vault.People.StaffKeys.Fresh();
        var own = GroupActs.Found(Group.Officers, Vault.Primitives.Draw.Id(), thief, line.Clock.GetUtcNow());
        await line.Get<JournalWriter>().WriteAsync(act =>
        {
            act.Db.GroupStatements.Remove(act.Db.GroupStatements.Single(s => s.Group == (int)Group.Officers));
            act.Db.SaveChanges();
            act.Db.Add(new Api.Journal.GroupStatement((int)Group.Officers, 0, own.Statement.ToBytes()));
        });
        line.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(line.Get<IntakeDesk>().IsOpen);
        Assert.Equal(ChainFailure.OtherFounder, line.Get<LineState>().Failure(Group.Officers));
    }

    [Fact]
    public async Task The_reporter_writes_reads_and_exchanges_the_code()
    {
        await using var line = await TestLine.StartAsync();
        var desk = line.Get<ReturnDesk>();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(Story));
        using var visit = await desk.OpenAsync(receipt.Code!);
        await desk.WriteAsync(visit!, "Ещё одно: это было при свидетеле.", [], "form-1");
        await desk.WriteAsync(visit!, "Ещё одно: это было при свидетеле.", [], "form-1");
        var token = await desk.KeepAsync(visit!);
        using var resumed = desk.Resume(token);
        Assert.Equal("Ещё одно: это было при свидетеле.", Assert.Single(resumed!.Messages).Text);
        var fresh = await desk.ExchangeAsync(resumed);
        Assert.Null(await desk.OpenAsync(receipt.Code!));
        using var again = await desk.OpenAsync(fresh);
        Assert.Equal(MessageAuthor.Reporter, Assert.Single(again!.Messages).From);
        line.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Null(desk.Resume(token));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_wrong_code_opens_nothing()
    {
        await using var line = await TestLine.StartAsync();
        Assert.Null(await line.Get<ReturnDesk>().OpenAsync(ReceiptCode.Fresh()));
    }

    [Fact]
    public async Task Files_come_back_byte_for_byte_and_lie_sealed()
    {
        await using var line = await TestLine.StartAsync();
        var files = line.Get<ReceivedFiles>();
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("накладная 77 ", 20_000)));
        var arrived = await files.ReceiveAsync(new MemoryStream(content), "накладная.txt", "text/plain", default);
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(new Arrival
        {
            Channel = TrustLine.Triage.Reports.Channel.Web,
            Language = Language.Kk,
            DeliveryId = "with a file",
            Narrative = new Narrative(Story),
            Answers = Answers.None,
            Files = [arrived],
        });
        var manifest = line.Read(Group.Officers, line.Report(receipt.Number).Id, PartKind.Manifest);
        var entry = Assert.Single(Vault.Files.FileManifest.Read(manifest));
        using var copy = new MemoryStream();
        await files.CopyAsync(entry, copy, default);
        Assert.Equal(content, copy.ToArray());
        Assert.Equal("накладная.txt", entry.Name);
        foreach (var path in Directory.EnumerateFiles(Path.Combine(line.Folder, "data", "files")))
            Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf(Encoding.UTF8.GetBytes("накладная")));
    }

    [Fact]
    public async Task The_longest_answers_and_much_evidence_still_fit()
    {
        await using var line = await TestLine.StartAsync();
        var long_ = string.Concat(Enumerable.Repeat("\"взятка\"\n", 220));
        var story = string.Concat(Enumerable.Repeat("Дал взятку 50 000 тенге директору Сейткали 12 ноября. ", 600));
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival(story, answers: new Answers(long_, long_, long_, long_, long_, long_)));
        var sheet = System.Text.Json.JsonSerializer.Deserialize(line.Read(Group.Oversight, line.Report(receipt.Number).Id, PartKind.Answers), SheetJson.Sealed.AnswersSheet)!;
        Assert.Equal(long_, sheet.Answers.Evidence);
        Assert.NotEmpty(sheet.Assessment.CorruptionFacts.Evidence);
    }
}
