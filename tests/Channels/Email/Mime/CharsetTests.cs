using System.Text;
using TrustLine.Channels.Email.Mime;
using TrustLine.Channels.Email.Mime.Charsets;
using TrustLine.Testing.Mail;

namespace TrustLine.Tests.Channels.Email.Mime;

public class CharsetTests
{
    private const string Kazakh = "Әлия қызметкердің өтінішін ғана оқып, бұл үшін айыппұл алды. Һәм ең соңғы Ұлан Үсенов Іле Өскемен Қарағанды Ғабит Ңы.";

    [Theory]
    [InlineData("kz-1048")]
    [InlineData("STRK1048-2002")]
    [InlineData("RK1048")]
    public void KZ_1048_is_read_by_its_own_table(string name)
    {
        var mail = Reading.Text("Content-Type: text/plain; charset=" + name, Wire.Bytes(Kazakh, "kz-1048"));
        Assert.Equal(Kazakh, mail.Text.Whole);
        Assert.Null(mail.Text.Other);
        Assert.Empty(mail.Remarks);
    }

    [Theory]
    [InlineData("PT154")]
    [InlineData("PTCP154")]
    public void PT154_is_read_by_its_own_table(string name)
    {
        var mail = Reading.Text("Content-Type: text/plain; charset=" + name, Wire.Bytes(Kazakh, "pt154"));
        Assert.Equal(Kazakh, mail.Text.Whole);
        Assert.Empty(mail.Remarks);
    }

    [Theory]
    [InlineData(0x80, 'Ђ', 'Җ')]
    [InlineData(0x8D, 'Қ', 'Қ')]
    [InlineData(0x98, '\uFFFD', 'ҳ')]
    [InlineData(0xA3, 'Ә', 'Ј')]
    [InlineData(0xBC, 'ә', 'ј')]
    [InlineData(0xB9, '№', '№')]
    [InlineData(0xFF, 'я', 'я')]
    public void Bytes_of_the_tables(int value, char kz, char pt)
    {
        Assert.Equal(kz.ToString(), TableCharset.Kz1048.GetString([(byte)value]));
        Assert.Equal(pt.ToString(), TableCharset.Pt154.GetString([(byte)value]));
    }

    [Fact]
    public void KZ_1048_sent_for_windows_1251_is_offered_and_the_told_reading_stays()
    {
        var bytes = Wire.Bytes(Kazakh, "kz-1048");
        var mail = Reading.Text("Content-Type: text/plain; charset=windows-1251", bytes);
        Assert.Equal("windows-1251", mail.Text.Charset);
        Assert.Equal(CharsetNames.Page(1251).GetString(bytes), mail.Text.Whole);
        Assert.Equal(("kz-1048", Kazakh), (mail.Text.OtherCharset, mail.Text.Other));
        Assert.Contains(Remark.CharsetDoubtful, mail.Remarks);
    }

    [Fact]
    public void A_subject_in_KZ_1048_sent_for_windows_1251_is_offered_too()
    {
        var mail = Reading.Headers($"Subject: =?windows-1251?B?{Convert.ToBase64String(Wire.Bytes("Қойма туралы өтініш", "kz-1048"))}?=");
        Assert.Equal("Ќойма туралы ґтініш", mail.Subject);
        Assert.Equal("Қойма туралы өтініш", mail.OtherSubject);
    }

    [Theory]
    [InlineData("Завхоз продаёт краску со склада № 5 за 40 000 тенге — «дёшево».")]
    [InlineData("Завідувач складу продає фарбу, її ціна — сорок тисяч. Ґанок, єдність, Їжак.")]
    [InlineData("Загадчык склада прадае фарбу, у яго ёсць свой пакупнік.")]
    public void Russian_Ukrainian_and_Belarusian_in_windows_1251_raise_no_doubt(string text)
    {
        var mail = Reading.Text("Content-Type: text/plain; charset=windows-1251", CharsetNames.Page(1251).GetBytes(text));
        Assert.Equal(text, mail.Text.Whole);
        Assert.Null(mail.Text.Other);
        Assert.Empty(mail.Remarks);
    }

    [Fact]
    public void French_stays_French()
    {
        const string text = "Le directeur a reçu des cadeaux très coûteux à Noël.";
        var mail = Reading.Text("Content-Type: text/plain; charset=iso-8859-1", CharsetNames.Page(1252).GetBytes(text));
        Assert.Equal(text, mail.Text.Whole);
        Assert.Null(mail.Text.Other);
    }

    [Fact]
    public void Utf_7_is_refused_and_stays_as_it_came()
    {
        var mail = Reading.Text("Content-Type: text/plain; charset=utf-7", "+BBcEMAQyBEUEPgQ3- +ADw-script+AD4-"u8.ToArray());
        Assert.Equal("+BBcEMAQyBEUEPgQ3- +ADw-script+AD4-", mail.Text.Whole);
        Assert.Contains(Remark.CharsetRefused, mail.Remarks);
        Assert.Equal("+BBc-", Reading.Headers("Subject: =?utf-7?Q?+BBc-?=").Subject);
    }

    [Fact]
    public void An_unknown_charset_keeps_its_bytes()
    {
        byte[] bytes = [0xC4, 0xE5, 0xED, 0xFC, 0xE3, 0xE8];
        var (mail, files) = Reading.Of([.. "Content-Type: text/plain; charset=x-nobody\r\n\r\n"u8, .. bytes]);
        Assert.Equal("Деньги", mail.Text.Whole);
        Assert.Equal(bytes, Assert.Single(files).Bytes);
        Assert.Contains(Remark.CharsetUnknown, mail.Remarks);
    }

    [Fact]
    public void Damaged_utf_8_shows_what_is_whole()
    {
        var bytes = Encoding.UTF8.GetBytes("Деньги взял завхоз, видели все и каждый");
        var mail = Reading.Text("Content-Type: text/plain; charset=utf-8", bytes[..^1]);
        Assert.StartsWith("Деньги взял завхоз, видели все и кажды", mail.Text.Whole);
        Assert.Contains(Remark.LettersLost, mail.Remarks);
    }

    [Theory]
    [InlineData("utf-16", true)]
    [InlineData("utf-16le", false)]
    [InlineData("utf-16be", false)]
    public void Utf_16_with_a_mark_and_without(string charset, bool mark)
    {
        const string text = "Деньги взял завхоз. Ok?";
        byte[] bytes = charset == "utf-16be" ? Encoding.BigEndianUnicode.GetBytes(text) : [.. mark ? [0xFF, 0xFE] : Array.Empty<byte>(), .. Encoding.Unicode.GetBytes(text)];
        Assert.Equal(text, Reading.Text($"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64", Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes))).Text.Whole);
    }

    [Fact]
    public void The_charset_of_HTML_may_stand_in_its_meta()
    {
        var html = Wire.Bytes("<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\"></head><body>Деньги</body></html>", "koi8-r");
        Assert.Equal("Деньги", Reading.Text("Content-Type: text/html", html).Text.Whole);
    }
}
