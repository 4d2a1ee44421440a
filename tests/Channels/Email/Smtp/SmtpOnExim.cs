// The client against a real mail server: both kinds of TLS, logging in, refusals of every kind, and letters that arrive as they were written.

using System.Text;
using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Smtp;
using TrustLine.Testing;

namespace TrustLine.Tests.Channels.Email.Smtp;

[Trait("Needs", "exim")]
public sealed class SmtpOnExim : IAsyncLifetime
{
    private static readonly EmailAddress From = EmailAddress.TryParse("line@example.kz")!;
    private static readonly EmailAddress To = EmailAddress.TryParse("asan@example.kz")!;
    private readonly MailServer _server = MailServer.Prepare();

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task Letters_arrive_byte_for_byte_over_either_kind_of_TLS_from_somebody_or_from_nobody()
    {
        var body = string.Join("\r\n", ".", "..", ".a dot", "From here", "", "a", ".");
        foreach (var security in new[] { MailSecurity.Tls, MailSecurity.StartTls })
        {
            await using var session = await SmtpSession.OpenAsync(Account(security), "example.kz", default);
            await session.SendAsync(From, To, Letter(body), default);
            await session.SendAsync(null, To, Letter(body + "\r\n"), default);
            await session.QuitAsync();
        }

        var mails = await _server.WaitForAsync(4, TimeSpan.FromSeconds(20));
        Assert.All(mails, m => Assert.EndsWith("\n\n" + body.ReplaceLineEndings("\n") + "\n", m.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        Assert.Equal(2, mails.Count(m => m.Contains("Return-path: <>", StringComparison.Ordinal)));
        Assert.Equal(2, mails.Count(m => m.Contains("Return-path: <line@example.kz>", StringComparison.Ordinal)));
        Assert.All(mails, m => Assert.Contains("helo=example.kz", m.Replace("HELO example.kz", "helo=example.kz", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_refused_says_of_which_kind_it_is_and_the_next_letter_leaves()
    {
        await using var session = await SmtpSession.OpenAsync(Account(MailSecurity.Tls), "example.kz", default);
        foreach (var (name, trouble, reply, status) in new[]
        {
            ("nobody", SmtpTrouble.Address, 550, "5.1.1"), ("spam", SmtpTrouble.Final, 550, "5.7.1"), ("later", SmtpTrouble.Passing, 451, "4.7.1"),
        })
        {
            var error = await Assert.ThrowsAsync<SmtpTroubleException>(() => session.SendAsync(From, EmailAddress.TryParse(name + "@example.kz")!, Letter("x"), default));
            Assert.Equal((trouble, reply, status), (error.Trouble, error.Reply, error.Status));
            Assert.Equal($"The mail server: {trouble} {reply} {status}", error.Message);
        }

        var tooLarge = await Assert.ThrowsAsync<SmtpTroubleException>(() => session.SendAsync(From, To, Letter(new string('x', 70) + string.Concat(Enumerable.Repeat("\r\n" + new string('y', 70), 30_000))), default));
        Assert.Equal((SmtpTrouble.Final, "5.3.4"), (tooLarge.Trouble, tooLarge.Status)); // Said by us from the server's own SIZE, before a byte of it left.
        await session.SendAsync(From, To, Letter("the one that leaves"), default);
        Assert.Contains("the one that leaves", Assert.Single(await _server.WaitForAsync(1, TimeSpan.FromSeconds(20))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_other_letters_go_where_they_can()
    {
        await using var session = await SmtpSession.OpenAsync(Account(MailSecurity.StartTls), "example.kz", default);
        await session.SendAsync(From, EmailAddress.TryParse("asan@пошта.қаз")!, Letter("by punycode"), default);
        await session.SendAsync(From, EmailAddress.TryParse("асан@пошта.қаз")!, Letter("by SMTPUTF8, қазақша"), default);
        var mails = await _server.WaitForAsync(2, TimeSpan.FromSeconds(20));
        Assert.Contains(mails, m => m.Contains("Envelope-to: asan@xn--", StringComparison.Ordinal) && m.Contains("by punycode", StringComparison.Ordinal));
        Assert.Contains(mails, m => m.Contains("Envelope-to: асан@", StringComparison.Ordinal) && m.Contains("қазақша", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_is_wrong_with_the_way_in_is_told_apart()
    {
        Assert.Equal(SmtpTrouble.Login, await TroubleAsync(Account(MailSecurity.Tls, password: "wrong")));
        Assert.Equal(SmtpTrouble.Login, await TroubleAsync(Account(MailSecurity.StartTls, password: "wrong")));
        Assert.Equal(SmtpTrouble.Insecure, await TroubleAsync(Account(MailSecurity.Tls, trusted: false)));
        Assert.Equal(SmtpTrouble.Insecure, await TroubleAsync(Account(MailSecurity.StartTls, trusted: false)));
        Assert.Equal(SmtpTrouble.Login, await TroubleAsync(Account(MailSecurity.None))); // In clear the server offers no way to log in.
        await _server.DisposeAsync();
        Assert.Equal(SmtpTrouble.Away, await TroubleAsync(Account(MailSecurity.Tls)));
    }

    private static byte[] Letter(string body) => Encoding.UTF8.GetBytes("Subject: s\r\n\r\n" + body);

    private static async Task<SmtpTrouble> TroubleAsync(MailAccount account) => (await Assert.ThrowsAsync<SmtpTroubleException>(() => SmtpSession.OpenAsync(account, "example.kz", default))).Trouble;

    private MailAccount Account(MailSecurity security, string? password = null, bool trusted = true) => new()
    {
        Host = "localhost",
        Port = security == MailSecurity.Tls ? _server.TlsPort : _server.Port,
        Security = security,
        User = MailServer.User,
        Password = password ?? _server.Password,
        Trust = trusted ? _server.Trust : null,
        Patience = TimeSpan.FromSeconds(10),
    };
}
