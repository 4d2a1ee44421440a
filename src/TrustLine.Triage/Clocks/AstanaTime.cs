using NodaTime;

namespace TrustLine.Triage.Clocks;

/// <summary>The one place where a moment becomes a day. Astana's zone is Asia/Almaty of NodaTime's own database: there is no Asia/Astana, and Asia/Qyzylorda has another history.</summary>
public static class AstanaTime
{
    /// <summary>UTC+6 until 29 February 2024, UTC+5 since 1 March 2024.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Asia/Almaty"];

    /// <summary>The version of the zone data, for the health page.</summary>
    public static string ZoneVersion => DateTimeZoneProviders.Tzdb.VersionId;

    /// <summary>The clock on the wall in Astana.</summary>
    public static LocalDateTime At(Instant moment) => moment.InZone(Zone).LocalDateTime;

    /// <summary>The day in Astana.</summary>
    public static LocalDate DayOf(Instant moment) => At(moment).Date;

    /// <summary>The moment of a wall clock's reading in Astana; the later one in the hour that came twice on 29 February 2024.</summary>
    public static Instant Moment(LocalDateTime wall) => wall.InZone(Zone, NodaTime.TimeZones.Resolvers.CreateMappingResolver(NodaTime.TimeZones.Resolvers.ReturnLater, NodaTime.TimeZones.Resolvers.ReturnStartOfIntervalAfter)).ToInstant();

    /// <summary>Throws InvalidOperationException when the zone data is older than the change of 1 March 2024: stale data runs an hour ahead and shifts legal days. Call it at start.</summary>
    public static void SelfTest() => SelfTest(Zone);

    internal static void SelfTest(DateTimeZone zone)
    {
        if (zone.GetUtcOffset(Instant.FromUtc(2024, 2, 29, 12, 0)) != Offset.FromHours(6)
            || zone.GetUtcOffset(Instant.FromUtc(2024, 3, 1, 12, 0)) != Offset.FromHours(5))
            throw new InvalidOperationException("The time-zone data is stale: Astana must be at +06:00 on 2024-02-29 and at +05:00 on 2024-03-01.");
    }
}
