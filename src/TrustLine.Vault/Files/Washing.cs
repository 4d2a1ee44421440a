namespace TrustLine.Vault.Files;

/// <summary>What became of a file when the hidden data in it was to be taken out. The numbers stand in sealed manifests and never change.</summary>
public enum Washing : byte
{
    /// <summary>Nobody looked: a list of format 1.</summary>
    Unknown = 0,

    /// <summary>Nothing is hidden in it: plain text, or a copy whose original nobody keeps.</summary>
    Plain = 1,

    /// <summary>This is the washed copy; the original lies under the identity key.</summary>
    Copy = 2,

    /// <summary>A kind of file that is not washed.</summary>
    OtherKind = 3,

    /// <summary>Too large, in bytes or in pixels.</summary>
    TooLarge = 4,

    /// <summary>Broken, hostile, or beyond what the washing understands of its kind.</summary>
    Failed = 5,

    /// <summary>Too many files came at once, or the washing could not be started.</summary>
    NoRoom = 6,
}

/// <summary>What was in the original and could not come into the washed copy. The numbers stand in sealed manifests and never change.</summary>
[Flags]
public enum LeftOut : byte
{
    /// <summary>Nothing that is to be seen.</summary>
    None = 0,

    /// <summary>Macros.</summary>
    Macros = 1,

    /// <summary>Embedded objects, controls, links to other files.</summary>
    Objects = 2,

    /// <summary>Pictures of a kind that is not washed.</summary>
    Pictures = 4,

    /// <summary>Pictures after the first: further frames, previews, a film beside a photo.</summary>
    Frames = 8,
}

/// <summary>The file as the reporter sent it: its length and SHA-256, which both sides are shown.</summary>
public sealed record OriginalFile(long Length, byte[] Sha256);
