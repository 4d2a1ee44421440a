using System.Net.Mail;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;
using TrustLine.Api.Office;

namespace TrustLine.Api.Administration;

/// <summary>Checks what was typed into the fields of a matter: what is left is trimmed and in one shape, what is wrong is said in the user's language.</summary>
internal static partial class FieldCheck
{
    private static readonly LocalDatePattern[] DayShapes = [LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("d.M.uuuu")];

    // Before the first act that the service knows nothing was in force, and no entry plans for more than a lifetime.
    private static readonly LocalDate FirstDay = new(1990, 1, 1);
    private static readonly LocalDate LastDay = new(2100, 1, 1);

    /// <summary>The values to keep, empty ones left out, and the errors in the order of the fields.</summary>
    public static (Dictionary<string, string> Values, List<WrongField> Wrong) Read(IReadOnlyList<FieldRule> rules, Func<string, StringValues> typed, OfficeTexts t)
    {
        var values = new Dictionary<string, string>();
        var wrong = new List<WrongField>();
        foreach (var rule in rules)
        {
            var label = t["field." + rule.Id];
            var text = Tidy(typed(rule.Id).ToString(), rule.Kind);
            if (text.Length == 0)
            {
                if (rule.Required) wrong.Add(new(rule.Id, t.With("admin.wrong.empty", label)));
            }
            else if (text.Length > rule.Longest)
            {
                wrong.Add(new(rule.Id, t.With("admin.wrong.long", label, rule.Longest)));
            }
            else if (InShape(rule, text) is { } value)
            {
                values[rule.Id] = value;
            }
            else
            {
                wrong.Add(new(rule.Id, t.With("admin.wrong." + WordOf(rule.Kind), label)));
            }
        }

        if (values.TryGetValue("until", out var until) && values.TryGetValue("from", out var from) && string.CompareOrdinal(until, from) < 0)
            wrong.Add(new("until", t["admin.wrong.order"]));
        return (values, wrong);
    }

    /// <summary>A day as it was typed; null for what is none.</summary>
    public static LocalDate? Day(string text) =>
        DayShapes.Select(shape => shape.Parse(text)).FirstOrDefault(parsed => parsed.Success) is { Value: var day } && day >= FirstDay && day < LastDay ? day : null;

    private static string Tidy(string text, FieldKind kind) =>
        kind == FieldKind.Lines ? string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim() : text.Trim();

    private static string? InShape(FieldRule rule, string text) => rule.Kind switch
    {
        FieldKind.Line when !text.Any(char.IsControl) => text,
        FieldKind.Lines when !text.Any(c => char.IsControl(c) && c != '\n') => text,
        FieldKind.Day => Day(text) is { } day ? LocalDatePattern.Iso.Format(day) : null,
        FieldKind.Email when IsAddress(text) => text,
        FieldKind.Phone when Phone().IsMatch(text) && text.Count(char.IsAsciiDigit) >= 3 => text,
        FieldKind.Choice when rule.Choices!.Contains(text) => text,
        _ => null,
    };

    private static string WordOf(FieldKind kind) => kind switch
    {
        FieldKind.Day => "day",
        FieldKind.Email => "email",
        FieldKind.Phone => "phone",
        FieldKind.Choice => "choice",
        _ => "signs",
    };

    // One bare address: a name, a second address or a new header line is none.
    private static bool IsAddress(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && address.Host.Contains('.', StringComparison.Ordinal);

    [GeneratedRegex(@"^\+?[0-9][0-9 ()\-–]{1,24}(?:[,;]?\s*(?:ішкі|доб\.?|ext\.?)\s*[0-9]{1,6})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
