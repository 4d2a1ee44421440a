using System.Runtime.InteropServices;

namespace TrustLine.Vault.Protection;

/// <summary>Writing so that it stays: file flushed to the disk, then its name, then the folder that holds the name.</summary>
public static class Durable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A new file that only its owner may read; it must not exist.</summary>
    internal static FileStream Create(string path, int bufferSize = 0)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.Read, BufferSize = bufferSize };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return new(path, options);
    }

    /// <summary>Writes a small file whole or not at all.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes, bool replace)
    {
        var draft = path + ".new";
        File.Delete(draft);
        using (var stream = Create(draft))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        Rename(draft, path, replace);
    }

    /// <summary>Gives a flushed file its name, and makes the name last.</summary>
    internal static void Rename(string from, string to, bool replace)
    {
        File.Move(from, to, replace);
        FlushFolder(Path.GetDirectoryName(Path.GetFullPath(to))!);
    }

    /// <summary>Flushes a folder's list of names. Windows does so by itself.</summary>
    internal static void FlushFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var handle = Native.Open(folder, 0);
        if (handle < 0)
            throw new IOException("A folder could not be opened to flush it.", Marshal.GetLastPInvokeError());
        var flushed = Native.Sync(handle);
        var error = Marshal.GetLastPInvokeError();
        _ = Native.Close(handle);
        if (flushed != 0)
            throw new IOException("A folder could not be flushed.", error);
    }

    // .NET opens no folders; a rename is durable only after fsync of the folder (rename(2), fsync(2)).
    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Sync(int handle);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Close(int handle);
    }
}
