using System.Globalization;
using System.Text;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Log;
using TrustLine.Vault.Openings;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;
using TrustLine.Vault.Sessions;

namespace TrustLine.Vault.Tests;

/// <summary>
/// Every parser reads anything and answers with its own refusal or with something that writes back to the same bytes.
/// TRUSTLINE_FUZZ sets the number of inputs per parser (default 30,000), TRUSTLINE_FUZZ_SEED the seed.
/// </summary>
public class FuzzTests
{
    private static readonly int Count = FromEnvironment("TRUSTLINE_FUZZ", 30_000);
    private static readonly int Seed = FromEnvironment("TRUSTLINE_FUZZ_SEED", 20261121);

    private static int FromEnvironment(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static void Feed(byte[] good, Action<byte[]> parser, int share = 1)
    {
        var random = new Random(Seed);
        for (var i = 0; i < Count / share; i++)
            parser(Mangled(good, random));
    }

    private static byte[] Mangled(byte[] good, Random random)
    {
        var bytes = random.Next(8) == 0 ? RandomBytes(random, random.Next(300)) : [.. good];
        for (var n = random.Next(4); n >= 0; n--)
        {
            if (bytes.Length == 0)
                return bytes;
            var at = random.Next(bytes.Length);
            switch (random.Next(5))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes = [.. bytes[..at], .. bytes[Math.Min(bytes.Length, at + random.Next(9))..]]; break;
                case 3: bytes = [.. bytes[..at], .. RandomBytes(random, random.Next(9)), .. bytes[at..]]; break;
                default: Encoding.UTF8.GetBytes("\u0000")[..].CopyTo(bytes, at); break;
            }
        }
        return bytes;
    }

    private static byte[] RandomBytes(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static void Refuses<TRefusal>(byte[] input, Func<byte[], byte[]> readAndWrite) where TRefusal : Exception
    {
        try
        {
            Assert.Equal(input, readAndWrite(input));
        }
        catch (TRefusal)
        {
            // The one answer to what was not written here.
        }
    }

    private static void RefusesText(byte[] input, Action<string> parser) => parser(Encoding.UTF8.GetString(input));

    private static readonly GroupFounding Founding = GroupActs.Found(Group.Officers, Draw.Id(), StaffKeys.Fresh(), World.Now);
    private static readonly StaffKeys Asker = StaffKeys.Fresh();
    private static readonly SigningPublicKey Signer = Asker.PublicKeys().Signs;
    private static readonly OpeningQuestion Question = OpeningQuestion.Ask(Draw.Id(), new byte[32], Draw.Id(), Asker, [1], World.Now);

    [Fact]
    public void Statements() => Feed(Founding.Statement.ToBytes(), b => Refuses<EnvelopeDamagedException>(b, x => GroupStatement.Parse(x).ToBytes()), 3);

    [Fact]
    public void Opening_requests() => Feed(Question.Request.ToBytes(), b => Refuses<EnvelopeDamagedException>(b, x => OpeningRequest.Parse(x).ToBytes()));

    [Fact]
    public void Opening_answers() => Feed(
        OpeningAnswer.Refuse(Question.Request, Draw.Id(), StaffKeys.Fresh(), [], World.Now).ToBytes(), b => Refuses<EnvelopeDamagedException>(b, x => OpeningAnswer.Parse(x).ToBytes()));

    [Fact]
    public void Resealed_halves() => Feed(
        OpeningAnswer.Agree(Question.Request, Question.Request.Report, new byte[32], Question.Request.Asker, Signer, [(Draw.Id(), SecretKey.Fresh()), (Draw.Id(), SecretKey.Fresh())], Draw.Id(), StaffKeys.Fresh(), [], World.Now).Halves.ToBytes(),
        b => Refuses<EnvelopeDamagedException>(b, x => ResealedHalves.Parse(x).ToBytes()));

    [Fact]
    public void Frontiers()
    {
        var frontier = new Frontier();
        for (var i = 0; i < 7; i++)
            frontier.Append(new byte[32]);
        Feed(frontier.ToBytes(), b => Refuses<EnvelopeDamagedException>(b, x => Frontier.Parse(x).ToBytes()));
    }

    [Fact]
    public void Manifests() => Feed(
        FileManifest.Write([new() { File = Draw.Id(), Key = SecretKey.Fresh(), Name = "сурет.jpg", MediaType = "image/jpeg", Sealed = new(5000, new byte[32], Segments.OnDisk(5000), new byte[32]) }]),
        b => Refuses<EnvelopeDamagedException>(b, x => FileManifest.Read(x) is { Count: > 0 } read ? FileManifest.Write(read) : x));

    [Fact]
    public void Envelopes()
    {
        using var key = SecretKey.Fresh();
        var binding = new Binding("l", Draw.Id());
        var good = Envelope.Seal(key, binding, "story"u8, EnvelopeSize.Body).Bytes;
        Feed(good, b =>
        {
            if (b.AsSpan().SequenceEqual(good))
                return;
            var refusal = Record.Exception(() => Envelope.Open(key, binding, b, Digest.Sha256(b)));
            Assert.True(refusal is WrongKeyException or EnvelopeDamagedException, refusal?.ToString());
        });
    }

    [Fact]
    public void Key_seals()
    {
        using var pair = AgreementPair.Fresh();
        using var key = SecretKey.Fresh();
        var good = KeySeal.Seal(pair.PublicKey, new("l", Guid.Empty), key);
        Feed(good, b =>
        {
            if (b.AsSpan().SequenceEqual(good))
                return;
            var refusal = Record.Exception(() => KeySeal.Open(pair, new("l", Guid.Empty), b));
            Assert.True(refusal is WrongKeyException or EnvelopeDamagedException, refusal?.ToString());
        }, 10);
    }

    [Fact]
    public void Public_keys() => Feed(AgreementPair.Fresh().PublicKey.ToBytes(), b => Refuses<InvalidKeyException>(b, x => AgreementPublicKey.From(x).ToBytes()), 3);

    [Fact]
    public void Key_files()
    {
        using var scratch = new Scratch();
        KeyFile.Create(scratch.Path("k")).Dispose();
        var good = File.ReadAllBytes(scratch.Path("k"));
        var key = KeyFile.Parse(good);
        Feed(good, b =>
        {
            try
            {
                // What is read all the same is the same key: a changed case of a digit, a line end.
                Assert.True(KeyFile.Parse(b).SameAs(key));
            }
            catch (KeyFileException e)
            {
                Assert.Equal(KeyFileFault.Damaged, e.Fault);
            }
        });
    }

    [Fact]
    public void Pins() => Feed(Encoding.ASCII.GetBytes(GroupPins.Format([Founding.State.ToPin()])), b => RefusesText(b, text =>
    {
        try
        {
            Assert.All(GroupPins.Parse(text), pin => Assert.True(Enum.IsDefined(pin.Key)));
        }
        catch (PinsDamagedException)
        {
            // The one answer to what was not written here.
        }
    }));

    [Fact]
    public void Heads()
    {
        using var log = SigningPair.Fresh();
        Feed(Encoding.UTF8.GetBytes(SignedHead.Sign("o", 7, new byte[32], World.Now, log).ToText()), b => RefusesText(b, text =>
        {
            if (SignedHead.TryParse(text, out var head))
                Assert.Equal(text, head!.ToText());
        }));
    }

    [Fact]
    public void Recovery_sheets()
    {
        var good = string.Join('\n', Founding.Sheet.Show());
        var normal = Crockford.Normal(good);
        Feed(Encoding.UTF8.GetBytes(good), b => RefusesText(b, text =>
        {
            if (RecoverySheet.TryParse(Group.Officers, text, out _, out var wrong))
                Assert.Equal(normal, Crockford.Normal(text));
            else
                Assert.InRange(wrong, 0, RecoverySheet.Lines);
        }));
    }

    [Fact]
    public void Receipt_codes()
    {
        var good = ReceiptCode.Fresh().Show();
        Feed(Encoding.UTF8.GetBytes(good), b => RefusesText(b, text =>
        {
            if (ReceiptCode.TryParse(text, out var code))
                Assert.Matches("^([0-9]{4} ){3}[0-9]{4}$", code!.Show());
        }));
    }

    [Fact]
    public void Cookies() => Feed(Encoding.ASCII.GetBytes(SessionKey.Fresh().ToCookie()), b => RefusesText(b, text =>
    {
        if (SessionKey.TryParse(text, out var session))
            Assert.Equal(text, session!.ToCookie());
    }));

    [Fact]
    public void Passphrases() => Feed(Encoding.UTF8.GetBytes("тау өзен дала қыран бұлт"), b => RefusesText(b, text =>
    {
        Assert.Equal(Passphrase.Judge(text, ["x"], out var passphrase) is PassphraseWeakness.None, passphrase is not null);
        // Typing it in its own normal form is the same passphrase.
        using var typed = Passphrase.Typed(text);
        using var again = Passphrase.Typed(typed.Show());
        if (typed.Show().Length <= Passphrase.LongestChoice)
            Assert.Equal(typed.Show(), again.Show());
    }));

    [Fact]
    public void One_time_codes()
    {
        var totp = Totp.Fresh();
        var right = new[] { -30, 0, 30 }.Select(s => totp.CodeAt(World.Now.AddSeconds(s))).ToHashSet();
        Feed(Encoding.UTF8.GetBytes("123456"), b => RefusesText(b, text =>
            Assert.Equal(right.Contains(string.Concat(text.Where(c => !char.IsWhiteSpace(c)))), totp.Check(text, World.Now, null) is not null)));
    }
}
