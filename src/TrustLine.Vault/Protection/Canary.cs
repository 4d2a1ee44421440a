using TrustLine.Vault.Envelopes;

namespace TrustLine.Vault.Protection;

/// <summary>A known word, sealed at first start, that must open at every later one: key file and database belong together.</summary>
public static class Canary
{
    private static ReadOnlySpan<byte> Word => "TrustLine canary"u8;

    /// <summary>The canary of a new database.</summary>
    public static byte[] Make(ServerSeal server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return server.Protect(Labels.Canary, Guid.Empty, Word);
    }

    /// <summary>Refuses with <see cref="KeyFileMismatchException"/> when it does not open.</summary>
    public static void Check(ServerSeal server, byte[] canary)
    {
        ArgumentNullException.ThrowIfNull(server);
        try
        {
            if (!server.Unprotect(Labels.Canary, Guid.Empty, canary).AsSpan().SequenceEqual(Word))
                throw new KeyFileMismatchException();
        }
        catch (WrongKeyException)
        {
            throw new KeyFileMismatchException();
        }
    }
}
