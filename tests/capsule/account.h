#pragma once

#include "records.h"

#include <QMultiHash>

#include <array>

namespace capsule {

/// Which of the three kinds of record a tag, a field or an entry belongs to.
enum class Kind { Party, Opportunity, Kase };

/// Tags and custom fields of one kind of record; each kind has its own (capsule-api.md sections 9 and 10).
struct Vocabulary
{
    Table<Tag> tags;
    Table<Definition> definitions;

    /// Compares without case and outer blanks.
    Tag *tagNamed(const QString &name);
    Definition *definitionNamed(const QString &name);
};

/// Everything one Capsule account holds. It keeps the references whole; it knows nothing of requests.
class Account
{
public:
    Account();

    QString siteName, subdomain;
    Table<Party> parties;
    Table<Deal> opportunities, kases;
    Table<Entry> entries;
    Table<Task> tasks;
    Table<User> users;
    Table<Team> teams;
    Table<Title> titles;
    Table<Category> categories;
    Table<NamedItem> lostReasons;
    Table<SavedFilter> savedFilters;
    Table<Attachment> attachments;
    QMap<QString, Job> jobs; ///< by id
    QMap<qint64, qint64> restricted; ///< parties this user may not see, and since when
    qint64 nextRowId = 1; ///< of addresses, phones, e-mails, websites and field values

    Vocabulary &vocabulary(Kind kind) { return m_vocabularies[std::size_t(kind)]; }
    const Vocabulary &vocabulary(Kind kind) const { return m_vocabularies[std::size_t(kind)]; }
    QList<Deletion> &deletions(Kind kind) { return m_deletions[std::size_t(kind)]; }
    Table<Deal> &deals(Kind kind) { return kind == Kind::Kase ? kases : opportunities; }
    const Table<Deal> &deals(Kind kind) const { return kind == Kind::Kase ? kases : opportunities; }

    /// The party if it exists and is not restricted.
    Party *visibleParty(qint64 id);
    /// Adds a party and indexes it.
    Party &addParty(Party party);
    /// Replaces the party of the same id and indexes it anew.
    void updateParty(const Party &party);
    /// Removes a party with its entries, tasks, opportunities and projects, and unlinks its people
    /// (capsule-api.md section 7.3). `touchPeople` says whether the unlinked people count as changed.
    void removeParty(qint64 id, qint64 now, bool touchPeople);
    void removeDeal(Kind kind, qint64 id, qint64 now);
    /// Takes the tag off every record.
    void removeTag(Kind kind, qint64 id);
    void removeDefinition(Kind kind, qint64 id);

    /// An organisation of that name, compared trimmed and without case; null if there is none but `except`.
    Party *organisationNamed(const QString &name, qint64 except = 0);

private:
    void index(Party &party);
    void unindex(const Party &party);

    std::array<Vocabulary, 3> m_vocabularies;
    std::array<QList<Deletion>, 3> m_deletions;
    QMultiHash<QString, qint64> m_organisationNames;
};

/// "parties", "opportunities" or "kases".
QByteArray pathWord(Kind kind);
/// "party", "opportunity" or "kase".
QString resourceWord(Kind kind);

} // namespace capsule
