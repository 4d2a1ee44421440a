// A thousand files, whole and in pieces that come twice, in the wrong order, damaged or cut off: what was taken is what was sent, on both sides.

using System.Net;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class FileDrill
{
    public const string Claim = "--count 1000: uploads whole and in pieces, doubled, out of order, cut off: none wrong, SHA-256 equal on both sides";
    private const int Megabyte = 1 << 20;
    private const int PerReport = 5;

    public static async Task RunAsync(Options options, Figures figures)
    {
        var count = options.Get("count", 1000);
        var random = new Random(options.Get("seed", 2));
        await using var line = await LineProcess.StartDemoAsync();
        var reports = new List<(string Number, List<Paper> Files)>();
        int shownWrong = 0, doubled = 0, disordered = 0, cut = 0, damaged = 0, whole = 0;
        for (var sent = 0; sent < count;)
        {
            using var form = new FormReporter(line.Visitor(), "ru");
            using var http = line.Http();
            await form.BeginsAsync();
            var files = new List<Paper>();
            var token = form.Token;
            for (var i = 0; i < PerReport && sent < count; i++, sent++)
            {
                var file = Papers.Noise($"файл-{sent}.bin", Size(random), sent);
                if (random.Next(4) == 0)
                {
                    // As a browser without scripts sends it: with the form, whole.
                    whole++;
                    await form.Visitor.SendsAsync("form[data-token]", new Dictionary<string, string?> { ["narrative"] = "Взял взятку." }, "go=attach", [("files", file)]);
                }
                else
                {
                    var (shown, tricks) = await InPiecesAsync(http, token, file, random);
                    shownWrong += shown == Papers.Sha256(file.Bytes) ? 0 : 1;
                    doubled += tricks.Doubled;
                    disordered += tricks.Disordered;
                    cut += tricks.Cut;
                    damaged += tricks.Damaged;
                }

                files.Add(file);
            }

            await form.TellsAsync("Взял взятку, файлы приложены.");
            await form.AnswersAsync();
            await form.StaysAnonymousAsync();
            shownWrong += files.Count(f => !form.Visitor.Page.Text.Contains(Papers.Sha256(f.Bytes), StringComparison.OrdinalIgnoreCase));
            await form.SendsAsync();
            reports.Add((form.Number, files));
        }

        figures.Say($"{count} files in {reports.Count} reports: {whole} whole, the others in pieces with {doubled} pieces doubled, {disordered} out of order, {cut} cut off in the middle, {damaged} damaged on the way");
        figures.Holds(shownWrong == 0, $"SHA-256 shown to the reporter: {shownWrong} wrong or missing");

        int wrong = 0, saidWrong = 0;
        using var officer = await Officer.LogsInAsync(line, "officer");
        foreach (var (number, files) in reports)
        {
            var page = await officer.ReadsAsync(number);
            saidWrong += files.Count(f => !page.Text.Contains(Papers.Sha256(f.Bytes), StringComparison.OrdinalIgnoreCase));
            var taken = (await officer.TakesFilesAsync()).Where(t => t.Answer.StatusCode == HttpStatusCode.OK).Select(t => Papers.Sha256(t.Bytes)).ToHashSet();
            wrong += files.Count(f => !taken.Contains(Papers.Sha256(f.Bytes)));
        }

        figures.Holds(saidWrong == 0, $"SHA-256 shown to the officer: {saidWrong} wrong or missing");
        figures.Holds(wrong == 0, $"{count} files taken by the officer, {wrong} wrong");
        figures.Say($"resident memory {line.Memory().Now >> 20} MB, at most {line.Memory().Peak >> 20} MB");
    }

    private static int Size(Random random) => random.Next(10) switch
    {
        0 => 0,
        1 => random.Next(2) + 65_535,
        2 => 4 * Megabyte,
        3 => (4 * Megabyte) + 1,
        4 => random.Next(13 * Megabyte),
        _ => random.Next(1, 200_000),
    };

    private static async Task<(string? Shown, (int Doubled, int Disordered, int Cut, int Damaged))> InPiecesAsync(HttpClient http, string token, Paper file, Random random)
    {
        var (doubled, disordered, cut, damaged) = (0, 0, 0, 0);
        var (_, begun) = await FormReporter.UploadsAsync(http, "ru", token, "begin", ("name", file.Name), ("length", file.Bytes.Length));
        var upload = begun.GetProperty("upload").ToString();
        var length = begun.GetProperty("piece").GetInt32();
        var count = (file.Bytes.Length + length - 1) / length;
        for (var number = 0; number < count; number++)
        {
            var piece = Piece(number);
            if (number < count - 1 && random.Next(4) == 0)
            {
                // The next piece comes first: taken or refused, it must not spoil the file.
                disordered++;
                                await FormReporter.UploadsAsync(http, "ru", token, "piece", FormReporter.Piece(upload, number + 1, Piece(number + 1)));
            }

            if (random.Next(5) == 0)
            {
                cut++;
                await CutOffAsync(http, token, upload, number, piece);
            }

            if (random.Next(5) == 0)
            {
                damaged++;
                var spoilt = piece.ToArray();
                spoilt[random.Next(spoilt.Length)] ^= 1;
                var fields = FormReporter.Piece(upload, number, piece);
                fields[3] = ("bytes", (ReadOnlyMemory<byte>)spoilt);
                if ((await FormReporter.UploadsAsync(http, "ru", token, "piece", fields)).Status is HttpStatusCode.OK or HttpStatusCode.NoContent)
                {
                    return ("a damaged piece was taken", (doubled, disordered, cut, damaged));
                }
            }

            await SureAsync(http, token, upload, number, piece);
            if (random.Next(3) == 0)
            {
                doubled++;
                await SureAsync(http, token, upload, number, piece);
            }
        }

        var (_, finished) = await FormReporter.UploadsAsync(http, "ru", token, "finish", ("upload", upload));
        return (finished.TryGetProperty("sha256", out var shown) ? shown.GetString()?.ToLowerInvariant() : null, (doubled, disordered, cut, damaged));

        ReadOnlyMemory<byte> Piece(int number) => file.Bytes.AsMemory(number * length, Math.Min(length, file.Bytes.Length - (number * length)));
    }

    private static async Task SureAsync(HttpClient http, string token, string upload, int number, ReadOnlyMemory<byte> piece)
    {
        var (status, _) = await FormReporter.UploadsAsync(http, "ru", token, "piece", FormReporter.Piece(upload, number, piece));
        if ((int)status >= 300)
        {
            throw new InvalidOperationException($"piece {number}: {(int)status}");
        }
    }

    /// <summary>The connection breaks in the middle of a piece.</summary>
    private static async Task CutOffAsync(HttpClient http, string token, string upload, int number, ReadOnlyMemory<byte> piece)
    {
        using var client = new System.Net.Sockets.TcpClient();
        await client.ConnectAsync(http.BaseAddress!.Host, http.BaseAddress.Port);
        var head = $"--x\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n--x\r\nContent-Disposition: form-data; name=\"act\"\r\n\r\npiece\r\n--x\r\nContent-Disposition: form-data; name=\"upload\"\r\n\r\n{upload}\r\n--x\r\nContent-Disposition: form-data; name=\"number\"\r\n\r\n{number}\r\n--x\r\nContent-Disposition: form-data; name=\"sha256\"\r\n\r\n{Papers.Sha256(piece.ToArray())}\r\n--x\r\nContent-Disposition: form-data; name=\"bytes\"; filename=\"blob\"\r\n\r\n";
        var stream = client.GetStream();
        await stream.WriteAsync(System.Text.Encoding.UTF8.GetBytes($"POST /ru/report/files HTTP/1.1\r\nHost: {http.BaseAddress.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {head.Length + piece.Length + 9}\r\n\r\n{head}"));
        await stream.WriteAsync(piece[..(piece.Length / 2)]);
        client.Client.LingerState = new(true, 0);
    }
}
