using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Openings;

/// <summary>
/// A custodian's signed answer to exactly one request: agreed, with half a re-sealed to the one-time key, or refused. The
/// re-sealed half is deleted when the page is closed; the answer itself stays.
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

    /// <summary>Half a, sealed to the one-time key; null when refused.</summary>
    public byte[]? ResealedHalf { get; init; }

    /// <summary>The custodian's signature over everything above.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>Whether the custodian agreed.</summary>
    public bool Agreed => ResealedHalf is not null;

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
                ResealedHalf = reader.Sized() is { Length: > 0 } half ? half.ToArray() : null,
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

    /// <summary>Agrees: half a, opened from the custodians' slot in this session, goes to the one-time key, bound to the request. A request that does not hold is an <see cref="OpeningRefusedException"/>.</summary>
    public static OpeningAnswer Agree(
        OpeningRequest request, Guid report, ReadOnlySpan<byte> identityHash, Guid asker, SigningPublicKey askerKey,
        SecretKey halfA, Guid custodian, StaffKeys keys, ReadOnlySpan<byte> reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(keys);
        if (request.Check(report, identityHash, asker, askerKey, now) is not OpeningCheck.Good and var check)
            throw new OpeningRefusedException(check);
        return Answer(request, KeySeal.Seal(request.OneTimeKey, Half(request), halfA), custodian, keys, reason, now);
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
    /// The asker's session opens half a, which with half b opens the identity (<c>OwnKeyParts.OpenIdentity</c>). A refusal, another custodian's or another
    /// request's answer, or one that comes too late, is an <see cref="OpeningRefusedException"/>.
    /// </summary>
    public SecretKey OpenHalf(OpeningQuestion question, StaffKeys asker, SigningPublicKey custodianKey, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(asker);
        if (!Answers(question.Request, custodianKey) || ResealedHalf is null)
            throw new OpeningRefusedException(OpeningCheck.BadSignature);
        if (now > question.Request.NotAfter)
            throw new OpeningRefusedException(OpeningCheck.TooLate);
        using var oneTime = question.OpenOneTimeKey(asker);
        return KeySeal.Open(oneTime, Half(question.Request), ResealedHalf);
    }

    private static OpeningAnswer Answer(OpeningRequest request, byte[]? half, Guid custodian, StaffKeys keys, ReadOnlySpan<byte> reason, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var answer = new OpeningAnswer { RequestHash = request.Hash(), Custodian = custodian, ReasonHash = Digest.Sha256(reason), At = now, ResealedHalf = half };
        return answer with { Signature = keys.Signs.Sign(answer.Signed()) };
    }

    private static Binding Half(OpeningRequest request) => new(Labels.OpeningHalf, request.Report, request.Hash());

    private byte[] Signed() => new CanonicalWriter()
        .Byte(FormatVersion).Text(Labels.OpeningAnswer)
        .Fixed(RequestHash).Id(Custodian).Fixed(ReasonHash).Int64(At.ToUnixTimeSeconds()).Sized(ResealedHalf ?? []).ToBytes();
}
