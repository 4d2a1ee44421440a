// Whole calls against the service in this process, over HTTP, with a provider that signs, repeats and judges every answer.

using System.Net;
using TrustLine.Api.Calls;
using TrustLine.Api.Intake;
using TrustLine.Api.Return;
using TrustLine.Testing.Phone;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Groups;

namespace TrustLine.Tests.Calls;

public sealed class CallScenes
{
    [Theory]
    [InlineData("1", Language.Kk)]
    [InlineData("2", Language.Ru)]
    [InlineData("3", Language.En)]
    public async Task A_report_is_left_by_voice_and_its_code_confirmed(string key, Language language)
    {
        await using var phone = await PhoneLine.StartAsync();
        using var call = await phone.DialAsync();
        call.Twice = true;
        Assert.Equal(["ivr.lang", "ivr.lang", "ivr.lang"], call.Ids);
        Assert.Equal(["kk", "ru", "en"], call.Heard.Select(h => h.Language));
        await call.PressAsync(key);
        Assert.Equal("ivr.welcome", call.Ids[0]);
        Assert.All(call.Heard, h => Assert.Equal(language.Code(), h.Language));
        Assert.Contains("ivr.notice.number", call.Ids);
        Assert.DoesNotContain("ivr.notice.norecord", call.Ids); // No operators here, so nothing is promised of them.
        await call.PressAsync("2");
        await call.PressAsync("2"); // Anonymous.
        await call.PressAsync("2"); // No danger.
        await call.PressAsync("2");
        await call.PressAsync("2");
        Assert.Equal("Record", call.Expects);
        await call.SpeakAsync(PhoneDouble.Voice("story"));
        await call.SpeakAsync(PhoneDouble.Voice("where"));
        await call.StaySilentAsync(); // When is skipped.
        await call.PressAsync("1"); // Still going on.
        Assert.Contains("ivr.review.send", call.Ids);
        await call.PressAsync("1");
        Assert.Single(call.PlayedBack);
        await call.PressAsync("4");
        await call.SpeakAsync(PhoneDouble.Voice("and more"));
        await call.PressAsync("3");
        Assert.Contains("ivr.review.sent", call.Ids);
        Assert.Contains("ivr.code.prepare", call.Ids);
        await call.PressAsync("1");
        var (number, code) = Spoken(call.Digits);
        await call.PressAsync("2");
        Assert.Contains("ivr.last4.ask", call.Ids);
        await call.PressAsync(code[^4..] == "0000" ? "1111" : "0000");
        Assert.Contains("ivr.last4.wrong", call.Ids);
        Assert.Equal(code, Spoken(call.Digits).Code);
        var report = Assert.Single(phone.Reports());
        Assert.False(phone.Line.Card(report).CodeConfirmed);
        await call.PressAsync("2");
        await call.PressAsync(code[^4..]);
        Assert.Contains("ivr.last4.right", call.Ids);
        Assert.Contains("ivr.answer.anon", call.Ids);
        Assert.True(call.IsOver);
        await call.HangUpAsync();
        await phone.FinishAsync();

        Assert.Equal(number, new string([.. report.Number.Where(char.IsAsciiDigit)]));
        var card = phone.Line.Card(phone.Line.Report(report.Number));
        Assert.True(card is { CodeConfirmed: true, Channel: Channel.Phone, Anonymous: true, Disposition: Disposition.Accept, Sure: false, Danger: false });
        Assert.Equal(language, card.Language);
        Assert.Contains(CallTexts.In(language)["call.ongoing.yes"], phone.Narrative(report), StringComparison.Ordinal);
        Assert.DoesNotContain(CallTexts.In(language)["call.incomplete"], phone.Narrative(report), StringComparison.Ordinal);
        var files = await phone.FilesAsync(report);
        Assert.Equal([PhoneDouble.Voice("story"), PhoneDouble.Voice("where"), PhoneDouble.Voice("and more")], files.Select(f => f.Content));
        Assert.Empty(phone.Provider.Recordings); // Nothing is left there.
        Assert.Equal(0, phone.Line.Get<SpokenCalls>().Count());
        Assert.Empty(phone.Line.Faults());
        Assert.True(ReceiptCode.TryParse(code, out var typed));
        using var visit = await phone.Line.Get<ReturnDesk>().OpenAsync(typed!);
        Assert.Equal(report.Id, visit!.ReportId);
    }

    [Fact]
    public async Task Who_reports_is_said_into_the_identity_and_the_number_is_kept_only_to_call_back()
    {
        await using var phone = await PhoneLine.StartAsync();
        using var call = await phone.DialAsync("+77019998877");
        await KeysAsync(call, "2", "2", "1", "1", "1", "1", "1", "2"); // Russian, message, named, call back, this number, danger, about the director, not about the officer.
        Assert.Contains("ivr.id.named", call.Ids);
        await call.SpeakAsync(PhoneDouble.Voice("my name"));
        await call.SpeakAsync(PhoneDouble.Voice("the story"));
        await call.StaySilentAsync();
        await call.StaySilentAsync();
        await call.PressAsync("#");
        await call.PressAsync("3");
        var report = Assert.Single(phone.Reports());
        var card = phone.Line.Card(report);
        Assert.True(card is { Danger: true, DirectorExcluded: true, Anonymous: false });
        Assert.Equal('7', report.Number[5]);
        var files = await phone.FilesAsync(report);
        Assert.Equal(PhoneDouble.Voice("the story"), Assert.Single(files).Content);
        Assert.Throws<Vault.Envelopes.WrongKeyException>(() => phone.Narrative(report, Group.Directors));
        Assert.DoesNotContain("77019998877", phone.Narrative(report), StringComparison.Ordinal);
        using var db = phone.Line.Get<Api.Journal.Database>().Read();
        Assert.Equal(2, db.Files.Count(f => f.ReportId == report.Id)); // The name is there, for those to whom the identity is opened.
    }

    [Fact]
    public async Task The_reporter_comes_back_with_the_code_answers_by_voice_and_tells_of_pressure_by_one_key()
    {
        await using var phone = await PhoneLine.StartAsync();
        var receipt = await phone.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Начальник отдела взял взятку за сертификат."));
        var (report, code) = (phone.Line.Report(receipt.Number), receipt.Code!.Show().Replace(" ", "", StringComparison.Ordinal));
        using var call = await phone.DialAsync();
        call.Twice = true;
        await KeysAsync(call, "2", "3");
        Assert.Equal(["ivr.check.enter"], call.Ids);
        await call.PressAsync("1234");
        Assert.Contains("ivr.check.wrong", call.Ids);
        await call.PressAsync(code);
        Assert.Contains("ivr.check.registered", call.Ids);
        Assert.Contains("ivr.retaliation.ask", call.Ids);
        Assert.True(phone.Line.Card(phone.Line.Report(receipt.Number)).CodeConfirmed);
        await call.PressAsync("1");
        Assert.Contains("ivr.retaliation.tell", call.Ids);
        Assert.Equal(1, phone.Messages(report.Id));
        await call.PressAsync("1");
        await call.SpeakAsync(PhoneDouble.Voice("my answer"));
        await call.PressAsync("3");
        Assert.Contains("ivr.check.added", call.Ids);
        Assert.Equal(2, phone.Messages(report.Id));
        await call.PressAsync("3");
        await call.HangUpAsync(PhoneDouble.Voice("half an answer"));
        await phone.FinishAsync();
        Assert.Equal(3, phone.Messages(report.Id));
        Assert.Single(phone.Reports());
        Assert.Empty(phone.Provider.Recordings);

        Assert.True(ReceiptCode.TryParse(code, out var typed));
        using var visit = await phone.Line.Get<ReturnDesk>().OpenAsync(typed!);
        var texts = CallTexts.In(Language.Ru);
        Assert.Equal([texts["call.pressure"], texts["call.answer"], texts["call.answer.incomplete"]], visit!.Messages.Select(m => m.Text));
        Assert.Equal([0, 1, 1], visit.Messages.Select(m => m.Files.Count));
    }

    [Fact]
    public async Task A_written_text_that_waits_is_told_of_approved_by_no_key_and_corrected_by_voice()
    {
        await using var phone = await PhoneLine.StartAsync();
        var receipt = await phone.Line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Начальник отдела взял взятку за сертификат."));
        var (report, code) = (phone.Line.Report(receipt.Number), receipt.Code!.Show().Replace(" ", "", StringComparison.Ordinal));
        await phone.OfferAsync(report, "Начальник взял взятку.");
        using var call = await phone.DialAsync();
        call.Twice = true;
        await KeysAsync(call, "2", "3", code);
        Assert.Equal(["ivr.text.ready", "ivr.text.onsite", "ivr.text.correct"], call.Ids.TakeLast(3));
        Assert.DoesNotContain("ivr.check.news", call.Ids);
        await call.PressAsync("3");
        Assert.Contains("ivr.text.say", call.Ids);
        await call.SpeakAsync(PhoneDouble.Voice("not the head, his deputy"));
        await call.PressAsync("3");
        Assert.Contains("ivr.text.corrected", call.Ids);
        Assert.Contains("ivr.retaliation.ask", call.Ids); // The other questions are not lost by it, and it is told of once.
        await KeysAsync(call, "2", "9");
        Assert.DoesNotContain("ivr.text.ready", call.Ids);
        await call.PressAsync("3");
        await call.SpeakAsync(PhoneDouble.Voice("more"));
        await call.PressAsync("3");
        Assert.Contains("ivr.check.added", call.Ids);
        await call.HangUpAsync();
        await phone.FinishAsync();

        Assert.True(ReceiptCode.TryParse(code, out var typed));
        using var visit = await phone.Line.Get<ReturnDesk>().OpenAsync(typed!);
        var texts = CallTexts.In(Language.Ru);
        Assert.Equal([texts["call.answer.text"], texts["call.answer"]], visit!.Messages.Where(m => !m.OffersText).Select(m => m.Text));
        Assert.Single(visit.Messages, m => m.OffersText); // It waits still: nothing was approved.
        Assert.Empty(phone.Line.Faults());
    }

    [Fact]
    public async Task Three_wrong_codes_end_the_call_with_one_answer()
    {
        await using var phone = await PhoneLine.StartAsync();
        using var call = await phone.DialAsync();
        await KeysAsync(call, "3", "3", "1111222233334444");
        Assert.Equal("ivr.check.wrong", call.Ids[^1]);
        await KeysAsync(call, "1");
        Assert.Equal("ivr.check.wrong", call.Ids[^1]);
        await KeysAsync(call, "2222333344445555");
        Assert.Equal(["ivr.check.locked", "ivr.goodbye"], call.Ids.TakeLast(2));
        Assert.True(call.IsOver);
    }

    [Fact]
    public async Task In_hours_operators_ring_in_groups_and_then_the_message_path_follows()
    {
        await using var phone = await PhoneLine.StartAsync(("Channels:Phone:OperatorNumbers:0", "+77172111111, +77172111112"), ("Channels:Phone:OperatorNumbers:1", "+77172222222"));
        using var call = await phone.DialAsync();
        await call.PressAsync("3");
        Assert.Contains("ivr.notice.norecord", call.Ids);
        Assert.Contains("ivr.menu.operator", call.Ids);
        await call.PressAsync("1");
        Assert.Equal("Dial", call.Expects);
        await call.RingAsync();
        Assert.Equal(["ivr.op.next"], call.Ids);
        await call.RingAsync();
        Assert.Equal("ivr.op.noanswer", call.Ids[0]);
        Assert.Contains("ivr.id.ask.anon", call.Ids);

        phone.Line.Clock.MoveTo(new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero)); // Friday, 19:00 in Astana.
        using var late = await phone.DialAsync();
        await late.PressAsync("3");
        Assert.DoesNotContain("ivr.menu.operator", late.Ids);
        Assert.DoesNotContain("ivr.notice.norecord", late.Ids);
        Assert.Equal(["ivr.hours.closed", "ivr.hours.open", "ivr.hours.next", "ivr.day.1", "ivr.hours.next.from"], late.Ids.SkipWhile(i => i != "ivr.hours.closed").Take(5));
        await late.PressAsync("1");
        Assert.Equal("ivr.err.invalid", late.Ids[0]);
    }

    [Fact]
    public async Task An_unsigned_or_foreign_call_is_refused_and_a_line_without_phone_has_no_such_address()
    {
        await using var phone = await PhoneLine.StartAsync();
        using var call = await phone.DialAsync();
        Assert.Equal(HttpStatusCode.Forbidden, await call.ForgeAsync("/channels/phone/call", "AAAA"));
        Assert.Equal(HttpStatusCode.Forbidden, await call.ForgeAsync("/channels/phone/step?at=1", ""));
        Assert.Equal(HttpStatusCode.Forbidden, await call.ForgeAsync("/channels/phone/recording?as=message", "x"));
        Assert.Equal(HttpStatusCode.Forbidden, await call.ForgeAsync("/channels/phone/status", "x"));
        await using var other = await PhoneLine.StartAsync(("Channels:Phone:Enabled", "false"));
        using var http = new HttpClient();
        using var answer = await http.PostAsync(new Uri(other.Line.Address, "/channels/phone/call"), null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    internal static async Task KeysAsync(CallSimulator call, params string[] keys)
    {
        foreach (var key in keys) await call.PressAsync(key);
    }

    /// <summary>Number and code, each spoken twice.</summary>
    internal static (string Number, string Code) Spoken(string digits)
    {
        Assert.Equal(2 * (11 + 16), digits.Length);
        Assert.Equal(digits[..11], digits[11..22]);
        Assert.Equal(digits[22..38], digits[38..]);
        return (digits[..11], digits[22..38]);
    }
}
