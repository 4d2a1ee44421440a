using TrustLine.Channels.Email.Mime;

namespace TrustLine.Tests.Channels.Email.Mime;

public class NatureTests
{
    public static TheoryData<string, MailKind, bool> Mails => new()
    {
        { "From: a@b.kz\nSubject: О складе", MailKind.Personal, true },
        { "From: a@b.kz\nAuto-Submitted: no", MailKind.Personal, true },
        { "From: a@b.kz\nAuto-Submitted: auto-replied", MailKind.AutoReply, false },
        { "From: a@b.kz\nAuto-Submitted: auto-replied (vacation)", MailKind.AutoReply, false },
        { "From: a@b.kz\nAuto-Submitted: auto-generated", MailKind.Generated, false },
        { "From: a@b.kz\nX-Autoreply: yes", MailKind.AutoReply, false },
        { "From: a@b.kz\nPrecedence: auto_reply", MailKind.AutoReply, false },
        { "From: a@b.kz\nPrecedence: bulk", MailKind.List, false },
        { "From: a@b.kz\nPrecedence: junk", MailKind.Personal, false },
        { "From: a@b.kz\nList-Id: <news.example.kz>", MailKind.List, false },
        { "From: a@b.kz\nList-Unsubscribe: <mailto:x@y>", MailKind.List, false },
        { "From: MAILER-DAEMON@b.kz\nReturn-Path: <>\nSubject: Undelivered Mail Returned to Sender", MailKind.Delivery, false },
        { "From: postmaster@b.kz\nAuto-Submitted: auto-replied", MailKind.Delivery, false },
        { "From: a@b.kz\nX-Failed-Recipients: c@d.kz", MailKind.Delivery, false },
        { "From: a@b.kz\nReturn-Path: <>\nSubject: Автоответ: в отпуске", MailKind.AutoReply, false },
        { "From: a@b.kz\nReturn-Path: <>", MailKind.Personal, false },
        { "From: a@b.kz\nSubject: Автоматический ответ: О складе", MailKind.Personal, false },
        { "From: a@b.kz\nSubject: Автоматты жауап: өтініш", MailKind.Personal, false },
        { "From: no-reply@b.kz", MailKind.Personal, false },
        { "From: a@b.kz\nX-Spam-Flag: YES", MailKind.Personal, false },
        { "From: a@b.kz\nX-Spam-Status: Yes, score=9.1", MailKind.Personal, false },
        { "From: a@b.kz\nX-Spam-Status: No, score=-1", MailKind.Personal, true },
        { "From: a@b.kz\nX-MS-Exchange-Organization-SCL: 6", MailKind.Personal, false },
    };

    [Theory]
    [MemberData(nameof(Mails))]
    public void Who_wrote_it(string headers, MailKind kind, bool mayAnswer)
    {
        var nature = Reading.Headers(headers).Nature;
        Assert.Equal((kind, mayAnswer), (nature.Kind, nature.MayAnswer));
    }

    [Fact]
    public void A_bounce_tells_which_address_failed_and_which_mail_it_was()
    {
        var mail = Reading.Of("""
            From: MAILER-DAEMON@mx.example.kz
            Return-Path: <>
            Subject: Undelivered Mail Returned to Sender
            Auto-Submitted: auto-replied
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.example.kz
            Arrival-Date: Thu, 12 Mar 2026 19:20:30 +0500

            Final-Recipient: rfc822; nobody@example.kz
            Original-Recipient: rfc822;nobody@example.kz
            Action: failed
            Status: 5.1.1
            Diagnostic-Code: smtp; 550 5.1.1 <nobody@example.kz>: Recipient address
             rejected: User unknown

            Final-Recipient: rfc822; late@example.kz
            Action: delayed
            Status: 4.4.1

            --b
            Content-Type: message/rfc822

            From: doverie@line.example.kz
            Message-ID: <ours-17@line.example.kz>
            Subject: Answer

            Text
            --b--
            """).Mail;
        Assert.Equal(MailKind.Delivery, mail.Nature.Kind);
        var report = mail.Delivery!;
        Assert.Equal("delivery-status", report.Kind);
        Assert.Equal([("nobody@example.kz", "failed", "5.1.1"), ("late@example.kz", "delayed", "4.4.1")], report.Outcomes.Select(o => (o.Address, o.Action, o.Status)));
        Assert.Equal("smtp; 550 5.1.1 <nobody@example.kz>: Recipient address rejected: User unknown", report.Outcomes[0].Said);
        Assert.Equal(["ours-17@line.example.kz"], report.OriginalIds);
        Assert.True(report.Failed);
    }

    [Fact]
    public void A_bounce_with_headers_only_and_a_receipt_of_reading_name_our_mail()
    {
        var headers = Reading.Of("Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/rfc822-headers\n\nSubject: x\nMessage-ID: <ours@line>\n--b--\n").Mail;
        Assert.Equal(["ours@line"], headers.Delivery!.OriginalIds);
        var read = Reading.Of("Content-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\n\nread\n--b\nContent-Type: message/disposition-notification\n\nFinal-Recipient: rfc822;a@b.kz\nOriginal-Message-ID: <ours@line>\nDisposition: manual-action/MDN-sent-manually; displayed\n--b--\n").Mail;
        Assert.Equal(("disposition-notification", false), (read.Delivery!.Kind, read.Delivery.Failed));
        Assert.Equal(["ours@line"], read.Delivery.OriginalIds);
    }

    [Fact]
    public void An_old_bounce_names_its_addresses() =>
        Assert.Equal(["a@b.kz", "c@d.kz"], Reading.Headers("X-Failed-Recipients: a@b.kz, c@d.kz\nFrom: Mail Delivery System <Mailer-Daemon@x.kz>").Delivery!.Outcomes.Select(o => o.Address));

    [Fact]
    public void Results_of_servers_are_read_in_their_order()
    {
        var mail = Reading.Headers("Authentication-Results: mx.line.kz 1; spf=pass (domain of mail.kz; designates 1.2.3.4) smtp.mailfrom=a@mail.kz;\n dkim=fail reason=\"bad; signature\" header.d=mail.kz; dkim=pass header.d=other.kz; dmarc = none (p=none) header.from=mail.kz\nAuthentication-Results: evil.example; spf=pass; dkim=pass; dmarc=pass\nAuthentication-Results: mx2.line.kz; none");
        Assert.Equal(["mx.line.kz", "evil.example", "mx2.line.kz"], mail.Authentication.Select(a => a.Server));
        var ours = mail.Authentication[0];
        Assert.Equal(("pass", "pass", "none", (string?)null), (ours["spf"], ours["dkim"], ours["dmarc"], ours["arc"]));
        Assert.Equal("bad; signature", ours.Claims[1].Properties["reason"]);
        Assert.Equal("a@mail.kz", ours.Claims[0].Properties["smtp.mailfrom"]);
        Assert.Empty(mail.Authentication[2].Claims);
    }

    [Fact]
    public void Exchange_leaves_its_name_out() => Assert.Equal(("", "fail"), Reading.Headers("Authentication-Results: spf=fail (sender IP is 1.2.3.4) smtp.mailfrom=x.kz; compauth=fail reason=001").Authentication.Select(a => (a.Server, a["spf"]!)).Single());
}
