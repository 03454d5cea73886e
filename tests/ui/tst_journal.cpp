#include "flatbutton.h"
#include "journalpane.h"
#include "partylist.h"
#include "reviewpanel.h"
#include "support/partybuilder.h"
#include "syncchip.h"
#include "windowdesk.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDialog>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using Scope = PartyModel::Scope;
using State = OutboxEntry::State;

/// Outbox and history in the window.
class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1), person(u"Ben"_s, u"Okri"_s, 2)});
    }
    void cleanup() { m_desk.reset(); }

    void modelsKeepTheRules()
    {
        JournalModel outbox(store(), JournalModel::Source::Outbox);
        JournalModel history(store(), JournalModel::Source::History);
        const QAbstractItemModelTester ofOutbox(&outbox, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester ofHistory(&history, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const qint64 sequence = save(1, u"Buyer"_s);
        QCOMPARE(outbox.rowCount(), 1);
        QCOMPARE(history.rowCount(), 0);
        QCOMPARE(outbox.index(0).data().toString(), u"Anna Lind"_s);
        QCOMPARE(outbox.index(0).data(JournalModel::ChangeRole).toString(), u"Job title added: Buyer"_s);
        QCOMPARE(outbox.index(0).data(JournalModel::StateRole).toString(), u"Waiting to send"_s);
        QVERIFY(store().discard(sequence));
        QCOMPARE(outbox.rowCount(), 0);
        QCOMPARE(history.rowCount(), 1);
        QCOMPARE(history.index(0).data(JournalModel::StateRole).toString(), u"Not sent"_s);
    }

    void aLongHistoryIsReadInPortions()
    {
        for (int i = 0; i < 450; ++i)
            QVERIFY(store().discard(save(1, u"Job %1"_s.arg(i))));
        JournalModel history(store(), JournalModel::Source::History);
        QCOMPARE(history.rowCount(), 200);
        while (history.canFetchMore({}))
            history.fetchMore({});
        QCOMPARE(history.rowCount(), 450);
        QCOMPARE(history.index(449).data(JournalModel::ChangeRole).toString(), u"Job title added: Job 0"_s);
    }

    void theChipOpensTheOutbox()
    {
        m_desk->find<SyncChip>("syncChip")->click();
        QVERIFY(outbox()->isVisible());
        QVERIFY(outbox()->isAncestorOf(QApplication::focusWidget()));
        save(2, u"Buyer"_s);
        QTest::keyClick(view("outboxView"), Qt::Key_Down);
        QCOMPARE(m_desk->window->currentParty(), m_desk->idOf(2));
        QVERIFY(outbox()->isVisible()); // the record is shown beside it
        QTest::keyClick(view("outboxView"), Qt::Key_Escape);
        QVERIFY(m_desk->find<PartyList>("partyList")->isVisible());
    }

    void anEntryCanBeHeldAndReleased()
    {
        const qint64 sequence = save(1, u"Buyer"_s);
        chooseInOutbox();
        button("holdButton")->click();
        QVERIFY(store().entry(sequence)->held);
        QCOMPARE(button("holdButton")->text(), u"Release"_s);
        button("holdButton")->click();
        QVERIFY(!store().entry(sequence)->held);
    }

    void aDiscardedEntryComesBackAsADraft()
    {
        save(1, u"Buyer"_s);
        chooseInOutbox();
        button("discardButton")->click();
        QVERIFY(store().pendingEntries().isEmpty());
        m_desk->window->actions().undo->trigger();
        QCOMPARE(store().party(m_desk->idOf(1))->draft->jobTitle, u"Buyer"_s);
    }

    void aRefusedEntryIsTriedAgain()
    {
        OutboxEntry entry = *store().entry(save(1, u"Buyer"_s));
        chooseInOutbox();
        QVERIFY(!button("tryAgainButton")->isVisible());
        entry.state = State::Rejected;
        entry.problem = u"job title is too long"_s;
        QVERIFY(store().update(entry));
        QVERIFY(button("tryAgainButton")->isVisible());
        button("tryAgainButton")->click();
        QCOMPARE(store().entry(entry.sequence)->state, State::Queued);
        QVERIFY(!button("tryAgainButton")->isVisible());
    }

    void reviewShowsTheBytes()
    {
        save(1, u"Buyer"_s);
        chooseInOutbox();
        button("reviewLineButton")->click();
        auto *dialog = m_desk->find<QDialog>("reviewDialog");
        QVERIFY(dialog);
        QCOMPARE(dialog->findChild<ReviewPanel *>()->requestBytes(), R"({"party":{"jobTitle":"Buyer"}})"_ba);
        QVERIFY(!dialog->findChild<FlatButton *>(u"reviewSaveButton"_s)->isVisible());
    }

    void undoFromTheHistoryIsADraftThatLeavesLaterValuesAlone()
    {
        Party edited = m_desk->shown(m_desk->idOf(1));
        edited.jobTitle = u"Buyer"_s;
        edited.about = u"Met in Leeds"_s;
        acknowledge(*store().save(m_desk->idOf(1), edited), edited);
        edited.jobTitle = u"Head of sales"_s;
        acknowledge(*store().save(m_desk->idOf(1), edited), edited);

        m_desk->window->actions().history->trigger();
        QTest::keyClick(view("historyView"), Qt::Key_Down);
        QTest::keyClick(view("historyView"), Qt::Key_Down); // the older one
        button("undoLineButton")->click();
        const auto party = store().party(m_desk->idOf(1));
        QVERIFY(party->draft);
        QCOMPARE(party->draft->about, QString());
        QCOMPARE(party->draft->jobTitle, u"Head of sales"_s);
        QVERIFY(store().pendingEntries().isEmpty()); // it is for the user to review and save
    }

    void emptyPanesSayWhy()
    {
        m_desk->window->actions().history->trigger();
        QVERIFY(!m_desk->find<JournalPane>("historyPane")->findChild<QWidget *>(u"historyView"_s)->isVisible());
        QVERIFY(!button("undoLineButton")->isVisible());
    }

private:
    PartyStore &store() { return m_desk->session->store(); }
    JournalPane *outbox() { return m_desk->find<JournalPane>("outboxPane"); }
    PartyListView *view(const char *name) { return m_desk->find<PartyListView>(name); }
    FlatButton *button(const char *name)
    {
        for (JournalPane *pane : m_desk->window->findChildren<JournalPane *>()) {
            if (auto *found = pane->findChild<FlatButton *>(QLatin1StringView(name)); found && pane->isVisible())
                return found;
        }
        return nullptr;
    }
    void chooseInOutbox()
    {
        m_desk->window->setScope(Scope::Waiting);
        view("outboxView")->setCurrentIndex(view("outboxView")->model()->index(0, 0));
    }
    qint64 save(qint64 serverId, const QString &jobTitle)
    {
        Party edited = m_desk->shown(m_desk->idOf(serverId));
        edited.jobTitle = jobTitle;
        const auto sequence = store().save(m_desk->idOf(serverId), edited);
        return sequence ? *sequence : 0;
    }
    void acknowledge(qint64 sequence, const Party &party)
    {
        QVERIFY(
            store().acknowledge(sequence, {QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party}));
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
};

QTEST_MAIN(TestJournal)

#include "tst_journal.moc"
