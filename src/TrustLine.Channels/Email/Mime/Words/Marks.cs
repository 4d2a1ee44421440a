using System.Globalization;

namespace TrustLine.Channels.Email.Mime.Words;

/// <summary>Lines by which mail programs in Kazakh, Russian and English begin an answer's quotation, a mail passed on, a signature. Each as the programs write it.</summary>
internal static class Marks
{
    private static readonly string[] Answered =
    [
        "original message", "исходное сообщение", "исходное письмо", "оригинальное сообщение", "бастапқы хабар", "бастапқы хабарлама", "түпнұсқа хабарлама", "reply message", "end of message",
    ];

    private static readonly string[] PassedOn =
    [
        "forwarded message", "forwarded mail", "begin forwarded message", "пересылаемое сообщение", "пересылаемое письмо", "пересланное сообщение", "пересланное письмо", "начало переадресованного сообщения", "начало пересылаемого сообщения", "перенаправленное сообщение",
        "қайта жіберілген хабар", "қайта жіберілген хабарлама", "қайта бағытталған хабарлама", "бағытталған хабарлама", "конец пересылаемого сообщения", "конец пересланного сообщения",
    ];

    private static readonly string[] Wrote = ["wrote:", "writes:", "пишет:", "писал:", "писала:", "написал:", "написала:", "написал(а):", "писал(а):", "пишет(а):", "написали:", "жазды:", "жазған:", "былай деп жазды:"];

    private static readonly string[] From = ["from:", "от:", "кімнен:", "от кого:", "*from:*", "*от:*", "жіберуші:", "отправитель:", "бастау:"];
    private static readonly string[] Rest =
    [
        "sent:", "date:", "to:", "cc:", "subject:", "отправлено:", "дата:", "кому:", "копия:", "тема:", "жіберілген:", "жіберілді:", "жіберілген күні:", "кімге:", "көшірме:", "тақырып:", "тақырыбы:", "күні:", "*sent:*", "*to:*", "*subject:*", "*date:*", "*кому:*", "*тема:*", "*дата:*", "*отправлено:*",
    ];

    private static readonly string[] Programs =
    [
        "sent from my ", "sent from mail", "sent from outlook", "sent from yahoo", "sent via ", "sent from the ", "get outlook for ", "отправлено с ", "отправлено из ", "отправлено со ", "отправлено через ", "скачать outlook", "получить outlook", "послано с ", "жіберілді: ",
        "это письмо было проверено", "это сообщение проверено", "проверено антивирусом", "сообщение проверено", "virus-free.", "без вирусов.", "this email has been checked", "вирусов нет", "вирустар жоқ",
    ];

    private static readonly string[] ProgramEnds = ["жіберілді", "құрылғысынан жіберілді", "арқылы жіберілді", "арқылы жіберілген", "-нан жіберілді", "-дан жіберілді", "-тан жіберілді", "-нен жіберілді"];

    private static readonly string[] Closings =
    [
        "с уважением", "с наилучшими пожеланиями", "с найлучшими пожеланиями", "всего доброго", "всего хорошего", "с почтением", "с искренним уважением", "с глубоким уважением", "искренне ваш", "искренне ваша",
        "құрметпен", "ізгі ниетпен", "зор құрметпен", "сәлеммен", "шын жүректен", "ізгі тілекпен",
        "best regards", "kind regards", "regards", "with best regards", "yours sincerely", "yours faithfully", "sincerely", "best wishes", "thanks and regards", "warm regards", "br",
    ];

    /// <summary>A line such as "-----Original Message-----".</summary>
    internal static bool BeginsAnswered(string line) => Ruled(line, Answered);

    /// <summary>A line such as "---------- Forwarded message ----------".</summary>
    internal static bool BeginsPassedOn(string line) => Ruled(line, PassedOn);

    /// <summary>The end of a line such as "On Mon, 2 Mar 2026 at 10:11, A wrote:".</summary>
    internal static bool Introduces(string line)
    {
        var text = line.TrimEnd();
        if (text.Length is < 4 or > 400 || text[^1] != ':') return false;
        foreach (var word in Wrote)
            if (text.EndsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        // 12.03.2026, 10:11, "A" <a@b>: and 12 марта 2026 г., 10:11 +05:00 от A <a@b>:
        return (text.EndsWith(">:", StringComparison.Ordinal) || text.EndsWith("):", StringComparison.Ordinal)) && text.Contains('@', StringComparison.Ordinal) && text.Any(char.IsAsciiDigit);
    }

    /// <summary>"From:" of a header written into the text.</summary>
    internal static bool NamesSender(string line) => Starts(line, From);

    /// <summary>Another line of a header written into the text.</summary>
    internal static bool NamesMore(string line) => Starts(line, Rest);

    /// <summary>A rule of underscores or dashes, as Outlook draws it above the answered mail.</summary>
    internal static bool IsRule(string line)
    {
        var text = line.Trim();
        return text.Length >= 5 && (text.All(c => c == '_') || text.All(c => c == '-'));
    }

    /// <summary>The line above a signature (RFC 3676, 4.3), with its blank or without.</summary>
    internal static bool PartsSignature(string line) => line.TrimEnd() is "--" or "—" or "–";

    /// <summary>What a mail program or a virus scanner adds.</summary>
    internal static bool IsProgram(string line)
    {
        var text = line.Trim();
        return text.Length is > 3 and < 160 && (Starts(text, Programs) || (text.Length < 80 && ProgramEnds.Any(end => text.TrimEnd('.', '!').EndsWith(end, StringComparison.OrdinalIgnoreCase)) && text.Any(char.IsAsciiLetter)));
    }

    /// <summary>"Kind regards" and the like on a line of its own, with or without a name.</summary>
    internal static bool Closes(string line)
    {
        var text = line.Trim();
        if (text.Length > 60) return false;
        foreach (var closing in Closings)
        {
            if (!text.StartsWith(closing, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = text.AsSpan(closing.Length).TrimStart();
            if (rest.IsEmpty || rest[0] is ',' or '!' or '.' or ':' or ';' or '/') return true;
            if (closing.Length > 4 && text[closing.Length] == ' ' && char.IsUpper(rest[0]) && rest.Length < 40) return true;
        }

        return false;
    }

    private static bool Ruled(string line, string[] words)
    {
        var text = line.Trim();
        if (text.Length is < 8 or > 120) return false;
        var bare = text.Trim('-', ' ', '_', '*', '=', '—', '–', '>', ':', '.').ToLower(CultureInfo.InvariantCulture);
        // Words without a rule or a colon are somebody's words.
        return (text[0] is '-' or '_' or '*' or '=' or '—' or '–' || text[^1] == ':') && Array.IndexOf(words, bare) >= 0;
    }

    private static bool Starts(string line, string[] words)
    {
        var text = line.TrimStart();
        foreach (var word in words)
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
