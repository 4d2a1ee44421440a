using System.Text.RegularExpressions;
using TrustLine.Channels.Phone.Prompts;
using TrustLine.Triage.Acceptance;

namespace TrustLine.Api.Prompts;

/// <summary>What an organisation is called on the phone: as the settings say, else its name without the legal form.</summary>
internal static partial class SpokenNames
{
    /// <summary>As configured for the phone.</summary>
    public static SpokenName Spoken(this OrganisationOptions options) => new(
        options.SpokenKk is { Length: > 0 } kk ? kk : Short(options.NameKk),
        options.SpokenRu is { Length: > 0 } ru ? ru : Short(options.NameRu),
        options.SpokenEn is { Length: > 0 } en ? en : Short(options.NameEn));

    /// <summary>A name as the administrator has entered it, in the form in which one says it.</summary>
    public static SpokenName Spoken(this Trilingual name) => new(Short(name.Kk), Short(name.Ru), Short(name.En));

    // «ҚазСтандарт» of «ҚазСтандарт» РМК, KazStandard of RSE KazStandard; any other name is said whole.
    private static string Short(string name) => Quoted().Match(name) is { Success: true } quoted ? quoted.Value : LegalForm().Replace(name, "");

    [GeneratedRegex("«[^»]+»")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^\p{Lu}{2,5}\s+(?=\p{Lu})")]
    private static partial Regex LegalForm();
}
