using System.Globalization;

namespace TrustLine.Channels.Email.Smtp;

/// <summary>
/// One session with a mail server that takes our letters (RFC 5321, RFC 6409). Any number of letters, one after the other; after <see cref="SmtpTrouble.Away"/>,
/// <see cref="SmtpTrouble.Silent"/>, <see cref="SmtpTrouble.Insecure"/> or <see cref="SmtpTrouble.Broken"/> it is over.
/// </summary>
public sealed partial class SmtpSession : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2); // A letter that was taken must not count as unsent because of it.

    private readonly MailAccount account;
    private readonly MailLine line;
    private readonly string ourName;
    private readonly Dictionary<string, string> extensions = new(StringComparer.OrdinalIgnoreCase);
    private bool inTheMiddle;

    private SmtpSession(MailAccount account, MailLine line, string ourName) => (this.account, this.line, this.ourName) = (account, line, ourName);

    /// <summary>Connects, protects the line and logs in. <paramref name="ourName"/> is the domain we say to be (RFC 5321 4.1.1.1): that of the sender, so that no name of an inner machine goes out.</summary>
    public static async Task<SmtpSession> OpenAsync(MailAccount account, string ourName, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        var session = new SmtpSession(account, await MailLine.OpenAsync(account, SmtpTroubleException.Of, cancellation), ourName);
        try
        {
            await session.GreetAsync(cancellation);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Hands over one letter; returns when the server has taken it. A null <paramref name="from"/> is the null sender <c>&lt;&gt;</c>, to which nothing ever comes back: so automatic
    /// answers leave (RFC 3834 3.3). When the line breaks after the last byte and before the reply, nobody knows: the letter may come twice.
    /// </summary>
    public async Task SendAsync(EmailAddress? from, EmailAddress to, ReadOnlyMemory<byte> letter, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (inTheMiddle) throw new SmtpTroubleException(SmtpTrouble.Away);
        inTheMiddle = true;
        var data = SmtpData.Of(letter.Span);
        var mail = await AskAsync($"MAIL FROM:<{from?.OnTheLine}>{Parameters(from, to, letter, data.Length)}", cancellation);
        if (!mail.IsDone) throw await RefusedAsync(mail, toAddress: false, cancellation);
        var rcpt = await AskAsync($"RCPT TO:<{to.OnTheLine}>", cancellation);
        if (!rcpt.IsDone) throw await RefusedAsync(rcpt, toAddress: true, cancellation);
        var go = await AskAsync("DATA", cancellation);
        if (go.Code != 354) throw await RefusedAsync(go, toAddress: false, cancellation);
        line.Begin();
        await line.WriteAsync(data, cancellation);
        var taken = await SmtpReply.ReadAsync(line, cancellation);
        inTheMiddle = false;
        if (!taken.IsDone) throw taken.Trouble();
    }

    /// <summary>Says goodbye; a server that does not answer it is left all the same.</summary>
    public async Task QuitAsync()
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            if (!inTheMiddle) await AskAsync("QUIT", limit.Token);
        }
        catch (Exception error) when (error is SmtpTroubleException or OperationCanceledException)
        {
            // It is over anyway.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => line.DisposeAsync();

    // SIZE (RFC 1870), BODY (RFC 6152) and SMTPUTF8 (RFC 6531), each only where it is offered and needed.
    private string Parameters(EmailAddress? from, EmailAddress to, ReadOnlyMemory<byte> letter, int size)
    {
        var parameters = "";
        if (extensions.TryGetValue("SIZE", out var most))
        {
            if (long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0 && size > limit) throw Unsent(SmtpTrouble.Final, 552, "5.3.4");
            parameters += " SIZE=" + size.ToString(CultureInfo.InvariantCulture);
        }

        var eightBit = letter.Span.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0;
        if (eightBit && extensions.ContainsKey("8BITMIME")) parameters += " BODY=8BITMIME";
        else if (eightBit) throw Unsent(SmtpTrouble.Final, 554, "5.6.3");
        if (!to.NeedsUtf8 && from is not { NeedsUtf8: true }) return parameters;
        return extensions.ContainsKey("SMTPUTF8") ? parameters + " SMTPUTF8" : throw Unsent(SmtpTrouble.Address, 553, "5.6.7");
    }

    // Known before a word of it was said: the session goes on with the next letter.
    private SmtpTroubleException Unsent(SmtpTrouble trouble, int reply, string status)
    {
        inTheMiddle = false;
        return new(trouble, reply, status);
    }

    // A letter that was refused is taken back, so that the next one begins clean.
    private async Task<SmtpTroubleException> RefusedAsync(SmtpReply reply, bool toAddress, CancellationToken cancellation)
    {
        var trouble = reply.Trouble(toAddress);
        if (trouble.Trouble is not (SmtpTrouble.Away or SmtpTrouble.Broken)) inTheMiddle = !(await AskAsync("RSET", cancellation)).IsDone;
        return trouble;
    }

    private async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation)
    {
        line.Begin();
        await line.WriteLineAsync(command, cancellation);
        return await SmtpReply.ReadAsync(line, cancellation);
    }
}
