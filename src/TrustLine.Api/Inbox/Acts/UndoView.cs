namespace TrustLine.Api.Inbox;

/// <summary>What can still be undone: on which case, and for how many seconds.</summary>
public sealed record UndoView(Guid Report, string Number, bool Reply, int Seconds)
{
    internal static UndoView? Of(HttpContext http, Undoing undoing) =>
        undoing.Read(http) is { } slip ? new(slip.Report, slip.Number, slip.Message is not null, undoing.Left(slip)) : null;
}
