namespace TrustLine.Channels.Email.Imap;

/// <summary>The mailbox that is open, and waiting for something new in it.</summary>
internal sealed partial class ImapSession
{
    private bool canIdle = true;
    private bool news;

    /// <summary>How many messages the open mailbox holds, as the server last said.</summary>
    public long Exists { get; private set; }

    /// <summary>Opens a mailbox; numbers of messages mean something only together with its <see cref="ImapMailbox.UidValidity"/>.</summary>
    public async Task<ImapMailbox> SelectAsync(string name, bool readOnly, CancellationToken cancellation)
    {
        long? validity = null, next = null;
        var answer = await MustAsync(new ImapCommand(readOnly ? "EXAMINE" : "SELECT").WithString(OnTheLine(name)), Take, cancellation);
        // A server without lasting numbers cannot say which message is which after a new connection.
        if (validity is not { } valid) throw new ImapTroubleException(ImapTrouble.Broken);
        return new(valid, next, readOnly || answer.Code == "READ-ONLY");

        void Take(ImapResponse response)
        {
            if (response is { Code: "UIDVALIDITY", Values: [{ Number: { } v }, ..] }) validity = v;
            if (response is { Code: "UIDNEXT", Values: [{ Number: { } n }, ..] }) next = n;
        }
    }

    /// <summary>Makes a mailbox.</summary>
    public Task CreateAsync(string name, CancellationToken cancellation) => MustAsync(new ImapCommand("CREATE").WithString(OnTheLine(name)), null, cancellation);

    /// <summary>From here on only what comes new counts as news.</summary>
    public void LookFresh() => news = false;

    /// <summary>
    /// Waits until a message has come since <see cref="LookFresh"/>, or the time is over: by IDLE (RFC 2177) where the server can, else by asking every
    /// <paramref name="pollEvery"/>. Whether there is news.
    /// </summary>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeSpan pollEvery, CancellationToken cancellation)
    {
        if (news) return true;
        if (canIdle && Can("IDLE")) return await ExchangeAsync(tag => IdleAsync(tag, longest, cancellation));
        for (var rest = longest; rest > TimeSpan.Zero && !news; rest -= pollEvery)
        {
            await Task.Delay(pollEvery < rest ? pollEvery : rest, cancellation);
            await MustAsync(new("NOOP"), null, cancellation);
        }

        return news;
    }

    private async Task<bool> IdleAsync(string tag, TimeSpan longest, CancellationToken cancellation)
    {
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        await line.WriteLineAsync(tag + " IDLE", cancellation);
        if ((await AnswerAsync(tag, "+", null, null, cancellation)).Tag != "+")
        {
            canIdle = false; // It said that it can, and does not: from now on it is asked.
            return news;
        }

        while (!news && longest - System.Diagnostics.Stopwatch.GetElapsedTime(since) is { Ticks: > 0 } rest && await line.ArrivesAsync(rest, cancellation))
        {
            var response = await reader.ReadAsync(null, cancellation);
            TakeIn(response);
            if (response.Tag == tag) return news;
            if (response.Tag != "*") throw new ImapTroubleException(ImapTrouble.Broken);
        }

        line.Begin();
        await line.WriteLineAsync("DONE", cancellation);
        await AnswerAsync(tag, tag, null, null, cancellation);
        return news;
    }

    private void TakeInMailbox(ImapResponse response)
    {
        if (response is { Name: "EXISTS", Number: { } count })
        {
            news |= count > Exists;
            Exists = count;
        }
        else if (response.Name == "EXPUNGE" && Exists > 0)
        {
            Exists--;
        }
    }

    // Only a server that never was IMAP4rev1 takes names in UTF-8 without being told to (RFC 9051 5.1).
    private string OnTheLine(string name) => capabilities.Contains("IMAP4REV1") ? MailboxName.Encode(name) : name;
}

/// <summary>A mailbox as it was when it was opened.</summary>
/// <param name="UidValidity">Which life of the mailbox it is: with another one, the same numbers are other messages (RFC 9051 2.3.1.1).</param>
/// <param name="UidNext">The number that the next message will have or exceed; null when the server did not say.</param>
/// <param name="ReadOnly">Whether nothing can be changed in it.</param>
internal sealed record ImapMailbox(long UidValidity, long? UidNext, bool ReadOnly);
