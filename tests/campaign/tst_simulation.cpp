#include "campaign/campaign.h"
#include "campaign/capsulewatch.h"
#include "campaign/memoryfolder.h"
#include "campaign/offsetclock.h"
#include "campaign/saveledger.h"
#include "store/outboxentryjson.h"
#include "store/problem.h"
#include "sync/bench.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

namespace {

constexpr int browser = 2; ///< who works in Capsule itself; 0 and 1 are the computers
constexpr auto longestDelay = 25s; // of an answer: one that the computers still wait for

/// One of the two computers, with its own idea of the time.
struct Computer
{
    Computer(World &world, int number)
        : who(number)
        , clock(world.clock, 0s)
        , desk(world, clock, CapsuleWatch::base(number))
    {
    }
    int who;
    OffsetClock clock;
    Desk desk;
    QHash<QString, QList<SaveLedger::Save>> typed; ///< what the drafts hold, by record
};

/// What happened, so that a campaign in which nothing happens is noticed.
struct Tally
{
    int saves = 0;
    int conflicts = 0;
    int questions = 0; ///< Ask and Rejected
    int races = 0;
    int lostAnswers = 0;
    int restarts = 0;
    int deletes = 0;

    Tally &operator+=(const Tally &other)
    {
        saves += other.saves;
        conflicts += other.conflicts;
        questions += other.questions;
        races += other.races;
        lostAnswers += other.lostAnswers;
        restarts += other.restarts;
        deletes += other.deletes;
        return *this;
    }
};

/// What a user did who turned `before` into `after`.
QList<SaveLedger::Save> savesBetween(int who, const Party &before, const Party &after)
{
    const Values gone = without(valuesOf(before), valuesOf(after));
    const Values come = without(valuesOf(after), valuesOf(before));
    const QString record = nameOf(after);
    const auto textIn = [](const Values &values, const QString &field) {
        const auto at = std::ranges::find(values, field, &Value::field);
        return at == values.end() ? QString() : at->text;
    };
    QList<SaveLedger::Save> saves;
    for (const Value &value : gone) {
        const QString instead = isList(value.field) ? QString() : textIn(come, value.field);
        saves.append({who, record, value.field, value.text, instead});
    }
    for (const Value &value : come) {
        if (isList(value.field) || textIn(gone, value.field).isEmpty())
            saves.append({who, record, value.field, {}, value.text});
    }
    return saves;
}

/// The values in a conflict's words for a row, such as "12 Hill St, Bath (Office)".
QStringList textsIn(const QString &readable)
{
    static const QRegularExpression type(u" \\([^()]*\\)$"_s);
    return QString(readable).remove(type).split(", "_L1, Qt::SkipEmptyParts);
}

class Simulation
{
public:
    Simulation(quint32 seed, bool tells);

    void act();
    /// Heals everything and lets time pass; the users decide what asks.
    void comeToRest();
    /// What is wrong; empty if nothing is.
    QString firstWrong();
    Tally tally();

private:
    int pick(int count) { return int(m_random.bounded(count)); }
    bool oneIn(int count) { return pick(count) == 0; }
    template <typename List>
    auto anyOf(const List &list)
    {
        return list.at(pick(int(list.size())));
    }
    QString fresh(const char *field, const char *word, const char *ending = "");

    void addToCapsule(const Party &party);
    Party newParty();
    OrganisationRef anyOrganisation(const Desk *desk);
    void change(Party &party, const Desk *desk);
    void changeText(Party &party);
    void changeRows(Party &party);
    void changeAddresses(Party &party);
    void changeTags(Party &party);
    void changeOwnership(Party &party);

    void workInBrowser();
    void workAt(Computer &computer);
    QUuid anyRecord(const Computer &computer);
    void editAt(Computer &computer);
    void addAt(Computer &computer);
    void typeAt(Computer &computer);
    void endDraft(Computer &computer, const QUuid &localId);
    void removeAt(Computer &computer);
    void restart(Computer &computer);
    QList<QUuid> draftsOf(const Computer &computer);
    QList<OutboxEntry> conflictsOf(const Computer &computer, const QUuid &localId);
    QString pictureOf(Computer &computer);
    void note(const QList<SaveLedger::Save> &saves);
    void noteTwins(int who, const Party &before, const Party &after);
    void tell(const QString &line);

    void decide(Computer &computer, bool all);
    void decide(Computer &computer, const OutboxEntry &entry);
    void decideConflict(Computer &computer, const OutboxEntry &entry);
    void insist(Computer &computer, const QUuid &localId);
    void decideDelete(Computer &computer, const OutboxEntry &entry);
    void decideQuestion(Computer &computer, const OutboxEntry &entry);
    void choose(int who, const QString &record, const PartyConflict &conflict, const QString &winner);
    void giveUp(Computer &computer, const OutboxEntry &entry);
    void breakSomething(Computer &computer);
    void passTime();

    bool isAtRest(Computer &computer);
    QString difference(Computer &computer);
    bool isTold(const QString &record, const Value &value);
    void complain(const Computer &computer, const QString &what);

    bool m_tells;
    QRandomGenerator m_random;
    World m_world;
    SaveLedger m_ledger;
    std::array<Computer, 2> m_computers;
    std::optional<CapsuleWatch> m_watch;
    QHash<QString, QString> m_fields; ///< of every value that was made
    QSet<QString> m_removed; ///< names of records that somebody deletes and nobody keeps
    QList<std::pair<int, qint64>> m_removals; ///< computer and entry, as long as it may be taken back
    QStringList m_complaints;
    Tally m_tally;
    int m_count = 0;
};

capsule::Options optionsFor(quint32 seed)
{
    capsule::Options options;
    options.deleteTouchesPeople = seed % 2 == 0; // nobody knows which
    options.rememberedRequests = 0;
    return options;
}

Simulation::Simulation(quint32 seed, bool tells)
    : m_tells(tells)
    , m_random(seed)
    , m_world(optionsFor(seed))
    , m_computers{Computer(m_world, 0), Computer(m_world, 1)}
{
    capsule::Account &account = m_world.service.account();
    account.users.insert({0, u"bo"_s, u"Bo Berg"_s, {}, {}, {}, 0, 0});
    account.teams.insert({0, u"Sales"_s, {}, {1, 2}, 0, 0});
    m_watch.emplace(m_world, m_ledger, longestDelay);
    m_watch->onExchange = [this](const QString &line) {
        tell(line);
    };
    for (int i = 0; i < 6; ++i)
        addToCapsule(newParty());
    for (Computer &computer : m_computers) {
        computer.clock.setAhead(std::chrono::minutes(pick(720) - 360));
        computer.desk.random = double(pick(1000)) / 1000;
        computer.desk.network().setLatency(pick(400));
        computer.desk.start();
    }
    m_world.run(10s);
}

/// Every word is given once, and none is part of another.
QString Simulation::fresh(const char *field, const char *word, const char *ending)
{
    const QString text = u"%1%2x%3"_s.arg(QLatin1StringView(word)).arg(++m_count).arg(QLatin1StringView(ending));
    m_fields.insert(text, QLatin1StringView(field));
    return text;
}

void Simulation::complain(const Computer &computer, const QString &what)
{
    m_complaints.append(u"computer %1: %2"_s.arg(computer.who).arg(what));
}

/// A row whose answer was lost stands beside itself, once as mine and once as Capsule has it; one of them may go.
void Simulation::noteTwins(int who, const Party &before, const Party &after)
{
    const Values now = valuesOf(after);
    for (const Value &value : valuesOf(before)) {
        if (now.contains(value) && valuesOf(before).count(value) > now.count(value))
            m_ledger.tookOneAway(who, nameOf(after), value);
    }
}

void Simulation::note(const QList<SaveLedger::Save> &saves)
{
    for (const SaveLedger::Save &save : saves) {
        m_ledger.saved(save);
        tell(u"%1 saves %2 of %3: '%4' -> '%5'"_s.arg(
            QString::number(save.who), save.field, save.record, save.was, save.value));
    }
}

/// With a single seed, what happens when.
void Simulation::tell(const QString &line)
{
    if (m_tells)
        qInfo("%s %s", qPrintable(m_world.clock.now().toString(u"HH:mm:ss.zzz"_s)), qPrintable(line));
}

// --- changes, whoever makes them

Party Simulation::newParty()
{
    Party party
        = oneIn(3) ? organisation(fresh("name", "Firm")) : person(fresh("name", "Pat"), fresh("lastName", "Doe"));
    if (oneIn(2))
        party.emailAddresses.append({0, u"Work"_s, fresh("emailAddresses", "mail", "@example.com")});
    return party;
}

/// One that is known here; a name without id nor local id if there is none.
OrganisationRef Simulation::anyOrganisation(const Desk *desk)
{
    QList<OrganisationRef> all;
    if (desk) {
        all = desk->store().organisationsLike({}, 100);
    } else {
        for (const auto &party : m_world.service.account().parties.rows()) {
            if (!party->isPerson)
                all.append({party->id, {}, party->name});
        }
    }
    return all.isEmpty() ? OrganisationRef() : anyOf(all);
}

/// One change as a person makes it. `desk` is where; null in the browser.
void Simulation::change(Party &party, const Desk *desk)
{
    switch (pick(9)) {
    case 0:
    case 1:
    case 2:
        return changeText(party);
    case 3:
    case 4:
        return changeRows(party);
    case 5:
        return changeAddresses(party);
    case 6:
        return changeTags(party);
    case 7:
        return changeOwnership(party);
    default:
        break;
    }
    if (!party.isPerson())
        return changeText(party);
    const OrganisationRef chosen = anyOrganisation(desk);
    const bool isOne = chosen.id != 0 || !chosen.localId.isNull();
    party.organisation = isOne && !oneIn(4) ? std::optional(chosen) : std::nullopt;
}

void Simulation::changeText(Party &party)
{
    if (!party.isPerson() || oneIn(2))
        party.about = oneIn(6) ? QString() : fresh("about", "About");
    else if (oneIn(3))
        party.lastName = fresh("lastName", "Doe");
    else
        party.jobTitle = oneIn(6) ? QString() : fresh("jobTitle", "Job");
}

void Simulation::changeRows(Party &party)
{
    const auto changeIn = [this](auto &rows, auto text, const auto &made) {
        if (rows.isEmpty() || oneIn(2))
            rows.append(made);
        else if (oneIn(2))
            rows.removeAt(pick(int(rows.size())));
        else
            rows[pick(int(rows.size()))].*text = made.*text;
    };
    if (oneIn(2))
        changeIn(party.emailAddresses, &EmailAddress::address,
            EmailAddress{0, u"Work"_s, fresh("emailAddresses", "mail", "@example.com")});
    else
        changeIn(party.phoneNumbers, &PhoneNumber::number, PhoneNumber{0, u"Mobile"_s, fresh("phoneNumbers", "0")});
}

void Simulation::changeAddresses(Party &party)
{
    const QString street = fresh("addresses/street", "Street");
    const QString city = fresh("addresses/city", "City");
    if (party.addresses.isEmpty() || oneIn(3))
        party.addresses.append({0, u"Office"_s, street, city, {}, {}, {}});
    else if (oneIn(3))
        party.addresses.removeAt(pick(int(party.addresses.size())));
    else if (oneIn(2))
        party.addresses[pick(int(party.addresses.size()))].street = street;
    else
        party.addresses[pick(int(party.addresses.size()))].city = city;
}

void Simulation::changeTags(Party &party)
{
    QList<Tag> tags = party.tags.value_or(QList<Tag>());
    if (!tags.isEmpty() && oneIn(3))
        tags.removeAt(pick(int(tags.size())));
    else
        tags.append({0, fresh("tags", "Tag"), false});
    party.tags = tags;
}

void Simulation::changeOwnership(Party &party)
{
    const UserRef users[]{{1, u"grace"_s, u"Grace Okafor"_s}, {2, u"bo"_s, u"Bo Berg"_s}};
    // Capsule gives a new record without owner to whoever makes it.
    party.owner = party.id != 0 && oneIn(5) ? std::nullopt : std::optional(users[pick(2)]);
    party.team = oneIn(2) ? std::nullopt : std::optional(TeamRef{1, u"Sales"_s});
}

// --- in Capsule itself

void Simulation::addToCapsule(const Party &party)
{
    m_world.service.addParty(createBody(party));
    m_watch->lookAgain();
    note(savesBetween(browser, {}, party));
}

void Simulation::workInBrowser()
{
    const auto &rows = m_world.service.account().parties.rows();
    if (rows.empty() || oneIn(8))
        return addToCapsule(newParty());
    const qint64 id = rows.at(std::size_t(pick(int(rows.size()))))->id;
    const Party before = partyFromJson(m_world.service.party(id)).value();
    if (oneIn(8)) {
        tell(u"browser deletes "_s + nameOf(before));
        m_ledger.deleted(nameOf(before), valuesOf(before));
        m_world.service.deleteParty(id);
        ++m_tally.deletes;
        return m_watch->lookAgain();
    }
    Party after = before;
    change(after, nullptr);
    const QJsonObject body = changes(before, after);
    if (body.isEmpty())
        return;
    m_world.service.editParty(id, body);
    m_watch->lookAgain();
    note(savesBetween(browser, before, after));
}

// --- at a computer

QUuid Simulation::anyRecord(const Computer &computer)
{
    const auto ids = computer.desk.store().index().find(PartyIndex::Kind::Everyone, {});
    return ids.isEmpty() ? QUuid() : anyOf(ids);
}

void Simulation::workAt(Computer &computer)
{
    switch (pick(12)) {
    case 0:
        return addAt(computer);
    case 1:
    case 2:
        return typeAt(computer);
    case 3:
        return removeAt(computer);
    case 4:
        return decide(computer, false);
    case 5:
        return computer.clock.setAhead(std::chrono::seconds(pick(43'200) - 21'600));
    default:
        return editAt(computer);
    }
}

void Simulation::editAt(Computer &computer)
{
    const QUuid id = anyRecord(computer);
    const auto view = computer.desk.store().party(id);
    if (!view || view->isDeleted)
        return;
    if (view->draft)
        return endDraft(computer, id);
    Party edited = view->shown;
    change(edited, &computer.desk);
    insist(computer, view->localId);
    if (!computer.desk.store().save(id, edited))
        return complain(computer, u"a save failed"_s);
    note(savesBetween(computer.who, view->shown, edited));
    noteTwins(computer.who, view->shown, edited);
}

void Simulation::addAt(Computer &computer)
{
    Party party = newParty();
    if (const auto chosen = anyOrganisation(&computer.desk);
        party.isPerson() && oneIn(2) && (chosen.id != 0 || !chosen.localId.isNull()))
        party.organisation = chosen;
    const QUuid id = computer.desk.add(party);
    note(savesBetween(computer.who, {}, party));
    if (party.isPerson() || oneIn(2))
        return;
    Party member = person(fresh("name", "Pat"), fresh("lastName", "Doe"));
    member.organisation = OrganisationRef{0, id, party.name};
    computer.desk.add(member);
    note(savesBetween(computer.who, {}, member));
}

void Simulation::typeAt(Computer &computer)
{
    PartyStore &store = computer.desk.store();
    if (oneIn(5)) {
        const Party party = newParty();
        const auto id = store.startDraft(party);
        if (id)
            computer.typed.insert(nameOf(party), savesBetween(computer.who, {}, party));
        return;
    }
    const QUuid id = anyRecord(computer);
    const auto view = store.party(id);
    if (!view || view->isDeleted)
        return;
    if (view->draft && oneIn(2))
        return endDraft(computer, id);
    const Party before = view->draft.value_or(view->shown);
    Party draft = before;
    change(draft, &computer.desk);
    if (!store.keepDraft(id, draft))
        return complain(computer, u"a draft was not kept"_s);
    computer.typed[nameOf(draft)] += savesBetween(computer.who, before, draft);
    noteTwins(computer.who, before, draft);
    tell(u"%1 types in %2"_s.arg(computer.who).arg(nameOf(draft)));
}

void Simulation::endDraft(Computer &computer, const QUuid &localId)
{
    PartyStore &store = computer.desk.store();
    const auto view = store.party(localId);
    const QList<SaveLedger::Save> typed = computer.typed.take(nameOf(view->draft.value_or(view->shown)));
    if (oneIn(6)) {
        if (!store.discardDraft(localId))
            complain(computer, u"a draft was not discarded"_s);
        return;
    }
    insist(computer, view->localId);
    if (store.save(localId, *view->draft))
        note(typed);
    else
        complain(computer, u"a draft was not saved"_s);
}

void Simulation::removeAt(Computer &computer)
{
    PartyStore &store = computer.desk.store();
    if (!m_removals.isEmpty() && m_removals.last().first == computer.who && oneIn(2)) {
        const auto [who, sequence] = m_removals.takeLast();
        const auto entry = store.entry(sequence);
        if (const auto taken = store.takeBack(sequence); taken && *taken)
            m_removed.remove(nameOf(entry->edited));
        return;
    }
    const QUuid id = anyRecord(computer);
    const auto view = store.party(id);
    if (!view || view->isDeleted)
        return;
    Values inQuestion = valuesOf(view->base);
    inQuestion.removeIf([asks = conflictsOf(computer, view->localId)](const Value &value) {
        return std::ranges::none_of(asks, [&value](const OutboxEntry &entry) {
            return std::ranges::any_of(entry.conflicts,
                [&value](const PartyConflict &conflict) { return conflict.theirs.contains(value.text); });
        });
    });
    const bool isOnlyOne = store.index().find(PartyIndex::Kind::Everyone, nameOf(view->shown)).size() == 1;
    const auto removed = store.remove(id, 10s);
    if (!removed)
        return complain(computer, u"a delete failed"_s);
    m_ledger.deleted(nameOf(view->shown), valuesOf(view->shown) + inQuestion);
    if (isOnlyOne)
        m_removed.insert(nameOf(view->shown));
    for (const Value &value : isOnlyOne ? Values() : valuesOf(view->shown)) // the other one of that name stays
        m_ledger.gaveUp(nameOf(view->shown), value.text);
    tell(u"%1 deletes %2"_s.arg(computer.who).arg(nameOf(view->shown)));
    m_removals.append({computer.who, *removed});
    computer.typed.remove(nameOf(view->draft.value_or(view->shown)));
    ++m_tally.deletes;
}

QList<OutboxEntry> Simulation::conflictsOf(const Computer &computer, const QUuid &localId)
{
    QList<OutboxEntry> entries = computer.desk.store().pendingEntries();
    entries.removeIf(
        [&localId](const OutboxEntry &entry) { return entry.localId != localId || entry.state != State::Conflict; });
    return entries;
}

/// In an order that a seed gives again; local ids are not the same from run to run.
QList<QUuid> Simulation::draftsOf(const Computer &computer)
{
    const PartyStore &store = computer.desk.store();
    QList<QUuid> drafts = store.drafts();
    std::ranges::sort(drafts, {}, [&store](const QUuid &id) { return nameOf(*store.party(id)->draft); });
    return drafts;
}

/// Everything that must be the same after a restart.
QString Simulation::pictureOf(Computer &computer)
{
    PartyStore &store = computer.desk.store();
    QStringList lines;
    for (const OutboxEntry &entry : store.pendingEntries())
        lines.append(u"%1 %2"_s.arg(entry.sequence).arg(QString::fromUtf8(entryToJson(entry))));
    for (const QUuid &draft : draftsOf(computer)) {
        const Party typed = store.party(draft)->draft.value_or(Party());
        lines.append(draft.toString());
        for (const Value &value : valuesOf(typed))
            lines.append(value.text);
    }
    return lines.join(u'\n');
}

void Simulation::restart(Computer &computer)
{
    const QString before = pictureOf(computer);
    tell(u"%1 restarts"_s.arg(computer.who));
    computer.desk.quit();
    m_watch->ended(computer.who);
    ++m_tally.restarts;
    if (oneIn(2))
        m_world.run(std::chrono::seconds(pick(oneIn(4) ? 1200 : 60)));
    computer.desk.start();
    if (pictureOf(computer) != before)
        complain(computer, u"after a restart\n%1\ninstead of\n%2"_s.arg(pictureOf(computer), before));
}

// --- what asks

void Simulation::decide(Computer &computer, bool all)
{
    for (const OutboxEntry &entry : computer.desk.store().pendingEntries()) {
        const auto now = computer.desk.store().entry(entry.sequence); // one decision may end another question
        if (now && now->needsUser() && (all || oneIn(2)))
            decide(computer, *now);
    }
}

void Simulation::decide(Computer &computer, const OutboxEntry &entry)
{
    tell(u"%1 is asked about %2, state %3, %4"_s.arg(
        QString::number(computer.who), nameOf(entry.edited), QString::number(int(entry.state)), entry.problem));
    if (entry.state == State::Conflict) {
        ++m_tally.conflicts;
        return oneIn(6) ? giveUp(computer, entry) : decideConflict(computer, entry);
    }
    ++m_tally.questions;
    if (entry.kind == Kind::Delete)
        decideDelete(computer, entry);
    else
        decideQuestion(computer, entry);
}

/// The user prefers `winner` to the other two. What loses must not come back, and what was not there must come.
void Simulation::choose(int who, const QString &record, const PartyConflict &conflict, const QString &winner)
{
    tell(u"%1 chooses %2 of %3: '%4', mine '%5', theirs '%6'"_s.arg(
        QString::number(who), conflict.key, record, winner, conflict.mine, conflict.theirs));
    const QString field = conflict.key.section(u'/', 0, 0);
    const bool isText = !conflict.key.contains(u'/');
    if (winner == conflict.base)
        m_ledger.broughtBack(record, textsIn(winner));
    for (const QString &loser : {conflict.mine, conflict.theirs}) {
        if (loser == winner)
            continue;
        m_ledger.gaveUp(record, loser);
        if (loser.isEmpty())
            m_ledger.gaveUp(record, conflict.base); // its removal is given up
        if (winner == conflict.theirs)
            continue; // it asks for nothing: that is there, or was until somebody went on from it
        if (isText) {
            m_ledger.saved({who, record, field, loser, winner});
            continue;
        }
        for (const QString &text : textsIn(loser)) {
            if (!textsIn(winner).contains(text))
                m_ledger.saved({who, record, m_fields.value(text), text, {}});
        }
    }
    for (const QString &text : isText ? QStringList() : textsIn(winner)) {
        if (!textsIn(conflict.theirs).contains(text))
            m_ledger.saved({who, record, m_fields.value(text), {}, text});
    }
}

/// Saving over a conflict decides it, with everything in view.
void Simulation::insist(Computer &computer, const QUuid &localId)
{
    for (const OutboxEntry &entry : conflictsOf(computer, localId)) {
        for (const PartyConflict &conflict : entry.conflicts)
            choose(computer.who, nameOf(entry.edited), conflict, conflict.mine);
    }
}

/// As the window does it: value by value.
void Simulation::decideConflict(Computer &computer, const OutboxEntry &entry)
{
    const auto view = computer.desk.store().party(entry.localId);
    QStringList theirs;
    QStringList original;
    for (const PartyConflict &conflict : entry.conflicts) {
        switch (pick(5)) {
        case 0:
        case 1:
            theirs.append(conflict.key);
            choose(computer.who, nameOf(entry.edited), conflict, conflict.theirs);
            break;
        case 2:
            original.append(conflict.key);
            choose(computer.who, nameOf(entry.edited), conflict, conflict.base);
            break;
        default:
            choose(computer.who, nameOf(entry.edited), conflict, conflict.mine);
            break;
        }
    }
    const Party decided = withKeysFrom(withKeysFrom(view->shown, view->base, theirs), entry.base, original);
    if (!computer.desk.store().retry(entry.sequence, decided))
        complain(computer, u"a decision failed"_s);
}

void Simulation::decideDelete(Computer &computer, const OutboxEntry &entry)
{
    PartyStore &store = computer.desk.store();
    const auto view = store.party(entry.localId);
    const Party inView = view->shown;
    if (oneIn(2)) {
        // The question is about what others changed.
        m_ledger.deleted(nameOf(inView), valuesOf(inView) + valuesOf(view->base));
        if (!store.retry(entry.sequence, entry.edited))
            complain(computer, u"a delete could not be tried again"_s);
        return;
    }
    m_removed.remove(nameOf(inView));
    if (!store.discard(entry.sequence))
        complain(computer, u"a delete could not be given up"_s);
}

void Simulation::decideQuestion(Computer &computer, const OutboxEntry &entry)
{
    const bool isThereAlready
        = entry.kind == Kind::Create && m_watch->records().contains(nameOf(entry.edited)); // as a look in Capsule shows
    const bool isSettled = entry.problem == Problem::gone || entry.problem == Problem::similarRowFound;
    if (isSettled || isThereAlready || oneIn(5))
        return giveUp(computer, entry);
    Party edited = computer.desk.store().party(entry.localId)->shown;
    if (edited.organisation && entry.problem.contains("organisation"_L1)) {
        m_ledger.gaveUp(nameOf(edited), edited.organisation->name);
        edited.organisation.reset();
    }
    if (!computer.desk.store().retry(entry.sequence, edited))
        complain(computer, u"an entry could not be tried again"_s);
}

void Simulation::giveUp(Computer &computer, const OutboxEntry &entry)
{
    const auto view = computer.desk.store().party(entry.localId);
    const QString record = nameOf(entry.edited);
    if (entry.kind == Kind::Create && !view->isCreated) {
        m_ledger.cancelled(record, valuesOf(view->shown));
        for (const Value &value : valuesOf(view->shown))
            m_ledger.gaveUp(record, value.text);
    }
    for (const SaveLedger::Save &save : savesBetween(computer.who, entry.base, entry.edited)) {
        m_ledger.gaveUp(record, save.value);
        if (save.value.isEmpty())
            m_ledger.gaveUp(record, save.was);
    }
    if (!computer.desk.store().discard(entry.sequence))
        complain(computer, u"an entry could not be given up"_s);
}

// --- bad luck

void Simulation::breakSomething(Computer &computer)
{
    static const QList<Fault::Kind> kinds{Fault::Kind::None, Fault::Kind::None, Fault::Kind::DropBefore,
        Fault::Kind::DropAfter, Fault::Kind::Cut, Fault::Kind::CutWithoutLength, Fault::Kind::CutChunked,
        Fault::Kind::BreakJson, Fault::Kind::Hang, Fault::Kind::Html, Fault::Kind::Status, Fault::Kind::Status};
    static const QList<QByteArray> methods{"GET"_ba, "PUT"_ba, "POST"_ba, "DELETE"_ba, {}};
    static const QList<int> statuses{500, 502, 503, 408, 422, 429};
    Fault fault;
    fault.kind = anyOf(kinds);
    fault.method = anyOf(methods);
    fault.count = 1 + pick(2);
    fault.skip = pick(2);
    fault.delayMs = oneIn(2) ? pick(int(std::chrono::milliseconds(longestDelay).count())) : 0;
    fault.status = anyOf(statuses);
    fault.acts = fault.status >= 500 && oneIn(2);
    tell(u"%1 will meet %2 %3"_s.arg(computer.who).arg(capsule::faultWord(fault.kind)).arg(fault.status));
    computer.desk.network().faults().add(fault);
}

void Simulation::passTime()
{
    static const QList<int> longest{300, 3'000, 3'000, 30'000, 30'000, 240'000};
    m_world.run(std::chrono::milliseconds(pick(anyOf(longest))));
}

void Simulation::act()
{
    Computer &computer = m_computers[std::size_t(pick(2))];
    switch (pick(12)) {
    case 0:
    case 1:
        breakSomething(computer);
        break;
    case 2:
        restart(computer);
        break;
    case 3:
        computer.desk.network().setOffline(oneIn(2));
        break;
    case 4:
    case 5:
    case 6:
        workInBrowser();
        break;
    default:
        workAt(computer);
    }
    passTime();
}

// --- how it ends

bool Simulation::isAtRest(Computer &computer)
{
    for (const QUuid &draft : draftsOf(computer))
        endDraft(computer, draft);
    decide(computer, true);
    const SyncState::Phase phase = computer.desk.state().phase;
    return computer.desk.outbox().isEmpty()
        && (phase == SyncState::Phase::UpToDate || phase == SyncState::Phase::Syncing);
}

void Simulation::comeToRest()
{
    for (Computer &computer : m_computers) {
        computer.desk.network().setOffline(false);
        computer.desk.network().faults().clear();
    }
    bool isDone = false;
    for (int round = 0; round < 30 && !isDone; ++round) {
        m_world.run(10min);
        isDone = true;
        for (Computer &computer : m_computers)
            isDone = isAtRest(computer) && isDone;
    }
    m_world.run(10min);
    m_world.runUntil([this] {
        return std::ranges::all_of(m_computers,
            [](const Computer &computer) { return computer.desk.state().phase == SyncState::Phase::UpToDate; });
    });
}

bool Simulation::isTold(const QString &record, const Value &value)
{
    for (Computer &computer : m_computers) {
        for (const HistoryLine &line : computer.desk.store().history(0, 10'000)) {
            const Values before = valuesOf(line.entry.base);
            const Values after = line.entry.kind == Kind::Delete ? Values() : valuesOf(line.entry.edited);
            if (nameOf(line.entry.base) == record && holds(before, value) && !holds(after, value))
                return true;
        }
    }
    return false;
}

QString Simulation::difference(Computer &computer)
{
    Desk &desk = computer.desk;
    if (!desk.outbox().isEmpty())
        return u"left in the outbox: "_s + desk.outbox().join(u", "_s);
    if (desk.state().phase != SyncState::Phase::UpToDate)
        return u"phase %1"_s.arg(int(desk.state().phase));
    const auto here = desk.store().index().find(PartyIndex::Kind::Everyone, {});
    if (here.size() != m_world.service.partyCount())
        return u"%1 records instead of %2"_s.arg(here.size()).arg(m_world.service.partyCount());
    for (const QUuid &id : here) {
        const Party shown = desk.shown(id);
        const Party capsules = desk.capsules(id);
        if (shown == capsules)
            continue;
        QStringList keys;
        for (const FieldChange &change : describeChanges(capsules, shown))
            keys.append(u"%1 '%2' instead of '%3'"_s.arg(change.key, change.willBe, change.was));
        return u"'%1' differs from Capsule's: "_s.arg(nameOf(shown)) + keys.join(u", "_s);
    }
    return {};
}

QString Simulation::firstWrong()
{
    m_complaints += m_watch->complaints;
    if (!m_complaints.isEmpty())
        return m_complaints.first();
    const QHash<QString, Values> finals = m_watch->records();
    for (Computer &computer : m_computers) {
        if (const QString difference = this->difference(computer); !difference.isEmpty())
            return u"computer %1: %2"_s.arg(computer.who).arg(difference);
    }
    for (const QString &name : std::as_const(m_removed)) {
        if (finals.contains(name) && !m_ledger.isMadeAgain(name))
            return name + u" was deleted and is there"_s;
    }
    return m_ledger.firstWrong(
        finals, browser, [this](const QString &record, const Value &value) { return isTold(record, value); });
}

Tally Simulation::tally()
{
    m_tally.saves = m_ledger.saves();
    m_tally.races = m_watch->races;
    m_tally.lostAnswers = m_watch->lostAnswers;
    return m_tally;
}

} // namespace

/// Two computers, somebody in Capsule itself, a bad network, clocks that are wrong, and programs that end at any time,
/// all on one thread in virtual time. In the end all three agree, nothing is lost or there twice, and no conflict was
/// resolved unseen; SaveLedger says what that means.
///
/// COUNTERPART_SEED is the first seed (1 unless set), COUNTERPART_SEEDS how many (1,000 and nightly 100,000 unless
/// set).
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QHashSeed::setDeterministicGlobalSeed(); // or a seed would not give the same run again
        keepFilesInMemory();
    }
    void allAgreeInTheEnd();
};

void SimulationTest::allAgreeInTheEnd()
{
    constexpr int steps = 40;
    const quint32 count = seedCount(1'000, 100'000);
    Tally total;
    QList<qint64> times;
    QStringList wrongs;
    for (quint32 seed = firstSeed(); seed < firstSeed() + count && wrongs.size() < 10; ++seed) {
        QElapsedTimer timer;
        timer.start();
        Simulation simulation(seed, count == 1);
        for (int step = 0; step < steps; ++step)
            simulation.act();
        simulation.comeToRest();
        if (const QString wrong = simulation.firstWrong(); !wrong.isEmpty())
            wrongs.append(u"COUNTERPART_SEED=%1: %2"_s.arg(seed).arg(wrong));
        total += simulation.tally();
        times.append(timer.nsecsElapsed() / 1000);
        if (times.size() % 5'000 == 0)
            qInfo("%lld seeds", qlonglong(times.size()));
    }
    std::ranges::sort(times);
    qInfo("%lld seeds from %u on, of %.1f ms: %d saves, %d conflicts, %d questions, %d races, %d lost answers, "
          "%d restarts, %d deletes",
        qlonglong(times.size()), firstSeed(), double(times.value(times.size() / 2)) / 1000, total.saves,
        total.conflicts, total.questions, total.races, total.lostAnswers, total.restarts, total.deletes);
    QVERIFY2(wrongs.isEmpty(), qPrintable(wrongs.join(u'\n')));
    if (count < 100)
        return;
    for (const int happened : {total.conflicts, total.questions, total.races, total.lostAnswers})
        QVERIFY(happened > 0);
}

QTEST_GUILESS_MAIN(SimulationTest)
#include "tst_simulation.moc"
