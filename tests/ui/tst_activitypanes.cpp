#include "activitypage.h"
#include "activitywords.h"
#include "attachmentlist.h"
#include "dealmodel.h"
#include "entrymodel.h"
#include "flatbutton.h"
#include "itemlistview.h"
#include "journalmodel.h"
#include "longtext.h"
#include "notecomposer.h"
#include "paintedwords.h"
#include "partyeditor.h"
#include "plaintext.h"
#include "recordtabs.h"
#include "reviewpanel.h"
#include "safedocument.h"
#include "sidebarentry.h"
#include "store/activitystore.h"
#include "support/partybuilder.h"
#include "sync/activitysync.h"
#include "taskdelegate.h"
#include "taskmodel.h"
#include "taskpage.h"
#include "windowdesk.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QDesktopServices>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

/// Takes links that would go to the system.
class LinkCatcher : public QObject
{
    Q_OBJECT

public:
    QList<QUrl> links;

public Q_SLOTS:
    void take(const QUrl &link) { links.append(link); }
};

/// Notes, tasks, opportunities and projects in the window.
class TestActivityPanes : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        m_anna = m_desk->service.addParty(
            {{u"type"_s, u"person"_s}, {u"firstName"_s, u"Anna"_s}, {u"lastName"_s, u"Lind"_s}});
    }
    void cleanup() { m_desk.reset(); }

    void modelsKeepTheRules()
    {
        EntryModel entries(store());
        TaskModel tasks(store(), TaskModel::Source::Record);
        const QAbstractItemModelTester ofEntries(&entries, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester ofTasks(&tasks, QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        entries.setRecord(anna);
        tasks.setRecord(anna);
        QVERIFY(store().activity().save(QUuid::createUuid(), note(anna, u"First"_s)));
        QCOMPARE(entries.rowCount(), 1);
        QCOMPARE(entries.index(0).data(EntryModel::StateRole).toString(), u"Waiting to send"_s);
        const QUuid task = QUuid::createUuid();
        QVERIFY(store().activity().save(task, this->task(anna, u"Call back"_s, 0)));
        QCOMPARE(tasks.rowCount(), 2);
        QCOMPARE(tasks.index(0).data().toString(), u"Today"_s);
        QVERIFY(store().activity().remove(task, std::chrono::milliseconds(0)));
        QCOMPARE(tasks.rowCount(), 0);
    }

    void tasksStandUnderOverdueTodayAndLater()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        for (const int days : {3, -2, 0})
            QVERIFY(store().activity().save(QUuid::createUuid(), task(anna, QString::number(days), days)));
        TaskModel tasks(store(), TaskModel::Source::Mine);
        QStringList lines;
        for (int row = 0; row < tasks.rowCount(); ++row)
            lines << tasks.index(row).data().toString();
        QCOMPARE(lines, QStringList({u"Overdue"_s, u"-2"_s, u"Today"_s, u"0"_s, u"Later"_s, u"3"_s}));
        QVERIFY(tasks.index(1).data(TaskModel::IsOverdueRole).toBool());
        QCOMPARE(tasks.taskCount(), 3);
    }

    void aNoteIsReviewedSavedAndSentAsShown()
    {
        load();
        action(actions().addNote);
        QCOMPARE(QApplication::focusWidget(), noteEdit());
        QTest::keyClicks(noteEdit(), u"Met in **York**"_s);
        button("noteReviewButton")->click();
        const QByteArray shown = reviewedBytes();
        QVERIFY(shown.contains("\"content\":\"Met in **York**\""));
        visible<FlatButton>("reviewSaveButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(sent("POST", "/entries").size(), 1, 20'000);
        QCOMPARE(sent("POST", "/entries").first(), shown);
        QTRY_VERIFY_WITH_TIMEOUT(store().pendingEntries().isEmpty(), 20'000);
        QTRY_COMPARE(entriesView()->model()->rowCount(), 1);
        QCOMPARE(entriesView()->model()->index(0, 0).data(EntryModel::StateRole).toString(), QString());
    }

    void whatIsTypedIsADraftThatStays()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1), person(u"Ben"_s, u"Okri"_s, 2)});
        m_desk->window->openParty(m_desk->idOf(1));
        action(actions().addNote);
        QTest::keyClicks(noteEdit(), u"half a thought"_s);
        QTRY_COMPARE(store().activity().noteDrafts().size(), 1);
        m_desk->restart();
        m_desk->window->openParty(m_desk->idOf(2));
        action(actions().addNote);
        QCOMPARE(noteEdit()->toPlainText(), QString());
        m_desk->window->openParty(m_desk->idOf(1));
        action(actions().addNote);
        QCOMPARE(noteEdit()->toPlainText(), u"half a thought"_s);
        button("noteDiscardButton")->click();
        QVERIFY(store().activity().noteDrafts().isEmpty());
        m_desk->window->actions().undo->trigger();
        QCOMPARE(store().activity().noteDrafts().size(), 1);
    }

    void aWaitingNoteIsChangedAndTakenBack()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        QVERIFY(store().activity().save(QUuid::createUuid(), note(anna, u"First"_s)));
        m_desk->window->openParty(anna);
        action(actions().activityTab);
        entriesView()->setFocus();
        QTest::keyClick(entriesView(), Qt::Key_Home);
        QTest::keyClick(entriesView(), Qt::Key_Return);
        QCOMPARE(visible<QTextBrowser>("entryText")->toPlainText(), u"First"_s);
        QVERIFY(visible<QLabel>("workLabel"));
        button("editEntryNoteButton")->click();
        noteEdit()->setPlainText(u"Second"_s);
        button("noteSaveButton")->click();
        QCOMPARE(store().pendingEntries().size(), 1);
        QCOMPARE(store().pendingEntries().first().note()->edited.content, u"Second"_s);
        QTest::keyClick(entriesView(), Qt::Key_Delete);
        QVERIFY(store().pendingEntries().isEmpty());
        m_desk->window->actions().undo->trigger();
        QCOMPARE(store().pendingEntries().size(), 1);
    }

    void aTooLargeFileIsRefusedBeforeItIsSent()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        m_desk->window->openParty(m_desk->idOf(1));
        action(actions().addNote);
        const QTemporaryDir folder;
        const QString large = folder.filePath(u"plan.pdf"_s);
        const QString small = folder.filePath(u"offer.txt"_s);
        QFile file(large);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(largestAttachment + 1));
        QFile other(small);
        QVERIFY(other.open(QIODevice::WriteOnly));
        QCOMPARE(other.write("Offer"), 5);
        other.close();
        auto *composer = m_desk->find<NoteComposer>("noteComposer");
        composer->addFiles({large, small});
        QCOMPARE(composer->draft().attachments.size(), 1);
        QCOMPARE(composer->draft().attachments.first().filename, u"offer.txt"_s);
        QVERIFY(visible<QLabel>("noteProblemLabel"));
        QVERIFY(visible<PlainLabel>("noteProblemLabel")->text().contains("plan.pdf"_L1));
    }

    void spaceTicksATaskAndUndoTakesTheTickAway()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        QVERIFY(store().activity().applyTask(taskDocument(71, u"Call back"_s)));
        const QUuid call = localIdOfTask(71);
        m_desk->window->openParty(anna);
        action(actions().tasksTab);
        auto *view = visible<ItemListView>("tasksView");
        view->setFocus();
        view->setCurrentIndex(view->model()->index(1, 0));
        QTest::keyClick(view, Qt::Key_Space);
        QVERIFY(store().activity().task(call)->shown.isCompleted());
        QCOMPARE(store().pendingEntries().size(), 1);
        m_desk->window->actions().undo->trigger();
        QVERIFY(store().activity().task(call)->shown.isOpen());
        QVERIFY(store().pendingEntries().isEmpty());
        action(actions().completeTask);
        QVERIFY(store().activity().task(call)->shown.isCompleted());
    }

    void theMouseTicksOnlyInTheBox()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        QVERIFY(store().activity().applyTask(taskDocument(71, u"Call back"_s)));
        m_desk->window->openParty(m_desk->idOf(1));
        action(actions().tasksTab);
        auto *view = visible<ItemListView>("tasksView");
        const QRect row = view->visualRect(view->model()->index(1, 0));
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, row.center());
        QVERIFY(store().activity().task(localIdOfTask(71))->shown.isOpen());
        QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {row.left() + 32, row.center().y()});
        QVERIFY(store().activity().task(localIdOfTask(71))->shown.isCompleted());
    }

    void aTaskIsWrittenAndSent()
    {
        load();
        action(actions().addTask);
        QTest::keyClicks(QApplication::focusWidget(), u"Send the offer"_s);
        button("taskSaveButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(sent("POST", "/tasks").size(), 1, 20'000);
        const auto body = QJsonDocument::fromJson(sent("POST", "/tasks").first()).object().value("task"_L1).toObject();
        QCOMPARE(body.value("description"_L1).toString(), u"Send the offer"_s);
        QCOMPARE(body.value("dueOn"_L1).toString(), QDate::currentDate().toString(Qt::ISODate));
        QCOMPARE(body.value("party"_L1).toObject().value("id"_L1).toInteger(), m_anna);
    }

    void theCatalogueBringsKindsAndCategories()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        m_desk->window->openParty(m_desk->idOf(1));
        QVERIFY(!actions().logCall->isEnabled());
        QVERIFY(store().setCatalogueList(
            CatalogueList::ActivityTypes, R"([{"id":-1,"name":"Note"},{"id":7,"name":"Call"}])"));
        QVERIFY(store().setCatalogueList(CatalogueList::Categories, R"([{"id":4,"name":"Visit","colour":"#2f6f4f"}])"));
        QTRY_VERIFY(actions().logCall->isEnabled());
        action(actions().logCall);
        QTest::keyClicks(noteEdit(), u"Rang about the boat"_s);
        button("noteSaveButton")->click();
        QCOMPARE(store().pendingEntries().size(), 1);
        QCOMPARE(store().pendingEntries().first().note()->edited.activityType.id, 7);
        QCOMPARE(entriesView()->model()->index(0, 0).data(EntryModel::TitleRole).toString(), u"Call"_s);

        action(actions().addTask);
        QTest::keyClicks(QApplication::focusWidget(), u"Call again"_s);
        auto *category = visible<QComboBox>("taskCategoryEdit");
        QVERIFY(category);
        category->setFocus();
        QTest::keyClicks(category, u"Visit"_s);
        QCOMPARE(category->currentText(), u"Visit"_s);
        button("taskSaveButton")->click();
        QCOMPARE(store().pendingEntries().size(), 2);
        QCOMPARE(store().pendingEntries().last().task()->edited.category,
            std::optional(TaskCategory{4, u"Visit"_s, u"#2f6f4f"_s}));
    }

    void tasksOfColleaguesAreNotMine()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        QVERIFY(store().setCatalogueList(
            CatalogueList::CurrentUser, R"([{"id":1,"name":"Kim Park","username":"kim","status":"ACTIVE"}])"));
        auto mine = taskDocument(71, u"Call back"_s);
        mine.value.owner = UserRef{1, u"kim"_s, u"Kim Park"_s};
        auto other = taskDocument(72, u"Send the offer"_s);
        other.value.owner = UserRef{9, u"grace"_s, u"Grace Okafor"_s};
        for (Received<Task> *task : {&mine, &other}) {
            task->document = QJsonDocument(taskToJson(task->value)).toJson(QJsonDocument::Compact);
            QVERIFY(store().activity().applyTask(*task));
        }
        const TaskModel all(store(), TaskModel::Source::Mine);
        QCOMPARE(all.taskCount(), 1);
        QCOMPARE(all.index(1).data().toString(), u"Call back"_s);
        TaskModel tasks(store(), TaskModel::Source::Record);
        tasks.setRecord(m_desk->idOf(1));
        QCOMPARE(tasks.taskCount(), 2);
        QCOMPARE(tasks.index(1).data(TaskModel::DetailRole).toString(), QString());
        QCOMPARE(tasks.index(2).data(TaskModel::DetailRole).toString(), u"For Grace Okafor"_s);
    }

    void myTasksAreAPageOfTheirOwn()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        QVERIFY(store().activity().applyTask(taskDocument(71, u"Call back"_s)));
        auto *entry = m_desk->find<SidebarEntry>("myTasksEntry");
        QCOMPARE(entry->accessibleName(), u"My tasks, 1"_s);
        entry->click();
        QVERIFY(entry->isChecked());
        auto *view = visible<ItemListView>("myTasksView");
        QVERIFY(view);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(m_desk->window->currentParty(), m_desk->idOf(1));
        QTest::keyClick(view, Qt::Key_Escape);
        QVERIFY(!entry->isChecked());
        QVERIFY(!view->isVisible());
    }

    void theTabIsRemembered()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        m_desk->window->openParty(m_desk->idOf(1));
        action(actions().dealsTab);
        m_desk->restart();
        m_desk->window->openParty(m_desk->idOf(1));
        QCOMPARE(m_desk->window->findChild<RecordTabs *>()->tab(), RecordTabs::Tab::Deals);
    }

    void outboxTellsOfNotesAndTasks()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        QVERIFY(store().activity().save(QUuid::createUuid(), note(anna, u"First"_s)));
        QVERIFY(store().activity().save(QUuid::createUuid(), task({}, u"Water the plants"_s, 1)));
        JournalModel outbox(store(), JournalModel::Source::Outbox);
        QCOMPARE(outbox.index(0).data().toString(), u"Anna Lind"_s);
        QCOMPARE(outbox.index(0).data(JournalModel::ChangeRole).toString(), u"New note: First"_s);
        QCOMPARE(outbox.index(1).data(JournalModel::ChangeRole).toString(), u"New task: Water the plants"_s);
    }

    void everythingIsReadableOffline()
    {
        ask("POST", "entries",
            {{u"entry"_s,
                QJsonObject{{u"type"_s, u"note"_s}, {u"content"_s, u"Rang about the boat"_s},
                    {u"party"_s, QJsonObject{{u"id"_s, m_anna}}}}}});
        load();
        action(actions().activityTab);
        QTRY_COMPARE_WITH_TIMEOUT(entriesView()->model()->rowCount(), 1, 20'000);
        m_desk->restart(); // without a token
        m_desk->window->openParty(m_desk->idOf(m_anna));
        action(actions().activityTab);
        QCOMPARE(
            entriesView()->model()->index(0, 0).data(EntryModel::ContentRole).toString(), u"Rang about the boat"_s);
        QVERIFY(visible<PlainLabel>("activityAsOfLabel")->text().startsWith("As of "_L1));
    }

    void anOpportunityShowsItsValue()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        Deal deal;
        deal.id = 5;
        deal.name = u"Boat"_s;
        deal.amount = u"12000.50"_s;
        deal.currency = u"GBP"_s;
        deal.stage = u"Bid"_s;
        deal.status = u"OPEN"_s;
        QVERIFY(dealValue(deal).contains("GBP"_L1));
        QVERIFY(dealValue(deal)
                .remove(QLocale().groupSeparator())
                .contains(u"12000"_s + QLocale().decimalPoint() + u"50"_s));
        deal.amount = u"12000.00"_s;
        QVERIFY(!dealValue(deal).contains(QLocale().decimalPoint() + u"00"_s));
        deal.amount = u"not a number"_s;
        QCOMPARE(dealValue(deal), QString());
    }

    void programsAreNotOpened_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("isProgram");
        QTest::newRow("pdf") << u"offer.pdf"_s << false;
        QTest::newRow("exe") << u"offer.exe"_s << true;
        QTest::newRow("case") << u"offer.PDF.ExE"_s << true;
        QTest::newRow("turned") << u"offer\u202Efdp.exe"_s << true;
        QTest::newRow("trailing dot") << u"offer.exe. "_s << true;
        QTest::newRow("desktop file") << u"x.desktop"_s << true;
        QTest::newRow("no ending") << u"README"_s << false;
    }
    void programsAreNotOpened()
    {
        QFETCH(QString, name);
        QFETCH(bool, isProgram);
        QCOMPARE(AttachmentList::isProgram(name), isProgram);
    }

    void markdownOfOthersLoadsNothing_data() { hostileTexts(); }
    void markdownOfOthersLoadsNothing()
    {
        QFETCH(QString, text);
        /// Tells whether anything was asked for.
        class Watched : public SafeDocument
        {
        public:
            int asked = 0;

        protected:
            QVariant loadResource(int type, const QUrl &name) override
            {
                ++asked;
                return SafeDocument::loadResource(type, name);
            }
        };
        Watched document;
        document.showMarkdown(text, 20'000);
        document.setTextWidth(300);
        QPixmap picture(300, 400);
        QPainter painter(&picture);
        document.drawContents(&painter);
        QCOMPARE(document.asked, 0);
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto piece = block.begin(); !piece.atEnd(); ++piece)
                QVERIFY(!piece.fragment().charFormat().isImageFormat());
        }
        const QString plain = document.toPlainText();
        QVERIFY(!plain.contains(QChar(0x202E)));
        QVERIFY(!plain.contains(QChar::Null));
        if (text.startsWith(u'<'))
            QVERIFY2(plain.contains(u'<'), qPrintable(plain)); // it is shown, not read as markup
    }

    void hostileTextsBreakNothing_data() { hostileTexts(); }
    void hostileTextsBreakNothing()
    {
        QFETCH(QString, text);
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1), person(u"Ben"_s, u"Okri"_s, 2)});
        fillAround(m_desk->idOf(1), text, 5);
        fillAround(m_desk->idOf(2), u"Six lines of it "_s.repeated(60), 6);
        QVERIFY(store().setMark(u"site"_s, u"https://harbour.capsulecrm.com"_s));
        const OpenedLinks opened;
        const QSize before = m_desk->window->size();
        for (QAction *tab : {actions().activityTab, actions().tasksTab, actions().dealsTab}) {
            m_desk->window->openParty(m_desk->idOf(2));
            action(tab);
            const ItemListView *view = shownList();
            QVERIFY(view);
            const QModelIndex harmless = lastRow(view);
            const int height = view->visualRect(harmless).height();
            const int pictures = painted(view, harmless).pictures;

            m_desk->window->openParty(m_desk->idOf(1));
            const QModelIndex index = lastRow(view);
            QVERIFY(index.isValid());
            QVERIFY2(view->visualRect(index).height() <= height, qPrintable(view->objectName()));
            const Painted words = painted(view, index);
            QCOMPARE(words.pictures, pictures);
            compareWithWords(view, words.text, text);
            QVERIFY(!m_desk->window->grab().isNull());
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, view->visualRect(index).center());
        }
        QVERIFY2(opened.links.isEmpty(), "a click on a row opens nothing");
        QTest::mouseDClick(
            shownList()->viewport(), Qt::LeftButton, {}, shownList()->visualRect(lastRow(shownList())).center());
        QCOMPARE(opened.links, QList<QUrl>({QUrl(u"https://harbour.capsulecrm.com/opportunity/5"_s)}));

        action(actions().activityTab);
        entriesView()->setFocus();
        QTest::keyClick(entriesView(), Qt::Key_Home);
        QTest::keyClick(entriesView(), Qt::Key_Return);
        QVERIFY(!m_desk->window->grab().isNull());
        QCOMPARE(m_desk->window->size(), before);
        for (const QLabel *label : m_desk->window->findChild<PartyEditor *>()->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->text()));
        QVERIFY(m_desk->service.exchanges().isEmpty());
        QCOMPARE(opened.links.size(), 1);
    }

    void linksAreToldBeforeTheyAreOpened()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        QVERIFY(store().activity().save(QUuid::createUuid(),
            note(anna,
                u"[https://bank.example](https://evil.example/x) and [this](javascript:alert(1)) and [that](file:///etc/passwd)"_s)));
        const OpenedLinks opened;
        auto *reader = readFirstEntry(anna);
        QVERIFY(reader);
        auto *target = visible<PlainLabel>("linkTargetLabel");
        QVERIFY(target);
        const auto click = [reader](const QString &word) {
            // Without the pointer moving there first, as a finger does it.
            const QPoint at = reader->cursorRect(reader->document()->find(word)).center() - QPoint(2, 0);
            QVERIFY2(!reader->anchorAt(at).isEmpty(), qPrintable(word));
            for (const QEvent::Type type : {QEvent::MouseButtonPress, QEvent::MouseButtonRelease}) {
                QMouseEvent event(type, at, reader->viewport()->mapToGlobal(at), Qt::LeftButton,
                    type == QEvent::MouseButtonPress ? Qt::LeftButton : Qt::NoButton, {});
                QApplication::sendEvent(reader->viewport(), &event);
            }
        };
        click(u"https://bank.example"_s);
        QCOMPARE(target->text(), u"Opens evil.example"_s);
        QVERIFY(opened.links.isEmpty());
        click(u"https://bank.example"_s);
        QCOMPARE(opened.links, QList<QUrl>({QUrl(u"https://evil.example/x"_s)}));
        for (const QString &word : {u"this"_s, u"that"_s}) {
            click(word);
            QCOMPARE(target->text(), u"This link cannot be opened from here."_s);
            click(word);
        }
        QCOMPARE(opened.links.size(), 1);
        QVERIFY(m_desk->service.exchanges().isEmpty());
    }

    void aLongNoteDoesNotHoldUpTheWindow_data()
    {
        QTest::addColumn<QString>("text");
        constexpr int many = 1'000'000;
        QTest::newRow("one line") << u"word "_s.repeated(many);
        QTest::newRow("no blank") << u"x"_s.repeated(many);
        QTest::newRow("lines") << u"line\n"_s.repeated(many);
        QTest::newRow("quotes") << u"> "_s.repeated(many);
        QTest::newRow("lists") << u"- "_s.repeated(many);
        QTest::newRow("table") << u"|a"_s.repeated(many) + u'\n' + u"|-"_s.repeated(many);
        QTest::newRow("rows") << u"|a|b|\n|-|-|\n"_s + u"|1|2|\n"_s.repeated(many);
        QTest::newRow("brackets") << u"["_s.repeated(many);
        QTest::newRow("pictures") << u"![a](b)"_s.repeated(many);
        QTest::newRow("stars") << u"*a_"_s.repeated(many);
        QTest::newRow("entities") << u"&#x202E;"_s.repeated(many);
        QTest::newRow("pairs") << u"👍"_s.repeated(many);
    }
    void aLongNoteDoesNotHoldUpTheWindow()
    {
        QFETCH(QString, text);
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        QVERIFY(store().activity().save(QUuid::createUuid(), note(anna, text)));
        QElapsedTimer watch;
        watch.start();
        const auto *reader = readFirstEntry(anna);
        QVERIFY(reader);
        QVERIFY(!m_desk->window->grab().isNull());
        qInfo("shown after %lld ms", watch.elapsed());
        QVERIFY(reader->document()->characterCount() < 20'000);
        QVERIFY2(watch.elapsed() < 2'000, "this is not laid out in part");

        auto *showAll = button("showAllButton");
        QVERIFY(showAll);
        showAll->click();
        auto *whole = visible<LongText>("wholeEntryText");
        QVERIFY(whole);
        QVERIFY(whole->document()->characterCount() < 2 * LongText::Portion);
        qint64 longest = 0;
        while (!whole->isWhole()) {
            watch.start();
            QCoreApplication::processEvents();
            longest = std::max(longest, watch.elapsed());
        }
        qInfo("longest turn %lld ms", longest);
        QVERIFY2(longest < 1'000, "the whole comes in portions");
        const auto withoutSpace = [](QString words) {
            return words.removeIf([](QChar c) { return c.isSpace(); });
        };
        QCOMPARE(withoutSpace(whole->toPlainText()), withoutSpace(displayText(text, Lines::Many)));
        for (QTextBlock block = whole->document()->begin(); block.isValid(); block = block.next())
            QVERIFY(block.length() <= LongText::LongestLine + 2);
        QVERIFY(!showAll->isVisible());
        QVERIFY(!button("editEntryNoteButton")->isEnabled());
    }

    void aNoteThatIsCutInTheListSaysSo()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        const QUuid id = QUuid::createUuid();
        QVERIFY(store().activity().save(id, note(anna, u"- one\n- two\n- three"_s)));
        m_desk->window->openParty(anna);
        action(actions().activityTab);
        QVERIFY(!painted(entriesView(), lastRow(entriesView())).text.contains(u"More…"_s));
        const int height = entriesView()->visualRect(lastRow(entriesView())).height();
        QVERIFY(store().activity().save(
            id, note(anna, u"- one\n- two\n- three\n- four\n- five\n- six\n- seven\n- eight"_s)));
        QVERIFY(painted(entriesView(), lastRow(entriesView())).text.contains(u"More…"_s));
        QVERIFY(entriesView()->visualRect(lastRow(entriesView())).height() > height);
    }

    void aShortNoteIsShownAsAWhole()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const QUuid anna = m_desk->idOf(1);
        QVERIFY(store().activity().save(QUuid::createUuid(), note(anna, u"Met in **York**"_s)));
        QCOMPARE(readFirstEntry(anna)->toPlainText(), u"Met in York"_s);
        QVERIFY(!button("showAllButton"));
        QVERIFY(button("editEntryNoteButton")->isEnabled());
        for (const char *part : {"attachmentsList", "openAttachmentButton", "attachmentProgress"}) // there are no files
            QVERIFY2(!visible<QWidget>(part), part);
    }

private:
    static void hostileTexts()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("HTML") << u"<b>bold</b><script>alert(1)</script>"_s;
        QTest::newRow("HTML picture") << u"<img src=\"http://example.org/x.png\" width=9999>"_s;
        QTest::newRow("HTML table") << u"<table><tr><td>a</td></tr></table>"_s;
        QTest::newRow("Markdown picture") << u"Look ![a boat](http://example.org/x.png) here"_s;
        QTest::newRow("picture without words") << u"![](file:///etc/hostname)"_s;
        QTest::newRow("picture from resources") << u"![x](qrc:/icons/alert.svg)"_s;
        QTest::newRow("picture in a link") << u"[![x](http://example.org/x.png)](http://example.org)"_s;
        QTest::newRow("script link") << u"[click](javascript:alert(1)) [file](file:///etc/passwd)"_s;
        QTest::newRow("bidi") << u"abc \u202Egnp.exe\u202C \u2067def\u2069"_s;
        QTest::newRow("right to left") << u"שלום עולם مرحبا"_s;
        QTest::newRow("NUL") << u"before"_s + QChar::Null + u"after"_s;
        QTest::newRow("controls") << u"a\u0007\u001b[31mb\u0085c"_s;
        QTest::newRow("emoji") << u"👩‍👩‍👧‍👦🏳️‍🌈👍🏽"_s;
        QTest::newRow("combining") << u"Z\u0351\u036b\u0343\u0363"_s.repeated(200);
        QTest::newRow("one long word") << u"x"_s.repeated(100'000);
        QTest::newRow("many lines") << u"line\n"_s.repeated(5'000);
        QTest::newRow("deep list") << u"> > > > > > > > > > - - - - 1. 2. x"_s;
        QTest::newRow("table") << u"|a|b|\n|-|-|\n|1|2|"_s;
        QTest::newRow("heading") << u"# "_s + u"Large "_s.repeated(50);
        QTest::newRow("entities") << u"&lt;img src=x&gt; &#x202E; &nbsp;"_s;
        QTest::newRow("lone surrogate") << QString(QChar(0xD83D)) + u"x"_s;
        QTest::newRow("percent signs") << u"%1 %2 %n %L1"_s;
        QTest::newRow("ampersands") << u"a && b & c"_s;
        QTest::newRow("style") << u"<style>*{font-size:90px}</style>"_s;
        QTest::newRow("long HTML") << u"<p style=\"margin:900px\">x</p>"_s.repeated(300);
        QTest::newRow("HTML link") << u"<a href=\"http://example.org/\">x</a>"_s;
        QTest::newRow("bare links") << u"http://example.org/ https://example.org/ mailto:x@example.org"_s;
        QTest::newRow("data link") << u"[x](data:text/html,<script>1</script>) ![x](data:image/png;base64,AAAA)"_s;
        QTest::newRow("nested brackets") << u"["_s.repeated(3'000);
        QTest::newRow("wide table") << u"|a"_s.repeated(700) + u'\n' + u"|-"_s.repeated(700);
        QTest::newRow("line separators") << u"a\u2028b\u2029c\rd\x0b"
                                            u"e"_s;
        QTest::newRow("zero width") << u"a\u200Bb\u200Dc\u00ADd"_s;
    }

    /// Keeps what the program hands to the system instead of opening it.
    class OpenedLinks
    {
    public:
        OpenedLinks()
        {
            for (const QString &scheme : schemes())
                QDesktopServices::setUrlHandler(scheme, &m_catcher, "take");
        }
        ~OpenedLinks()
        {
            for (const QString &scheme : schemes())
                QDesktopServices::unsetUrlHandler(scheme);
        }
        Q_DISABLE_COPY_MOVE(OpenedLinks)

        const QList<QUrl> &links = m_catcher.links;

    private:
        static QStringList schemes()
        {
            return {u"http"_s, u"https"_s, u"mailto"_s, u"tel"_s, u"file"_s, u"javascript"_s, u"data"_s, u"qrc"_s};
        }
        LinkCatcher m_catcher;
    };

    /// A note, a task and an opportunity that say nothing but `text`.
    void fillAround(const QUuid &record, const QString &text, qint64 dealId)
    {
        Entry entry = note(record, text);
        entry.attachments = {Attachment{9, text, u"text/plain"_s, 3, {}}};
        QVERIFY(store().activity().save(QUuid::createUuid(), entry));
        Task task = this->task(record, u"T:"_s + text, 0);
        task.detail = text;
        task.category = TaskCategory{4, u"C:"_s + text, text};
        QVERIFY(store().activity().save(QUuid::createUuid(), task));
        const QJsonObject json{{u"id"_s, dealId}, {u"name"_s, QString(u"N:"_s + text)},
            {u"milestone"_s, QJsonObject{{u"id"_s, 1}, {u"name"_s, QString(u"S:"_s + text)}}},
            {u"lostReason"_s, QJsonObject{{u"id"_s, 1}, {u"name"_s, text}}}, {u"status"_s, text},
            {u"value"_s, QJsonObject{{u"amount"_s, u"3"_s}, {u"currency"_s, QString(u"V:"_s + text)}}}};
        QVERIFY(store().activity().applyDeals(record, Deal::Kind::Opportunity,
            {{QJsonDocument(json).toJson(QJsonDocument::Compact), *dealFromJson(json, Deal::Kind::Opportunity)}},
            QDateTime::currentDateTimeUtc()));
    }
    ItemListView *shownList()
    {
        for (ItemListView *view : m_desk->window->findChildren<ItemListView *>()) {
            if (view->isVisible())
                return view;
        }
        return nullptr;
    }
    static QModelIndex lastRow(const ItemListView *view)
    {
        return view->model()->index(view->model()->rowCount() - 1, 0);
    }
    /// What the row's delegate paints.
    struct Painted
    {
        QString text;
        int pictures = 0;
    };
    static Painted painted(const ItemListView *view, const QModelIndex &index)
    {
        QStyleOptionViewItem option;
        option.initFrom(view);
        option.widget = view;
        option.rect = QRect(QPoint(0, 0), view->visualRect(index).size());
        PaintedWords device(option.rect.size());
        QPainter painter(&device);
        view->itemDelegate()->paint(&painter, option, index);
        return {device.text(), device.pictures()};
    }
    /// Markup would take the angle brackets away, and not leave what was written beside the field's letter.
    static void compareWithWords(const ItemListView *view, const QString &painted, const QString &text)
    {
        if (!text.startsWith(u'<'))
            return;
        const QString begun = text.left(3);
        if (view->objectName() == "activityView"_L1)
            QVERIFY2(painted.contains(begun), qPrintable(painted));
        for (const QString &field : view->objectName() == "tasksView"_L1 ? QStringList{u"T:"_s, u"C:"_s}
                : view->objectName() == "dealsView"_L1                   ? QStringList{u"N:"_s, u"S:"_s, u"V:"_s}
                                                                         : QStringList())
            QVERIFY2(painted.contains(field + begun), qPrintable(field + u" in "_s + painted));
    }
    /// Opens a record and the newest entry of its activity.
    QTextBrowser *readFirstEntry(const QUuid &record)
    {
        m_desk->window->openParty(record);
        actions().activityTab->trigger();
        entriesView()->setFocus();
        QTest::keyClick(entriesView(), Qt::Key_Home);
        QTest::keyClick(entriesView(), Qt::Key_Return);
        return visible<QTextBrowser>("entryText");
    }

    PartyStore &store() { return m_desk->session->store(); }
    const Actions &actions() { return m_desk->window->actions(); }
    static void action(QAction *action)
    {
        QVERIFY2(action->isEnabled(), qPrintable(action->objectName()));
        action->trigger();
    }
    template <typename Widget>
    Widget *visible(const char *name)
    {
        for (Widget *widget : m_desk->window->findChildren<Widget *>(QLatin1StringView(name))) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    FlatButton *button(const char *name) { return visible<FlatButton>(name); }
    QPlainTextEdit *noteEdit() { return visible<QPlainTextEdit>("noteTextEdit"); }
    ItemListView *entriesView() { return m_desk->find<ItemListView>("activityView"); }
    QByteArray reviewedBytes()
    {
        for (ReviewPanel *panel : m_desk->window->findChildren<ReviewPanel *>()) {
            if (panel->isVisible())
                return panel->requestBytes();
        }
        return {};
    }
    /// Signs in and opens the record of the stand-in.
    void load()
    {
        m_desk->signIn();
        QTRY_VERIFY_WITH_TIMEOUT(!m_desk->idOf(m_anna).isNull() && store().party(m_desk->idOf(m_anna)), 20'000);
        m_desk->window->openParty(m_desk->idOf(m_anna));
    }
    void ask(const QByteArray &method, const QByteArray &target, const QJsonObject &body)
    {
        QVERIFY(m_desk->service.ask(method, target, body).status < 300);
    }
    /// The bodies of what was sent to addresses with this ending.
    QByteArrayList sent(const QByteArray &method, const QByteArray &path)
    {
        QByteArrayList bodies;
        for (const capsule::Exchange &exchange : m_desk->service.exchanges()) {
            if (exchange.request.method == method && exchange.request.target.contains(path))
                bodies << exchange.request.body;
        }
        return bodies;
    }
    Entry note(const QUuid &record, const QString &content)
    {
        Entry entry;
        entry.content = content;
        entry.relatedTo = store().activity().relatedTo(record);
        return entry;
    }
    Task task(const QUuid &record, const QString &description, int days)
    {
        Task task;
        task.description = description;
        task.dueOn = QDate::currentDate().addDays(days);
        if (!record.isNull())
            task.relatedTo = store().activity().relatedTo(record);
        return task;
    }
    /// An open task of the person with the id 1, due today, as Capsule tells it.
    static Received<Task> taskDocument(qint64 id, const QString &description)
    {
        const QJsonObject json{{u"id"_s, id}, {u"description"_s, description}, {u"status"_s, u"OPEN"_s},
            {u"dueOn"_s, QDate::currentDate().toString(Qt::ISODate)},
            {u"party"_s, QJsonObject{{u"id"_s, 1}, {u"type"_s, u"person"_s}}}};
        return {QJsonDocument(json).toJson(QJsonDocument::Compact), *taskFromJson(json)};
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
    qint64 m_anna = 0;
};

QTEST_MAIN(TestActivityPanes)
#include "tst_activitypanes.moc"
