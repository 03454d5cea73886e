#include "endpoints.h"
#include "shapes.h"

#include <QJsonArray>

#include <functional>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

Answer tagAnswer(int status, const Tag &tag)
{
    return recordAnswer(status, "tag", [&](JsonWriter &json) { writeTag(json, tag); });
}

Refusal readTag(const Call &call, Tag &tag)
{
    QJsonObject body;
    if (const Refusal refused = readBody(call, "tag"_L1, body))
        return refused;
    if (const Refusal refused = readText(body, "name"_L1, tag.name))
        return refused;
    if (const Refusal refused = readText(body, "description"_L1, tag.description))
        return refused;
    tag.isDataTag = body.value("dataTag"_L1).toBool(tag.isDataTag);
    if (tag.name.trimmed().isEmpty())
        return invalid(u"name is required"_s, u"tag"_s, u"name"_s);
    const Tag *other = call.account.vocabulary(call.kind).tagNamed(tag.name);
    if (other && other->id != tag.id)
        return invalid(u"name must be unique"_s, u"tag"_s, u"name"_s);
    return {};
}

void writeDefinition(JsonWriter &json, const Call &call, const Definition &definition)
{
    json.beginObject();
    json.member("id", definition.id);
    json.member("name", definition.name);
    json.optional("description", definition.description);
    json.member("type", definition.type);
    json.member("displayOrder", definition.displayOrder);
    if (const Tag *tag = call.account.vocabulary(call.kind).tags.find(definition.tag)) {
        json.key("tag");
        writeTag(json, *tag);
    }
    json.optional("captureRule", definition.captureRule);
    if (!definition.options.isEmpty()) {
        json.key("options");
        json.beginArray();
        for (const QString &option : definition.options)
            json.string(option);
        json.endArray();
    }
    json.key("important");
    json.boolean(definition.important);
    json.endObject();
}

Answer definitionAnswer(const Call &call, int status, const Definition &definition)
{
    return recordAnswer(status, "definition", [&](JsonWriter &json) { writeDefinition(json, call, definition); });
}

Answer definitionsWhere(const Call &call, const std::function<bool(const Definition &)> &condition)
{
    QList<const Definition *> hits;
    for (const auto &definition : call.account.vocabulary(call.kind).definitions.rows()) {
        if (condition(*definition))
            hits.append(definition.get());
    }
    return listAnswer(call, "definitions", hits.size(),
        [&](JsonWriter &json, qsizetype i) { writeDefinition(json, call, *hits[i]); });
}

Refusal readDefinitionTexts(const QJsonObject &body, Definition &definition)
{
    for (const auto &[key, text] : {std::pair{"name"_L1, &definition.name}, {"description"_L1, &definition.description},
             {"captureRule"_L1, &definition.captureRule}}) {
        if (const Refusal refused = readText(body, key, *text))
            return refused;
    }
    // The type of a definition cannot sensibly change once values exist.
    return definition.type.isEmpty() ? readText(body, "type"_L1, definition.type) : Refusal();
}

Refusal checkDefinition(const Definition &definition)
{
    static const QStringList types{
        u"text"_s, u"date"_s, u"list"_s, u"boolean"_s, u"number"_s, u"link"_s, u"multiselectlist"_s};
    const auto refuse = [](const QString &message, const QString &field) {
        return invalid(message, u"definition"_s, field);
    };
    if (definition.name.trimmed().isEmpty())
        return refuse(u"name is required"_s, u"name"_s);
    if (!types.contains(definition.type))
        return refuse(u"type is required"_s, u"type"_s);
    if (definition.type.endsWith("list"_L1) && definition.options.isEmpty())
        return refuse(u"options is required"_s, u"options"_s);
    return {};
}

Refusal readDefinition(const Call &call, Definition &definition)
{
    QJsonObject body;
    if (const Refusal refused = readBody(call, "definition"_L1, body))
        return refused;
    if (const Refusal refused = readDefinitionTexts(body, definition))
        return refused;
    if (const QJsonValue options = body.value("options"_L1); options.isArray())
        definition.options = options.toVariant().toStringList();
    definition.displayOrder = body.value("displayOrder"_L1).toInteger(definition.displayOrder);
    definition.important = body.value("important"_L1).toBool(definition.important);
    if (readReference(body, "tag"_L1, definition.tag) && definition.tag != 0
        && !call.account.vocabulary(call.kind).tags.find(definition.tag))
        return failure(404, u"tag not found"_s);
    return checkDefinition(definition);
}

} // namespace

Answer listTags(Call &call)
{
    const auto &tags = call.account.vocabulary(call.kind).tags;
    return listAnswer(call, "tags", tags.size(), [&](JsonWriter &json, qsizetype i) { writeTag(json, tags.at(i)); });
}

Answer showTag(Call &call)
{
    const Tag *tag = call.account.vocabulary(call.kind).tags.find(call.id());
    return tag ? tagAnswer(200, *tag) : failure(404, u"tag not found"_s);
}

Answer createTag(Call &call)
{
    Tag tag;
    if (const Refusal refused = readTag(call, tag))
        return *refused;
    const Tag &added = call.account.vocabulary(call.kind).tags.insert(tag);
    return created(call, pathWord(call.kind) + "/tags/" + QByteArray::number(added.id), tagAnswer(201, added));
}

Answer updateTag(Call &call)
{
    Tag *stored = call.account.vocabulary(call.kind).tags.find(call.id());
    if (!stored)
        return failure(404, u"tag not found"_s);
    Tag tag = *stored;
    if (const Refusal refused = readTag(call, tag))
        return *refused;
    *stored = tag;
    return tagAnswer(200, tag);
}

Answer deleteTag(Call &call)
{
    if (!call.account.vocabulary(call.kind).tags.find(call.id()))
        return failure(404, u"tag not found"_s);
    call.account.removeTag(call.kind, call.id());
    return deleted(call, u"Deleting Tag"_s);
}

Answer listTagDefinitions(Call &call)
{
    if (!call.account.vocabulary(call.kind).tags.find(call.id()))
        return failure(404, u"tag not found"_s);
    return definitionsWhere(call, [&](const Definition &definition) { return definition.tag == call.id(); });
}

Answer listDefinitions(Call &call)
{
    const bool isPlainOnly = call.parameter(u"includeDataTagFields"_s) == "false"_L1;
    return definitionsWhere(call, [&](const Definition &definition) { return !isPlainOnly || definition.tag == 0; });
}

Answer showDefinition(Call &call)
{
    const Definition *definition = call.account.vocabulary(call.kind).definitions.find(call.id());
    return definition ? definitionAnswer(call, 200, *definition) : failure(404, u"field definition not found"_s);
}

Answer createDefinition(Call &call)
{
    Definition definition;
    if (const Refusal refused = readDefinition(call, definition))
        return *refused;
    const Definition &added = call.account.vocabulary(call.kind).definitions.insert(definition);
    if (Tag *tag = call.account.vocabulary(call.kind).tags.find(added.tag))
        tag->isDataTag = true;
    const QByteArray path = pathWord(call.kind) + "/fields/definitions/" + QByteArray::number(added.id);
    return created(call, path, definitionAnswer(call, 201, added));
}

Answer updateDefinition(Call &call)
{
    Definition *stored = call.account.vocabulary(call.kind).definitions.find(call.id());
    if (!stored)
        return failure(404, u"field definition not found"_s);
    Definition definition = *stored;
    if (const Refusal refused = readDefinition(call, definition))
        return *refused;
    *stored = definition;
    return definitionAnswer(call, 200, definition);
}

Answer deleteDefinition(Call &call)
{
    if (!call.account.vocabulary(call.kind).definitions.find(call.id()))
        return failure(404, u"field definition not found"_s);
    call.account.removeDefinition(call.kind, call.id());
    return {204, {}, {}};
}

} // namespace capsule
