using TrustLine.Api.Office;
using TrustLine.Api.Pages;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Desk;

/// <summary>The desk's page: what was typed so far, what is wrong with it, what is to be said. Prints nothing.</summary>
public sealed record DeskView(OfficeFrame Frame, string Token, DeskDraft Draft, CallWords Words)
{
    /// <summary>Files taken so far.</summary>
    public IReadOnlyList<FileView> Files { get; init; } = [];

    /// <summary>The page's errors.</summary>
    public IReadOnlyList<WrongField> Wrong { get; init; } = [];

    /// <summary>Ids of the questions that what is typed leaves open.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>What is missing was asked for: its place takes the focus.</summary>
    public bool MissingAsked { get; init; }

    /// <summary>What was typed is shown to be read back.</summary>
    public bool ReadBack { get; init; }

    /// <summary>The words in the operator's language.</summary>
    public OfficeTexts T => Frame.T;

    /// <summary>The caller's language.</summary>
    public Language Caller => Draft.Language;

    /// <summary>A line of the script in the caller's language.</summary>
    public string Line(string id) => CallScript.In(Caller).Say(id, Words) ?? "";

    /// <summary>What a duty is, in the operator's language.</summary>
    public string Duty(string id) => CallScript.In(T.Language).Duties.Single(d => d.Id == id).Title;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DeskView);
}

/// <summary>The page after sending: number and code to read out. The code is null when it was confirmed. Prints nothing.</summary>
public sealed record DeskSentView(OfficeFrame Frame, string Token, DeskSent Sent, string? Code, CallWords Words)
{
    /// <summary>The language in which it is read out.</summary>
    public required Language Caller { get; init; }

    /// <summary>It was sent before: an earlier code is worth nothing any more.</summary>
    public bool Again { get; init; }

    /// <summary>The digits that were told back do not fit.</summary>
    public bool WrongDigits { get; init; }

    /// <summary>The words in the operator's language.</summary>
    public OfficeTexts T => Frame.T;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DeskSentView);
}
