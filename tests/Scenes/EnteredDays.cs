// The verbs calendar and clock count by the days that the administrator entered, or say that they do not.

using System.Globalization;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

[Collection(SharedLine.Name)]
public sealed class EnteredDays(DemoLine demo)
{
    [Fact]
    public async Task The_verbs_see_the_entered_days_of_their_data_folder_or_say_so()
    {
        var year = (DateTime.UtcNow.Year + 1).ToString(CultureInfo.InvariantCulture);
        string[] ask = ["calendar", "--from", year + "-04-01", "--to", year + "-05-31"];
        var seen = await demo.Line.CommandAsync(ask);
        Assert.Equal((0, ""), (seen.Status, seen.Error));
        var off = Assert.Single(seen.Output.Split('\n'), row => row.Contains(",entered_day_off,", StringComparison.Ordinal));
        Assert.Contains(",true,entered_working_day,", Assert.Single(seen.Output.Split('\n'), row => row.Contains("entered_working_day", StringComparison.Ordinal)), StringComparison.Ordinal);

        var clock = await demo.Line.CommandAsync(["clock", "--kind", "reply", "--start", year + "-04-01"]);
        Assert.Contains("№ 00-D", clock.Output, StringComparison.Ordinal);
        Assert.Contains(off.Split(',')[0], clock.Output, StringComparison.Ordinal);

        var blind = await demo.Line.CommandAsync([.. ask, "--KeyFile", Path.Combine(demo.Line.Folder, "no", "such.key")]);
        Assert.Equal(0, blind.Status);
        Assert.Contains("this is the published calendar", blind.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("entered_", blind.Output, StringComparison.Ordinal);
    }
}
