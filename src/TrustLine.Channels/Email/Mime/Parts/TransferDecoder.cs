using System.Buffers;

namespace TrustLine.Channels.Email.Mime.Parts;

/// <summary>Takes the transfer encoding off the bytes of a part as they come (RFC 2045, 6); whatever is damaged, it gives what can be had. Output is never longer than input.</summary>
internal abstract class TransferDecoder
{
    /// <summary>Whether something was not as it should be.</summary>
    internal bool Broken { get; private protected set; }

    /// <summary>The decoder of this name; null when there is none of the name.</summary>
    internal static TransferDecoder? Of(string name) => name.ToLowerInvariant() switch
    {
        "" or "7bit" or "8bit" or "binary" or "7-bit" or "8-bit" or "none" => new Plain(),
        "base64" or "base-64" or "b" => new Base64Decoder(),
        "quoted-printable" or "quotedprintable" or "q" => new QuotedDecoder(),
        _ => null,
    };

    /// <summary>Decodes the next bytes, line ends among them.</summary>
    internal abstract void Push(ReadOnlySpan<byte> bytes, IBufferWriter<byte> to);

    /// <summary>Gives what was held back; the part is at its end.</summary>
    internal virtual void End(IBufferWriter<byte> to) { }

    private sealed class Plain : TransferDecoder
    {
        internal override void Push(ReadOnlySpan<byte> bytes, IBufferWriter<byte> to) => to.Write(bytes);
    }
}
