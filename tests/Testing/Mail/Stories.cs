// What invented people write: subject, paragraphs, name, by language. Nothing here happened.

namespace TrustLine.Testing.Mail;

/// <summary>A letter before any mail program touched it.</summary>
public sealed record MailStory(string Language, string Subject, string[] Paragraphs, string Writer, string Address, string Closing);

public static class Stories
{
    public static IReadOnlyList<MailStory> All { get; } =
    [
        new("kk", "Қойма меңгерушісі туралы өтініш",
            ["Сәлеметсіз бе! Біздің қойма меңгерушісі әр ай сайын жанармайдың бір бөлігін есептен шығарып, өз көлігіне құяды.", "Соңғы рет 2026 жылғы 12 наурызда кешкі сағат жетіде көрдім, 40 литр шамасында. Оны күзетші де біледі, бірақ қорқып үндемейді.", "Өтінемін, тексеріп беріңіздерші."],
            "Әсел Құдайбергенова", "asel.k@mail.kz", "Құрметпен,"),
        new("kk", "Тендер құжаттары алдын ала берілген",
            ["«Жылу құбырларын жөндеу» тендерінің техникалық ерекшелігін бір фирмаға хабарландырудан екі апта бұрын көрсеткен.", "Бөлім басшысы Ұлан Мырзағұлов пен фирма директоры — туған бөлелер. Хат алмасудың көшірмесін тіркеп отырмын."],
            "Нұрғиса Өтеген", "nurgisa.otegen@example.kz", "Ізгі ниетпен,"),
        new("kk", "Жұмысқа алу үшін ақша сұрады",
            ["Кадр бөлімінің маманы маған үш жүз мың теңге берсең, электрик болып орналастырамын деді.", "Ақшаны бермедім. Әңгіме сәрсенбі күні асханада болды, жанымызда тағы бір кісі отырды."],
            "Һ. Іңкәрбек", "inkarbek77@bk.ru", "Құрметпен,"),
        new("ru", "О приписках в путевых листах",
            ["Здравствуйте. Начальник гаража заставляет водителей подписывать путевые листы за рейсы, которых не было.", "За февраль таких листов не меньше двадцати: по ним списали дизель, а машины стояли в боксе.", "Прошу проверить журнал охраны на въезде, там всё видно."],
            "Пётр Ёлкин", "p.elkin@mail.ru", "С уважением,"),
        new("ru", "Конфликт интересов в отделе закупок",
            ["Сообщаю, что договор № 17/26 на поставку «кабеля» подписан с фирмой жены заместителя начальника отдела — Ларисы Сергеевны Щукиной.", "Цена выше рыночной примерно на 30 %, конкурс объявили на два дня перед праздниками."],
            "Щербаков Эдуард", "shcherbakov@yandex.kz", "С наилучшими пожеланиями,"),
        new("ru", "Требуют долю с премии",
            ["После каждой премии мастер участка собирает с бригады по десять процентов наличными.", "Кто не сдаёт — остаётся без премии в следующем месяце. Так уже год, последний раз 5 марта."],
            "Аноним Анонимов", "skazhu.pravdu@gmail.com", "С уважением,"),
        new("en", "Undeclared gifts from a contractor",
            ["Good afternoon. Our site manager received a watch and a trip to Antalya from the contractor who repairs the boilers.", "The acceptance report was signed the same week although two boilers do not work. I saw the report on 3 March 2026."],
            "Dana Smith", "dana.smith@example.com", "Best regards,"),
        new("en", "Invoices paid twice",
            ["Invoice 204 of the cleaning company was paid in January and again in February under another number.", "The accountant asked me to keep quiet about it. Copies are in the archive, folder 12."],
            "J. O'Neill", "joneill@example.org", "Kind regards,"),
        new("mixed", "Тексеру керек / прошу проверить договор",
            ["Қайырлы күн! Коллеги, добрый день. Мердігер жұмысты бітірмеген, ал акт подписан ещё в декабре.", "Бас инженер «кейін дұрыстаймыз» деді, но деньги уже перечислены полностью: 14 500 000 тенге."],
            "Гүлнұр Иванова", "gulnur.ivanova@inbox.ru", "Құрметпен / С уважением,"),
    ];

    public static IEnumerable<MailStory> In(string language) => All.Where(s => s.Language == language);
}
