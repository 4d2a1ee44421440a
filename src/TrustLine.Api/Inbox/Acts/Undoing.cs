using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.DataProtection;
using TrustLine.Api.Journal;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>
/// Undoes a person's last act within seconds. The act itself was a fact at once and stays one; undoing is a second, correcting fact that
/// puts the case back, and only while nothing else has happened. A reply that is taken back loses the reporter's seal before they could have
/// been shown it. What is needed to go back lies in the browser's own short-lived cookie.
/// </summary>
internal sealed class Undoing(CaseTurn turn, IDataProtectionProvider ring, StaffOptions options, TimeProvider time)
{
    private const string Cookie = "__Host-undo";
    private const string Purpose = "trustline/undo/v1";

    /// <summary>Until when an act of this moment can be undone; the reporter is shown neither it nor its message before.</summary>
    public DateTimeOffset Until(DateTimeOffset at) => at + options.Undo;

    /// <summary>What a decision or a reply leaves for its undoing, beside the card before it.</summary>
    public HeldBack? Hold(ReportCard before, DateTimeOffset at)
    {
        if (options.Undo == TimeSpan.Zero) return null;
        // While an earlier act is still held back, the reporter goes on being shown what was before that one.
        var shown = before.ShownAt(at);
        return new(Until(at), shown.Confirmed, shown.WaitsForReporter);
    }

    /// <summary>Puts the case back as it was before the act; a message of the act is never shown to the reporter.</summary>
    public async Task<ActAnswer> UndoAsync(StaffVisit visit, UndoSlip slip)
    {
        var now = time.GetUtcNow();
        if (slip.Member != visit.Member) return ActAnswer.NotHere;
        if (now >= Until(slip.At)) return ActAnswer.TooLate;
        return await turn.TakeAsync(visit, slip.Report, null, (act, report, card) =>
        {
            if (slip.Message is { } message)
                act.Db.Seals.RemoveRange(act.Db.Seals.Where(s => s.SubjectId == message && s.Kind == (int)SealKind.MessageKey && s.Group == 0));
            turn.Set(report, card with
            {
                Disposition = slip.Disposition, Confirmed = slip.Confirmed, WaitsForOffice = slip.WaitsForOffice, WaitsForReporter = slip.WaitsForReporter, Clocks = slip.Clocks, Held = null,
            });
            act.Record(Scope.Report, slip.Report, new Fact(FactKind.ActUndone, now, visit.Member) { Undoes = slip.Position, About = slip.Message });
        }, last: slip.Position);
    }

    /// <summary>Gives the browser what it needs to undo.</summary>
    public void Give(HttpContext http, UndoSlip? slip)
    {
        if (slip is null || options.Undo == TimeSpan.Zero) return;
        http.Response.Cookies.Append(Cookie, Protected.Seal(ring, Purpose, JsonSerializer.SerializeToUtf8Bytes(slip, UndoJson.Default.UndoSlip)),
            new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = options.Undo });
    }

    /// <summary>What the browser could still undo; null when there is nothing, or it is over.</summary>
    public UndoSlip? Read(HttpContext http)
    {
        if (Protected.Open(ring, Purpose, http.Request.Cookies[Cookie]) is not { } bytes) return null;
        var slip = JsonSerializer.Deserialize(bytes, UndoJson.Default.UndoSlip)!;
        return slip.Member == http.Visit().Member && time.GetUtcNow() < Until(slip.At) ? slip : null;
    }

    /// <summary>Whole seconds that are left.</summary>
    public int Left(UndoSlip slip) => Math.Max(1, (int)Math.Ceiling((Until(slip.At) - time.GetUtcNow()).TotalSeconds));

    /// <summary>Takes it away.</summary>
    public static void Forget(HttpContext http) => http.Response.Cookies.Delete(Cookie, new() { Secure = true, HttpOnly = true, SameSite = SameSiteMode.Strict, Path = "/" });
}

/// <summary>The case as it was before an act, and the act's own place in the log.</summary>
internal sealed record UndoSlip(
    Guid Member, Guid Report, string Number, long Position, DateTimeOffset At, Guid? Message,
    Disposition Disposition, bool Confirmed, bool WaitsForOffice, bool WaitsForReporter, IReadOnlyList<RunningClock> Clocks)
{
    /// <summary>The slip of an act that was just entered.</summary>
    public static UndoSlip Of(StaffVisit visit, Report report, ReportCard before, DateTimeOffset at, Recorded entry, Guid? message = null) =>
        new(visit.Member, report.Id, report.Number, entry.Leaf.Position, at, message, before.Disposition, before.Confirmed, before.WaitsForOffice, before.WaitsForReporter, before.Clocks);
}

/// <summary>JSON of the slip.</summary>
[JsonSerializable(typeof(UndoSlip))]
internal sealed partial class UndoJson : JsonSerializerContext;
