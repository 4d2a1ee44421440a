using System.Globalization;
using System.Text;

namespace TrustLine.Channels.Email.Smtp;

/// <summary>One reply of the server (RFC 5321 4.2), of one or more lines. Prints nothing.</summary>
internal sealed class SmtpReply
{
    private const int MostLines = 128;
    private const int LongestLine = 2048; // RFC 5321 4.5.3.1.5 says 512; some say more.

    private SmtpReply(int code, IReadOnlyList<string> lines) => (Code, Lines) = (code, lines);

    /// <summary>Its three digits.</summary>
    public int Code { get; }

    /// <summary>What stands after the digits, line by line.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>Whether what was asked for is done.</summary>
    public bool IsDone => Code is >= 200 and < 300;

    /// <summary>The enhanced status (RFC 2034), as <c>4.7.1</c>; empty when the reply has none.</summary>
    public string Status => StatusOf(Lines[^1]) is { Length: > 0 } last ? last : StatusOf(Lines[0]);

    /// <summary>The next reply on the line.</summary>
    public static async Task<SmtpReply> ReadAsync(MailLine line, CancellationToken cancellation)
    {
        var lines = new List<string>();
        var code = 0;
        while (lines.Count < MostLines)
        {
            using var bytes = new MemoryStream();
            await line.ReadLineAsync(bytes, LongestLine, cancellation);
            var text = Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
            if (text.Length < 3 || !int.TryParse(text.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 200 or > 599) break;
            if (lines.Count > 0 && number != code) break;
            code = number;
            lines.Add(text.Length > 4 ? text[4..] : "");
            if (text.Length == 3 || text[3] == ' ') return new(code, lines);
            if (text[3] != '-') break;
        }

        throw new SmtpTroubleException(SmtpTrouble.Broken);
    }

    /// <summary>What a reply that is not the hoped-for one means; <paramref name="toAddress"/> when it answers RCPT or MAIL.</summary>
    public SmtpTroubleException Trouble(bool toAddress = false)
    {
        var status = Status;
        return new(Kind(status, toAddress), Code, status);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(SmtpReply);

    private SmtpTrouble Kind(string status, bool toAddress) => Code switch
    {
        421 => SmtpTrouble.Away,
        454 or 530 or 523 or 538 => SmtpTrouble.Insecure, // RFC 3207 4, RFC 4954 6: no TLS now, or nothing without it.
        534 or 535 => SmtpTrouble.Login,
        < 400 => SmtpTrouble.Broken, // Neither yes nor no where only these are to be had.
        < 500 => SmtpTrouble.Passing,
        // X.1.z is the address itself, X.2.z the mailbox behind it (RFC 3463 3.2, 3.3); without a status 550, 551 and 553 say it.
        _ when toAddress && (status.Length > 0 ? status.StartsWith("5.1.", StringComparison.Ordinal) || status.StartsWith("5.2.", StringComparison.Ordinal) || status == "5.6.7" : Code is 550 or 551 or 553) => SmtpTrouble.Address,
        _ => SmtpTrouble.Final,
    };

    // class "." subject "." detail, of which the class is the reply's first digit.
    private string StatusOf(string text)
    {
        var word = text.Split(' ', 2)[0];
        var parts = word.Split('.');
        return parts.Length == 3 && parts[0].Length == 1 && parts[0][0] - '0' == Code / 100 && parts.Skip(1).All(p => p.Length is > 0 and <= 3 && p.All(char.IsAsciiDigit)) ? word : "";
    }
}
