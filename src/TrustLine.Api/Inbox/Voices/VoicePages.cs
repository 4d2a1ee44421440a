using TrustLine.Api.Inbox.Voices;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Inbox;

/// <summary>What may be done with a voice on the case's page: begin to listen, hear it, write down what it says, offer that to who said it.</summary>
internal sealed class VoicePages(CasePages cases, WritingDown writing, Listening listening, ReceivedFiles files, Database database, LineKeys keys, OfficePages pages, ILogger<VoicePages> log)
{
    /// <summary>Where a voice stands on the page.</summary>
    public static string Place(Guid voice) => $"voice-{voice:N}";

    /// <summary>Begins to listen: the fact is entered, and the page comes back with a player.</summary>
    public async Task<IResult> ListenAsync(HttpContext http, Guid id, Guid voice)
    {
        var visit = http.Visit();
        using var opened = OpenCase.Of(visit, database, keys, id);
        using var entry = Voice(opened, voice);
        if (entry is null) return Nothing(http);
        await listening.NoteAsync(opened!, visit.Member, voice);
        return Results.Redirect(InboxPlace.Read(http.Request.Form["place"].ToString()).Case(id) + "#" + Place(voice));
    }

    /// <summary>The sound, or the piece of it that the player asks for. Whoever comes to it by another way than the button has listened just the same.</summary>
    public async Task<IResult> PlayAsync(HttpContext http, Guid id, Guid voice)
    {
        var visit = http.Visit();
        using var opened = OpenCase.Of(visit, database, keys, id);
        using var entry = Voice(opened, voice);
        if (entry is null) return Nothing(http);
        var content = new byte[entry.Sealed.Length];
        try
        {
            await files.CopyAsync(entry, new MemoryStream(content), http.RequestAborted);
            if (PlainSound.Of(content) is not { } sound) return Nothing(http);
            http.Response.OnCompleted(() =>
            {
                Digest.Wipe(sound);
                return Task.CompletedTask;
            });
            await listening.NoteAsync(opened!, visit.Member, voice);
            http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
            return Results.Bytes(sound, VoicesFace.Wav, enableRangeProcessing: true);
        }
        catch (Exception error) when (error is EnvelopeDamagedException or WrongKeyException or FileNotFoundException)
        {
            Log.EnvelopeDamaged(log, "file");
            return pages.Say(http, "say.damaged", StatusCodes.Status500InternalServerError);
        }
        finally
        {
            Digest.Wipe(content);
        }
    }

    /// <summary>What the voice says, typed: a new version.</summary>
    public async Task<IResult> TypeAsync(HttpContext http, Guid id, Guid voice)
    {
        var field = CaseVoice.Field(voice);
        var answer = await writing.TypeAsync(http.Visit(), id, voice, Seen(http), http.Request.Form[field].ToString());
        return await cases.AnswerAsync(http, id, answer, "typed", field, field);
    }

    /// <summary>The newest version goes to the reporter, to be approved or corrected.</summary>
    public async Task<IResult> OfferAsync(HttpContext http, Guid id, Guid voice) =>
        await cases.AnswerAsync(http, id, await writing.OfferAsync(http.Visit(), id, voice, Seen(http)), "offered", "acts", "acts");

    private static FileEntry? Voice(OpenCase? opened, Guid voice)
    {
        var entry = opened?.File(voice);
        if (entry is null || VoicesFace.IsVoice(entry)) return entry;
        entry.Dispose();
        return null;
    }

    private static int Seen(HttpContext http) => int.TryParse(http.Request.Form["versions"], out var seen) ? seen : -1;

    private IResult Nothing(HttpContext http) => pages.Say(http, "say.nothing", StatusCodes.Status404NotFound);
}
