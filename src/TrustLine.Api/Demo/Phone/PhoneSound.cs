using System.Buffers.Binary;
using System.Numerics;
using TrustLine.Channels.Phone.Prompts;

namespace TrustLine.Api.Demo.Phone;

/// <summary>What a telephone makes of a sound: samples of µ-law, 8 kHz, one channel, whatever the WAV file was.</summary>
internal static class PhoneSound
{
    private const int Pcm = 1, Bias = 132, Loudest = 32635, MostRate = 192_000, MostChannels = 8;

    /// <summary>The samples of a WAV file of PCM (8 or 16 bits, any rate) or of the telephone's own kind; null for anything else.</summary>
    public static byte[]? Of(ReadOnlySpan<byte> file)
    {
        if (MuLaw.TryRead(file, out var ours)) return ours.ToArray();
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8)) return null;
        Format? format = null;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var told = BinaryPrimitives.ReadUInt32LittleEndian(rest[4..]);
            // A recorder that was cut off leaves the length open: then it is the rest of the file.
            var length = (int)Math.Min(told, (uint)(rest.Length - 8));
            var body = rest.Slice(8, length);
            if (rest.StartsWith("fmt "u8)) format = Format.Of(body);
            if (rest.StartsWith("data"u8)) return format is { } known && length > 0 ? Narrowed(body, known) : null;
            rest = rest[Math.Min(rest.Length, 8 + length + (length & 1))..];
        }

        return null;
    }

    /// <summary>How long samples last, in whole seconds, at least one.</summary>
    public static int Seconds(int samples) => Math.Max(1, (samples + (MuLaw.Rate / 2)) / MuLaw.Rate);

    /// <summary>One sample of 16 bits in µ-law (ITU-T G.711).</summary>
    internal static byte Encoded(int sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var size = Math.Min(Math.Abs(sample), Loudest) + Bias;
        var exponent = BitOperations.Log2((uint)size) - 7;
        return (byte)~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 15));
    }

    // Channels become one, and so many frames as fall into an eight-thousandth of a second one sample: their mean.
    private static byte[]? Narrowed(ReadOnlySpan<byte> data, Format format)
    {
        var frames = data.Length / format.Frame;
        var samples = new byte[(int)((long)frames * MuLaw.Rate / format.Rate)];
        for (var i = 0; i < samples.Length; i++)
        {
            var from = (int)((long)i * format.Rate / MuLaw.Rate);
            var until = Math.Min(frames, Math.Max(from + 1, (int)((long)(i + 1) * format.Rate / MuLaw.Rate)));
            long sum = 0;
            for (var at = from * format.Channels; at < until * format.Channels; at++) sum += format.At(data, at);
            samples[i] = Encoded((int)(sum / ((until - from) * format.Channels)));
        }

        return samples.Length > 0 ? samples : null;
    }

    private readonly record struct Format(int Channels, int Rate, int Bits)
    {
        public int Frame => Channels * Bits / 8;

        public static Format? Of(ReadOnlySpan<byte> body)
        {
            if (body.Length < 16 || BinaryPrimitives.ReadInt16LittleEndian(body) != Pcm) return null;
            var format = new Format(BinaryPrimitives.ReadInt16LittleEndian(body[2..]), BinaryPrimitives.ReadInt32LittleEndian(body[4..]), BinaryPrimitives.ReadInt16LittleEndian(body[14..]));
            return format is { Channels: > 0 and <= MostChannels, Rate: >= 1000 and <= MostRate, Bits: 8 or 16 } ? format : null;
        }

        // Eight bits are written without a sign, sixteen with one.
        public int At(ReadOnlySpan<byte> data, int sample) => Bits == 8 ? (data[sample] - 128) << 8 : BinaryPrimitives.ReadInt16LittleEndian(data[(2 * sample)..]);
    }
}
