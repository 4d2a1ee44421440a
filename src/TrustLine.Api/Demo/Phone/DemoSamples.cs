using TrustLine.Triage.Reports;

namespace TrustLine.Api.Demo.Phone;

/// <summary>What an invented caller says: a report and a name in three languages, words and sound, made by <c>build/prompts.sh --samples</c>. Everybody in them is made up.</summary>
internal static class DemoSamples
{
    /// <summary>A report.</summary>
    public const string Story = "story";

    /// <summary>A name and an address.</summary>
    public const string Name = "name";

    /// <summary>Every sample.</summary>
    public static IReadOnlyList<string> All { get; } = [Story, Name];

    /// <summary>The words of a sample.</summary>
    public static string Text(string sample, Language language)
    {
        using var reader = new StreamReader(Open($"Samples.{language.Code()}.tsv"));
        while (reader.ReadLine() is { } line)
            if (line.Split('\t') is [var id, var text] && id == sample) return text;
        throw new KeyNotFoundException("There is no such sample.");
    }

    /// <summary>A sample as a WAV file of µ-law.</summary>
    public static byte[] Wav(string sample, Language language)
    {
        using var stream = Open($"Samples.{language.Code()}/{sample}.wav");
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        return file;
    }

    private static Stream Open(string name) => typeof(DemoSamples).Assembly.GetManifestResourceStream(name) ?? throw new KeyNotFoundException("There is no such sample.");
}
