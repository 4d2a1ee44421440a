// The words of the staff's pages: three complete languages, the same places in each, a word for every kind that can appear.

using System.Text.RegularExpressions;
using TrustLine.Api.Administration;
using TrustLine.Api.Inbox;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Outbox;
using TrustLine.Api.Return;
using TrustLine.Testing;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Files;
using TrustLine.Vault.Groups;
using TrustLine.Vault.People;

using Group = TrustLine.Vault.Groups.Group;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed partial class StaffTexts
{
    private static readonly Language[] Languages = Enum.GetValues<Language>();

    [Fact]
    public void Every_language_has_every_key_and_the_same_places()
    {
        var keys = OfficeTexts.In(Language.Kk).Keys.Order(StringComparer.Ordinal).ToList();
        foreach (var language in Languages)
        {
            var t = OfficeTexts.In(language);
            Assert.Equal(keys, t.Keys.Order(StringComparer.Ordinal));
            Assert.DoesNotContain(keys, k => string.IsNullOrWhiteSpace(t[k]));
            Assert.DoesNotContain(keys, k => !Places(t[k]).SequenceEqual(Places(OfficeTexts.In(Language.Ru)[k])));
        }
    }

    [Fact]
    public void Every_key_that_a_page_names_exists_and_none_lies_unused()
    {
        var sources = new[] { "Office", "Staff", "Setup", "Inbox", "Administration", "Director", "Audit", "Desk", "Outbox", "Openings", "Exclusions", "Prompts" }.SelectMany(folder => Repository.Files($"src/TrustLine.Api/{folder}", "*.razor").Concat(Repository.Files($"src/TrustLine.Api/{folder}", "*.cs")))
            .Select(File.ReadAllText).ToList();
        var t = OfficeTexts.In(Language.Kk);
        var named = sources.SelectMany(s => Named().Matches(s).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, k => !t.Keys.Contains(k));
        // Kinds are composed of a prefix and the kind's name.
        string[] composed = ["month.", "days.", "clock.", "role.", "group.", "weak.", "desk.", "channel.", "language.", "status.", "disposition.", "risk.", "answer.", "finding.", "fact.", "way.", "conflict.", "say.", "kept.", "done.", "washing.", "leftout.", "people.alive.", "reseal.stuck.", "list.view.", "seconds.", "matter.", "field.", "choice.", "trouble.", "admin.wrong.", "calendar.later.", "calendar.earlier.", "calendar.over.", "channels.", "house.key.", "alarm.", "decision.", "lookups.", "audit.clock.", "month.name.", "refer.", "inspect.", "unit.", "extend.", "end.", "opening.", "lapsed.", "answered.", "identity.done.", "readers.now.", "missing.", "asked.", "ask.", "ready.", "readers.done.", "exclude.who.", "shown.from.", "sent.way.", "mark.kind.", "mark.found.", "prompts.part.", "route.why.", "package.language.", "letter.", "take.", "taken.field.", "voice.state."];
        var all = string.Join('\n', sources);
        Assert.DoesNotContain(t.Keys, k => !composed.Any(p => k.StartsWith(p, StringComparison.Ordinal)) && !all.Contains($"\"{k}\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_kind_has_its_word()
    {
        var needed = Enum.GetNames<Role>().Select(n => "role." + n)
            .Concat(Enum.GetNames<Group>().Select(n => "group." + n))
            .Concat(Enum.GetNames<TrustLine.Channels.Phone.PhoneTrouble>().Select(n => "channels.phone.trouble." + n))
            .Concat(Enum.GetNames<Channel>().Select(n => "channel." + n))
            .Concat(Enum.GetNames<Language>().Select(n => "language." + n))
            .Concat(Enum.GetNames<Disposition>().Select(n => "disposition." + n))
            .Concat(Enum.GetNames<ReportStatus>().Select(n => "status." + n))
            .Concat(Enum.GetNames<DecisionKind>().Select(n => "decision." + n))
            .Concat(Enum.GetNames<MissingFact>().SelectMany(n => new[] { "missing." + n, "asked." + n, "ask." + n }))
            .Concat(Enum.GetNames<Disposition>().Select(n => "ready." + n))
            .Concat(Ground.All.Select(g => g.Clock).OfType<string>().Select(c => "clock." + c))
            .Concat(Enum.GetNames<ClockState>().Select(n => "audit.clock." + n))
            .Concat(from state in new[] { "off", "away", "refused" } from whom in new[] { "officer", "administrator", "director" } select $"alarm.{state}.{whom}")
            .Concat(new[] { "refer", "inspect", "unit", "extend", "end" }.SelectMany(n => new[] { n + ".title", n + ".text", n + ".go" }))
            .Concat(Enum.GetNames<RiskArea>().Where(n => n != nameof(RiskArea.None)).Select(n => "risk." + n))
            .Concat(Enum.GetNames<PassphraseWeakness>().Where(n => n != nameof(PassphraseWeakness.None)).Select(n => "weak." + n))
            .Concat(Enum.GetNames<FactKind>().Where(n => n is not "LineFounded").Select(n => "fact." + n))
            .Concat(Enum.GetNames<Washing>().Where(n => n is not ("Copy" or "Plain")).Select(n => "washing." + n))
            .Concat(Enum.GetNames<LeftOut>().Where(n => n != "None").Select(n => "leftout." + n))
            .Concat(new[] { ClockKinds.Reply, ClockKinds.DirectorInformed, ClockKinds.Redirect, ClockKinds.Forward, ClockKinds.ReplyExtension, ClockKinds.ReplyExtensionNotice, ClockKinds.TerminationNotice, ClockKinds.Inspection }.Select(k => "clock." + k))
            .Concat(Enum.GetNames<TrustLine.Triage.Routing.AuthorityReason>().Select(n => "route.why." + n))
            .Concat(PackageFormView.Languages.Select(l => "package.language." + l))
            .Concat(Enum.GetNames<WrittenState>().Select(n => "voice.state." + n))
            .Concat(MarkView.Kinds.Select(n => "mark.kind." + n))
            .Concat(Enum.GetNames<MailTrouble>().Select(n => "trouble." + n)).Concat(Enum.GetNames<KeyFileState>().Select(n => "house.key." + n))
            .Concat(Enum.GetValues<Matter>().Where(m => m != Matter.Calendar).SelectMany(m => Fields.Of(m)).Concat(Enum.GetValues<CalendarChange>().SelectMany(Fields.Of))
                .SelectMany(r => (r.Choices ?? []).Select(c => $"choice.{r.Id}.{c}").Append("field." + r.Id)))
            .Concat(Enum.GetValues<Matter>().Where(m => m != Matter.Calendar).SelectMany(m => new[] { $"matter.{m}", $"matter.{m}.new" }))
            .Concat(Enum.GetNames<FieldKind>().Select(n => "admin.wrong." + n switch { "Line" or "Lines" => "signs", _ => n[..1].ToLowerInvariant() + n[1..] }))
            .Concat(new Answers("1", "2", "3", "4", "5", "6").Written().Select(a => "answer." + a.Question));
        foreach (var language in Languages) Assert.DoesNotContain(needed, k => !OfficeTexts.In(language).Keys.Contains(k));
    }

    [Fact]
    public void A_missing_key_throws_in_every_language() =>
        Assert.All(Languages, language => Assert.Throws<KeyNotFoundException>(() => OfficeTexts.In(language)["no.such.key"]));

    [Theory]
    [InlineData(Language.Ru, 1, "1 рабочий день")]
    [InlineData(Language.Ru, 2, "2 рабочих дня")]
    [InlineData(Language.Ru, 5, "5 рабочих дней")]
    [InlineData(Language.Ru, 11, "11 рабочих дней")]
    [InlineData(Language.Ru, 21, "21 рабочий день")]
    [InlineData(Language.Ru, 112, "112 рабочих дней")]
    [InlineData(Language.En, 1, "1 working day")]
    [InlineData(Language.En, 12, "12 working days")]
    [InlineData(Language.Kk, 1, "1 жұмыс күні")]
    [InlineData(Language.Kk, 12, "12 жұмыс күні")]
    public void A_number_takes_its_noun_in_the_right_form(Language language, int n, string words) =>
        Assert.Equal(words, OfficeTexts.In(language).Count("days.working", n));

    public static TheoryData<string, string, string, Language, string, string> Dates => new()
    {
        { ClockKinds.Reply, "2026-12-11", "2026-11-25", Language.En, "Reply: 12 working days left, by 11 December 2026", "calm" },
        { ClockKinds.Reply, "2026-11-26", "2026-11-25", Language.En, "Reply: 1 working day left, by 26 November 2026", "soon" },
        { ClockKinds.Reply, "2026-11-25", "2026-11-25", Language.En, "Reply: today is the last day", "today" },
        { ClockKinds.Redirect, "2026-11-23", "2026-11-21", Language.Ru, "Немедленное перенаправление по компетенции: сейчас же", "today" },
        { ClockKinds.Redirect, "2026-11-20", "2026-11-21", Language.Ru, "Немедленное перенаправление по компетенции: просрочено на 1 день (срок – 20 ноября 2026 г.)", "over" },
        { ClockKinds.Reply, "2026-11-20", "2026-11-21", Language.En, "Reply: overdue (was due 20 November 2026)", "over" },
        { ClockKinds.Reply, "2026-11-20", "2026-11-24", Language.En, "Reply: 2 working days overdue (was due 20 November 2026)", "over" },
        { ClockKinds.DirectorInformed, "2026-11-21", "2026-11-20", Language.Kk, "Бас директорды хабардар ету: 1 күн қалды, соңғы күні – 2026 жылғы 21 қараша", "soon" },
        { ClockKinds.DirectorInformed, "2026-11-21", "2026-11-23", Language.Ru, "Информирование генерального директора: просрочено на 2 дня (срок – 21 ноября 2026 г.)", "over" },
    };

    [Theory]
    [MemberData(nameof(Dates))]
    public void A_legal_date_stands_in_words(string kind, string due, string today, Language language, string words, string urgency)
    {
        var day = DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture);
        var clock = new RunningClock(kind, day.AddDays(-10), day);
        var view = DueWords.Of(clock, NodaTime.Text.LocalDatePattern.Iso.Parse(today).Value, WorkingCalendar.Published, OfficeTexts.In(language));
        Assert.Equal((words, urgency), (view.Text.Replace('\u00a0', ' '), view.Urgency));
    }

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Place();

    [GeneratedRegex("""(?:\bT|\bt|Frame\.T|T\(http\))(?:\.With\(|\[)"([a-z][A-Za-z0-9.-]*[a-z])"[\],)]""")]
    private static partial Regex Named();
}
