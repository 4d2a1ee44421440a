// Knows every prompt by its sound: a WAV file becomes the ids of what is said in it, by the files of the repository alone.

using System.Buffers.Binary;

namespace TrustLine.Testing.Phone;

/// <summary>One prompt that was heard: its id, its language, its words.</summary>
public sealed record HeardPrompt(string Id, string Language, string Text);

public static class Ear
{
    private const int Start = 48;
    private static readonly Lazy<Dictionary<string, List<(byte[] Sound, HeardPrompt Prompt)>>> Known = new(Learn);

    /// <summary>What is said in the file; sounds that nobody knows are skipped and counted.</summary>
    public static (IReadOnlyList<HeardPrompt> Prompts, int Unknown) Listen(byte[] wav)
    {
        var sound = Data(wav);
        var (heard, unknown) = (new List<HeardPrompt>(), 0);
        for (var at = 0; at < sound.Length;)
        {
            var match = at + Start <= sound.Length && Known.Value.TryGetValue(Key(sound.AsSpan(at, Start)), out var candidates)
                ? candidates.Where(c => sound.AsSpan(at).StartsWith(c.Sound)).OrderByDescending(c => c.Sound.Length).FirstOrDefault()
                : default;
            if (match.Sound is null)
            {
                if (sound[at] != 0xFF) unknown++;
                at++;
                continue;
            }

            heard.Add(match.Prompt);
            at += match.Sound.Length;
        }

        return (heard, unknown);
    }

    /// <summary>The samples of a RIFF file.</summary>
    public static byte[] Data(byte[] wav)
    {
        for (var at = 12; at + 8 <= wav.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(at + 4));
            if (wav.AsSpan(at, 4).SequenceEqual("data"u8)) return wav[(at + 8)..(at + 8 + length)];
            at += 8 + length + (length & 1);
        }

        throw new FormatException("no sound in this file");
    }

    private static Dictionary<string, List<(byte[], HeardPrompt)>> Learn()
    {
        var folder = Repository.PathOf("src", "TrustLine.Channels", "Phone", "Prompts");
        var known = new Dictionary<string, List<(byte[], HeardPrompt)>>(StringComparer.Ordinal);
        foreach (var language in new[] { "kk", "ru", "en" })
            foreach (var line in File.ReadLines(Path.Combine(folder, "Texts", language + ".tsv")))
            {
                var (id, text) = (line.Split('\t')[0], line.Split('\t')[1]);
                var sound = Data(File.ReadAllBytes(Path.Combine(folder, "Voices", language, id + ".wav")));
                var key = Key(sound.AsSpan(0, Start));
                if (!known.TryGetValue(key, out var list)) known.Add(key, list = []);
                list.Add((sound, new(id, language, text)));
            }

        return known;
    }

    private static string Key(ReadOnlySpan<byte> sound) => Convert.ToBase64String(sound);
}
