using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Demo;

/// <summary>One invented report: when and how it came, what it says, and what happened then. Prints nothing.</summary>
internal sealed record DemoStory(DateTimeOffset At, Channel Channel, Language Language, string Text)
{
    /// <summary>The name given; null is an anonymous report.</summary>
    public string? Name { get; init; }

    /// <summary>The address for the answer.</summary>
    public string? Mail { get; init; }

    /// <summary>The address for the answer by post.</summary>
    public string? Post { get; init; }

    /// <summary>Where a paper was brought to or found.</summary>
    public string? Place { get; init; }

    /// <summary>The day on which a paper is said to have come.</summary>
    public DateOnly? Came { get; init; }

    /// <summary>What a caller chose by keys before speaking; null when nothing was spoken. The voice is the sample of the simulated phone, and there is no text.</summary>
    public IReadOnlyDictionary<string, string>? Keys { get; init; }

    /// <summary>The number at which the caller asked to be called back.</summary>
    public string? CallBack { get; init; }

    public Answers Answers { get; init; } = Answers.None;
    public IReadOnlyList<(string Name, string MediaType, byte[] Content)> Files { get; init; } = [];
    public IReadOnlyList<DemoStep> Then { get; init; } = [];

    /// <inheritdoc/>
    public override string ToString() => nameof(DemoStory);
}

/// <summary>What happened with it, some time after it came.</summary>
internal abstract record DemoStep(TimeSpan After)
{
    /// <summary>Who works the case reads it.</summary>
    internal sealed record Read(TimeSpan After) : DemoStep(After);

    /// <summary>The officer records that the director was informed.</summary>
    internal sealed record Inform(TimeSpan After) : DemoStep(After);

    /// <summary>The recommendation is confirmed (null) or changed.</summary>
    internal sealed record Decide(TimeSpan After, Disposition? Decision = null, string Reason = "") : DemoStep(After);

    /// <summary>The office writes.</summary>
    internal sealed record Say(TimeSpan After, string Text, bool Asks = false, bool Answers = false) : DemoStep(After);

    /// <summary>The reporter writes.</summary>
    internal sealed record ReporterSays(TimeSpan After, string Text) : DemoStep(After);

    /// <summary>The director decides on a clause of the dated data; an inspection's order is of the same day.</summary>
    internal sealed record Direct(TimeSpan After, string Clause, string Reason) : DemoStep(After);

    /// <summary>The director extends the term for the reply by so many days.</summary>
    internal sealed record Extend(TimeSpan After, int Days, string Reason) : DemoStep(After);

    /// <summary>The director ends the case on a clause.</summary>
    internal sealed record End(TimeSpan After, string Clause, string Reason, string Told) : DemoStep(After);

    /// <summary>Who works the case asks for the identity.</summary>
    internal sealed record Ask(TimeSpan After, string Reason) : DemoStep(After);

    /// <summary>The custodian answers.</summary>
    internal sealed record Answer(TimeSpan After, bool Agrees, string Words) : DemoStep(After);

    /// <summary>The asker looks at the identity and closes the page.</summary>
    internal sealed record Look(TimeSpan After) : DemoStep(After);

    /// <summary>A conflict is found later: the directors are excluded.</summary>
    internal sealed record ExcludeDirectors(TimeSpan After, string Reason) : DemoStep(After);
}
