using TrustLine.Api.Calls;
using TrustLine.Api.Demo.Phone;
using TrustLine.Api.Desk;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Channels;
using TrustLine.Channels.Phone;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Demo;

/// <summary>How an invented report comes to the intake desk: as its channel hands it over. What was said or brought is typed on the page of the call desk; a voice message is recordings and no text.</summary>
internal sealed class DemoArrivals(ReceivedFiles files, Guid @operator, TimeProvider past)
{
    private const string Wav = "audio/wav";

    public async Task<Arrival> OfAsync(DemoStory story) => story switch
    {
        { Keys: { } keys } => await SpokenAsync(story, keys),
        _ when DeskDraft.Sources.Contains(story.Channel) => Taken(story, await AttachedAsync(story)),
        _ => new()
        {
            Channel = story.Channel,
            Language = story.Language,
            DeliveryId = "demo:" + Draw.Id(),
            Narrative = new Narrative(story.Text),
            Answers = story.Answers,
            Identity = story.Name is null ? null : new ReporterIdentity { FullName = story.Name, Email = story.Mail },
            ReturnAddress = story.Mail is null ? null : new ReturnAddress("email", story.Mail),
            Files = await AttachedAsync(story),
        },
    };

    // In a call the operator has said what 10.5 demands.
    private Arrival Taken(DemoStory story, IReadOnlyList<ArrivedFile> attached)
    {
        var answers = story.Answers;
        var typed = new Dictionary<string, string?>
        {
            ["source"] = story.Channel.ToString(), ["language"] = story.Language.Code(), ["narrative"] = story.Text,
            ["fullName"] = story.Name, ["email"] = story.Mail, ["postalAddress"] = story.Post, ["place"] = story.Place, ["came"] = story.Came?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
            ["what"] = answers.What, ["who"] = answers.Who, ["when"] = answers.When, ["where"] = answers.Where, ["howMuch"] = answers.HowMuch, ["evidence"] = answers.Evidence,
            ["danger"] = Chosen(answers.Danger), ["aboutDirector"] = Chosen(answers.AboutDirector), ["aboutOfficer"] = Chosen(answers.AboutOfficer),
        };
        if (story.Channel == Triage.Reports.Channel.Desk)
        {
            foreach (var duty in CallScript.In(story.Language).Duties.Where(d => d.Always)) typed["said." + duty.Id] = "yes";
            typed["declined.phone"] = "yes";
        }

        return new DeskDraft { Files = attached }.Typed(@operator, typed.GetValueOrDefault).ToArrival(incomplete: false);
    }

    private async Task<Arrival> SpokenAsync(DemoStory story, IReadOnlyDictionary<string, string> keys)
    {
        var texts = CallTexts.In(story.Language);
        var parts = new List<SpokenPart>();
        foreach (var (kind, sample) in new[] { (SpokenReport.Identity, DemoSamples.Name), ("message", DemoSamples.Story) }.Where(p => p.Item1 != SpokenReport.Identity || keys["named"] == "yes"))
        {
            var wav = DemoSamples.Wav(sample, story.Language);
            var file = await ReceivedAsync(texts.FileName(kind, parts.Count + 1), Wav, wav);
            parts.Add(new() { As = kind, Recording = "", At = past.GetUtcNow(), Seconds = PhoneSound.Seconds(wav.Length), File = file is null ? null : file with { TellsWho = kind == SpokenReport.Identity } });
        }

        var card = new SpokenCard { Delivery = "demo:" + Draw.Id(), Language = story.Language, HeardAt = past.GetUtcNow(), Known = keys, CallBack = story.CallBack, Parts = parts };
        return PhoneAdapter.ToArrival(card.Delivery, card.Language, texts.Told(card, parts, incomplete: false), card.Known, card.CallBack, [.. parts.Select(p => p.File).OfType<ArrivedFile>()]);
    }

    private async Task<IReadOnlyList<ArrivedFile>> AttachedAsync(DemoStory story)
    {
        var attached = new List<ArrivedFile>();
        foreach (var (name, mediaType, content) in story.Files)
            if (await ReceivedAsync(name, mediaType, content) is { } file) attached.Add(file);
        return attached;
    }

    // On a full disk the demo has reports of words only, as the line itself would.
    private async Task<ArrivedFile?> ReceivedAsync(string name, string mediaType, byte[] content)
    {
        using var stream = new MemoryStream(content);
        try
        {
            return await files.ReceiveAsync(stream, name, mediaType, CancellationToken.None);
        }
        catch (NoRoomException)
        {
            return null;
        }
    }

    private static string? Chosen(bool? answer) => answer switch { true => "yes", false => "no", _ => null };
}
