using System.Text.Json.Serialization;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Channels;

/// <summary>A file that came with a report or message: already sealed on disk, with its key in hand until a manifest holds it. Prints nothing.</summary>
public sealed record ArrivedFile
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

    /// <summary>What became of it when its hidden data was to be taken out.</summary>
    public Washing Washing { get; init; }

    /// <summary>What the copy does not hold any more.</summary>
    public LeftOut LeftOut { get; init; }

    /// <summary>It says who reports, as a caller's name in their own voice: it goes with the identity alone, and readers of the report do not get it.</summary>
    public bool TellsWho { get; init; }

    /// <summary>The washed copy, sealed beside it; then this file itself is part of the identity.</summary>
    public ArrivedFile? Copy { get; init; }

    /// <summary>Whether what the readers get may show who made it.</summary>
    [JsonIgnore] public bool MayTell => Washing is not (Washing.Copy or Washing.Plain);

    /// <summary>The entry for readers of the report: the washed copy where there is one, the file itself otherwise; the caller disposes it.</summary>
    public FileEntry ToEntry() => (Copy ?? this).Entry(Washing, LeftOut, Copy is null ? null : new(Length, Sha256));

    /// <summary>The entry of the original for those to whom the identity is opened; null where readers get the file itself. The caller disposes it.</summary>
    public FileEntry? ToOriginalEntry() => Copy is null && !TellsWho ? null : Entry(Washing.Unknown, LeftOut.None, null);

    /// <inheritdoc/>
    public override string ToString() => nameof(ArrivedFile);

    private FileEntry Entry(Washing washing, LeftOut leftOut, OriginalFile? original) => new()
    {
        File = Id,
        Key = SecretKey.From(Key),
        Name = Name,
        MediaType = MediaType,
        Sealed = new SealedFile(Length, Sha256, SealedLength, SealedHash),
        Washing = washing,
        LeftOut = leftOut,
        Original = original,
    };
}
