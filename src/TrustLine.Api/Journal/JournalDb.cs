using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace TrustLine.Api.Journal;

/// <summary>The database of the line. Read it anywhere; write it only through <see cref="JournalWriter"/>.</summary>
internal sealed class JournalDb(DbContextOptions<JournalDb> options) : DbContext(options)
{
    public DbSet<Report> Reports => Set<Report>();
    public DbSet<Part> Parts => Set<Part>();
    public DbSet<SealRow> Seals => Set<SealRow>();
    public DbSet<ThreadMessage> Messages => Set<ThreadMessage>();
    public DbSet<FileRow> Files => Set<FileRow>();
    public DbSet<OpeningRow> Openings => Set<OpeningRow>();
    public DbSet<Entry> Entries => Set<Entry>();
    public DbSet<Head> Heads => Set<Head>();
    public DbSet<NumberSeries> NumberSeries => Set<NumberSeries>();
    public DbSet<Delivery> Deliveries => Set<Delivery>();
    public DbSet<StaffMember> Staff => Set<StaffMember>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<GroupStatement> GroupStatements => Set<GroupStatement>();
    public DbSet<MemberSeal> MemberSeals => Set<MemberSeal>();
    public DbSet<SessionRow> Sessions => Set<SessionRow>();
    public DbSet<OwnFilterRow> OwnFilters => Set<OwnFilterRow>();
    public DbSet<UnfinishedMatter> Unfinished => Set<UnfinishedMatter>();
    public DbSet<CodeLinkRow> CodeLinks => Set<CodeLinkRow>();
    public DbSet<OutboxRow> Outbox => Set<OutboxRow>();
    public DbSet<RingKey> RingKeys => Set<RingKey>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Provision> Provisions => Set<Provision>();
    public DbSet<SpokenCall> SpokenCalls => Set<SpokenCall>();
    public DbSet<ChannelState> ChannelStates => Set<ChannelState>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Report.Map(modelBuilder);
        Part.Map(modelBuilder);
        SealRow.Map(modelBuilder);
        ThreadMessage.Map(modelBuilder);
        FileRow.Map(modelBuilder);
        OpeningRow.Map(modelBuilder);
        Journal.Entry.Map(modelBuilder);
        Head.Map(modelBuilder);
        Journal.NumberSeries.Map(modelBuilder);
        Delivery.Map(modelBuilder);
        StaffMember.Map(modelBuilder);
        Invitation.Map(modelBuilder);
        GroupStatement.Map(modelBuilder);
        MemberSeal.Map(modelBuilder);
        SessionRow.Map(modelBuilder);
        OwnFilterRow.Map(modelBuilder);
        UnfinishedMatter.Map(modelBuilder);
        CodeLinkRow.Map(modelBuilder);
        OutboxRow.Map(modelBuilder);
        RingKey.Map(modelBuilder);
        Setting.Map(modelBuilder);
        Provision.Map(modelBuilder);
        SpokenCall.Map(modelBuilder);
        ChannelState.Map(modelBuilder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        // Moments as whole milliseconds, so that they compare and sort in SQL on every database.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MomentConverter>();

    private sealed class MomentConverter() : ValueConverter<DateTimeOffset, long>(
        moment => moment.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}
