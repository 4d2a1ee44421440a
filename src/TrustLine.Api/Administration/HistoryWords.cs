using System.Globalization;
using NodaTime.Text;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;

namespace TrustLine.Api.Administration;

/// <summary>The entries of the administrator in words: when, who, and what each changed.</summary>
internal sealed class HistoryWords(Database database, LineKeys keys)
{
    /// <summary>The entries about one thing, newest first; the first of all shows everything, a later one what it changed.</summary>
    public IReadOnlyList<HistoryView> Of(IReadOnlyList<Entered> about, IReadOnlyList<FieldRule> rules, OfficeTexts t)
    {
        var history = new List<HistoryView>();
        for (var n = about.Count - 1; n >= 0; n--)
        {
            var (card, before) = (about[n].Card, n == 0 ? null : about[n - 1].Card);
            // From when and on what ground belongs to every entry, changed or not.
            var changes = rules.Where(r => before is null ? card[r.Id].Length > 0 : r.Id is "from" or "ground" || card[r.Id] != before[r.Id]).Select(r => (t["field." + r.Id], Say(r, card[r.Id], t)));
            history.Add(new(t.Moment(card.At), NameOf(card.By), [.. changes]));
        }

        return history;
    }

    /// <summary>A field's value in words.</summary>
    public static string Say(FieldRule rule, string value, OfficeTexts t) => value.Length == 0 ? t["admin.none"] : rule.Kind switch
    {
        FieldKind.Day => t.Day(LocalDatePattern.Iso.Parse(value).Value),
        FieldKind.Choice => t[string.Create(CultureInfo.InvariantCulture, $"choice.{rule.Id}.{value}")],
        _ => value,
    };

    /// <summary>Who it was; a dash for somebody whom the list of people no longer has.</summary>
    public string NameOf(Guid member)
    {
        using var db = database.Read();
        return db.Staff.SingleOrDefault(s => s.Id == member) is { } row ? keys.Cards.Open(row.Card, CardJson.Default.StaffCard, member).Name : "–";
    }
}
