using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;
using Rules = TrustLine.Triage.Acceptance.Acceptance;

namespace TrustLine.Tests.Triage.Acceptance;

/// <summary>A voice message that nobody has heard: the rules may not reject it for facts or a name that may well be in it.</summary>
public sealed class UnheardVoice
{
    [Theory]
    [InlineData("", true)]
    [InlineData("", false)]
    [InlineData("Дауыстық хабарлама: 1 жазба.", false)]
    [InlineData("Хочу узнать расписание курсов.", true)]
    public void It_is_taken_for_reading_by_a_person_and_never_rejected(string note, bool named)
    {
        var assessment = Rules.Assess(new Narrative(note), Answers.None, new SenderSignals(null, false, Channel.Phone, Voice: named));
        Assert.Equal(Disposition.Accept, assessment.Disposition);
        Assert.False(assessment.Sure);
        Assert.Empty(assessment.Grounds);
        Assert.Equal(!named, assessment.Anonymous.Yes);
        Assert.Equal(named, assessment.ReplyAddress.Yes);
    }
}
