using System.Globalization;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;

namespace TrustLine.Api.Inbox;

/// <summary>The form with which the sending to the competent body is recorded.</summary>
internal sealed class SendingPages(CasePages cases, Sending sending, Provisions provisions, TimeProvider time)
{
    private const int LongestNumber = 100, LongestProof = 1000;

    public async Task<IResult> SendAsync(HttpContext http, Guid id)
    {
        var form = http.Request.Form;
        var t = OfficeTexts.In(http.Visit().Language);
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        var (number, way, proof) = (form["sentnumber"].ToString().Trim(), form["sentway"].ToString(), form["sentproof"].ToString().Trim());
        var to = Guid.TryParse(form["sentto"], out var body) ? provisions.Now.Addressees.Find(body, today) : null;
        DateOnly? day = DateOnly.TryParseExact(form["sentday"], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var typed) && typed <= today.ToDateOnly() ? typed : null;
        var wrong = new List<WrongField>();
        if (to is null) wrong.Add(new("sentto", "sent.to.missing"));
        if (number.Length is 0 or > LongestNumber) wrong.Add(new("sentnumber", "sent.number.missing"));
        if (day is null) wrong.Add(new("sentday", "act.day"));
        if (!SendingView.Ways.Contains(way)) wrong.Add(new("sentway", "sent.way.missing"));
        if (proof.Length is 0 or > LongestProof) wrong.Add(new("sentproof", "sent.proof.missing"));
        if (wrong.Count > 0) return await cases.OneAsync(http, id, wrong, form);
        var words = t.With("sent.words", to!.Name.In(t.Language), number, t.Day(day!.Value), t["sent.way." + way], proof);
        var answer = await sending.SendAsync(http.Visit(), id, day.Value, words, long.TryParse(form["seen"], out var seen) ? seen : -1);
        return await cases.AnswerAsync(http, id, answer, "sentout", "sentnumber", "sentproof");
    }
}
