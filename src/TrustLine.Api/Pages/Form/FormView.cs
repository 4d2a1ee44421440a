namespace TrustLine.Api.Pages;

/// <summary>One page of the form: what was typed so far, and what is wrong with it. Prints nothing.</summary>
public sealed record FormView(PageFrame Frame, string Token, ReportDraft Draft, IReadOnlyList<FileView> Files, IReadOnlyList<FieldError> Errors, BoundsView Bounds, bool FromCheck, string? Notice)
{
    /// <summary>The words.</summary>
    public LineTexts T => Frame.T;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FormView);
}

/// <summary>What the reporter gets after sending. The code is null when it was confirmed before. Prints nothing.</summary>
public sealed record SentView(PageFrame Frame, string Token, SentReport Sent, string? Code, bool Again, IReadOnlyList<FieldError> Errors, string PromiseFile)
{
    /// <summary>A file was chosen after the report had been sent: it is not in it.</summary>
    public bool FileCameLate { get; init; }

    /// <summary>Whether a mark of danger leaves at once for somebody on duty.</summary>
    public bool DutyIsTold { get; init; }

    /// <summary>The words.</summary>
    public LineTexts T => Frame.T;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SentView);
}
