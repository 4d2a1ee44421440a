using System.Globalization;
using System.Text;

namespace TrustLine.Channels.Email.Imap;

/// <summary>One value of a response (RFC 9051 4): an atom or number, a string, NIL, or a list of values. Prints nothing.</summary>
internal sealed class ImapValue
{
    private ImapValue(byte[]? bytes, IReadOnlyList<ImapValue>? items, bool isAtom) => (Bytes, Items, IsAtom) = (bytes, items ?? [], isAtom);

    /// <summary>NIL, which is something else than an empty string.</summary>
    public static ImapValue Nil { get; } = new(null, null, isAtom: true);

    /// <summary>What an atom or string holds; null for NIL and lists.</summary>
    public byte[]? Bytes { get; }

    /// <summary>What a list holds.</summary>
    public IReadOnlyList<ImapValue> Items { get; }

    /// <summary>Whether it stood without quotation marks.</summary>
    public bool IsAtom { get; }

    /// <summary>An atom as a word; empty for anything else.</summary>
    public string Word => IsAtom && Bytes is not null ? Encoding.ASCII.GetString(Bytes) : "";

    /// <summary>A number; null for anything else.</summary>
    public long? Number => long.TryParse(Word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static ImapValue Atom(ReadOnlySpan<byte> bytes) => new(bytes.ToArray(), null, isAtom: true);

    public static ImapValue Text(byte[] bytes) => new(bytes, null, isAtom: false);

    public static ImapValue List(IReadOnlyList<ImapValue> items) => new(null, items, isAtom: false);

    /// <summary>Whether it is this word, in whatever case.</summary>
    public bool Is(string word) => Word.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => nameof(ImapValue);
}
