using System.Text;

namespace TrustLine.Channels.Email.Imap;

/// <summary>From the greeting to being logged in.</summary>
internal sealed partial class ImapSession
{
    private async Task GreetAsync(CancellationToken cancellation)
    {
        var greeting = await reader.ReadAsync(null, cancellation);
        if (greeting.Tag != "*" || greeting.Name is not ("OK" or "PREAUTH" or "BYE")) throw new ImapTroubleException(ImapTrouble.Broken);
        TakeIn(greeting);
        if (account.Security == MailSecurity.StartTls)
        {
            // Who is logged in by the greeting cannot go over to TLS any more: the oldest way to keep a client in clear.
            if (greeting.Name == "PREAUTH") throw new ImapTroubleException(ImapTrouble.Insecure);
            await ProtectAsync(cancellation);
        }
        else if (capabilities.Count == 0)
        {
            await MustAsync(new("CAPABILITY"), null, cancellation);
        }

        if (!Can("IMAP4REV1") && !Can("IMAP4REV2")) throw new ImapTroubleException(ImapTrouble.Broken);
        if (greeting.Name != "PREAUTH" && account.User is { Length: > 0 } user) await LogInAsync(user, account.Password ?? "", cancellation);
    }

    // RFC 9051 6.2.1: what the server said of itself in clear is forgotten and asked again.
    private async Task ProtectAsync(CancellationToken cancellation)
    {
        if (capabilities.Count == 0) await MustAsync(new("CAPABILITY"), null, cancellation);
        if (!Can("STARTTLS") || !(await AskAsync(new("STARTTLS"), null, null, cancellation)).IsOk) throw new ImapTroubleException(ImapTrouble.Insecure);
        await line.ProtectAsync(cancellation);
        capabilities.Clear();
        await MustAsync(new("CAPABILITY"), null, cancellation);
    }

    private async Task LogInAsync(string user, string password, CancellationToken cancellation)
    {
        if (account.Security != MailSecurity.None && !line.Protected) throw new ImapTroubleException(ImapTrouble.Insecure);
        ImapResponse answer;
        if (Can("AUTH=PLAIN")) answer = await PlainAsync(user, password, cancellation);
        else if (!Can("LOGINDISABLED")) answer = await AskAsync(new ImapCommand("LOGIN").WithString(user).WithString(password), null, null, cancellation);
        else throw new ImapTroubleException(line.Protected ? ImapTrouble.Refused : ImapTrouble.Insecure);
        if (!answer.IsOk) throw new ImapTroubleException(Kind(answer) is var kind and (ImapTrouble.Away or ImapTrouble.Insecure) ? kind : ImapTrouble.Refused);
        // Logged in, a server often can do more; it says so at once (RFC 9051 7.1) or when asked.
        if (answer.Code == "CAPABILITY") return;
        capabilities.Clear();
        await MustAsync(new("CAPABILITY"), null, cancellation);
    }

    // RFC 4616; the first message goes with the command where the server takes it so (RFC 4959).
    private async Task<ImapResponse> PlainAsync(string user, string password, CancellationToken cancellation)
    {
        var message = Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0{password}"));
        if (Can("SASL-IR")) return await AskAsync(new ImapCommand("AUTHENTICATE PLAIN").With(message), null, null, cancellation);
        return await ExchangeAsync(async tag =>
        {
            await line.WriteLineAsync(tag + " AUTHENTICATE PLAIN", cancellation);
            var answer = await AnswerAsync(tag, "+", null, null, cancellation);
            if (answer.Tag != "+") return answer;
            await line.WriteLineAsync(message, cancellation);
            return await AnswerAsync(tag, tag, null, null, cancellation);
        });
    }
}
