using System.Globalization;

namespace TrustLine.Channels.Email.Imap;

/// <summary>
/// One session with an IMAP4rev1 or rev2 server (RFC 3501, RFC 9051), for one user at a time. After <see cref="ImapTrouble.Away"/>, <see cref="ImapTrouble.Silent"/>,
/// <see cref="ImapTrouble.Insecure"/> or <see cref="ImapTrouble.Broken"/> it is over: open another.
/// </summary>
internal sealed partial class ImapSession : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);
    private const int MostResponses = 2_000_000; // To one command; what they say is bounded where it is kept.

    private readonly MailAccount account;
    private readonly MailLine line;
    private readonly ImapReader reader;
    private readonly HashSet<string> capabilities = new(StringComparer.OrdinalIgnoreCase);
    private int commands;
    private bool farewell;
    private bool inTheMiddle;

    private ImapSession(MailAccount account, MailLine line) => (this.account, this.line, reader) = (account, line, new(line));

    /// <summary>Connects, protects the line and logs in.</summary>
    public static async Task<ImapSession> OpenAsync(MailAccount account, CancellationToken cancellation)
    {
        var session = new ImapSession(account, await MailLine.OpenAsync(account, ImapTroubleException.Of, cancellation));
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

    /// <summary>Says goodbye; a server that does not answer it is left all the same.</summary>
    public async Task LogoutAsync()
    {
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            farewell = true;
            await AskAsync(new("LOGOUT"), null, null, limit.Token);
        }
        catch (Exception error) when (error is ImapTroubleException or OperationCanceledException)
        {
            // It is over anyway.
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => line.DisposeAsync();

    /// <summary>Whether the server said that it can do this; a server of IMAP4rev2 can do what was an extension before (RFC 9051 appendix E).</summary>
    internal bool Can(string capability) => capabilities.Contains(capability) || (capability is "UIDPLUS" or "MOVE" or "IDLE" or "ESEARCH" or "SASL-IR" or "LITERAL-" && capabilities.Contains("IMAP4REV2"));

    /// <summary>Says a command and reads until the server has ended it; null in <paramref name="untagged"/> when nobody wants the data.</summary>
    private Task<ImapResponse> AskAsync(ImapCommand command, Action<ImapResponse>? untagged, ImapBody? body, CancellationToken cancellation) => ExchangeAsync(async tag =>
    {
        var pieces = command.Pieces(tag, length => Can("LITERAL+") || (length <= 4096 && Can("LITERAL-")));
        for (var i = 0; i < pieces.Count; i++)
        {
            await line.WriteAsync(pieces[i], cancellation);
            if (i < pieces.Count - 1 && await AnswerAsync(tag, "+", untagged, body, cancellation) is { Tag: not "+" } early) return early;
        }

        return await AnswerAsync(tag, tag, untagged, body, cancellation);
    });

    // What was left in the middle, by whatever exception, would be read as answers to the next command: a mail could speak for the server. So then it is over.
    private async Task<T> ExchangeAsync<T>(Func<string, Task<T>> exchange)
    {
        if (inTheMiddle) throw new ImapTroubleException(ImapTrouble.Away);
        inTheMiddle = true;
        line.Begin();
        var result = await exchange("T" + (++commands).ToString(CultureInfo.InvariantCulture));
        inTheMiddle = false;
        return result;
    }

    /// <summary>The same, for what must be done: a no becomes the trouble that it is.</summary>
    private async Task<ImapResponse> MustAsync(ImapCommand command, Action<ImapResponse>? untagged, CancellationToken cancellation, ImapBody? body = null) =>
        await AskAsync(command, untagged, body, cancellation) is var answer && answer.IsOk ? answer : throw new ImapTroubleException(Kind(answer));

    // Reads until the command ends, or the server asks for more. Untagged data may come at any time and is taken in whenever it comes.
    private async Task<ImapResponse> AnswerAsync(string tag, string until, Action<ImapResponse>? untagged, ImapBody? body, CancellationToken cancellation)
    {
        for (var count = 0; count < MostResponses; count++)
        {
            var response = await reader.ReadAsync(body, cancellation);
            TakeIn(response);
            if (response.Tag == tag || response.Tag == until) return response;
            if (response.Tag != "*") break;
            untagged?.Invoke(response);
        }

        throw new ImapTroubleException(ImapTrouble.Broken);
    }

    private void TakeIn(ImapResponse response)
    {
        if (response.Name == "BYE" && !farewell) throw new ImapTroubleException(response.Code == "PRIVACYREQUIRED" ? ImapTrouble.Insecure : ImapTrouble.Away);
        if (response.Name == "CAPABILITY" || response.Code == "CAPABILITY")
        {
            capabilities.Clear();
            capabilities.UnionWith(response.Values.Take(500).Select(v => v.Word));
        }

        if (response.Tag == "*") TakeInMailbox(response);
    }

    // RFC 9051 7.1 and RFC 5530.
    private static ImapTrouble Kind(ImapResponse answer) => answer.Name == "BAD" ? ImapTrouble.Broken : answer.Code switch
    {
        "UNAVAILABLE" or "INUSE" or "LIMIT" or "CONTACTADMIN" => ImapTrouble.Away,
        "NONEXISTENT" or "TRYCREATE" => ImapTrouble.Missing,
        "PRIVACYREQUIRED" => ImapTrouble.Insecure,
        _ => ImapTrouble.Denied,
    };
}
