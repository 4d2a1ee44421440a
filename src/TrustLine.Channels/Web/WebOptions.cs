namespace TrustLine.Channels.Web;

/// <summary>How much the web takes in one report. Everything beyond is refused with a word about it, never cut off silently.</summary>
public sealed class WebOptions
{
    /// <summary>The longest story, in bytes of UTF-8: about 30,000 Cyrillic letters.</summary>
    public int NarrativeBytes { get; set; } = 60_000;

    /// <summary>The longest answer to one short question, in UTF-16 units.</summary>
    public int AnswerChars { get; set; } = 2_000;

    /// <summary>The longest name, address or phone, in UTF-16 units.</summary>
    public int IdentityChars { get; set; } = 500;

    /// <summary>The most files of one report or message.</summary>
    public int Files { get; set; } = 20;

    /// <summary>The largest file, in bytes.</summary>
    public long LargestFile { get; set; } = 512L << 20;

    /// <summary>The most parts of one multipart body.</summary>
    public int Parts { get; set; } = 64;

    /// <summary>The longest JSON body, in bytes: every letter may come as a six-byte escape.</summary>
    public int JsonBytes { get; set; } = 640 << 10;

    /// <summary>The longest text field of a form that is still read, so that what is too long can be shown again and shortened.</summary>
    public int FieldBytes { get; set; } = 256 << 10;

    /// <summary>The largest body with files, in bytes.</summary>
    public long BodyBytes => (Files * LargestFile) + (4L << 20);
}
