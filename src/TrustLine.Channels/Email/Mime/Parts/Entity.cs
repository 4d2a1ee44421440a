using TrustLine.Channels.Email.Mime.Headers;

namespace TrustLine.Channels.Email.Mime.Parts;

/// <summary>A mail or a part of one while it is read: its headers, its place in the tree, and the texts found below it.</summary>
internal sealed class Entity(Entity? parent, Scope scope, string defaultType, MailBounds bounds)
{
    private static readonly string[] Texts = ["text/plain", "text/html", "text/enriched", "text/richtext"];
    private readonly string untold = defaultType;
    private bool shut;

    /// <summary>The multipart or message that it stands in.</summary>
    internal Entity? Parent => parent;

    /// <summary>The mail that its words belong to.</summary>
    internal Scope Scope => scope;

    /// <summary>How deep it lies.</summary>
    internal int Depth { get; } = parent is null ? 0 : parent.Depth + 1;

    /// <summary>Its headers.</summary>
    internal HeaderBlock Headers { get; } = new(bounds);

    /// <summary>Its media type with parameters, once the headers are read.</summary>
    internal Parameters Content { get; private set; } = Parameters.Read([], new HashSet<Remark>());

    /// <summary>How it wants to be shown (RFC 2183).</summary>
    internal Parameters Disposition { get; private set; } = Parameters.Read([], new HashSet<Remark>());

    /// <summary>The media type that it is read as.</summary>
    internal string Type { get; private set; } = defaultType;

    /// <summary>The name that was told, cleaned; null for none.</summary>
    internal string? FileName { get; private set; }

    /// <summary>"--" and the boundary; null when it is no multipart or told none.</summary>
    internal byte[]? Boundary { get; set; }

    /// <summary>A part was seen in it.</summary>
    internal bool Parted { get; set; }

    /// <summary>Its last boundary was seen.</summary>
    internal bool Closed { get; set; }

    /// <summary>Whether it holds parts.</summary>
    internal bool Multipart => !shut && Type.StartsWith("multipart/", StringComparison.Ordinal);

    /// <summary>Texts of each child, in their order.</summary>
    internal List<List<TextPiece>> Children { get; } = [];

    /// <summary>The headers are at their end.</summary>
    internal void Begin(ISet<Remark> remarks)
    {
        Content = Parameters.Read(Headers.Bytes("content-type"), remarks);
        Disposition = Parameters.Read(Headers.Bytes("content-disposition"), remarks);
        if ((Disposition["filename"] ?? Content["name"] ?? Content["filename"] ?? Disposition["name"]) is { } told)
        {
            var raw = HeaderText.Words(told, remarks).Text;
            if (raw.Any(Web.StrictText.TurnsDirection)) remarks.Add(Remark.DirectionMarks);
            FileName = Web.FileNames.Clean(raw) is { Length: > 0 } name ? name : null;
        }

        Type = Known(Content.Value);
        if (Multipart && Content["boundary"]?.TrimEnd() is { Length: > 0 } boundary) Boundary = [.. "--"u8, .. System.Text.Encoding.UTF8.GetBytes(boundary)];
    }

    /// <summary>It lies too deep to be opened: a file, whatever it says it holds.</summary>
    internal void Shut() => (shut, Boundary) = (true, null);

    /// <summary>Whether it is shown as words of the mail, and not as a file.</summary>
    internal bool IsText(bool first) => Array.IndexOf(Texts, Type) >= 0 && Disposition.Value != "attachment" && (FileName is null || (Disposition.Value.Length == 0 && first));

    private string Known(string told)
    {
        if (told.Length == 0) return untold;
        if (told.Contains('/', StringComparison.Ordinal)) return told;
        // A type that is none (RFC 2045, 5.2): words, unless it is named like a file.
        return FileName is null ? "text/plain" : "application/octet-stream";
    }
}

/// <summary>A mail, or a mail inside it, to which words belong; 0 is the mail itself.</summary>
internal sealed class Scope(int number)
{
    /// <summary>Its number.</summary>
    internal int Number => number;

    /// <summary>Words of it were found already.</summary>
    internal bool HasText { get; set; }

    /// <summary>All its words.</summary>
    internal List<TextPiece> Texts { get; set; } = [];

    /// <summary>Its headers.</summary>
    internal HeaderBlock? Headers { get; set; }
}

/// <summary>The words of one part. Prints nothing.</summary>
internal sealed record TextPiece(string Text, bool Html, string Charset)
{
    /// <summary>By another charset.</summary>
    internal string? Other { get; init; }

    /// <summary>That charset.</summary>
    internal string? OtherCharset { get; init; }

    /// <summary>What the other alternative says.</summary>
    internal string? OtherFace { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(TextPiece);
}
