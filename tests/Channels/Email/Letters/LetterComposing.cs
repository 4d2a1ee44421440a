// Letters of ours, judged by Python's own mail library: what was put in comes out, and nothing in it makes a header of its own.

using System.Diagnostics;
using System.Text;
using System.Text.Json;
using TrustLine.Channels.Email;
using TrustLine.Channels.Email.Letters;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests.Channels.Email.Letters;

public sealed class LetterComposing
{
    private static readonly DateTimeOffset At = new(2026, 11, 21, 22, 5, 7, TimeSpan.Zero);

    private const string Judge = """
        import sys, json, email, email.policy
        out = []
        for raw in sys.stdin.buffer.read().split(b"\0"):
            m = email.message_from_bytes(raw, policy=email.policy.default)
            plain, page = m.get_body(("plain",)), m.get_body(("html",))
            out.append({"headers": [[k, str(v)] for k, v in m.items()], "plain": plain.get_content(), "html": page.get_content(),
                "defects": [str(d) for p in m.walk() for d in p.defects] + [str(d) for k, v in m.items() for d in getattr(v, "defects", [])],
                "raw": [len(l) for l in raw.split(b"\r\n")], "bare": raw.replace(b"\r\n", b"").count(b"\n") + raw.replace(b"\r\n", b"").count(b"\r")})
        json.dump(out, sys.stdout)
        """;

    [Fact]
    [Trait("Needs", "python")]
    public async Task Another_reader_reads_what_was_written()
    {
        var kazakh = "Сіздің хабарламаңыз 2026-000123-7 нөмірімен тіркелді.\nЖауап мерзімі: 15 желтоқсан.\n\nБетті ашыңыз: https://line.example.kz/return?a=1&b=2.\n";
        var drafts = new[]
        {
            Draft("Хабарлама 2026-000123-7 тіркелді: өтініш берушіге жауап беру мерзімі он бес жұмыс күні, әрі қарай 🙂", kazakh),
            Draft("Short", "A line\n.\n..two\nFrom here \n" + new string('w', 500) + " = end \t\nlast", name: "Линия доверия"),
            Draft("=?utf-8?B?0KU=?= is no word of ours " + new string('x', 100), "plain", name: "Trust Line"),
        };
        var letters = drafts.Select(LetterComposer.Compose).ToList();
        var judged = await JudgedAsync(letters);
        for (var i = 0; i < drafts.Length; i++)
        {
            Assert.Empty(judged[i].Defects);
            Assert.Equal(0, judged[i].Bare);
            Assert.All(judged[i].Raw, length => Assert.InRange(length, 0, 78));
            Assert.Equal(drafts[i].Subject, Value(judged[i], "Subject"));
            Assert.Equal(drafts[i].Text.TrimEnd('\n'), judged[i].Plain.ReplaceLineEndings("\n").TrimEnd('\n'));
            Assert.Equal(letters[i].MessageId, Value(judged[i], "Message-ID"));
            Assert.Equal("Sun, 22 Nov 2026 03:05:07 +0500", Value(judged[i], "Date"));
            Assert.Equal("asan@example.kz", Value(judged[i], "To"));
            Assert.Equal("line+t0ken@example.kz", Value(judged[i], "Reply-To"));
            Assert.Equal("auto-replied", Value(judged[i], "Auto-Submitted"));
            Assert.Equal("<b@x.kz>", Value(judged[i], "In-Reply-To"));
            Assert.Equal("<a@x.kz> <b@x.kz>", Value(judged[i], "References"));
            Assert.Equal("kk", Value(judged[i], "Content-Language"));
        }

        Assert.Contains("Линия доверия <line@example.kz>", Value(judged[1], "From"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://line.example.kz/return?a=1&amp;b=2\">", judged[0].Html, StringComparison.Ordinal);
        Assert.Contains("нөмірімен тіркелді.<br>", judged[0].Html, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)<(img|link|script|iframe|style)|src=|url\\(", judged[0].Html);
    }

    [Fact]
    [Trait("Needs", "python")]
    public async Task Nothing_in_a_draft_makes_a_header_or_an_element()
    {
        var evil = "a\r\nBcc: b@example.kz\r\n\r\n<script>x</script>\u2028\u0085y\0z";
        var draft = new LetterDraft
        {
            From = Address("line@example.kz"), FromName = evil, To = Address("asan@example.kz"), Subject = evil, Text = evil, Language = Language.Ru, At = At,
            InReplyTo = "<a@b>\r\nBcc: b@example.kz", References = ["<a@b> <c@d>", "no id", "<x y@z>", "<ok@example.kz>", "<" + new string('a', 300) + "@z>"],
        };
        var one = (await JudgedAsync([LetterComposer.Compose(draft)]))[0];
        Assert.Equal(["Date", "From", "To", "Subject", "Message-ID", "References", "Content-Language", "MIME-Version", "Content-Type"], one.Headers.Select(h => h[0]));
        Assert.Equal("<ok@example.kz>", Value(one, "References"));
        Assert.DoesNotContain("<script>", one.Html, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", one.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_letter_has_an_id_of_its_own_that_says_nothing()
    {
        var ids = Enumerable.Range(0, 100).Select(_ => LetterComposer.Compose(Draft("s", "t")).MessageId).ToList();
        Assert.Equal(100, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^<[0-9a-f]{32}@example\\.kz>$", id));
        Assert.Equal(nameof(LetterDraft), Draft("s", "t").ToString());
    }

    [Fact]
    public void A_long_thread_keeps_its_beginning_and_its_end()
    {
        var thread = MessageIds.Thread(Enumerable.Range(0, 200).Select(n => $"<{n}@x.kz>"), "<last@x.kz>");
        Assert.Equal((20, "<0@x.kz>", "<last@x.kz>"), (thread.Count, thread[0], thread[^1]));
    }

    private static LetterDraft Draft(string subject, string text, string name = "") => new()
    {
        From = Address("line@example.kz"), FromName = name, To = Address("asan@example.kz"), ReplyTo = Address("line+t0ken@example.kz"), Subject = subject, Text = text, Language = Language.Kk,
        At = At, InReplyTo = "<b@x.kz>", References = ["<a@x.kz>", "<b@x.kz>"], Author = LetterAuthor.ServiceInAnswer,
    };

    private static EmailAddress Address(string text) => EmailAddress.TryParse(text)!;

    private static string Value(Judged letter, string name) => Assert.Single(letter.Headers, h => h[0] == name)[1];

    private static async Task<IReadOnlyList<Judged>> JudgedAsync(IEnumerable<ComposedLetter> letters)
    {
        using var python = Process.Start(new ProcessStartInfo("python3", ["-c", Judge]) { RedirectStandardInput = true, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var first = true;
        foreach (var letter in letters)
        {
            if (!first) python.StandardInput.BaseStream.WriteByte(0);
            first = false;
            await python.StandardInput.BaseStream.WriteAsync(letter.Bytes);
        }

        python.StandardInput.Close();
        return JsonSerializer.Deserialize<List<Judged>>(await python.StandardOutput.ReadToEndAsync(), JsonSerializerOptions.Web)!;
    }

    private sealed record Judged(string[][] Headers, string Plain, string Html, string[] Defects, int[] Raw, int Bare);
}
