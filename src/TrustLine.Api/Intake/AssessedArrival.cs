using System.Text;
using System.Text.Json;
using TrustLine.Channels;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Intake;

/// <summary>An arrival read and parted in two: what its readers may see, and what says who reports.</summary>
internal sealed class AssessedArrival
{
    private const int LongestSummary = 160;

    private AssessedArrival() { }

    public required string Narrative { get; init; }
    public required Answers Answers { get; init; }

    /// <summary>The assessment as it may be kept beside the masked text: it quotes nothing that was cut out.</summary>
    public required Assessment Assessment { get; init; }

    public required Conflict Conflict { get; init; }
    public required bool Danger { get; init; }
    public required IndexCard Card { get; init; }
    public required IdentitySheet Identity { get; init; }

    /// <summary>How an operator took it, with the identity taken out of what the operator wrote.</summary>
    public HowTaken? Taken { get; init; }

    /// <summary>Reads the arrival with the rules of acceptance, looks for those who would receive it, and takes the identity out of its texts.</summary>
    public static AssessedArrival Of(Arrival arrival, Receivers receivers)
    {
        var answers = arrival.Answers;
        var assessment = receivers.Over(Acceptance.Assess(arrival.Narrative, answers, new SenderSignals(
            arrival.Identity?.FullName, arrival.ReturnAddress is not null, arrival.Channel, arrival.Identity?.Organisation, arrival.Voice)), arrival.Narrative, answers);

        var room = Padding.Capacity(EnvelopeSize.Identity) - IdentityLength(new IdentitySheet(arrival.Identity, []));
        var masked = new Dictionary<string, Masked>(StringComparer.Ordinal);
        var cut = new List<CutPiece>();
        // The line's own note in place of a voice introduces nobody.
        if (arrival.Voice is not null) masked["narrative"] = Masking.Apply(arrival.Narrative.Text, [], arrival.Language);
        else Mask("narrative", arrival.Narrative.Text, arrival.Language, masked, cut, ref room);
        foreach (var (question, text) in answers.Written()) Mask(question, text, arrival.Language, masked, cut, ref room);
        foreach (var (field, text) in arrival.Taken?.Written() ?? []) Mask(field, text, arrival.Language, masked, cut, ref room);

        var narrative = masked["narrative"].Text;
        return new()
        {
            Narrative = narrative,
            Answers = Left(answers, masked),
            Assessment = Masking.Over(assessment, masked),
            Conflict = ConflictRule.Of(answers, assessment),
            Danger = answers.Danger == true || assessment.Threat.Yes,
            Card = new IndexCard(Summary(narrative), assessment.RiskArea, assessment.Implicates),
            Identity = new IdentitySheet(arrival.Identity, cut),
            Taken = Left(arrival.Taken, masked),
        };
    }

    /// <summary>A later message of the reporter: what says who reports is cut out of it as well.</summary>
    public static (string Text, IdentitySheet Identity) Message(string text, Language language)
    {
        var room = Padding.Capacity(EnvelopeSize.Identity) - IdentityLength(new IdentitySheet(null, []));
        var masked = new Dictionary<string, Masked>(StringComparer.Ordinal);
        var cut = new List<CutPiece>();
        Mask("message", text, language, masked, cut, ref room);
        return (masked["message"].Text, new IdentitySheet(null, cut));
    }

    // What would not fit into the identity envelope stays where it is: nothing the reporter wrote is ever lost.
    private static void Mask(string name, string text, Language language, Dictionary<string, Masked> masked, List<CutPiece> cut, ref int room)
    {
        var fitting = new List<Mark>();
        foreach (var mark in IdentityMarks.Find(new Narrative(text)))
        {
            var cost = 64 + (2 * Encoding.UTF8.GetByteCount(text.AsSpan(mark.Start, mark.Length)));
            if (cost > room) continue;
            room -= cost;
            fitting.Add(mark);
        }

        var result = Masking.Apply(text, fitting, language);
        masked[name] = result;
        cut.AddRange(result.Cuts.Select(c => new CutPiece(name, c.At, c.Kind.ToString(), c.Original)));
    }

    /// <summary>Answers and assessment as they are sealed. Where both do not fit, the answers stay whole and the evidence is thinned: the engine can be asked again, the reporter cannot.</summary>
    public byte[] AnswersBytes() => AnswersBytes(new(Answers, Assessment) { Taken = Taken });

    /// <summary>As the other overload, of a sheet that was masked again later.</summary>
    public static byte[] AnswersBytes(AnswersSheet sheet)
    {
        for (var most = int.MaxValue; ; most = most == int.MaxValue ? 32 : most / 2)
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(sheet with { Assessment = Thinned(sheet.Assessment, most) }, SheetJson.Sealed.AnswersSheet);
            if (bytes.Length <= Padding.Capacity(EnvelopeSize.Body) || most == 0) return bytes;
        }
    }

    private static Assessment Thinned(Assessment a, int most)
    {
        Finding Thin(Finding finding) => finding with { Evidence = [.. finding.Evidence.Take(most)] };
        return most == int.MaxValue ? a : a with
        {
            Anonymous = Thin(a.Anonymous),
            ReplyAddress = Thin(a.ReplyAddress),
            CrimeOrThreat = Thin(a.CrimeOrThreat),
            Threat = Thin(a.Threat),
            CorruptionFacts = Thin(a.CorruptionFacts),
            DirectorAccused = Thin(a.DirectorAccused),
            OfficerAccused = Thin(a.OfficerAccused),
            Grounds = [.. a.Grounds.Select(g => g with { Evidence = [.. g.Evidence.Take(most)] })],
        };
    }

    private static int IdentityLength(IdentitySheet sheet) =>
        JsonSerializer.SerializeToUtf8Bytes(sheet, SheetJson.Sealed.IdentitySheet).Length;

    /// <summary>What an operator wrote, as it is left when places were masked.</summary>
    public static HowTaken? Left(HowTaken? taken, IReadOnlyDictionary<string, Masked> masked)
    {
        string? Left(string field, string? text) => text is null ? null : masked.TryGetValue(field, out var m) ? m.Text : text;
        return taken is null ? null : taken with { Reason = Left("reason", taken.Reason), Place = Left("place", taken.Place) };
    }

    /// <summary>The answers with those texts that were masked in their places.</summary>
    public static Answers Left(Answers answers, IReadOnlyDictionary<string, Masked> masked)
    {
        string? Left(string question, string? text) => text is null ? null : masked.TryGetValue(question, out var m) ? m.Text : text;
        return answers with
        {
            What = Left("what", answers.What),
            Who = Left("who", answers.Who),
            When = Left("when", answers.When),
            Where = Left("where", answers.Where),
            HowMuch = Left("howMuch", answers.HowMuch),
            Evidence = Left("evidence", answers.Evidence),
        };
    }

    /// <summary>The beginning of the masked narrative, as lists show it.</summary>
    public static string Summary(string narrative)
    {
        var line = string.Join(' ', narrative.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= LongestSummary) return line;
        var end = char.IsHighSurrogate(line[LongestSummary - 1]) ? LongestSummary - 1 : LongestSummary;
        return line[..end] + "…";
    }
}
