using System.Buffers.Binary;

namespace TrustLine.Channels.Phone.Prompts;

/// <summary>The one shape of sound on the phone: RIFF with ITU-T G.711 µ-law (format tag 7), 8 kHz, mono.</summary>
public static class MuLaw
{
    /// <summary>Samples, and so bytes, a second.</summary>
    public const int Rate = 8000;

    /// <summary>A sample of silence.</summary>
    public const byte Silence = 0xFF;

    private const int Tag = 7;

    /// <summary>The bytes of a silence.</summary>
    public static int Samples(int milliseconds) => milliseconds * (Rate / 1000);

    /// <summary>A file around samples.</summary>
    public static byte[] Wrap(ReadOnlySpan<byte> samples)
    {
        var file = new byte[58 + samples.Length + (samples.Length & 1)];
        var head = file.AsSpan();
        "RIFF"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(head[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[16..], 18);
        BinaryPrimitives.WriteInt16LittleEndian(head[20..], Tag);
        BinaryPrimitives.WriteInt16LittleEndian(head[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(head[24..], Rate);
        BinaryPrimitives.WriteInt32LittleEndian(head[28..], Rate);
        BinaryPrimitives.WriteInt16LittleEndian(head[32..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(head[34..], 8);
        "fact"u8.CopyTo(head[38..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[42..], 4);
        BinaryPrimitives.WriteInt32LittleEndian(head[46..], samples.Length);
        "data"u8.CopyTo(head[50..]);
        BinaryPrimitives.WriteInt32LittleEndian(head[54..], samples.Length);
        samples.CopyTo(head[58..]);
        return file;
    }

    /// <summary>The samples of a file of this shape; false for any other, a damaged or an empty one.</summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out ReadOnlySpan<byte> samples)
    {
        samples = default;
        if (file.Length < 12 || !file.StartsWith("RIFF"u8) || !file[8..12].SequenceEqual("WAVE"u8)) return false;
        var ours = false;
        for (var rest = file[12..]; rest.Length >= 8;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(rest[4..]);
            if (length < 0 || length > rest.Length - 8) return false;
            var body = rest.Slice(8, length);
            if (rest.StartsWith("fmt "u8)) ours = IsOurs(body);
            if (rest.StartsWith("data"u8))
            {
                samples = body;
                return ours && length > 0;
            }

            rest = rest[Math.Min(rest.Length, 8 + length + (length & 1))..];
        }

        return false;
    }

    private static bool IsOurs(ReadOnlySpan<byte> format) =>
        format.Length >= 16
        && BinaryPrimitives.ReadInt16LittleEndian(format) == Tag
        && BinaryPrimitives.ReadInt16LittleEndian(format[2..]) == 1
        && BinaryPrimitives.ReadInt32LittleEndian(format[4..]) == Rate
        && BinaryPrimitives.ReadInt16LittleEndian(format[14..]) == 8;
}
