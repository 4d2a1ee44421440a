using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Phone.Dialogue;

/// <summary>The answer to an event: where the call stands now, what is said, and what is expected.</summary>
public sealed record Turn(CallState Call, IReadOnlyList<Said> Say, Expected Expect);

/// <summary>One thing that is said. Prints nothing.</summary>
public abstract record Said(Language Language)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Said);

    /// <summary>A prompt under its id.</summary>
    public sealed record Prompt(string Id, Language Language) : Said(Language)
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(Prompt);
    }

    /// <summary>Words put together of pieces; a secret when digits of a number or code are among them: then no address may tell them.</summary>
    public sealed record Composed(Speech Words, Language Language, bool Secret) : Said(Language)
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(Composed);
    }

    /// <summary>What the caller has recorded.</summary>
    public sealed record OwnVoice(Language Language) : Said(Language)
    {
        /// <inheritdoc/>
        public override string ToString() => nameof(OwnVoice);
    }
}

/// <summary>What is expected of the caller or of the provider.</summary>
public abstract record Expected
{
    private Expected() { }

    /// <summary>One key.</summary>
    public sealed record Key(int Timeout) : Expected;

    /// <summary>Several digits, ended by the hash key or by their number.</summary>
    public sealed record Digits(int? Length, int Timeout) : Expected;

    /// <summary>A voice.</summary>
    public sealed record Voice(string As, int Seconds, int Timeout, bool Replaces) : Expected;

    /// <summary>A group of operators answers.</summary>
    public sealed record Ringing(int Group) : Expected;

    /// <summary>The work of this name is done; the first time it is begun.</summary>
    public sealed record Work(string Name, bool Begins) : Expected;

    /// <summary>Nothing more: the call ends.</summary>
    public sealed record Over : Expected;
}
