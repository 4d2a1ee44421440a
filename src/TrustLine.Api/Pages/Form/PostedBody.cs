using Microsoft.AspNetCore.Http.Features;
using TrustLine.Api.Intake;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Vault.Envelopes;

namespace TrustLine.Api.Pages;

/// <summary>A multipart body whose files are sealed while they come in. What was sealed before the body broke is thrown away: nothing is stored half.</summary>
internal static class PostedBody
{
    /// <summary>The texts and files of the body, and whether a file was larger than taken (it is read past, so that the browser comes to see the answer).</summary>
    public static async Task<(MultipartForm Form, IReadOnlyList<ArrivedFile> Files, bool TooLarge)> ReadAsync(this ReceivedFiles received, HttpContext context, WebOptions web)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } bound) bound.MaxRequestBodySize = web.BodyBytes;
        var boundary = MultipartForm.Boundary(context.Request.ContentType) ?? throw new BodyException(BodyFault.Broken);
        var files = new List<ArrivedFile>();
        var tooLarge = false;
        try
        {
            var form = await MultipartForm.ReadAsync(context.Request.Body, boundary, web, async (field, name, mediaType, bytes) =>
            {
                if (field != "files") throw new BodyException(BodyFault.Fields);
                try
                {
                    files.Add(await received.ReceiveAsync(bytes, name, mediaType, context.RequestAborted));
                }
                catch (ContentTooLargeException)
                {
                    tooLarge = true;
                }
            }, context.RequestAborted);
            return (form, files, tooLarge);
        }
        catch
        {
            received.Forget(files);
            throw;
        }
    }

    /// <summary>Throws away files that nothing will own.</summary>
    public static void Forget(this ReceivedFiles received, IEnumerable<ArrivedFile> files)
    {
        foreach (var file in files)
        {
            received.Remove(file.Id);
            if (file.Copy is { } copy) received.Remove(copy.Id);
        }
    }
}
