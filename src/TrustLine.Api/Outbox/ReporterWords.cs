using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Pages;
using TrustLine.Channels.Email;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>The words of letters to reporters, in the language of the report: a neutral subject, nothing of the content, and where to read it with the code.</summary>
internal sealed class ReporterWords(IOptions<LineOptions> line, EmailOptions email, Provisions provisions, TimeProvider time)
{
    private static readonly FrozenDictionary<Language, FrozenDictionary<string, string>> All =
        Enum.GetValues<Language>().ToFrozenDictionary(l => l, l => Texts.In(l, "Outbox.ReporterTexts"));

    /// <summary>Every key of a language.</summary>
    public static IEnumerable<string> Keys(Language language) => All[language].Keys;

    /// <summary>The letter as it is sent.</summary>
    public Letter For(ReporterLetter letter)
    {
        var texts = All[letter.Language];
        var name = letter.Kind.ToString().ToLowerInvariant();
        var organisation = provisions.Now.Organisation(AstanaTime.DayOf(time.GetUtcNow().ToInstant()));
        string Filled(string text) => text
            .Replace("{regNumber}", letter.Number, StringComparison.Ordinal)
            .Replace("{regDate}", Day(letter.Registered), StringComparison.Ordinal)
            .Replace("{answerBy}", Day(letter.AnswerBy), StringComparison.Ordinal)
            .Replace("{codeUrl}", Page(letter.Language, "letter/" + letter.CodeLink), StringComparison.Ordinal)
            .Replace("{statusUrl}", Page(letter.Language, "return"), StringComparison.Ordinal)
            .Replace("{organisation}", organisation.Name.In(letter.Language), StringComparison.Ordinal);
        string Day(DateOnly? day) => day is { } d ? LineTexts.In(letter.Language).Date(d) : "";
        var phone = organisation.Phone.Length == 0 ? "" : texts["footer.phone"].Replace("{phone}", organisation.Phone, StringComparison.Ordinal);
        var footer = texts[email.Enabled ? "footer" : "footer.noreply"].Replace("{phone}", phone, StringComparison.Ordinal);
        return new(Filled(texts[name + ".subject"]), Filled(texts[name + ".text"]) + "\n\n--\n" + Filled(footer) + "\n", letter.Language);
    }

    private string Page(Language language, string room) => new Uri(line.Value.PublicBaseUrl ?? new Uri("http://localhost:5000"), $"{language.Code()}/{room}").ToString();
}
