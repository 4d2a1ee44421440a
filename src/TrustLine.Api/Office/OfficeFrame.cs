namespace TrustLine.Api.Office;

/// <summary>What every page of the staff's side shows around its content.</summary>
/// <param name="T">The words.</param>
/// <param name="Organisation">Who runs the line, in the page's language.</param>
/// <param name="Person">Who is signed in; null at the door.</param>
/// <param name="Rooms">Where this person may go: address and key of the name.</param>
/// <param name="Here">The address of this page, for the language switch.</param>
/// <param name="Token">The token of every form on the page.</param>
public sealed record OfficeFrame(OfficeTexts T, string Organisation, PersonView? Person, IReadOnlyList<RoomView> Rooms, string Here, string Token)
{
    /// <summary>That mail does not leave, in words; null while it does.</summary>
    public string? Alarm { get; init; }

    /// <summary>That reports are to be sent to the competent body at once: the words, and where they are; null when none is.</summary>
    public (string Text, string Address)? AtOnce { get; init; }
}

/// <summary>The signed-in person as the page's head names them.</summary>
public sealed record PersonView(string Name, string RoleKey)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(PersonView);
}

/// <summary>One link of the navigation.</summary>
public sealed record RoomView(string Address, string Key);

/// <summary>A field that was filled in wrongly: its id on the page and the words of the error.</summary>
public sealed record WrongField(string Field, string Text);
