#include "conditionwords.h"

#include "plaintext.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>
#include <QTextBoundaryFinder>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;
using Kind = ConditionKind;
using Operator = ConditionOperator;

namespace {
/// Gives the words a translation context.
struct ConditionWords
{
    Q_DECLARE_TR_FUNCTIONS(ConditionWords)
};

constexpr QLatin1StringView OfOrganisation{"org."};
constexpr QLatin1StringView CustomField{"custom:"};
constexpr int LongestValue = 200;
constexpr qint64 MostDays = 999'999; // that are told

QHash<QString, QString> namedFields()
{
    return {
        {u"name"_s, ConditionWords::tr("Name")},
        {u"type"_s, ConditionWords::tr("Person or organisation")},
        {u"jobTitle"_s, ConditionWords::tr("Job title")},
        {u"email"_s, ConditionWords::tr("Email address")},
        {u"phone"_s, ConditionWords::tr("Phone number")},
        {u"city"_s, ConditionWords::tr("City")},
        {u"zip"_s, ConditionWords::tr("Postcode")},
        {u"state"_s, ConditionWords::tr("County or state")},
        {u"country"_s, ConditionWords::tr("Country")},
        {u"tag"_s, ConditionWords::tr("Tag")},
        {u"owner"_s, ConditionWords::tr("Owner")},
        {u"team"_s, ConditionWords::tr("Team")},
        {u"id"_s, ConditionWords::tr("Number in Capsule")},
        {u"hasEmailAddress"_s, ConditionWords::tr("Has an email address")},
        {u"hasPhoneNumber"_s, ConditionWords::tr("Has a phone number")},
        {u"hasAddress"_s, ConditionWords::tr("Has an address")},
        //: Of an organisation: people belong to it
        {u"hasPeople"_s, ConditionWords::tr("Has people")},
        {u"hasTags"_s, ConditionWords::tr("Has tags")},
        {u"addedOn"_s, ConditionWords::tr("Added on")},
        {u"updatedOn"_s, ConditionWords::tr("Changed on")},
        {u"lastContactedOn"_s, ConditionWords::tr("Last contacted on")},
        {u"org.name"_s, ConditionWords::tr("Name of the organisation")},
        {u"org.tag"_s, ConditionWords::tr("Tag of the organisation")},
    };
}

QHash<QString, QString> flagsTurnedRound()
{
    return {
        {u"hasEmailAddress"_s, ConditionWords::tr("Has no email address")},
        {u"hasPhoneNumber"_s, ConditionWords::tr("Has no phone number")},
        {u"hasAddress"_s, ConditionWords::tr("Has no address")},
        //: Of an organisation: nobody belongs to it
        {u"hasPeople"_s, ConditionWords::tr("Has no people")},
        {u"hasTags"_s, ConditionWords::tr("Has no tags")},
    };
}

const FieldDefinition *definitionOf(const QString &field, const Catalogue &catalogue)
{
    const QString asked = field.startsWith(OfOrganisation) ? field.mid(OfOrganisation.size()) : field;
    if (!asked.startsWith(CustomField) || !catalogue.fields)
        return nullptr;
    const auto definition
        = std::ranges::find(*catalogue.fields, asked.mid(CustomField.size()).toLongLong(), &FieldDefinition::id);
    return definition == catalogue.fields->end() ? nullptr : &*definition;
}

/// The name of a user, team or tag by its id; empty for none.
template <typename Row>
QString nameOf(qint64 id, const std::optional<QList<Row>> &rows)
{
    const auto row = std::ranges::find(*rows, id, &Row::id);
    return row == rows->end() ? QString() : row->name;
}

QString nameUnder(const QString &field, qint64 id, const Catalogue &catalogue)
{
    if (field == "owner"_L1 && catalogue.users)
        return nameOf(id, catalogue.users);
    if (field == "team"_L1 && catalogue.teams)
        return nameOf(id, catalogue.teams);
    if (field == "tag"_L1 && catalogue.tags)
        return nameOf(id, catalogue.tags);
    return {};
}

/// A value that a sentence can hold.
QString cut(const QString &text)
{
    if (text.size() <= LongestValue)
        return text;
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, text);
    letters.setPosition(LongestValue);
    if (!letters.isAtBoundary())
        letters.toPreviousBoundary();
    return text.first(letters.position()) + u'…';
}

QString typeWord(const QString &word)
{
    return word == "person"_L1      ? ConditionWords::tr("Person")
        : word == "organisation"_L1 ? ConditionWords::tr("Organisation")
                                    : word;
}

/// A value as people read it, ready for a sentence.
QString valueWord(const QString &field, const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Double:
    case QMetaType::LongLong:
        return isolated(numberText(value.toDouble()));
    case QMetaType::Bool:
        return value.toBool() ? ConditionWords::tr("yes") : ConditionWords::tr("no");
    case QMetaType::QDate:
        return dayText(value.toDate());
    default:
        return isolated(cut(field == "type"_L1 ? typeWord(value.toString()) : value.toString()));
    }
}

QString wantedWord(const Condition &condition, Kind kind, const Catalogue &catalogue)
{
    if (kind == Kind::Date)
        return dayText(QDate::fromString(condition.value.toString(), Qt::ISODate));
    const bool isNumber = condition.value.isDouble() || kind == Kind::Number;
    if (!isNumber)
        return valueWord(condition.field, condition.value.toString());
    const double number
        = condition.value.isString() ? condition.value.toString().toDouble() : condition.value.toDouble();
    const bool isWhole = condition.op == Operator::Is || condition.op == Operator::IsNot;
    const QString name = isWhole ? nameUnder(condition.field, qint64(number), catalogue) : QString();
    return name.isEmpty() ? valueWord(condition.field, number) : isolated(cut(name));
}

QString flagSentence(const Condition &condition, const QString &word)
{
    static const QHash<QString, QString> named = namedFields();
    static const QHash<QString, QString> turned = flagsTurnedRound();
    const bool isWanted = condition.value.toBool() == (condition.op == Operator::Is);
    if (const auto no = turned.constFind(condition.field); no != turned.cend())
        return isWanted ? named.value(condition.field) : *no;
    //: %1 is a custom field
    return isWanted ? ConditionWords::tr("%1 is ticked").arg(word)
                    //: %1 is a custom field
                    : ConditionWords::tr("%1 is not ticked").arg(word);
}

/// Whole sentences: %1 is a field, %2 a value.
QString textSentence(Operator op)
{
    switch (op) {
    case Operator::IsNot:
        return ConditionWords::tr("%1 is not “%2”");
    case Operator::StartsWith:
        return ConditionWords::tr("%1 starts with “%2”");
    case Operator::EndsWith:
        return ConditionWords::tr("%1 ends with “%2”");
    case Operator::Contains:
        return ConditionWords::tr("%1 contains “%2”");
    default:
        return ConditionWords::tr("%1 is “%2”");
    }
}

QString plainSentence(Operator op)
{
    switch (op) {
    case Operator::IsNot:
        return ConditionWords::tr("%1 is not %2");
    case Operator::IsGreaterThan:
        return ConditionWords::tr("%1 is more than %2");
    case Operator::IsLessThan:
        return ConditionWords::tr("%1 is less than %2");
    case Operator::IsAfter:
        return ConditionWords::tr("%1 is after %2");
    case Operator::IsBefore:
        return ConditionWords::tr("%1 is before %2");
    default:
        return ConditionWords::tr("%1 is %2");
    }
}

/// Empty for an operator that asks for no span. %1 is a field.
QString spanSentence(Operator op, int days)
{
    switch (op) {
    case Operator::IsOlderThan:
        return ConditionWords::tr("%1 is more than %n day(s) ago", nullptr, days);
    case Operator::IsWithinLast:
        return ConditionWords::tr("%1 is within the last %n day(s)", nullptr, days);
    case Operator::IsWithinNext:
        return ConditionWords::tr("%1 is within the next %n day(s)", nullptr, days);
    default:
        return {};
    }
}

/// One that cannot be put better, in Capsule's words.
QString rawSentence(const Condition &condition, const QString &field)
{
    const QString value
        = condition.value.isDouble() ? numberText(condition.value.toDouble()) : condition.value.toVariant().toString();
    //: A condition that cannot be read. %1 is a field, %2 a comparison, %3 a value
    return ConditionWords::tr("%1 %2 “%3”").arg(field, operatorWord(condition.op), isolated(cut(value)));
}

QString valueProblem(const QString &field, Kind kind, Operator op)
{
    if (!spanSentence(op, 0).isEmpty())
        return ConditionWords::tr("Type a number of days.");
    switch (kind) {
    case Kind::Number:
        return field == "owner"_L1 ? ConditionWords::tr("Choose a user of the account.")
            : field == "team"_L1   ? ConditionWords::tr("Choose a team of the account.")
                                   : ConditionWords::tr("Type a number.");
    case Kind::Tag:
        return ConditionWords::tr("Choose a tag, or type its name.");
    case Kind::Text:
        return ConditionWords::tr("Type what to compare with.");
    case Kind::Flag:
        return ConditionWords::tr("Choose yes or no.");
    case Kind::Date:
        break;
    }
    return ConditionWords::tr("Type a day, such as %1.").arg(dayText(QDate(2026, 7, 31)));
}

/// The fields of one DataTag (0: of none), as conditions name them.
QStringList customFields(const Catalogue &catalogue, qint64 tagId)
{
    QStringList fields;
    for (const FieldDefinition &definition : catalogue.fields.value_or(QList<FieldDefinition>())) {
        if (definition.tagId == tagId)
            fields.append(CustomField + QString::number(definition.id));
    }
    return fields;
}

} // namespace

QList<FieldSection> conditionSections(const Catalogue &catalogue)
{
    QList<FieldSection> sections{{ConditionWords::tr("Name and work"), {u"name"_s, u"type"_s, u"jobTitle"_s}},
        {ConditionWords::tr("Their organisation"), {u"org.name"_s, u"org.tag"_s}},
        {ConditionWords::tr("Email and phone"), {u"email"_s, u"hasEmailAddress"_s, u"phone"_s, u"hasPhoneNumber"_s}},
        {ConditionWords::tr("Address"), {u"city"_s, u"zip"_s, u"state"_s, u"country"_s, u"hasAddress"_s}},
        {ConditionWords::tr("Tags and ownership"), {u"tag"_s, u"hasTags"_s, u"owner"_s, u"team"_s, u"hasPeople"_s}},
        {ConditionWords::tr("Dates"), {u"addedOn"_s, u"updatedOn"_s, u"lastContactedOn"_s}},
        {ConditionWords::tr("In Capsule"), {u"id"_s}}};
    QStringList ofOrganisation;
    const auto add = [&](const QString &title, qint64 tagId) {
        const QStringList fields = customFields(catalogue, tagId);
        if (!fields.isEmpty())
            sections.append({title, fields});
        for (const QString &field : fields)
            ofOrganisation.append(OfOrganisation + field);
    };
    add(ConditionWords::tr("Custom fields"), 0);
    for (const TagDefinition &tag : catalogue.tags.value_or(QList<TagDefinition>()))
        //: %1 is a tag that brings custom fields of its own
        add(ConditionWords::tr("Custom fields of “%1”").arg(displayText(tag.name)), tag.id);
    if (!ofOrganisation.isEmpty())
        sections.append({ConditionWords::tr("Custom fields of the organisation"), ofOrganisation});
    return sections;
}

QString conditionFieldWord(const QString &field, const Catalogue &catalogue)
{
    static const QHash<QString, QString> named = namedFields();
    if (const auto known = named.constFind(field); known != named.cend())
        return *known;
    const FieldDefinition *definition = definitionOf(field, catalogue);
    if (!definition)
        return displayText(field);
    const QString name = displayText(definition->name);
    //: %1 is a custom field
    return field.startsWith(OfOrganisation) ? ConditionWords::tr("%1 of the organisation").arg(name) : name;
}

QString operatorLabel(Operator op)
{
    switch (op) {
    case Operator::Is:
        //: Between a field and a value
        return ConditionWords::tr("is");
    case Operator::IsNot:
        //: Between a field and a value
        return ConditionWords::tr("is not");
    case Operator::StartsWith:
        //: Between a field and a value
        return ConditionWords::tr("starts with");
    case Operator::EndsWith:
        //: Between a field and a value
        return ConditionWords::tr("ends with");
    case Operator::Contains:
        //: Between a field and a value
        return ConditionWords::tr("contains");
    case Operator::IsGreaterThan:
        //: Between a field and a number
        return ConditionWords::tr("is more than");
    case Operator::IsLessThan:
        //: Between a field and a number
        return ConditionWords::tr("is less than");
    case Operator::IsAfter:
        //: Between a field and a day
        return ConditionWords::tr("is after");
    case Operator::IsBefore:
        //: Between a field and a day
        return ConditionWords::tr("is before");
    case Operator::IsOlderThan:
        //: Between a date and a number of days
        return ConditionWords::tr("is longer ago than");
    case Operator::IsWithinLast:
        //: Between a date and a number of days
        return ConditionWords::tr("is within the last");
    case Operator::IsWithinNext:
        //: Between a date and a number of days
        return ConditionWords::tr("is within the next");
    }
    Q_UNREACHABLE();
}

QString conditionSentence(const Condition &condition, const Catalogue &catalogue)
{
    const bool isCustom = definitionOf(condition.field, catalogue);
    const QString plain = conditionFieldWord(condition.field, catalogue);
    const QString field = isCustom || !conditionKind(condition.field, catalogue) ? isolated(shortName(plain)) : plain;
    if (!isValid(condition, catalogue))
        return rawSentence(condition, field);
    const Kind kind = *conditionKind(condition.field, catalogue);
    if (kind == Kind::Flag)
        return flagSentence(condition, field);
    if (condition.value.isNull())
        return condition.op == Operator::Is ? ConditionWords::tr("%1 is empty").arg(field)
                                            : ConditionWords::tr("%1 is filled").arg(field);
    if (condition.value.isDouble() && kind == Kind::Date)
        return spanSentence(condition.op, int(std::min<qint64>(condition.value.toInteger(), MostDays))).arg(field);
    const bool isText = kind == Kind::Text || kind == Kind::Tag;
    return (isText ? textSentence(condition.op) : plainSentence(condition.op))
        .arg(field, wantedWord(condition, kind, catalogue));
}

QString decidedBySentence(const Finding &finding, const Party &party)
{
    const QString &field = finding.condition.field;
    const QVariant &value = finding.decidedBy;
    if (!value.isValid())
        return ConditionWords::tr("This record: nothing");
    QStringList words;
    if (value.typeId() == QMetaType::QStringList) {
        for (const QString &text : value.toStringList())
            words.append(valueWord(field, text));
    } else if (field == "owner"_L1 && party.owner && !party.owner->name.isEmpty()) {
        words.append(isolated(cut(party.owner->name)));
    } else if (field == "team"_L1 && party.team && !party.team->name.isEmpty()) {
        words.append(isolated(cut(party.team->name)));
    } else {
        words.append(valueWord(field, value));
    }
    //: %1 is what the record has, or several such values
    return ConditionWords::tr("This record: %1").arg(QLocale().createSeparatedList(words));
}

QString conditionProblem(const Condition &condition, const Catalogue &catalogue)
{
    if (isValid(condition, catalogue))
        return {};
    if (condition.field.isEmpty())
        return ConditionWords::tr("Choose a field.");
    const auto kind = conditionKind(condition.field, catalogue);
    if (!kind && condition.field.contains(CustomField))
        return ConditionWords::tr("The account has no such custom field any more. Choose another field, or remove the "
                                  "condition.");
    if (!kind)
        return ConditionWords::tr("Lists on this computer cannot ask for this field. Choose another one, or remove the "
                                  "condition.");
    if (!operatorsOf(*kind).contains(condition.op))
        return ConditionWords::tr("This comparison does not fit the field. Choose another one.");
    return valueProblem(condition.field, *kind, condition.op);
}

QString numberText(double number)
{
    QLocale locale;
    locale.setNumberOptions(QLocale::OmitGroupSeparator);
    constexpr double exact = 9007199254740992; // 2^53: whole numbers up to here are told in full
    const bool isWhole = std::abs(number) < exact && number == std::trunc(number);
    return isWhole ? locale.toString(qint64(number)) : locale.toString(number, 'g', QLocale::FloatingPointShortest);
}

std::optional<double> numberIn(const QString &typed)
{
    const QString trimmed = typed.trimmed();
    for (const QLocale &locale : {QLocale(), QLocale::c()}) {
        bool isNumber = false;
        const double number = locale.toDouble(trimmed, &isNumber);
        if (isNumber && std::isfinite(number))
            return number;
    }
    return {};
}

namespace {
/// The user's short way, but with four digits of the year: two would be read as the last century's.
QString dayFormat()
{
    QString format = QLocale().dateFormat(QLocale::ShortFormat);
    if (!format.contains("yyyy"_L1))
        format.replace("yy"_L1, "yyyy"_L1);
    return format;
}
} // namespace

QString dayText(const QDate &day)
{
    return QLocale().toString(day, dayFormat());
}

QDate dayIn(const QString &typed)
{
    constexpr int firstOfTwoDigits = 1950;
    const QString trimmed = typed.trimmed();
    const QLocale locale;
    const QString shortFormat = locale.dateFormat(QLocale::ShortFormat);
    for (const QDate &day : {QDate::fromString(trimmed, Qt::ISODate), locale.toDate(trimmed, dayFormat()),
             locale.toDate(trimmed, QLocale::LongFormat)}) {
        if (day.isValid() && day.year() > 999)
            return day;
    }
    const QDate day = locale.toDate(trimmed, shortFormat);
    return day.isValid() && day.year() < firstOfTwoDigits ? day.addYears(100) : day;
}
