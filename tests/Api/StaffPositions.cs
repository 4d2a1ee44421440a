// What the script of 10.5 says for the operator's position: entered by the administrator in three languages, a fact of the Journal, and taken away again.

using TrustLine.Api.Journal;
using TrustLine.Testing;

namespace TrustLine.Tests;

public sealed class StaffPositions(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task The_operator_reads_out_the_position_that_the_administrator_entered()
    {
        var id = office[Role.Operator].Id;
        using var administrator = await office.EntersAsync(Role.Administrator);
        await administrator.OpensAsync($"/office/people/{id}");
        await EnterAsync(administrator, id, "аға оператор", "", "senior operator");
        Assert.NotNull(administrator.Document.QuerySelector(".summary a[href='#position-kk']"));
        Assert.Equal("senior operator", administrator.Document.QuerySelector("#position-en")!.GetAttribute("value")); // What was typed stays.
        await EnterAsync(administrator, id, "аға оператор", "старший оператор", "senior operator");
        Assert.Equal($"/office/people/{id}", administrator.Page.Address.AbsolutePath);
        Assert.Equal("старший оператор", administrator.Document.QuerySelector("#position-ru")!.GetAttribute("value"));
        await EnterAsync(administrator, id, "аға оператор", "старший оператор", "senior operator"); // The same again is no second fact.

        using var visitor = await office.EntersAsync(Role.Operator);
        await visitor.SendsAsync("form[action$='/begin']", button: "source=Desk");
        Assert.Contains("лауазымым — аға оператор", visitor.Page.Text, StringComparison.Ordinal);
        await visitor.SendsAsync("#desk", button: "go=lang:ru");
        Assert.Contains("моя должность — старший оператор", visitor.Page.Text, StringComparison.Ordinal);

        await EnterAsync(administrator, id, "", "", "");
        await visitor.SendsAsync("#desk", button: "go=lang:en");
        Assert.Contains("my position is operator of the Trust Line", visitor.Page.Text, StringComparison.Ordinal);
        Assert.Equal([office[Role.Administrator].Id, office[Role.Administrator].Id], office.Facts(id).Where(f => f.Kind == FactKind.PositionSet).Select(f => f.By));
        Assert.Empty(office.Line.Faults());
    }

    private static Task<Page> EnterAsync(Visitor administrator, Guid person, string kk, string ru, string en) =>
        administrator.SendsAsync($"form[action='/office/people/{person}/position']", new Dictionary<string, string?> { ["kk"] = kk, ["ru"] = ru, ["en"] = en });
}
