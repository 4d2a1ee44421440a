using System.IO.Packaging;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>
/// A Word, Excel or PowerPoint document put together anew (ISO/IEC 29500): only parts that the document needs and that are known come along, each read and
/// written again. Properties, thumbnails, macros, custom data, signatures and embedded objects stay behind; pictures are washed as pictures.
/// </summary>
internal sealed class OfficeCopy : IDisposable
{
    private const int MostParts = 4000;
    private readonly Package from, to;
    private readonly MemoryStream copy = new();
    private readonly Dictionary<Uri, PackagePart?> made = [];
    private readonly Queue<(PackagePart From, PackagePart To)> waiting = [];
    private long unfolded;
    private LeftOut leftOut;

    private OfficeCopy(byte[] original)
    {
        from = Package.Open(new MemoryStream(original, writable: false), FileMode.Open, FileAccess.Read);
        to = Package.Open(copy, FileMode.Create, FileAccess.ReadWrite);
    }

    public static WashedCopy Of(byte[] original)
    {
        using var office = new OfficeCopy(original);
        return office.Copied();
    }

    private WashedCopy Copied()
    {
        var root = from.GetRelationships().FirstOrDefault(r => OfficeParts.Kind(r.RelationshipType) == "officeDocument" && r.TargetMode == TargetMode.Internal);
        if (root is null || Target(new Uri("/", UriKind.Relative), root) is not { } main || OfficeParts.Form(main.ContentType) is not { } form) throw new UnwashableException(Washing.OtherKind);
        if (main.ContentType.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)) leftOut |= LeftOut.Macros;
        var document = Make(main, form.ContentType, form.Name);
        to.CreateRelationship(document.Uri, TargetMode.Internal, root.RelationshipType, "rId1");
        while (waiting.TryDequeue(out var next)) Fill(next.From, next.To);
        to.Close();
        return copy.Length <= WashBounds.LargestCopy ? new(copy.ToArray(), form.MediaType, form.Ending, leftOut) : throw new UnwashableException(Washing.TooLarge);
    }

    private PackagePart Make(PackagePart part, string contentType, string name)
    {
        if (made.Count >= MostParts) throw new UnwashableException(Washing.TooLarge);
        var target = to.CreatePart(new Uri(name, UriKind.Relative), contentType, CompressionOption.Normal);
        made[part.Uri] = target;
        waiting.Enqueue((part, target));
        return target;
    }

    private void Fill(PackagePart part, PackagePart target)
    {
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var relation in part.GetRelationships())
            if (!Follow(part, relation, target)) gone.Add(relation.Id);
        using var input = Counted(part);
        using var output = target.GetStream(FileMode.Create, FileAccess.Write);
        OfficeXml.Wash(input, output, gone);
    }

    /// <summary>Whether the relation and what it leads to came along.</summary>
    private bool Follow(PackagePart part, PackageRelationship relation, PackagePart target)
    {
        var kind = OfficeParts.Kind(relation.RelationshipType);
        if (relation.TargetMode == TargetMode.External)
        {
            // A link that is read stays; what would be fetched on opening, or names a place on somebody's disk, does not.
            var link = kind == "hyperlink" && relation.TargetUri is { IsAbsoluteUri: true, Scheme: "http" or "https" or "mailto" };
            if (link) target.CreateRelationship(relation.TargetUri, TargetMode.External, relation.RelationshipType, relation.Id);
            else if (kind is not ("attachedTemplate" or "hyperlink")) leftOut |= LeftOut.Objects;
            // A workbook must say where its linked numbers came from; the numbers themselves are kept in it.
            if (kind == "externalLinkPath") target.CreateRelationship(new Uri("left-out.xlsx", UriKind.Relative), TargetMode.External, relation.RelationshipType, relation.Id);
            return link || kind == "externalLinkPath";
        }

        if (Target(part.Uri, relation) is not { } wanted) return false;
        if (!made.TryGetValue(wanted.Uri, out var there)) there = made[wanted.Uri] = Brought(wanted, kind);
        if (there is null) return false;
        target.CreateRelationship(there.Uri, TargetMode.Internal, relation.RelationshipType, relation.Id);
        return true;
    }

    private PackagePart? Brought(PackagePart part, string kind)
    {
        if (part.ContentType.StartsWith("image/", StringComparison.OrdinalIgnoreCase)) return Picture(part);
        if (OfficeParts.Known(part.ContentType) && (!OfficeParts.Loose(part.ContentType) || OfficeXml.Reads(Counted(part)))) return Make(part, part.ContentType, Name(part.Uri, ".xml"));
        leftOut |= OfficeParts.Lost(part.ContentType, kind);
        return null;
    }

    private PackagePart? Picture(PackagePart part)
    {
        using var bytes = new MemoryStream();
        using (var input = Counted(part)) input.CopyTo(bytes);
        try
        {
            var washed = PictureCopies.Of(bytes.ToArray());
            var target = to.CreatePart(new Uri(Name(part.Uri, washed.Ending), UriKind.Relative), washed.MediaType, CompressionOption.NotCompressed);
            using var output = target.GetStream(FileMode.Create, FileAccess.Write);
            output.Write(washed.Bytes);
            return target;
        }
        catch (Exception error) when (error is UnwashableException or InvalidDataException or EndOfStreamException or IndexOutOfRangeException or ArgumentException)
        {
            leftOut |= LeftOut.Pictures;
            return null;
        }
    }

    private PackagePart? Target(Uri source, PackageRelationship relation)
    {
        try
        {
            var uri = PackUriHelper.ResolvePartUri(source, relation.TargetUri);
            return from.PartExists(uri) ? from.GetPart(uri) : null;
        }
        catch (ArgumentException)
        {
            return null; // No address of a part.
        }
    }

    // Names that every such document has stay; any other may say something.
    private string Name(Uri uri, string ending)
    {
        var name = OfficeParts.Usual(uri.OriginalString) && ending == ".xml" ? uri.OriginalString : $"/parts/part{made.Count + 1}{ending}";
        return to.PartExists(new Uri(name, UriKind.Relative)) ? $"/parts/more{made.Count + 1}{ending}" : name;
    }

    private CountedStream Counted(PackagePart part) => new CountedStream(part.GetStream(FileMode.Open, FileAccess.Read), read =>
    {
        if ((unfolded += read) > WashBounds.MostUnfolded) throw new UnwashableException(Washing.TooLarge);
    });

    public void Dispose()
    {
        ((IDisposable)to).Dispose();
        ((IDisposable)from).Dispose();
        copy.Dispose();
    }
}
