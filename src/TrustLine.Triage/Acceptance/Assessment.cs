using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Acceptance;

/// <summary>What the rules recommend for a report; a person confirms or overrides it (design 7).</summary>
public enum Disposition
{
    /// <summary>Named, with facts of possible corruption: considered; director informed (10.6), answer in fifteen working days (10.8).</summary>
    [JsonStringEnumMemberName("accept")] Accept,
    /// <summary>A crime or threat that is anonymous, or no corruption of ours: to the authorised state bodies at once (6.3(1), АППК 64(7-2), 65).</summary>
    [JsonStringEnumMemberName("redirect")] Redirect,
    /// <summary>Anonymous without crime or threat: not considered (6.3(1)); registered and passed to a unit (10.9).</summary>
    [JsonStringEnumMemberName("reject_anonymous")] RejectAnonymous,
    /// <summary>Named, but no facts of possible corruption: not considered as such (6.3(2)); registered and passed to a unit (10.9).</summary>
    [JsonStringEnumMemberName("reject_no_facts")] RejectNoFacts,
}

/// <summary>Whether the report accuses one of those who would receive it.</summary>
public enum Implicates
{
    /// <summary>Neither.</summary>
    [JsonStringEnumMemberName("none")] None,
    /// <summary>The general director (first head) himself.</summary>
    [JsonStringEnumMemberName("director")] Director,
    /// <summary>The compliance officer who receives reports.</summary>
    [JsonStringEnumMemberName("officer")] Officer,
    /// <summary>Director and officer.</summary>
    [JsonStringEnumMemberName("both")] Both,
}

/// <summary>The areas of chapter 2 of the standard; expertise covers its second and third items.</summary>
public enum RiskArea
{
    /// <summary>No facts of possible corruption.</summary>
    [JsonStringEnumMemberName("none")] None,
    /// <summary>Verification, calibration, type approval.</summary>
    [JsonStringEnumMemberName("metrology")] Metrology,
    /// <summary>Expert examination of standards and documents.</summary>
    [JsonStringEnumMemberName("expertise")] Expertise,
    /// <summary>Choice of consultants and experts.</summary>
    [JsonStringEnumMemberName("consultants")] Consultants,
    /// <summary>Purchases and tenders.</summary>
    [JsonStringEnumMemberName("procurement")] Procurement,
    /// <summary>Hiring, posts, pay.</summary>
    [JsonStringEnumMemberName("hr")] Hr,
    /// <summary>Public services to applicants.</summary>
    [JsonStringEnumMemberName("public_services")] PublicServices,
    /// <summary>Discounts and benefits.</summary>
    [JsonStringEnumMemberName("discounts")] Discounts,
    /// <summary>The plan of standardisation.</summary>
    [JsonStringEnumMemberName("standards_plan")] StandardsPlan,
    /// <summary>Budget and payments.</summary>
    [JsonStringEnumMemberName("finance")] Finance,
    /// <summary>Books, stock, writing off.</summary>
    [JsonStringEnumMemberName("accounting")] Accounting,
    /// <summary>Investment, building, large projects.</summary>
    [JsonStringEnumMemberName("investment")] Investment,
    /// <summary>Courses and other paid services.</summary>
    [JsonStringEnumMemberName("paid_services")] PaidServices,
    /// <summary>Internal audits and inspections.</summary>
    [JsonStringEnumMemberName("audits")] Audits,
    /// <summary>Accreditation and attestation of laboratories and people.</summary>
    [JsonStringEnumMemberName("accreditation")] Accreditation,
    /// <summary>Customs and import.</summary>
    [JsonStringEnumMemberName("customs")] Customs,
    /// <summary>Gifts and hospitality.</summary>
    [JsonStringEnumMemberName("gifts")] Gifts,
    /// <summary>Confidential and classified information.</summary>
    [JsonStringEnumMemberName("confidential_info")] ConfidentialInfo,
    /// <summary>Claims, courts, contracts at law.</summary>
    [JsonStringEnumMemberName("legal")] Legal,
}

/// <summary>A ground that applies to this report, with the places that show it. <see cref="Ground"/> holds clause, words and consequence.</summary>
public sealed record GroundApplied(string Key, string Clause, IReadOnlyList<Evidence> Evidence);

/// <summary>What the rules of acceptance say of one report: five answers, who is accused, area, recommendation and its grounds. It recommends; people decide.</summary>
public sealed record Assessment
{
    // Escaped Cyrillic would be three times as long in the sealed body.
    private static readonly AssessmentJson Readable = new(new JsonSerializerOptions(AssessmentJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>No full name of the reporter, by channel or text (6.3(1)).</summary>
    public required Finding Anonymous { get; init; }

    /// <summary>There is somewhere to answer (10.9).</summary>
    public required Finding ReplyAddress { get; init; }

    /// <summary>A criminal offence prepared or committed, or a threat to state or public security (6.3(1)).</summary>
    public required Finding CrimeOrThreat { get; init; }

    /// <summary>The narrower part: danger to life, to security, or violence at hand. Opens the emergency lane.</summary>
    public required Finding Threat { get; init; }

    /// <summary>Checkable facts of possible corruption of the organisation's people (6.3(2)).</summary>
    public required Finding CorruptionFacts { get; init; }

    /// <summary>The general director is accused; its probability serves the conflict rule, which takes doubt as yes.</summary>
    public required Finding DirectorAccused { get; init; }

    /// <summary>The compliance officer is accused.</summary>
    public required Finding OfficerAccused { get; init; }

    /// <summary>The two findings above as one word.</summary>
    public required Implicates Implicates { get; init; }

    /// <summary>The recommendation, derived from the answers alone.</summary>
    public required Disposition Disposition { get; init; }

    /// <summary>Every ground that applies, the deciding one first; empty for an accepted report with a reply address.</summary>
    public required IReadOnlyList<GroundApplied> Grounds { get; init; }

    /// <summary>The area of chapter 2; none without corruption facts.</summary>
    public required RiskArea RiskArea { get; init; }

    /// <summary>The main language of the text.</summary>
    public required Language Language { get; init; }

    /// <summary>Kazakh and Russian both carry the text.</summary>
    public required bool Mixed { get; init; }

    /// <summary>False when an answer that decides lies near its threshold: the case needs reading before any rejection.</summary>
    public required bool Sure { get; init; }

    /// <summary>Which reading engine gave this, so that old cases replay.</summary>
    public required string Engine { get; init; }

    /// <summary>The assessment as JSON (camelCase, enumerations as words). It quotes the reporter: seal it as the narrative.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Readable.Assessment);

    /// <summary>Reads what <see cref="ToJson"/> wrote; JsonException when it is something else.</summary>
    public static Assessment FromJson(string json) =>
        JsonSerializer.Deserialize(json, AssessmentJson.Default.Assessment) ?? throw new JsonException("An assessment is an object.");

    /// <summary>The name of the type, never its evidence.</summary>
    public override string ToString() => nameof(Assessment);
}

/// <summary>The stable JSON shape of an <see cref="Assessment"/>, made at compile time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Assessment))]
public sealed partial class AssessmentJson : JsonSerializerContext;
