namespace TrustLine.Channels.Email.Mime.Parts;

/// <summary>What parts are called that nobody named, and what their types mean to the officer.</summary>
internal static class PartNames
{
    /// <summary>A name of the number and the type.</summary>
    internal static string Of(int number, string type)
    {
        var ending = type switch
        {
            "image/jpeg" or "image/jpg" => ".jpg",
            "image/png" => ".png",
            "image/gif" => ".gif",
            "image/tiff" => ".tif",
            "application/pdf" => ".pdf",
            "application/msword" => ".doc",
            "application/rtf" or "text/rtf" => ".rtf",
            "application/zip" => ".zip",
            "text/plain" => ".txt",
            "text/html" => ".html",
            "text/csv" => ".csv",
            "text/calendar" or "application/ics" => ".ics",
            "text/vcard" or "text/x-vcard" => ".vcf",
            "message/rfc822" => ".eml",
            "application/pkcs7-mime" or "application/x-pkcs7-mime" => ".p7m",
            "application/pkcs7-signature" or "application/x-pkcs7-signature" => ".p7s",
            "application/pgp-signature" or "application/pgp-encrypted" => ".asc",
            "audio/mpeg" => ".mp3",
            "audio/ogg" => ".ogg",
            "audio/amr" => ".amr",
            "video/mp4" => ".mp4",
            _ => ".bin",
        };
        return $"part-{number}{ending}";
    }

    /// <summary>What the officer is told about a part of this type.</summary>
    internal static Remark? Meaning(string type, string? name, string? smime) => type switch
    {
        "application/ms-tnef" or "application/vnd.ms-tnef" => Remark.Winmail,
        "application/pkcs7-mime" or "application/x-pkcs7-mime" => smime?.ToLowerInvariant() is "signed-data" or "certs-only" ? Remark.Signed : Remark.Encrypted,
        "multipart/encrypted" or "application/pgp-encrypted" => Remark.Encrypted,
        "multipart/signed" or "application/pgp-signature" or "application/pkcs7-signature" or "application/x-pkcs7-signature" => Remark.Signed,
        "text/calendar" or "application/ics" => Remark.Calendar,
        "message/external-body" => Remark.LiesElsewhere,
        "message/partial" => Remark.PieceOfMail,
        _ => name?.ToLowerInvariant() switch
        {
            "winmail.dat" => Remark.Winmail,
            "smime.p7m" => Remark.Encrypted,
            _ => null,
        },
    };
}
