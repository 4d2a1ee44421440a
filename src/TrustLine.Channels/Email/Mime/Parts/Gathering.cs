using TrustLine.Channels.Email.Mime.Headers;
using TrustLine.Channels.Email.Mime.Words;

namespace TrustLine.Channels.Email.Mime.Parts;

/// <summary>What is gathered while a mail is read: its files, its words, what was noticed; and the decision whether a part is words or a file.</summary>
internal sealed class Gathering(MailBounds bounds, Func<PartHead, CancellationToken, ValueTask<Stream>> sink)
{
    private const int ReportBytes = 64 << 10;
    private readonly List<Scope> scopes = [];
    private readonly List<ReceivedPart> files = [];
    private readonly List<DeliveryOutcome> outcomes = [];
    private readonly List<string> originals = [];
    private string? reportKind;
    private int room = bounds.TextBytes, numbers;

    /// <summary>What was noticed so far.</summary>
    internal SortedSet<Remark> Remarks { get; } = [];

    /// <summary>Where bytes of files go.</summary>
    internal Func<PartHead, CancellationToken, ValueTask<Stream>> Sink => sink;

    /// <summary>A new mail: the first is the mail itself.</summary>
    internal Scope Scope()
    {
        scopes.Add(new(scopes.Count));
        return scopes[^1];
    }

    /// <summary>A part that goes to the sink gets the next number, and a name if it has none.</summary>
    internal PartHead Number(PartHead head) => head with { Number = ++numbers, Name = head.Named ? head.Name : PartNames.Of(numbers, head.MediaType) };

    /// <summary>The body of this part.</summary>
    internal Leaf Leaf(Entity node)
    {
        var text = node.IsText(!node.Scope.HasText);
        return new(Head(node), Decoder(node), IsReport(node.Type) ? ReportBytes : text ? room : null, this);
    }

    /// <summary>What stands before the first part.</summary>
    internal Leaf Preamble(Entity node) => new(Head(node) with { Named = false, MediaType = "text/plain" }, TransferDecoder.Of("")!, room, this);

    /// <summary>All that comes after more parts than are read.</summary>
    internal Leaf Rest(Entity node) => new(new() { Number = 0, Name = "", Named = false, MediaType = "application/octet-stream", Within = node.Scope.Number }, TransferDecoder.Of("")!, null, this);

    /// <summary>A multipart begins.</summary>
    internal void SeesMultipart(Entity node)
    {
        if (node.Type == "multipart/report" && node.Scope.Number == 0) reportKind = node.Content["report-type"]?.ToLowerInvariant() ?? "";
    }

    /// <summary>A body is at its end. Dropped is what stood where no mail program shows it.</summary>
    internal async ValueTask TakeAsync(Leaf leaf, Entity node, bool dropped, CancellationToken cancellation)
    {
        if (leaf.Keeps && !dropped) await WordsAsync(leaf, node, cancellation);
        else if (dropped && Says(leaf.Kept.Span)) Remarks.Add(Remark.TextOutsideParts);
        Remarks.UnionWith(leaf.Remarks);
        if (leaf.Sunk) files.Add(new(leaf.Head, leaf.Length, [.. leaf.Remarks]));
    }

    /// <summary>A part or mail is at its end: its words go up to where they belong.</summary>
    internal void Leave(Entity node)
    {
        if (node is { Multipart: true, Boundary: not null, Parted: true, Closed: false }) Remarks.Add(Remark.BoundaryUnclosed);
        var words = node.Type == "multipart/alternative" ? Faces.Choose(node.Children, Remarks) : [.. node.Children.SelectMany(c => c)];
        if (node.Parent is null || node.Scope != node.Parent.Scope) node.Scope.Texts = words;
        else if (words.Count > 0) node.Parent.Children.Add(words);
    }

    /// <summary>The mail as it was read.</summary>
    internal ReceivedMail Conclude(long length)
    {
        var delivery = reportKind is null && outcomes.Count == 0 ? null : new DeliveryReport { Kind = reportKind ?? "", Outcomes = outcomes, OriginalIds = [.. originals.Concat(scopes.Skip(1).Select(s => s.Headers?.Plain("message-id")).OfType<string>().SelectMany(id => MessageIds.Read(id, 1, Remarks))).Distinct()] };
        return Conclusion.Of(scopes, delivery, bounds, Remarks) with { Parts = files, Length = length, Remarks = [.. Remarks] };
    }

    private static bool IsReport(string type) => type is "message/delivery-status" or "message/global-delivery-status" or "message/disposition-notification" or "message/feedback-report" or "text/rfc822-headers";

    // "This is a multi-part message in MIME format" is what programs write there.
    private static bool Says(ReadOnlySpan<byte> preamble) => !preamble.Trim(" \t\r\n\0"u8).IsEmpty && preamble.IndexOf("MIME"u8) < 0;

    private static PartHead Head(Entity node) => new()
    {
        Number = 0,
        Name = node.FileName ?? "",
        Named = node.FileName is not null,
        MediaType = Web.FileNames.MediaType(node.Type),
        Inline = node.Disposition.Value == "inline" || (node.Disposition.Value.Length == 0 && node.Headers.Has("content-id")),
        ContentId = MessageIds.Read(node.Headers.Plain("content-id"), 1, new HashSet<Remark>()) is [var id, ..] ? id : null,
        Within = node.Scope.Number,
    };

    private TransferDecoder Decoder(Entity node)
    {
        var told = (node.Headers.Plain("content-transfer-encoding") ?? "").Trim();
        var end = told.AsSpan().IndexOfAny(" \t;(,");
        if (TransferDecoder.Of((end < 0 ? told : told[..end]).Trim('"', '\'')) is { } decoder) return decoder;
        Remarks.Add(Remark.EncodingBroken);
        return TransferDecoder.Of("")!;
    }

    private async ValueTask WordsAsync(Leaf leaf, Entity node, CancellationToken cancellation)
    {
        if (IsReport(node.Type) && !node.Multipart)
        {
            Report(node.Type, leaf.Kept.Span);
            return;
        }

        var type = node.Multipart ? "text/plain" : node.Type;
        var bytes = leaf.Kept;
        if (node.Multipart && !bytes.Span.Trim(" \t\r\n\0"u8).IsEmpty) Remarks.Add(Remark.BoundaryMissing);
        if (type == "text/plain" && !leaf.Sunk)
        {
            (bytes, var inside) = FilesInText.TakeOut(bytes);
            foreach (var (name, content) in inside) await SinkAsync(Head(node) with { Name = name, Named = true, MediaType = "application/octet-stream", Inline = false, ContentId = null }, content, Remark.FileInText, cancellation);
        }

        var noticed = new SortedSet<Remark>();
        var piece = TextOfPart.Read(bytes.Span, type, node.Content, noticed);
        Remarks.UnionWith(noticed);
        room -= Math.Min(room, bytes.Length);
        node.Scope.HasText |= piece.Text.Length > 0;
        node.Children.Add([piece]);
        if (!leaf.Sunk && noticed.Contains(Remark.CharsetUnknown)) await SinkAsync(Head(node), bytes, Remark.CharsetUnknown, cancellation);
    }

    private void Report(string type, ReadOnlySpan<byte> text)
    {
        if (type.EndsWith("delivery-status", StringComparison.Ordinal)) outcomes.AddRange(DeliveryReport.Read(text, bounds));
        else if (DeliveryReport.OriginalId(text) is { } id) originals.Add(id);
    }

    // A file that is in memory already.
    private async ValueTask SinkAsync(PartHead head, ReadOnlyMemory<byte> bytes, Remark why, CancellationToken cancellation)
    {
        var name = Web.FileNames.Clean(head.Name);
        head = Number(head with { Name = name, Named = name.Length > 0 });
        var stream = await sink(head, cancellation);
        await stream.WriteAsync(bytes, cancellation);
        await stream.DisposeAsync();
        files.Add(new(head, bytes.Length, [why]));
        Remarks.Add(why);
    }
}
