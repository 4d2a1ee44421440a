using System.Text;
using NodaTime;
using NodaTime.Extensions;
using TrustLine.Api.Director;
using TrustLine.Api.Exclusions;
using TrustLine.Api.Inbox;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Openings;
using TrustLine.Api.Return;
using TrustLine.Api.Setup;
using TrustLine.Api.Staff;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Demo;

/// <summary>Plays the sample reports in the order of their moments: they arrive at the intake desk and are worked with the same acts as on the pages.</summary>
internal sealed class DemoReports(
    Database database, LineKeys keys, IReadOnlyDictionary<Role, StaffVisit> staff, DemoTime past, IntakeDesk desk, ReturnDesk returns, CaseReader reader, DemoActs acts, DemoArrivals arrivals)
{
    private readonly List<(DateTimeOffset At, Func<Task> Do)> events = [];

    /// <summary>Plays everything that had happened by now.</summary>
    public async Task MakeAsync(IEnumerable<DemoStory> stories, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var story in stories) Plan(story);
        foreach (var (at, act) in events.OrderBy(e => e.At).Where(e => e.At <= now).ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            past.Set(at);
            await act();
        }
    }

    private void Plan(DemoStory story)
    {
        Guid id = default;
        ReceiptCode? code = null;
        events.Add((story.At, async () => (id, code) = await ArriveAsync(story)));
        foreach (var step in story.Then)
        {
            events.Add((story.At + step.After, () => step switch
            {
                DemoStep.Read => ReadAsync(id),
                DemoStep.Inform => Card(id).DirectorExcluded ? Task.CompletedTask : DoneAsync(acts.Informing.InformAsync(staff[Card(id).OfficerExcluded ? Role.Deputy : Role.Officer], id)),
                DemoStep.Decide decide => DecideAsync(id, decide.Decision, decide.Reason),
                DemoStep.Say say => DoneAsync(acts.Replying.ReplyAsync(Worker(id), id, Draw.Id(), new(say.Text, say.Asks, say.Answers))),
                DemoStep.ReporterSays say => ReporterSaysAsync(code!, say.Text),
                DemoStep.Direct direct => DirectAsync(id, direct),
                DemoStep.Extend extend => ExtendAsync(id, extend),
                DemoStep.End end => EndAsync(id, end),
                DemoStep.Ask ask => AskAsync(id, ask.Reason),
                DemoStep.Answer answer => AnswerAsync(id, answer.Agrees, answer.Words),
                DemoStep.Look => LookAsync(id),
                DemoStep.ExcludeDirectors exclude => ExcludeDirectorsAsync(id, exclude.Reason),
                _ => throw new System.Diagnostics.UnreachableException(),
            }));
        }
    }

    private async Task<(Guid, ReceiptCode)> ArriveAsync(DemoStory story)
    {
        var receipt = await desk.ReceiveAsync(await arrivals.OfAsync(story));
        using var db = database.Read();
        var id = db.Reports.Single(r => r.Number == receipt.Number).Id;
        await returns.ConfirmAsync(id);
        return (id, receipt.Code!);
    }

    // Each reader's first look is a fact of its own; here the one who works the case looks.
    private async Task ReadAsync(Guid id) => await reader.ReadAsync(Worker(id), id);

    private async Task DecideAsync(Guid id, Disposition? decision, string reason)
    {
        await ReadAsync(id);
        await DoneAsync(acts.Deciding.DecideAsync(Worker(id), id, decision ?? Card(id).Disposition, reason, Seen(id)));
    }

    private async Task DirectAsync(Guid id, DemoStep.Direct step)
    {
        await reader.ReadAsync(Decider(id), id);
        var rule = Rule(step.Clause);
        await DoneAsync(acts.Directing.DecideAsync(Decider(id), id, rule, step.Reason, rule.Kind == DecisionKind.Inspect ? Today.ToDateOnly() : null, Seen(id)));
    }

    private async Task ExtendAsync(Guid id, DemoStep.Extend step)
    {
        var told = OfficeTexts.In(Card(id).Language)["extend.told.words"];
        await DoneAsync(acts.Extending.ExtendAsync(Decider(id), id, Draw.Id(), Rule("extend-appc-76"), Today.PlusDays(step.Days).ToDateOnly(), step.Reason, told, Seen(id)));
    }

    private async Task EndAsync(Guid id, DemoStep.End step) =>
        await DoneAsync(acts.Ending.EndAsync(Decider(id), id, Draw.Id(), Rule(step.Clause), step.Reason, step.Told, Seen(id)));

    private LocalDate Today => AstanaTime.DayOf(past.GetUtcNow().ToInstant());

    private DecisionRule Rule(string key) => DecisionRule.Of(key, Today) ?? throw new InvalidOperationException($"The data has no clause {key}.");

    private StaffVisit Decider(Guid id) => staff[Card(id).DirectorExcluded ? Role.Oversight : Role.Director];

    private async Task AskAsync(Guid id, string reason) => Is(AskAnswer.Asked, await acts.Asking.AskAsync(Worker(id), id, reason));

    private async Task AnswerAsync(Guid id, bool agrees, string words) =>
        Is(agrees ? AnsweringAnswer.Agreed : AnsweringAnswer.Refused, await (agrees ? acts.Answering.AgreeAsync(staff[Role.Custodian], Opening(id), words) : acts.Answering.RefuseAsync(staff[Role.Custodian], Opening(id), words)));

    private async Task LookAsync(Guid id)
    {
        var opening = Opening(id);
        Is(true, await acts.Showing.BeginAsync(Worker(id), id, opening));
        await acts.Showing.CloseAsync(Worker(id), id, opening);
    }

    private async Task ExcludeDirectorsAsync(Guid id, string reason) => Is(ReadersAnswer.Done, await acts.Excluding.ExcludeAsync(Worker(id), id, Vault.Groups.Group.Directors, reason));

    private Guid Opening(Guid id)
    {
        using var db = database.Read();
        return db.Openings.Single(o => o.ReportId == id && o.Live).Id;
    }

    private static void Is<T>(T wished, T answer)
    {
        if (!Equals(wished, answer)) throw new InvalidOperationException($"An invented act was refused: {answer}.");
    }

    private static async Task DoneAsync(Task<Acted> act) => Done((await act).Answer);

    private static async Task DoneAsync(Task<ActAnswer> act) => Done(await act);

    private static void Done(ActAnswer answer)
    {
        if (answer != ActAnswer.Done) throw new InvalidOperationException($"An invented act was refused: {answer}.");
    }

    private async Task ReporterSaysAsync(ReceiptCode code, string text)
    {
        using var visit = await returns.OpenAsync(code) ?? throw new InvalidOperationException("An invented code opened nothing.");
        await returns.WriteAsync(visit, text, []);
    }

    private StaffVisit Worker(Guid id)
    {
        var card = Card(id);
        return staff[!card.OfficerExcluded ? Role.Officer : !card.DirectorExcluded ? Role.Director : Role.Oversight];
    }

    private ReportCard Card(Guid id)
    {
        using var db = database.Read();
        return keys.Cards.Open(db.Reports.Single(r => r.Id == id).Card, CardJson.Default.ReportCard, id);
    }

    private long Seen(Guid id)
    {
        using var db = database.Read();
        return CaseTurn.Acts(db.Entries.Where(e => e.Subject == id).ToList().Select(e => keys.Cards.Open(e.Card, CardJson.Default.Fact, id).Kind));
    }
}

/// <summary>The acts that the sample cases are worked with, on the demo's own clock.</summary>
internal sealed record DemoActs(
    Deciding Deciding, Informing Informing, Replying Replying, Directing Directing, Extending Extending, Ending Ending,
    Asking Asking, Answering Answering, Showing Showing, Excluding Excluding);
