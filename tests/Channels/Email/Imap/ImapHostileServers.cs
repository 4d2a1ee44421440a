// Servers that are broken, silent or hostile: the client ends with one kind of trouble, soon, in little memory, and says nothing of what was spoken.

using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Imap;

namespace TrustLine.Tests.Channels.Email.Imap;

public sealed class ImapHostileServers
{
    private const string Hello = "* OK [CAPABILITY IMAP4rev1 UIDPLUS MOVE ESEARCH] hi\n";
    private const string Selected = "* 3 EXISTS\n* OK [UIDVALIDITY 7] x\n* OK [UIDNEXT 9] x\n@ OK [READ-WRITE] in\n";

    public static TheoryData<string, string, ImapTrouble> Greetings => new()
    {
        { "says farewell at once", "* BYE too busy\n", ImapTrouble.Away },
        { "speaks another protocol", "220 mail.example.kz ESMTP\n", ImapTrouble.Broken },
        { "says nothing that counts", "* FLAGS (\\Seen)\n", ImapTrouble.Broken },
        { "is no IMAP server of these decades", "* OK [CAPABILITY IMAP2bis] hi\n", ImapTrouble.Broken },
        { "takes no name", "* OK [CAPABILITY IMAP4rev1 LOGINDISABLED] hi\n", ImapTrouble.Insecure },
        { "ends in the middle of a line", "* OK [CAPA", ImapTrouble.Away },
    };

    [Theory]
    [MemberData(nameof(Greetings))]
    public async Task A_greeting_that_is_none(string how, string greeting, ImapTrouble trouble)
    {
        using var server = new ScriptedServer(async talk => await talk.SayAsync(greeting));
        Assert.True(trouble == await TroubleAsync(() => ImapSession.OpenAsync(server.Account(), default)), how);
    }

    [Fact]
    public async Task Who_never_greets_or_drips_is_silent()
    {
        using var silent = new ScriptedServer(talk => talk.BeSilentAsync());
        using var dripping = new ScriptedServer(talk => talk.FloodAsync("* ", pause: 100));
        Assert.Equal(ImapTrouble.Silent, await TroubleAsync(() => ImapSession.OpenAsync(silent.Account(hasty: true), default)));
        Assert.Equal(ImapTrouble.Silent, await TroubleAsync(() => ImapSession.OpenAsync(dripping.Account(hasty: true), default)));
    }

    [Fact]
    public async Task A_line_without_an_end_is_broken_in_little_memory()
    {
        using var server = new ScriptedServer(talk => talk.FloodAsync("* OK " + new string('x', 60000)));
        Assert.Equal(ImapTrouble.Broken, await TroubleAsync(() => ImapSession.OpenAsync(server.Account(), default)));
    }

    [Fact]
    public async Task Without_STARTTLS_no_name_is_given()
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.AnswerAsync();
        });
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(() => ImapSession.OpenAsync(server.Account(MailSecurity.StartTls), default)));
        Assert.DoesNotContain(server.Heard, h => h.Contains("LOGIN", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_is_greeted_as_logged_in_before_TLS_leaves()
    {
        using var server = new ScriptedServer(talk => talk.SayAsync("* PREAUTH [CAPABILITY IMAP4rev1 STARTTLS] hi\n"));
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(() => ImapSession.OpenAsync(server.Account(MailSecurity.StartTls), default)));
    }

    [Theory]
    [InlineData("@ OK go\n* CAPABILITY IMAP4rev1\nT3 OK logged in\n")] // In the same packet: answers to what was not asked yet.
    [InlineData("@ OK go\n*")]
    [InlineData("@ NO not today\n")]
    public async Task Words_put_in_before_TLS_count_for_nothing(string answer)
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync("* OK [CAPABILITY IMAP4rev1 STARTTLS] hi\n");
            await talk.AnswerAsync(("STARTTLS", answer));
        });
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(() => ImapSession.OpenAsync(server.Account(MailSecurity.StartTls), default)));
        Assert.DoesNotContain(server.Heard, h => h.Contains("secret", StringComparison.Ordinal) || h.Contains("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_plain_line_goes_to_this_machine_only() =>
        Assert.Equal(ImapTrouble.Insecure, await TroubleAsync(() => ImapSession.OpenAsync(new() { Host = "mail.example.kz", Port = 143, Security = MailSecurity.None }, default)));

    [Fact]
    public async Task Nobody_at_the_port_is_away()
    {
        MailAccount account;
        using (var gone = new ScriptedServer(_ => Task.CompletedTask)) account = gone.Account();
        Assert.Equal(ImapTrouble.Away, await TroubleAsync(() => ImapSession.OpenAsync(account, default)));
    }

    [Theory]
    [InlineData("@ NO [AUTHENTICATIONFAILED] secret is wrong\n", ImapTrouble.Refused)]
    [InlineData("@ NO secret is wrong\n", ImapTrouble.Refused)]
    [InlineData("@ BAD secret\n", ImapTrouble.Refused)]
    [InlineData("@ NO [UNAVAILABLE] later\n", ImapTrouble.Away)]
    [InlineData("@ NO [PRIVACYREQUIRED] no\n", ImapTrouble.Insecure)]
    [InlineData("* BYE enough\n", ImapTrouble.Away)]
    [InlineData("WRONG OK in\n", ImapTrouble.Broken)]
    [InlineData("+ and now?\n", ImapTrouble.Broken)]
    public async Task A_login_that_fails_says_how(string answer, ImapTrouble trouble)
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.AnswerAsync(("LOGIN", answer));
        });
        Assert.Equal(trouble, await TroubleAsync(() => ImapSession.OpenAsync(server.Account(), default)));
    }

    public static TheoryData<string, string, ImapTrouble> Fetches => new()
    {
        { "another message", "* 1 FETCH (UID 6 BODY[] {3}\nabc)\n@ OK done\n", ImapTrouble.Broken },
        { "twice", "* 1 FETCH (UID 5 BODY[] {3}\nabc)\n* 1 FETCH (UID 5 BODY[] {3}\nabc)\n@ OK done\n", ImapTrouble.Broken },
        { "more than may be", "* 1 FETCH (UID 5 BODY[] {99999999999}\n", ImapTrouble.Broken },
        { "a number no number holds", "* 1 FETCH (UID 5 BODY[] {99999999999999999999999}\n", ImapTrouble.Broken },
        { "a huge literal elsewhere", "* 1 FETCH (FLAGS {99999999}\n", ImapTrouble.Broken },
        { "ends in the middle", "* 1 FETCH (UID 5 BODY[] {30}\nabc", ImapTrouble.Away },
        { "a list without an end", "* 1 FETCH " + new string('(', 1000) + "\n@ OK done\n", ImapTrouble.Broken },
        { "no", "@ NO not that one\n", ImapTrouble.Denied },
    };

    [Theory]
    [MemberData(nameof(Fetches))]
    public async Task A_body_that_is_not_what_was_asked_for(string how, string answer, ImapTrouble trouble)
    {
        var leaves = trouble == ImapTrouble.Away;
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.SayAsync((await talk.HearAsync())!.Split(' ')[0] + " OK [CAPABILITY IMAP4rev1] in\n");
            var tag = (await talk.HearAsync())!.Split(' ')[0];
            await talk.SayAsync(answer.Replace("@", tag, StringComparison.Ordinal));
            if (!leaves) await talk.BeSilentAsync();
        });
        await using var session = await ImapSession.OpenAsync(server.Account(), default);
        Assert.True(trouble == await TroubleAsync(() => session.FetchAsync(5, new MemoryStream(), 1000, default)), how);
    }

    [Fact]
    public async Task A_flood_of_untold_things_ends_in_time()
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.SayAsync((await talk.HearAsync())!.Split(' ')[0] + " OK [CAPABILITY IMAP4rev1] in\n");
            await talk.HearAsync();
            await talk.FloodAsync("* 5 EXISTS\n", pause: 20);
        });
        await using var session = await ImapSession.OpenAsync(server.Account(hasty: true), default);
        Assert.Equal(ImapTrouble.Silent, await TroubleAsync(() => session.SearchAsync("ALL", default)));
    }

    [Fact]
    public async Task A_mail_cannot_speak_for_the_server()
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.AnswerAsync(("UID FETCH", "* 1 FETCH (UID 5 BODY[] {4000}\nT3 OK done\n"), ("UID STORE", ""));
        });
        await using var session = await ImapSession.OpenAsync(server.Account(), default);
        await Assert.ThrowsAsync<NotSupportedException>(() => session.FetchAsync(5, new MemoryStream([], writable: false), 9000, default));
        Assert.Equal(ImapTrouble.Away, await TroubleAsync(() => session.ExpungeAsync([5], default)));
        Assert.DoesNotContain(server.Heard, h => h.Contains("STORE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Changes_told_at_any_time_are_taken_in()
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.AnswerAsync(("SELECT", Selected), ("UID SEARCH", "* 1 EXPUNGE\n* ESEARCH (TAG \"@\") UID ALL 4:5,8\n* 5 EXISTS\n@ OK done\n"),
                ("UID FETCH", "* 2 EXPUNGE\n* 1 FETCH (FLAGS (\\Seen))\n* 1 FETCH (BODY[] \"q \\\"x\\\"\" UID 5)\n* OK still here {5}\n@ OK done\n"));
        });
        await using var session = await ImapSession.OpenAsync(server.Account(), default);
        Assert.Equal(new(7, 9, false), await session.SelectAsync("INBOX", false, default));
        session.LookFresh();
        Assert.Equal([4u, 5u, 8u], await session.SearchAsync("ALL", default));
        Assert.Equal(5, session.Exists);
        using var body = new MemoryStream();
        Assert.Equal(5, await session.FetchAsync(5, body, 1000, default));
        Assert.Equal("q \"x\"", System.Text.Encoding.UTF8.GetString(body.ToArray()));
        Assert.Equal(4, session.Exists);
        Assert.True(await session.WaitAsync(TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(9), default)); // The fifth came while we searched.
    }

    [Theory]
    [InlineData("* ESEARCH (TAG \"@\") UID ALL 1:4294967295\n@ OK done\n")]
    [InlineData("* SEARCH 4 0 5\n@ OK done\n")]
    [InlineData("* SEARCH 4 99999999999 5\n@ OK done\n")]
    public async Task A_set_that_no_mailbox_has_is_broken(string answer)
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.AnswerAsync(("UID SEARCH", answer));
        });
        await using var session = await ImapSession.OpenAsync(server.Account(), default);
        Assert.Equal(ImapTrouble.Broken, await TroubleAsync(() => session.SearchAsync("ALL", default)));
    }

    [Fact]
    public async Task A_mailbox_without_lasting_numbers_is_not_used()
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            await talk.AnswerAsync(("SELECT", "* 3 EXISTS\n@ OK in\n"));
        });
        await using var session = await ImapSession.OpenAsync(server.Account(), default);
        Assert.Equal(ImapTrouble.Broken, await TroubleAsync(() => session.SelectAsync("INBOX", false, default)));
    }

    [Fact]
    public async Task Who_promises_IDLE_and_refuses_it_is_asked_instead()
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync("* OK [CAPABILITY IMAP4rev1 IDLE] hi\n");
            await talk.AnswerAsync(("LOGIN", "@ OK [CAPABILITY IMAP4rev1 IDLE] in\n"), ("SELECT", Selected), ("IDLE", "@ BAD what?\n"), ("NOOP", "* 4 EXISTS\n@ OK done\n"));
        });
        await using var session = await ImapSession.OpenAsync(server.Account(), default);
        await session.SelectAsync("INBOX", false, default);
        session.LookFresh();
        Assert.False(await session.WaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50), default));
        Assert.True(await session.WaitAsync(TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(50), default));
    }

    [Fact]
    public async Task A_password_that_cannot_be_quoted_waits_for_the_servers_consent()
    {
        using var server = new ScriptedServer(async talk =>
        {
            await talk.SayAsync(Hello);
            var tag = (await talk.HearAsync())!.Split(' ')[0];
            await talk.SayAsync("+ go on\n");
            await talk.HearAsync();
            await talk.SayAsync(tag + " OK in\n");
            await talk.AnswerAsync();
        });
        await using var session = await ImapSession.OpenAsync(server.Account(password: "сөз"), default);
        Assert.Equal(["T1 LOGIN \"u\" {6}", "сөз"], server.Heard.Take(2));
    }

    private static async Task<ImapTrouble> TroubleAsync(Func<Task> act)
    {
        var error = await Assert.ThrowsAsync<ImapTroubleException>(act);
        Assert.Equal("The mailbox: " + error.Trouble, error.Message);
        Assert.Null(error.InnerException);
        return error.Trouble;
    }
}
