namespace TrustLine.Training;

/// <summary>The checked-out repository: the first folder upward that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TrustLine.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("TrustLine.sln is in no folder above this program.");
    }
}
