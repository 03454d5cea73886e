#include "fieldtext.h"

#include "partyvalues.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;
using Type = FieldDefinition::Type;

namespace {

QString shownNumber(QString text, const QLocale &locale)
{
    static const QRegularExpression plain(u"^-?[0-9]+(\\.[0-9]+)?$"_s);
    return plain.match(text).hasMatch() ? text.replace(u'.', locale.decimalPoint()) : text;
}

/// Digit by digit: a number of twenty digits would not survive a double.
std::optional<QString> storedNumber(QString typed, const QLocale &locale)
{
    typed.remove(u' ').remove(QChar::Nbsp).remove(QChar(0x202f));
    typed.replace(QChar(0x2212), u'-');
    static const QRegularExpression plain(u"^[+-]?[0-9]+(\\.[0-9]+)?$"_s);
    bool isOfLocale = false;
    (void)locale.toDouble(typed, &isOfLocale);
    if (isOfLocale)
        typed = typed.remove(locale.groupSeparator()).replace(locale.decimalPoint(), u"."_s);
    for (QChar &c : typed) {
        if (c.isDigit())
            c = QChar(u'0' + c.digitValue());
    }
    if (typed.startsWith(u'+'))
        typed.remove(0, 1);
    return plain.match(typed).hasMatch() ? std::optional(typed) : std::nullopt;
}

std::optional<QString> storedDate(const QString &typed, const QLocale &locale)
{
    for (const QString &pattern : {datePattern(locale), u"yyyy-MM-dd"_s}) {
        if (const QDate date = locale.toDate(typed, pattern); date.isValid())
            return date.toString(Qt::ISODate);
    }
    return {};
}

QString phoneOf(const Party &party, const QString &type)
{
    const auto phone = std::ranges::find_if(
        party.phoneNumbers, [&type](const PhoneNumber &row) { return type.isEmpty() || row.type == type; });
    return phone == party.phoneNumbers.end() ? QString() : phone->number;
}

QString customOf(const Party &party, const QString &name)
{
    const QList<FieldValue> fields = party.fields.value_or(QList<FieldValue>());
    const auto field = std::ranges::find(fields, name, &FieldValue::definitionName);
    return field == fields.end() ? QString() : readable(&*field);
}

std::optional<QString> placeholderValue(const QString &word, const QString &argument, const Party &party)
{
    if (word == "id"_L1)
        return party.id == 0 ? QString() : QString::number(party.id);
    if (word == "name"_L1)
        return party.displayName();
    if (word == "email"_L1)
        return party.emailAddresses.value(0).address;
    if (word == "phone"_L1)
        return phoneOf(party, argument);
    if (word == "custom"_L1)
        return customOf(party, argument);
    return {};
}

} // namespace

QString datePattern(const QLocale &locale)
{
    QString pattern = locale.dateFormat(QLocale::ShortFormat);
    if (!pattern.contains("yyyy"_L1))
        pattern.replace("yy"_L1, "yyyy"_L1);
    return pattern;
}

QString shownContent(const FieldDefinition &definition, const FieldContent &value, const QLocale &locale)
{
    if (const bool *tick = std::get_if<bool>(&value))
        return *tick ? u"true"_s : QString();
    QString text = std::get<QString>(value);
    if (!isKnownType(definition))
        return text;
    if (definition.type == Type::Number)
        return shownNumber(text, locale);
    if (definition.type == Type::Date) {
        const QDate date = QDate::fromString(text, Qt::ISODate);
        return date.isValid() ? locale.toString(date, datePattern(locale)) : text;
    }
    return text;
}

std::optional<QString> storedContent(const FieldDefinition &definition, const QString &typed, const QLocale &locale)
{
    const QString text = typed.trimmed();
    switch (definition.type) {
    case Type::Number:
        return text.isEmpty() ? text : storedNumber(text, locale);
    case Type::Date:
        return text.isEmpty() ? text : storedDate(text, locale);
    case Type::MultiSelect:
        return choicesIn(text).join(u';');
    case Type::Text:
    case Type::List:
    case Type::Boolean:
    case Type::Link:
        break;
    }
    return typed;
}

QStringList choicesIn(const QString &value)
{
    QStringList choices;
    for (const QString &part : value.split(u';', Qt::SkipEmptyParts)) {
        if (const QString choice = part.trimmed(); !choice.isEmpty() && !choices.contains(choice))
            choices.append(choice);
    }
    return choices;
}

QString resolvedLink(const QString &link, const Party &party)
{
    static const QRegularExpression placeholder(u"\\{([a-z]+)(?:\\[([^\\]]*)\\])?\\}"_s);
    QString resolved;
    qsizetype end = 0;
    for (const QRegularExpressionMatch &match : placeholder.globalMatch(link)) {
        const auto value = placeholderValue(match.captured(1), match.captured(2), party);
        resolved += link.mid(end, match.capturedStart() - end);
        resolved += value ? QString::fromLatin1(QUrl::toPercentEncoding(*value)) : match.captured();
        end = match.capturedEnd();
    }
    return resolved + link.mid(end);
}

bool isKnownType(const FieldDefinition &definition)
{
    return definition.type != Type::Text || definition.typeWord == "text"_L1;
}

QList<FieldValue> withFieldValue(
    const Party &was, const Party &draft, const FieldDefinition &definition, const FieldContent &value)
{
    FieldValue wanted{0, definition.id, definition.name, definition.tagId, value};
    QList<FieldValue> edited = draft.fields.value_or(QList<FieldValue>());
    edited.removeIf([&definition](const FieldValue &field) { return field.definitionId == definition.id; });
    if (!isNothing(&wanted))
        edited.append(wanted);
    QList<FieldValue> result;
    for (const FieldValue &before : was.fields.value_or(QList<FieldValue>())) {
        const FieldValue *now = fieldOf(edited, before.definitionId);
        if (hasSameContent(&before, now))
            result.append(before);
        else if (now)
            result.append({before.id, before.definitionId, before.definitionName, before.tagId, now->value});
        edited.removeIf([&before](const FieldValue &field) { return field.definitionId == before.definitionId; });
    }
    return result + edited;
}
