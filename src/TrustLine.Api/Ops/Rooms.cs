using Microsoft.AspNetCore.DataProtection;
using TrustLine.Api.Administration;
using TrustLine.Api.Copies;
using TrustLine.Api.Director;
using TrustLine.Api.Intake;
using TrustLine.Api.Journal;
using TrustLine.Api.Outbox;
using TrustLine.Api.Prompts;
using TrustLine.Api.Return;
using TrustLine.Channels.Email;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Reports;
using TrustLine.Vault.Codes;
using TrustLine.Vault.Reports;

namespace TrustLine.Api.Ops;

/// <summary>What each room brings to the host, in the order of the road that a report travels.</summary>
internal static class Rooms
{
    /// <summary>Settings, database and keys; <see cref="StartRefusedException"/> when something does not fit.</summary>
    public static void OpenLine(this WebApplicationBuilder builder)
    {
        builder.AddPrompts();
        var opening = Opening.Of(builder.Configuration, builder.Environment.IsProduction());
        // Whatever the settings file says or lacks: the framework's own lines name paths, and a path can hold a one-time token.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Error);
        builder.Services.Configure<LineOptions>(builder.Configuration);
        builder.Services.Configure<OrganisationOptions>(builder.Configuration.GetSection("Organisation"));
        builder.Services.Configure<SmtpOptions>(builder.Configuration.GetSection("Smtp"));
        builder.Services.AddSingleton(builder.Configuration.GetSection("Channels:Email").Get<EmailOptions>() ?? new EmailOptions());
        builder.Services.AddSingleton(opening.Options).AddSingleton(opening.Database).AddSingleton(opening.Keys);
        builder.Services.AddSingleton(TimeProvider.System);
        // What the framework itself protects (antiforgery, cookies) has the cookie ring; its own start-up warming would write keys into a home folder.
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton<IDataProtectionProvider>(opening.Keys.Cookies.Provider);
        foreach (var warming in builder.Services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            builder.Services.Remove(warming);
    }

    public static void AddJournal(this IServiceCollection services)
    {
        services.AddSingleton<JournalWriter>().AddHostedService(s => s.GetRequiredService<JournalWriter>());
        services.AddSingleton<Provisions>().AddSingleton<LineCalendar>().AddSingleton<ProvisionDesk>();
        services.AddSingleton<Recount>().AddHostedService(s => s.GetRequiredService<Recount>());
        services.AddHostedService<HeadMemory>();
    }

    public static void AddIntake(this IServiceCollection services)
    {
        services.AddSingleton<LineState>().AddSingleton<Fingerprints>().AddSingleton<UnfinishedRoom>().AddSingleton<Drafts>().AddSingleton<HashLanes>().AddSingleton<ReceiversNow>();
        services.AddSingleton(s => s.GetRequiredService<LineKeys>().Server);
        services.AddSingleton(s => new ReceiptVerifier(s.GetRequiredService<LineKeys>().InstallationSalt, s.GetRequiredService<LineKeys>().CodePepper, s.GetRequiredService<LineKeys>().Server));
        services.AddSingleton<ReportSealer>().AddSingleton<ThreadSealer>();
        services.AddSingleton<Func<Volume>>(s => () => Volume.Under(s.GetRequiredService<LineOptions>().DataDir));
        services.AddSingleton<Washer>().AddSingleton<DiskRoom>().AddSingleton<FileFolders>().AddSingleton<UnsentFiles>().AddSingleton<ReceivedFiles>().AddSingleton<IntakeDesk>();
        services.AddHostedService<UnfinishedSweeper>();
    }

    /// <summary>Reads one message that says nothing, so that the first reporter does not wait for lexicons to load.</summary>
    public static void WarmReading(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
        Task.Run(() => Acceptance.Assess(new Narrative(""), Answers.None, new SenderSignals(null, false, Triage.Reports.Channel.Web))));

    public static void AddReturn(this IServiceCollection services) => services.AddSingleton<ReturnDesk>().AddSingleton<CodeLinks>();

    public static void AddOutbox(this IServiceCollection services)
    {
        services.AddSingleton<Mail>().AddSingleton<MailState>().AddSingleton<Notices>().AddSingleton<Recipients>().AddSingleton<ReporterWords>();
        services.AddSingleton<OutboxSweeper>().AddHostedService(s => s.GetRequiredService<OutboxSweeper>());
        services.AddSingleton<Waiting>().AddSingleton<DueDigest>().AddSingleton<InformingRound>().AddSingleton<DailyNotice>().AddSingleton<MailAlarm>();
        services.AddSingleton<MailWatch>().AddHostedService(s => s.GetRequiredService<MailWatch>());
        services.AddSingleton<OutboxRounds>().AddHostedService(s => s.GetRequiredService<OutboxRounds>());
    }
}
