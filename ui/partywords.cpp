#include "partywords.h"

#include "activitywords.h"
#include "party/partyvalues.h"
#include "store/problem.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Gives the words a translation context.
struct PartyWords
{
    Q_DECLARE_TR_FUNCTIONS(PartyWords)
};

QHash<QString, QString> scalarWords()
{
    return {
        {u"name"_s, PartyWords::tr("Name")},
        //: The title before a person's name, such as Dr
        {u"title"_s, PartyWords::tr("Title")},
        {u"firstName"_s, PartyWords::tr("First name")},
        {u"lastName"_s, PartyWords::tr("Last name")},
        {u"jobTitle"_s, PartyWords::tr("Job title")},
        {u"organisation"_s, PartyWords::tr("Organisation")},
        //: The free text about a person or an organisation
        {u"about"_s, PartyWords::tr("About")},
        {u"owner"_s, PartyWords::tr("Owner")},
        {u"team"_s, PartyWords::tr("Team")},
        {u"ownerAndTeam"_s, PartyWords::tr("Owner and team")},
        {u"tags"_s, PartyWords::tr("Tag")},
        {u"fields"_s, PartyWords::tr("Custom field")},
    };
}

QHash<QString, QString> attributeWords()
{
    return {
        {u"emailAddresses"_s, PartyWords::tr("Email")},
        {u"emailAddresses/address"_s, PartyWords::tr("Email")},
        {u"emailAddresses/type"_s, PartyWords::tr("Type of email")},
        {u"phoneNumbers"_s, PartyWords::tr("Phone")},
        {u"phoneNumbers/number"_s, PartyWords::tr("Phone")},
        {u"phoneNumbers/type"_s, PartyWords::tr("Type of phone")},
        {u"addresses"_s, PartyWords::tr("Address")},
        {u"addresses/type"_s, PartyWords::tr("Type of address")},
        {u"addresses/street"_s, PartyWords::tr("Street")},
        {u"addresses/city"_s, PartyWords::tr("City")},
        {u"addresses/state"_s, PartyWords::tr("County or state")},
        {u"addresses/zip"_s, PartyWords::tr("Postcode")},
        {u"addresses/country"_s, PartyWords::tr("Country")},
        {u"websites"_s, PartyWords::tr("Website")},
        {u"websites/address"_s, PartyWords::tr("Website")},
        {u"websites/service"_s, PartyWords::tr("Kind of website")},
        {u"websites/type"_s, PartyWords::tr("Type of website")},
    };
}

QList<Choice> services()
{
    // Names of products are not translated.
    return {{u"URL"_s, PartyWords::tr("Website")}, {u"LINKED_IN"_s, u"LinkedIn"_s}, {u"TWITTER"_s, u"X (Twitter)"_s},
        {u"FACEBOOK"_s, u"Facebook"_s}, {u"INSTAGRAM"_s, u"Instagram"_s}, {u"YOUTUBE"_s, u"YouTube"_s},
        {u"TIKTOK"_s, u"TikTok"_s}, {u"THREADS"_s, u"Threads"_s}, {u"BLUESKY"_s, u"Bluesky"_s},
        {u"SNAPCHAT"_s, u"Snapchat"_s}, {u"PINTEREST"_s, u"Pinterest"_s}, {u"GITHUB"_s, u"GitHub"_s},
        {u"XING"_s, u"Xing"_s}, {u"SKYPE"_s, u"Skype"_s}, {u"FLICKR"_s, u"Flickr"_s}, {u"GOOGLE_PLUS"_s, u"Google+"_s},
        {u"FEED"_s, PartyWords::tr("Feed")}};
}
} // namespace

QString fieldWord(const QString &key)
{
    const QStringList parts = key.split(u'/');
    static const QHash<QString, QString> scalars = scalarWords();
    static const QHash<QString, QString> attributes = attributeWords();
    if (const auto scalar = scalars.constFind(parts.first()); scalar != scalars.cend())
        return *scalar;
    const QString attribute = parts.size() > 2 ? parts.first() + u'/' + parts.last() : parts.first();
    if (const QString word = activityFieldWord(key); !word.isEmpty())
        return word;
    return attributes.value(attribute, attributes.value(parts.first(), key));
}

QString fieldWord(const FieldChange &change)
{
    return change.field.isEmpty() ? fieldWord(change.key) : change.field;
}

QString fieldWord(const QString &key, const Party &a, const Party &b)
{
    const QStringList parts = key.split(u'/');
    if (parts.size() == 2 && parts.first() == "fields"_L1) {
        for (const Party *party : {&a, &b}) {
            const QList<FieldValue> fields = party->fields.value_or(QList<FieldValue>());
            const FieldValue *field = fieldOf(fields, parts.last().toLongLong());
            if (field && !field->definitionName.isEmpty())
                return field->definitionName;
        }
    }
    return fieldWord(key);
}

QList<Choice> kindsOf(RowList list)
{
    const Choice home{u"Home"_s, PartyWords::tr("Home")};
    const Choice work{u"Work"_s, PartyWords::tr("Work")};
    const Choice none{QString(), rowWord(list)};
    switch (list) {
    case RowList::Emails:
        return {none, home, work};
    case RowList::Phones:
        return {none, home, work,
            //: A type of phone
            {u"Mobile"_s, PartyWords::tr("Mobile")}, {u"Fax"_s, PartyWords::tr("Fax")},
            //: A type of phone: one's own line, past the switchboard
            {u"Direct"_s, PartyWords::tr("Direct")}};
    case RowList::Addresses:
        return {none, home,
            //: A type of address
            {u"Postal"_s, PartyWords::tr("Postal")}, {u"Office"_s, PartyWords::tr("Office")},
            {u"Billing"_s, PartyWords::tr("Billing")}, {u"Shipping"_s, PartyWords::tr("Shipping")}};
    case RowList::Websites:
        break;
    }
    return services();
}

QList<Choice> placesOfWebsites()
{
    //: A website that is neither for home nor for work
    return {{QString(), PartyWords::tr("No type")}, {u"Home"_s, PartyWords::tr("Home")},
        {u"Work"_s, PartyWords::tr("Work")}};
}

QString sectionTitle(RowList list)
{
    switch (list) {
    case RowList::Emails:
        return PartyWords::tr("Emails");
    case RowList::Phones:
        return PartyWords::tr("Phones");
    case RowList::Addresses:
        return PartyWords::tr("Addresses");
    case RowList::Websites:
        break;
    }
    return PartyWords::tr("Websites");
}

QString rowWord(RowList list)
{
    switch (list) {
    case RowList::Emails:
        return PartyWords::tr("Email");
    case RowList::Phones:
        return PartyWords::tr("Phone");
    case RowList::Addresses:
        return PartyWords::tr("Address");
    case RowList::Websites:
        break;
    }
    return PartyWords::tr("Website");
}

QString stateWord(const OutboxEntry &entry)
{
    switch (entry.state) {
    case OutboxEntry::State::Queued:
        return entry.held ? PartyWords::tr("Held back") : PartyWords::tr("Waiting to send");
    case OutboxEntry::State::Sending:
        return PartyWords::tr("Sending");
    case OutboxEntry::State::Unknown:
        return PartyWords::tr("Checking whether it arrived");
    case OutboxEntry::State::Conflict:
    case OutboxEntry::State::Rejected:
    case OutboxEntry::State::Ask:
        return PartyWords::tr("Needs you");
    case OutboxEntry::State::Acked:
    case OutboxEntry::State::Done:
    case OutboxEntry::State::Discarded:
        break;
    }
    return {};
}

QString reasonOf(const OutboxEntry &entry)
{
    if (entry.state == OutboxEntry::State::Conflict)
        return PartyWords::tr("The same was changed in Capsule. Decide in the record what it shall be.");
    if (!entry.needsUser())
        return {};
    const QString &problem = entry.problem;
    if (problem == Problem::gone)
        return PartyWords::tr("It was deleted in Capsule.");
    if (problem == Problem::changedSince)
        return PartyWords::tr("It was changed in Capsule after you deleted it.");
    if (problem == Problem::severalFound)
        return PartyWords::tr("Capsule has several like it, and one of them may be yours.");
    if (problem == Problem::namesakeFound)
        return PartyWords::tr("Capsule has one of this name, which may be yours.");
    if (problem == Problem::similarRowFound)
        return PartyWords::tr("Capsule has something similar to what you added, which may be yours.");
    if (problem == Problem::neverArrived)
        return PartyWords::tr("It did not arrive after three attempts.");
    if (problem == Problem::organisationCancelled)
        return PartyWords::tr("Its organisation has not reached Capsule.");
    if (problem.isEmpty() || problem == Problem::refused)
        return PartyWords::tr("Capsule did not accept it and did not say why.");
    return PartyWords::tr("Capsule did not accept it: “%1”").arg(problem);
}

QString changeLine(const OutboxEntry &entry)
{
    if (!entry.isAboutParty())
        return activityChangeLine(entry);
    const bool isPerson = entry.edited.isPerson();
    if (entry.kind == OutboxEntry::Kind::Create)
        return isPerson ? PartyWords::tr("New person") : PartyWords::tr("New organisation");
    if (entry.kind == OutboxEntry::Kind::Delete)
        return isPerson ? PartyWords::tr("Person deleted") : PartyWords::tr("Organisation deleted");
    QStringList changes;
    for (const FieldChange &change : describeChanges(entry.base, entry.edited)) {
        const QString word = fieldWord(change);
        if (change.willBe.isEmpty())
            //: %1 is a field, %2 the value it had
            changes << PartyWords::tr("%1 removed: %2").arg(word, change.was);
        else if (change.was.isEmpty())
            //: %1 is a field, %2 the value it got
            changes << PartyWords::tr("%1 added: %2").arg(word, change.willBe);
        else
            //: %1 is a field, %2 its value before, %3 its value now
            changes << PartyWords::tr("%1: %2 → %3").arg(word, change.was, change.willBe);
    }
    return changes.join(u" · "_s);
}

QString relativeTime(const QDateTime &then, const QDateTime &now)
{
    if (!then.isValid())
        return {};
    const qint64 seconds = then.secsTo(now);
    const qint64 days = then.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (seconds < 5)
        return PartyWords::tr("just now");
    if (seconds < 60)
        return PartyWords::tr("%1 s ago").arg(seconds);
    if (seconds < 3600)
        return PartyWords::tr("%1 min ago").arg(seconds / 60);
    if (days == 0)
        return PartyWords::tr("%1 h ago").arg(seconds / 3600);
    if (days == 1)
        return PartyWords::tr("yesterday");
    if (days <= 7)
        return PartyWords::tr("%n day(s) ago", nullptr, static_cast<int>(days));
    return QLocale().toString(then.toLocalTime().date(), QLocale::ShortFormat);
}

QString nextTry(const QDateTime &then, const QDateTime &now)
{
    const qint64 seconds = now.secsTo(then);
    if (seconds < 60)
        return PartyWords::tr("Next try in %1 s").arg(std::max<qint64>(seconds, 1));
    if (seconds < 3600)
        return PartyWords::tr("Next try in %1 min").arg(seconds / 60);
    return PartyWords::tr("Next try in %1 h").arg(seconds / 3600);
}

QString wholeTime(const QDateTime &then)
{
    return then.isValid() ? QLocale().toString(then.toLocalTime(), QLocale::LongFormat) : QString();
}
