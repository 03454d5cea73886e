#include "detailpane.h"
#include "party/partychanges.h"
#include "plaintext.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QSignalSpy>

#include <limits>

using namespace Qt::StringLiterals;

namespace {
QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}
} // namespace

class TestPartyEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_pane = std::make_unique<DetailPane>(*m_theme);
        m_pane->receive(
            {annaDocument(), organisationDocument(20, "Acme", "Leeds"), organisationDocument(21, "Acme", "York")});
        m_pane->open(11);
    }
    void cleanup()
    {
        savePicture();
        m_pane.reset();
    }

    void typingMarksTheField()
    {
        auto *edit = m_pane->find(u"jobTitleEdit"_s);
        QVERIFY(edit);
        QVERIFY(!m_pane->find<QWidget>(u"saveButton"_s));
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        QCOMPARE(m_pane->editor->changeCount(), 1);
        QCOMPARE(edit->accessibleDescription(), u"Changed. Was Buyer"_s);
        QVERIFY(m_pane->find<QWidget>(u"saveButton"_s));
        QVERIFY(isShown(u"Was: Buyer"_s));
    }
    void backToTheOriginalIsUnchanged()
    {
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        m_pane->type(u"jobTitleEdit"_s, u"Buyer"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        QVERIFY(m_pane->find(u"jobTitleEdit"_s)->accessibleDescription().isEmpty());
        m_pane->editor->keepDraft();
        QVERIFY(!m_pane->store->party(m_pane->editor->party())->draft);
    }
    void takingBackRestoresTheField()
    {
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        m_pane->click(u"jobTitleEdit_revertButton"_s);
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Buyer"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
    }
    void trailingBlanksGoOnLeaving()
    {
        m_pane->type(u"jobTitleEdit"_s, u"Buyer  "_s);
        QCOMPARE(m_pane->editor->changeCount(), 1);
        m_pane->find(u"lastNameEdit"_s)->setFocus();
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Buyer"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
    }
    void savingNothingWritesNoEntry()
    {
        m_pane->editor->save();
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
    }
    void aChangedJobTitleIsAllThatIsSent()
    {
        QSignalSpy saved(m_pane->editor.get(), &PartyEditor::saved);
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        m_pane->click(u"saveButton"_s);
        QCOMPARE(saved.size(), 1);
        QCOMPARE(saved.first().at(2).toString(), u"Anna Lind"_s);
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"jobTitle":"Head of sales"}})"));
        QCOMPARE(m_pane->editor->changeCount(), 0);
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Head of sales"_s);
        QVERIFY(isShown(u"⏳ Waiting to send"_s));
    }
    void aChangedEmailIsSentByIdAndAddress()
    {
        m_pane->type(u"emailAddressEdit_0"_s, u"anna.lind@example.org"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(),
            json(R"({"party":{"emailAddresses":[{"id":1,"address":"anna.lind@example.org"}]}})"));
    }
    void theTypeOfAPhoneIsSentAlone()
    {
        auto *picker = m_pane->find<QComboBox>(u"phoneTypePicker_1"_s);
        QVERIFY(picker);
        picker->setFocus();
        QTest::keyClicks(picker, u"Dir"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"phoneNumbers":[{"id":3,"type":"Direct"}]}})"));
    }
    void rowsAreAddedAndRemovedAlone()
    {
        m_pane->click(u"addEmailButton"_s);
        QTest::keyClicks(QApplication::focusWidget(), u"second@example.org"_s);
        m_pane->find(u"phoneNumberEdit_0"_s)->setFocus();
        m_pane->click(u"phoneRemoveButton_0"_s);
        QCOMPARE(m_pane->editor->changeCount(), 2);
        QVERIFY(m_pane->find(u"phoneNumberEdit_0"_s)->font().strikeOut());
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"emailAddresses":[{"address":"second@example.org"}],
            "phoneNumbers":[{"id":2,"_delete":true}]}})"));
    }
    void aRemovedRowComesBack()
    {
        m_pane->find(u"phoneNumberEdit_0"_s)->setFocus();
        m_pane->click(u"phoneRemoveButton_0"_s);
        QCOMPARE(m_pane->editor->changeCount(), 1);
        m_pane->click(u"phoneNumberEdit_0_revertButton"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        QVERIFY(!m_pane->find(u"phoneNumberEdit_0"_s)->font().strikeOut());
    }
    void aBlankNewRowIsNotSent()
    {
        m_pane->click(u"addEmailButton"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        m_pane->type(u"jobTitleEdit"_s, u"X"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"jobTitle":"X"}})"));
    }
    void anEmptiedEmailIsNotSaved()
    {
        m_pane->type(u"emailAddressEdit_0"_s, {});
        m_pane->editor->save();
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
        QVERIFY(isShown(u"An email needs its address. Type one, or remove the row."_s));
        QCOMPARE(QApplication::focusWidget(), m_pane->find(u"emailAddressEdit_0"_s));
    }
    void aPersonNeedsAName()
    {
        m_pane->type(u"firstNameEdit"_s, {});
        m_pane->type(u"lastNameEdit"_s, {});
        m_pane->editor->save();
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
        QVERIFY(isShown(u"A person needs a first or a last name."_s));
    }
    void anUnknownCountryIsRefused()
    {
        QVERIFY(m_pane->store->setCatalogueList(
            CatalogueList::Countries, R"([{"name":"France"},{"name":"United Kingdom"}])"));
        auto *picker = m_pane->find<QComboBox>(u"countryEdit_0"_s);
        QVERIFY(picker);
        picker->lineEdit()->setFocus();
        picker->lineEdit()->selectAll();
        QTest::keyClicks(picker->lineEdit(), u"Atlantis"_s);
        QCOMPARE(m_pane->editor->changeCount(), 1);
        m_pane->editor->save();
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
        QVERIFY(isShown(u"Capsule does not know this country. Choose one from the list."_s));
        picker->lineEdit()->selectAll();
        QTest::keyClicks(picker->lineEdit(), u"France"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"addresses":[{"id":4,"country":"France"}]}})"));
    }
    void streetKeepsItsLines()
    {
        auto *street = m_pane->find<QPlainTextEdit>(u"streetEdit_0"_s);
        QVERIFY(street);
        QCOMPARE(street->toPlainText(), u"1 High Street\nFloor 2"_s);
        street->setFocus();
        street->moveCursor(QTextCursor::End);
        QTest::keyClick(street, Qt::Key_Return);
        QTest::keyClicks(street, u"Room 3"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(),
            json(R"({"party":{"addresses":[{"id":4,"street":"1 High Street\nFloor 2\nRoom 3"}]}})"));
    }
    void pastedLinesBecomeRows()
    {
        m_pane->click(u"addEmailButton"_s);
        QApplication::clipboard()->setText(u"b@example.org\nc@example.org\n"_s);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_V, Qt::ControlModifier);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(),
            json(R"({"party":{"emailAddresses":[{"address":"b@example.org"},{"address":"c@example.org"}]}})"));
    }

    void aDraftIsOnDiskSoon()
    {
        m_pane->type(u"jobTitleEdit"_s, u"Head"_s);
        QElapsedTimer timer;
        timer.start();
        const QUuid anna = m_pane->editor->party();
        QTRY_VERIFY_WITH_TIMEOUT(m_pane->store->party(anna)->draft, 250);
        QCOMPARE(m_pane->store->party(anna)->draft->jobTitle, u"Head"_s);
    }
    void aDraftSurvivesARestart()
    {
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        m_pane->restart();
        m_pane->open(11);
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Head of sales"_s);
        QCOMPARE(m_pane->editor->changeCount(), 1);
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
    }
    void anotherRecordKeepsTheDraft()
    {
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        m_pane->open(20);
        QCOMPARE(m_pane->find(u"nameEdit"_s)->text(), u"Acme"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        m_pane->open(11);
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Head of sales"_s);
    }
    void whatOthersChangeComesInAroundTheTyping()
    {
        auto *edit = m_pane->find(u"lastNameEdit"_s);
        edit->setFocus();
        edit->setCursorPosition(1);
        QTest::keyClicks(edit, u"xx"_s);
        m_pane->receive({annaDocument("Director")});
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Director"_s);
        QCOMPARE(edit->text(), u"Lxxind"_s);
        QCOMPARE(edit->cursorPosition(), 3);
        QVERIFY(edit->hasFocus());
        QCOMPARE(m_pane->editor->changeCount(), 1);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"lastName":"Lxxind"}})"));
    }
    void undoAndRedoGoByField()
    {
        m_pane->type(u"jobTitleEdit"_s, u"Head"_s);
        m_pane->type(u"lastNameEdit"_s, u"Lindt"_s);
        QTest::keyClick(m_pane->find(u"lastNameEdit"_s), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(m_pane->find(u"lastNameEdit"_s)->text(), u"Lind"_s);
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Head"_s);
        m_pane->editor->undoAction()->trigger();
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Buyer"_s);
        QVERIFY(!m_pane->editor->undoAction()->isEnabled());
        QTest::keyClick(m_pane->find(u"lastNameEdit"_s), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QTest::keyClick(m_pane->find(u"lastNameEdit"_s), Qt::Key_Y, Qt::ControlModifier);
        QCOMPARE(m_pane->find(u"lastNameEdit"_s)->text(), u"Lindt"_s);
        QCOMPARE(m_pane->editor->changeCount(), 2);
    }
    void undoKeepsWhatOthersChanged()
    {
        m_pane->type(u"lastNameEdit"_s, u"Lindt"_s);
        m_pane->receive({annaDocument("Director")});
        m_pane->editor->undoAction()->trigger();
        QCOMPARE(m_pane->find(u"lastNameEdit"_s)->text(), u"Lind"_s);
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Director"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
    }
    void discardingCanBeUndone()
    {
        QSignalSpy discarded(m_pane->editor.get(), &PartyEditor::discarded);
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        m_pane->click(u"discardButton"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        QCOMPARE(discarded.size(), 1);
        const auto draft = discarded.first().at(1).value<Party>();
        QVERIFY(m_pane->store->keepDraft(m_pane->editor->party(), draft));
        QCOMPARE(m_pane->find(u"jobTitleEdit"_s)->text(), u"Head of sales"_s);
    }
    void escapeClimbsAndDiscardsNothing()
    {
        QSignalSpy leaving(m_pane->editor.get(), &PartyEditor::leaveRequested);
        m_pane->type(u"jobTitleEdit"_s, u"Head"_s);
        QTest::keyClick(m_pane->find(u"jobTitleEdit"_s), Qt::Key_Escape);
        QVERIFY(m_pane->editor->hasFocus());
        QCOMPARE(leaving.size(), 0);
        QTest::keyClick(m_pane->editor.get(), Qt::Key_Escape);
        QCOMPARE(leaving.size(), 1);
        QCOMPARE(m_pane->editor->changeCount(), 1);
    }

    void aNewRecordIsCreated()
    {
        Party blank;
        blank.type = PartyType::Person;
        const auto made = m_pane->store->startDraft(blank);
        QVERIFY(made);
        m_pane->editor->showParty(*made);
        QVERIFY(isShown(u"New person"_s));
        m_pane->type(u"firstNameEdit"_s, u"Bo"_s);
        m_pane->type(u"firstNameEdit"_s, {});
        m_pane->editor->keepDraft();
        QVERIFY(m_pane->store->party(*made)); // an emptied draft is not forgotten
        m_pane->type(u"firstNameEdit"_s, u"Bo"_s);
        m_pane->click(u"saveButton"_s);
        QCOMPARE(m_pane->store->pendingEntries().size(), 1);
        QCOMPARE(m_pane->store->pendingEntries().first().kind, OutboxEntry::Kind::Create);
        QCOMPARE(m_pane->store->pendingEntries().first().edited.firstName, u"Bo"_s);
    }
    void aReadOnlySignInSaysWhy()
    {
        m_pane->editor->setReadOnlyReason(u"Your token may only read."_s);
        QVERIFY(isShown(u"Your token may only read."_s));
        QVERIFY(m_pane->find(u"jobTitleEdit"_s)->isReadOnly());
        QTest::keyClicks(m_pane->find(u"jobTitleEdit"_s), u"x"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        m_pane->editor->setReadOnlyReason({});
        QVERIFY(!m_pane->find(u"jobTitleEdit"_s)->isReadOnly());
    }
    void aPrivateRecordShowsALockOnly()
    {
        m_pane->receive({R"({"id":12,"type":"person","firstName":null,"lastName":"Private","isRestricted":true})"_ba});
        m_pane->open(12);
        QVERIFY(isShown(u"Private"_s));
        QVERIFY(!m_pane->find(u"lastNameEdit"_s));
    }
    void nothingSelectedSaysSo()
    {
        m_pane->editor->showParty({});
        QVERIFY(isShown(u"Choose a person or an organisation from the list."_s));
        QCOMPARE(m_pane->editor->changeCount(), 0);
    }
    void aRefusalStandsUnderItsField()
    {
        OutboxEntry entry = parked(OutboxEntry::State::Rejected);
        entry.problem = u"job title is too long"_s;
        entry.problemField = u"jobTitle"_s;
        QVERIFY(m_pane->store->update(entry));
        QVERIFY(isShown(u"Capsule did not accept this person"_s));
        QVERIFY(isShown(u"Capsule did not accept this: “job title is too long”"_s));
        m_pane->type(u"jobTitleEdit"_s, u"Head"_s);
        m_pane->click(u"tryAgainButton"_s);
        QVERIFY(!isShown(u"Capsule did not accept this person"_s));
        QCOMPARE(m_pane->store->pendingEntries().first().state, OutboxEntry::State::Queued);
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"jobTitle":"Head"}})"));
        QCOMPARE(m_pane->editor->changeCount(), 0);
        QVERIFY(!m_pane->store->party(m_pane->editor->party())->draft);
    }
    void aConflictIsDecidedFieldByField_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("mine") << u"mineRadio_jobTitle"_s
                              << R"({"party":{"jobTitle":"Head of sales","lastName":"Lindt"}})"_ba;
        QTest::newRow("theirs") << u"theirsRadio_jobTitle"_s << R"({"party":{"lastName":"Lindt"}})"_ba;
        QTest::newRow("original") << u"originalRadio_jobTitle"_s
                                  << R"({"party":{"jobTitle":"Buyer","lastName":"Lindt"}})"_ba;
    }
    void aConflictIsDecidedFieldByField()
    {
        QFETCH(QString, choice);
        QFETCH(QByteArray, body);
        m_pane->type(u"lastNameEdit"_s, u"Lindt"_s);
        OutboxEntry entry = parked(OutboxEntry::State::Conflict);
        m_pane->receive({annaDocument("Director")});
        entry = m_pane->store->pendingEntries().first();
        entry.state = OutboxEntry::State::Conflict;
        entry.conflicts = {{u"jobTitle"_s, u"Buyer"_s, u"Head of sales"_s, u"Director"_s}};
        QVERIFY(m_pane->store->update(entry));
        QVERIFY(isShown(u"Also changed in Capsule"_s));
        QVERIFY(!m_pane->find<QAbstractButton>(u"decideButton"_s)->isEnabled());
        m_pane->click(choice);
        m_pane->click(u"decideButton"_s);
        QVERIFY(!isShown(u"Also changed in Capsule"_s));
        QCOMPARE(m_pane->waitingBody(), json(body));
    }
    void aDecisionLeavesAloneWhatOthersChangedMeanwhile()
    {
        OutboxEntry entry = parked(OutboxEntry::State::Conflict);
        entry.conflicts = {{u"jobTitle"_s, u"Buyer"_s, u"Head of sales"_s, u"Director"_s}};
        QVERIFY(m_pane->store->update(entry));
        m_pane->receive({annaDocument("Director").replace(R"("about":null)", R"("about":"Met in York")")});
        m_pane->click(u"mineRadio_jobTitle"_s);
        m_pane->click(u"decideButton"_s);
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"jobTitle":"Head of sales"}})"));
    }
    void aChoiceStaysWhileTyping()
    {
        OutboxEntry entry = parked(OutboxEntry::State::Conflict);
        entry.conflicts = {{u"jobTitle"_s, u"Buyer"_s, u"Head of sales"_s, u"Director"_s}};
        QVERIFY(m_pane->store->update(entry));
        m_pane->click(u"theirsRadio_jobTitle"_s);
        m_pane->type(u"lastNameEdit"_s, u"Lindt"_s);
        m_pane->editor->keepDraft();
        QVERIFY(m_pane->find<QAbstractButton>(u"theirsRadio_jobTitle"_s)->isChecked());
    }
    void aDeletionCanBeTakenBack()
    {
        QVERIFY(m_pane->store->remove(m_pane->editor->party(), std::chrono::seconds(10)));
        QVERIFY(isShown(u"This person will be deleted"_s));
        QVERIFY(m_pane->find(u"jobTitleEdit"_s)->isReadOnly());
        m_pane->click(u"keepButton"_s);
        QVERIFY(!isShown(u"This person will be deleted"_s));
        QVERIFY(!m_pane->find(u"jobTitleEdit"_s)->isReadOnly());
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
    }
    void aRecordOpensWithinItsBudget()
    {
        // 50 ms for opening (ux.md, rule 17), of which painting takes a part; the best of several, as others use the
        // machine.
        qint64 best = std::numeric_limits<qint64>::max();
        for (int i = 0; i < 10; ++i) {
            m_pane->open(20);
            QElapsedTimer timer;
            timer.start();
            m_pane->open(11);
            m_pane->editor->grab();
            best = std::min(best, timer.elapsed());
        }
        qInfo() << "opened and painted in" << best << "ms";
        QVERIFY(best < 50);
    }

    void hostileTextIsShownPlain()
    {
        m_pane->receive(
            {R"({"id":13,"type":"person","firstName":"<img src='file:///etc/hostname'><b>","lastName":"\u202egnp.exe",
            "jobTitle":"<b>Boss</b>","organisation":{"id":22,"type":"organisation","name":"<i>Evil</i>"},
            "emailAddresses":[{"id":9,"type":"<b>Odd</b>","address":"<img src=x>@example.org"}],
            "tags":[{"id":33,"name":"<u>tag</u>","dataTag":false}]})"_ba});
        m_pane->open(13);
        const auto labels = m_pane->editor->findChildren<QLabel *>();
        QVERIFY(!labels.isEmpty());
        for (const QLabel *label : labels)
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty(), qPrintable(label->objectName()));
        QCOMPARE(m_pane->find<QLabel>(u"partyNameLabel"_s)->QLabel::text().contains(QChar(0x202E)), false);
        QVERIFY(m_pane->find<QLabel>(u"partyNameLabel"_s)->toolTip().isEmpty()
            || !Qt::mightBeRichText(m_pane->find<QLabel>(u"partyNameLabel"_s)->toolTip())
            || m_pane->find<QLabel>(u"partyNameLabel"_s)->toolTip()
                == plainToolTip(m_pane->store->party(m_pane->editor->party())->shown.displayName()));
        QCOMPARE(
            m_pane->find<QComboBox>(u"emailTypePicker_0"_s)->currentText(), u"<b>Odd</b>"_s); // unknown words are kept
        m_pane->type(u"jobTitleEdit"_s, u"Boss"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"jobTitle":"Boss"}})"));
    }
    void everyControlHasAName()
    {
        m_pane->click(u"addEmailButton"_s);
        m_pane->type(u"jobTitleEdit"_s, u"Head"_s);
        int seen = 0;
        for (QWidget *widget : m_pane->editor->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->focusProxy())
                continue;
            const QWidget *parent = widget->parentWidget();
            if (qobject_cast<const QComboBox *>(parent)) // the line inside an editable picker is the picker's
                continue;
            ++seen;
            QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                qPrintable(widget->objectName() + u' ' + QLatin1StringView(widget->metaObject()->className())));
        }
        QVERIFY(seen > 15);
    }

private:
    /// Saves a new job title and parks its entry.
    OutboxEntry parked(OutboxEntry::State state) const
    {
        m_pane->type(u"jobTitleEdit"_s, u"Head of sales"_s);
        m_pane->editor->save();
        OutboxEntry entry = m_pane->store->pendingEntries().value(0);
        entry.state = state;
        return entry;
    }
    bool isShown(const QString &sentence) const
    {
        for (const QLabel *label : m_pane->editor->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == sentence)
                return true;
        }
        return false;
    }
    /// With COUNTERPART_PICTURES set to a folder, leaves a picture of how each test ends.
    void savePicture() const
    {
        const QString folder = qEnvironmentVariable("COUNTERPART_PICTURES");
        if (folder.isEmpty())
            return;
        QCoreApplication::sendPostedEvents();
        m_pane->editor->grab().save(folder + u'/' + QLatin1StringView(QTest::currentTestFunction()) + u".png"_s);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DetailPane> m_pane;
};

QTEST_MAIN(TestPartyEditor)
#include "tst_partyeditor.moc"
