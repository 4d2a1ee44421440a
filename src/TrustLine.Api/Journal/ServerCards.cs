using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Api.Journal;

/// <summary>
/// Small records under the server's seal, padded to equal sizes, so that their length tells nothing, and bound to the row that owns them: a card
/// that somebody copied from another row does not open. Else whoever can write to the database would decide who is excluded.
/// </summary>
internal sealed class ServerCards(ServerSeal server)
{
    private const string Purpose = "trustline/card/v1";
    private const int Step = 512;
    private const int CaseStep = 1536; // A case's card grows with its clocks: always one size, or its length would tell how far the case has come.

    /// <summary>Seals the card of this row.</summary>
    public byte[] Seal<T>(T card, JsonTypeInfo<T> type, Guid owner)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(card, type);
        var step = card is ReportCard ? CaseStep : Step;
        var padded = new byte[(json.Length + sizeof(int) + step - 1) / step * step];
        BinaryPrimitives.WriteInt32BigEndian(padded, json.Length);
        json.CopyTo(padded, sizeof(int));
        var bytes = server.Protect(Purpose, owner, padded);
        Digest.Wipe(json);
        Digest.Wipe(padded);
        return bytes;
    }

    /// <summary>As <see cref="Open"/>; null for a card that is not this row's.</summary>
    public T? TryOpen<T>(byte[] sealedCard, JsonTypeInfo<T> type, Guid owner) where T : class
    {
        try
        {
            return Open(sealedCard, type, owner);
        }
        catch (EnvelopeDamagedException)
        {
            return null;
        }
    }

    /// <summary>Opens the card of this row; one of another row, or none of ours, is an <see cref="EnvelopeDamagedException"/>.</summary>
    public T Open<T>(byte[] sealedCard, JsonTypeInfo<T> type, Guid owner)
    {
        byte[] padded;
        try
        {
            padded = server.Unprotect(Purpose, owner, sealedCard);
        }
        catch (WrongKeyException)
        {
            throw new EnvelopeDamagedException();
        }

        var card = JsonSerializer.Deserialize(padded.AsSpan(sizeof(int), BinaryPrimitives.ReadInt32BigEndian(padded)), type)!;
        Digest.Wipe(padded);
        return card;
    }
}
