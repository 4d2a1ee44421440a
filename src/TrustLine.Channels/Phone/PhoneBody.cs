using System.Net;
using System.Text.Json;

namespace TrustLine.Channels.Phone;

/// <summary>The body of a webhook, read whole in memory and never buffered on disk: it names the caller. Prints nothing.</summary>
public sealed class PhoneBody
{
    /// <summary>The largest body taken, in bytes; the provider's have two or three thousand.</summary>
    public const int Largest = 64 << 10;

    private PhoneBody(byte[] bytes, bool form, IReadOnlyList<KeyValuePair<string, string>> fields) => (Bytes, IsForm, Fields) = (bytes, form, fields);

    /// <summary>As it came.</summary>
    public byte[] Bytes { get; }

    /// <summary>Whether it is a form; otherwise JSON.</summary>
    public bool IsForm { get; }

    internal IReadOnlyList<KeyValuePair<string, string>> Fields { get; }

    /// <summary>The body as fields; null for what is neither a form nor a flat JSON object.</summary>
    public static PhoneBody? Of(byte[] bytes, string? contentType)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var json = contentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;
        if (!json) return new(bytes, form: true, Form(bytes));
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.ValueKind != JsonValueKind.Object ? null
                : new(bytes, form: false, [.. document.RootElement.EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ToString()))]);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(PhoneBody);

    // Not by the framework's reader of queries, which takes names that differ by case alone for one: the signature counts them apart.
    private static List<KeyValuePair<string, string>> Form(byte[] bytes) =>
        [.. System.Text.Encoding.UTF8.GetString(bytes).Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2))
            .Select(pair => KeyValuePair.Create(WebUtility.UrlDecode(pair[0]), pair.Length == 2 ? WebUtility.UrlDecode(pair[1]) : ""))];
}
