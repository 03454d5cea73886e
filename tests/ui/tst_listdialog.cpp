#include "actions.h"
#include "flatbutton.h"
#include "listbuilder.h"
#include "listdialog.h"
#include "partylist.h"
#include "plaintext.h"
#include "support/partybuilder.h"
#include "windowdesk.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;

/// Lists made from conditions, and why a record is in one, from the window's commands.
class TestListDialog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        Party anna = person(u"Anna"_s, u"Lind"_s, 1);
        anna.jobTitle = u"Buyer"_s;
        m_desk->receive({anna, person(u"Ben"_s, u"Okri"_s, 2), organisation(u"Acme"_s, 3)});
    }
    void cleanup() { m_desk.reset(); }

    void aListIsMadeAndLookedAt()
    {
        actions().newList->trigger();
        QVERIFY(dialog());
        QVERIFY(!find<QPushButton>("listSaveButton")->isEnabled());
        QTest::keyClicks(find<QLineEdit>("listNameEdit"), u"Buyers"_s);
        QTest::keyClicks(find<QLineEdit>("listSearchEdit"), u"type:person lind"_s);
        keepPicture(u"list dialog"_s);
        QVERIFY(find<QPushButton>("listSaveButton")->isEnabled()); // the row to begin with is no condition yet
        find<QPushButton>("listSaveButton")->click();
        QTRY_VERIFY(!dialog());
        QCOMPARE(ownLists().size(), 1);
        QCOMPARE(ownLists().first().name, u"Buyers"_s);
        QTRY_COMPARE(m_desk->find<PartyListView>("partyListView")->model()->rowCount(), 1);
    }

    void aListIsChanged()
    {
        const auto id = m_desk->session->ownLists().add(u"People"_s, {u"type:person"_s, {}});
        QVERIFY(id);
        m_desk->window->setList(RecordLists::keyOfOwn(*id));
        actions().changeList->trigger();
        QVERIFY(dialog());
        QCOMPARE(find<QLineEdit>("listNameEdit")->text(), u"People"_s);
        find<QLineEdit>("listSearchEdit")->selectAll();
        QTest::keyClicks(find<QLineEdit>("listSearchEdit"), u"okri"_s);
        QTRY_VERIFY(find<QPushButton>("listSaveButton")->isEnabled());
        find<QPushButton>("listSaveButton")->click();
        QTRY_VERIFY(!dialog());
        QCOMPARE(ownLists().size(), 1);
        QCOMPARE(ownLists().first().rule.search, u"okri"_s);
    }

    void whatWasTypedIsNotLetGoUnasked()
    {
        actions().newList->trigger();
        QTest::keyClicks(find<QLineEdit>("listNameEdit"), u"Buyers"_s);
        dialog()->reject();
        QVERIFY(dialog()->isVisible());
        auto *question = dialog()->findChild<QMessageBox *>(u"listQuestion"_s);
        QVERIFY(question);
        question->reject();
        QVERIFY(dialog()->isVisible());
        QCOMPARE(find<QLineEdit>("listNameEdit")->text(), u"Buyers"_s);
        QTRY_VERIFY(!dialog()->findChild<QMessageBox *>(u"listQuestion"_s));
        dialog()->reject();
        question = dialog()->findChild<QMessageBox *>(u"listQuestion"_s);
        QVERIFY(question);
        for (QAbstractButton *button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::DestructiveRole)
                button->click();
        }
        QTRY_VERIFY(!dialog());
        QVERIFY(ownLists().isEmpty());
    }

    void whyIsToldOfAListAndOfASearch()
    {
        const auto id = m_desk->session->ownLists().add(u"Lind"_s,
            {u"lind"_s, {ConditionGroup::Match::All, {{u"jobTitle"_s, ConditionOperator::Is, u"Buyer"_s}}, {}}});
        QVERIFY(id);
        m_desk->window->setList(RecordLists::keyOfOwn(*id));
        QTRY_COMPARE(m_desk->find<PartyListView>("partyListView")->model()->rowCount(), 1);
        m_desk->window->openParty(m_desk->idOf(1));
        QVERIFY(actions().why->isEnabled());
        actions().why->trigger();
        auto *why = m_desk->find<QDialog>("whyDialog");
        QVERIFY(why);
        keepPicture(u"why"_s, why);
        QStringList texts;
        for (const PlainLabel *label : why->findChildren<PlainLabel *>())
            texts << label->text();
        const QString all = texts.join(u'\n');
        for (const QString &word : {u"Anna Lind"_s, u"Lind"_s, u"Buyer"_s})
            QVERIFY2(all.contains(word), qPrintable(all));
        why->reject();
        m_desk->window->setScope(PartyModel::Scope::Drafts); // which has no conditions
        QVERIFY(!actions().why->isEnabled());
    }

private:
    const Actions &actions() const { return m_desk->window->actions(); }
    ListDialog *dialog() const { return m_desk->find<ListDialog>("listDialog"); }
    template <typename Widget>
    Widget *find(const char *name) const
    {
        return dialog()->findChild<Widget *>(QLatin1StringView(name));
    }
    const QList<OwnList> &ownLists() const { return m_desk->session->ownLists().lists(); }
    /// With COUNTERPART_SCREENSHOTS naming a folder, keeps a picture there to be looked at.
    void keepPicture(const QString &name, QWidget *widget = nullptr) const
    {
        if (const QString folder = qEnvironmentVariable("COUNTERPART_SCREENSHOTS"); !folder.isEmpty())
            QVERIFY((widget ? widget : dialog())->grab().save(QDir(folder).filePath(name + u".png"_s)));
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
};

QTEST_MAIN(TestListDialog)
#include "tst_listdialog.moc"
