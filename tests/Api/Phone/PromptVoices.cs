// The sounds of the voice menu: one for every prompt and language, held together with its words by hashes, alike in shape and level, and replaced by a recording of that name.

using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Testing;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests;

public sealed class PromptVoices
{
    private static readonly PromptBook Book = new(SpokenName.Demo);
    private static readonly PromptSounds Sounds = new(Book);
    private static readonly Language[] Languages = Enum.GetValues<Language>();
    private static readonly string Folder = Repository.PathOf("src", "TrustLine.Channels", "Phone", "Prompts", "Voices");

    [Fact]
    public void Every_prompt_has_a_sound_that_speaks_its_words_and_no_sound_is_left_over()
    {
        var lines = File.ReadLines(Path.Combine(Folder, "voices.tsv")).Skip(1).Select(l => l.Split('\t')).ToList();
        Assert.Equal(Book.Ids.SelectMany(id => Languages.Select(l => (id, l.Code()))).Order(), lines.Select(l => (l[0], l[1])).Order());
        foreach (var line in lines)
        {
            Assert.True(LanguageCodes.TryParse(line[1], out var language));
            var file = File.ReadAllBytes(Path.Combine(Folder, line[1], line[0] + ".wav"));
            Assert.True(line[2] == Hash(Encoding.UTF8.GetBytes(Book.Text(line[0], language))), $"{line[1]}/{line[0]}: the text has changed, run build/prompts.sh");
            Assert.True(line[3] == Hash(file), $"{line[1]}/{line[0]}: the file is not the one of the list");
            Assert.Equal(file, Sounds.Wav(line[0], language));
        }

        Assert.Equal(lines.Count, Directory.EnumerateFiles(Folder, "*.wav", SearchOption.AllDirectories).Count());
        Assert.Empty(Sounds.Outdated);
    }

    [Fact]
    public void Every_sound_has_one_shape_one_level_and_the_length_of_its_words()
    {
        long whole = 0;
        var lengths = File.ReadLines(Path.Combine(Folder, "voices.tsv")).Skip(1).Select(l => l.Split('\t')).ToDictionary(l => (l[0], l[1]), l => int.Parse(l[4], System.Globalization.CultureInfo.InvariantCulture));
        foreach (var language in Languages)
        foreach (var id in Book.Ids)
        {
            var name = $"{language.Code()}/{id}";
            var wav = Sounds.Wav(id, language);
            whole += wav.Length;
            Assert.True(MuLaw.TryRead(wav, out var samples), name);
            // RIFF, µ-law (7), mono, 8000 Hz, 8 bits.
            Assert.Equal((7, 1, 8000, 8), (BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(20)), BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(22)), BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(24)), BinaryPrimitives.ReadInt16LittleEndian(wav.AsSpan(34))));
            var (level, peak, head, tail) = Measured(samples);
            Assert.True(level is > -21 and < -19, $"{name}: {level:0.0} dB");
            Assert.True(peak < 0.85, $"{name}: peak {peak:0.00}");
            Assert.True(head < 1000 && tail < 1200, $"{name}: silence of {head} and {tail} samples at its ends");
            Assert.Equal(samples.Length / 8.0, lengths[(id, language.Code())], 0.51);
            // From a quick word to a slow sentence: between 6 and 40 letters a second.
            Assert.InRange(Book.Text(id, language).Length / (samples.Length / 8000.0), 4, 40);
        }

        Assert.InRange(whole, 8_000_000, 12_500_000); // 12 MB now; room for a few more prompts, not for another language.
    }

    [Fact]
    public void A_speech_is_one_file_with_its_pauses_in_it()
    {
        var speech = Say.Prompt("ivr.code.say").Then(Say.Digits("4827"));
        var wav = Sounds.Wav(speech, Language.Kk);
        Assert.True(MuLaw.TryRead(wav, out var joined));
        var expected = new List<byte>();
        foreach (var (id, pause) in new[] { ("ivr.code.say", 400), ("ivr.digit.4", 600), ("ivr.digit.8", 600), ("ivr.digit.2", 600), ("ivr.digit.7", 1200) })
        {
            Assert.True(MuLaw.TryRead(Sounds.Wav(id, Language.Kk), out var one));
            expected.AddRange(one);
            expected.AddRange(Enumerable.Repeat((byte)0xFF, pause * 8));
        }

        Assert.Equal(expected, joined.ToArray());
        Assert.Equal(wav.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(4)));
    }

    [Fact]
    public void An_address_tells_neither_prompt_nor_digit_and_digits_have_none()
    {
        var names = new HashSet<string>();
        foreach (var language in Languages)
        foreach (var id in Book.Ids.Where(id => !id.StartsWith("ivr.digit.", StringComparison.Ordinal)))
        {
            var name = Sounds.OpaqueName(id, language);
            Assert.Matches("^[a-p]{20}$", name);
            Assert.True(names.Add(name));
            Assert.Equal((id, language), Sounds.Of(name));
        }

        Assert.All(Languages, l => Assert.Throws<ArgumentException>(() => Sounds.OpaqueName("ivr.digit.4", l)));
        Assert.Null(Sounds.Of("ivr.welcome"));
        Assert.Null(Sounds.Of(new string('a', 20)));
    }

    [Fact]
    public void A_recording_of_the_installation_wins_by_its_name()
    {
        var voices = Scratch.Folder("voices");
        var recording = MuLaw.Wrap([.. Enumerable.Repeat((byte)0x20, 8001)]);
        Put(voices, "ru/ivr.welcome.wav", recording);
        var sounds = new PromptSounds(Book, voices);
        Assert.Equal(recording, sounds.Wav("ivr.welcome", Language.Ru));
        Assert.True(sounds.IsRecorded("ivr.welcome", Language.Ru));
        Assert.False(sounds.IsRecorded("ivr.welcome", Language.Kk));
        Assert.Equal(1000, sounds.Length("ivr.welcome", Language.Ru).TotalMilliseconds);
        Assert.Equal(Sounds.Wav("ivr.welcome", Language.Kk), sounds.Wav("ivr.welcome", Language.Kk));
        // What is kept under the old address is not taken for the new sound.
        Assert.NotEqual(Sounds.OpaqueName("ivr.welcome", Language.Ru), sounds.OpaqueName("ivr.welcome", Language.Ru));
    }

    [Theory]
    [InlineData("ru/ivr.welcom.wav", null, "ivr.welcom.wav has the name of no prompt")]
    [InlineData("ivr.welcome.wav", null, "ivr.welcome.wav is in none of the folders kk, ru and en")]
    [InlineData("de/ivr.welcome.wav", null, "is in none of the folders kk, ru and en")]
    [InlineData("ru/ivr.welcome.wav", "pcm", "ivr.welcome.wav is not a WAV file of µ-law, 8 kHz, mono")]
    [InlineData("ru/ivr.welcome.wav", "cut", "ivr.welcome.wav is not a WAV file")]
    [InlineData("ru/ivr.welcome.wav", "empty", "ivr.welcome.wav is not a WAV file")]
    public void A_recording_that_cannot_be_used_is_refused_by_its_name(string name, string? wrong, string says)
    {
        var voices = Scratch.Folder("voices");
        var wav = MuLaw.Wrap([1, 2, 3, 4]);
        if (wrong == "pcm") wav[20] = 1;
        Put(voices, name, wrong switch { "cut" => wav[..50], "empty" => [], _ => wav });
        Assert.Contains(says, Assert.Throws<VoicesRefusedException>(() => new PromptSounds(Book, voices)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Contains("does not exist", Assert.Throws<VoicesRefusedException>(() => new PromptSounds(Book, "/no/such/voices")).Message, StringComparison.Ordinal);

    [Fact]
    public void Another_organisation_needs_sounds_of_its_own()
    {
        var other = new PromptBook(new("«Өлшем»", "«Эталон»", "Measure"));
        var expected = from id in new[] { "ivr.purpose", "ivr.welcome" } from l in Languages select (id, l);
        Assert.Equal(expected, new PromptSounds(other).Outdated);
        // A person's recording is that person's word; a made one says by its list what it speaks.
        var voices = Scratch.Folder("voices");
        foreach (var (id, language) in expected) Put(voices, $"{language.Code()}/{id}.wav", MuLaw.Wrap([1, 2]));
        Assert.Empty(new PromptSounds(other, voices).Outdated);
        File.WriteAllText(Path.Combine(voices, "voices.tsv"), $"id\tlanguage\ttext\tfile\tms\tdb\nivr.welcome\tkk\t{Hash("another text"u8)}\t{Hash(MuLaw.Wrap([1, 2]))}\t1\t-20.0\n");
        Assert.Equal([("ivr.welcome", Language.Kk)], new PromptSounds(other, voices).Outdated);
    }

    private static void Put(string folder, string name, byte[] bytes)
    {
        var file = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    // RMS in dBFS over the 20 ms frames within 30 dB of the loudest; the peak; and the silent samples at both ends.
    private static (double Level, double Peak, int Head, int Tail) Measured(ReadOnlySpan<byte> samples)
    {
        var sound = new double[samples.Length];
        for (var i = 0; i < sound.Length; i++) sound[i] = Sample(samples[i]);
        var frames = sound.Chunk(160).Where(f => f.Length == 160).Select(f => f.Sum(s => s * s) / 160).ToList();
        var loud = frames.Where(f => f > frames.Max() / 1000).ToList();
        return (10 * Math.Log10(loud.Average()), sound.Max(Math.Abs), Array.FindIndex(sound, s => Math.Abs(s) > 0.01), sound.Length - 1 - Array.FindLastIndex(sound, s => Math.Abs(s) > 0.01));
    }

    // ITU-T G.711.
    private static double Sample(byte code)
    {
        var bits = ~code & 0xFF;
        var size = ((((bits & 15) << 3) + 132) << ((bits >> 4) & 7)) - 132;
        return ((bits & 0x80) != 0 ? -size : size) / 32768.0;
    }
}
