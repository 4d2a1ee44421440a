namespace TrustLine.Api.Intake;

/// <summary>The volume under the data folder: how large it is and how much of it is free, in bytes.</summary>
internal readonly record struct Volume(long Size, long Free)
{
    /// <summary>As the system tells it now.</summary>
    public static Volume Under(string folder)
    {
        var path = Path.GetFullPath(folder);
        var drive = new DriveInfo(OperatingSystem.IsWindows() ? Path.GetPathRoot(path)! : path);
        return new(drive.TotalSize, drive.AvailableFreeSpace);
    }
}

/// <summary>What files may still take of the volume. The reserve is for the database: a stranger's files never keep out the words of a report.</summary>
internal sealed class DiskRoom(LineOptions options, Func<Volume> volume)
{
    /// <summary>Bytes left to files; below zero when the reserve itself has been entered.</summary>
    public long Left()
    {
        var now = volume();
        return now.Free - Math.Max(options.ReservedBytes, now.Size / 100 * options.ReservedPercent);
    }
}

/// <summary>Files are not taken now; the words are.</summary>
internal sealed class NoRoomException() : Exception("There is no room for files now.");
