// A stranger fills the disk: files are refused before the reserve, in words; what was acknowledged stays, and the words of a report still get in.

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using TrustLine.Api;
using TrustLine.Api.Copies;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Pages;
using TrustLine.Channels;
using TrustLine.Testing;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed partial class FullDisk
{
    private const int MiB = 1 << 20;
    private static readonly string[] Folders = ["files", "uploads"];

    [Fact]
    public async Task Files_stop_before_the_reserve_and_nothing_stays_half()
    {
        await using var line = await SmallAsync(room: 6 * MiB);
        var files = line.Get<ReceivedFiles>();
        List<ArrivedFile> taken = [];
        await Assert.ThrowsAsync<NoRoomException>(async () =>
        {
            while (taken.Count < 20) taken.Add(await ReceiveAsync(files, MiB));
        });
        Assert.InRange(taken.Count, 4, 6);
        Assert.InRange(OnDisk(line), 1, 6 * MiB);
        Assert.Equal(taken.Count, Directory.EnumerateFiles(Path.Combine(line.Folder, "data", "files")).Count());
        files.Remove(taken[0]);
        Assert.NotNull(await ReceiveAsync(files, MiB / 2));
    }

    [Fact]
    public async Task An_endless_file_is_stopped_while_it_comes_and_goes()
    {
        await using var line = await SmallAsync(room: 4 * MiB);
        await Assert.ThrowsAsync<NoRoomException>(() => line.Get<ReceivedFiles>().ReceiveAsync(new Endless(), "x", "text/plain", default));
        Assert.Equal(0, OnDisk(line));
    }

    [Fact]
    public async Task Who_only_says_that_much_will_come_takes_no_room()
    {
        await using var line = await SmallAsync(room: 4 * MiB);
        var files = line.Get<ReceivedFiles>();
        var upload = files.Begin("x", "text/plain", 500L * MiB);
        await Assert.ThrowsAsync<Vault.Files.UploadIncompleteException>(() => files.FinishAsync(upload, default));
        Assert.NotNull(await ReceiveAsync(files, MiB));
    }

    [Fact]
    public async Task What_nobody_sent_has_its_share_and_what_a_report_owns_is_not_counted_in_it()
    {
        await using var line = await SmallAsync(room: 8 * MiB, unsent: 50);
        var files = line.Get<ReceivedFiles>();
        var first = await ReceiveAsync(files, 2 * MiB);
        await Assert.ThrowsAsync<NoRoomException>(() => ReceiveAsync(files, 3 * MiB));
        var number = await RegisterAsync(line, first);
        var second = await ReceiveAsync(files, 2 * MiB);
        line.Clock.Advance(TimeSpan.FromHours(3));
        Assert.NotNull(await ReceiveAsync(files, 2 * MiB)); // The second one had to make room, not the report's.
        Assert.False(files.Hold(second));
        await ReadsAsync(line, number, first);
    }

    [Fact]
    public async Task What_has_taken_most_for_longest_goes_first_and_what_is_held_or_fresh_stays()
    {
        await using var line = await SmallAsync(room: 8 * MiB);
        var files = line.Get<ReceivedFiles>();
        var (small, large, held) = (await ReceiveAsync(files, MiB / 2), await ReceiveAsync(files, 2 * MiB), await ReceiveAsync(files, 3 * MiB));
        line.Clock.Advance(TimeSpan.FromHours(2));
        Assert.True(files.Hold(held));
        var fresh = await ReceiveAsync(files, 4 * MiB);
        Assert.False(files.Hold(large));
        foreach (var kept in new[] { small, fresh }) Assert.True(files.Hold(kept));
        await Assert.ThrowsAsync<NoRoomException>(() => ReceiveAsync(files, 3 * MiB)); // All that is left is in somebody's hands.
        files.Release([held]);
        Assert.True(files.Hold(held));
    }

    [Fact]
    public async Task A_new_start_knows_what_lies_on_disk_and_throws_away_what_was_cut_off()
    {
        await using var line = await SmallAsync(room: 6 * MiB);
        var (options, folders) = (line.Get<LineOptions>(), line.Get<FileFolders>());
        var kept = await ReceiveAsync(line.Get<ReceivedFiles>(), 4 * MiB);
        var half = folders.Whole(Draw.Id()) + ".new";
        await File.WriteAllBytesAsync(half, new byte[100]);
        var again = new ReceivedFiles(options, folders, new UnsentFiles(folders, line.Get<DiskRoom>(), options, line.Get<Database>(), line.Clock), line.Get<Washer>());
        await Assert.ThrowsAsync<NoRoomException>(() => ReceiveAsync(again, 2 * MiB));
        Assert.False(File.Exists(half));
        again.Remove(kept);
        Assert.NotNull(await ReceiveAsync(again, 2 * MiB));
    }

    [Fact]
    public async Task Forty_writers_at_once_do_not_enter_the_reserve_together()
    {
        await using var line = await SmallAsync(room: 8 * MiB);
        var files = line.Get<ReceivedFiles>();
        var taken = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(async () =>
        {
            try
            {
                return await ReceiveAsync(files, MiB);
            }
            catch (NoRoomException)
            {
                return null;
            }
        })));
        Assert.InRange(taken.Count(t => t is not null), 1, 7);
        Assert.InRange(OnDisk(line), 1, 8 * MiB);
    }

    [Theory]
    [InlineData("kk", "мәтін әрқашан қабылданады")]
    [InlineData("ru", "текст принимается всегда")]
    [InlineData("en", "text is always taken")]
    public async Task The_api_says_it_in_words_takes_the_text_and_keeps_what_it_acknowledged(string language, string words)
    {
        await using var line = await SmallAsync(room: 5 * MiB);
        using var reporter = new Reporter(new HttpClient { BaseAddress = line.Address });
        var bytes = Noise(2 * MiB);
        var kept = await reporter.ReportsAsync(new Story("Первое", language, Files: [new("a.bin", "application/octet-stream", bytes)]));
        using (var answer = await reporter.SendsAsync(new Story("Второе", language, Files: [new("b.bin", "application/octet-stream", Noise(4 * MiB))]), "key"))
        {
            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
            var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
            Assert.Equal("files", problem.GetProperty("field").GetString());
            Assert.Contains(words, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        }

        Assert.Single(WebForm.Reports(line));
        var text = await reporter.ReportsAsync(new Story("Второе", language), "key");
        Assert.Equal(2, WebForm.Reports(line).Count);
        Assert.NotNull(await reporter.ReturnsAsync(text.ReceiptCode!));
        await ReadsAsync(line, kept.RegistrationNumber, bytes);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(line.Folder, "data", "files")));
        Assert.Empty(line.Faults());
    }

    [Fact]
    public async Task A_wrong_code_or_language_brings_no_byte_to_the_disk()
    {
        var looked = 0;
        await using var line = await TestLine.StartAsync(web: true, volume: _ =>
        {
            looked++;
            return new(1L << 40, 1L << 39);
        });
        using var reporter = new Reporter(new HttpClient { BaseAddress = line.Address });
        Paper paper = new("a.bin", "application/octet-stream", Noise(MiB));
        using var wrong = Parts(("receiptCode", "0000 0000 0000 0000"), ("text", "x"), paper);
        using var none = Parts(("text", "x"), ("text2", "x"), paper);
        using var tongue = Parts(("language", "xx"), ("narrative", "x"), paper);
        foreach (var (path, parts, status) in new[] { ("/api/reports/return/messages", wrong, 404), ("/api/reports/return/messages", none, 400), ("/api/reports", tongue, 400) })
        {
            using var answer = await reporter.Http.PostAsync(new Uri(path, UriKind.Relative), parts);
            Assert.Equal(status, (int)answer.StatusCode);
        }

        Assert.InRange(looked, 0, 1); // The sweeper's own look at the start; no file asked for room.
        Assert.Equal(0, OnDisk(line));
    }

    [Fact]
    public async Task The_form_keeps_the_words_says_why_and_sends_them_without_the_file()
    {
        await using var line = await SmallAsync(room: 2 * MiB);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/kk/report");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = "Пара алды" }, "go=next", [("files", new Paper("a.bin", "application/octet-stream", Noise(3 * MiB)))]);
        Assert.Equal(LineTexts.In(Language.Kk)["files.noroom"], visitor.Document.QuerySelector(".summary a[href='#files']")!.TextContent);
        Assert.Equal("Пара алды", visitor.Document.QuerySelector("#narrative")!.TextContent.Trim());
        await visitor.SendsAsync("#f", button: "go=next");
        await visitor.SendsAsync("#f", button: "go=next");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["way"] = "anonymous" }, "go=next");
        await visitor.SendsAsync("#f", button: "go=send");
        Assert.Single(WebForm.Reports(line));

        // The same on the page of the return.
        var code = visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;
        await visitor.OpensAsync("/kk/return");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = code }, "go=open");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["text"] = "Тағы бір сөз" }, "go=next", [("files", new Paper("a.bin", "application/octet-stream", Noise(3 * MiB)))]);
        Assert.NotNull(visitor.Document.QuerySelector(".summary a[href='#files']"));
        Assert.Equal("Тағы бір сөз", visitor.Document.QuerySelector("#text")!.TextContent.Trim());
        await visitor.SendsAsync("#f", button: "go=next");
        Assert.Equal("Тағы бір сөз", visitor.Document.QuerySelector(".talk .text")!.TextContent);
        Assert.Equal(0, OnDisk(line));
    }

    [Fact]
    public async Task A_piece_of_an_upload_is_refused_as_it_comes()
    {
        await using var line = await SmallAsync(room: 2 * MiB);
        using var http = new HttpClient { BaseAddress = line.Address };
        var token = FormToken.New().ForTheForm();
        var begun = await WebPages.ActAsync(http, new() { ["token"] = token, ["act"] = "begin", ["name"] = "x", ["length"] = $"{3 * MiB}" }, null);
        var piece = Noise(3 * MiB);
        var answer = await WebPages.ActAsync(http, new()
        {
            ["token"] = token, ["act"] = "piece", ["upload"] = begun.Body!.Value.GetProperty("upload").GetString()!, ["number"] = "0", ["sha256"] = Convert.ToHexStringLower(Digest.Sha256(piece)),
        }, piece);
        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.Status);
        Assert.Equal(0, OnDisk(line));
    }

    [Fact]
    public async Task A_file_that_had_to_make_room_is_named_before_the_report_is_sent()
    {
        await using var line = await SmallAsync(room: 6 * MiB);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/ru/report");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = "Взял деньги" }, "go=next", [("files", new Paper("акт.pdf", "application/pdf", Noise(4 * MiB)))]);
        await visitor.SendsAsync("#f", button: "go=next");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["way"] = "anonymous" }, "go=next");
        line.Clock.Advance(TimeSpan.FromHours(2));
        await ReceiveAsync(line.Get<ReceivedFiles>(), 3 * MiB);
        await visitor.SendsAsync("#f", button: "go=send");
        Assert.Contains("акт.pdf", visitor.Document.QuerySelector(".summary a[href='#files']")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(WebForm.Reports(line));
        Assert.Empty(visitor.Document.QuerySelectorAll(".list .name"));
        await visitor.SendsAsync("#f", button: "go=next");
        await visitor.SendsAsync("#f", button: "go=send");
        var report = Assert.Single(WebForm.Reports(line));
        Assert.Empty(Vault.Files.FileManifest.Read(line.Read(Group.Officers, report.Id, PartKind.Manifest)));
    }

    [Fact]
    public async Task A_file_taken_out_of_the_form_leaves_the_disk_at_once()
    {
        await using var line = await SmallAsync(room: 6 * MiB);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/ru/report");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = "Взял" }, "go=attach", [("files", new Paper("акт.pdf", "application/pdf", Noise(MiB)))]);
        Assert.NotEqual(0, OnDisk(line));
        await visitor.SendsAsync("#f", button: "go=" + visitor.Document.QuerySelector("button[value^=drop]")!.GetAttribute("value"));
        Assert.Equal(0, OnDisk(line));
    }

    [Fact]
    public async Task Drafts_have_a_bound_together_and_the_small_ones_outlive_the_large()
    {
        await using var line = await SmallAsync(room: 6 * MiB, more: new() { ["UnfinishedBytes"] = $"{MiB}" });
        var drafts = line.Get<Drafts>();
        var mine = FormToken.New();
        await drafts.SaveAsync(mine, new Kept("Взял деньги"), KeptJson.Default.Kept);
        var last = mine;
        for (var i = 0; i < 60; i++) await drafts.SaveAsync(last = FormToken.New(), new Kept(new string('x', 50_000)), KeptJson.Default.Kept);
        using var db = line.Get<Database>().Read();
        Assert.InRange(db.Unfinished.Sum(u => (long)u.Sealed.Length), 1, MiB);
        Assert.NotNull(drafts.Open(last, KeptJson.Default.Kept));
        Assert.Equal("Взял деньги", drafts.Open(mine, KeptJson.Default.Kept)!.Text);
        await line.SweepAsync();
        Assert.NotNull(drafts.Open(mine, KeptJson.Default.Kept));
    }

    private static Task<TestLine> SmallAsync(int room, int unsent = 100, Dictionary<string, string?>? more = null) => TestLine.StartAsync(
        web: true,
        settings: new Dictionary<string, string?>(more ?? []) { ["ReservedBytes"] = $"{4 * MiB}", ["ReservedPercent"] = "0", ["UnsentPercent"] = $"{unsent}" },
        volume: data => new(room + (4 * MiB), room + (4 * MiB) - OnDisk(data)));

    private static long OnDisk(TestLine line) => OnDisk(Path.Combine(line.Folder, "data"));

    // Files come and go while they are counted: two counts that agree are believed.
    private static long OnDisk(string data)
    {
        for (var before = -1L; ;)
        {
            var now = Folders.Select(f => new DirectoryInfo(Path.Combine(data, f))).Where(f => f.Exists).SelectMany(f => f.EnumerateFiles("*", SearchOption.AllDirectories)).Sum(LengthOf);
            if (now == before) return now;
            before = now;
        }
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static Task<ArrivedFile> ReceiveAsync(ReceivedFiles files, int length) => files.ReceiveAsync(new MemoryStream(Noise(length)), "x.bin", "application/octet-stream", default);

    private static async Task<string> RegisterAsync(TestLine line, ArrivedFile file)
    {
        var files = line.Get<ReceivedFiles>();
        Assert.True(files.Hold(file));
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(new Arrival
        {
            Channel = Triage.Reports.Channel.Web, Language = Language.Ru, DeliveryId = "d", Narrative = new("Взял"), Answers = Answers.None, Files = [file],
        });
        files.Release([file]);
        return receipt.Number;
    }

    private static Task<byte[]> ReadsAsync(TestLine line, string number, ArrivedFile file) => ReadsAsync(line, number, file.Length);

    private static async Task ReadsAsync(TestLine line, string number, byte[] bytes) => Assert.Equal(bytes, await ReadsAsync(line, number, bytes.LongLength));

    private static async Task<byte[]> ReadsAsync(TestLine line, string number, long length)
    {
        var entry = Assert.Single(Vault.Files.FileManifest.Read(line.Read(Group.Officers, line.Report(number).Id, PartKind.Manifest)));
        using var copy = new MemoryStream();
        await line.Get<ReceivedFiles>().CopyAsync(entry, copy, default);
        Assert.Equal(length, copy.Length);
        return copy.ToArray();
    }

    private static MultipartFormDataContent Parts((string Name, string Text) first, (string Name, string Text) second, Paper paper) => new()
    {
        { new StringContent(first.Text), first.Name }, { new StringContent(second.Text), second.Name }, { new ByteArrayContent(paper.Bytes), "files", paper.Name },
    };

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }

    private sealed class Endless : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }

    internal sealed record Kept(string Text);

    [JsonSerializable(typeof(Kept))]
    internal sealed partial class KeptJson : JsonSerializerContext;
}
