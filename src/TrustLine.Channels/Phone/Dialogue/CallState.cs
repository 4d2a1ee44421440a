using System.Text.Json.Serialization;
using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Phone.Dialogue;

/// <summary>Where a call stands in the menu, and what its caller has chosen by keys. Prints nothing.</summary>
public sealed record CallState
{
    /// <summary>The place in the menu.</summary>
    public required string At { get; init; }

    /// <summary>How many times it was asked in vain.</summary>
    public int Tries { get; init; }

    /// <summary>How many times the caller was asked to wait on.</summary>
    public int Waits { get; init; }

    /// <summary>Which group of operators rings.</summary>
    public int Group { get; init; }

    /// <summary>What was chosen: <c>language</c>, <c>named</c>, <c>danger</c>, <c>about</c>, <c>callback</c>, …</summary>
    public IReadOnlyDictionary<string, string> Known { get; init; } = new Dictionary<string, string>();

    /// <summary>The language of the call: Kazakh until another was chosen.</summary>
    [JsonIgnore]
    public Language Language => LanguageCodes.TryParse(this["language"], out var language) ? language : Language.Kk;

    /// <summary>What is known under a name; null when nothing.</summary>
    public string? this[string name] => Known.TryGetValue(name, out var value) ? value : null;

    /// <inheritdoc/>
    public override string ToString() => nameof(CallState);
}

/// <summary>What happened in a call since it was last answered. Prints nothing.</summary>
public abstract record CallEvent
{
    private CallEvent() { }

    /// <inheritdoc/>
    public override string ToString() => nameof(CallEvent);

    /// <summary>Keys were pressed.</summary>
    public sealed record Pressed(string Keys) : CallEvent
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(Pressed);
    }

    /// <summary>Nothing came in time, or no voice.</summary>
    public sealed record Silence : CallEvent;

    /// <summary>A voice was recorded; full when its time was up.</summary>
    public sealed record Heard(bool Full) : CallEvent;

    /// <summary>A group of operators was rung: somebody took the call, or nobody did, since they are talking or for another reason.</summary>
    public sealed record Rang(bool Answered, bool Busy = false) : CallEvent;

    /// <summary>The provider asks whether the work is done; null while it is not.</summary>
    public sealed record Waited(string? Outcome) : CallEvent;
}
