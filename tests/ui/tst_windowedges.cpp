#include "accountmessage.h"
#include "campaign/failingdisk.h"
#include "diskwatch.h"
#include "journalpane.h"
#include "partyeditor.h"
#include "plaintext.h"
#include "store/rawfile.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"
#include "syncchip.h"
#include "windowdesk.h"

#include <QAction>
#include <QDir>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// What the window does where this computer sets limits: drafts that may not be or cannot be on disk, a disk that runs
/// full, files of a newer program.
class TestWindowEdges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        Party anna = person(u"Anna"_s, u"Lind"_s, 1);
        Party ben = person(u"Ben"_s, u"Okri"_s, 2);
        anna.jobTitle = ben.jobTitle = u"Clerk"_s;
        m_desk->receive({anna, ben});
    }
    void cleanup()
    {
        m_disk.heal();
        m_desk.reset();
    }

    // --- private mode

    void privateModeIsSaidAndRemembered()
    {
        auto *hint = m_desk->find<PlainLabel>("privateLabel");
        QVERIFY(!hint->isVisible());
        actions().privateMode->trigger();
        QVERIFY(actions().privateMode->isChecked());
        QVERIFY(hint->isVisible());
        QVERIFY(hint->toolTip().contains(u"until it is sent"_s));
        m_desk->restart();
        QVERIFY(actions().privateMode->isChecked());
        QVERIFY(store().isPrivate());
        QVERIFY(m_desk->find<PlainLabel>("privateLabel")->isVisible());
        actions().privateMode->trigger();
        m_desk->restart();
        QVERIFY(!store().isPrivate());
        QVERIFY(!actions().privateMode->isChecked());
    }

    void noDraftReachesTheDiskAndARestartForgetsIt()
    {
        actions().privateMode->trigger();
        type(1, u"Zwiebelkuchen"_s);
        editor()->keepDraft();
        QCOMPARE(store().drafts().size(), 1);
        QCOMPARE(filesHolding("Zwiebelkuchen"), QStringList());
        m_desk->restart();
        QVERIFY(store().drafts().isEmpty());
    }

    void closingAsksAndCancelKeepsEverything()
    {
        actions().privateMode->trigger();
        type(1, u"Buyer"_s);
        QVERIFY(!window().close());
        QVERIFY(question());
        QCOMPARE(question()->textFormat(), Qt::PlainText);
        QCOMPARE(question()->informativeText(), u"Anna Lind"_s);
        QVERIFY(!window().close()); // once is enough
        QCOMPARE(window().findChildren<QMessageBox *>(u"draftsQuestion"_s).size(), 1);
        question()->button(QMessageBox::Cancel)->click();
        QTRY_VERIFY(!question());
        QVERIFY(window().isVisible());
        QCOMPARE(store().party(m_desk->idOf(1))->draft->jobTitle, u"Buyer"_s);
    }

    void savingAllIsAnAnswer()
    {
        actions().privateMode->trigger();
        type(1, u"Buyer"_s);
        type(2, u"Seller"_s);
        QVERIFY(!window().close());
        QCOMPARE(question()->informativeText(), u"Anna Lind\nBen Okri"_s);
        m_desk->find<QPushButton>("saveDraftsButton")->click();
        QVERIFY(!window().isVisible());
        QCOMPARE(store().pendingEntries().size(), 2);
        m_desk->restart();
        QCOMPARE(m_desk->shown(m_desk->idOf(2)).jobTitle, u"Seller"_s);
    }

    void whatCannotBeSavedKeepsTheWindowOpen()
    {
        actions().privateMode->trigger();
        window().openParty(m_desk->idOf(1));
        for (const char *name : {"firstNameEdit", "lastNameEdit"})
            write(name, {});
        window().openParty(m_desk->idOf(2));
        QVERIFY(!window().close());
        m_desk->find<QPushButton>("saveDraftsButton")->click();
        QVERIFY(window().isVisible());
        QCOMPARE(window().currentParty(), m_desk->idOf(1));
        QVERIFY(store().pendingEntries().isEmpty());
    }

    void discardingIsAnAnswer()
    {
        actions().privateMode->trigger();
        type(1, u"Buyer"_s);
        QVERIFY(!window().close());
        m_desk->find<QPushButton>("discardDraftsButton")->click();
        QVERIFY(!window().isVisible());
        QVERIFY(store().pendingEntries().isEmpty());
    }

    void signingOutAsksFirst()
    {
        QSignalSpy asked(&window(), &MainWindow::signOutRequested);
        actions().privateMode->trigger();
        type(1, u"Buyer"_s);
        actions().signOut->trigger();
        QVERIFY(question());
        QCOMPARE(asked.size(), 0);
        m_desk->find<QPushButton>("saveDraftsButton")->click();
        QCOMPARE(asked.size(), 1);
        QCOMPARE(store().pendingEntries().size(), 1);
    }

    void withoutDraftsNobodyIsAsked()
    {
        actions().privateMode->trigger();
        actions().newPerson->trigger(); // and nothing typed
        QVERIFY(window().close());
        QVERIFY(!question());
    }

    // --- a disk that is full

    void aDraftThatCannotBeWrittenIsWrittenLater()
    {
        m_disk.failFrom(1, SQLITE_FULL);
        type(1, u"Buyer"_s);
        QTRY_VERIFY(m_desk->find<PlainLabel>("recordMessageTitle"));
        QCOMPARE(m_desk->find<PlainLabel>("recordMessageTitle")->text(), u"Not saved on this computer"_s);
        QVERIFY(banner()->text().contains(u"could not be written"_s));
        QCOMPARE(edit("jobTitleEdit")->text(), u"Buyer"_s);

        window().openParty(m_desk->idOf(2)); // the text outlives leaving the record
        window().openParty(m_desk->idOf(1));
        QCOMPARE(edit("jobTitleEdit")->text(), u"Buyer"_s);
        QVERIFY(m_desk->find<QWidget>("recordMessage")->isVisible());
        QVERIFY(filesHolding("Buyer").isEmpty());

        m_disk.heal();
        window().openParty(m_desk->idOf(2)); // leaving is the latest moment to try again
        QVERIFY(!filesHolding("Buyer").isEmpty());
        QVERIFY(!banner()->isVisible());
        window().openParty(m_desk->idOf(1));
        QVERIFY(!m_desk->find<QWidget>("recordMessage")->isVisible());
        m_desk->restart();
        QCOMPARE(store().party(m_desk->idOf(1))->draft->jobTitle, u"Buyer"_s);
    }

    void aSaveThatFailsLeavesTheTextAndTheDraft()
    {
        m_disk.failFrom(1, SQLITE_FULL);
        type(1, u"Buyer"_s);
        actions().save->trigger(); // before the draft was due
        QCOMPARE(edit("jobTitleEdit")->text(), u"Buyer"_s);
        QVERIFY(m_desk->find<QWidget>("recordMessage")->isVisible());
        QVERIFY(store().pendingEntries().isEmpty());
        QCOMPARE(store().draftsInMemory().size(), 1);
        m_disk.heal();
        actions().save->trigger();
        QVERIFY(!m_desk->find<QWidget>("recordMessage")->isVisible());
        QCOMPARE(store().pendingEntries().size(), 1);
        QVERIFY(store().draftsInMemory().isEmpty());
        QVERIFY(!banner()->isVisible());
    }

    void quittingWithAnUnwrittenDraftAsks()
    {
        m_disk.failFrom(1, SQLITE_FULL);
        type(1, u"Buyer"_s);
        QVERIFY(!window().close());
        QVERIFY(question());
        m_desk->find<QPushButton>("saveDraftsButton")->click(); // that fails as well
        QVERIFY(window().isVisible());
        QTRY_VERIFY(!question());
        m_disk.heal();
        QVERIFY(window().close()); // there is room again: nothing is left to ask
        m_desk->restart();
        QCOMPARE(store().party(m_desk->idOf(1))->draft->jobTitle, u"Buyer"_s);
    }

    void littleRoomIsSaidInTime()
    {
        ManualClock clock;
        qint64 free = DiskWatch::LowBelow;
        DiskWatch watch(clock, [&free] { return free; });
        QSignalSpy changed(&watch, &DiskWatch::changed);
        QVERIFY(!watch.isLow());
        --free;
        clock.advance(1min);
        QVERIFY(watch.isLow());
        clock.advance(5min);
        QCOMPARE(changed.size(), 1);
        free = -1; // a system that cannot tell is no reason to worry anybody
        clock.advance(1min);
        QVERIFY(!watch.isLow());
        free = 0;
        QVERIFY(DiskWatch(clock, [&free] { return free; }).isLow()); // at once

        AccountState account;
        account.sync.phase = SyncState::Phase::UpToDate;
        account.isDiskLow = true;
        const Message message = accountMessage(account);
        QVERIFY(message.text.contains(u"200 MB"_s));
        QVERIFY(message.canBeClosed);
    }

    // --- files of a newer program

    void aNewerOutboxIsShownAndNothingElse()
    {
        type(2, u"Typed"_s);
        m_desk->window->openParty(m_desk->idOf(1));
        type(1, u"Buyer"_s);
        actions().save->trigger();
        m_desk->restart([this] { runSql(m_desk->file(u"outbox.sqlite"_s), "PRAGMA user_version = 99"); });
        QVERIFY(banner()->text().contains(u"newer Counterpart"_s));
        window().openParty(m_desk->idOf(1));
        QCOMPARE(edit("jobTitleEdit")->text(), u"Buyer"_s);
        QVERIFY(edit("jobTitleEdit")->isReadOnly());
        QCOMPARE(m_desk->find<PlainLabel>("recordMessageText")->text(), banner()->text()); // one reason
        for (const QAction *action : {actions().newPerson, actions().newOrganisation, actions().remove, actions().save,
                 actions().privateMode, actions().signInAgain, actions().checkNow, actions().syncAll})
            QVERIFY2(!action->isEnabled(), qPrintable(action->objectName()));
        QVERIFY(!m_desk->find<SyncChip>("syncChip")->isVisible());
        window().openParty(m_desk->idOf(2));
        QCOMPARE(edit("jobTitleEdit")->text(), u"Typed"_s);

        window().setScope(PartyModel::Scope::Waiting);
        window().actions().nextRecord->trigger();
        for (const char *name : {"holdButton", "discardButton", "editEntryButton"})
            QVERIFY2(!m_desk->find<JournalPane>("outboxPane")
                         ->findChild<QPushButton *>(QLatin1StringView(name))
                         ->isEnabled(),
                name);

        m_desk->signIn();
        QCoreApplication::processEvents();
        QVERIFY(m_desk->network.requests().isEmpty());
        QVERIFY(window().close());
        m_desk->restart([this] { runSql(m_desk->file(u"outbox.sqlite"_s), "PRAGMA user_version = 2"); });
        QCOMPARE(m_desk->shown(m_desk->idOf(1)).jobTitle, u"Buyer"_s);
        QCOMPARE(store().drafts().size(), 1);
    }

private:
    MainWindow &window() { return *m_desk->window; }
    const Actions &actions() { return window().actions(); }
    PartyStore &store() { return m_desk->session->store(); }
    PartyEditor *editor() { return window().findChild<PartyEditor *>(); }
    QLineEdit *edit(const char *name) { return editor()->findChild<QLineEdit *>(QLatin1StringView(name)); }
    PlainLabel *banner() { return m_desk->find<PlainLabel>("messageLabel"); }
    QMessageBox *question() { return m_desk->find<QMessageBox>("draftsQuestion"); }
    void write(const char *name, const QString &text)
    {
        edit(name)->setFocus();
        edit(name)->selectAll();
        if (text.isEmpty())
            QTest::keyClick(edit(name), Qt::Key_Delete);
        else
            QTest::keyClicks(edit(name), text);
    }
    void type(qint64 serverId, const QString &jobTitle)
    {
        window().openParty(m_desk->idOf(serverId));
        write("jobTitleEdit", jobTitle);
    }
    QStringList filesHolding(const QByteArray &bytes)
    {
        QStringList found;
        const QDir folder(QFileInfo(m_desk->file(u"outbox.sqlite"_s)).path());
        for (const QString &name : folder.entryList(QDir::Files | QDir::Hidden)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(bytes))
                found.append(name);
        }
        return found;
    }

    FailingDisk m_disk; // made before and gone after every file
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
};

QTEST_MAIN(TestWindowEdges)
#include "tst_windowedges.moc"
