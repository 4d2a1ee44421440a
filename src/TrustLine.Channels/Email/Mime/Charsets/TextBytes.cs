using System.Text;
using System.Text.Unicode;

namespace TrustLine.Channels.Email.Mime.Charsets;

/// <summary>A text that was bytes: as read, by which charset, and the other reading where there is a doubt.</summary>
internal readonly record struct ReadText(string Text, string Charset, string? Other = null, string? OtherCharset = null)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(ReadText);
}

/// <summary>Bytes become text by the charset that was told, unless it cannot be the right one. A doubt gives both readings and decides nothing.</summary>
internal static class TextBytes
{
    // Per letter: Cyrillic prose comes to 2 and more; another charset of the same bytes to less than 0.5.
    private const double Convincing = 1.5;
    private const double Doubtful = 0.5;

    /// <summary>Reads bytes of a charset that was told, or null.</summary>
    internal static ReadText Read(ReadOnlySpan<byte> bytes, string? charset, ISet<Remark> remarks)
    {
        var told = CharsetNames.Told(charset);
        if (told is not null && CharsetNames.Refused(told))
        {
            remarks.Add(Remark.CharsetRefused);
            told = null;
        }

        if (Marked(bytes) is { } marked) return marked;
        var found = told is null ? null : CharsetNames.Find(told);
        if (found is UnicodeEncoding && told is not null) return Wide(bytes, (UnicodeEncoding)found, told, remarks);
        if (found is { IsSingleByte: false } and not UTF8Encoding && Encoding.UTF8.WebName != found.WebName) return Checked(found, bytes, told!, remarks);
        if (System.Text.Ascii.IsValid(bytes)) return new(Encoding.ASCII.GetString(bytes), told ?? "us-ascii");

        var utf8 = Utf8.IsValid(bytes);
        if (found is null)
        {
            if (!CharsetNames.SaysNothing(told)) remarks.Add(Remark.CharsetUnknown);
            else remarks.Add(Remark.CharsetUntold);
            return utf8 ? new(Encoding.UTF8.GetString(bytes), "utf-8") : Guessed(bytes, remarks);
        }

        if (found.WebName == "utf-8")
        {
            if (utf8) return new(Encoding.UTF8.GetString(bytes), "utf-8");
            return MostlyUtf8(bytes) ? Checked(Encoding.UTF8, bytes, "utf-8", remarks) : Wrong(bytes, remarks);
        }

        if (utf8)
        {
            // Words of another charset are hardly ever valid UTF-8 by chance.
            remarks.Add(Remark.CharsetWrong);
            return new(Encoding.UTF8.GetString(bytes), "utf-8", found.GetString(bytes), told);
        }

        var guess = CharsetGuess.Of(bytes);
        var own = CharsetGuess.For(bytes, found);
        if (own is null && guess.Sure >= Convincing && found.WebName is "windows-1252" && Dense(bytes))
        {
            remarks.Add(Remark.CharsetWrong);
            return new(guess.Charset.GetString(bytes), guess.Name, found.GetString(bytes), told);
        }

        var text = Checked(found, bytes, told!, remarks);
        if (own is null || guess.Charset.WebName == found.WebName || guess.Sure - own <= (guess.Charset == TableCharset.Kz1048 ? 0 : Doubtful) || !Doubts(found, guess.Charset)) return text;
        remarks.Add(Remark.CharsetDoubtful);
        return text with { Other = guess.Charset.GetString(bytes), OtherCharset = guess.Name };
    }

    // PT154 and KZ-1048 are near enough to each other that one told is taken at its word.
    private static bool Doubts(Encoding told, Encoding guess) => !(told is TableCharset && guess is TableCharset) && !(told is TableCharset && guess.CodePage == 1251);

    private static ReadText? Marked(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, .. var rest] when Utf8.IsValid(rest) => new(Encoding.UTF8.GetString(rest), "utf-8"),
        [0xFF, 0xFE, .. var rest] when rest.Length % 2 == 0 => new(Encoding.Unicode.GetString(rest), "utf-16le"),
        [0xFE, 0xFF, .. var rest] when rest.Length % 2 == 0 => new(Encoding.BigEndianUnicode.GetString(rest), "utf-16be"),
        _ => null,
    };

    // RFC 2781 says big-endian where nothing is told; what is sent is mostly little-endian: the zeros and Cyrillic blocks tell.
    private static ReadText Wide(ReadOnlySpan<byte> bytes, UnicodeEncoding told, string name, ISet<Remark> remarks)
    {
        var (even, odd) = (0, 0);
        var length = Math.Min(bytes.Length, 4096);
        for (var i = 0; i < length; i++)
        {
            if (bytes[i] is not (0 or 4)) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        if (even + odd == 0 && bytes.Length > 8) return Wrong(bytes, remarks);
        var charset = name.EndsWith("be", StringComparison.Ordinal) || name.EndsWith("le", StringComparison.Ordinal) ? told : even > odd ? Encoding.BigEndianUnicode : Encoding.Unicode;
        return Checked(charset, bytes, name, remarks);
    }

    private static ReadText Wrong(ReadOnlySpan<byte> bytes, ISet<Remark> remarks)
    {
        remarks.Add(Remark.CharsetWrong);
        return Utf8.IsValid(bytes) ? new(Encoding.UTF8.GetString(bytes), "utf-8") : Guessed(bytes, remarks);
    }

    private static ReadText Guessed(ReadOnlySpan<byte> bytes, ISet<Remark> remarks)
    {
        if (MostlyUtf8(bytes)) return Checked(Encoding.UTF8, bytes, "utf-8", remarks);
        var (charset, name, sure) = CharsetGuess.Of(bytes);
        return sure > 0 ? Checked(charset, bytes, name, remarks) : Checked(CharsetNames.Page(1252), bytes, "windows-1252", remarks);
    }

    private static ReadText Checked(Encoding charset, ReadOnlySpan<byte> bytes, string name, ISet<Remark> remarks)
    {
        var text = charset.GetString(bytes);
        if (text.Contains('\uFFFD', StringComparison.Ordinal)) remarks.Add(Remark.LettersLost);
        return new(text, name);
    }

    // A text that was cut or damaged on its way: many whole letters, few broken ones.
    private static bool MostlyUtf8(ReadOnlySpan<byte> bytes)
    {
        var (whole, broken) = (0, 0);
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var used);
            if (status != System.Buffers.OperationStatus.Done) broken++;
            else if (used > 1) whole++;
            bytes = bytes[used..];
        }

        return whole > broken * 4;
    }

    // French or German words have a few letters beyond ASCII; Cyrillic ones have hardly any other.
    private static bool Dense(ReadOnlySpan<byte> bytes)
    {
        var (high, low) = (0, 0);
        foreach (var b in bytes)
        {
            if (b >= 128) high++;
            else if (char.IsAsciiLetter((char)b)) low++;
        }

        return high * 2 > low;
    }
}
