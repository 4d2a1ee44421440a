// The door: three things, one answer to every refusal, no code twice, no session from a row alone.

using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using TrustLine.Api.Journal;
using TrustLine.Api.Office;
using TrustLine.Api.Staff;
using TrustLine.Testing;
using TrustLine.Vault.Envelopes;
using TrustLine.Vault.People;
using TrustLine.Vault.Sessions;
using Answers = TrustLine.Triage.Reports.Answers;

namespace TrustLine.Tests;

public sealed class StaffLogin(SharedOffice shared) : IClassFixture<SharedOffice>
{
    private readonly OfficeLine office = shared.Office;

    [Fact]
    public async Task A_code_that_was_shown_once_is_refused_and_the_next_one_is_not()
    {
        var person = office[Role.Officer];
        var code = office.Code(Role.Officer);
        using var first = new Visitor(office.Line.Address);
        Assert.Equal("/office/reports", (await OfficeLine.TriesAsync(first, person.Login, person.Passphrase, code)).Address.AbsolutePath);
        using var second = new Visitor(office.Line.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(second, person.Login, person.Passphrase, code)).Status);
        Assert.Equal("/office/reports", (await OfficeLine.TriesAsync(second, person.Login, person.Passphrase, office.Code(Role.Officer))).Address.AbsolutePath);
    }

    [Fact]
    public async Task A_code_is_used_up_even_when_the_passphrase_was_wrong()
    {
        var person = office[Role.Auditor];
        var code = office.Code(Role.Auditor);
        using var visitor = new Visitor(office.Line.Address);
        Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(visitor, person.Login, "not the words at all", code)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await OfficeLine.TriesAsync(visitor, person.Login, person.Passphrase, code)).Status);
    }

    [Fact]
    public async Task Every_refusal_has_the_same_words_and_leaves_at_the_same_time()
    {
        var person = office[Role.Director];
        var refusals = office.Line.Get<RefusalTime>();
        var said = new HashSet<string>();
        var times = new List<double>();
        foreach (var (login, passphrase, code) in new[]
        {
            ("nobody", "some words that nobody chose", "123456"),
            (person.Login, person.Passphrase, "000000"),
            (person.Login, "some words that nobody chose", office.Code(Role.Director)),
            (new string('x', 79), new string('y', 500), "12"),
        })
        {
            using var visitor = new Visitor(office.Line.Address);
            await visitor.OpensAsync("/office/login");
            var request = visitor.Prepares("main form", new Dictionary<string, string?> { ["login"] = login, ["passphrase"] = passphrase, ["code"] = code });
            var period = refusals.Current;
            var watch = Stopwatch.StartNew();
            var page = await visitor.GoAsync(request);
            times.Add(watch.Elapsed / period);
            said.Add($"{page.Status} {page.Text}");
        }

        Assert.Single(said);
        // A whole multiple of the period, and a little for the page itself.
        Assert.All(times, t => Assert.InRange(t - Math.Floor(t + 0.02), -0.02, 0.5));
        Assert.All(times, t => Assert.True(t >= 0.98));
    }

    [Fact]
    public async Task The_cookie_is_bound_to_the_host_and_goes_with_the_browser()
    {
        using var visitor = await office.EntersAsync(Role.Officer);
        var line = Assert.Single(visitor.CookieLines, c => c.StartsWith("__Host-office=", StringComparison.Ordinal));
        foreach (var needed in new[] { "; httponly", "; secure", "; samesite=strict", "; path=/" }) Assert.Contains(needed, line, StringComparison.OrdinalIgnoreCase);
        foreach (var banned in new[] { "expires", "max-age", "domain" }) Assert.DoesNotContain(banned, line, StringComparison.OrdinalIgnoreCase);
        Assert.All(visitor.CookieLines, c => Assert.Contains("; httponly", c, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_sessions_row_alone_opens_nothing_also_with_the_servers_own_key()
    {
        using var visitor = await office.EntersAsync(Role.Officer);
        using var db = office.Line.Get<Database>().Read();
        var rows = db.Sessions.Where(s => s.StaffId == office[Role.Officer].Id).ToList();
        Assert.NotEmpty(rows);
        foreach (var row in rows)
        {
            using var other = SessionKey.Fresh();
            // The server's seal is off; the browser's key is not there.
            Assert.ThrowsAny<Exception>(() => other.Open(row.Keys, new Guid(row.IdHash.AsSpan(0, 16)), row.StaffId, office.Line.Get<LineKeys>().Server));
        }

        // The right session id and another key: as much as a thief of the memory of ids could have.
        var seat = await office.Line.Get<Sessions>().OpenAsync(office[Role.Officer].Id, TrustLine.Vault.People.StaffKeys.Fresh(), Triage.Reports.Language.Kk);
        var hash = seat.IdHash();
        using var again = office.Line.Get<Database>().Read();
        var sealedRow = again.Sessions.Single(s => s.IdHash == hash);
        using var wrong = SessionKey.Fresh();
        Assert.Throws<WrongKeyException>(() => wrong.Open(sealedRow.Keys, seat.Session, sealedRow.StaffId, office.Line.Get<LineKeys>().Server));
        using var right = seat.Key();
        right!.Open(sealedRow.Keys, seat.Session, sealedRow.StaffId, office.Line.Get<LineKeys>().Server).Dispose();
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_of_silence_and_after_twelve_hours_of_work()
    {
        using var idle = await office.EntersAsync(Role.Director);
        office.Line.Clock.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal("/office/reports", (await idle.OpensAsync("/office/reports")).Address.AbsolutePath);
        office.Line.Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal("/office/login", (await idle.OpensAsync("/office/reports")).Address.AbsolutePath);

        using var busy = await office.EntersAsync(Role.Director);
        for (var minutes = 0; minutes < 12 * 60 - 20; minutes += 20)
        {
            office.Line.Clock.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal("/office/reports", (await busy.OpensAsync("/office/reports")).Address.AbsolutePath);
        }

        office.Line.Clock.Advance(TimeSpan.FromMinutes(20));
        Assert.Equal("/office/login", (await busy.OpensAsync("/office/reports")).Address.AbsolutePath);
        using var db = office.Line.Get<Database>().Read();
        Assert.DoesNotContain(db.Sessions.ToList(), s => s.Until <= office.Line.Clock.GetUtcNow() && s.StaffId == office[Role.Director].Id);
        Assert.All(db.Sessions.ToList(), s => Assert.Equal(0, s.Until.UtcTicks % TimeSpan.TicksPerHour)); // Who worked when is under the seal.
    }

    [Fact]
    public async Task Logging_out_deletes_the_row_and_the_cookie_opens_nothing_any_more()
    {
        using var visitor = await office.EntersAsync(Role.Oversight);
        var cookie = visitor.CookieLines.Last(c => c.StartsWith("__Host-office=", StringComparison.Ordinal)).Split(';')[0];
        await visitor.SendsAsync("form[action='/office/logout']");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = office.Line.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/office/reports");
        request.Headers.Add("Cookie", cookie);
        using var answer = await http.SendAsync(request);
        Assert.Equal("/office/login?lang=ru", answer.Headers.Location!.ToString());
        using var db = office.Line.Get<Database>().Read();
        Assert.DoesNotContain(db.Sessions.ToList(), s => s.StaffId == office[Role.Oversight].Id);
    }

    [Fact]
    public async Task A_form_of_another_session_or_another_site_is_refused()
    {
        using var mine = await office.EntersAsync(Role.Officer);
        using var other = await office.EntersAsync(Role.Auditor);
        var foreign = other.Document.QuerySelector("form[action='/office/logout'] input[name=form]")!.GetAttribute("value");
        Assert.Equal(HttpStatusCode.BadRequest, (await mine.SendsAsync("form[action='/office/logout']", new Dictionary<string, string?> { ["form"] = foreign })).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await mine.SendsAsync("form[action='/office/logout']", new Dictionary<string, string?> { ["form"] = null })).Status);
        await mine.OpensAsync("/office/reports");
        foreach (var (header, value) in new[] { ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null") })
        {
            var request = mine.Prepares("form[action='/office/logout']");
            request.Headers.Add(header, value);
            Assert.Equal(HttpStatusCode.BadRequest, (await mine.GoAsync(request)).Status);
            await mine.OpensAsync("/office/reports");
        }

        Assert.Equal("/office/reports", mine.Page.Address.AbsolutePath);
    }

    [Theory]
    [InlineData(nameof(Role.Officer), "/office/people", 404)]
    [InlineData(nameof(Role.Officer), "/office/openings", 404)]
    [InlineData(nameof(Role.Administrator), "/office/reports", 404)]
    [InlineData(nameof(Role.Administrator), "/office/group", 404)]
    [InlineData(nameof(Role.Custodian), "/office/reports", 404)]
    [InlineData(nameof(Role.Auditor), "/office/reports", 404)]
    [InlineData(nameof(Role.Auditor), "/office/audit", 200)]
    [InlineData(nameof(Role.Administrator), "/office/people", 200)]
    [InlineData(nameof(Role.Custodian), "/office/group", 200)]
    public async Task A_room_of_another_role_does_not_exist(string role, string path, int status)
    {
        using var visitor = await office.EntersAsync(Enum.Parse<Role>(role));
        Assert.Equal(status, (int)(await visitor.OpensAsync(path)).Status);
    }

    [Fact]
    public async Task Every_page_of_the_office_is_hardened_and_asks_nobody_else()
    {
        using var visitor = await office.EntersAsync(Role.Administrator);
        foreach (var path in new[] { "/office/login", "/office/people", "/office/nowhere", "/office/invitation/nothing" }) await visitor.OpensAsync(path);
        Assert.All(visitor.Seen.Where(p => (int)p.Status is not (>= 300 and < 400)), page =>
        {
            Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
            Assert.StartsWith("default-src 'none'; ", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Empty(page.Document.QuerySelectorAll("[style], style, script:not([src]), [onclick], iframe, base"));
            Assert.All(page.Document.QuerySelectorAll("[src], link[href], form[action]"), e =>
                Assert.Matches("^(/[^/]|data:)", e.GetAttribute("src") ?? e.GetAttribute("href") ?? e.GetAttribute("action")));
            Assert.Single(page.Document.QuerySelectorAll("h1"));
        });
    }

    [Fact]
    public void Guesses_of_strangers_are_slowed_and_the_owners_browser_is_not()
    {
        var clock = new SteppedClock();
        var throttle = new LoginThrottle(clock);
        var (person, home) = (Guid.Parse("00000000-0000-0000-0000-000000000001"), Guid.Parse("00000000-0000-0000-0000-000000000002"));
        Assert.Equal(10, Enumerable.Range(0, 50).Count(_ => throttle.Try(person, Guid.Empty, IPAddress.Loopback)));
        Assert.True(throttle.Try(person, home, IPAddress.Loopback));
        Assert.True(throttle.Try(home, Guid.Empty, null));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(3, Enumerable.Range(0, 50).Count(_ => throttle.Try(person, Guid.Empty, null)));
    }

    [Fact]
    public void A_stranger_does_not_use_up_the_tries_of_another_network_and_many_networks_guess_no_faster()
    {
        var clock = new SteppedClock();
        var throttle = new LoginThrottle(clock);
        var person = Guid.Parse("00000000-0000-0000-0000-000000000001");
        Assert.Equal(5, Enumerable.Range(0, 250).Count(i => throttle.Try(person, Guid.Empty, IPAddress.Parse("203.0.113." + i))));
        Assert.True(throttle.Try(person, Guid.Empty, IPAddress.Parse("198.51.100.7")));
        Assert.True(throttle.Try(person, Guid.Empty, IPAddress.Parse("2001:db8:1:2::3")));
        Assert.Equal(23, Enumerable.Range(0, 1000).Count(i => throttle.Try(person, Guid.Empty, new IPAddress([10, (byte)(i / 250), (byte)(i % 250), 1]))));
        clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(30, Enumerable.Range(0, 1000).Count(i => throttle.Try(person, Guid.Empty, new IPAddress([10, (byte)(i / 250), (byte)(i % 250), 1]))));
    }

    [Fact]
    public void The_crowded_door_still_lets_known_browsers_in()
    {
        var throttle = new LoginThrottle(TimeProvider.System);
        var places = Enumerable.Range(0, 256).Select(_ => throttle.Enter(known: false)!).ToList();
        Assert.DoesNotContain(places, p => p is null);
        Assert.Null(throttle.Enter(known: false));
        Assert.NotNull(throttle.Enter(known: true));
        places[0].Dispose();
        places[0].Dispose();
        places[1].Dispose();
        Assert.NotNull(throttle.Enter(known: false));
        Assert.Null(throttle.Enter(known: false));
    }

    [Fact]
    public void The_time_of_refusals_grows_beyond_the_slowest_hash()
    {
        var refusals = new RefusalTime(new StaffOptions(), TimeProvider.System);
        Assert.Equal(TimeSpan.FromSeconds(2), refusals.Current);
        refusals.Learn(TimeSpan.FromSeconds(0.8));
        Assert.Equal(TimeSpan.FromSeconds(2), refusals.Current);
        refusals.Learn(TimeSpan.FromSeconds(1.9));
        Assert.Equal(TimeSpan.FromSeconds(3), refusals.Current);
        refusals.Learn(TimeSpan.FromSeconds(0.1));
        Assert.Equal(TimeSpan.FromSeconds(3), refusals.Current);
    }

    // The tests' lines take fewer rounds (TestLine); the service takes the vault's floor.
    [Fact]
    public void The_service_itself_takes_a_million_rounds_for_a_passphrase()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddOffice(demo: false);
        using var services = builder.Services.BuildServiceProvider();
        Assert.Equal(1_000_000, services.GetRequiredService<PassphraseCost>().Rounds);
    }

    private sealed class SteppedClock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => ticks;

        public void Advance(TimeSpan by) => ticks += by.Ticks;
    }
}
