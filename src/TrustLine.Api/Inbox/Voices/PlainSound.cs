using System.Buffers.Binary;

namespace TrustLine.Api.Inbox;

/// <summary>
/// A recording as the office may play it: read strictly as one channel of µ-law or 16-bit PCM, as the phone records, and written anew as PCM, which every browser plays, under a
/// header of our own. No byte of the container that came reaches the browser, only samples; whatever they are, they are sound.
/// </summary>
internal static class PlainSound
{
    /// <summary>The most bytes of a recording that is played: the phone's longest, five minutes, at 16 kHz in PCM.</summary>
    public const int Longest = 10 << 20;

    private const int Header = 44;
    private const int Pcm = 1;
    private const int MuLaw = 7;

    /// <summary>How long the recording lasts, told from its beginning and its whole length; null for anything that the phone would not have recorded.</summary>
    public static TimeSpan? Length(ReadOnlySpan<byte> beginning, long whole) => Find(beginning, whole) is { } found ? TimeSpan.FromSeconds((double)found.Length / (found.Rate * found.Width)) : null;

    /// <summary>The sound in plain PCM; null for anything that the phone would not have recorded.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        if (Find(file, file.Length) is not { } found) return null;
        var samples = file.Slice(found.Start, (int)found.Length);
        var sound = Headed(samples.Length / found.Width, found.Rate);
        var said = sound.AsSpan(Header);
        if (found.Width == 2) samples.CopyTo(said);
        else
            for (var i = 0; i < samples.Length; i++) BinaryPrimitives.WriteInt16LittleEndian(said[(2 * i)..], Decoded(samples[i]));
        return sound;
    }

    private static Samples? Find(ReadOnlySpan<byte> file, long whole)
    {
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..].StartsWith("WAVE"u8)) return null;
        var (rate, width) = (0, 0);
        for (long at = 12; at + 8 <= file.Length;)
        {
            var chunk = file[(int)at..];
            var start = at + 8;
            // Who writes while it is spoken may not know the length: the end of the file is the end of the sound.
            var length = Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]), whole - start);
            if (chunk.StartsWith("data"u8)) return rate == 0 ? null : new((int)start, length - (length % width), rate, width);
            if (chunk.StartsWith("fmt "u8))
            {
                if (rate != 0 || length < 16 || chunk.Length < 24) return null;
                (rate, width) = Format(chunk[8..]);
                if (rate == 0) return null;
            }

            at = start + length + (length & 1);
        }

        return null;
    }

    private static (int Rate, int Width) Format(ReadOnlySpan<byte> format)
    {
        var (coding, channels) = (BinaryPrimitives.ReadUInt16LittleEndian(format), BinaryPrimitives.ReadUInt16LittleEndian(format[2..]));
        var (rate, bits) = (BinaryPrimitives.ReadUInt32LittleEndian(format[4..]), BinaryPrimitives.ReadUInt16LittleEndian(format[14..]));
        return channels == 1 && rate is 8_000 or 16_000 && (coding, bits) is (Pcm, 16) or (MuLaw, 8) ? ((int)rate, bits / 8) : default;
    }

    private static byte[] Headed(int samples, int rate)
    {
        var sound = new byte[Header + (2 * samples)];
        "RIFF"u8.CopyTo(sound);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(4), sound.Length - 8);
        "WAVEfmt "u8.CopyTo(sound.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(20), Pcm);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(24), rate);
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(28), rate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(sound.AsSpan(34), 16);
        "data"u8.CopyTo(sound.AsSpan(36));
        BinaryPrimitives.WriteInt32LittleEndian(sound.AsSpan(40), 2 * samples);
        return sound;
    }

    // ITU-T G.711, µ-law.
    private static short Decoded(byte coded)
    {
        var (minus, exponent, mantissa) = ((~coded & 0x80) != 0, (~coded >> 4) & 7, ~coded & 0x0F);
        var magnitude = (((mantissa << 3) + 0x84) << exponent) - 0x84;
        return (short)(minus ? -magnitude : magnitude);
    }

    private readonly record struct Samples(int Start, long Length, int Rate, int Width);
}
