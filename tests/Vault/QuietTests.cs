using System.Reflection;
using System.Text.Json;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;
using TrustLine.Vault.Reports;
using TrustLine.Vault.Sessions;

namespace TrustLine.Vault.Tests;

/// <summary>Secrets and stories do not print: not as text, not as JSON, not in an exception, not inside something else that prints.</summary>
public sealed class QuietTests : IDisposable
{
    private const string Story = "Айгүл Сәрсенова";
    private static readonly byte[] Known = Bytes.Some(32);
    private readonly World world = new();

    public void Dispose() => world.Dispose();

    /// <summary>One of each quiet type, with the words and bytes that must not be seen.</summary>
    private IEnumerable<(object Quiet, string[] Secrets)> Each()
    {
        string[] Of(ReadOnlySpan<byte> bytes) => [Bytes.Hex(bytes), Convert.ToHexString(bytes), Convert.ToBase64String(bytes), string.Join(',', bytes.ToArray())];
        var key = SecretKey.From(Known);
        var scalar = SecretKey.From([0, .. Known[1..]]);
        var code = ReceiptCode.Fresh();
        var passphrase = Passphrase.DrawWords();
        var totp = Totp.From(Known.AsSpan(0, 20));
        var session = SessionKey.Fresh();
        var founding = GroupActs.Found(Group.Officers, Draw.Id(), StaffKeys.Fresh(), World.Now);
        var staff = StaffKeys.Fresh();
        var verifier = new ReceiptVerifier(Known, key, world.Server);
        yield return (key, Of(Known));
        yield return (AgreementPair.From(scalar), Of(scalar.Bytes));
        yield return (SigningPair.From(scalar), Of(scalar.Bytes));
        yield return (code, [code.Show(), code.Show().Replace(" ", ""), code.LastFour()]);
        yield return (verifier.Stretch(code), Of(verifier.Stretch(code).FirstHalf));
        yield return (passphrase, [passphrase.Show(), .. Of(passphrase.Utf8)]);
        yield return (totp, [totp.Show(), .. Of(totp.Export())]);
        yield return (session, [session.ToCookie()]);
        yield return (founding.Sheet, [.. founding.Sheet.Show()]);
        yield return (founding, [.. founding.Sheet.Show()]);
        yield return (staff, Of(staff.ExportPrivate().AsSpan(0, 32)));
        yield return (world.KeyFile, Of(world.KeyFile.Derive("x").Bytes));
        yield return (new ReportContent { Narrative = System.Text.Encoding.UTF8.GetBytes(Story) }, [Story, .. Of(System.Text.Encoding.UTF8.GetBytes(Story))]);
        yield return (new FileEntry { File = Draw.Id(), Key = key, Name = Story, MediaType = "secret/type", Sealed = new(12345, Known, 1, Known) }, [Story, "secret/type", "12345", .. Of(Known)]);
    }

    [Fact]
    public void Nothing_quiet_prints()
    {
        var options = new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IncludeFields = true };
        foreach (var (quiet, secrets) in Each())
        {
            var name = quiet.GetType().Name;
            Assert.Equal(name, quiet.ToString());
            Assert.Equal($"({name}, 1)", (quiet, 1).ToString());
            Assert.Contains(name, new { quiet }.ToString());
            var json = JsonSerializer.Serialize(quiet, quiet.GetType(), options);
            Assert.All(secrets.Where(s => s.Length > 0), secret => Assert.DoesNotContain(secret, json, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void Every_type_that_holds_a_secret_is_in_the_list_and_says_its_name_itself()
    {
        // What is disposable here holds a key or a word; the exceptions say why.
        Type[] holdNone = [typeof(RunningDigest), typeof(KeyRing)];
        var disposable = typeof(SecretKey).Assembly.GetExportedTypes().Where(t => typeof(IDisposable).IsAssignableFrom(t) && !holdNone.Contains(t)).ToHashSet();
        var listed = Each().Select(e => e.Quiet.GetType()).ToHashSet();
        Assert.Empty(disposable.Except(listed));
        Assert.All(listed, type => Assert.Equal(type, type.GetMethod("ToString", Type.EmptyTypes)!.DeclaringType));
    }

    [Fact]
    public void No_exception_quotes_what_it_was_given()
    {
        var secret = new string('7', 15);
        Action[] failures =
        [
            () => AgreementPublicKey.From(Known),
            () => SecretKey.From([.. Known, 1]),
            () => Envelope.Open(SecretKey.Fresh(), new("l", Guid.Empty), Known, Known),
            () => Envelope.Seal(SecretKey.Fresh(), new("l", Guid.Empty), new byte[100_000], EnvelopeSize.Body),
            () => GroupStatement.Parse(Known),
            () => GroupPins.Parse(secret),
            () => KeyFile.Parse(System.Text.Encoding.ASCII.GetBytes(secret)),
            () => KeyFile.Read(secret),
            () => FileManifest.Read(Known),
            () => world.Server.Unprotect("p", Guid.Empty, Known),
        ];
        Assert.All(failures, failure =>
        {
            var text = Assert.ThrowsAny<Exception>(failure).ToString();
            Assert.DoesNotContain(secret, text);
            Assert.DoesNotContain(Bytes.Hex(Known), text);
        });
    }

    [Fact]
    public void Every_exception_of_the_vault_has_a_fixed_text()
    {
        var types = typeof(SecretKey).Assembly.GetExportedTypes().Where(t => typeof(Exception).IsAssignableFrom(t)).ToList();
        Assert.NotEmpty(types);
        // No constructor takes text or bytes, so no caller can put a secret into a message.
        Assert.All(types, type => Assert.All(type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).SelectMany(c => c.GetParameters()),
            p => Assert.True(p.ParameterType.IsEnum || p.ParameterType == typeof(long) || p.ParameterType == typeof(IReadOnlyList<int>), $"{type.Name} {p.Name}")));
    }
}
