using TrustLine.Vault.Groups;
using TrustLine.Vault.People;
using TrustLine.Vault.Primitives;

namespace TrustLine.Vault.Tests.Groups;

public class RecoverySheetTests
{
    private readonly RecoverySheet sheet = GroupActs.Found(Group.Custodians, Draw.Id(), StaffKeys.Fresh(), World.Now).Sheet;

    [Fact]
    public void Four_lines_of_sixteen_characters_come_back_however_they_are_typed()
    {
        var lines = sheet.Show();
        Assert.Equal(RecoverySheet.Lines, lines.Count);
        Assert.All(lines, line => Assert.Matches("^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$", line));
        var text = string.Join('\n', lines);
        string[] typed =
        [
            text, text.ToLowerInvariant(), text.Replace("-", ""), text.Replace("-", " – "), text.Replace("\n", " "), $"  {text}\r\n\t",
            text.Replace('0', 'O').Replace('1', 'l'), text.Replace('0', 'о').Replace('A', 'А').Replace('C', 'с'),
        ];
        foreach (var way in typed)
        {
            Assert.True(RecoverySheet.TryParse(Group.Custodians, way, out var back, out var wrong), way);
            Assert.Equal(0, wrong);
            Assert.Equal(sheet.PublicKeys(), back!.PublicKeys());
        }
    }

    [Fact]
    public void A_wrong_character_names_its_line()
    {
        var lines = sheet.Show();
        for (var line = 0; line < lines.Count; line++)
        {
            for (var at = 0; at < lines[line].Length; at++)
            {
                if (lines[line][at] == '-')
                    continue;
                var changed = lines.ToArray();
                changed[line] = string.Concat(lines[line].AsSpan(0, at), lines[line][at] == 'Z' ? "Y" : "Z", lines[line].AsSpan(at + 1));
                Assert.False(RecoverySheet.TryParse(Group.Custodians, string.Join('\n', changed), out var none, out var wrong));
                Assert.Null(none);
                Assert.Equal(line + 1, wrong);
            }
        }
    }

    [Fact]
    public void Swapped_lines_another_groups_sheet_and_missing_lines_are_refused()
    {
        var lines = sheet.Show().ToArray();
        Assert.False(RecoverySheet.TryParse(Group.Custodians, string.Join('\n', lines[1], lines[0], lines[2], lines[3]), out _, out var wrong));
        Assert.Equal(1, wrong);
        Assert.False(RecoverySheet.TryParse(Group.Officers, string.Join('\n', lines), out _, out wrong));
        Assert.Equal(1, wrong);
        Assert.False(RecoverySheet.TryParse(Group.Custodians, string.Join('\n', lines[..3]), out _, out wrong));
        Assert.Equal(0, wrong);
        Assert.False(RecoverySheet.TryParse(Group.Custodians, null, out _, out _));
        Assert.False(RecoverySheet.TryParse(Group.Custodians, string.Join('\n', lines) + "!", out _, out _));
        Assert.False(RecoverySheet.TryParse(Group.Custodians, new string('0', 100_000), out _, out _));
    }
}
