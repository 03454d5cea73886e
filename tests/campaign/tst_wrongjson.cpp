#include "api/capsuleapi.h"

#include "api/heard.h"
#include "campaign/campaign.h"
#include "campaign/jsonpaths.h"
#include "capsule/accessmanager.h"
#include "capsule/sample.h"
#include "capsule/service.h"
#include "store/partystore.h"
#include "support/manualclock.h"
#include "support/partyprinter.h"

#include <QJsonDocument>
#include <QLoggingCategory>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QByteArray bytesOf(const QJsonValue &object)
{
    return QJsonDocument(object.toObject()).toJson(QJsonDocument::Compact);
}

QJsonValue inEnvelope(const QString &key, const QJsonValue &value)
{
    return QJsonObject{{key, value}};
}

/// Another value of the same type; a reader that does not look at the place cannot tell.
QJsonValue otherOfItsType(const QJsonValue &value)
{
    if (value.isBool())
        return !value.toBool();
    if (value.isDouble())
        return value.toInteger() + 1;
    // One that is another moment for the moments, and another text for the rest.
    if (value.isString())
        return u"2001-02-03T04:05:06Z"_s;
    return {};
}

bool isKept(const QJsonValue &value)
{
    return value.isBool() || value.isDouble() || value.isString();
}

} // namespace

/// Answers with a key missing, null, of another type or huge, at every depth, and bodies that end anywhere: what
/// cannot be read is an error that names the key, the rest of a record and of a page is read as it stands, and the
/// store never has half of one.
///
/// COUNTERPART_SEED is the seed of the sample account (1 unless set).
class TestWrongJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void wrongKeyIsNamedOrLeftOut();
    void wrongRecordLeavesThePageAlone();
    void wrongEnvelopeIsAnError();
    void cutBodyIsAnError_data();
    void cutBodyIsAnError();

private:
    template <typename T, typename Ask>
    Heard<T> answered(const QByteArray &body, Ask ask);
    Heard<ReceivedParty> readParty(const QByteArray &body);
    Heard<PartyPage> readPage(const QByteArray &body);
    bool isRead(const JsonPath &path);
    void checkRecord(const JsonPath &path, const QJsonValue &wrong);
    void checkPage(const JsonPath &path, const QJsonValue &wrong, PartyStore &store);

    capsule::Service m_service;
    capsule::AccessManager m_network{m_service};
    ManualClock m_clock;
    CapsuleApi m_api{m_network, m_clock, QUrl(u"https://api.capsulecrm.com/api/v2"_s)};
    QJsonObject m_record; ///< one with something of everything
    QJsonArray m_page;
    Party m_party; ///< m_record, read
    QList<Party> m_parties; ///< m_page, read
};

void TestWrongJson::initTestCase()
{
    QLoggingCategory::setFilterRules(u"counterpart.api.info=false"_s); // a line a request, thousands of times
    m_api.setToken(m_service.options().token.toLatin1());
    capsule::fillWithSample(m_service, {firstSeed(), 60});
    const QByteArray body = m_service.ask("GET", "parties?perPage=100&embed=tags,fields").body;
    const QJsonArray all = QJsonDocument::fromJson(body)["parties"_L1].toArray();
    QList<QJsonObject> people;
    for (const QJsonValue &record : all) {
        if (record["type"_L1].toString() == "person"_L1)
            people.append(record.toObject());
    }
    std::ranges::sort(people, std::greater(), [](const QJsonObject &record) { return pathsIn(record).size(); });
    m_record = people.first();
    for (const QString &key : m_record.keys()) { // what the richest of them has not, another has
        for (const QJsonObject &other : people) {
            const QJsonValue own = m_record.value(key);
            if (own.isNull() || (own.isArray() && own.toArray().isEmpty()))
                m_record.insert(key, other.value(key));
        }
    }
    m_page = {people.at(1), m_record, people.at(2)};
    for (const auto key :
        {"emailAddresses"_L1, "phoneNumbers"_L1, "addresses"_L1, "websites"_L1, "tags"_L1, "fields"_L1})
        QVERIFY2(!m_record[key].toArray().isEmpty(), key.data());
    for (const auto key : {"organisation"_L1, "owner"_L1})
        QVERIFY2(m_record[key].isObject(), key.data());

    const auto party = readParty(bytesOf(inEnvelope(u"party"_s, m_record)));
    QVERIFY(party.isGood());
    m_party = party.value().party;
    const auto page = readPage(bytesOf(inEnvelope(u"parties"_s, m_page)));
    QVERIFY(page.isGood());
    QCOMPARE(page.value().unreadable.size(), 0);
    for (const ReceivedParty &received : page.value().parties)
        m_parties.append(received.party);
    QCOMPARE(m_parties.size(), 3);
}

template <typename T, typename Ask>
Heard<T> TestWrongJson::answered(const QByteArray &body, Ask ask)
{
    capsule::Fault answer;
    answer.kind = capsule::Fault::Kind::Status;
    answer.status = 200;
    answer.body = body;
    m_network.faults().clear();
    m_network.faults().add(answer);
    m_network.forgetRequests();
    m_service.forgetExchanges();
    Heard<T> heard;
    QObject context;
    ask(&context, heard.callback());
    while (heard.times == 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    return heard;
}

Heard<ReceivedParty> TestWrongJson::readParty(const QByteArray &body)
{
    return answered<ReceivedParty>(body,
        [this](QObject *context, auto callback) { m_api.party(m_record["id"_L1].toInteger(), context, callback); });
}

Heard<PartyPage> TestWrongJson::readPage(const QByteArray &body)
{
    return answered<PartyPage>(body, [this](QObject *context, auto callback) { m_api.parties({}, context, callback); });
}

/// True if the program makes something of the value there.
bool TestWrongJson::isRead(const JsonPath &path)
{
    const QJsonValue other = withValueAt(m_record, path, otherOfItsType(valueAt(m_record, path)));
    const auto party = partyFromJson(other.toObject());
    return !party || *party != m_party;
}

void TestWrongJson::checkRecord(const JsonPath &path, const QJsonValue &wrong)
{
    const QJsonValue right = valueAt(m_record, path);
    const QJsonValue record = withValueAt(m_record, path, wrong);
    const auto heard = readParty(bytesOf(inEnvelope(u"party"_s, record)));
    const bool isIndex = path.last().front().isDigit();
    const QString key = isIndex ? u"%1[%2]"_s.arg(path.at(path.size() - 2), path.last()) : path.last();
    if (!heard.isGood()) {
        const ApiError error = heard.error();
        QCOMPARE(error.kind, ApiError::Kind::Garbled);
        // An id that is another one's is not wrong by itself.
        QVERIFY2(error.detail.contains(key) || path == JsonPath{u"id"_s}, qPrintable(error.detail));
        QVERIFY2(error.detail.size() < 200, "the error repeats the value");
        return;
    }
    // Nothing else may have changed with it.
    const ReceivedParty &received = heard.value();
    QCOMPARE(QJsonDocument::fromJson(received.document).object(), record.toObject());
    const QJsonObject before = partyToJson(m_party);
    const QJsonObject after = partyToJson(received.party);
    for (const QString &other : before.keys()) {
        if (other != path.first())
            QVERIFY2(after.value(other) == before.value(other), qPrintable(other + u" changed too"_s));
    }
    const bool isOfAnotherType = wrong.type() != right.type() && !wrong.isNull() && !wrong.isUndefined();
    const bool isFieldContent = path.first() == "fields"_L1 && path.last() == "value"_L1;
    if (isOfAnotherType && isKept(right) && !(isFieldContent && isKept(wrong)))
        QVERIFY2(!isRead(path), "a value of another type passes for a right one");
}

void TestWrongJson::wrongKeyIsNamedOrLeftOut()
{
    int cases = 0;
    for (const JsonPath &path : pathsIn(m_record)) {
        for (const QJsonValue &wrong : wrongValues(valueAt(m_record, path))) {
            checkRecord(path, wrong);
            ++cases;
            if (QTest::currentTestFailed()) {
                qWarning("%s is %.60s; COUNTERPART_SEED=%u", qPrintable(path.join(u'.')),
                    QJsonDocument(QJsonArray{wrong}).toJson(QJsonDocument::Compact).constData(), firstSeed());
                return;
            }
        }
    }
    qInfo("%d cases", cases);
}

void TestWrongJson::checkPage(const JsonPath &path, const QJsonValue &wrong, PartyStore &store)
{
    QJsonArray records = m_page;
    records[1] = withValueAt(m_record, path, wrong);
    const auto heard = readPage(bytesOf(inEnvelope(u"parties"_s, records)));
    QVERIFY(heard.isGood());
    const PartyPage &page = heard.value();
    QCOMPARE(page.parties.size() + page.unreadable.size(), 3);
    QCOMPARE(page.parties.first().party, m_parties.first());
    QCOMPARE(page.parties.last().party, m_parties.last());
    if (page.unreadable.isEmpty())
        return;

    const UnreadableParty &unreadable = page.unreadable.first();
    QCOMPARE(QJsonDocument::fromJson(unreadable.document).object(), records[1].toObject());
    const bool hasId = path != JsonPath{u"id"_s};
    QCOMPARE(unreadable.error.partyId, hasId ? m_party.id : 0);
    QVERIFY(store.applyPage(page.parties, m_clock.now()));
    QVERIFY(store.quarantine(page.unreadable));
    for (const Party &party : m_parties) // the unreadable one as it was
        QCOMPARE(store.party(localIdOfServerId(party.id)).value().base, party);
    QCOMPARE(store.quarantinedIds(), hasId ? QList<qint64>{m_party.id} : QList<qint64>());
}

void TestWrongJson::wrongRecordLeavesThePageAlone()
{
    const QTemporaryDir folder;
    const auto store = PartyStore::open(folder.filePath(u"data"_s), m_clock);
    QVERIFY(store);
    QList<ReceivedParty> good;
    for (qsizetype i = 0; i < m_parties.size(); ++i)
        good.append({bytesOf(m_page.at(i)), m_parties.at(i)});
    int cases = 0;
    for (const JsonPath &path : pathsIn(m_record)) {
        const QList<QJsonValue> all = wrongValues(valueAt(m_record, path));
        for (qsizetype i = 0; i < all.size(); i += isNightly() ? 1 : 5) {
            QVERIFY((*store)->applyPage(good, m_clock.now())); // ends the quarantine
            checkPage(path, all.at(i), **store);
            ++cases;
            if (QTest::currentTestFailed()) {
                qWarning("%s is %.60s; COUNTERPART_SEED=%u", qPrintable(path.join(u'.')),
                    QJsonDocument(QJsonArray{all.at(i)}).toJson(QJsonDocument::Compact).constData(), firstSeed());
                return;
            }
        }
    }
    qInfo("%d cases", cases);
}

void TestWrongJson::wrongEnvelopeIsAnError()
{
    for (const QJsonValue &wrong : wrongValues(m_record)) {
        const auto party = readParty(bytesOf(withValueAt(QJsonObject{{u"party"_s, m_record}}, {u"party"_s}, wrong)));
        QVERIFY(!party.isGood());
        QCOMPARE(party.error().kind, ApiError::Kind::Garbled);
        const auto page = readPage(bytesOf(withValueAt(QJsonObject{{u"parties"_s, m_page}}, {u"parties"_s}, wrong)));
        if (!wrong.isArray()) {
            QVERIFY(!page.isGood());
            QVERIFY2(page.error().detail.contains(u"parties"_s), qPrintable(page.error().detail));
            continue;
        }
        QVERIFY(page.isGood());
        QCOMPARE(page.value().parties.size(), 0);
        QCOMPARE(page.value().unreadable.size(), wrong.toArray().size());
    }
}

void TestWrongJson::cutBodyIsAnError_data()
{
    QTest::addColumn<bool>("isPage");
    QTest::newRow("record") << false;
    QTest::newRow("page") << true;
}

void TestWrongJson::cutBodyIsAnError()
{
    QFETCH(bool, isPage);
    const QByteArray body
        = isPage ? bytesOf(inEnvelope(u"parties"_s, m_page)) : bytesOf(inEnvelope(u"party"_s, m_record));
    const qsizetype stride = isPage && !isNightly() ? 7 : 1;
    for (qsizetype size = 1; size < body.size(); size += stride) { // the stand-in gives an empty body words of its own
        const QByteArray cut = body.first(size);
        const bool isTaken = isPage ? readPage(cut).result->has_value() : readParty(cut).result->has_value();
        QVERIFY2(!isTaken, qPrintable(u"%1 of %2 bytes pass for the whole"_s.arg(size).arg(body.size())));
    }
    qInfo("%lld cuts", qint64((body.size() - 2) / stride + 1));
}

QTEST_GUILESS_MAIN(TestWrongJson)
#include "tst_wrongjson.moc"
