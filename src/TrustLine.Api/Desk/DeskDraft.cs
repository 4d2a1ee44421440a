using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using TrustLine.Api.Pages;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Desk;

/// <summary>What an operator has typed so far; sealed under the page's own token until it is sent. Prints nothing.</summary>
public sealed record DeskDraft : IDraft<DeskDraft>
{
    /// <summary>What is taken at the desk.</summary>
    public static IReadOnlyList<Channel> Sources { get; } = [Channel.Desk, Channel.Visitor, Channel.Paper, Channel.Box];

    /// <summary>Whose typing it is; nobody else's page opens it.</summary>
    public Guid Operator { get; init; }

    /// <summary>Every field by its name on the page; empty ones are left out.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    /// <summary>The delivery id of the report that this becomes: not the page's token, so that a page filled in anew is another report.</summary>
    public string Delivery { get; init; } = "desk:" + Draw.Id().ToString("N");

    /// <summary>Scans, already sealed on disk.</summary>
    public IReadOnlyList<ArrivedFile> Files { get; init; } = [];

    /// <summary>What it became; then nothing of the story is here any more.</summary>
    public DeskSent? Sent { get; init; }

    static JsonTypeInfo<DeskDraft> IDraft<DeskDraft>.Json => DeskJson.Default.DeskDraft;
    static DeskDraft IDraft<DeskDraft>.Empty => new();
    bool IDraft<DeskDraft>.Closed => Sent is not null;
    DeskDraft IDraft<DeskDraft>.With(IReadOnlyList<ArrivedFile> files) => this with { Files = files };

    /// <summary>A field as typed; null while empty.</summary>
    public string? this[string field] => Fields.GetValueOrDefault(field);

    /// <summary>By which road it came.</summary>
    [JsonIgnore] public Channel Source => Enum.TryParse<Channel>(this["source"], out var source) && Sources.Contains(source) ? source : Channel.Desk;

    /// <summary>The caller's language; Kazakh first.</summary>
    [JsonIgnore] public Language Language => LanguageCodes.TryParse(this["language"], out var language) ? language : Language.Kk;

    /// <summary>Whether somebody is there to be spoken to.</summary>
    [JsonIgnore] public bool Spoken => Source is Channel.Desk or Channel.Visitor;

    /// <summary>The story as typed.</summary>
    [JsonIgnore] public string Narrative => this["narrative"] ?? "";

    /// <summary>Whether a line of the script was said.</summary>
    public bool Said(string line) => this["said." + line] is not null;

    /// <summary>Whether this field of the identity was offered and declined.</summary>
    public bool Declined(string field) => this[field] is null && this["declined." + field] is not null;

    /// <summary>Whether anything at all was told.</summary>
    [JsonIgnore] public bool Tells => StrictText.Says(Narrative) || ReportDraft.Questions.Any(q => this[q] is not null) || Files.Count > 0;

    /// <summary>What 10.5 demands in every call and was not said; nothing is demanded of a visit or a paper.</summary>
    [JsonIgnore] public IReadOnlyList<string> Unsaid => Source != Channel.Desk ? [] : [.. CallScript.In(Language).Duties.Where(d => d.Always && !Said(d.Id)).Select(d => d.Id)];

    /// <summary>The answers to the questions; "not sure" about the director or the officer excludes them, as on the web form.</summary>
    [JsonIgnore] public AnswersJson Answers => new(
        this["what"], this["who"], this["when"], this["where"], this["howMuch"], this["evidence"],
        this["danger"] switch { "yes" => true, "no" => false, _ => null },
        this["aboutDirector"] switch { "yes" or "unsure" => true, "no" => false, _ => null },
        this["aboutOfficer"] switch { "yes" or "unsure" => true, "no" => false, _ => null });

    /// <summary>The draft with the fields as they were posted. The page of the reading back posts only whether it was read.</summary>
    public DeskDraft Typed(Guid @operator, Func<string, string?> posted)
    {
        ArgumentNullException.ThrowIfNull(posted);
        var fields = new Dictionary<string, string>(Fields);
        foreach (var (name, cleaned) in posted("view") == "readback" ? All.Where(f => f.Name is "said.op.readback" or "language") : All)
        {
            if (cleaned(posted(name)) is { Length: > 0 } value) fields[name] = value;
            else fields.Remove(name);
        }

        return this with { Operator = @operator, Fields = fields };
    }

    /// <summary>What the intake desk gets.</summary>
    public Arrival ToArrival(bool incomplete) => WebAdapter.ToArrival(
        Delivery, Language, Narrative, Answers,
        new(this["fullName"], this["organisation"], this["postalAddress"], this["phone"], this["email"]), Files, Source,
        new HowTaken
        {
            Operator = Operator,
            Said = [.. CallScript.In(Language).Duties.Where(d => Said(d.Id)).Select(d => d.Id)],
            Unsaid = Unsaid,
            Reason = this["reason"],
            Identity = ReportDraft.IdentityFields.Where(f => this[f] is not null || Declined(f)).ToDictionary(f => f, f => this[f] is null ? "declined" : "given"),
            Place = this["place"],
            Came = DateOnly.TryParseExact(this["came"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var came) ? came : null,
            Incomplete = incomplete,
        });

    /// <inheritdoc/>
    public override string ToString() => nameof(DeskDraft);

    private static readonly (string Name, Func<string?, string> Cleaned)[] All =
    [
        ("source", v => Enum.TryParse<Channel>(v, out var source) && Sources.Contains(source) ? source.ToString() : ""),
        ("language", v => LanguageCodes.TryParse(v, out _) ? v! : ""),
        ("narrative", StrictText.Lines),
        ("came", v => DateOnly.TryParseExact(v, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? v! : ""),
        .. new[] { "danger", "aboutDirector", "aboutOfficer" }.Select(n => (n, (Func<string?, string>)(v => v is "yes" or "no" or "unsure" ? v : ""))),
        .. ReportDraft.Questions.Concat(["reason"]).Select(n => (n, (Func<string?, string>)StrictText.Lines)),
        .. ReportDraft.IdentityFields.Concat(["place"]).Select(n => (n, (Func<string?, string>)StrictText.Line)),
        .. ReportDraft.IdentityFields.Select(n => "declined." + n).Concat(CallScript.In(Language.Kk).Duties.Select(d => "said." + d.Id)).Select(n => (n, (Func<string?, string>)(v => v == "yes" ? v : ""))),
    ];
}

/// <summary>What stays of a page after sending: number and dates to read out, nothing of the story and not the code. Prints nothing.</summary>
/// <param name="Number">The registration number.</param>
/// <param name="Source">By which road it came.</param>
/// <param name="Language">The caller's language.</param>
/// <param name="RegisteredAt">The legal day of registration.</param>
/// <param name="AnswerBy">The day of the answer.</param>
/// <param name="Later">It came outside working hours.</param>
/// <param name="Anonymous">No name was given.</param>
/// <param name="NoAddress">No address was given to which an answer could go.</param>
public sealed record DeskSent(string Number, Channel Source, Language Language, DateOnly RegisteredAt, DateOnly AnswerBy, bool Later, bool Anonymous, bool NoAddress)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(DeskSent);
}
