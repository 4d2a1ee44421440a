using System.Buffers.Binary;
using TrustLine.Api.Intake;
using TrustLine.Channels;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Calls;

/// <summary>
/// Serves what is played. A prompt has a name that is always the same; words with digits in them, and what a caller said, have one drawn by lot that lives for one answer.
/// No name tells what is heard.
/// </summary>
internal sealed class CallSounds(CallKeys keys, Drafts drafts, PromptSounds sounds, ReceivedFiles files)
{
    private const string Wav = "audio/wav";

    /// <summary>The sound of a name; 404 when it is nobody's, or its time is over.</summary>
    public async Task<IResult> SendAsync(HttpContext http, string name)
    {
        if (sounds.Of(name) is var (id, language))
        {
            // The provider may keep a prompt: it is the same for everybody.
            http.Response.Headers.CacheControl = "public, max-age=86400";
            return Results.Bytes(sounds.Wav(Say.Prompt(id), language), Wav);
        }

        if (drafts.Open(keys.Sound(name), CallJson.Default.KeptSound) is not { } kept) return Results.NotFound();
        if (kept.Words is { } words) return Results.Bytes(sounds.Wav(words, kept.Language), Wav);
        return Results.Bytes(await VoiceAsync(kept.Voice, http.RequestAborted), Wav);
    }

    // One recording is sent as it is; several are joined, header of the first and sound of all, when they are of one format.
    private async Task<byte[]> VoiceAsync(IReadOnlyList<ArrivedFile> voice, CancellationToken cancellation)
    {
        var whole = new List<byte[]>();
        foreach (var file in voice) whole.Add(await OpenAsync(file, cancellation));
        try
        {
            return Joined(whole);
        }
        finally
        {
            foreach (var bytes in whole.Skip(1)) Digest.Wipe(bytes);
        }
    }

    private async Task<byte[]> OpenAsync(ArrivedFile file, CancellationToken cancellation)
    {
        var bytes = new byte[file.Length];
        using var entry = file.ToEntry();
        await files.CopyAsync(entry, new MemoryStream(bytes), cancellation);
        return bytes;
    }

    private static byte[] Joined(List<byte[]> files)
    {
        var parts = files.Select(f => (File: f, Data: DataOf(f))).ToList();
        var head = parts[0].Data.Start;
        if (parts.Count == 1 || parts.Any(p => p.Data.Start == 0 || !p.File.AsSpan(20, 16).SequenceEqual(files[0].AsSpan(20, 16)))) return files[0];
        byte[] joined = [.. files[0][..head], .. parts.SelectMany(p => p.File[p.Data.Start..(p.Data.Start + p.Data.Length)])];
        BinaryPrimitives.WriteInt32LittleEndian(joined.AsSpan(4), joined.Length - 8);
        BinaryPrimitives.WriteInt32LittleEndian(joined.AsSpan(head - 4), joined.Length - head);
        return joined;
    }

    // Where the sound of a RIFF file lies; nowhere when it is none.
    private static (int Start, int Length) DataOf(byte[] file)
    {
        if (file.Length < 44 || !file.AsSpan(0, 4).SequenceEqual("RIFF"u8)) return (0, 0);
        for (var at = 12; at + 8 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            if (file.AsSpan(at, 4).SequenceEqual("data"u8)) return (at + 8, Math.Clamp(length, 0, file.Length - at - 8));
            if (length < 0 || length > file.Length) break;
            at += 8 + length + (length & 1);
        }

        return (0, 0);
    }
}
