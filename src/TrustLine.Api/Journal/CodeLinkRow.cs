using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>
/// A receipt code that waits behind the link of a letter. The row says neither of which report it is (that would tell which of them came by mail) nor when it was made; it is no
/// part of a report's state: whoever removes it takes a code from a reporter, who writes again, and changes nothing that is registered.
/// </summary>
internal sealed class CodeLinkRow
{
    /// <summary>Hash of the link's secret.</summary>
    public byte[] LinkHash { get; private set; } = [];

    public byte[] Sealed { get; private set; } = [];

    /// <summary>The last day on which it opens.</summary>
    public DateOnly Until { get; private set; }

    private CodeLinkRow() { }

    public CodeLinkRow(byte[] linkHash, byte[] @sealed, DateOnly until) => (LinkHash, Sealed, Until) = (linkHash, @sealed, until);

    public void Replace(byte[] @sealed) => Sealed = @sealed;

    internal static void Map(ModelBuilder model) => model.Entity<CodeLinkRow>(e =>
    {
        e.ToTable("code_links");
        e.HasKey(l => l.LinkHash);
    });
}
