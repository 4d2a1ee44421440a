using System.Xml;

namespace TrustLine.Api.Copies;

/// <summary>
/// One part of a document, read and written again as it streams by: who wrote, commented and changed it, where it lay and which session it came from is taken
/// out; what was written stays.
/// </summary>
internal static class OfficeXml
{
    private const string XmlnsNamespace = "http://www.w3.org/2000/xmlns/", OldOffice = "urn:schemas-microsoft-com:office:office";

    /// <summary>Elements that go with all that is in them: traces of sessions, places on a disk, hidden stores, links to what is left out.</summary>
    private static readonly HashSet<string> Gone = new(StringComparer.Ordinal)
    {
        "rsids", "docId", "docVars", "attachedTemplate", "mailMerge", "saveThroughXslt", "absPath", "fileSharing", "fileVersion", "revisionPtr", "customWorkbookViews",
        "oleObjects", "controls", "creationId", "custDataLst", "webPublishing", "schemaLibrary", "smartTagType", "dataBinding",
    };

    /// <summary>Attributes that go: sessions, moments of changes, names that files had on a disk, descriptions that programs fill in.</summary>
    private static readonly HashSet<string> GoneAttributes = new(StringComparer.Ordinal)
    {
        "paraId", "textId", "durableId", "date", "dateUtc", "refreshedBy", "refreshedDate", "refreshedDateIso", "lastEdited", "lowestEdited", "documentId", "descr", "alt",
    };

    /// <summary>Attributes that must be there and say nothing any more.</summary>
    private static readonly HashSet<string> Emptied = new(StringComparer.Ordinal) { "author", "initials", "userId", "userName" };

    /// <summary>Elements whose name attribute is a person, or what a picture was called on a disk.</summary>
    private static readonly HashSet<string> Named = new(StringComparer.Ordinal) { "cmAuthor", "author", "person", "cNvPr", "docPr" };

    /// <summary>Elements that stay without their reference when what it led to stays behind.</summary>
    private static readonly HashSet<string> StandAlone = new(StringComparer.Ordinal) { "pageSetup", "hyperlink", "blip", "imagedata", "fill", "stroke", "externalBook" };

    private static readonly XmlReaderSettings Strict = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = WashBounds.MostUnfolded,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = false,
    };

    /// <summary>Whether it is XML at all.</summary>
    public static bool Reads(Stream input)
    {
        using (input)
        using (var reader = XmlReader.Create(input, Strict))
        {
            try
            {
                while (reader.Read()) { }
                return true;
            }
            catch (XmlException)
            {
                return false;
            }
        }
    }

    /// <summary>Copies a part; references to relations that are gone go with the elements that only hold them.</summary>
    public static void Wash(Stream input, Stream output, IReadOnlySet<string> gone)
    {
        using var reader = XmlReader.Create(input, Strict);
        using var writer = XmlWriter.Create(output, new XmlWriterSettings { CloseOutput = false, Encoding = new System.Text.UTF8Encoding(false) });
        writer.WriteStartDocument(standalone: true);
        reader.MoveToContent();
        var person = 0; // Depth of an element whose text is a person's name.
        for (var more = !reader.EOF; more;)
        {
            more = reader.NodeType switch
            {
                XmlNodeType.Element => Element(reader, writer, gone, ref person),
                _ => Content(reader, writer, ref person),
            };
        }

        writer.WriteEndDocument();
    }

    private static bool Element(XmlReader reader, XmlWriter writer, IReadOnlySet<string> gone, ref int person)
    {
        if (Gone.Contains(reader.LocalName) || (!StandAlone.Contains(reader.LocalName) && Refers(reader, gone)))
        {
            reader.Skip();
            return !reader.EOF;
        }

        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        var (element, empty) = (reader.LocalName, reader.IsEmptyElement);
        if (element == "author" && !empty) person = reader.Depth + 1;
        while (reader.MoveToNextAttribute()) Attribute(reader, writer, element, gone);
        reader.MoveToElement();
        if (empty) writer.WriteEndElement();
        return reader.Read();
    }

    private static bool Content(XmlReader reader, XmlWriter writer, ref int person)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace:
                writer.WriteString(person > 0 ? "-" : reader.Value);
                break;
            case XmlNodeType.EndElement:
                if (reader.Depth < person) person = 0;
                writer.WriteFullEndElement();
                break;
            default: break;
        }

        return reader.Read();
    }

    private static void Attribute(XmlReader reader, XmlWriter writer, string element, IReadOnlySet<string> gone)
    {
        var (name, value) = (reader.LocalName, reader.Value);
        var session = name.StartsWith("rsid", StringComparison.Ordinal) || (name == "uid" && reader.NamespaceURI.Contains("/revision", StringComparison.Ordinal));
        var title = name == "title" && (reader.NamespaceURI == OldOffice || element is "cNvPr" or "docPr");
        if (reader.NamespaceURI != XmlnsNamespace && (session || title || GoneAttributes.Contains(name) || (IsReference(reader) && gone.Contains(value)))) return;
        if (reader.NamespaceURI.Length == 0 && ((name == "name" && Named.Contains(element)) || (name == "displayName" && element == "person"))) value = "-";
        else if (reader.NamespaceURI != XmlnsNamespace && Emptied.Contains(name)) value = "-";
        writer.WriteAttributeString(reader.Prefix, name, reader.NamespaceURI, value);
    }

    private static bool Refers(XmlReader reader, IReadOnlySet<string> gone)
    {
        if (gone.Count == 0 || !reader.HasAttributes) return false;
        var refers = false;
        while (!refers && reader.MoveToNextAttribute()) refers = IsReference(reader) && gone.Contains(reader.Value);
        reader.MoveToElement();
        return refers;
    }

    private static bool IsReference(XmlReader reader) =>
        reader.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal) || (reader.NamespaceURI == OldOffice && reader.LocalName == "relid");
}
