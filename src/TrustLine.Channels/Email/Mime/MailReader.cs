using TrustLine.Channels.Email.Mime.Headers;
using TrustLine.Channels.Email.Mime.Parts;
using TrustLine.Channels.Email.Mime.Words;

namespace TrustLine.Channels.Email.Mime;

/// <summary>
/// Reads one mail forward from a stream (RFC 5322, 2045-2049, 6532). Files go to the sink as they come, memory does not grow with them. Bad input is never an exception: what can be read is given, the rest is a <see cref="Remark"/>.
/// Exceptions of the stream and of the sink pass through: then nothing was read.
/// </summary>
public sealed class MailReader
{
    private const int LongestDoubtful = 2000;
    private readonly LineReader lines;
    private readonly Gathering gathering;
    private readonly MailBounds bounds;
    private readonly CancellationToken cancellation;
    private readonly byte[] ending = new byte[2];
    private Entity node;
    private Leaf? leaf;
    private State state = State.Headers;
    private int held, parts, blanks;
    private byte[]? doubtful, candidate;
    private bool outside;

    private MailReader(LineReader lines, Gathering gathering, MailBounds bounds, CancellationToken cancellation)
    {
        (this.lines, this.gathering, this.bounds, this.cancellation) = (lines, gathering, bounds, cancellation);
        node = new(null, gathering.Scope(), "text/plain", bounds);
        node.Scope.Headers = node.Headers;
    }

    private enum State
    {
        Headers,
        // The words or the file of a part.
        Body,
        // Before the first boundary of a multipart.
        Preamble,
        // After the last.
        Epilogue,
        // More parts than are read: one file to the end.
        Rest,
    }

    /// <summary>
    /// Reads the mail. <paramref name="sink"/> is asked once for each file, in their order, and gives the stream that takes its bytes; it is disposed when the file is whole. After an exception an open one is the caller's to drop.
    /// </summary>
    public static async Task<ReceivedMail> ReadAsync(Stream mail, Func<PartHead, CancellationToken, ValueTask<Stream>> sink, MailBounds? bounds = null, CancellationToken cancellation = default)
    {
        bounds ??= new();
        using var lines = new LineReader(mail);
        var gathering = new Gathering(bounds, sink);
        var reader = new MailReader(lines, gathering, bounds, cancellation);
        while (await lines.NextAsync(cancellation)) await reader.LineAsync();
        await reader.EndAsync();
        return gathering.Conclude(lines.Total);
    }

    private async ValueTask LineAsync()
    {
        if (!lines.Continues && state != State.Rest && lines.Content.StartsWith("--"u8) && Delimits(lines.Content, out var closes) is { } multipart)
        {
            await DelimitAsync(multipart, closes);
            return;
        }

        switch (state)
        {
            case State.Headers:
                await HeaderAsync();
                break;
            case State.Preamble when Guessed():
                await DelimitAsync(node, closes: false);
                node.Headers.Begin(HeaderBlock.NameOf(lines.Content)!, lines.Content);
                break;
            case State.Epilogue:
                outside |= !lines.Content.Trim(" \t\0"u8).IsEmpty;
                break;
            default:
                if (Push()) await leaf!.FlushAsync(cancellation);
                break;
        }
    }

    // ---- headers ----

    private async ValueTask HeaderAsync()
    {
        if (lines.Continues)
        {
            node.Headers.Continue(lines.Content);
            return;
        }

        var line = lines.Content;
        if (line.Trim(" \t\r"u8).IsEmpty)
        {
            // Dumps of mails begin with blank lines; a mail never does.
            if (node.Parent is null && node.Headers.Empty && doubtful is null && ++blanks <= 3) return;
            await BodyAsync(pushLine: false);
        }
        else if (line[0] is (byte)' ' or (byte)'\t' && !node.Headers.Empty)
        {
            node.Headers.Continue(line);
        }
        else if (HeaderBlock.NameOf(line) is { } name && (doubtful is null || Familiar(name)))
        {
            if (doubtful is not null) gathering.Remarks.Add(Remark.HeadersBroken);
            doubtful = null;
            node.Headers.Begin(name, line);
        }
        else if (node.Parent is null && node.Headers.Empty && (line.StartsWith("From "u8) || line.StartsWith(">From "u8)))
        {
            return; // The line that parts mails in a mailbox file (RFC 4155).
        }
        else if (doubtful is null && !node.Headers.Empty && line.Length < LongestDoubtful)
        {
            // A blot among the headers, or the blank line is missing: the next line tells.
            doubtful = [.. line, .. lines.Ending];
        }
        else
        {
            await BodyAsync(pushLine: true);
        }
    }

    private static bool Familiar(string name) =>
        name.StartsWith("x-", StringComparison.Ordinal) || name.StartsWith("content-", StringComparison.Ordinal)
        || name is "from" or "to" or "cc" or "subject" or "date" or "message-id" or "mime-version" or "received" or "reply-to" or "in-reply-to" or "references" or "return-path" or "sender" or "importance" or "dkim-signature";

    private async ValueTask BodyAsync(bool pushLine)
    {
        BeginBody();
        if (doubtful is not null || pushLine) gathering.Remarks.Add(Remark.HeadersBroken);
        if (doubtful is not null && leaf is not null && leaf.Push(doubtful)) await leaf.FlushAsync(cancellation);
        doubtful = null;
        if (pushLine && state == State.Headers) await HeaderAsync();
        else if (pushLine && Push()) await leaf!.FlushAsync(cancellation);
    }

    private void BeginBody()
    {
        node.Begin(gathering.Remarks);
        if (node.Headers.Cut) gathering.Remarks.Add(Remark.HeadersCut);
        var deep = node.Depth >= bounds.Depth;
        if (deep && (node.Multipart || Mails(node.Type)))
        {
            gathering.Remarks.Add(Remark.TooDeep);
            node.Shut();
        }

        if (PartNames.Meaning(node.Type, node.FileName, node.Content["smime-type"]) is { } remark) gathering.Remarks.Add(remark);
        if (node.Multipart && !deep)
        {
            gathering.SeesMultipart(node);
            (state, leaf) = (State.Preamble, gathering.Preamble(node));
        }
        else if (Mails(node.Type) && !deep && Unencoded())
        {
            var scope = gathering.Scope();
            node = new(node, scope, "text/plain", bounds);
            scope.Headers = node.Headers;
            state = State.Headers;
        }
        else
        {
            (state, leaf) = (State.Body, gathering.Leaf(node));
        }
    }

    private static bool Mails(string type) => type is "message/rfc822" or "message/global" or "message/news";

    private bool Unencoded() => (node.Headers.Plain("content-transfer-encoding") ?? "").Trim().ToLowerInvariant() is "" or "7bit" or "8bit" or "binary";

    // ---- bodies ----

    // The end of a line belongs to the boundary if one follows (RFC 2046, 5.1.1): it is held back.
    private bool Push()
    {
        var due = held > 0 && leaf!.Push(ending.AsSpan(0, held));
        due |= leaf!.Push(lines.Content);
        held = lines.Ending.Length;
        lines.Ending.CopyTo(ending);
        return due;
    }

    // A multipart that told no boundary, or a wrong one: a line of dashes with a header of a part below it.
    private bool Guessed()
    {
        if (lines.Continues) return false;
        var line = lines.Content.TrimEnd(" \t"u8);
        if (candidate is not null && HeaderBlock.NameOf(line) is { } name && name.StartsWith("content-", StringComparison.Ordinal))
        {
            node.Boundary = candidate;
            candidate = null;
            gathering.Remarks.Add(Remark.BoundaryGuessed);
            return true;
        }

        candidate = line.Length is > 3 and < 200 && line.StartsWith("--"u8) && line.IndexOf((byte)' ') < 0 ? line.ToArray() : null;
        return false;
    }

    // ---- boundaries ----

    private Entity? Delimits(ReadOnlySpan<byte> line, out bool closes)
    {
        closes = false;
        for (var entity = node; entity is not null; entity = entity.Parent)
        {
            if (entity.Boundary is not { } boundary || !line.StartsWith(boundary)) continue;
            var rest = line[boundary.Length..].TrimEnd(" \t\r"u8);
            if (rest.IsEmpty) return entity;
            if (!rest.SequenceEqual("--"u8)) continue;
            closes = true;
            return entity;
        }

        return null;
    }

    private async ValueTask DelimitAsync(Entity multipart, bool closes)
    {
        if (state == State.Headers && doubtful is not null) await BodyAsync(pushLine: false);
        else if (state == State.Headers && node != multipart) BeginBody();
        while (node != multipart) await LeaveAsync();
        if (leaf is not null) await EndLeafAsync(dropped: true);
        (multipart.Parted, held, candidate) = (true, 0, null);
        if (closes)
        {
            multipart.Closed = true;
            state = State.Epilogue;
            return;
        }

        if (++parts > bounds.Parts)
        {
            gathering.Remarks.Add(Remark.TooManyParts);
            (state, leaf) = (State.Rest, gathering.Rest(multipart));
            return;
        }

        state = State.Headers;
        node = new(multipart, multipart.Scope, multipart.Type == "multipart/digest" ? "message/rfc822" : "text/plain", bounds); // RFC 2046, 5.1.5
    }

    // One level up: what was begun here is at its end.
    private async ValueTask LeaveAsync()
    {
        if (leaf is not null) await EndLeafAsync(dropped: node.Multipart && node.Parted);
        gathering.Leave(node);
        node = node.Parent!;
        state = State.Body;
    }

    private async ValueTask EndLeafAsync(bool dropped)
    {
        var ended = leaf!;
        leaf = null;
        await ended.EndAsync(cancellation);
        await gathering.TakeAsync(ended, node, dropped && state == State.Preamble, cancellation);
    }

    private async ValueTask EndAsync()
    {
        if (state == State.Headers)
        {
            if (node.Parent is not null) gathering.Remarks.Add(Remark.CutOff);
            await BodyAsync(pushLine: false);
            // A mail inside that never began.
            if (state == State.Headers) BeginBody();
        }

        if (held > 0 && leaf is not null && leaf.Push(ending.AsSpan(0, held))) await leaf.FlushAsync(cancellation);
        while (node.Parent is not null) await LeaveAsync();
        if (leaf is not null) await EndLeafAsync(dropped: node.Multipart && node.Parted);
        gathering.Leave(node);
        if (outside) gathering.Remarks.Add(Remark.TextOutsideParts);
    }
}
