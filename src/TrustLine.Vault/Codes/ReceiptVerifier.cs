using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Vault.Codes;

/// <summary>What a row keeps for a receipt code: how it is found, and the reporter's key under it.</summary>
public sealed record ReceiptRow(byte[] LookUp, byte[] Salt, byte[] WrappedKey, byte[] ReporterPublicKey);

/// <summary>
/// From a receipt code to its row and the reporter's key (design 4). The installation's salt and the pepper are needed for every
/// guess; the cost of a guess is <see cref="Rounds"/> rounds of PBKDF2-HMAC-SHA512.
/// </summary>
public sealed class ReceiptVerifier(byte[] installationSalt, SecretKey pepper, ServerSeal server)
{
    /// <summary>Rounds per code: slow enough to matter for a thief of database and key file, quick enough for every return.</summary>
    public const int Rounds = 20_000;

    /// <summary>Length of the installation's salt, in bytes.</summary>
    public const int InstallationSaltLength = 32;

    private const int StretchedLength = 64;
    private const int RowSaltLength = 16;

    /// <summary>Fewer rounds than <see cref="Rounds"/> only for the drills' invented past, whose codes nobody holds; the service never sets it.</summary>
    internal int Cost { private get; init; } = Rounds;

    /// <summary>The slow hash, about ten milliseconds of one core: before the transaction, outside every lock.</summary>
    public StretchedCode Stretch(ReceiptCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new(Stretching.Stretch(code.Ascii, installationSalt, Cost, StretchedLength));
    }

    /// <summary>The value under which the row is found.</summary>
    public byte[] LookUp(StretchedCode stretched)
    {
        ArgumentNullException.ThrowIfNull(stretched);
        return Digest.Keyed(pepper, stretched.FirstHalf);
    }

    /// <summary>The row for a code: look-up value and the reporter's private half, under the code and again under the server's seal.</summary>
    public ReceiptRow Wrap(StretchedCode stretched, AgreementPair reporter, Guid report)
    {
        ArgumentNullException.ThrowIfNull(stretched);
        ArgumentNullException.ThrowIfNull(reporter);
        var salt = Draw.Bytes(RowSaltLength);
        using var key = stretched.KeyFor(salt);
        using var half = reporter.ExportPrivate();
        var wrapped = server.Protect(Labels.ReporterKey, report, Envelope.SealExactly(key, new(Labels.ReporterKey, report), half.Bytes));
        return new(LookUp(stretched), salt, wrapped, reporter.PublicKey.ToBytes());
    }

    /// <summary>The reporter's pair, to open the thread. A row of another code or report: <see cref="WrongKeyException"/>.</summary>
    public AgreementPair Unwrap(StretchedCode stretched, ReceiptRow row, Guid report)
    {
        ArgumentNullException.ThrowIfNull(stretched);
        ArgumentNullException.ThrowIfNull(row);
        using var key = stretched.KeyFor(row.Salt);
        var half = Envelope.OpenExactly(key, new(Labels.ReporterKey, report), server.Unprotect(Labels.ReporterKey, report, row.WrappedKey));
        if (half.Length != SecretKey.Length)
            throw new EnvelopeDamagedException();
        using var secret = SecretKey.From(half);
        Digest.Wipe(half);
        return AgreementPair.From(secret);
    }

    /// <summary>The same key under a new code; the old row is deleted in the same transaction.</summary>
    public ReceiptRow Exchange(StretchedCode old, ReceiptRow row, StretchedCode fresh, Guid report)
    {
        using var reporter = Unwrap(old, row, report);
        return Wrap(fresh, reporter, report);
    }
}

/// <summary>A stretched receipt code: one half finds the row, the other opens the key. Never printed.</summary>
public sealed class StretchedCode : IDisposable
{
    private readonly byte[] bytes;

    internal StretchedCode(byte[] bytes) => this.bytes = bytes;

    internal ReadOnlySpan<byte> FirstHalf => bytes.AsSpan(0, bytes.Length / 2);

    internal SecretKey KeyFor(ReadOnlySpan<byte> salt)
    {
        using var half = SecretKey.From(bytes.AsSpan(bytes.Length / 2));
        return half.Derive(Labels.ReporterKey, salt);
    }

    /// <inheritdoc/>
    public void Dispose() => Digest.Wipe(bytes);

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(StretchedCode);
}
