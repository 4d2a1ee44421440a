using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Intake;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Pages;

/// <summary>The pages of the reporter's side that need nobody's data, and what all of its pages share.</summary>
internal sealed class LinePages(IntakeDesk desk, LineCalendar days, Provisions provisions, TimeProvider time, IOptions<SmtpOptions> mail, WebOptions web)
{
    /// <summary>What is taken at most.</summary>
    public BoundsView Bounds { get; } = new(web.NarrativeBytes, web.AnswerChars, web.Files, web.LargestFile);

    /// <summary>Whether a mark of danger leaves at once for somebody on duty: there is mail, and an address.</summary>
    public bool DutyIsTold => mail.Value.Configured && provisions.Now.Duty(AstanaTime.DayOf(time.GetUtcNow().ToInstant())).Any(d => d.Email.Length > 0);

    /// <summary>What stands around a page.</summary>
    public PageFrame Frame(Language language)
    {
        var organisation = provisions.Now.Organisation(AstanaTime.DayOf(time.GetUtcNow().ToInstant()));
        return new(LineTexts.In(language), organisation.Name.In(language), organisation.Phone);
    }

    public IResult Start(Language language)
    {
        var due = AnswerIfSentNow();
        return Page<StartPage>(new() { ["Frame"] = Frame(language), ["Open"] = desk.IsOpen, ["Days"] = due.Term.Value, ["AnswerBy"] = due.Date.ToDateOnly() });
    }

    public IResult How(Language language) => Page<HowPage>(new() { ["Frame"] = Frame(language), ["Days"] = AnswerIfSentNow().Term.Value });

    /// <summary>A page that says what went wrong.</summary>
    public IResult Trouble(Language language, int status) =>
        Page<TroublePage>(new() { ["Frame"] = Frame(language), ["Status"] = status, ["Bounds"] = Bounds }, status);

    /// <summary>A component as a page, rendered whole before anything is sent.</summary>
    public static IResult Page<T>(Dictionary<string, object?> parameters, int status = StatusCodes.Status200OK) where T : IComponent =>
        new RazorComponentResult<T>(parameters) { StatusCode = status, ContentType = "text/html; charset=utf-8", PreventStreamingRendering = true };

    /// <summary>Files as the page shows them.</summary>
    public static IReadOnlyList<FileView> Views(IEnumerable<ArrivedFile> files) =>
        [.. files.Select(f => new FileView(f.Id.ToString("N"), f.Name, f.Length, Convert.ToHexStringLower(f.Sha256), f.MayTell))];

    private ExplainedDate AnswerIfSentNow()
    {
        var law = days.Now;
        return law.Clock.Due(ClockKinds.Reply, law.Hours.LegalDayOf(time.GetUtcNow().ToInstant()));
    }
}
