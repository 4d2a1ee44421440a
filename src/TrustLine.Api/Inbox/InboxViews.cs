namespace TrustLine.Api.Inbox;

/// <summary>A legal date in words, and how near it is: calm, soon, today, over.</summary>
public sealed record DueView(string Text, string Urgency);

/// <summary>What the list shows.</summary>
public enum ListShows
{
    /// <summary>Open cases, newest first.</summary>
    Open,

    /// <summary>Open cases with a legal date that runs, the nearest or longest overdue first.</summary>
    Due,

    /// <summary>Ended cases, newest first.</summary>
    Closed,
}

/// <summary>One page of the list.</summary>
public sealed record ListView(IReadOnlyList<RowView> Rows, ListShows Shows, string? Next, bool First)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(ListView);
}

/// <summary>One report in the list. Prints nothing.</summary>
public sealed record RowView(
    Guid Id, string Number, string ChannelKey, string Summary, string DispositionKey, bool Confirmed, bool Sure, bool Danger, bool Unread, string? ConflictKey,
    bool WaitsForReporter, bool WaitsForOffice, string StatusKey, DueView? Due, DateOnly Registered)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(RowView);
}

/// <summary>One report as its reader sees it. Prints nothing.</summary>
public sealed record CaseView
{
    /// <summary>Random id of the report.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the list shows of it.</summary>
    public required RowView Row { get; init; }

    /// <summary>When it came.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>In which language the reporter was served.</summary>
    public required string LanguageKey { get; init; }

    /// <summary>Key of the way of reporting: anonymous or confidential.</summary>
    public required string WayKey { get; init; }

    /// <summary>The masked narrative in pieces: plain, noticed, cut out.</summary>
    public required IReadOnlyList<PieceView> Narrative { get; init; }

    /// <summary>The answers, each in pieces.</summary>
    public required IReadOnlyList<AnswerView> Answers { get; init; }

    /// <summary>The reporter's own yes and no answers.</summary>
    public required IReadOnlyList<(string Key, bool Yes)> Marks { get; init; }

    /// <summary>The report's files.</summary>
    public required IReadOnlyList<FileOfCase> Files { get; init; }

    /// <summary>What the engine found.</summary>
    public required AssessmentView Assessment { get; init; }

    /// <summary>The legal dates.</summary>
    public required IReadOnlyList<ClockView> Clocks { get; init; }

    /// <summary>Messages in both directions.</summary>
    public required IReadOnlyList<MessageView> Thread { get; init; }

    /// <summary>What happened, newest last.</summary>
    public required IReadOnlyList<FactView> History { get; init; }

    /// <summary>The last fact seen: an act on an older page is refused.</summary>
    public required long Seen { get; init; }

    /// <summary>A random id for the reply form, so that sent twice it is one message.</summary>
    public required Guid ReplyId { get; init; }

    /// <summary>Whether the case is open.</summary>
    public required bool Open { get; init; }

    /// <summary>Whether this person may record that the director was informed.</summary>
    public required bool MayInform { get; init; }

    /// <summary>Whether this person may end the case.</summary>
    public required bool MayEnd { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(CaseView);
}

/// <summary>A piece of a text: noticed by the engine (with the reasons), cut out as identity, or plain. Prints nothing.</summary>
public sealed record PieceView(string Text, string? Why, bool Cut)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PieceView);
}

/// <summary>One answered question. Prints nothing.</summary>
public sealed record AnswerView(string Key, IReadOnlyList<PieceView> Pieces)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AnswerView);
}

/// <summary>A file of the report or of a message. Prints nothing.</summary>
public sealed record FileOfCase(Guid Id, string Name, long Length, string Sha256)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FileOfCase);
}

/// <summary>What the engine recommends and why.</summary>
public sealed record AssessmentView(string RecommendedKey, bool Sure, string? RiskKey, IReadOnlyList<FindingView> Findings, IReadOnlyList<GroundView> Grounds)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(AssessmentView);
}

/// <summary>One question of the rules, its answer, and what it rests on.</summary>
public sealed record FindingView(string Key, bool Yes, int Percent, IReadOnlyList<string> Reasons);

/// <summary>A ground with its clause in its own words.</summary>
public sealed record GroundView(string Title, string Clause, string WordsKk, string WordsRu, bool CorrectedKk, bool CorrectedRu, string Consequence);

/// <summary>A legal date with its explanation; stopped when what it counts to has happened.</summary>
public sealed record ClockView(string NameKey, DueView Due, DateTimeOffset? StoppedAt, IReadOnlyList<string> Steps);

/// <summary>One message of the thread. Prints nothing.</summary>
public sealed record MessageView(bool FromOffice, string? By, DateTimeOffset At, IReadOnlyList<PieceView> Text, bool Asks, IReadOnlyList<FileOfCase> Files)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(MessageView);
}

/// <summary>One fact of the history: what, when, by whom, with which words. Prints nothing.</summary>
public sealed record FactView(string Key, DateTimeOffset At, string? By, string? DispositionKey, string? Words)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FactView);
}

/// <summary>Bounds of what staff type on a case.</summary>
public static class CaseBounds
{
    /// <summary>The longest reason or message, in characters.</summary>
    public const int LongestText = 10_000;
}
