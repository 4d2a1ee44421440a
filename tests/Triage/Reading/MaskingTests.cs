using System.Diagnostics;
using FsCheck;
using FsCheck.Fluent;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;
using Rules = TrustLine.Triage.Acceptance.Acceptance;

namespace TrustLine.Tests.Triage.Reading;

public class MaskingTests
{
    // What is planted must be gone from the masked text; what follows it must stay.
    [Theory]
    [InlineData("Меня зовут Роза Жумабекова, я из Караганды.", "Жумабекова", "Караганды")]
    [InlineData("Жумабекова меня зовут Роза, магазин у меня.", "Жумабекова", "магазин")]
    [InlineData("добрый день меня зовут роза жумабекова я из караганды", "жумабекова", "караганды")]
    [InlineData("Менің атым Дінмұхамед, тегім Қайролла.", "Қайролла", "Менің атым")]
    [InlineData("Мен Есжанова Қарлығаш Мұратқызымын, зертханашымын.", "Есжанова", "зертханашымын")]
    [InlineData("Аты-жөнім: Серікбай Нәбиев, Шелек.", "Нәбиев", "Шелек")]
    [InlineData("Есімім Гүлмира Сатыбалдина.", "Сатыбалдина", "Есімім")]
    [InlineData("My name is Marek Hrubin and I import load cells.", "Hrubin", "load cells")]
    [InlineData("Зовут меня Карпенко Лидия Фёдоровна.", "Карпенко", "Зовут меня")]
    [InlineData("Вам пишет Вахитов Тимур Рашидович, кладовщик.", "Вахитов", "кладовщик")]
    [InlineData("Инженер берёт деньги.\n\nС уважением,\nЗинченко М. П.", "Зинченко", "Инженер берёт деньги.")]
    [InlineData("Маман ақша сұрады.\n\nҚұрметпен, Мәулен Тәжібай", "Тәжібай", "Маман ақша сұрады.")]
    [InlineData("The clerk wants cash.\n\nRegards,\nJosephine Okafor", "Okafor", "The clerk wants cash.")]
    [InlineData("Прошу разобраться.\nПодпись: Ким А. В.", "Ким", "Прошу разобраться.")]
    [InlineData("— Представьтесь.\n— Гордиенко Станислав Юрьевич, начальник смены.", "Гордиенко", "начальник смены")]
    [InlineData("Перезвоните +7 (701) 555-12-34 после шести", "555-12-34", "после шести")]
    [InlineData("тел 8 701 555 12 34", "555", "тел")]
    [InlineData("тел. 87015551234, жду", "87015551234", "жду")]
    [InlineData("қоңырау: 8-7172-55-12-34 кешке", "55-12-34", "кешке")]
    [InlineData("номер 7015551234", "7015551234", "номер")]
    [InlineData("Пишите на rosa.zh+line@mail.example, спасибо", "rosa.zh", "спасибо")]
    [InlineData("телеграм @rosa_zhum, жду", "rosa_zhum", "жду")]
    [InlineData("Живу: г. Астана, ул. Абая, д. 12, кв. 34, звоните", "Абая, д. 12", "звоните")]
    [InlineData("мекенжайым Бейбітшілік көшесі, 40-үй, 5-пәтер, хат жазыңыз", "Бейбітшілік", "хат жазыңыз")]
    [InlineData("I live at 12 Abay Street, Almaty", "12 Abay", "Almaty")]
    [InlineData("индекс 010000, Астана", "010000", "Астана")]
    [InlineData("почта Z05T1B4, Астана", "Z05T1B4", "Астана")]
    [InlineData("ИИН 010203500018, прошу ответить", "010203500018", "прошу ответить")]
    [InlineData("тел:87051234567, жду", "87051234567", "жду")]
    [InlineData("+7(705)1234567 вечером", "705", "вечером")]
    [InlineData("тел87051234567 вечером", "87051234567", "вечером")]
    [InlineData("ТЕЛ-87051234567 вечером", "87051234567", "вечером")]
    [InlineData("Айгүл-87051234567, кешке", "87051234567", "Айгүл")]
    [InlineData("87051234567звоните вечером", "87051234567", "вечером")]
    [InlineData("мой.87051234567-Асан", "87051234567", "Асан")]
    [InlineData("WhatsApp:+77051234567/Асан", "7051234567", "WhatsApp")]
    [InlineData("ИИН010203500018, прошу ответить", "010203500018", "прошу ответить")]
    public void What_says_who_reports_is_cut_out(string text, string planted, string kept)
    {
        var masked = Masking.Apply(text, IdentityMarks.Find(new Narrative(text)), Language.Ru);
        Assert.DoesNotContain(planted, masked.Text);
        Assert.Contains(kept, masked.Text);
        Assert.Contains(masked.Cuts, cut => cut.Original.Contains(planted.Split(',')[0]) || planted.Contains(cut.Original));
        Assert.Equal(text, Masking.Restore(masked.Text, masked.Cuts));
    }

    // The accused, witnesses, sums, dates and documents are the report.
    [Theory]
    [InlineData("Директора зовут Иванов Пётр Сергеевич, он берёт откаты.")]
    [InlineData("Его зовут Бауыржан Серіков, инженер.")]
    [InlineData("Начальник лаборатории Кудабаева Айгуль Маратовна требует деньги.")]
    [InlineData("Басшының аты Ерлан Тоқтаров, ол пара алады.")]
    [InlineData("Мен Айгүл Серіковаға 50 000 теңге бердім.")]
    [InlineData("Denis Rogov accepted two hundred dollars.")]
    [InlineData("Звоните 102 или 112, а не 1424.")]
    [InlineData("Договор № 2026-000123 на 7 000 000 000 тенге, счёт 41200077.")]
    [InlineData("Номер 010203500019 и сумма 123456789012 тенге.")]
    [InlineData("3 марта 2025 года в кабинете 214, улица была пустая.")]
    [InlineData("БСН 123, лот 44, 15 000 тг, 10:45, 2024 жыл.")]
    [InlineData("> С уважением, Пётр Андреевич Козловский\nВот такое письмо он прислал.")]
    [InlineData("Договор №AB-87051234567-12 подписан, акт АҚ87051234567 тоже.")]
    [InlineData("Файл 87051234567f00d, запись r0n87051234567 и ключ 7051234567ab.")]
    [InlineData("Заявка 87051234-567a-4abc-8def-87051234567b, протокол 3f8a-87051234567.")]
    [InlineData("Серия KZ010203500018 и метка 010203500018ff.")]
    public void What_is_the_report_stays(string text) =>
        Assert.Equal(text, Masking.Apply(text, IdentityMarks.Find(new Narrative(text))).Text);

    [Fact]
    public void Placeholders_speak_the_language_of_the_text()
    {
        Assert.Equal("Меня зовут ⟦имя⟧.", Mask("Меня зовут Роза Жумабекова.", Language.Ru));
        Assert.Equal("Менің атым ⟦аты-жөні⟧.", Mask("Менің атым Роза Жұмабекова.", Language.Kk));
        Assert.Equal("My name is ⟦name⟧.", Mask("My name is Rosa Zhumabekova.", Language.En));
        var all = from kind in Enum.GetValues<MarkKind>() from language in Enum.GetValues<Language>() select Masking.Placeholder(kind, language);
        Assert.All(all, p => Assert.Matches("^⟦.+⟧$", p));

        static string Mask(string text, Language language) => Masking.Apply(text, IdentityMarks.Find(new Narrative(text)), language).Text;
    }

    [Theory]
    [InlineData("010203500018", true)]
    [InlineData("010203500906", true)]
    [InlineData("010203500019", false)]
    [InlineData("01020350001", false)]
    [InlineData("019903500018", false)]
    public void IIN_are_known_by_their_check_digit(string digits, bool valid) => Assert.Equal(valid, Numbers.IsIin(digits));

    [Fact]
    public void No_check_digit_fits_the_prefix_that_has_none() =>
        Assert.All(Enumerable.Range(0, 10), digit => Assert.False(Numbers.IsIin($"01020350092{digit}")));

    [Fact]
    public void Any_text_and_any_marks_come_back_whole()
    {
        var marks = Gen.Choose(-5, 60).Three().Select(n => new Mark(n.Item1, n.Item2, (MarkKind)(Math.Abs(n.Item3) % 6))).ListOf().ToArbitrary();
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), marks, (text, places) =>
        {
            var masked = Masking.Apply(text, places.ToList(), Language.Kk);
            return Masking.Restore(masked.Text, masked.Cuts) == text;
        }).QuickCheckThrowOnFailure();
        var found = Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p)).ToArbitrary();
        Prop.ForAll(found, text =>
        {
            var masked = Masking.Apply(text, IdentityMarks.Find(new Narrative(text)), Language.Ru);
            return Masking.Restore(masked.Text, masked.Cuts) == text;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Cuts_of_another_text_are_refused()
    {
        var masked = Masking.Apply("Меня зовут Роза Жумабекова.", [new Mark(11, 15, MarkKind.Name)]);
        Assert.Throws<ArgumentException>(() => Masking.Restore("Меня зовут", masked.Cuts));
        Assert.DoesNotContain("Роза", masked.ToString() + masked.Cuts[0]);
    }

    [Fact]
    public void The_assessment_kept_with_the_masked_text_quotes_no_identity()
    {
        const string text = "Меня зовут Роза Жумабекова, тел. 8 701 555 12 34. Инженер потребовал взятку 15 000 тенге, я отдала конверт.";
        var assessment = Rules.Assess(new Narrative(text), Answers.None, new SenderSignals(null, false, Channel.Phone));
        Assert.Contains("Жумабекова", assessment.ToJson());
        var masked = Masking.Apply(text, IdentityMarks.Find(new Narrative(text)), Language.Ru);
        var kept = Masking.Over(assessment, new Dictionary<string, Masked> { ["narrative"] = masked });
        Assert.DoesNotContain("Жумабекова", kept.ToJson());
        Assert.DoesNotContain("555", kept.ToJson());
        var quoted = kept.CrimeOrThreat.Evidence.Where(e => e.Text.Length > 0).ToList();
        Assert.NotEmpty(quoted);
        Assert.All(quoted, e => Assert.Equal(e.Text, masked.Text.Substring(e.Start, e.Length)));
        var name = kept.Anonymous.Evidence.Single();
        Assert.Equal("⟦имя⟧", masked.Text.Substring(name.Start, name.Length));
        Assert.DoesNotContain("Роза", Masking.Over(assessment, new Dictionary<string, Masked>()).ToJson());
    }

    [Fact]
    public void Garbage_is_read_without_complaint_and_soon()
    {
        foreach (var text in Garbage())
        {
            Read(text);
            var watch = Stopwatch.StartNew();
            Read(text);
            // No figure: it only tells work that never ends from work that does. 64 KB of what explodes would take hours.
            Assert.True(watch.ElapsedMilliseconds < 20_000, $"{watch.ElapsedMilliseconds} ms");
        }

        static void Read(string text)
        {
            var assessment = Rules.Assess(new Narrative(text), new Answers(What: text[..Math.Min(text.Length, 1000)]), new SenderSignals(text, false, Channel.Web, text));
            Assert.InRange(assessment.CrimeOrThreat.Probability, 0, 1);
            var masked = Masking.Apply(text, IdentityMarks.Find(new Narrative(text)));
            Assert.Equal(text, Masking.Restore(masked.Text, masked.Cuts));
        }
    }

    [Fact]
    public void Any_string_at_all_is_read() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>().Filter(s => s is not null), text =>
        {
            var assessment = Rules.Assess(new Narrative(text), Answers.None, new SenderSignals(text, false, Channel.Email));
            return Assessment.FromJson(assessment.ToJson()).Disposition == assessment.Disposition;
        }).QuickCheckThrowOnFailure();

    private static readonly string[] Pieces = ["меня зовут ", "Роза ", "Жумабекова", ", ", ". ", "\n", "8 701 555 12 34", "@", "a@b.kz ", "ул. ", "12", "010203500018", "мен ", "Серікұлымын", "> ", "\uD800", "\u202E", "С уважением, ", "А. ", "взятка ", "🙂"];

    private static IEnumerable<string> Garbage()
    {
        const int size = 65_536;
        yield return "";
        yield return "\0";
        yield return new string('\uD800', size);
        yield return new string('\u202E', size);
        yield return new string('7', size);
        yield return new string('@', size);
        yield return new string('\u0301', size);
        foreach (var piece in (string[])["7 ", "a@", "ул ", "меня зовут Иван ", "взятка не ", "А. ", "Мұратқызымын ", "я\n", "комплаенс ", "\u202Eбомба\u202C ", "көшесі 1 ", "I'm ", "аты-жөніңіз Иван ", "1 2 3 4 5 6 7 8 9 0 "])
            yield return string.Concat(Enumerable.Repeat(piece, size / piece.Length));
        yield return string.Concat(Enumerable.Repeat("Меня зовут Роза Жумабекова. ", 40_000));
    }
}
