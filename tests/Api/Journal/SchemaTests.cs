using Microsoft.EntityFrameworkCore;
using TrustLine.Api;
using TrustLine.Api.Journal;

namespace TrustLine.Tests.Journal;

/// <summary>The numbered steps lead to exactly the schema that the entities describe: migrations are written by hand, so a test holds them together.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_steps_make_what_the_model_says()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "schemas", Vault.Primitives.Draw.Id().ToString("N"));
        var (stepped, modelled) = (new Database(new LineOptions { DataDir = Path.Combine(folder, "steps") }), new Database(new LineOptions { DataDir = Path.Combine(folder, "model") }));
        stepped.Migrate();
        stepped.Migrate();
        using (var db = modelled.Read()) db.Database.EnsureCreated();
        Assert.Equal(Schema(modelled), Schema(stepped));
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static List<string> Schema(Database database)
    {
        using var db = database.Read();
        return [.. db.Database.SqlQueryRaw<string>("SELECT sql AS Value FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'schema_steps' ORDER BY name")];
    }
}
