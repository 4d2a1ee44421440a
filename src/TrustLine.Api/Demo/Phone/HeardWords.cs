using System.Text;
using TrustLine.Api.Calls;
using TrustLine.Api.Intake;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Demo.Phone;

/// <summary>The words of what is heard, for whoever reads along: a real provider knows none of them. Digits stand in the groups in which they are said.</summary>
internal sealed class HeardWords(PromptSounds sounds, CallKeys keys, Drafts drafts)
{
    private const string Digit = "ivr.digit.";

    /// <summary>The words of the sound at an address.</summary>
    public HeardSound Of(string address)
    {
        var name = address[(address.LastIndexOf('/') + 1)..];
        if (sounds.Of(name) is var (id, language)) return new(sounds.Book.Text(id, language), language);
        return drafts.Open(keys.Sound(name), CallJson.Default.KeptSound) is not { } kept ? new(null, Language.Kk)
            : new(kept.Words is { } words ? Text(words, kept.Language) : null, kept.Language);
    }

    private string Text(Speech words, Language language)
    {
        var text = new StringBuilder();
        foreach (var part in words.Parts)
        {
            var digit = part.Prompt.StartsWith(Digit, StringComparison.Ordinal);
            text.Append(digit ? part.Prompt[Digit.Length..] : sounds.Book.Text(part.Prompt, language));
            if (!digit || part.PauseAfterMs >= Say.DigitGroup) text.Append(' ');
        }

        return text.ToString().TrimEnd();
    }
}

/// <summary>One sound that was heard: its words, none where it is the caller's own voice. Prints nothing.</summary>
public sealed record HeardSound(string? Text, Language Language)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(HeardSound);
}
