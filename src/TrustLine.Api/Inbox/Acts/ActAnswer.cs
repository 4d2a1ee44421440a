namespace TrustLine.Api.Inbox;

/// <summary>What came of an act on a case.</summary>
internal enum ActAnswer
{
    /// <summary>It is in the Journal.</summary>
    Done,

    /// <summary>There is no such report for this person, or the act is not theirs.</summary>
    NotHere,

    /// <summary>Somebody acted after this page was made: read again, then decide.</summary>
    Overtaken,

    /// <summary>The case is over.</summary>
    Closed,

    /// <summary>Changing the disposition and ending a case need a reason.</summary>
    ReasonMissing,

    /// <summary>The reporter must be told something.</summary>
    TextMissing,

    /// <summary>Longer than <see cref="CaseBounds.LongestText"/>.</summary>
    TooLong,

    /// <summary>A day is missing, or is not one that the law allows.</summary>
    DayWrong,

    /// <summary>A message is a question or the answer, not both.</summary>
    AsksAndAnswers,

    /// <summary>The seconds in which it could be undone are over.</summary>
    TooLate,
}

/// <summary>What came of an act that can be undone for some seconds.</summary>
internal sealed record Acted(ActAnswer Answer, UndoSlip? Undo = null)
{
    public static implicit operator Acted(ActAnswer answer) => new(answer);
}
