using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TrustLine.Triage.Reading;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Acceptance;

/// <summary>A line of the verb triage cannot be read. The message says what is wrong and never quotes the line.</summary>
public sealed class TriageLineException(string what) : FormatException(what);

/// <summary>One message as a JSON line in, its assessment as a JSON line out (design 8). Labels and unknown fields are ignored.</summary>
public static class TriageLine
{
    /// <summary>The answer to one line; <see cref="TriageLineException"/> when the line is no message.</summary>
    public static string Answer(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        try
        {
            using var document = JsonDocument.Parse(line);
            var message = document.RootElement;
            var (narrative, signals) = Message(message);
            return Write(message, Acceptance.Assess(narrative, Answers.None, signals));
        }
        catch (JsonException)
        {
            throw new TriageLineException("not valid JSON");
        }
        catch (InvalidOperationException)
        {
            // A broken surrogate in an escaped string: JsonElement.GetString cannot decode it.
            throw new TriageLineException("a text is not valid Unicode");
        }
    }

    /// <summary>What a message says and what its channel says of the sender.</summary>
    internal static (Narrative Narrative, SenderSignals Signals) Message(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Object) throw new TriageLineException("not a JSON object");
        var text = Text(message, "text") ?? throw new TriageLineException("field \"text\" is missing or no text");
        return (new Narrative(text), Signals(message));
    }

    private static SenderSignals Signals(JsonElement message)
    {
        var channel = Text(message, "channel") switch
        {
            "phone" => Channel.Phone,
            "email" => Channel.Email,
            "web" => Channel.Web,
            "telegram" => Channel.Telegram,
            "desk" => Channel.Desk,
            _ => throw new TriageLineException("field \"channel\" is none of phone, email, web, telegram, desk"),
        };
        var from = message.TryGetProperty("from", out var f) && f.ValueKind == JsonValueKind.Object ? f : default;
        return channel switch
        {
            Channel.Email => new SenderSignals(Text(from, "display"), Text(from, "address") is not null, channel),
            Channel.Telegram => new SenderSignals(null, true, channel),
            Channel.Web => new SenderSignals(Text(from, "name"), Text(from, "contact") is not null, channel, Text(from, "organisation")),
            _ => new SenderSignals(Text(from, "name"), Text(from, "number") is not null, channel),
        };
    }

    private static string Write(JsonElement message, Assessment assessment)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WritePropertyName("id");
            if (message.TryGetProperty("id", out var id)) id.WriteTo(json); else json.WriteNullValue();
            json.WriteBoolean("anonymous", assessment.Anonymous.Yes);
            json.WriteBoolean("reply_address", assessment.ReplyAddress.Yes);
            json.WriteBoolean("crime_or_threat", assessment.CrimeOrThreat.Yes);
            json.WriteBoolean("threat", assessment.Threat.Yes);
            json.WriteBoolean("corruption_facts", assessment.CorruptionFacts.Yes);
            json.WriteString("implicates", EnumText.Of(assessment.Implicates));
            json.WriteString("disposition", EnumText.Of(assessment.Disposition));
            json.WriteString("risk_area", EnumText.Of(assessment.RiskArea));
            json.WriteBoolean("sure", assessment.Sure);
            json.WriteStartObject("probability");
            json.WriteNumber("anonymous", assessment.Anonymous.Probability);
            json.WriteNumber("reply_address", assessment.ReplyAddress.Probability);
            json.WriteNumber("crime_or_threat", assessment.CrimeOrThreat.Probability);
            json.WriteNumber("threat", assessment.Threat.Probability);
            json.WriteNumber("corruption_facts", assessment.CorruptionFacts.Probability);
            json.WriteNumber("director", assessment.DirectorAccused.Probability);
            json.WriteNumber("officer", assessment.OfficerAccused.Probability);
            json.WriteEndObject();
            json.WriteStartArray("reasons");
            foreach (var ground in assessment.Grounds)
            {
                json.WriteStartObject();
                json.WriteString("ground", ground.Key);
                json.WriteString("clause", ground.Clause);
                json.WriteStartArray("evidence");
                foreach (var evidence in ground.Evidence)
                {
                    json.WriteStartObject();
                    json.WriteNumber("start", evidence.Start);
                    json.WriteNumber("length", evidence.Length);
                    json.WriteString("text", evidence.Text);
                    json.WriteString("why", Reasons.Say(evidence, assessment.Language));
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string? Text(JsonElement element, string field) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <summary>The words of the closed sets, as JSON has them.</summary>
internal static class EnumText
{
    public static string Of(Disposition value) => value switch
    {
        Disposition.Accept => "accept",
        Disposition.Redirect => "redirect",
        Disposition.RejectAnonymous => "reject_anonymous",
        Disposition.RejectNoFacts => "reject_no_facts",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    public static string Of(Implicates value) => value switch
    {
        Implicates.None => "none",
        Implicates.Director => "director",
        Implicates.Officer => "officer",
        Implicates.Both => "both",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    public static string Of(RiskArea value) => value switch
    {
        RiskArea.Hr => "hr",
        RiskArea.PublicServices => "public_services",
        RiskArea.StandardsPlan => "standards_plan",
        RiskArea.PaidServices => "paid_services",
        RiskArea.ConfidentialInfo => "confidential_info",
        RiskArea.None or RiskArea.Metrology or RiskArea.Expertise or RiskArea.Consultants or RiskArea.Procurement or RiskArea.Discounts or RiskArea.Finance
            or RiskArea.Accounting or RiskArea.Investment or RiskArea.Audits or RiskArea.Accreditation or RiskArea.Customs or RiskArea.Gifts or RiskArea.Legal => value.ToString().ToLowerInvariant(),
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <summary>The area that has this word.</summary>
    public static RiskArea Area(string word) => Array.Find(Enum.GetValues<RiskArea>(), area => Of(area) == word);
}
