using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Web;

/// <summary>A finished web form or API call, or what an operator typed on the pages of the call desk, becomes an <see cref="Arrival"/>; here the shapes of the web end.</summary>
public static class WebAdapter
{
    /// <summary>The arrival of these words. Texts are cleaned as <see cref="StrictText"/> says; an identity of blanks is no identity.</summary>
    public static Arrival ToArrival(string deliveryId, Language language, string narrative, AnswersJson? answers, IdentityJson? identity, IReadOnlyList<ArrivedFile> files, Channel channel = Channel.Web, HowTaken? taken = null)
    {
        var who = Identity(identity);
        return new()
        {
            Channel = channel,
            Language = language,
            DeliveryId = deliveryId,
            Narrative = new(StrictText.Lines(narrative)),
            Answers = Answers(answers),
            Identity = who,
            ReturnAddress = ReplyTo(who),
            Taken = taken,
            Files = files,
        };
    }

    private static Answers Answers(AnswersJson? given) => given is null ? Triage.Reports.Answers.None : new(
        Lines(given.What), Lines(given.Who), Lines(given.When), Lines(given.Where), Lines(given.HowMuch), Lines(given.Evidence),
        given.Danger, given.AboutDirector, given.AboutOfficer);

    private static ReporterIdentity? Identity(IdentityJson? given)
    {
        if (given is null) return null;
        var who = new ReporterIdentity
        {
            FullName = Line(given.FullName),
            Organisation = Line(given.Organisation),
            PostalAddress = Line(given.PostalAddress),
            Phone = Line(given.Phone),
            Email = Line(given.Email),
        };
        return who.Empty ? null : who;
    }

    // A written answer goes by post or mail (10.5, 10.8); mail is sooner, and a phone is for calling back only when nothing else was given.
    private static ReturnAddress? ReplyTo(ReporterIdentity? who) => who switch
    {
        { Email: { } email } => new("email", email),
        { PostalAddress: { } post } => new("post", post),
        { Phone: { } phone } => new("phone", phone),
        _ => null,
    };

    private static string? Lines(string? text) => StrictText.Lines(text) is { Length: > 0 } kept ? kept : null;

    private static string? Line(string? text) => StrictText.Line(text) is { Length: > 0 } kept ? kept : null;
}
