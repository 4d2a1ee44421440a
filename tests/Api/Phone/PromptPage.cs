// The page on which the office hears what a caller hears, and the start that refuses sounds which cannot be used.

using System.Net;
using AngleSharp.Dom;
using TrustLine.Api;
using TrustLine.Api.Journal;
using TrustLine.Api.Ops;
using TrustLine.Api.Prompts;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests;

public sealed class PromptPage(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private readonly OfficeLine office = shared.Office;

    [Theory]
    [InlineData(Role.Administrator)]
    [InlineData(Role.Operator)]
    public async Task Every_prompt_is_on_the_page_with_its_words_and_a_player_in_three_languages(object whose)
    {
        using var person = await office.EntersAsync((Role)whose);
        var first = await person.OpensAsync("/office/prompts");
        Assert.Contains("media-src 'self'", string.Join(' ', first.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        var book = office.Line.Get<PromptBook>();
        var seen = new List<string>();
        foreach (var tab in first.Document.QuerySelectorAll(".tabs a").Select(a => a.GetAttribute("href")!).ToList())
        {
            var page = await person.OpensAsync(tab);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            foreach (var prompt in page.Document.QuerySelectorAll(".prompt"))
            {
                var id = prompt.QuerySelector("h3")!.TextContent;
                seen.Add(id);
                Assert.Equal(["kk", "ru", "en"], prompt.QuerySelectorAll("p[lang]").Select(p => p.GetAttribute("lang")));
                Assert.Equal(Enum.GetValues<Language>().Select(l => book.Text(id, l)), prompt.QuerySelectorAll("p[lang]").Select(p => p.TextContent));
                Assert.Equal([$"/office/prompts/kk/{id}.wav", $"/office/prompts/ru/{id}.wav", $"/office/prompts/en/{id}.wav"], prompt.QuerySelectorAll("audio[controls][preload=none][aria-label]").Select(a => a.GetAttribute("src")));
            }
        }

        Assert.Equal(book.Ids.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
        Assert.All(book.Ids, id => Assert.NotNull(PromptPages.PartOf(id)));
    }

    [Fact]
    public async Task A_sound_plays_from_here_in_whole_and_in_ranges()
    {
        using var person = await office.EntersAsync(Role.Operator);
        await person.OpensAsync("/office/prompts");
        var (answer, bytes) = await person.DownloadsAsync("/office/prompts/ru/ivr.welcome.wav");
        Assert.Equal(("audio/wav", "nosniff"), (answer.Content.Headers.ContentType!.MediaType, string.Join("", answer.Headers.GetValues("X-Content-Type-Options"))));
        Assert.Equal("bytes", string.Join("", answer.Headers.GetValues("Accept-Ranges")));
        Assert.Equal(office.Line.Get<PromptSounds>().Wav("ivr.welcome", Language.Ru), bytes);
        using var part = new HttpRequestMessage(HttpMethod.Get, "/office/prompts/ru/ivr.welcome.wav") { Headers = { Range = new(4, 7) } };
        var page = await person.GoAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, 4), (page.Status, page.Bytes.Length));
        Assert.Equal(HttpStatusCode.NotFound, (await person.OpensAsync("/office/prompts/ru/ivr.no.such.wav")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await person.OpensAsync("/office/prompts/de/ivr.welcome.wav")).Status);
        Assert.Equal("Начало", (await person.OpensAsync("/office/prompts?part=nothing")).Document.QuerySelector(".prompts h2")!.TextContent);
    }

    [Fact]
    public void An_organisation_is_said_without_its_legal_form_unless_the_settings_say_otherwise()
    {
        Assert.Equal(SpokenName.Demo, new OrganisationOptions().Spoken());
        Assert.Equal(new("«Өлшем»", "«Эталон»", "Measure and Co"), new Trilingual("«Өлшем» АҚ", "АО «Эталон»", "JSC Measure and Co").Spoken());
        Assert.Equal(new("«Өлшем» қоры", "Эталон", "The Fund"), new OrganisationOptions { NameKk = "«Өлшем» АҚ", SpokenKk = "«Өлшем» қоры", NameRu = "Эталон", NameEn = "The Fund" }.Spoken());
    }

    [Fact]
    public async Task A_recording_of_the_wrong_kind_and_a_phone_that_would_name_another_organisation_stop_the_start()
    {
        var voices = Scratch.Folder("voices");
        Directory.CreateDirectory(Path.Combine(voices, "kk"));
        await File.WriteAllTextAsync(Path.Combine(voices, "kk", "ivr.wait.wav"), "no sound");
        var wrong = await Assert.ThrowsAsync<StartRefusedException>(() => TestLine.StartAsync(alive: false, settings: new Dictionary<string, string?> { ["Channels:Phone:Voices"] = voices }));
        Assert.Contains("ivr.wait.wav", wrong.Message, StringComparison.Ordinal);
        var other = new Dictionary<string, string?> { ["Organisation:NameRu"] = "АО «Эталон»", ["Channels:Phone:Enabled"] = "true" };
        var named = await Assert.ThrowsAsync<StartRefusedException>(() => TestLine.StartAsync(alive: false, settings: other));
        Assert.Contains("2 prompts (ivr.purpose first)", named.Message, StringComparison.Ordinal);
        // While the phone is off nobody hears them: the line starts, and the page says so.
        other["Channels:Phone:Enabled"] = "false";
        await using var quiet = await OfficeLine.StartAsync(other, Role.Operator);
        using var person = await quiet.EntersAsync(Role.Operator);
        Assert.Contains("Записи, звук которых не совпадает с текстом: 2.", (await person.OpensAsync("/office/prompts")).Text, StringComparison.Ordinal);
    }
}
