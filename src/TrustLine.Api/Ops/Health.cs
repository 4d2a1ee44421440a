using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Channels.Phone;

namespace TrustLine.Api.Ops;

/// <summary>What a watcher may ask without signing in: whether the process lives, and whether it serves.</summary>
internal static class Health
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live"));
        // Ready means that pages and database answer; whether reports are taken and whether the mail server answers is said beside it, since a new line is ready before it is open. Of the phone only the setting: how its provider fares would tell that somebody called.
        routes.MapGet("/health/ready", (Database database, IntakeDesk desk, MailWatch mail, PhoneOptions phone) =>
        {
            using var db = database.Read();
            return db.Settings.Any() ? Results.Json(new Ready(desk.IsOpen ? "open" : "closed", Word(mail.State), phone.Enabled ? "on" : "off"), statusCode: 200) : Results.StatusCode(503);
        });
    }

    private static string Word(MailHealth state) => state switch
    {
        MailHealth.Ok => "ok",
        MailHealth.Away => "away",
        MailHealth.Off => "off",
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private sealed record Ready(string Intake, string Mail, string Phone);
}
