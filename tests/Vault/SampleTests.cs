using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Log;
using TrustLine.Vault.Openings;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;
using TrustLine.Vault.Reports;
using TrustLine.Vault.Sessions;

namespace TrustLine.Vault.Tests;

/// <summary>
/// What version 1 wrote opens for ever. The samples are never written again; a new format gets a file and a test beside this one.
/// TRUSTLINE_WRITE_SAMPLES=path writes a set once, for such a new file.
/// </summary>
public sealed class SampleTests : IDisposable
{
    private static readonly Guid Report = new("11111111-2222-3333-4444-555555555555");
    private static readonly Guid Person = new("66666666-7777-8888-9999-aaaaaaaaaaaa");
    private readonly Scratch scratch = new();

    public void Dispose() => scratch.Dispose();

    [Fact]
    public async Task Version_1_opens()
    {
        if (Environment.GetEnvironmentVariable("TRUSTLINE_WRITE_SAMPLES") is { Length: > 0 } path)
            await WriteAsync(path);
        var samples = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "samples", "v1.json")))!;
        string Text(string name) => (string)samples[name]!;
        byte[] Raw(string name) => Convert.FromBase64String(Text(name));

        // The key file, its ring and the canary.
        await File.WriteAllTextAsync(scratch.Path("k"), Text("keyFile"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(scratch.Path("k"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var keyFile = KeyFile.Read(scratch.Path("k"));
        var rows = new MemoryRows();
        foreach (var element in samples["ring"]!.AsArray())
            rows.StoreElement(XElement.Parse((string)element!), "");
        using var ring = KeyRing.Open(rows, keyFile, "data");
        var server = new ServerSeal(ring.Provider);
        Canary.Check(server, Raw("canary"));

        // A member, by passphrase and by session.
        using var passphrase = Passphrase.Typed(Text("passphrase"));
        using var member = StaffKeys.Unwrap(passphrase, Person, Raw("staffRow"), server)!;
        Assert.True(SessionKey.TryParse(Text("cookie"), out var session));
        Assert.Equal(Raw("sessionLookUp"), session!.LookUp());
        using var inSession = session.Open(Raw("sessionRow"), Report, Person, server);
        Assert.Equal(member.PublicKeys(), inSession.PublicKeys());

        // Their group, its pin, key and sheet.
        var state = GroupChain.Verify(Group.Officers, [GroupStatement.Parse(Raw("statement"))], GroupPins.Parse(Text("pins"))[Group.Officers]).OrRefuse();
        Assert.Equal(Text("fingerprint"), state.Fingerprint.Show());
        using var group = GroupActs.Open(new(Group.Officers, 1, Person, Raw("memberSeal")), Person, member);
        Assert.True(RecoverySheet.TryParse(Group.Officers, Text("sheet"), out var sheet, out _));
        Assert.True(sheet!.BelongsTo(state));
        using var recovered = GroupActs.Recover(new(Group.Officers, 1, null, Raw("sheetSeal")), sheet);
        Assert.Equal(group.PublicKey, recovered.PublicKey);

        // A report, its narrative, identity and return path.
        KeySlot Slotted(string name, SealKind kind) => new(kind, Group.Officers, 1, Raw(name));
        SealedPart Part(string name, PartKind kind) => new(kind, Raw(name), Raw(name + "Hash"));
        using var reportKey = Slot.Open(Slotted("reportKeySlot", SealKind.ReportKey), Report, group, server);
        Assert.Equal("оқиға"u8.ToArray(), ReportKey.OpenPart(reportKey, Report, Part("narrative", PartKind.Narrative)));
        using var a = SecretKey.From(Raw("halfA"));
        using var b = Slot.Open(Slotted("halfBSlot", SealKind.IdentityHalfB), Report, group, server);
        Assert.Equal("Айгүл"u8.ToArray(), OwnKeyParts.OpenIdentity(a, b, Report, Part("identity", PartKind.Identity)));
        using var pathKey = Slot.Open(Slotted("returnPathSlot", SealKind.ReturnPathKey), Report, group, server);
        Assert.Equal("a@b"u8.ToArray(), OwnKeyParts.OpenReturnPath(pathKey, Report, Part("returnPath", PartKind.ReturnPath)));

        // A receipt code.
        var verifier = new ReceiptVerifier(Raw("installationSalt"), keyFile.Derive(Labels.CodePepper), server);
        Assert.True(ReceiptCode.TryParse(Text("code"), out var code));
        using var stretched = verifier.Stretch(code!);
        Assert.Equal(Raw("codeLookUp"), verifier.LookUp(stretched));
        using var reporter = verifier.Unwrap(stretched, new(Raw("codeLookUp"), Raw("codeSalt"), Raw("codeKey"), Raw("codePublicKey")), Report);
        Assert.Equal(Raw("codePublicKey"), reporter.PublicKey.ToBytes());

        // A file by its manifest.
        var entry = Assert.Single(FileManifest.Read(Raw("manifest")));
        using var content = new MemoryStream();
        await SealedFileReader.CopyAsync(new MemoryStream(Raw("file")), entry, content);
        Assert.Equal(Bytes.Some(5000), content.ToArray());

        // An opening, the log.
        var request = OpeningRequest.Parse(Raw("openingRequest"));
        Assert.Equal(OpeningCheck.Good, request.Check(Report, Raw("identityHash"), Person, member.PublicKeys().Signs, World.Now));
        var answer = OpeningAnswer.Parse(Raw("openingAnswer"));
        var (subject, half) = Assert.Single(answer.OpenHalves(new(request, Raw("openingOneTime")), ResealedHalves.Parse(Raw("openingHalves")), member, member.PublicKeys().Signs, World.Now));
        Assert.Equal(Report, subject);
        Assert.True(half.SameAs(a));
        Assert.True(SignedHead.TryParse(Text("head"), out var head));
        Assert.True(head!.Verify(member.PublicKeys().Signs));
        var promise = new Promise(Raw("promiseLeaf"), Raw("promiseBlinder"), Raw("promiseSignature"));
        Assert.True(promise.Verify(member.PublicKeys().Signs));
        Assert.True(promise.CommitsTo(new byte[32], new byte[32]));
        Assert.Equal(head.Root, Frontier.Parse(Raw("frontier")).Root());
    }

    private async Task WriteAsync(string path)
    {
        using var world = new World();
        var (server, samples) = (world.Server, new JsonObject());
        void Raw(string name, byte[] bytes) => samples[name] = Convert.ToBase64String(bytes);
        var keyPath = scratch.Path("fresh.key");
        using var keyFile = KeyFile.Create(keyPath);
        samples["keyFile"] = await File.ReadAllTextAsync(keyPath);
        var rows = new MemoryRows();
        using var ring = KeyRing.Open(rows, keyFile, "data");
        server = new ServerSeal(ring.Provider);
        Raw("canary", Canary.Make(server));
        samples["ring"] = new JsonArray([.. rows.Elements.Select(e => JsonValue.Create(e.ToString(SaveOptions.DisableFormatting)))]);

        using var member = StaffKeys.Fresh();
        using var passphrase = Passphrase.DrawWords();
        samples["passphrase"] = passphrase.Show();
        Raw("staffRow", member.Wrap(passphrase, PassphraseCost.Quick(1000), Person, server));
        using var session = SessionKey.Fresh();
        samples["cookie"] = session.ToCookie();
        Raw("sessionLookUp", session.LookUp());
        Raw("sessionRow", session.Seal(member, Report, Person, server));

        var founding = GroupActs.Found(Group.Officers, Person, member, World.Now);
        Raw("statement", founding.Statement.ToBytes());
        samples["pins"] = GroupPins.Format([founding.State.ToPin()]);
        samples["fingerprint"] = founding.State.Fingerprint.Show();
        Raw("memberSeal", founding.Seals[0].Bytes);
        Raw("sheetSeal", founding.Seals[1].Bytes);
        samples["sheet"] = string.Join('\n', founding.Sheet.Show());

        var keys = new SealingKeys([founding.State.Current, world.Keys[Group.Directors], world.Keys[Group.Oversight], world.Keys[Group.Custodians]]);
        var content = new ReportContent { Narrative = "оқиға"u8.ToArray(), Identity = "Айгүл"u8.ToArray(), ReturnPath = "a@b"u8.ToArray() };
        var report = new ReportSealer(server).Seal(Report, content, Readers.Officers | Readers.Directors, keys);
        foreach (var (name, kind) in new[] { ("narrative", PartKind.Narrative), ("identity", PartKind.Identity), ("returnPath", PartKind.ReturnPath) })
        {
            var part = report.Parts.Single(p => p.Kind == kind);
            Raw(name, part.Bytes);
            Raw(name + "Hash", part.Hash);
        }
        foreach (var (name, kind) in new[] { ("reportKeySlot", SealKind.ReportKey), ("halfBSlot", SealKind.IdentityHalfB), ("returnPathSlot", SealKind.ReturnPathKey) })
            Raw(name, report.Slots.Single(s => s.Kind == kind && s.Group is Group.Officers).Bytes);
        using var a = Slot.Open(report.Slots.Single(s => s.Kind is SealKind.IdentityHalfA), Report, world[Group.Custodians], server);
        Raw("halfA", a.Export());

        var salt = Draw.Bytes(ReceiptVerifier.InstallationSaltLength);
        Raw("installationSalt", salt);
        var verifier = new ReceiptVerifier(salt, keyFile.Derive(Labels.CodePepper), server);
        using var code = ReceiptCode.Fresh();
        samples["code"] = code.Show();
        using var reporter = AgreementPair.Fresh();
        var row = verifier.Wrap(verifier.Stretch(code), reporter, Report);
        Raw("codeLookUp", row.LookUp);
        Raw("codeSalt", row.Salt);
        Raw("codeKey", row.WrappedKey);
        Raw("codePublicKey", row.ReporterPublicKey);

        using var fileKey = SecretKey.Fresh();
        var sealedFile = await SealedFileWriter.WriteAsync(new MemoryStream(Bytes.Some(5000)), scratch.Path("f"), Report, fileKey, 10_000);
        Raw("file", await File.ReadAllBytesAsync(scratch.Path("f")));
        Raw("manifest", FileManifest.Write([new() { File = Report, Key = fileKey, Name = "a.bin", MediaType = "application/octet-stream", Sealed = sealedFile }]));

        var identityHash = report.Parts.Single(p => p.Kind is PartKind.Identity).Hash;
        var question = OpeningQuestion.Ask(Report, identityHash, Person, member, "why"u8, World.Now.AddDays(3));
        Raw("openingRequest", question.Request.ToBytes());
        Raw("openingOneTime", question.SealedOneTimeKey);
        var (answer, halves) = OpeningAnswer.Agree(question.Request, Report, identityHash, Person, member.PublicKeys().Signs, [(Report, a)], Person, member, "yes"u8, World.Now);
        Raw("openingAnswer", answer.ToBytes());
        Raw("openingHalves", halves.ToBytes());
        var frontier = new Frontier();
        var blinder = Draw.Bytes(32);
        var leaf = LeafCommitment.LeafHash(blinder, new byte[32], new byte[32]);
        for (var i = 0; i < 5; i++)
            frontier.Append(leaf);
        Raw("frontier", frontier.ToBytes());
        samples["head"] = SignedHead.Sign("sample", 5, frontier.Root(), World.Now, member.Signs).ToText();
        var promise = Promise.Make(leaf, blinder, member.Signs);
        Raw("promiseLeaf", promise.LeafHash);
        Raw("promiseBlinder", promise.Blinder);
        Raw("promiseSignature", promise.Signature);
        await File.WriteAllTextAsync(path, samples.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }
}
