using System.Collections.Concurrent;
using NodaTime.Extensions;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;
using TrustLine.Vault.Codes;

namespace TrustLine.Api.Calls;

/// <summary>
/// The work for which a caller is asked to wait: slow hashes and what needs a recording to be there. Each name is one that the menu uses. What was begun and cut off by a
/// restart is begun again when the provider next asks; nothing is done twice by that.
/// </summary>
internal sealed class CallWork(CallKeys keys, Drafts drafts, SpokenCalls spoken, SpokenWork words, SpokenReport reports, ReturnDesk returns, TimeProvider time, ILogger<CallWork> log)
{
    private const int MostWrongCodes = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, byte> running = new(StringComparer.Ordinal);

    /// <summary>Begins the work that the card waits for, unless it is under way; returns at once.</summary>
    public void Begin(string call, CallCard card)
    {
        // The id of the call is in memory only while its work is done.
        if (running.TryAdd(call, 0)) _ = Task.Run(() => RunAsync(call, card));
    }

    private async Task RunAsync(string call, CallCard card)
    {
        try
        {
            // Whoever asked may have looked before it was done: a report entered again would have another code than the one that is being told.
            if (drafts.Open(keys.State(call), CallJson.Default.CallCard) is not { Outcome: null } now || now.Work != card.Work) return;
            var done = await DoAsync(call, card);
            await drafts.ChangeAsync(keys.State(call), c => c is { Outcome: null } && c.Work == card.Work && !c.Over ? done(c) : c, CallJson.Default.CallCard);
        }
        catch (IntakeClosedException)
        {
            await drafts.ChangeAsync(keys.State(call), c => c is null ? null : c with { Outcome = "closed" }, CallJson.Default.CallCard);
        }
#pragma warning disable CA1031 // Whatever it was, the provider asks again and it is tried again; the caller is told when it takes too long.
        catch (Exception error)
#pragma warning restore CA1031
        {
            Log.CallWorkFailed(log, card.Work ?? "", error.GetType().Name);
        }
        finally
        {
            running.TryRemove(call, out _);
        }
    }

    private Task<Func<CallCard, CallCard>> DoAsync(string call, CallCard card) => card.Work switch
    {
        "listen" => ListenAsync(call, card),
        "cancel" => CancelAsync(call, card),
        "send" => SendAsync(call, card),
        "confirm" => ConfirmAsync(card),
        "open" => OpenAsync(card),
        "answer" => AnswerAsync(call),
        "pressure" => PressureAsync(call, card),
        _ => throw new InvalidOperationException("The menu asks for work that nobody does."),
    };

    private async Task<Func<CallCard, CallCard>> ListenAsync(string call, CallCard card)
    {
        var said = await WholeAsync(call);
        var kind = card.About is null ? (Func<SpokenPart, bool>)(p => p.As != SpokenReport.Answer) : p => p.As == SpokenReport.Answer;
        var heard = said?.Open().Where(p => p.File is not null && kind(p)).Select(p => p.File!).ToList() ?? [];
        var coming = said?.Open().Any(kind) == true;
        return c => c with { Heard = heard, Outcome = heard.Count > 0 ? "ready" : coming ? "coming" : "none" };
    }

    private async Task<Func<CallCard, CallCard>> CancelAsync(string call, CallCard card)
    {
        var answers = card.About is not null;
        await spoken.ChangeAsync(keys.Spoken(call), c => c is null ? null : c with { Parts = [.. c.Parts.Select(p => p.Entered || (p.As == SpokenReport.Answer) != answers ? p : p with { Dropped = true })] });
        words.Begin(keys.Spoken(call));
        return Outcome("done");
    }

    private async Task<Func<CallCard, CallCard>> SendAsync(string call, CallCard card)
    {
        await WholeAsync(call);
        await spoken.ChangeAsync(keys.Spoken(call), c => c is null ? null : c with { Known = card.Talk.Known, CallBack = card.CallBack });
        if (await reports.EnterAsync(keys.Spoken(call), incomplete: false) is not { } receipt) return Outcome("none");
        await reports.AddLateAsync(keys.Spoken(call));
        var report = spoken.Find(keys.Spoken(call))?.Report;
        return c => c with
        {
            Outcome = "sent",
            Report = report,
            Number = receipt.Number,
            Code = receipt.Code?.Show().Replace(" ", "", StringComparison.Ordinal) ?? "",
            Registered = receipt.RegisteredAt,
            AnswerBy = receipt.AnswerBy.Date.ToDateOnly(),
        };
    }

    private async Task<Func<CallCard, CallCard>> ConfirmAsync(CallCard card)
    {
        if (card.Report is { } report) await returns.ConfirmAsync(report);
        return c => c with { Outcome = "done", Code = "", Entered = "" };
    }

    // Same lane, same cost and same answer as on the pages; what was keyed in is not kept.
    private async Task<Func<CallCard, CallCard>> OpenAsync(CallCard card)
    {
        if (!ReceiptCode.TryParse(card.Entered, out var code) || code is null) return Wrong;
        using (code)
        {
            try
            {
                using var visit = await returns.OpenAsync(code);
                if (visit is null) return Wrong;
                var (about, number, status, next) = (visit.ReportId, visit.Number, Word(visit.Status), visit.NextDate?.Date.ToDateOnly());
                var (news, text, opened) = (visit.Messages.Any(m => m.From == MessageAuthor.Office && !m.OffersText), visit.Messages.Any(m => m.OffersText), visit.Openings.Count > 0);
                return c => c with { Outcome = "opened", Entered = "", About = about, Number = number, Status = status, AnswerBy = next, News = news, Text = text, Opened = opened };
            }
            catch (LaneFullException)
            {
                return c => c with { Outcome = "busy", Entered = "" };
            }
        }
    }

    private async Task<Func<CallCard, CallCard>> AnswerAsync(string call)
    {
        await WholeAsync(call);
        var there = spoken.Find(keys.Spoken(call))?.Parts.Any(p => p is { Dropped: false, As: SpokenReport.Answer }) == true;
        await reports.AnswerAsync(keys.Spoken(call), incomplete: false);
        return Outcome(there ? "sent" : "none");
    }

    private async Task<Func<CallCard, CallCard>> PressureAsync(string call, CallCard card)
    {
        if (card.About is { } report) await returns.AddAsync(report, card.Talk.Language, CallTexts.In(card.Talk.Language)["call.pressure"], [], keys.Delivery(call) + "/pressure");
        return Outcome("done");
    }

    // The recordings are on their way: a little patience, and those that come later are added afterwards.
    private async Task<SpokenCard?> WholeAsync(string call)
    {
        var id = keys.Spoken(call);
        words.Begin(id);
        for (var until = time.GetUtcNow() + Patience; spoken.Find(id) is { } card; await Task.Delay(Look))
            if (card.Fetched() || time.GetUtcNow() >= until || words.Resting(id)) return card;
        return null;
    }

    private static Func<CallCard, CallCard> Outcome(string outcome) => c => c with { Outcome = outcome };

    private static CallCard Wrong(CallCard card) => card with { Entered = "", WrongCodes = card.WrongCodes + 1, Outcome = card.WrongCodes + 1 < MostWrongCodes ? "wrong" : "locked" };

    private static string Word(ReportStatus status) => status switch
    {
        ReportStatus.Received => "received",
        ReportStatus.Registered => "registered",
        ReportStatus.Considering => "considering",
        ReportStatus.NeedsAnswer => "needs_answer",
        ReportStatus.Closed => "closed",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
