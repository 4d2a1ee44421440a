using System.Text.Json;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Reading;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// Who works the report hides what the marking missed: words that say who reports go under an identity key of their own, sealed from public keys alone, and every text
/// that held them is sealed anew without them. Nobody can undo it: nobody has both halves of that key without an opening.
/// </summary>
internal sealed class Marking(CaseTurn turn, LineState line, ReportSealer sealer, SearchRooms rooms, TimeProvider time)
{
    /// <summary>Whether this role may hide words of the report.</summary>
    public static bool MayMark(Report report, ReportCard card, Role role) => report.Open && role.Works(card);

    /// <summary>Where the words stand; null when there is no such report for this person, or hiding is not theirs.</summary>
    public IReadOnlyList<MarkedPlace>? Look(StaffVisit visit, Guid id, MarkedWords words)
    {
        using var opened = turn.Open(visit, id);
        return opened is null || !MayMark(opened.Report, opened.Card, visit.Role) ? null : Places(CaseTexts.Of(opened), words);
    }

    /// <summary>Hides the chosen of the places that were shown; refused when they are no longer those.</summary>
    public async Task<MarkAnswer> HideAsync(StaffVisit visit, Guid id, MarkedWords words, MarkKind kind, IReadOnlyCollection<string> shown, IReadOnlyCollection<string> chosen)
    {
        using var opened = turn.Open(visit, id);
        if (opened is null || !MayMark(opened.Report, opened.Card, visit.Role)) return MarkAnswer.NotHere;
        var places = Places(CaseTexts.Of(opened), words);
        if (!places.Select(p => p.Id).SequenceEqual(shown) || places.Count > MarkedWords.MostPlaces) return MarkAnswer.Overtaken;
        var hidden = places.Where(p => chosen.Contains(p.Id)).ToList();
        if (hidden.Count == 0) return MarkAnswer.NothingChosen;
        var groups = line.SealingKeys ?? throw new IntakeClosedException();
        var (supplement, now) = (Draw.Id(), time.GetUtcNow());
        RewrittenCase rewritten;
        SealedReport identity;
        try
        {
            rewritten = RewrittenCase.Of(opened, hidden.GroupBy(p => p.In).Select(g => (g.Key, (IReadOnlyList<Mark>)[.. g.Select(p => new Mark(p.Start, p.Length, kind))])));
            identity = sealer.SealIdentity(supplement, JsonSerializer.SerializeToUtf8Bytes(new IdentitySheet(null, rewritten.Cut), SheetJson.Sealed.IdentitySheet), [], opened.Card.Readers, groups);
        }
        catch (ContentTooLargeException)
        {
            return MarkAnswer.TooMuch;
        }

        var overtaken = false;
        var answer = await turn.TakeAsync(visit, id, null, (act, _, _) =>
        {
            overtaken = !rewritten.Apply(act.Db);
            if (overtaken) return;
            act.Db.AddRange(identity.Parts.Select(p => new Part(id, supplement, p)));
            act.Db.AddRange(identity.Slots.Select(s => new SealRow(id, supplement, s)));
            act.Record(Scope.Report, id, new Fact(FactKind.IdentityMarked, now, visit.Member) { About = supplement, Count = hidden.Count });
        }, opened.Card.Readers);
        if (answer is ActAnswer.Done && !overtaken) rooms.Drop(id);
        return answer switch
        {
            ActAnswer.Done => overtaken ? MarkAnswer.Overtaken : MarkAnswer.Hidden,
            ActAnswer.Overtaken => MarkAnswer.Overtaken,
            _ => MarkAnswer.NotHere,
        };
    }

    private static List<MarkedPlace> Places(IReadOnlyList<CaseText> texts, MarkedWords words) =>
        [.. texts.SelectMany((text, n) => words.In(text.Text).Select(p => new MarkedPlace(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{n}.{p.Start}.{p.Length}"), text, p.Start, p.Length)))];
}

/// <summary>A place where words that are to be hidden stand. Prints nothing.</summary>
internal sealed record MarkedPlace(string Id, CaseText In, int Start, int Length)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(MarkedPlace);
}

/// <summary>What came of hiding words.</summary>
internal enum MarkAnswer
{
    /// <summary>They are under the identity key.</summary>
    Hidden,

    /// <summary>There is no such report for this person, or hiding is not theirs.</summary>
    NotHere,

    /// <summary>The texts are no longer those that were shown.</summary>
    Overtaken,

    /// <summary>No place was chosen.</summary>
    NothingChosen,

    /// <summary>More than one envelope holds: to be done in several goes.</summary>
    TooMuch,
}
