// Words planted in a report (its story, its names, its files and what hides in them) are looked for in everything the service leaves on disk.

using System.Net;
using System.Text;
using TrustLine.Testing;

namespace TrustLine.Drills;

public static class LeakDrill
{
    public const string Claim = "--megabytes 200: no planted word in data folder, logs, temporary folder or a copy, running, uploading and stopped";

    private static readonly string[] Api = ["Қоғабаевская", "+7 705 431 22 97", "77054312297", "Бейбітшілік 48", "кардамоновый", "ведомость-кражи", "Снятонамоб", "Жасыринов"];
    private static readonly string[] Form = ["Шыңғысбаевская", "+7 747 118 63 05", "Тәуелсіздік 913", "шафрановый", "список-должников", "Ерболулы", "qupia@zhasyryn.example"];
    private const string Piece = "миндальный-кабинет";

    public static async Task RunAsync(Options options, Figures figures)
    {
        var size = (long)options.Get("megabytes", 200) << 20;
        await using var line = await LineProcess.StartDemoAsync();
        string[] words = [.. Api, .. Form, Piece];

        // The judge must be able to find: the same words in clear, in one file, are all found.
        var clear = Scratch.Folder("clear");
        await File.WriteAllTextAsync(Path.Combine(clear, "clear.txt"), string.Join('\n', words));
        var self = await Leaks.LookAsync(words, clear);
        figures.Holds(self.Status == 1 && words.All(w => self.Output.Contains($"'{w}'", StringComparison.Ordinal)), $"the judge finds each of the {words.Length} words where they lie in clear");

        using var reporter = line.Reporter();
        var receipt = await reporter.ReportsAsync(
            new Story(
                $"Меня зовут {Api[0]}, мой телефон {Api[1]}. Начальник лаборатории взял взятку, в его шкафу {Api[4]} ящик с деньгами. Звонить {Api[2]}.", "ru",
                new($"Айгуль {Api[0]}", null, $"Астана, {Api[3]}", Api[1], null), new(What: $"{Api[4]} ящик", Who: "начальник"),
                [Papers.Photo($"{Api[5]}.jpg", Api[0], Api[6]), Papers.Letter("письмо.docx", Api[7], $"{Api[4]} ящик")]),
            "leak-key-" + Api[2]);
        await reporter.WritesAsync(receipt.ReceiptCode!, $"Ещё раз: {Api[4]}, {Api[0]}", Papers.Letter($"{Api[5]}-2.docx", Api[7], Api[4]));
        await reporter.ReturnsAsync(receipt.ReceiptCode!);
        // What is refused may not stay either.
        using (await reporter.SendsAsync(new Story("", "ru", new(Api[0])))) { }
        using (await reporter.SendsAsync(new Story(new string('я', 200_000) + Api[4], "ru"))) { }

        using (var form = new FormReporter(line.Visitor(), "kk"))
        {
            await form.BeginsAsync();
            await form.TellsAsync($"Менің атым {Form[0]}. Басшы пара алды, {Form[3]} папкада.", Papers.Photo($"{Form[4]}.jpg", Form[5], Form[3]), Papers.Letter("хат.docx", Form[5], Form[3]));
            await form.AnswersAsync(("who", Form[3]), ("where", Form[2]));
            await form.NamesAsync(new(Form[0], null, Form[2], Form[1], Form[6]));
            await form.SendsAsync();
            await form.ConfirmsAsync(form.Code[^4..]);
        }

        // A form that was begun and left lies there too.
        using (var left = new FormReporter(line.Visitor(), "ru"))
        {
            await left.BeginsAsync();
            await left.TellsAsync($"Недописанное: {Form[3]}, {Form[0]}", Papers.Letter("черновик.docx", Form[5], Form[3]));
        }

        await LookAsync("running", words, line, figures);

        // While a large file is on its way: half of it has been sent and the rest waits.
        using var http = line.Http();
        using var halfway = new Halfway(size);
        using var parts = new MultipartFormDataContent { { new StringContent("ru"), "language" }, { new StringContent($"Взял взятку: {Piece}"), "narrative" } };
        parts.Add(new StreamContent(halfway, 1 << 16), "files", Piece + ".bin");
        var sending = http.PostAsync(new Uri("/api/reports", UriKind.Relative), parts);
        await halfway.Reached;
        await Task.Delay(500);
        await LookAsync($"with {size >> 21} MB of {size >> 20} MB received", words, line, figures);
        halfway.GoOn();
        using (var answer = await sending)
        {
            figures.Holds(answer.StatusCode == HttpStatusCode.Created, $"the upload of {size >> 20} MB: {(int)answer.StatusCode}");
        }

        await LookAsync("after the upload", words, line, figures);
        await line.KillAsync();
        await LookAsync("killed", words, line, figures);
        await line.StartAsync();
        figures.Say($"stopped with {await line.StopAsync()}");
        await LookAsync("stopped", words, line, figures);
    }

    private static async Task LookAsync(string when, string[] words, LineProcess line, Figures figures)
    {
        var copy = Scratch.Folder("copy");
        Scratch.Copy(line.DataDir, copy);
        var answer = await Leaks.LookAsync(words, line.Folder, copy);
        figures.Holds(answer.Status == 0, $"{when}: {answer.Output.Trim()} {answer.Error.Trim()}");
        Scratch.Remove(copy);
    }

    /// <summary>A file of planted words that stops in its middle until it is told to go on.</summary>
    private sealed class Halfway(long length) : Stream
    {
        private static readonly byte[] Words = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Piece + " ", 2000)));
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _at;

        public Task Reached => _reached.Task;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get => _at; set => throw new NotSupportedException(); }

        public void GoOn() => _goOn.TrySetResult();

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_at >= length / 2 && !_goOn.Task.IsCompleted)
            {
                _reached.TrySetResult();
                await _goOn.Task.WaitAsync(cancellationToken);
            }

            var from = (int)(_at % Words.Length);
            var taken = (int)Math.Min(Math.Min(buffer.Length, Words.Length - from), length - _at);
            Words.AsSpan(from, taken).CopyTo(buffer.Span);
            _at += taken;
            return taken;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
