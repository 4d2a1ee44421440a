namespace TrustLine.Api.Pages;

/// <summary>A report as its reporter sees it after returning. Prints nothing.</summary>
public sealed record VisitView(PageFrame Frame, string Token, string MessageToken, BoundsView Bounds)
{
    /// <summary>The registration number.</summary>
    public required string Number { get; init; }

    /// <summary>One of the five words of design.md 8.</summary>
    public required string Status { get; init; }

    /// <summary>The next promised day; null when the case is closed.</summary>
    public DateOnly? NextDate { get; init; }

    /// <summary>How that day was counted.</summary>
    public IReadOnlyList<string> Why { get; init; } = [];

    /// <summary>Written texts of voices that wait for the reporter's answer.</summary>
    public IReadOnlyList<OfferedView> Offered { get; init; } = [];

    /// <summary>The thread in both directions, oldest first.</summary>
    public required IReadOnlyList<SaidView> Messages { get; init; }

    /// <summary>When, which role and why somebody opened the identity.</summary>
    public required IReadOnlyList<OpenedView> Openings { get; init; }

    /// <summary>The proof of receipt, as the address of a file within the page.</summary>
    public required string PromiseFile { get; init; }

    /// <summary>What is typed for the next message.</summary>
    public string Text { get; init; } = "";

    /// <summary>Files taken for the next message.</summary>
    public IReadOnlyList<FileView> Files { get; init; } = [];

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What just happened.</summary>
    public string? Notice { get; init; }

    /// <summary>The words.</summary>
    public LineTexts T => Frame.T;

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(VisitView);
}

/// <summary>One message of the thread. Prints nothing.</summary>
public sealed record SaidView(bool Mine, DateOnly Day, string Text, IReadOnlyList<FileView> Files)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SaidView);
}

/// <summary>The written text of a voice, to be approved or corrected, and what was typed about it. Prints nothing.</summary>
public sealed record OfferedView(Guid Id, DateOnly Day, string Text, string Typed)
{
    /// <summary>How the buttons begin.</summary>
    public const string Approve = "approve-", Correct = "correct-";

    /// <summary>The field for what is wrong.</summary>
    public static string Field(Guid id) => $"wrong-{id:N}";

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(OfferedView);
}

/// <summary>One opening of the identity.</summary>
public sealed record OpenedView(DateOnly Day, string Role, string Reason);
