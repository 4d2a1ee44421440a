namespace TrustLine.Training;

/// <summary>From sums to probabilities (Platt), and from probabilities to thresholds, always on messages that the weights had not seen.</summary>
internal static class Calibration
{
    /// <summary>Slope and offset such that 1/(1+exp(-(slope*sum+offset))) is how often the answer was yes.</summary>
    public static (double Slope, double Offset) Platt(double[] sums, bool[] answers)
    {
        double slope = 1, offset = 0;
        for (var step = 0; step < 50; step++)
        {
            // Newton's method on two numbers, with Platt's softened targets.
            double g0 = 0, g1 = 0, h00 = 1e-9, h01 = 0, h11 = 1e-9;
            var yes = answers.Count(a => a);
            double high = (yes + 1.0) / (yes + 2), low = 1.0 / (answers.Length - yes + 2);
            for (var i = 0; i < sums.Length; i++)
            {
                var p = 1 / (1 + Math.Exp(-((slope * sums[i]) + offset)));
                var d = p - (answers[i] ? high : low);
                var w = Math.Max(p * (1 - p), 1e-9);
                (g0, g1) = (g0 + (d * sums[i]), g1 + d);
                (h00, h01, h11) = (h00 + (w * sums[i] * sums[i]), h01 + (w * sums[i]), h11 + w);
            }

            var det = (h00 * h11) - (h01 * h01);
            var (ds, dt) = (((h11 * g0) - (h01 * g1)) / det, ((h00 * g1) - (h01 * g0)) / det);
            (slope, offset) = (slope - ds, offset - dt);
            if (Math.Abs(ds) + Math.Abs(dt) < 1e-8) break;
        }

        return (slope, offset);
    }

    /// <summary>The highest threshold that still finds this share of the yes answers, at most <paramref name="most"/>.</summary>
    public static double Finding(double[] probabilities, bool[] answers, double share, double most)
    {
        var yes = probabilities.Where((_, i) => answers[i]).Order().ToList();
        var missed = (int)Math.Floor(yes.Count * (1 - share));
        return Math.Round(Math.Min(most, yes[missed] - 0.0001), 4);
    }
}
