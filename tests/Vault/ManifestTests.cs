using System.Text.Json;
using System.Text.Json.Nodes;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Vault.Tests;

/// <summary>Lists of files: format 2 says how each was washed; the sample is never written again (see <see cref="SampleTests"/>), format 1 reads as ever.</summary>
public sealed class ManifestTests
{
    private static readonly Guid Report = new("11111111-2222-3333-4444-555555555555");

    private static FileEntry Entry(Washing washing, OriginalFile? original = null, LeftOut leftOut = LeftOut.None) => new()
    {
        File = Report, Key = SecretKey.From(Enumerable.Repeat((byte)7, SecretKey.Length).ToArray()), Name = "сурет.jpg", MediaType = "image/jpeg",
        Sealed = new(5000, Digest.Sha256("copy"u8), Segments.OnDisk(5000), Digest.Sha256("sealed"u8)), Washing = washing, LeftOut = leftOut, Original = original,
    };

    [Fact]
    public void How_a_file_was_washed_comes_back()
    {
        var entries = Enum.GetValues<Washing>().Select(w => Entry(w, w is Washing.Copy ? new(6000, Digest.Sha256("original"u8)) : null, w is Washing.Copy ? LeftOut.Macros | LeftOut.Frames : LeftOut.None)).ToList();
        var read = FileManifest.Read(FileManifest.Write(entries));
        Assert.Equal(entries.Select(e => (e.Washing, e.LeftOut, e.Original?.Length)), read.Select(e => (e.Washing, e.LeftOut, e.Original?.Length)));
        Assert.Equal(Digest.Sha256("original"u8), read.Single(e => e.Original is not null).Original!.Sha256);
    }

    [Fact]
    public void A_copy_without_an_original_or_an_original_without_a_copy_is_damage()
    {
        Assert.Throws<EnvelopeDamagedException>(() => FileManifest.Read(FileManifest.Write([Entry(Washing.Copy)])));
        Assert.Throws<EnvelopeDamagedException>(() => FileManifest.Read(FileManifest.Write([Entry(Washing.Plain, new(1, new byte[Digest.Length]))])));
        Assert.Throws<EnvelopeDamagedException>(() => FileManifest.Read(FileManifest.Write([Entry((Washing)99)])));
        Assert.Throws<EnvelopeDamagedException>(() => FileManifest.Read(FileManifest.Write([Entry(Washing.Copy, new(-1, new byte[Digest.Length]))])));
    }

    [Fact]
    public void Format_2_and_the_originals_open()
    {
        if (Environment.GetEnvironmentVariable("TRUSTLINE_WRITE_MANIFEST_SAMPLE") is { Length: > 0 } path) Write(path);
        var samples = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "samples", "manifest-v2.json")))!;
        byte[] Raw(string name) => Convert.FromBase64String((string)samples[name]!);
        var copy = Assert.Single(FileManifest.Read(Raw("manifest")));
        Assert.Equal((Washing.Copy, LeftOut.Pictures, 6000L), (copy.Washing, copy.LeftOut, copy.Original!.Length));
        using var a = SecretKey.From(Raw("halfA"));
        using var b = SecretKey.From(Raw("halfB"));
        var original = Assert.Single(FileManifest.Read(OwnKeyParts.OpenOriginals(a, b, Report, new(PartKind.Originals, Raw("originals"), Raw("originalsHash")))));
        Assert.Equal(copy.Original.Sha256, original.Sealed.Sha256);
    }

    private static void Write(string path)
    {
        using var world = new World();
        var hash = Digest.Sha256("original"u8);
        var original = new FileEntry { File = Report, Key = SecretKey.Fresh(), Name = "сурет.jpg", MediaType = "image/jpeg", Sealed = new(6000, hash, Segments.OnDisk(6000), hash) };
        var report = new ReportSealer(world.Server).Seal(Report, new ReportContent { Originals = FileManifest.Write([original]) }, Readers.Officers, world.Keys);
        SecretKey Half(SealKind kind, Vault.Groups.Group group) => Slot.Open(report.Slots.Single(s => s.Kind == kind && s.Group == group), Report, world[group], world.Server);
        var part = report.Parts.Single(p => p.Kind is PartKind.Originals);
        var samples = new JsonObject
        {
            ["manifest"] = Convert.ToBase64String(FileManifest.Write([Entry(Washing.Copy, new(6000, hash), LeftOut.Pictures)])),
            ["halfA"] = Convert.ToBase64String(Half(SealKind.IdentityHalfA, Vault.Groups.Group.Custodians).Export()),
            ["halfB"] = Convert.ToBase64String(Half(SealKind.IdentityHalfB, Vault.Groups.Group.Officers).Export()),
            ["originals"] = Convert.ToBase64String(part.Bytes),
            ["originalsHash"] = Convert.ToBase64String(part.Hash),
        };
        File.WriteAllText(path, samples.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }
}
