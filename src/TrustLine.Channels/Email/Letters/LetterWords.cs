using System.Text;

namespace TrustLine.Channels.Email.Letters;

/// <summary>Words in headers (RFC 2047, RFC 5322 2.2.3): folded, in encoded-words where they are not plain ASCII. What could end a header line becomes a space before anything else.</summary>
internal static class LetterWords
{
    private const int LongestLine = 76;
    private const string Open = "=?utf-8?B?";
    private const string Close = "?=";

    /// <summary>Free text as a header's value, whose first line already holds so many characters.</summary>
    public static string Unstructured(string text, int used)
    {
        text = OneLine(text);
        var plain = text.All(c => c is >= ' ' and <= '~') && !text.Contains("=?", StringComparison.Ordinal) && text.Length + used <= LongestLine;
        return plain ? text : Encoded(text, used);
    }

    /// <summary>A name with its address.</summary>
    public static string Address(string name, EmailAddress address)
    {
        name = OneLine(name);
        if (name.Length == 0) return address.OnTheLine;
        var plain = name.Length <= 60 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ');
        return $"{(plain ? '"' + name + '"' : Encoded(name, 10))}\r\n <{address.OnTheLine}>";
    }

    // No encoded-word may part a letter, nor be longer than 75 characters (RFC 2047 2, 5).
    private static string Encoded(string text, int used)
    {
        var words = new List<string>();
        var bytes = new List<byte>();
        foreach (var rune in text.EnumerateRunes())
        {
            var room = (LongestLine - 1 - (words.Count == 0 ? used : 1) - Open.Length - Close.Length) / 4 * 3;
            if (bytes.Count + rune.Utf8SequenceLength > room) Flush();
            bytes.AddRange(Encoding.UTF8.GetBytes(rune.ToString()));
        }

        Flush();
        return string.Join("\r\n ", words);

        void Flush()
        {
            if (bytes.Count > 0) words.Add(Open + Convert.ToBase64String([.. bytes]) + Close);
            bytes.Clear();
        }
    }

    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();
}
