using System.Text;
using System.Text.Json;
using TrustLine.Vault.Log;

namespace TrustLine.Api.Pages;

/// <summary>The proof of receipt as a small file: number and signed promise; nothing of the content.</summary>
internal static class PromiseFile
{
    public static string Of(string number, Promise promise)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("registrationNumber", number);
            json.WriteStartObject("promise");
            json.WriteBase64String("leafHash", promise.LeafHash);
            json.WriteBase64String("blinder", promise.Blinder);
            json.WriteBase64String("signature", promise.Signature);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The file within the page itself: it is downloaded without asking the server again.</summary>
    public static string Address(string json) => "data:application/json;base64," + Convert.ToBase64String(Encoding.UTF8.GetBytes(json));
}
