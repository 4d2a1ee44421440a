using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;

namespace TrustLine.Api.Openings;

/// <summary>The requests of a case that still live, for its page.</summary>
internal static class IdentityFace
{
    public static IdentityBoxView Of(CaseReading of, LineKeys keys) => new([.. of.Opened.Openings()
        .Select(row => keys.Cards.Open(row.Card, CardJson.Default.OpeningCard, row.Id)).OrderBy(o => o.AskedAt)
        .Select(o => (o.Stage.ToString(), of.Opened.NameOf(o.Asker, keys) ?? "?", o.ShownUntil ?? o.Until))]);
}

/// <summary>What a case's page says of openings: stage, asker and end of each request that lives. Prints nothing.</summary>
public sealed record IdentityBoxView(IReadOnlyList<(string Stage, string Asker, DateTimeOffset Until)> Live)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(IdentityBoxView);
}
