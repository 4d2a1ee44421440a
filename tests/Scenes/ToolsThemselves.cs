// The tests' own tools are examined too: a judge that cannot find anything, or a server that takes everything, proves nothing.

using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Mail;
using System.Text;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed class ToolsThemselves
{
    /// <summary>RFC 6238, appendix B, SHA-1, the last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1234567890, "005924")]
    [InlineData(20000000000, "353130")]
    public void The_second_factor_is_that_of_the_standard(long seconds, string code) =>
        Assert.Equal(code, Totp.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds));

    [Fact]
    public async Task A_second_factor_is_never_shown_twice()
    {
        var first = await Totp.FreshAsync("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA");
        var second = await Totp.FreshAsync("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJA");
        Assert.NotEqual(first, second);
    }

    [Fact]
    [Trait("Needs", "exiftool")]
    public async Task The_photo_is_a_photo_and_carries_what_was_planted()
    {
        var file = Path.Combine(Scratch.Folder("photo"), "p.jpg");
        await File.WriteAllBytesAsync(file, Papers.Photo("p.jpg", "Қоғабаев", "снято в кабинете").Bytes);
        using var exiftool = Process.Start(new ProcessStartInfo("exiftool", ["-s", "-validate", "-warning", "-Artist", "-ImageDescription", "-ImageWidth", file]) { RedirectStandardOutput = true })!;
        var said = await exiftool.StandardOutput.ReadToEndAsync();
        Assert.Contains("Artist                          : Қоғабаев", said, StringComparison.Ordinal);
        Assert.Contains("снято в кабинете", said, StringComparison.Ordinal);
        Assert.Matches(@"ImageWidth\s+: 8\b", said);
    }

    [Fact]
    public void The_letter_opens_and_names_its_author()
    {
        using var zip = new ZipArchive(new MemoryStream(Papers.Letter("l.docx", "Қоғабаев", "текст").Bytes));
        using var core = new StreamReader(zip.GetEntry("docProps/core.xml")!.Open());
        Assert.Contains("<dc:creator>Қоғабаев</dc:creator>", core.ReadToEnd(), StringComparison.Ordinal);
    }

    public static TheoryData<string, byte[]> Clear => new()
    {
        { "as it is", Encoding.UTF8.GetBytes("x Қоғабаев y") },
        { "in other case", Encoding.UTF8.GetBytes("x ҚОҒАБАЕВ y") },
        { "UTF-16", Encoding.Unicode.GetBytes("x Қоғабаев y") },
        { "base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(Encoding.UTF8.GetBytes("ab Қоғабаев cd"))) },
        { "percent", Encoding.ASCII.GetBytes("a=" + Uri.EscapeDataString("Қоғабаев")) },
        { "a letter's author", Papers.Letter("l.docx", "Қоғабаев", "т").Bytes },
        { "a photo's artist", Papers.Photo("p.jpg", "Қоғабаев", "т").Bytes },
    };

    [Theory]
    [MemberData(nameof(Clear))]
    [Trait("Needs", "python")]
    public async Task The_judge_of_leaks_finds_a_planted_word(string how, byte[] bytes)
    {
        var folder = Scratch.Folder("clear");
        await File.WriteAllBytesAsync(Path.Combine(folder, "file"), bytes);
        var answer = await Leaks.LookAsync(["Қоғабаев"], folder);
        Assert.True(answer.Status == 1, how + ": " + answer.Output);
        var clean = await Leaks.LookAsync(["Неттакого"], folder);
        Assert.Equal(0, clean.Status);
    }

    [Fact]
    [Trait("Needs", "exim")]
    public async Task The_mail_server_takes_mail_only_over_TLS_and_with_the_password()
    {
        await using var server = MailServer.Prepare();
        await server.StartAsync();
        await Assert.ThrowsAnyAsync<SmtpException>(() => SendAsync(tls: false));
        // The certificate is the test's own: without being told to trust it, nobody does.
        await Assert.ThrowsAnyAsync<Exception>(() => SendAsync(tls: true));
        Assert.Empty(server.Mails);
        foreach (var (password, status) in new[] { ("wrong", 1), (server.Password, 0) })
        {
            using var swaks = Process.Start(new ProcessStartInfo("python3", ["-c", Script, $"{server.Port}", server.CertificateFile, MailServer.User, password]) { RedirectStandardError = true })!;
            await swaks.WaitForExitAsync();
            Assert.Equal(status, swaks.ExitCode);
        }

        Assert.Contains("a letter", Assert.Single(await server.WaitForAsync(1, TimeSpan.FromSeconds(20))), StringComparison.Ordinal);

        async Task SendAsync(bool tls)
        {
            using var client = new SmtpClient("localhost", server.Port) { EnableSsl = tls, Credentials = new NetworkCredential(MailServer.User, server.Password) };
            await client.SendMailAsync("a@example.kz", "b@example.kz", "s", "b");
        }
    }

    private const string Script = """
        import smtplib, ssl, sys
        port, cert, user, password = sys.argv[1:]
        s = smtplib.SMTP("localhost", int(port))
        s.starttls(context=ssl.create_default_context(cafile=cert))
        s.login(user, password)
        s.sendmail("a@example.kz", ["b@example.kz"], "Subject: s\r\n\r\na letter\r\n")
        s.quit()
        """;

    [Fact]
    public async Task The_sink_remembers_what_it_was_told()
    {
        using var sink = new SmtpSink();
        using var client = new SmtpClient("127.0.0.1", sink.Port);
        await client.SendMailAsync("a@example.kz", "b@example.kz", "s", "a letter\n.with a dot");
        Assert.Contains("a letter", Assert.Single(sink.Mails), StringComparison.Ordinal);
    }
}
