using NodaTime;
using TrustLine.Triage.Reports;
using TrustLine.Triage.Routing;
using TrustLine.Triage.Statutes;

namespace TrustLine.Tests.Triage.Routing;

/// <summary>Bodies that letters go to: a letter prints the name of its own day.</summary>
public class AddresseeTests
{
    private static readonly Guid Service = StatuteBook.Current.Addressees.First(a => a.Kind == AuthorityKind.Anticorruption).Id;

    [Fact]
    public void An_old_letter_keeps_the_old_name_and_a_new_one_has_the_new()
    {
        Assert.Contains("Агентство", AddresseeBook.Published.Find(Service, new LocalDate(2025, 7, 13))!.Name.Ru);
        Assert.Contains("Комитета национальной безопасности", AddresseeBook.Published.Find(Service, new LocalDate(2025, 7, 14))!.Name.Ru);
        Assert.Null(AddresseeBook.Published.Find(Service, new LocalDate(2010, 1, 1)));
        Assert.Equal(AddresseeBook.Published.On(new LocalDate(2026, 11, 20)).Count, AddresseeBook.Published.On(new LocalDate(2026, 11, 20)).DistinctBy(a => a.Id).Count());
    }

    [Fact]
    public void What_was_entered_wins_from_its_day_and_until_its_last()
    {
        var book = new AddresseeBook([Row(new(2026, 6, 1), null, "Первое"), Row(new(2026, 6, 1), null, "Исправленное"), Row(new(2026, 9, 1), new(2026, 10, 1), "Временное")]);
        Assert.Contains("Комитета национальной безопасности", book.Find(Service, new LocalDate(2026, 5, 31))!.Name.Ru);
        Assert.Equal("Исправленное", book.Find(Service, new LocalDate(2026, 6, 1))!.Name.Ru);
        Assert.Equal("Временное", book.Find(Service, new LocalDate(2026, 9, 30))!.Name.Ru);
        Assert.Null(book.Find(Service, new LocalDate(2026, 10, 1)));
        var own = Guid.NewGuid();
        Assert.Contains(new AddresseeBook([Row(new(2026, 6, 1), null, "Комитет") with { Id = own }]).On(new LocalDate(2026, 6, 1)), a => a.Id == own);
    }

    [Fact]
    public void Every_body_of_the_repository_has_its_name_in_three_languages_and_a_source()
    {
        Assert.All(StatuteBook.Current.Addressees, a => Assert.All(Enum.GetValues<Language>(), language => Assert.NotEmpty(a.Name.In(language))));
        Assert.All(StatuteBook.Current.Addressees, a => Assert.NotEmpty(a.Source));
        Assert.All(StatuteBook.Current.Addressees, a => Assert.DoesNotMatch("[әғқңөұүһі]", a.Name.Ru));
    }

    private static Addressee Row(LocalDate from, LocalDate? until, string name) => new(Service, AuthorityKind.Anticorruption, from, until, new(name, name, name), "Адрес", "test");
}
