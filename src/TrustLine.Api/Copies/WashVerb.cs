using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>
/// The hidden verb <c>wash</c>: this program as a child of itself, which reads one hostile file from its input, writes the copy to its output and ends. What a
/// file can break here is this child. In: the kind, the file. Out: a short head, the copy. It writes nothing else anywhere.
/// </summary>
internal static class WashVerb
{
    public const string Name = "wash";

    /// <summary>What comes before the copy: what became of the file, what was left out, the copy's form, and its length in four bytes.</summary>
    public const int HeadLength = 7;

    private static readonly (string MediaType, string Ending)[] Forms =
    [
        ("image/jpeg", ".jpg"), ("image/png", ".png"), ("image/gif", ".gif"), ("image/webp", ".webp"),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx"),
    ];

    /// <summary>Media type and ending of a copy, by the number that the child told; null for no such number.</summary>
    public static (string MediaType, string Ending)? Form(byte number) => number < Forms.Length ? Forms[number] : null;

    public static void Run(Stream input, Stream output)
    {
        // Should the parent be gone, nobody else would end a washing that does not end.
        using var limit = new Timer(_ => Process.GetCurrentProcess().Kill(), null, WashBounds.LongestWash * 2, Timeout.InfiniteTimeSpan);
        NeverDump();
        var kind = (FileKind)input.ReadByte();
        using var file = new MemoryStream();
        input.CopyTo(file);
        var (washing, copy) = Wash(kind, file.ToArray());
        var head = new byte[HeadLength];
        (head[0], head[1], head[2]) = ((byte)washing, (byte)(copy?.LeftOut ?? LeftOut.None), (byte)Array.FindIndex(Forms, f => f.Ending == copy?.Ending));
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(3), copy?.Bytes.Length ?? 0);
        output.Write(head);
        if (copy is not null) output.Write(copy.Bytes);
        output.Flush();
    }

    /// <summary>The copy of one file; whatever its bytes do, the answer is one of the words.</summary>
    internal static (Washing Washing, WashedCopy? Copy) Wash(FileKind kind, byte[] file)
    {
        try
        {
            return (Washing.Copy, kind == FileKind.Office ? OfficeCopy.Of(file) : PictureCopies.Of(file));
        }
        catch (UnwashableException unwashable)
        {
            return (unwashable.Why, null);
        }
#pragma warning disable CA1031 // A hostile file may make a parser throw anything; none of it is said, since messages quote the file.
        catch (Exception)
#pragma warning restore CA1031
        {
            return (Washing.Failed, null);
        }
    }

    // A crash must not leave this process's memory on disk (prctl(2), PR_SET_DUMPABLE).
    private static void NeverDump()
    {
        if (OperatingSystem.IsLinux()) _ = Prctl(4, 0, 0, 0, 0);
    }

    [DllImport("libc", EntryPoint = "prctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Prctl(int option, nuint a, nuint b, nuint c, nuint d);
}
