// Servers that are broken, silent or hostile, and servers that know little.

using System.Text;
using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Smtp;

namespace TrustLine.Tests.Channels.Email.Smtp;

public sealed class SmtpHostileServers
{
    private static readonly EmailAddress From = EmailAddress.TryParse("line@example.kz")!;
    private static readonly EmailAddress To = EmailAddress.TryParse("asan@example.kz")!;

    public static TheoryData<string, string, SmtpTrouble> Greetings => new()
    {
        { "says that it goes", "421 4.3.2 going\n", SmtpTrouble.Away },
        { "wants nobody", "554 5.7.1 no\n", SmtpTrouble.Final },
        { "speaks another protocol", "* OK IMAP4rev1\n", SmtpTrouble.Broken },
        { "changes its mind", "220-a\n221 b\n", SmtpTrouble.Broken },
        { "counts beyond the digits", "999 x\n", SmtpTrouble.Broken },
        { "has a sign of its own", "220+x\n", SmtpTrouble.Broken },
        { "has lines without end", string.Concat(Enumerable.Repeat("220-more\n", 200)), SmtpTrouble.Broken },
        { "has a line without end", "220 " + new string('x', 5000), SmtpTrouble.Broken },
        { "ends at once", "", SmtpTrouble.Away },
    };

    [Theory]
    [MemberData(nameof(Greetings))]
    public async Task A_greeting_that_is_none(string how, string greeting, SmtpTrouble trouble)
    {
        using var server = new ScriptedServer(async talk => await talk.SayAsync(greeting));
        Assert.True(trouble == await TroubleAsync(() => SmtpSession.OpenAsync(server.Account(), "example.kz", default)), how);
    }

    [Fact]
    public async Task Who_never_greets_or_drips_is_silent()
    {
        using var silent = new ScriptedServer(talk => talk.BeSilentAsync());
        using var dripping = new ScriptedServer(talk => talk.FloodAsync("2", pause: 100));
        Assert.Equal(SmtpTrouble.Silent, await TroubleAsync(() => SmtpSession.OpenAsync(silent.Account(hasty: true), "example.kz", default)));
        Assert.Equal(SmtpTrouble.Silent, await TroubleAsync(() => SmtpSession.OpenAsync(dripping.Account(hasty: true), "example.kz", default)));
    }

    [Theory]
    [InlineData("250 nothing to offer\n", "")]
    [InlineData("250-me\n250 STARTTLS\n", "454 4.7.0 not now\n")]
    [InlineData("250-me\n250 STARTTLS\n", "220 go\n250-me\n250 AUTH PLAIN\n235 in\n")] // In the same packet: answers to what was not asked yet.
    [InlineData("250-me\n250 STARTTLS\n", "220 go\n2")]
    public async Task Without_TLS_no_name_is_given(string hello, string answer)
    {
        using var server = Server((hello, "EHLO"), (answer, "STARTTLS"));
        Assert.Equal(SmtpTrouble.Insecure, await TroubleAsync(() => SmtpSession.OpenAsync(server.Account(MailSecurity.StartTls), "example.kz", default)));
        Assert.DoesNotContain(server.Heard, h => h.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LOGIN", "334 VXNlcm5hbWU6\n", new[] { "AUTH LOGIN", "dQ==", "c2VjcmV0" })]
    [InlineData("PLAIN LOGIN", "235 2.7.0 in\n", new[] { "AUTH PLAIN AHUAc2VjcmV0" })]
    public async Task The_login_that_the_server_knows_is_used(string offered, string answer, string[] heard)
    {
        using var server = Server(($"250-me\n250 AUTH {offered}\n", "EHLO"), (answer, "AUTH"), ("334 UGFzc3dvcmQ6\n", "dQ=="), ("235 in\n", "c2VjcmV0"));
        await using var session = await SmtpSession.OpenAsync(server.Account(), "example.kz", default);
        Assert.Equal(["EHLO example.kz", .. heard], server.Heard);
    }

    [Theory]
    [InlineData("535 5.7.8 secret is wrong\n", SmtpTrouble.Login)]
    [InlineData("501 what\n", SmtpTrouble.Login)]
    [InlineData("454 4.7.0 later\n", SmtpTrouble.Insecure)]
    [InlineData("451 4.3.0 later\n", SmtpTrouble.Passing)]
    [InlineData("421 later\n", SmtpTrouble.Away)]
    [InlineData("334 more?\n", SmtpTrouble.Login)]
    public async Task A_login_that_fails_says_how(string answer, SmtpTrouble trouble)
    {
        using var server = Server(("250-me\n250 AUTH PLAIN\n", "EHLO"), (answer, "AUTH"));
        Assert.Equal(trouble, await TroubleAsync(() => SmtpSession.OpenAsync(server.Account(), "example.kz", default)));
    }

    [Theory]
    [InlineData("550 no\n", SmtpTrouble.Address, "")]
    [InlineData("553-two\n553 lines\n", SmtpTrouble.Address, "")]
    [InlineData("550-5.1.10 no\n550 5.1.10 such\n", SmtpTrouble.Address, "5.1.10")]
    [InlineData("550 5.7.1 asan@example.kz has blocked you\n", SmtpTrouble.Final, "5.7.1")]
    [InlineData("552 full\n", SmtpTrouble.Final, "")]
    [InlineData("450 4.2.0 grey\n", SmtpTrouble.Passing, "4.2.0")]
    [InlineData("530 5.7.0 STARTTLS first\n", SmtpTrouble.Insecure, "5.7.0")]
    [InlineData("550 2.1.5 is of another class\n", SmtpTrouble.Address, "")]
    [InlineData("421 4.3.2 bye\n", SmtpTrouble.Away, "4.3.2")]
    public async Task An_address_that_is_not_taken_says_how(string answer, SmtpTrouble trouble, string status)
    {
        using var server = Server((answer, "RCPT"));
        await using var session = await SmtpSession.OpenAsync(server.Account(user: null), "example.kz", default);
        var error = await Assert.ThrowsAsync<SmtpTroubleException>(() => session.SendAsync(From, To, "x"u8.ToArray(), default));
        Assert.Equal((trouble, status, trouble is SmtpTrouble.Passing or SmtpTrouble.Away), (error.Trouble, error.Status, error.Passes));
        Assert.DoesNotContain("asan", error.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("DATA", server.Heard);
    }

    [Fact]
    public async Task A_server_that_knows_little_is_told_little()
    {
        using var server = Server();
        await using var session = await SmtpSession.OpenAsync(server.Account(user: null), "example.kz", default);
        var name = EmailAddress.TryParse("асан@example.kz")!;
        Assert.Equal(SmtpTrouble.Address, await TroubleAsync(() => session.SendAsync(From, name, "x"u8.ToArray(), default)));
        Assert.Equal(SmtpTrouble.Final, await TroubleAsync(() => session.SendAsync(From, To, Encoding.UTF8.GetBytes("ө"), default)));
        await session.SendAsync(null, To, "a\nb\r.c\r\n"u8.ToArray(), default);
        await session.QuitAsync();
        Assert.Equal(["EHLO example.kz", "MAIL FROM:<>", "RCPT TO:<asan@example.kz>", "DATA", "a", "b", "..c", ".", "QUIT"], server.Heard);
    }

    [Fact]
    public async Task A_letter_that_nobody_confirmed_is_not_sent_and_ends_the_session()
    {
        using var server = Server(("", "."));
        await using var session = await SmtpSession.OpenAsync(server.Account(user: null, hasty: true), "example.kz", default);
        Assert.Equal(SmtpTrouble.Silent, await TroubleAsync(() => session.SendAsync(From, To, "x"u8.ToArray(), default)));
        Assert.Equal(SmtpTrouble.Away, await TroubleAsync(() => session.SendAsync(From, To, "x"u8.ToArray(), default)));
        await session.QuitAsync();
        Assert.DoesNotContain("QUIT", server.Heard);
    }

    [Theory]
    [InlineData("asan@example.kz", "asan@example.kz")]
    [InlineData(" Asan.Өмір+x@Пошта.ҚАЗ ", "Asan.Өмір+x@Пошта.ҚАЗ")]
    [InlineData("asan@пошта.қаз", "asan@xn--80a1acn3a.xn--80ao21a")]
    [InlineData("a@b@example.kz", null)]
    [InlineData("asan@example.kz>\r\nRCPT TO:<b@example.kz", null)]
    [InlineData("as an@example.kz", null)]
    [InlineData("asan@exa_mple.kz", null)]
    [InlineData("asan@", null)]
    [InlineData("\"asan\"@example.kz", null)]
    [InlineData("asan..b@example.kz", null)]
    [InlineData("asan@exam\nple.kz", null)]
    [InlineData("as\u202ean@example.kz", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void An_address_is_one_or_none(string? text, string? onTheLine) => Assert.Equal(onTheLine, EmailAddress.TryParse(text)?.OnTheLine);

    // Every answer by the beginning of what was said; what has none is taken. After DATA all is letter until the dot.
    private static ScriptedServer Server(params (string Answer, string To)[] answers) => new(async talk =>
    {
        await talk.SayAsync("220 me\n");
        var data = false;
        while (await talk.HearAsync() is { } line)
        {
            if (data && line != ".") continue;
            var found = Array.FindIndex(answers, a => line.StartsWith(a.To, StringComparison.Ordinal));
            data = line == "DATA";
            await talk.SayAsync(found >= 0 ? answers[found].Answer : data ? "354 go\n" : line == "QUIT" ? "221 bye\n" : "250 yes\n");
        }
    });

    private static async Task<SmtpTrouble> TroubleAsync(Func<Task> act)
    {
        var error = await Assert.ThrowsAsync<SmtpTroubleException>(act);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
        return error.Trouble;
    }
}
