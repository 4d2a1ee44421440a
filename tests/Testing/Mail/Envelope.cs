// Pieces of mails by which the shapes of Clients.cs are put together.

using System.Text;

namespace TrustLine.Testing.Mail;

/// <summary>A mail under construction: lines of ASCII, and raw bytes where a program writes such.</summary>
internal sealed class Envelope
{
    private readonly MemoryStream bytes = new();

    internal Envelope Line(string line = "")
    {
        bytes.Write(Encoding.UTF8.GetBytes(line + "\r\n"));
        return this;
    }

    internal Envelope Raw(byte[] raw)
    {
        bytes.Write(raw);
        return this;
    }

    internal byte[] ToBytes() => bytes.ToArray();

    /// <summary>A body of text by charset and transfer encoding, its Content headers before it.</summary>
    internal Envelope Text(string type, string text, string charset, string encoding, string more = "", string end = "\r\n")
    {
        var raw = Wire.Bytes(text.Replace("\n", "\r\n"), charset);
        Line($"Content-Type: {type}; charset={charset}{more}");
        Line($"Content-Transfer-Encoding: {encoding}");
        Line();
        switch (encoding)
        {
            case "base64":
                return Raw(Encoding.ASCII.GetBytes(Wire.Base64(raw)));
            case "quoted-printable":
                return Raw(Encoding.ASCII.GetBytes(Wire.Quoted(raw))).Line();
            default:
                return Raw(raw).Raw(Encoding.ASCII.GetBytes(end));
        }
    }

    /// <summary>A file in base64 with the headers by which this program names it.</summary>
    internal Envelope File(SampleFile file, params string[] headers)
    {
        foreach (var header in headers) Line(header);
        Line("Content-Transfer-Encoding: base64");
        Line();
        return Raw(Encoding.ASCII.GetBytes(Wire.Base64(file.Bytes)));
    }

    internal static string Html(string text, string style = "") =>
        string.Concat(text.Split("\n\n").Select(p => $"<p{style}>{p.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\n", "<br>")}</p>\r\n"));
}

/// <summary>Files as people attach them; the bytes are of no real document, only their beginnings are.</summary>
internal static class SampleFiles
{
    internal static SampleFile Pdf(string name, int length = 900) => new(name, "application/pdf", Filled("%PDF-1.4\n", length));

    internal static SampleFile Photo(string name, int length = 1500) => new(name, "image/jpeg", [0xFF, 0xD8, 0xFF, 0xE0, .. Filled("JFIF", length)]);

    internal static SampleFile Docx(string name, int length = 1200) => new(name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Filled("PK\u0003\u0004", length));

    internal static SampleFile Xlsx(string name, int length = 700) => new(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Filled("PK\u0003\u0004", length));

    // The same bytes for the same name, all values among them.
    private static byte[] Filled(string head, int length)
    {
        var bytes = new byte[Math.Max(length, head.Length)];
        Encoding.Latin1.GetBytes(head).CopyTo(bytes, 0);
        var state = (uint)length * 2654435761u;
        for (var i = head.Length; i < bytes.Length; i++)
        {
            state = (state * 1664525u) + 1013904223u;
            bytes[i] = (byte)(state >> 24);
        }

        return bytes;
    }
}
