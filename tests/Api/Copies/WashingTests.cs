// The road of a file: sealed, washed, the copy to the readers, the original to the identity; and nothing of it lost or in clear, whatever it is.

using System.Net;
using System.Text;
using TrustLine.Api.Copies;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Api.Staff;
using TrustLine.Channels;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests.Copies;

public sealed class WashingTests
{
    private static readonly string[] Planted = ["Zhasyryn", "Жасыринов", "Қоғабаев"];

    private static readonly Paper Photo = Papers.Photo("сурет.jpg", "Қоғабаев", "снято в кабинете");

    [Fact]
    public async Task Readers_get_the_copy_and_the_original_opens_with_the_identity_only()
    {
        await using var line = await TestLine.StartAsync();
        var report = await ReportAsync(line, Photo, new Paper("хат.docx", "application/octet-stream", OfficeCopyTests.Letter()), new Paper("жазба.txt", "text/plain", "просто текст"u8.ToArray()));
        var entries = FileManifest.Read(line.Read(Group.Officers, report, PartKind.Manifest));
        Assert.Equal([Washing.Copy, Washing.Copy, Washing.Plain], entries.Select(e => e.Washing));
        Assert.Equal(["сурет.jpg", "хат.docx", "жазба.txt"], entries.Select(e => e.Name));
        Assert.Equal(LeftOut.Pictures, entries[1].LeftOut);
        foreach (var entry in entries)
            foreach (var planted in Planted) Assert.Equal(-1, (await ContentAsync(line, entry)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)));

        var originals = Originals(line, report);
        Assert.Equal(2, originals.Count);
        Assert.Equal(Photo.Bytes, await ContentAsync(line, originals[0]));
        Assert.InRange(originals[1].Sealed.Length, OfficeCopyTests.Letter().Length - 600, OfficeCopyTests.Letter().Length + 600);
        // Both hashes stand in the readers' list: the copy's, and that of the file as it was sent.
        Assert.Equal(entries.Take(2).Select(e => Convert.ToHexString(e.Original!.Sha256)), originals.Select(o => Convert.ToHexString(o.Sealed.Sha256)));
        Assert.Equal(Digest.Sha256(Photo.Bytes), entries[0].Original!.Sha256);
        Assert.All(originals, o => Assert.DoesNotContain(entries, e => e.File == o.File));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task One_half_of_the_identity_key_opens_no_original()
    {
        await using var line = await TestLine.StartAsync();
        var report = await ReportAsync(line, Photo);
        using var db = line.Get<Database>().Read();
        using var a = Half(line, db, report, SealKind.IdentityHalfA, Group.Custodians);
        using var b = Half(line, db, report, SealKind.IdentityHalfB, Group.Officers);
        using var none = SecretKey.From(new byte[SecretKey.Length]);
        Assert.Throws<WrongKeyException>(() => Api.Copies.Originals.Of(db, report, a, none));
        Assert.Throws<WrongKeyException>(() => Api.Copies.Originals.Of(db, report, none, b));
    }

    [Fact]
    public async Task A_message_brings_its_originals_under_its_own_identity_and_the_reporter_is_shown_the_hash_of_what_was_sent()
    {
        await using var line = await TestLine.StartAsync();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Взял взятку"));
        using var visit = await line.Get<ReturnDesk>().OpenAsync(receipt.Code!);
        var added = await line.Get<ReturnDesk>().WriteAsync(visit!, "И снимок", [await ReceiveAsync(line, Photo)]);
        using var again = await line.Get<ReturnDesk>().OpenAsync(receipt.Code!);
        var shown = Assert.Single(Assert.Single(again!.Messages).Files);
        Assert.Equal((Photo.Bytes.Length, Papers.Sha256(Photo.Bytes)), (shown.Length, shown.Sha256));
        Assert.Equal(Photo.Bytes, await ContentAsync(line, Assert.Single(Originals(line, added.MessageId))));
        Assert.Empty(Originals(line, line.Report(receipt.Number).Id));
        Assert.Empty(line.Faults());
    }

    public static TheoryData<string, byte[], Washing> Strange()
    {
        var random = new Random(5);
        var noise = new byte[200_000];
        random.NextBytes(noise);
        var photo = Photo.Bytes;
        return new()
        {
            { "пустой.txt", [], Washing.Plain },
            { "пустой.bin", [], Washing.OtherKind },
            { "шум.jpg", noise, Washing.OtherKind },
            { "обрезан.png", PictureCopyTests.Sample("palette.png")[..900], Washing.Failed },
            { "бомба.png", PictureCopyTests.Png(50_000, 50_000, new byte[100_000]), Washing.TooLarge },
            { "снимок.docx", photo, Washing.Copy },
            { "снимок-архив.jpg", [.. photo, .. OfficeCopyTests.Book()], Washing.Copy },
            { "архив-снимок.docx", [.. OfficeCopyTests.Book(), .. photo], Washing.Copy },
            { "отчёт.pdf", "%PDF-1.7\n1 0 obj<</Author(Zhasyryn)>>endobj"u8.ToArray(), Washing.OtherKind },
            { "письмо.txt", "{\\rtf1{\\info{\\author Zhasyryn}}}"u8.ToArray(), Washing.OtherKind },
            { "страница.txt", "<html><meta name=author content=Zhasyryn>"u8.ToArray(), Washing.OtherKind },
            { "двоичный.txt", [.. "Zhasyryn"u8, 0], Washing.OtherKind },
        };
    }

    [Theory]
    [MemberData(nameof(Strange))]
    public async Task Whatever_the_bytes_the_report_is_registered_and_the_file_is_there_as_it_was_sent(string name, byte[] bytes, Washing washing)
    {
        await using var line = await TestLine.StartAsync();
        var report = await ReportAsync(line, new Paper(name, "image/jpeg", bytes));
        var entry = Assert.Single(FileManifest.Read(line.Read(Group.Officers, report, PartKind.Manifest)));
        Assert.Equal(washing, entry.Washing);
        var sent = washing == Washing.Copy ? Assert.Single(Originals(line, report)) : entry;
        Assert.Equal(bytes, await ContentAsync(line, sent));
        if (washing != Washing.Copy)
        {
            Assert.Empty(Originals(line, report));
            return;
        }

        var copy = await ContentAsync(line, entry);
        foreach (var planted in Planted) Assert.Equal(-1, copy.AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)));
        // The copy is called after what it is, whatever the original was called.
        Assert.Equal(copy.AsSpan().StartsWith("PK"u8) ? ".xlsx" : ".jpg", Path.GetExtension(entry.Name));
    }

    [Fact]
    public async Task A_file_in_pieces_is_washed_when_it_is_whole()
    {
        await using var line = await TestLine.StartAsync();
        var files = line.Get<ReceivedFiles>();
        var png = PictureCopyTests.Png(1400, 1100, Noise(1100 * ((1400 * 3) + 1)));
        var upload = files.Begin("снимок.png", "image/png", png.Length);
        for (var (number, from) = (0, 0); from < png.Length; number++, from += SealedUpload.PieceLength)
            await files.PieceAsync(upload, number, png[from..Math.Min(from + SealedUpload.PieceLength, png.Length)], default);
        var arrived = await files.FinishAsync(upload, default);
        Assert.Equal((Washing.Copy, png.Length), (arrived.Washing, arrived.Length));
        using var entry = arrived.ToOriginalEntry();
        Assert.Equal(png, await ContentAsync(line, entry!));
    }

    [Fact]
    public async Task A_file_too_large_to_wash_is_kept_and_says_so()
    {
        await using var line = await TestLine.StartAsync();
        var arrived = await line.Get<ReceivedFiles>().ReceiveAsync(new MemoryStream([.. Photo.Bytes, .. new byte[WashBounds.LargestFile]]), "a.jpg", "image/jpeg", default);
        Assert.Equal((Washing.TooLarge, null), (arrived.Washing, arrived.Copy));
        Assert.True(arrived.MayTell);
    }

    [Fact]
    public async Task Nothing_of_a_file_lies_in_clear_and_nothing_unowned_remains_of_a_refused_one()
    {
        await using var line = await TestLine.StartAsync();
        var arrived = await ReceiveAsync(line, Photo);
        var folder = Path.Combine(line.Folder, "data", "files");
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        foreach (var path in Directory.EnumerateFiles(line.Folder, "*", SearchOption.AllDirectories))
            foreach (var planted in Planted.Append("JFIF").Append("Exif")) Assert.Equal(-1, (await ReadSharedAsync(path)).AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)));
        line.Get<ReceivedFiles>().Remove(arrived);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task The_officer_sees_the_copy_first_and_cannot_reach_the_original()
    {
        await using var office = await OfficeLine.StartAsync();
        var arrival = TestLine.Arrival("Взял взятку");
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(WithFiles(arrival, [await ReceiveAsync(office.Line, Photo), await ReceiveAsync(office.Line, new("отчёт.pdf", "application/pdf", "%PDF-1.7"u8.ToArray()))]));
        var report = office.Line.Report(receipt.Number);
        using var officer = await office.EntersAsync(Role.Officer);
        var page = await officer.OpensAsync($"/office/reports/{report.Id}");
        Assert.Contains(Papers.Sha256(Photo.Bytes), page.Text, StringComparison.Ordinal);
        Assert.Contains("очищенная копия", page.Text, StringComparison.Ordinal);
        Assert.Contains("не очищен", page.Text, StringComparison.Ordinal);
        var links = page.Document.QuerySelectorAll("a[href*='/files/']").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Equal(2, links.Count);
        var (answer, bytes) = await officer.DownloadsAsync(links[0]);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(Papers.Sha256(bytes), page.Text, StringComparison.Ordinal);
        Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("Қоғабаев")));
        using var db = office.Line.Get<Database>().Read();
        var hidden = Assert.Single(db.Files.Where(f => f.ReportId == report.Id).Select(f => f.Id).ToList(), id => !links.Any(l => l.EndsWith(id.ToString(), StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpensAsync($"/office/reports/{report.Id}/files/{hidden}")).Status);
    }

    private static async Task<Guid> ReportAsync(TestLine line, params Paper[] papers)
    {
        var files = new List<ArrivedFile>();
        foreach (var paper in papers) files.Add(await ReceiveAsync(line, paper));
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(WithFiles(TestLine.Arrival("Взял взятку"), files));
        return line.Report(receipt.Number).Id;
    }

    private static Task<ArrivedFile> ReceiveAsync(TestLine line, Paper paper) =>
        line.Get<ReceivedFiles>().ReceiveAsync(new MemoryStream(paper.Bytes), paper.Name, paper.MediaType, default);

    private static Arrival WithFiles(Arrival arrival, IReadOnlyList<ArrivedFile> files) => new()
    {
        Channel = arrival.Channel, Language = Language.Ru, DeliveryId = arrival.DeliveryId, Narrative = arrival.Narrative, Answers = Answers.None, Files = files,
    };

    private static async Task<byte[]> ContentAsync(TestLine line, FileEntry entry)
    {
        using var content = new MemoryStream();
        await line.Get<ReceivedFiles>().CopyAsync(entry, content, default);
        return content.ToArray();
    }

    private static IReadOnlyList<FileEntry> Originals(TestLine line, Guid subject)
    {
        using var db = line.Get<Database>().Read();
        using var a = Half(line, db, subject, SealKind.IdentityHalfA, Group.Custodians);
        using var b = Half(line, db, subject, SealKind.IdentityHalfB, Group.Officers);
        return Api.Copies.Originals.Of(db, subject, a, b);
    }

    private static SecretKey Half(TestLine line, JournalDb db, Guid subject, SealKind kind, Group group)
    {
        using var pair = line.PairOf(group);
        return Slot.Open(db.Seals.Single(s => s.SubjectId == subject && s.Kind == (int)kind && s.Group == (int)group).Slot, subject, pair, line.Get<LineKeys>().Server);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        for (var i = 0; i < length; i += 4201) bytes[i] = 0;
        return bytes;
    }

    private static async Task<byte[]> ReadSharedAsync(string path)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return bytes.ToArray();
    }
}
