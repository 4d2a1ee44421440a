using System.Buffers.Binary;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Api.Journal;

/// <summary>Small records under the server's seal, padded to equal sizes, so that their length tells nothing.</summary>
internal sealed class ServerCards(ServerSeal server)
{
    private const string Purpose = "trustline/card/v1";
    private const int Step = 512;

    public byte[] Seal<T>(T card, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(card, type);
        var padded = new byte[(json.Length + sizeof(int) + Step - 1) / Step * Step];
        BinaryPrimitives.WriteInt32BigEndian(padded, json.Length);
        json.CopyTo(padded, sizeof(int));
        var bytes = server.Protect(Purpose, Guid.Empty, padded);
        Digest.Wipe(json);
        Digest.Wipe(padded);
        return bytes;
    }

    public T Open<T>(byte[] sealedCard, JsonTypeInfo<T> type)
    {
        var padded = server.Unprotect(Purpose, Guid.Empty, sealedCard);
        var card = JsonSerializer.Deserialize(padded.AsSpan(sizeof(int), BinaryPrimitives.ReadInt32BigEndian(padded)), type)!;
        Digest.Wipe(padded);
        return card;
    }
}
