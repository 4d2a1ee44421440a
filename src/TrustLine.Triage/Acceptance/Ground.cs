using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Acceptance;

/// <summary>The closed set of grounds (design 7).</summary>
public static class GroundKeys
{
    /// <summary>Anonymous: not considered.</summary>
    public const string Anonymous = "6.3-1";
    /// <summary>Anonymous with crime or threat: redirected at once.</summary>
    public const string AnonymousException = "6.3-1-exception";
    /// <summary>No facts of possible corruption: not considered.</summary>
    public const string NoFacts = "6.3-2";
    /// <summary>Not about corruption: to a structural unit.</summary>
    public const string Topic = "10.9-topic";
    /// <summary>No reply address: routes, never rejects.</summary>
    public const string NoAddress = "10.9-no-address";
    /// <summary>Named, another body's matter: three working days, notice to the reporter.</summary>
    public const string AnotherBody = "appc-65";

    /// <summary>The emergency lane: it goes beside the disposition and waits for nothing (design 7).</summary>
    public const string Emergency = "emergency";

    /// <summary>The six on which a disposition rests.</summary>
    public static IReadOnlyList<string> All { get; } = [Anonymous, AnonymousException, NoFacts, Topic, NoAddress, AnotherBody];
}

/// <summary>A text in the three languages of the service.</summary>
public sealed record Trilingual(string Kk, string Ru, string En)
{
    /// <summary>The text in one of them.</summary>
    public string In(Language language) => language switch { Language.Ru => Ru, Language.En => En, _ => Kk };
}

/// <summary>A clause's own words in the two languages in which it is law.</summary>
public sealed record ClauseWords(string Kk, string Ru);

/// <summary>True where the words above are ours, because the printed text is faulty or its official wording was not at hand; the page says so.</summary>
public sealed record WordsCorrected(bool Kk, bool Ru);

/// <summary>One ground of acceptance: clause, its own words, when it applies, what follows and which clock it starts. The table is Statutes/grounds.json.</summary>
/// <param name="Key">One of <see cref="GroundKeys"/>.</param>
/// <param name="Clause">Clause of the standard or article of the act.</param>
/// <param name="Act">Key of the act in <see cref="StatuteBook.Acts"/>.</param>
/// <param name="From">First day of validity.</param>
/// <param name="Until">First day on which it no longer holds; null while it does.</param>
/// <param name="Title">Its name.</param>
/// <param name="Condition">When it applies.</param>
/// <param name="Words">The clause itself.</param>
/// <param name="WordsCorrected">Where those words are not the printed ones.</param>
/// <param name="Consequence">What follows.</param>
/// <param name="Ends">Ending the case on it is the director's or deputy's act (АППК 88(2)).</param>
/// <param name="Clock">Kind of the clock it starts, or null.</param>
/// <param name="Source">Where the row was taken from.</param>
public sealed record Ground(
    string Key, string Clause, string Act,
    LocalDate From, LocalDate? Until,
    Trilingual Title, Trilingual Condition, ClauseWords Words, WordsCorrected WordsCorrected, Trilingual Consequence,
    bool Ends, string? Clock, string Source)
{
    /// <summary>The whole table.</summary>
    public static IReadOnlyList<Ground> All => StatuteBook.Current.Grounds;

    /// <summary>The ground of a key as it stands now (the last row); KeyNotFoundException for a key outside the closed set.</summary>
    public static Ground Of(string key) => All.LastOrDefault(g => g.Key == key) ?? throw new KeyNotFoundException("No such ground.");

    /// <summary>The ground of a key as it stood on a day, or null.</summary>
    public static Ground? Of(string key, LocalDate day) => StatuteBook.Current.Ground(key, day);

    internal IEnumerable<string?> Texts() =>
        [Key, Clause, Title?.Kk, Title?.Ru, Title?.En, Condition?.Kk, Condition?.Ru, Condition?.En, Words?.Kk, Words?.Ru, Consequence?.Kk, Consequence?.Ru, Consequence?.En, Source];
}

/// <summary>A day as ISO 8601 in JSON.</summary>
internal sealed class IsoDay : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = LocalDatePattern.Iso.Parse(reader.GetString() ?? "");
        return parsed.Success ? parsed.Value : throw new JsonException("no date");
    }

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}
