using System.Runtime.CompilerServices;

namespace TrustLine.Peers.Tests;

/// <summary>The judges are the same on every machine: pinned by hash, and by no address.</summary>
[Trait("Category", "Peers")]
public class LockFiles
{
    [Fact]
    public void Lock_files_pin_by_hash_and_name_no_registry()
    {
        var locks = Directory.GetFiles(Here(), "package-lock.json", SearchOption.AllDirectories).Where(p => !p.Contains("node_modules")).ToList();
        Assert.NotEmpty(locks);
        Assert.All(locks, path =>
        {
            var text = File.ReadAllText(path);
            Assert.DoesNotContain("\"resolved\"", text);
            Assert.Contains("\"integrity\": \"sha512-", text);
        });
    }

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
