namespace TrustLine.Channels.Email.Letters;

/// <summary>Message-IDs of others as they may stand in a header of ours (RFC 5322 3.6.4); anything else is left out.</summary>
internal static class MessageIds
{
    private const int Longest = 250;
    private const int MostInThread = 20; // The first, which began it, and the latest.

    /// <summary>The id in its angle brackets; null when it is none.</summary>
    public static string? Of(string? id)
    {
        id = id?.Trim();
        return id is { Length: > 4 and <= Longest } && id[0] == '<' && id[^1] == '>' && id.Contains('@', StringComparison.Ordinal) && id.AsSpan(1, id.Length - 2).IndexOfAnyExceptInRange('!', '~') < 0 && id.AsSpan(1, id.Length - 2).IndexOfAny('<', '>') < 0 ? id : null;
    }

    /// <summary>The thread with the answered letter as its last.</summary>
    public static IReadOnlyList<string> Thread(IEnumerable<string> references, string? answered)
    {
        var thread = references.Append(answered).Select(Of).OfType<string>().Reverse().Distinct(StringComparer.Ordinal).Reverse().ToList();
        return thread.Count <= MostInThread ? thread : [thread[0], .. thread[^(MostInThread - 1)..]];
    }
}
