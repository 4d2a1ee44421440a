using Microsoft.EntityFrameworkCore;

namespace TrustLine.Api.Journal;

/// <summary>One registered report. In clear stands only what design.md 4 allows; the rest is the card, under the server's seal.</summary>
internal sealed class Report
{
    /// <summary>Random; every envelope of the report is bound to it.</summary>
    public Guid Id { get; private set; }

    /// <summary>The registration number, <c>2026-000123-7</c>.</summary>
    public string Number { get; private set; } = "";

    /// <summary>First digit of the number's six: 0 ordinary, 7 director, 8 officer, 9 both excluded.</summary>
    public int Series { get; private set; }

    /// <summary>The Astana day on which it came.</summary>
    public DateOnly ReceivedDay { get; private set; }

    /// <summary>The legal day of registration (АППК 64(3)), frozen when it was computed.</summary>
    public DateOnly RegisteredDay { get; private set; }

    /// <summary>Whether the case is open.</summary>
    public bool Open { get; private set; } = true;

    /// <summary>The nearest legal date, frozen with the card that explains it.</summary>
    public DateOnly? NextDueDay { get; private set; }

    /// <summary><see cref="ReportCard"/> under the server's seal: channel, language, danger, disposition, due kinds, exclusions, exact times.</summary>
    public byte[] Card { get; private set; } = [];

    /// <summary>The reporter's public key: thread messages are sealed to it.</summary>
    public byte[] ReporterKey { get; private set; } = [];

    /// <summary>Look-up value of the receipt code; null when the code was erased.</summary>
    public byte[]? CodeLookup { get; private set; }

    /// <summary>The reporter's private half under a key from the code and the row salt, and under the server's seal.</summary>
    public byte[]? CodeWrapped { get; private set; }

    /// <summary>Salt of <see cref="CodeWrapped"/>.</summary>
    public byte[]? CodeSalt { get; private set; }

    private Report() { }

    public static Report Register(Guid id, string number, int series, DateOnly received, DateOnly registered, DateOnly? nextDue, byte[] card) =>
        new() { Id = id, Number = number, Series = series, ReceivedDay = received, RegisteredDay = registered, NextDueDay = nextDue, Card = card };

    /// <summary>Gives the reporter a way back; replaces an earlier code, of which nothing remains.</summary>
    public void GiveCode(byte[] reporterKey, byte[] lookup, byte[] wrapped, byte[] salt) =>
        (ReporterKey, CodeLookup, CodeWrapped, CodeSalt) = (reporterKey, lookup, wrapped, salt);

    /// <summary>A new state of the case; the fact that made it is an entry of the same transaction.</summary>
    public void Turn(byte[] card, bool open, DateOnly? nextDue) => (Card, Open, NextDueDay) = (card, open, nextDue);

    internal static void Map(ModelBuilder model) => model.Entity<Report>(e =>
    {
        e.ToTable("reports");
        e.HasKey(r => r.Id);
        e.Property(r => r.Id).ValueGeneratedNever();
        e.HasIndex(r => r.Number).IsUnique();
        e.HasIndex(r => r.CodeLookup).IsUnique();
        e.HasIndex(r => new { r.Series, r.Open, r.NextDueDay });
        e.HasIndex(r => new { r.Series, r.Open, r.RegisteredDay });
    });
}
