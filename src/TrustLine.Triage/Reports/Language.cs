using System.Globalization;

namespace TrustLine.Triage.Reports;

/// <summary>The languages of the service; Kazakh is the first.</summary>
public enum Language
{
    /// <summary>Kazakh, the state language and the default.</summary>
    Kk,
    /// <summary>Russian.</summary>
    Ru,
    /// <summary>English.</summary>
    En,
}

/// <summary>A language as the two letters of ISO 639-1 and as a culture.</summary>
public static class LanguageCodes
{
    private static readonly CultureInfo Kazakh = CultureInfo.GetCultureInfo("kk");
    private static readonly CultureInfo Russian = CultureInfo.GetCultureInfo("ru");
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>"kk", "ru" or "en".</summary>
    public static string Code(this Language language) => language switch
    {
        Language.Ru => "ru",
        Language.En => "en",
        _ => "kk",
    };

    /// <summary>The culture for texts, dates and collation of this language.</summary>
    public static CultureInfo Culture(this Language language) => language switch
    {
        Language.Ru => Russian,
        Language.En => English,
        _ => Kazakh,
    };

    /// <summary>Reads exactly "kk", "ru" or "en"; anything else is false.</summary>
    public static bool TryParse(string? code, out Language language)
    {
        language = code switch { "ru" => Language.Ru, "en" => Language.En, _ => Language.Kk };
        return code is "kk" or "ru" or "en";
    }
}
