using System.IO.Compression;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Pages;

/// <summary>The style and the script of the reporter's side: part of the program, so that they are found from wherever it is started.</summary>
public static class LineAssets
{
    private static readonly Asset StyleSheet = Asset.Load("line.css", "text/css; charset=utf-8");
    private static readonly Asset ScriptFile = Asset.Load("line.js", "text/javascript; charset=utf-8");

    /// <summary>Address of the style; it changes with the content.</summary>
    public static string Style => StyleSheet.Address;

    /// <summary>Address of the script.</summary>
    public static string Script => ScriptFile.Address;

    internal static void Map(IEndpointRouteBuilder routes)
    {
        foreach (var asset in new[] { StyleSheet, ScriptFile })
            routes.MapGet("/" + asset.Name, (HttpContext context) => asset.WriteAsync(context));
    }

    private sealed record Asset(string Name, string Type, byte[] Bytes)
    {
        // Packed when first asked for: a start does not wait for it.
        private readonly Lazy<byte[]> brotli = new(() => Pack(Bytes));

        public string Address { get; } = $"/{Name}?{Convert.ToHexStringLower(Digest.Sha256(Bytes).AsSpan(0, 4))}";

        public static Asset Load(string name, string type)
        {
            using var stream = typeof(LineAssets).Assembly.GetManifestResourceStream("TrustLine.Api.wwwroot." + name)
                ?? throw new FileNotFoundException("Not part of the program", name);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new(name, type, bytes);
        }

        private static byte[] Pack(byte[] bytes)
        {
            using var packed = new MemoryStream();
            using (var brotli = new BrotliStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) brotli.Write(bytes);
            return packed.ToArray();
        }

        // Nothing secret is in these files, so they may be compressed; pages never are (a secret beside what a stranger can choose leaks by its length).
        public Task WriteAsync(HttpContext context)
        {
            var packed = context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.OrdinalIgnoreCase);
            var body = packed ? brotli.Value : Bytes;
            context.Response.ContentType = Type;
            context.Response.Headers.Vary = "Accept-Encoding";
            if (packed) context.Response.Headers.ContentEncoding = "br";
            context.Response.ContentLength = body.Length;
            return context.Response.Body.WriteAsync(body).AsTask();
        }
    }
}
