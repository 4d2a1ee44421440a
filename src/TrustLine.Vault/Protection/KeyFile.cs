using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Protection;

/// <summary>
/// The key file: 32 random bytes outside database and data folder, without which no backup opens. Three lines of text:
/// what it is and its version, the bytes in hexadecimal, the first eight digits of their SHA-256.
/// </summary>
public sealed class KeyFile : IDisposable
{
    private const string FirstLine = "TrustLine key file, version 1";
    private const int CheckLength = 4;
    private const int LargestFile = 1024;

    private readonly SecretKey key;

    private KeyFile(SecretKey key) => this.key = key;

    /// <summary>Makes the file, readable by its owner only. One that exists is never overwritten: <see cref="KeyFileException"/>.</summary>
    public static KeyFile Create(string path)
    {
        var key = SecretKey.Fresh();
        var text = string.Join('\n', FirstLine, Convert.ToHexStringLower(key.Bytes), Check(key), string.Empty);
        try
        {
            Durable.Write(path, Encoding.ASCII.GetBytes(text), replace: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            key.Dispose();
            throw new KeyFileException(KeyFileFault.CannotCreate);
        }
        return new(key);
    }

    /// <summary>Reads the file; a missing, damaged or openly readable one is a <see cref="KeyFileException"/> that says which.</summary>
    public static KeyFile Read(string path)
    {
        byte[] bytes;
        try
        {
            // Rights before bytes: what others could read may already be known to them.
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
                throw new KeyFileException(KeyFileFault.ReadableByOthers);
            if (new FileInfo(path).Length > LargestFile)
                throw new KeyFileException(KeyFileFault.Damaged);
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new KeyFileException(KeyFileFault.Missing);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KeyFileException(KeyFileFault.CannotRead);
        }
        try
        {
            return new(Parse(bytes));
        }
        finally
        {
            Digest.Wipe(bytes);
        }
    }

    /// <summary>A key for one use of the server's (the pepper, a dialogue, a fingerprint).</summary>
    public SecretKey Derive(string label, ReadOnlySpan<byte> salt = default) => key.Derive(label, salt);

    internal static SecretKey Parse(ReadOnlySpan<byte> bytes)
    {
        var lines = Encoding.ASCII.GetString(bytes).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        if (lines[0] != FirstLine)
            throw new KeyFileException(KeyFileFault.Damaged);
        var raw = new byte[SecretKey.Length];
        if (lines.Length != 3 || Convert.FromHexString(lines[1], raw, out var used, out var written) != System.Buffers.OperationStatus.Done
            || used != lines[1].Length || written != SecretKey.Length)
            throw new KeyFileException(KeyFileFault.Damaged);
        var key = SecretKey.From(raw);
        Digest.Wipe(raw);
        return Check(key) == lines[2] ? key : throw new KeyFileException(KeyFileFault.Damaged);
    }

    private static string Check(SecretKey key) => Convert.ToHexStringLower(Digest.Sha256(key.Bytes).AsSpan(0, CheckLength));

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>The type's name only.</summary>
    public override string ToString() => nameof(KeyFile);
}

/// <summary>What is wrong with a key file.</summary>
public enum KeyFileFault
{
    /// <summary>There is none at this path.</summary>
    Missing,

    /// <summary>The system does not let us read it.</summary>
    CannotRead,

    /// <summary>It exists already, or its folder does not take it.</summary>
    CannotCreate,

    /// <summary>Its mode lets group or others in: it must be 0600.</summary>
    ReadableByOthers,

    /// <summary>Not the form, length or check that a key file has.</summary>
    Damaged,
}

/// <summary>The key file cannot be used; the start is refused. Never quotes path or content.</summary>
public sealed class KeyFileException(KeyFileFault fault) : Exception(fault switch
{
    KeyFileFault.Missing => "There is no key file.",
    KeyFileFault.CannotRead => "The key file cannot be read.",
    KeyFileFault.CannotCreate => "The key file cannot be created: it exists already or its folder is closed.",
    KeyFileFault.ReadableByOthers => "The key file can be read by others than its owner: set its mode to 0600.",
    _ => "The key file is damaged or is no key file.",
})
{
    /// <summary>Which fault.</summary>
    public KeyFileFault Fault { get; } = fault;
}

/// <summary>The key file is sound and belongs to another database; the start is refused.</summary>
public sealed class KeyFileMismatchException() : Exception("The key file does not belong to this database.");
