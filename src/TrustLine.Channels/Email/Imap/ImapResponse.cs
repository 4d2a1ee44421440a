namespace TrustLine.Channels.Email.Imap;

/// <summary>One response of the server. The human words of a status are not kept: they could repeat what we said. Prints nothing.</summary>
internal sealed class ImapResponse
{
    /// <summary><c>*</c> for untagged, <c>+</c> for "go on", else the tag of the command that it ends.</summary>
    public required string Tag { get; init; }

    /// <summary>What it is, in capitals: OK, NO, BAD, BYE, PREAUTH, EXISTS, FETCH, SEARCH and so on; empty for "go on".</summary>
    public string Name { get; init; } = "";

    /// <summary>The number before the name, as in <c>* 23 EXISTS</c>.</summary>
    public long? Number { get; init; }

    /// <summary>The response code of a status, as in <c>[UIDVALIDITY 7]</c>: its name first, in capitals; empty when there is none.</summary>
    public string Code { get; init; } = "";

    /// <summary>What follows: the code's arguments of a status, else the data.</summary>
    public IReadOnlyList<ImapValue> Values { get; init; } = [];

    /// <summary>Whether the command that it ends was done.</summary>
    public bool IsOk => Name == "OK";

    /// <inheritdoc/>
    public override string ToString() => nameof(ImapResponse);
}
