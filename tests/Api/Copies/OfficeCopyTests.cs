// Documents: who wrote them and on what is not in the copy, what they say is, and another program still takes the copy for whole.

using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using TrustLine.Api.Copies;
using TrustLine.Vault.Files;
using P = DocumentFormat.OpenXml.Presentation;
using S = DocumentFormat.OpenXml.Spreadsheet;
using W = DocumentFormat.OpenXml.Wordprocessing;

namespace TrustLine.Tests.Copies;

public sealed class OfficeCopyTests
{
    private const string Hidden = "Жасыринов", Told = "Начальник взял взятку";

    /// <summary>A letter with everything that Word hides in one.</summary>
    internal static byte[] Letter(bool macros = false)
    {
        using var file = new MemoryStream();
        using (var word = WordprocessingDocument.Create(file, macros ? WordprocessingDocumentType.MacroEnabledDocument : WordprocessingDocumentType.Document))
        {
            word.PackageProperties.Creator = Hidden;
            word.PackageProperties.LastModifiedBy = Hidden;
            word.AddExtendedFilePropertiesPart().Properties = new(new DocumentFormat.OpenXml.ExtendedProperties.Company(Hidden), new DocumentFormat.OpenXml.ExtendedProperties.Manager(Hidden));
            word.AddCustomFilePropertiesPart().Properties = new(new DocumentFormat.OpenXml.CustomProperties.CustomDocumentProperty(new DocumentFormat.OpenXml.VariantTypes.VTLPWSTR(Hidden)) { FormatId = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}", PropertyId = 2, Name = Hidden });
            Feed(word.AddThumbnailPart(ThumbnailPartType.Jpeg), PictureCopyTests.Sample("baseline.jpg"));
            var main = word.AddMainDocumentPart();
            var photo = main.AddImagePart(ImagePartType.Jpeg, "rId7");
            Feed(photo, PictureCopyTests.Sample("baseline.jpg"));
            Feed(main.AddImagePart(ImagePartType.Emf, "rId8"), Encoding.Unicode.GetBytes(Hidden));
            Feed(main.AddCustomXmlPart(CustomXmlPartType.CustomXml), Encoding.UTF8.GetBytes($"<a>{Hidden}</a>"));
            if (macros) Feed(main.AddNewPart<VbaProjectPart>(), Encoding.UTF8.GetBytes(Hidden));
            main.AddHyperlinkRelationship(new Uri("https://example.kz/doc"), true, "rId20");
            main.AddHyperlinkRelationship(new Uri($"file:///C:/{Uri.EscapeDataString(Hidden)}/a.docx"), true, "rId21");
            var comments = main.AddNewPart<WordprocessingCommentsPart>();
            comments.Comments = new(new W.Comment(new W.Paragraph(new W.Run(new W.Text("Проверить номер")))) { Id = "0", Author = Hidden, Initials = Hidden, Date = new DateTime(2026, 11, 19, 0, 0, 0, DateTimeKind.Utc) });
            var settings = main.AddNewPart<DocumentSettingsPart>();
            settings.AddExternalRelationship("http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate", new Uri($"file:///C:/{Uri.EscapeDataString(Hidden)}/Normal.dotm"), "rId1");
            settings.Settings = new(new W.AttachedTemplate { Id = "rId1" }, new W.DocumentVariables(new W.DocumentVariable { Name = Hidden, Val = Hidden }), new W.Rsids(new W.RsidRoot { Val = "00A1B2C3" }, new W.Rsid { Val = "00A1B2C3" }));
            main.Document = new(new W.Body(
                new W.Paragraph(new W.CommentRangeStart { Id = "0" }, new W.Run(new W.Text(Told)), new W.CommentRangeEnd { Id = "0" }, new W.Run(new W.CommentReference { Id = "0" })) { RsidParagraphAddition = "00A1B2C3", RsidRunAdditionDefault = "00A1B2C3" },
                new W.Paragraph(new W.InsertedRun(new W.Run(new W.Text("вставлено"))) { Id = "5", Author = Hidden, Date = new DateTime(2026, 11, 19, 0, 0, 0, DateTimeKind.Utc) }),
                new W.Paragraph(new W.Hyperlink(new W.Run(new W.Text("ссылка"))) { Id = "rId20" }, new W.Hyperlink(new W.Run(new W.Text("на диске"))) { Id = "rId21" }),
                new W.Paragraph(new W.Run(Drawing("rId7"))),
                new W.Paragraph(new W.Run(Drawing("rId8")))));
        }

        return file.ToArray();
    }

    internal static byte[] Book()
    {
        using var file = new MemoryStream();
        using (var book = SpreadsheetDocument.Create(file, SpreadsheetDocumentType.Workbook))
        {
            book.PackageProperties.Creator = Hidden;
            var main = book.AddWorkbookPart();
            main.Workbook = new(
                new S.FileVersion { ApplicationName = "xl", CodeName = "{" + Hidden + "}" }, new S.FileSharing { UserName = Hidden },
                new S.Sheets(new S.Sheet { Name = "Ведомость", SheetId = 1, Id = "rId1" }));
            var sheet = main.AddNewPart<WorksheetPart>("rId1");
            var printer = sheet.AddNewPart<SpreadsheetPrinterSettingsPart>("application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings", "rId1");
            Feed(printer, Encoding.Unicode.GetBytes(Hidden));
            sheet.Worksheet = new(
                new S.SheetData(new S.Row(new S.Cell { CellReference = "A1", DataType = S.CellValues.InlineString, InlineString = new(new S.Text(Told)) }) { RowIndex = 1 }),
                new S.PageSetup { Orientation = S.OrientationValues.Landscape, Id = "rId1" });
            sheet.AddNewPart<WorksheetCommentsPart>("rId2").Comments = new(
                new S.Authors(new S.Author(Hidden), new S.Author(Hidden + "2")),
                new S.CommentList(new S.Comment(new S.CommentText(new S.Text("смотри сюда"))) { Reference = "A1", AuthorId = 1 }));
        }

        return file.ToArray();
    }

    internal static byte[] Slides()
    {
        using var file = new MemoryStream();
        using (var slides = PresentationDocument.Create(file, PresentationDocumentType.Presentation))
        {
            slides.PackageProperties.Creator = Hidden;
            var main = slides.AddPresentationPart();
            main.Presentation = new(new P.SlideIdList(new P.SlideId { Id = 256, RelationshipId = "rId2" }), new P.NotesSize { Cx = 6858000, Cy = 9144000 });
            main.AddNewPart<CommentAuthorsPart>("rId9").CommentAuthorList = new(new P.CommentAuthor { Id = 0, Name = Hidden, Initials = Hidden, LastIndex = 1, ColorIndex = 0 });
            main.AddNewPart<SlidePart>("rId2").Slide = new(new P.CommonSlideData(new P.ShapeTree(
                new P.NonVisualGroupShapeProperties(new P.NonVisualDrawingProperties { Id = 1, Name = Hidden }, new P.NonVisualGroupShapeDrawingProperties(), new P.ApplicationNonVisualDrawingProperties()), new P.GroupShapeProperties(),
                new P.Shape(
                    new P.NonVisualShapeProperties(new P.NonVisualDrawingProperties { Id = 2, Name = "t", Description = Hidden }, new P.NonVisualShapeDrawingProperties(), new P.ApplicationNonVisualDrawingProperties()),
                    new P.ShapeProperties(), new P.TextBody(new DocumentFormat.OpenXml.Drawing.BodyProperties(), new DocumentFormat.OpenXml.Drawing.Paragraph(new DocumentFormat.OpenXml.Drawing.Run(new DocumentFormat.OpenXml.Drawing.Text(Told))))))));
        }

        return file.ToArray();
    }

    public static TheoryData<string, byte[], string, LeftOut> Documents => new()
    {
        { "letter", Letter(), ".docx", LeftOut.Pictures },
        { "letter with macros", Letter(macros: true), ".docx", LeftOut.Pictures | LeftOut.Macros },
        { "book", Book(), ".xlsx", LeftOut.None },
        { "slides", Slides(), ".pptx", LeftOut.None },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public void A_copy_says_what_the_document_says_and_not_who_wrote_it(string what, byte[] original, string ending, LeftOut leftOut)
    {
        Assert.True(Unfolded(original).Count(Holds) > 2, what);
        var copy = OfficeCopy.Of(original);
        Assert.Equal((ending, leftOut), (copy.Ending, copy.LeftOut));
        foreach (var (part, bytes) in Unfolded(copy.Bytes))
        {
            Assert.False(Holds((part, bytes)), part);
            Assert.Equal(-1, bytes.AsSpan().IndexOf("Zhasyryn"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("00A1B2C3"u8));
            Assert.Equal(-1, bytes.AsSpan().IndexOf("2026-11-19"u8));
        }

        Assert.Contains(Unfolded(copy.Bytes), p => p.Bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Told)) >= 0);
        // Another program's judgement: washing breaks nothing that was whole.
        Assert.Empty(Faults(copy.Bytes, ending).Except(Faults(original, ending)));
    }

    [Fact]
    public void Comments_changes_links_and_pictures_that_can_be_seen_are_there()
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(OfficeCopy.Of(Letter()).Bytes), false);
        var main = word.MainDocumentPart!;
        Assert.Contains("Проверить номер", main.WordprocessingCommentsPart!.Comments.InnerText, StringComparison.Ordinal);
        Assert.Contains("вставлено", main.Document.InnerText, StringComparison.Ordinal);
        Assert.Contains("на диске", main.Document.InnerText, StringComparison.Ordinal);
        Assert.Equal("https://example.kz/doc", Assert.Single(main.HyperlinkRelationships).Uri.ToString());
        using var picture = Assert.Single(main.ImageParts).GetStream();
        using var bytes = new MemoryStream();
        picture.CopyTo(bytes);
        Assert.Equal(JpegCopy.Of(PictureCopyTests.Sample("baseline.jpg")).Bytes, bytes.ToArray());
        Assert.Empty(word.GetAllParts().OfType<VbaProjectPart>());
    }

    [Fact]
    public void A_document_that_unfolds_to_much_more_is_refused()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Part(string name, string text)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }

            Part("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            Part("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            using var bomb = zip.CreateEntry("word/document.xml").Open();
            bomb.Write("<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"u8);
            var blank = new byte[1 << 20];
            blank.AsSpan().Fill((byte)' ');
            for (var i = 0; i < 600; i++) bomb.Write(blank);
            bomb.Write("</w:body></w:document>"u8);
        }

        Assert.InRange(file.Length, 0, WashBounds.LargestFile);
        var (washing, _) = WashVerb.Wash(FileKind.Office, file.ToArray());
        Assert.Contains(washing, new[] { Washing.TooLarge, Washing.Failed });
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    [InlineData("<a><b></a>")]
    public void Xml_that_asks_for_more_than_itself_is_refused(string xml) =>
        Assert.Throws<System.Xml.XmlException>(() => OfficeXml.Wash(new MemoryStream(Encoding.UTF8.GetBytes(xml)), new MemoryStream(), new HashSet<string>()));

    [Fact]
    public void A_plain_archive_and_broken_documents_give_a_word_and_never_more()
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true)) zip.CreateEntry("a.txt").Open().Dispose();
        Assert.NotEqual(Washing.Copy, WashVerb.Wash(FileKind.Office, file.ToArray()).Washing);
        var random = new Random(3);
        var letter = Letter();
        for (var i = 0; i < 150; i++)
        {
            var bytes = letter.ToArray();
            for (var spoilt = random.Next(1, 8); spoilt > 0; spoilt--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (i % 4 == 0) bytes = bytes[..random.Next(bytes.Length)];
            var (washing, copy) = WashVerb.Wash(FileKind.Office, bytes);
            Assert.Equal(washing == Washing.Copy, copy is not null);
            if (copy is not null) Assert.DoesNotContain(Unfolded(copy.Bytes), Holds);
        }
    }

    private static IReadOnlyList<string> Faults(byte[] document, string ending)
    {
        using OpenXmlPackage opened = ending switch
        {
            ".docx" => WordprocessingDocument.Open(new MemoryStream(document), false),
            ".xlsx" => SpreadsheetDocument.Open(new MemoryStream(document), false),
            _ => PresentationDocument.Open(new MemoryStream(document), false),
        };
        return [.. new OpenXmlValidator(FileFormatVersions.Office2019).Validate(opened).Select(e => e.Description)];
    }

    private static bool Holds((string Name, byte[] Bytes) part) =>
        part.Name.Contains(Hidden, StringComparison.Ordinal)
        || new[] { Encoding.UTF8, Encoding.Unicode }.Any(e => part.Bytes.AsSpan().IndexOf(e.GetBytes(Hidden)) >= 0)
        || part.Bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Uri.EscapeDataString(Hidden))) >= 0;

    private static IReadOnlyList<(string Name, byte[] Bytes)> Unfolded(byte[] document)
    {
        using var zip = new ZipArchive(new MemoryStream(document));
        return [.. zip.Entries.Select(e =>
        {
            using var bytes = new MemoryStream();
            using (var part = e.Open()) part.CopyTo(bytes);
            return (e.FullName, bytes.ToArray());
        })];
    }

    private static void Feed(OpenXmlPart part, byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        part.FeedData(stream);
    }

    private static W.Drawing Drawing(string picture) => new($"""
        <w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="990000" cy="792000"/><wp:docPr id="1" name="{Hidden}" descr="D:\{Hidden}\1.jpg"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="{Hidden}.jpg"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{picture}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="792000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>
        """);
}
