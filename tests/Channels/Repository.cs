namespace TrustLine.Tests.Channels;

/// <summary>Where the files of the repository stand, seen from the test's own folder.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "TrustLine.sln"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests run outside the repository.");
    }
}
