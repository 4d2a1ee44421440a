using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using TrustLine.Api.Administration;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Demo;

/// <summary>What the invented administrator has provided for: three units, an addressee with its address, a duty contact and one change of the calendar. All of it is made up.</summary>
internal sealed class DemoProvisions(ProvisionDesk desk, Provisions provisions, TimeProvider time)
{
    private static readonly (string Kk, string Ru, string En)[] Units =
    [
        ("Тапсырыс берушілермен жұмыс бөлімі", "Отдел по работе с заказчиками", "Customer Service Unit"),
        ("Персоналды басқару бөлімі", "Отдел управления персоналом", "Human Resources Unit"),
        ("Мемлекеттік сатып алу бөлімі", "Отдел государственных закупок", "Procurement Unit"),
    ];

    public async Task MakeAsync(Guid administrator)
    {
        var today = AstanaTime.DayOf(time.GetUtcNow().ToInstant());
        var from = Iso(new LocalDate(today.Year, 1, 1));
        foreach (var (kk, ru, en) in Units)
            await EnterAsync(Matter.Unit, Draw.Id(), administrator, ("nameKk", kk), ("nameRu", ru), ("nameEn", en), ("from", from), ("ground", "Құрылым туралы бұйрық № 4 (ойдан шығарылған)"));
        var body = StatuteBook.Current.Addressees.Last(a => a.Kind == Triage.Routing.AuthorityKind.Anticorruption);
        await EnterAsync(Matter.Addressee, body.Id, administrator, ("kind", body.Kind.ToString()), ("nameKk", body.Name.Kk), ("nameRu", body.Name.Ru), ("nameEn", body.Name.En),
            ("address", "010000, Астана қ., Үлгі көшесі, 1"), ("from", from), ("ground", "Мекенжай ойдан шығарылған"));
        // Who is configured is told as configured: an invented contact would take their place.
        if (provisions.Now.Duty(today).Count == 0)
            await EnterAsync(Matter.Duty, Draw.Id(), administrator, ("email", "duty@trustline.example"), ("phone", "+7 7172 00 00 01"), ("role", "other"), ("from", from), ("ground", "Кезекшілік кестесі (ойдан шығарылған)"));
        await MoveADayOffAsync(administrator, today);
    }

    // A Saturday of next spring works in place of the Friday before it: no invented case reaches so far.
    private async Task MoveADayOffAsync(Guid administrator, LocalDate today)
    {
        var calendar = provisions.Now.Days.Calendar;
        if (!calendar.Knows(today.Year + 1)) return;
        var friday = new LocalDate(today.Year + 1, 4, 1).Next(IsoDayOfWeek.Friday);
        while (!calendar.IsWorking(friday) || calendar.IsWorking(friday.PlusDays(1))) friday = friday.PlusWeeks(1);
        await EnterAsync(Matter.Calendar, Provided.TheCalendar, administrator, ("what", nameof(CalendarChange.Moved)), ("date", Iso(friday)), ("other", Iso(friday.PlusDays(1))),
            ("number", "00-D"), ("actDate", Iso(today.PlusDays(-7))), ("titleKk", "Демалыс күнін ауыстыру туралы (ойдан шығарылған)"), ("titleRu", "О переносе выходного дня (вымышлен)"), ("titleEn", "On moving a day off (invented)"));
    }

    private async Task EnterAsync(Matter matter, Guid subject, Guid by, params (string Field, string Value)[] values)
    {
        if (!await desk.EnterAsync(matter, subject, 0, values.ToDictionary(v => v.Field, v => v.Value), by)) throw new InvalidOperationException("An invented provision was refused.");
    }

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
