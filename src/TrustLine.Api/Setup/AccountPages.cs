using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;

namespace TrustLine.Api.Setup;

/// <summary>A person's own page: their sessions, who stands in for them, new keys in place of stolen ones, leaving.</summary>
internal sealed class AccountPages(
    Sessions sessions, Substitutes substitutes, LifeFaces faces, Leaving leaving, Rekeying rekeying, Reauthentication again, LineState line,
    OfficePages pages, IDataProtectionProvider ring, IOptions<OrganisationOptions> organisation, TimeProvider time)
{
    private const string Issuer = "TrustLine";
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    public IResult Open(HttpContext http) => Page(http, [], null);

    public async Task<IResult> EndSessionsAsync(HttpContext http)
    {
        var visit = http.Visit();
        var handle = http.Request.Form["session"].ToString();
        await sessions.EndAsync(visit, handle.Length > 0 ? handle : null);
        return Results.Redirect("/office/account");
    }

    public async Task<IResult> NameSubstituteAsync(HttpContext http)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        return LifeFaces.Read(form) is { } absence && await substitutes.NameAsync(visit, visit.Member, absence)
            ? Results.Redirect("/office/account")
            : Page(http, [new("from", OfficeTexts.In(visit.Language)["absence.wrong"])], form);
    }

    public async Task<IResult> WithdrawSubstituteAsync(HttpContext http)
    {
        if (LifeFaces.Day(http.Request.Form["day"].ToString()) is { } day) await substitutes.WithdrawAsync(http.Visit(), http.Visit().Member, day);
        return Results.Redirect("/office/account");
    }

    public async Task<IResult> LeaveAsync(HttpContext http)
    {
        var (visit, t) = (http.Visit(), OfficeTexts.In(http.Visit().Language));
        if (http.Request.Form["sure"] != "yes") return Page(http, [new("sure", t["leave.sure.wrong"])], null);
        if (await again.RefusedAsync(http, wrong => Page(http, [wrong], null), "leave-") is { } refused) return refused;
        var answer = visit.Group is { } group && line.Group(group)?.Member(visit.Member) is not null ? await leaving.LeaveAsync(visit, visit.Member) : await leaving.LetGoAsync(visit, visit.Member);
        if (answer != LeaveAnswer.Left) return Page(http, [new("sure", t[answer == LeaveAnswer.LastMember ? "leave.last" : "group.admit.changed"])], null);
        SeatCookie.Remove(http);
        return pages.SayOut(http, "say.left", StatusCodes.Status200OK);
    }

    public IResult Keys(HttpContext http) => KeysForm(http, Seat.Fresh(time.GetUtcNow()), []);

    public async Task<IResult> ReplaceKeysAsync(HttpContext http)
    {
        var (visit, form) = (http.Visit(), http.Request.Form);
        var t = OfficeTexts.In(visit.Language);
        if (Seat.Open(ring, form["seat"], time.GetUtcNow()) is not { } seat) return KeysForm(http, Seat.Fresh(time.GetUtcNow()), [new("newpassphrase", t["join.old"])]);
        var secrets = new NewSecrets(form["newpassphrase"].ToString(), form["newagain"].ToString(), seat.Words, seat.Secret, form["newcode"].ToString());
        var o = organisation.Value;
        var names = visit.Card.Name.Split(' ').Append(visit.Card.Login).Concat(visit.Card.Email.Split('@', '.')).Concat([o.NameKk, o.NameRu, o.NameEn]);
        var faults = secrets.Judge(names, time.GetUtcNow()).Select(f => Wrong(f, t)).ToList();
        if (faults.Count > 0) return KeysForm(http, seat, faults);
        if (await again.RefusedAsync(http, wrong => KeysForm(http, seat, [wrong])) is { } refused) return refused;
        using var own = await rekeying.ReplaceAsync(visit, secrets);
        if (own is null) return KeysForm(http, seat, [new("newpassphrase", t["group.admit.changed"])]);
        sessions.Give(http, await sessions.OpenAsync(visit.Member, own, visit.Language));
        return Results.Redirect(visit.Group is not null ? "/office/group/resealing" : "/office/account");
    }

    private IResult Page(HttpContext http, IReadOnlyList<WrongField> wrong, IFormCollection? typed)
    {
        var visit = http.Visit();
        return OfficePages.Page<AccountPage>(new
        {
            Frame = pages.Frame(http),
            View = new AccountView(
                [.. sessions.Of(visit).Select(s => new SessionView(s.Handle, s.StartedAt, Rounded(s.SeenAt), s.Here))],
                faces.Absences(visit.Member, "/office/account/absences", typed), faces.StandsIn(visit.Member), rekeying.IsPossible(visit),
                visit.Group is not { } group || line.Group(group) is not { } state || state.Member(visit.Member) is null || state.Members.Count > 1,
                faces.History(Scope.Staff, visit.Member)),
            Asked = !again.Holds(visit),
            Wrong = wrong,
        });
    }

    private IResult KeysForm(HttpContext http, Seat seat, IReadOnlyList<WrongField> wrong)
    {
        using var factor = Totp.From(seat.Secret);
        return OfficePages.Page<KeysPage>(new
        {
            Frame = pages.Frame(http),
            View = new KeysView(seat.Words, factor.Show(), QrCode.Of(factor.Address(Issuer, http.Visit().Card.Login)), seat.Seal(ring)),
            Asked = !again.Holds(http.Visit()),
            Possible = rekeying.IsPossible(http.Visit()),
            Wrong = wrong,
        });
    }

    private static WrongField Wrong(JoinFault fault, OfficeTexts t) => fault.Kind switch
    {
        JoinFaultKind.Passphrase => new("newpassphrase", t["weak." + fault.Weakness]),
        JoinFaultKind.Again => new("newagain", t["join.wrong.again"]),
        JoinFaultKind.Code => new("newcode", t["join.wrong.code"]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static DateTimeOffset Rounded(DateTimeOffset moment) => new(moment.Ticks - (moment.Ticks % Quarter.Ticks), moment.Offset);
}
