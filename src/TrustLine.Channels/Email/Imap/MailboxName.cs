using System.Text;

namespace TrustLine.Channels.Email.Imap;

/// <summary>Names of mailboxes on the line: modified UTF-7 (RFC 3501 5.1.3), in which <c>Өңделді</c> is ASCII.</summary>
internal static class MailboxName
{
    /// <summary>The name as a server of IMAP4rev1 knows it.</summary>
    public static string Encode(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            if (name[i] is >= ' ' and <= '~')
            {
                text.Append(name[i] == '&' ? "&-" : name[i]);
                i++;
                continue;
            }

            var from = i;
            while (i < name.Length && name[i] is < ' ' or > '~') i++;
            var packed = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(name[from..i])).TrimEnd('=').Replace('/', ',');
            text.Append('&').Append(packed).Append('-');
        }

        return text.ToString();
    }

    /// <summary>The name as people know it; what is not well encoded is left as it stands.</summary>
    public static string Decode(string name)
    {
        var text = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var end = name[i] == '&' ? name.IndexOf('-', i) : -1;
            if (end < 0)
            {
                text.Append(name[i]);
            }
            else if (end == i + 1)
            {
                text.Append('&');
                i = end;
            }
            else
            {
                text.Append(Unpack(name[(i + 1)..end]) ?? name[i..(end + 1)]);
                i = end;
            }
        }

        return text.ToString();
    }

    private static string? Unpack(string packed)
    {
        var base64 = packed.Replace(',', '/').PadRight((packed.Length + 3) / 4 * 4, '=');
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && length % 2 == 0 ? Encoding.BigEndianUnicode.GetString(bytes, 0, length) : null;
    }
}
