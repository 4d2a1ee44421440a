// Damaged mails by the million: no crash, no hang, no growth beyond the length of the mail. One thread; the same numbers give the same mails.

using System.Diagnostics;
using TrustLine.Testing.Mail;
using TrustLine.Tests.Channels.Email.Mime;

namespace TrustLine.Drills;

public static class MimeDrill
{
    public const string Claim = "--seconds 60 --inputs 0 --from 0: damaged mails read without crash, hang or growth (inputs 0: as many as the seconds allow)";

    public static Task RunAsync(Options options, Figures figures)
    {
        var (inputs, seconds, first) = (options.Get("inputs", 0), TimeSpan.FromSeconds(options.Get("seconds", 60)), options.Get("from", 0));
        var watch = Stopwatch.StartNew();
        var (longest, most, bytes, wrong) = (TimeSpan.Zero, 0.0, 0L, 0);
        var number = (long)first;
        for (; inputs > 0 ? number < first + (long)inputs : watch.Elapsed < seconds; number++)
        {
            var mail = MailMutations.Of(number);
            var began = watch.Elapsed;
            var fault = MailTrial.Judge(mail, out var allocated);
            var took = watch.Elapsed - began;
            bytes += mail.Length;
            if (took > longest) longest = took;
            most = Math.Max(most, (allocated - MailTrial.Fixed) / (double)Math.Max(1, mail.Length));
            if (fault is null) continue;
            if (++wrong <= 20) figures.Say($"input {number}: {fault}");
        }

        var count = number - first;
        figures.Say($"{count:N0} mails of {bytes / Math.Max(1, count):N0} bytes on average, {count / watch.Elapsed.TotalSeconds:N0} a second with their making, {bytes / watch.Elapsed.TotalSeconds / (1 << 20):0.0} MB/s");
        figures.Holds(wrong == 0, $"{wrong} of {count:N0} read wrongly");
        figures.Holds(longest < MailTrial.Longest, $"the slowest took {longest.TotalMilliseconds:0} ms");
        figures.Say($"resident memory {Process.GetCurrentProcess().WorkingSet64 >> 20} MB; at most {most:0} bytes allocated per byte of mail beyond {MailTrial.Fixed >> 10} KB");
        return Task.CompletedTask;
    }
}
