// Answers with what they quote, and mails passed on, as the programs lay them out in three languages.

namespace TrustLine.Testing.Mail;

internal static class Threads
{
    private static readonly (string Name, string[] Clients, string Language, Func<string, string> Layout)[] Layouts =
    [
        ("reply below gmail line", ["gmail", "android-gmail"], "ru", own => own + "\n\nчт, 12 мар. 2026 г. в 10:11, Trust Line <doverie@line.example.kz>:\n\n> Ваше обращение принято.\n> Уточните, пожалуйста, дату."),
        ("reply below gmail line", ["gmail"], "en", own => own + "\n\nOn Thu, Mar 12, 2026 at 10:11 AM Trust Line <doverie@line.example.kz>\nwrote:\n\n> Your report was received.\n>\n> Please tell the date."),
        ("reply below gmail line", ["gmail", "android-samsung"], "kk", own => own + "\n\n2026 ж. 12 нау., бс 10:11, Trust Line <doverie@line.example.kz> жазды:\n\n> Өтінішіңіз қабылданды.\n> Күнін айтыңызшы."),
        ("reply over outlook headers", ["outlook", "exchange-owa"], "ru", own => own + "\n\nОт: Trust Line <doverie@line.example.kz>\nОтправлено: 12 марта 2026 г. 10:11\nКому: Заявитель\nТема: Ваше обращение\n\nВаше обращение принято."),
        ("reply over outlook headers", ["outlook", "exchange-owa"], "en", own => own + "\n\nFrom: Trust Line <doverie@line.example.kz>\nSent: Thursday, March 12, 2026 10:11 AM\nTo: Reporter\nSubject: Your report\n\nYour report was received."),
        ("reply over outlook headers", ["outlook", "exchange-owa"], "kk", own => own + "\n\nКімнен: Trust Line <doverie@line.example.kz>\nЖіберілген: 2026 жылғы 12 наурыз 10:11\nКімге: Өтініш беруші\nТақырып: Өтінішіңіз\n\nӨтінішіңіз қабылданды."),
        ("reply below a rule", ["outlook"], "ru", own => own + "\n\n-----Исходное сообщение-----\nFrom: Trust Line\nSent: Thursday, March 12, 2026 10:11 AM\n\nВаше обращение принято."),
        ("reply below mail.ru line", ["mail.ru"], "ru", own => own + "\n\nЧетверг, 12 марта 2026, 10:11 +05:00 от Trust Line <doverie@line.example.kz>:\n\n> Ваше обращение принято."),
        ("reply below yandex line", ["thunderbird", "zimbra"], "ru", own => own + "\n\n12.03.2026 10:11, Trust Line пишет:\n> Ваше обращение принято.\n> Уточните дату."),
        ("answers between quotations", ["thunderbird", "roundcube"], "en", own => "> When did you see it?\n" + own),
        ("phone signature", ["ios"], "ru", own => own + "\n\nОтправлено с iPhone"),
        ("phone signature", ["ios"], "en", own => own + "\n\nSent from my iPhone"),
        ("phone signature", ["ios"], "kk", own => own + "\n\niPhone құрылғысынан жіберілді"),
        ("phone signature", ["mail.ru"], "ru", own => own + "\n\n--\nОтправлено из Mail для Android"),
        ("phone signature", ["android-samsung"], "ru", own => own + "\n\nОтправлено с моего устройства Samsung Galaxy"),
        ("parted signature", ["thunderbird", "roundcube", "the-bat"], "ru", own => own + "\n\n-- \nПётр Ёлкин\nводитель, гараж № 2\n+7 700 000 00 00"),
        ("parted signature", ["zimbra", "gmail"], "kk", own => own + "\n\n--\nҚұдайбергенова Әсел\nқойма"),
        ("passed on", ["gmail", "zimbra"], "ru", own => own + "\n\n---------- Forwarded message ---------\nОт: Лариса <larisa@example.kz>\nDate: ср, 11 мар. 2026 г. в 09:00\nSubject: Откат\nTo: <petr@example.kz>\n\nПереведи десять процентов, как договорились."),
        ("passed on", ["mail.ru", "roundcube"], "ru", own => own + "\n\n-------- Пересылаемое сообщение --------\nОт: Лариса <larisa@example.kz>\nДата: 11 марта 2026\nТема: Откат\n\nПереведи десять процентов, как договорились."),
        ("no thread at all", ["gmail", "outlook", "roundcube"], "ru", own => own + "\n\nОн мне пишет: приходи один. Кому: я, тема: деньги."),
    ];

    internal static IEnumerable<MailSample> All()
    {
        foreach (var (name, clients, language, layout) in Layouts)
        {
            foreach (var client in clients)
            {
                var story = Stories.In(language).First();
                var own = string.Join("\n\n", story.Paragraphs);
                var text = layout(own);
                yield return new($"{client} {language}: {name}", Clients.All[client](new(story, text, [])))
                {
                    Subject = story.Subject,
                    From = (story.Writer, story.Address),
                    To = ["doverie@line.example.kz"],
                    Text = text,
                    Own = name == "no thread at all" ? text : own,
                };
            }
        }
    }
}
