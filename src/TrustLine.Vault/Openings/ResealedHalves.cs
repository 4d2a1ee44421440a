using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Openings;

/// <summary>
/// The halves a of one report's identity envelopes (its own, and those of the messages that came until it was asked), each re-sealed to the
/// asker's one-time key and bound to the signed request and to its envelope. They live until the page is closed.
/// </summary>
public sealed class ResealedHalves
{
    private const byte FormatVersion = 1;
    private const int EntryLength = 16 + KeySeal.Length;
    private readonly IReadOnlyList<(Guid Subject, byte[] Seal)> seals;

    private ResealedHalves(IReadOnlyList<(Guid, byte[])> seals) => this.seals = seals;

    /// <summary>The canonical form, as it is stored until closing.</summary>
    public byte[] ToBytes()
    {
        var writer = new CanonicalWriter().Byte(FormatVersion).Text(Labels.OpeningHalf).Int32(seals.Count);
        foreach (var (subject, seal) in seals)
            writer.Id(subject).Fixed(seal);
        return writer.ToBytes();
    }

    /// <summary>Reads the canonical form back; anything else is an <see cref="EnvelopeDamagedException"/>.</summary>
    public static ResealedHalves Parse(ReadOnlySpan<byte> bytes)
    {
        var reader = new CanonicalReader(bytes);
        if (reader.Byte() != FormatVersion || reader.Text() != Labels.OpeningHalf || reader.Int32() is var count && (count < 1 || count != reader.Remaining / EntryLength))
            throw new EnvelopeDamagedException();
        var seals = new List<(Guid, byte[])>(count);
        for (var i = 0; i < count; i++)
            seals.Add((reader.Id(), reader.Fixed(KeySeal.Length).ToArray()));
        reader.End();
        return new(seals);
    }

    internal static ResealedHalves Seal(OpeningRequest request, IReadOnlyList<(Guid Subject, SecretKey HalfA)> halves) =>
        new([.. halves.Select(h => (h.Subject, KeySeal.Seal(request.OneTimeKey, Of(request, h.Subject), h.HalfA)))]);

    internal IReadOnlyList<(Guid Subject, SecretKey HalfA)> Open(OpeningRequest request, AgreementPair oneTime) =>
        [.. seals.Select(s => (s.Subject, KeySeal.Open(oneTime, Of(request, s.Subject), s.Seal)))];

    private static Binding Of(OpeningRequest request, Guid subject) => new(Labels.OpeningHalf, subject, request.Hash());
}
