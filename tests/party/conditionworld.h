#pragma once

#include "capsule/service.h"
#include "party/partyconditions.h"

#include <QMap>

#include <memory>
#include <set>
#include <string>

/// The fields as capsule-api.md section 11 lists them, custom ones by the type of their definition.
struct DocumentedField
{
    QString name;
    ConditionKind kind;
};

QList<DocumentedField> namedFields();
/// The operators as the same section lists them.
QStringList documentedOperators(ConditionKind kind);
/// Conditions for the words of a failure.
std::string shown(const QJsonArray &conditions);

/// The stand-in Capsule with a sample of records and rare values in all their fields, and the same records as this
/// program reads them: what its filter chooses and what conditions here choose can be compared.
class ConditionWorld
{
public:
    using Ids = std::set<qint64>;

    explicit ConditionWorld(unsigned seed);

    /// Its time: the next day already in the user's zone.
    static QDateTime now();

    const Catalogue &catalogue() const { return m_catalogue; }
    const QMap<qint64, Party> &parties() const { return m_parties; }
    ConditionContext context() const;
    QList<DocumentedField> allFields() const;
    /// Values of records, whole and in part, and some that no record has.
    QList<QJsonValue> valuesFor(const DocumentedField &field, const QString &op) const;

    /// The ids that the stand-in's filter chooses; throws if it refuses.
    Ids chosenByService(const QJsonArray &conditions);
    Ids chosenHere(const ConditionGroup &group) const;

private:
    /// What the sample leaves out: today, the future, the hours in which the user's day is not that of UTC, a second
    /// team, and values in every custom field.
    void addRareValues();
    void readCatalogue();
    void readParties();
    /// Some values that records hold under a field, as its explanations name them.
    QList<QVariant> held(const QString &field) const;

    std::unique_ptr<capsule::Service> m_service;
    Catalogue m_catalogue;
    QMap<qint64, Party> m_parties;
};
