using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Inbox;

/// <summary>The voices of a case: how long each lasts, who has listened, what was written down of it and what the reporter says of that.</summary>
internal sealed class VoicesFace(ReceivedFiles files)
{
    /// <summary>The type that the phone gives its recordings.</summary>
    public const string Wav = "audio/wav";

    /// <summary>Whether an entry is offered to be listened to; whether it really is such a sound, only its bytes say.</summary>
    public static bool IsVoice(FileEntry entry) => entry.MediaType == Wav && entry.Sealed.Length <= PlainSound.Longest;

    /// <summary>The voices among these files, by file; the entries stay the caller's.</summary>
    public async Task<IReadOnlyDictionary<Guid, VoiceView>> OfAsync(CaseReading of, IEnumerable<FileEntry> entries, DateTimeOffset now)
    {
        var voices = new Dictionary<Guid, VoiceView>();
        foreach (var entry in entries.Where(IsVoice))
            if (await LengthAsync(entry) is { } length) voices[entry.File] = View(of, entry.File, length, now);
        return voices;
    }

    // Null for what is no such sound, or is damaged: then it is a download like any other, which says so.
    private async Task<TimeSpan?> LengthAsync(FileEntry entry)
    {
        try
        {
            return PlainSound.Length(await files.BeginningAsync(entry), entry.Sealed.Length);
        }
        catch (Exception error) when (error is EnvelopeDamagedException or FileNotFoundException)
        {
            return null;
        }
    }

    private static VoiceView View(CaseReading of, Guid voice, TimeSpan length, DateTimeOffset now)
    {
        var facts = of.Facts.Where(f => f.Fact.Voice == voice).ToList();
        return new(
            voice, length, Listening.Now(facts.Select(f => f.Fact), of.Visit.Member, voice, now),
            [.. facts.Where(f => f.Fact.Kind is FactKind.VoiceHeard).Select(f => (of.Name(f.Fact.By) ?? "?", AstanaTime.DayOf(f.Fact.At.ToInstant()).ToDateOnly())).Distinct()],
            Versions(of, facts), of.Opened.Report.Open && of.Visit.Role.Works(of.Opened.Card));
    }

    // What follows a version up to the next one, offers and answers, is about it; an answer may come after a newer version was typed, and names its offer.
    private static List<WrittenView> Versions(CaseReading of, List<(Entry Entry, Fact Fact)> facts)
    {
        var versions = new List<WrittenView>();
        var offers = new Dictionary<Guid, int>();
        foreach (var (entry, fact) in facts)
        {
            if (fact.Kind is FactKind.VoiceTyped)
            {
                if (versions.Count > 0 && versions[^1].State is WrittenState.Draft) versions[^1] = versions[^1] with { State = WrittenState.Replaced };
                versions.Add(new(versions.Count + 1, of.Opened.Words(entry) ?? "", of.Name(fact.By), fact.At, WrittenState.Draft, fact.At));
            }
            else if (fact is { Kind: FactKind.TextOffered, About: { } offer } && versions.Count > 0)
            {
                foreach (var earlier in offers.Values.Where(n => versions[n].State is WrittenState.Offered)) versions[earlier] = versions[earlier] with { State = WrittenState.Replaced };
                Now(offers[offer] = versions.Count - 1, WrittenState.Offered, fact);
            }
            else if (fact is { Kind: FactKind.TextApproved or FactKind.TextCorrected, About: { } answered } && offers.TryGetValue(answered, out var n))
            {
                Now(n, fact.Kind is FactKind.TextApproved ? WrittenState.Approved : WrittenState.Corrected, fact);
            }
        }

        return versions;

        void Now(int n, WrittenState state, Fact fact) => versions[n] = versions[n] with { State = state, Since = fact.At };
    }
}

/// <summary>One voice as its reader sees it. Prints nothing.</summary>
/// <param name="Id">Its file.</param>
/// <param name="Length">How long it lasts.</param>
/// <param name="Playing">Whether this person listens now: the fact is entered, and the player stands on the page.</param>
/// <param name="Heard">Who has listened, and on which day.</param>
/// <param name="Versions">What was written down of it, oldest first.</param>
/// <param name="MayWrite">Whether this person may write.</param>
public sealed record VoiceView(Guid Id, TimeSpan Length, bool Playing, IReadOnlyList<(string Name, DateOnly Day)> Heard, IReadOnlyList<WrittenView> Versions, bool MayWrite)
{
    /// <summary>Whether the reporter has approved the newest version; until then the voice counts.</summary>
    public bool Approved => Versions is [.., { State: WrittenState.Approved }];

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(VoiceView);
}

/// <summary>One version of a voice's written text. Prints nothing.</summary>
public sealed record WrittenView(int Number, string Text, string? By, DateTimeOffset At, WrittenState State, DateTimeOffset Since)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(WrittenView);
}

/// <summary>How far a version has come.</summary>
public enum WrittenState
{
    /// <summary>Only the readers see it.</summary>
    Draft,

    /// <summary>The reporter can read it, and has not answered.</summary>
    Offered,

    /// <summary>The reporter said that it is what they said.</summary>
    Approved,

    /// <summary>The reporter said what is wrong with it.</summary>
    Corrected,

    /// <summary>A newer version took its place before it was answered.</summary>
    Replaced,
}
