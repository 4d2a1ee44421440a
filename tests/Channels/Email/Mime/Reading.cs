using System.Text;
using TrustLine.Channels.Email.Mime;

namespace TrustLine.Tests.Channels.Email.Mime;

/// <summary>A mail read with its files in memory, as a test sees it.</summary>
internal sealed record Reading(ReceivedMail Mail, IReadOnlyList<(string Name, byte[] Bytes)> Files)
{
    internal static Reading Of(byte[] mail, MailBounds? bounds = null) => OfAsync(new MemoryStream(mail), bounds).AsTask().GetAwaiter().GetResult();

    internal static Reading Of(string mail, MailBounds? bounds = null) => Of(Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n")), bounds);

    internal static async ValueTask<Reading> OfAsync(Stream mail, MailBounds? bounds = null)
    {
        var files = new List<(PartHead Head, MemoryStream Bytes)>();
        var read = await MailReader.ReadAsync(mail, (head, _) =>
        {
            files.Add((head, new MemoryStream()));
            return new(files[^1].Bytes);
        }, bounds);
        Assert.Equal(files.Select(f => f.Head), read.Parts.Select(p => p.Head));
        Assert.Equal(files.Select(f => (long)f.Bytes.ToArray().Length), read.Parts.Select(p => p.Length));
        return new(read, [.. files.Select(f => (f.Head.Name, f.Bytes.ToArray()))]);
    }

    /// <summary>A mail of one text: headers of the test's own, and this body.</summary>
    internal static ReceivedMail Text(string headers, byte[] body) => Of([.. Encoding.ASCII.GetBytes("From: a@b.kz\r\n" + headers.ReplaceLineEndings("\r\n") + "\r\n\r\n"), .. body]).Mail;

    /// <summary>A mail of headers only.</summary>
    internal static ReceivedMail Headers(string headers) => Of(headers + "\r\n\r\n").Mail;

    /// <summary>Without any blank: what is left when lines are wrapped otherwise.</summary>
    internal static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\u200b'));
}
