using System.Text;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>What was cut from one place. Quiet: it never prints the words.</summary>
/// <param name="At">Where its placeholder stands in the masked text, in UTF-16 units.</param>
/// <param name="Placeholder">What stands there now.</param>
/// <param name="Original">What stood there.</param>
/// <param name="Kind">What it gives away.</param>
public sealed record Cut(int At, string Placeholder, string Original, MarkKind Kind)
{
    /// <summary>The name of the type, never the words.</summary>
    public override string ToString() => nameof(Cut);
}

/// <summary>A text without its marks, and the marks. Text goes under the report key, Cuts under the identity key.</summary>
public sealed record Masked(string Text, IReadOnlyList<Cut> Cuts)
{
    /// <summary>The name of the type, never the words.</summary>
    public override string ToString() => nameof(Masked);
}

/// <summary>Takes what says who reports out of a text and puts it back; everything else stays to the last character.</summary>
public static class Masking
{
    /// <summary>Replaces every mark by a placeholder of its kind in a language. Overlapping marks become one; marks outside the text are cut to it.</summary>
    public static Masked Apply(string text, IReadOnlyList<Mark> marks, Language language = Language.Kk)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(marks);
        var masked = new StringBuilder(text.Length);
        var cuts = new List<Cut>();
        var from = 0;
        foreach (var mark in Merge(text.Length, marks))
        {
            masked.Append(text, from, mark.Start - from);
            var placeholder = Placeholder(mark.Kind, language);
            cuts.Add(new Cut(masked.Length, placeholder, text.Substring(mark.Start, mark.Length), mark.Kind));
            masked.Append(placeholder);
            from = mark.End;
        }

        masked.Append(text, from, text.Length - from);
        return new Masked(masked.ToString(), cuts);
    }

    /// <summary>The original text again; ArgumentException when the cuts do not belong to this text.</summary>
    public static string Restore(string masked, IReadOnlyList<Cut> cuts)
    {
        ArgumentNullException.ThrowIfNull(masked);
        ArgumentNullException.ThrowIfNull(cuts);
        var text = new StringBuilder(masked.Length);
        var from = 0;
        foreach (var cut in cuts)
        {
            if (cut.At < from || cut.At + cut.Placeholder.Length > masked.Length || !masked.AsSpan(cut.At).StartsWith(cut.Placeholder, StringComparison.Ordinal))
                throw new ArgumentException("The cuts do not belong to this text.", nameof(cuts));
            text.Append(masked, from, cut.At - from).Append(cut.Original);
            from = cut.At + cut.Placeholder.Length;
        }

        return text.Append(masked, from, masked.Length - from).ToString();
    }

    /// <summary>
    /// The assessment as it may be kept with the masked narrative: places moved to where they stand now, words that were cut left out.
    /// Store this one; the assessment of the full text quotes the reporter's name.
    /// </summary>
    /// <param name="assessment">The assessment of the full texts.</param>
    /// <param name="masked">For each text ("narrative", "what", "who", ...) how it was masked; texts not named are taken as cut out whole.</param>
    public static Assessment Over(Assessment assessment, IReadOnlyDictionary<string, Masked> masked)
    {
        ArgumentNullException.ThrowIfNull(assessment);
        ArgumentNullException.ThrowIfNull(masked);
        return assessment with
        {
            Anonymous = Over(assessment.Anonymous, masked),
            ReplyAddress = Over(assessment.ReplyAddress, masked),
            CrimeOrThreat = Over(assessment.CrimeOrThreat, masked),
            Threat = Over(assessment.Threat, masked),
            CorruptionFacts = Over(assessment.CorruptionFacts, masked),
            DirectorAccused = Over(assessment.DirectorAccused, masked),
            OfficerAccused = Over(assessment.OfficerAccused, masked),
            Grounds = [.. assessment.Grounds.Select(g => g with { Evidence = Over(g.Evidence, masked) })],
        };
    }

    /// <summary>What stands for a mark of this kind.</summary>
    public static string Placeholder(MarkKind kind, Language language) => (kind, language) switch
    {
        (MarkKind.Name, Language.Kk) => "⟦аты-жөні⟧",
        (MarkKind.Name, Language.Ru) => "⟦имя⟧",
        (MarkKind.Name, _) => "⟦name⟧",
        (MarkKind.Phone, Language.En) => "⟦phone⟧",
        (MarkKind.Phone, _) => "⟦телефон⟧",
        (MarkKind.Email, Language.Kk) => "⟦электрондық пошта⟧",
        (MarkKind.Email, Language.Ru) => "⟦эл. почта⟧",
        (MarkKind.Email, _) => "⟦e-mail⟧",
        (MarkKind.Handle, Language.Kk) => "⟦лақап ат⟧",
        (MarkKind.Handle, Language.Ru) => "⟦ник⟧",
        (MarkKind.Handle, _) => "⟦handle⟧",
        (MarkKind.Address, Language.Kk) => "⟦мекенжай⟧",
        (MarkKind.Address, Language.Ru) => "⟦адрес⟧",
        (MarkKind.Address, _) => "⟦address⟧",
        (MarkKind.Iin, Language.Kk) => "⟦ЖСН⟧",
        (MarkKind.Iin, Language.Ru) => "⟦ИИН⟧",
        (MarkKind.Iin, _) => "⟦IIN⟧",
        (MarkKind.Other, Language.Kk) => "⟦дерек⟧",
        (MarkKind.Other, Language.Ru) => "⟦сведения⟧",
        (MarkKind.Other, _) => "⟦detail⟧",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    internal static List<Mark> Merge(int length, IEnumerable<Mark> marks)
    {
        var merged = new List<Mark>();
        foreach (var mark in marks.Select(m => Within(m, length)).Where(m => m.Length > 0).OrderBy(m => m.Start).ThenByDescending(m => m.Length))
        {
            if (merged.Count > 0 && mark.Start < merged[^1].End)
            {
                var last = merged[^1];
                merged[^1] = last with { Length = Math.Max(last.End, mark.End) - last.Start };
            }
            else
            {
                merged.Add(mark);
            }
        }

        return merged;
    }

    private static Mark Within(Mark mark, int length)
    {
        var start = Math.Clamp(mark.Start, 0, length);
        var end = Math.Clamp((long)mark.Start + mark.Length, start, length);
        return mark with { Start = start, Length = (int)end - start };
    }

    private static Finding Over(Finding finding, IReadOnlyDictionary<string, Masked> masked) => finding with { Evidence = Over(finding.Evidence, masked) };

    private static IReadOnlyList<Evidence> Over(IReadOnlyList<Evidence> evidence, IReadOnlyDictionary<string, Masked> masked) => [.. evidence.Select(e => Over(e, masked))];

    private static Evidence Over(Evidence evidence, IReadOnlyDictionary<string, Masked> masked)
    {
        if (evidence.Length == 0)
            return evidence with { Text = "" };
        if (!masked.TryGetValue(evidence.In, out var text))
            return evidence with { Start = 0, Length = 0, Text = "" };

        // Cuts are in order; shift says how far the masked text runs ahead of or behind the full one.
        var shift = 0;
        foreach (var cut in text.Cuts)
        {
            var start = cut.At - shift;
            if (evidence.Start + evidence.Length <= start)
                break;
            if (evidence.Start < start + cut.Original.Length)
                return evidence with { Start = cut.At, Length = cut.Placeholder.Length, Text = "" };
            shift += cut.Placeholder.Length - cut.Original.Length;
        }

        return evidence with { Start = evidence.Start + shift };
    }
}
