using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Ops;
using TrustLine.Channels.Phone.Prompts;

namespace TrustLine.Api.Prompts;

/// <summary>Words and sounds of the voice menu: what they bring to the host, and the page that lets one hear them.</summary>
internal static class PromptRooms
{
    /// <summary>Words and sounds. <see cref="StartRefusedException"/> when a recording cannot be used, or when the phone would name another organisation.</summary>
    public static void AddPrompts(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        var organisation = configuration.GetSection("Organisation").Get<OrganisationOptions>() ?? new();
        var (folder, enabled) = (configuration["Channels:Phone:Voices"], configuration.GetValue<bool>("Channels:Phone:Enabled"));
        PromptSounds Open() => new(new PromptBook(organisation.Spoken()), folder);
        // Nothing to check, nothing to read before somebody asks for it.
        var sounds = enabled || !string.IsNullOrWhiteSpace(folder) ? new Lazy<PromptSounds>(Checked(Open, enabled)) : new Lazy<PromptSounds>(Open);
        builder.Services.AddSingleton(_ => sounds.Value).AddSingleton(_ => sounds.Value.Book);
    }

    public static void MapPrompts(this RouteGroupBuilder office)
    {
        office.MapGet("/prompts", (HttpContext http, PromptPages pages) => pages.Open(http)).For(Role.Administrator, Role.Operator);
        office.MapGet("/prompts/{tongue}/{prompt}.wav", (HttpContext http, string tongue, string prompt, PromptPages pages) => pages.Play(http, tongue, prompt)).For(Role.Administrator, Role.Operator);
    }

    private static PromptSounds Checked(Func<PromptSounds> open, bool enabled)
    {
        try
        {
            var sounds = open();
            if (enabled && sounds.Outdated is [var first, ..] outdated)
                throw new StartRefusedException($"The sounds of {outdated.Count} prompts ({first.Id} first) do not speak their words: build/prompts.sh --to FOLDER speaks them for this organisation, or record them, and set Channels:Phone:Voices to the folder.");
            return sounds;
        }
        catch (VoicesRefusedException refused)
        {
            throw new StartRefusedException(refused.Message);
        }
    }
}
