// A caller asks for an operator: whose phone rings, who gets the call, whose page opens, and what becomes of a caller whom nobody takes.

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Data.Sqlite;
using TrustLine.Api.Calls;
using TrustLine.Api.Demo.Phone;
using TrustLine.Api.Desk;
using TrustLine.Api.Journal;
using TrustLine.Testing;
using TrustLine.Testing.Phone;

namespace TrustLine.Tests.Calls;

public sealed class RingingScenes
{
    private const string First = "+77172000001";
    private const string Second = "+77172000002";
    private const string Third = "+77172000003";

    [Fact]
    public async Task The_phone_of_the_operator_on_duty_alone_rings_and_taking_the_call_opens_the_page_in_its_language()
    {
        using var provider = new PhoneDouble();
        await using var office = await OfficeAsync(provider);
        using var desk = await OnDutyAsync(office, office[Role.Operator], Second);
        Assert.Contains("клавишей 1", desk.Page.Text, StringComparison.Ordinal);
        using var call = await CallSimulator.DialAsync(office.Line.Address, provider);
        call.Twice = true;
        await CallScenes.KeysAsync(call, "3", "1");
        Assert.Equal([Second], call.Rung);
        var offer = Assert.Single(call.Offers);
        Assert.Matches("/channels/phone/offer\\?ring=[A-Za-z0-9_-]{22}&phone=0$", offer); // No number, neither caller nor operator.

        // A machine that picks up, and another key, put nobody through.
        Assert.False(await call.PickUpAsync(Second, key: ""));
        Assert.Equal([("ivr.op.incoming", "en"), ("ivr.op.accept", "en")], call.OperatorHeard.Select(h => (h.Id, h.Language)));
        Assert.False(await call.PickUpAsync(Second, key: "5"));
        Assert.Equal(HttpStatusCode.NoContent, (await desk.OpensAsync("/office/calls/news")).Status);

        // Forged, told for another phone, or with a ringing that nobody knows: nothing.
        var taken = offer.Replace("/offer", "/taken", StringComparison.Ordinal);
        var key = new Dictionary<string, string> { ["Digits"] = "1" };
        Assert.Equal(HttpStatusCode.Forbidden, await call.ForgeAsync(new Uri(taken, UriKind.RelativeOrAbsolute).ToString(), "AAAA"));
        Assert.Contains("Hangup", await call.AskAsync(taken.Replace("phone=0", "phone=1", StringComparison.Ordinal), key), StringComparison.Ordinal);
        Assert.Contains("Hangup", await call.AskAsync("/channels/phone/taken?ring=AAAAAAAAAAAAAAAAAAAAAA&phone=0", key), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await desk.OpensAsync("/office/calls/news")).Status);

        Assert.True(await call.PickUpAsync(Second));
        Assert.Contains("data-opens", (await desk.OpensAsync("/office/calls/news")).Text + desk.Page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        await desk.OpensAsync("/office/calls");
        await desk.SendsAsync("form[data-opens]");
        Assert.Contains("My name is Адам Operator", desk.Page.Text, StringComparison.Ordinal);

        // Told again while they talk, it is the same answer and no second page; after the talk nobody is joined any more.
        Assert.DoesNotContain("Hangup", await call.AskAsync(taken, key), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await desk.OpensAsync("/office/calls/news")).Status);
        await call.RingAsync();
        Assert.Equal(["ivr.op.ended", "ivr.menu.operator", "ivr.menu.message", "ivr.menu.check"], call.Ids);
        Assert.Contains("Hangup", await call.AskAsync(taken, key), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await desk.OpensAsync("/office/calls/news")).Status);
        await call.StaySilentAsync();
        Assert.Equal(["ivr.goodbye"], call.Ids);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Operators_on_duty_ring_in_their_groups_the_first_who_takes_the_call_has_it_and_off_duty_all_ring()
    {
        using var provider = new PhoneDouble();
        await using var office = await OfficeAsync(provider);
        using (var nobody = await RingAsync(office, provider)) Assert.Equal([First, Second], nobody.Rung);
        var other = await office.JoinAsync(Role.Operator, "second-operator");
        var third = await office.JoinAsync(Role.Operator, "third-operator");
        using var silent = await OnDutyAsync(office, third, "");
        using (var noPhone = await RingAsync(office, provider)) Assert.Equal([First, Second], noPhone.Rung); // On duty at another phone than these.

        using var late = await OnDutyAsync(office, other, Third);
        using var early = await OnDutyAsync(office, office[Role.Operator], First);
        using var call = await RingAsync(office, provider);
        Assert.Equal([First], call.Rung);
        await early.SendsAsync("form[action$='/duty']", button: "go=off"); // Who goes off duty meanwhile does not cost the caller the next group.
        await call.RingAsync();
        Assert.Equal(["ivr.op.next"], call.Ids);
        Assert.Equal([Third], call.Rung);
        await call.RingAsync();
        Assert.Equal("ivr.op.noanswer", call.Ids[0]);
        Assert.Contains("ivr.id.ask.anon", call.Ids);

        await OnDutyAsync(early, First);
        await OnDutyAsync(late, Second);
        using var two = await RingAsync(office, provider);
        Assert.Equal([First, Second], two.Rung);
        Assert.True(await two.PickUpAsync(Second));
        Assert.Contains("Hangup", await two.AskAsync(two.Offers[0].Replace("/offer", "/taken", StringComparison.Ordinal), new() { ["Digits"] = "1" }), StringComparison.Ordinal);
        var calls = office.Line.Get<IncomingCalls>();
        Assert.Equal((null, new IncomingCall(Triage.Reports.Language.Ru)), (calls.Of(office[Role.Operator].Id), calls.Of(other.Id)));
        await two.HangUpAsync();
    }

    [Fact]
    public async Task Whom_nobody_takes_is_never_lost()
    {
        await using var phone = await PhoneLine.StartAsync(("Channels:Phone:OperatorNumbers:0", First));
        using var call = await phone.DialAsync();
        await CallScenes.KeysAsync(call, "2", "1");
        await call.RingAsync("busy");
        Assert.Equal(["ivr.op.wait", "ivr.op.leave"], call.Ids);
        await call.StaySilentAsync(); // The caller waits: once more.
        Assert.Equal([First], call.Rung);
        await call.RingAsync("busy");
        Assert.Equal("ivr.op.none", call.Ids[0]);
        Assert.Contains("ivr.id.ask.anon", call.Ids);

        // A machine picked up and was put down; the provider may say that two were joined, or leave it to us.
        foreach (var tells in new[] { true, false })
        {
            using var machine = await phone.DialAsync();
            await CallScenes.KeysAsync(machine, "2", "1");
            Assert.False(await machine.PickUpAsync(First, key: ""));
            await machine.RingAsync("completed", tells);
            Assert.Equal("ivr.op.noanswer", machine.Ids[0]);
        }

        using var leaves = await phone.DialAsync();
        await CallScenes.KeysAsync(leaves, "2", "1");
        await leaves.RingAsync("busy");
        await leaves.PressAsync("2");
        Assert.Contains("ivr.id.ask.anon", leaves.Ids);
    }

    [Fact]
    public async Task A_step_that_fails_is_asked_for_again_and_one_that_always_fails_says_so_in_three_languages()
    {
        await using var phone = await PhoneLine.StartAsync();
        using var call = await phone.DialAsync();
        await CallScenes.KeysAsync(call, "3", "2");
        var asked = new List<string>();
        call.Asking = address =>
        {
            asked.Add(address[(address.IndexOf('?', StringComparison.Ordinal) + 1)..]);
            if (address.EndsWith("again=11", StringComparison.Ordinal)) Break(phone, mends: true);
        };
        Break(phone);
        await call.PressAsync("2");
        Assert.Equal(["at=3", "at=3&again=1", "at=3&again=11"], asked.Where(a => a.StartsWith("at=", StringComparison.Ordinal)));
        Assert.Equal(["ivr.err.noinput"], call.Ids.Take(1)); // The provider comes back without the key: it is asked for once more.

        asked.Clear();
        call.Asking = null;
        Break(phone);
        await call.PressAsync("2");
        Assert.Equal([("ivr.err.system", "kk"), ("ivr.err.system", "ru"), ("ivr.err.system", "en")], call.Heard.Select(h => (h.Id, h.Language)));
        Assert.True(call.IsOver);
    }

    [Fact]
    public async Task A_fault_that_passes_costs_no_key_and_no_recording()
    {
        await using var phone = await PhoneLine.StartAsync();
        async Task<(string Answer, int Tries)> AnsweredAsync(int faults, string query)
        {
            var form = new Dictionary<string, string> { ["CallSid"] = PhoneDouble.NewId("CA"), ["Digits"] = "7" };
            var address = phone.Line.Address.GetLeftPart(UriPartial.Authority) + "/channels/phone/step" + query;
            var http = new DefaultHttpContext();
            (http.Request.Scheme, http.Request.Host, http.Request.Path, http.Request.QueryString) = ("http", new HostString(phone.Line.Address.Authority), "/channels/phone/step", new QueryString(query));
            http.Request.Headers["X-Twilio-Signature"] = phone.Provider.Sign(address, form);
            http.Request.Body = new MemoryStream(await new FormUrlEncodedContent(form).ReadAsByteArrayAsync());
            var tries = 0;
            var result = await phone.Line.Get<CallDoor>().AnswerAsync(http, request => ++tries <= faults ? throw new IOException() : Task.FromResult(request.Digits));
            return (Assert.IsType<ContentHttpResult>(result).ResponseContent!, tries);
        }

        Assert.Equal(("7", 3), await AnsweredAsync(2, "?at=4"));
        var (again, tries) = await AnsweredAsync(9, "?at=4");
        Assert.Equal(3, tries);
        Assert.Contains("/channels/phone/step?at=4&amp;again=1<", again, StringComparison.Ordinal);
        Assert.Equal(3, StrictTwiML.Read((await AnsweredAsync(9, "?at=4&again=111")).Answer).Count(v => v.Name.LocalName == "Play"));
    }

    // Nothing that is unfinished can be read or written.
    private static void Break(PhoneLine phone, bool mends = false)
    {
        using var db = new SqliteConnection($"Data Source={Path.Combine(phone.Line.Folder, "data", "trustline.db")}");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = mends ? "ALTER TABLE away RENAME TO unfinished" : "ALTER TABLE unfinished RENAME TO away";
        command.ExecuteNonQuery();
    }

    private static Task<OfficeLine> OfficeAsync(PhoneDouble provider) => OfficeLine.StartAsync(
        new Dictionary<string, string?>(provider.Settings) { ["Channels:Phone:OperatorNumbers:0"] = $"{First},{Second}", ["Channels:Phone:OperatorNumbers:1"] = Third }, Role.Operator);

    private static async Task<Visitor> OnDutyAsync(OfficeLine office, OfficeLine.Person person, string phone)
    {
        var visitor = await office.EntersAsync(person);
        await OnDutyAsync(visitor, phone);
        return visitor;
    }

    private static async Task OnDutyAsync(Visitor visitor, string phone)
    {
        await visitor.OpensAsync("/office/calls");
        if (visitor.Document.QuerySelector("button[name=go][value=off]") is not null) await visitor.SendsAsync("form[action$='/duty']", button: "go=off");
        await visitor.SendsAsync("form[action$='/duty']", new Dictionary<string, string?> { ["phone"] = phone }, "go=on");
    }

    private static async Task<CallSimulator> RingAsync(OfficeLine office, PhoneDouble provider)
    {
        var call = await CallSimulator.DialAsync(office.Line.Address, provider);
        await CallScenes.KeysAsync(call, "2", "1");
        return call;
    }
}
