// The walls between the rooms: who may reference whom (design.md 2), where cryptography and the console are named, what is banned.

using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TrustLine.Testing;

namespace TrustLine.Tests;

public sealed partial class Boundaries
{
    private static readonly string[] Bcl = ["System", "System.*", "netstandard", "mscorlib", "Microsoft.CSharp", "Microsoft.Win32.*"];

    /// <summary>DataProtection shows these in its own surface: a ring in a table is an option, a service and a logger.</summary>
    private static readonly string[] DataProtection =
    [
        "Microsoft.AspNetCore.DataProtection", "Microsoft.AspNetCore.DataProtection.*", "Microsoft.AspNetCore.Cryptography.*",
        "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.DependencyInjection",
        "Microsoft.Extensions.Options", "Microsoft.Extensions.Logging.Abstractions",
    ];

    private static readonly string[] AspNetCore = ["Microsoft.AspNetCore", "Microsoft.AspNetCore.*", "Microsoft.Extensions.*", "Microsoft.Net.Http.Headers"];

    public static TheoryData<string, string[]> Table => new()
    {
        { "TrustLine.Triage", [.. Bcl, "NodaTime"] },
        { "TrustLine.Vault", [.. Bcl, .. DataProtection] },
        { "TrustLine.Channels", [.. Bcl, .. AspNetCore, "NodaTime", "Polly", "Polly.*", "TrustLine.Triage", "TrustLine.Vault"] },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_room_references_only_what_the_table_allows(string room, string[] allowed)
    {
        var assembly = Assembly.Load(new AssemblyName(room));
        var outside = assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(name => !allowed.Any(a => Fits(name, a)));
        Assert.Empty(outside);
        // Nobody reaches into the host, and the project file asks for nothing that the table does not give either.
        var project = XDocument.Load(Repository.PathOf("src", room, room + ".csproj"));
        var asked = project.Descendants().Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference" or "FrameworkReference")
            .Select(e => Path.GetFileNameWithoutExtension(((string)e.Attribute("Include")!).Replace('\\', '/') + (e.Name.LocalName == "ProjectReference" ? "" : ".x")))
            .Where(name => name != "Microsoft.AspNetCore.App" && !allowed.Any(a => Fits(name, a)));
        Assert.Empty(asked);
    }

    [Theory]
    [InlineData("TrustLine.Triage")]
    [InlineData("TrustLine.Channels")]
    [InlineData("TrustLine.Api")]
    public void Only_the_vault_is_compiled_against_cryptography(string room) =>
        Assert.DoesNotContain(
            Assembly.Load(new AssemblyName(room)).GetReferencedAssemblies(),
            a => a.Name!.StartsWith("System.Security.Cryptography", StringComparison.Ordinal));

    [Fact]
    public void Only_the_primitives_name_cryptography() =>
        Assert.Empty(Sources().Where(s => !s.Path.StartsWith("src/TrustLine.Vault/Primitives/", StringComparison.Ordinal)
            && s.Text.Contains("Security.Cryptography", StringComparison.Ordinal)).Select(s => s.Path));

    [Fact]
    public void The_console_is_written_by_one_file_the_command_line()
    {
        var writers = Sources().Where(s => ConsoleWrite().IsMatch(s.Text)).Select(s => s.Path).ToList();
        Assert.True(writers.Count <= 1, string.Join(", ", writers));
        Assert.All(writers, w => Assert.StartsWith("src/TrustLine.Api/", w, StringComparison.Ordinal));
    }

    [Fact]
    public void Nothing_is_written_to_a_temporary_folder_of_the_machine() =>
        Assert.Empty(Sources().Where(s => TemporaryFile().IsMatch(s.Text)).Select(s => s.Path));

    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Today")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("M:System.IO.Path.GetTempFileName")]
    [InlineData("M:System.IO.Path.GetTempPath")]
    [InlineData("T:System.Random")]
    public void A_banned_symbol_stays_banned(string symbol) =>
        Assert.Contains(File.ReadLines(Repository.PathOf("BannedSymbols.txt")), line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void The_ban_is_in_force_and_nobody_lifts_it()
    {
        var shared = File.ReadAllText(Repository.PathOf("Directory.Build.props"));
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", shared, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", shared, StringComparison.Ordinal);
        Assert.Contains("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>", shared, StringComparison.Ordinal);
        Assert.Empty(Sources().Where(s => s.Text.Contains("RS0030", StringComparison.Ordinal)).Select(s => s.Path));
        Assert.DoesNotContain(Repository.Files("src", "*.csproj"), f => File.ReadAllText(f).Contains("RS0030", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_names_only_files_that_exist() =>
        Assert.Empty(Documents().SelectMany(path => Named(File.ReadAllText(path), Path.GetDirectoryName(path)!)
            .Where(named => !File.Exists(named) && !Directory.Exists(named) && !Ignored.Contains(Path.GetFileName(named)))
            .Select(named => $"{Repository.Relative(path)}: {Repository.Relative(named)}")));

    [Fact]
    public void A_name_that_does_not_exist_would_be_seen()
    {
        var named = Named("See `src/TrustLine.Api/Nowhere.cs` and [there](docs/nowhere.md#part), not [outside](https://example.org/).", Repository.Root).ToList();
        Assert.Equal([Repository.PathOf("src/TrustLine.Api/Nowhere.cs"), Repository.PathOf("docs/nowhere.md")], named);
        Assert.All(named, n => Assert.False(File.Exists(n)));
    }

    /// <summary>Folders that only running or building makes: a document may name them.</summary>
    private static readonly HashSet<string> Ignored =
        [.. File.ReadLines(Repository.PathOf(".gitignore")).Where(l => l.EndsWith('/')).Select(l => l.TrimEnd('/'))];

    private static IEnumerable<(string Path, string Text)> Sources() =>
        Repository.Files("src", "*.cs").Concat(Repository.Files("src", "*.razor")).Select(f => (Repository.Relative(f), File.ReadAllText(f)));

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.Exists(Repository.PathOf("docs")) ? Repository.Files("docs", "*.md") : [])
            .Concat(Repository.Files("src", "*.md")).Concat(Repository.Files("tests", "*.md"));

    /// <summary>Paths from the root in backticks, and the targets of relative links.</summary>
    private static IEnumerable<string> Named(string text, string folder) =>
        BacktickedPath().Matches(text).Select(m => Repository.PathOf(m.Groups[1].Value))
            .Concat(Link().Matches(text).Select(m => m.Groups[1].Value)
                .Where(target => !target.Contains(':', StringComparison.Ordinal) && !target.StartsWith('#'))
                .Select(target => Path.GetFullPath(Path.Combine(folder, target.Split('#')[0]))));

    private static bool Fits(string name, string pattern) =>
        pattern.EndsWith(".*", StringComparison.Ordinal) ? name.StartsWith(pattern[..^1], StringComparison.Ordinal) : name == pattern;

    [GeneratedRegex(@"\bConsole\.(Write|Out\b|Error\b|OpenStandardOutput|OpenStandardError|SetOut)")]
    private static partial Regex ConsoleWrite();

    [GeneratedRegex(@"GetTempPath|GetTempFileName|CreateTempSubdirectory|FileBufferingReadStream|EnableBuffering")]
    private static partial Regex TemporaryFile();

    [GeneratedRegex(@"`((?:src|tests|build|docs|\.ci)/[\w./-]*[\w/])`")]
    private static partial Regex BacktickedPath();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
