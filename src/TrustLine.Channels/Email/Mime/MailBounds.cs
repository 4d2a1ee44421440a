namespace TrustLine.Channels.Email.Mime;

/// <summary>How much of one mail is read. What is beyond is kept as a file and remarked, never dropped in silence.</summary>
public sealed record MailBounds
{
    /// <summary>The most bytes of text kept in memory over the whole mail; a text beyond is a file too.</summary>
    public int TextBytes { get; init; } = 1 << 20;

    /// <summary>The most bytes of the headers of the mail or of one part.</summary>
    public int HeaderBytes { get; init; } = 256 << 10;

    /// <summary>The most bytes of one header.</summary>
    public int HeaderLength { get; init; } = 32 << 10;

    /// <summary>The most headers of the mail or of one part.</summary>
    public int Headers { get; init; } = 500;

    /// <summary>The most parts, those within parts counted.</summary>
    public int Parts { get; init; } = 500;

    /// <summary>How deep parts may lie within parts and mails within mails.</summary>
    public int Depth { get; init; } = 24;

    /// <summary>The most addresses of one header, and the most references.</summary>
    public int Addresses { get; init; } = 300;
}
