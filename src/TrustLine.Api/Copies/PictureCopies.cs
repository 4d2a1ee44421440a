using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>The washed copy of a picture, alone or in a document.</summary>
internal static class PictureCopies
{
    public static WashedCopy Of(byte[] picture) => FileKinds.Of(picture, "", "") switch
    {
        FileKind.Jpeg => JpegCopy.Of(picture),
        FileKind.Png => PngCopy.Of(picture),
        FileKind.Gif => GifCopy.Of(picture),
        FileKind.Webp => WebpCopy.Of(picture),
        _ => throw new UnwashableException(Washing.OtherKind),
    };
}
