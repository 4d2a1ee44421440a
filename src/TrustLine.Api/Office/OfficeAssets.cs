using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Office;

/// <summary>Style and script of the staff's pages: part of the program, so that they are found from wherever it is started.</summary>
public static class OfficeAssets
{
    private static readonly byte[] StyleBytes = Load("office.css");
    private static readonly byte[] ScriptBytes = Load("office.js");

    /// <summary>Address of the style; it changes with the content.</summary>
    public static string Style { get; } = Address("office.css", StyleBytes);

    /// <summary>Address of the script, without which everything works too.</summary>
    public static string Script { get; } = Address("office.js", ScriptBytes);

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/office/assets/office.css", () => Results.Bytes(StyleBytes, "text/css; charset=utf-8"));
        routes.MapGet("/office/assets/office.js", () => Results.Bytes(ScriptBytes, "text/javascript; charset=utf-8"));
    }

    private static string Address(string name, byte[] bytes) => $"/office/assets/{name}?{Convert.ToHexStringLower(Digest.Sha256(bytes).AsSpan(0, 4))}";

    private static byte[] Load(string name)
    {
        using var stream = typeof(OfficeAssets).Assembly.GetManifestResourceStream("TrustLine.Api.wwwroot." + name)
            ?? throw new FileNotFoundException("Not part of the program", name);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
