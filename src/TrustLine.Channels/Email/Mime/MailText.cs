namespace TrustLine.Channels.Email.Mime;

/// <summary>What a stretch of a mail's text is.</summary>
public enum Stretch
{
    /// <summary>The writer's own words.</summary>
    Own,
    /// <summary>What is answered, with the line that introduces it.</summary>
    Quoted,
    /// <summary>What is passed on: somebody else's mail below the writer's words.</summary>
    Forwarded,
    /// <summary>A signature, the programme's advertisement, the house's notice. It often names the writer.</summary>
    Signature,
}

/// <summary>The text of a mail: the whole of it, and its stretches in their order. Nothing is lost between them. Prints nothing.</summary>
public sealed record MailText
{
    /// <summary>No text.</summary>
    public static MailText None { get; } = new();

    /// <summary>The whole text.</summary>
    public string Whole { get; init; } = "";

    /// <summary>The stretches; one after another they are the whole.</summary>
    public IReadOnlyList<(Stretch Kind, string Text)> Stretches { get; init; } = [];

    /// <summary>The charset by which it was read.</summary>
    public string Charset { get; init; } = "us-ascii";

    /// <summary>The whole text by the other charset that it may be written in; null when there is no doubt.</summary>
    public string? Other { get; init; }

    /// <summary>That other charset.</summary>
    public string? OtherCharset { get; init; }

    /// <summary>The other face of the mail (HTML beside plain text) where it says something else.</summary>
    public string? OtherFace { get; init; }

    /// <summary>Whether it was written as HTML only.</summary>
    public bool FromHtml { get; init; }

    /// <summary>The writer's own words.</summary>
    public string Own => Of(Stretch.Own);

    /// <summary>The quoted thread, and what was passed on.</summary>
    public string Quoted => string.Concat(Stretches.Where(s => s.Kind is Stretch.Quoted or Stretch.Forwarded).Select(s => s.Text)).Trim();

    /// <summary>Whether somebody else's mail is passed on below the writer's words.</summary>
    public bool PassesOn => Stretches.Any(s => s.Kind == Stretch.Forwarded);

    /// <summary>The signature.</summary>
    public string Signature => Of(Stretch.Signature);

    /// <inheritdoc/>
    public override string ToString() => nameof(MailText);

    private string Of(Stretch kind) => string.Concat(Stretches.Where(s => s.Kind == kind).Select(s => s.Text)).Trim();
}
