// What the voice menu says: complete in three languages, and put together from pieces as a careful speaker would say it. The expectations were written out by hand.

using System.Text.RegularExpressions;
using NodaTime;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Tests.Channels;

public sealed partial class PromptWords
{
    private static readonly PromptBook Book = new(SpokenName.Demo);
    private static readonly Language[] Languages = Enum.GetValues<Language>();

    // Every day of the month, every month and every year once or more.
    private const string Dates = """
        2024-01-01|екі мың жиырма төртінші жылғы бірінші қаңтар|первого января две тысячи двадцать четвёртого года|the first of January twenty twenty-four
        2025-02-02|екі мың жиырма бесінші жылғы екінші ақпан|второго февраля две тысячи двадцать пятого года|the second of February twenty twenty-five
        2026-03-03|екі мың жиырма алтыншы жылғы үшінші наурыз|третьего марта две тысячи двадцать шестого года|the third of March twenty twenty-six
        2027-04-04|екі мың жиырма жетінші жылғы төртінші сәуір|четвёртого апреля две тысячи двадцать седьмого года|the fourth of April twenty twenty-seven
        2028-05-05|екі мың жиырма сегізінші жылғы бесінші мамыр|пятого мая две тысячи двадцать восьмого года|the fifth of May twenty twenty-eight
        2029-06-06|екі мың жиырма тоғызыншы жылғы алтыншы маусым|шестого июня две тысячи двадцать девятого года|the sixth of June twenty twenty-nine
        2030-07-07|екі мың отызыншы жылғы жетінші шілде|седьмого июля две тысячи тридцатого года|the seventh of July twenty thirty
        2031-08-08|екі мың отыз бірінші жылғы сегізінші тамыз|восьмого августа две тысячи тридцать первого года|the eighth of August twenty thirty-one
        2032-09-09|екі мың отыз екінші жылғы тоғызыншы қыркүйек|девятого сентября две тысячи тридцать второго года|the ninth of September twenty thirty-two
        2033-10-10|екі мың отыз үшінші жылғы оныншы қазан|десятого октября две тысячи тридцать третьего года|the tenth of October twenty thirty-three
        2034-11-11|екі мың отыз төртінші жылғы он бірінші қараша|одиннадцатого ноября две тысячи тридцать четвёртого года|the eleventh of November twenty thirty-four
        2035-12-12|екі мың отыз бесінші жылғы он екінші желтоқсан|двенадцатого декабря две тысячи тридцать пятого года|the twelfth of December twenty thirty-five
        2026-12-13|екі мың жиырма алтыншы жылғы он үшінші желтоқсан|тринадцатого декабря две тысячи двадцать шестого года|the thirteenth of December twenty twenty-six
        2026-12-14|екі мың жиырма алтыншы жылғы он төртінші желтоқсан|четырнадцатого декабря две тысячи двадцать шестого года|the fourteenth of December twenty twenty-six
        2027-01-15|екі мың жиырма жетінші жылғы он бесінші қаңтар|пятнадцатого января две тысячи двадцать седьмого года|the fifteenth of January twenty twenty-seven
        2026-12-16|екі мың жиырма алтыншы жылғы он алтыншы желтоқсан|шестнадцатого декабря две тысячи двадцать шестого года|the sixteenth of December twenty twenty-six
        2026-12-17|екі мың жиырма алтыншы жылғы он жетінші желтоқсан|семнадцатого декабря две тысячи двадцать шестого года|the seventeenth of December twenty twenty-six
        2026-12-18|екі мың жиырма алтыншы жылғы он сегізінші желтоқсан|восемнадцатого декабря две тысячи двадцать шестого года|the eighteenth of December twenty twenty-six
        2024-02-19|екі мың жиырма төртінші жылғы он тоғызыншы ақпан|девятнадцатого февраля две тысячи двадцать четвёртого года|the nineteenth of February twenty twenty-four
        2025-03-20|екі мың жиырма бесінші жылғы жиырмасыншы наурыз|двадцатого марта две тысячи двадцать пятого года|the twentieth of March twenty twenty-five
        2026-03-21|екі мың жиырма алтыншы жылғы жиырма бірінші наурыз|двадцать первого марта две тысячи двадцать шестого года|the twenty-first of March twenty twenty-six
        2026-03-22|екі мың жиырма алтыншы жылғы жиырма екінші наурыз|двадцать второго марта две тысячи двадцать шестого года|the twenty-second of March twenty twenty-six
        2026-03-23|екі мың жиырма алтыншы жылғы жиырма үшінші наурыз|двадцать третьего марта две тысячи двадцать шестого года|the twenty-third of March twenty twenty-six
        2027-08-24|екі мың жиырма жетінші жылғы жиырма төртінші тамыз|двадцать четвёртого августа две тысячи двадцать седьмого года|the twenty-fourth of August twenty twenty-seven
        2026-10-25|екі мың жиырма алтыншы жылғы жиырма бесінші қазан|двадцать пятого октября две тысячи двадцать шестого года|the twenty-fifth of October twenty twenty-six
        2026-09-26|екі мың жиырма алтыншы жылғы жиырма алтыншы қыркүйек|двадцать шестого сентября две тысячи двадцать шестого года|the twenty-sixth of September twenty twenty-six
        2026-05-27|екі мың жиырма алтыншы жылғы жиырма жетінші мамыр|двадцать седьмого мая две тысячи двадцать шестого года|the twenty-seventh of May twenty twenty-six
        2026-06-28|екі мың жиырма алтыншы жылғы жиырма сегізінші маусым|двадцать восьмого июня две тысячи двадцать шестого года|the twenty-eighth of June twenty twenty-six
        2028-02-29|екі мың жиырма сегізінші жылғы жиырма тоғызыншы ақпан|двадцать девятого февраля две тысячи двадцать восьмого года|the twenty-ninth of February twenty twenty-eight
        2026-08-30|екі мың жиырма алтыншы жылғы отызыншы тамыз|тридцатого августа две тысячи двадцать шестого года|the thirtieth of August twenty twenty-six
        2035-12-31|екі мың отыз бесінші жылғы отыз бірінші желтоқсан|тридцать первого декабря две тысячи тридцать пятого года|the thirty-first of December twenty thirty-five
        """;

    private const string Counts = """
        0|нөл|нуля|zero
        1|бір|одного|one
        2|екі|двух|two
        3|үш|трёх|three
        4|төрт|четырёх|four
        5|бес|пяти|five
        6|алты|шести|six
        7|жеті|семи|seven
        8|сегіз|восьми|eight
        9|тоғыз|девяти|nine
        10|он|десяти|ten
        11|он бір|одиннадцати|eleven
        12|он екі|двенадцати|twelve
        13|он үш|тринадцати|thirteen
        14|он төрт|четырнадцати|fourteen
        15|он бес|пятнадцати|fifteen
        16|он алты|шестнадцати|sixteen
        17|он жеті|семнадцати|seventeen
        18|он сегіз|восемнадцати|eighteen
        19|он тоғыз|девятнадцати|nineteen
        20|жиырма|двадцати|twenty
        21|жиырма бір|двадцати одного|twenty one
        30|отыз|тридцати|thirty
        32|отыз екі|тридцати двух|thirty two
        40|қырық|сорока|forty
        43|қырық үш|сорока трёх|forty three
        50|елу|пятидесяти|fifty
        54|елу төрт|пятидесяти четырёх|fifty four
        60|алпыс|шестидесяти|sixty
        65|алпыс бес|шестидесяти пяти|sixty five
        70|жетпіс|семидесяти|seventy
        76|жетпіс алты|семидесяти шести|seventy six
        80|сексен|восьмидесяти|eighty
        87|сексен жеті|восьмидесяти семи|eighty seven
        90|тоқсан|девяноста|ninety
        98|тоқсан сегіз|девяноста восьми|ninety eight
        99|тоқсан тоғыз|девяноста девяти|ninety nine
        """;

    [Fact]
    public void Every_prompt_has_its_words_in_three_languages_in_the_letters_of_each()
    {
        Assert.True(Book.Ids.Count >= 250);
        Assert.Equal(Book.Ids.Count, Book.Ids.Distinct().Count());
        foreach (var id in Book.Ids)
        {
            Assert.All(Languages, l => Assert.DoesNotContain('{', Book.Text(id, l)));
            Assert.DoesNotMatch("[A-Za-z]", Book.Text(id, Language.Kk) + Book.Text(id, Language.Ru));
            Assert.DoesNotMatch(@"\p{IsCyrillic}", Book.Text(id, Language.En));
            Assert.DoesNotMatch("[әғқңөұүһі]", Book.Text(id, Language.Ru).ToLowerInvariant().Replace("қазстандарт", "", StringComparison.Ordinal));
            Assert.All(Languages, l => Assert.DoesNotMatch("[0-9]", Book.Text(id, l))); // What is spoken is written in words.
        }

        // No language has lines that the others lack, and none is given twice.
        var files = Languages.Select(l => File.ReadLines(Repository.File("src", "TrustLine.Channels", "Phone", "Prompts", "Texts", l.Code() + ".tsv")).Select(line => line.Split('\t')[0]).ToList()).ToList();
        Assert.All(files, f => Assert.Equal(Book.Ids, f));
        Assert.False(Book.Has("ivr.no.such"));
        Assert.Throws<KeyNotFoundException>(() => Book.Text("ivr.no.such", Language.Kk));
    }

    [Fact]
    public void A_key_is_named_alike_in_three_languages()
    {
        // What says which key to press says the same key in each language.
        var keys = new (string Kk, string Ru, string En)[]
        {
            ("нөлді", "ноль", "zero"), ("бірді", "один", "one"), ("екіні", "два", "two"), ("үшті", "три", "three"), ("төртті", "четыре", "four"), ("тоғызды", "девять", "nine"),
            ("жұлдызшаны", "звёздочку", "star"), ("тор белгісін", "решётку", "hash"),
        };
        var pressed = Book.Ids.Where(id => Pressing().IsMatch(Book.Text(id, Language.En)) && id is not ("ivr.lang" or "ivr.err.noinput" or "ivr.help.voice")).ToList();
        Assert.True(pressed.Count > 35);
        Assert.All(pressed, id => Assert.True(
            keys.Any(k => Book.Text(id, Language.Kk).Contains(k.Kk, StringComparison.Ordinal) && Book.Text(id, Language.Ru).Contains(k.Ru, StringComparison.Ordinal) && Book.Text(id, Language.En).Contains(k.En, StringComparison.Ordinal)), id));
    }

    [Fact]
    public void The_organisation_of_the_settings_is_named_and_no_other()
    {
        var other = new PromptBook(new("«Өлшем»", "«Эталон»", "Measure"));
        Assert.Equal("Сәлеметсіз бе! Бұл — «Өлшем» кәсіпорнының Сенім телефоны.", other.Text("ivr.welcome", Language.Kk));
        Assert.Equal("Здравствуйте! Это телефон доверия предприятия «Эталон».", other.Text("ivr.welcome", Language.Ru));
        Assert.Equal("This line is only for reporting corruption in the work of Measure employees.", other.Text("ivr.purpose", Language.En));
        Assert.DoesNotContain(other.Ids, id => Languages.Any(l => Regex.IsMatch(other.Text(id, l), "стандарт|standard", RegexOptions.IgnoreCase)));
    }

    [Fact]
    public void A_date_is_said_in_the_order_and_the_forms_of_its_language()
    {
        foreach (var row in Rows(Dates))
        {
            var day = NodaTime.Text.LocalDatePattern.Iso.Parse(row[0]).Value;
            Assert.Equal(row[1..], Languages.Select(l => Book.Text(Say.Date(day, l), l).TrimEnd('.')));
        }
    }

    [Fact]
    public void Every_day_of_twelve_years_has_words_of_its_own()
    {
        foreach (var language in Languages)
        {
            var said = new HashSet<string>();
            for (var day = new LocalDate(2024, 1, 1); day.Year < 2036; day = day.PlusDays(1))
                Assert.True(said.Add(string.Join(' ', Say.Date(day, language).Parts.Select(p => Book.Text(p.Prompt, language)))), $"{day} {language}");
            Assert.Equal(4383, said.Count);
        }
    }

    [Fact]
    public void A_number_is_said_in_the_forms_of_its_language()
    {
        foreach (var row in Rows(Counts))
            Assert.Equal(row[1..], Languages.Select(l => Book.Text(Say.Count(int.Parse(row[0], System.Globalization.CultureInfo.InvariantCulture), l), l).TrimEnd('.')));
        foreach (var language in Languages)
            Assert.Equal(100, Enumerable.Range(0, 100).Select(n => Book.Text(Say.Count(n, language), language)).Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => Say.Count(100, Language.Kk));
    }

    [Theory]
    [InlineData(5, "Хабарлама ұзақтығы бес минуттан аспауы керек.", "Длительность сообщения — до пяти минут.", "The message can be up to five minutes long.")]
    [InlineData(1, "Хабарлама ұзақтығы бір минуттан аспауы керек.", "Длительность сообщения — до одной минуты.", "The message can be up to one minute long.")]
    [InlineData(21, "Хабарлама ұзақтығы жиырма бір минуттан аспауы керек.", "Длительность сообщения — до двадцати одной минуты.", "The message can be up to twenty one minutes long.")]
    public void The_limit_of_a_message_is_a_sentence(int minutes, string kk, string ru, string en) =>
        Assert.Equal([kk, ru, en], Languages.Select(l => Book.Text(Say.RecordingLimit(minutes, l), l)));

    [Theory]
    [InlineData("2026-11-20", "Оператор бүгін сағат тоғыздан бастап жауап береді.", "Оператор ответит сегодня с девяти часов.", "The operator will answer today from nine a.m.")]
    [InlineData("2026-11-21", "Оператор ертең сағат тоғыздан бастап жауап береді.", "Оператор ответит завтра с девяти часов.", "The operator will answer tomorrow from nine a.m.")]
    [InlineData("2026-11-23", "Оператор дүйсенбі күні сағат тоғыздан бастап жауап береді.", "Оператор ответит в понедельник с девяти часов.", "The operator will answer on Monday from nine a.m.")]
    [InlineData("2026-11-26", "Оператор бейсенбі күні сағат тоғыздан бастап жауап береді.", "Оператор ответит в четверг с девяти часов.", "The operator will answer on Thursday from nine a.m.")]
    [InlineData("2026-11-27", "Оператор жұма күні жиырма жетінші қарашада сағат тоғыздан бастап жауап береді.", "Оператор ответит в пятницу двадцать седьмого ноября с девяти часов.", "The operator will answer on Friday the twenty-seventh of November from nine a.m.")]
    public void The_next_opening_is_said_within_its_sentence(string opens, string kk, string ru, string en)
    {
        var closed = Say.Closed(DayKind.WorkingDay, new(2026, 11, 20), NodaTime.Text.LocalDatePattern.Iso.Parse(opens).Value);
        Assert.Equal([kk, ru, en], Languages.Select(l => Book.Text(new Speech([.. closed.Parts.Skip(2)]), l)));
    }

    [Theory]
    [InlineData(DayKind.WorkingDay, "Сейчас нерабочее время.")]
    [InlineData(DayKind.WorkingWeekend, "Сейчас нерабочее время.")]
    [InlineData(DayKind.Weekend, "Сегодня выходной день.")]
    [InlineData(DayKind.ReligiousDayOff, "Сегодня выходной день.")]
    [InlineData(DayKind.EnteredDayOff, "Сегодня выходной день.")]
    [InlineData(DayKind.PublicHoliday, "Сегодня праздничный день.")]
    [InlineData(DayKind.SubstitutedDayOff, "Сегодня выходной: рабочий день перенесён.")]
    public void Why_the_line_is_closed_is_said_as_the_calendar_knows_it(DayKind kind, string begins)
    {
        var text = Book.Text(Say.Closed(kind, new(2026, 11, 20), new(2026, 11, 23)), Language.Ru);
        Assert.StartsWith(begins, text, StringComparison.Ordinal);
        Assert.EndsWith("по времени Астаны. Оператор ответит в понедельник с девяти часов.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_day_of_the_answer_is_a_sentence_for_each_way_to_report()
    {
        Assert.Equal("Ответ будет дан не позднее двенадцатого декабря две тысячи двадцать шестого года. Спасибо за звонок. До свидания.", Book.Text(Say.AnswerBy(new(2026, 12, 12), anonymous: false, Language.Ru).Then("ivr.goodbye"), Language.Ru));
        Assert.Equal("Өтініштің нәтижесі мына күннен кешіктірілмей белгілі болады: екі мың жиырма алтыншы жылғы он екінші желтоқсан.", Book.Text(Say.AnswerBy(new(2026, 12, 12), anonymous: true, Language.Kk), Language.Kk));
        Assert.Equal("The reply is due by the twelfth of December twenty twenty-six.", Book.Text(Say.AnswerBy(new(2026, 12, 12), anonymous: false, Language.En), Language.En));
        Assert.Equal("Обращение регистрируется двадцать третьего ноября две тысячи двадцать шестого года.", Book.Text(Say.RegisteredOn(new(2026, 11, 23), Language.Ru), Language.Ru));
    }

    [Fact]
    public void A_code_is_said_in_groups_of_four_and_printed_nowhere()
    {
        var code = Say.Digits("4827 1900 3316 0578");
        Assert.Equal("төрт сегіз екі жеті, бір тоғыз нөл нөл, үш үш бір алты, нөл бес жеті сегіз.", Book.Text(code, Language.Kk));
        Assert.Equal([600, 600, 600, 1200, 600, 600, 600, 1200, 600, 600, 600, 1200, 600, 600, 600, 1200], code.Parts.Select(p => p.PauseAfterMs));
        Assert.Equal("Speech SpeechPart", $"{Say.Prompt("ivr.code.say").Then(code)} {code.Parts[0]}");
        Assert.Equal("two zero two six zero, zero zero one two three, seven.", Book.Text(Say.Digits("2026-000123-7", 5), Language.En));
    }

    private static IEnumerable<string[]> Rows(string table) => table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(r => r.Split('|'));

    [GeneratedRegex(@"\bpress\b")]
    private static partial Regex Pressing();
}
