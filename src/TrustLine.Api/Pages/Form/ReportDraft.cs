using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Pages;

/// <summary>What was typed into the form so far; sealed under the form's own token between its pages. Prints nothing.</summary>
public sealed record ReportDraft : IDraft<ReportDraft>
{
    /// <summary>The short questions, in the order of the page.</summary>
    public static IReadOnlyList<string> Questions { get; } = ["who", "what", "when", "where", "howMuch", "evidence"];

    /// <summary>The fields about the reporter, in the order of the page.</summary>
    public static IReadOnlyList<string> IdentityFields { get; } = ["fullName", "organisation", "postalAddress", "phone", "email"];

    private static readonly string[] Choices = ["danger", "aboutDirector", "aboutOfficer"];

    /// <summary>Every field by its name on the page; empty ones are left out.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The delivery id of the report that this draft becomes, drawn when the draft begins. Not the form's token: a page that outlived its draft
    /// and is filled in anew is another report, and must never be taken for the one that was sent from it before.
    /// </summary>
    public string Delivery { get; init; } = "web:" + Draw.Id().ToString("N");

    /// <summary>Files, already sealed on disk.</summary>
    public IReadOnlyList<ArrivedFile> Files { get; init; } = [];

    static JsonTypeInfo<ReportDraft> IDraft<ReportDraft>.Json => DraftJson.Default.ReportDraft;
    static ReportDraft IDraft<ReportDraft>.Empty => new();
    bool IDraft<ReportDraft>.Closed => Sent is not null;
    ReportDraft IDraft<ReportDraft>.With(IReadOnlyList<ArrivedFile> files) => this with { Files = files };

    /// <summary>What the form became; then nothing of the story is here any more.</summary>
    public SentReport? Sent { get; init; }

    /// <summary>A field as typed; null while empty.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>The story.</summary>
    [JsonIgnore] public string Narrative => this["narrative"] ?? "";

    /// <summary>yes, no, unsure or null.</summary>
    [JsonIgnore] public string? Danger => this["danger"];

    /// <summary>yes, no, unsure or null.</summary>
    [JsonIgnore] public string? AboutDirector => this["aboutDirector"];

    /// <summary>yes, no, unsure or null.</summary>
    [JsonIgnore] public string? AboutOfficer => this["aboutOfficer"];

    /// <summary>confidential, anonymous or null: none is chosen beforehand.</summary>
    [JsonIgnore] public string? Way => this["way"];

    /// <summary>Surname, name, patronymic.</summary>
    [JsonIgnore] public string? FullName => this["fullName"];

    /// <summary>Organisation.</summary>
    [JsonIgnore] public string? Organisation => this["organisation"];

    /// <summary>Postal address.</summary>
    [JsonIgnore] public string? PostalAddress => this["postalAddress"];

    /// <summary>Phone.</summary>
    [JsonIgnore] public string? Phone => this["phone"];

    /// <summary>E-mail address.</summary>
    [JsonIgnore] public string? Email => this["email"];

    /// <summary>The draft with the fields of one page as they were posted; fields of other pages stay as they were.</summary>
    public ReportDraft Typed(string step, MultipartForm form)
    {
        ArgumentNullException.ThrowIfNull(form);
        var fields = new Dictionary<string, string>(Fields);
        foreach (var name in FieldsOf(step))
        {
            var value = Cleaned(name, form[name]);
            if (value.Length > 0) fields[name] = value;
            else fields.Remove(name);
        }

        return this with { Fields = fields };
    }

    /// <summary>What the desk gets. "Not sure" about the director or the officer excludes them, as the page promises; "not sure" about danger is left to the text.</summary>
    public Arrival ToArrival(Triage.Reports.Language language) => WebAdapter.ToArrival(
        Delivery, language, Narrative,
        new(this["what"], this["who"], this["when"], this["where"], this["howMuch"], this["evidence"],
            Danger switch { "yes" => true, "no" => false, _ => null },
            AboutDirector switch { "yes" or "unsure" => true, "no" => false, _ => null },
            AboutOfficer switch { "yes" or "unsure" => true, "no" => false, _ => null }),
        Way == "confidential" ? new(FullName, Organisation, PostalAddress, Phone, Email) : null,
        Files);

    /// <inheritdoc/>
    public override string ToString() => nameof(ReportDraft);

    private static IEnumerable<string> FieldsOf(string step) => step switch
    {
        "story" => ["narrative"],
        "facts" => [.. Choices, .. Questions],
        "you" => ["way", .. IdentityFields],
        _ => [],
    };

    private static string Cleaned(string name, string? value) => name switch
    {
        "way" => value is "confidential" or "anonymous" ? value : "",
        _ when Choices.Contains(name) => value is "yes" or "no" or "unsure" ? value : "",
        _ when IdentityFields.Contains(name) => StrictText.Line(value),
        _ => StrictText.Lines(value),
    };
}

/// <summary>What stays of a form after sending: number and dates for its last page, nothing of the story and not the code. Prints nothing.</summary>
/// <param name="Number">The registration number.</param>
/// <param name="RegisteredAt">The legal day of registration.</param>
/// <param name="AnswerBy">The day of the answer.</param>
/// <param name="Why">How that day was counted, by language.</param>
/// <param name="Later">It came outside working hours.</param>
/// <param name="Anonymous">Sent without a name.</param>
/// <param name="Danger">Marked as dangerous.</param>
/// <param name="Promise">The proof of receipt as JSON.</param>
public sealed record SentReport(
    string Number, DateOnly RegisteredAt, DateOnly AnswerBy, IReadOnlyDictionary<string, IReadOnlyList<string>> Why, bool Later, bool Anonymous, bool Danger, string Promise)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(SentReport);
}

/// <summary>JSON of the sealed draft.</summary>
[JsonSerializable(typeof(ReportDraft))]
internal sealed partial class DraftJson : JsonSerializerContext;
