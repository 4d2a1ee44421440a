using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Options;
using TrustLine.Triage.Reports;

namespace TrustLine.Api.Outbox;

/// <summary>The words of notices: that something waits, its number and where. Nothing of the content, ever.</summary>
internal sealed class Notices(IOptions<LineOptions> line, ReporterWords reporters)
{
    private static readonly ResourceManager Texts = new("TrustLine.Api.Outbox.NoticeTexts", typeof(Notices).Assembly);

    public Letter For(Errand errand, Recipient recipient)
    {
        if (errand.Letter is { } letter) return reporters.For(letter);
        var culture = recipient.Language.Culture();
        var link = errand.Link ?? new Uri(line.Value.PublicBaseUrl ?? new Uri("http://localhost:5000"), errand.Kind switch { ErrandKind.DutyChanged => "office/duty", ErrandKind.DueDigest => "office/reports?show=due", _ => "office" }).ToString();
        return new(
            Text($"{errand.Kind}.subject", culture, recipient.Number, link, recipient.Waits, recipient.Due, recipient.Dates),
            Text($"{errand.Kind}.text", culture, recipient.Number, link, recipient.Waits, recipient.Due, recipient.Dates) + (recipient.StandsIn ? Text("StandsIn", culture) : ""),
            recipient.Language);
    }

    private static string Text(string key, CultureInfo culture, params object?[] values) =>
        string.Format(culture, Texts.GetString(key, culture) ?? throw new MissingManifestResourceException(key), values);
}
