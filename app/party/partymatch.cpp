#include "party/partychanges.h"
#include "party/partyrows.h"

using namespace Qt::StringLiterals;

namespace {
/// Blanks and the one country name that Capsule is known to replace (capsule-api.md section 8.2) make no difference.
bool sameText(const QString &found, const QString &sent)
{
    const auto normal = [](const QString &text) {
        const QString plain = text.simplified();
        return plain == "USA"_L1 ? u"United States"_s : plain;
    };
    return normal(found) == normal(sent);
}

/// A text that was sent must have come back; one that was not sent says nothing.
bool holdsText(const QString &found, const QString &sent)
{
    return sent.isEmpty() || sameText(found, sent);
}

template <typename Kind, typename Row>
bool holdsRows(const Kind &kind, QList<Row> found, const QList<Row> &sent)
{
    for (const Row &wanted : sent) {
        if (kind.isEmpty(wanted))
            continue;
        const auto match = std::find_if(found.begin(), found.end(), [&](const Row &row) {
            return std::all_of(kind.texts.begin(), kind.texts.end(),
                [&](const auto &part) { return holdsText(row.*part.text, wanted.*part.text); });
        });
        if (match == found.end())
            return false;
        found.erase(match); // two equal rows need two
    }
    return true;
}

bool sameContent(const FieldContent &found, const FieldContent &sent)
{
    const auto *foundText = std::get_if<QString>(&found);
    const auto *sentText = std::get_if<QString>(&sent);
    if (!foundText || !sentText)
        return found == sent;
    bool bothNumbers = false;
    bool sentIsNumber = false;
    const double a = foundText->toDouble(&bothNumbers);
    const double b = sentText->toDouble(&sentIsNumber);
    return sameText(*foundText, *sentText) || (bothNumbers && sentIsNumber && qFuzzyCompare(1 + a, 1 + b));
}

bool holdsFields(const QList<FieldValue> &found, const QList<FieldValue> &sent)
{
    return std::all_of(sent.begin(), sent.end(), [&](const FieldValue &field) {
        const FieldContent content = contentOf(sent, field.definitionId);
        return content == FieldContent(QString()) || sameContent(contentOf(found, field.definitionId), content);
    });
}

bool holdsOrganisation(const Party &found, const Party &sent)
{
    if (!sent.organisation)
        return true;
    if (!found.organisation)
        return false;
    if (sent.organisation->id > 0)
        return found.organisation->id == sent.organisation->id;
    return sameText(found.organisation->name, sent.organisation->name);
}

template <typename Reference>
bool holdsReference(const std::optional<Reference> &found, const std::optional<Reference> &sent)
{
    return !sent || (found && found->id == sent->id);
}
} // namespace

bool holdsEverythingSent(const Party &found, const Party &sent)
{
    bool holds = found.type == sent.type && holdsOrganisation(found, sent) && holdsReference(found.owner, sent.owner)
        && holdsReference(found.team, sent.team);
    for (const Scalar &scalar : Scalars)
        holds = holds && holdsText(found.*scalar.text, sent.*scalar.text);
    forEachRowKind([&](const auto &kind) { holds = holds && holdsRows(kind, found.*kind.list, sent.*kind.list); });
    if (sent.tags)
        holds = holds && found.tags && tagsBeyond(*sent.tags, *found.tags).isEmpty();
    if (sent.fields)
        holds = holds && found.fields && holdsFields(*found.fields, *sent.fields);
    return holds;
}
