using System.Collections.Frozen;
using System.Text;
using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Phone.Prompts;

/// <summary>What the organisation is called on the phone, in each language: the place {organisation} of the prompts.</summary>
public sealed record SpokenName(string Kk, string Ru, string En)
{
    /// <summary>The organisation that the committed sounds name.</summary>
    public static SpokenName Demo { get; } = new("«ҚазСтандарт»", "«КазСтандарт»", "KazStandard");

    /// <summary>The name in a language.</summary>
    public string In(Language language) => language switch { Language.Ru => Ru, Language.En => En, _ => Kk };
}

/// <summary>The words of every prompt and piece of the voice menu in three languages. Every id has its words in each.</summary>
public sealed class PromptBook
{
    private readonly FrozenDictionary<(string Id, Language Language), string> texts;

    /// <summary>The words, with the organisation's name in its places.</summary>
    public PromptBook(SpokenName name)
    {
        Name = name;
        var all = Enum.GetValues<Language>().ToDictionary(l => l, l => Lines($"Prompts.{l.Code()}.tsv").Select(line => line.Split('\t')).ToList());
        Ids = [.. all[Language.Kk].Select(line => line[0])];
        texts = all.SelectMany(l => l.Value.Select(line => (Key: (line[0], l.Key), Text: line[1].Replace("{organisation}", name.In(l.Key), StringComparison.Ordinal))))
            .ToFrozenDictionary(t => t.Key, t => t.Text);
    }

    /// <summary>The organisation as it is named.</summary>
    public SpokenName Name { get; }

    /// <summary>Every id in the order of the script.</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>Whether there is such a prompt.</summary>
    public bool Has(string id) => texts.ContainsKey((id, Language.Kk));

    /// <summary>The words of a prompt; KeyNotFoundException when there is none.</summary>
    public string Text(string id, Language language) =>
        texts.TryGetValue((id, language), out var text) ? text : throw new KeyNotFoundException("There is no such prompt.");

    /// <summary>The words of a whole speech, as sentences.</summary>
    public string Text(Speech speech, Language language)
    {
        var said = new StringBuilder();
        foreach (var (part, pause) in speech.Parts)
        {
            said.Append(Text(part, language));
            // Pieces carry no mark of their own: a long pause ends a group of digits or a sentence.
            if (char.IsLetterOrDigit(said[^1]) && pause >= Say.Sentence) said.Append(part.StartsWith("ivr.digit.", StringComparison.Ordinal) ? pause >= Say.DigitGroup ? "," : "" : ".");
            said.Append(' ');
        }

        var text = said.ToString().TrimEnd(' ', ',');
        return text.Length > 0 && char.IsLetterOrDigit(text[^1]) ? text + "." : text;
    }

    internal static IEnumerable<string> Lines(string resource)
    {
        using var reader = new StreamReader(Open(resource) ?? throw new FileNotFoundException("Not part of the program", resource), Encoding.UTF8);
        while (reader.ReadLine() is { } line) yield return line;
    }

    internal static Stream? Open(string resource) => typeof(PromptBook).Assembly.GetManifestResourceStream(resource);
}
