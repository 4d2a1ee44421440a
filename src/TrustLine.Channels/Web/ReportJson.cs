using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace TrustLine.Channels.Web;

/// <summary>A report as JSON (design.md 8); unknown, repeated or ill-typed members are refused. Prints nothing.</summary>
public sealed record ReportJson
{
    /// <summary>kk, ru or en.</summary>
    public string? Language { get; init; }

    /// <summary>The story.</summary>
    public string? Narrative { get; init; }

    /// <summary>Who reports; null for an anonymous report.</summary>
    public IdentityJson? Identity { get; init; }

    /// <summary>Answers to the short questions.</summary>
    public AnswersJson? Answers { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(ReportJson);
}

/// <summary>Who reports, as JSON. Prints nothing.</summary>
public sealed record IdentityJson(string? FullName = null, string? Organisation = null, string? PostalAddress = null, string? Phone = null, string? Email = null)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(IdentityJson);
}

/// <summary>Answers as JSON. Prints nothing.</summary>
public sealed record AnswersJson(
    string? What = null, string? Who = null, string? When = null, string? Where = null, string? HowMuch = null, string? Evidence = null,
    bool? Danger = null, bool? AboutDirector = null, bool? AboutOfficer = null)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(AnswersJson);
}

/// <summary>The body of a return: the code. Prints nothing.</summary>
public sealed record ReturnJson(string? ReceiptCode = null)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(ReturnJson);
}

/// <summary>The body of a message of a returning reporter. Prints nothing.</summary>
public sealed record MessageJson(string? ReceiptCode = null, string? Text = null)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(MessageJson);
}

/// <summary>Strict reading of JSON from outside: valid UTF-8, names exactly as agreed, no member twice, no deep nesting.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false, MaxDepth = 4)]
[JsonSerializable(typeof(ReportJson))]
[JsonSerializable(typeof(ReturnJson))]
[JsonSerializable(typeof(MessageJson))]
[JsonSerializable(typeof(IdentityJson))]
[JsonSerializable(typeof(AnswersJson))]
public sealed partial class WebJson : JsonSerializerContext
{
    /// <summary>The value of these bytes; false when they are not of the agreed shape. <paramref name="utf8"/> is false when they are no UTF-8 at all.</summary>
    public static bool TryRead<T>(ReadOnlySpan<byte> bytes, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, out T? value, out bool utf8) where T : class
    {
        value = null;
        utf8 = Utf8.IsValid(bytes);
        if (!utf8) return false;
        try
        {
            value = JsonSerializer.Deserialize(bytes, type);
            return value is not null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
