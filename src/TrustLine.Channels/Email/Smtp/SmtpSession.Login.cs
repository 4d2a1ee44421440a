using System.Text;

namespace TrustLine.Channels.Email.Smtp;

/// <summary>From the greeting to being logged in.</summary>
public sealed partial class SmtpSession
{
    private async Task GreetAsync(CancellationToken cancellation)
    {
        if (await SmtpReply.ReadAsync(line, cancellation) is { Code: not 220 } busy) throw busy.Trouble();
        await HelloAsync(cancellation);
        if (account.Security == MailSecurity.StartTls)
        {
            // RFC 3207 4.1, 4.2: without it nothing is said, and what was said before it is asked again.
            if (!extensions.ContainsKey("STARTTLS") || (await AskAsync("STARTTLS", cancellation)).Code != 220) throw new SmtpTroubleException(SmtpTrouble.Insecure);
            await line.ProtectAsync(cancellation);
            await HelloAsync(cancellation);
        }

        if (account.User is { Length: > 0 } user) await LogInAsync(user, account.Password ?? "", cancellation);
    }

    private async Task HelloAsync(CancellationToken cancellation)
    {
        var hello = await AskAsync("EHLO " + ourName, cancellation);
        if (!hello.IsDone) throw hello.Trouble();
        extensions.Clear();
        foreach (var words in hello.Lines.Skip(1).Select(l => l.Split(' ', 2, StringSplitOptions.TrimEntries))) extensions[words[0]] = words.ElementAtOrDefault(1) ?? "";
    }

    // RFC 4954: PLAIN (RFC 4616) in one step, or LOGIN, which some servers know alone.
    private async Task LogInAsync(string user, string password, CancellationToken cancellation)
    {
        if (account.Security != MailSecurity.None && !line.Protected) throw new SmtpTroubleException(SmtpTrouble.Insecure);
        var offered = extensions.GetValueOrDefault("AUTH", "").Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        SmtpReply answer;
        if (offered.Contains("PLAIN"))
        {
            answer = await AskAsync("AUTH PLAIN " + Packed($"\0{user}\0{password}"), cancellation);
        }
        else if (offered.Contains("LOGIN"))
        {
            answer = await AskAsync("AUTH LOGIN", cancellation);
            if (answer.Code == 334) answer = await AskAsync(Packed(user), cancellation);
            if (answer.Code == 334) answer = await AskAsync(Packed(password), cancellation);
        }
        else
        {
            throw new SmtpTroubleException(SmtpTrouble.Login);
        }

        if (answer.Code == 235) return;
        var trouble = answer.Trouble();
        throw trouble.Trouble is SmtpTrouble.Final or SmtpTrouble.Broken ? new(SmtpTrouble.Login, trouble.Reply, trouble.Status) : trouble;
    }

    private static string Packed(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
