using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace TrustLine.Api.Journal;

/// <summary>
/// Lets EF Core 10 run on SQLitePCLRaw 2.0.6, and prefers the system's patched SQLite to the old one in the package.
/// Microsoft.Data.Sqlite 10 asks for the assembly SQLitePCLRaw.core 2.1.13; 2.0.6 serves it once this file answers for that name.
/// Remove the file when SQLitePCLRaw 2.1.13 or later can be had.
/// </summary>
internal static class SqliteNative
{
#pragma warning disable CA2255 // The one place that must run before the first type of Microsoft.Data.Sqlite is touched.
    [ModuleInitializer]
    internal static void Prepare()
#pragma warning restore CA2255
    {
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            name.Name == "SQLitePCLRaw.core" && name.Version is { Major: 2, Minor: > 0 }
                ? context.LoadFromAssemblyName(new AssemblyName("SQLitePCLRaw.core"))
                : null;
        NativeLibrary.SetDllImportResolver(
            typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly,
            (name, assembly, path) =>
                NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system
                : NativeLibrary.TryLoad(name, assembly, path, out var bundled) ? bundled
                : nint.Zero);
        SQLitePCL.Batteries_V2.Init();
    }
}
