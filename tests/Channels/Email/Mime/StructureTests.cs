using System.Text;
using TrustLine.Channels.Email.Mime;

namespace TrustLine.Tests.Channels.Email.Mime;

public class StructureTests
{
    private const string Mixed = "Content-Type: multipart/mixed; boundary=b\n\n";

    [Fact]
    public void A_multipart_that_tells_no_boundary_is_parted_by_looking()
    {
        var (mail, files) = Reading.Of("Content-Type: multipart/mixed\n\n--xyz\nContent-Type: text/plain\n\nWords\n--xyz\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nQUJD\n--xyz--\n");
        Assert.Equal("Words", mail.Text.Whole);
        Assert.Equal("ABC"u8, Assert.Single(files).Bytes);
        Assert.Contains(Remark.BoundaryGuessed, mail.Remarks);
    }

    [Fact]
    public void A_wrong_boundary_is_found_too()
    {
        var mail = Reading.Of("Content-Type: multipart/mixed; boundary=wrong\n\n--right\nContent-Type: text/plain\n\nWords\n--right--\n").Mail;
        Assert.Equal("Words", mail.Text.Whole);
        Assert.Contains(Remark.BoundaryGuessed, mail.Remarks);
    }

    [Fact]
    public void Without_any_boundary_all_is_one_text()
    {
        var mail = Reading.Of("Content-Type: multipart/mixed; boundary=b\n\nWords of a person.\nMore.").Mail;
        Assert.Equal("Words of a person.\nMore.", mail.Text.Whole);
        Assert.Contains(Remark.BoundaryMissing, mail.Remarks);
    }

    [Theory]
    [InlineData("Content-Type: text/plain\n\nWo", "Wo")]
    [InlineData("Content-Type: text/plain", "")]
    [InlineData("Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nV29yZ", "Wor")]
    [InlineData("Content-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>Wo", "Wo")]
    public void A_mail_that_was_cut_gives_what_came(string part, string text)
    {
        var mail = Reading.Of(Mixed + "--b\n" + part).Mail;
        Assert.Equal(text, mail.Text.Whole);
        Assert.Contains(Remark.BoundaryUnclosed, mail.Remarks);
    }

    [Fact]
    public void Plain_words_win_over_HTML_that_says_the_same()
    {
        var mail = Alternative("Завхоз продаёт краску.", "<p>Завхоз <b>продаёт</b> краску.</p>");
        Assert.Equal("Завхоз продаёт краску.", mail.Text.Whole);
        Assert.False(mail.Text.FromHtml);
        Assert.Empty(mail.Remarks);
    }

    [Fact]
    public void HTML_that_says_more_is_shown_and_the_plain_words_are_kept()
    {
        const string more = "Завхоз продаёт краску со склада каждую пятницу вечером, машина приезжает в семь, грузит водитель Ерлан, деньги делят между собой.";
        var mail = Alternative("Ваша программа не показывает HTML.", "<p>" + more + "</p>");
        Assert.Equal(more, mail.Text.Whole);
        Assert.Equal("Ваша программа не показывает HTML.", mail.Text.OtherFace);
        Assert.Contains(Remark.AlternativesDiffer, mail.Remarks);
        var hidden = Alternative(more, "<p>Добрый день.</p>");
        Assert.Equal((more, "Добрый день."), (hidden.Text.Whole, hidden.Text.OtherFace));
        Assert.Contains(Remark.AlternativesDiffer, hidden.Remarks);
    }

    [Fact]
    public void A_blank_plain_text_gives_way()
    {
        Assert.Equal("Слова.", Alternative(" ", "<p>Слова.</p>").Text.Whole);
    }

    [Fact]
    public void A_mail_inside_is_read_with_its_files()
    {
        var (mail, files) = Reading.Of(Mixed + "--b\n\nMy words\n--b\nContent-Type: message/rfc822\nContent-Disposition: attachment; filename=old.eml\n\nFrom: Larisa <l@b.kz>\nSubject: Otkat\nMessage-ID: <in@side>\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\nTheir words\n--c\nContent-Type: application/pdf; name=a.pdf\n\nPDF\n--c--\n--b--\n");
        Assert.Equal("My words", mail.Text.Whole);
        var inside = Assert.Single(mail.Forwarded);
        Assert.Equal(("Otkat", "Their words", "in@side", "l@b.kz"), (inside.Subject, inside.Text.Whole, inside.MessageId, inside.From[0].Address));
        Assert.Equal("a.pdf", Assert.Single(files).Name);
        Assert.Equal(1, mail.Parts[0].Head.Within);
    }

    [Fact]
    public void A_digest_holds_mails()
    {
        var mail = Reading.Of("Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: one\n\nFirst\n--b\n\nSubject: two\n\nSecond\n--b--\n").Mail;
        Assert.Equal(["one First", "two Second"], mail.Forwarded.Select(f => f.Subject + " " + f.Text.Whole));
    }

    [Fact]
    public void Flowed_lines_are_joined()
    {
        var mail = Reading.Of("Content-Type: text/plain; format=flowed\n\nOne long \nline.\n> quoted \n> words\n>other\n-- \nsignature\n").Mail;
        Assert.Equal("One long line.\n> quoted words\n> other\n-- \nsignature", mail.Text.Whole);
    }

    [Fact]
    public void Files_that_stand_in_the_text_are_taken_out()
    {
        var (mail, files) = Reading.Of("Content-Type: text/plain\n\nBefore\nbegin 644 cat.txt\n#0V%T\n`\nend\nAfter\nbegin 644 never ended\n#0V%T\nlast");
        Assert.Equal(("cat.txt", "Cat"), (files[0].Name, Encoding.ASCII.GetString(files[0].Bytes)));
        Assert.Equal("Before\nAfter\nbegin 644 never ended\n#0V%T\nlast", mail.Text.Whole);
        Assert.Equal([Remark.FileInText], mail.Remarks);
    }

    [Theory]
    [InlineData("application/ms-tnef; name=winmail.dat", Remark.Winmail)]
    [InlineData("application/octet-stream; name=winmail.dat", Remark.Winmail)]
    [InlineData("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", Remark.Encrypted)]
    [InlineData("application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", Remark.Signed)]
    [InlineData("application/pgp-encrypted", Remark.Encrypted)]
    [InlineData("text/calendar; method=REQUEST", Remark.Calendar)]
    [InlineData("message/external-body; access-type=URL; url=\"http://example\"", Remark.LiesElsewhere)]
    [InlineData("message/partial; number=1; id=x", Remark.PieceOfMail)]
    public void What_cannot_be_read_is_kept_as_a_file_with_a_remark(string type, Remark remark)
    {
        var (mail, files) = Reading.Of("Content-Type: " + type + "\n\nbytes\n");
        Assert.Equal("bytes\r\n", Encoding.ASCII.GetString(Assert.Single(files).Bytes));
        Assert.Contains(remark, mail.Remarks);
    }

    [Fact]
    public void Text_outside_the_parts_is_remarked()
    {
        Assert.Contains(Remark.TextOutsideParts, Reading.Of(Mixed + "secret\n--b\n\nx\n--b--\n").Mail.Remarks);
        Assert.Contains(Remark.TextOutsideParts, Reading.Of(Mixed + "--b\n\nx\n--b--\nsecret\n").Mail.Remarks);
        Assert.DoesNotContain(Remark.TextOutsideParts, Reading.Of(Mixed + "This is a multi-part message in MIME format.\n--b\n\nx\n--b--\n\n").Mail.Remarks);
    }

    [Fact]
    public void Bytes_before_a_boundary_stay_exactly()
    {
        var (_, files) = Reading.Of([.. Encoding.ASCII.GetBytes(Mixed.ReplaceLineEndings("\r\n")), .. "--b\r\nContent-Type: application/x; name=a\r\nContent-Transfer-Encoding: binary\r\n\r\n"u8, 1, 13, 10, 2, 10, 13, 3, .. "\r\n\r\n--b--"u8]);
        Assert.Equal([1, 13, 10, 2, 10, 13, 3, 13, 10], files[0].Bytes);
    }

    private static ReceivedMail Alternative(string plain, string html) =>
        Reading.Of("Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n" + plain + "\n--b\nContent-Type: text/html; charset=utf-8\n\n" + html + "\n--b--\n").Mail;
}
