using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Director;

/// <summary>The director's part of a case's page: whether informed in time, what was decided, and what this person may decide now. Officers see the same without the forms.</summary>
internal static class DirectionFace
{
    public static DirectionView Of(CaseReading of, Provided provided)
    {
        var (clock, calendar) = (provided.Days.Clock, provided.Days.Calendar);
        var (card, role, language) = (of.Opened.Card, of.Visit.Role, of.Visit.Language);
        var open = of.Opened.Report.Open;
        var decides = open && role.MayDecide(card);
        IReadOnlyList<RuleView> Rules(DecisionKind kind) => decides ? [.. DecisionRule.On(kind, of.Today).Select(r => View(r, language))] : [];
        return new()
        {
            Informed = InformedWords.Of(card, of.Today, calendar, of.T, id => of.Name(id)),
            Decided = [.. of.Facts.Where(f => f.Fact.Kind is FactKind.DirectorDecided or FactKind.TermExtended or FactKind.CaseEnded).Select(f => Decided(of, f.Entry, f.Fact))],
            Refer = Rules(DecisionKind.Refer),
            Inspect = Rules(DecisionKind.Inspect),
            Unit = Rules(DecisionKind.Unit),
            Units = decides ? [.. provided.Units(of.Today).Select(u => u.Name.In(language))] : [],
            End = open ? [.. DecisionRule.On(DecisionKind.End, of.Today).Where(r => role.MayEnd(card, r)).Select(r => View(r, language))] : [],
            Extend = Extending.Longest(card, of.Today, clock) is null ? [] : Rules(DecisionKind.Extend),
            ExtendFrom = of.Today.PlusDays(1).ToDateOnly(),
            ExtendTo = Extending.Longest(card, of.Today, clock)?.ToDateOnly(),
            Told = Office.OfficeTexts.In(card.Language)["extend.told.words"],
            Today = of.Today.ToDateOnly(),
            Registered = of.Opened.Report.RegisteredDay,
            Waits = decides && Waiting.Waits(card),
        };
    }

    private static DecidedView Decided(CaseReading of, Entry entry, Fact fact)
    {
        var rule = DecisionRule.Named(fact.Clause);
        var kind = fact.Decision ?? DecisionKind.End;
        return new("decision." + kind, rule?.Cite.In(of.Visit.Language), fact.Day is { } day ? of.T.With("decision.day." + kind, of.T.Day(day)) : null, fact.At, of.Name(fact.By), of.Opened.Words(entry));
    }

    private static RuleView View(DecisionRule rule, Language language) => new(rule.Key, rule.Cite.In(language), rule.Title.In(language));
}

/// <summary>What a case's page shows of the director's part. Prints nothing.</summary>
public sealed record DirectionView
{
    /// <summary>Whether the director was informed in time.</summary>
    public required InformedView Informed { get; init; }

    /// <summary>What was decided, oldest first.</summary>
    public required IReadOnlyList<DecidedView> Decided { get; init; }

    /// <summary>Clauses on which this person may send it to another body now; empty when not theirs. So with the others.</summary>
    public required IReadOnlyList<RuleView> Refer { get; init; }

    /// <summary>To order an inspection.</summary>
    public required IReadOnlyList<RuleView> Inspect { get; init; }

    /// <summary>To hand it to a structural unit.</summary>
    public required IReadOnlyList<RuleView> Unit { get; init; }

    /// <summary>The units that the administrator has entered, to choose from; another may be typed.</summary>
    public required IReadOnlyList<string> Units { get; init; }

    /// <summary>To end the case.</summary>
    public required IReadOnlyList<RuleView> End { get; init; }

    /// <summary>To consent to a longer term.</summary>
    public required IReadOnlyList<RuleView> Extend { get; init; }

    /// <summary>The first day of a longer term.</summary>
    public required DateOnly ExtendFrom { get; init; }

    /// <summary>The last; null when the term cannot be extended.</summary>
    public required DateOnly? ExtendTo { get; init; }

    /// <summary>The notice to the reporter as the form proposes it, in the reporter's language.</summary>
    public required string Told { get; init; }

    /// <summary>The day in Astana.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The legal day of registration.</summary>
    public required DateOnly Registered { get; init; }

    /// <summary>Whether this person's decision is waited for.</summary>
    public required bool Waits { get; init; }

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DirectionView);
}

/// <summary>One decision: what, on which clause, with which day, when, by whom, with which reason. Prints nothing.</summary>
public sealed record DecidedView(string Key, string? Cite, string? Day, DateTimeOffset At, string? By, string? Words)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(DecidedView);
}

/// <summary>A clause to choose.</summary>
public sealed record RuleView(string Key, string Cite, string Title);
