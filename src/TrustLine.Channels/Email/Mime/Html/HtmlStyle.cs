using System.Globalization;

namespace TrustLine.Channels.Email.Mime.Html;

/// <summary>What the look of an element means to the reader: hidden from the eye, on a dark ground, a signature.</summary>
internal static class HtmlStyle
{
    /// <summary>Whether a mail program would not let its words be seen.</summary>
    internal static bool Hides(HtmlTokens tag, string name, bool onDark)
    {
        if (tag["hidden"] is not null) return true;
        if (name == "font" && White(tag["color"]) && !onDark) return true;
        if (tag["style"] is not { } style) return false;
        string? color = null, ground = null;
        foreach (var (property, value) in Rules(style))
        {
            switch (property)
            {
                case "display" when value.StartsWith("none", StringComparison.Ordinal):
                case "visibility" when value.StartsWith("hidden", StringComparison.Ordinal):
                case "mso-hide" when value.StartsWith("all", StringComparison.Ordinal):
                case "opacity" or "max-height" or "max-width" when Nothing(value, 0):
                case "font-size" when Nothing(value, 1.5):
                    return true;
                case "color":
                    color = value;
                    break;
                case "background" or "background-color":
                    ground = value;
                    break;
            }
        }

        return color is not null && (White(color) ? ground is null ? !onDark : White(ground) : ground is not null && color == ground);
    }

    /// <summary>Whether it lies on a ground that is not white, so that white words are seen.</summary>
    internal static bool Dark(HtmlTokens tag)
    {
        if (tag["bgcolor"] is { Length: > 0 } color && !White(color)) return true;
        if (tag["background"] is { Length: > 0 }) return true;
        return tag["style"] is { } style && Rules(style).Any(r => r.Property is "background" or "background-color" or "background-image" && !White(r.Value) && r.Value is not ("none" or "transparent" or "inherit" or "initial"));
    }

    /// <summary>Whether a program marked its words as the sender's signature.</summary>
    internal static bool Signs(HtmlTokens tag)
    {
        var marks = (tag["class"] ?? "") + " " + (tag["id"] ?? "");
        return marks.Contains("gmail_signature", StringComparison.Ordinal) && !marks.Contains("gmail_signature_prefix", StringComparison.Ordinal)
            || tag["data-signature-widget"] == "container" || tag["data-signature"] is not null || marks.Trim() is "Signature" or "signature" or "ms-outlook-mobile-signature" or "js-compose-signature";
    }

    private static IEnumerable<(string Property, string Value)> Rules(string style)
    {
        foreach (var rule in style.Split(';', 64))
        {
            var colon = rule.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0) yield return (rule[..colon].Trim().ToLower(CultureInfo.InvariantCulture), rule[(colon + 1)..].Replace("!important", "", StringComparison.OrdinalIgnoreCase).Trim().ToLower(CultureInfo.InvariantCulture));
        }
    }

    private static bool White(string? color) => color?.Trim().ToLower(CultureInfo.InvariantCulture).Replace(" ", "", StringComparison.Ordinal) is "white" or "#fff" or "#ffffff" or "rgb(255,255,255)" or "#fefefe" or "transparent";

    private static bool Nothing(string value, double most)
    {
        var end = 0;
        while (end < value.Length && (char.IsAsciiDigit(value[end]) || value[end] == '.')) end++;
        return end > 0 && !value.EndsWith("em", StringComparison.Ordinal) && double.TryParse(value.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var size) && size <= most;
    }
}
