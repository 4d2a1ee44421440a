using System.Text;
using System.Xml.Linq;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Dialogue;
using TrustLine.Vault.Primitives;

namespace TrustLine.Peers.Tests;

/// <summary>The provider's own library judges our signatures both ways, and builds the same answers that we write.</summary>
[Trait("Category", "Peers")]
[Trait("Needs", "node")]
public sealed class TwilioPeer : IDisposable
{
    private const string Token = "12345678901234567890123456789012";
    private static readonly string[] Sounds = ["https://line.example.kz/channels/phone/sound/abc"];
    private const string Path = "/channels/phone/step?at=7";
    private static readonly Uri Line = new("https://line.example.kz");
    private readonly Judge judge = new("twilio");

    public static TheoryData<string, string> Bases => new()
    {
        { "https://line.example.kz", "https://line.example.kz" }, { "https://line.example.kz", "https://line.example.kz:443" }, { "https://line.example.kz:8443", "https://line.example.kz:8443" },
        { "https://line.example.kz/trust", "https://line.example.kz/trust" }, { "http://127.0.0.1:5080", "http://127.0.0.1:5080" },
    };

    public void Dispose() => judge.Dispose();

    [Theory]
    [MemberData(nameof(Bases))]
    public void What_it_signs_we_accept_behind_any_proxy(string ours, string theirs)
    {
        foreach (var form in Forms())
        {
            var signature = (string)judge.Ask(new { verb = "sign", token = Token, url = theirs + Path, form })["signature"]!;
            Assert.True(Fits(new(ours), form, signature));
            Assert.False(Fits(new(ours), form, "AAAA" + signature[4..]));
            Assert.False(Fits(new("https://another.example.kz"), form, signature));
            Assert.False(Fits(new(ours), new(form) { ["Digits"] = "9" }, signature));
        }
    }

    [Fact]
    public void What_we_sign_it_accepts()
    {
        foreach (var form in Forms())
        {
            var signature = PhoneSignature.Of(Token, Line.ToString().TrimEnd('/') + Path, form);
            Assert.True((bool)judge.Ask(new { verb = "accepts", token = Token, url = Line.ToString().TrimEnd('/') + Path, form, signature })["accepted"]!);
        }
    }

    [Fact]
    public void A_body_that_is_no_form_is_bound_by_its_hash()
    {
        const string body = "{\"CallSid\":\"CA1\",\"Digits\":\"1\"}";
        var hash = (string)judge.Ask(new { verb = "bodyHash", body })["hash"]!;
        var path = $"{Path}&{PhoneSignature.BodyHash}={hash}";
        var signature = (string)judge.Ask(new { verb = "sign", token = Token, url = "https://line.example.kz" + path, form = new Dictionary<string, string>() })["signature"]!;
        bool Fits(string given) => PhoneSignature.Fits(Token, Line, path, PhoneBody.Of(Encoding.UTF8.GetBytes(given), "application/json")!, signature);
        Assert.True(Fits(body));
        Assert.False(Fits(body.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)));
        Assert.False(PhoneSignature.Fits(Token, Line, Path, PhoneBody.Of(Encoding.UTF8.GetBytes(body), "application/json")!, signature));
        Assert.True((bool)judge.Ask(new { verb = "acceptsBody", token = Token, url = "https://line.example.kz" + path, body, signature })["accepted"]!);
    }

    [Fact]
    public void It_builds_the_same_answers()
    {
        Expected[] all = [new Expected.Key(6), new Expected.Digits(4, 15), new Expected.Digits(null, 12), new Expected.Voice("message", 270, 15, true), new Expected.Ringing(0), new Expected.Work("send", true), new Expected.Work("send", false), new Expected.Over()];
        var places = new PhonePlaces("https://line.example.kz", 7);
        foreach (var expected in all)
            Builds(TwiML.Of(Sounds, expected, places, [new("+77172111111", places.Offer("abc", 0)), new("+77172222222", places.Offer("abc", 1))], 20, "+77172000000"));
        Builds(TwiML.Offer(Sounds, places.Taken("abc", 1)));
        void Builds(string answer)
        {
            var ours = XDocument.Parse(answer);
            var built = judge.Ask(new { verb = "answer", children = ours.Root!.Elements().Select(Described) });
            Assert.True(built["xml"] is not null, ours.ToString());
            Assert.True(XNode.DeepEquals(Sorted(ours.Root!), Sorted(XDocument.Parse((string)built["xml"]!).Root!)), $"{ours}\n{built["xml"]}");
        }
    }

    private static bool Fits(Uri ours, Dictionary<string, string> form, string signature)
    {
        var body = string.Join('&', form.Select(f => $"{Uri.EscapeDataString(f.Key)}={Uri.EscapeDataString(f.Value)}"));
        return PhoneSignature.Fits(Token, ours, Path, PhoneBody.Of(Encoding.UTF8.GetBytes(body), "application/x-www-form-urlencoded")!, signature);
    }

    private static IEnumerable<Dictionary<string, string>> Forms()
    {
        yield return [];
        yield return new() { ["CallSid"] = "CA" + Convert.ToHexStringLower(Draw.Bytes(16)), ["Digits"] = "1", ["From"] = "+77010000000", ["To"] = "+77172000000" };
        yield return new() { ["CallSid"] = "CA2", ["CallerName"] = "Әлия & Ко = 100%", ["digits"] = "#*", ["Digits"] = "" };
    }

    private static Dictionary<string, object?> Described(XElement element) => new()
    {
        ["verb"] = element.Name.LocalName,
        ["attributes"] = element.Attributes().ToDictionary(a => a.Name.LocalName, a => a.Value),
        ["text"] = element.HasElements ? null : element.Value,
        ["children"] = element.Elements().Select(Described).ToList(),
    };

    private static XElement Sorted(XElement element) =>
        new(element.Name, element.Attributes().OrderBy(a => a.Name.LocalName), element.HasElements ? element.Elements().Select(Sorted) : element.Value.Length > 0 ? element.Value : null);
}
