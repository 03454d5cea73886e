#pragma once

#include "party/partyrule.h"
#include "result.h"
#include "store/storeerror.h"

#include <QObject>
#include <QUuid>

#include <optional>

class PartyStore;

/// A list that somebody made here, by words of a search or by conditions.
struct OwnList
{
    QUuid id;
    QString name;
    PartyRule rule;
    bool operator==(const OwnList &) const = default;
};

/// The lists made here. They are the user's work, so they are kept where that is kept, and each change is on disk when
/// it is told.
class OwnLists : public QObject
{
    Q_OBJECT

public:
    /// Borrows `store`.
    explicit OwnLists(PartyStore &store, QObject *parent = nullptr);

    /// By name, as people sort. A list that a newer program made and that is not understood here is not among them, and
    /// stays in its file.
    const QList<OwnList> &lists() const { return m_lists; }
    std::optional<OwnList> list(const QUuid &id) const;

    /// A new list; returns its id.
    Result<QUuid, StoreError> add(const QString &name, const PartyRule &rule);
    /// Puts a list in the place of the one with its id, or back where it was removed.
    Result<void, StoreError> put(const OwnList &list);
    Result<void, StoreError> remove(const QUuid &id);

Q_SIGNALS:
    void changed();

private:
    void read();

    PartyStore &m_store;
    QList<OwnList> m_lists;
};
