namespace TrustLine.Channels.Email.Mime;

/// <summary>What the reader noticed in a mail: each becomes one sentence for the officer. A remark never quotes the mail and never refuses it.</summary>
public enum Remark
{
    /// <summary>The mail ends inside a part: what came is shown, the rest never came.</summary>
    CutOff,
    /// <summary>The headers are longer or more than anybody needs: the first are read, the rest is in the original.</summary>
    HeadersCut,
    /// <summary>A line among the headers is no header.</summary>
    HeadersBroken,
    /// <summary>A header that may stand once stands twice; the first counts.</summary>
    HeaderTwice,
    /// <summary>A header holds control signs or line ends, as a forged one does.</summary>
    ControlSigns,
    /// <summary>A name, subject or file name holds marks that turn the direction of writing; they are left out.</summary>
    DirectionMarks,
    /// <summary>The text holds marks that turn the direction of writing; they are kept.</summary>
    TextDirectionMarks,
    /// <summary>The name of the sender looks like an address, and it is another than the real one.</summary>
    NameLooksLikeAddress,
    /// <summary>More addresses or references than are read.</summary>
    TooManyAddresses,
    /// <summary>The date cannot be read.</summary>
    DateUnreadable,
    /// <summary>Letters beyond ASCII where no charset was told.</summary>
    CharsetUntold,
    /// <summary>The charset that was told is unknown: read as well as can be, and the bytes are kept as a file.</summary>
    CharsetUnknown,
    /// <summary>UTF-7 was told: it can hide what filters look for, and is not decoded.</summary>
    CharsetRefused,
    /// <summary>The charset that was told cannot be the right one; it was read as another.</summary>
    CharsetWrong,
    /// <summary>The charset may be another than was told (as KZ-1048 sent for windows-1251): the second reading is offered.</summary>
    CharsetDoubtful,
    /// <summary>Some letters are damaged and are shown as replacement signs.</summary>
    LettersLost,
    /// <summary>The encoding of a part is damaged or unknown; it was decoded as far as can be.</summary>
    EncodingBroken,
    /// <summary>The line between the parts was not told rightly and was found by looking.</summary>
    BoundaryGuessed,
    /// <summary>The parts could not be told apart: all is shown as one text.</summary>
    BoundaryMissing,
    /// <summary>The last part is not closed.</summary>
    BoundaryUnclosed,
    /// <summary>Something stands before, between or after the parts, where no mail program shows it; it is in the original.</summary>
    TextOutsideParts,
    /// <summary>Parts within parts deeper than is read; what is inside is kept as a file.</summary>
    TooDeep,
    /// <summary>More parts than are read; the rest is kept as one file.</summary>
    TooManyParts,
    /// <summary>The text is longer than is shown; the whole of it is kept as a file.</summary>
    TextCut,
    /// <summary>The text as HTML says something else than the plain text: both are kept.</summary>
    AlternativesDiffer,
    /// <summary>Text that a mail program would not show, as white on white; it stands between ⟦ and ⟧.</summary>
    HiddenText,
    /// <summary>The HTML is damaged and was read as well as can be.</summary>
    HtmlBroken,
    /// <summary>A file of Outlook's own kind (winmail.dat) that holds other files; kept closed.</summary>
    Winmail,
    /// <summary>Encrypted by S/MIME or PGP: nobody here can read it; kept as a file.</summary>
    Encrypted,
    /// <summary>Signed by S/MIME or PGP; the signature is kept as a file and was not checked.</summary>
    Signed,
    /// <summary>An invitation or another calendar entry; kept as a file.</summary>
    Calendar,
    /// <summary>A file that stood as letters inside the text (uuencode) was taken out.</summary>
    FileInText,
    /// <summary>A part that lies elsewhere (message/external-body); nothing is loaded.</summary>
    LiesElsewhere,
    /// <summary>A piece of a mail sent in several (message/partial); kept as a file.</summary>
    PieceOfMail,
}
