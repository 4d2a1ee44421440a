namespace TrustLine.Channels.Email.Imap;

/// <summary>One message of the mailbox, handed over to be taken: it can be read once. Prints nothing.</summary>
public sealed class ImapMail
{
    private readonly Func<Stream, long, Task<long?>> fetch;
    private readonly TaskCompletionSource read = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int spent;

    internal ImapMail(uint uid, long uidValidity, long size, Func<Stream, long, Task<long?>> fetch) => (Uid, UidValidity, Size, this.fetch) = (uid, uidValidity, size, fetch);

    /// <summary>Its number, lasting within <see cref="UidValidity"/>.</summary>
    public uint Uid { get; }

    /// <summary>Which life of the mailbox the number belongs to.</summary>
    public long UidValidity { get; }

    /// <summary>How many bytes the server says it has.</summary>
    public long Size { get; }

    /// <summary>When it has been read, or will not be.</summary>
    internal Task Read => read.Task;

    /// <summary>
    /// Writes the message as it is into a stream (that seals while it is written) and returns how many bytes it had; null when it is no longer in the mailbox. A message longer than
    /// <paramref name="most"/> bytes ends the connection as <see cref="ImapTrouble.Broken"/>: look at <see cref="Size"/> first.
    /// </summary>
    public async Task<long?> CopyToAsync(Stream to, long most)
    {
        if (Interlocked.Exchange(ref spent, 1) == 1) throw new InvalidOperationException("A mail is read once, before another is handed over.");
        try
        {
            return await fetch(to, most);
        }
        finally
        {
            read.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(ImapMail);

    /// <summary>Returns when the line is free for another message: who has not begun to read this one no longer can.</summary>
    internal Task CloseAsync()
    {
        if (Interlocked.Exchange(ref spent, 1) == 0) read.TrySetResult();
        return read.Task;
    }
}
