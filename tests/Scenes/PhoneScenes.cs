// A caller against the real process: killed in the middle of a call, and nothing of caller or voice in clear on disk.

using TrustLine.Testing;
using TrustLine.Testing.Phone;

namespace TrustLine.Scenes.Tests;

[Trait("Needs", "python")]
public sealed class PhoneScenes
{
    private const string Number = "+77054312298";
    private const string Story = "шафрановый-сейф-директора";
    private static readonly string[] Words = [Number[1..], "7054312298", "Planted Caller", "ASTANA", Story, "meine-stimme"];

    [Fact]
    public async Task A_call_survives_a_kill_and_neither_caller_nor_voice_is_ever_on_disk_in_clear()
    {
        using var provider = new PhoneDouble();
        await using var line = await LineProcess.StartDemoAsync(new Dictionary<string, string?>(provider.Settings) { ["Channels:Phone:GraceSeconds"] = "0" });
        using var call = await CallSimulator.DialAsync(line.BaseAddress, provider, Number);
        foreach (var key in new[] { "2", "2", "2", "2", "2", "2" }) await call.PressAsync(key);
        await call.SpeakAsync(PhoneDouble.Voice(Story, seconds: 30));
        await LookAsync(line, call);

        await line.RestartAsync();
        await call.StaySilentAsync();
        await call.StaySilentAsync();
        foreach (var key in new[] { "1", "3" }) await call.PressAsync(key);
        Assert.Contains("ivr.code.prepare", call.Ids);
        await call.PressAsync("1");
        Assert.Equal(2 * (11 + 16), call.Digits.Length);
        await LookAsync(line, call);

        using var left = await CallSimulator.DialAsync(line.BaseAddress, provider, Number);
        foreach (var key in new[] { "2", "2", "2", "2", "2", "2" }) await left.PressAsync(key);
        await left.HangUpAsync(PhoneDouble.Voice("meine-stimme"));
        await call.HangUpAsync();
        for (var wait = 0; wait < 300 && !provider.Recordings.IsEmpty; wait++) await Task.Delay(100);
        Assert.Empty(provider.Recordings);
        await line.StopAsync();
        await LookAsync(line, call);
    }

    // The id of the call as well: it would open the call's state, and leads to the provider's record of who called.
    private static async Task LookAsync(LineProcess line, CallSimulator call)
    {
        var found = await Leaks.LookAsync([.. Words, call.Id], line.Folder);
        Assert.True(found.Status == 0, found.Output);
    }
}
