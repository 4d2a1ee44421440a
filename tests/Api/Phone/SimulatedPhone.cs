// The simulated phone: where it may be, what a telephone makes of a sound, what a provider refuses, and its words in three languages.

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using TrustLine.Api.Demo.Phone;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Testing;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests;

public sealed partial class SimulatedPhone
{
    private const string Room = "src/TrustLine.Api/Demo/Phone";

    [Theory]
    [InlineData("Production", false, null, false)]
    [InlineData("Staging", false, null, false)]
    [InlineData("Production", true, "true", false)]
    [InlineData("Development", true, "true", false)]
    [InlineData("Development", false, "false", false)]
    [InlineData("Production", true, null, false)] // Before the line is opened nobody knows whose people these are.
    [InlineData("Development", false, null, true)]
    [InlineData("Development", true, null, true)]
    public void It_is_there_in_development_and_demo_while_no_provider_is_configured(string environment, bool demo, string? enabled, bool there)
    {
        var builder = Builder(environment);
        builder.Configuration["Channels:Phone:Enabled"] = enabled;
        Assert.Equal(there, builder.AddDemoPhone(demo));
        Assert.Equal(there ? "true" : enabled, builder.Configuration["Channels:Phone:Enabled"]);
        var options = builder.Configuration.GetSection("Channels:Phone").Get<PhoneOptions>() ?? new();
        if (there) Assert.True(options is { AccountSid.Length: 34, AuthToken.Length: 32, ApiBase.IsLoopback: true, OperatorGroups.Count: 2 });
        else Assert.Equal("", options.AuthToken);
    }

    [Theory]
    [InlineData("Production")]
    [InlineData("Development")]
    public async Task Where_it_was_not_added_it_refuses_to_be_mapped(string environment)
    {
        await using var app = Builder(environment).Build();
        Assert.Throws<InvalidOperationException>(() => app.MapDemoPhone(demo: true));
    }

    [Fact]
    public async Task Added_in_development_and_mapped_in_service_it_refuses_too()
    {
        var builder = Builder("Development");
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = false); // Here is nothing but the phone.
        Assert.True(builder.AddDemoPhone(demo: false));
        builder.Environment.EnvironmentName = "Production";
        await using var app = builder.Build();
        Assert.Throws<InvalidOperationException>(() => app.MapDemoPhone(demo: false));
    }

    [Theory]
    [InlineData("http://localhost:5000", "http://localhost:5000/")]
    [InlineData("http://[::]:8080", "http://127.0.0.1:8080/")]
    [InlineData("http://0.0.0.0:80", "http://127.0.0.1/")]
    [InlineData("https://localhost:5001;http://+:5002", "http://127.0.0.1:5002/")]
    public void It_calls_this_machine_itself(string addresses, string home) => Assert.Equal(new Uri(home), DemoPhone.Loopback(addresses.Split(';')));

    // Values of ITU-T G.711, table 2a.
    [Theory]
    [InlineData(0, 0xFF)]
    [InlineData(-1, 0x7F)]
    [InlineData(32767, 0x80)]
    [InlineData(-32768, 0x00)]
    [InlineData(1000, 0xCE)]
    [InlineData(-1000, 0x4E)]
    public void A_sample_becomes_mu_law(int sample, int encoded) => Assert.Equal(encoded, PhoneSound.Encoded(sample));

    [Theory]
    [InlineData(1, 8000, 16)]
    [InlineData(2, 44100, 16)]
    [InlineData(1, 48000, 8)]
    [InlineData(2, 11025, 8)]
    public void Any_wav_becomes_a_telephones(int channels, int rate, int bits)
    {
        var samples = PhoneSound.Of(Wav(1, channels, rate, bits, seconds: 2))!;
        Assert.InRange(samples.Length, 15_999, 16_000);
        Assert.Equal(2, PhoneSound.Seconds(samples.Length));
        // A tone of 400 Hz crosses zero 800 times a second; the sign is the first bit.
        Assert.InRange(samples.Zip(samples.Skip(1)).Count(p => (p.First ^ p.Second) > 0x7F), 1580, 1640);
    }

    [Fact]
    public void What_is_no_sound_is_refused_and_a_telephones_own_stays_as_it_is()
    {
        foreach (var sample in DemoSamples.All)
            foreach (var language in Enum.GetValues<Language>())
            {
                Assert.True(MuLaw.TryRead(DemoSamples.Wav(sample, language), out var ours));
                Assert.Equal(ours.ToArray(), PhoneSound.Of(DemoSamples.Wav(sample, language)));
            }

        var whole = Wav(1, 1, 8000, 16, 1);
        Assert.Null(PhoneSound.Of([]));
        Assert.Null(PhoneSound.Of("not a sound at all, not even nearly"u8));
        Assert.Null(PhoneSound.Of(Wav(3, 1, 8000, 16, 1)));
        Assert.Null(PhoneSound.Of(Wav(1, 0, 8000, 16, 1)));
        Assert.Null(PhoneSound.Of(Wav(1, 1, 0, 16, 1)));
        Assert.Null(PhoneSound.Of(Wav(1, 1, 8000, 24, 1)));
        for (var length = 0; length < whole.Length; length += 97) _ = PhoneSound.Of(whole.AsSpan(0, length)); // Cut off anywhere it is a shorter sound or none, never a fault.
    }

    [Fact]
    public void Every_sample_speaks_its_words()
    {
        var lines = File.ReadLines(Repository.PathOf(Room, "Samples", "Voices", "voices.tsv")).Skip(1).Select(l => l.Split('\t')).ToList();
        Assert.Equal(6, lines.Count);
        foreach (var line in lines)
        {
            Assert.True(LanguageCodes.TryParse(line[1], out var language));
            Assert.Equal(line[2], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(DemoSamples.Text(line[0], language)))));
            Assert.Equal(line[3], Convert.ToHexStringLower(SHA256.HashData(DemoSamples.Wav(line[0], language))));
        }
    }

    [Theory]
    [InlineData("<Response><Say>hello</Say></Response>")] // A line of recorded sounds never speaks by the provider's machine.
    [InlineData("<Response><Play>no address</Play></Response>")]
    [InlineData("<Response><Gather input=\"speech\" action=\"/x\"/></Response>")]
    [InlineData("<Response><Gather input=\"dtmf\"/></Response>")]
    [InlineData("<Response><Gather input=\"dtmf\" action=\"/x\" timeout=\"0\"/></Response>")]
    [InlineData("<Response><Gather input=\"dtmf\" action=\"/x\"><Record action=\"/x\"/></Gather></Response>")]
    [InlineData("<Response><Record action=\"/x\" maxlength=\"3\"/></Response>")]
    [InlineData("<Response><Dial action=\"/x\">+77010000000</Dial></Response>")]
    [InlineData("<Response><Dial action=\"/x\"><Number>8 701</Number></Dial></Response>")]
    [InlineData("<Response><Hangup>now</Hangup></Response>")]
    [InlineData("<response/>")]
    public void What_a_provider_would_not_take_is_refused(string answer) =>
        Assert.Throws<FormatException>(() => StrictTwiML.Read("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + answer));

    [Fact]
    public void Every_word_of_the_page_is_there_in_three_languages_and_used()
    {
        var keys = PhoneTexts.In(Language.Kk).Keys.Order(StringComparer.Ordinal).ToList();
        var sources = string.Join('\n', Repository.Files(Room, "*.razor").Concat(Repository.Files(Room, "*.cs")).Select(File.ReadAllText));
        foreach (var language in Enum.GetValues<Language>())
        {
            var t = PhoneTexts.In(language);
            Assert.Equal(keys, t.Keys.Order(StringComparer.Ordinal));
            Assert.All(keys, k => Assert.Equal(Place().Count(PhoneTexts.In(Language.En)[k]), Place().Count(t[k])));
        }

        string[] composed = ["phone.hours.", "phone.speak.sample.", "did.ring."];
        Assert.DoesNotContain(keys, k => !composed.Any(c => k.StartsWith(c, StringComparison.Ordinal)) && !sources.Contains($"\"{k}\"", StringComparison.Ordinal));
        Assert.DoesNotContain(Named().Matches(sources).Select(m => m.Groups[1].Value), k => !keys.Contains(k));
        Assert.DoesNotContain(Enum.GetNames<ShownHours>().Select(n => "phone.hours." + n).Concat(DemoSamples.All.Select(s => "phone.speak.sample." + s)), k => !keys.Contains(k));
    }

    private static WebApplicationBuilder Builder(string environment) =>
        WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment, ContentRootPath = AppContext.BaseDirectory });

    // A tone of 400 Hz.
    private static byte[] Wav(int tag, int channels, int rate, int bits, int seconds)
    {
        var width = bits / 8;
        var data = new byte[rate * seconds * channels * width];
        for (var i = 0; i < rate * seconds; i++)
            for (var c = 0; c < channels && width < 3; c++)
            {
                var value = Math.Sin(2 * Math.PI * 400 * (i + 0.5) / rate);
                var at = ((i * channels) + c) * width;
                if (width == 1) data[at] = (byte)(128 + (100 * value));
                else BinaryPrimitives.WriteInt16LittleEndian(data.AsSpan(at), (short)(20000 * value));
            }

        var head = new byte[44];
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), 36 + data.Length);
        "WAVEfmt "u8.CopyTo(head.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), (short)tag);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(22), (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(28), rate * channels * width);
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(32), (short)(channels * width));
        BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(34), (short)bits);
        "data"u8.CopyTo(head.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(40), data.Length);
        return [.. head, .. data];
    }

    [GeneratedRegex(@"\{\d")]
    private static partial Regex Place();

    [GeneratedRegex("""(?:T\[|T\.With\()"([a-z][A-Za-z.]+)"[\],)]""")]
    private static partial Regex Named();
}
