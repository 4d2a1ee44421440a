namespace TrustLine.Triage.Routing;

/// <summary>A run of words that names somebody.</summary>
internal readonly record struct Place(int First, int Last, ReceiverKind Kind, bool Sure, bool Post);

/// <summary>One receiver, looked for in the words of a text: the surname in any form and what stands beside it, the name with the father's name, the post.</summary>
internal sealed class Sought
{
    // A shorter surname is too often a word, or the beginning of one.
    private const int ShortestAlone = 4;

    private readonly ReceiverKind kind;
    private readonly PersonName? name;
    private readonly PostPhrase post;

    public Sought(Receiver receiver)
    {
        kind = receiver.Kind;
        name = PersonName.Of(receiver.Name);
        post = new PostPhrase(receiver);
    }

    public IEnumerable<Place> In(List<NameToken> tokens)
    {
        for (var i = 0; i < tokens.Count; i++)
        {
            if (name is not null && (BySurname(tokens, i) ?? ByGiven(tokens, i)) is { } named) yield return named;
            if (post.EndAt(tokens, i) is { } last) yield return new(i, last, kind, Sure: false, Post: true);
        }
    }

    private Place? BySurname(List<NameToken> tokens, int at)
    {
        var token = tokens[at];
        if (token.Heard.Length < 2) return null;
        var (like, surname) = name!.Surnames.Select(s => (Like: s.Of(token.Heard), Surname: s)).MaxBy(s => s.Like);
        if (like == Likeness.No && !(name.Surnames.Count == 1 && (surname = name.Surnames[0]).IsNearly(token.Heard) && token.Capital)) return null;

        var (first, agrees, contradicts) = (at, false, false);
        var last = at;
        foreach (var step in new[] { -1, 1 })
        {
            var (reach, toldApart) = (at, false);
            var initials = new List<string>();
            for (var i = at + step; i >= 0 && i < tokens.Count && Math.Abs(i - at) <= 3 && Joined(tokens, Math.Min(i, i - step), step); i += step)
            {
                var beside = tokens[i];
                if (beside.IsInitials && !(step > 0 && !beside.Dotted && !beside.BothCapital))
                {
                    initials.InsertRange(step < 0 ? 0 : initials.Count, beside.Initials);
                    reach = i;
                }
                else if (IsGiven(beside.Heard) || name.IsPatronymicOf(beside.Heard) || name.Surnames.Any(s => s != surname && s.Of(beside.Heard) == Likeness.Yes))
                {
                    (agrees, reach) = (true, i);
                }
                else
                {
                    toldApart |= initials.Count == 0 && Math.Abs(i - at) == 1 && IsAnother(tokens, i, step);
                    break;
                }
            }

            if (initials.Count > 0)
            {
                if (Agree(initials)) agrees = true;
                else contradicts = true;
            }

            contradicts |= toldApart;
            if (reach < first) first = reach;
            if (reach > last) last = reach;
        }

        if (agrees) return new(first, last, kind, Sure: true, Post: false);
        if (contradicts || like == Likeness.No) return null;
        var alone = name.SurnameStandsAlone && surname.StemLength >= ShortestAlone && (token.Capital || surname.IsPlainSurname) && (surname.IsFathersName || !PersonName.IsPatronymic(token.Heard));
        return alone || (token.Capital && NearPost(tokens, at)) || (surname.IsPlainSurname && NearPost(tokens, at)) ? new(at, at, kind, Sure: false, Post: false) : null;
    }

    // "Айгерим Нурлановна": how people are called who are spoken of with respect; "Айгерім Н."; "директор Айгерім".
    private Place? ByGiven(List<NameToken> tokens, int at)
    {
        if (name!.Given is not { } given || given.Of(tokens[at].Heard) == Likeness.No) return null;
        if (at + 1 < tokens.Count && Joined(tokens, at, 1))
        {
            var next = tokens[at + 1];
            if (name.IsPatronymicOf(next.Heard)) return new(at, at + 1, kind, Sure: true, Post: false);
            if (next.IsInitials && next.Dotted && name.Surnames.Any(s => Sound.SameInitial(next.Heard, s.Heard)) && (at + 2 >= tokens.Count || !tokens[at + 2].Capital || !Joined(tokens, at + 1, 1)))
                return new(at, at + 1, kind, Sure: false, Post: false);
            if (IsSurnameOfAnother(next) || (next.IsInitials && next.Dotted)) return null;
        }

        if (at > 0 && Joined(tokens, at - 1, 1) && IsSurnameOfAnother(tokens[at - 1])) return null;
        return tokens[at].Capital && tokens[at].Heard.Length >= 3 && NearPost(tokens, at) ? new(at, at, kind, Sure: false, Post: false) : null;
    }

    private bool IsGiven(string heard) => heard.Length >= 2 && name!.Given is { } given && given.IsNearly(heard);

    private static bool IsSurnameOfAnother(NameToken token) =>
        token.Capital && token.Heard.Length >= 4 && !MentionWords.Current.IsPost(token.Folded) && (PersonName.HoldsPatronymic(token.Heard) || new NameForms(token.Heard).IsPlainSurname);

    private bool IsAnother(List<NameToken> tokens, int i, int step)
    {
        var beside = tokens[i];
        if (!beside.Capital || beside.Heard.Length < 3 || MentionWords.Current.IsPost(beside.Folded)) return false;
        if (PersonName.HoldsPatronymic(beside.Heard)) return name!.PatronymicRoot.Length > 0 || step > 0;
        return PersonName.IsKnownGiven(beside.Heard);
    }

    // Of "Б.А." one letter is the given name's, whichever comes first; where the father's name is known both may tell.
    private bool Agree(List<string> initials) =>
        name!.Given is not { } given ? name.PatronymicRoot.Length > 0 && initials.Exists(i => Sound.SameInitial(i, name.PatronymicRoot)) : initials.Exists(i => Sound.SameInitial(i, given.Heard));

    // Nothing but blanks, a hyphen or the stop of an initial between the word and the next: a comma or a line's end parts two names.
    private static bool Joined(List<NameToken> tokens, int left, int step)
    {
        if (left < 0 || left + 1 >= tokens.Count) return false;
        var (one, two) = (tokens[left], tokens[left + 1]);
        var gap = two.Start - one.End;
        return one.Line == two.Line && gap <= 3 && (!one.Dotted || one.IsInitials || (gap <= 2 && two.IsInitials && step > 0 && !two.Dotted));
    }

    private bool NearPost(List<NameToken> tokens, int at)
    {
        var near = false;
        for (var i = Math.Max(0, at - 4); i <= at + 3 && i < tokens.Count; i++)
        {
            if (MentionWords.Current.Is("elsewhere", tokens[i].Folded)) return false;
            near |= i != at && i >= at - 3 && MentionWords.Current.Is(kind == ReceiverKind.Officer ? "officer" : "director", tokens[i].Folded);
        }

        return near;
    }
}
