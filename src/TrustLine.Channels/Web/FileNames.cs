using System.Text;
using Microsoft.Net.Http.Headers;

namespace TrustLine.Channels.Web;

/// <summary>The name of a file from outside: the last part of its path, one visible line, at most 120 signs with its ending kept. It is shown, never used as a path.</summary>
public static class FileNames
{
    private const int Longest = 120;
    private const int LongestEnding = 12;
    private const int LongestType = 100;

    /// <summary>The clean name; empty when nothing visible is left.</summary>
    public static string Clean(string? given)
    {
        if (string.IsNullOrEmpty(given)) return "";
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var kept = new StringBuilder(name.Length);
        foreach (var rune in name.EnumerateRunes())
            if (!StrictText.Invisible(rune) && rune != Rune.ReplacementChar) kept.Append(rune);
        name = kept.ToString().Trim().Trim('.').Trim();
        if (name.Length <= Longest) return name;

        var dot = name.LastIndexOf('.');
        var ending = dot > 0 && name.Length - dot <= LongestEnding ? name[dot..] : "";
        var cut = Longest - ending.Length - 1;
        if (char.IsHighSurrogate(name[cut - 1])) cut--;
        return name[..cut] + "…" + ending;
    }

    /// <summary>The media type that was told, type and subtype only; application/octet-stream when it was not told properly.</summary>
    public static string MediaType(string? told) =>
        MediaTypeHeaderValue.TryParse(told, out var type) && type.MediaType is { HasValue: true, Length: <= LongestType } plain && plain.Value!.All(char.IsAscii)
            ? plain.Value!.ToLowerInvariant()
            : "application/octet-stream";
}
