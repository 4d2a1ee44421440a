using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>What is asked before a package is made: to whom of those that there are, and in which language. Prints nothing.</summary>
public sealed record PackageFormView(IReadOnlyList<(Guid Id, string Name)> Bodies, Guid? Proposed, Language Language)
{
    /// <summary>The languages of letters: the state language first.</summary>
    public static IReadOnlyList<Language> Languages { get; } = [Language.Kk, Language.Ru];

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PackageFormView);
}

/// <summary>The package for the competent body as it is printed. Prints nothing.</summary>
public sealed record PackageView
{
    /// <summary>The report.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its number.</summary>
    public required string Number { get; init; }

    /// <summary>The letter's language.</summary>
    public required Language Language { get; init; }

    /// <summary>What the organisation's letters begin with, line by line.</summary>
    public required string Letterhead { get; init; }

    /// <summary>Whose line it is.</summary>
    public required string Organisation { get; init; }

    /// <summary>Its address and telephone.</summary>
    public required string Contacts { get; init; }

    /// <summary>To whom: id, name of the day, address.</summary>
    public required (Guid Id, string Name, string Address) Body { get; init; }

    /// <summary>To whom else it may go.</summary>
    public required IReadOnlyList<(Guid Id, string Name)> Bodies { get; init; }

    /// <summary>Whether it is to go at once.</summary>
    public required bool AtOnce { get; init; }

    /// <summary>The clause and its act.</summary>
    public required string Basis { get; init; }

    /// <summary>The clause in its own words; null where the data has none.</summary>
    public required string? ClauseWords { get; init; }

    /// <summary>The language of those words.</summary>
    public required string ClauseLanguage { get; init; }

    /// <summary>When it came.</summary>
    public required string Received { get; init; }

    /// <summary>The legal day of registration.</summary>
    public required string Registered { get; init; }

    /// <summary>Key of the way in which it came.</summary>
    public required string ChannelKey { get; init; }

    /// <summary>Key of what is said of who reports.</summary>
    public required string ReporterKey { get; init; }

    /// <summary>Whether it tells of danger.</summary>
    public required bool Danger { get; init; }

    /// <summary>The masked narrative.</summary>
    public required string Narrative { get; init; }

    /// <summary>The answers: key of the question, and the words.</summary>
    public required IReadOnlyList<(string Key, string Text)> Answers { get; init; }

    /// <summary>Messages in both directions: key of who wrote, when, and the words.</summary>
    public required IReadOnlyList<(string Key, string At, string Text)> Messages { get; init; }

    /// <summary>The files that go with it.</summary>
    public required IReadOnlyList<FileOfCase> Files { get; init; }

    /// <summary>Who makes it.</summary>
    public required string Signer { get; init; }

    /// <summary>Key of their role.</summary>
    public required string SignerKey { get; init; }

    /// <summary>When it was made.</summary>
    public required string Made { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PackageView);
}
