using System.Text.Json.Serialization;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Desk;

/// <summary>
/// Calls that were put through to an operator and whose page is not open yet: one sealed row for each operator, written by whoever connects the call, on any node. It says
/// the language and what was answered by keys, never the caller's number.
/// </summary>
internal sealed class IncomingCalls(Drafts drafts, LineKeys keys)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(30);

    /// <summary>A call was connected to this operator: their page opens by itself.</summary>
    public void Connected(JournalAct act, Guid @operator, IncomingCall call) => drafts.Put(act, TokenOf(@operator), call, DeskJson.Default.IncomingCall, Kept);

    /// <summary>The call that waits for this operator's page; null when none does.</summary>
    public IncomingCall? Of(Guid @operator) => drafts.Open(TokenOf(@operator), DeskJson.Default.IncomingCall);

    /// <summary>Its page is open, or the call is over.</summary>
    public Task TakenAsync(Guid @operator) => drafts.DropAsync(TokenOf(@operator));

    private FormToken TokenOf(Guid @operator)
    {
        using var key = keys.CodePepper.Derive("trustline/incoming-call/v1");
        return FormToken.Derived(key, @operator.ToString("N"));
    }
}

/// <summary>A call on its way to an operator's page. Prints nothing.</summary>
/// <param name="Language">The language that the caller chose.</param>
/// <param name="Danger">The caller said by key that somebody is in danger; null when not asked.</param>
internal sealed record IncomingCall(Language Language, bool? Danger = null)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(IncomingCall);
}

/// <summary>JSON of the desk's unfinished matter.</summary>
[JsonSerializable(typeof(DeskDraft))]
[JsonSerializable(typeof(IncomingCall))]
internal sealed partial class DeskJson : JsonSerializerContext;
