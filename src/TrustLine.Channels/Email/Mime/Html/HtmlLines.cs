using System.Text;

namespace TrustLine.Channels.Email.Mime.Html;

/// <summary>Lines of readable text as HTML lays them out: blanks fold, blocks begin a line, quotations carry "&gt; ".</summary>
internal sealed class HtmlLines
{
    private const int DeepestQuote = 6;
    private readonly StringBuilder text = new();
    private bool blank, fresh = true;
    private int feeds, quote;

    /// <summary>How deep the next words are quoted; a change begins a new line.</summary>
    internal int Quote
    {
        get => quote;
        set
        {
            Break(1);
            quote = value;
        }
    }

    /// <summary>Blanks and line ends are kept as they stand.</summary>
    internal bool Kept { get; set; }

    /// <summary>Where the next sign goes.</summary>
    internal int Length => text.Length;

    /// <summary>What was written from here on.</summary>
    internal string From(int start) => text.ToString(Math.Min(start, text.Length), Math.Max(0, text.Length - start));

    /// <summary>The next words stand at least this many line ends below.</summary>
    internal void Break(int ends)
    {
        feeds = Math.Max(feeds, ends);
        blank = false;
    }

    /// <summary>A line end that counts.</summary>
    internal void Feed()
    {
        feeds = Math.Min(feeds + 1, 2);
        blank = false;
    }

    /// <summary>Characters of the page.</summary>
    internal void Words(string words)
    {
        foreach (var c in words)
        {
            if (Kept && c == '\n') Feed();
            else if (Kept && c == '\r') continue;
            else if (!Kept && c is ' ' or '\t' or '\n' or '\r' or '\f') blank = true;
            else Sign(c);
        }
    }

    /// <summary>Signs that stand at this place as they are.</summary>
    internal void Literal(string words)
    {
        foreach (var c in words) Sign(c);
    }

    /// <summary>All of it.</summary>
    public override string ToString() => text.ToString().Trim();

    private void Sign(char c)
    {
        if (feeds > 0 && text.Length > 0)
        {
            for (; feeds > 0; feeds--)
            {
                text.Append('\n');
                if (feeds > 1) Marks(false);
            }

            fresh = true;
        }

        feeds = 0;
        if (fresh) Marks(true);
        else if (blank) text.Append(' ');
        (blank, fresh) = (false, false);
        text.Append(c);
    }

    private void Marks(bool words)
    {
        var deep = Math.Min(quote, DeepestQuote);
        for (var i = 0; i < deep; i++) text.Append('>');
        if (deep > 0 && words) text.Append(' ');
    }
}
