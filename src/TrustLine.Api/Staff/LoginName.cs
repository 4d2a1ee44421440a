using System.Text;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Staff;

/// <summary>A login name: 3 to 40 lower-case letters, digits, dots and dashes. Rows know it only as a keyed hash.</summary>
internal static class LoginName
{
    public const int Shortest = 3, Longest = 40;

    /// <summary>As it is compared: without blanks around it, in lower case.</summary>
    public static string Normal(string typed) => typed.Trim().Normalize(NormalizationForm.FormKC).ToLowerInvariant();

    /// <summary>Whether it may be chosen.</summary>
    public static bool IsGood(string normal) =>
        normal.Length is >= Shortest and <= Longest && normal.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_') && char.IsLetterOrDigit(normal[0]);

    /// <summary>Finds the row.</summary>
    public static byte[] LookUp(string normal, SecretKey pepper) => Digest.Keyed(pepper, Encoding.UTF8.GetBytes("trustline/login/v1 " + normal));
}
