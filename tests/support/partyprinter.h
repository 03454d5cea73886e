#pragma once

#include "party/partychanges.h"

#include <QByteArray>
#include <QJsonDocument>
#include <QTest>

#include "party/partyjson.h"

// What QCOMPARE shows of our values when they differ.

inline char *toString(const Party &party)
{
    return qstrdup(QJsonDocument(partyToJson(party)).toJson().constData());
}

inline char *toString(const FieldChange &change)
{
    static constexpr const char *kinds[] = {"changed", "added", "removed"};
    const auto text
        = QStringLiteral("%1 %2: \"%3\" -> \"%4\"")
              .arg(change.key, QLatin1StringView(kinds[static_cast<int>(change.kind)]), change.was, change.willBe);
    return qstrdup(text.toUtf8().constData());
}

inline char *toString(const PartyConflict &conflict)
{
    const auto text = QStringLiteral("%1: base \"%2\", mine \"%3\", theirs \"%4\"")
                          .arg(conflict.key, conflict.base, conflict.mine, conflict.theirs);
    return qstrdup(text.toUtf8().constData());
}

inline char *toString(const PartyJsonError &error)
{
    return qstrdup(error.toString().toUtf8().constData());
}
