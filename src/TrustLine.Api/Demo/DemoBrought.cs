using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using static TrustLine.Api.Demo.DemoStep;

namespace TrustLine.Api.Demo;

/// <summary>What was said to the voice menu or brought on paper: two voice messages, a letter with its scan, a sheet from the box on the wall. Everything is made up.</summary>
internal static class DemoBrought
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(50);
    private static readonly TimeSpan Later = TimeSpan.FromHours(3);
    private static readonly TimeSpan NextDay = TimeSpan.FromHours(24);

    public static IEnumerable<DemoStory> All(DemoDays days) =>
    [
        // A voice, with the name in a recording of its own and a number to call back; already listened to.
        new(days.Ago(3, 14, 5), Channel.Phone, Language.Ru, "")
        {
            Keys = new Dictionary<string, string> { ["named"] = "yes", ["danger"] = "no", ["director"] = "no", ["officer"] = "no", ["ongoing"] = "yes" },
            CallBack = "+77010003344",
            Then = [new Inform(Later), new Decide(NextDay, Disposition.Accept, "Запись прослушана: названы должность, сумма, числа и кабинет."), new Say(NextDay + Soon, "Мы прослушали Ваше сообщение и приняли его к рассмотрению.")],
        },
        // A letter, entered with its scan: received at the moment of its entry (АППК 64(3)).
        new(days.Ago(2, 11, 10), Channel.Paper, Language.Kk,
            "Құрметті комплаенс-офицер! Мен зертхана ғимаратын жөндеген мердігердің шеберімін. Бас инженер Ержан Тұрсынов жұмыстың үштен бірі істелмегенін біле тұра, 1 500 000 теңге алып, қабылдау актісіне толық көлем деп қол қойды. Акт 12 қазанда жасалды, көшірмесі менде бар. Сәрсенбай Қадырұлы.")
        {
            Name = "Сәрсенбай Қадырұлы", Post = "010000, Астана қ., Үлгі көшесі, 7",
            Place = "Кеңсе, кіріс хаттар", Came = DateOnly.FromDateTime(days.Ago(3, 10, 0).Date),
            Answers = new(Who: "Бас инженер Ержан Тұрсынов", HowMuch: "1 500 000 теңге"),
            Files = [("хат сканері.png", "image/png", DemoStories.Picture())],
            Then = [new Inform(Later)],
        },
        // A sheet from the box.
        new(days.Ago(4, 17, 20), Channel.Box, Language.Ru,
            "Кладовщица Ермекова каждую пятницу отпускает поверочный газ без накладных, а деньги водителей кладёт себе: по 5 баллонов, 12 000 тенге за баллон. Боюсь назвать себя.")
        {
            Place = "Ящик у проходной, корпус 2",
            Then = [new Inform(Later)],
        },
        // A voice of this morning, anonymous, not yet listened to.
        new(days.Ago(0, 10, 5), Channel.Phone, Language.Kk, "")
        {
            Keys = new Dictionary<string, string> { ["named"] = "no", ["danger"] = "no", ["director"] = "no", ["officer"] = "no" },
        },
    ];
}
