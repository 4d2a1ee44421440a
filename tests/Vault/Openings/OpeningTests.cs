using TrustLine.Vault.Envelopes;
using TrustLine.Vault.Groups;
using TrustLine.Vault.Openings;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;
using TrustLine.Vault.Reports;

namespace TrustLine.Vault.Tests.Openings;

public sealed class OpeningTests : IDisposable
{
    private readonly World world = new();
    private readonly Guid report = Draw.Id();
    private readonly SealedReport sealedReport;
    private readonly SealedPart identity;
    private readonly DateTimeOffset notAfter = World.Now.AddHours(72);

    public OpeningTests()
    {
        sealedReport = new ReportSealer(world.Server).Seal(report, new() { Identity = "Aigul"u8.ToArray() }, Readers.Officers | Readers.Directors, world.Keys);
        identity = sealedReport.Parts.Single(p => p.Kind is PartKind.Identity);
    }

    public void Dispose() => world.Dispose();

    private Guid Asker => world.Members[Group.Officers].Member;

    private StaffKeys AskerKeys => world.Members[Group.Officers].Keys;

    private SigningPublicKey AskerSigns => AskerKeys.PublicKeys().Signs;

    private Guid Custodian => world.Members[Group.Custodians].Member;

    private StaffKeys CustodianKeys => world.Members[Group.Custodians].Keys;

    private SigningPublicKey CustodianSigns => CustodianKeys.PublicKeys().Signs;

    private SecretKey Half(SealKind kind, Group group) => Slot.Open(sealedReport.Slots.Single(s => s.Kind == kind && s.Group == group), report, world[group], world.Server);

    private OpeningQuestion Ask(Guid? about = null) => OpeningQuestion.Ask(about ?? report, identity.Hash, Asker, AskerKeys, "threat to life"u8, notAfter);

    private OpeningAnswer Agree(OpeningRequest request, DateTimeOffset? at = null) =>
        OpeningAnswer.Agree(request, report, identity.Hash, Asker, AskerSigns, Half(SealKind.IdentityHalfA, Group.Custodians), Custodian, CustodianKeys, "yes"u8, at ?? World.Now);

    [Fact]
    public void Asked_agreed_and_opened_also_across_restarts()
    {
        var question = Ask();
        var request = OpeningRequest.Parse(question.Request.ToBytes());
        var answer = OpeningAnswer.Parse(Agree(request).ToBytes());
        Assert.True(answer.Agreed);
        using var a = answer.OpenHalf(new(request, question.SealedOneTimeKey), AskerKeys, CustodianSigns, World.Now);
        using var b = Half(SealKind.IdentityHalfB, Group.Officers);
        Assert.Equal("Aigul"u8.ToArray(), OwnKeyParts.OpenIdentity(a, b, report, identity));
    }

    [Fact]
    public void A_refusal_opens_nothing()
    {
        var question = Ask();
        var answer = OpeningAnswer.Parse(OpeningAnswer.Refuse(question.Request, Custodian, CustodianKeys, "no"u8, World.Now).ToBytes());
        Assert.False(answer.Agreed);
        Assert.True(answer.Answers(question.Request, CustodianSigns));
        Assert.Throws<OpeningRefusedException>(() => answer.OpenHalf(question, AskerKeys, CustodianSigns, World.Now));
    }

    [Fact]
    public void A_request_is_for_one_report_envelope_asker_and_time()
    {
        var request = Ask().Request;
        OpeningCheck Check(OpeningRequest r, Guid? about = null, byte[]? hash = null, Guid? asker = null, SigningPublicKey? key = null, DateTimeOffset? now = null) =>
            r.Check(about ?? report, hash ?? identity.Hash, asker ?? Asker, key ?? AskerSigns, now ?? World.Now);
        Assert.Equal(OpeningCheck.Good, Check(request));
        Assert.Equal(OpeningCheck.Good, Check(request, now: notAfter));
        Assert.Equal(OpeningCheck.TooLate, Check(request, now: notAfter.AddSeconds(1)));
        Assert.Equal(OpeningCheck.OtherReport, Check(request, about: Draw.Id()));
        Assert.Equal(OpeningCheck.OtherEnvelope, Check(request, hash: new byte[32]));
        Assert.Equal(OpeningCheck.OtherAsker, Check(request, asker: Draw.Id()));
        Assert.Equal(OpeningCheck.BadSignature, Check(request, key: CustodianSigns));
        Assert.Equal(OpeningCheck.BadSignature, Check(request with { Report = Draw.Id() }));
        Assert.Equal(OpeningCheck.BadSignature, Check(request with { NotAfter = notAfter.AddDays(1) }, now: notAfter.AddHours(1)));
        Assert.Equal(OpeningCheck.BadSignature, Check(request with { OneTimeKey = AgreementPair.Fresh().PublicKey }));
        Assert.Equal(OpeningCheck.BadSignature, Check(request with { ReasonHash = new byte[32] }));
        Assert.Equal(OpeningCheck.BadSignature, Check(request with { Asker = Draw.Id() }));

        Assert.Equal(OpeningCheck.OtherReport, Assert.Throws<OpeningRefusedException>(() => Agree(Ask(Draw.Id()).Request)).Check);
        Assert.Equal(OpeningCheck.TooLate, Assert.Throws<OpeningRefusedException>(() => Agree(request, notAfter.AddMinutes(1))).Check);
    }

    [Fact]
    public void An_answer_serves_no_other_request_asker_custodian_or_time()
    {
        var question = Ask();
        var answer = Agree(question.Request);
        Assert.NotNull(answer.OpenHalf(question, AskerKeys, CustodianSigns, World.Now));

        var again = Ask();
        Assert.Throws<OpeningRefusedException>(() => answer.OpenHalf(again, AskerKeys, CustodianSigns, World.Now));
        Assert.Throws<WrongKeyException>(() => answer.OpenHalf(new(question.Request, again.SealedOneTimeKey), AskerKeys, CustodianSigns, World.Now));
        Assert.Throws<WrongKeyException>(() => answer.OpenHalf(question, CustodianKeys, CustodianSigns, World.Now));
        Assert.Throws<OpeningRefusedException>(() => answer.OpenHalf(question, AskerKeys, AskerSigns, World.Now));
        Assert.Equal(OpeningCheck.TooLate, Assert.Throws<OpeningRefusedException>(() => answer.OpenHalf(question, AskerKeys, CustodianSigns, notAfter.AddSeconds(1))).Check);

        // The re-sealed half of one request, put into a forged answer to another by somebody who is a custodian.
        var forged = OpeningAnswer.Agree(again.Request, report, identity.Hash, Asker, AskerSigns, SecretKey.Fresh(), Custodian, CustodianKeys, "yes"u8, World.Now) with { ResealedHalf = answer.ResealedHalf };
        Assert.Throws<OpeningRefusedException>(() => forged.OpenHalf(again, AskerKeys, CustodianSigns, World.Now));
    }

    [Fact]
    public void Every_changed_byte_is_found()
    {
        var question = Ask();
        var request = question.Request.ToBytes();
        for (var i = 0; i < request.Length; i++)
        {
            OpeningRequest? read = null;
            var refusal = Record.Exception(() => read = OpeningRequest.Parse(Bytes.Flipped(request, i)));
            Assert.True(read is null ? refusal is EnvelopeDamagedException : read.Check(report, identity.Hash, Asker, AskerSigns, World.Now) is not OpeningCheck.Good, $"byte {i}");
        }
        var answer = Agree(question.Request).ToBytes();
        for (var i = 0; i < answer.Length; i++)
        {
            OpeningAnswer? read = null;
            var refusal = Record.Exception(() => read = OpeningAnswer.Parse(Bytes.Flipped(answer, i)));
            Assert.True(read is null ? refusal is EnvelopeDamagedException : !read.Answers(question.Request, CustodianSigns), $"byte {i}");
        }
    }
}
