using System.Buffers.Binary;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>One dated entry of the administrator: what holds from a day. Never edited: a change is the next provision of the same subject.</summary>
internal sealed class Provision
{
    /// <summary>What is provided for: the organisation, one unit, one addressee, one duty contact, the calendar.</summary>
    public Guid Subject { get; private set; }

    /// <summary>1, 2, 3 … within the subject.</summary>
    public int Ordinal { get; private set; }

    /// <summary><see cref="ProvisionCard"/> under the server's seal: a duty contact's address is a person's.</summary>
    public byte[] Card { get; private set; } = [];

    private Provision() { }

    public Provision(Guid subject, int ordinal, byte[] card) => (Subject, Ordinal, Card) = (subject, ordinal, card);

    /// <summary>To what the card is bound: the subject and the place, so that an earlier card of the same subject does not open in a later one's place.</summary>
    public static Guid OwnerOf(Guid subject, int ordinal)
    {
        var bytes = subject.ToByteArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(12), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(12)) ^ ordinal);
        return new(bytes);
    }

    internal static void Map(ModelBuilder model) => model.Entity<Provision>(e =>
    {
        e.ToTable("provisions");
        e.HasKey(p => new { p.Subject, p.Ordinal });
    });
}

/// <summary>What was entered, when and by whom; kept under the server's seal. Prints nothing.</summary>
/// <param name="Matter">About what.</param>
/// <param name="At">When it was entered.</param>
/// <param name="By">Who entered it.</param>
/// <param name="Values">The fields as they were checked: days as 2026-12-31, words trimmed, what was left empty left out.</param>
internal sealed record ProvisionCard(Matter Matter, DateTimeOffset At, Guid By, IReadOnlyDictionary<string, string> Values)
{
    /// <summary>A field; empty when it was left out.</summary>
    public string this[string field] => Values.TryGetValue(field, out var value) ? value : "";

    /// <inheritdoc/>
    public override string ToString() => nameof(ProvisionCard);
}

/// <summary>What the administrator provides for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Matter>))]
internal enum Matter
{
    /// <summary>Names, phone, address and letterhead of whose line it is.</summary>
    Organisation = 1,

    /// <summary>A structural unit to which reports may be handed (10.9).</summary>
    Unit = 2,

    /// <summary>A body that letters go to.</summary>
    Addressee = 3,

    /// <summary>Who is told at once of danger.</summary>
    Duty = 4,

    /// <summary>Days off, working days and confirmed years.</summary>
    Calendar = 5,
}
