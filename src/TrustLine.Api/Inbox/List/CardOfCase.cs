using TrustLine.Api.Journal;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Inbox;

/// <summary>What views and filters ask of one case: its row in clear and what of its card they need. No word of a reporter is in it.</summary>
internal sealed record CardOfCase
{
    private const long Numbers = 1_000_000_000_000;
    private readonly int grounds;

    public CardOfCase(Report report, ReportCard card)
    {
        (Id, Open, Registered, Due) = (report.Id, report.Open, report.RegisteredDay, report.NextDueDay);
        (Channel, Language, Disposition, Confirmed, Danger) = (card.Channel, card.Language, card.Disposition, card.Confirmed, card.Danger);
        (WaitsForOffice, WaitsForReporter, WaitsForSecondKey) = (card.WaitsForOffice, card.WaitsForReporter, card.WaitsForSecondKey);
        ReadersChanged = card.ReadersChanged;
        Recommended = card.Recommended;
        grounds = card.Grounds.Aggregate(0, (all, key) => all | Bit(key));
        ToSend = report.Open && card.Clocks.Any(c => c.Kind == ClockKinds.Redirect && c.StoppedAt is null);
        Readers = Reading.Roles(card).Aggregate(0, (all, role) => all | (1 << role));
        Version = BitConverter.ToInt64(report.Card.AsSpan(report.Card.Length - sizeof(long)));
        var number = 0L;
        foreach (var c in report.Number) if (char.IsAsciiDigit(c)) number = (number * 10) + (c - '0');
        Newest = (Registered.DayNumber * Numbers) + number;
        Nearest = ((Due?.DayNumber ?? 0) * Numbers) + number;
    }

    public Guid Id { get; }
    public bool Open { get; }
    public DateOnly Registered { get; }
    public DateOnly? Due { get; }
    public Channel Channel { get; }
    public Language Language { get; }
    public Disposition Disposition { get; }
    public bool Confirmed { get; }

    /// <summary>What the engine recommended.</summary>
    public Disposition Recommended { get; }

    public bool Danger { get; }
    public bool WaitsForOffice { get; }
    public bool WaitsForReporter { get; }

    /// <summary>It is to be sent to the competent body at once, and nobody has entered yet that it was (6.3(1)).</summary>
    public bool ToSend { get; }

    /// <summary>An opening of the identity waits for the custodian.</summary>
    public bool WaitsForSecondKey { get; }

    /// <summary>Who reads was changed after the number was given.</summary>
    public bool ReadersChanged { get; }

    /// <summary>Place in the order of registration, and in that of legal dates: day, then number.</summary>
    public long Newest { get; }

    /// <inheritdoc cref="Newest"/>
    public long Nearest { get; }

    /// <summary>Another one whenever the card was sealed anew.</summary>
    public long Version { get; }

    private int Readers { get; }

    /// <summary>Whether the recommendation rests on this ground.</summary>
    public bool RestsOn(string ground) => (grounds & Bit(ground)) != 0;

    /// <summary>Whether the role may read the report.</summary>
    public bool MayRead(Role role) => (Readers & (1 << (int)role)) != 0;

    // One bit for each of the closed set; a key that this build does not know is counted nowhere.
    private static int Bit(string ground)
    {
        for (var i = 0; i < GroundKeys.All.Count; i++)
            if (GroundKeys.All[i] == ground) return 1 << i;
        return 0;
    }
}
