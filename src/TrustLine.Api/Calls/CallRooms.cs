using System.Globalization;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Calls;

/// <summary>The phone: what it brings to the host, and the addresses that the provider calls. Every webhook is signed, or it is refused.</summary>
internal static class CallRooms
{
    public static void AddCalls(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(builder.Configuration.GetSection("Channels:Phone").Get<PhoneOptions>() ?? new PhoneOptions());
        services.AddSingleton<PhoneProvider>();
        services.AddSingleton<CallKeys>().AddSingleton<CallHours>().AddSingleton<SpokenCalls>().AddSingleton<SpokenWork>().AddSingleton<SpokenReport>();
        services.AddSingleton<PhoneState>().AddSingleton<CallWork>().AddSingleton<Ringing>().AddSingleton<CallDesk>().AddSingleton<CallSounds>().AddSingleton<CallDoor>();
        services.AddSingleton<SpokenRound>().AddHostedService(s => s.GetRequiredService<SpokenRound>());
    }

    public static void MapCalls(this WebApplication app)
    {
        var phone = app.MapGroup(PhonePlaces.Folder);
        phone.MapPost("/call", (HttpContext http, CallDoor door, CallDesk desk) => door.AnswerAsync(http, request => desk.AnswerAsync(request, null)));
        phone.MapPost("/step", (HttpContext http, CallDoor door, CallDesk desk) => door.AnswerAsync(http, request => desk.AnswerAsync(request, Number(http, "at"))));
        phone.MapPost("/offer", (HttpContext http, CallDoor door, Ringing ringing) => door.AnswerAsync(http, _ => Task.FromResult(ringing.Offer(http.Request.Query["ring"].ToString(), Number(http, "phone")))));
        phone.MapPost("/taken", (HttpContext http, CallDoor door, Ringing ringing) => door.AnswerAsync(http, request => ringing.TakeAsync(http.Request.Query["ring"].ToString(), Number(http, "phone"), request.Digits)));
        phone.MapPost("/recording", (HttpContext http, CallDoor door, CallDesk desk) => door.TakeAsync(http, request => desk.RecordingAsync(request, Kind(http), http.Request.Query["replaces"] == "1")));
        phone.MapPost("/status", (HttpContext http, CallDoor door, CallDesk desk) => door.TakeAsync(http, desk.StatusAsync));
        phone.MapGet("/sound/{name}", (string name, HttpContext http, CallDoor door, CallSounds sounds) => door.IsOpen ? sounds.SendAsync(http, name) : Task.FromResult(Results.NotFound()));
    }

    /// <summary>The addresses of one step of a call, as the provider calls them.</summary>
    public static PhonePlaces Places(this LineOptions line, int at) => new(line.PublicBaseUrl?.ToString().TrimEnd('/') ?? "", at);

    private static int Number(HttpContext http, string name) => int.TryParse(http.Request.Query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 0;

    // Only what the menu records; the address is ours, but it has been outside.
    private static string Kind(HttpContext http) =>
        http.Request.Query["as"].ToString() is var told && Channels.Phone.Dialogue.Menu.Current.States.Values.Any(s => s.Record?.As == told) ? told : "message";
}
