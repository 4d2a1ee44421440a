using System.ComponentModel.DataAnnotations;

namespace TrustLine.Api.Staff;

/// <summary>How long a session lasts and how a refused login is answered; section <c>Staff</c>.</summary>
internal sealed class StaffOptions
{
    /// <summary>Minutes without a request after which a session is over.</summary>
    [Range(1, 24 * 60)] public int IdleMinutes { get; set; } = 30;

    /// <summary>Hours after which a session is over whatever happens.</summary>
    [Range(1, 24)] public int AbsoluteHours { get; set; } = 12;

    /// <summary>Seconds after its arrival at which a refused login is answered; grows when passphrases take longer to hash.</summary>
    [Range(0.05, 30)] public double RefusalSeconds { get; set; } = 2;

    /// <summary>Prints a one-time link for one more administrator at start, when the only one has lost passphrase or second factor; set for that one start.</summary>
    public bool InviteAdministrator { get; set; }

    /// <summary>Seconds in which a decision or a reply can be undone; the reporter is shown neither before.</summary>
    [Range(0, 60)] public int UndoSeconds { get; set; } = 10;

    /// <summary>Megabytes that one person's search index may take; older reports beyond it are not searched, and the page says so.</summary>
    [Range(8, 4096)] public int SearchMegabytes { get; set; } = 512;

    /// <summary>In which an act can be undone.</summary>
    public TimeSpan Undo => TimeSpan.FromSeconds(UndoSeconds);

    /// <summary>Idle time-out.</summary>
    public TimeSpan Idle => TimeSpan.FromMinutes(IdleMinutes);

    /// <summary>Absolute time-out.</summary>
    public TimeSpan Absolute => TimeSpan.FromHours(AbsoluteHours);
}
