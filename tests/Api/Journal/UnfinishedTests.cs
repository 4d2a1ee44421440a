using System.Text.Json.Serialization;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;

namespace TrustLine.Tests.Journal;

public sealed partial class UnfinishedTests
{
    [Fact]
    public async Task A_draft_opens_with_its_token_only_and_goes_after_a_day()
    {
        await using var line = await TestLine.StartAsync();
        var (drafts, token) = (line.Get<Drafts>(), FormToken.New());
        var story = string.Concat(Enumerable.Repeat("Қайрат пара алды. ", 6000));
        await drafts.SaveAsync(token, new Matter(story), MatterJson.Default.Matter);
        Assert.Equal(story, drafts.Open(token, MatterJson.Default.Matter)!.Text);
        Assert.Null(drafts.Open(FormToken.New(), MatterJson.Default.Matter));
        await drafts.SaveAsync(token, new Matter("short"), MatterJson.Default.Matter);
        Assert.Equal("short", drafts.Open(token, MatterJson.Default.Matter)!.Text);
        line.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Null(drafts.Open(token, MatterJson.Default.Matter));
        await line.SweepAsync();
        using var db = line.Get<Database>().Read();
        Assert.Empty(db.Unfinished);
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00Z", "2026-11-20T10:00:00Z")]
    [InlineData("2026-11-20T10:00:01Z", "2026-11-20T11:00:00Z")]
    [InlineData("2026-11-20T23:59:59+05:00", "2026-11-21T00:00:00+05:00")]
    public void A_time_in_clear_says_the_hour_only(string moment, string inClear) =>
        Assert.Equal(DateTimeOffset.Parse(inClear, System.Globalization.CultureInfo.InvariantCulture), DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture).UpToTheHour());

    [Fact]
    public async Task The_row_of_a_draft_does_not_say_when_somebody_wrote()
    {
        await using var line = await TestLine.StartAsync();
        line.Clock.Advance(new TimeSpan(0, 17, 43));
        await line.Get<Drafts>().SaveAsync(FormToken.New(), new Matter("x"), MatterJson.Default.Matter);
        line.Clock.Advance(TimeSpan.FromSeconds(71));
        await line.Get<Drafts>().SaveAsync(FormToken.New(), new Matter("y"), MatterJson.Default.Matter);
        using var db = line.Get<Database>().Read();
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 6, 0, 0, TimeSpan.Zero), db.Unfinished.Select(u => u.Until).ToList().Distinct().Single());
    }

    [Fact]
    public async Task Changes_that_overlap_all_happen()
    {
        await using var line = await TestLine.StartAsync();
        var (drafts, token) = (line.Get<Drafts>(), FormToken.New());
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => drafts.ChangeAsync(token, was => new Matter((was?.Text ?? "") + "x"), MatterJson.Default.Matter)));
        Assert.Equal(40, drafts.Open(token, MatterJson.Default.Matter)!.Text.Length);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("../../../etc/passwd000")]
    public void What_is_no_token_is_refused(string? text) => Assert.False(FormToken.TryParse(text, out _));

    [Fact]
    public void A_token_is_what_the_form_carries_and_prints_nothing()
    {
        var token = FormToken.New();
        Assert.True(FormToken.TryParse(token.ForTheForm(), out var read));
        Assert.Equal(token.LookUp(), read.LookUp());
        Assert.Equal(nameof(FormToken), token.ToString());
    }

    [Fact]
    public async Task Deliveries_are_forgotten_after_seventy_days()
    {
        await using var line = await TestLine.StartAsync();
        var first = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Раз", "again"));
        line.Clock.Advance(TimeSpan.FromDays(35));
        Assert.Equal(first.Number, (await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Раз", "again"))).Number);
        line.Clock.Advance(TimeSpan.FromDays(70));
        await line.Get<JournalWriter>().WriteAsync(line.Get<Fingerprints>().Forget);
        using (var db = line.Get<Database>().Read()) Assert.Empty(db.Deliveries);
        Assert.NotEqual(first.Number, (await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Раз", "again"))).Number);
        Assert.Empty(line.Faults());
    }

    internal sealed record Matter(string Text);

    [JsonSerializable(typeof(Matter))]
    internal sealed partial class MatterJson : JsonSerializerContext;
}
