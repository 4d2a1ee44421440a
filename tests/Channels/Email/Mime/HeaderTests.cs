using TrustLine.Channels.Email.Mime;

namespace TrustLine.Tests.Channels.Email.Mime;

public class HeaderTests
{
    public static TheoryData<string, string> Subjects => new()
    {
        { "=?utf-8?B?0K3RgtC+?= =?utf-8?B?INC+0L0=?=", "Это он" },
        { "=?UTF-8?b?0K3RgtC+?=\n =?utf-8?Q?_=D0=BE=D0=BD?=", "Это он" },
        { "=?utf-8*ru?Q?=D0=9E=D0=BD?=", "Он" },
        { "=?utf-8?Q?=D0?= =?utf-8?Q?=9E=D0=BD?=", "Он" },
        { "=?utf-8?Q?a b?=", "a b" },
        { "=?utf-8?Q?a?=b", "ab" },
        { "a=?utf-8?Q?b?=", "ab" },
        { "=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c" },
        { "=?utf-8?B?0J7QvQ?=", "Он" },
        { "=?utf-8?B?0J7QvQ==", "Он" },
        { "=?utf-8?X?abc?=", "=?utf-8?X?abc?=" },
        { "=?no end", "=?no end" },
        { "=? ?Q?a?=", "=? ?Q?a?=" },
        { "100 %=?", "100 %=?" },
        { "=?koi8-r?Q?=EF=CE?=", "Он" },
        { "=?utf-8?Q?=3D=3Futf-8=3FQ=3Fx=3F=3D?=", "=?utf-8?Q?x?=" },
        { "=?utf-8?Q??=", "" },
        { "Он", "Он" },
    };

    [Theory]
    [MemberData(nameof(Subjects))]
    public void Encoded_words(string header, string subject) => Assert.Equal(subject, Reading.Headers("Subject: " + header).Subject);

    [Fact]
    public void Line_ends_inside_encoded_words_make_no_header()
    {
        var mail = Reading.Headers("Subject: =?utf-8?Q?hello=0D=0ABcc:_all@example.kz?=");
        Assert.Equal("hello Bcc: all@example.kz", mail.Subject);
        Assert.Contains(Remark.ControlSigns, mail.Remarks);
        Assert.Contains(Remark.ControlSigns, Reading.Of("Subject: a\u0000b\n\n").Mail.Remarks);
    }

    [Fact]
    public void A_lone_CR_makes_no_header()
    {
        var mail = Reading.Of("Subject: one\rTo: other@example.kz\r\nFrom: a@b.kz\r\n\r\nx"u8.ToArray()).Mail;
        Assert.Equal("one To: other@example.kz", mail.Subject);
        Assert.Empty(mail.To);
    }

    [Fact]
    public void A_mail_with_lone_CRs_for_line_ends_is_read()
    {
        var mail = Reading.Of("Subject: one\rFrom: a@b.kz\r\rWords\rand words"u8.ToArray()).Mail;
        Assert.Equal(("one", "Words\nand words"), (mail.Subject, mail.Text.Whole));
    }

    [Fact]
    public void Marks_that_turn_the_direction_are_left_out_of_names_and_remarked()
    {
        var (mail, files) = Reading.Of("From: =?utf-8?B?0JjQstCw0L3igK7Rgg==?= <a@b.kz>\nContent-Type: application/pdf; name=\"=?utf-8?Q?cod=E2=80=AEfdp.exe?=\"\n\nx");
        Assert.Equal("Ивант", mail.From[0].Name);
        Assert.Equal("codfdp.exe", files[0].Name);
        Assert.Contains(Remark.DirectionMarks, mail.Remarks);
    }

    public static TheoryData<string, string> Lists => new()
    {
        { "a@b.kz", "|a@b.kz" },
        { "<a@b.kz>", "|a@b.kz" },
        { "Ann <a@b.kz>, b@b.kz", "Ann|a@b.kz ; |b@b.kz" },
        { "\"Petrov, Ivan\" <a@b.kz>", "Petrov, Ivan|a@b.kz" },
        { "Petrov, Ivan <a@b.kz>", "Petrov, Ivan|a@b.kz" },
        { "\"a \\\"b\\\" c\" <a@b.kz>", "a \"b\" c|a@b.kz" },
        { "a@b.kz (Ann (the boss))", "Ann (the boss)|a@b.kz" },
        { "Ann a@b.kz", "Ann|a@b.kz" },
        { "Ann <a@b.kz", "Ann|a@b.kz" },
        { "Office: a@b.kz, b@b.kz;, c@b.kz", "|a@b.kz ; |b@b.kz ; |c@b.kz" },
        { "undisclosed-recipients:;", "" },
        { "<@relay.kz,@other.kz:a@b.kz>", "|a@b.kz" },
        { "'Ann' <a@b.kz>", "Ann|a@b.kz" },
        { "\"never closed <a@b.kz>", "\"never closed|a@b.kz" },
        { "(never closed <a@b.kz>", "(never closed|a@b.kz" },
        { "=?utf-8?Q?=D0=98=D0=B2=2C_=D0=9E=D0=BD?= <a@b.kz>", "Ив, Он|a@b.kz" },
        { "Әлия <әлия@пошта.қаз>", "Әлия|әлия@пошта.қаз" },
        { "Ann < a@b.kz >", "Ann|a@b.kz" },
        { ",,, ;", "" },
        { "Ann <>", "Ann|" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Addresses(string header, string expected) =>
        Assert.Equal(expected, string.Join(" ; ", Reading.Headers("To: " + header).To.Select(c => $"{c.Name}|{c.Address}")));

    [Fact]
    public void Groups_keep_their_name() => Assert.Equal("Кеңсе", Reading.Headers("To: =?utf-8?B?0JrQtdKj0YHQtQ==?=: a@b.kz;").To[0].Group);

    [Fact]
    public void A_name_that_is_another_address_is_remarked()
    {
        Assert.Contains(Remark.NameLooksLikeAddress, Reading.Headers("From: \"director@company.kz\" <x@evil.example>").Remarks);
        Assert.DoesNotContain(Remark.NameLooksLikeAddress, Reading.Headers("From: \"a@b.kz\" <a@b.kz>").Remarks);
    }

    public static TheoryData<string, string?> Dates => new()
    {
        { "Thu, 12 Mar 2026 19:20:30 +0500", "2026-03-12T14:20:30" },
        { "12 Mar 2026 19:20 +0500", "2026-03-12T14:20:00" },
        { "Thu, 12 Mar 26 19:20:30 -0500 (EST)", "2026-03-13T00:20:30" },
        { "Thu, 12 Mar 2026 19:20:30 GMT", "2026-03-12T19:20:30" },
        { "Thu, 12-Mar-2026 19:20:30 EST", "2026-03-13T00:20:30" },
        { "12 Mar 2026 19:20:60 +0000", "2026-03-12T19:20:59" },
        { "2026-03-12T19:20:30+05:00", "2026-03-12T14:20:30" },
        { "Thu, 31 Feb 2026 19:20:30 +0500", null },
        { "yesterday", null },
        { "Thu, 12 Mar 99999 19:20:30 +0500", null },
    };

    [Theory]
    [MemberData(nameof(Dates))]
    public void Dates_are_read(string header, string? utc)
    {
        var mail = Reading.Headers("Date: " + header);
        Assert.Equal(utc, mail.Date?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss"));
        Assert.Equal(utc is null, mail.Remarks.Contains(Remark.DateUnreadable));
    }

    [Fact]
    public void Ids_of_the_thread()
    {
        var mail = Reading.Headers("Message-ID: <a@b>\nIn-Reply-To: Your message of \"Thu\" <c@d>\nReferences: <one@x>\n <two@\n x> <one@x>three@y <four@z");
        Assert.Equal("a@b", mail.MessageId);
        Assert.Equal(["c@d"], mail.InReplyTo);
        Assert.Equal(["one@x", "two@x", "four@z"], mail.References);
    }

    [Fact]
    public void Of_a_header_that_stands_twice_the_first_counts()
    {
        var mail = Reading.Headers("From: a@b.kz\nFrom: c@d.kz\nSubject: one\nSubject: two");
        Assert.Equal(("a@b.kz", "one"), (mail.From.Single().Address, mail.Subject));
        Assert.Contains(Remark.HeaderTwice, mail.Remarks);
    }

    [Fact]
    public void What_servers_wrote()
    {
        var mail = Reading.Headers("Return-Path: <>\nDelivered-To: <line+x7@line.kz>\nX-Original-To: doverie@line.kz\nContent-Language: kk-KZ, ru");
        Assert.Equal("", mail.ReturnPath);
        Assert.Equal(["line+x7@line.kz", "doverie@line.kz"], mail.DeliveredTo);
        Assert.Equal(["kk-KZ", "ru"], mail.Languages);
        Assert.Null(Reading.Headers("To: a@b").ReturnPath);
    }

    [Fact]
    public void A_blot_among_the_headers_hides_none_and_a_missing_blank_line_no_words()
    {
        var blot = Reading.Of("From: a@b.kz\nthis is no header\nSubject: one\n\nWords").Mail;
        Assert.Equal(("one", "Words"), (blot.Subject, blot.Text.Whole));
        Assert.Contains(Remark.HeadersBroken, blot.Remarks);
        var missing = Reading.Of("From: a@b.kz\nSubject: one\nWords of a person.\nAnd more: words.").Mail;
        Assert.Equal("Words of a person.\nAnd more: words.", missing.Text.Whole);
        Assert.Equal("Words only.", Reading.Of("Words only.").Mail.Text.Whole);
    }
}
