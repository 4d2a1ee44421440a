using TrustLine.Channels.Email.Mime.Headers;
using TrustLine.Channels.Email.Mime.Parts;
using TrustLine.Channels.Email.Mime.Words;

namespace TrustLine.Channels.Email.Mime;

/// <summary>The headers and words of a mail, once all of it was read.</summary>
internal static class Conclusion
{
    private static readonly string[] Once = ["from", "subject", "date", "message-id", "sender", "reply-to", "to", "content-type", "in-reply-to", "references"];
    private static readonly string[] Boxes = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"];

    /// <summary>The mail and the mails inside it.</summary>
    internal static ReceivedMail Of(IReadOnlyList<Scope> scopes, DeliveryReport? delivery, MailBounds bounds, ISet<Remark> remarks)
    {
        var headers = scopes[0].Headers!;
        if (Once.Any(name => headers.Count(name) > 1)) remarks.Add(Remark.HeaderTwice);
        var subject = HeaderText.Line(headers.Bytes("subject"), remarks);
        var from = Addresses(headers, "from", bounds, remarks);
        var date = MailDate.Read(headers.Plain("date"));
        if (date is null && headers.Has("date")) remarks.Add(Remark.DateUnreadable);
        var type = Parameters.Read(headers.Bytes("content-type"), remarks).Value;
        var nature = MailNature.Read(headers, type, delivery?.Kind, subject.Text, from);
        if (delivery is null && nature.Kind == MailKind.Delivery) delivery = new();
        if (delivery is { Outcomes.Count: 0 } && headers.Plain("x-failed-recipients") is { } failed)
            delivery = delivery with { Outcomes = [.. AddressList.Read([failed], 50, remarks).Select(a => new DeliveryOutcome(a.Address, "failed", "", ""))] };
        return new()
        {
            MessageId = Id(headers, remarks),
            InReplyTo = MessageIds.Read(headers.Plain("in-reply-to"), bounds.Addresses, remarks),
            References = MessageIds.Read(headers.Plain("references"), bounds.Addresses, remarks),
            From = from,
            Sender = Addresses(headers, "sender", bounds, remarks),
            ReplyTo = Addresses(headers, "reply-to", bounds, remarks),
            To = All(headers, "to", bounds, remarks),
            Cc = All(headers, "cc", bounds, remarks),
            DeliveredTo = [.. Boxes.SelectMany(headers.All).Take(50).Select(box => HeaderText.Clean(box, remarks).Trim('<', '>', ' ')).Where(box => box.Length is > 0 and < 400).Distinct()],
            ReturnPath = headers.Plain("return-path") is { } path ? HeaderText.Clean(path, remarks).Trim('<', '>', ' ') : null,
            Date = date,
            Subject = subject.Text,
            OtherSubject = subject.Other,
            Languages = [.. (headers.Plain("content-language") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(l => l.Length < 40 && l.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')).Take(10)],
            Text = TextOfPart.Whole(scopes[0].Texts),
            Forwarded = [.. scopes.Skip(1).Select(scope => Inside(scope, bounds, remarks))],
            Nature = nature,
            Delivery = delivery,
            Authentication = AuthenticationResults.Read(headers.All("authentication-results")),
        };
    }

    private static ForwardedMail Inside(Scope scope, MailBounds bounds, ISet<Remark> remarks) => new()
    {
        Number = scope.Number,
        MessageId = Id(scope.Headers!, remarks),
        From = Addresses(scope.Headers!, "from", bounds, remarks),
        To = All(scope.Headers!, "to", bounds, remarks),
        Date = MailDate.Read(scope.Headers!.Plain("date")),
        Subject = HeaderText.Line(scope.Headers!.Bytes("subject"), remarks).Text,
        Text = TextOfPart.Whole(scope.Texts),
    };

    private static string? Id(HeaderBlock headers, ISet<Remark> remarks) => MessageIds.Read(headers.Plain("message-id"), 1, remarks) is [var id, ..] ? id : null;

    // Of a header that may stand once, the first counts: that is what most programs show.
    private static List<Correspondent> Addresses(HeaderBlock headers, string name, MailBounds bounds, ISet<Remark> remarks) => AddressList.Read(headers.All(name).Take(1), bounds.Addresses, remarks);

    private static List<Correspondent> All(HeaderBlock headers, string name, MailBounds bounds, ISet<Remark> remarks) => AddressList.Read(headers.All(name), bounds.Addresses, remarks);
}
