using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace TrustLine.Api.Journal;

/// <summary>A DataProtection ring as rows of the database: every node has the same ring, and a backup holds it, sealed by the key file.</summary>
internal sealed class RingRows(Database database, string ring) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = database.Read();
        return [.. db.RingKeys.Where(k => k.Ring == ring).OrderBy(k => k.Name).Select(k => k.Xml).ToList().Select(XElement.Parse)];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.OpenWriter();
        using var transaction = connection.BeginTransaction();
        using var db = Database.Within(transaction);
        db.RingKeys.Add(new RingKey(ring, friendlyName, element.ToString(SaveOptions.DisableFormatting)));
        db.SaveChanges();
        transaction.Commit();
    }
}
