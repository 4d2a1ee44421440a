using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Intake;

/// <summary>The 128-bit token of one form: its unfinished matter opens only with it, and it lives only in the reporter's page. Prints nothing.</summary>
internal sealed class FormToken
{
    private const int Length = 16;
    private readonly byte[] bytes;

    private FormToken(byte[] bytes) => this.bytes = bytes;

    public static FormToken New() => new(Draw.Bytes(Length));

    /// <summary>The token of something that has an id elsewhere (a call, a sound) and no form: from the server's key and that id, which is not kept.</summary>
    public static FormToken Derived(SecretKey key, string id) => new(Digest.Keyed(key, Encoding.UTF8.GetBytes(id))[..Length]);

    /// <summary>Reads the 22 characters of a form's hidden field.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out FormToken? token)
    {
        token = null;
        if (text is not { Length: 22 } || !Base64Url.IsValid(text, out var length) || length != Length) return false;
        token = new(Base64Url.DecodeFromChars(text));
        return true;
    }

    /// <summary>The hidden field's value. The only way out; never into a URL or a log.</summary>
    public string ForTheForm() => Base64Url.EncodeToString(bytes);

    /// <summary>Finds the row.</summary>
    public byte[] LookUp() => Digest.Sha256([.. "trustline/form-token/v1"u8, .. bytes]);

    /// <summary>Opens the row.</summary>
    public SecretKey Key()
    {
        using var root = SecretKey.From(Digest.Sha256([.. "trustline/form-key/v1"u8, .. bytes]));
        return root.Derive("trustline/unfinished/v1");
    }

    /// <summary>The delivery id of the report that this form becomes.</summary>
    public string DeliveryId() => "web:" + Convert.ToHexString(Digest.Sha256([.. "trustline/form-delivery/v1"u8, .. bytes]));

    /// <inheritdoc/>
    public override string ToString() => nameof(FormToken);
}
