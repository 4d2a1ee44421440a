using System.Globalization;
using System.Text.Json.Serialization;
using TrustLine.Api.Intake;
using TrustLine.Channels;
using TrustLine.Channels.Web;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Files;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Pages;

/// <summary>
/// Files in numbered pieces, each with its SHA-256, for pages with script: pieces may come twice and again after a cut line or a restart.
/// An upload has a token of its own, under which its state is sealed; only the page has it.
/// </summary>
internal sealed class FormUploads(Drafts drafts, DraftFiles files, ReceivedFiles received, IntakeDesk desk, WebOptions web)
{
    /// <summary>One act: begin, piece or finish. A finished file belongs to the draft of the page's own token.</summary>
    public async Task<IResult> ActAsync<T>(HttpContext context, LineTexts t) where T : class, IDraft<T>
    {
        var cancellation = context.RequestAborted;
        if (!desk.IsOpen) return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        byte[]? piece = null;
        var boundary = MultipartForm.Boundary(context.Request.ContentType) ?? throw new BodyException(BodyFault.Broken);
        var form = await MultipartForm.ReadAsync(context.Request.Body, boundary, web, async (_, field, _, _, bytes) =>
        {
            if (field != "bytes" || piece is not null) throw new BodyException(BodyFault.Fields);
            piece = await PieceAsync(bytes, cancellation);
        }, cancellation);
        if (!FormToken.TryParse(form["token"], out var token)) return Results.BadRequest();
        if (form["act"] == "begin") return await BeginAsync(form, t);
        if (!FormToken.TryParse(form["upload"], out var upload) || drafts.Open(upload, UploadJson.Default.StartedUpload) is not { } started) return Results.NotFound();
        try
        {
            return form["act"] switch
            {
                "piece" when piece is not null => await PieceAsync(started, form, piece, cancellation),
                "finish" when files.Find<T>(token, started.Id) is { } there => Taken(there, t), // Its first answer was lost.
                "finish" => await FinishAsync<T>(started, token, t, cancellation),
                _ => Results.BadRequest(),
            };
        }
        catch (NoRoomException)
        {
            return Results.StatusCode(StatusCodes.Status507InsufficientStorage);
        }
    }

    private async Task<IResult> BeginAsync(MultipartForm form, LineTexts t)
    {
        if (!long.TryParse(form["length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length)) return Results.BadRequest();
        if (length > web.LargestFile) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        var upload = FormToken.New();
        await drafts.SaveAsync(upload, received.Begin(FileNames.Clean(form["name"]), FileNames.MediaType(form["type"]), length), UploadJson.Default.StartedUpload);
        return Results.Json(new BegunUpload(upload.ForTheForm(), SealedUpload.PieceLength, t.Size(length)), UploadJson.Default.BegunUpload);
    }

    private async Task<IResult> PieceAsync(StartedUpload started, MultipartForm form, byte[] piece, CancellationToken cancellation)
    {
        if (!int.TryParse(form["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return Results.BadRequest();
        // Damaged on the way: the page sends it again.
        if (!string.Equals(form["sha256"], Convert.ToHexStringLower(Digest.Sha256(piece)), StringComparison.OrdinalIgnoreCase)) return Results.StatusCode(StatusCodes.Status502BadGateway);
        try
        {
            await received.PieceAsync(started, number, piece, cancellation);
            return Results.NoContent();
        }
        catch (PieceRefusedException)
        {
            return Results.BadRequest();
        }
    }

    private async Task<IResult> FinishAsync<T>(StartedUpload started, FormToken token, LineTexts t, CancellationToken cancellation) where T : class, IDraft<T>
    {
        try
        {
            var file = await received.FinishAsync(started, cancellation);
            if (!await files.TakeAsync<T>(token, file)) return Results.Conflict();
            received.Discard(started);
            return Taken(file, t);
        }
        catch (UploadIncompleteException incomplete)
        {
            return Results.Json(new MissingPieces(incomplete.Missing), UploadJson.Default.MissingPieces, statusCode: StatusCodes.Status409Conflict);
        }
    }

    private static IResult Taken(ArrivedFile file, LineTexts t) =>
        Results.Json(new TakenFile(file.Id.ToString("N"), Convert.ToHexStringLower(file.Sha256), file.MayTell ? t["files.maytell"] : null), UploadJson.Default.TakenFile);

    private static async Task<byte[]> PieceAsync(Stream bytes, CancellationToken cancellation)
    {
        var piece = new byte[SealedUpload.PieceLength + 1];
        var length = await bytes.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation);
        return length <= SealedUpload.PieceLength ? piece[..length] : throw new BodyException(BodyFault.Large);
    }
}

/// <summary>An upload has begun: its token, how long pieces are, and the file's size in words.</summary>
internal sealed record BegunUpload(string Upload, int Piece, string Size);

/// <summary>A file has arrived whole; a word about it where it may show who made it.</summary>
internal sealed record TakenFile(string Id, string Sha256, string? Note);

/// <summary>Pieces that must be sent again.</summary>
internal sealed record MissingPieces(IReadOnlyList<int> Missing);

/// <summary>JSON of uploads.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StartedUpload))]
[JsonSerializable(typeof(BegunUpload))]
[JsonSerializable(typeof(TakenFile))]
[JsonSerializable(typeof(MissingPieces))]
internal sealed partial class UploadJson : JsonSerializerContext;
