using TrustLine.Triage.Clocks;
using TrustLine.Vault.Codes;

namespace TrustLine.Api.Intake;

/// <summary>What the reporter is given. The code is null when this delivery was already confirmed. Prints nothing.</summary>
internal sealed record Receipt(string Number, ReceiptCode? Code, DateTimeOffset ReceivedAt, DateOnly RegisteredAt, ExplainedDate AnswerBy, Promise Promise)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Receipt);
}

/// <summary>The signed promise that the report is in the log (as RFC 9162's SCT): proves submission, tells nothing of content.</summary>
internal sealed record Promise(byte[] LeafHash, byte[] Blinder, byte[] Signature);
