// Every path of the voice menu, in this process and without a network: three languages, open and closed, every key, silence, wrong keys, each outcome of each work.

using NodaTime;
using TrustLine.Api.Demo.Phone;
using TrustLine.Channels.Phone;
using TrustLine.Channels.Phone.Dialogue;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests.Calls;

public sealed class MenuPaths
{
    private static readonly Menu Menu = Menu.Current;
    private static readonly PromptBook Book = new(SpokenName.Demo);
    private static readonly LocalDate Friday = new(2026, 11, 20);

    public static TheoryData<Language, bool, string> Lines
    {
        get
        {
            var data = new TheoryData<Language, bool, string>();
            foreach (var language in Enum.GetValues<Language>())
                foreach (var open in new[] { true, false })
                    foreach (var status in language == Language.Kk ? new[] { "received", "registered", "considering", "needs_answer", "closed" } : ["received", "needs_answer"]) data.Add(language, open, status);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_path_can_be_walked_to_its_end(Language language, bool open, string status)
    {
        var facts = new CallFacts
        {
            Today = Friday, NextOpening = Friday.PlusDays(open ? 0 : 3), Day = open ? DayKind.WorkingDay : DayKind.PublicHoliday, Open = open, Groups = 2, CanBeCalled = true, Number = "2026-000123-7",
            Code = "1234567890123456", Entered = "87010000000", Registered = open ? Friday : Friday.PlusDays(3), AnswerBy = Friday.PlusDays(21), Status = status, News = status is "closed" or "needs_answer", Opened = status == "considering",
        };
        var begin = Talk.Begin(Menu, facts);
        var first = language == Language.Kk ? new CallEvent.Silence() : (CallEvent)new CallEvent.Pressed(language == Language.Ru ? "2" : "3");
        var (seen, left) = (new HashSet<string>(), new Queue<CallState>());
        var answers = new HashSet<Expected>();
        var (turns, ends, places) = (0, 0, new HashSet<string>());
        void Take(Turn turn)
        {
            turns++;
            foreach (var id in turn.Say.OfType<Said.Prompt>().Select(p => p.Id).Concat(turn.Say.OfType<Said.Composed>().SelectMany(c => c.Words.Parts).Select(p => p.Prompt)))
                Assert.True(Book.Has(id), id);
            Assert.All(turn.Say, s => Assert.True(s.Language == turn.Call.Language || turn.Call.At == Menu.Start));
            if (answers.Add(turn.Expect)) Assert.NotEmpty(StrictTwiML.Read(TwiML.Of(["/channels/phone/sound/x"], turn.Expect, new("https://line.example", 1), ["+77172000001"], 20, "+77172000000")));
            places.Add(turn.Call.At);
            if (turn.Expect is Expected.Over) ends++;
            else if (seen.Add(Key(turn.Call))) left.Enqueue(turn.Call);
        }

        var welcomed = Talk.Next(Menu, begin.Call, first, facts);
        Assert.Equal(language, welcomed.Call.Language);
        Assert.Equal(!open, welcomed.Say.OfType<Said.Composed>().Any()); // Why the line is closed and when it opens.
        Take(begin);
        Take(welcomed);
        while (left.TryDequeue(out var call))
            foreach (var happened in Happenings(Menu[call.At]))
            {
                foreach (var right in Menu[call.At].Digits is null ? [true] : new[] { true, false })
                    Take(Talk.Next(Menu, call, happened, facts with { Right = right }));
                if (Menu[call.At].Wait is not null) Take(Talk.Next(Menu, call with { Waits = Menu[call.At].Patience }, new CallEvent.Waited(null), facts));
            }

        var reachable = Menu.States.Where(s => s.Value.Asks || s.Value.End).Select(s => s.Key)
            .Except(["callback.number", "fault.plain", "fault.kept"]).Except(open ? [] : ["operator", "talked"]).Except(status == "needs_answer" ? [] : ["question"]);
        Assert.Empty(reachable.Except(places));
        Assert.True(ends > 0 && turns > 500, $"{turns} turns, {ends} ends");
    }

    [Fact]
    public void Every_way_leads_somewhere_and_no_place_is_a_trap()
    {
        string Name(string target) => target.Split(' ', '?')[0];
        Assert.Empty(Menu.States.SelectMany(s => s.Value.Targets()).Select(Name).Except(Menu.States.Keys));
        // From every place the end can be reached.
        var alive = Menu.States.Where(s => s.Value.End).Select(s => s.Key).ToHashSet();
        for (var before = -1; before != alive.Count;)
        {
            before = alive.Count;
            foreach (var (name, state) in Menu.States)
                if (state.Targets().Append(state.Asks ? state.Silent ?? Menu.Silent : name).Any(t => alive.Contains(Name(t)))) alive.Add(name);
        }

        Assert.Empty(Menu.States.Keys.Except(alive));
        // What is not reached from the beginning lies there in vain.
        var reached = new HashSet<string> { Menu.Start, Menu.Fault, Menu.Silent };
        for (var before = -1; before != reached.Count;)
        {
            before = reached.Count;
            foreach (var name in reached.ToList()) reached.UnionWith(Menu[name].Targets().Select(Name));
        }

        Assert.Empty(Menu.States.Keys.Except(reached));
    }

    [Fact]
    public void Whoever_has_spoken_is_never_hung_up_on_without_what_was_said_being_sent_or_kept()
    {
        foreach (var (name, state) in Menu.States.Where(s => s.Value.Asks && s.Value.Wait is null))
        {
            var call = new CallState { At = name, Known = new Dictionary<string, string> { ["spoken"] = "yes", ["named"] = "no" } };
            for (var tries = 0; tries < 40; tries++)
            {
                var turn = Talk.Next(Menu, call, new CallEvent.Silence(), new CallFacts { Today = Friday, Number = "1", Code = "1234567890123456" });
                Assert.NotEqual("nobody.spoke", turn.Call.At);
                if (turn.Expect is Expected.Over or Expected.Work) break;
                call = turn.Call;
                Assert.True(tries < 39, name);
            }
        }
    }

    [Fact]
    public void No_digit_of_a_number_or_code_is_anything_but_a_secret()
    {
        var facts = new CallFacts { Today = Friday, Number = "2026-000123-7", Code = "1234567890123456" };
        var turn = Talk.Next(Menu, new CallState { At = "prepare" }, new CallEvent.Pressed("1"), facts);
        Assert.Equal(4, turn.Say.OfType<Said.Composed>().Count(c => c.Secret && c.Words.Parts.All(p => p.Prompt.StartsWith("ivr.digit.", StringComparison.Ordinal))));
        Assert.DoesNotContain(turn.Say.OfType<Said.Prompt>(), p => p.Id.StartsWith("ivr.digit.", StringComparison.Ordinal));
        Assert.DoesNotContain(facts.Code, turn.ToString(), StringComparison.Ordinal);
    }

    private static string Key(CallState call) => $"{call.At}/{call.Tries}/{call.Group}/{string.Join(',', call.Known.Where(k => k.Key is "named" or "spoken" or "asked" or "language").OrderBy(k => k.Key).Select(k => k.Key + k.Value))}";

    private static IEnumerable<CallEvent> Happenings(MenuState at)
    {
        yield return new CallEvent.Silence();
        if (at.Keys.Count > 0) foreach (var key in "0123456789*#") yield return new CallEvent.Pressed(key.ToString());
        if (at.Digits is not null) foreach (var keys in new[] { "1234", "*", "12*4" }) yield return new CallEvent.Pressed(keys);
        if (at.Record is not null) foreach (var full in new[] { true, false }) yield return new CallEvent.Heard(full);
        if (at.Ring) foreach (var answered in new[] { true, false }) yield return new CallEvent.Rang(answered);
        if (at.Wait is not null) foreach (var outcome in at.On.Keys.Append("unknown").Append(null)) yield return new CallEvent.Waited(outcome);
    }
}
