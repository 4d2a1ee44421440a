using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>Finds the places of a text that say who reports: introductions, signatures, phones, mail, nicks, addresses, IIN. Names of the accused and of witnesses stay: they are the report.</summary>
public static class IdentityMarks
{
    /// <summary>The marks in order, not overlapping. Never throws on any text.</summary>
    public static IReadOnlyList<Mark> Find(Narrative narrative)
    {
        ArgumentNullException.ThrowIfNull(narrative);
        return Find(narrative.Text);
    }

    /// <summary>The same for any text of the report: an answer, a later message.</summary>
    public static IReadOnlyList<Mark> Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Find(text, Words.Of(text));
    }

    internal static IReadOnlyList<Mark> Find(string text, Words words)
    {
        var marks = new List<Mark>();
        var byRule = SelfNames.Find(words);
        marks.AddRange(byRule.Select(n => new Mark(n.Start, n.Length, MarkKind.Name)));
        marks.AddRange(NamedPeople.Reporters(words, byRule).Select(p => new Mark(words.All[p.First].Start, words.All[p.Last].End - words.All[p.First].Start, MarkKind.Name)));
        marks.AddRange(Contacts.Find(words));
        return Masking.Merge(text.Length, marks);
    }
}
