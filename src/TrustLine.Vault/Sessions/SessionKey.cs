using System.Buffers.Text;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Sessions;

/// <summary>The key that lives in the browser's cookie and nowhere else: 32 random bytes. Never printed.</summary>
public sealed class SessionKey : IDisposable
{
    private const int TextLength = 43;
    private readonly SecretKey key;

    private SessionKey(SecretKey key) => this.key = key;

    /// <summary>A fresh key.</summary>
    public static SessionKey Fresh() => new(SecretKey.Fresh());

    /// <summary>Reads a cookie's value; false for anything that <see cref="ToCookie"/> would not have written.</summary>
    public static bool TryParse(string? cookie, out SessionKey? session)
    {
        session = null;
        Span<byte> bytes = stackalloc byte[SecretKey.Length];
        if (cookie is not { Length: TextLength } || !Base64Url.IsValid(cookie) || !Base64Url.TryDecodeFromChars(cookie, bytes, out var written) || written != SecretKey.Length
            || Base64Url.EncodeToString(bytes) != cookie)
            return false;
        session = new(SecretKey.From(bytes));
        Digest.Wipe(bytes);
        return true;
    }

    /// <summary>The cookie's value, base64url.</summary>
    public string ToCookie() => Base64Url.EncodeToString(key.Bytes);

    /// <summary>The value by which the row is found; the key does not follow from it.</summary>
    public byte[] LookUp()
    {
        using var lookUp = key.Derive(Labels.SessionLookUp);
        return lookUp.Export();
    }

    /// <summary>The row: the user's private halves under this key and under the server's seal; bound to session and user.</summary>
    public byte[] Seal(StaffKeys keys, Guid session, Guid user, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(server);
        using var own = key.Derive(Labels.Session, session.ToByteArray(bigEndian: true));
        var halves = keys.ExportPrivate();
        var row = server.Protect(Labels.Session, session, Envelope.SealExactly(own, Of(session, user), halves));
        Digest.Wipe(halves);
        return row;
    }

    /// <summary>The user's keys for one request. Another session, user or cookie: <see cref="WrongKeyException"/>.</summary>
    public StaffKeys Open(byte[] row, Guid session, Guid user, ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(server);
        using var own = key.Derive(Labels.Session, session.ToByteArray(bigEndian: true));
        return StaffKeys.FromPrivate(Envelope.OpenExactly(own, Of(session, user), server.Unprotect(Labels.Session, session, row)));
    }

    private static Binding Of(Guid session, Guid user) => new(Labels.Session, session, user.ToByteArray(bigEndian: true));

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(SessionKey);
}
