// Invented reports in the three languages, each about corruption and without a word that says who reports.

using System.Globalization;
using TrustLine.Testing;

namespace TrustLine.Scenes.Tests;

internal static class Stories
{
    /// <summary>A story that can be told apart from every other one.</summary>
    public static Story In(string language, string mark) => new(
        language switch
        {
            "kk" => $"Зертхана меңгерушісі сәйкестік сертификаты үшін тексерусіз пара алды, сомасы екі жүз мың теңге. Белгі {mark}.",
            "ru" => $"Заведующий лабораторией взял взятку двести тысяч тенге за сертификат соответствия без испытаний. Метка {mark}.",
            _ => $"The head of the laboratory took a bribe of two hundred thousand tenge for a certificate without any test. Mark {mark}.",
        },
        language);

    /// <summary>A word that stands in no other report.</summary>
    public static string Mark() => "m" + Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()[..8]);

    public static Story Full(string language, string mark) => In(language, mark) with
    {
        Identity = new("Асан Үсенов", "ТОО «Пример»", "Астана, Мәңгілік Ел 11", "+7 701 000 11 22", "asan@example.kz"),
        Answers = new(What: "сертификат", Who: "заведующий", When: "2026-03-01", Where: "лаборатория № 2", HowMuch: "200 000", Evidence: "переписка", Danger: false, AboutDirector: false, AboutOfficer: false),
        Files = [Papers.Noise("запись.bin", 70_000, 7), new Paper("note.txt", "text/plain", "просто текст"u8.ToArray())],
    };

    /// <summary>The ordinal within year and series: the first four letters are the year, the check digit is the last (design.md 5).</summary>
    public static int Ordinal(string registrationNumber) => int.Parse(registrationNumber.Split('-')[1], CultureInfo.InvariantCulture);
}
