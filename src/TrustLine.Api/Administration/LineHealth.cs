using System.Reflection;
using Microsoft.EntityFrameworkCore;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Triage.Clocks;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Administration;

/// <summary>How the house stands that the line lives in: room on the disk, key file, pins, remembered head, time zone, version. Nothing of any report.</summary>
internal sealed class LineHealth(Database database, LineOptions options, LineState line)
{
    /// <summary>Below this the disk is nearly full.</summary>
    public const long LittleRoom = 5L << 30;

    /// <summary>The service's version.</summary>
    public static string Version { get; } =
        typeof(LineHealth).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "?";

    /// <summary>Bytes free where the data lie, and of how many; null when the system does not say.</summary>
    public (long Free, long Whole)? Room()
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(options.DataDir));
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether the key file is there, and whether its owner alone may read it.</summary>
    public KeyFileState KeyFile()
    {
        if (!File.Exists(options.KeyFilePath)) return KeyFileState.Missing;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(options.KeyFilePath) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0 ? KeyFileState.OpenToOthers : KeyFileState.Good;
    }

    /// <summary>How many of the four groups are pinned and lead back to their pin; null when the file of pins cannot be read.</summary>
    public int? Pinned()
    {
        try
        {
            return GroupPins.Load(line.PinsPath).Keys.Count(g => line.Group(g) is not null);
        }
        catch (Exception error) when (error is PinsDamagedException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the Journal goes on from the head remembered beside the key file; null while none is.</summary>
    public bool? HeadHolds()
    {
        if (HeadMemory.Load(options) is not { } known) return null;
        using var db = database.Read();
        return db.Heads.AsNoTracking().SingleOrDefault(h => h.Size == known.Size) is { } head && Digest.Same(head.Root, known.Root);
    }

    /// <summary>Whether the zone data know the change of 1 March 2024.</summary>
    public static bool ZoneHolds()
    {
        try
        {
            AstanaTime.SelfTest();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

/// <summary>How the key file stands.</summary>
internal enum KeyFileState
{
    /// <summary>It is there, and its owner alone may read it.</summary>
    Good,

    /// <summary>Others on the machine may read it.</summary>
    OpenToOthers,

    /// <summary>It is gone: what runs goes on, the next start is refused.</summary>
    Missing,
}
