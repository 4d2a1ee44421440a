using TrustLine.Triage.Reports;

namespace TrustLine.Channels.Phone;

/// <summary>What was said in a call becomes an <see cref="Arrival"/>; here the shapes of the phone end.</summary>
public static class PhoneAdapter
{
    private const string Yes = "yes";

    /// <summary>The arrival of these recordings. The text is the line's own note of them; who calls is in no field but the number at which a caller chose to be called back.</summary>
    public static Arrival ToArrival(string deliveryId, Language language, string note, IReadOnlyDictionary<string, string> known, string? callBack, IReadOnlyList<ArrivedFile> files)
    {
        ArgumentNullException.ThrowIfNull(known);
        bool? Chosen(string name) => known.TryGetValue(name, out var value) ? value == Yes : null;
        return new()
        {
            Channel = Channel.Phone,
            Language = language,
            DeliveryId = deliveryId,
            Narrative = new(note),
            Answers = new(Danger: Chosen("danger"), AboutDirector: Chosen("director"), AboutOfficer: Chosen("officer")),
            Voice = Chosen("named") == true,
            Identity = callBack is null ? null : new ReporterIdentity { Phone = callBack },
            ReturnAddress = callBack is null ? null : new("phone", callBack),
            Files = files,
        };
    }
}
