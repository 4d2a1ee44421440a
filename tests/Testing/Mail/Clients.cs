// The mail programs and devices used in Kazakhstan, each as it writes a letter: headers, structure, encodings, names of files.

namespace TrustLine.Testing.Mail;

/// <summary>A letter of one program: the story, the whole text, the files.</summary>
internal sealed record Letter(MailStory Story, string Text, IReadOnlyList<SampleFile> Files)
{
    internal const string Line = "Trust Line <doverie@line.example.kz>";

    internal string From(string charset, char kind = 'B', bool quoted = false) => (Story.Writer.All(char.IsAscii) ? (quoted || Story.Writer.Contains('.') || Story.Writer.Contains('\'') ? $"\"{Story.Writer}\"" : Story.Writer) : Wire.Words(Story.Writer, charset, kind)) + $" <{Story.Address}>";
}

internal static class Clients
{
    internal static IReadOnlyDictionary<string, Func<Letter, byte[]>> All { get; } = new Dictionary<string, Func<Letter, byte[]>>
    {
        ["outlook"] = Outlook, ["exchange-owa"] = Exchange, ["mail.ru"] = MailRu, ["yandex"] = Yandex, ["gmail"] = Gmail, ["ios"] = Ios, ["android-samsung"] = Samsung, ["android-gmail"] = AndroidGmail,
        ["1c"] = OneC, ["scanner"] = Scanner, ["thunderbird"] = Thunderbird, ["zimbra"] = Zimbra, ["roundcube"] = Roundcube, ["the-bat"] = TheBat,
    };

    private static string Charset(Letter letter, params string[] wanted) => wanted.FirstOrDefault(c => Wire.Carries(letter.Text + letter.Story.Subject + letter.Story.Writer, c)) ?? "utf-8";

    private static byte[] Outlook(Letter letter)
    {
        var charset = Charset(letter, "us-ascii", "windows-1251");
        var words = charset == "us-ascii" ? "utf-8" : charset;
        var mail = new Envelope()
            .Line("Received: from EXCH01.corp.example.kz (10.1.2.3) by mx.line.example.kz with Microsoft SMTP Server (TLS) id 15.1.2507.6; Thu, 12 Mar 2026 19:20:31 +0500")
            .Line("From: " + letter.From(words, quoted: true))
            .Line("To: \"'doverie@line.example.kz'\" <doverie@line.example.kz>")
            .Line("Subject: " + Wire.Words(letter.Story.Subject, words))
            .Line("Thread-Topic: " + Wire.Words(letter.Story.Subject, words))
            .Line("Thread-Index: AdqTabcdefghijklmnopqrstuvwxyz==")
            .Line("Date: Thu, 12 Mar 2026 14:20:30 +0000")
            .Line("Message-ID: <7d3b0a5c4e4f4a0b8b1c2d3e4f5a6b7c@EXCH01.corp.example.kz>")
            .Line("Accept-Language: ru-RU, en-US").Line("Content-Language: ru-RU").Line("X-MS-Has-Attach: " + (letter.Files.Count > 0 ? "yes" : "")).Line("MIME-Version: 1.0");
        if (letter.Files.Count > 0) mail.Line("Content-Type: multipart/mixed;").Line("\tboundary=\"_004_7d3b0a5c4e4f4a0bEXCH01corp_\"").Line().Line("--_004_7d3b0a5c4e4f4a0bEXCH01corp_");
        mail.Line("Content-Type: multipart/alternative;").Line("\tboundary=\"_000_7d3b0a5c4e4f4a0bEXCH01corp_\"").Line()
            .Line("--_000_7d3b0a5c4e4f4a0bEXCH01corp_").Text("text/plain", letter.Text, charset, charset == "us-ascii" ? "quoted-printable" : "base64").Line()
            .Line("--_000_7d3b0a5c4e4f4a0bEXCH01corp_")
            .Text("text/html", "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=\"RU\"><div class=\"WordSection1\">" + Envelope.Html(letter.Text, " class=\"MsoNormal\"") + "</div></body></html>", charset, "quoted-printable").Line()
            .Line("--_000_7d3b0a5c4e4f4a0bEXCH01corp_--").Line();
        foreach (var file in letter.Files)
        {
            var name = Wire.Words(file.Name, "utf-8", bytes: 30);
            mail.Line("--_004_7d3b0a5c4e4f4a0bEXCH01corp_").File(file, $"Content-Type: {file.MediaType};\r\n\tname=\"{name}\"", $"Content-Description: {name}", $"Content-Disposition: attachment;\r\n\tfilename=\"{name}\"; size={file.Bytes.Length};\r\n\tcreation-date=\"Thu, 12 Mar 2026 14:00:00 GMT\"").Line();
        }

        if (letter.Files.Count > 0) mail.Line("--_004_7d3b0a5c4e4f4a0bEXCH01corp_--");
        return mail.ToBytes();
    }

    private static byte[] Exchange(Letter letter)
    {
        var mail = new Envelope()
            .Line("From: " + letter.From("utf-8", 'B')).Line("To: " + Letter.Line).Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8", 'B')).Line("Date: Thu, 12 Mar 2026 14:20:30 +0000")
            .Line("Message-ID: <AM0PR04MB1234@AM0PR04MB1234.eurprd04.prod.example.com>").Line("Content-Language: kk-KZ").Line("X-Originating-IP: [10.0.0.5]").Line("MIME-Version: 1.0")
            .Line("Authentication-Results: spf=pass (sender IP is 192.0.2.7) smtp.mailfrom=" + letter.Story.Address.Split('@')[1] + "; dkim=pass (signature was verified) header.d=" + letter.Story.Address.Split('@')[1] + ";dmarc=pass action=none header.from=" + letter.Story.Address.Split('@')[1] + ";compauth=pass reason=100");
        if (letter.Files.Count > 0) mail.Line("Content-Type: multipart/mixed; boundary=\"_005_AM0PR04MB1234_\"").Line().Line("--_005_AM0PR04MB1234_");
        mail.Line("Content-Type: multipart/alternative; boundary=\"_000_AM0PR04MB1234_\"").Line().Line("--_000_AM0PR04MB1234_").Text("text/plain", letter.Text, "utf-8", "base64").Line().Line("--_000_AM0PR04MB1234_")
            .Text("text/html", "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"><style type=\"text/css\" style=\"display:none;\"> P {margin-top:0;margin-bottom:0;} </style></head><body dir=\"ltr\">" + Envelope.Html(letter.Text) + "</body></html>", "utf-8", "base64").Line().Line("--_000_AM0PR04MB1234_--");
        foreach (var file in letter.Files)
            mail.Line().Line("--_005_AM0PR04MB1234_").File(file, $"Content-Type: {file.MediaType}; name=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"");
        if (letter.Files.Count > 0) mail.Line().Line("--_005_AM0PR04MB1234_--");
        return mail.ToBytes();
    }

    private static byte[] MailRu(Letter letter)
    {
        var mail = new Envelope()
            .Line("Return-path: <" + letter.Story.Address + ">").Line("Received: by f372.i.mail.example.ru with local (envelope-from <" + letter.Story.Address + ">) id 1uAbCd-0001; Thu, 12 Mar 2026 19:20:30 +0500")
            .Line("From: " + letter.From("UTF-8").Replace("utf-8", "UTF-8")).Line("To: doverie@line.example.kz").Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8").Replace("utf-8", "UTF-8")).Line("MIME-Version: 1.0").Line("X-Mailer: Mail.Ru Mailer 1.0")
            .Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("Message-ID: <1773325230.123456789@f372.i.mail.example.ru>").Line("X-Priority: 3 (Normal)").Line("Reply-To: " + letter.From("utf-8"))
            .Line("Authentication-Results: f372.i.mail.example.ru; auth=pass smtp.auth=" + letter.Story.Address + " smtp.mailfrom=" + letter.Story.Address);
        if (letter.Files.Count > 0) mail.Line("Content-Type: multipart/mixed;").Line("\tboundary=\"----AbCdEf12-MiX0123456789-----1773325230\"").Line().Line("------AbCdEf12-MiX0123456789-----1773325230");
        mail.Line("Content-Type: multipart/alternative;").Line("\tboundary=\"--ALT--Qw3rTyUiOp-----1773325230\"").Line().Line().Line("----ALT--Qw3rTyUiOp-----1773325230").Text("text/plain", "\n" + letter.Text + "\n", "utf-8", "base64").Line()
            .Line("----ALT--Qw3rTyUiOp-----1773325230").Text("text/html", "\n<HTML><BODY>" + Envelope.Html(letter.Text) + "</BODY></HTML>\n", "utf-8", "base64").Line().Line("----ALT--Qw3rTyUiOp-----1773325230--");
        foreach (var file in letter.Files)
            mail.Line().Line("------AbCdEf12-MiX0123456789-----1773325230").File(file, $"Content-Type: {file.MediaType}; name=\"{Wire.Words(file.Name, "utf-8", bytes: 60)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, "utf-8", bytes: 60)}\"");
        if (letter.Files.Count > 0) mail.Line().Line("------AbCdEf12-MiX0123456789-----1773325230--");
        return mail.ToBytes();
    }

    private static byte[] Yandex(Letter letter)
    {
        var mail = new Envelope()
            .Line("Received: from mail-nwsmtp.example.net by vla1.example.net (Yandex) with HTTP; Thu, 12 Mar 2026 17:20:30 +0300").Line("From: " + letter.From("utf-8")).Line("To: =?utf-8?B?0JvQuNC90LjRjyDQtNC+0LLQtdGA0LjRjw==?= <doverie@line.example.kz>")
            .Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8")).Line("MIME-Version: 1.0").Line("X-Mailer: Yamail [ http://yandex.ru ] 5.0").Line("Date: Thu, 12 Mar 2026 17:20:30 +0300").Line("Message-Id: <123451773325230@mail.example.net>");
        var html = "<div>" + string.Join("</div><div> </div><div>", letter.Text.Split("\n\n").Select(p => p.Replace("<", "&lt;").Replace("\n", "<br />"))) + "</div>";
        if (letter.Files.Count == 0) return mail.Text("text/html", html, "utf-8", "base64").ToBytes();
        mail.Line("Content-Type: multipart/mixed;").Line("\tboundary=\"----==--bound.12345.mail.example.net\"").Line().Line().Line("------==--bound.12345.mail.example.net").Text("text/html", html, "utf-8", "base64");
        foreach (var file in letter.Files)
            mail.Line("------==--bound.12345.mail.example.net").File(file, "Content-Disposition: attachment;\r\n\tfilename=\"" + Wire.Words(file.Name, "utf-8", bytes: 45) + "\"", $"Content-Type: {file.MediaType};\r\n\tname=\"{Wire.Words(file.Name, "utf-8", bytes: 45)}\"");
        return mail.Line("------==--bound.12345.mail.example.net--").ToBytes();
    }

    private static byte[] Gmail(Letter letter) => Google(letter, "CAABcd+efGhIJKlmnOPq@mail.gmail.example.com");

    private static byte[] AndroidGmail(Letter letter) => Google(letter, "CAZz9-droid@mail.gmail.example.com", "auto");

    private static byte[] Google(Letter letter, string id, string direction = "ltr")
    {
        var mail = new Envelope()
            .Line("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=gmail.example.com; s=20230601;").Line("        h=to:subject:message-id:date:from:mime-version; bh=abc=; b=def").Line("X-Gm-Message-State: AOJu0Yx").Line("MIME-Version: 1.0")
            .Line("From: " + letter.From("UTF-8").Replace("utf-8", "UTF-8")).Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("Message-ID: <" + id + ">").Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8").Replace("utf-8", "UTF-8")).Line("To: doverie@line.example.kz");
        if (letter.Files.Count > 0) mail.Line("Content-Type: multipart/mixed; boundary=\"000000000000aabbcc0612345678\"").Line().Line("--000000000000aabbcc0612345678");
        mail.Line("Content-Type: multipart/alternative; boundary=\"000000000000aabbca0612345676\"").Line().Line("--000000000000aabbca0612345676").Text("text/plain", letter.Text + "\n", "utf-8", "base64").Line().Line("--000000000000aabbca0612345676")
            .Text("text/html", $"<div dir=\"{direction}\">" + Envelope.Html(letter.Text) + "</div>\n", "utf-8", "quoted-printable").Line().Line("--000000000000aabbca0612345676--");
        var number = 0;
        foreach (var file in letter.Files)
            mail.Line("--000000000000aabbcc0612345678").File(file, $"Content-Type: {file.MediaType}; name=\"{Wire.Words(file.Name, "utf-8", bytes: 39)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, "utf-8", bytes: 39)}\"", $"Content-ID: <f_m7abc{number}>", $"X-Attachment-Id: f_m7abc{number++}");
        if (letter.Files.Count > 0) mail.Line("--000000000000aabbcc0612345678--");
        return mail.ToBytes();
    }

    private static byte[] Ios(Letter letter)
    {
        var mail = new Envelope().Line("Content-Type: " + (letter.Files.Count > 0 ? "multipart/mixed; boundary=Apple-Mail-1A2B3C4D-0000-1111-2222-333344445555" : "text/plain; charset=utf-8"));
        if (letter.Files.Count == 0) mail.Line("Content-Transfer-Encoding: base64");
        mail.Line("From: " + letter.From("utf-8", 'Q')).Line("Mime-Version: 1.0 (1.0)").Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8", 'Q', 18)).Line("Message-Id: <1A2B3C4D-5E6F-7081-92A3-B4C5D6E7F809@icloud.example.com>").Line("To: doverie@line.example.kz").Line("X-Mailer: iPhone Mail (23A355)");
        if (letter.Files.Count == 0) return mail.Line().Raw(System.Text.Encoding.ASCII.GetBytes(Wire.Base64(Wire.Bytes(letter.Text, "utf-8")))).ToBytes();
        mail.Line().Line().Line("--Apple-Mail-1A2B3C4D-0000-1111-2222-333344445555").Text("text/plain", letter.Text, "utf-8", "quoted-printable");
        foreach (var file in letter.Files)
            mail.Line("--Apple-Mail-1A2B3C4D-0000-1111-2222-333344445555").File(file, $"Content-Type: {file.MediaType};\r\n\tname=\"{Wire.Words(file.Name, "utf-8", bytes: 60)}\";\r\n\tx-apple-part-url=0A1B", "Content-Disposition: inline;\r\n\t" + (file.Name.All(char.IsAscii) ? $"filename=\"{file.Name}\"" : Wire.Parameter("filename", file.Name).Replace("UTF-8", "utf-8")));
        return mail.Line("--Apple-Mail-1A2B3C4D-0000-1111-2222-333344445555--").ToBytes();
    }

    private static byte[] Samsung(Letter letter)
    {
        var mail = new Envelope().Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8")).Line("Message-ID: <abc123.1773325230000@email.android.example.com>").Line("X-Android-Message-ID: <abc123@email.android.example.com>")
            .Line("From: " + letter.From("utf-8")).Line("To: doverie@line.example.kz").Line("Importance: Normal").Line("MIME-Version: 1.0").Line("Content-Type: multipart/mixed; boundary=\"--_com.samsung.android.email_1773325230\"").Line()
            .Line("----_com.samsung.android.email_1773325230").Line("Content-Type: multipart/alternative; boundary=\"--_com.samsung.android.email_1773325231\"").Line().Line("----_com.samsung.android.email_1773325231").Text("text/plain", letter.Text, "utf-8", "base64").Line()
            .Line("----_com.samsung.android.email_1773325231").Text("text/html", "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=UTF-8\"></head><body dir=\"auto\">" + Envelope.Html(letter.Text) + "</body></html>", "utf-8", "base64").Line().Line("----_com.samsung.android.email_1773325231--").Line();
        foreach (var file in letter.Files)
            mail.Line("----_com.samsung.android.email_1773325230").File(file, $"Content-Type: {file.MediaType}; name=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"; size={file.Bytes.Length}").Line();
        return mail.Line("----_com.samsung.android.email_1773325230--").ToBytes();
    }

    private static byte[] OneC(Letter letter)
    {
        var charset = Charset(letter, "windows-1251");
        var mail = new Envelope().Line("From: " + letter.From(charset)).Line("To: doverie@line.example.kz").Line("Subject: " + Wire.Words(letter.Story.Subject, charset, bytes: 30)).Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("X-Mailer: 1C:Enterprise 8.3").Line("MIME-Version: 1.0").Line("Message-ID: <20260312192030.1c@srv1c>");
        if (letter.Files.Count == 0) return mail.Text("text/plain", letter.Text, charset, "8bit").ToBytes();
        mail.Line("Content-Type: multipart/mixed; boundary=\"1C-v8-boundary-00001\"").Line().Line("This is a multi-part message in MIME format.").Line("--1C-v8-boundary-00001").Text("text/plain", letter.Text, charset, "base64");
        foreach (var file in letter.Files)
            mail.Line("--1C-v8-boundary-00001").File(file, $"Content-Type: application/octet-stream; name=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"");
        return mail.Line("--1C-v8-boundary-00001--").ToBytes();
    }

    private static byte[] Scanner(Letter letter)
    {
        var mail = new Envelope().Line("Date: Thu, 12 Mar 2026 19:20 +0500").Line("From: " + letter.From("utf-8")).Line("To: doverie@line.example.kz").Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8", bytes: 300)).Line("X-Mailer: KYOCERA ECOSYS M2540").Line("MIME-Version: 1.0").Line("Content-Type: multipart/mixed;boundary=\"DC_BOUND_PRE_<1773325230.00c0ee123456>\"").Line().Line("This is multi-part message in MIME format.")
            .Line().Line("--DC_BOUND_PRE_<1773325230.00c0ee123456>").Text("text/plain", letter.Text, "utf-8", "base64");
        foreach (var file in letter.Files)
            mail.Line("--DC_BOUND_PRE_<1773325230.00c0ee123456>").File(file, $"Content-Type: {file.MediaType}; name=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, "utf-8", bytes: 300)}\"");
        return mail.Line("--DC_BOUND_PRE_<1773325230.00c0ee123456>--").Line().ToBytes();
    }

    private static byte[] Thunderbird(Letter letter)
    {
        var mail = new Envelope().Line("Message-ID: <5f6e7d8c-0123-4567-89ab-cdef01234567@example.kz>").Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("MIME-Version: 1.0").Line("User-Agent: Mozilla Thunderbird").Line("Content-Language: ru").Line("To: doverie@line.example.kz")
            .Line("From: " + letter.From("UTF-8").Replace("utf-8", "UTF-8")).Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8", bytes: 39).Replace("utf-8", "UTF-8"));
        if (letter.Files.Count == 0) return mail.Text("text/plain", letter.Text, "utf-8", "8bit", "; format=flowed").ToBytes();
        mail.Line("Content-Type: multipart/mixed; boundary=\"------------b0UnD4rY1234567890abcdef\"").Line().Line("This is a multi-part message in MIME format.").Line("--------------b0UnD4rY1234567890abcdef").Text("text/plain", letter.Text, "utf-8", "8bit", "; format=flowed").Line();
        foreach (var file in letter.Files)
            mail.Line("--------------b0UnD4rY1234567890abcdef").File(file, $"Content-Type: {file.MediaType};\r\n name=\"{Wire.Words(file.Name, "utf-8", bytes: 39)}\"", "Content-Disposition: attachment;\r\n " + (file.Name.All(char.IsAscii) ? $"filename=\"{file.Name}\"" : Wire.Parameter("filename", file.Name, 20))).Line();
        return mail.Line("--------------b0UnD4rY1234567890abcdef--").ToBytes();
    }

    private static byte[] Zimbra(Letter letter)
    {
        var mail = new Envelope().Line("Date: Thu, 12 Mar 2026 19:20:30 +0500 (ALMT)").Line("From: " + letter.From("utf-8")).Line("To: doverie <doverie@line.example.kz>").Line("Message-ID: <1234567.89.1773325230000.JavaMail.zimbra@example.kz>").Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8", 'Q', 20)).Line("MIME-Version: 1.0");
        mail.Line("Content-Type: multipart/mixed; ").Line("\tboundary=\"----=_Part_12_345.1773325230000\"").Line().Line("------=_Part_12_345.1773325230000").Line("Content-Type: multipart/alternative; ").Line("\tboundary=\"----=_Part_13_345.1773325230000\"").Line()
            .Line("------=_Part_13_345.1773325230000").Text("text/plain", letter.Text, "utf-8", "quoted-printable").Line().Line("------=_Part_13_345.1773325230000").Text("text/html", "<html><body><div style=\"font-family: arial,helvetica,sans-serif; font-size: 12pt; color: #000000\">" + Envelope.Html(letter.Text) + "</div></body></html>", "utf-8", "quoted-printable").Line().Line("------=_Part_13_345.1773325230000--").Line();
        foreach (var file in letter.Files)
            mail.Line("------=_Part_12_345.1773325230000").File(file, $"Content-Type: {file.MediaType}; name=\"{Wire.Words(file.Name, "utf-8", bytes: 45)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, "utf-8", bytes: 45)}\"").Line();
        return mail.Line("------=_Part_12_345.1773325230000--").ToBytes();
    }

    private static byte[] Roundcube(Letter letter)
    {
        var mail = new Envelope().Line("MIME-Version: 1.0").Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("From: " + letter.From("UTF-8", 'Q').Replace("utf-8", "UTF-8")).Line("To: doverie@line.example.kz").Line("Subject: " + Wire.Words(letter.Story.Subject, "utf-8", 'Q', 20).Replace("utf-8", "UTF-8")).Line("User-Agent: Roundcube Webmail/1.6.5").Line("Message-ID: <0123456789abcdef0123456789abcdef@example.kz>").Line("X-Sender: " + letter.Story.Address);
        if (letter.Files.Count == 0) return mail.Text("text/plain", letter.Text, "utf-8", "8bit", ";\r\n format=flowed").ToBytes();
        mail.Line("Content-Type: multipart/mixed;").Line(" boundary=\"=_0123456789abcdef0123456789abcdef\"").Line().Line("--=_0123456789abcdef0123456789abcdef").Text("text/plain", letter.Text, "utf-8", "8bit", ";\r\n format=flowed");
        foreach (var file in letter.Files)
            mail.Line("--=_0123456789abcdef0123456789abcdef").File(file, $"Content-Type: {file.MediaType};\r\n name=\"{Wire.Words(file.Name, "utf-8", bytes: 45)}\"", "Content-Disposition: attachment;\r\n " + (file.Name.All(char.IsAscii) ? $"filename=\"{file.Name}\"" : Wire.Parameter("filename", file.Name)) + $";\r\n size={file.Bytes.Length}");
        return mail.Line("--=_0123456789abcdef0123456789abcdef--").ToBytes();
    }

    private static byte[] TheBat(Letter letter)
    {
        var charset = Charset(letter, "koi8-r", "windows-1251");
        var mail = new Envelope().Line("Date: Thu, 12 Mar 2026 19:20:30 +0500").Line("From: " + letter.From(charset)).Line("X-Mailer: The Bat! (v3.99.3) Professional").Line("X-Priority: 3 (Normal)").Line("Message-ID: <1234567890.20260312192030@example.kz>").Line("To: doverie@line.example.kz").Line("Subject: " + Wire.Words(letter.Story.Subject, charset, bytes: 30)).Line("MIME-Version: 1.0");
        if (letter.Files.Count == 0) return mail.Text("text/plain", letter.Text, charset, "8bit").ToBytes();
        mail.Line("Content-Type: multipart/mixed; boundary=\"----------1A2B3C4D5E6F70\"").Line().Line("------------1A2B3C4D5E6F70").Text("text/plain", letter.Text, charset, "quoted-printable");
        foreach (var file in letter.Files)
            mail.Line("------------1A2B3C4D5E6F70").File(file, $"Content-Type: {file.MediaType}; name=\"{Wire.Words(file.Name, Wire.Carries(file.Name, charset) ? charset : "utf-8", bytes: 300)}\"", $"Content-Disposition: attachment; filename=\"{Wire.Words(file.Name, Wire.Carries(file.Name, charset) ? charset : "utf-8", bytes: 300)}\"");
        return mail.Line("------------1A2B3C4D5E6F70--").ToBytes();
    }
}
