using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Reading;

/// <summary>Which area of chapter 2 a report is about: the one whose words it uses most; metrology, the daily work, where nothing speaks.</summary>
internal static class Areas
{
    private static readonly Concept Daily = Concept.Of("area.metrology");
    private static readonly (Concept Concept, RiskArea Area)[] Known =
    [
        (Concept.Of("area.procurement"), RiskArea.Procurement), (Concept.Of("area.hr"), RiskArea.Hr), (Concept.Of("area.accounting"), RiskArea.Accounting), (Concept.Of("area.finance"), RiskArea.Finance),
        (Concept.Of("area.expertise"), RiskArea.Expertise), (Concept.Of("area.consultants"), RiskArea.Consultants), (Concept.Of("area.public_services"), RiskArea.PublicServices), (Concept.Of("area.discounts"), RiskArea.Discounts),
        (Concept.Of("area.standards_plan"), RiskArea.StandardsPlan), (Concept.Of("area.investment"), RiskArea.Investment), (Concept.Of("area.paid_services"), RiskArea.PaidServices), (Concept.Of("area.audits"), RiskArea.Audits),
        (Concept.Of("area.accreditation"), RiskArea.Accreditation), (Concept.Of("area.customs"), RiskArea.Customs), (Concept.Of("area.gifts"), RiskArea.Gifts), (Concept.Of("area.confidential_info"), RiskArea.ConfidentialInfo), (Concept.Of("area.legal"), RiskArea.Legal),
    ];

    public static RiskArea Of(Noticed noticed)
    {
        static int Weight(Noticed noticed, Concept concept) => (2 * noticed.Count(concept)) + noticed.Count(concept.Supposed) + noticed.Count(concept.Denied);
        var best = RiskArea.Metrology;
        var most = Math.Max(1, Weight(noticed, Daily));
        foreach (var (concept, area) in Known)
        {
            var weight = Weight(noticed, concept);
            if (weight <= most) continue;
            most = weight;
            best = area;
        }

        return best;
    }
}
