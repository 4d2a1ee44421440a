// Mails of the corpus, damaged: the same input for the same number, so that whatever falls can be seen again.

using System.Text;

namespace TrustLine.Testing.Mail;

public static class MailMutations
{
    private const int Longest = 300_000;

    private static readonly byte[][] Tokens =
    [
        .. new[]
        {
            "\r\n\r\n", "\r\n", "\n", "\r", "\0", "--", "--b\r\n", "--b--\r\n", "=", "=\r\n", "=?utf-8?B?", "=?koi8-r?Q?=", "?=", "\"", "\\", "(", ")", "<", ">", ",", ";", ":", "'", "*0*=", "*=", "%", "%FF", "boundary=", "boundary=\"\"",
            "Content-Type: multipart/mixed; boundary=b\r\n", "Content-Type: multipart/alternative; boundary=b\r\n", "Content-Type: message/rfc822\r\n", "Content-Type: text/html; charset=utf-7\r\n", "Content-Type: text/plain; charset=windows-1251\r\n", "Content-Type: text/plain; format=flowed; delsp=yes\r\n",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n", "Content-Type: message/delivery-status\r\n", "Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", "Content-Disposition: attachment; filename*0*=utf-8''%D0; filename*1*=%9E\r\n",
            "From: ", "To: a:b@c,d;", "Subject: =?", "Date: ", "References: <", "Authentication-Results: x; spf=(", "X-Failed-Recipients: ", "<blockquote>", "</blockquote>", "<div style=\"display:none", "<a href=\"", "<!--", "<script>", "<p>", "<pre>", "&#x", "&nbsp", "<table bgcolor=", "<li>", "style=\"color:#fff\"",
            "> ", ">>", "-- \r\n", "begin 644 a\r\n", "end\r\n", "-----Original Message-----\r\n", "From:\r\nSent:\r\nTo:\r\n", "wrote:\r\n", "С уважением,\r\n", "\u202E", "\uFEFF", "Қ",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0x8D, 0x9D, 0xBC], [0x98], [0x80],
    ];

    /// <summary>The mail of this number.</summary>
    public static byte[] Of(long number)
    {
        var draw = new Draw((ulong)number);
        var all = MailCorpus.All;
        var mail = new List<byte>(all[draw.Below(all.Count)].Bytes);
        for (var times = 1 + draw.Below(6); times > 0 && mail.Count < Longest; times--) Change(mail, ref draw, all);
        return [.. mail];
    }

    private static void Change(List<byte> mail, ref Draw draw, IReadOnlyList<MailSample> all)
    {
        // Headers and the beginning of the body matter most.
        var at = draw.Below(2) == 0 ? draw.Below(Math.Min(mail.Count, 1500) + 1) : draw.Below(mail.Count + 1);
        var length = Math.Min(draw.Below(2) == 0 ? 1 + draw.Below(8) : 1 + draw.Below(600), mail.Count - at);
        switch (draw.Below(12))
        {
            case 0 or 1 when at < mail.Count:
                mail[at] = (byte)draw.Below(256);
                break;
            case 2:
                mail.RemoveRange(at, length);
                break;
            case 3:
                mail.InsertRange(at, mail.GetRange(at, length));
                break;
            case 4 when length > 0 && length < 100:
                var piece = mail.GetRange(at, length);
                for (var times = draw.Below(60); times > 0; times--) mail.InsertRange(at, piece);
                break;
            case 5:
                mail.RemoveRange(at, mail.Count - at);
                break;
            case 6:
                var other = all[draw.Below(all.Count)].Bytes;
                var from = draw.Below(other.Length);
                mail.RemoveRange(at, mail.Count - at);
                mail.AddRange(other.AsSpan(from));
                break;
            case 7:
                // A line of its own, moved.
                var end = mail.IndexOf((byte)'\n', at);
                if (end < 0) break;
                var line = mail.GetRange(at, end + 1 - at);
                mail.RemoveRange(at, line.Count);
                mail.InsertRange(draw.Below(mail.Count + 1), line);
                break;
            default:
                for (var times = 1 + draw.Below(3); times > 0; times--) mail.InsertRange(Math.Min(at, mail.Count), Tokens[draw.Below(Tokens.Length)]);
                break;
        }
    }

    // splitmix64: the same numbers on every machine and version.
    private struct Draw(ulong seed)
    {
        private ulong state = seed * 0x9E3779B97F4A7C15;

        internal int Below(int bound)
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)((z ^ (z >> 31)) % (ulong)Math.Max(1, bound));
        }
    }
}
