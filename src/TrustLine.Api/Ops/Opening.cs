using System.ComponentModel.DataAnnotations;
using TrustLine.Api.Journal;
using TrustLine.Channels.Email;
using TrustLine.Channels.Phone;
using TrustLine.Triage.Clocks;
using TrustLine.Triage.Statutes;
using TrustLine.Vault.Protection;

namespace TrustLine.Api.Ops;

/// <summary>Opens database and keys before anything is served. Whatever is missing or does not fit stops the start with one clear line.</summary>
internal sealed class Opening : IDisposable
{
    private Opening(LineOptions options, Database database, LineKeys keys) => (Options, Database, Keys) = (options, database, keys);

    public LineOptions Options { get; }
    public Database Database { get; }
    public LineKeys Keys { get; }

    /// <summary>Checks the settings, all faults at once, then opens. <see cref="StartRefusedException"/> says why not.</summary>
    public static Opening Of(IConfiguration configuration, bool production)
    {
        var options = configuration.Get<LineOptions>() ?? new();
        var faults = Faults(configuration, options, production).ToList();
        if (faults.Count > 0) throw new StartRefusedException(string.Join(" ", faults));
        return Open(options, migrate: true);
    }

    /// <summary>Opens what is there and changes nothing: for the checker.</summary>
    public static Opening ForChecking(LineOptions options) => Open(options, migrate: false);

    /// <inheritdoc/>
    public void Dispose() => Keys.Dispose();

    private static Opening Open(LineOptions options, bool migrate)
    {
        try
        {
            AstanaTime.SelfTest();
            _ = StatuteBook.Current;
            var database = new Database(options);
            if (migrate) database.Migrate();
            return new(options, database, LineKeys.Open(database, options));
        }
        catch (Exception error) when (error is KeyFileException or KeyFileMismatchException or InvalidOperationException or StatutesInvalidException)
        {
            throw new StartRefusedException(error.Message);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException or Microsoft.Data.Sqlite.SqliteException)
        {
            throw new StartRefusedException($"The data folder or its database cannot be opened ({error.GetType().Name}).");
        }
    }

    private static IEnumerable<string> Faults(IConfiguration configuration, LineOptions options, bool production)
    {
        var provider = configuration.GetSection("Database").Get<DatabaseOptions>()?.Provider ?? "Sqlite";
        if (!provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            yield return "Database:Provider: only Sqlite is built.";
        if (production && string.IsNullOrWhiteSpace(options.KeyFile))
            yield return "KeyFile: production must name its key file, outside DataDir.";
        if (production && options.PublicBaseUrl is null)
            yield return "PublicBaseUrl: production must say how people reach the service; links in notices and invitations begin with it.";
        if (options.PublicBaseUrl is { } given && !(given.IsAbsoluteUri && given.Scheme is "http" or "https"))
            yield return "PublicBaseUrl: it is a whole address, as https://line.example.kz.";
        if (Path.GetFullPath(options.KeyFilePath).StartsWith(Path.GetFullPath(options.DataDir) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            yield return "KeyFile: it must not lie inside DataDir: whoever steals the one would have the other.";
        var smtp = configuration.GetSection("Smtp").Get<SmtpOptions>() ?? new();
        if (smtp.Security == MailSecurity.None && smtp.Configured && !MailAccount.IsLoopback(smtp.Host))
            yield return "Smtp:Security: None is for this machine only.";
        if (smtp.Configured && EmailAddress.TryParse(smtp.From) is null)
            yield return "Smtp:From: it is no mail address.";
        foreach (var fault in (configuration.GetSection("Channels:Phone").Get<PhoneOptions>() ?? new()).Faults()) yield return fault;
        var invalid = new List<ValidationResult>();
        foreach (var section in new object[] { options, smtp })
            Validator.TryValidateObject(section, new ValidationContext(section), invalid, validateAllProperties: true);
        foreach (var result in invalid) yield return result.ErrorMessage ?? "A setting is not valid.";
    }
}

/// <summary>The service does not start; the message says why, and never quotes a secret.</summary>
internal sealed class StartRefusedException(string message) : Exception(message);
