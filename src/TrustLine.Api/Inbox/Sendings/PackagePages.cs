using TrustLine.Api.Inbox.Sendings;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>The package for the competent body as a page to print. It answers a form, never an address: each look is an entry.</summary>
internal sealed class PackagePages(Packaging packaging, OfficePages pages)
{
    public async Task<IResult> OpenAsync(HttpContext http, Guid id) => await TryOpenAsync(http, id) ?? pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);

    /// <summary>The page; null when there is no package for this person.</summary>
    public async Task<IResult?> TryOpenAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        var language = Enum.TryParse<Language>(form["packagelanguage"], out var asked) && PackageFormView.Languages.Contains(asked) ? asked : Language.Kk; // The state language first.
        var view = await packaging.MakeAsync(http.Visit(), id, Guid.TryParse(form["packageto"], out var to) ? to : null, language);
        return view is null ? null : OfficePages.Page<PackagePage>(new { Frame = pages.Frame(http), View = view, Place = InboxPlace.Read(form["place"].ToString()), Confirmed = form["then"] == "package" });
    }
}
