using QRCoder;

namespace TrustLine.Api.Setup;

/// <summary>A QR code as a picture inside the page: nothing is asked of anybody else's server.</summary>
internal static class QrCode
{
    private const int PixelsPerModule = 5;

    public static string Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var picture = new PngByteQRCode(data);
        return "data:image/png;base64," + Convert.ToBase64String(picture.GetGraphic(PixelsPerModule));
    }
}
