#include "campaign/faultdesk.h"
#include "campaign/memoryfolder.h"

#include <QLoggingCategory>
#include <QNetworkProxy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using State = OutboxEntry::State;

namespace {

enum class Verb { List, One, Post, PutValues, PutRows, Delete };
/// When the fault strikes.
enum class Moment {
    First, ///< at the first try
    Second, ///< at the second, after the connection was dropped at the first
    Restarted, ///< at the first try after a restart, of work that was saved before it
    Ended, ///< the program ends while the first request is on the wire, and the fault strikes what comes after
    Later, ///< while another edit of the same record is made
    Lasting, ///< at every try for two and a half minutes
};

Fault faultAt(Verb verb, Fault fault)
{
    switch (verb) {
    case Verb::List:
        fault.method = "GET"_ba;
        fault.path = u"/parties"_s;
        break;
    case Verb::One:
        fault.method = "GET"_ba;
        fault.path = u"^/parties/\\d+$"_s;
        break;
    case Verb::Post:
        fault.method = "POST"_ba;
        break;
    case Verb::PutValues:
    case Verb::PutRows:
        fault.method = "PUT"_ba;
        break;
    case Verb::Delete:
        fault.method = "DELETE"_ba;
        break;
    }
    return fault;
}

/// Where reliability.md section 3 leaves an entry that met this fault, if the user has to decide; nothing if it goes
/// on.
std::optional<State> parkedBy(Verb verb, const Fault &fault)
{
    if (fault.kind != Fault::Kind::Status || verb == Verb::List)
        return {};
    switch (fault.status) {
    case 404:
        return verb == Verb::Delete ? std::nullopt : std::optional(State::Ask);
    case 400:
    case 403:
    case 409:
    case 413:
    case 415:
    case 422:
        return State::Rejected;
    default:
        return {};
    }
}

/// The service says that the record is gone, which is a delete's success, although it is there.
bool isLie(Verb verb, const Fault &fault)
{
    return verb == Verb::Delete && fault.kind == Fault::Kind::Status && fault.status == 404;
}

} // namespace

Q_DECLARE_METATYPE(capsule::Fault)
Q_DECLARE_METATYPE(Verb)
Q_DECLARE_METATYPE(Moment)

/// Every kind of request meets every kind of fault at every moment, through real sockets (reliability.md section 3). In
/// the end Capsule has the edit once, or the entry waits where the table says, and then goes by the user's word.
class FaultMatrixTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theEditArrivesOnceOrWaits_data();
    void theEditArrivesOnceOrWaits();
    void cleanupTestCase();

private:
    void strike();
    void work();
    void changeMore();
    bool rest();
    void live(std::chrono::milliseconds duration);
    bool wasHit();
    qsizetype countOf(const QByteArray &method, int status = 0);
    void goOnByTheUsersWord();
    void checkCapsule();
    void checkHere();

    std::unique_ptr<FaultDoor> m_door;
    std::unique_ptr<FaultDesk> m_desk;
    Verb m_verb = Verb::List;
    Moment m_moment = Moment::First;
    Fault m_fault;
    qint64 m_annId = 0;
    QUuid m_ann;
    QUuid m_record; ///< the one worked on
    qint64 m_sequence = 0;
    bool m_changedMore = false;
    int m_cells = 0; ///< that held
};

void FaultMatrixTest::initTestCase()
{
    keepFilesInMemory();
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
    QLoggingCategory::setFilterRules(u"counterpart.*.info=false"_s);
    m_door = std::make_unique<FaultDoor>();
}

void FaultMatrixTest::theEditArrivesOnceOrWaits_data()
{
    QTest::addColumn<Verb>("verb");
    QTest::addColumn<Fault>("fault");
    QTest::addColumn<Moment>("moment");
    QList<std::pair<QByteArray, Fault>> faults;
    for (const int status : {400, 401, 403, 404, 408, 409, 413, 415, 422, 429, 500, 502, 503})
        faults.append({QByteArray::number(status), Fault{{}, {}, Fault::Kind::Status, 0, 1, 0, status}});
    for (const int status : {408, 502})
        faults.append({QByteArray::number(status) + " but done",
            Fault{{}, {}, Fault::Kind::Status, 0, 1, 0, status, true, "{}"_ba}});
    for (const Fault::Kind kind : {Fault::Kind::DropBefore, Fault::Kind::DropAfter, Fault::Kind::Cut,
             Fault::Kind::CutWithoutLength, Fault::Kind::CutChunked, Fault::Kind::BreakJson, Fault::Kind::Redirect,
             Fault::Kind::Html, Fault::Kind::Hang})
        faults.append({capsule::faultWord(kind).toLatin1(),
            Fault{{}, {}, kind, 0, 1, 0, 500, false, {}, u"http://portal.example/"_s}});
    static constexpr std::array verbs{"GET list", "GET one", "POST", "PUT values", "PUT rows", "DELETE"};
    static constexpr std::array moments{
        "first try", "second try", "after a restart", "ended in flight", "edited meanwhile", "lasting"};
    for (std::size_t verb = 0; verb < verbs.size(); ++verb) {
        for (std::size_t moment = 0; moment < moments.size(); ++moment) {
            for (const auto &[name, fault] : std::as_const(faults))
                QTest::addRow("%s, %s, %s", verbs.at(verb), name.constData(), moments.at(moment))
                    << Verb(verb) << fault << Moment(moment);
        }
    }
}

/// What the user does.
void FaultMatrixTest::work()
{
    Party party = m_desk->shown(m_ann);
    m_record = m_ann;
    switch (m_verb) {
    case Verb::List:
        m_door->edit(m_annId, {{u"about"_s, u"Theirs"_s}});
        m_desk->engine().checkNow();
        [[fallthrough]];
    case Verb::One:
    case Verb::PutValues:
        party.jobTitle = u"Buyer"_s;
        break;
    case Verb::PutRows:
        party.emailAddresses.append({0, u"Work"_s, u"ann@example.org"_s});
        break;
    case Verb::Post:
        party = Party();
        party.firstName = u"Bob"_s;
        party.lastName = u"Ray"_s;
        party.emailAddresses = {{0, u"Work"_s, u"bob@example.com"_s}};
        m_record = QUuid::createUuid();
        break;
    case Verb::Delete:
        if (m_moment == Moment::Later)
            changeMore(); // an edit that the delete makes needless
        m_sequence = m_desk->store().remove(m_ann, 10s).value();
        return;
    }
    m_sequence = m_desk->store().save(m_record, party).value();
}

void FaultMatrixTest::changeMore()
{
    Party party = m_desk->shown(m_record);
    party.title = u"Dr"_s;
    QVERIFY(m_desk->store().save(m_record, party).has_value());
    m_changedMore = true;
}

/// Brings work and fault together.
void FaultMatrixTest::strike()
{
    const Fault fault = faultAt(m_verb, m_fault);
    Fault dropped = faultAt(m_verb, {{}, {}, Fault::Kind::DropBefore});
    switch (m_moment) {
    case Moment::First:
        m_door->add(fault);
        return work();
    case Moment::Second:
        m_door->add(dropped);
        m_door->add(fault);
        return work();
    case Moment::Restarted:
        m_desk->engine().stop();
        work();
        m_desk->quit();
        m_door->add(fault);
        return m_desk->start();
    case Moment::Ended:
        dropped.delayMs = 300; // long enough to end before it is noticed
        m_door->add(dropped);
        work();
        QVERIFY(m_desk->runUntil([this] { return countOf(faultAt(m_verb, {}).method, -1) > 0; }, 1min));
        m_desk->quit();
        m_door->add(fault);
        return m_desk->start();
    case Moment::Later:
        m_door->add(fault);
        work();
        if (m_verb != Verb::Delete) {
            m_desk->runUntil([this] { return wasHit(); }, 1min);
            changeMore();
        }
        return;
    case Moment::Lasting: {
        Fault lasting = fault;
        lasting.count = -1;
        m_door->add(lasting);
        work();
        m_desk->run(150s);
        return m_door->heal();
    }
    }
}

/// How many requests of a method came in; with a status those answered with it, with -1 those of the dropped first try.
qsizetype FaultMatrixTest::countOf(const QByteArray &method, int status)
{
    const auto exchanges = m_door->exchanges();
    return std::ranges::count_if(exchanges, [&](const capsule::Exchange &exchange) {
        return exchange.request.method == method
            && (status == 0 || (status < 0 ? exchange.fault == "dropBefore"_L1 : exchange.answer.status == status));
    });
}

bool FaultMatrixTest::wasHit()
{
    const QString word = capsule::faultWord(m_fault.kind);
    const auto exchanges = m_door->exchanges();
    return std::ranges::any_of(exchanges, [&](const capsule::Exchange &exchange) {
        return exchange.fault == word
            && (m_fault.kind != Fault::Kind::Status || m_fault.acts || exchange.answer.status == m_fault.status);
    });
}

bool FaultMatrixTest::rest()
{
    return m_desk->runUntil(
        [this] {
            if (m_desk->engine().state().phase == SyncState::Phase::SignInAgain)
                m_desk->engine().start(); // the user signed in again
            const auto pending = m_desk->store().pendingEntries();
            return std::ranges::all_of(pending, [](const OutboxEntry &entry) { return entry.needsUser(); })
                || (!pending.isEmpty() && pending.first().needsUser());
        },
        75min);
}

/// Lets time go by. A fault of a list may strike only now, if the save did not wait for it: the user signs in again.
void FaultMatrixTest::live(std::chrono::milliseconds duration)
{
    m_desk->run(duration);
    if (m_desk->engine().state().phase != SyncState::Phase::SignInAgain)
        return;
    m_desk->engine().start();
    m_desk->run(duration);
}

void FaultMatrixTest::goOnByTheUsersWord()
{
    for (const OutboxEntry &entry : m_desk->store().pendingEntries()) {
        if (entry.needsUser())
            QVERIFY(m_desk->store()
                    .retry(entry.sequence,
                        entry.kind == OutboxEntry::Kind::Delete ? entry.edited : m_desk->shown(entry.localId))
                    .has_value());
    }
    m_desk->engine().checkNow(); // a token that was called read-only is tried again
    QVERIFY(rest());
}

void FaultMatrixTest::checkCapsule()
{
    const Party ann = m_door->party(m_annId);
    QCOMPARE(m_door->ids().size(),
        m_verb == Verb::Post                                    ? 2
            : m_verb == Verb::Delete && !isLie(m_verb, m_fault) ? 0
                                                                : 1);
    if (m_verb == Verb::List)
        QCOMPARE(ann.about, u"Theirs"_s);
    if (m_verb == Verb::List || m_verb == Verb::One || m_verb == Verb::PutValues)
        QCOMPARE(ann.jobTitle, u"Buyer"_s);
    if (m_verb != Verb::Delete)
        QCOMPARE(ann.emailAddresses.size(), m_verb == Verb::PutRows ? 2 : 1);
    if (m_changedMore && m_verb != Verb::Delete)
        QCOMPARE(m_door->party(m_desk->store().serverId(m_record)).title, u"Dr"_s);
}

void FaultMatrixTest::checkHere()
{
    m_desk->engine().checkNow();
    live(m_fault.status == 429 ? 75min : 10min); // the hour may be taken for used up
    QCOMPARE(m_desk->engine().state().phase, SyncState::Phase::UpToDate);
    if (m_verb == Verb::Delete) {
        QVERIFY(isLie(m_verb, m_fault) || !m_desk->store().party(m_ann));
        return;
    }
    QCOMPARE(m_desk->store().index().count(PartyIndex::Kind::Everyone), m_door->ids().size());
    const qint64 id = m_desk->store().serverId(m_record);
    QVERIFY(id > 0);
    QVERIFY(m_desk->shown(m_record) == m_door->party(id));
    QVERIFY(m_desk->shown(m_ann) == m_door->party(m_annId));
}

void FaultMatrixTest::theEditArrivesOnceOrWaits()
{
    QFETCH(Verb, verb);
    QFETCH(capsule::Fault, fault);
    QFETCH(Moment, moment);
    m_verb = verb;
    m_fault = fault;
    m_moment = moment;
    m_changedMore = false;
    m_annId = m_door->reset();
    m_ann = localIdOfServerId(m_annId);
    m_desk = std::make_unique<FaultDesk>(*m_door);
    m_desk->start();
    m_desk->run(10s);
    QCOMPARE(m_desk->shown(m_ann).firstName, u"Ann"_s);

    strike();
    QVERIFY2(rest(), "the outbox never comes to rest");
    const auto pending = m_desk->store().pendingEntries();
    const auto parked = wasHit() ? parkedBy(m_verb, m_fault) : std::nullopt;
    QCOMPARE(pending.isEmpty(), !parked);
    if (parked)
        QCOMPARE(pending.first().state, *parked);
    // A transmission that was not applied is not counted as an attempt; nothing goes twice in one.
    const auto entry = m_desk->store().entry(m_sequence);
    QVERIFY(entry);
    QCOMPARE_LE(countOf("POST"_ba), entry->attempts + countOf("POST"_ba, 401) + countOf("POST"_ba, 429));

    goOnByTheUsersWord();
    QVERIFY2(m_desk->store().pendingEntries().isEmpty(), "work is left after the user's word");
    checkCapsule();
    QVERIFY(!QTest::currentTestFailed());
    checkHere();
    m_desk.reset();
    ++m_cells;
}

void FaultMatrixTest::cleanupTestCase()
{
    m_desk.reset();
    qInfo("%d cells held", m_cells);
}

QTEST_GUILESS_MAIN(FaultMatrixTest)
#include "tst_faultmatrix.moc"
