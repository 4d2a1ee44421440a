using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>Goes through narrative and answers and notes concepts with their scope (said, denied, only asked or supposed), sums, dates, numbers of documents and names of others.</summary>
internal static class Noticing
{
    private static readonly Concept Bias = Concept.Of("bias");
    private static readonly Concept Sum = Concept.Of("fact.sum"), Money = Concept.Of("fact.money"), Date = Concept.Of("fact.date"), Year = Concept.Of("fact.year");
    private static readonly Concept Document = Concept.Of("fact.document"), Number = Concept.Of("fact.number"), Person = Concept.Of("fact.person");
    private static readonly Concept[] Channels = [.. Enum.GetNames<Channel>().Select(name => Concept.Of("channel." + name))];

    private const int NegationReach = 3;
    private const int DenialAfterReach = 2;
    private const int MostPersons = 8;
    private const string Digits = "0123456789";

    [Flags]
    private enum Denial : byte
    {
        OfWhatFollows = 1,
        OfWhatStoodBefore = 2,
        OfTheWordBefore = 4,
    }

    public static Noticed Of(IReadOnlyList<(string In, Words Words)> passages, IReadOnlyList<SelfName> selfNames, Answers answers, SenderSignals signals)
    {
        var noticed = new Noticed(passages);
        for (var passage = 0; passage < passages.Count; passage++)
        {
            Concepts(noticed, passage, passages[passage].Words);
            Facts(noticed, passage, passages[passage].Words, passage == 0 ? selfNames : []);
        }

        noticed.Add(Bias);
        noticed.Add(Channels[(int)signals.Channel]);
        if (answers.Danger == true) noticed.Add(Concept.Of("answer.danger"));
        if (answers.AboutDirector == true) noticed.Add(Concept.Of("answer.director"));
        if (answers.AboutOfficer == true) noticed.Add(Concept.Of("answer.officer"));
        var length = 0;
        foreach (var (_, words) in passages) length += words.All.Length;
        noticed.Add(Concept.Of(length < 12 ? "length.tiny" : length < 35 ? "length.short" : length < 90 ? "length.middle" : "length.long"));
        return noticed;
    }

    private static void Concepts(Noticed noticed, int passage, Words words)
    {
        var met = Lexicon.Current.Meet(words);
        var supposed = noticed.Supposed[passage];
        var denials = new Denial[words.All.Length];
        foreach (var meeting in met)
        {
            if (!meeting.Concept.IsScope) continue;
            switch (meeting.Concept.Name)
            {
                case "scope.if":
                    supposed[words.All[meeting.First].Sentence] = true;
                    break;
                case "scope.no":
                    denials[meeting.First] |= Denial.OfWhatFollows;
                    break;
                case "scope.no.after":
                    denials[meeting.First] |= Denial.OfWhatStoodBefore;
                    break;
                case "scope.no.verb":
                    denials[meeting.First] |= Denial.OfTheWordBefore;
                    break;
            }
        }

        var denied = noticed.Denied[passage];
        for (var i = 0; i < denied.Length; i++) denied[i] = IsDenied(words, denials, i, i);
        foreach (var meeting in met)
        {
            var concept = meeting.Concept;
            if (concept.IsScope) continue;
            var scoped = IsDenied(words, denials, meeting.First, meeting.Last) ? concept.Denied : supposed[words.All[meeting.First].Sentence] ? concept.Supposed : concept;
            noticed.Add(scoped, new Place(passage, meeting.First, meeting.Last));
        }
    }

    private static bool IsDenied(Words words, Denial[] denials, int first, int last)
    {
        var sentence = words.All[first].Sentence;
        for (var i = Math.Max(0, first - NegationReach); i < first; i++)
            if (denials[i].HasFlag(Denial.OfWhatFollows) && words.All[i].Sentence == sentence) return true;
        for (var i = last + 1; i <= Math.Min(denials.Length - 1, last + DenialAfterReach); i++)
        {
            var reaches = denials[i].HasFlag(Denial.OfWhatStoodBefore) || (i == last + 1 && denials[i].HasFlag(Denial.OfTheWordBefore));
            if (reaches && words.All[i].Sentence == sentence) return true;
        }

        return false;
    }

    private static void Facts(Noticed noticed, int passage, Words words, IReadOnlyList<SelfName> selfNames)
    {
        var names = NameLexicon.Current;
        var self = 0;
        for (var i = 0; i < words.All.Length; i++)
        {
            var word = words.All[i];
            while (self < selfNames.Count && selfNames[self].Start + selfNames[self].Length <= word.Start) self++;
            var isSelf = self < selfNames.Count && selfNames[self].Start < word.End;
            if (char.IsAsciiDigit(word.Folded[0]))
            {
                var next = i + 1 < words.All.Length ? words.All[i + 1].Folded : "";
                if (FactWords.IsMoney(next) || FactWords.IsMoney(word.Folded.AsSpan().TrimStart(Digits)))
                    noticed.Add(Sum, new Place(passage, i, Math.Min(i + 1, words.All.Length - 1)));
                else if (FactWords.IsMonth(next))
                    noticed.Add(Date, new Place(passage, i, i + 1));
                else if (word.Start > 0 && words.Text[word.Start - 1] is '№' or '#' || (word.Start > 1 && words.Text[word.Start - 1] == ' ' && words.Text[word.Start - 2] == '№'))
                    noticed.Add(Document, new Place(passage, i, i));
                else if (word.Length == 4 && word.Folded[0] is '2' && word.Folded[1] == '0')
                    noticed.Add(Year, new Place(passage, i, i));
                else
                    noticed.Add(Number, new Place(passage, i, i));
            }
            else if (FactWords.IsMonth(word.Folded))
            {
                noticed.Add(Date, new Place(passage, i, i));
            }
            else if (FactWords.IsMoney(word.Folded))
            {
                noticed.Add(Money, new Place(passage, i, i));
            }
            else if (!isSelf && noticed.Count(Person) < MostPersons && char.IsUpper(words.Text[word.Start]) && names.Classify(words, i) is NameWord.Given or NameWord.Surname)
            {
                noticed.Add(Person, new Place(passage, i, i));
            }
        }
    }
}

/// <summary>Words that turn a number into a fact.</summary>
internal static class FactWords
{
    private static readonly Endings Money = Endings.Beginnings("тенге тг тыс тысяч мын млн миллион лям лимон млрд миллиард доллар евро рубл kzt usd eur tenge thousand million mln dollar euro сом");
    private static readonly Endings Months = Endings.Beginnings("январ феврал марта марте апрел июн июл август сентябр октябр ноябр декабр кантар акпан наурыз сауир мамыр маусым шилде тамыз кыркуйек казан караша желтоксан january february march april june july august september october november december");

    public static bool IsMoney(ReadOnlySpan<char> folded) => folded.Length > 1 && Money.Any(folded) && IsThousand(folded);

    public static bool IsMonth(ReadOnlySpan<char> folded) => folded is "мая" or "май" || (Months.Any(folded) && folded is not "казандык");

    // "мын" (thousand) also begins "мынау" (this): only its case forms count.
    private static bool IsThousand(ReadOnlySpan<char> folded) => !folded.StartsWith("мын") || folded is "мын" or "мынды" or "мыннан" or "мынга" or "мыны" or "мынын";
}
