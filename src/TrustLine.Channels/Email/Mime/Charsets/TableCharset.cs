using System.Text;

namespace TrustLine.Channels.Email.Mime.Charsets;

/// <summary>Charsets of Kazakhstan that .NET does not know, each by a table of its upper 128 signs (RFC 1345 names; IANA: KZ-1048 by STRK1048-2002, PTCP154 by ParaType).</summary>
internal sealed class TableCharset : Encoding
{
    /// <summary>KZ-1048, also STRK1048-2002 and RK1048: windows-1251 with Kazakh letters. 0x98 is no sign.</summary>
    internal static TableCharset Kz1048 { get; } = new("kz-1048",
        "ЂЃ‚ѓ„…†‡€‰Љ‹ЊҚҺЏ" + "ђ‘’“”•–—\uFFFD™љ›њқһџ" + "\u00A0ҰұӘ¤Ө¦§Ё©Ғ«¬\u00AD®Ү" + "°±Ііөµ¶·ё№ғ»әҢңү" + Letters);

    /// <summary>PT154, also PTCP154 and CP154: Cyrillic of Asia.</summary>
    internal static TableCharset Pt154 { get; } = new("pt154",
        "ҖҒӮғ„…ҶҮҲүҠӢҢҚҺҸ" + "җ‘’“”•–—ҳҷҡӣңқһҹ" + "\u00A0ЎўЈӨҘҰ§Ё©Ә«¬ӯ®Ҝ" + "°ұІіҙө¶·ё№ә»јҪҫҝ" + Letters);

    private const string Letters = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя";
    private readonly string upper;
    private readonly string name;

    private TableCharset(string name, string upper)
    {
        (this.name, this.upper) = (name, upper);
        if (upper.Length != 128) throw new InvalidOperationException("A table has 128 signs.");
    }

    /// <inheritdoc/>
    public override string WebName => name;

    /// <inheritdoc/>
    public override bool IsSingleByte => true;

    /// <inheritdoc/>
    public override int GetCharCount(byte[] bytes, int index, int count) => count;

    /// <inheritdoc/>
    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        for (var i = 0; i < byteCount; i++)
        {
            var b = bytes[byteIndex + i];
            chars[charIndex + i] = b < 128 ? (char)b : upper[b - 128];
        }

        return byteCount;
    }

    /// <inheritdoc/>
    public override int GetByteCount(char[] chars, int index, int count) => count;

    /// <inheritdoc/>
    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex)
    {
        for (var i = 0; i < charCount; i++)
        {
            var c = chars[charIndex + i];
            var at = c < 128 ? -1 : upper.IndexOf(c, StringComparison.Ordinal);
            bytes[byteIndex + i] = c < 128 ? (byte)c : at >= 0 ? (byte)(at + 128) : (byte)'?';
        }

        return charCount;
    }

    /// <inheritdoc/>
    public override int GetMaxByteCount(int charCount) => charCount;

    /// <inheritdoc/>
    public override int GetMaxCharCount(int byteCount) => byteCount;
}
