using TrustLine.Channels.Email.Mime;
using TrustLine.Channels.Email.Mime.Words;

namespace TrustLine.Tests.Channels.Email.Mime;

/// <summary>Own words, quotations, signatures: each text with the kinds of its lines (O own, Q quoted, F passed on, S signature).</summary>
public class StretchTests
{
    public static TheoryData<string, string> Texts => new()
    {
        { "OO", "One\nTwo" },
        { "OQQ", "Mine\n> theirs\n> more" },
        { "QO", "> question\nanswer" },
        { "OQQQO", "a\n> q\n\n> q\nb" },
        { "OOQQQ", "Mine\n\nOn Mon, Mar 2, 2026 at 10:11 AM A <a@b.kz> wrote:\n\n> theirs" },
        { "OOQQQ", "Mine\n\nOn Mon, Mar 2, 2026 at 10:11 AM A <a@b.kz>\nwrote:\n> theirs" },
        { "OOQQ", "Жауап\n\n2026 ж. 2 нау., дс 10:11, А <a@b.kz> жазды:\n> олардікі" },
        { "OOQQQQ", "Ответ\n\n2 марта 2026 г., 10:11 +05:00 от А <a@b.kz>:\nбез знаков\nи дальше\nи ещё" },
        { "OOQQQQ", "Mine\n\n________________________________\nFrom: A <a@b.kz>\nSent: Monday\nTo: B" },
        { "OOQQQQQ", "Менікі\n\nКімнен: А\nЖіберілген: 2 наурыз\nКімге: Б\nТақырып: Т\nолардікі" },
        { "OOQQ", "Mine\n\n-----Original Message-----\ntheirs" },
        { "OOQQ", "Моё\n\n-------- Исходное сообщение --------\nих" },
        { "OOFF", "См. ниже\n\n---------- Forwarded message ----------\nтекст" },
        { "OOFF", "Төмендегіні қараңыз\n\n-------- Қайта жіберілген хабарлама --------\nмәтін" },
        { "OOSS", "Text\n\n-- \nIvan" },
        { "OOSS", "Text\n\n--\nIvan" },
        { "OOSSS", "Текст\n\nС уважением,\nИван\n+7 700" },
        { "OOS", "Мәтін\n\nҚұрметпен, Әсел" },
        { "OOSQQ", "Текст\n\nС уважением, Иван\n01.03.2026 10:11, А пишет:\n> их" },
        { "OOS", "Текст\n\nОтправлено с iPhone" },
        { "OOSOO", "Текст\n\nОтправлено с iPhone\n\nИ ещё: видел его вчера." },
        { "OOOOO", "Текст\n\nС уважением,\nИван\nP.S. Деньги лежат в сейфе." },
        { "OO", "Он говорит с уважением, но врёт.\nВсё." },
        { "OO", "From: the beginning he lied.\nTo: nobody he spoke." },
        { "OOO", "wrote:\nhe wrote this\nИ он мне пишет: приходи" },
        { "OO", "-----\nпосле черты" },
        { "OO", "Пересылаемое сообщение\nмои слова" },
        { "O", "Sent from my office window I saw the truck leaving the yard with the paint, three times in March, and the guard was opening the gate for it each time, as agreed, he told me." },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Lines_have_their_kind(string kinds, string text)
    {
        var stretches = Stretches.Of(text);
        Assert.Equal(text, string.Concat(stretches.Select(s => s.Text)));
        Assert.Equal(kinds, string.Concat(stretches.SelectMany(s => Enumerable.Repeat("OQFS"[(int)s.Kind], s.Text.TrimEnd('\n').Split('\n').Length + (s.Text.EndsWith("\n\n", StringComparison.Ordinal) ? s.Text.Length - s.Text.TrimEnd('\n').Length - 1 : 0)))));
    }

    [Fact]
    public void Own_words_quotation_and_signature_apart()
    {
        var text = Reading.Of("Content-Type: text/plain; charset=utf-8\n\nВидел сам.\n\nС уважением,\nИван\n\n01.03.2026 10:11, А пишет:\n> Когда?\n").Mail.Text;
        Assert.Equal(("Видел сам.", "С уважением,\nИван", "01.03.2026 10:11, А пишет:\n> Когда?"), (text.Own, text.Signature, text.Quoted));
        Assert.False(text.PassesOn);
    }
}
