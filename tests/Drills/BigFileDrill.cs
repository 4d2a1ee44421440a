// One very large file goes in and comes out the same, while the process stays small.

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class BigFileDrill
{
    public const string Claim = "--megabytes 500: one file of 500 MB in bounded memory, the same bytes to the officer";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var size = (long)options.Get("megabytes", 500) << 20;
        await using var line = await LineProcess.StartDemoAsync();
        using var http = line.Http();
        var idle = line.Memory().Now;
        using var stop = new CancellationTokenSource();
        var highest = WatchAsync(line, stop.Token);
        var watch = Stopwatch.StartNew();
        using var parts = new MultipartFormDataContent { { new StringContent("ru"), "language" }, { new StringContent("Начальник взял взятку, запись приложена."), "narrative" } };
        using var body = new Noise(size);
        parts.Add(new StreamContent(body, 1 << 16), "files", "запись.bin");
        using var answer = await http.PostAsync(new Uri("/api/reports", UriKind.Relative), parts);
        figures.Holds(answer.StatusCode == HttpStatusCode.Created, $"{size >> 20} MB sent in {watch.Elapsed.TotalSeconds:F1} s: {(int)answer.StatusCode}");
        if (answer.StatusCode != HttpStatusCode.Created)
        {
            figures.Say($"{await answer.Content.ReadAsStringAsync()}");
            return;
        }

        var receipt = (await answer.Content.ReadFromJsonAsync<Receipt>(JsonSerializerOptions.Web))!;
        using var officer = await Officer.LogsInAsync(line, "officer");
        await officer.ReadsAsync(receipt.RegistrationNumber);
        var link = officer.Visitor.Document.QuerySelector("a[href*='/files/']")!.GetAttribute("href")!;
        watch.Restart();
        var (hash, length) = await officer.Visitor.HashesAsync(link);
        await stop.CancelAsync();
        figures.Holds(length == size && hash == body.Hash, $"{length >> 20} MB taken by the officer in {watch.Elapsed.TotalSeconds:F1} s, SHA-256 {(hash == body.Hash ? "the same" : "DIFFERENT")}");
        var most = await highest;
        figures.Holds(most - idle < 200L << 20, $"resident memory {idle >> 20} MB idle, at most {most >> 20} MB");
    }

    private static async Task<long> WatchAsync(LineProcess line, CancellationToken stop)
    {
        long most = 0;
        while (!stop.IsCancellationRequested)
        {
            most = Math.Max(most, line.Memory().Now);
            await Task.Delay(50, CancellationToken.None);
        }

        return most;
    }

    /// <summary>Bytes that nobody keeps: drawn while they are read, with their hash.</summary>
    private sealed class Noise(long length) : Stream
    {
        private readonly Random _random = new(17);
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _at;

        /// <summary>Known once the last byte was read; the client disposes of the stream after sending it.</summary>
        public string Hash { get; private set; } = "";

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var taken = (int)Math.Min(count, length - _at);
            _random.NextBytes(buffer.AsSpan(offset, taken));
            _hash.AppendData(buffer.AsSpan(offset, taken));
            _at += taken;
            if (_at == length)
            {
                Hash = Convert.ToHexStringLower(_hash.GetCurrentHash());
            }

            return taken;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                _hash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
