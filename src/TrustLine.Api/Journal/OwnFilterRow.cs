using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>The list filters that a member of the staff keeps, sealed to their own key. A comfort on which no fact rests: it is no part of any subject's state.</summary>
internal sealed class OwnFilterRow
{
    public Guid StaffId { get; private set; }

    /// <summary>All filters in one padded envelope with its sealed key.</summary>
    public byte[] Bytes { get; private set; } = [];

    private OwnFilterRow() { }

    public OwnFilterRow(Guid staffId, byte[] bytes) => (StaffId, Bytes) = (staffId, bytes);

    public void Replace(byte[] bytes) => Bytes = bytes;

    internal static void Map(ModelBuilder model) => model.Entity<OwnFilterRow>(e =>
    {
        e.ToTable("own_filters");
        e.HasKey(f => f.StaffId);
        e.Property(f => f.StaffId).ValueGeneratedNever();
    });
}
