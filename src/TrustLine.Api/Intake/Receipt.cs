using TrustLine.Triage.Clocks;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Log;

namespace TrustLine.Api.Intake;

/// <summary>What the reporter is given. The code is null when this delivery was already confirmed. Prints nothing.</summary>
internal sealed record Receipt(string Number, ReceiptCode? Code, DateTimeOffset ReceivedAt, DateOnly RegisteredAt, ExplainedDate AnswerBy, Promise Promise)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Receipt);
}
