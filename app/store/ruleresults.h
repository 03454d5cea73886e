#pragma once

#include "party/partyrule.h"
#include "store/partyindex.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

class Clock;
class PartyStore;

/// Which records lists of conditions hold. What the index cannot tell is read from the records' documents on another
/// thread, a part at a time; what changes is judged anew. It lives on the store's thread.
class RuleResults : public QObject
{
    Q_OBJECT

public:
    /// Borrows both.
    RuleResults(PartyStore &store, Clock &clock, QObject *parent = nullptr);
    ~RuleResults() override;

    /// Keeps the records that fulfil a rule's conditions at hand under a name, from now on. Another rule under the same
    /// name takes its place.
    void keep(const QString &name, const PartyRule &rule);
    void forget(const QString &name);
    /// The rows of the index that fulfil the conditions kept under a name, removed and deleted rows left as they are;
    /// null until all were judged once. The rule's search is left to PartyIndex::rows().
    std::shared_ptr<const std::vector<quint8>> rows(const QString &name) const;

    /// As RuleCounter says. Records are judged from scratch.
    void count(const PartyRule &rule, QObject *context, std::function<void(qsizetype)> done);

    /// Every condition of a rule, in order, with the value of a record that decided it. Empty if there is no such
    /// record.
    QList<Finding> findings(const PartyRule &rule, const QUuid &localId) const;
    bool fits(const PartyRule &rule, const QUuid &localId) const;
    /// What conditions need to know beside a record, to say why they hold. It borrows the store.
    ConditionContext contextOf(const QUuid &localId) const;

Q_SIGNALS:
    /// The rows under a name are there, or others than before.
    void changed(const QString &name);

private:
    class Private;
    std::unique_ptr<Private> d;
};
