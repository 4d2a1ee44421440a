namespace TrustLine.Triage.Reading;

/// <summary>A place where the reporter names himself; Full when it holds surname and given name.</summary>
internal sealed record SelfName(int Start, int Length, bool Full, string Why);

/// <summary>Finds how the reporter introduces himself: "меня зовут ...", "менің атым ...", "... Мұратқызымын", a signature, an answer to the operator. Other people's names are not looked at.</summary>
internal static class SelfNames
{
    private const int Reach = 6;
    private static readonly string[] CaseEndings = ["га", "ге", "ка", "ке", "ды", "ди", "ты", "ти", "нын", "нин", "дын", "дин", "тын", "тин", "дан", "ден", "тан", "тен", "мен", "пен", "бен", "ом", "ой", "ым"];

    public static List<SelfName> Find(Words words)
    {
        var found = new Found(words);
        var lexicon = NameLexicon.Current;
        var all = words.All;
        for (var i = 0; i < all.Length; i++)
        {
            foreach (var introduction in lexicon.Introductions(all[i].Folded))
            {
                if (!introduction.Matches(words, i)) continue;
                var after = i + introduction.Words.Length;
                switch (introduction.Kind)
                {
                    case IntroductionKind.Strong:
                        Add(found, words, FirstRun(words, after, Reach, strict: false, introduction.CrossesLines), "self.introduction", atLeast: 1);
                        AddBefore(found, words, i);
                        break;
                    case IntroductionKind.Near:
                        var near = RunAt(words, after, strict: true);
                        if (near.Count > 0 && IsInAnotherCase(words, near.First + near.Count - 1)) break;
                        Add(found, words, near, "self.introduction", atLeast: IsOneGivenName(words, near) ? 1 : 2);
                        break;
                    case IntroductionKind.Greeting:
                        var run = RunAt(words, after, strict: true);
                        if (run.Count >= 2 && EndsOrExplains(words, run.First + run.Count)) Add(found, words, run, "self.introduction", atLeast: 2);
                        break;
                    case IntroductionKind.Asked:
                        Add(found, words, FirstRun(words, after, 14, strict: true, crossesLines: true), "self.asked", atLeast: 1);
                        break;
                    case IntroductionKind.Closing:
                        var signed = FirstRun(words, after, 8, strict: false, crossesLines: true);
                        if (signed.Known > 0 || signed.FullWords + signed.Initials >= 2) Add(found, words, signed, "self.signature", atLeast: 1);
                        break;
                    case IntroductionKind.After:
                        var before = RunEndingAt(words, i - 1);
                        Add(found, words, before, "self.introduction", atLeast: 2);
                        break;
                }
            }

            if (lexicon.IsPredicative(words, i))
                Add(found, words, RunEndingAt(words, i), "self.introduction", atLeast: 2);
        }

        Opening(found, words);
        Signature(found, words);
        return [.. found.Names.Where(name => !IsQuoted(words.Text, name.Start)).OrderBy(name => name.Start)];
    }

    // "Алло, Карпенко Лидия Фёдоровна, Петропавловск": a full name that opens the message says who speaks.
    private static void Opening(Found found, Words words)
    {
        var all = words.All;
        var lexicon = NameLexicon.Current;
        var opens = true;
        for (var i = 0; i < all.Length && all[i].Sentence <= 2 && i < 30; i++)
        {
            if (i > 0 && all[i].Sentence != all[i - 1].Sentence) opens = true;
            if (!opens) continue;
            var run = RunAt(words, i, strict: true);
            if (run.Count >= 2)
            {
                if (EndsOrExplains(words, i + run.Count)) Add(found, words, run, "self.introduction", atLeast: 2);
                return;
            }

            opens = lexicon.IsOpener(all[i].Folded);
        }
    }

    // A line that begins with > is somebody else's letter.
    private static bool IsQuoted(string text, int at)
    {
        var line = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        while (line < at && char.IsWhiteSpace(text[line])) line++;
        return line < at && text[line] == '>';
    }

    // The last line that is nothing but a name, or a surname with initials, is a signature.
    private static void Signature(Found found, Words words)
    {
        var all = words.All;
        var lines = 0;
        for (var last = all.Length - 1; last >= 0 && lines < 4; lines++)
        {
            var first = last;
            while (first > 0 && !LineBreak(words, first)) first--;
            if (first > 0)
            {
                var count = last - first + 1;
                var run = RunAt(words, first, strict: false);
                if (count <= 4 && run.Count == count && run.Count >= 1 && run.FullWords + run.Initials >= 2) Add(found, words, run, "self.signature", atLeast: 1);
            }

            last = first - 1;
        }
    }

    // "Мен Айгүл Серіковаға бердім": a name with a case ending is somebody else, however it begins.
    private static bool IsInAnotherCase(Words words, int last) =>
        NameLexicon.Current.Classify(words, last) == NameWord.Unknown && Array.Exists(CaseEndings, e => words.All[last].Folded.EndsWith(e, StringComparison.Ordinal));

    // "Мен Мирас": one given name right after "I am" is the writer; "мен Мирас деген адамға бердім" is somebody else.
    private static bool IsOneGivenName(Words words, Run run)
    {
        if (run.Count != 1 || !NameLexicon.Current.IsGiven(words.All[run.First].Folded)) return false;
        var next = run.First + 1;
        return next >= words.All.Length || words.All[next].Sentence != words.All[run.First].Sentence || words.All[next].Folded is not ("деген" or "есимди" or "мен" or "екеумиз");
    }

    private static void AddBefore(Found found, Words words, int introduction)
    {
        // "Жумабекова меня зовут Роза": the surname stands before.
        var before = RunEndingAt(words, introduction - 1);
        if (before.Count is 1 && NameLexicon.Current.IsSurname(words.All[before.First].Folded)) Add(found, words, before, "self.introduction", atLeast: 1);
        else if (before.Count >= 2) Add(found, words, before, "self.introduction", atLeast: 2);
    }

    private static void Add(Found found, Words words, Run run, string why, int atLeast)
    {
        if (run.Count < atLeast || run.FullWords == 0) return;
        var start = words.All[run.First].Start;
        var end = words.All[run.First + run.Count - 1].End;
        if (run.Initials > 0 && end < words.Text.Length && words.Text[end] == '.') end++;
        if (found.Take(run)) found.Names.Add(new SelfName(start, end - start, run.IsFull, why));
    }

    // Each word belongs to one name at most.
    private sealed class Found(Words words)
    {
        private readonly bool[] taken = new bool[words.All.Length];

        public List<SelfName> Names { get; } = [];

        public bool Take(Run run)
        {
            var place = taken.AsSpan(run.First, run.Count);
            if (place.Contains(true)) return false;
            place.Fill(true);
            return true;
        }
    }

    // The first run of name words within reach; never across the end of a sentence unless the introduction itself ends one.
    private static Run FirstRun(Words words, int from, int reach, bool strict, bool crossesLines)
    {
        var all = words.All;
        for (var i = from; i < all.Length && i < from + reach; i++)
        {
            if (!crossesLines && i > 0 && all[i].Sentence != all[Math.Max(from - 1, 0)].Sentence) break;
            var run = RunAt(words, i, strict);
            if (run.Count > 0) return run;
        }

        return default;
    }

    private static Run RunAt(Words words, int from, bool strict)
    {
        var all = words.All;
        var lexicon = NameLexicon.Current;
        var run = new Run(from, 0, 0, 0, 0, 0);
        for (var i = from; i < all.Length && run.Count < 4; i++)
        {
            if (run.Count > 0 && !Adjacent(words, i)) break;
            var kind = lexicon.Classify(words, i);
            if (kind == NameWord.No) break;
            run = run.With(kind);
        }

        // Unknown capitalised words alone are names only where a name is expected by a strong introduction.
        return strict && run.Known == 0 ? default : run;
    }

    private static Run RunEndingAt(Words words, int last)
    {
        if (last < 0) return default;
        var lexicon = NameLexicon.Current;
        var first = last + 1;
        while (first > 0 && last - first < 3)
        {
            if (first <= last && !Adjacent(words, first)) break;
            if (lexicon.Classify(words, first - 1) == NameWord.No) break;
            first--;
        }

        return first > last ? default : RunAt(words, first, strict: true);
    }

    private static bool EndsOrExplains(Words words, int next)
    {
        if (next >= words.All.Length || words.All[next].Sentence != words.All[next - 1].Sentence) return true;
        for (var at = words.All[next - 1].End; at < words.All[next].Start; at++)
            if (words.Text[at] is ',' or '.' or '-' or '–' or '—' or '(' or '\n') return true;
        return words.All[next].Folded is "из" or "с" or "со" or "беспокоит" or "звонит" or "вам" or "пишет" or "from" or "calling" or "here" or "speaking" or "гой" or "инженер";
    }

    private static bool LineBreak(Words words, int i)
    {
        for (var at = words.All[i - 1].End; at < words.All[i].Start; at++)
            if (words.Text[at] == '\n') return true;
        return false;
    }

    private static bool Adjacent(Words words, int i)
    {
        // A full stop belongs to a name only after an initial.
        var initial = words.All[i - 1].Length <= 2;
        for (var at = words.All[i - 1].End; at < words.All[i].Start; at++)
            if (words.Text[at] is not (' ' or '-' or '\u00A0') && !(words.Text[at] == '.' && initial)) return false;
        return words.All[i].Start - words.All[i - 1].End <= 2;
    }

    private readonly record struct Run(int First, int Count, int FullWords, int Known, int Initials, int Patronymics)
    {
        // Surname and given name; given name and patronymic alone do not say who it is.
        public bool IsFull => FullWords - Patronymics >= 2;

        public Run With(NameWord kind) => this with
        {
            Count = Count + 1,
            FullWords = FullWords + (kind == NameWord.Initial ? 0 : 1),
            Known = Known + (kind is NameWord.Given or NameWord.Surname ? 1 : 0),
            Initials = Initials + (kind == NameWord.Initial ? 1 : 0),
            Patronymics = Patronymics + (kind == NameWord.Patronymic ? 1 : 0),
        };
    }
}
