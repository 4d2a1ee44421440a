using TrustLine.Api.Office;

namespace TrustLine.Api.Administration;

/// <summary>Turns the fields of a matter into the form that the page shows.</summary>
internal static class FormView
{
    public static IReadOnlyList<FieldView> Of(IReadOnlyList<FieldRule> rules, Func<string, string> value, OfficeTexts t) => [.. rules.Select(rule => new FieldView(
        rule.Id,
        t["field." + rule.Id] + (rule.Required ? "" : " " + t["admin.optional"]),
        t.Has($"field.{rule.Id}.hint") ? t[$"field.{rule.Id}.hint"] : null,
        rule.Kind switch { FieldKind.Day => "date", FieldKind.Email => "email", FieldKind.Phone => "tel", _ => "text" },
        rule.Kind == FieldKind.Lines ? 3 : 0,
        rule.Kind == FieldKind.Day ? 0 : rule.Longest,
        rule.Required,
        value(rule.Id),
        [.. (rule.Choices ?? []).Select(c => new ChoiceView(c, t[$"choice.{rule.Id}.{c}"]))]))];
}
