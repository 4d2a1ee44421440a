using TrustLine.Testing.Mail;

namespace TrustLine.Peers.Tests;

/// <summary>Where a judge reads a mail of the corpus otherwise than we do, and why ours is right.</summary>
public sealed record MailDifference(string Parser, string Field, string Sample, string Why)
{
    /// <summary>Whether it speaks of this field of this mail; a name ending in * stands for all that begin so.</summary>
    public bool Fits(string parser, string field, MailSample sample) =>
        Parser == parser && Field == field && (Sample.EndsWith('*') ? sample.Name.StartsWith(Sample[..^1], StringComparison.Ordinal) : sample.Name == Sample);
}

internal static class MailDifferences
{
    internal static IReadOnlyList<MailDifference> All { get; } =
    [
    ];
}
