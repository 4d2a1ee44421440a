using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Extensions;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Primitives;

namespace TrustLine.Channels.Email.Letters;

/// <summary>
/// Gives a letter its shape (RFC 5322, RFC 2045-2047): plain text and simple HTML that says the same, loads nothing and reports nothing back. Nothing in a draft can begin a
/// header line of its own.
/// </summary>
public static class LetterComposer
{
    /// <summary>The letter with a new random Message-ID.</summary>
    public static ComposedLetter Compose(LetterDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        var id = $"<{Token()}@{draft.From.AsciiDomain}>";
        var boundary = "=_" + Token();
        var letter = new StringBuilder();
        Header("Date", DateOf(draft.At));
        Header("From", LetterWords.Address(draft.FromName, draft.From));
        Header("To", LetterWords.Address("", draft.To));
        if (draft.ReplyTo is { } reply) Header("Reply-To", LetterWords.Address("", reply));
        Header("Subject", LetterWords.Unstructured(draft.Subject, "Subject: ".Length));
        Header("Message-ID", id);
        if (MessageIds.Of(draft.InReplyTo) is { } answered) Header("In-Reply-To", answered);
        if (MessageIds.Thread(draft.References, draft.InReplyTo) is { Count: > 0 } thread) Header("References", string.Join("\r\n ", thread));
        if (draft.Author != LetterAuthor.Person)
        {
            Header("Auto-Submitted", draft.Author == LetterAuthor.Service ? "auto-generated" : "auto-replied"); // RFC 3834 5
            Header("X-Auto-Response-Suppress", "All"); // What Exchange asks for in its place.
        }

        Header("Content-Language", draft.Language.Code());
        Header("MIME-Version", "1.0");
        Header("Content-Type", $"multipart/alternative;\r\n boundary=\"{boundary}\"");
        letter.Append("\r\n");
        Part("text/plain", draft.Text);
        Part("text/html", LetterHtml.Of(draft.Subject, draft.Text, draft.Language.Code()));
        letter.Append("--").Append(boundary).Append("--\r\n");
        return new(id, Encoding.UTF8.GetBytes(letter.ToString()));

        void Header(string name, string value) => letter.Append(name).Append(": ").Append(value).Append("\r\n");

        void Part(string type, string text)
        {
            var (encoding, body) = LetterBody.Encode(text);
            letter.Append("--").Append(boundary).Append("\r\n");
            Header("Content-Type", type + "; charset=utf-8");
            Header("Content-Transfer-Encoding", encoding);
            letter.Append("\r\n").Append(body).Append("\r\n");
        }
    }

    private static string Token() => Convert.ToHexStringLower(Draw.Bytes(16));

    // RFC 5322 3.3, with the offset that Astana had at that moment.
    private static string DateOf(DateTimeOffset at)
    {
        var there = at.ToInstant().InZone(AstanaTime.Zone).ToDateTimeOffset();
        return there.ToString("ddd, d MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + there.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal);
    }
}
