#include "detailpane.h"
#include "party/partychanges.h"
#include "partywords.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLocale>
#include <QMenu>

using namespace Qt::StringLiterals;

namespace {

const QByteArray Fields = R"([
{"id":61,"name":"Motto","type":"text","displayOrder":1},
{"id":62,"name":"Size","type":"number","displayOrder":2,"important":true},
{"id":63,"name":"Since","type":"date","displayOrder":3},
{"id":64,"name":"Colour","type":"list","displayOrder":4,"options":["Red","Blue"]},
{"id":65,"name":"Products","type":"multiselectlist","displayOrder":5,"options":["Desk","Chair","Lamp"]},
{"id":66,"name":"Newsletter","type":"boolean","displayOrder":6},
{"id":67,"name":"Page","type":"link","displayOrder":7},
{"id":68,"name":"Turnover","type":"number","displayOrder":8,"captureRule":"organisation","important":true},
{"id":69,"name":"Hologram","type":"hologram","displayOrder":9},
{"id":70,"name":"Stand","type":"text","displayOrder":1,"tag":{"id":32,"name":"Trade fair"}},
{"id":71,"name":"Table","type":"text","displayOrder":1,"tag":{"id":33,"name":"Dinner"}}])";

/// A person with the values of `fields`, or none.
QByteArray personWith(const QByteArray &fields)
{
    return R"({"id":11,"type":"person","firstName":"Anna","lastName":"Lind","emailAddresses":[
{"id":1,"type":"Work","address":"anna@example.org"}],"phoneNumbers":[],"addresses":[],"websites":[],
"owner":{"id":7,"username":"kim","name":"Kim Park"},"team":null,
"tags":[{"id":32,"name":"Trade fair","dataTag":true}],"fields":[)"
        + fields + "]}";
}

QByteArray value(int row, int definition, const QByteArray &json)
{
    return R"({"id":)" + QByteArray::number(row) + R"(,"definition":{"id":)" + QByteArray::number(definition)
        + R"(,"name":"X"},"tagId":null,"value":)" + json + '}';
}

const QByteArray All = value(161, 61, R"("Onwards")") + ',' + value(162, 62, R"("1234.5")") + ','
    + value(163, 63, R"("2024-05-06")") + ',' + value(164, 64, R"("Green")") + ',' + value(165, 65, R"("Desk;Lamp")")
    + ',' + value(166, 66, "true") + ',' + value(167, 67, R"("https://example.org/{id}")") + ','
    + value(169, 69, R"("3D")");

} // namespace

/// Custom fields, owner and team: each type's editor, and what would be sent.
class TestFieldsEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        m_theme = std::make_unique<Theme>(Theme::Mode::Light);
    }
    void cleanup() { m_pane.reset(); }

    void aValueOfEachTypeIsSet_data();
    void aValueOfEachTypeIsSet();
    void aValueOfEachTypeIsChanged_data();
    void aValueOfEachTypeIsChanged();
    void aValueOfEachTypeIsCleared_data();
    void aValueOfEachTypeIsCleared();
    void whatIsTakenBackIsUnchanged();
    void severalAreChosenFromTheMenu();
    void whatIsNoNumberOrDateIsRefused_data();
    void whatIsNoNumberOrDateIsRefused();
    void aNumberIsTypedInTheLocalesWay();
    void unknownTypesAreShownOnly();
    void importantOnesShowWhenMissing();
    void aDataTagShowsItsFields();
    void overTwelveFieldsStartFolded();
    void aRecordWithoutFieldsShowsNoneOfTheOneBefore();
    void severalPastedLinesBecomeOne();
    void aChangedFieldOutstaysItsDataTag();
    void historyCallsAFieldByItsName();
    void aLinkIsShownBeforeItIsOpened();

    void ownerAndTeamGoTogether();
    void ownerCanBeCleared();
    void anOwnerOutsideTheTeamIsRefused();

    void aTagIsAddedById();
    void aTagIsCreatedByName();
    void aTagIsChosenWithTheKeyboard();
    void aLookAlikeIsSaid();
    void aTagIsTakenOffAndPutBack();
    void aDataTagOpensItsFieldsAndItsRemovalSaysWhatHides();
    void halfATagIsRefused();

private:
    QCompleter *completer() const { return m_pane->find(u"tagEdit"_s)->parentWidget()->findChild<QCompleter *>(); }
    QStringList tagOffers(const QString &typed) const;
    void takeOffer(const QString &label) const;
    void open(const QByteArray &fields);
    void choose(const QString &name, const QString &label) const;
    void enter(int definition, const QString &text) const;
    void openAll() const;
    QJsonValue sent(QLatin1StringView key) const { return m_pane->waitingBody()["party"_L1][key]; }
    bool isShown(const QString &sentence) const;

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DetailPane> m_pane;
};

void TestFieldsEditor::open(const QByteArray &fields)
{
    m_pane = std::make_unique<DetailPane>(*m_theme);
    QVERIFY(m_pane->store->setCatalogueList(CatalogueList::Fields, Fields));
    QVERIFY(m_pane->store->setCatalogueList(CatalogueList::Tags,
        R"([{"id":32,"name":"Trade fair","dataTag":true},{"id":33,"name":"Dinner","dataTag":true}])"));
    QVERIFY(m_pane->store->setCatalogueList(CatalogueList::Users,
        R"([{"id":7,"username":"kim","name":"Kim Park"},{"id":8,"username":"lee","name":"Lee Fox"}])"));
    QVERIFY(m_pane->store->setCatalogueList(
        CatalogueList::Teams, R"([{"id":5,"name":"Sales","memberships":[{"user":{"id":7}}]},{"id":6,"name":"Post"}])"));
    m_pane->receive({personWith(fields)});
    m_pane->open(11);
}

/// As from the keyboard or the popup.
void TestFieldsEditor::choose(const QString &name, const QString &label) const
{
    auto *picker = m_pane->find<QComboBox>(name);
    QVERIFY2(picker, qPrintable(name));
    const int index = picker->findText(label);
    QVERIFY2(index >= 0, qPrintable(label));
    picker->setCurrentIndex(index);
    Q_EMIT picker->activated(index);
}

void TestFieldsEditor::enter(int definition, const QString &text) const
{
    const QString name = u"customField_%1"_s.arg(definition);
    if (m_pane->find<QComboBox>(name))
        choose(name, text);
    else
        m_pane->type(name, text);
}

/// Through "Add detail", as far as they are hidden.
void TestFieldsEditor::openAll() const
{
    for (const QString &name : {u"Motto"_s, u"Since"_s, u"Colour"_s, u"Products"_s, u"Newsletter"_s, u"Page"_s}) {
        m_pane->click(u"addDetailButton"_s);
        const auto menus = m_pane->editor->findChildren<QMenu *>();
        QVERIFY(!menus.isEmpty());
        for (QAction *action : menus.last()->actions()) {
            if (action->text() == name)
                action->trigger();
        }
        menus.last()->close();
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    }
}

bool TestFieldsEditor::isShown(const QString &sentence) const
{
    for (const auto *label : m_pane->editor->findChildren<QLabel *>()) {
        if (label->isVisibleTo(m_pane->editor.get()) && label->text() == sentence)
            return true;
    }
    return false;
}

void TestFieldsEditor::aValueOfEachTypeIsSet_data()
{
    QTest::addColumn<int>("definition");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("text") << 61 << u"Onwards"_s << QJsonValue(u"Onwards"_s);
    QTest::newRow("number") << 62 << u"1,234.50"_s << QJsonValue(u"1234.50"_s);
    QTest::newRow("date") << 63 << u"06/05/2024"_s << QJsonValue(u"2024-05-06"_s);
    QTest::newRow("list") << 64 << u"Blue"_s << QJsonValue(u"Blue"_s);
    QTest::newRow("multi-select") << 65 << u"Desk; Lamp"_s << QJsonValue(u"Desk;Lamp"_s);
    QTest::newRow("boolean") << 66 << u"Yes"_s << QJsonValue(true);
    QTest::newRow("link") << 67 << u"https://example.org"_s << QJsonValue(u"https://example.org"_s);
}

void TestFieldsEditor::aValueOfEachTypeIsSet()
{
    QFETCH(int, definition);
    QFETCH(QString, typed);
    QFETCH(QJsonValue, value);
    open({});
    openAll();
    enter(definition, typed);
    QCOMPARE(m_pane->editor->changeCount(), 1);
    m_pane->editor->save();
    const QJsonObject item{{u"definition"_s, QJsonObject{{u"id"_s, definition}}}, {u"value"_s, value}};
    QCOMPARE(m_pane->waitingBody()["party"_L1].toObject(), (QJsonObject{{u"fields"_s, QJsonArray{item}}}));
}

void TestFieldsEditor::aValueOfEachTypeIsChanged_data()
{
    QTest::addColumn<int>("definition");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QJsonValue>("value");
    QTest::newRow("text") << 61 << u"Upwards"_s << QJsonValue(u"Upwards"_s);
    QTest::newRow("number") << 62 << u"-7"_s << QJsonValue(u"-7"_s);
    QTest::newRow("date") << 63 << u"2025-01-31"_s << QJsonValue(u"2025-01-31"_s);
    QTest::newRow("list") << 64 << u"Red"_s << QJsonValue(u"Red"_s);
    QTest::newRow("multi-select") << 65 << u"Chair"_s << QJsonValue(u"Chair"_s);
    QTest::newRow("link") << 67 << u"https://example.com"_s << QJsonValue(u"https://example.com"_s);
}

void TestFieldsEditor::aValueOfEachTypeIsChanged()
{
    QFETCH(int, definition);
    QFETCH(QString, typed);
    QFETCH(QJsonValue, value);
    open(All);
    enter(definition, typed);
    m_pane->editor->save();
    const QJsonObject item{{u"definition"_s, QJsonObject{{u"id"_s, definition}}}, {u"value"_s, value}};
    QCOMPARE(m_pane->waitingBody()["party"_L1].toObject(), (QJsonObject{{u"fields"_s, QJsonArray{item}}}));
}

void TestFieldsEditor::aValueOfEachTypeIsCleared_data()
{
    QTest::addColumn<int>("definition");
    QTest::addColumn<QString>("typed");
    for (const int definition : {61, 62, 63, 65, 67})
        QTest::addRow("%d", definition) << definition << QString();
    QTest::newRow("list") << 64 << u"Not set"_s;
    QTest::newRow("boolean") << 66 << u"Not set"_s;
}

void TestFieldsEditor::aValueOfEachTypeIsCleared()
{
    QFETCH(int, definition);
    QFETCH(QString, typed);
    open(All);
    enter(definition, typed);
    m_pane->editor->save();
    const QJsonObject removal{{u"id"_s, definition + 100}, {u"_delete"_s, true}};
    const QJsonObject unticked{{u"definition"_s, QJsonObject{{u"id"_s, definition}}}, {u"value"_s, false}};
    QCOMPARE(sent("fields"_L1).toArray(), QJsonArray{definition == 66 ? unticked : removal});
}

void TestFieldsEditor::whatIsTakenBackIsUnchanged()
{
    open(All);
    enter(61, u"Upwards"_s);
    enter(66, u"Not set"_s);
    QCOMPARE(m_pane->editor->changeCount(), 2);
    QVERIFY(isShown(u"Was: Onwards"_s));
    QVERIFY(isShown(u"Was: Yes"_s));
    m_pane->click(u"customField_61_revertButton"_s);
    m_pane->click(u"customField_66_revertButton"_s);
    QCOMPARE(m_pane->editor->changeCount(), 0);
    m_pane->editor->keepDraft();
    QVERIFY(!m_pane->store->party(m_pane->editor->party())->draft);
}

void TestFieldsEditor::severalAreChosenFromTheMenu()
{
    open(All);
    m_pane->find(u"customField_65"_s)->setFocus(); // its actions show
    m_pane->click(u"customField_65_chooseButton"_s);
    auto *menu = m_pane->editor->findChild<QMenu *>(u"choicesMenu"_s);
    QVERIFY(menu);
    QCOMPARE(menu->actions().size(), 3);
    QVERIFY(menu->actions().at(0)->isChecked() && menu->actions().at(2)->isChecked());
    menu->actions().at(1)->trigger();
    menu->actions().at(0)->trigger();
    QCOMPARE(m_pane->find(u"customField_65"_s)->text(), u"Lamp; Chair"_s);
    m_pane->editor->save();
    QCOMPARE(sent("fields"_L1)[0]["value"_L1], QJsonValue(u"Lamp;Chair"_s));
}

void TestFieldsEditor::whatIsNoNumberOrDateIsRefused_data()
{
    QTest::addColumn<int>("definition");
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("sentence");
    QTest::newRow("number") << 62 << u"many"_s << u"This field takes a number."_s;
    QTest::newRow("date") << 63 << u"32/01/2024"_s << u"This field takes a date, such as 31/12/2024."_s;
    QTest::newRow("choice") << 65 << u"Desk; Sofa"_s << u"“Sofa” is not one of the choices."_s;
}

void TestFieldsEditor::whatIsNoNumberOrDateIsRefused()
{
    QFETCH(int, definition);
    QFETCH(QString, typed);
    QFETCH(QString, sentence);
    open(All);
    enter(definition, typed);
    m_pane->editor->save();
    QVERIFY(m_pane->store->pendingEntries().isEmpty());
    QVERIFY(isShown(sentence));
    QCOMPARE(m_pane->find(u"customField_%1"_s.arg(definition))->text(), typed); // nothing typed is lost
}

void TestFieldsEditor::aNumberIsTypedInTheLocalesWay()
{
    QLocale::setDefault(QLocale(QLocale::German, QLocale::Germany));
    open(All);
    QCOMPARE(m_pane->find(u"customField_62"_s)->text(), u"1234,5"_s);
    enter(62, u"2.500,75"_s);
    m_pane->editor->save();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QCOMPARE(sent("fields"_L1)[0]["value"_L1], QJsonValue(u"2500.75"_s));
}

void TestFieldsEditor::unknownTypesAreShownOnly()
{
    open(All);
    auto *edit = m_pane->find(u"customField_69"_s);
    QVERIFY(edit);
    QCOMPARE(edit->text(), u"3D"_s);
    QVERIFY(edit->isReadOnly());
}

void TestFieldsEditor::importantOnesShowWhenMissing()
{
    open({});
    auto *size = m_pane->find(u"customField_62"_s);
    QVERIFY(size);
    QCOMPARE(size->placeholderText(), u"Important: a number"_s);
    QVERIFY(!m_pane->find<QWidget>(u"customField_61"_s)); // empty and of no importance
    QVERIFY(!m_pane->find<QWidget>(u"customField_68"_s)); // of organisations
}

void TestFieldsEditor::aDataTagShowsItsFields()
{
    open({});
    QVERIFY(m_pane->find<QWidget>(u"dataTagSection_32"_s));
    QVERIFY(m_pane->find(u"customField_70"_s));
    QVERIFY(!m_pane->find<QWidget>(u"customField_71"_s));
}

/// Thirteen fields with values, of which the first is changed and the last misses its value although it is important.
void TestFieldsEditor::overTwelveFieldsStartFolded()
{
    QByteArrayList values;
    QByteArrayList definitions;
    for (int i = 0; i < 13; ++i) {
        const QByteArray id = QByteArray::number(200 + i);
        const bool isLast = i == 12;
        definitions += R"({"id":)" + id + R"(,"name":"Field )" + id + R"(","type":"text","important":)"
            + (isLast ? "true" : "false") + '}';
        if (!isLast)
            values += value(300 + i, 200 + i, R"("x")");
    }
    open(values.join(','));
    QVERIFY(m_pane->store->setCatalogueList(CatalogueList::Fields, '[' + definitions.join(',') + ']'));
    QVERIFY(!m_pane->find(u"customField_200"_s));
    QVERIFY(m_pane->find(u"customField_212"_s)); // important and missing
    QVERIFY(m_pane->find<QAbstractButton>(u"unfoldButton_0"_s)->text().contains(u"12"_s));
    m_pane->click(u"unfoldButton_0"_s);
    QVERIFY(m_pane->find(u"customField_200"_s)->hasFocus());
    m_pane->type(u"customField_212"_s, u"y"_s);
    m_pane->type(u"customField_200"_s, u"y"_s);
    QCOMPARE(m_pane->find(u"customField_200"_s)->text(), u"y"_s);

    // Folded again for a record that is looked at anew, but for what would be sent.
    m_pane->receive({organisationDocument(20, "Acme", "Leeds")});
    m_pane->open(20);
    QVERIFY(!m_pane->find(u"customField_201"_s));
    m_pane->open(11);
    QVERIFY(m_pane->find(u"customField_200"_s));
    QVERIFY(m_pane->find(u"customField_212"_s));
    QVERIFY(!m_pane->find(u"customField_201"_s));
}

void TestFieldsEditor::aRecordWithoutFieldsShowsNoneOfTheOneBefore()
{
    open(All);
    QVERIFY(m_pane->find(u"customField_61"_s));
    m_pane->receive({organisationDocument(20, "Acme", "Leeds")});
    m_pane->open(20);
    QVERIFY(!m_pane->find(u"customField_61"_s));
    QVERIFY(m_pane->find(u"customField_68"_s)); // important, and of organisations
    QVERIFY(!m_pane->find<QWidget>(u"tagButton_32"_s));
}

void TestFieldsEditor::severalPastedLinesBecomeOne()
{
    open(All);
    QApplication::clipboard()->setText(u"Onwards\nand upwards\n"_s);
    auto *edit = m_pane->find(u"customField_61"_s);
    edit->setFocus();
    edit->selectAll();
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(edit->text(), u"Onwards and upwards"_s);
    QCOMPARE(m_pane->editor->changeCount(), 1);
}

/// What would be sent is in sight, even if its DataTag went again.
void TestFieldsEditor::aChangedFieldOutstaysItsDataTag()
{
    open({});
    m_pane->type(u"customField_70"_s, u"B4"_s);
    m_pane->click(u"tagButton_32"_s);
    QCOMPARE(m_pane->editor->changeCount(), 2);
    QCOMPARE(m_pane->find(u"customField_70"_s)->text(), u"B4"_s);
    m_pane->click(u"customField_70_revertButton"_s);
    QCOMPARE(m_pane->editor->changeCount(), 1);
}

void TestFieldsEditor::historyCallsAFieldByItsName()
{
    open({});
    enter(62, u"5"_s);
    choose(u"teamEdit"_s, u"Sales"_s);
    m_pane->editor->save();
    QCOMPARE(changeLine(m_pane->store->pendingEntries().value(0)),
        u"Owner and team: Kim Park → Kim Park, Sales · Size added: 5"_s);
}

void TestFieldsEditor::aLinkIsShownBeforeItIsOpened()
{
    open(All);
    m_pane->find(u"customField_67"_s)->setFocus();
    auto *button = m_pane->find<QAbstractButton>(u"customField_67_openButton"_s);
    QVERIFY(button);
    QVERIFY2(button->toolTip().contains(u"example.org"_s), qPrintable(button->toolTip()));
    enter(67, u"javascript:alert(1)"_s);
    QVERIFY(!m_pane->find<QWidget>(u"customField_67_openButton"_s));
}

void TestFieldsEditor::ownerAndTeamGoTogether()
{
    open({});
    choose(u"teamEdit"_s, u"Sales"_s);
    QCOMPARE(m_pane->editor->changeCount(), 1);
    m_pane->editor->save();
    QCOMPARE(m_pane->waitingBody()["party"_L1].toObject(),
        (QJsonObject{{u"owner"_s, QJsonObject{{u"id"_s, 7}}}, {u"team"_s, QJsonObject{{u"id"_s, 5}}}}));
}

void TestFieldsEditor::ownerCanBeCleared()
{
    open({});
    choose(u"ownerEdit"_s, u"Nobody"_s);
    QVERIFY(isShown(u"Was: Kim Park"_s));
    m_pane->editor->save();
    QCOMPARE(m_pane->waitingBody()["party"_L1].toObject(),
        (QJsonObject{{u"owner"_s, QJsonValue()}, {u"team"_s, QJsonValue()}}));
}

void TestFieldsEditor::anOwnerOutsideTheTeamIsRefused()
{
    open({});
    choose(u"ownerEdit"_s, u"Lee Fox"_s);
    choose(u"teamEdit"_s, u"Sales"_s);
    QVERIFY(isShown(u"Lee Fox is not a member of Sales. Choose another owner or team."_s));
    m_pane->editor->save();
    QVERIFY(m_pane->store->pendingEntries().isEmpty());
    choose(u"teamEdit"_s, u"Post"_s); // whose members were never told
    m_pane->editor->save();
    QCOMPARE(sent("team"_L1), QJsonValue(QJsonObject{{u"id"_s, 6}}));
}

// --- tags

/// What the line offers for a text.
QStringList TestFieldsEditor::tagOffers(const QString &typed) const
{
    m_pane->type(u"tagEdit"_s, typed);
    const auto *offers = completer()->model();
    QStringList labels;
    for (int row = 0; row < offers->rowCount(); ++row)
        labels.append(offers->index(row, 0).data().toString());
    return labels;
}

void TestFieldsEditor::takeOffer(const QString &label) const
{
    QCompleter *completer = this->completer();
    for (int row = 0; row < completer->model()->rowCount(); ++row) {
        const QModelIndex index = completer->model()->index(row, 0);
        if (index.data().toString() == label) {
            Q_EMIT completer->activated(index);
            completer->popup()->hide();
            return;
        }
    }
    QFAIL(qPrintable(label));
}

void TestFieldsEditor::aTagIsAddedById()
{
    open({});
    QCOMPARE(tagOffers(u"din"_s), (QStringList{u"Dinner"_s, u"Create tag “din”"_s}));
    takeOffer(u"Dinner"_s);
    QCOMPARE(m_pane->find(u"tagEdit"_s)->text(), QString());
    QVERIFY(!isShown(u"Was: empty"_s)); // the line is no value
    QCOMPARE(m_pane->editor->changeCount(), 1);
    m_pane->editor->save();
    QCOMPARE(m_pane->waitingBody()["party"_L1].toObject(),
        (QJsonObject{{u"tags"_s, QJsonArray{QJsonObject{{u"id"_s, 33}}}}}));
}

void TestFieldsEditor::aTagIsCreatedByName()
{
    open({});
    QCOMPARE(tagOffers(u"Speaker"_s), QStringList{u"Create tag “Speaker”"_s});
    takeOffer(u"Create tag “Speaker”"_s);
    m_pane->editor->save();
    QCOMPARE(sent("tags"_L1), QJsonValue(QJsonArray{QJsonObject{{u"name"_s, u"Speaker"_s}}}));
}

void TestFieldsEditor::aTagIsChosenWithTheKeyboard()
{
    open({});
    m_pane->editor->addTag();
    auto *line = m_pane->find(u"tagEdit"_s);
    QVERIFY(line->hasFocus());
    QTest::keyClicks(line, u"din"_s);
    QWidget *popup = completer()->popup();
    QVERIFY(popup->isVisible());
    QTest::keyClick(popup, Qt::Key_Return); // the first that there is
    QCOMPARE(line->text(), QString()); // for the next one
    QVERIFY(line->hasFocus());
    QVERIFY(m_pane->find<QWidget>(u"tagButton_33"_s));
    m_pane->type(u"tagEdit"_s, u"dinner"_s);
    QVERIFY(!popup->isVisible()); // it has that one
    QTest::keyClick(line, Qt::Key_Return);
    QCOMPARE(m_pane->editor->changeCount(), 1);

    m_pane->type(u"tagEdit"_s, u"Speaker"_s);
    QTest::keyClick(popup, Qt::Key_Return); // nothing is created that was not chosen
    QCOMPARE(m_pane->editor->changeCount(), 1);
    m_pane->type(u"tagEdit"_s, u"Speaker"_s);
    QTest::keyClick(popup, Qt::Key_Down);
    QTest::keyClick(popup, Qt::Key_Return);
    QCOMPARE(m_pane->editor->changeCount(), 2);
    QVERIFY(m_pane->find<QWidget>(u"tagButton_Speaker"_s));
}

void TestFieldsEditor::aLookAlikeIsSaid()
{
    open({});
    QCOMPARE(tagOffers(u"Diner"_s), (QStringList{u"Dinner"_s, u"Create tag “Diner”, although there is “Dinner”"_s}));
    QCOMPARE(tagOffers(u"tradefair"_s), QStringList{u"Create tag “tradefair”, although there is “Trade fair”"_s});
    QCOMPARE(tagOffers(u"DINNER"_s), QStringList{u"Dinner"_s});
    QCOMPARE(tagOffers(u"trade FAIR"_s), QStringList()); // it has that one
}

void TestFieldsEditor::aTagIsTakenOffAndPutBack()
{
    open({});
    m_pane->click(u"tagButton_32"_s);
    QVERIFY(isShown(u"Goes away when you save: Trade fair. Without “Trade fair” its fields are hidden: Stand."_s));
    QCOMPARE(m_pane->editor->changeCount(), 1);
    m_pane->click(u"tagButton_32"_s);
    QCOMPARE(m_pane->editor->changeCount(), 0);
    m_pane->click(u"tagButton_32"_s);
    m_pane->editor->save();
    QCOMPARE(sent("tags"_L1), QJsonValue(QJsonArray{QJsonObject{{u"id"_s, 32}, {u"_delete"_s, true}}}));
}

void TestFieldsEditor::aDataTagOpensItsFieldsAndItsRemovalSaysWhatHides()
{
    open({});
    QVERIFY(!m_pane->find(u"customField_71"_s));
    tagOffers(u"Dinner"_s);
    takeOffer(u"Dinner"_s);
    QVERIFY(m_pane->find(u"customField_71"_s));
    m_pane->click(u"tagButton_32"_s);
    QVERIFY(!m_pane->find(u"customField_70"_s));
    QVERIFY(isShown(u"Added: Dinner. Goes away when you save: Trade fair."
                    u" Without “Trade fair” its fields are hidden: Stand."_s));
}

void TestFieldsEditor::halfATagIsRefused()
{
    open({});
    m_pane->type(u"lastNameEdit"_s, u"Lindt"_s);
    m_pane->type(u"tagEdit"_s, u"Din"_s);
    completer()->popup()->hide();
    m_pane->find(u"lastNameEdit"_s)->setFocus();
    QVERIFY(isShown(u"Choose a tag from the list, or create it there."_s));
    m_pane->editor->save();
    QVERIFY(m_pane->store->pendingEntries().isEmpty());
    QVERIFY(m_pane->find(u"tagEdit"_s)->hasFocus());
    m_pane->type(u"tagEdit"_s, QString());
    m_pane->editor->save();
    QCOMPARE(m_pane->store->pendingEntries().size(), 1);
}

QTEST_MAIN(TestFieldsEditor)
#include "tst_fieldseditor.moc"
