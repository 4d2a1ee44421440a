using System.Text;
using TrustLine.Api.Setup;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using static TrustLine.Api.Demo.DemoStep;

namespace TrustLine.Api.Demo;

/// <summary>The invented reports: all channels, languages, dispositions and states of the clocks. Every person and event in them is made up.</summary>
internal static class DemoStories
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(50);
    private static readonly TimeSpan Later = TimeSpan.FromHours(3);
    private static readonly TimeSpan NextDay = TimeSpan.FromHours(24);

    public static IEnumerable<DemoStory> All(DemoDays days) => [.. Closed(days), .. Running(days), .. Conflicts(days), .. DemoBrought.All(days), .. Fresh(days)];

    private static IEnumerable<DemoStory> Closed(DemoDays days) =>
    [
        new(days.Ago(24, 10, 20), Channel.Web, Language.Ru,
            "На складе метрологического отдела в прошлом году списали поверенные весы, а через месяц я видел их в частной лаборатории. Списание подписал заведующий складом Рахимов. Прошу проверить акты списания за октябрь.")
        {
            Name = "Сергей Иванович Лобанов", Mail = "lobanov@reporter.example",
            Answers = new(Who: "Заведующий складом Рахимов", When: "Октябрь прошлого года", HowMuch: "Около 400 000 тенге"),
            Then = [new Inform(Later), new Decide(Soon, Disposition.Accept, "Указаны имя, должностное лицо и документы."), new Say(NextDay, "Ваше обращение принято. Проверяем акты списания."),
                new Say(TimeSpan.FromDays(18), "Проверка завершена: два акта списания отменены, оборудование возвращено. Решение можно обжаловать по главе 13 АППК.", Answers: true),
                new End(TimeSpan.FromDays(18) + Soon, "end-answered", "Меры приняты, заявителю дан ответ по существу.", "Рассмотрение Вашего обращения завершено. Спасибо.")],
        },
        new(days.Ago(19, 15, 5), Channel.Telegram, Language.Kk,
            "Ұйымда бәрі бір-бірін таниды, жұмысқа тек таныстар алынады дейді ғой. Нақты ештеңе білмеймін, бірақ тексерсеңіздер екен.")
        {
            Then = [new Inform(NextDay), new Decide(Later, Disposition.RejectAnonymous, "Аты-жөні көрсетілмеген, қылмыстық құқық бұзушылық немесе қатер туралы мәлімет жоқ (6.3-тармақтың 1) тармақшасы)."),
                new End(TimeSpan.FromDays(6), "end-anonymous", "Авторын анықтау мүмкін емес, қылмыстық құқық бұзушылық туралы мәлімет жоқ.", "Өтінішіңіз тіркелді. Аты-жөніңіз көрсетілмегендіктен, ол қаралмайды және тиісті құрылымдық бөлімшеге жіберілді. Бұл шешімге заңнамада белгіленген тәртіппен шағымдануға құқылысыз.")],
        },
    ];

    private static IEnumerable<DemoStory> Running(DemoDays days) =>
    [
        // Overdue: accepted and forgotten.
        new(days.Ago(18, 11, 40), Channel.Email, Language.Ru,
            "Здравствуйте. Меня зовут Анна Викторовна Ли, наша лаборатория проходит аккредитацию. Эксперт Жумабеков прямо сказал, что без «благодарности» в 300 000 тенге замечания не снимет. Разговор был 3-го числа в его кабинете. Мой телефон +7 701 000 11 22.")
        {
            Name = "Анна Викторовна Ли", Mail = "li@reporter.example",
            Answers = new(Who: "Эксперт Жумабеков", When: "3-го числа", Where: "Кабинет 214", HowMuch: "300 000 тенге", AboutDirector: false),
            Then = [new Inform(Later), new Decide(Soon, Disposition.Accept, "Указаны имя, сумма, время и место."), new Say(NextDay, "Приняли к рассмотрению, назначаем проверку.")],
        },
        // The reply is due today, or was on the last working day.
        new(days.WithReplyDueToday(9, 30), Channel.Web, Language.Kk,
            "Мемлекеттік сатып алу бөлімінің басшысы Қасымов тендерді өз інісінің «Алтын Таразы» серіктестігіне береді. Соңғы үш тендердің техникалық сипаттамасы сол фирманың каталогынан сөзбе-сөз көшірілген. Құжаттардың нөмірлері: 114, 127, 131.")
        {
            Name = "Дәурен Бекетұлы Жанатов", Mail = "zhanatov@reporter.example",
            Answers = new(Who: "Қасымов, сатып алу бөлімі", HowMuch: "Барлығы 12 миллион теңгедей", Evidence: "Тендер құжаттары порталда бар"),
            Then = [new Inform(Later), new Decide(Soon, Disposition.Accept, "Лауазымды адам, құжаттар және сома көрсетілген."), new Say(NextDay, "Өтінішіңіз қарауға қабылданды. Тендер құжаттары сұратылды."),
                new Direct(NextDay + Soon, "inspect-10.10", "Үш тендердің құжаттары бір каталогтан көшірілген: қызметтік тексеру тағайындалсын.")],
        },
        // Waiting for the reporter.
        new(days.Ago(10, 16, 10), Channel.Web, Language.Ru,
            "В отделе кадров за место методиста просят деньги. Мне назвали сумму 500 тысяч и дали номер карты. Требовала старший инспектор Сеитова, она сказала, что делится с начальством.")
        {
            Name = "Марат Ермекович Тулегенов", Mail = "tulegenov@reporter.example",
            Then = [new Inform(Later), new Decide(Soon, Disposition.Accept, "Названы сумма и должностное лицо."), new Say(NextDay, "Спасибо за обращение. Сохранился ли у Вас номер карты и когда состоялся разговор?", Asks: true),
                new Direct(NextDay + Later, "refer-10.6", "Признаки вымогательства взятки: направить в антикоррупционную службу с материалами."),
                // A conflict found later: oversight's page has something to show.
                new ExcludeDirectors(days.Ago(2, 11, 0) - days.Ago(10, 16, 10), "«Начальством» может быть заместитель генерального директора, курирующий кадры: закрыто в сомнении.")],
        },
        // Waiting for the office.
        new(days.Ago(7, 12, 0), Channel.Desk, Language.Kk,
            "Көлік базасында жанармай талондары сатылады. Механик Оразбеков жүргізушілерге айына 200 литр жазып, жартысын өзі алады. Мен өзім жүргізушімін, атым Нұрлан Сейітқали.")
        {
            Name = "Нұрлан Сейітқали",
            Then = [new Inform(Later), new Decide(Soon, Disposition.Accept, "Нақты фактілер мен лауазымды адам көрсетілген."), new Say(NextDay, "Қай айлардағы талондар туралы айтып тұрсыз?", Asks: true),
                new ReporterSays(TimeSpan.FromDays(3), "Қыркүйек пен қазан айлары. Жол парақтарының көшірмесі бар, керек болса беремін."),
                new Extend(TimeSpan.FromDays(4), 40, "Екі айдың жол парақтарын салыстыру керек.")],
        },
        // Answered, the case still open.
        new(days.Ago(12, 14, 25), Channel.Desk, Language.Ru,
            "Звонивший сообщил: в филиале при поверке счётчиков инженер Абдрахманов берёт по 5 000 тенге с каждого предпринимателя «за скорость», без квитанции. Так было 12 и 14 числа. Звонивший назвался Петром Гончаром.")
        {
            Name = "Пётр Гончар",
            Then = [new Inform(Later), new Decide(Soon, Disposition.Accept, "Имя названо, факты конкретны."), new Say(TimeSpan.FromDays(9), "Факты подтвердились частично, инженер отстранён от поверки. Решение можно обжаловать.", Answers: true),
                // The identity was opened.
                new Ask(days.Ago(1, 10, 0) - days.Ago(12, 14, 25), "Нужно заключить соглашение о неразглашении и согласовать меры защиты от давления на работе."),
                new Answer(days.Ago(1, 11, 5) - days.Ago(12, 14, 25), Agrees: true, ""), new Look(days.Ago(1, 11, 40) - days.Ago(12, 14, 25))],
        },
        // The officer overrode the engine.
        new(days.Ago(9, 10, 45), Channel.Email, Language.Kk,
            "Сәлеметсіздер ме! Біздің компанияға калибрлеу қызметіне 40 пайыз жеңілдік беретінін айтты, бірақ айырмасын қолма-қол алып келу керек екен. Менеджер Дінмұхамед деген жігіт. Құрметпен, «Сапа Сервис» ЖШС директоры Айнұр Мұратқызы.")
        {
            Name = "Айнұр Мұратқызы", Mail = "ainur@reporter.example",
            Then = [new Inform(NextDay), new Decide(Later, Disposition.Accept, "Жеңілдікке қолма-қол ақша талап етілген: ықтимал сыбайлас жемқорлық фактісі баяндалған."),
                // The custodian said no.
                new Ask(days.Ago(1, 12, 0) - days.Ago(9, 10, 45), "Жауапты тезірек телефонмен айту үшін."),
                new Answer(days.Ago(1, 15, 30) - days.Ago(9, 10, 45), Agrees: false, "Жауапты жүйе арқылы жіберуге болады, ол үшін жеке басты ашудың қажеті жоқ.")],
        },
        // Due very soon.
        new(days.Ago(14, 17, 30), Channel.Web, Language.Kk,
            "Кедендік рәсімде зертхана жабдығының құны әдейі төмен көрсетілді. Айырмасын логистика бөлімінің маманы Серік пен брокер бөлісіп алды. Инвойстың екі нұсқасын көрдім.")
        {
            Name = "Ләззат Әлімқызы", Mail = "lazzat@reporter.example",
            Answers = new(Who: "Логистика маманы Серік", Evidence: "Инвойстың екі нұсқасы"),
            Then = [new Inform(Later), new Decide(Soon, Disposition.Accept, "Лауазымды адам мен құжаттар көрсетілген."), new Say(NextDay, "Инвойстарды тексеріп жатырмыз.")],
        },
        // No facts: a question that belongs elsewhere.
        new(days.Ago(4, 9, 50), Channel.Email, Language.Ru,
            "Добрый день! Подскажите, пожалуйста, по какому адресу принимают манометры на поверку и до которого часа работает касса? Спасибо. Ольга Петровна Седова.")
        {
            Name = "Ольга Петровна Седова", Mail = "sedova@reporter.example",
            Then = [new Inform(NextDay), new Decide(Later, Disposition.RejectNoFacts, "Справочный вопрос, не о коррупции."),
                new Direct(Later + NextDay, "unit-10.9", "Служба приёма заказчиков\n\nВопрос справочный, ответит служба.")],
        },
        // In English, a gift.
        new(days.Ago(2, 13, 15), Channel.Web, Language.En,
            "My name is Thomas Reed, I represent a foreign supplier. At the fair an adviser of the Institute asked us for a laptop as a 'souvenir' before he would put our draft standard on the national plan. He repeated it in writing on 5 November.")
        {
            Name = "Thomas Reed", Mail = "reed@reporter.example",
            Answers = new(Who: "An adviser in the standards department", Evidence: "His message of 5 November"),
            // An opening waits for the custodian.
            Then = [new Inform(Later), new Ask(days.Ago(1, 16, 45) - days.Ago(2, 13, 15), "The reporter asked for protection; the agreement needs a name and a signature.")],
        },
    ];

    private static IEnumerable<DemoStory> Conflicts(DemoDays days) =>
    [
        new(days.Ago(5, 11, 20), Channel.Web, Language.Ru,
            "Генеральный директор лично распорядился принять на работу свою племянницу без конкурса и назначил ей надбавку выше, чем у начальников отделов. Приказ подписан задним числом.")
        {
            Name = "Елена Юрьевна Пак", Mail = "pak@reporter.example",
            Answers = new(Who: "Генеральный директор", AboutDirector: true),
            Then = [new Decide(Later, Disposition.Accept, "Факты о приёме на работу без конкурса изложены; генеральный директор исключён.")],
        },
        new(days.Ago(8, 10, 5), Channel.Web, Language.Kk,
            "Комплаенс-офицер бұрын берген өтінішім туралы мен айыптаған адамға айтып қойды, сол үшін одан демалысқа жолдама алған. Қазір маған қысым көрсетіп жатыр.")
        {
            Name = "Жанар Қуатқызы", Mail = "zhanar@reporter.example",
            Answers = new(AboutOfficer: true, AboutDirector: false),
            Then = [new Inform(Later), new Decide(NextDay, Disposition.Accept, "Комплаенс-офицердің әрекеті туралы нақты фактілер баяндалған."), new Say(NextDay + Soon, "Өтінішіңізді комплаенс-офицер көрмейді. Қандай қысым көрсетіліп жатқанын толығырақ жазыңыз.", Asks: true)],
        },
        new(days.Ago(6, 18, 40), Channel.Telegram, Language.Ru,
            "И директор, и комплаенс-офицер в курсе, что деньги за «ускорение» сертификации идут через кассу профсоюза. Офицеру платят за молчание. Могу показать ведомость.")
        {
            Answers = new(AboutDirector: true, AboutOfficer: true),
        },
        new(days.Ago(3, 15, 55), Channel.Desk, Language.Ru,
            "Директор филиала и генеральный директор заставили подписать акт о безопасности котла, хотя клапан неисправен. Может взорваться, там люди работают. За подпись предлагали взятку.")
        {
            Answers = new(Danger: true, AboutDirector: true),
            Then = [new Read(Soon)],
        },
    ];

    private static IEnumerable<DemoStory> Fresh(DemoDays days) =>
    [
        // Yesterday, the director not informed yet.
        new(days.Ago(1, 16, 35), Channel.Web, Language.En,
            "Two inspectors take the same hotel suite paid by the company they audit, every quarter. I will not give my name, but the invoices are in the audit archive under numbers 58 and 61. It is a bribe for a clean report.")
        {
            Then = [new Read(Soon)],
        },
        // With files.
        new(days.Ago(1, 10, 15), Channel.Web, Language.Ru,
            "Прилагаю накладную и фото. В накладной 20 комплектов гирь, на склад пришло 12, разницу продали. Подписал кладовщик Мусин, приказал начальник отдела снабжения.")
        {
            Name = "Виктор Андреевич Шульц", Mail = "schulz@reporter.example",
            Answers = new(Who: "Кладовщик Мусин", HowMuch: "8 комплектов", Evidence: "Накладная и фото"),
            Files = [("накладная.csv", "text/csv", Encoding.UTF8.GetBytes("наименование;по накладной;принято\nгири Е2, комплект;20;12\n")), ("фото склада.png", "image/png", Picture())],
            Then = [new Inform(Later)],
        },
        // Anonymous, a crime: redirection at once.
        new(days.Ago(0, 9, 20), Channel.Web, Language.Ru,
            "Начальник отдела поверки Дюсенов регулярно получает взятки от автозаправок: по 200 000 тенге за то, что не замечает подкрученные колонки. Деньги передают через водителя каждую пятницу.")
        {
            Answers = new(Who: "Дюсенов", HowMuch: "200 000 тенге", When: "Каждую пятницу"),
        },
        // Danger.
        new(days.Ago(0, 9, 45), Channel.Desk, Language.Kk,
            "Маған қазір қоқан-лоқы жасап жатыр. Пара туралы айтсам, өлтіреміз деді. Бөлім басшысы Тасболат пен оның күзетшісі. Көмектесіңіздер, өмірім қауіпте!")
        {
            Answers = new(Danger: true),
        },
        // Mixed languages.
        new(days.Ago(0, 10, 30), Channel.Telegram, Language.Kk,
            "Сәлеметсіз бе, меня зовут Арман Тілеген. Біздің бөлімде премияны бөлгенде начальник половину обратно забирает, қолма-қол. Отказ берсең, жұмыстан шығарам дейді. Свидетельдер бар: бухгалтерия біледі.")
        {
            Name = "Арман Тілеген",
        },
        // Out of hours: registered on the next working day.
        new(days.LastEvening(21, 40), Channel.Web, Language.Ru,
            "Пишу вечером из дома. Сегодня видел, как председатель комиссии вскрыл конверты участников конкурса до срока и позвонил кому-то, назвал цены. Конкурс на обслуживание лифтов.")
        {
            Name = "Игорь Валерьевич Нам", Mail = "nam@reporter.example",
            Answers = new(Where: "Кабинет 305", When: "Сегодня около 17 часов"),
        },
    ];

    // A picture that shows nothing of anybody.
    internal static byte[] Picture() => Convert.FromBase64String(QrCode.Of("TrustLine demo")["data:image/png;base64,".Length..]);
}
