namespace TrustLine.Channels.Email.Smtp;

/// <summary>A letter as it goes over the line after DATA (RFC 5321 4.5.2): every line ends in CRLF, a line that begins with a dot gets another, a dot alone ends it.</summary>
internal static class SmtpData
{
    /// <summary>The letter's bytes for the line. A CR or LF that stands alone becomes a whole line end: else two servers may see two ends of the letter in different places.</summary>
    public static byte[] Of(ReadOnlySpan<byte> letter)
    {
        using var data = new MemoryStream(letter.Length + (letter.Length / 64) + 8);
        var atStart = true;
        for (var i = 0; i < letter.Length; i++)
        {
            var next = letter[i];
            if (next is (byte)'\r' or (byte)'\n')
            {
                if (next == '\r' && i + 1 < letter.Length && letter[i + 1] == '\n') i++;
                data.Write("\r\n"u8);
                atStart = true;
                continue;
            }

            if (atStart && next == '.') data.WriteByte((byte)'.');
            data.WriteByte(next);
            atStart = false;
        }

        data.Write(atStart ? ".\r\n"u8 : "\r\n.\r\n"u8);
        return data.ToArray();
    }
}
