using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;
using TrustLine.Triage.Reports;

namespace TrustLine.Api;

/// <summary>Reads resource files: every language must have its own, none falls back to another.</summary>
internal static class Texts
{
    /// <summary>The words of one language from the files of these names; MissingManifestResourceException without a file, ArgumentException when two files share a key.</summary>
    public static FrozenDictionary<string, string> In(Language language, params ReadOnlySpan<string> files)
    {
        // Kazakh is the neutral set; the others must be their own, so no parents are tried.
        var culture = language == Language.Kk ? CultureInfo.InvariantCulture : language.Culture();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var set = new ResourceManager("TrustLine.Api." + file, typeof(Texts).Assembly).GetResourceSet(culture, createIfNotExists: true, tryParents: false)
                ?? throw new MissingManifestResourceException($"Texts of {file} are missing in {language.Code()}");
            foreach (DictionaryEntry entry in set) texts.Add((string)entry.Key, (string)entry.Value!);
        }

        return texts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
