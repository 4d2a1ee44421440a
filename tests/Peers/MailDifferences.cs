using TrustLine.Testing.Mail;

namespace TrustLine.Peers.Tests;

/// <summary>Where a judge reads a mail of the corpus otherwise than we do, and why ours is right.</summary>
public sealed record MailDifference(string Parser, string Field, string Sample, string Why)
{
    /// <summary>Whether it speaks of this field of this mail; a name ending in * stands for all that begin so.</summary>
    public bool Fits(string parser, string field, MailSample sample) =>
        Parser == parser && Field == field && (Sample.EndsWith('*') ? sample.Name.StartsWith(Sample[..^1], StringComparison.Ordinal) : sample.Name == Sample);
}

internal static class MailDifferences
{
    private const string Unmarked = "Outlook sets an address that stands for a name in apostrophes; they are no part of it.";
    private const string Table = "It has no table for the charsets of Kazakhstan.";
    private const string Believes = "It believes the charset that is told, though the bytes are no text in it; we read what they are, and remark it.";
    private const string Untold = "It takes what is told nowhere for UTF-8; we see by the bytes what it is, and remark it.";
    private const string Unknown = "Where nobody knows the charset we keep the bytes as a file beside the text, so that nothing is lost.";
    private const string Path = "It keeps the path before the name, or drops only its strokes; a name of ours never has one.";
    private const string Direction = "It keeps the mark that turns the direction of writing, which makes a program look like a document.";
    private const string Typeless = "It takes a type that is none for a file; RFC 2045, 5.2 reads it as plain text.";

    internal static IReadOnlyList<MailDifference> All { get; } =
    [
        .. Both("to", "outlook*", Unmarked),
        .. Both("text", "sin: written in kz-1048", Table),
        .. Both("text", "sin: Kazakh in KZ-1048", Table),
        .. Both("text", "sin: Kazakh in PTCP154", Table),
        .. Both("subject", "sin: subject of KZ-1048", Table),
        Postal("text", "sin: written in pt154", Table),
        Postal("text", "sin: Kazakh in STRK1048-2002", Table),
        Postal("text", "sin: Kazakh in RK1048", Table),
        Postal("text", "sin: Kazakh in PT154", Table),
        .. Both("text", "sin: utf-8 called windows-1251", Believes),
        .. Both("text", "sin: utf-8 called koi8-r", Believes),
        .. Both("text", "sin: windows-1251 called utf-8", Believes),
        .. Both("text", "sin: windows-1251 called iso-8859-1", Believes),
        .. Both("text", "sin: windows-1251 called us-ascii", Believes),
        Postal("text", "sin: utf-8 called us-ascii", Believes),
        .. Both("text", "sin: windows-1251 told nowhere", Untold),
        .. Both("text", "sin: koi8-r told nowhere", Untold),
        Postal("text", "sin: a charset that nobody knows", "It reads it as Latin-1; the bytes are UTF-8."),
        .. Both("file bytes", "sin: a charset that nobody knows", Unknown),
        .. Both("file names", "sin: file name with a path of Windows", Path),
        .. Both("file names", "sin: file name that climbs", Path),
        .. Both("file names", "sin: file name turned around", Direction),
        Parser("file names", "sin: file name in raw utf-8", "It reads a header of RFC 6532 as Latin-1."),
        Postal("file names", "sin: file name in encoded words, letters cut in two", "It decodes each encoded word by itself; programs cut letters in two between them."),
        Postal("subject", "sin: subject with letters cut in two", "It decodes each encoded word by itself; programs cut letters in two between them."),
        Postal("subject", "sin: subject folded in three", "It keeps a tab of the folding; a subject is one line of words."),
        Postal("text", "sin: quoted-printable with blanks after soft breaks", "RFC 2045, 6.7 (3): blanks at the end of a line were added on the way and are no part of it."),
        .. Both("text", "sin: a type that is none", Typeless),
        .. Both("file bytes", "sin: a type that is none", Typeless),
        Postal("file bytes", "sin: a text that is attached", "It rewrites the line ends of an attached text; a file of ours has the bytes that were sent."),
        Parser("text", "sin: boundaries with blanks behind", "RFC 2046, 5.1.1: blanks may stand behind a boundary."),
        Parser("file names", "sin: boundaries with blanks behind", "RFC 2046, 5.1.1: blanks may stand behind a boundary."),
        Parser("file bytes", "sin: boundaries with blanks behind", "RFC 2046, 5.1.1: blanks may stand behind a boundary."),
        Parser("from", "sin: blanks before the colon", "RFC 5322, 4.5: old programs leave blanks before the colon."),
    ];

    private static MailDifference Postal(string field, string sample, string why) => new("postalMime", field, sample, why);

    private static MailDifference Parser(string field, string sample, string why) => new("mailparser", field, sample, why);

    private static MailDifference[] Both(string field, string sample, string why) => [Postal(field, sample, why), Parser(field, sample, why)];
}
