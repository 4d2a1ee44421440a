namespace TrustLine.Training;

/// <summary>One message as the trainer sees it: which features, how much of each.</summary>
internal readonly record struct Row(int[] Columns, float[] Values);

/// <summary>Regularised logistic regression by L-BFGS: no randomness, so the same messages give the same weights.</summary>
internal static class Logistic
{
    private const int Memory = 8;
    private const int Steps = 80;
    private const double Enough = 1e-4;

    /// <summary>Weights of the columns, the last one the bias (not regularised); <paramref name="positive"/> is how much a message with the answer yes counts.</summary>
    public static double[] Fit(IReadOnlyList<Row> rows, bool[] answers, int columns, double ridge, double positive)
    {
        var at = new double[columns + 1];
        var gradient = new double[columns + 1];
        var value = Loss(rows, answers, at, gradient, ridge, positive);
        var moves = new List<(double[] S, double[] Y, double Rho)>();
        for (var step = 0; step < Steps; step++)
        {
            var direction = Direction(gradient, moves);
            var slope = Dot(direction, gradient);
            if (slope > -Enough) break;
            var length = step == 0 ? Math.Min(1, 1 / Math.Sqrt(Dot(gradient, gradient))) : 1.0;
            var next = new double[at.Length];
            var nextGradient = new double[at.Length];
            double nextValue;
            while (true)
            {
                for (var i = 0; i < at.Length; i++) next[i] = at[i] + (length * direction[i]);
                nextValue = Loss(rows, answers, next, nextGradient, ridge, positive);
                if (nextValue <= value + (1e-4 * length * slope) || length < 1e-6) break;
                length /= 2;
            }

            var s = new double[at.Length];
            var y = new double[at.Length];
            for (var i = 0; i < at.Length; i++) (s[i], y[i]) = (next[i] - at[i], nextGradient[i] - gradient[i]);
            var curvature = Dot(s, y);
            if (curvature > 1e-10) moves.Add((s, y, 1 / curvature));
            if (moves.Count > Memory) moves.RemoveAt(0);
            var gained = value - nextValue;
            (at, gradient, value) = (next, nextGradient, nextValue);
            if (gained < Enough * Math.Max(1, Math.Abs(value)) * 0.1) break;
        }

        return at;
    }

    public static double Sum(Row row, double[] weights)
    {
        var sum = weights[^1];
        for (var i = 0; i < row.Columns.Length; i++) sum += weights[row.Columns[i]] * row.Values[i];
        return sum;
    }

    private static double Loss(IReadOnlyList<Row> rows, bool[] answers, double[] at, double[] gradient, double ridge, double positive)
    {
        Array.Clear(gradient);
        var loss = 0.0;
        for (var r = 0; r < rows.Count; r++)
        {
            var row = rows[r];
            var margin = answers[r] ? Sum(row, at) : -Sum(row, at);
            var weight = answers[r] ? positive : 1;
            loss += weight * (margin > 0 ? Math.Log(1 + Math.Exp(-margin)) : Math.Log(1 + Math.Exp(margin)) - margin);
            var pull = weight / (1 + Math.Exp(margin)) * (answers[r] ? -1 : 1);
            for (var i = 0; i < row.Columns.Length; i++) gradient[row.Columns[i]] += pull * row.Values[i];
            gradient[^1] += pull;
        }

        for (var i = 0; i < at.Length - 1; i++)
        {
            loss += 0.5 * ridge * at[i] * at[i];
            gradient[i] += ridge * at[i];
        }

        return loss;
    }

    private static double[] Direction(double[] gradient, List<(double[] S, double[] Y, double Rho)> moves)
    {
        var q = (double[])gradient.Clone();
        var alphas = new double[moves.Count];
        for (var m = moves.Count - 1; m >= 0; m--)
        {
            alphas[m] = moves[m].Rho * Dot(moves[m].S, q);
            Add(q, moves[m].Y, -alphas[m]);
        }

        if (moves.Count > 0)
        {
            var (s, y, _) = moves[^1];
            var scale = Dot(s, y) / Dot(y, y);
            for (var i = 0; i < q.Length; i++) q[i] *= scale;
        }

        for (var m = 0; m < moves.Count; m++) Add(q, moves[m].S, alphas[m] - (moves[m].Rho * Dot(moves[m].Y, q)));
        for (var i = 0; i < q.Length; i++) q[i] = -q[i];
        return q;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static void Add(double[] to, double[] what, double times)
    {
        for (var i = 0; i < to.Length; i++) to[i] += times * what[i];
    }
}
