// What real mails do wrong, each in a mail of its own: encodings, charsets, names of files, boundaries, headers.

using System.Text;

namespace TrustLine.Testing.Mail;

internal static class Sins
{
    private const string Words = "Завхоз продаёт краску со склада. Видел 12 марта, цена 40 000 тенге.";
    private const string Qazaq = "Қойма меңгерушісі бояуды сатып жүр. Өткен сәрсенбіде көрдім, әрі ұялмайды.";
    private const string Subject = "О складе";

    internal static IEnumerable<MailSample> All() => Encodings().Concat(CharsetsOf()).Concat(Names()).Concat(Structures()).Concat(HeadersOf());

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static MailSample Sample(string sin, byte[] mail, string text, string subject = Subject, IReadOnlyList<SampleFile>? files = null, (string, string)? from = null, IReadOnlyList<string>? to = null) =>
        new("sin: " + sin, mail) { Subject = subject, From = from ?? ("Пётр", "petr@example.kz"), To = to ?? ["doverie@line.example.kz"], Text = text, Files = files ?? [], Sin = sin };

    private static Envelope Head(string subject = Subject, string from = "=?utf-8?B?0J/RkdGC0YA=?= <petr@example.kz>", string to = "doverie@line.example.kz") =>
        new Envelope().Line("From: " + from).Line("To: " + to).Line("Subject: " + Wire.Words(subject, "utf-8")).Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("Message-ID: <sin@example.kz>").Line("MIME-Version: 1.0");

    private static MailSample Body(string sin, string encoding, string body, string text = Words, string charset = "utf-8") =>
        Sample(sin, Head().Line("Content-Type: text/plain; charset=" + charset).Line("Content-Transfer-Encoding: " + encoding).Line().Raw(Bytes(body)).ToBytes(), text);

    private static IEnumerable<MailSample> Encodings()
    {
        var raw = Bytes(Words);
        var base64 = Convert.ToBase64String(raw);
        yield return Body("base64 without padding", "base64", Wire.Base64(raw).Replace("=", ""));
        yield return Body("base64 in one line", "base64", base64);
        yield return Body("base64 in lines of odd length", "base64", Wire.Base64(raw, 57));
        yield return Body("base64 with blanks", "base64", string.Join(" ", base64.Chunk(10).Select(c => new string(c))) + "\r\n");
        yield return Body("base64 with bare LF", "base64", Wire.Base64(raw, end: "\n"));
        yield return Body("base64 named in capitals", "BASE64", Wire.Base64(raw));
        yield return Body("base64 with a comment", "base64 (as usual)", Wire.Base64(raw));
        yield return Body("base64 and a blank line inside", "base64", Wire.Base64(raw).Insert(78, "\r\n"));
        yield return Body("quoted-printable in small letters", "quoted-printable", Wire.Quoted(raw, small: true) + "\r\n");
        yield return Body("quoted-printable ending in a soft break", "quoted-printable", Wire.Quoted(raw) + "=");
        yield return Body("quoted-printable with blanks after soft breaks", "quoted-printable", Wire.Quoted(raw).Replace("=\r\n", "=  \r\n") + "\r\n");
        yield return Body("quoted-printable with bare LF", "quoted-printable", Wire.Quoted(raw).Replace("\r\n", "\n") + "\n");
        yield return Body("quoted-printable with a lone equals sign", "quoted-printable", "1 = 1, a=b, =\r\n" + Wire.Quoted(raw) + "\r\n", "1 = 1, a=b, " + Words);
        yield return Body("quoted-printable named in capitals", "Quoted-Printable", Wire.Quoted(raw) + "\r\n");
        yield return Body("quoted-printable in one long line", "quoted-printable", Wire.Quoted(raw).Replace("=\r\n", "") + "\r\n");
        yield return Body("8bit called 7bit", "7bit", Words + "\r\n");
        yield return Body("no line end at the end", "8bit", Words);
        yield return Body("an encoding that nobody knows", "x-none", Words + "\r\n");
    }

    private static MailSample Charset(string sin, string told, string real, string text) =>
        Sample(sin, Head().Line("Content-Type: text/plain" + (told.Length > 0 ? "; charset=" + told : "")).Line("Content-Transfer-Encoding: 8bit").Line().Raw(Wire.Bytes(text, real)).Line().ToBytes(), text);

    private static IEnumerable<MailSample> CharsetsOf()
    {
        foreach (var charset in (string[])["windows-1251", "koi8-r", "koi8-u", "iso-8859-5", "cp866", "kz-1048", "pt154"]) yield return Charset("written in " + charset, charset, charset, Words);
        foreach (var (told, real) in new[] { ("KZ-1048", "kz-1048"), ("STRK1048-2002", "kz-1048"), ("RK1048", "kz-1048"), ("PT154", "pt154"), ("PTCP154", "pt154") }) yield return Charset("Kazakh in " + told, told, real, Qazaq);
        yield return Charset("Kazakh in KZ-1048 called windows-1251", "windows-1251", "kz-1048", Qazaq);
        yield return Charset("utf-8 called windows-1251", "windows-1251", "utf-8", Qazaq);
        yield return Charset("utf-8 called us-ascii", "us-ascii", "utf-8", Qazaq);
        yield return Charset("utf-8 called koi8-r", "koi8-r", "utf-8", Words);
        yield return Charset("windows-1251 called utf-8", "utf-8", "windows-1251", Words);
        yield return Charset("windows-1251 called iso-8859-1", "iso-8859-1", "windows-1251", Words);
        yield return Charset("windows-1251 called us-ascii", "us-ascii", "windows-1251", Words);
        yield return Charset("windows-1251 told nowhere", "", "windows-1251", Words);
        yield return Charset("utf-8 told nowhere", "", "utf-8", Words);
        yield return Charset("koi8-r told nowhere", "", "koi8-r", Words);
        yield return Charset("charset in quotes and capitals", "\"WINDOWS-1251\"", "windows-1251", Words);
        yield return Charset("charset cp1251", "cp1251", "windows-1251", Words);
        yield return Charset("charset utf8", "utf8", "utf-8", Words);
        yield return Charset("utf-16 with a mark", "utf-16", "utf-16", Words) is var wide ? wide with { Bytes = Head().Line("Content-Type: text/plain; charset=utf-16").Line("Content-Transfer-Encoding: base64").Line().Raw(Bytes(Wire.Base64(Wire.Bytes(Words, "utf-16")))).ToBytes() } : wide;
        yield return Charset("a charset that nobody knows", "x-qazaq-2030", "utf-8", Words);
    }

    private static MailSample File(string sin, string type, string disposition, SampleFile file) =>
        Sample(sin, Head().Line("Content-Type: multipart/mixed; boundary=b").Line().Line("--b").Text("text/plain", Words, "utf-8", "8bit").Line("--b").File(file, "Content-Type: " + type, "Content-Disposition: " + disposition).Line("--b--").ToBytes(), Words, files: [file]);

    private static IEnumerable<MailSample> Names()
    {
        const string name = "Есеп беру — қойма 2026.pdf";
        var pdf = SampleFiles.Pdf(name);
        var encoded = Wire.Words(name, "utf-8", bytes: 300);
        yield return File("file name in RFC 2231", "application/pdf", "attachment; " + Wire.Parameter("filename", name), pdf);
        yield return File("file name in RFC 2231 pieces", "application/pdf", "attachment;\r\n " + Wire.Parameter("filename", name, 7), pdf);
        yield return File("file name in RFC 2231 pieces out of order", "application/pdf", "attachment;\r\n " + string.Join(";\r\n ", Wire.Parameter("filename", name, 12).Split(";\r\n ").Reverse()), pdf);
        yield return File("file name in RFC 2231 and plainly", "application/pdf; name=\"?.pdf\"", "attachment; filename=\"qoima.pdf\"; " + Wire.Parameter("filename", name), pdf);
        yield return File("file name in encoded words", "application/pdf", $"attachment; filename=\"{encoded}\"", pdf);
        yield return File("file name in encoded words without quotes", "application/pdf", $"attachment; filename={encoded}", pdf);
        yield return File("file name in encoded words, letters cut in two", "application/pdf", $"attachment; filename=\"{Wire.Words(name, "utf-8", bytes: 7, splitLetters: true)}\"", pdf);
        yield return File("file name only in Content-Type", $"application/pdf; name=\"{encoded}\"", "attachment", pdf);
        yield return File("file name in raw utf-8", "application/pdf", $"attachment; filename=\"{name}\"", pdf);
        yield return File("file name with quotes inside", "application/pdf", "attachment; filename=\"a \\\"b\\\" c.pdf\"", SampleFiles.Pdf("a \"b\" c.pdf"));
        yield return File("file name with blanks without quotes", "application/pdf", "attachment; filename=my big file.pdf", SampleFiles.Pdf("my big file.pdf"));
        yield return File("file name with a path of Windows", "application/pdf", "attachment; filename=\"C:\\Users\\petr\\report.pdf\"", SampleFiles.Pdf("report.pdf"));
        yield return File("file name that climbs", "application/pdf", "attachment; filename=\"../../etc/passwd\"", SampleFiles.Pdf("passwd"));
        yield return File("file name turned around", "application/pdf", "attachment; filename=\"=?utf-8?B?" + Convert.ToBase64String(Bytes("cod\u202Efdp.exe")) + "?=\"", SampleFiles.Pdf("codfdp.exe"));
        yield return File("file without any bytes", "application/pdf; name=empty.pdf", "attachment; filename=empty.pdf", new("empty.pdf", "application/pdf", []));
        yield return File("file of one byte", "application/pdf", "attachment; filename=one.pdf", new("one.pdf", "application/pdf", [0]));
        yield return File("file of 200 KB", "application/pdf", "attachment; filename=big.pdf", SampleFiles.Pdf("big.pdf", 200_000));
    }

    private static IEnumerable<MailSample> Structures()
    {
        var pdf = SampleFiles.Pdf("a.pdf");
        var photo = SampleFiles.Photo("i.jpg");
        var html = "<html><body><p>" + Words + "</p></body></html>";
        Envelope Mixed(string boundary = "b") => Head().Line($"Content-Type: multipart/mixed; boundary=\"{boundary}\"").Line();

        yield return Sample("last boundary missing", Mixed().Line("--b").Text("text/plain", Words, "utf-8", "8bit").Line("--b").File(pdf, "Content-Type: application/pdf; name=a.pdf", "Content-Disposition: attachment; filename=a.pdf").ToBytes(), Words, files: [pdf]);
        yield return Sample("boundaries with blanks behind", Mixed().Line("--b  ").Text("text/plain", Words, "utf-8", "8bit").Line("--b \t").File(pdf, "Content-Type: application/pdf", "Content-Disposition: attachment; filename=a.pdf").Line("--b-- ").ToBytes(), Words, files: [pdf]);
        yield return Sample("boundary that begins another one", Mixed("b").Line("--b").Line("Content-Type: multipart/alternative; boundary=bb").Line().Line("--bb").Text("text/plain", Words, "utf-8", "8bit").Line("--bb").Text("text/html", html, "utf-8", "8bit").Line("--bb--").Line("--b").File(pdf, "Content-Type: application/pdf", "Content-Disposition: attachment; filename=a.pdf").Line("--b--").ToBytes(), Words, files: [pdf]);
        yield return Sample("bare LF everywhere", Bytes(Encoding.UTF8.GetString(Mixed().Line("--b").Text("text/plain", Words, "utf-8", "8bit").Line("--b").File(pdf, "Content-Type: application/pdf", "Content-Disposition: attachment; filename=a.pdf").Line("--b--").ToBytes()).Replace("\r\n", "\n")), Words, files: [pdf]);
        yield return Sample("HTML only", Head().Text("text/html", html, "utf-8", "8bit").ToBytes(), Words);
        yield return Sample("HTML in related with a picture", Head().Line("Content-Type: multipart/related; boundary=r; type=\"text/html\"").Line().Line("--r").Text("text/html", html.Replace("</p>", "</p><img src=\"cid:i1\">"), "utf-8", "8bit").Line("--r").File(photo, "Content-Type: image/jpeg; name=i.jpg", "Content-ID: <i1>", "Content-Disposition: inline; filename=i.jpg").Line("--r--").ToBytes(), Words, files: [photo]);
        yield return Sample("alternative in related in mixed", Mixed().Line("--b").Line("Content-Type: multipart/related; boundary=r").Line().Line("--r").Line("Content-Type: multipart/alternative; boundary=a").Line().Line("--a").Text("text/plain", Words, "utf-8", "8bit").Line("--a").Text("text/html", html, "utf-8", "8bit").Line("--a--").Line("--r").File(photo, "Content-Type: image/jpeg", "Content-ID: <i1>", "Content-Disposition: inline; filename=i.jpg").Line("--r--").Line("--b").File(pdf, "Content-Type: application/pdf", "Content-Disposition: attachment; filename=a.pdf").Line("--b--").ToBytes(), Words, files: [photo, pdf]);
        yield return Sample("two texts around a picture", Mixed().Line("--b").Text("text/plain", "Первое.", "utf-8", "8bit").Line("--b").File(photo, "Content-Type: image/jpeg; name=i.jpg", "Content-Disposition: inline; filename=i.jpg").Line("--b").Text("text/plain", "Второе.", "utf-8", "8bit").Line("--b--").ToBytes(), "Первое. Второе.", files: [photo]);
        yield return Sample("ten levels deep", Deep(10), Words);
        yield return Sample("an empty mail", Head().Line().ToBytes(), "");
        yield return Sample("headers only, no blank line", Head().ToBytes(), "");
        yield return Sample("a type that is none", Head().Line("Content-Type: text").Line().Line("Plain words.").ToBytes(), "Plain words.");
        yield return Sample("a text that is attached", Mixed().Line("--b").Text("text/plain", Words, "utf-8", "8bit").Line("--b").Line("Content-Type: text/plain; charset=utf-8; name=note.txt").Line("Content-Disposition: attachment; filename=note.txt").Line().Line("attached").Line("--b--").ToBytes(), Words, files: [new("note.txt", "text/plain", Bytes("attached"))]);
        yield return Sample("Outlook's own box", Mixed().Line("--b").Text("text/plain", Words, "utf-8", "8bit").Line("--b").File(SampleFiles.Docx("winmail.dat"), "Content-Type: application/ms-tnef; name=\"winmail.dat\"", "Content-Disposition: attachment; filename=\"winmail.dat\"").Line("--b--").ToBytes(), Words, files: [SampleFiles.Docx("winmail.dat")]);
        yield return Sample("a signed mail", Head().Line("Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s").Line().Line("--s").Text("text/plain", Words, "utf-8", "8bit").Line("--s").File(SampleFiles.Docx("smime.p7s"), "Content-Type: application/pkcs7-signature; name=smime.p7s", "Content-Disposition: attachment; filename=smime.p7s").Line("--s--").ToBytes(), Words, files: [SampleFiles.Docx("smime.p7s")]);
        yield return Sample("words before and after the parts", Mixed().Line("This is a multi-part message in MIME format.").Line("--b").Text("text/plain", Words, "utf-8", "8bit").Line("--b--").Line().Line("hidden below").ToBytes(), Words);
        yield return Sample("a part without headers", Mixed().Line("--b").Line().Line("Plain words.").Line("--b--").ToBytes(), "Plain words.");
    }

    private static byte[] Deep(int levels)
    {
        var mail = Head();
        for (var i = 0; i < levels; i++) mail.Line($"Content-Type: multipart/mixed; boundary=d{i}x").Line().Line($"--d{i}x");
        mail.Text("text/plain", Words, "utf-8", "8bit");
        for (var i = levels - 1; i >= 0; i--) mail.Line($"--d{i}x--");
        return mail.ToBytes();
    }

    private static IEnumerable<MailSample> HeadersOf()
    {
        MailSample Plain(string sin, string headers, string subject = Subject, (string, string)? from = null, IReadOnlyList<string>? to = null) =>
            Sample(sin, Bytes(headers + "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + Words + "\r\n"), Words, subject, from: from, to: to);
        const string from = "From: =?utf-8?B?0J/RkdGC0YA=?= <petr@example.kz>\r\n";
        const string to = "To: doverie@line.example.kz\r\n";
        var subject = "Subject: " + Wire.Words(Subject, "utf-8") + "\r\n";
        const string many = "Тексеру керек: қойма, гараж және «Жылу» цехы туралы үлкен өтініш";

        yield return Plain("subject with letters cut in two", from + to + "Subject: " + Wire.Words(many, "utf-8", 'B', 11, splitLetters: true) + "\r\n", many);
        yield return Plain("subject with letters cut in two, quoted", from + to + "Subject: " + Wire.Words(many, "utf-8", 'Q', 11, splitLetters: true) + "\r\n", many);
        yield return Plain("subject in raw utf-8", from + to + "Subject: " + many + "\r\n", many);
        yield return Plain("subject in two charsets", from + to + "Subject: =?windows-1251?B?" + Convert.ToBase64String(Wire.Bytes("Склад ", "windows-1251")) + "?= =?koi8-r?B?" + Convert.ToBase64String(Wire.Bytes("и гараж", "koi8-r")) + "?=\r\n", "Склад и гараж");
        yield return Plain("subject half encoded", from + to + "Subject: Re: " + Wire.Words("Склад", "utf-8") + " (2)\r\n", "Re: Склад (2)");
        yield return Plain("subject of KZ-1048", from + to + "Subject: =?KZ-1048?B?" + Convert.ToBase64String(Wire.Bytes("Қойма туралы", "kz-1048")) + "?=\r\n", "Қойма туралы");
        yield return Plain("subject folded in three", from + to + "Subject: one\r\n two\r\n\tthree\r\n", "one two three");
        yield return Plain("no subject", from + to, "");
        yield return Plain("header names in capitals", from.Replace("From", "FROM") + to.Replace("To", "TO") + subject.Replace("Subject", "SUBJECT"));
        yield return Plain("name in quotes with a comma", "From: \"Petrov, Ivan\" <petr@example.kz>\r\n" + to + subject, from: ("Petrov, Ivan", "petr@example.kz"));
        yield return Plain("name behind the address", "From: petr@example.kz (Ivan Petrov)\r\n" + to + subject, from: ("Ivan Petrov", "petr@example.kz"));
        yield return Plain("address alone", "From: petr@example.kz\r\n" + to + subject, from: ("", "petr@example.kz"));
        yield return Plain("address in brackets alone", "From: <petr@example.kz>\r\n" + to + subject, from: ("", "petr@example.kz"));
        yield return Plain("encoded name with a comma inside", "From: " + Wire.Words("Петров, Иван", "utf-8") + " <petr@example.kz>\r\n" + to + subject, from: ("Петров, Иван", "petr@example.kz"));
        yield return Plain("encoded name in quotes", "From: \"" + Wire.Words("Пётр Ёлкин", "utf-8") + "\" <petr@example.kz>\r\n" + to + subject, from: ("Пётр Ёлкин", "petr@example.kz"));
        yield return Plain("raw utf-8 name", "From: Пётр Ёлкин <petr@example.kz>\r\n" + to + subject, from: ("Пётр Ёлкин", "petr@example.kz"));
        yield return Plain("several receivers", from + "To: a@example.kz, \"B, C\" <b@example.kz>,\r\n <c@example.kz>\r\n" + subject, to: ["a@example.kz", "b@example.kz", "c@example.kz"]);
        yield return Plain("a group of receivers", from + "To: Office: a@example.kz, b@example.kz;\r\n" + subject, to: ["a@example.kz", "b@example.kz"]);
        yield return Plain("receivers not told", from + "To: undisclosed-recipients:;\r\n" + subject, to: []);
        yield return Plain("a header of 20 KB", from + to + subject + "X-Long: " + string.Concat(Enumerable.Repeat("0123456789 ", 1900)) + "\r\n");
        yield return Plain("two hundred headers", string.Concat(Enumerable.Range(0, 200).Select(i => $"Received: from host{i}.example.kz by host{i + 1}.example.kz; Thu, 12 Mar 2026 19:20:30 +0500\r\n")) + from + to + subject);
        yield return Plain("a mailbox line before", "From petr@example.kz Thu Mar 12 19:20:30 2026\r\n" + from + to + subject);
        yield return Plain("blanks before the colon", from.Replace("From:", "From :") + to + subject.Replace("Subject:", "Subject :"));
    }
}
