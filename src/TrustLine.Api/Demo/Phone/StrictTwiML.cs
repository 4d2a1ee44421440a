using System.Globalization;
using System.Xml.Linq;

namespace TrustLine.Api.Demo.Phone;

/// <summary>Reads an answer as strictly as a provider would: only known verbs, attributes and values, in their places. The simulated phone and the tests' callers judge by this one file.</summary>
internal static class StrictTwiML
{
    private static readonly Dictionary<string, Dictionary<string, Func<string, bool>>> Verbs = new(StringComparer.Ordinal)
    {
        ["Response"] = [],
        ["Play"] = new() { ["loop"] = Between(0, 1000) },
        ["Pause"] = new() { ["length"] = Between(1, 300) },
        ["Redirect"] = new() { ["method"] = Method },
        ["Hangup"] = [],
        ["Number"] = new() { ["url"] = Address, ["method"] = Method },
        ["Gather"] = new()
        {
            ["input"] = v => v == "dtmf", ["action"] = Address, ["method"] = Method, ["timeout"] = Between(1, 60), ["numDigits"] = Between(1, 32),
            ["finishOnKey"] = v => v.Length <= 1 && (v.Length == 0 || "0123456789*#".Contains(v, StringComparison.Ordinal)), ["actionOnEmptyResult"] = Truth,
        },
        ["Record"] = new()
        {
            ["action"] = Address, ["method"] = Method, ["timeout"] = Between(1, 60), ["finishOnKey"] = v => v is "#" or "*", ["maxLength"] = Between(1, 14400), ["playBeep"] = Truth,
            ["trim"] = v => v is "trim-silence" or "do-not-trim", ["recordingStatusCallback"] = Address, ["recordingStatusCallbackMethod"] = Method,
            ["recordingStatusCallbackEvent"] = v => v.Split(' ').All(e => e is "in-progress" or "completed" or "absent"),
        },
        ["Dial"] = new()
        {
            ["action"] = Address, ["method"] = Method, ["timeout"] = Between(5, 600), ["callerId"] = v => v.Length > 3 && v[0] == '+', ["answerOnBridge"] = Truth, ["record"] = v => v == "do-not-record",
        },
    };

    /// <summary>The verbs of an answer; an exception names what a provider would refuse.</summary>
    public static IReadOnlyList<XElement> Read(string answer)
    {
        var document = XDocument.Parse(answer);
        if (document.Root is not { Name.LocalName: "Response" } root) throw new FormatException("no Response");
        if (!answer.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", StringComparison.OrdinalIgnoreCase)) throw new FormatException("no declaration");
        foreach (var element in document.Descendants()) Check(element);
        foreach (var gather in root.Elements("Gather"))
            if (gather.Elements().Any(e => e.Name.LocalName is not ("Play" or "Pause"))) throw new FormatException("a Gather holds only what is heard");
        return [.. root.Elements()];
    }

    private static void Check(XElement element)
    {
        if (element.Name.Namespace != XNamespace.None || !Verbs.TryGetValue(element.Name.LocalName, out var allowed)) throw new FormatException($"no such verb: {element.Name}");
        foreach (var attribute in element.Attributes())
            if (!allowed.TryGetValue(attribute.Name.LocalName, out var fits) || !fits(attribute.Value)) throw new FormatException($"{element.Name} does not take {attribute}");
        var text = element.Nodes().OfType<XText>().Any();
        switch (element.Name.LocalName)
        {
            case "Play" or "Redirect" when !Address(element.Value): throw new FormatException($"{element.Name} needs an address");
            case "Number" when element.Value is not ['+', ..]: throw new FormatException("a number is written with its country");
            case "Dial" when element.Elements("Number").Count() is 0 or > 10: throw new FormatException("a Dial without numbers, or with more than ring at once");
            case "Response" or "Gather" or "Record" or "Dial" or "Hangup" or "Pause" when text: throw new FormatException($"{element.Name} holds text");
            case "Gather" or "Record" or "Dial" when element.Attribute("action") is null: throw new FormatException($"{element.Name} without an action");
        }

        if (element.Name.LocalName is not ("Response" or "Gather" or "Dial") && element.HasElements) throw new FormatException($"{element.Name} holds verbs");
    }

    private static Func<string, bool> Between(int least, int most) => v => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most;

    private static bool Truth(string value) => value is "true" or "false";

    private static bool Method(string value) => value is "GET" or "POST";

    private static bool Address(string value) => Uri.TryCreate(value, UriKind.RelativeOrAbsolute, out var uri) && (value.StartsWith('/') || (uri.IsAbsoluteUri && uri.Scheme is "http" or "https")) && !value.Contains(' ', StringComparison.Ordinal);
}
