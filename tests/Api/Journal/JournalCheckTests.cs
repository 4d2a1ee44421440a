using Microsoft.Data.Sqlite;
using TrustLine.Api;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Return;

namespace TrustLine.Tests.Journal;

/// <summary>Whoever can write to the database changes, removes, moves or cuts off something; the checker must name it.</summary>
public sealed class JournalCheckTests
{
    public static TheoryData<string, string> Damages => new()
    {
        { "UPDATE reports SET Number = '2026-000009-' || substr(Number, -1) WHERE Number LIKE '2026-000001%'", "report 2026-000009" },
        { "UPDATE reports SET ReceivedDay = '2026-11-19' WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET RegisteredDay = '2026-11-19' WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET Open = 0 WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET NextDueDay = '2027-01-01' WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET Card = (SELECT Card FROM reports WHERE Number LIKE '2026-000002%') WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET ReporterKey = x'00' WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET CodeLookup = NULL WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET CodeWrapped = x'00' WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET CodeSalt = x'00' WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "UPDATE reports SET Series = 7 WHERE Number LIKE '2026-000001%'", "report 2026-000001" },
        { "DELETE FROM parts WHERE Kind = 2 AND ReportId = (SELECT Id FROM reports WHERE Number LIKE '2026-000001%')", "report 2026-000001" },
        { "UPDATE parts SET Bytes = zeroblob(600) WHERE Kind = 2", "parts: part 2" },
        { "UPDATE parts SET Hash = zeroblob(32) WHERE Kind = 5", "report 2026-000001" },
        { "DELETE FROM seals WHERE \"Group\" = 1 AND Kind = 1", "its seals are not" },
        { "UPDATE seals SET Bytes = zeroblob(99) WHERE \"Group\" = 2", "seals: seal" },
        { "UPDATE seals SET Generation = 2 WHERE \"Group\" = 1 AND Kind = 1", "its seals are not" },
        { "DELETE FROM messages", "report 2026-000001" },
        { "UPDATE messages SET Ordinal = 5", "report 2026-000001" },
        { "UPDATE entries SET Card = zeroblob(64) WHERE Position = 6", "position 6 was changed" },
        { "UPDATE entries SET Words = x'00' WHERE Position = 6", "position 6 was changed" },
        { "UPDATE entries SET StateHash = zeroblob(32) WHERE Position = 6", "position 6 was changed" },
        { "UPDATE entries SET SealsRoot = zeroblob(32) WHERE Position = 6", "position 6 was changed" },
        { "UPDATE entries SET Blinder = zeroblob(32) WHERE Position = 6", "position 6 was changed" },
        { "UPDATE entries SET Leaf = zeroblob(32) WHERE Position = 6", "position 6 was changed" },
        { "UPDATE entries SET Subject = (SELECT Id FROM reports WHERE Number LIKE '2026-000001%') WHERE Position = 6", "position 6 was changed" },
        { "UPDATE entries SET Scope = 2 WHERE Position = 6", "position 6 was changed" },
        { "DELETE FROM entries WHERE Position = 6", "position 6 is missing" },
        { "UPDATE entries SET Position = 1000 WHERE Position = 5; UPDATE entries SET Position = 5 WHERE Position = 6; UPDATE entries SET Position = 6 WHERE Position = 1000", "does not follow" },
        { "DELETE FROM entries WHERE Position = (SELECT max(Position) FROM entries)", "cut off" },
        { "DELETE FROM heads WHERE Size = (SELECT max(Size) FROM heads)", "cut off" },
        { "UPDATE heads SET Root = zeroblob(32) WHERE Size = 6", "head 6" },
        { "UPDATE heads SET Frontier = zeroblob(9) WHERE Size = 6", "frontier of head 6" },
        { "UPDATE heads SET Signature = zeroblob(64) WHERE Size = 6", "head 6 is not signed" },
        { "UPDATE number_series SET Last = 1", "set back" },
        { "UPDATE number_series SET Last = 9", "is missing" },
        { "DELETE FROM number_series", "is missing" },
        { "PRAGMA foreign_keys = OFF; DELETE FROM reports WHERE Number LIKE '2026-000002%'", "removed" },
        { "UPDATE group_statements SET Bytes = zeroblob(9) WHERE \"Group\" = 1", "group 1" },
        { "DELETE FROM member_seals WHERE \"Group\" = 3", "group 3: its seals" },
        { "UPDATE settings SET Value = zeroblob(32) WHERE Name = 'installation-salt'", "settings" },
        { "DELETE FROM entries WHERE Position >= 6; DELETE FROM heads WHERE Size > 6", "remembered" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Damage_is_named(string sql, string named)
    {
        await using var line = await TestLine.StartAsync();
        var receipt = await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Первое"));
        await line.Get<IntakeDesk>().ReceiveAsync(TestLine.Arrival("Второе"));
        using (var visit = await line.Get<ReturnDesk>().OpenAsync(receipt.Code!)) await line.Get<ReturnDesk>().WriteAsync(visit!, "Третье", []);
        HeadMemory.Remember(line.Get<Database>(), line.Get<LineOptions>());
        Assert.Empty(line.Faults());

        await using (var thief = new SqliteConnection($"Data Source={Path.Combine(line.Folder, "data", "trustline.db")};Foreign Keys=False"))
        {
            await thief.OpenAsync();
            var command = thief.CreateCommand();
            command.CommandText = sql;
            Assert.True(await command.ExecuteNonQueryAsync() > 0);
        }

        Assert.Contains(line.Faults(), fault => fault.Contains(named, StringComparison.Ordinal));
    }
}
