// The form as a person without scripts walks it: nothing typed is lost, and a page sent twice, late or back and forth is one report.

using System.Net;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Pages;
using TrustLine.Testing;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Tests;

public sealed class WebForm
{
    private const string Story = "Зертхана меңгерушісі 12 наурызда клиенттен 200 мың теңге алды.\n<script>alert(1)</script> ' OR 1=1 --";

    [Theory]
    [InlineData("kk")]
    [InlineData("ru")]
    [InlineData("en")]
    public async Task The_whole_way_in_each_language_ends_with_number_code_and_day(string language)
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await ToCheckAsync(visitor, language);
        Assert.Contains("200 мың теңге", visitor.Page.Text, StringComparison.Ordinal);
        await visitor.SendsAsync("#f", button: "go=send");

        var code = visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;
        Assert.Matches(@"^\d{4} \d{4} \d{4} \d{4}$", code);
        Assert.Matches(@"2026-000001-\d", visitor.Page.Text);
        Assert.Contains(LineTexts.In(Tongue(language)).Date(new DateOnly(2026, 12, 11)), visitor.Page.Text, StringComparison.Ordinal);

        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["last4"] = code[^4..] }, "go=confirm");
        Assert.Null(visitor.Document.QuerySelector("input[name=code]"));
        Assert.Equal(LineTexts.In(Tongue(language))["done.title"], visitor.Document.QuerySelector("h1")!.TextContent);
        Assert.Single(Reports(line));
        Assert.All(visitor.Seen, page =>
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(language, page.Document.DocumentElement.GetAttribute("lang"));
            Assert.DoesNotContain(page.Address.ToString(), code.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.Empty(page.Address.Query);
        });
        Assert.Empty(visitor.CookieLines);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_report_with_a_new_code_until_the_code_is_confirmed_and_the_number_only_afterwards()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await ToCheckAsync(visitor, "ru");
        var form = Fields(visitor);
        await visitor.SendsAsync("#f", button: "go=send");
        var first = visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;

        await visitor.GoAsync(Post("/ru/report", form, "send"));
        var second = visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;
        Assert.NotEqual(first, second);
        Assert.Contains(LineTexts.In(Triage.Reports.Language.Ru)["sent.again.new"], visitor.Page.Text, StringComparison.Ordinal);

        // A page that still shows the replaced code cannot confirm it: it is given the living one.
        await visitor.GoAsync(Post("/ru/report", new(form) { ["step"] = "sent", ["code"] = first, ["last4"] = first[^4..] }, "confirm"));
        var third = visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value")!;
        Assert.DoesNotContain(third, new[] { first, second });

        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["last4"] = "0000" }, "go=confirm");
        Assert.Equal(third, visitor.Document.QuerySelector("input[name=code]")!.GetAttribute("value"));
        Assert.NotNull(visitor.Document.QuerySelector(".summary"));
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["last4"] = third[^4..] }, "go=confirm");

        await visitor.GoAsync(Post("/ru/report", form, "send"));
        Assert.Null(visitor.Document.QuerySelector("input[name=code]"));
        Assert.Contains("2026-000001-", visitor.Page.Text, StringComparison.Ordinal);
        Assert.Single(Reports(line));
    }

    [Fact]
    public async Task A_file_chosen_after_the_sending_is_not_taken_and_the_page_says_so()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await ToCheckAsync(visitor, "ru");
        var form = Fields(visitor);
        await visitor.SendsAsync("#f", button: "go=send");
        Assert.DoesNotContain(LineTexts.In(Triage.Reports.Language.Ru)["sent.late"], visitor.Page.Text, StringComparison.Ordinal);
        var late = Post("/ru/report", new(form) { ["step"] = "story", ["narrative"] = Story }, "next");
        ((MultipartFormDataContent)late.Content!).Add(new ByteArrayContent("abc"u8.ToArray()), "files", "акт.txt");
        await visitor.GoAsync(late);
        Assert.Contains(LineTexts.In(Triage.Reports.Language.Ru)["sent.late"], visitor.Page.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(line.Folder, "data", "files")));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task That_somebody_is_told_of_danger_at_once_is_said_only_where_it_is_so(bool mail, bool duty)
    {
        var settings = new Dictionary<string, string?>();
        if (mail) (settings["Smtp:Host"], settings["Smtp:Port"], settings["Smtp:From"], settings["Smtp:Security"]) = ("127.0.0.1", "9", "line@example.kz", "None");
        if (duty) settings["Organisation:Duty:0:Email"] = "duty@example.kz";
        await using var line = await TestLine.StartAsync(web: true, settings: settings);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/en/report");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = Story }, "go=next");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["danger"] = "yes" }, "go=next");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["way"] = "anonymous" }, "go=next");
        await visitor.SendsAsync("#f", button: "go=send");
        Assert.Equal(mail && duty, visitor.Page.Text.Contains("sent to the person on duty at once", StringComparison.Ordinal));
        Assert.Equal(!(mail && duty), visitor.Page.Text.Contains("Nobody on duty", StringComparison.Ordinal));
        Assert.Contains("112", visitor.Page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_sending_nothing_of_the_story_stays_with_the_form()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await ToCheckAsync(visitor, "kk");
        Assert.True(FormToken.TryParse(Fields(visitor)["token"], out var token));
        Assert.Equal(Story.Replace("\r", "", StringComparison.Ordinal), line.Get<Drafts>().Open(token, DraftJson.Default.ReportDraft)!.Narrative);
        await visitor.SendsAsync("#f", button: "go=send");
        var rest = line.Get<Drafts>().Open(token, DraftJson.Default.ReportDraft)!;
        Assert.Empty(rest.Fields);
        Assert.Empty(rest.Files);
        Assert.NotNull(rest.Sent);
    }

    [Fact]
    public async Task Mistakes_going_back_and_changing_the_language_lose_nothing()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/ru/report");
        await visitor.SendsAsync("#f", button: "go=next");
        Assert.Equal("#narrative", visitor.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        Assert.StartsWith("Ошибка: ", visitor.Document.Title, StringComparison.Ordinal);
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = Story }, "go=next",
            [("files", new Paper("../акт\u202E.pdf", "application/pdf", "%PDF-1.7"u8.ToArray()))]);

        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["who"] = "Ким", ["aboutDirector"] = "unsure" }, "go=back");
        Assert.Equal(Story, visitor.Document.QuerySelector("#narrative")!.TextContent.TrimStart('\n'));
        Assert.Equal("акт.pdf", visitor.Document.QuerySelector(".list .name")!.TextContent);
        await visitor.SendsAsync("#f", button: "go=next");
        Assert.Equal("Ким", visitor.Document.QuerySelector("#who")!.TextContent.Trim());

        // The button of the other language posts the same form to the other address.
        await visitor.GoAsync(Post("/kk/report", new(Fields(visitor)) { ["who"] = "Ким", ["aboutDirector"] = "unsure", ["when"] = "кеше" }, "language"));
        Assert.Equal("kk", visitor.Document.DocumentElement.GetAttribute("lang"));
        Assert.Equal("кеше", visitor.Document.QuerySelector("#when")!.TextContent.Trim());
        Assert.True(visitor.Document.QuerySelector("input[name=aboutDirector][value=unsure]")!.HasAttribute("checked"));
        await visitor.SendsAsync("#f", button: "go=next");
        Assert.Empty(visitor.Document.QuerySelectorAll("input[name=way][checked]"));
        await visitor.SendsAsync("#f", button: "go=next");
        Assert.Equal("#way", visitor.Document.QuerySelector(".summary a")!.GetAttribute("href"));
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["way"] = "confidential", ["email"] = "kim" }, "go=next");
        Assert.Equal(["#fullName", "#email"], visitor.Document.QuerySelectorAll(".summary a").Select(a => a.GetAttribute("href")));
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["fullName"] = "Ким А.", ["email"] = "kim@example.kz" }, "go=next");
        Assert.Contains("Ким А.", visitor.Page.Text, StringComparison.Ordinal);

        // Changing one answer leads straight back to the check.
        await visitor.SendsAsync("#f", button: "go=change:facts");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["who"] = "Пак" }, "go=next");
        Assert.Contains("Пак", visitor.Page.Text, StringComparison.Ordinal);
        Assert.Empty(Reports(line));
    }

    [Fact]
    public async Task Ten_minutes_and_a_whole_day_later()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await ToCheckAsync(visitor, "ru");
        line.Clock.Advance(TimeSpan.FromMinutes(10));
        var form = Fields(visitor);
        await visitor.SendsAsync("#f", button: "go=send");
        Assert.Single(Reports(line));

        await visitor.OpensAsync("/ru/report");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = Story }, "go=next");
        line.Clock.Advance(TimeSpan.FromHours(25));
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["who"] = "Ким" }, "go=next");
        Assert.Contains(LineTexts.In(Triage.Reports.Language.Ru)["draft.gone"], visitor.Page.Text, StringComparison.Ordinal);
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = "снова" }, "go=next");
        Assert.Equal("Ким", visitor.Document.QuerySelector("#who")!.TextContent.Trim());
        Assert.NotEmpty(form);
    }

    [Fact]
    public async Task Too_much_is_said_on_the_page_with_all_that_was_typed()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/kk/report");
        var story = new string('ә', 30_001);
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = story }, "go=next");
        Assert.NotNull(visitor.Document.QuerySelector(".summary a[href='#narrative']"));
        Assert.Equal(story, visitor.Document.QuerySelector("#narrative")!.TextContent.Trim());

        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = new string('ә', 200_000) }, "go=next");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, visitor.Page.Status);
        Assert.Equal("kk", visitor.Document.DocumentElement.GetAttribute("lang"));
    }

    [Fact]
    public async Task Not_sure_about_the_director_keeps_the_report_from_the_directors()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await ToCheckAsync(visitor, "ru", aboutDirector: "unsure");
        await visitor.SendsAsync("#f", button: "go=send");
        Assert.Matches(@"2026-7\d{5}-\d", visitor.Page.Text);
        var report = Assert.Single(Reports(line));
        Assert.ThrowsAny<Exception>(() => line.Read(Group.Directors, report.Id, PartKind.Narrative));
        Assert.NotEmpty(line.Read(Group.Oversight, report.Id, PartKind.Narrative));
    }

    [Fact]
    public async Task A_post_without_token_or_of_another_kind_is_refused_and_nothing_is_kept()
    {
        await using var line = await TestLine.StartAsync(web: true);
        using var visitor = new Visitor(line.Address);
        await visitor.GoAsync(Post("/ru/report", new() { ["narrative"] = Story, ["step"] = "story" }, "next"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Page.Status);
        await visitor.GoAsync(new HttpRequestMessage(HttpMethod.Post, "/ru/report") { Content = new FormUrlEncodedContent([new("narrative", "x")]) });
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Page.Status);
        Assert.DoesNotContain("200 мың", visitor.Page.Text, StringComparison.Ordinal);
        using var db = line.Get<Database>().Read();
        Assert.Empty(db.Unfinished);
    }

    [Fact]
    public async Task A_line_without_its_groups_says_so_and_takes_nothing()
    {
        await using var line = await TestLine.StartAsync(alive: false, web: true);
        using var visitor = new Visitor(line.Address);
        await visitor.OpensAsync("/");
        Assert.Null(visitor.Document.QuerySelector("a.button[href='/kk/report']"));
        await visitor.OpensAsync("/en/report");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Page.Status);
        await visitor.GoAsync(Post("/en/report", new() { ["token"] = FormToken.New().ForTheForm(), ["step"] = "story", ["narrative"] = Story }, "next"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, visitor.Page.Status);
        Assert.Contains("112", visitor.Page.Text, StringComparison.Ordinal);
    }

    internal static async Task ToCheckAsync(Visitor visitor, string language, string way = "anonymous", string? aboutDirector = null)
    {
        await visitor.OpensAsync($"/{language}/report");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["narrative"] = Story }, "go=next");
        await visitor.SendsAsync("#f", aboutDirector is null ? null : new Dictionary<string, string?> { ["aboutDirector"] = aboutDirector }, "go=next");
        await visitor.SendsAsync("#f", new Dictionary<string, string?> { ["way"] = way }, "go=next");
    }

    internal static Dictionary<string, string> Fields(Visitor visitor) =>
        visitor.Document.QuerySelectorAll("#f input[type=hidden]").ToDictionary(i => i.GetAttribute("name")!, i => i.GetAttribute("value")!);

    internal static HttpRequestMessage Post(string path, Dictionary<string, string> fields, string go)
    {
        var parts = new MultipartFormDataContent();
        foreach (var (name, value) in new Dictionary<string, string>(fields) { ["go"] = go }) parts.Add(new StringContent(value), name);
        return new(HttpMethod.Post, path) { Content = parts };
    }

    internal static List<Report> Reports(TestLine line)
    {
        using var db = line.Get<Database>().Read();
        return [.. db.Reports];
    }

    private static Triage.Reports.Language Tongue(string code) =>
        Triage.Reports.LanguageCodes.TryParse(code, out var language) ? language : throw new ArgumentException("no such language", nameof(code));
}
