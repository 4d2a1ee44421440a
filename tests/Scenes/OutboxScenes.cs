// Notices wait for a mail server that is away, survive a kill, and say that something waits, never what.

using System.Text;
using System.Text.RegularExpressions;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

public sealed partial class OutboxScenes
{
    private const string Duty = "duty@example.kz";

    [Fact]
    [Trait("Needs", "exim")]
    public async Task Danger_reaches_the_duty_by_a_real_server_that_comes_up_later()
    {
        await using var server = MailServer.Prepare();
        await using var line = await LineProcess.StartDemoAsync(With(server.Settings));
        var (number, mark, code) = await DangerAsync(line);
        await Task.Delay(3000);
        await line.KillAsync();
        await line.StartAsync();
        Assert.Empty(server.Mails);
        await server.StartAsync();
        var mails = await WaitAsync(number, () => server.Mails);
        Judge(mails, mark, code);
        // It was sent once: nothing more comes in the next sweeps.
        await Task.Delay(6000);
        Assert.Equal(1, server.Mails.Count(m => IsForDuty(m, number)));
    }

    [Fact]
    public async Task Danger_reaches_the_duty_by_a_plain_server_on_this_machine()
    {
        int port;
        using (var probe = new SmtpSink())
        {
            port = probe.Port;
        }

        await using var line = await LineProcess.StartDemoAsync(With(SmtpSink.SettingsFor(port)));
        var (number, mark, code) = await DangerAsync(line);
        await line.RestartAsync();
        using var sink = new SmtpSink(port);
        Judge(await WaitAsync(number, () => [.. sink.Mails]), mark, code);
    }

    private static async Task<(string Number, string Mark, string Code)> DangerAsync(LineProcess line)
    {
        using var reporter = line.Reporter();
        var mark = Stories.Mark();
        var receipt = await reporter.ReportsAsync(Stories.Full("ru", mark) with { Answers = new(What: mark, Danger: true) });
        return (receipt.RegistrationNumber, mark, receipt.ReceiptCode!);
    }

    private static async Task<IReadOnlyList<string>> WaitAsync(string number, Func<IReadOnlyList<string>> mails)
    {
        for (var i = 0; i < 600; i++)
        {
            if (mails() is { } now && now.Any(m => IsForDuty(m, number)))
            {
                return now;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException($"no mail to the duty about {number} within a minute, {mails().Count} others");
    }

    private static bool IsForDuty(string mail, string number) =>
        mail.Contains(Duty, StringComparison.OrdinalIgnoreCase) && Decode(mail).Contains(number, StringComparison.Ordinal);

    private static void Judge(IReadOnlyList<string> mails, string mark, string code)
    {
        Assert.All(mails.Select(Decode), mail =>
        {
            foreach (var secret in new[] { mark, "взял взятку", "Үсенов", "701 000", "asan@example.kz", "запись", code, code[^4..] })
            {
                Assert.DoesNotContain(secret, mail, StringComparison.OrdinalIgnoreCase);
            }
        });
    }

    /// <summary>The mail as it stands and as its encodings say: base64 and quoted-printable bodies, encoded words in headers.</summary>
    private static string Decode(string mail)
    {
        var all = new StringBuilder(mail);
        all.AppendLine(QuotedLineEnd().Replace(mail, "")).AppendLine();
        all.AppendLine(Encoding.UTF8.GetString([.. Hex(QuotedLineEnd().Replace(mail, ""))]));
        foreach (Match block in Base64Block().Matches(mail))
        {
            var text = string.Concat(block.Value.Where(c => !char.IsWhiteSpace(c)));
            var bytes = new byte[text.Length];
            if (Convert.TryFromBase64String(text, bytes, out var length))
            {
                all.AppendLine(Encoding.UTF8.GetString(bytes, 0, length));
            }
        }

        return all.ToString();

        static IEnumerable<byte> Hex(string text)
        {
            for (var i = 0; i < text.Length; i++)
            {
                if (text[i] == '=' && i + 2 < text.Length && byte.TryParse(text.AsSpan(i + 1, 2), System.Globalization.NumberStyles.HexNumber, null, out var value))
                {
                    yield return value;
                    i += 2;
                }
                else
                {
                    yield return (byte)(text[i] < 128 ? text[i] : '?');
                }
            }
        }
    }

    private static Dictionary<string, string?> With(Dictionary<string, string?> smtp) => new(smtp)
    {
        ["Organisation:Duty:0:Email"] = Duty,
        ["Organisation:Duty:0:Role"] = "other",
    };

    [GeneratedRegex("=\r?\n")]
    private static partial Regex QuotedLineEnd();

    [GeneratedRegex(@"(?:[A-Za-z0-9+/]{4}[\r\n]*){4,}={0,2}|(?<=\?B\?)[A-Za-z0-9+/=]+", RegexOptions.IgnoreCase)]
    private static partial Regex Base64Block();
}
