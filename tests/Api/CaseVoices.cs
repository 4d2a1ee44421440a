// A voice on the case page: only its samples reach the browser, who listens is entered before, what it says is typed in versions, offered, and approved or corrected by who said it.

using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Pages;
using TrustLine.Channels;
using TrustLine.Testing;
using TrustLine.Testing.Phone;
using TrustLine.Triage.Reports;

using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed partial class CaseVoices(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private static readonly OfficeTexts Office = OfficeTexts.In(Language.Ru);
    private static readonly LineTexts Line = LineTexts.In(Language.Ru);

    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task Who_listens_is_entered_before_the_first_byte_and_once_an_hour_however_it_is_played()
    {
        var (report, voice, _) = await SpokenAsync(Wav(7, 8_000, 8, [0xFF, 0x00, 0x80, 0x7F], Encoding.ASCII.GetBytes("<script>tags</script>")));
        var address = $"/office/reports/{report}/voices/{voice}";
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report}");
        Assert.Null(officer.Document.QuerySelector("audio")); // The page alone plays nothing, and reading it is no listening.
        Assert.Contains(Office["voice.heard.nobody"], officer.Page.Text, StringComparison.Ordinal);
        Assert.Empty(Heard(report));

        await officer.SendsAsync("form[action$='/listen']");
        Assert.EndsWith($"/office/reports/{report}", officer.Page.Address.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(address, officer.Document.QuerySelector("audio[controls][preload=none][data-speed]")!.GetAttribute("src"));
        Assert.Contains("Адам Officer, 20 ноября 2026", officer.Page.Text, StringComparison.Ordinal);

        var (answer, sound) = await officer.DownloadsAsync(address);
        Assert.Equal((HttpStatusCode.OK, "audio/wav", "nosniff", "no-store"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, answer.Headers.GetValues("X-Content-Type-Options").Single(), answer.Headers.CacheControl!.ToString()));
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.DoesNotContain("script", Encoding.ASCII.GetString(sound), StringComparison.Ordinal);
        Assert.Equal([0, -32124, 32124, 0], Enumerable.Range(0, 4).Select(i => (int)BitConverter.ToInt16(sound, 44 + (2 * i)))); // G.711: silence and the loudest of both signs.
        Assert.Equal(office[Role.Officer].Id, Assert.Single(Heard(report)).By);

        // A player asks for several pieces at once, without having pressed the button.
        var others = new List<Visitor>();
        for (var n = 0; n < 4; n++) others.Add(await office.EntersAsync(Role.Director));
        await Task.WhenAll(others.Select(async (director, n) =>
        {
            using var piece = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new(44 + n, 45 + n) } };
            var page = await director.GoAsync(piece);
            Assert.Equal(HttpStatusCode.PartialContent, page.Status);
            Assert.Equal(sound[(44 + n)..(46 + n)], page.Bytes);
        }));
        Assert.Equal([office[Role.Officer].Id, office[Role.Director].Id], Heard(report).Select(f => f.By!.Value));

        // The next hour is another listening, and taking the file away is one too.
        office.Line.Clock.Advance(TimeSpan.FromHours(1));
        using var later = await office.EntersAsync(Role.Officer);
        Assert.NotNull((await later.OpensAsync($"/office/reports/{report}")).Document.QuerySelector(".voice"));
        Assert.Null(later.Document.QuerySelector("audio"));
        using var taker = await office.EntersAsync(Role.Director);
        await taker.DownloadsAsync($"/office/reports/{report}/files/{voice}");
        await later.DownloadsAsync(address);
        Assert.Equal([office[Role.Officer].Id, office[Role.Director].Id, office[Role.Director].Id, office[Role.Officer].Id], Heard(report).Select(f => f.By!.Value));
        foreach (var director in others) director.Dispose();
        Assert.Equal(2, Regex.Count(Past(await later.OpensAsync($"/office/reports/{report}")), Office["fact.VoiceHeard"])); // Each person once.
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Who_may_not_read_the_case_finds_no_voice_and_what_is_no_recording_of_the_phone_is_a_download_only()
    {
        var (report, page, _) = await SpokenAsync("<html><script>alert(1)</script>"u8.ToArray());
        using var officer = await office.EntersAsync(Role.Officer);
        Assert.Null((await officer.OpensAsync($"/office/reports/{report}")).Document.QuerySelector(".voice"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.OpensAsync($"/office/reports/{report}/voices/{page}")).Status);
        Assert.Empty(Heard(report));

        // A report against the director: he finds nothing of it, and no fact of his comes into being.
        var (about, voice, _) = await SpokenAsync(PhoneDouble.Voice("against"), new(AboutDirector: true));
        using var director = await office.EntersAsync(Role.Director);
        var token = (await director.OpensAsync("/office")).Document.QuerySelector("input[name=form]")!.GetAttribute("value")!;
        Assert.Equal(HttpStatusCode.NotFound, (await director.OpensAsync($"/office/reports/{about}/voices/{voice}")).Status);
        foreach (var act in new[] { "listen", "text", "offer" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/office/reports/{about}/voices/{voice}/{act}") { Content = new FormUrlEncodedContent([new("form", token), new($"said-{voice:N}", "слова"), new("versions", "0")]) };
            Assert.Equal(HttpStatusCode.NotFound, (await director.GoAsync(request)).Status);
        }

        Assert.DoesNotContain(office.Facts(about), f => f.Voice is not null);
    }

    [Fact]
    public async Task The_text_is_typed_in_versions_offered_corrected_offered_again_and_approved()
    {
        var (report, voice, code) = await SpokenAsync(PhoneDouble.Voice("story", 65));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report}");
        Assert.Contains("1:05", officer.Document.QuerySelector(".voice .who")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Office["voice.counts"], officer.Page.Text, StringComparison.Ordinal);
        await TypesAsync(officer, voice, "Меня зовут Жасырынова Гүлмира. Завсклад взял двадцать тысяч.");
        Assert.Contains(Office["done.typed"], officer.Page.Text, StringComparison.Ordinal);
        Assert.Equal(Office["voice.state.Draft"], State(officer));
        Assert.DoesNotContain("Жасырынова", Encoding.UTF8.GetString(officer.Page.Bytes), StringComparison.Ordinal); // Cut out as out of a message.
        Assert.DoesNotContain("двадцать тысяч", Past(officer.Page), StringComparison.Ordinal);
        using var reporter = await ReturnsAsync(code);
        Assert.Null(reporter.Document.QuerySelector(".offered")); // A draft is nobody's but the readers'.

        await officer.SendsAsync("form[action$='/offer']");
        Assert.Equal(Office["voice.state.Offered"], State(officer));
        Assert.Null(officer.Document.QuerySelector("form[action$='/offer']"));
        await reporter.SendsAsync("#f", button: "go=refresh");
        Assert.Contains("Завсклад взял двадцать тысяч.", reporter.Document.QuerySelector(".offered blockquote")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(reporter.Document.QuerySelectorAll(".talk > li"));
        var offer = Offer(reporter);

        // Nothing typed is no correction; what was typed elsewhere stays.
        await reporter.SendsAsync("#f", new Dictionary<string, string?> { ["text"] = "Ещё не отправлено" }, "go=correct-" + offer);
        Assert.Equal(Line["written.empty"], reporter.Document.QuerySelector(".summary a")!.TextContent);
        Assert.Equal("Ещё не отправлено", reporter.Document.QuerySelector("#text")!.TextContent.Trim());
        var twice = reporter.Prepares("#f", new Dictionary<string, string?> { [$"wrong-{offer}"] = "Не двадцать, а тридцать тысяч." }, "go=correct-" + offer);
        await reporter.SendsAsync("#f", new Dictionary<string, string?> { [$"wrong-{offer}"] = "Не двадцать, а тридцать тысяч." }, "go=correct-" + offer);
        Assert.Contains(Line["written.corrected"], reporter.Page.Text, StringComparison.Ordinal);
        Assert.Null(reporter.Document.QuerySelector(".offered"));
        Assert.Equal("Ещё не отправлено", reporter.Document.QuerySelector("#text")!.TextContent.Trim());
        await reporter.GoAsync(twice);
        Assert.Single(reporter.Document.QuerySelectorAll(".talk > li.mine"));

        Assert.True(office.Card(report).WaitsForOffice);
        await officer.OpensAsync($"/office/reports/{report}");
        Assert.Equal(Office["voice.state.Corrected"], State(officer));
        Assert.Contains("Не двадцать, а тридцать тысяч.", officer.Document.QuerySelector(".thread li.reporter")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Office["voice.counts"], officer.Page.Text, StringComparison.Ordinal);
        await TypesAsync(officer, voice, "Завсклад взял тридцать тысяч.");
        await officer.SendsAsync("form[action$='/offer']");
        await reporter.SendsAsync("#f", button: "go=refresh");
        await reporter.SendsAsync("#f", button: "go=approve-" + Offer(reporter));
        Assert.Contains(Line["written.approved"], reporter.Page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("тридцать тысяч.", reporter.Document.QuerySelector("main")!.TextContent.Replace("Не двадцать, а тридцать тысяч.", "", StringComparison.Ordinal), StringComparison.Ordinal);

        await officer.OpensAsync($"/office/reports/{report}");
        Assert.Equal(Office["voice.state.Approved"], State(officer));
        Assert.DoesNotContain(Office["voice.counts"], officer.Page.Text, StringComparison.Ordinal);
        Assert.Equal(2, officer.Document.QuerySelectorAll(".voice .written").Length);
        Assert.Equal(
            [FactKind.VoiceTyped, FactKind.TextOffered, FactKind.TextCorrected, FactKind.VoiceTyped, FactKind.TextOffered, FactKind.TextApproved],
            office.Facts(report).Where(f => f.Voice == voice).Select(f => f.Kind));
        Assert.Equal(2, office.Facts(report).Count(f => f.Kind == FactKind.ReporterWrote));
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task A_newer_text_takes_the_place_of_the_one_that_waits_and_nothing_is_written_over_what_was_not_seen()
    {
        var (report, voice, code) = await SpokenAsync(PhoneDouble.Voice("story"));
        using var officer = await office.EntersAsync(Role.Officer);
        using var another = await office.EntersAsync(await office.JoinAnotherAsync(Role.Officer, Role.Officer));
        await officer.OpensAsync($"/office/reports/{report}");
        await another.OpensAsync($"/office/reports/{report}");
        await TypesAsync(officer, voice, "Первая запись.");
        await TypesAsync(officer, voice, "Первая запись."); // The same words are no new version.
        await TypesAsync(another, voice, "Другая запись.");
        Assert.Contains(Office["act.overtaken"], another.Page.Text, StringComparison.Ordinal);
        Assert.Equal("Другая запись.", another.Document.QuerySelector($"#said-{voice:N}")!.TextContent.Trim());
        Assert.Single(office.Facts(report), f => f.Kind == FactKind.VoiceTyped);

        await officer.SendsAsync("form[action$='/offer']");
        using var reporter = await ReturnsAsync(code);
        var first = Offer(reporter);
        await TypesAsync(officer, voice, "Вторая запись.");
        await officer.SendsAsync("form[action$='/offer']");
        await reporter.SendsAsync("#f", button: "go=approve-" + first);
        Assert.Contains(Line["written.gone"], reporter.Page.Text, StringComparison.Ordinal);
        Assert.Equal("Вторая запись.", reporter.Document.QuerySelector(".offered blockquote")!.TextContent);
        Assert.DoesNotContain(office.Facts(report), f => f.Kind == FactKind.TextApproved);
        Assert.Equal(Office["voice.state.Offered"], State(await officer.OpensAsync($"/office/reports/{report}")));
        Assert.Contains(Office["voice.state.Replaced"], officer.Page.Text, StringComparison.Ordinal);
        Assert.Empty(office.Line.Faults());
    }

    [Fact]
    public async Task Neither_sound_nor_text_is_on_disk_in_clear()
    {
        var (report, voice, code) = await SpokenAsync(PhoneDouble.Voice("Құпия-дыбыс-белгісі"));
        using var officer = await office.EntersAsync(Role.Officer);
        await officer.OpensAsync($"/office/reports/{report}");
        await officer.SendsAsync("form[action$='/listen']");
        await officer.DownloadsAsync($"/office/reports/{report}/voices/{voice}");
        await TypesAsync(officer, voice, "Қойма-сөзі-жасырын, менің атым Сырбаева Айша.");
        await officer.SendsAsync("form[action$='/offer']");
        using var reporter = await ReturnsAsync(code);
        await reporter.SendsAsync("#f", new Dictionary<string, string?> { [$"wrong-{Offer(reporter)}"] = "Түзету-сөзі-жасырын" }, "go=correct-" + Offer(reporter));
        var found = await Leaks.LookAsync(["Құпия-дыбыс-белгісі", "Қойма-сөзі-жасырын", "Сырбаева", "Түзету-сөзі-жасырын"], office.Line.Folder);
        Assert.True(found.Status == 0, found.Output);
    }

    [Theory]
    [InlineData(1, 8_000, 16, true)]
    [InlineData(7, 16_000, 8, true)]
    [InlineData(7, 44_100, 8, false)]
    [InlineData(1, 8_000, 8, false)]
    [InlineData(85, 8_000, 16, false)]
    public void Only_what_a_phone_records_is_sound(int coding, int rate, int bits, bool plays)
    {
        var wav = Wav(coding, rate, bits, new byte[rate], []);
        Assert.Equal(plays, PlainSound.Of(wav) is not null);
        Assert.Equal(plays ? TimeSpan.FromSeconds(8.0 / bits) : null, PlainSound.Length(wav.AsSpan(0, 64), wav.Length));
    }

    [Fact]
    public void Any_bytes_are_read_without_falling()
    {
        var random = new Random(5);
        var whole = Wav(7, 8_000, 8, [1, 2, 3, 4, 5], "tags"u8.ToArray());
        Assert.All(Enumerable.Range(0, whole.Length), length => Assert.True(PlainSound.Of(whole.AsSpan(0, length)) is null or { Length: >= 44 and <= 54 }));
        for (var n = 0; n < 2_000; n++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.True(PlainSound.Of(bytes) is null or { Length: >= 44 and <= 200 });
        }
    }

    private IReadOnlyList<Fact> Heard(Guid report) => [.. office.Facts(report).Where(f => f.Kind == FactKind.VoiceHeard)];

    private static Task<Page> TypesAsync(Visitor officer, Guid voice, string text) => officer.SendsAsync("form[action$='/text']", new Dictionary<string, string?> { [$"said-{voice:N}"] = text });

    private static string State(Visitor officer) => State(officer.Page);

    private static string State(Page page) => page.Document.QuerySelector(".voice > .written .badge")!.TextContent;

    private static string Past(Page page) => page.Document.QuerySelector(".past")!.TextContent;

    private static string Offer(Visitor reporter) => Approving().Match(Encoding.UTF8.GetString(reporter.Page.Bytes)).Groups[1].Value;

    private async Task<Visitor> ReturnsAsync(string code)
    {
        var reporter = new Visitor(office.Line.Address);
        await reporter.OpensAsync("/ru/return");
        await reporter.SendsAsync("#f", new Dictionary<string, string?> { ["code"] = code }, "go=open");
        Assert.NotNull(reporter.Document.QuerySelector("#text"));
        return reporter;
    }

    private async Task<(Guid Report, Guid Voice, string Code)> SpokenAsync(byte[] bytes, Answers? answers = null)
    {
        using var content = new MemoryStream(bytes);
        var file = await office.Line.Get<ReceivedFiles>().ReceiveAsync(content, "1-сообщение.wav", "audio/wav", default);
        var receipt = await office.Line.Get<IntakeDesk>().ReceiveAsync(new Arrival
        {
            Channel = Channel.Phone, Language = Language.Ru, DeliveryId = Guid.NewGuid().ToString(), Narrative = new("Сообщение голосом."), Answers = answers ?? Answers.None, Files = [file],
        });
        return (office.Line.Report(receipt.Number).Id, file.Id, receipt.Code!.Show());
    }

    private static byte[] Wav(int coding, int rate, int bits, byte[] samples, byte[] tags)
    {
        using var wav = new MemoryStream();
        using var to = new BinaryWriter(wav);
        to.Write("RIFF"u8);
        to.Write(0);
        to.Write("WAVEfmt "u8);
        to.Write(16);
        to.Write((short)coding);
        to.Write((short)1);
        to.Write(rate);
        to.Write(rate * bits / 8);
        to.Write((short)(bits / 8));
        to.Write((short)bits);
        if (tags.Length > 0)
        {
            to.Write("LIST"u8);
            to.Write(tags.Length);
            to.Write(tags);
            if (tags.Length % 2 == 1) to.Write((byte)0);
        }

        to.Write("data"u8);
        to.Write(samples.Length);
        to.Write(samples);
        return wav.ToArray();
    }

    [GeneratedRegex("approve-([0-9a-f]{32})")]
    private static partial Regex Approving();
}
