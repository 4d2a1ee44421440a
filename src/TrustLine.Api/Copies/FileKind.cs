namespace TrustLine.Api.Copies;

/// <summary>What a file is by its own bytes; its name and the type that was told are not believed.</summary>
internal enum FileKind : byte
{
    Other,
    Text,
    Jpeg,
    Png,
    Gif,
    Webp,
    Office,
}

/// <summary>Telling kinds apart, and what a copy of a kind is called.</summary>
internal static class FileKinds
{
    private static readonly string[] TextEndings = [".txt", ".text", ".csv", ".tsv", ".log", ".md"];

    /// <summary>The kind of a file by its first bytes; text is only what is text to its end and has a name that promises no more.</summary>
    public static FileKind Of(ReadOnlySpan<byte> bytes, string name, string mediaType) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? FileKind.Jpeg
        : bytes.StartsWith(PngCopy.Signature) ? FileKind.Png
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? FileKind.Gif
        : bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? FileKind.Webp
        : bytes.StartsWith("PK\u0003\u0004"u8) ? FileKind.Office
        : PromisesText(name, mediaType) && IsText(bytes) ? FileKind.Text
        : FileKind.Other;

    /// <summary>The copy's name: the original's, with the ending of its true kind added where it has another.</summary>
    public static string NameOfCopy(string name, string ending)
    {
        var has = Path.GetExtension(name);
        return name.Length == 0 || has.Equals(ending, StringComparison.OrdinalIgnoreCase) || (ending == ".jpg" && has.Equals(".jpeg", StringComparison.OrdinalIgnoreCase)) ? name : name + ending;
    }

    private static bool PromisesText(string name, string mediaType) =>
        TextEndings.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase) || (Path.GetExtension(name).Length == 0 && mediaType is "text/plain" or "text/csv");

    // A byte order mark, then no control characters but those of lines and columns; and nothing that a program would read as more than text.
    private static bool IsText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        if (bytes.TrimStart(" \t\r\n"u8) is [(byte)'<' or (byte)'{' or (byte)'%', ..]) return false;
        foreach (var b in bytes)
            if (b is 0x7F or < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f')) return false;
        return true;
    }
}
