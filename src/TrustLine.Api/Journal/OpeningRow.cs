using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>One request to open an identity. Who asked, for how long and what was answered is the card, under the server's seal; the reason is sealed like a message.</summary>
internal sealed class OpeningRow
{
    public Guid Id { get; private set; }
    public Guid ReportId { get; private set; }

    /// <summary>Whether anything can still come of it.</summary>
    public bool Live { get; private set; } = true;

    /// <summary><see cref="OpeningCard"/> under the server's seal.</summary>
    public byte[] Card { get; private set; } = [];

    /// <summary>The one-time private half, sealed to the asker's own key and under the server's seal; gone when nothing can come of it.</summary>
    public byte[]? OneTime { get; private set; }

    /// <summary>The halves a, re-sealed to the one-time key, under the server's seal: from the custodian's yes until the page is closed.</summary>
    public byte[]? Halves { get; private set; }

    private OpeningRow() { }

    public OpeningRow(Guid id, Guid reportId, byte[] card, byte[] oneTime) => (Id, ReportId, Card, OneTime) = (id, reportId, card, oneTime);

    /// <summary>The custodian agreed.</summary>
    public void Agreed(byte[] card, byte[] halves) => (Card, Halves) = (card, halves);

    /// <summary>The page is being shown.</summary>
    public void Shown(byte[] card) => Card = card;

    /// <summary>Nothing more can come of it: what could open anything is deleted.</summary>
    public void End(byte[] card) => (Card, Live, OneTime, Halves) = (card, false, null, null);

    internal static void Map(ModelBuilder model) => model.Entity<OpeningRow>(e =>
    {
        e.ToTable("openings");
        e.HasKey(o => o.Id);
        e.Property(o => o.Id).ValueGeneratedNever();
        e.HasIndex(o => o.ReportId);
        e.HasIndex(o => o.Live);
        e.HasOne<Report>().WithMany().HasForeignKey(o => o.ReportId);
    });
}
