#include "actions.h"
#include "bulkpage.h"
#include "bulktable.h"
#include "bulkwords.h"
#include "filewriter.h"
#include "flatbutton.h"
#include "partylist.h"
#include "plaintext.h"
#include "recordexport.h"
#include "support/partybuilder.h"
#include "windowdesk.h"

#include <QComboBox>
#include <QDialog>
#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

class TestBulkPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        m_list = m_desk->find<PartyList>("partyList");
        m_view = m_desk->find<PartyListView>("partyListView");
        QVERIFY(m_list && m_view && page());
    }
    void cleanup() { m_desk.reset(); }

    // --- selection

    void keysAndMouseSelectSeveral()
    {
        receiveFour();
        QSignalSpy counts(m_list, &PartyList::selectionCountChanged);
        m_view->setFocus();
        m_view->setCurrentIndex(m_view->model()->index(0, 0));
        QTest::keyClick(m_view, Qt::Key_Down, Qt::ShiftModifier);
        QCOMPARE(m_list->selectedCount(), 2);
        click(3, Qt::ControlModifier);
        QCOMPARE(m_list->selected(), QList<QUuid>({m_desk->idOf(1), m_desk->idOf(2), m_desk->idOf(4)}));
        click(0, Qt::NoModifier);
        QCOMPARE(m_list->selectedCount(), 1);
        click(2, Qt::ShiftModifier);
        QCOMPARE(m_list->selectedCount(), 3);
        QTest::keyClick(m_view, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_list->selectedCount(), 4);
        QCOMPARE(m_list->selected(), m_list->all());
        QCOMPARE(counts.last().first().toInt(), 4);
    }

    void theSelectionSurvivesARefresh()
    {
        receiveFour();
        select({1, 3});
        m_desk->receive({person(u"Aaron"_s, u"Ash"_s, 9)}); // a row above them
        QCOMPARE(m_list->selected(), QList<QUuid>({m_desk->idOf(1), m_desk->idOf(3)}));
        Q_EMIT m_desk->session->store().partiesReset();
        QCOMPARE(m_list->selected(), QList<QUuid>({m_desk->idOf(1), m_desk->idOf(3)}));
        QVERIFY(m_desk->session->store().applyDeleted({9}));
        QCOMPARE(m_list->selectedCount(), 2);
        m_list->selectAll();
        Q_EMIT m_desk->session->store().partiesReset();
        QCOMPARE(m_list->selectedCount(), 4);
    }

    void severalTakeTheDetailsPlace()
    {
        receiveFour();
        select({1, 2});
        QVERIFY(page()->isVisible());
        QCOMPARE(label("bulkTitle"), u"2 selected"_s);
        QVERIFY(m_desk->window->actions().bulkTag->isEnabled());
        click(2, Qt::NoModifier);
        QVERIFY(!page()->isVisible());
        QCOMPARE(m_desk->window->currentParty(), m_desk->idOf(3));
        QVERIFY(!m_desk->window->actions().bulkTag->isEnabled());
    }

    // --- rehearsal

    void theRehearsalShowsWhatWouldHappen()
    {
        receiveFour();
        m_list->selectAll();
        rehearseJobTitle(u"Head"_s);
        QTRY_VERIFY(button("bulkRunButton")->isEnabled());
        QCOMPARE(label("bulkSummaryLabel"), u"2 would change."_s);
        QCOMPARE(label("bulkReasonsLabel"),
            u"2 would be skipped: It is that way already (1), Organisations have no such field (1)"_s);
        QCOMPARE(label("bulkBudgetLabel"), u"4 request(s), about 3 s"_s);
        QCOMPARE(picture("bulkRehearsalView"),
            QStringList({u"Anna Lind|Buyer|Head|"_s, u"Ben Okri||Head|"_s, u"Cleo Adé|||It is that way already"_s,
                u"Dock Ltd|||Organisations have no such field"_s}));
        QVERIFY(m_desk->session->store().pendingEntries().isEmpty()); // so far nothing has happened
    }

    void aRehearsalWithoutChangesCannotRun()
    {
        receiveFour();
        select({3, 4});
        rehearseJobTitle(u"Head"_s);
        QTRY_COMPARE(label("bulkBudgetLabel"), u"There is nothing to send."_s);
        QVERIFY(!button("bulkRunButton")->isEnabled());
    }

    void onlyTheFirstTwoHundredAreDrawn()
    {
        QList<Party> many;
        for (int i = 1; i <= 450; ++i)
            many.append(person(u"P%1"_s.arg(i), u"Doe"_s, i));
        m_desk->receive(many);
        m_list->selectAll();
        rehearseJobTitle(u"Head"_s);
        QTRY_COMPARE(label("bulkSummaryLabel"), u"450 would change."_s);
        QTRY_VERIFY(button("bulkRunButton")->isEnabled());
        QCOMPARE(m_desk->find<QTableView>("bulkRehearsalView")->model()->rowCount(), 200);
    }

    // --- the editor

    void fieldsTakeTheirOwnValues_data()
    {
        QTest::addColumn<FieldDefinition::Type>("type");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<bool>("isTaken");
        using Type = FieldDefinition::Type;
        QTest::newRow("text") << Type::Text << u"A"_s << true;
        QTest::newRow("cleared") << Type::Number << QString() << true;
        QTest::newRow("number") << Type::Number << u"12.5"_s << true;
        QTest::newRow("no number") << Type::Number << u"twelve"_s << false;
        QTest::newRow("date") << Type::Date << u"2026-07-31"_s << true;
        QTest::newRow("no date") << Type::Date << u"2026-02-31"_s << false;
        QTest::newRow("choice") << Type::List << u"Red"_s << true;
        QTest::newRow("no choice") << Type::List << u"Pink"_s << false;
        QTest::newRow("choices") << Type::MultiSelect << u"Red;Blue"_s << true;
        QTest::newRow("no choices") << Type::MultiSelect << u"Red;Pink"_s << false;
    }
    void fieldsTakeTheirOwnValues()
    {
        QFETCH(const FieldDefinition::Type, type);
        QFETCH(const QString, typed);
        QFETCH(const bool, isTaken);
        receiveFour();
        Catalogue catalogue;
        FieldDefinition field;
        field.id = 7;
        field.name = u"Rating"_s;
        field.type = type;
        field.options = QStringList{u"Red"_s, u"Blue"_s};
        catalogue.fields = QList<FieldDefinition>{field};
        page()->setCatalogue(catalogue);
        select({1, 2});
        button("bulkFieldButton")->click();
        auto *fields = m_desk->find<QComboBox>("bulkFieldBox");
        fields->setCurrentIndex(fields->findText(u"Rating"_s));
        m_desk->find<QComboBox>("bulkValueBox")->setEditText(typed);
        QCOMPARE(button("bulkRehearseButton")->isEnabled(), isTaken);
        QCOMPARE(label("bulkProblemLabel").isEmpty(), isTaken);
    }

    void anOwnerHasToBeAMember()
    {
        receiveFour();
        Catalogue catalogue;
        catalogue.users = QList<User>{{1, u"kim"_s, u"Kim Park"_s, {}}, {2, u"bo"_s, u"Bo Berg"_s, {}}};
        catalogue.teams = QList<Team>{{5, u"Sales"_s, QList<qint64>{1}}};
        page()->setCatalogue(catalogue);
        select({1, 2});
        button("bulkOwnerButton")->click();
        m_desk->find<QComboBox>("bulkOwnerBox")->setCurrentIndex(2);
        m_desk->find<QComboBox>("bulkTeamBox")->setCurrentIndex(1);
        QVERIFY(!button("bulkRehearseButton")->isEnabled());
        QCOMPARE(label("bulkProblemLabel"), u"Bo Berg is not a member of Sales. Choose another team, or none."_s);
        m_desk->find<QComboBox>("bulkOwnerBox")->setCurrentIndex(1);
        QVERIFY(button("bulkRehearseButton")->isEnabled());
    }

    void ownersNobodyToldCannotBeChosen()
    {
        receiveFour();
        select({1, 2});
        QVERIFY(!button("bulkOwnerButton")->isEnabled());
        QVERIFY(!button("bulkOwnerButton")->toolTip().isEmpty());
    }

    // --- run and report

    void aRunIsReportedAndUndone()
    {
        QList<qint64> ids;
        for (int i = 0; i < 6; ++i)
            ids.append(m_desk->service.addParty({{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)},
                {u"jobTitle"_s, i == 0 ? u"Head"_s : u"Job%1"_s.arg(i)}}));
        m_desk->signIn();
        QTRY_COMPARE(m_list->all().size(), 6);
        m_list->selectAll();
        rehearseJobTitle(u"Head"_s);
        QTRY_VERIFY(button("bulkRunButton")->isEnabled());
        button("bulkRunButton")->click();
        QCOMPARE(m_list->selectedCount(), 0);
        QVERIFY(page()->isVisible());
        QTRY_COMPARE(label("bulkCountsLabel"), u"5 done, 1 skipped"_s);
        QTRY_VERIFY(button("bulkReportButton")->isEnabled());
        for (const QUuid &id : m_list->all())
            QCOMPARE(m_desk->shown(id).jobTitle, u"Head"_s);
        QTRY_COMPARE(picture("bulkReportView").first(), u"P0|||Skipped: It is that way already"_s);
        QCOMPARE(picture("bulkReportView").at(1), u"P1|Job1|Head|Done"_s);

        button("bulkUndoButton")->click();
        QTRY_COMPARE(label("bulkCountsLabel"), u"5 done"_s);
        QTRY_COMPARE(m_desk->service.party(ids.at(1))["jobTitle"_L1].toString(), u"Job1"_s);
        button("bulkCloseButton")->click();
        QVERIFY(!page()->isVisible());
        m_desk->window->actions().bulkRuns->trigger();
        QVERIFY(page()->isVisible());
    }

    void aRunGoesOnAfterARestart()
    {
        receiveFour();
        select({1, 2});
        rehearseJobTitle(u"Head"_s);
        QTRY_VERIFY(button("bulkRunButton")->isEnabled());
        button("bulkRunButton")->click();
        button("bulkPauseButton")->click();
        QCOMPARE(button("bulkPauseButton")->text(), u"Go on"_s);
        m_desk->restart();
        m_list = m_desk->find<PartyList>("partyList");
        QTRY_VERIFY(m_desk->window->actions().bulkRuns->isEnabled());
        m_desk->window->actions().bulkRuns->trigger();
        QCOMPARE(button("bulkPauseButton")->text(), u"Go on"_s);
        button("bulkPauseButton")->click();
        QTRY_COMPARE(m_desk->session->store().pendingEntries().size(), 2);
    }

    // --- deleting

    void manyDeletesWantTheirNumber()
    {
        QList<Party> many;
        for (int i = 1; i <= 21; ++i)
            many.append(person(u"P%1"_s.arg(i), u"Doe"_s, i));
        m_desk->receive(many);
        m_list->selectAll();
        m_desk->window->actions().remove->trigger();
        QTRY_COMPARE(button("bulkRunButton")->text(), u"Delete 21…"_s);
        QTRY_VERIFY(button("bulkRunButton")->isEnabled());
        button("bulkRunButton")->click();
        auto *verb = m_desk->find<QPushButton>("bulkDeleteConfirmButton");
        QVERIFY(verb);
        QCOMPARE(verb->text(), u"Delete 21"_s);
        QVERIFY(!verb->isEnabled());
        QTest::keyClicks(m_desk->find<QLineEdit>("bulkDeleteNumberEdit"), u"21"_s);
        QVERIFY(verb->isEnabled());
        verb->click();
        QVERIFY(m_desk->session->store().pendingEntries().isEmpty()); // for ten seconds
        button("bulkUndoButton")->click();
        QTRY_COMPARE(label("bulkCountsLabel"), u"0 done, 21 skipped"_s);
        QCOMPARE(m_list->all().size(), 21);
    }

    void aFewDeletesAskOnce()
    {
        receiveFour();
        select({1, 2});
        button("bulkDeleteButton")->click();
        QTRY_VERIFY(button("bulkRunButton")->isEnabled());
        button("bulkRunButton")->click();
        QVERIFY(m_desk->find<QPushButton>("bulkDeleteConfirmButton")->isEnabled());
        QVERIFY(!m_desk->find<QLineEdit>("bulkDeleteNumberEdit"));
    }

    // --- export

    void exportsAreSafeForSpreadsheets()
    {
        Party anna = person(u"=cmd()"_s, u"Lind"_s, 1);
        anna.jobTitle = u"Buyer, \"chief\""_s;
        anna.emailAddresses = {email(u"anna@example.org"_s, 5, u"Work"_s)};
        anna.tags = {{7, u"Client"_s, false}};
        Party hidden = person(u"Hidden"_s, u"One"_s, 2);
        hidden.isRestricted = true;
        m_desk->receive({anna, hidden});
        const QTemporaryDir folder;
        const QByteArray table = exported(ExportFormat::AllColumns, folder.filePath(u"a.csv"_s));
        const QList<QByteArray> lines = table.split('\n');
        QCOMPARE(lines.size(), 3); // header, one record, and the end
        QVERIFY(lines[0].startsWith("Kind,Capsule id,Title,"));
        QVERIFY2(lines[1].startsWith("Person,1,,'=cmd(),Lind,,\"Buyer, \"\"chief\"\"\",,anna@example.org (Work),"),
            lines[1].constData());
        QVERIFY(lines[1].contains(",Client,"));
        const QByteArray list = exported(ExportFormat::ShownColumns, folder.filePath(u"b.csv"_s));
        QVERIFY(list.startsWith("Name,Organisation,Job title,City,Email,Phone,Changed\r\n'=cmd() Lind,"));
        const QByteArray cards = exported(ExportFormat::VCard, folder.filePath(u"c.vcf"_s));
        QCOMPARE(cards.count("BEGIN:VCARD"), 1);
        QVERIFY(cards.contains("FN:=cmd() Lind\r\n"));
    }

    void aCancelledExportLeavesNoFile()
    {
        receiveFour();
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.csv"_s);
        QFile before(path);
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("before") == 6);
        before.close();
        FileWriter &work = *newRecordExport(
            m_desk->session->store(), m_list->all(), ExportFormat::AllColumns, path, m_desk->window.get());
        QSignalSpy cancelled(&work, &FileWriter::cancelled);
        QSignalSpy finished(&work, &FileWriter::finished);
        work.start();
        work.cancel();
        QVERIFY(cancelled.wait());
        QCOMPARE(finished.count(), 0);
        QVERIFY(before.open(QIODevice::ReadOnly));
        QCOMPARE(before.readAll(), "before"_ba);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void anExportSaysWhatItLeavesOut()
    {
        receiveFour();
        m_desk->window->actions().exportRecords->trigger();
        auto *dialog = m_desk->find<QDialog>("exportDialog");
        QVERIFY(dialog);
        auto *format = dialog->findChild<QComboBox *>(u"exportFormatBox"_s);
        auto *missing = dialog->findChild<PlainLabel *>(u"exportLeavesOutLabel"_s);
        QCOMPARE(missing->text(), leavesOut(ExportFormat::ShownColumns));
        format->setCurrentIndex(2);
        QVERIFY(missing->text().contains(u"custom fields"_s));
    }

    // --- words

    void everyChangeHasATitle()
    {
        QCOMPARE(bulkTitle(AddTag{{1, u"Client"_s, false}}), u"Add tag “Client”"_s);
        QCOMPARE(bulkTitle(SetText{u"jobTitle"_s, {}}), u"Clear Job title"_s);
        QCOMPARE(bulkTitle(SetField{7, u"Rating"_s, 0, {}, u"A"_s}), u"Set Rating to “A”"_s);
        QCOMPARE(bulkTitle(SetOwnership{}), u"Remove owner and team"_s);
        QCOMPARE(bulkTitle(SetOwnership{UserRef{1, {}, u"Bo"_s}, {}}), u"Owner Bo, no team"_s);
    }

    void theBudgetReadsWell()
    {
        QCOMPARE(bulkBudgetLine(bulkBudget(17, {}, {})), u"34 request(s), about 21 s"_s);
        const QDateTime now({2026, 1, 5}, {13, 30});
        const QString line = bulkBudgetLine(bulkBudget(300, {4000, 100, std::chrono::minutes(35)}, now.toUTC()));
        QVERIFY2(
            line.contains(u"pause until"_s) && line.contains(QLocale().toString(QTime(14, 5), QLocale::ShortFormat)),
            qPrintable(line));
    }

private:
    void receiveFour()
    {
        Party anna = person(u"Anna"_s, u"Lind"_s, 1);
        anna.jobTitle = u"Buyer"_s;
        Party cleo = person(u"Cleo"_s, u"Adé"_s, 3);
        cleo.jobTitle = u"Head"_s;
        m_desk->receive({anna, person(u"Ben"_s, u"Okri"_s, 2), cleo, organisation(u"Dock Ltd"_s, 4)});
    }
    BulkPage *page() const { return m_desk->find<BulkPage>("bulkPage"); }
    QPushButton *button(const char *name) const { return page()->findChild<QPushButton *>(QLatin1StringView(name)); }
    QString label(const char *name) const { return page()->findChild<PlainLabel *>(QLatin1StringView(name))->text(); }
    QStringList picture(const char *view) const
    {
        const auto *table = page()->findChild<QTableView *>(QLatin1StringView(view))->model();
        QStringList lines;
        for (int row = 0; row < table->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < table->columnCount(); ++column)
                cells << table->index(row, column).data().toString();
            lines << cells.join(u'|');
        }
        return lines;
    }
    void click(int row, Qt::KeyboardModifiers modifiers) const
    {
        const QRect place = m_view->visualRect(m_view->model()->index(row, 0));
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, modifiers, place.center());
    }
    void select(const QList<qint64> &ids) const
    {
        m_view->selectionModel()->clear();
        for (const qint64 id : ids) {
            for (int row = 0; row < m_view->model()->rowCount(); ++row) {
                if (m_view->model()->index(row, 0).data(PartyModel::LocalIdRole).toUuid() == m_desk->idOf(id))
                    click(row, Qt::ControlModifier);
            }
        }
    }
    void rehearseJobTitle(const QString &text) const
    {
        button("bulkFieldButton")->click();
        m_desk->find<QComboBox>("bulkValueBox")->setEditText(text);
        QVERIFY(button("bulkRehearseButton")->isEnabled());
        button("bulkRehearseButton")->click();
    }
    QByteArray exported(ExportFormat format, const QString &path) const
    {
        FileWriter &work
            = *newRecordExport(m_desk->session->store(), m_list->all(), format, path, m_desk->window.get());
        QSignalSpy finished(&work, &FileWriter::finished);
        work.start();
        if (!finished.wait() || finished.first().at(0).toInt() != 1 || finished.first().at(1).toInt() != 1)
            return {};
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
    PartyList *m_list = nullptr;
    PartyListView *m_view = nullptr;
};

QTEST_MAIN(TestBulkPage)
#include "tst_bulkpage.moc"
