using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Inbox;

/// <summary>What is asked of who records the sending.</summary>
internal static class SendingFace
{
    public static SendingView? Of(CaseReading of, Provided provided) => of.Opened.Report.Open && Sending.IsDue(of.Opened.Card, of.Visit.Role)
        ? new(
            of.Opened.Card.Clocks.Any(c => c.Kind == ClockKinds.Redirect && c.StoppedAt is null),
            [.. provided.Addressees.On(of.Today).Select(a => (a.Id, a.Name.In(of.Visit.Language)))],
            of.Today.ToDateOnly())
        : null;
}

/// <summary>The form of the sending: whether it is to be at once, to whom it may go, and the day in Astana.</summary>
public sealed record SendingView(bool AtOnce, IReadOnlyList<(Guid Id, string Name)> Bodies, DateOnly Today)
{
    /// <summary>The ways in which a letter goes, as keys.</summary>
    public static IReadOnlyList<string> Ways { get; } = ["courier", "post", "system", "hand"];
}
