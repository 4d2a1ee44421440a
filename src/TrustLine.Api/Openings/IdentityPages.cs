using System.Globalization;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;

namespace TrustLine.Api.Openings;

/// <summary>The asker's pages: the identity of one report with what was asked, and the page on which it is shown for a limited time.</summary>
internal sealed class IdentityPages(OpeningReading reading, Asking asking, Showing showing, Reauthentication again, Sessions sessions, OfficePages pages, FileDownload downloads, TimeProvider time)
{
    private static readonly string[] Said = ["asked", "withdrawn", "closed"];

    public IResult Open(HttpContext http, Guid id)
    {
        var done = http.Request.Query["done"].ToString();
        return Page(http, id, [], Said.Contains(done) ? done : null);
    }

    public async Task<IResult> AskAsync(HttpContext http, Guid id)
    {
        // Who may not see the report is told so before anything is asked of them.
        if (reading.OfReport(http.Visit(), id) is null) return Nothing(http);
        if (await again.RefusedAsync(http, wrong => Page(http, id, [wrong], null), "ask-") is { } refused) return refused;
        var t = OfficeTexts.In(http.Visit().Language);
        return await asking.AskAsync(http.Visit(), id, http.Request.Form["reason"].ToString()) switch
        {
            AskAnswer.Asked => Results.Redirect($"/office/reports/{id}/identity?done=asked"),
            AskAnswer.AskedAlready => Results.Redirect($"/office/reports/{id}/identity"),
            AskAnswer.ReasonMissing => Page(http, id, [new("reason", t["ask.reason.missing"])], null),
            AskAnswer.TooLong => Page(http, id, [new("reason", t["ask.reason.long"])], null),
            AskAnswer.CaseEnded => Page(http, id, [new("identity", t["lapsed.CaseEnded"])], null),
            _ => Page(http, id, [new("identity", t["ask.notyours"])], null),
        };
    }

    public async Task<IResult> WithdrawAsync(HttpContext http, Guid id, Guid opening)
    {
        await asking.WithdrawAsync(http.Visit(), opening);
        return Results.Redirect($"/office/reports/{id}/identity?done=withdrawn");
    }

    public async Task<IResult> BeginAsync(HttpContext http, Guid id, Guid opening)
    {
        if (reading.OfReport(http.Visit(), id) is null) return Nothing(http);
        if (await again.RefusedAsync(http, wrong => Page(http, id, [wrong], null), "show-") is { } refused) return refused;
        return await showing.BeginAsync(http.Visit(), id, opening)
            ? Results.Redirect($"/office/reports/{id}/identity/{opening}")
            : Page(http, id, [new("identity", OfficeTexts.In(http.Visit().Language)["show.not"])], null);
    }

    /// <summary>Who reports; after closing, or for anybody else, there is nothing here.</summary>
    public async Task<IResult> SeeAsync(HttpContext http, Guid id, Guid opening)
    {
        var visit = http.Visit();
        using var shown = showing.See(visit, id, opening);
        if (shown is null || reading.OfReport(visit, id) is not { } view)
        {
            await showing.CloseAsync(visit, id, opening); // Its time is over: what could show it again goes now.
            return reading.OfReport(visit, id) is not { } over ? Nothing(http)
                : Results.Redirect(over.Address + (over.Openings.Any(o => o.Id == opening && o.ShownAt is not null) ? "?done=closed" : ""));
        }

        // Closes by itself, with scripts or without.
        var left = Math.Max(1, (int)Math.Ceiling((shown.Until - time.GetUtcNow()).TotalSeconds));
        http.Response.Headers["Refresh"] = string.Create(CultureInfo.InvariantCulture, $"{left}; url={view.Address}/{opening}");
        return OfficePages.Page<ShownPage>(new
        {
            Frame = pages.Frame(http),
            View = new ShownView(view.Number, $"/office/reports/{id}", $"{view.Address}/{opening}/close", shown.Until, [.. Given(shown)], [.. shown.Cut.Select(c => (From(c), c.Words))])
            {
                Beyond = view.Openings.Single(o => o.Id == opening).Beyond > 0,
                Originals = [.. shown.Originals.Select(o => new OriginalView($"{view.Address}/{opening}/files/{o.File}", o.Name, o.Sealed.Length, Convert.ToHexStringLower(o.Sealed.Sha256)))],
            },
        });
    }

    /// <summary>A file as it was sent, of which a washed copy exists: only while the identity is shown.</summary>
    public async Task<IResult> OriginalAsync(HttpContext http, Guid id, Guid opening, Guid file)
    {
        using var shown = showing.See(http.Visit(), id, opening);
        return shown?.Originals.FirstOrDefault(o => o.File == file) is { } original ? await downloads.SendAsync(http, original) : Nothing(http);
    }

    public async Task<IResult> CloseAsync(HttpContext http, Guid id, Guid opening)
    {
        await showing.CloseAsync(http.Visit(), id, opening);
        // A page kept for going back is thrown away: by this order, and because browsers keep none whose cookie has changed.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        sessions.Give(http, http.Visit().Seat);
        return Results.Redirect($"/office/reports/{id}/identity?done=closed");
    }

    private static IEnumerable<(string, string)> Given(ShownIdentity shown)
    {
        var given = shown.Given;
        (string Key, string? Value)[] all =
        [
            ("shown.name", given?.FullName), ("shown.organisation", given?.Organisation), ("shown.address", given?.PostalAddress), ("shown.phone", given?.Phone),
            ("shown.email", given?.Email), ("shown.return", shown.Address?.Address),
        ];
        return all.Where(f => !string.IsNullOrWhiteSpace(f.Value)).Select(f => (f.Key, f.Value!));
    }

    private static string From(CutPiece piece) => piece.From is "narrative" or "message" or "office" or "note" or "file" ? "shown.from." + piece.From : "answer." + piece.From;

    private IResult Nothing(HttpContext http) => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);

    private IResult Page(HttpContext http, Guid id, IReadOnlyList<WrongField> wrong, string? done) => reading.OfReport(http.Visit(), id) is not { } view ? Nothing(http)
        : OfficePages.Page<IdentityPage>(new
        {
            Sheet = new OpeningSheet(pages.Frame(http), wrong, http.Request.HasFormContentType ? http.Request.Form["reason"].ToString() : "", !again.Holds(http.Visit()), done is null ? null : "identity.done." + done),
            View = view,
        });
}
