#include "capsulewatch.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

bool isAnswerLost(const capsule::Exchange &exchange)
{
    return !exchange.fault.isEmpty() && exchange.fault != "none"_L1;
}

} // namespace

Values CapsuleWatch::Known::values() const
{
    Values values;
    for (const auto &[value, order] : landed)
        values.append(value);
    return values;
}

CapsuleWatch::CapsuleWatch(World &world, SaveLedger &ledger, std::chrono::seconds longestDelay)
    : m_world(world)
    , m_ledger(ledger)
    , m_longestDelay(longestDelay)
{
    world.service.setObserver([this](const capsule::Exchange &exchange) { judge(exchange); });
    lookAgain();
}

QString CapsuleWatch::base(int who)
{
    return u"https://capsule%1.example/api/v2"_s.arg(who);
}

QHash<QString, Values> CapsuleWatch::records() const
{
    QHash<QString, Values> records;
    for (const Known &known : m_known)
        records.insert(known.name, known.values());
    return records;
}

void CapsuleWatch::complain(int who, const QString &record, const QString &what)
{
    complaints.append(u"computer %1, %2: %3"_s.arg(who).arg(record, what));
}

/// The record as it is now; what is new in it landed just now.
CapsuleWatch::Known CapsuleWatch::look(qint64 id) const
{
    const auto party = partyFromJson(m_world.service.party(id));
    if (!party)
        return {};
    const Known before = m_known.value(id);
    Known known{nameOf(*party), {}, before.emptied};
    for (const Value &value : valuesOf(*party)) {
        const auto same = std::ranges::find_if(before.landed, [&](const auto &old) { return old.first == value; });
        known.landed.append({value, same == before.landed.end() ? m_order : same->second});
        known.emptied.remove(value.field);
    }
    for (const auto &[value, landed] : before.landed) {
        if (!isList(value.field) && holds(known.values(), {value.field, {}}))
            known.emptied.insert(value.field, m_order);
    }
    return known;
}

void CapsuleWatch::lookAgain()
{
    ++m_order;
    QHash<qint64, Known> now;
    for (const auto &party : m_world.service.account().parties.rows())
        now.insert(party->id, look(party->id));
    m_known = now;
}

void CapsuleWatch::judge(const capsule::Exchange &exchange)
{
    if (onExchange)
        onExchange(QString::fromUtf8(exchange.request.baseUrl.section(u'/', 2, 2).left(8).toUtf8() + ' '
                       + exchange.request.method + ' ' + exchange.request.path() + ' ' + exchange.request.body + ' '
                       + QByteArray::number(exchange.answer.status) + ' ')
            + exchange.fault);
    const bool isCarriedOut = exchange.answer.status / 100 == 2 && exchange.fault != "html"_L1;
    if (!isCarriedOut)
        return;
    const QString host = exchange.request.baseUrl.section(u'/', 2, 2);
    const int who = host.section(u'.', 0, 0).right(1).toInt();
    const qint64 id = exchange.request.path().split('/').last().toLongLong();
    const QByteArray &method = exchange.request.method;
    if (method != "GET" && isAnswerLost(exchange))
        ++lostAnswers;
    if (method == "GET" && id > 0)
        m_looks.insert({who, id}, {m_order, exchange.at});
    else if (method == "PUT")
        judgeUpdate(who, id, exchange);
    else if (method == "POST")
        judgeCreate(who, exchange);
    else if (method == "DELETE")
        judgeDelete(who, id, exchange.at);
}

/// Reliability.md section 5: read right before the write.
void CapsuleWatch::judgeLook(int who, qint64 id, qint64 at, const char *what)
{
    const auto look = m_looks.constFind({who, id});
    if (look == m_looks.constEnd() || at - look->at > m_longestDelay.count() + 2)
        complain(who, m_known.value(id).name, QLatin1StringView(what) + u" without having looked"_s);
}

/// What the computer could know it overwrote knowingly, and the ledger asks its user; the rest is a race.
void CapsuleWatch::judgeOverwritten(int who, qint64 id, const Known &before, const Values &gone, const Values &come)
{
    const int looked = lookOf(who, id);
    for (const Value &value : come) {
        if (before.emptied.value(value.field, -1) > looked) {
            m_ledger.raced(before.name, {value.field, {}});
            ++races;
        }
    }
    for (const auto &[value, landed] : before.landed) {
        if (landed > looked && gone.contains(value)) {
            m_ledger.raced(before.name, value);
            ++races;
        }
    }
}

/// False if the computer has brought the same before and was told so. Where the answer got lost and somebody else took
/// the value away, nobody can know better than to bring it again.
bool CapsuleWatch::brings(const Brought &brought)
{
    const auto before = std::ranges::find_if(m_brought, [&](const Brought &other) {
        return other.who == brought.who && other.record == brought.record && other.value == brought.value;
    });
    if (before == m_brought.end()) {
        m_brought.append(brought);
        return true;
    }
    const bool mayRepeat = before->isUntold;
    if (mayRepeat)
        m_ledger.resent(brought.record, brought.value);
    *before = brought;
    return mayRepeat;
}

void CapsuleWatch::ended(int who)
{
    for (Brought &brought : m_brought) {
        const bool isUnderWay = m_world.clock.now().toSecsSinceEpoch() - brought.at <= m_longestDelay.count() + 2;
        brought.isUntold = brought.isUntold || (brought.who == who && isUnderWay);
    }
}

void CapsuleWatch::judgeUpdate(int who, qint64 id, const capsule::Exchange &exchange)
{
    judgeLook(who, id, exchange.at, "changed");
    const Known before = m_known.value(id);
    ++m_order;
    const Known after = look(id);
    const Values gone = without(before.values(), after.values());
    const Values come = without(after.values(), before.values());
    judgeOverwritten(who, id, before, gone, come);
    for (const Value &value : come) {
        brings({who, after.name, value, exchange.at, isAnswerLost(exchange)});
        if (!m_ledger.wanted(who, after.name, value))
            complain(who, after.name, u"wrote '%1', which nobody saved there"_s.arg(value.text));
    }
    for (const auto &[value, landed] : before.landed) {
        const bool isRace = landed > lookOf(who, id); // the row was to go as it was then
        if (gone.contains(value) && !isRace && !m_ledger.wantedGone(who, before.name, value))
            complain(who, before.name, u"took '%1' away, which nobody wanted there"_s.arg(value.text));
    }
    const Values all = after.values();
    for (const Value &value : all) {
        if (all.count(value) > 1)
            complain(who, after.name, u"'%1' is there twice"_s.arg(value.text));
    }
    m_known.insert(id, after);
}

void CapsuleWatch::judgeCreate(int who, const capsule::Exchange &exchange)
{
    const QJsonObject answer = QJsonDocument::fromJson(exchange.answer.body).object()["party"_L1].toObject();
    const qint64 id = answer["id"_L1].toInteger();
    ++m_order;
    const Known made = look(id);
    const bool isThere
        = std::ranges::any_of(std::as_const(m_known), [&](const Known &other) { return other.name == made.name; });
    if (!brings({who, made.name, {}, exchange.at, isAnswerLost(exchange)}) || isThere)
        complain(who, made.name, u"made twice"_s);
    for (const Value &value : made.values())
        brings({who, made.name, value, exchange.at, isAnswerLost(exchange)});
    m_known.insert(id, made);
}

void CapsuleWatch::judgeDelete(int who, qint64 id, qint64 at)
{
    judgeLook(who, id, at, "deleted");
    const Known before = m_known.value(id);
    judgeOverwritten(who, id, before, before.values(), {});
    lookAgain(); // its people have lost it
}
