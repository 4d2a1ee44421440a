using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Openings;

/// <summary>
/// A custodian's signed answer to exactly one request: agreed, or refused. It names the re-sealed halves by their hash only: they are
/// deleted when the page is closed, and the answer still stands and still verifies.
/// </summary>
public sealed record OpeningAnswer
{
    private const byte FormatVersion = 1;

    /// <summary>SHA-256 of the request that is answered.</summary>
    public required byte[] RequestHash { get; init; }

    /// <summary>Who answers.</summary>
    public required Guid Custodian { get; init; }

    /// <summary>SHA-256 of the reason as it was written.</summary>
    public required byte[] ReasonHash { get; init; }

    /// <summary>When; whole seconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>SHA-256 of the re-sealed halves; null when refused.</summary>
    public byte[]? HalvesHash { get; init; }

    /// <summary>The custodian's signature over everything above.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>Whether the custodian agreed.</summary>
    public bool Agreed => HalvesHash is not null;

    /// <summary>The canonical form, as it is stored.</summary>
    public byte[] ToBytes() => [.. Signed(), .. Signature];

    /// <summary>Reads the canonical form back; anything else is an <see cref="EnvelopeDamagedException"/>.</summary>
    public static OpeningAnswer Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        if (reader.Byte() != FormatVersion || reader.Text() != Labels.OpeningAnswer)
            throw new EnvelopeDamagedException();
        try
        {
            var answer = new OpeningAnswer
            {
                RequestHash = reader.Fixed(Digest.Length).ToArray(),
                Custodian = reader.Id(),
                ReasonHash = reader.Fixed(Digest.Length).ToArray(),
                At = DateTimeOffset.FromUnixTimeSeconds(reader.Int64()),
                HalvesHash = reader.Sized() is { Length: > 0 } hash ? Exactly(hash) : null,
                Signature = reader.Fixed(SigningPair.SignatureLength).ToArray(),
            };
            reader.End();
            return answer;
        }
        catch (ArgumentOutOfRangeException)
        {
            throw new EnvelopeDamagedException();
        }
    }

    /// <summary>
    /// Agrees: the halves a, opened from the custodians' slots in this session, go to the one-time key, each bound to the request and to its own
    /// envelope. A request that does not hold is an <see cref="OpeningRefusedException"/>.
    /// </summary>
    public static (OpeningAnswer Answer, ResealedHalves Halves) Agree(
        OpeningRequest request, Guid report, ReadOnlySpan<byte> identityHash, Guid asker, SigningPublicKey askerKey,
        IReadOnlyList<(Guid Subject, SecretKey HalfA)> halves, Guid custodian, StaffKeys keys, ReadOnlySpan<byte> reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(halves);
        if (request.Check(report, identityHash, asker, askerKey, now) is not OpeningCheck.Good and var check)
            throw new OpeningRefusedException(check);
        var resealed = ResealedHalves.Seal(request, halves);
        return (Answer(request, Digest.Sha256(resealed.ToBytes()), custodian, keys, reason, now), resealed);
    }

    /// <summary>Refuses, with a reason.</summary>
    public static OpeningAnswer Refuse(OpeningRequest request, Guid custodian, StaffKeys keys, ReadOnlySpan<byte> reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Answer(request, null, custodian, keys, reason, now);
    }

    /// <summary>Whether the answer is this custodian's, to this request.</summary>
    public bool Answers(OpeningRequest request, SigningPublicKey custodianKey)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(custodianKey);
        return Digest.Same(RequestHash, request.Hash()) && custodianKey.Verifies(Signed(), Signature);
    }

    /// <summary>
    /// The asker's session opens the halves a, each of which with its half b opens one envelope (<c>OwnKeyParts.OpenIdentity</c>); the caller disposes them.
    /// A refusal, another custodian's or another request's answer, other halves than those agreed to, or one that comes too late, is an <see cref="OpeningRefusedException"/>.
    /// </summary>
    public IReadOnlyList<(Guid Subject, SecretKey HalfA)> OpenHalves(OpeningQuestion question, ResealedHalves halves, StaffKeys asker, SigningPublicKey custodianKey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(halves);
        ArgumentNullException.ThrowIfNull(asker);
        if (!Answers(question.Request, custodianKey) || HalvesHash is null || !Digest.Same(HalvesHash, Digest.Sha256(halves.ToBytes())))
            throw new OpeningRefusedException(OpeningCheck.BadSignature);
        if (now > question.Request.NotAfter)
            throw new OpeningRefusedException(OpeningCheck.TooLate);
        using var oneTime = question.OpenOneTimeKey(asker);
        return halves.Open(question.Request, oneTime);
    }

    private static OpeningAnswer Answer(OpeningRequest request, byte[]? halvesHash, Guid custodian, StaffKeys keys, ReadOnlySpan<byte> reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var answer = new OpeningAnswer { RequestHash = request.Hash(), Custodian = custodian, ReasonHash = Digest.Sha256(reason), At = now, HalvesHash = halvesHash };
        return answer with { Signature = keys.Signs.Sign(answer.Signed()) };
    }

    private static byte[] Exactly(ReadOnlySpan<byte> hash) => hash.Length == Digest.Length ? hash.ToArray() : throw new EnvelopeDamagedException();

    private byte[] Signed() => new CanonicalWriter()
        .Byte(FormatVersion).Text(Labels.OpeningAnswer)
        .Fixed(RequestHash).Id(Custodian).Fixed(ReasonHash).Int64(At.ToUnixTimeSeconds()).Sized(HalvesHash ?? []).ToBytes();
}
