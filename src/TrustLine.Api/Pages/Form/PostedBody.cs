using System.Runtime.ExceptionServices;
using Microsoft.AspNetCore.Http.Features;
using TrustLine.Api.Intake;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Pages;

/// <summary>Why a file of a body was not taken; the texts beside it are.</summary>
internal enum FileTrouble
{
    /// <summary>It is larger than files may be.</summary>
    TooLarge,
    /// <summary>There is no room for files now.</summary>
    NoRoom,
}

/// <summary>
/// A multipart body whose files are sealed while they come in, and which stay as long as the request works with them. What was sealed before the body
/// broke is thrown away: nothing is stored half.
/// </summary>
internal sealed class PostedBody : IDisposable
{
    private readonly ReceivedFiles received;
    private readonly List<ArrivedFile> held = [];
    private readonly List<ArrivedFile> forgotten = [];

    private PostedBody(ReceivedFiles received) => this.received = received;

    /// <summary>The texts.</summary>
    public MultipartForm Form { get; private set; } = null!;

    /// <summary>The files that were taken.</summary>
    public List<ArrivedFile> Files { get; } = [];

    /// <summary>What was wrong with one that was not; it is read past, so that the sender comes to see the answer.</summary>
    public FileTrouble? Trouble { get; private set; }

    /// <summary>The text of a field; null when it was not sent.</summary>
    public string? this[string field] => Form[field];

    /// <summary>
    /// Reads the body. <paramref name="before"/> sees the fields that came before a file and may refuse it: then no file is taken, the rest is read past,
    /// and its exception is the answer.
    /// </summary>
    public static async Task<PostedBody> ReadAsync(ReceivedFiles received, HttpContext context, WebOptions web, Func<MultipartForm, Task>? before = null)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound) bound.MaxRequestBodySize = web.BodyBytes;
        var boundary = MultipartForm.Boundary(context.Request.ContentType) ?? throw new BodyException(BodyFault.Broken);
        var body = new PostedBody(received);
        ExceptionDispatchInfo? refused = null;
        try
        {
            body.Form = await MultipartForm.ReadAsync(context.Request.Body, boundary, web, async (soFar, field, name, mediaType, bytes) =>
            {
                if (field != "files") throw new BodyException(BodyFault.Fields);
                if (refused is not null) return;
                try
                {
                    if (before is not null) await before(soFar);
                }
#pragma warning disable CA1031 // Whatever it is: it is thrown again below.
                catch (Exception error)
#pragma warning restore CA1031
                {
                    refused = ExceptionDispatchInfo.Capture(error);
                    return;
                }

                await body.TakeAsync(bytes, name, mediaType, context.RequestAborted);
            }, context.RequestAborted);
            refused?.Throw();
            return body;
        }
        catch
        {
            body.Forget();
            body.Dispose();
            throw;
        }
    }

    /// <summary>Keeps a file of a draft for as long as the request lasts; false when it is not there any more.</summary>
    public bool Hold(ArrivedFile file)
    {
        if (!received.Hold(file)) return false;
        held.Add(file);
        return true;
    }

    /// <summary>Nothing will own the files of this body: they go at the end of the request.</summary>
    public void Forget() => Forget(Files);

    /// <summary>Nothing will own these files, unless a report does by then: they go at the end of the request.</summary>
    public void Forget(IEnumerable<ArrivedFile> files) => forgotten.AddRange(files);

    /// <inheritdoc/>
    public void Dispose()
    {
        received.Release(held);
        foreach (var file in forgotten) received.Remove(file);
    }

    private async Task TakeAsync(Stream bytes, string name, string mediaType, CancellationToken cancellation)
    {
        try
        {
            var file = await received.ReceiveAsync(bytes, name, mediaType, cancellation);
            Files.Add(file);
            Hold(file);
        }
        catch (ContentTooLargeException)
        {
            Trouble = FileTrouble.TooLarge;
        }
        catch (NoRoomException)
        {
            Trouble = FileTrouble.NoRoom;
        }
    }
}
