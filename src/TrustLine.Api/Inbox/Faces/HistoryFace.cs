using TrustLine.Api.Journal;

namespace TrustLine.Api.Inbox;

/// <summary>What happened in a case, in words; what staff wrote is opened under the report key.</summary>
internal static class HistoryFace
{
    public static IReadOnlyList<FactView> Of(CaseReading of) =>
        [.. of.Facts.Where(f => f.Fact.Kind is not (FactKind.ReportRead or FactKind.VoiceHeard) || IsFirst(of, f.Entry, f.Fact)).Select(f => new FactView("fact." + f.Fact.Kind, f.Fact.At, of.Name(f.Fact.By), f.Fact.Disposition is { } d ? "disposition." + d : null,
            f.Fact.Kind is FactKind.NoteWritten or FactKind.VoiceTyped ? null : of.Opened.Words(f.Entry)))];

    // Later days of reading stand in the register of look-ups only, later days of listening beside the voice.
    private static bool IsFirst(CaseReading of, Entry entry, Fact fact) => of.Facts.First(f => f.Fact.Kind == fact.Kind && f.Fact.By == fact.By && f.Fact.Voice == fact.Voice).Entry == entry;
}

/// <summary>One fact of the history: what, when, by whom, with which words. Prints nothing.</summary>
public sealed record FactView(string Key, DateTimeOffset At, string? By, string? DispositionKey, string? Words)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FactView);
}
