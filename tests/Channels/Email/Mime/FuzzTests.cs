using TrustLine.Testing.Mail;

namespace TrustLine.Tests.Channels.Email.Mime;

/// <summary>Damaged mails, some thousands; the drill <c>mime</c> reads millions.</summary>
public class FuzzTests
{
    [Fact]
    public void Damaged_mails_are_read_without_exception_hang_or_growth()
    {
        for (long number = 0; number < 12_000; number++)
        {
            var wrong = MailTrial.Judge(MailMutations.Of(number), out _);
            Assert.True(wrong is null, $"input {number}: {wrong}");
        }
    }

    [Fact]
    public void The_same_number_is_the_same_mail() => Assert.Equal(MailMutations.Of(77), MailMutations.Of(77));
}
