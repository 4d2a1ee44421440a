namespace TrustLine.Api.Journal;

/// <summary>Times that stand in clear in the database say no more than the hour, always a later one: what must be exact is inside a seal.</summary>
internal static class InClear
{
    /// <summary>The next whole hour, or the moment itself when it is one.</summary>
    public static DateTimeOffset UpToTheHour(this DateTimeOffset moment)
    {
        var over = moment.UtcTicks % TimeSpan.TicksPerHour;
        return over == 0 ? moment : moment.AddTicks(TimeSpan.TicksPerHour - over);
    }
}
