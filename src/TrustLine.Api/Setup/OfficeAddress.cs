namespace TrustLine.Api.Setup;

/// <summary>How people reach the service: the public address if it is set, else the first one it listens on.</summary>
internal sealed class OfficeAddress(LineOptions options, IConfiguration configuration)
{
    /// <summary>Ends with a slash.</summary>
    public Uri Base { get; } = new((options.PublicBaseUrl?.ToString() ?? Listening(configuration["urls"])).TrimEnd('/') + "/");

    // "http://*:5000" and the like are for servers, not for people.
    private static string Listening(string? urls) =>
        urls?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() is { } first
            ? first.Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal)
                .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal)
            : "http://localhost:5000";
}
