using System.Text;
using TrustLine.Channels.Email.Mime.Headers;

namespace TrustLine.Channels.Email.Mime;

/// <summary>What became of one address (RFC 3464, 2.3).</summary>
public sealed record DeliveryOutcome(string Address, string Action, string Status, string Said)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(DeliveryOutcome);
}

/// <summary>What a server or program reports of a mail sent earlier: not delivered, late, read. Anybody can write one: it counts only when <see cref="OriginalIds"/> names a mail of ours. Prints nothing.</summary>
public sealed record DeliveryReport
{
    private const int MostAddresses = 50;

    /// <summary>The kind told by multipart/report: <c>delivery-status</c>, <c>disposition-notification</c>, <c>feedback-report</c>; empty for a bounce without a machine-readable part.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Each address and what became of it.</summary>
    public IReadOnlyList<DeliveryOutcome> Outcomes { get; init; } = [];

    /// <summary>Ids of the mail that it is about, from the copy or the headers that came back.</summary>
    public IReadOnlyList<string> OriginalIds { get; init; } = [];

    /// <summary>Whether an address failed for good (RFC 3463, class 5).</summary>
    public bool Failed => Outcomes.Any(o => o.Action == "failed" || o.Status.StartsWith('5'));

    /// <inheritdoc/>
    public override string ToString() => nameof(DeliveryReport);

    /// <summary>The fields of message/delivery-status: blocks parted by blank lines, the first about the mail, each further about one address.</summary>
    internal static List<DeliveryOutcome> Read(ReadOnlySpan<byte> text, MailBounds bounds)
    {
        var outcomes = new List<DeliveryOutcome>();
        var block = new HeaderBlock(bounds);
        while (!text.IsEmpty && outcomes.Count < MostAddresses)
        {
            var end = text.IndexOf((byte)'\n');
            var line = (end < 0 ? text : text[..end]).TrimEnd((byte)'\r');
            text = end < 0 ? [] : text[(end + 1)..];
            if (line.Trim(" \t"u8).IsEmpty)
            {
                Add(block, outcomes);
                block = new(bounds);
            }
            else if (line[0] is (byte)' ' or (byte)'\t') block.Continue(line);
            else if (HeaderBlock.NameOf(line) is { } name) block.Begin(name, line);
        }

        Add(block, outcomes);
        return outcomes;
    }

    /// <summary>The original's id among headers that came back (text/rfc822-headers) or the fields of a notification (RFC 8098, 3.2.5).</summary>
    internal static string? OriginalId(ReadOnlySpan<byte> text)
    {
        foreach (var line in Encoding.Latin1.GetString(text).Split('\n'))
            foreach (var name in (string[])["Original-Message-ID:", "Message-ID:"])
                if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && MessageIds.Read(line[name.Length..], 1, new HashSet<Remark>()) is [var id, ..]) return id;
        return null;
    }

    private static void Add(HeaderBlock block, List<DeliveryOutcome> outcomes)
    {
        if ((block.Plain("final-recipient") ?? block.Plain("original-recipient")) is not { } recipient) return;
        var semicolon = recipient.IndexOf(';', StringComparison.Ordinal);
        var ignored = new HashSet<Remark>();
        string Field(string name) => HeaderText.Clean(block.Plain(name) ?? "", ignored);
        outcomes.Add(new(HeaderText.Clean(recipient[(semicolon + 1)..], ignored).Trim('<', '>', ' '), Field("action").ToLowerInvariant(), Field("status"), Field("diagnostic-code")));
    }
}
