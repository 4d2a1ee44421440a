using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Openings;

/// <summary>
/// A signed request to open one identity: this report, this envelope, this asker, to this one-time key, for this reason, until
/// this moment. Nothing of it can be used for another.
/// </summary>
public sealed record OpeningRequest
{
    private const byte FormatVersion = 1;

    /// <summary>The report.</summary>
    public required Guid Report { get; init; }

    /// <summary>SHA-256 over its identity envelopes: <see cref="HashOf"/>.</summary>
    public required byte[] IdentityHash { get; init; }

    /// <summary>Who asks.</summary>
    public required Guid Asker { get; init; }

    /// <summary>The key to which half a is to be re-sealed.</summary>
    public required AgreementPublicKey OneTimeKey { get; init; }

    /// <summary>SHA-256 of the reason as it was written.</summary>
    public required byte[] ReasonHash { get; init; }

    /// <summary>After this moment nobody may agree; whole seconds.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The asker's signature over everything above.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>What is asked for: the report's own identity envelope and those of the messages that came until now, each with its hash.</summary>
    public static byte[] HashOf(IEnumerable<(Guid Subject, byte[] Hash)> envelopes)
    {
        ArgumentNullException.ThrowIfNull(envelopes);
        var writer = new CanonicalWriter().Text(Labels.OpeningIdentity);
        foreach (var (subject, hash) in envelopes.OrderBy(e => e.Subject))
            writer.Id(subject).Sized(hash);
        return Digest.Sha256(writer.ToBytes());
    }

    /// <summary>SHA-256 of the whole request, signature included.</summary>
    public byte[] Hash() => Digest.Sha256(ToBytes());

    /// <summary>The canonical form, as it is stored.</summary>
    public byte[] ToBytes() => [.. Signed(), .. Signature];

    /// <summary>Reads the canonical form back; anything else is an <see cref="EnvelopeDamagedException"/>.</summary>
    public static OpeningRequest Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        if (reader.Byte() != FormatVersion || reader.Text() != Labels.OpeningRequest)
            throw new EnvelopeDamagedException();
        try
        {
            var request = new OpeningRequest
            {
                Report = reader.Id(),
                IdentityHash = reader.Fixed(Digest.Length).ToArray(),
                Asker = reader.Id(),
                OneTimeKey = AgreementPublicKey.From(reader.Fixed(Curve.PointLength)),
                ReasonHash = reader.Fixed(Digest.Length).ToArray(),
                NotAfter = DateTimeOffset.FromUnixTimeSeconds(reader.Int64()),
                Signature = reader.Fixed(SigningPair.SignatureLength).ToArray(),
            };
            reader.End();
            return request;
        }
        catch (Exception e) when (e is InvalidKeyException or ArgumentOutOfRangeException)
        {
            throw new EnvelopeDamagedException();
        }
    }

    /// <summary>Whether this request is what it says: the asker's own, for this report and envelope, and still in time.</summary>
    public OpeningCheck Check(Guid report, ReadOnlySpan<byte> identityHash, Guid asker, SigningPublicKey askerKey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(askerKey);
        return !askerKey.Verifies(Signed(), Signature) ? OpeningCheck.BadSignature
            : Asker != asker ? OpeningCheck.OtherAsker
            : Report != report ? OpeningCheck.OtherReport
            : !Digest.Same(IdentityHash, identityHash) ? OpeningCheck.OtherEnvelope
            : now > NotAfter ? OpeningCheck.TooLate
            : OpeningCheck.Good;
    }

    internal OpeningRequest SignedBy(SigningPair asker) => this with { Signature = asker.Sign(Signed()) };

    private byte[] Signed() => new CanonicalWriter()
        .Byte(FormatVersion).Text(Labels.OpeningRequest)
        .Id(Report).Fixed(IdentityHash).Id(Asker).Fixed(OneTimeKey.Point).Fixed(ReasonHash)
        .Int64(NotAfter.ToUnixTimeSeconds()).ToBytes();
}

/// <summary>What a check of a request found.</summary>
public enum OpeningCheck
{
    /// <summary>It may be answered.</summary>
    Good,

    /// <summary>Not signed by the asker's key, or changed afterwards.</summary>
    BadSignature,

    /// <summary>For another asker.</summary>
    OtherAsker,

    /// <summary>For another report.</summary>
    OtherReport,

    /// <summary>For an identity envelope that is not this report's.</summary>
    OtherEnvelope,

    /// <summary>Its time is over.</summary>
    TooLate,
}

/// <summary>A request or an answer does not hold; nothing is re-sealed or joined.</summary>
public sealed class OpeningRefusedException(OpeningCheck check) : Exception($"An opening does not hold: {check}.")
{
    /// <summary>What the check found.</summary>
    public OpeningCheck Check { get; } = check;
}

/// <summary>The asker's side before the answer: the request, and the one-time private half sealed to the asker's own key, so that a restart loses nothing.</summary>
public sealed record OpeningQuestion(OpeningRequest Request, byte[] SealedOneTimeKey)
{
    /// <summary>A member asks. The reason itself is stored by the caller, sealed; here goes its hash.</summary>
    public static OpeningQuestion Ask(Guid report, ReadOnlySpan<byte> identityHash, Guid asker, StaffKeys keys, ReadOnlySpan<byte> reason, DateTimeOffset notAfter)
    {
        ArgumentNullException.ThrowIfNull(keys);
        using var oneTime = AgreementPair.Fresh();
        var request = new OpeningRequest
        {
            Report = report,
            IdentityHash = identityHash.ToArray(),
            Asker = asker,
            OneTimeKey = oneTime.PublicKey,
            ReasonHash = Digest.Sha256(reason),
            NotAfter = notAfter,
        }.SignedBy(keys.Signs);
        using var half = oneTime.ExportPrivate();
        return new(request, KeySeal.Seal(keys.Opens.PublicKey, Own(request), half));
    }

    internal AgreementPair OpenOneTimeKey(StaffKeys keys)
    {
        using var half = KeySeal.Open(keys.Opens, Own(Request), SealedOneTimeKey);
        return AgreementPair.From(half);
    }

    private static Binding Own(OpeningRequest request) => new(Labels.OpeningOneTime, request.Report, request.Hash());
}
