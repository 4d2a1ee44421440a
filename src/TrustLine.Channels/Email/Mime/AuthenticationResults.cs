using System.Text;

namespace TrustLine.Channels.Email.Mime;

/// <summary>One method's result, as spf=pass smtp.mailfrom=mail.kz.</summary>
public sealed record AuthenticationClaim(string Method, string Result, IReadOnlyDictionary<string, string> Properties)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(AuthenticationClaim);
}

/// <summary>What one server found about the sender (Authentication-Results, RFC 8601). Whoever wrote the mail may have written this too: only the header of our own server, above all foreign ones, counts. Prints nothing.</summary>
public sealed record AuthenticationResults(string Server, IReadOnlyList<AuthenticationClaim> Claims)
{
    private const int MostClaims = 50;
    private const int MostProperties = 30;

    /// <summary>The result of a method (spf, dkim, dmarc): <c>pass</c> if any claim of it passes, as several DKIM signatures may stand (RFC 8601, 2.7.1); null when the server says nothing of it.</summary>
    public string? this[string method]
    {
        get
        {
            var claims = Claims.Where(c => c.Method == method).ToList();
            return claims.Find(c => c.Result == "pass")?.Result ?? (claims.Count > 0 ? claims[0].Result : null);
        }
    }

    /// <summary>The headers of a mail, the last server first.</summary>
    internal static List<AuthenticationResults> Read(IEnumerable<string> headers) => [.. headers.Take(20).Select(Read)];

    /// <inheritdoc/>
    public override string ToString() => nameof(AuthenticationResults);

    private static AuthenticationResults Read(string header)
    {
        var clauses = Clauses(header);
        var server = "";
        var claims = new List<AuthenticationClaim>();
        for (var i = 0; i < clauses.Count && claims.Count < MostClaims; i++)
        {
            var words = clauses[i];
            // The first clause names the server and perhaps a version; Exchange leaves it out.
            if (i == 0 && words.Count > 0 && !words[0].Contains('=', StringComparison.Ordinal)) server = words[0].ToLowerInvariant();
            else if (Claim(words) is { } claim) claims.Add(claim);
        }

        return new(server, claims);
    }

    private static AuthenticationClaim? Claim(List<string> words)
    {
        string? method = null, result = null;
        var properties = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) continue;
            var (name, value) = (word[..equals].ToLowerInvariant(), word[(equals + 1)..]);
            if (method is null) (method, result) = (name.Split('/')[0], value.ToLowerInvariant());
            else if (properties.Count < MostProperties) properties.TryAdd(name, value);
        }

        return method is null ? null : new(method, result!, properties);
    }

    // Clauses between semicolons, as words; comments are left out (they are the server's chatter), quoted strings are one word.
    private static List<List<string>> Clauses(string header)
    {
        var clauses = new List<List<string>> { new() };
        var word = new StringBuilder();
        var (deep, quoted) = (0, false);

        void End()
        {
            if (word.Length == 0) return;
            // "spf = pass": blanks may stand around the sign.
            var words = clauses[^1];
            if (words.Count > 0 && (words[^1].EndsWith('=') || word[0] == '=')) words[^1] += word.ToString();
            else words.Add(word.ToString());
            word.Clear();
        }

        for (var i = 0; i < header.Length; i++)
        {
            var c = header[i];
            if (c == '\\' && i + 1 < header.Length && (quoted || deep > 0))
            {
                i++;
                if (deep == 0) word.Append(header[i]);
            }
            else if (deep > 0) deep += c == '(' ? 1 : c == ')' ? -1 : 0;
            else if (quoted && c != '"') word.Append(c);
            else if (c == '"') quoted = !quoted;
            else if (c == '(') deep++;
            else if (c == ';')
            {
                End();
                clauses.Add([]);
            }
            else if (char.IsWhiteSpace(c)) End();
            else word.Append(c);
        }

        End();
        return clauses;
    }
}
