using System.Text;
using NodaTime.Extensions;
using TrustLine.Api.Administration;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;
using TrustLine.Triage.Statutes;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>The package in words: everything from sealed parts and dated data, so the same case gives the same package, but for the names and the day of the letter.</summary>
internal static class PackageFace
{
    /// <summary>What is asked before it is made; null where there is none for this person.</summary>
    public static PackageFormView? Form(CaseReading of, Provided provided) => !Packaging.IsReady(of.Opened.Report, of.Opened.Card, of.Visit.Role) ? null
        : new([.. provided.Addressees.On(of.Today).Select(a => (a.Id, a.Name.In(of.Visit.Language)))], Proposed(of, provided)?.Id, Language.Kk);

    /// <summary>The body of the day that is proposed; the first when nothing speaks for one; null when there is none at all.</summary>
    public static Addressee? Proposed(CaseReading of, Provided provided)
    {
        var bodies = provided.Addressees.On(of.Today);
        return AuthorityRule.Of(of.Sheet.Assessment) is { } proposed && bodies.FirstOrDefault(a => a.Kind == proposed.Kind) is { } body ? body : bodies.Count > 0 ? bodies[0] : null;
    }

    /// <summary>The package to one body in one language.</summary>
    public static PackageView Of(CaseReading of, Provided provided, Addressee body, OfficeTexts t, DateTimeOffset now)
    {
        var (report, card, language) = (of.Opened.Report, of.Opened.Card, t.Language);
        var organisation = provided.Organisation(of.Today);
        var (rule, ground) = Basis(of);
        var takenBack = of.Facts.Where(f => f.Fact.Kind is FactKind.ActUndone).Select(f => f.Fact.About).ToHashSet();
        var approved = of.Facts.Where(f => f.Fact.Kind is FactKind.TextApproved).Select(f => f.Fact.About).ToHashSet();
        var files = FilesFace.Of(of.Opened.Files()).Concat(of.Thread.SelectMany(m => FilesFace.Of(m.Files))).ToList();
        return new()
        {
            Id = report.Id,
            Number = report.Number,
            Language = language,
            Letterhead = organisation.Letterhead.In(language) is { Length: > 0 } head ? head : organisation.Name.In(language),
            Organisation = organisation.Name.In(language),
            Contacts = string.Join(", ", new[] { organisation.Address.In(language).ReplaceLineEndings(", "), organisation.Phone }.Where(c => c.Length > 0)),
            Body = (body.Id, body.Name.In(language), body.Address),
            Bodies = [.. provided.Addressees.On(of.Today).Select(a => (a.Id, a.Name.In(of.Visit.Language)))],
            AtOnce = rule?.Clock == Triage.Clocks.ClockKinds.Redirect,
            Basis = rule is null ? "" : $"{rule.Cite.In(language)}, {StatuteBook.Current.ActOn(rule.Act, report.RegisteredDay.ToLocalDate()).Name(language)}",
            ClauseWords = Quoted(ground, language),
            ClauseLanguage = language is Language.Ru ? "ru" : "kk",
            Received = t.Moment(card.ReceivedAt),
            Registered = t.Day(report.RegisteredDay),
            ChannelKey = "channel." + card.Channel,
            ReporterKey = card.Anonymous ? "letter.reporter.anonymous" : "letter.reporter.named",
            Danger = card.Danger,
            Narrative = Encoding.UTF8.GetString(of.Opened.Part(PartKind.Narrative)),
            Answers = [.. of.Sheet.Answers.Written().Select(a => ("answer." + a.Question, a.Text)), .. AnswersFace.Marks(of.Sheet.Answers).Select(m => (m.Key, t[m.Yes ? "yes" : "no"]))],
            // What a voice says in writing goes along when its reporter has approved it; until then the recording speaks for itself.
            Messages = [.. of.Thread.Where(m => !(m.Sheet.ShownFrom > now) && !takenBack.Contains(m.Id) && (m.Sheet.Voice is null || m.Sheet.From is MessageAuthor.Reporter || approved.Contains(m.Id)))
                .Select(m => (m.Sheet.From is MessageAuthor.Reporter ? "letter.message" : m.Sheet.Voice is null ? "letter.office" : "letter.voice", t.Moment(m.Sheet.At), m.Sheet.Text))],
            Files = files,
            Signer = of.Visit.Card.Name,
            SignerKey = "role." + of.Visit.Role,
            Made = t.Moment(now),
        };
    }

    // Words that are ours, because the printed ones are faulty or not at hand, are no quotation for a letter.
    private static string? Quoted(Ground? ground, Language language) => ground is null ? null
        : language is Language.Ru ? ground.WordsCorrected.Ru ? null : ground.Words.Ru
        : ground.WordsCorrected.Kk ? null : ground.Words.Kk;

    // What a person decided goes before what the engine found; the clause's own words are those of the day of registration.
    private static (DecisionRule? Rule, Ground? Ground) Basis(CaseReading of)
    {
        var day = of.Opened.Report.RegisteredDay.ToLocalDate();
        var decided = of.Opened.Card.Decided is DecisionKind.Refer ? of.Facts.LastOrDefault(f => f.Fact.Decision is DecisionKind.Refer).Fact?.Clause : null;
        var key = of.Sheet.Assessment.Grounds.Select(g => g.Key).FirstOrDefault(k => k is GroundKeys.AnonymousException or GroundKeys.AnotherBody)
            ?? (of.Opened.Card.Anonymous ? GroundKeys.AnonymousException : GroundKeys.AnotherBody);
        var ofGround = key is GroundKeys.AnonymousException ? "refer-6.3-1" : "refer-appc-65";
        return (DecisionRule.Named(decided ?? ofGround), decided is null || decided == ofGround ? Ground.Of(key, day) : null);
    }
}
