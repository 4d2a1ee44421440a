using System.Text.Json.Serialization;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Pages;
using TrustLine.Api.Return;
using TrustLine.Vault.Log;

namespace TrustLine.Api.Api;

/// <summary>The receipt as other programs get it (design.md 8). Prints nothing.</summary>
internal sealed record ReceiptJson(string RegistrationNumber, string? ReceiptCode, DateTimeOffset ReceivedAt, DateOnly RegisteredAt, DateOnly AnswerBy, Promise Promise)
{
    public static ReceiptJson Of(Receipt receipt) => new(
        receipt.Number, receipt.Code?.Show().Replace(" ", "", StringComparison.Ordinal), receipt.ReceivedAt, receipt.RegisteredAt, receipt.AnswerBy.Date.ToDateOnly(), receipt.Promise);

    /// <inheritdoc/>
    public override string ToString() => nameof(ReceiptJson);
}

/// <summary>A visit as other programs get it (design.md 8). Prints nothing.</summary>
internal sealed record VisitJsonView(
    string RegistrationNumber, string Status, string StatusText, DateOnly? NextDate, IReadOnlyList<MessageView> Messages, IReadOnlyList<OpeningView> Openings)
{
    public static VisitJsonView Of(ReturnVisit visit, LineTexts t)
    {
        var status = StatusWord(visit.Status);
        return new(
            visit.Number, status, t["status." + status], visit.NextDate?.Date.ToDateOnly(),
            [.. visit.Messages.Where(m => !m.OffersText).Select(m => new MessageView(m.Id, m.From == MessageAuthor.Reporter ? "reporter" : "office", m.At, m.Text, [.. m.Files.Select(f => new MessageFile(f.Id, f.Name, f.Length, f.Sha256))]))],
            [.. visit.Openings.Select(o => new OpeningView(o.At, o.Role, o.Reason))]);
    }

    /// <summary>A status as its word in addresses of texts and in the contract.</summary>
    public static string StatusWord(ReportStatus status) => status switch
    {
        ReportStatus.Received => "received",
        ReportStatus.Registered => "registered",
        ReportStatus.Considering => "considering",
        ReportStatus.NeedsAnswer => "needs_answer",
        ReportStatus.Closed => "closed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <inheritdoc/>
    public override string ToString() => nameof(VisitJsonView);
}

/// <summary>One message. Prints nothing.</summary>
internal sealed record MessageView(Guid Id, string From, DateTimeOffset At, string Text, IReadOnlyList<MessageFile> Files)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(MessageView);
}

/// <summary>One file of a message: name, size and SHA-256. Prints nothing.</summary>
internal sealed record MessageFile(Guid Id, string Name, long Length, string Sha256)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(MessageFile);
}

/// <summary>One opening of the identity.</summary>
internal sealed record OpeningView(DateTimeOffset At, string Role, string Reason);

/// <summary>A message was added.</summary>
internal sealed record AddedJson(Guid MessageId, DateTimeOffset ReceivedAt);

/// <summary>JSON of the API's answers.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReceiptJson))]
[JsonSerializable(typeof(VisitJsonView))]
[JsonSerializable(typeof(AddedJson))]
internal sealed partial class ApiJson : JsonSerializerContext;
