using TrustLine.Api.Calls;
using TrustLine.Api.Journal;
using TrustLine.Api.Ops;
using TrustLine.Channels.Phone;
using TrustLine.Vault.Primitives;

namespace TrustLine.Api.Demo.Phone;

/// <summary>
/// The simulated phone: in development, and in a demo whose people are invented, while no provider is configured. It switches the phone on with an account and a token of its
/// own, drawn anew at each start, and lets this process be the provider. Anywhere else it is not there, and refuses to be mapped.
/// </summary>
internal static class DemoPhone
{
    private const string Settings = "Channels:Phone";

    // Nobody listens there: until the line knows its own address it asks nobody.
    private static readonly Uri Nowhere = new("http://127.0.0.1:9/");

    /// <summary>After the phone's own room; whether there is a simulated phone now.</summary>
    public static bool AddDemoPhone(this WebApplicationBuilder builder, bool demo)
    {
        if (!IsFor(builder, demo)) return false;
        // OperatorsOnDuty and the phone's own room read the same settings.
        foreach (var (name, value) in new (string, string)[] { ("Enabled", "true"), ("AccountSid", "AC" + Drawn()), ("AuthToken", Drawn()), ("ApiBase", Nowhere.ToString()) })
            builder.Configuration[$"{Settings}:{name}"] = value;
        if (!builder.Configuration.GetSection(Settings + ":OperatorNumbers").GetChildren().Any())
            (builder.Configuration[Settings + ":OperatorNumbers:0"], builder.Configuration[Settings + ":OperatorNumbers:1"]) = ("+77172000011,+77172000012", "+77172000013");
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection(Settings).Get<PhoneOptions>()!);
        services.AddSingleton<SimulatedTime>().AddSingleton(s => ActivatorUtilities.CreateInstance<CallHours>(s, s.GetRequiredService<SimulatedTime>()));
        services.AddSingleton<SimulatedTape>().AddSingleton<SimulatedWire>().AddSingleton<HeardWords>().AddSingleton<SimulatedExchange>().AddSingleton<PhonePages>();
        return true;
    }

    /// <summary>The page, and the provider's REST; InvalidOperationException where there must be neither.</summary>
    public static void MapDemoPhone(this WebApplication app, bool demo)
    {
        if (!(demo || app.Environment.IsDevelopment()) || app.Services.GetService<SimulatedExchange>() is null)
            throw new InvalidOperationException("The simulated phone is for development and for the demo alone.");
        app.MapPhonePages();
        app.MapGet(SimulatedTape.Folder + "/2010-04-01/Accounts/{account}/Recordings/{name}", (HttpContext http, string account, string name, SimulatedTape tape) => tape.Send(http, account, name));
        app.MapDelete(SimulatedTape.Folder + "/2010-04-01/Accounts/{account}/Recordings/{name}", (HttpContext http, string account, string name, SimulatedTape tape) => tape.Delete(http, account, name));
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var home = Loopback(app.Urls);
            app.Services.GetRequiredService<SimulatedWire>().Connect(home);
            if (demo) CommandLine.Say($"The phone, simulated: {new Uri(app.Services.GetRequiredService<LineOptions>().PublicBaseUrl ?? home, PhonePages.Address)}");
        });
    }

    /// <summary>Where this process is reached from this machine, plain HTTP before TLS.</summary>
    internal static Uri Loopback(IEnumerable<string> addresses) => addresses
        .Select(a => new Uri(a.Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal)))
        .OrderBy(a => a.Scheme).First();

    // A provider that is configured is used as configured, also when it is switched off. And nobody may make calls to a line with real people through this page: the verb
    // `demo` on their folder simply goes on, without a simulated phone.
    private static bool IsFor(WebApplicationBuilder builder, bool demo)
    {
        if (!string.IsNullOrEmpty(builder.Configuration[Settings + ":Enabled"])) return false;
        if (builder.Environment.IsDevelopment()) return true;
        if (!demo || builder.Services.LastOrDefault(s => s.ServiceType == typeof(Database))?.ImplementationInstance is not Database database) return false;
        using var db = database.Read();
        return !db.Staff.Any() || File.Exists(Path.Combine(builder.Configuration.Get<LineOptions>()?.DataDir ?? "", DemoStaff.CredentialsFile));
    }

    private static string Drawn() => Convert.ToHexStringLower(Draw.Bytes(16));
}
