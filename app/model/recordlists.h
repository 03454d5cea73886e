#pragma once

#include "party/partyrule.h"
#include "store/partyindex.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QUuid>

#include <memory>
#include <optional>

class OwnLists;
class PartyStore;
class RuleResults;

/// A list beside the three kinds and what is unfinished.
struct RecordList
{
    enum class Kind {
        Mine,
        RecentlyAdded, ///< in the last 7 days
        RecentlyChanged, ///< in the last 7 days
        NotContacted30, ///< for 30 days, or never
        NotContacted90,
        MissingImportant,
        Own, ///< made here
        SavedFilter, ///< saved in Capsule, which runs it
        Tag
    };
    Kind kind = Kind::Mine;
    QString key; ///< the same after a restart
    QString title; ///< the name of a tag, of a filter or of one's own list; else the kind says all
    std::optional<qsizetype> count = {}; ///< none while it was not counted yet
    QDateTime at = {}; ///< of a filter: when it was run; invalid for never
    bool operator==(const RecordList &) const = default;
};

/// Which lists there are, what each of them holds and how many that are. Counting them takes longer than a frame, so it
/// is done a step each turn of the event loop, some time after something has changed.
class RecordLists : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    RecordLists(PartyStore &store, RuleResults &results, OwnLists &ownLists, QObject *parent = nullptr);
    ~RecordLists() override;

    /// In the order people see them: tags by name, and only those that a record has.
    QList<RecordList> lists() const;
    /// The list of a key; none if there is no such list, or no longer. Any tag is a list, even one that no record has.
    std::optional<RecordList> list(const QString &key) const;
    /// What a list holds; nothing, while that is being worked out.
    PartyQuery query(const QString &key) const;
    bool isReady(const QString &key) const;
    /// The rule that holds the same, for a list of one's own or to say why a record is here; empty for no list.
    PartyRule ruleOf(const QString &key) const;

    /// The key of a tag's list.
    static QString keyOfTag(const QString &name);
    /// The key of a list made here, and back; null for other keys.
    static QString keyOfOwn(const QUuid &id);
    static QUuid ownOfKey(const QString &key);
    /// The id in Capsule of a saved filter's list; 0 for other keys.
    static qint64 filterOfKey(const QString &key);

Q_SIGNALS:
    /// Lists came, went or have another name or count.
    void changed();
    /// A list holds others than before for a reason beside its records: it was worked out, or is another rule now.
    void queryChanged(const QString &key);

private:
    class Private;
    std::unique_ptr<Private> d;
};
