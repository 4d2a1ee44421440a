using System.Text;
using TrustLine.Api.Calls;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Testing.Phone;
using TrustLine.Vault.Files;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Reports;

namespace TrustLine.Tests.Calls;

/// <summary>A line with its web side and a provider beside it. It is Friday, ten o'clock; operators are there unless the test says otherwise.</summary>
internal sealed class PhoneLine : IAsyncDisposable
{
    private PhoneLine(TestLine line, PhoneDouble provider) => (Line, Provider) = (line, provider);

    public TestLine Line { get; }
    public PhoneDouble Provider { get; }

    public static async Task<PhoneLine> StartAsync(params (string Name, string? Value)[] more)
    {
        var provider = new PhoneDouble();
        var settings = provider.Settings;
        foreach (var (name, value) in more) settings[name] = value;
        return new(await TestLine.StartAsync(web: true, settings: settings), provider);
    }

    public Task<CallSimulator> DialAsync(string from = "+77010000000", bool listens = true) => CallSimulator.DialAsync(Line.Address, Provider, from, listens);

    /// <summary>What calls have left is finished, as if the grace after a call were over.</summary>
    public async Task FinishAsync()
    {
        Line.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var rounds = 0; rounds < 600; rounds++)
        {
            await Line.Get<SpokenRound>().FinishAsync();
            if (Line.Get<SpokenCalls>().Count() == 0) return;
            await Task.Delay(25);
        }
    }

    public IReadOnlyList<Report> Reports()
    {
        using var db = Line.Get<Database>().Read();
        return [.. db.Reports];
    }

    /// <summary>What an officer (or whoever reads in his place) reads as the narrative.</summary>
    public string Narrative(Report report, Group group = Group.Officers) => Encoding.UTF8.GetString(Line.Read(group, report.Id, PartKind.Narrative));

    /// <summary>The recordings as its readers get them.</summary>
    public async Task<IReadOnlyList<(string Name, byte[] Content)>> FilesAsync(Report report, Group group = Group.Officers)
    {
        var files = new List<(string, byte[])>();
        foreach (var entry in FileManifest.Read(Line.Read(group, report.Id, PartKind.Manifest)))
            using (entry)
            {
                var content = new MemoryStream();
                await Line.Get<ReceivedFiles>().CopyAsync(entry, content, default);
                files.Add((entry.Name, content.ToArray()));
            }

        return files;
    }

    /// <summary>A written text of a voice waits in the thread, as an officer would offer it.</summary>
    public Task OfferAsync(Report report, string text)
    {
        var (id, voice, now) = (Vault.Primitives.Draw.Id(), Vault.Primitives.Draw.Id(), Line.Clock.GetUtcNow());
        var sheet = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(new MessageSheet(MessageAuthor.Office, now, text) { Voice = voice }, SheetJson.Sealed.MessageSheet);
        var message = Line.Get<ThreadSealer>().Seal(id, sheet, FileManifest.Write([]), Line.Card(report).Readers, Line.Get<LineState>().SealingKeys!, Vault.Primitives.AgreementPublicKey.From(report.ReporterKey));
        return Line.Get<JournalWriter>().WriteAsync(act =>
        {
            act.Db.AddThread(report.Id, id, message);
            act.Record(Scope.Report, report.Id, new Fact(FactKind.TextOffered, now) { About = id, Voice = voice });
        });
    }

    public int Messages(Guid report)
    {
        using var db = Line.Get<Database>().Read();
        return db.Messages.Count(m => m.ReportId == report);
    }

    public async ValueTask DisposeAsync()
    {
        await Line.DisposeAsync();
        Provider.Dispose();
    }
}
