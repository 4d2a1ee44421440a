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

    private OpeningQuestion Ask(Guid? about = null) => OpeningQuestion.Ask(about ?? report, Hash, Asker, AskerKeys, "threat to life"u8, notAfter);

    private byte[] Hash => OpeningRequest.HashOf([(report, identity.Hash)]);

    private (OpeningAnswer Answer, ResealedHalves Halves) Agree(OpeningRequest request, DateTimeOffset? at = null) =>
        OpeningAnswer.Agree(request, report, Hash, Asker, AskerSigns, [(report, Half(SealKind.IdentityHalfA, Group.Custodians))], Custodian, CustodianKeys, "yes"u8, at ?? World.Now);

    [Fact]
    public void Asked_agreed_and_opened_also_across_restarts()
    {
        var question = Ask();
        var request = OpeningRequest.Parse(question.Request.ToBytes());
        var (agreed, resealed) = Agree(request);
        var (answer, halves) = (OpeningAnswer.Parse(agreed.ToBytes()), ResealedHalves.Parse(resealed.ToBytes()));
        Assert.True(answer.Agreed);
        var (subject, a) = Assert.Single(answer.OpenHalves(new(request, question.SealedOneTimeKey), halves, AskerKeys, CustodianSigns, World.Now));
        using var b = Half(SealKind.IdentityHalfB, Group.Officers);
        Assert.Equal("Aigul"u8.ToArray(), OwnKeyParts.OpenIdentity(a, b, subject, identity));
    }

    [Fact]
    public void A_refusal_opens_nothing()
    {
        var question = Ask();
        var answer = OpeningAnswer.Parse(OpeningAnswer.Refuse(question.Request, Custodian, CustodianKeys, "no"u8, World.Now).ToBytes());
        Assert.False(answer.Agreed);
        Assert.True(answer.Answers(question.Request, CustodianSigns));
        Assert.Throws<OpeningRefusedException>(() => answer.OpenHalves(question, Agree(question.Request).Halves, AskerKeys, CustodianSigns, World.Now));
    }

    [Fact]
    public void The_answer_stands_when_the_halves_are_gone()
    {
        var question = Ask();
        var answer = OpeningAnswer.Parse(Agree(question.Request).Answer.ToBytes());
        Assert.True(answer.Agreed && answer.Answers(question.Request, CustodianSigns));
        Assert.Throws<OpeningRefusedException>(() => answer.OpenHalves(question, Agree(question.Request).Halves, AskerKeys, CustodianSigns, World.Now));
    }

    [Fact]
    public void Who_introduces_themself_in_a_message_is_opened_with_the_report_and_only_as_it_was_asked()
    {
        var message = Draw.Id();
        var later = new ReportSealer(world.Server).SealIdentity(message, "Nurlan"u8, [], Readers.Officers | Readers.Directors, world.Keys);
        var part = Assert.Single(later.Parts, p => p.Kind == PartKind.Identity);
        SecretKey Later(SealKind kind, Group group) => Slot.Open(later.Slots.Single(s => s.Kind == kind && s.Group == group), message, world[group], world.Server);
        var both = OpeningRequest.HashOf([(report, identity.Hash), (message, part.Hash)]);
        Assert.Equal(both, OpeningRequest.HashOf([(message, part.Hash), (report, identity.Hash)]));
        var question = OpeningQuestion.Ask(report, both, Asker, AskerKeys, "why"u8, notAfter);
        (Guid, SecretKey)[] a = [(report, Half(SealKind.IdentityHalfA, Group.Custodians)), (message, Later(SealKind.IdentityHalfA, Group.Custodians))];
        Assert.Equal(OpeningCheck.OtherEnvelope, Assert.Throws<OpeningRefusedException>(() => OpeningAnswer.Agree(
            question.Request, report, Hash, Asker, AskerSigns, a, Custodian, CustodianKeys, "yes"u8, World.Now)).Check);
        var (answer, halves) = OpeningAnswer.Agree(question.Request, report, both, Asker, AskerSigns, a, Custodian, CustodianKeys, "yes"u8, World.Now);
        var opened = answer.OpenHalves(question, ResealedHalves.Parse(halves.ToBytes()), AskerKeys, CustodianSigns, World.Now);
        Assert.Equal("Nurlan"u8.ToArray(), OwnKeyParts.OpenIdentity(opened[1].HalfA, Later(SealKind.IdentityHalfB, Group.Officers), message, part));
        Assert.Throws<WrongKeyException>(() => OwnKeyParts.OpenIdentity(opened[0].HalfA, Later(SealKind.IdentityHalfB, Group.Officers), message, part));
    }

    [Fact]
    public void A_request_is_for_one_report_envelope_asker_and_time()
    {
        var request = Ask().Request;
        OpeningCheck Check(OpeningRequest r, Guid? about = null, byte[]? hash = null, Guid? asker = null, SigningPublicKey? key = null, DateTimeOffset? now = null) =>
            r.Check(about ?? report, hash ?? Hash, asker ?? Asker, key ?? AskerSigns, now ?? World.Now);
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
        var (answer, halves) = Agree(question.Request);
        Assert.NotEmpty(answer.OpenHalves(question, halves, AskerKeys, CustodianSigns, World.Now));

        var again = Ask();
        Assert.Throws<OpeningRefusedException>(() => answer.OpenHalves(again, halves, AskerKeys, CustodianSigns, World.Now));
        Assert.Throws<WrongKeyException>(() => answer.OpenHalves(new(question.Request, again.SealedOneTimeKey), halves, AskerKeys, CustodianSigns, World.Now));
        Assert.Throws<WrongKeyException>(() => answer.OpenHalves(question, halves, CustodianKeys, CustodianSigns, World.Now));
        Assert.Throws<OpeningRefusedException>(() => answer.OpenHalves(question, halves, AskerKeys, AskerSigns, World.Now));
        Assert.Equal(OpeningCheck.TooLate, Assert.Throws<OpeningRefusedException>(() => answer.OpenHalves(question, halves, AskerKeys, CustodianSigns, notAfter.AddSeconds(1))).Check);

        // The re-sealed halves of one request do not serve another, not even with an answer that a custodian signs for them.
        var (other, _) = Agree(again.Request);
        Assert.Throws<OpeningRefusedException>(() => other.OpenHalves(again, halves, AskerKeys, CustodianSigns, World.Now));
        var forged = other with { HalvesHash = Digest.Sha256(halves.ToBytes()) };
        Assert.Throws<OpeningRefusedException>(() => forged.OpenHalves(again, halves, AskerKeys, CustodianSigns, World.Now));
        using var key = again.OpenOneTimeKey(AskerKeys);
        Assert.Throws<WrongKeyException>(() => halves.Open(again.Request, key));
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
        var (agreed, resealed) = Agree(question.Request);
        var answer = agreed.ToBytes();
        for (var i = 0; i < answer.Length; i++)
        {
            OpeningAnswer? read = null;
            var refusal = Record.Exception(() => read = OpeningAnswer.Parse(Bytes.Flipped(answer, i)));
            Assert.True(read is null ? refusal is EnvelopeDamagedException : !read.Answers(question.Request, CustodianSigns), $"byte {i}");
        }
        var halves = resealed.ToBytes();
        for (var i = 0; i < halves.Length; i++)
        {
            ResealedHalves? read = null;
            var refusal = Record.Exception(() => read = ResealedHalves.Parse(Bytes.Flipped(halves, i)));
            Assert.True(read is null ? refusal is EnvelopeDamagedException
                : Record.Exception(() => agreed.OpenHalves(question, read, AskerKeys, CustodianSigns, World.Now)) is OpeningRefusedException, $"byte {i}");
        }
    }
}
