namespace TrustLine.Triage.Reading;

/// <summary>The part of a folded word that carries its meaning: Kazakh chains of endings, Russian and English endings taken off; a Kazakh negation in the chain is kept as a mark.</summary>
internal static class Stems
{
    private const int Shortest = 4;
    private const int LongestChain = 4;
    private const int LongestEnding = 6;

    // Folded (қ as к, і as и, ү as у); harmony gives each ending its two or three shapes.
    private static readonly Endings Kazakh = Endings.Of("""
        лар лер дар дер тар тер ым им ын ин сы си мыз миз ныз низ ымыз имиз ыныз иниз
        нын нин дын дин тын тин га ге ка ке на не ны ни ды ди ты ти нда нде да де та те дан ден тан тен нан нен мен бен пен
        дагы деги тагы теги ндагы ндеги дым дим тым тим дык дик тык тик ган ген кан кен ып ип ады еди йды йди ыпты ипти
        атын етин йтын йтин са се макшы мекши пакшы пекши бакшы бекши мак мек уга уге ар ер майды мейди сын син
        мын мин пын пин бын бин сыз сиз быз биз пыз пиз дай дей тай тей гой лык лик дык дик тык тик шы ши
        """);

    private static readonly Endings Negation = Endings.Of("ма ме ба бе па пе май мей бай бей пай пей мас мес бас бес пас пес");

    private static readonly Endings Russian = Endings.Of("""
        ами ями ого его ому ему ыми ими ах ях ов ев ей ой ый ий ая яя ое ее ые ие ую юю ом ем ам ям ет ют ут ит ат ят ешь ишь ла ло ли ть ться тся лся лась лось лись
        ете ите али ила или ала ать ить еть а я о е у ю ы и ь й л
        """);

    private static readonly Endings English = Endings.Of("s es ed ing ly er ers ment");

    public static string Of(string folded)
    {
        if (folded.Length <= Shortest) return folded;
        if (char.IsAsciiLetter(folded[0])) return Cut(folded, English) is var e && e < folded.Length ? folded[..e] : folded;
        var end = folded.Length;
        var negated = false;
        for (var links = 0; links < LongestChain && end > Shortest; links++)
        {
            var cut = Cut(folded.AsSpan(0, end), Kazakh);
            if (cut == end)
            {
                if (links == 0) break;
                cut = Cut(folded.AsSpan(0, end), Negation);
                if (cut == end) break;
                negated = true;
            }

            end = cut;
        }

        if (end == folded.Length) end = Cut(folded, Russian);
        return negated ? string.Concat(folded.AsSpan(0, end), "!") : end == folded.Length ? folded : folded[..end];
    }

    // Where the longest ending begins; the length itself when none fits or too little would be left.
    private static int Cut(ReadOnlySpan<char> word, Endings endings) =>
        word.Length - endings.Longest(word, Math.Min(LongestEnding, word.Length - Shortest + 1));
}
