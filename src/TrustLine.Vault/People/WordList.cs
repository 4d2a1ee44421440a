namespace TrustLine.Vault.People;

/// <summary>The words that passphrases are drawn from, and the well-known phrases that are refused.</summary>
internal static class WordList
{
    /// <summary>2,048 or more short words, no two of which begin with the same four letters.</summary>
    internal static IReadOnlyList<string> Words { get; } = Lines("words.txt");

    /// <summary>Letters and digits only, lower case.</summary>
    internal static IReadOnlySet<string> Common { get; } = Lines("common-passphrases.txt").ToHashSet(StringComparer.Ordinal);

    private static string[] Lines(string name)
    {
        using var stream = typeof(WordList).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
