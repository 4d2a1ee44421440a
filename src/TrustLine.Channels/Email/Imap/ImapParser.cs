using System.Buffers.Text;
using System.Text;

namespace TrustLine.Channels.Email.Imap;

/// <summary>Reads one whole response (RFC 9051 9), literals within it. Whatever does not fit is <see cref="ImapTrouble.Broken"/>; nothing else is ever thrown.</summary>
internal ref struct ImapParser
{
    private const int DeepestList = 16;
    private readonly ReadOnlySpan<byte> text;
    private int at;

    private ImapParser(ReadOnlySpan<byte> text) => this.text = text;

    /// <summary>The response that this text is.</summary>
    public static ImapResponse Parse(ReadOnlySpan<byte> text) => new ImapParser(text).Response();

    /// <summary>Whether the text is a status or "go on", whose end is words for people: braces there are no literal.</summary>
    public static bool IsProse(ReadOnlySpan<byte> text)
    {
        var parser = new ImapParser(text);
        return parser.Word() != "*" || IsStatus(parser.Skip(' ') ? parser.Word().ToUpperInvariant() : "");
    }

    /// <summary>Whether the text ends in the mark of a literal, <c>{n}</c> or <c>~{n}</c>; where the mark begins and how long the literal is.</summary>
    public static bool EndsInLiteral(ReadOnlySpan<byte> text, out int mark, out long length)
    {
        (mark, length) = (0, 0);
        if (text is not [.., (byte)'}']) return false;
        mark = text.LastIndexOf((byte)'{');
        if (mark < 0) return false;
        var number = text[(mark + 1)..^1];
        if (number is [.. var digits, (byte)'+']) number = digits;
        if (!Utf8Parser.TryParse(number, out length, out var used) || used != number.Length || number[0] is < (byte)'0' or > (byte)'9') return false;
        if (mark > 0 && text[mark - 1] == '~') mark--;
        return true;
    }

    private static bool IsStatus(string name) => name is "OK" or "NO" or "BAD" or "BYE" or "PREAUTH";

    private static ImapTroubleException Broken() => new(ImapTrouble.Broken);

    private ImapResponse Response()
    {
        var tag = Word();
        if (tag.Length == 0) throw Broken();
        if (tag == "+") return new() { Tag = tag };
        if (!Skip(' ')) throw Broken();
        var name = Word().ToUpperInvariant();
        if (name.Length == 0) throw Broken();
        if (IsStatus(name)) return Status(tag, name);
        if (tag != "*") throw Broken(); // What ends a command is a status.
        if (name[0] is < '0' or > '9') return new() { Tag = tag, Name = name, Values = Values(stop: 0, 0) };
        if (!uint.TryParse(name, out var number) || !Skip(' ')) throw Broken();
        name = Word().ToUpperInvariant();
        return name.Length == 0 ? throw Broken() : new() { Tag = tag, Name = name, Number = number, Values = Values(stop: 0, 0) };
    }

    private ImapResponse Status(string tag, string name)
    {
        if (!Skip(' ') || !Skip('[')) return new() { Tag = tag, Name = name };
        var values = Values(stop: (byte)']', 0);
        return !Skip(']') ? throw Broken() : values is [var code, .. var arguments]
            ? new() { Tag = tag, Name = name, Code = code.Word.ToUpperInvariant(), Values = [.. arguments] }
            : new() { Tag = tag, Name = name };
    }

    private List<ImapValue> Values(byte stop, int depth)
    {
        var values = new List<ImapValue>();
        for (;;)
        {
            while (Skip(' ')) { }
            if (at == text.Length || text[at] == stop) return values;
            values.Add(Value(stop, depth));
        }
    }

    private ImapValue Value(byte stop, int depth)
    {
        if (Skip('"')) return ImapValue.Text(Quoted());
        if (Skip('(')) return depth == DeepestList ? throw Broken() : List(depth + 1);
        if (text[at] is (byte)'{' or (byte)'~' && text[at..] is var rest && rest.IndexOf((byte)'\r') is > 0 and var end && EndsInLiteral(rest[..end], out var mark, out var length) && mark == 0)
            return Literal(at + end + 2, length);
        var atom = Atom(stop);
        return atom.IsEmpty ? throw Broken() : Ascii.EqualsIgnoreCase(atom, "NIL"u8) ? ImapValue.Nil : ImapValue.Atom(atom);
    }

    private ImapValue List(int depth)
    {
        var items = Values(stop: (byte)')', depth);
        return Skip(')') ? ImapValue.List(items) : throw Broken();
    }

    private ImapValue Literal(int from, long length)
    {
        if (length > text.Length - from || from > text.Length || text[from - 1] != '\n') throw Broken();
        at = from + (int)length;
        return ImapValue.Text(text.Slice(from, (int)length).ToArray());
    }

    private byte[] Quoted()
    {
        var bytes = new List<byte>();
        while (at < text.Length)
        {
            var next = text[at++];
            if (next == '"') return [.. bytes];
            if (next == '\\' && at < text.Length) next = text[at++];
            bytes.Add(next);
        }

        throw Broken();
    }

    // A section in brackets, as in BODY[HEADER.FIELDS (DATE)], belongs to its atom.
    private ReadOnlySpan<byte> Atom(byte stop)
    {
        var from = at;
        for (; at < text.Length && text[at] is > (byte)' ' and not ((byte)'(' or (byte)')' or (byte)'"' or (byte)'{' or 0x7F) && text[at] != stop; at++)
        {
            if (stop == ']' || text[at] != '[') continue;
            var close = text[at..].IndexOf((byte)']');
            if (close < 0) throw Broken();
            at += close;
        }

        return text[from..at];
    }

    private string Word()
    {
        var from = at;
        while (at < text.Length && text[at] is > (byte)' ' and < 0x7F) at++;
        return Encoding.ASCII.GetString(text[from..at]);
    }

    private bool Skip(char expected)
    {
        if (at == text.Length || text[at] != expected) return false;
        at++;
        return true;
    }
}
