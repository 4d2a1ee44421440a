// A caller may hang up at any moment: what was said by then is entered, once, and nothing of it stays at the provider.

using TrustLine.Api.Calls;
using TrustLine.Testing.Phone;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests.Calls;

public sealed class HangUps
{
    /// <summary>A whole call, step by step; how many recordings are left by each.</summary>
    private static readonly (int Recordings, Func<CallSimulator, Task> Do)[] Steps =
    [
        (0, c => c.PressAsync("3")), (0, c => c.PressAsync("2")), (0, c => c.PressAsync("1")), (0, c => c.PressAsync("2")), (0, c => c.PressAsync("2")), (0, c => c.PressAsync("2")), (0, c => c.PressAsync("2")),
        (1, c => c.SpeakAsync(PhoneDouble.Voice("i am"))), (2, c => c.SpeakAsync(PhoneDouble.Voice("story"))), (3, c => c.SpeakAsync(PhoneDouble.Voice("where"))), (4, c => c.SpeakAsync(PhoneDouble.Voice("when"))),
        (4, c => c.PressAsync("2")), (4, c => c.PressAsync("1")), (4, c => c.PressAsync("2")), (4, c => c.SpeakAsync(PhoneDouble.Voice("better story"))), (4, c => c.PressAsync("3")), (4, c => c.PressAsync("1")), (4, c => c.PressAsync("2")),
    ];

    [Fact]
    public async Task At_every_step_nothing_that_was_said_is_lost_and_nothing_is_entered_twice()
    {
        await using var phone = await PhoneLine.StartAsync();
        for (var until = 1; until <= Steps.Length; until++)
        {
            var before = phone.Reports().Select(r => r.Id).ToHashSet();
            using var call = await phone.DialAsync(listens: false);
            foreach (var (_, act) in Steps[..until]) await act(call);
            await call.HangUpAsync(PhoneDouble.Voice("cut off"), tells: until % 3 != 0);
            if (until % 3 == 0) phone.Line.Clock.Advance(TimeSpan.FromMinutes(31)); // The provider has told nothing of the end.
            await phone.FinishAsync();

            var said = Steps[until - 1].Recordings + (until is 7 or 8 or 9 or 10 ? 1 : 0);
            var reports = phone.Reports().Where(r => !before.Contains(r.Id)).ToList();
            if (said == 0)
            {
                Assert.Empty(reports);
                continue;
            }

            var report = Assert.Single(reports);
            using var db = phone.Line.Get<Api.Journal.Database>().Read();
            Assert.True(said == db.Files.Count(f => f.ReportId == report.Id), $"step {until}");
            Assert.Equal(until < 16, phone.Narrative(report).Contains(CallTexts.In(Language.En)["call.incomplete"], StringComparison.Ordinal));
            Assert.Empty(phone.Provider.Recordings);
        }
    }

    [Fact]
    public async Task A_provider_with_faults_delays_and_loses_nothing()
    {
        await using var phone = await PhoneLine.StartAsync();
        using var call = await phone.DialAsync();
        await CallScenes.KeysAsync(call, "3", "2", "2", "2", "2", "2");
        phone.Provider.Faults = 6;
        await call.HangUpAsync(PhoneDouble.Voice("story"));
        await phone.FinishAsync();
        var report = Assert.Single(phone.Reports());
        Assert.Single(await phone.FilesAsync(report));
        Assert.NotEmpty(phone.Provider.Deleted);
        Assert.NotNull(phone.Line.Get<PhoneState>().Now.FailedAt);
        Assert.True(phone.Line.Get<PhoneState>().Works);
    }

    [Fact]
    public async Task What_is_deleted_by_its_caller_is_gone_everywhere()
    {
        await using var phone = await PhoneLine.StartAsync();
        using var call = await phone.DialAsync();
        await CallScenes.KeysAsync(call, "3", "2", "2", "2", "2", "2");
        await call.SpeakAsync(PhoneDouble.Voice("story"));
        await call.StaySilentAsync();
        await call.StaySilentAsync();
        await CallScenes.KeysAsync(call, "#", "0");
        Assert.Equal(["ivr.review.confirmdel", "ivr.menu.back"], call.Ids);
        await call.PressAsync("0");
        Assert.Contains("ivr.review.deleted", call.Ids);
        await call.HangUpAsync();
        await phone.FinishAsync();
        Assert.Empty(phone.Reports());
        Assert.Empty(phone.Provider.Recordings);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(phone.Line.Folder, "data", "files")));
    }
}
