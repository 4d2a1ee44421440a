using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Channels;

/// <summary>A file that came with a report or message: already sealed on disk, with its key in hand until a manifest holds it. Prints nothing.</summary>
public sealed class ArrivedFile
{
    /// <summary>The id under which it lies on disk.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its own key, 32 bytes; only ever inside a sealed draft or manifest.</summary>
    public required byte[] Key { get; init; }

    /// <summary>The name that the sender gave it, without path, control or direction marks.</summary>
    public required string Name { get; init; }

    /// <summary>The media type that was told.</summary>
    public required string MediaType { get; init; }

    /// <summary>Length of the content in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>SHA-256 of the content, as both sides are shown it.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>Length of the sealed bytes on disk.</summary>
    public required long SealedLength { get; init; }

    /// <summary>SHA-256 of the sealed bytes on disk.</summary>
    public required byte[] SealedHash { get; init; }

    /// <summary>A file as its manifest entry; the caller disposes it.</summary>
    public FileEntry ToEntry() => new()
    {
        File = Id,
        Key = SecretKey.From(Key),
        Name = Name,
        MediaType = MediaType,
        Sealed = new SealedFile(Length, Sha256, SealedLength, SealedHash),
    };

    /// <inheritdoc/>
    public override string ToString() => nameof(ArrivedFile);
}
