using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Outbox;
using TrustLine.Api.Staff;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;

namespace TrustLine.Api.Setup;

/// <summary>The pages by which the line comes to life: invitations, joining, groups, the administrator's list of people.</summary>
internal sealed partial class SetupPages(
    Database database, LineKeys keys, LineState line, Invitations invitations, JoiningDesk joining, GroupDesk groups, Admissions admissions, GroupResealing resealing, Substitutes substitutes, LifeFaces faces, Reauthentication again, Sessions sessions, Mail mail,
    OfficePages pages, FormSeal seal, IDataProtectionProvider ring, Provisions provisions, TimeProvider time)
{
    private const string Issuer = "TrustLine";

    public IResult OpenInvitation(HttpContext http, string token) => invitations.Find(token) is { } card
        ? JoinForm(http, card, Seat.Fresh(time.GetUtcNow()), new() { ["name"] = card.Name, ["email"] = card.Email, ["language"] = OfficePages.LanguageAtDoor(http).Code() }, [], token)
        : pages.Say(http, "say.invitation", StatusCodes.Status404NotFound);

    public async Task<IResult> JoinAsync(HttpContext http, string token)
    {
        if (!OfficeDoor.IsPlainForm(http.Request)) return pages.Say(http, "say.form", StatusCodes.Status415UnsupportedMediaType);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (invitations.Find(token) is not { } card) return pages.Say(http, "say.invitation", StatusCodes.Status404NotFound);
        var typed = new Dictionary<string, string>(new[] { "name", "login", "email", "language" }.Select(f => KeyValuePair.Create(f, form[f].ToString())));
        if (!seal.Holds(http, form, null) || Seat.Open(ring, form["seat"], time.GetUtcNow()) is not { } seat)
            return JoinForm(http, card, Seat.Fresh(time.GetUtcNow()), typed, [new("passphrase", T(http)["join.old"])], token);

        var request = new JoinRequest
        {
            Name = typed["name"],
            Login = typed["login"],
            Email = typed["email"],
            Language = LanguageCodes.TryParse(typed["language"], out var language) ? language : Language.Kk,
            Passphrase = form["passphrase"].ToString(),
            Again = form["again"].ToString(),
            Proposed = seat.Words,
            TotpSecret = seat.Secret,
            Code = form["code"].ToString(),
        };
        var own = provisions.Now.Organisation(AstanaTime.DayOf(time.GetUtcNow().ToInstant())).Name;
        if (joining.Check(request, [own.Kk, own.Ru, own.En]) is { Count: > 0 } faults)
            return JoinForm(http, card, seat, typed, [.. faults.Select(f => Wrong(f, T(http)))], token);
        Joined? joined;
        try
        {
            joined = await joining.JoinAsync(token, request);
        }
        catch (LaneFullException)
        {
            return JoinForm(http, card, seat, typed, [new("passphrase", T(http)["say.busy.text"])], token);
        }

        if (joined is null) return pages.Say(http, "say.invitation", StatusCodes.Status404NotFound);
        using (joined)
        {
            sessions.Give(http, await sessions.OpenAsync(joined.Member, joined.Keys, joined.Card.Language));
            KnownBrowser.Mark(http, ring, joined.Member); // Else a stranger's guesses could keep them from their first login.
            return joined.Sheet is { } sheet
                ? Sheet(pages.Door(http) with { T = OfficeTexts.In(joined.Card.Language), Here = "" }, joined.Role.Group()!.Value, joined.Card.Name, joined.Keys, sheet)
                : Results.Redirect(joined.Role.Group() is null ? "/office" : "/office/group");
        }
    }

    private OfficeTexts T(HttpContext http) => pages.Door(http).T;

    private IResult JoinForm(HttpContext http, InvitationCard card, Seat seat, Dictionary<string, string> typed, IReadOnlyList<WrongField> wrong, string token)
    {
        using var factor = Totp.From(seat.Secret);
        var login = typed.GetValueOrDefault("login", "");
        return OfficePages.Page<JoinPage>(new
        {
            Frame = pages.Door(http),
            View = new JoinView("/office/invitation/" + token, card.Role.ToString(), typed, seat.Words, factor.Show(), QrCode.Of(factor.Address(Issuer, login.Length > 0 ? login : card.Role.ToString())), seat.Seal(ring)),
            Wrong = wrong,
        });
    }

    private static WrongField Wrong(JoinFault fault, OfficeTexts t) => fault.Kind switch
    {
        JoinFaultKind.Name => new("name", t["join.wrong.name"]),
        JoinFaultKind.Login => new("login", t["join.wrong.login"]),
        JoinFaultKind.LoginTaken => new("login", t["join.wrong.taken"]),
        JoinFaultKind.Email => new("email", t["join.wrong.email"]),
        JoinFaultKind.Passphrase => new("passphrase", t["weak." + fault.Weakness]),
        JoinFaultKind.Again => new("again", t["join.wrong.again"]),
        JoinFaultKind.Code => new("code", t["join.wrong.code"]),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static IResult Sheet(OfficeFrame frame, Group group, string name, StaffKeys own, IReadOnlyList<string> lines) => OfficePages.Page<SheetPage>(new
    {
        Frame = frame,
        View = new SheetView("group." + group, name, lines, GroupFingerprint.Of(group, own.PublicKeys().Signs).Show()),
    });
}
