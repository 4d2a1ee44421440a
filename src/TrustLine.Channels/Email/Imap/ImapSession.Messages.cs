namespace TrustLine.Channels.Email.Imap;

/// <summary>Messages of the open mailbox, always by their lasting numbers (UID).</summary>
internal sealed partial class ImapSession
{
    private const string Deleted = "\\Deleted";

    /// <summary>The numbers of the messages that a search finds, in order; <paramref name="criteria"/> are our own words of RFC 9051 6.4.4, as <c>ALL</c>.</summary>
    public async Task<IReadOnlyList<uint>> SearchAsync(string criteria, CancellationToken cancellation)
    {
        var found = new List<uint>();
        var compact = Can("ESEARCH"); // RFC 4731: 1:500 in place of five hundred numbers.
        await MustAsync(new ImapCommand(compact ? "UID SEARCH RETURN (ALL)" : "UID SEARCH").With(criteria), Take, cancellation);
        return [.. found.Distinct().Order()];

        void Take(ImapResponse response)
        {
            if (response.Name == "SEARCH")
            {
                foreach (var value in response.Values.TakeWhile(v => v.Word.Length > 0)) ImapUids.Read(value.Word, found);
            }
            else if (response.Name == "ESEARCH")
            {
                for (var i = 0; i + 1 < response.Values.Count; i++)
                    if (response.Values[i].Is("ALL")) ImapUids.Read(response.Values[i + 1].Word, found);
            }
        }
    }

    /// <summary>Size and flags of these messages, as far as they are still there.</summary>
    public async Task<IReadOnlyList<ImapMessage>> LookAtAsync(IReadOnlyCollection<uint> uids, CancellationToken cancellation)
    {
        var asked = uids.ToHashSet();
        var seen = new Dictionary<uint, ImapMessage>();
        foreach (var set in ImapUids.Sets(asked)) await MustAsync(new ImapCommand("UID FETCH").With(set).With("(UID RFC822.SIZE FLAGS)"), Take, cancellation);
        return [.. seen.Values.OrderBy(m => m.Uid)];

        void Take(ImapResponse response)
        {
            if (Item(response, "UID")?.Number is not { } uid || !asked.Contains((uint)uid) || Item(response, "RFC822.SIZE")?.Number is not { } size) return;
            seen[(uint)uid] = new((uint)uid, size, [.. (Item(response, "FLAGS")?.Items ?? []).Take(100).Select(f => f.Word)]);
        }
    }

    /// <summary>
    /// Writes a whole message, as it is, into the caller's stream, and leaves its flags alone. Null when it is no longer there; more than <paramref name="most"/> bytes are
    /// <see cref="ImapTrouble.Broken"/>: the server said before how large it is. On any exception the stream holds nothing that counts.
    /// </summary>
    public async Task<long?> FetchAsync(uint uid, Stream to, long most, CancellationToken cancellation)
    {
        var body = new ImapBody(to, most);
        byte[]? small = null;
        var came = false;
        await MustAsync(new ImapCommand("UID FETCH").With($"{uid}").With("(UID BODY.PEEK[])"), Take, cancellation, body);
        if (!came) return body.Came is null ? null : throw new ImapTroubleException(ImapTrouble.Broken);
        if (body.Came is { } length) return length;
        if (small is null) return null;
        await to.WriteAsync(small, cancellation); // A server may send a small body in quotation marks.
        return small.Length;

        void Take(ImapResponse response)
        {
            if (Item(response, ImapBody.Item) is not { } value) return;
            if (Item(response, "UID")?.Number != uid || came) throw new ImapTroubleException(ImapTrouble.Broken);
            (came, small) = (true, value.Bytes);
        }
    }

    /// <summary>Adds a flag to messages.</summary>
    public async Task FlagAsync(IReadOnlyCollection<uint> uids, string flag, CancellationToken cancellation)
    {
        foreach (var set in ImapUids.Sets(uids)) await MustAsync(new ImapCommand("UID STORE").With(set).With($"+FLAGS.SILENT ({flag})"), null, cancellation);
    }

    /// <summary>
    /// Removes messages for good. A server without UIDPLUS (RFC 4315) can only remove everything that is marked, so there nothing of anybody else's may be marked: else ours stay
    /// marked, and the answer is false.
    /// </summary>
    public async Task<bool> ExpungeAsync(IReadOnlyCollection<uint> uids, CancellationToken cancellation)
    {
        if (uids.Count == 0) return true;
        await FlagAsync(uids, Deleted, cancellation);
        if (Can("UIDPLUS"))
        {
            foreach (var set in ImapUids.Sets(uids)) await MustAsync(new ImapCommand("UID EXPUNGE").With(set), null, cancellation);
            return true;
        }

        if ((await SearchAsync("DELETED", cancellation)).Except(uids).Any()) return false;
        await MustAsync(new("EXPUNGE"), null, cancellation);
        return true;
    }

    /// <summary>Moves messages into another mailbox, which is made when it is not there: by MOVE (RFC 6851), else by copying and removing. False as in <see cref="ExpungeAsync"/>.</summary>
    public async Task<bool> MoveAsync(IReadOnlyCollection<uint> uids, string mailbox, CancellationToken cancellation)
    {
        var verb = Can("MOVE") ? "UID MOVE" : "UID COPY";
        foreach (var set in ImapUids.Sets(uids))
        {
            var move = new ImapCommand(verb).With(set).WithString(OnTheLine(mailbox));
            var answer = await AskAsync(move, null, null, cancellation);
            if (!answer.IsOk && Kind(answer) == ImapTrouble.Missing)
            {
                await CreateAsync(mailbox, cancellation);
                answer = await AskAsync(move, null, null, cancellation);
            }

            if (!answer.IsOk) throw new ImapTroubleException(Kind(answer));
        }

        return Can("MOVE") || await ExpungeAsync(uids, cancellation);
    }

    // The value of an item of a FETCH response: (name value name value ...).
    private static ImapValue? Item(ImapResponse response, string name)
    {
        if (response.Name != "FETCH" || response.Values is not [{ Items: var items }, ..]) return null;
        for (var i = 0; i + 1 < items.Count; i += 2)
            if (items[i].Is(name)) return items[i + 1];
        return null;
    }
}

/// <summary>What is known of a message before it is fetched.</summary>
internal sealed record ImapMessage(uint Uid, long Size, IReadOnlyList<string> Flags);
