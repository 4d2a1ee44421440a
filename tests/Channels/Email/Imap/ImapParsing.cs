// What a response says, and that nothing that a server sends makes the reader fall.

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using TrustLine.Channels.Email.Imap;

namespace TrustLine.Tests.Channels.Email.Imap;

public sealed class ImapParsing
{
    private static readonly string[] Seeds =
    [
        "* 23 FETCH (UID 7 FLAGS (\\Seen $Label) RFC822.SIZE 4711 BODY[HEADER.FIELDS (DATE FROM)] {5}\r\nab\r\nc INTERNALDATE \"17-Jul-1996 02:44:25 -0700\")",
        "* OK [PERMANENTFLAGS (\\Deleted \\*)] Limited", "* ESEARCH (TAG \"A282\") MIN 2 COUNT 3 UID ALL 2,10:11", "* SEARCH 2 84 882", "T1 NO [AUTHENTICATIONFAILED] no",
        "* CAPABILITY IMAP4rev1 STARTTLS AUTH=PLAIN", "* LIST (\\Noselect) \"/\" ~{3}\r\nabc NIL", "+ idling", "* BYE [UNAVAILABLE] gone",
    ];

    [Fact]
    public void A_fetch_is_read_with_its_literals_and_sections()
    {
        var fetch = Parse(Seeds[0]);
        Assert.Equal(("*", "FETCH", 23L), (fetch.Tag, fetch.Name, fetch.Number));
        var items = Assert.Single(fetch.Values).Items;
        Assert.Equal(["UID", "7", "FLAGS", "", "RFC822.SIZE", "4711", "BODY[HEADER.FIELDS (DATE FROM)]", "", "INTERNALDATE", ""], items.Select(i => i.Word));
        Assert.Equal(["\\Seen", "$Label"], items[3].Items.Select(i => i.Word));
        Assert.Equal("ab\r\nc", Encoding.ASCII.GetString(items[7].Bytes!));
    }

    [Fact]
    public void A_status_is_read_with_its_code_and_without_its_prose()
    {
        var status = Parse("* OK [UIDVALIDITY 3857529045] UIDs valid {5}");
        Assert.Equal(("OK", "UIDVALIDITY", 3857529045L), (status.Name, status.Code, status.Values[0].Number));
        Assert.True(ImapParser.IsProse("* OK so many {5}"u8));
        Assert.True(ImapParser.IsProse("T7 NO {5}"u8));
        Assert.False(ImapParser.IsProse("* 3 FETCH (BODY[] {5}"u8));
        Assert.Equal("\\*", Parse(Seeds[1]).Values[0].Items[1].Word);
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("* ")]
    [InlineData("* 99999999999 EXISTS")]
    [InlineData("* 1 FETCH (UID 1")]
    [InlineData("* 1 FETCH (\"abc)")]
    [InlineData("* 1 FETCH (BODY[ 1)")]
    [InlineData("* 1 FETCH ({9}\r\nabc)")]
    [InlineData("* 1 FETCH ({3}abc)")]
    [InlineData("* 1 FETCH (UID 1))")]
    [InlineData("T1 FETCH (UID 1)")]
    [InlineData("* OK [UIDNEXT 4")]
    public void What_does_not_fit_is_broken(string text) => Assert.Equal(ImapTrouble.Broken, Assert.Throws<ImapTroubleException>(() => Parse(text)).Trouble);

    [Fact]
    public void Nothing_makes_the_reader_fall()
    {
        var random = new Random(2026);
        var alphabet = Encoding.ASCII.GetBytes("*+ ()[]{}\"\\~0123456789\r\n<>ABFNILO\0\u007f").Append((byte)0xD2).ToArray();
        var read = 0;
        for (var i = 0; i < 300_000; i++)
        {
            var text = Encoding.ASCII.GetBytes(Seeds[random.Next(Seeds.Length)]).ToList();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                var at = random.Next(text.Count + 1);
                if (random.Next(3) == 0 && at < text.Count) text.RemoveAt(at);
                else if (random.Next(2) == 0 && at < text.Count) text[at] = alphabet[random.Next(alphabet.Length)];
                else text.Insert(at, alphabet[random.Next(alphabet.Length)]);
            }

            byte[] bytes = [.. text];
            try
            {
                _ = ImapParser.EndsInLiteral(bytes, out _, out _) | ImapParser.IsProse(bytes);
                _ = ImapParser.Parse(bytes);
                read++;
            }
            catch (ImapTroubleException)
            {
                // Broken is an answer.
            }
        }

        Assert.InRange(read, 50_000, 299_999);
    }

    [Theory]
    [InlineData("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-")] // RFC 3501 5.1.3
    [InlineData("Өңделді & жабылды", "&BOgEowQ0BDUEOwQ0BFY- &- &BDYEMAQxBEsEOwQ0BEs-")]
    [InlineData("INBOX", "INBOX")]
    public void Names_of_mailboxes_are_in_modified_UTF_7(string name, string encoded)
    {
        Assert.Equal(encoded, MailboxName.Encode(name));
        Assert.Equal(name, MailboxName.Decode(encoded));
    }

    [Fact]
    public void Every_name_comes_back() => Prop.ForAll<NonNull<string>>(name => MailboxName.Decode(MailboxName.Encode(name.Get)) == name.Get && MailboxName.Encode(name.Get).All(char.IsAscii)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("&U,BTFw")]
    [InlineData("&*-")]
    [InlineData("a&A-")]
    public void A_name_that_is_not_well_encoded_stays_as_it_is(string name) => Assert.Equal(name, MailboxName.Decode(name));

    [Fact]
    public void Sets_are_short_and_come_back()
    {
        Assert.Equal("1:3,7,9:10", Assert.Single(ImapUids.Sets([3, 1, 2, 7, 10, 9, 9])));
        var many = Enumerable.Range(1, 5000).Select(n => (uint)n * 3).ToList();
        var sets = ImapUids.Sets(many).ToList();
        Assert.All(sets, s => Assert.InRange(s.Length, 1, 4020));
        var back = new List<uint>();
        sets.ForEach(s => ImapUids.Read(s, back));
        Assert.Equal(many, back);
    }

    private static ImapResponse Parse(string text) => ImapParser.Parse(Encoding.Latin1.GetBytes(text));
}
