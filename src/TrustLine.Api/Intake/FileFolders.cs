using TrustLine.Api.Journal;

namespace TrustLine.Api.Intake;

/// <summary>Where sealed files lie in the data folder: <c>files/</c> whole ones, <c>uploads/</c> pieces on their way. A file and its pieces have one id.</summary>
internal sealed class FileFolders
{
    private const string Ending = ".sealed";
    private const string HalfWritten = ".new";
    private readonly string whole;
    private readonly string pieces;

    public FileFolders(LineOptions options)
    {
        (whole, pieces) = (Path.Combine(options.DataDir, "files"), Path.Combine(options.DataDir, "uploads"));
        Database.CreateFolder(whole);
        Database.CreateFolder(pieces);
    }

    /// <summary>The path of a whole file.</summary>
    public string Whole(Guid id) => Path.Combine(whole, id.ToString("N") + Ending);

    /// <summary>The folder of an upload's pieces.</summary>
    public string Pieces(Guid id) => Path.Combine(pieces, id.ToString("N"));

    /// <summary>What a file and its pieces take on disk together.</summary>
    public long Size(Guid id)
    {
        var file = new FileInfo(Whole(id));
        var folder = new DirectoryInfo(Pieces(id));
        return (file.Exists ? file.Length : 0) + (folder.Exists ? folder.EnumerateFiles().Sum(f => f.Length) : 0);
    }

    /// <summary>Removes a file and its pieces.</summary>
    public void Delete(Guid id)
    {
        File.Delete(Whole(id));
        if (Directory.Exists(Pieces(id))) Directory.Delete(Pieces(id), recursive: true);
    }

    /// <summary>Everything that lies there, with the time of its last byte. What a killed service was just writing is thrown away: only for the start.</summary>
    public IEnumerable<(Guid Id, DateTimeOffset Touched)> Found()
    {
        foreach (var file in new DirectoryInfo(whole).EnumerateFiles())
        {
            if (file.Name.EndsWith(Ending + HalfWritten, StringComparison.Ordinal)) file.Delete();
            else if (file.Name.EndsWith(Ending, StringComparison.Ordinal) && Guid.TryParseExact(file.Name[..^Ending.Length], "N", out var id)) yield return (id, file.LastWriteTimeUtc);
        }

        foreach (var folder in new DirectoryInfo(pieces).EnumerateDirectories())
            if (Guid.TryParseExact(folder.Name, "N", out var id)) yield return (id, folder.LastWriteTimeUtc);
    }
}
