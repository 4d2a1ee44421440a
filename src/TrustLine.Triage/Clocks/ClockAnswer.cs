using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Statutes;

namespace TrustLine.Triage.Clocks;

/// <summary>The verb clock was asked with a start that is no date. The message never quotes it.</summary>
public sealed class ClockStartException() : FormatException("The start is no date or date-time: use 2026-11-20, 2026-11-20T17:59:59 (Astana) or 2026-11-20T12:59:59Z.");

/// <summary>A due date with its explanation as JSON, as the verb clock writes it (design 8).</summary>
public static class ClockAnswer
{
    private static readonly OffsetDateTimePattern[] WithOffset = [OffsetDateTimePattern.ExtendedIso, OffsetDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mmo<G>")];
    private static readonly LocalDateTimePattern[] OnTheWall = [LocalDateTimePattern.ExtendedIso, LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm")];

    /// <summary>Answers for a start as typed: a day is the legal day itself; a date-time without offset is Astana's; a registration after 18:00 or on a day off moves to its legal day.</summary>
    public static string ToJson(string kind, string start, StatutoryClock? clock = null) =>
        ToJson(Due(clock ?? StatutoryClock.Published, kind, start));

    /// <summary>The same for a date already computed.</summary>
    public static string ToJson(ExplainedDate due)
    {
        ArgumentNullException.ThrowIfNull(due);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("kind", due.Term.Kind);
            json.WriteString("start", Iso(due.Start));
            json.WriteString("due", Iso(due.Date));
            json.WriteBoolean("estimated", due.Estimated);
            json.WriteStartObject("term");
            json.WriteNumber("value", due.Term.Value);
            json.WriteString("unit", Snake(due.Term.Unit.ToString()));
            json.WriteString("from", due.Term.StartEvent);
            json.WriteString("count", Snake(due.Term.Count.ToString()));
            json.WriteString("end_on_day_off", Snake(due.Term.End.ToString()));
            json.WriteStartArray("stops");
            foreach (var stop in due.Term.Stops) json.WriteStringValue(stop);
            json.WriteEndArray();
            json.WriteString("restarts", due.Term.Restart);
            json.WriteString("in_force_from", Iso(due.Term.From));
            json.WriteEndObject();
            json.WriteString("act", StatuteBook.Current.ActOn(due.Term.Act, due.Start).NameEn);
            json.WriteString("article", due.Term.Article);
            json.WriteString("source", due.Term.Source);
            json.WriteStartArray("skipped");
            foreach (var day in due.Skipped)
            {
                json.WriteStartObject();
                json.WriteString("date", Iso(day.Date));
                json.WriteString("kind", CalendarCsv.Kind(day.Kind));
                json.WriteString("reason", day.Reason);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartObject("explanation");
            foreach (var language in Enum.GetValues<Language>())
            {
                json.WriteStartArray(language.Code());
                foreach (var line in due.Lines(language)) json.WriteStringValue(line);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static ExplainedDate Due(StatutoryClock clock, string kind, string start)
    {
        ArgumentNullException.ThrowIfNull(start);
        if (LocalDatePattern.Iso.Parse(start) is { Success: true } day)
            return clock.Due(kind, day.Value);
        var typed = start.Replace(' ', 'T');
        foreach (var pattern in WithOffset)
            if (pattern.Parse(typed) is { Success: true } moment) return clock.Due(kind, moment.Value.ToInstant());
        foreach (var pattern in OnTheWall)
            if (pattern.Parse(typed) is { Success: true } wall) return clock.Due(kind, AstanaTime.Moment(wall.Value));
        throw new ClockStartException();
    }

    private static string Snake(string word) => JsonNamingPolicy.SnakeCaseLower.ConvertName(word);

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
