// One mail of the corpus with what its maker knows to be in it. The people and stories are invented.

namespace TrustLine.Testing.Mail;

/// <summary>A file that the maker put into a mail.</summary>
public sealed record SampleFile(string Name, string MediaType, byte[] Bytes);

/// <summary>A mail as bytes, and what is in it by its maker's own knowledge.</summary>
public sealed record MailSample(string Name, byte[] Bytes)
{
    public required string Subject { get; init; }

    /// <summary>Display name and address of the sender.</summary>
    public required (string Name, string Address) From { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    /// <summary>All readable words, blanks aside.</summary>
    public required string Text { get; init; }

    /// <summary>The writer's own words, where the mail also quotes or signs; null when not examined.</summary>
    public string? Own { get; init; }

    public IReadOnlyList<SampleFile> Files { get; init; } = [];

    /// <summary>What is wrong with it; empty for a mail as it should be.</summary>
    public string Sin { get; init; } = "";

    public override string ToString() => Name;
}
