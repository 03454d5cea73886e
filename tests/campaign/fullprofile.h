#pragma once

#include "party/partyjson.h"
#include "store/outbox.h"
#include "store/outboxentryjson.h"
#include "store/partystore.h"
#include "store/rawfile.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QJsonDocument>
#include <QMap>
#include <QTest>

// A profile that holds something of everything, and what can be seen of one.

using Pictures = QMap<QString, QByteArray>; ///< what a thing looks like, by its name

/// What the outbox file gives back, by "entry 3", "draft ..." and "identity ...".
inline Pictures pictureOf(const Outbox &outbox, const QList<QUuid> &localIds)
{
    Pictures picture;
    for (qint64 sequence = 1; sequence < outbox.nextSequence(); ++sequence) {
        if (const auto entry = outbox.entry(sequence))
            picture.insert(QStringLiteral("entry %1").arg(sequence), entryToJson(*entry));
    }
    for (auto draft = outbox.drafts().begin(); draft != outbox.drafts().end(); ++draft)
        picture.insert(QStringLiteral("draft ") + draft.key().toString(QUuid::WithoutBraces), draftToJson(*draft));
    for (const QUuid &localId : localIds) {
        if (const qint64 serverId = outbox.serverId(localId))
            picture.insert(
                QStringLiteral("identity ") + localId.toString(QUuid::WithoutBraces), QByteArray::number(serverId));
    }
    return picture;
}

/// One record as list and detail show it; empty if it is not there.
inline QByteArray pictureOf(const PartyStore &store, const QUuid &localId)
{
    QByteArray picture;
    if (const auto row = store.index().summary(localId)) {
        const QStringList texts{row->name, row->organisation, row->jobTitle, row->city, row->email, row->phone,
            row->updatedAt.toString(Qt::ISODate), row->lastContactedAt.toString(Qt::ISODate), row->tags.join(u','),
            QString::number(row->isPending + 2 * row->needsUser + 4 * row->hasDraft + 8 * row->isDeleted),
            QString::number(int(row->type))};
        picture += texts.join(u'|').toUtf8();
    }
    const auto view = store.party(localId);
    if (!view)
        return picture;
    for (const Party &party : {view->base, view->shown, view->draft.value_or(Party())})
        picture += '\n' + QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact);
    return picture + '\n' + view->checkedAt.toString(Qt::ISODateWithMs).toUtf8() + (view->isCreated ? " created" : "")
        + (view->isDeleted ? " deleted" : "");
}

/// Names what differs; empty if nothing does.
inline QString differenceBetween(const Pictures &expected, const Pictures &found)
{
    for (auto at = expected.begin(); at != expected.end(); ++at) {
        if (found.value(at.key()) != *at)
            return QStringLiteral("%1 was\n%2\nand is\n%3")
                .arg(at.key(), QString::fromUtf8(*at), QString::fromUtf8(found.value(at.key())));
    }
    for (auto at = found.begin(); at != found.end(); ++at) {
        if (!expected.contains(at.key()))
            return QStringLiteral("%1 came from nowhere:\n%2").arg(at.key(), QString::fromUtf8(*at));
    }
    return {};
}

/// A record with a row of every kind; the text of some is longer than a page of the file.
inline Party fullParty(qint64 id)
{
    Party party = person(QStringLiteral("Anna%1").arg(id), QStringLiteral("Lind"), id);
    party.jobTitle = QStringLiteral("Buyer %1").arg(id);
    party.organisation = OrganisationRef{id % 5 + 1, {}, QStringLiteral("Company %1").arg(id % 5 + 1)};
    party.emailAddresses = {email(QStringLiteral("anna%1@acme.example").arg(id), 10 * id)};
    party.phoneNumbers = {phone(QStringLiteral("+44 113 %1").arg(id), 10 * id + 1)};
    party.websites = {website(QStringLiteral("acme%1.example").arg(id), 10 * id + 2)};
    party.tags = QList<Tag>{{7, QStringLiteral("VIP"), false}};
    party.fields = QList<FieldValue>{field(9, QStringLiteral("Green %1").arg(id), 10 * id + 3)};
    party.about = QStringLiteral("Met %1 ").arg(id).repeated(id % 10 == 0 ? 1200 : 5);
    party.updatedAt = QDateTime({2026, 1, 2}, {3, 4, int(id % 60)}, Qt::UTC);
    return party;
}

/// Builds the profile: 5 organisations and 60 people of Capsule's, unsent work in every state, creates that got their
/// ids, drafts, marks, records that could not be read. The first session ends; the second lasts, so that its commits
/// are still in the log.
class FullProfile
{
public:
    static constexpr qint64 Organisations = 5;
    static constexpr qint64 Highest = 65;

    FullProfile(const QString &folder, Clock &clock)
        : m_folder(folder)
        , m_clock(clock)
    {
    }

    void fill();
    /// What came last from Capsule; `told` hears of every commit.
    template <typename Told>
    void goOn(Told told);

    void open();
    void close() { m_store.reset(); }
    PartyStore &store() { return *m_store; }
    const QList<QUuid> &localIds() const { return m_localIds; }

private:
    void edit(qint64 serverId, OutboxEntry::State state);
    void create(const QString &name, qint64 serverId);

    QString m_folder;
    Clock &m_clock;
    std::unique_ptr<PartyStore> m_store;
    QList<QUuid> m_localIds; ///< of all records
};

inline void FullProfile::open()
{
    auto store = PartyStore::open(m_folder, m_clock);
    QVERIFY2(store, "the profile does not open");
    m_store = std::move(*store);
}

inline void FullProfile::fill()
{
    open();
    QList<ReceivedParty> page;
    for (qint64 id = 1; id <= Highest; ++id) {
        page.append(
            received(id <= Organisations ? organisation(QStringLiteral("Company %1").arg(id), id) : fullParty(id)));
        m_localIds.append(localIdOfServerId(id));
    }
    QVERIFY(m_store->applyPage(page, m_clock.now()));
    for (int state = 0; state <= int(OutboxEntry::State::Discarded); ++state)
        edit(10 + state, OutboxEntry::State(state));
    edit(30, OutboxEntry::State::Queued); // a long one
    for (qint64 id = 70; id < 76; ++id)
        create(QStringLiteral("New%1").arg(id), id < 73 ? id : 0);
    QVERIFY(m_store->remove(localIdOfServerId(40), std::chrono::seconds(10)));
    for (const qint64 id : {12, 50, 51, 52}) {
        Party draft = m_store->party(localIdOfServerId(id)).value().shown;
        draft.about += QStringLiteral("typed");
        QVERIFY(m_store->keepDraft(localIdOfServerId(id), draft));
    }
    const auto started = m_store->startDraft(person(QStringLiteral("Only"), QStringLiteral("Typed")));
    QVERIFY(started);
    m_localIds.append(*started);
    QVERIFY(m_store->quarantine({{"{\"id\":801}", {QStringLiteral("name"), QStringLiteral("is not a text"), 801}}}));
    QVERIFY(m_store->setMark(QStringLiteral("sync.cursor"), QStringLiteral("2026-01-05T08:58:00Z")));
    close();
}

template <typename Told>
void FullProfile::goOn(Told told)
{
    open();
    told();
    QList<ReceivedParty> page;
    for (qint64 id = 44; id < 50; ++id) {
        Party party = fullParty(id);
        party.jobTitle = QStringLiteral("Chief Buyer");
        page.append(received(party));
    }
    QVERIFY(m_store->applyPage(page, m_clock.now()));
    told();
    QVERIFY(m_store->quarantine({{"{\"id\":802}", {QStringLiteral("name"), QStringLiteral("is not a text"), 802}}}));
    told();
    QVERIFY(m_store->setMark(QStringLiteral("sync.cursor"), QStringLiteral("2026-01-05T09:58:00Z")));
    told();
}

inline void FullProfile::edit(qint64 serverId, OutboxEntry::State state)
{
    Party party = m_store->party(localIdOfServerId(serverId)).value().shown;
    party.title = QStringLiteral("Dr");
    party.emailAddresses.append(email(QStringLiteral("new%1@acme.example").arg(serverId)));
    const auto sequence = m_store->save(localIdOfServerId(serverId), party);
    QVERIFY(sequence);
    OutboxEntry entry = *m_store->entry(*sequence);
    entry.state = state;
    entry.sentBody = "{\"party\":{}}";
    if (state == OutboxEntry::State::Rejected)
        entry.problem = QStringLiteral("no");
    QVERIFY(m_store->update(entry));
}

inline void FullProfile::create(const QString &name, qint64 serverId)
{
    const QUuid localId = QUuid::createUuid();
    m_localIds.append(localId);
    Party party = person(name, QStringLiteral("Roe"));
    const auto sequence = m_store->save(localId, party);
    QVERIFY(sequence);
    party.id = serverId;
    if (serverId != 0)
        QVERIFY(m_store->acknowledge(*sequence, received(party)));
}
