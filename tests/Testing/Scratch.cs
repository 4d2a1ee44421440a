// Folders of the tests: one root per test run below the machine's temporary folder, removed at its end.

namespace TrustLine.Testing;

public static class Scratch
{
    private static readonly string Root = Make();
    private static int _count;

    public static string Folder(string name) =>
        Directory.CreateDirectory(Path.Combine(Root, $"{name}-{Interlocked.Increment(ref _count)}")).FullName;

    public static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        }

        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)), overwrite: true);
        }
    }

    public static void Remove(string folder)
    {
        // TRUSTLINE_KEEP leaves data folders and logs for a look after a failure.
        if (Environment.GetEnvironmentVariable("TRUSTLINE_KEEP") is null && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Make()
    {
        var root = Directory.CreateTempSubdirectory("trustline-tests-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Remove(root);
        return root;
    }
}
