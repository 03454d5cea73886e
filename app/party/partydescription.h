#pragma once

#include "party/party.h"

#include <QStringList>

// How differences are named and read: the keys of FieldChange and PartyConflict, and their values as one line. Used
// inside the party room only.

/// "emailAddresses/12"
template <typename Kind>
QString rowKey(const Kind &kind, qint64 id)
{
    return kind.key + u'/' + QString::number(id);
}

/// "emailAddresses/12/address"
template <typename Kind>
QString textKey(const Kind &kind, qint64 id, QLatin1StringView text)
{
    return rowKey(kind, id) + u'/' + text;
}

/// "emailAddresses/+0"
template <typename Kind>
QString additionKey(const Kind &kind, int place)
{
    return kind.key + QLatin1StringView("/+") + QString::number(place);
}

QString tagKey(const Tag &tag);
QString fieldKey(qint64 definitionId);

QString readableRow(const QString &type, const QStringList &mainTexts);
QString readableOrganisation(const std::optional<OrganisationRef> &organisation);
QString readableOwnerAndTeam(const Party &party);
QString readableContent(const FieldContent &content);

/// "anna@example.com (Work)"
template <typename Kind, typename Row>
QString readableRow(const Kind &kind, const Row &row)
{
    QStringList mainTexts;
    for (const auto &part : kind.texts) {
        if (part.isMain)
            mainTexts.append(row.*part.text);
    }
    return readableRow(row.type, mainTexts);
}
