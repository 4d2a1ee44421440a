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
            Code = "1234567890123456", Entered = "87010000000", Registered = open ? Friday : Friday.PlusDays(3), AnswerBy = Friday.PlusDays(21), Status = status, News = status is "closed" or "needs_answer", Text = status is "received" or "needs_answer", Opened = status == "considering",
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
            if (answers.Add(turn.Expect)) Assert.NotEmpty(StrictTwiML.Read(TwiML.Of(["/channels/phone/sound/x"], turn.Expect, new("https://line.example", 1), [new("+77172000001", "/channels/phone/offer?ring=x&phone=0")], 20, "+77172000000")));
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
            .Except(["callback.number", "fault.plain", "fault.kept"]).Except(open ? [] : ["operator", "operator.wait", "operator.again", "talked"]).Except(facts.Text ? [] : ["text", "text.say"]);
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

    [Fact]
    public void Every_prompt_is_said_somewhere_and_none_lies_there_in_vain()
    {
        var said = Menu.Words().Where(w => !w.StartsWith('$')).Select(w => w.Split('?', '@')[0]).ToHashSet();
        void Take(Speech speech) => said.UnionWith(speech.Parts.Select(p => p.Prompt));
        foreach (var language in Enum.GetValues<Language>())
        {
            for (var day = new LocalDate(2024, 1, 1); day.Year < 2036; day = day.PlusDays(1)) Take(Say.AnswerBy(day, day.Day % 2 == 0, language).Then(Say.RegisteredOn(day, language)));
            foreach (var n in Enumerable.Range(0, 100)) Take(Say.RecordingLimit(n, language));
        }

        foreach (var kind in Enum.GetValues<DayKind>())
            for (var days = 0; days < 366; days++) Take(Say.Closed(kind, Friday, Friday.PlusDays(days)));
        Take(Say.Digits("0123456789"));
        Assert.Empty(Book.Ids.Except(said));
        Assert.Empty(said.Except(Book.Ids));
        // What is composed is asked for by the menu, or it would be said nowhere.
        Assert.Equal(["$answerBy", "$closed", "$code", "$entered", "$limit", "$number", "$recording", "$registered"], Menu.Words().Where(w => w.StartsWith('$')).Select(w => w.Split('?')[0]).Distinct().Order());
    }

    [Fact]
    public void Whoever_cannot_press_a_key_is_told_so_and_can_leave_a_message_all_the_same()
    {
        var facts = new CallFacts { Today = Friday };
        var turn = Talk.Next(Menu, Talk.Begin(Menu, facts).Call, new CallEvent.Silence(), facts);
        Assert.Equal("menu", turn.Call.At);
        turn = Talk.Next(Menu, Talk.Next(Menu, turn.Call, new CallEvent.Silence(), facts).Call, new CallEvent.Silence(), facts);
        Assert.Contains(new Said.Prompt("ivr.help.voice", Language.Kk), turn.Say);
        turn = Talk.Next(Menu, turn.Call, new CallEvent.Silence(), facts);
        Assert.True(turn is { Expect: Expected.Voice { As: "message" }, Call: var call } && call["named"] == "no");
        // And without another key it is sent, since something was said.
        turn = Talk.Next(Menu, turn.Call, new CallEvent.Heard(false), facts);
        for (var steps = 0; steps < 20 && turn.Expect is not Expected.Work; steps++) turn = Talk.Next(Menu, turn.Call, new CallEvent.Silence(), facts);
        Assert.Equal(new Expected.Work("send", Begins: true), turn.Expect);
    }

    [Fact]
    public void A_worked_Saturday_is_told_to_a_caller_who_does_not_expect_an_operator()
    {
        var facts = new CallFacts { Today = new(2026, 11, 21), Day = DayKind.WorkingWeekend, Open = true, Groups = 1 };
        IEnumerable<string> Welcomed(CallFacts now) => Talk.Next(Menu, Talk.Begin(Menu, now).Call, new CallEvent.Silence(), now).Say.OfType<Said.Prompt>().Select(p => p.Id);
        Assert.Contains("ivr.hours.today", Welcomed(facts));
        Assert.DoesNotContain("ivr.hours.today", Welcomed(facts with { Day = DayKind.WorkingDay, Today = Friday }));
        Assert.DoesNotContain("ivr.hours.today", Welcomed(facts with { Open = false }));
    }

    [Fact]
    public void What_was_not_saved_is_said_once_and_recorded_again_and_the_second_time_is_a_fault()
    {
        foreach (var (at, work) in new[] { ("send", "not.saved"), ("answering", "answer.not.saved"), ("listen", "not.saved") })
        {
            var turn = Talk.Next(Menu, new CallState { At = at }, new CallEvent.Waited("none"), new CallFacts { Today = Friday });
            Assert.Equal(["ivr.err.notsaved", "ivr.rec.start", "ivr.rec.stop"], turn.Say.OfType<Said.Prompt>().Select(p => p.Id));
            Assert.IsType<Expected.Voice>(turn.Expect);
            Assert.Equal(("yes", "no"), (turn.Call["lost"], turn.Call["spoken"]));
            Assert.IsType<Expected.Over>(Talk.Next(Menu, turn.Call with { At = at }, new CallEvent.Waited("none"), new CallFacts { Today = Friday }).Expect);
            Assert.Contains(work, Menu[at].On.Values);
        }
    }

    private static string Key(CallState call) => $"{call.At}/{call.Tries}/{call.Group}/{string.Join(',', call.Known.Where(k => k.Key is "named" or "spoken" or "asked" or "language").OrderBy(k => k.Key).Select(k => k.Key + k.Value))}";

    private static IEnumerable<CallEvent> Happenings(MenuState at)
    {
        yield return new CallEvent.Silence();
        if (at.Keys.Count > 0) foreach (var key in "0123456789*#") yield return new CallEvent.Pressed(key.ToString());
        if (at.Digits is not null) foreach (var keys in new[] { "1234", "*", "12*4" }) yield return new CallEvent.Pressed(keys);
        if (at.Record is not null) foreach (var full in new[] { true, false }) yield return new CallEvent.Heard(full);
        if (at.Ring) foreach (var rang in new CallEvent.Rang[] { new(true), new(false), new(false, Busy: true) }) yield return rang;
        if (at.Wait is not null) foreach (var outcome in at.On.Keys.Append("unknown").Append(null)) yield return new CallEvent.Waited(outcome);
    }
}
