using TrustLine.Api.Intake;
using TrustLine.Api.Return;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Pages;

/// <summary>Where the link of a letter leads: a page with a button, and behind it the receipt code, once. The link's secret stands in the address, so nothing else is ever asked of it.</summary>
internal sealed class LetterPages(CodeLinks links, LinePages pages)
{
    private const int LongestForm = 4096;

    /// <summary>The page with the button. It looks the same whether or not anybody ever writes down what it leads to; it shows nothing of the report.</summary>
    public IResult Begin(Language language, string link) =>
        FormToken.TryParse(link, out var token) && links.Waits(token)
            ? LinePages.Page<LetterPage>(new() { ["Frame"] = pages.Frame(language), ["Link"] = link, ["PageToken"] = FormToken.New().ForTheForm() })
            : Gone(language);

    /// <summary>The button was pressed, or the language of the page that shows the code was changed.</summary>
    public async Task<IResult> ShowAsync(HttpContext context, Language language, string link)
    {
        if (!context.Request.HasFormContentType || context.Request.ContentLength is not <= LongestForm) return pages.Trouble(language, StatusCodes.Status400BadRequest);
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (!FormToken.TryParse(link, out var token) || !FormToken.TryParse(form["page"], out var page)) return Gone(language);
        if (await links.ShowAsync(token, page, context.RequestAborted) is not { } code) return Gone(language);
        return LinePages.Page<LetterCodePage>(new() { ["Frame"] = pages.Frame(language), ["Link"] = link, ["PageToken"] = page.ForTheForm(), ["View"] = new LetterCode(code.Number, code.Code, code.AnswerBy, code.Anonymous) });
    }

    private IResult Gone(Language language) => LinePages.Page<LetterGonePage>(new() { ["Frame"] = pages.Frame(language) }, StatusCodes.Status404NotFound);
}

/// <summary>What the page shows. Prints nothing.</summary>
public sealed record LetterCode(string Number, string Code, DateOnly AnswerBy, bool Anonymous)
{
    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(LetterCode);
}
