using System.Text.Json.Serialization.Metadata;
using TrustLine.Api.Intake;
using TrustLine.Channels;
using TrustLine.Channels.Web;

namespace TrustLine.Api.Pages;

/// <summary>What files are attached to before it is sent: a report's form, or a message being written.</summary>
internal interface IDraft<T> where T : class, IDraft<T>
{
    /// <summary>As it is sealed.</summary>
    static abstract JsonTypeInfo<T> Json { get; }

    /// <summary>Before anything was typed.</summary>
    static abstract T Empty { get; }

    /// <summary>Files, already sealed on disk.</summary>
    IReadOnlyList<ArrivedFile> Files { get; }

    /// <summary>It was sent, and takes nothing more.</summary>
    bool Closed { get; }

    /// <summary>The same with other files.</summary>
    T With(IReadOnlyList<ArrivedFile> files);
}

/// <summary>A draft after a page was written down in it.</summary>
/// <param name="Before">As it was found; null when there was none.</param>
/// <param name="Draft">As it is now.</param>
/// <param name="Errors">What is wrong with its files.</param>
internal sealed record WrittenDraft<T>(T? Before, T Draft, IReadOnlyList<FieldError> Errors) where T : class, IDraft<T>
{
    /// <inheritdoc/>
    public override string ToString() => nameof(WrittenDraft<T>);
}

/// <summary>Drafts and their files: what a page brings is added, what a button names is taken out, what had to make room is said.</summary>
internal sealed class DraftFiles(Drafts drafts, ReceivedFiles received, WebOptions web)
{
    private const string Drop = "drop:";

    /// <summary>The posted page; dispose it when the request is done.</summary>
    public Task<PostedBody> ReadAsync(HttpContext context) => PostedBody.ReadAsync(received, context, web);

    /// <summary>Writes a posted page down. A draft that was sent stays as it is, and what was brought to it is thrown away.</summary>
    public async Task<WrittenDraft<T>> WriteAsync<T>(FormToken token, PostedBody posted, LineTexts t, Func<T, T> typed) where T : class, IDraft<T>
    {
        var go = posted["go"] ?? "";
        var dropped = go.StartsWith(Drop, StringComparison.Ordinal) ? go[Drop.Length..] : null;
        T? found = null;
        var draft = (await drafts.ChangeAsync(token, before =>
        {
            found = before;
            if (before is { Closed: true }) return before;
            var now = typed(before ?? T.Empty);
            return now.With([.. now.Files.Where(f => f.Id.ToString("N") != dropped), .. posted.Files]);
        }, T.Json))!;
        if (draft.Closed)
        {
            posted.Forget();
            return new(found, draft, []);
        }

        foreach (var file in found?.Files ?? [])
            if (draft.Files.All(f => f.Id != file.Id)) received.Remove(file);
        var errors = Trouble(posted, t).ToList();
        if (draft.Files.Where(f => !posted.Hold(f)).ToList() is { Count: > 0 } gone)
        {
            foreach (var file in gone) received.Remove(file);
            draft = (await drafts.ChangeAsync(token, before => before?.With([.. before.Files.Where(f => gone.All(g => g.Id != f.Id))]), T.Json))!;
            errors.Add(new("files", t.With("files.gone", ("names", string.Join(", ", gone.Select(f => f.Name.Length > 0 ? f.Name : t["files.unnamed"]))))));
        }

        return new(found, draft, errors);
    }

    /// <summary>Keeps what is typed without turning the page; files come another way.</summary>
    public async Task<IResult> KeepAsync<T>(HttpContext context, string tokenField, Func<T, PostedBody, T?> typed) where T : class, IDraft<T>
    {
        using var posted = await ReadAsync(context);
        posted.Forget();
        if (posted.Files.Count > 0 || !FormToken.TryParse(posted[tokenField], out var token)) return Results.BadRequest();
        var refused = false;
        await drafts.ChangeAsync(token, before =>
        {
            if (before is { Closed: true }) return before;
            var now = typed(before ?? T.Empty, posted);
            refused = now is null;
            return now ?? before;
        }, T.Json);
        return refused ? Results.BadRequest() : Results.NoContent();
    }

    /// <summary>The file as the draft already holds it.</summary>
    public ArrivedFile? Find<T>(FormToken token, Guid id) where T : class, IDraft<T> => drafts.Open(token, T.Json)?.Files.FirstOrDefault(f => f.Id == id);

    /// <summary>Puts one more file into the draft; false, and the file goes, when it takes no more.</summary>
    public async Task<bool> TakeAsync<T>(FormToken token, ArrivedFile file) where T : class, IDraft<T>
    {
        var draft = await drafts.ChangeAsync(
            token,
            before => before is { Closed: true } || before?.Files.Count >= web.Files ? before : (before ?? T.Empty).With([.. before?.Files ?? [], file]),
            T.Json);
        if (draft!.Files.Any(f => f.Id == file.Id)) return true;
        received.Remove(file);
        return false;
    }

    private IEnumerable<FieldError> Trouble(PostedBody posted, LineTexts t) => posted.Trouble switch
    {
        FileTrouble.TooLarge => [new("files", t.With("files.large", ("size", t.Size(web.LargestFile))))],
        FileTrouble.NoRoom => [new("files", t["files.noroom"])],
        _ => [],
    };
}
