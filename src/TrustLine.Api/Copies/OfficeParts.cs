using System.Text.RegularExpressions;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>Which parts a copy has. Whatever is not listed here is not in a copy.</summary>
internal static partial class OfficeParts
{
    private const string Formats = "application/vnd.openxmlformats-officedocument.";

    private static readonly HashSet<string> KnownTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        Formats + "theme+xml", Formats + "themeOverride+xml", Formats + "drawing+xml", Formats + "vmlDrawing",
        Formats + "wordprocessingml.styles+xml", Formats + "wordprocessingml.settings+xml", Formats + "wordprocessingml.webSettings+xml",
        Formats + "wordprocessingml.fontTable+xml", Formats + "wordprocessingml.numbering+xml", Formats + "wordprocessingml.footnotes+xml",
        Formats + "wordprocessingml.endnotes+xml", Formats + "wordprocessingml.header+xml", Formats + "wordprocessingml.footer+xml",
        Formats + "wordprocessingml.comments+xml", "application/vnd.ms-word.stylesWithEffects+xml",
        Formats + "spreadsheetml.worksheet+xml", Formats + "spreadsheetml.chartsheet+xml", Formats + "spreadsheetml.styles+xml",
        Formats + "spreadsheetml.sharedStrings+xml", Formats + "spreadsheetml.calcChain+xml", Formats + "spreadsheetml.comments+xml",
        Formats + "spreadsheetml.table+xml", Formats + "spreadsheetml.sheetMetadata+xml", Formats + "spreadsheetml.externalLink+xml",
        Formats + "spreadsheetml.pivotTable+xml", Formats + "spreadsheetml.pivotCacheDefinition+xml", Formats + "spreadsheetml.pivotCacheRecords+xml",
        "application/vnd.ms-excel.threadedcomments+xml", "application/vnd.ms-excel.person+xml",
        Formats + "presentationml.slide+xml", Formats + "presentationml.slideLayout+xml", Formats + "presentationml.slideMaster+xml",
        Formats + "presentationml.notesSlide+xml", Formats + "presentationml.notesMaster+xml", Formats + "presentationml.handoutMaster+xml",
        Formats + "presentationml.presProps+xml", Formats + "presentationml.viewProps+xml", Formats + "presentationml.tableStyles+xml",
        Formats + "presentationml.comments+xml", Formats + "presentationml.commentAuthors+xml",
        "application/vnd.ms-powerpoint.comments+xml", "application/vnd.ms-powerpoint.authors+xml",
        Formats + "drawingml.chart+xml", Formats + "drawingml.chartshapes+xml", Formats + "drawingml.diagramData+xml", Formats + "drawingml.diagramLayout+xml",
        Formats + "drawingml.diagramStyle+xml", Formats + "drawingml.diagramColors+xml", "application/vnd.ms-office.drawingml.diagramDrawing+xml",
        "application/vnd.ms-office.chartstyle+xml", "application/vnd.ms-office.chartcolorstyle+xml", "application/vnd.ms-office.chartex+xml",
    };

    /// <summary>The last word of a relation's type, which is the same in both editions of the standard.</summary>
    public static string Kind(string relationType) => relationType[(relationType.LastIndexOf('/') + 1)..];

    /// <summary>What the copy of a document with this main part is; null for what is no such document. Templates and documents with macros become plain documents.</summary>
    public static (string ContentType, string Name, string MediaType, string Ending)? Form(string contentType) =>
        !contentType.EndsWith(".main+xml", StringComparison.OrdinalIgnoreCase) ? null
        : Says(contentType, "wordprocessingml", "ms-word") ? Of("wordprocessingml.document", "/word/document.xml", ".docx")
        : Says(contentType, "spreadsheetml", "ms-excel") ? Of("spreadsheetml.sheet", "/xl/workbook.xml", ".xlsx")
        : Says(contentType, "presentationml", "ms-powerpoint") ? Of("presentationml.presentation", "/ppt/presentation.xml", ".pptx")
        : null;

    public static bool Known(string contentType) => KnownTypes.Contains(contentType);

    /// <summary>Old drawings are often no XML at all; then they stay behind.</summary>
    public static bool Loose(string contentType) => contentType.EndsWith("vmlDrawing", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a reader will miss with this part; nothing where it only told who made the document, on what, and how.</summary>
    public static LeftOut Lost(string contentType, string relation) =>
        contentType.Contains("vba", StringComparison.OrdinalIgnoreCase) || contentType.Contains("macro", StringComparison.OrdinalIgnoreCase) || relation is "vbaProject" or "wordVbaData" ? LeftOut.Macros
        : relation is "customXml" or "customXmlProps" or "people" or "commentsIds" or "commentsExtended" or "commentsExtensible" or "printerSettings" or "tags" or "glossaryDocument"
            or "font" or "keyMapCustomizations" or "recipientData" or "usernames" or "revisionHeaders" or "metadata" or "changesInfo" or "revisionInfo" or "themeOverride" ? LeftOut.None
        : LeftOut.Objects;

    public static bool Usual(string name) => UsualName().IsMatch(name);

    private static bool Says(string contentType, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            if (contentType.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    private static (string, string, string, string) Of(string form, string name, string ending) => ($"{Formats}{form}.main+xml", name, Formats + form, ending);

    [GeneratedRegex(@"^/(word|xl|ppt)(/(theme|worksheets|chartsheets|drawings|charts|comments|threadedComments|persons|tables|pivotTables|pivotCache|externalLinks|slides|slideLayouts|slideMasters|notesSlides|notesMasters|handoutMasters|diagrams))?/(styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes|header|footer|comments?|theme|themeOverride|sharedStrings|calcChain|sheet|table|drawing|chart|colors|style|pivotTable|pivotCacheDefinition|pivotCacheRecords|externalLink|threadedComment|person|metadata|presProps|viewProps|tableStyles|slide|slideLayout|slideMaster|notesSlide|notesMaster|handoutMaster|commentAuthors|authors|data|layout|quickStyle)\d{0,4}\.xml$")]
    private static partial Regex UsualName();
}
