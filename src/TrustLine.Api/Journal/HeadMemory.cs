using System.Globalization;
using System.Text;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Protection;

namespace TrustLine.Api.Journal;

/// <summary>A size of the log and its root, as remembered beside the key file.</summary>
internal sealed record SignedSize(long Size, byte[] Root);

/// <summary>
/// Remembers the latest head beside the key file, outside database and data folder: whoever cuts the end off the Journal, heads
/// and counters included, is found out by a line that the database does not hold.
/// </summary>
internal sealed class HeadMemory(Database database, LineOptions options, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Where it lies.</summary>
    public static string PathOf(LineOptions options) => options.KeyFilePath + ".head";

    /// <summary>What is remembered; null when nothing is yet.</summary>
    public static SignedSize? Load(LineOptions options)
    {
        var path = PathOf(options);
        return File.Exists(path) && File.ReadAllText(path).Split(' ', StringSplitOptions.TrimEntries) is [var size, var root]
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && root.Length == 2 * Digest.Length
            ? new(count, Convert.FromHexString(root))
            : null;
    }

    /// <summary>Writes the present head down.</summary>
    public static void Remember(Database database, LineOptions options)
    {
        using var db = database.Read();
        if (db.Heads.OrderByDescending(h => h.Size).Select(h => new { h.Size, h.Root }).FirstOrDefault() is not { } head) return;
        // A shorter log than the remembered one is an accusation that must not be overwritten by its subject.
        if (Load(options) is { } known && known.Size >= head.Size) return;
        Durable.Write(PathOf(options), Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head.Size} {Convert.ToHexStringLower(head.Root)}\n")), replace: true);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Remember(database, options);
            await Task.Delay(Pause, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }

        Remember(database, options);
    }
}
