using TrustLine.Vault.Files;

namespace TrustLine.Api.Copies;

/// <summary>
/// A photo encoded anew: its coefficients are rounded to tables that all copies share and written as a fresh baseline file. Nothing else of the
/// original comes along: no Exif but which way is up, no comment, profile, preview, second picture, or byte behind the end.
/// </summary>
internal static class JpegCopy
{
    public static WashedCopy Of(byte[] original)
    {
        var picture = JpegReader.Read(original);
        return new(new JpegWriter(picture).Write(), "image/jpeg", ".jpg", picture.More ? LeftOut.Frames : LeftOut.None);
    }
}
