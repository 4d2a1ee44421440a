// Fits the weights of the reading to labelled messages, and says how well it reads those that it had not seen.

using TrustLine.Training;
using TrustLine.Triage.Acceptance;
using TrustLine.Triage.Reading;

if (args is not [("check" or "write" or "misses" or "answer") and var verb, .. var rest])
{
    Console.Error.WriteLine("usage: dotnet run -c Release --project tests/Training -- check | write | misses QUESTION | answer FILE  [--corpus FOLDER] [--without FILE,FILE] [--folds N] [--set name=number,...]");
    return 2;
}

var root = Repository.Root;
string Option(string name, string otherwise) => Array.IndexOf(rest, "--" + name) is >= 0 and var i ? rest[i + 1] : otherwise;
LexiconFile.Folder = Path.Combine(root, "src", "TrustLine.Triage", "Reading");
if (verb == "answer")
{
    foreach (var line in File.ReadLines(rest[0])) Console.WriteLine(TriageLine.Answer(line));
    return 0;
}

var folder = Option("corpus", Path.Combine(root, "tests", "corpus"));
var without = Option("without", "").Split(',', StringSplitOptions.RemoveEmptyEntries).Append("held").ToHashSet();
var files = folder.Split(',').SelectMany(f => Directory.EnumerateFiles(f, "*.jsonl")).Where(f => !without.Contains(Path.GetFileNameWithoutExtension(f))).Order(StringComparer.Ordinal);
var messages = Message.Read(files);
var settings = Settings.Parse(Option("set", ""));
var training = Training.Of(messages, settings, int.Parse(Option("folds", "4"), System.Globalization.CultureInfo.InvariantCulture));
switch (verb)
{
    case "check":
        Console.WriteLine(Report.Of(training));
        break;
    case "misses":
        Console.WriteLine(Report.Misses(training, rest[0], Option("hide", "train-e").Split(',')));
        break;
    default:
        WeightsFile.Write(Path.Combine(LexiconFile.Folder, "weights.tsv"), training);
        WeightsFile.WriteAreas(Path.Combine(LexiconFile.Folder, "areas.tsv"), training);
        Console.WriteLine(Report.Of(training));
        break;
}

return 0;
