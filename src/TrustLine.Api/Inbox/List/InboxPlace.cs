using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using TrustLine.Api.Journal;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>The views that everybody has.</summary>
public enum ListShows
{
    /// <summary>Open cases, newest first.</summary>
    Open,

    /// <summary>Danger to somebody.</summary>
    Danger,

    /// <summary>Nobody has decided yet.</summary>
    New,

    /// <summary>A legal date is today.</summary>
    Today,

    /// <summary>A legal date has passed.</summary>
    Overdue,

    /// <summary>The reporter wrote and waits.</summary>
    Office,

    /// <summary>The office asked and waits.</summary>
    Reporter,

    /// <summary>An opening of the identity waits for the custodian.</summary>
    SecondKey,

    /// <summary>Open cases with a legal date that runs, the nearest or longest overdue first.</summary>
    Due,

    /// <summary>Ended cases, newest first.</summary>
    Closed,
}

/// <summary>Where in the inbox somebody is: view, filter, page, and whether the sides are folded away. Only what stands on cards, never a word that was searched for.</summary>
public sealed record InboxPlace
{
    private const int MostDays = 3660;

    /// <summary>The view.</summary>
    public ListShows Shows { get; init; }

    /// <summary>Only this channel.</summary>
    public Channel? Channel { get; init; }

    /// <summary>Only reporters served in this language.</summary>
    public Language? Language { get; init; }

    /// <summary>Only this disposition.</summary>
    public Disposition? Disposition { get; init; }

    /// <summary>Only danger.</summary>
    public bool Danger { get; init; }

    /// <summary>Only what was registered in so many last days.</summary>
    public int? Days { get; init; }

    /// <summary>The page begins after this place in the order.</summary>
    public long? After { get; init; }

    /// <summary>Whether views and list are folded away beside a case.</summary>
    public bool Alone { get; init; }

    /// <summary>Whether more than the view is asked for.</summary>
    public bool Filtered => Channel is not null || Language is not null || Disposition is not null || Danger || Days is not null;

    /// <summary>Whether the nearest legal date stands first.</summary>
    public bool ByDate => Shows is ListShows.Due or ListShows.Today or ListShows.Overdue;

    /// <summary>The place as an address writes it; empty for the first page of all open cases.</summary>
    public string Query
    {
        get
        {
            var query = new QueryBuilder();
            if (Shows != ListShows.Open) query.Add("show", Shows.ToString().ToLowerInvariant());
            if (Channel is { } channel) query.Add("channel", channel.ToString());
            if (Language is { } language) query.Add("language", language.Code());
            if (Disposition is { } disposition) query.Add("disposition", disposition.ToString());
            if (Danger) query.Add("danger", "yes");
            if (Days is { } days) query.Add("days", days.ToString(CultureInfo.InvariantCulture));
            if (After is { } after) query.Add("after", after.ToString(CultureInfo.InvariantCulture));
            if (Alone) query.Add("alone", "yes");
            return query.ToString();
        }
    }

    /// <summary>The address of the list.</summary>
    public string List => "/office/reports" + Query;

    /// <summary>The address of a case in this place.</summary>
    public string Case(Guid id) => $"/office/reports/{id}{Query}";

    /// <summary>Reads what an address says; what nobody offers is passed over.</summary>
    public static InboxPlace Read(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> query)
    {
        var said = query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.Ordinal);
        string Of(string key) => said.GetValueOrDefault(key, "");
        return new()
        {
            Shows = One<ListShows>(Of("show")) ?? ListShows.Open,
            Channel = One<Channel>(Of("channel")),
            Language = LanguageCodes.TryParse(Of("language"), out var language) ? language : null,
            Disposition = One<Disposition>(Of("disposition")),
            Danger = Of("danger") == "yes",
            Days = int.TryParse(Of("days"), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and <= MostDays ? days : null,
            After = long.TryParse(Of("after"), NumberStyles.None, CultureInfo.InvariantCulture, out var after) ? after : null,
            Alone = Of("alone") == "yes",
        };
    }

    /// <summary>Reads a place that a form carried.</summary>
    public static InboxPlace Read(string? query) => Read(QueryHelpers.ParseQuery(query is { Length: < 400 } ? query : ""));

    /// <summary>Whether a case belongs here.</summary>
    internal bool Holds(CardOfCase card, DateOnly today) =>
        Holds(Shows, card, today)
        && (Channel is null || card.Channel == Channel) && (Language is null || card.Language == Language)
        && (Disposition is null || card.Disposition == Disposition) && (!Danger || card.Danger)
        && (Days is not { } days || card.Registered > today.AddDays(-days));

    /// <summary>Whether a case belongs into a view.</summary>
    internal static bool Holds(ListShows view, CardOfCase card, DateOnly today) => card.Open && view switch
    {
        ListShows.Open => true,
        ListShows.Danger => card.Danger,
        ListShows.New => !card.Confirmed,
        ListShows.Today => card.Due == today,
        ListShows.Overdue => card.Due < today,
        ListShows.Office => card.WaitsForOffice,
        ListShows.Reporter => card.WaitsForReporter,
        ListShows.SecondKey => card.WaitsForSecondKey,
        ListShows.Due => card.Due is not null,
        _ => false,
    } || (view == ListShows.Closed && !card.Open);

    /// <summary>Where a case stands in the order of this place; the greater comes later.</summary>
    internal long Order(CardOfCase card) => ByDate ? card.Nearest : long.MaxValue - card.Newest;

    private static T? One<T>(string said) where T : struct, Enum => said.Length > 0 && char.IsAsciiLetter(said[0]) && Enum.TryParse<T>(said, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
