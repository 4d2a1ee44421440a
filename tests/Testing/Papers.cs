// Files as reporters hand them over, made byte by byte so that what is planted in them is known: a photo with EXIF, a letter with an author.

using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace TrustLine.Testing;

public static class Papers
{
    /// <summary>An 8×8 grey JPEG whose EXIF names the artist and holds a description.</summary>
    public static Paper Photo(string name, string artist, string description)
    {
        using var jpeg = new MemoryStream();
        jpeg.Write([0xFF, 0xD8]);
        Segment(jpeg, 0xE1, [.. "Exif\0\0"u8, .. Tiff((0x010E, description), (0x013B, artist))]);
        Segment(jpeg, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(jpeg, 0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
        // One code of one bit in each Huffman table: "no difference" and "end of block".
        Segment(jpeg, 0xC4, [0x00, 1, .. new byte[15], 0]);
        Segment(jpeg, 0xC4, [0x10, 1, .. new byte[15], 0]);
        Segment(jpeg, 0xDA, [1, 1, 0x00, 0, 63, 0]);
        jpeg.Write([0x3F, 0xFF, 0xD9]);
        return new(name, "image/jpeg", jpeg.ToArray());
    }

    /// <summary>A Word document with an author; stored without compression, so that a copy in clear could not hide.</summary>
    public static Paper Letter(string name, string author, string text)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>");
            Part(zip, "_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>");
            Part(zip, "word/document.xml", $"<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>");
            Part(zip, "docProps/core.xml", $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>{author}</dc:creator></cp:coreProperties>");
        }

        return new(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", file.ToArray());
    }

    /// <summary>Bytes that look like nothing, the same for the same seed.</summary>
    public static Paper Noise(string name, int size, int seed)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return new(name, "application/octet-stream", bytes);
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static void Part(ZipArchive zip, string path, string xml)
    {
        using var part = zip.CreateEntry(path, CompressionLevel.NoCompression).Open();
        part.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + xml));
    }

    private static void Segment(Stream jpeg, byte marker, ReadOnlySpan<byte> body)
    {
        jpeg.Write([0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2)]);
        jpeg.Write(body);
    }

    /// <summary>A little-endian TIFF directory of text tags (Exif 2.3, 4.6.2).</summary>
    private static byte[] Tiff(params (ushort Tag, string Text)[] tags)
    {
        using var tiff = new MemoryStream();
        using var write = new BinaryWriter(tiff);
        write.Write("II*\0"u8);
        write.Write(8);
        write.Write((ushort)tags.Length);
        var offset = 8 + 2 + (tags.Length * 12) + 4;
        foreach (var (tag, text) in tags)
        {
            var length = Encoding.UTF8.GetByteCount(text) + 1;
            write.Write(tag);
            write.Write((ushort)2);
            write.Write(length);
            write.Write(offset);
            offset += length;
        }

        write.Write(0);
        foreach (var (_, text) in tags)
        {
            write.Write(Encoding.UTF8.GetBytes(text));
            write.Write((byte)0);
        }

        return tiff.ToArray();
    }
}
