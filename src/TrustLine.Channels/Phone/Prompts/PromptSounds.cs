using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Primitives;

namespace TrustLine.Channels.Phone.Prompts;

/// <summary>A file in the folder of recordings cannot be used; the message names it.</summary>
public sealed class VoicesRefusedException(string message) : Exception(message);

/// <summary>
/// The sound of every prompt: the made one, which is part of the program, or the recording of that name in the installation's folder, which wins.
/// Sounds are read when they are asked for; only the list of them is kept.
/// </summary>
public sealed class PromptSounds
{
    private const string DigitFamily = "ivr.digit.";
    private readonly FrozenDictionary<(string Id, Language Language), Sound> sounds;
    private readonly FrozenDictionary<string, (string Id, Language Language)> addresses;

    /// <summary>The sounds of a book, with recordings from a folder that has the folders kk, ru and en. <see cref="VoicesRefusedException"/> when a file there is not as it must be.</summary>
    public PromptSounds(PromptBook book, string? recordings = null)
    {
        Book = book;
        var made = Manifest(PromptBook.Lines("Prompts.voices.tsv"));
        var recorded = string.IsNullOrWhiteSpace(recordings) ? [] : Recorded(recordings);
        sounds = made.Select(m => (m.Key, Value: recorded.GetValueOrDefault(m.Key) ?? m.Value)).ToFrozenDictionary(s => s.Key, s => s.Value);
        addresses = sounds.Where(s => !s.Key.Id.StartsWith(DigitFamily, StringComparison.Ordinal)).ToFrozenDictionary(s => Opaque(s.Key, s.Value), s => s.Key, StringComparer.Ordinal);
    }

    /// <summary>The words.</summary>
    public PromptBook Book { get; }

    /// <summary>The prompts whose sound says something else than their words, as after a change of the organisation's name: language and id. Recordings are their maker's word.</summary>
    public IReadOnlyList<(string Id, Language Language)> Outdated =>
        [.. sounds.Where(s => s.Value.TextHash is { } hash && hash != Hash(Encoding.UTF8.GetBytes(Book.Text(s.Key.Id, s.Key.Language)))).Select(s => s.Key).Order()];

    /// <summary>Whether a prompt is spoken by a recording of the installation.</summary>
    public bool IsRecorded(string id, Language language) => Of(id, language).File is not null;

    /// <summary>How long a prompt is.</summary>
    public TimeSpan Length(string id, Language language) => TimeSpan.FromMilliseconds(Of(id, language).Milliseconds);

    /// <summary>A prompt as a WAV file of µ-law.</summary>
    public byte[] Wav(string id, Language language) => MuLaw.Wrap(Samples(Of(id, language)));

    /// <summary>A whole speech as one WAV file, its pauses in it.</summary>
    public byte[] Wav(Speech speech, Language language)
    {
        var parts = speech.Parts.Select(p => (Samples: Samples(Of(p.Prompt, language)), Pause: MuLaw.Samples(p.PauseAfterMs))).ToList();
        var joined = new byte[parts.Sum(p => p.Samples.Length + p.Pause)];
        var place = 0;
        foreach (var (samples, pause) in parts)
        {
            samples.CopyTo(joined, place);
            joined.AsSpan(place + samples.Length, pause).Fill(MuLaw.Silence);
            place += samples.Length + pause;
        }

        return MuLaw.Wrap(joined);
    }

    /// <summary>A prompt's name in an address: letters that tell neither id nor digit, others when the sound changes. A digit has none, for whoever sees addresses would read a code: it is only said within a speech.</summary>
    public string OpaqueName(string id, Language language) =>
        id.StartsWith(DigitFamily, StringComparison.Ordinal) ? throw new ArgumentException("A digit has no address.", nameof(id)) : Opaque((id, language), Of(id, language));

    /// <summary>The prompt of a name; null when it is nobody's.</summary>
    public (string Id, Language Language)? Of(string opaqueName) => addresses.TryGetValue(opaqueName, out var prompt) ? prompt : null;

    private Sound Of(string id, Language language) => sounds.TryGetValue((id, language), out var sound) ? sound : throw new KeyNotFoundException("There is no such sound.");

    private static byte[] Samples(Sound sound)
    {
        byte[] file;
        if (sound.File is { } path)
        {
            file = File.ReadAllBytes(path);
        }
        else
        {
            using var stream = PromptBook.Open(sound.Resource)!;
            file = new byte[stream.Length];
            stream.ReadExactly(file);
        }

        return MuLaw.TryRead(file, out var samples) ? samples.ToArray() : throw new InvalidDataException("A sound has changed since the start.");
    }

    // The manifest: id, language, hash of the text spoken, hash of the file, length in ms, level in dB.
    private static Dictionary<(string, Language), Sound> Manifest(IEnumerable<string> lines) => lines.Skip(1).Select(line => line.Split('\t')).ToDictionary(
        cells => (cells[0], LanguageOf(cells[1])),
        cells => new Sound(null, $"Prompts.{cells[1]}/{cells[0]}.wav", cells[2], cells[3], int.Parse(cells[4], CultureInfo.InvariantCulture)));

    private Dictionary<(string, Language), Sound> Recorded(string folder)
    {
        if (!Directory.Exists(folder)) throw new VoicesRefusedException($"Channels:Phone:Voices: the folder {folder} does not exist.");
        var list = Path.Combine(folder, "voices.tsv");
        var made = File.Exists(list) ? Manifest(File.ReadLines(list)) : [];
        var found = new Dictionary<(string, Language), Sound>();
        foreach (var file in Directory.EnumerateFiles(folder, "*.wav", SearchOption.AllDirectories))
        {
            var id = Path.GetFileNameWithoutExtension(file);
            var name = Path.GetRelativePath(folder, file);
            if (!LanguageCodes.TryParse(Path.GetDirectoryName(name), out var language)) throw new VoicesRefusedException($"Channels:Phone:Voices: {name} is in none of the folders kk, ru and en.");
            if (!Book.Has(id)) throw new VoicesRefusedException($"Channels:Phone:Voices: {name} has the name of no prompt.");
            var bytes = File.ReadAllBytes(file);
            if (!MuLaw.TryRead(bytes, out var samples)) throw new VoicesRefusedException($"Channels:Phone:Voices: {name} is not a WAV file of µ-law, 8 kHz, mono: sox IN.wav -r 8000 -c 1 -e mu-law OUT.wav makes one.");
            var hash = Hash(bytes);
            // A file of the script's own making says which text it speaks; a person's recording has no such line.
            var text = made.TryGetValue((id, language), out var line) && line.FileHash == hash ? line.TextHash : null;
            found[(id, language)] = new(file, "", text, hash, samples.Length * 1000 / MuLaw.Rate);
        }

        return found;
    }

    private static Language LanguageOf(string code) => LanguageCodes.TryParse(code, out var language) ? language : throw new InvalidDataException("voices.tsv names an unknown language.");

    // Twenty letters: sixteen letters stand for the sixteen values of four bits, so that no figure can be read in them.
    private static string Opaque((string Id, Language Language) prompt, Sound sound) =>
        string.Concat(Digest.Sha256(Encoding.UTF8.GetBytes($"{prompt.Id}\n{prompt.Language.Code()}\n{sound.FileHash}")).Take(10).SelectMany(b => new[] { (char)('a' + (b >> 4)), (char)('a' + (b & 15)) }));

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(Digest.Sha256(bytes));

    private sealed record Sound(string? File, string Resource, string? TextHash, string FileHash, int Milliseconds);
}
