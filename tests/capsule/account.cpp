#include "account.h"

#include "search.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

QString nameKey(const QString &name)
{
    return name.trimmed().toCaseFolded();
}

template <class T>
T *named(Table<T> &table, const QString &name)
{
    const QString key = nameKey(name);
    for (const auto &row : table.rows()) {
        if (nameKey(row->name) == key)
            return row.get();
    }
    return nullptr;
}

template <class T, class Condition>
QList<qint64> idsWhere(const Table<T> &table, Condition condition)
{
    QList<qint64> ids;
    for (const auto &row : table.rows()) {
        if (condition(*row))
            ids.append(row->id);
    }
    return ids;
}

} // namespace

QString Party::fullName() const
{
    if (!isPerson)
        return name;
    return firstName.isEmpty() ? lastName : lastName.isEmpty() ? firstName : firstName + u' ' + lastName;
}

Tag *Vocabulary::tagNamed(const QString &name)
{
    return named(tags, name);
}

Definition *Vocabulary::definitionNamed(const QString &name)
{
    return named(definitions, name);
}

Account::Account()
{
    for (const auto &title : {u"Mr"_s, u"Master"_s, u"Mrs"_s, u"Miss"_s, u"Ms"_s, u"Dr"_s, u"Prof"_s})
        titles.insert({0, title});
    parties.startAt(100); // the id in the documentation's example
    const QList<std::pair<QString, QString>> work{{u"Call"_s, u"#1a8cff"_s}, {u"Email"_s, u"#00b359"_s},
        {u"Follow-up"_s, u"#ff9900"_s}, {u"Meeting"_s, u"#9933ff"_s}, {u"Milestone"_s, u"#e60000"_s}};
    for (const auto &[name, colour] : work)
        categories.insert({0, name, colour});
    for (const auto &reason : {u"Price"_s, u"Timing"_s, u"Went with a competitor"_s})
        lostReasons.insert({0, reason});
}

Party *Account::visibleParty(qint64 id)
{
    return restricted.contains(id) ? nullptr : parties.find(id);
}

void Account::index(Party &party)
{
    party.searchText = searchTextOf(party);
    if (!party.isPerson)
        m_organisationNames.insert(nameKey(party.name), party.id);
}

void Account::unindex(const Party &party)
{
    if (!party.isPerson)
        m_organisationNames.remove(nameKey(party.name), party.id);
}

Party &Account::addParty(Party party)
{
    Party &added = parties.insert(std::move(party));
    index(added);
    return added;
}

void Account::updateParty(const Party &party)
{
    Party *stored = parties.find(party.id);
    Q_ASSERT(stored);
    unindex(*stored);
    *stored = party;
    index(*stored);
}

void Account::removeParty(qint64 id, qint64 now, bool touchPeople)
{
    const Party *party = parties.find(id);
    Q_ASSERT(party);
    unindex(*party);
    const auto isOurs = [id](const auto &row) {
        return row.party == id;
    };
    for (const Kind kind : {Kind::Opportunity, Kind::Kase}) {
        for (const qint64 deal : idsWhere(deals(kind), isOurs))
            removeDeal(kind, deal, now);
        for (const auto &deal : deals(kind).rows())
            deal->contacts.removeAll(id);
    }
    for (const qint64 entry : idsWhere(entries, isOurs))
        entries.remove(entry);
    for (const qint64 task : idsWhere(tasks, isOurs))
        tasks.remove(task);
    for (const auto &person : parties.rows()) {
        if (person->organisation == id) {
            person->organisation = 0;
            if (touchPeople)
                person->updatedAt = now;
        }
    }
    parties.remove(id);
    deletions(Kind::Party).append({id, now});
}

void Account::removeDeal(Kind kind, qint64 id, qint64 now)
{
    const auto isOurs = [kind, id](const auto &row) {
        return (kind == Kind::Kase ? row.kase : row.opportunity) == id;
    };
    for (const qint64 entry : idsWhere(entries, isOurs))
        entries.remove(entry);
    for (const qint64 task : idsWhere(tasks, isOurs))
        tasks.remove(task);
    deals(kind).remove(id);
    deletions(kind).append({id, now});
}

void Account::removeTag(Kind kind, qint64 id)
{
    const auto detach = [id](auto &table) {
        for (const auto &record : table.rows())
            record->tags.removeAll(id);
    };
    if (kind == Kind::Party)
        detach(parties);
    else
        detach(deals(kind));
    vocabulary(kind).tags.remove(id);
}

void Account::removeDefinition(Kind kind, qint64 id)
{
    const auto clear = [id](auto &table) {
        for (const auto &record : table.rows())
            record->fields.removeIf([id](const FieldValue &field) { return field.definition == id; });
    };
    if (kind == Kind::Party)
        clear(parties);
    else
        clear(deals(kind));
    vocabulary(kind).definitions.remove(id);
}

Party *Account::organisationNamed(const QString &name, qint64 except)
{
    const auto ids = m_organisationNames.values(nameKey(name));
    for (const qint64 id : ids) {
        if (id != except)
            return parties.find(id);
    }
    return nullptr;
}

QByteArray pathWord(Kind kind)
{
    switch (kind) {
    case Kind::Party:
        return "parties"_ba;
    case Kind::Opportunity:
        return "opportunities"_ba;
    case Kind::Kase:
        return "kases"_ba;
    }
    Q_UNREACHABLE();
}

QString resourceWord(Kind kind)
{
    switch (kind) {
    case Kind::Party:
        return u"party"_s;
    case Kind::Opportunity:
        return u"opportunity"_s;
    case Kind::Kase:
        return u"kase"_s;
    }
    Q_UNREACHABLE();
}

} // namespace capsule
