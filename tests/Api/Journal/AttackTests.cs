using Microsoft.Data.Sqlite;
using TrustLine.Api;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Pages;
using TrustLine.Api.Return;
using TrustLine.Api.Setup;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Tests.Journal;

/// <summary>The accused with write access to the database file, the finder of a code, the stranger at the door: what each tries, and does not get.</summary>
public sealed class AttackTests
{
    [Fact]
    public async Task A_card_copied_from_another_report_does_not_open_so_nobody_is_let_in_by_it()
    {
        await using var line = await TestLine.StartAsync();
        var ordinary = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Первое"));
        var accusing = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Второе", answers: new Triage.Reports.Answers(AboutDirector: true)));
        using var visit = await line.Get<ReturnDesk>().OpenAsync(accusing.Code!);
        await DamageAsync(line, $"UPDATE reports SET Card = (SELECT Card FROM reports WHERE Number = '{ordinary.Number}') WHERE Number = '{accusing.Number}'");
        await Assert.ThrowsAsync<EnvelopeDamagedException>(() => line.Get<ReturnDesk>().WriteAsync(visit!, "Третье", []));
        using var db = line.Get<Database>().Read();
        Assert.Empty(db.Messages);
    }

    [Fact]
    public async Task An_older_database_put_back_is_not_forgotten_when_the_log_has_grown_past_it()
    {
        await using var line = await TestLine.StartAsync();
        var desk = line.Get<IntakeDesk>();
        await desk.ReceiveAsync(TestLine.Arrival("Первое"));
        int kept;
        using (var db = line.Get<Database>().Read()) kept = db.Entries.Count();
        var unwelcome = await desk.ReceiveAsync(TestLine.Arrival("Второе"));
        Assert.True(HeadMemory.Remember(line.Get<Database>(), line.Get<LineOptions>()));

        var id = line.Report(unwelcome.Number).Id.ToString().ToUpperInvariant();
        await DamageAsync(line, $"DELETE FROM entries WHERE Position >= {kept}; DELETE FROM heads WHERE Size > {kept}; DELETE FROM parts WHERE ReportId = '{id}'; DELETE FROM seals WHERE ReportId = '{id}'; DELETE FROM deliveries WHERE ReportId = '{id}'; DELETE FROM reports WHERE Id = '{id}'; UPDATE number_series SET Last = 1");
        Assert.False(HeadMemory.Remember(line.Get<Database>(), line.Get<LineOptions>()));
        await desk.ReceiveAsync(TestLine.Arrival("Третье"));
        await desk.ReceiveAsync(TestLine.Arrival("Четвёртое"));
        Assert.False(HeadMemory.Remember(line.Get<Database>(), line.Get<LineOptions>()));
        Assert.Contains(line.Faults(), fault => fault.Contains("remembered", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_holder_s_new_code_shows_out_whoever_reads_with_the_old_one()
    {
        await using var line = await TestLine.StartAsync();
        var back = line.Get<ReturnDesk>();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Первое"));
        using var finder = await back.OpenAsync(receipt.Code!);
        var finders = await back.KeepAsync(finder!);
        using var holder = await back.OpenAsync(receipt.Code!);
        var holders = await back.KeepAsync(holder!);
        using (var still = back.Resume(finders)) Assert.NotNull(still);

        await back.ExchangeAsync(holder!, holders);
        Assert.Null(back.Resume(finders));
        using var own = back.Resume(holders);
        Assert.NotNull(own);
    }

    [Fact]
    public async Task The_same_delivery_with_other_words_is_another_message_and_is_not_lost()
    {
        await using var line = await TestLine.StartAsync();
        var back = line.Get<ReturnDesk>();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Первое"));
        using (var visit = await back.OpenAsync(receipt.Code!))
            foreach (var text in new[] { "Взял в кабинете", "Взял в кабинете", "Взял в машине" })
                await back.WriteAsync(visit!, text, [], "key");
        using var after = await back.OpenAsync(receipt.Code!);
        Assert.Equal(["Взял в кабинете", "Взял в машине"], after!.Messages.Select(m => m.Text));
    }

    [Fact]
    public async Task A_page_that_outlived_its_draft_becomes_another_report_and_is_not_taken_for_the_one_sent_before()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/ru/report");
        var first = WebForm.Fields(visitor);
        foreach (var _ in new[] { 1, 2 })
        {
            await visitor.GoAsync(WebForm.Post("/ru/report", new(first) { ["narrative"] = "Начальник взял 200 000 тенге" }, "next"));
            await visitor.SendsAsync("#f", null, "go=next");
            await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["way"] = "anonymous" }, "go=next");
            await visitor.SendsAsync("#f", button: "go=send");
            line.Clock.Advance(TimeSpan.FromHours(25));
        }

        Assert.Equal(2, WebForm.Reports(line).Count);
    }

    [Fact]
    public async Task What_waits_in_the_outbox_does_not_say_at_what_hour_a_report_came()
    {
        await using var line = await TestLine.StartAsync();
        await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Первое"));
        using var db = line.Get<Database>().Read();
        Assert.Equal(TimeSpan.Zero, Assert.Single(db.Outbox.ToList()).DueAt.TimeOfDay);
    }

    private static async Task DamageAsync(TestLine line, string sql)
    {
        await using var thief = new SqliteConnection($"Data Source={Path.Combine(line.Folder, "data", "trustline.db")};Foreign Keys=False");
        await thief.OpenAsync();
        var command = thief.CreateCommand();
#pragma warning disable CA2100 // Every word of it stands in this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
