#include "detailpane.h"
#include "organisationfield.h"
#include "party/partychanges.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QCompleter>
#include <QDialog>
#include <QPlainTextEdit>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

class TestOrganisationField : public QObject
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
    void cleanup() { m_pane.reset(); }

    void equalNamesAreToldApart()
    {
        m_pane->type(u"organisationEdit"_s, u"Acm"_s);
        QCOMPARE(
            offers(), QStringList({u"Acme · Leeds · 1 person(s)"_s, u"Acme · York"_s, u"Create organisation “Acm”"_s}));
    }
    void lettersOfEitherCaseFindWhatIsThere()
    {
        m_pane->type(u"organisationEdit"_s, u"acme"_s);
        QTRY_VERIFY(popup()->isVisible());
        QCOMPARE(offers(), QStringList({u"Acme · Leeds · 1 person(s)"_s, u"Acme · York"_s}));
        m_pane->type(u"organisationEdit"_s, u"acm"_s);
        QTRY_VERIFY(popup()->isVisible());
        QVERIFY(!popup()->currentIndex().isValid() || popup()->currentIndex().row() == 0); // not the offer to create
        choose(0);
        QVERIFY(!m_pane->editor->window()->findChild<QDialog *>(u"newOrganisationDialog"_s));
        QCOMPARE(m_pane->find(u"organisationEdit"_s)->text(), u"Acme"_s);
    }
    void choosingLinksById()
    {
        m_pane->type(u"organisationEdit"_s, u"Acme"_s);
        choose(1);
        QCOMPARE(m_pane->find(u"organisationEdit"_s)->text(), u"Acme"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), QJsonDocument::fromJson(R"({"party":{"organisation":{"id":21}}})").object());
    }
    void clearingUnlinks()
    {
        m_pane->type(u"organisationEdit"_s, {});
        QCOMPARE(m_pane->editor->changeCount(), 1);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), QJsonDocument::fromJson(R"({"party":{"organisation":null}})").object());
    }
    void unknownTextIsNotAccepted()
    {
        m_pane->type(u"organisationEdit"_s, u"Nowhere Ltd"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        m_pane->type(u"jobTitleEdit"_s, u"Head"_s);
        m_pane->editor->save();
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
        QCOMPARE(m_pane->find(u"organisationEdit"_s)->text(), u"Nowhere Ltd"_s);
    }
    void creatingMakesARecordThePersonDependsOn()
    {
        m_pane->type(u"organisationEdit"_s, u"Fresh Ltd"_s);
        choose(0);
        auto *review = m_pane->editor->window()->findChild<QDialog *>(u"newOrganisationDialog"_s);
        QVERIFY(review);
        QVERIFY(m_pane->store->pendingEntries().isEmpty()); // it is reviewed first
        auto *bytes = review->findChild<QPlainTextEdit *>();
        QVERIFY(bytes);
        QCOMPARE(QJsonDocument::fromJson(bytes->toPlainText().toUtf8()).object(),
            QJsonDocument::fromJson(R"({"party":{"type":"organisation","name":"Fresh Ltd"}})").object());
        review->findChild<QAbstractButton *>(u"reviewSaveButton"_s)->click();
        m_pane->editor->save();
        const QList<OutboxEntry> entries = m_pane->store->pendingEntries();
        QCOMPARE(entries.size(), 2);
        QCOMPARE(entries.at(0).kind, OutboxEntry::Kind::Create);
        QCOMPARE(entries.at(0).edited.name, u"Fresh Ltd"_s);
        QCOMPARE(entries.at(1).dependsOn, entries.at(0).localId);
        QCOMPARE(entries.at(1).edited.organisation->localId, entries.at(0).localId);
    }

    void creatingCanBeGivenUp()
    {
        m_pane->type(u"organisationEdit"_s, u"Fresh Ltd"_s);
        choose(0);
        m_pane->editor->window()->findChild<QDialog *>(u"newOrganisationDialog"_s)->reject();
        QVERIFY(m_pane->store->pendingEntries().isEmpty());
        QVERIFY(m_pane->store->drafts().isEmpty());
        QCOMPARE(m_pane->find(u"organisationEdit"_s)->text(), u"Fresh Ltd"_s);
    }

private:
    QAbstractItemView *popup() const { return m_pane->find(u"organisationEdit"_s)->completer()->popup(); }
    QStringList offers() const
    {
        QStringList offers;
        for (int row = 0; row < popup()->model()->rowCount(); ++row)
            offers.append(popup()->model()->index(row, 0).data().toString());
        return offers;
    }
    void choose(int row) const
    {
        QTRY_VERIFY(popup()->isVisible());
        for (int i = 0; i <= row; ++i)
            QTest::keyClick(popup(), Qt::Key_Down);
        QTest::keyClick(popup(), Qt::Key_Return);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DetailPane> m_pane;
};

QTEST_MAIN(TestOrganisationField)
#include "tst_organisationfield.moc"
