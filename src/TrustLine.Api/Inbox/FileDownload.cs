using System.Net.Mime;
using Microsoft.Net.Http.Headers;
using TrustLine.Api.Intake;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;

namespace TrustLine.Api.Inbox;

/// <summary>A file as a download that no browser shows from here; streamed segment by segment, each checked before it goes.</summary>
internal sealed class FileDownload(ReceivedFiles files, ILogger<FileDownload> log)
{
    /// <summary>Sends the file of this entry.</summary>
    public async Task<IResult> SendAsync(HttpContext http, FileEntry entry)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox; frame-ancestors 'none'";
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(entry.Name.Length > 0 ? entry.Name : "file");
        headers.ContentDisposition = disposition.ToString();
        http.Response.ContentType = MediaTypeNames.Application.Octet;
        http.Response.ContentLength = entry.Sealed.Length;
        try
        {
            await files.CopyAsync(entry, http.Response.Body, http.RequestAborted);
        }
        catch (Exception error) when (error is EnvelopeDamagedException or WrongKeyException or FileNotFoundException)
        {
            Log.EnvelopeDamaged(log, "file");
            http.Abort(); // Part of it may be on its way: the break must be seen, never a shorter file.
        }

        return Results.Empty;
    }
}
