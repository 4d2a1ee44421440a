using System.Buffers.Binary;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>
/// A picture put together anew from its image data alone (RFC 9649): no Exif, XMP, profile or unknown chunk. The coded image itself is not encoded again:
/// nothing that restores here can do that; the chunks that carry names and places are not in it.
/// </summary>
internal static class WebpCopy
{
    private const byte KeptFlags = 0x12; // Transparency and animation; the others announce what is left out.

    public static WashedCopy Of(byte[] original)
    {
        using var copy = new MemoryStream();
        copy.Write("RIFF\0\0\0\0WEBP"u8);
        var told = BinaryPrimitives.ReadUInt32LittleEndian(original.AsSpan(4));
        var pictures = Chunks(copy, original.AsMemory(12, (int)Math.Clamp(told - 4L, 0, original.Length - 12)), inFrame: false);
        if (pictures == 0) throw UnwashableException.Broken;
        var bytes = copy.ToArray();
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        return new(bytes, "image/webp", ".webp");
    }

    private static int Chunks(MemoryStream copy, ReadOnlyMemory<byte> left, bool inFrame)
    {
        var pictures = 0;
        while (left.Length >= 8)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(left.Span[4..]);
            if (length > left.Length - 8) throw UnwashableException.Broken;
            var (type, body) = (System.Text.Encoding.ASCII.GetString(left.Span[..4]), left.Slice(8, (int)length));
            left = left[Math.Min(left.Length, 8 + (int)length + ((int)length & 1))..];
            switch (type)
            {
                case "VP8X" when !inFrame && body.Length == 10:
                    Chunk(copy, type, [(byte)(body.Span[0] & KeptFlags), 0, 0, 0, .. body.Span[4..]]);
                    break;
                case "ANIM" when !inFrame && body.Length == 6:
                case "ALPH":
                    Chunk(copy, type, body.Span);
                    break;
                case "VP8 " or "VP8L":
                    pictures++;
                    Chunk(copy, type, body.Span);
                    break;
                case "ANMF" when !inFrame && body.Length >= 16:
                    using (var frame = new MemoryStream())
                    {
                        frame.Write(body.Span[..16]);
                        pictures += Chunks(frame, body[16..], inFrame: true);
                        Chunk(copy, type, frame.ToArray());
                    }

                    break;
                default: break;
            }
        }

        return pictures;
    }

    private static void Chunk(MemoryStream copy, string type, ReadOnlySpan<byte> body)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, body.Length);
        copy.Write(System.Text.Encoding.ASCII.GetBytes(type));
        copy.Write(length);
        copy.Write(body);
        if ((body.Length & 1) == 1) copy.WriteByte(0);
    }
}
