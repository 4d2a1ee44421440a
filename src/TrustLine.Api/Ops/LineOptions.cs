using System.ComponentModel.DataAnnotations;
using TrustLine.Api.Administration;
using TrustLine.Channels.Email;

namespace TrustLine.Api;

/// <summary>The settings that other programs rely on (design.md 8); checked at start, all errors at once.</summary>
internal sealed class LineOptions
{
    /// <summary>Folder of database and sealed files.</summary>
    [Required] public string DataDir { get; set; } = "data";

    /// <summary>The key file; the pins and the remembered head lie beside it. Production must set it.</summary>
    public string? KeyFile { get; set; }

    /// <summary>How people outside reach the service; links in notices start with it. Production must set it.</summary>
    public Uri? PublicBaseUrl { get; set; }

    /// <summary>The largest file taken, in bytes.</summary>
    [Range(1, long.MaxValue)] public long LargestFile { get; set; } = 512L << 20;

    /// <summary>Bytes of the volume that files never enter: they are for the database and the words of reports.</summary>
    [Range(0, long.MaxValue)] public long ReservedBytes { get; set; } = 2L << 30;

    /// <summary>The same as a part of the volume, in percent; the larger of the two counts.</summary>
    [Range(0, 90)] public int ReservedPercent { get; set; } = 5;

    /// <summary>How much of the room left to files may be taken by files that no report owns yet, in percent.</summary>
    [Range(1, 100)] public int UnsentPercent { get; set; } = 50;

    /// <summary>The most bytes that all unfinished matter (drafts, open visits) may take together in the database.</summary>
    [Range(1L << 20, long.MaxValue)] public long UnfinishedBytes { get; set; } = 256L << 20;

    /// <summary>The key file's path, never empty.</summary>
    public string KeyFilePath => KeyFile ?? Path.TrimEndingDirectorySeparator(DataDir) + ".key";
}

/// <summary>Which database: only SQLite is built; anything else is refused at start.</summary>
internal sealed class DatabaseOptions
{
    public string Provider { get; set; } = "Sqlite";
}

/// <summary>Who runs the line, in three languages, and whom to tell of danger: the default, until the administrator has entered something else (<see cref="Provided"/>).</summary>
internal sealed class OrganisationOptions
{
    public string NameKk { get; set; } = "«ҚазСтандарт» РМК";
    public string NameRu { get; set; } = "РГП «КазСтандарт»";
    public string NameEn { get; set; } = "RSE KazStandard";

    /// <summary>What the phone's prompts call it; empty: the name without its legal form.</summary>
    public string SpokenKk { get; set; } = "";
    public string SpokenRu { get; set; } = "";
    public string SpokenEn { get; set; } = "";

    /// <summary>The line's phone number as people dial it; empty when there is none.</summary>
    public string Phone { get; set; } = "";

    public string AddressKk { get; set; } = "";
    public string AddressRu { get; set; } = "";
    public string AddressEn { get; set; } = "";

    /// <summary>What letters begin with, line by line.</summary>
    public string LetterheadKk { get; set; } = "";
    public string LetterheadRu { get; set; } = "";
    public string LetterheadEn { get; set; } = "";

    /// <summary>The same in the shape in which the administrator enters it.</summary>
    public LineOrganisation AsEntered() => new(new(NameKk, NameRu, NameEn), Phone, new(AddressKk, AddressRu, AddressEn), new(LetterheadKk, LetterheadRu, LetterheadEn));

    /// <summary>Told at once, day and night, when a report speaks of danger.</summary>
    public IList<DutyContact> Duty { get; init; } = [];

    /// <summary>One duty contact; <c>Role</c> says whom the conflict rule may exclude: director, officer or other.</summary>
    internal sealed class DutyContact
    {
        public string Email { get; set; } = "";
        public string Phone { get; set; } = "";
        public string Role { get; set; } = "other";
    }
}

/// <summary>How mail leaves. <c>None</c> is refused unless the host is loopback.</summary>
internal sealed class SmtpOptions
{
    public string Host { get; set; } = "";
    [Range(1, 65535)] public int Port { get; set; } = 587;
    public string? User { get; set; }
    public string? Password { get; set; }
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;
    public string From { get; set; } = "";

    /// <summary>Whether mail can be sent at all; until then notices wait.</summary>
    public bool Configured => Host.Length > 0 && From.Length > 0;

    /// <summary>What the SMTP client is told; without the name and password for who only asks whether the server answers.</summary>
    public MailAccount Account(TimeSpan patience, bool login = true) =>
        new() { Host = Host, Port = Port, Security = Security, User = login ? User : null, Password = login ? Password : null, Patience = patience };
}
