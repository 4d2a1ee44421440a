using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>Goes through narrative and answers and notes concepts with their scope (said, denied, only asked or supposed), sums, dates, numbers of documents and names of others.</summary>
internal static class Noticing
{
    /// <summary>Concept that is denied: "никто не просил денег".</summary>
    public const string Denied = "~no";

    /// <summary>Concept in a question or supposition: "если бы он взял".</summary>
    public const string Supposed = "~if";

    private const int NegationReach = 3;

    public static Noticed Of(IReadOnlyList<(string In, Words Words)> passages, IReadOnlyList<SelfName> selfNames, Answers answers, SenderSignals signals)
    {
        var noticed = new Noticed();
        foreach (var (passage, words) in passages)
        {
            Concepts(noticed, passage, words);
            Facts(noticed, passage, words, passage == "narrative" ? selfNames : []);
        }

        noticed.Add("bias");
        noticed.Add("channel." + signals.Channel);
        if (answers.Danger == true) noticed.Add("answer.danger");
        if (answers.AboutDirector == true) noticed.Add("answer.director");
        if (answers.AboutOfficer == true) noticed.Add("answer.officer");
        var length = passages.Sum(p => p.Words.All.Count);
        noticed.Add(length < 12 ? "length.tiny" : length < 35 ? "length.short" : length < 90 ? "length.middle" : "length.long");
        return noticed;
    }

    private static void Concepts(Noticed noticed, string passage, Words words)
    {
        var met = Lexicon.Current.Meet(words);
        var supposed = new HashSet<int>();
        var denials = new List<int>();
        foreach (var meeting in met)
        {
            if (meeting.Concept == "scope.if") supposed.Add(words.All[meeting.First].Sentence);
            else if (meeting.Concept == "scope.no") denials.Add(meeting.First);
            else if (meeting.Concept == "scope.no.after") denials.Add(-meeting.First - 1);
        }

        foreach (var meeting in met)
        {
            if (meeting.Concept.StartsWith("scope.", StringComparison.Ordinal)) continue;
            var sentence = words.All[meeting.First].Sentence;
            var denied = denials.Exists(d => d >= 0
                ? words.All[d].Sentence == sentence && d < meeting.First && meeting.First - d <= NegationReach
                : words.All[-d - 1].Sentence == sentence && -d - 1 > meeting.Last && -d - 1 - meeting.Last <= NegationReach);
            var name = denied ? meeting.Concept + Denied
                : supposed.Contains(sentence) || (sentence < words.Questions.Count && words.Questions[sentence]) ? meeting.Concept + Supposed
                : meeting.Concept;
            noticed.Add(name, Place(passage, words, meeting.First, meeting.Last, meeting.Concept));
        }
    }

    private static void Facts(Noticed noticed, string passage, Words words, IReadOnlyList<SelfName> selfNames)
    {
        var names = NameLexicon.Current;
        for (var i = 0; i < words.All.Count; i++)
        {
            var word = words.All[i];
            if (char.IsAsciiDigit(word.Folded[0]))
            {
                var next = i + 1 < words.All.Count ? words.All[i + 1].Folded : "";
                if (FactWords.IsMoney(next) || FactWords.IsMoney(word.Folded.TrimStart("0123456789".ToCharArray())))
                    noticed.Add("fact.sum", Place(passage, words, i, Math.Min(i + 1, words.All.Count - 1), "fact.sum"));
                else if (FactWords.IsMonth(next))
                    noticed.Add("fact.date", Place(passage, words, i, i + 1, "fact.date"));
                else if (word.Start > 0 && words.Text[word.Start - 1] is '№' or '#' || (word.Start > 1 && words.Text[word.Start - 1] == ' ' && words.Text[word.Start - 2] == '№'))
                    noticed.Add("fact.document", Place(passage, words, i, i, "fact.document"));
                else if (word.Length == 4 && word.Folded[0] is '2' && word.Folded[1] == '0')
                    noticed.Add("fact.year", Place(passage, words, i, i, "fact.year"));
                else
                    noticed.Add("fact.number", Place(passage, words, i, i, "fact.number"));
            }
            else if (FactWords.IsMonth(word.Folded))
            {
                noticed.Add("fact.date", Place(passage, words, i, i, "fact.date"));
            }
            else if (FactWords.IsMoney(word.Folded))
            {
                noticed.Add("fact.money", Place(passage, words, i, i, "fact.money"));
            }
            else if (char.IsUpper(words.Text[word.Start]) && names.Classify(words, i) is NameWord.Given or NameWord.Surname && !selfNames.Any(n => word.Start < n.Start + n.Length && n.Start < word.End))
            {
                noticed.Add("fact.person", Place(passage, words, i, i, "fact.person"));
            }
        }
    }

    private static Evidence Place(string passage, Words words, int first, int last, string why)
    {
        var start = words.All[first].Start;
        var end = words.All[last].End;
        return new Evidence(start, end - start, words.Text[start..end], why, passage);
    }
}

/// <summary>Words that turn a number into a fact.</summary>
internal static class FactWords
{
    private static readonly string[] Money = ["тенге", "тг", "тыс", "тысяч", "мын", "млн", "миллион", "лям", "лимон", "млрд", "миллиард", "доллар", "евро", "рубл", "kzt", "usd", "eur", "tenge", "thousand", "million", "mln", "dollar", "euro", "сом"];
    private static readonly string[] Months = ["январ", "феврал", "марта", "марте", "апрел", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр", "кантар", "акпан", "наурыз", "сауир", "мамыр", "маусым", "шилде", "тамыз", "кыркуйек", "казан", "караша", "желтоксан", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december"];

    public static bool IsMoney(string folded) => folded.Length > 1 && folded != "мына" && folded != "мынау" && Array.Exists(Money, m => folded.StartsWith(m, StringComparison.Ordinal)) && (m3(folded));

    public static bool IsMonth(string folded) => folded is "мая" or "май" or "march" || Array.Exists(Months, m => folded.StartsWith(m, StringComparison.Ordinal) && folded != "казандык");

    // "мын" (thousand) also begins "мынау" (this): only its case forms count.
    private static bool m3(string folded) => !folded.StartsWith("мын", StringComparison.Ordinal) || folded is "мын" or "мынды" or "мыннан" or "мынга" or "мыны" or "мынын";
}
