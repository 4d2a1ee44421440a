using TrustLine.Triage.Acceptance;

namespace TrustLine.Triage.Reading;

/// <summary>Which area of chapter 2 a report is about: the one whose words it uses most; metrology, the daily work, where nothing speaks.</summary>
internal static class Areas
{
    private static readonly (string Concept, RiskArea Area)[] Known =
    [
        ("area.procurement", RiskArea.Procurement), ("area.hr", RiskArea.Hr), ("area.accounting", RiskArea.Accounting), ("area.finance", RiskArea.Finance),
        ("area.expertise", RiskArea.Expertise), ("area.consultants", RiskArea.Consultants), ("area.public_services", RiskArea.PublicServices), ("area.discounts", RiskArea.Discounts),
        ("area.standards_plan", RiskArea.StandardsPlan), ("area.investment", RiskArea.Investment), ("area.paid_services", RiskArea.PaidServices), ("area.audits", RiskArea.Audits),
        ("area.accreditation", RiskArea.Accreditation), ("area.customs", RiskArea.Customs), ("area.gifts", RiskArea.Gifts), ("area.confidential_info", RiskArea.ConfidentialInfo), ("area.legal", RiskArea.Legal),
    ];

    public static RiskArea Of(Noticed noticed)
    {
        static int Weight(Noticed noticed, string concept) =>
            (2 * noticed.Count(concept)) + noticed.Count(concept + Noticing.Supposed) + noticed.Count(concept + Noticing.Denied);
        var best = RiskArea.Metrology;
        var most = Math.Max(1, Weight(noticed, "area.metrology"));
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
