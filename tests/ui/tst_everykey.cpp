#include "api/capsuleapi.h"
#include "everykey.h"
#include "party/partychanges.h"
#include "party/partyjson.h"
#include "partyeditor.h"
#include "plaintext.h"
#include "sync/bench.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using Clearing = WritableKey::Clearing;

namespace {

/// A record as paths and values, so that two of them are compared value by value: "jobTitle", "owner" with the id,
/// "emailAddresses/12/type", "fields/3", "tags/Customer". Rows that are not in `known` are "emailAddresses/+/type".
using Values = QMap<QString, QJsonValue>;

Values valuesOf(const QJsonObject &record, const QSet<qint64> &known)
{
    static const QStringList rowLists{u"emailAddresses"_s, u"phoneNumbers"_s, u"addresses"_s, u"websites"_s};
    Values values;
    for (const QString &key : record.keys()) {
        const QJsonValue value = record[key];
        if (readOnlyKeys().contains(key))
            continue;
        if (key == "owner"_L1 || key == "team"_L1 || key == "organisation"_L1) {
            values.insert(key, value["id"_L1]);
        } else if (key == "tags"_L1) {
            for (const QJsonValue &tag : value.toArray())
                values.insert(u"tags/"_s + tag["name"_L1].toString(), true);
        } else if (key == "fields"_L1) {
            for (const QJsonValue &field : value.toArray())
                values.insert(u"fields/%1"_s.arg(field["definition"_L1]["id"_L1].toInteger()), field["value"_L1]);
        } else if (rowLists.contains(key)) {
            for (const QJsonValue &row : value.toArray()) {
                const qint64 id = row["id"_L1].toInteger();
                const QString place = known.contains(id) ? QString::number(id) : u"+"_s;
                for (const QString &attribute : row.toObject().keys()) {
                    const bool isReadOnly = attribute == "id"_L1 || readOnlyKeys().contains(key + u'/' + attribute);
                    if (!isReadOnly)
                        values.insert(key + u'/' + place + u'/' + attribute, row[attribute]);
                }
            }
        } else {
            values.insert(key, value);
        }
    }
    return values;
}

QSet<qint64> rowIdsOf(const QJsonObject &record)
{
    QSet<qint64> ids;
    for (const QString &key : record.keys()) {
        for (const QJsonValue &row : record[key].toArray())
            ids.insert(row["id"_L1].toInteger());
    }
    return ids;
}

/// What differs, with the value afterwards; undefined for what is gone.
Values differences(const Values &before, const Values &after)
{
    Values all;
    for (const auto &[path, value] : after.asKeyValueRange()) {
        if (before.value(path, QJsonValue::Undefined) != value)
            all.insert(path, value);
    }
    for (const QString &path : before.keys()) {
        if (!after.contains(path))
            all.insert(path, QJsonValue::Undefined);
    }
    return all;
}

QString asText(const Values &values)
{
    QStringList lines;
    for (const auto &[path, value] : values.asKeyValueRange())
        lines.append(path + u" = "_s
            + (value.isUndefined()
                    ? u"(gone)"_s
                    : QString::fromUtf8(QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact))));
    return lines.join(u'\n');
}

/// The keys of a body: "jobTitle", "emailAddresses/type"; fields by `wordOfField`.
QSet<QString> keysIn(const QJsonObject &body, const QHash<qint64, QString> &wordOfField)
{
    QSet<QString> keys;
    for (const QString &key : body.keys()) {
        if (key == "fields"_L1) {
            for (const QJsonValue &item : body[key].toArray())
                keys.insert(u"fields/"_s + wordOfField.value(item["definition"_L1]["id"_L1].toInteger()));
        } else if (body[key].isArray() && key != "tags"_L1) {
            for (const QJsonValue &item : body[key].toArray()) {
                for (const QString &attribute : item.toObject().keys())
                    keys.insert(key + u'/' + attribute);
            }
        } else if (key != "type"_L1) {
            keys.insert(key);
        }
    }
    return keys;
}

QString kindWord(PartyType type)
{
    return type == PartyType::Person ? u"person"_s : u"organisation"_s;
}

QList<WritableKey> keysOf(PartyType type)
{
    QList<WritableKey> keys;
    for (const WritableKey &key : writableKeys()) {
        if (key.belongsTo(type))
            keys.append(key);
    }
    return keys;
}

QStringList rowLists()
{
    QStringList lists;
    for (const WritableKey &key : writableKeys()) {
        if (key.isRow() && !lists.contains(key.list()))
            lists.append(key.list());
    }
    return lists;
}

/// How a record tells what it was sent: a reference as its id.
QJsonValue asKept(const QJsonValue &sent)
{
    return sent.isObject() ? sent["id"_L1] : sent;
}

QString stemOf(const QString &list)
{
    static const QHash<QString, QString> stems{{u"emailAddresses"_s, u"email"_s}, {u"phoneNumbers"_s, u"phone"_s},
        {u"addresses"_s, u"address"_s}, {u"websites"_s, u"website"_s}};
    return stems.value(list);
}

QString addButtonOf(const QString &list)
{
    QString stem = stemOf(list);
    stem[0] = stem.at(0).toUpper();
    return u"add%1Button"_s.arg(stem);
}

QString removeButtonOf(const QString &list)
{
    return stemOf(list) + u"RemoveButton_0"_s;
}

} // namespace

/// Every key that Capsule lets a program write goes through the controls of the form: set, changed, cleared, rows
/// added, changed and removed. Checked is what Capsule was sent, to the key, and what the record is afterwards.
class TestEveryKey : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void theTableIsWhole();
    void aKeyIsSet_data()
    {
        addKeys([](const WritableKey &key) { return !key.isRow() && key.key != "name"_L1; });
    }
    void aKeyIsSet();
    void aKeyIsChanged_data()
    {
        addKeys([](const WritableKey &key) { return !key.second.typed.isEmpty() && key.key != "tags"_L1; });
    }
    void aKeyIsChanged();
    void aKeyIsCleared_data()
    {
        addKeys(
            [](const WritableKey &key) { return key.clearing != Clearing::None && key.clearing != Clearing::Refused; });
    }
    void aKeyIsCleared();
    void whatARecordNeedsIsNotCleared_data()
    {
        addKeys([](const WritableKey &key) { return key.clearing == Clearing::Refused; });
    }
    void whatARecordNeedsIsNotCleared();
    void aRowIsAdded_data() { addLists(); }
    void aRowIsAdded();
    void aRowIsRemoved_data() { addLists(); }
    void aRowIsRemoved();
    void aTagIsMadeAndAnotherTakenOff();
    void aDataTagBringsItsField();
    void aRecordIsMadeWithEverything_data();
    void aRecordIsMadeWithEverything();

private:
    static void addKeys(const std::function<bool(const WritableKey &)> &isMeant);
    static void addLists();

    // --- the account and the record

    capsule::Account &account() { return m_bench->service.account(); }
    qint64 definitionOf(const WritableKey &key) const { return m_definitions.value(key.attribute()); }
    static QList<WritableKey> keysOfList(const QString &list);
    static QList<WritableKey> wholeRow(const WritableKey &key);
    static QList<WritableKey> companionsOf(const WritableKey &key);
    QJsonValue sentFor(const WritableKey &key, const KeyValue &value) const;
    QJsonObject seedOf(PartyType type, const QList<WritableKey> &keys) const;
    void start(PartyType type, const QList<WritableKey> &keys);
    qint64 rowId(const WritableKey &key) const;

    // --- the form

    QWidget *find(const QString &name) const;
    void reveal(const QString &control, const QString &detail) const;
    void enter(const WritableKey &key, const QString &typed, int row = 0) const;
    static void type(QWidget *input, const QString &text);
    static void pick(QComboBox *picker, const QString &label);
    static void takeOffer(QWidget *line, int offer);
    void press(const QString &name) const;

    // --- what came of it

    void save(const QJsonObject &body, const Values &expected);
    QJsonObject bodyFor(const WritableKey &key, const QJsonValue &sent) const;
    QString pathOf(const WritableKey &key) const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<Bench> m_bench;
    std::unique_ptr<CapsuleApi> m_api;
    std::unique_ptr<PartyEditor> m_editor;
    QHash<QString, qint64> m_definitions; ///< of fields, by the word of their type
    QHash<QString, qint64> m_organisations;
    QHash<QString, qint64> m_tags;
    qint64 m_id = 0;
    QJsonObject m_before;
};

void TestEveryKey::addKeys(const std::function<bool(const WritableKey &)> &isMeant)
{
    QTest::addColumn<PartyType>("type");
    QTest::addColumn<int>("index");
    for (const PartyType type : {PartyType::Person, PartyType::Organisation}) {
        for (int i = 0; i < writableKeys().size(); ++i) {
            const WritableKey &key = writableKeys().at(i);
            if (key.belongsTo(type) && isMeant(key))
                QTest::addRow("%s, %s", qPrintable(kindWord(type)), qPrintable(key.key)) << type << i;
        }
    }
}

void TestEveryKey::addLists()
{
    QTest::addColumn<PartyType>("type");
    QTest::addColumn<QString>("list");
    for (const PartyType type : {PartyType::Person, PartyType::Organisation}) {
        for (const QString &list : rowLists())
            QTest::addRow("%s, %s", qPrintable(kindWord(type)), qPrintable(list)) << type << list;
    }
}

void TestEveryKey::initTestCase()
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    m_theme = std::make_unique<Theme>(Theme::Mode::Light);
}

/// An account with users, teams, organisations, tags, and a custom field of each type.
void TestEveryKey::init()
{
    m_bench = std::make_unique<Bench>();
    for (const auto &[username, name] : {std::pair{u"lee"_s, u"Lee Fox"_s}, {u"kim"_s, u"Kim Park"_s}})
        account().users.insert({0, username, name, u"en_GB"_s, u"GBP"_s, u"Europe/London"_s, 0, 0});
    for (const QString &team : {u"Sales"_s, u"Service"_s})
        account().teams.insert({0, team, {}, {1, 2, 3}, 0, 0});
    for (const QString &name : {u"Acme"_s, u"Zenith"_s})
        m_organisations.insert(name, m_bench->service.addParty({{u"type"_s, u"organisation"_s}, {u"name"_s, name}}));
    capsule::Vocabulary &vocabulary = account().vocabulary(capsule::Kind::Party);
    for (const QString &name : {u"Customer"_s, u"Supplier"_s})
        m_tags.insert(name, vocabulary.tags.insert({0, name, {}, false}).id);
    m_tags.insert(u"Trade fair"_s, vocabulary.tags.insert({0, u"Trade fair"_s, {}, true}).id);
    int order = 0;
    for (const WritableKey &key : writableKeys()) {
        if (!key.isField())
            continue;
        const bool hasOptions = key.attribute().endsWith("list"_L1);
        const QStringList options = hasOptions ? QStringList{u"Red"_s, u"Blue"_s, u"Green"_s} : QStringList();
        const auto &added
            = vocabulary.definitions.insert({0, key.detail, {}, key.attribute(), {}, ++order, 0, options, false});
        m_definitions.insert(key.attribute(), added.id);
    }
    const auto &stand
        = vocabulary.definitions.insert({0, u"Stand"_s, {}, u"text"_s, {}, 1, m_tags[u"Trade fair"_s], {}, false});
    m_definitions.insert(u"stand"_s, stand.id);
}

void TestEveryKey::cleanup()
{
    m_editor.reset();
    m_api.reset();
    m_bench.reset();
}

QJsonValue TestEveryKey::sentFor(const WritableKey &key, const KeyValue &value) const
{
    if (key.key == "organisation"_L1)
        return QJsonObject{{u"id"_s, m_organisations.value(value.typed)}};
    return value.sent;
}

/// A record with the first values of some keys, in the words of a request.
QJsonObject TestEveryKey::seedOf(PartyType type, const QList<WritableKey> &keys) const
{
    QJsonObject seed{{u"type"_s, kindWord(type)}};
    QHash<QString, QJsonObject> rows;
    QJsonArray fields;
    for (const WritableKey &key : keys) {
        const QJsonValue sent = sentFor(key, key.first);
        if (key.isRow())
            rows[key.list()].insert(key.attribute(), sent);
        else if (key.isField())
            fields.append(
                QJsonObject{{u"definition"_s, QJsonObject{{u"id"_s, definitionOf(key)}}}, {u"value"_s, sent}});
        else if (key.key == "tags"_L1)
            seed[key.key] = QJsonArray{QJsonObject{{u"id"_s, m_tags.value(key.first.typed)}}};
        else
            seed[key.key] = sent;
    }
    for (const auto &[list, row] : rows.asKeyValueRange())
        seed[list] = QJsonArray{row};
    if (!fields.isEmpty())
        seed[u"fields"_s] = fields;
    return seed;
}

QList<WritableKey> TestEveryKey::keysOfList(const QString &list)
{
    QList<WritableKey> keys;
    for (const WritableKey &key : writableKeys()) {
        if (key.isRow() && key.list() == list)
            keys.append(key);
    }
    return keys;
}

/// The key, and of a row all that stand beside it: those must stay as they are.
QList<WritableKey> TestEveryKey::wholeRow(const WritableKey &key)
{
    return key.isRow() ? keysOfList(key.list()) : QList{key};
}

/// Opens a record of Capsule's that has the first values of these keys.
void TestEveryKey::start(PartyType type, const QList<WritableKey> &keys)
{
    QJsonObject seed = seedOf(type, keys);
    if (type == PartyType::Person && !seed.contains("firstName"_L1) && !seed.contains("lastName"_L1))
        seed[u"lastName"_s] = u"Lind"_s;
    if (type == PartyType::Organisation && !seed.contains("name"_L1))
        seed[u"name"_s] = u"Harbour Light"_s;
    if (!seed.contains("owner"_L1))
        seed[u"owner"_s] = QJsonValue();
    m_id = m_bench->service.addParty(seed);
    m_bench->start();
    m_bench->settle();
    m_api = std::make_unique<CapsuleApi>(
        m_bench->network(), m_bench->clock, QUrl(u"https://api.capsulecrm.com/api/v2"_s));
    m_editor = std::make_unique<PartyEditor>(m_bench->store(), *m_api, m_bench->engine(), *m_theme);
    m_editor->resize(720, 900);
    m_editor->show();
    m_editor->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_editor.get()));
    m_editor->showParty(localIdOfServerId(m_id));
    m_bench->settle();
    m_before = m_bench->service.party(m_id);
    m_bench->forget();
}

/// Capsule's id of the first row of the key's list, or of the field's value.
qint64 TestEveryKey::rowId(const WritableKey &key) const
{
    for (const QJsonValue &row : m_before[key.list()].toArray()) {
        if (!key.isField() || row["definition"_L1]["id"_L1].toInteger() == definitionOf(key))
            return row["id"_L1].toInteger();
    }
    return 0;
}

// --- the form

QWidget *TestEveryKey::find(const QString &name) const
{
    for (QWidget *widget : m_editor->findChildren<QWidget *>(name)) {
        if (!widget->isHidden() && widget->isVisibleTo(m_editor.get()))
            return widget;
    }
    return nullptr;
}

void TestEveryKey::press(const QString &name) const
{
    auto *button = qobject_cast<QAbstractButton *>(find(name));
    QVERIFY2(button && button->isEnabled(), qPrintable(name));
    QTest::mouseClick(button, Qt::LeftButton);
}

/// Empty fields hide behind "Add detail".
void TestEveryKey::reveal(const QString &control, const QString &detail) const
{
    if (find(control))
        return;
    press(u"addDetailButton"_s);
    auto *menu = find(u"addDetailButton"_s)->findChild<QMenu *>();
    QVERIFY(menu);
    const auto actions = menu->actions();
    const auto found = std::ranges::find(actions, detail, &QAction::text);
    QVERIFY2(found != actions.end(), qPrintable(detail));
    (*found)->trigger();
    menu->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY2(find(control), qPrintable(control));
}

void TestEveryKey::type(QWidget *input, const QString &text)
{
    QVERIFY(input);
    input->setFocus();
    QTest::keyClick(input, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(input, Qt::Key_Delete);
    const QStringList lines = text.split(u'\n');
    QTest::keyClicks(input, lines.first());
    for (qsizetype line = 1; line < lines.size(); ++line) {
        QTest::keyClick(input, Qt::Key_Return);
        QTest::keyClicks(input, lines.at(line));
    }
}

/// With the arrow keys, as the wheel and the popup would.
void TestEveryKey::pick(QComboBox *picker, const QString &label)
{
    const int index = picker->findText(label);
    QVERIFY2(index >= 0, qPrintable(label));
    picker->setFocus();
    while (picker->currentIndex() > index)
        QTest::keyClick(picker, Qt::Key_Up);
    while (picker->currentIndex() < index)
        QTest::keyClick(picker, Qt::Key_Down);
}

/// The n-th of what is offered for what was typed.
void TestEveryKey::takeOffer(QWidget *line, int offer)
{
    QAbstractItemView *popup = line->parentWidget()->findChild<QCompleter *>()->popup();
    QTRY_VERIFY(popup->isVisible());
    while (popup->currentIndex().row() < offer)
        QTest::keyClick(popup, Qt::Key_Down);
    while (popup->currentIndex().row() > offer)
        QTest::keyClick(popup, Qt::Key_Up);
    QTest::keyClick(popup, Qt::Key_Return);
}

/// Types or chooses a value; nothing clears the control.
void TestEveryKey::enter(const WritableKey &key, const QString &typed, int row) const
{
    const QString control
        = key.control.contains(u'%') ? key.control.arg(key.isField() ? definitionOf(key) : qint64(row)) : key.control;
    reveal(control, key.detail);
    QWidget *input = find(control);
    QVERIFY2(input, qPrintable(control));
    if (key.key == "tags"_L1 && typed.isEmpty()) {
        press(u"tagButton_%1"_s.arg(m_tags.value(key.first.typed)));
        return;
    }
    auto *picker = qobject_cast<QComboBox *>(input);
    if (picker && !picker->isEditable()) {
        pick(picker, typed.isEmpty() ? key.blank : typed);
        return;
    }
    if (picker) {
        type(picker->lineEdit(), typed);
        picker->completer()->popup()->hide();
        return;
    }
    type(input, typed);
    const bool isChosen = key.key == "organisation"_L1 || key.key == "tags"_L1;
    if (isChosen && !typed.isEmpty())
        takeOffer(input, 0);
}

// --- what came of it

/// Saves, and lets it go to Capsule. The request must be that body, and the record must differ in just the values.
void TestEveryKey::save(const QJsonObject &body, const Values &expected)
{
    QVERIFY(m_editor->changeCount() > 0);
    m_editor->save();
    QCOMPARE(m_editor->changeCount(), 0);
    QVERIFY(m_bench->runUntil([this] { return m_bench->store().pendingEntries().isEmpty(); }));
    QCOMPARE(m_bench->writes(), QStringList{u"PUT /parties/%1"_s.arg(m_id)});
    QCOMPARE(m_bench->body(0), body);
    const QSet<qint64> known = rowIdsOf(m_before);
    const QJsonObject after = m_bench->service.party(m_id);
    QCOMPARE(asText(differences(valuesOf(m_before, known), valuesOf(after, known))), asText(expected));
    const QUuid localId = m_editor->party();
    QCOMPARE(partyToJson(m_bench->shown(localId)), partyToJson(m_bench->capsules(localId)));
    QCOMPARE(m_bench->parked, QList<qint64>());
    QCOMPARE(m_bench->changedByOthers, QStringList());
}

QString TestEveryKey::pathOf(const WritableKey &key) const
{
    if (key.isRow())
        return u"%1/%2/%3"_s.arg(key.list()).arg(rowId(key)).arg(key.attribute());
    return key.isField() ? u"fields/%1"_s.arg(definitionOf(key)) : key.key;
}

/// The body for one value of a key: only this value, but owner and team together (capsule-api.md section 6.3).
QJsonObject TestEveryKey::bodyFor(const WritableKey &key, const QJsonValue &sent) const
{
    const auto itemWith = [&](const QJsonObject &item) {
        return QJsonObject{{key.list(), QJsonArray{item}}};
    };
    if (key.isRow())
        return itemWith({{u"id"_s, rowId(key)}, {key.attribute(), sent}});
    if (key.isField())
        return itemWith({{u"definition"_s, QJsonObject{{u"id"_s, definitionOf(key)}}}, {u"value"_s, sent}});
    if (key.key != "owner"_L1 && key.key != "team"_L1)
        return {{key.key, sent}};
    const QString other = key.key == "owner"_L1 ? u"team"_s : u"owner"_s;
    const QJsonValue otherId = m_before[other]["id"_L1];
    const QJsonValue unchanged = otherId.isUndefined() ? QJsonValue() : QJsonObject{{u"id"_s, otherId}};
    return {{key.key, sent}, {other, unchanged}};
}

/// Nothing that the program can write is missing from the table, and nothing in it is unknown to the program. Asked are
/// the lists that writing walks, and what it writes of a record that has everything.
void TestEveryKey::theTableIsWhole()
{
    QSet<QString> table;
    for (const WritableKey &key : writableKeys()) {
        QVERIFY2(!table.contains(key.key), qPrintable(key.key));
        table.insert(key.key);
    }
    QCOMPARE(table, keysOfTheProgram());

    QHash<qint64, QString> words;
    for (const auto &[word, id] : m_definitions.asKeyValueRange())
        words.insert(id, word);
    QSet<QString> written;
    QSet<QString> creatable;
    for (const PartyType type : {PartyType::Person, PartyType::Organisation}) {
        const qint64 id = m_bench->service.addParty(seedOf(type, keysOf(type)));
        const auto party = partyFromJson(m_bench->service.party(id));
        QVERIFY(party);
        written += keysIn(partyToJson(*party), words);
        QSet<QString> ofThisKind;
        for (const WritableKey &key : keysOf(type))
            ofThisKind.insert(key.key);
        const QSet<QString> inBody = keysIn(createBody(*party), words);
        QCOMPARE(inBody, ofThisKind);
        creatable += inBody;
    }
    written -= readOnlyKeys();
    for (const QString &list : rowLists())
        written.remove(list + u"/id"_s);
    QCOMPARE(written, table);
    QCOMPARE(creatable, table);
}

/// Those without which the record, or the pair of owner and team, would not be there while this key is empty.
QList<WritableKey> TestEveryKey::companionsOf(const WritableKey &key)
{
    static const QHash<QString, QString> companions{{u"firstName"_s, u"lastName"_s}, {u"lastName"_s, u"firstName"_s},
        {u"owner"_s, u"team"_s}, {u"team"_s, u"owner"_s}};
    const auto found = std::ranges::find(writableKeys(), companions.value(key.key), &WritableKey::key);
    return found == writableKeys().end() ? QList<WritableKey>() : QList{*found};
}

void TestEveryKey::aKeyIsSet()
{
    QFETCH(PartyType, type);
    QFETCH(int, index);
    const WritableKey &key = writableKeys().at(index);
    start(type, companionsOf(key));
    enter(key, key.first.typed);
    if (key.key == "tags"_L1) {
        const QJsonObject tag{{u"id"_s, m_tags.value(key.first.typed)}};
        save({{u"tags"_s, QJsonArray{tag}}}, {{u"tags/"_s + key.first.typed, true}});
        return;
    }
    const QJsonValue sent = sentFor(key, key.first);
    save(bodyFor(key, sent), {{pathOf(key), asKept(sent)}});
}

void TestEveryKey::aKeyIsChanged()
{
    QFETCH(PartyType, type);
    QFETCH(int, index);
    const WritableKey &key = writableKeys().at(index);
    start(type, wholeRow(key) + companionsOf(key));
    enter(key, key.second.typed);
    const QJsonValue sent = sentFor(key, key.second);
    save(bodyFor(key, sent), {{pathOf(key), asKept(sent)}});
}

void TestEveryKey::aKeyIsCleared()
{
    QFETCH(PartyType, type);
    QFETCH(int, index);
    const WritableKey &key = writableKeys().at(index);
    start(type, wholeRow(key) + companionsOf(key));
    enter(key, {});
    if (key.key == "tags"_L1) {
        const QJsonObject tag{{u"id"_s, m_tags.value(key.first.typed)}, {u"_delete"_s, true}};
        save({{u"tags"_s, QJsonArray{tag}}}, {{u"tags/"_s + key.first.typed, QJsonValue::Undefined}});
    } else if (key.clearing == Clearing::Removal) {
        const QJsonObject removal{{u"id"_s, rowId(key)}, {u"_delete"_s, true}};
        save({{key.list(), QJsonArray{removal}}}, {{pathOf(key), QJsonValue::Undefined}});
    } else if (key.clearing == Clearing::False) {
        save(bodyFor(key, false), {{pathOf(key), QJsonValue::Undefined}});
    } else {
        const bool isReference = key.first.sent.isObject();
        save(bodyFor(key, QJsonValue()), {{pathOf(key), isReference ? QJsonValue::Undefined : QJsonValue()}});
    }
}

void TestEveryKey::whatARecordNeedsIsNotCleared()
{
    QFETCH(PartyType, type);
    QFETCH(int, index);
    const WritableKey &key = writableKeys().at(index);
    start(type, wholeRow(key));
    enter(key, {});
    m_editor->save();
    m_bench->settle();
    QVERIFY(m_bench->store().pendingEntries().isEmpty());
    QCOMPARE(m_bench->writes(), QStringList());
    QCOMPARE(m_editor->changeCount(), 1); // and it is still there to be mended
    const QWidget *input = find(key.control.contains(u'%') ? key.control.arg(0) : key.control);
    QVERIFY(input && input->hasFocus());
    QVERIFY2(input->accessibleDescription().contains(u"needs"_s), qPrintable(input->accessibleDescription()));
}

void TestEveryKey::aRowIsAdded()
{
    QFETCH(PartyType, type);
    QFETCH(QString, list);
    start(type, keysOfList(list)); // next to one that stays as it is
    press(addButtonOf(list));
    QJsonObject row;
    Values expected;
    for (const WritableKey &key : keysOfList(list)) {
        enter(key, key.second.typed, 1);
        row.insert(key.attribute(), key.second.sent);
        expected.insert(list + u"/+/"_s + key.attribute(), key.second.sent);
    }
    save({{list, QJsonArray{row}}}, expected);
}

void TestEveryKey::aRowIsRemoved()
{
    QFETCH(PartyType, type);
    QFETCH(QString, list);
    const QList<WritableKey> keys = keysOfList(list);
    start(type, keys);
    const QString control = keys.first().control.arg(0);
    find(control)->setFocus(); // the actions of a row show with its focus
    press(removeButtonOf(list));
    Values expected;
    for (const WritableKey &key : keys)
        expected.insert(pathOf(key), QJsonValue::Undefined);
    save({{list, QJsonArray{QJsonObject{{u"id"_s, rowId(keys.first())}, {u"_delete"_s, true}}}}}, expected);
}

void TestEveryKey::aTagIsMadeAndAnotherTakenOff()
{
    const auto tags = std::ranges::find(writableKeys(), u"tags"_s, &WritableKey::key);
    start(PartyType::Person, {*tags});
    type(find(u"tagEdit"_s), u"Speaker"_s);
    takeOffer(find(u"tagEdit"_s), 0);
    enter(*tags, {});
    const qint64 gone = m_tags.value(tags->first.typed);
    save({{u"tags"_s,
             QJsonArray{QJsonObject{{u"id"_s, gone}, {u"_delete"_s, true}}, QJsonObject{{u"name"_s, u"Speaker"_s}}}}},
        {{u"tags/Customer"_s, QJsonValue::Undefined}, {u"tags/Speaker"_s, true}});
}

void TestEveryKey::aDataTagBringsItsField()
{
    start(PartyType::Organisation, {});
    const QString control = u"customField_%1"_s.arg(m_definitions.value(u"stand"_s));
    QVERIFY(!find(control));
    type(find(u"tagEdit"_s), u"Trade"_s);
    takeOffer(find(u"tagEdit"_s), 0);
    type(find(control), u"B4"_s);
    const QJsonObject definition{{u"id"_s, m_definitions.value(u"stand"_s)}};
    save({{u"tags"_s, QJsonArray{QJsonObject{{u"id"_s, m_tags.value(u"Trade fair"_s)}}}},
             {u"fields"_s, QJsonArray{QJsonObject{{u"definition"_s, definition}, {u"value"_s, u"B4"_s}}}}},
        {{u"tags/Trade fair"_s, true}, {u"fields/%1"_s.arg(definition[u"id"_s].toInteger()), u"B4"_s}});
}

void TestEveryKey::aRecordIsMadeWithEverything_data()
{
    QTest::addColumn<PartyType>("type");
    QTest::newRow("person") << PartyType::Person;
    QTest::newRow("organisation") << PartyType::Organisation;
}

/// What a new record sends is the whole of the table, and Capsule has it as if it had been told elsewhere.
void TestEveryKey::aRecordIsMadeWithEverything()
{
    QFETCH(PartyType, type);
    start(type == PartyType::Person ? PartyType::Organisation : PartyType::Person, {}); // any other record
    Party blank;
    blank.type = type;
    blank.tags.emplace();
    blank.fields.emplace();
    const auto made = m_bench->store().startDraft(blank);
    QVERIFY(made);
    m_editor->showParty(*made);
    for (const WritableKey &key : keysOf(type))
        enter(key, key.first.typed);
    m_editor->save();
    QVERIFY(m_bench->runUntil([this] { return m_bench->store().pendingEntries().isEmpty(); }));
    QCOMPARE(m_bench->writes(), QStringList{u"POST /parties"_s});
    const QJsonObject body = m_bench->body(0);
    QCOMPARE(body, seedOf(type, keysOf(type)));
    const QSet<qint64> none;
    const QJsonObject kept = m_bench->service.party(m_bench->store().serverId(*made));
    const QJsonObject told = m_bench->service.party(m_bench->service.addParty([&] {
        QJsonObject other = body;
        if (type == PartyType::Organisation)
            other[u"name"_s] = u"Another"_s;
        return other;
    }()));
    Values expected = valuesOf(told, none);
    if (type == PartyType::Organisation)
        expected[u"name"_s] = body[u"name"_s];
    QCOMPARE(asText(valuesOf(kept, none)), asText(expected));
    QCOMPARE(partyToJson(m_bench->shown(*made)), partyToJson(m_bench->capsules(*made)));
}

QTEST_MAIN(TestEveryKey)
#include "tst_everykey.moc"
