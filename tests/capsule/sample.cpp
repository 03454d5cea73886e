#include "sample.h"

#include "samplewords.h"
#include "service.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

constexpr qint64 day = 24 * 3600;

/// Makes one account out of one stream of random numbers.
class SampleMaker
{
public:
    SampleMaker(Service &service, const Sample &sample)
        : m_account(service.account())
        , m_random(sample.seed)
        , m_now(service.now())
        , m_size(sample.parties)
    {
        for (const SampleLand &land : sampleLands())
            m_landTickets.insert(m_landTickets.size(), land.weight, &land);
    }

    void make();

private:
    int below(qsizetype limit) { return int(m_random.bounded(qint64(limit))); }
    bool chance(int percent) { return below(100) < percent; }
    template <class List>
    const auto &any(const List &list)
    {
        return list[below(list.size())];
    }
    QString digits(QString pattern);
    qint64 past(qint64 days) { return m_now - day - m_random.bounded(days * day); }

    void makeUsers();
    void makeVocabulary();
    void makeFilters();
    qint64 addDefinition(
        const QString &name, const QString &type, const QStringList &options, qint64 tag, bool important);
    void makeOrganisation();
    void makePerson();
    void addCommon(Party &party, const SampleLand &land);
    Address address(const SampleLand &land, const QString &type);
    void addField(Record &record, qint64 definition, const QString &value);
    void addFields(Party &party);
    void makeHistory();
    void makeEntry(const Party &party);
    void makeTask(const Party &party);
    void makeDeals();

    struct Firm
    {
        qint64 id;
        const SampleLand *land;
        QString domain;
    };

    Account &m_account;
    QRandomGenerator m_random;
    qint64 m_now;
    int m_size;
    QList<const SampleLand *> m_landTickets;
    QList<Firm> m_firms;
    QList<qint64> m_plainTags;
    qint64 m_dataTag = 0;
    QMap<QString, qint64> m_definitions;
};

/// Small Latin letters for e-mail addresses and domains.
QString asciiOf(const QString &text)
{
    QString ascii;
    const QString apart = text.normalized(QString::NormalizationForm_KD).toLower();
    static const QMap<QChar, QString> special{{u'ß', u"ss"_s}, {u'ł', u"l"_s}, {u'ø', u"o"_s}, {u'þ', u"th"_s},
        {u'ð', u"d"_s}, {u'æ', u"ae"_s}, {u'ı', u"i"_s}};
    for (const QChar c : apart) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            ascii += c;
        else
            ascii += special.value(c);
    }
    return ascii;
}

QString asciiOf(const SampleName &name)
{
    static QHash<QString, QString> known; // few names, many people
    if (!name.ascii.isEmpty())
        return name.ascii;
    QString &ascii = known[name.text];
    if (ascii.isEmpty())
        ascii = asciiOf(name.text);
    return ascii;
}

QString SampleMaker::digits(QString pattern)
{
    for (QChar &c : pattern) {
        if (c == u'#')
            c = QChar(u'0' + below(10));
        else if (c == u'@')
            c = QChar(u'A' + below(26));
    }
    return pattern;
}

void SampleMaker::makeUsers()
{
    m_account.siteName = u"Harbour & Vale Trading"_s;
    m_account.subdomain = u"harbourvale"_s;
    for (const auto &[username, name] : {std::pair{u"tomasz"_s, u"Tomasz Żółkiewski"_s},
             {u"ingrid"_s, u"Ingrid Sjöström"_s}, {u"callum"_s, u"Callum Macleod"_s}})
        m_account.users.insert({0, username, name, u"en_GB"_s, u"GBP"_s, u"Europe/London"_s, 0, past(20)});
    m_account.teams.insert({0, u"Sales"_s, u"New customers"_s, {1, 2, 3}, past(900), past(200)});
    m_account.teams.insert({0, u"Service"_s, u"After the sale"_s, {1, 4}, past(900), past(200)});
}

qint64 SampleMaker::addDefinition(
    const QString &name, const QString &type, const QStringList &options, qint64 tag, bool important)
{
    Definition definition;
    definition.name = name;
    definition.type = type;
    definition.options = options;
    definition.tag = tag;
    definition.important = important;
    definition.displayOrder = m_definitions.size();
    const qint64 id = m_account.vocabulary(Kind::Party).definitions.insert(definition).id;
    m_definitions.insert(name, id);
    return id;
}

void SampleMaker::makeVocabulary()
{
    Vocabulary &vocabulary = m_account.vocabulary(Kind::Party);
    for (const auto &name : {u"Customer"_s, u"Prospect"_s, u"Supplier"_s, u"VIP"_s, u"Newsletter"_s, u"Trade fair"_s,
             u"Überfällig"_s, u"顧客"_s})
        m_plainTags.append(vocabulary.tags.insert({0, name, {}, false}).id);
    m_dataTag = vocabulary.tags.insert({0, u"Contract"_s, u"Has a running contract"_s, true}).id;
    addDefinition(u"Customer number"_s, u"text"_s, {}, 0, true);
    addDefinition(u"Birthday"_s, u"date"_s, {}, 0, false);
    addDefinition(u"Industry"_s, u"list"_s, {u"Food"_s, u"Metal"_s, u"Services"_s, u"Textiles"_s}, 0, false);
    addDefinition(u"Accepts marketing"_s, u"boolean"_s, {}, 0, false);
    addDefinition(u"Credit limit"_s, u"number"_s, {}, 0, false);
    addDefinition(u"Intranet page"_s, u"link"_s, {}, 0, false);
    addDefinition(u"Languages"_s, u"multiselectlist"_s, {u"English"_s, u"French"_s, u"German"_s, u"Greek"_s}, 0, false);
    addDefinition(u"Contract ends"_s, u"date"_s, {}, m_dataTag, true);
    addDefinition(u"Contract value"_s, u"number"_s, {}, m_dataTag, false);
    for (const Kind kind : {Kind::Opportunity, Kind::Kase}) {
        m_account.vocabulary(kind).tags.insert({0, u"Priority"_s, {}, false});
        m_account.vocabulary(kind).definitions.insert({0, u"Reference"_s, {}, u"text"_s, {}, 0, 0, {}, false});
    }
}

void SampleMaker::makeFilters()
{
    const auto condition = [](const QString &field, const QString &op, const QJsonValue &value) {
        return QJsonObject{{u"field"_s, field}, {u"operator"_s, op}, {u"value"_s, value}};
    };
    const QJsonArray byName{QJsonObject{{u"field"_s, u"name"_s}, {u"direction"_s, u"ascending"_s}}};
    for (const auto &[name, conditions] :
        {std::pair{u"Customers of mine"_s,
             QJsonArray{condition(u"owner"_s, u"is"_s, 1), condition(u"tag"_s, u"is"_s, u"Customer"_s)}},
            {u"Companies without an email"_s,
                QJsonArray{
                    condition(u"type"_s, u"is"_s, u"organisation"_s), condition(u"hasEmailAddress"_s, u"is"_s, false)}},
            {u"Contracts to renew"_s,
                QJsonArray{condition(u"custom:%1"_s.arg(m_definitions[u"Contract ends"_s]), u"is within next"_s, 365)}},
            {u"Nobody has called lately"_s, QJsonArray{condition(u"lastContactedOn"_s, u"is older than"_s, 90)}}})
        m_account.savedFilters.insert({0, name, conditions, byName});
}

Address SampleMaker::address(const SampleLand &land, const QString &type)
{
    const SampleCity &city = any(land.cities);
    Address row;
    row.id = m_account.nextRowId++;
    row.type = type;
    row.street = land.street.arg(any(land.streets), QString::number(1 + below(180)));
    if (chance(15))
        row.street.prepend(u"Unit %1\n"_s.arg(1 + below(30)));
    row.city = city.city;
    row.state = city.state;
    row.zip = digits(city.zip);
    row.country = land.country;
    return row;
}

void SampleMaker::addField(Record &record, qint64 definition, const QString &value)
{
    record.fields.append({m_account.nextRowId++, definition, value});
}

void SampleMaker::addFields(Party &party)
{
    if (chance(50))
        addField(party, m_definitions[u"Customer number"_s], digits(u"C-####"_s));
    if (party.isPerson && chance(20))
        addField(party, m_definitions[u"Birthday"_s],
            QDate(1950 + below(50), 1 + below(12), 1 + below(28)).toString(Qt::ISODate));
    if (!party.isPerson && chance(60))
        addField(
            party, m_definitions[u"Industry"_s], any(QStringList{u"Food"_s, u"Metal"_s, u"Services"_s, u"Textiles"_s}));
    if (chance(30))
        addField(party, m_definitions[u"Accepts marketing"_s], u"true"_s);
    if (!party.isPerson && chance(40))
        addField(party, m_definitions[u"Credit limit"_s], QString::number(500 * (1 + below(40))));
    if (chance(5))
        addField(party, m_definitions[u"Intranet page"_s], u"https://intranet.example.test/{id}"_s);
    if (party.isPerson && chance(25))
        addField(party, m_definitions[u"Languages"_s], chance(50) ? u"English;French"_s : u"German"_s);
    if (party.tags.contains(m_dataTag)) {
        addField(party, m_definitions[u"Contract ends"_s], QDate(2027, 1 + below(12), 1).toString(Qt::ISODate));
        addField(party, m_definitions[u"Contract value"_s], QString::number(1000 + below(90000)));
    }
}

void SampleMaker::addCommon(Party &party, const SampleLand &land)
{
    if (chance(20))
        party.about = any(sampleAbouts());
    if (chance(85))
        party.addresses.append(address(land, party.isPerson ? u"Home"_s : u"Office"_s));
    if (chance(10))
        party.addresses.append(address(land, u"Postal"_s));
    if (chance(80))
        party.phones.append({m_account.nextRowId++, u"Work"_s, digits(land.landline)});
    if (party.isPerson && chance(60))
        party.phones.append({m_account.nextRowId++, u"Mobile"_s, digits(land.mobile)});
    if (chance(45))
        party.tags.append(any(m_plainTags));
    if (chance(8))
        party.tags.append(m_dataTag);
    addFields(party);
    party.owner = 1 + below(4);
    if (party.owner != 4 && chance(30))
        party.team = 1;
    party.createdAt = past(6 * 365);
    party.updatedAt = party.createdAt + m_random.bounded(m_now - day - party.createdAt + 1);
    if (chance(60))
        party.lastContactedAt = party.createdAt + m_random.bounded(party.updatedAt - party.createdAt + 1);
}

void SampleMaker::makeOrganisation()
{
    const SampleLand &land = *any(m_landTickets);
    const SampleName &family = any(land.family);
    Party party;
    party.isPerson = false;
    party.name = any(land.trades).arg(family.text);
    if (m_account.organisationNamed(party.name))
        party.name += u", "_s + any(land.cities).city;
    if (m_account.organisationNamed(party.name))
        party.name += u" %1"_s.arg(m_firms.size() + 1);
    const QString domain = u"%1%2.%3.example.com"_s.arg(asciiOf(family)).arg(m_firms.size() + 1).arg(land.topLevel);
    addCommon(party, land);
    party.emails.append({m_account.nextRowId++, u"Work"_s, u"info@"_s + domain});
    if (chance(80))
        party.websites.append({m_account.nextRowId++, u"Work"_s, u"URL"_s, u"https://www."_s + domain});
    if (chance(10))
        party.websites.append({m_account.nextRowId++, u"Work"_s, u"TWITTER"_s, asciiOf(family) + u"_example"_s});
    m_firms.append({m_account.addParty(party).id, &land, domain});
}

void SampleMaker::makePerson()
{
    const Firm *firm = !m_firms.isEmpty() && chance(85) ? &any(m_firms) : nullptr;
    const SampleLand &land = firm && chance(80) ? *firm->land : *any(m_landTickets);
    const SampleName &given = any(land.given);
    const SampleName &family = any(land.family);
    Party party;
    party.firstName = given.text;
    party.lastName = family.text;
    if (chance(12))
        party.title = any(m_account.titles.rows())->title;
    addCommon(party, land);
    const QString mailbox = asciiOf(given) + u'.' + asciiOf(family);
    if (firm) {
        party.organisation = firm->id;
        party.jobTitle = any(sampleJobTitles());
        party.emails.append({m_account.nextRowId++, u"Work"_s, mailbox + u'@' + firm->domain});
    }
    if (!firm || chance(15))
        party.emails.append({m_account.nextRowId++, u"Home"_s, mailbox + digits(u"##"_s) + u"@mail.example.org"_s});
    if (chance(10))
        party.websites.append(
            {m_account.nextRowId++, u"Work"_s, u"LINKED_IN"_s, u"https://social.example.test/in/"_s + mailbox});
    m_account.addParty(party);
}

void SampleMaker::makeEntry(const Party &party)
{
    Entry entry;
    entry.type = chance(75) ? u"note"_s : u"email"_s;
    entry.activityType = entry.type == "note"_L1 ? -1 : -2;
    if (entry.type == "email"_L1)
        entry.subject = u"Our offer"_s;
    entry.content = any(sampleNotes());
    entry.party = party.id;
    entry.creator = 1 + below(4);
    entry.entryAt = entry.createdAt = entry.updatedAt
        = party.createdAt + m_random.bounded(m_now - day - party.createdAt + 1);
    m_account.entries.insert(entry);
}

void SampleMaker::makeTask(const Party &party)
{
    Task task;
    task.description = u"Call %1"_s.arg(party.fullName());
    task.detail = chance(30) ? any(sampleNotes()) : QString();
    task.dueOn = QDateTime::fromSecsSinceEpoch(m_now, Qt::UTC).date().addDays(below(60) - 20).toString(Qt::ISODate);
    task.dueTime = chance(30) ? u"09:30:00"_s : QString();
    task.status = chance(75) ? u"OPEN"_s : u"COMPLETED"_s;
    task.category = 1 + below(m_account.categories.size());
    task.party = party.id;
    task.owner = 1 + below(4);
    task.createdAt = task.updatedAt = past(60);
    if (task.status == "COMPLETED"_L1) {
        task.completedAt = task.updatedAt;
        task.completedBy = task.owner;
    }
    m_account.tasks.insert(task);
}

/// A history for some of the first thousand parties; more would only cost time.
void SampleMaker::makeHistory()
{
    for (qsizetype i = 0; i < std::min(m_account.parties.size(), qsizetype(1000)); ++i) {
        const Party &party = m_account.parties.at(i);
        for (int left = below(4); left > 0; --left)
            makeEntry(party);
        if (chance(20))
            makeTask(party);
    }
}

void SampleMaker::makeDeals()
{
    for (qsizetype i = 0; i < std::min(m_firms.size(), qsizetype(200)); i += 2) {
        Deal deal;
        deal.party = m_firms[i].id;
        deal.name = u"Order %1"_s.arg(i + 1);
        deal.stage = chance(50) ? u"Offer"_s : u"Negotiation"_s;
        deal.value = 100 * (1 + below(900));
        deal.currency = u"GBP"_s;
        deal.probability = 10 * below(10);
        deal.owner = 1 + below(4);
        deal.createdAt = past(300);
        deal.updatedAt = deal.createdAt + m_random.bounded(m_now - day - deal.createdAt + 1);
        const qint64 opportunity = m_account.opportunities.insert(deal).id;
        if (!chance(50))
            continue;
        deal.name = u"Delivery %1"_s.arg(i + 1);
        deal.status = chance(70) ? u"OPEN"_s : u"CLOSED"_s;
        deal.stage = u"Planning"_s;
        deal.opportunity = opportunity;
        m_account.kases.insert(deal);
    }
}

void SampleMaker::make()
{
    makeUsers();
    makeVocabulary();
    makeFilters();
    if (m_size > 0)
        m_account.parties.startAt(1001);
    m_account.parties.reserve(std::size_t(m_size) + 1000);
    m_account.nextRowId = 3'000'000'001; // beyond 32 bits, where a client that counts in int fails
    for (int i = 0; i < m_size; ++i) {
        if (m_firms.isEmpty() || chance(28))
            makeOrganisation();
        else
            makePerson();
    }
    makeHistory();
    makeDeals();
}

} // namespace

void fillWithSample(Service &service, const Sample &sample)
{
    SampleMaker(service, sample).make();
}

} // namespace capsule
