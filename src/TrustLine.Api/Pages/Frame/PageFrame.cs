namespace TrustLine.Api.Pages;

/// <summary>What every page of the reporter's side shows around its content.</summary>
/// <param name="T">The words.</param>
/// <param name="Organisation">Who runs the line, in the page's language.</param>
/// <param name="Phone">The line's phone; empty when there is none.</param>
public sealed record PageFrame(LineTexts T, string Organisation, string Phone)
{
    /// <summary>The address of a room of this side in the page's language.</summary>
    public string To(string room) => room.Length == 0 ? "/" + T.Code : $"/{T.Code}/{room}";
}

/// <summary>A field that was filled in wrongly: its id on the page and the words of the error.</summary>
public sealed record FieldError(string Field, string Text);

/// <summary>A file as the page shows it: the reporter can compare the fingerprint.</summary>
public sealed record FileView(string Id, string Name, long Length, string Sha256, bool MayTell = false)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(FileView);
}

/// <summary>Bounds that the pages say beforehand.</summary>
public sealed record BoundsView(int NarrativeBytes, int AnswerChars, int Files, long LargestFile);
