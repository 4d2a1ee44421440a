namespace TrustLine.Channels.Email.Imap;

/// <summary>Takes whole responses off the line. Everything is bounded; only the body that was asked for may be of any size, and goes past memory into the stream given for it.</summary>
internal sealed class ImapReader(MailLine line)
{
    /// <summary>The most bytes of one response without a body: a search over some hundred thousand messages fits.</summary>
    internal const int MostText = 2 << 20;

    /// <summary>The next response; a body goes to <paramref name="body"/>, when one was asked for.</summary>
    public async Task<ImapResponse> ReadAsync(ImapBody? body, CancellationToken cancellation)
    {
        using var text = new MemoryStream();
        await line.ReadLineAsync(text, MostText, cancellation);
        while (!ImapParser.IsProse(Written(text)) && ImapParser.EndsInLiteral(Written(text), out var mark, out var length))
        {
            var asked = body is { Came: null } && IsBody(Written(text)[..mark]);
            if (length < 0 || length > (asked ? body!.Most : MostText - text.Length)) throw new ImapTroubleException(ImapTrouble.Broken);
            if (asked)
            {
                body!.Came = length;
                text.SetLength(mark);
                text.Write("{0}\r\n"u8);
                await line.CopyAsync(length, body.To, cancellation);
            }
            else
            {
                text.Write("\r\n"u8);
                await line.CopyAsync(length, text, cancellation);
            }

            await line.ReadLineAsync(text, MostText, cancellation);
        }

        return ImapParser.Parse(Written(text));
    }

    private static ReadOnlySpan<byte> Written(MemoryStream text) => text.GetBuffer().AsSpan(0, (int)text.Length);

    private static bool IsBody(ReadOnlySpan<byte> before) =>
        before.Length > ImapBody.Item.Length && System.Text.Ascii.EqualsIgnoreCase(before[^(ImapBody.Item.Length + 1)..], ImapBody.Item + " ");
}

/// <summary>Where the body of the one message that is fetched goes.</summary>
internal sealed class ImapBody(Stream to, long most)
{
    /// <summary>What its value is called in a FETCH response.</summary>
    public const string Item = "BODY[]";

    /// <summary>The stream of who asked.</summary>
    public Stream To => to;

    /// <summary>The most bytes taken.</summary>
    public long Most => most;

    /// <summary>How many bytes came; null while none has.</summary>
    public long? Came { get; set; }
}
