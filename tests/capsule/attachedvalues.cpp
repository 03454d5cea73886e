#include "rows.h"

#include <QDate>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

Refusal findOrMakeTag(Vocabulary &vocabulary, const QJsonObject &item, qint64 &id)
{
    if (item.contains("id"_L1)) {
        id = item.value("id"_L1).toInteger();
        return {};
    }
    const QString name = item.value("name"_L1).toString().trimmed();
    if (name.isEmpty())
        return invalid(u"name is required"_s, u"tag"_s, u"name"_s);
    const Tag *tag = vocabulary.tagNamed(name);
    id = tag ? tag->id : vocabulary.tags.insert({0, name, {}, false}).id;
    return {};
}

Refusal applyTag(Vocabulary &vocabulary, Record &record, const QJsonObject &item)
{
    qint64 id = 0;
    if (const Refusal refused = findOrMakeTag(vocabulary, item, id))
        return refused;
    if (item.value("_delete"_L1).toBool()) {
        if (record.tags.removeAll(id) == 0)
            return invalid(u"tag not found to delete"_s, u"tag"_s, u"id"_s);
        return {};
    }
    if (!vocabulary.tags.find(id))
        return failure(404, u"tag not found"_s);
    if (!record.tags.contains(id))
        record.tags.append(id);
    return {};
}

const Definition *definitionMeant(const Vocabulary &vocabulary, const QJsonValue &reference)
{
    if (reference.isDouble())
        return vocabulary.definitions.find(reference.toInteger());
    if (reference.isObject() && reference.toObject().contains("id"_L1))
        return vocabulary.definitions.find(reference.toObject().value("id"_L1).toInteger());
    const QString name = reference.isObject() ? reference.toObject().value("name"_L1).toString() : reference.toString();
    return const_cast<Vocabulary &>(vocabulary).definitionNamed(name);
}

Refusal wrongType()
{
    return invalid(u"invalid type for field"_s, u"field"_s, u"value"_s);
}

Refusal readNumber(const QJsonValue &value, QString &text)
{
    bool isNumber = value.isDouble();
    double number = value.toDouble();
    if (value.isString())
        number = value.toString().trimmed().toDouble(&isNumber);
    if (!isNumber || !qIsFinite(number))
        return wrongType();
    text = value.isString() ? value.toString().trimmed() : QString::number(number, 'g', 15);
    return {};
}

Refusal readChoices(const Definition &definition, const QJsonValue &value, QString &text)
{
    if (!value.isString())
        return wrongType();
    text = value.toString();
    const bool isMany = definition.type == "multiselectlist"_L1;
    const QStringList choices = isMany ? text.split(u';', Qt::SkipEmptyParts) : QStringList{text};
    for (const QString &choice : choices) {
        if (!definition.options.contains(choice))
            return invalid(u"invalid option for field"_s, u"field"_s, u"value"_s);
    }
    return {};
}

/// Turns what was sent into what is kept; an empty text removes the row.
Refusal readValue(const Definition &definition, const QJsonValue &value, QString &text)
{
    if (definition.type == "boolean"_L1) {
        if (!value.isBool())
            return wrongType();
        text = value.toBool() ? u"true"_s : QString();
        return {};
    }
    if (value.isNull() || value == QJsonValue(QString(""_L1))) {
        text.clear();
        return {};
    }
    if (definition.type == "number"_L1)
        return readNumber(value, text);
    if (!definition.options.isEmpty())
        return readChoices(definition, value, text);
    if (!value.isString())
        return wrongType();
    text = value.toString();
    if (definition.type == "date"_L1 && (text.size() != 10 || !QDate::fromString(text, Qt::ISODate).isValid()))
        return wrongType();
    return {};
}

using FieldRow = QList<FieldValue>::iterator;

Refusal setField(
    const Definition &definition, const QJsonObject &item, Record &record, FieldRow row, qint64 &nextId, bool &touched)
{
    if (!item.contains("value"_L1))
        return {};
    QString text;
    if (const Refusal refused = readValue(definition, item.value("value"_L1), text))
        return refused;
    if (text.isEmpty()) {
        touched = true;
        if (row != record.fields.end())
            record.fields.erase(row);
    } else if (row != record.fields.end()) {
        row->value = text;
    } else {
        record.fields.append({nextId++, definition.id, text});
    }
    return {};
}

Refusal applyField(const Vocabulary &vocabulary, Record &record, const QJsonObject &item, qint64 &nextId, bool &touched)
{
    const bool isByRow = item.contains("id"_L1);
    const qint64 rowId = item.value("id"_L1).toInteger();
    const Definition *definition = isByRow ? nullptr : definitionMeant(vocabulary, item.value("definition"_L1));
    if (!isByRow && !definition)
        return failure(404, u"field definition not found"_s);
    const auto row = std::find_if(record.fields.begin(), record.fields.end(),
        [&](const FieldValue &field) { return isByRow ? field.id == rowId : field.definition == definition->id; });
    if (isByRow && row == record.fields.end())
        return failure(404, u"field not found"_s);
    if (item.value("_delete"_L1).toBool()) {
        if (row != record.fields.end())
            record.fields.erase(row);
        return {};
    }
    if (isByRow)
        definition = vocabulary.definitions.find(row->definition);
    return setField(*definition, item, record, row, nextId, touched);
}

template <class Apply>
Refusal eachObject(const QJsonValue &items, const QString &key, Apply apply)
{
    if (items.isUndefined() || items.isNull())
        return {};
    if (!items.isArray())
        return failure(400, u"'%1' must be an array"_s.arg(key));
    const QJsonArray array = items.toArray();
    for (const auto &item : array) {
        if (!item.isObject())
            return failure(400, u"each of '%1' must be an object"_s.arg(key));
        if (const Refusal refused = apply(item.toObject()))
            return refused;
    }
    return {};
}

} // namespace

Refusal applyTags(Vocabulary &vocabulary, Record &record, const QJsonValue &items)
{
    return eachObject(items, u"tags"_s, [&](const QJsonObject &item) { return applyTag(vocabulary, record, item); });
}

Refusal applyFields(
    const Vocabulary &vocabulary, Record &record, const QJsonValue &items, qint64 &nextId, bool &touched)
{
    return eachObject(items, u"fields"_s,
        [&](const QJsonObject &item) { return applyField(vocabulary, record, item, nextId, touched); });
}

} // namespace capsule
