using System.Buffers;
using TrustLine.Triage.Reports;

namespace TrustLine.Triage.Reading;

/// <summary>Which language a text is in, word by word: letters that only Kazakh has, small words of each language, Latin words.</summary>
internal static class Languages
{
    private static readonly SearchValues<char> OnlyKazakh = SearchValues.Create("әғқңөұүһіӘҒҚҢӨҰҮҺІ");
    private static readonly SearchValues<char> RareInKazakh = SearchValues.Create("щэцфвЩЭЦФВ");
    private static readonly HashSet<string> Kazakh = new(StringComparer.Ordinal)
    {
        "мен", "сиз", "сиздер", "сиздердин", "сиздин", "бул", "осы", "сол", "жане", "бирак", "емес", "жок", "деп", "деген", "дейди", "еди", "екен", "гой", "уш", "бир", "еки", "кун", "калай", "керек", "барлык", "туралы", "бойынша", "ушин", "менин", "онын", "биздин", "маган", "оган", "алды", "берди", "болды", "айтты", "кеше", "бугин", "ертен", "рахмет", "салем", "акша", "тенге", "жумыс", "бари", "бар", "кейин", "ол", "олар", "биз", "сен", "ма", "ме", "ба", "бе", "да", "де",
    };
    private static readonly HashSet<string> Russian = new(StringComparer.Ordinal)
    {
        "и", "в", "на", "не", "что", "как", "это", "по", "за", "от", "для", "меня", "мне", "мы", "вы", "ваш", "ваша", "вашего", "нам", "вам", "его", "ее", "их", "был", "была", "было", "были", "если", "или", "но", "он", "она", "они", "я", "у", "с", "из", "к", "о", "же", "уже", "когда", "который", "потом", "очень", "так", "там", "тут", "до", "при", "без", "прошу", "здравствуйте", "добрый", "день",
    };

    public static (Language Main, bool Mixed) Of(IReadOnlyList<(string In, Words Words)> passages)
    {
        int kazakh = 0, russian = 0, latin = 0;
        foreach (var (_, words) in passages)
        {
            foreach (var word in words.All)
            {
                var span = words.Text.AsSpan(word.Start, word.Length);
                if (char.IsAsciiLetter(span[0])) latin++;
                else if (span.ContainsAny(OnlyKazakh)) kazakh++;
                else if (Kazakh.Contains(word.Folded) && !Russian.Contains(word.Folded)) kazakh++;
                else if (Russian.Contains(word.Folded) || span.ContainsAny(RareInKazakh)) russian++;
            }
        }

        if (latin > 2 * (kazakh + russian)) return (Language.En, false);
        var mixed = Math.Min(kazakh, russian) >= 3 && Math.Min(kazakh, russian) * 4 >= Math.Max(kazakh, russian);
        return (kazakh >= russian ? Language.Kk : Language.Ru, mixed);
    }
}
