#include "detailpane.h"
#include "organisationoffers.h"
#include "party/partychanges.h"
#include "support/partybuilder.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QListView>
#include <QSignalSpy>

#include <limits>

using namespace Qt::StringLiterals;

namespace {
constexpr int Crowd = 2000;
constexpr qint64 AcmeId = 20;
constexpr qint64 BetaId = 21;
constexpr qint64 FirstPersonId = 1000;

Address office(const QString &street, const QString &city, qint64 id = 0, const QString &type = u"Office"_s)
{
    return {id, type, street, city, {}, {}, {}};
}

Party acme()
{
    Party party = organisation(u"Acme"_s, AcmeId);
    party.addresses = {office(u"1 High Street"_s, u"Leeds"_s, 120)};
    party.phoneNumbers = {phone(u"0113 496 0000"_s, 121)};
    return party;
}

Party beta()
{
    Party party = organisation(u"Beta"_s, BetaId);
    party.addresses = {office(u"7 Quay"_s, u"York"_s, 130)};
    return party;
}

Party employee(qint64 id, const QString &name, const QString &job, const Party &at)
{
    Party party = person(name, u"Lind"_s, id);
    party.jobTitle = job;
    party.organisation = OrganisationRef{at.id, {}, at.name};
    return party;
}

/// The offers, one line each: what they say and whether they replace.
QStringList told(const QList<OrganisationOffer> &offers)
{
    QStringList lines;
    for (const OrganisationOffer &offer : offers)
        lines << (offer.replaces ? u"instead: "_s : u"added: "_s) + offer.value;
    return lines;
}
} // namespace

/// An organisation and its people, seen from both sides.
class TestOrganisation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_pane = std::make_unique<DetailPane>(*m_theme);
        receive({acme(), beta(), employee(11, u"Anna"_s, u"Buyer"_s, acme())});
    }
    void cleanup()
    {
        savePicture();
        m_pane.reset();
    }

    void peopleAreListedWithTheirJobs()
    {
        m_pane->open(AcmeId);
        QCOMPARE(rows(), QStringList{u"Anna Lind, Buyer"_s});
        m_pane->open(11);
        QVERIFY(!people());
    }
    void enterAndAClickOpenAPerson()
    {
        receive({employee(12, u"Bo"_s, {}, acme())});
        m_pane->open(AcmeId);
        QSignalSpy opening(m_pane->editor.get(), &PartyEditor::openPartyRequested);
        people()->setFocus();
        QTest::keyClick(people(), Qt::Key_Down);
        QTest::keyClick(people(), Qt::Key_Return);
        QCOMPARE(opening.size(), 1);
        QCOMPARE(opening.last().first().toUuid(), m_pane->store->localId(12));
        QTest::mouseClick(
            people()->viewport(), Qt::LeftButton, {}, people()->visualRect(people()->model()->index(0, 0)).center());
        QCOMPARE(opening.size(), 2);
        QCOMPARE(opening.last().first().toUuid(), m_pane->store->localId(11));
    }
    void theListFollowsTheStore()
    {
        m_pane->open(AcmeId);
        receive({employee(12, u"Bo"_s, u"Seller"_s, acme())});
        QTRY_COMPARE(rows(), QStringList({u"Anna Lind, Buyer"_s, u"Bo Lind, Seller"_s}));
        receive({employee(11, u"Anna"_s, u"Buyer"_s, beta())});
        QTRY_COMPARE(rows(), QStringList{u"Bo Lind, Seller"_s});
    }
    void thousandsOfPeopleAreAllThereAndCostNoWidgets()
    {
        m_pane->open(AcmeId);
        const qsizetype few = countWidgets();
        receiveCrowd();
        m_pane->open(BetaId);
        m_pane->open(AcmeId);
        QCOMPARE(people()->model()->rowCount(), Crowd + 1);
        QCOMPARE(countWidgets(), few);
        QVERIFY(people()->height() < 400);
        QCOMPARE(m_pane->find<QLabel>(u"peopleCountLabel"_s)->text(), u"2,001 people"_s);
        people()->setFocus();
        QTest::keyClick(people(), Qt::Key_End);
        QVERIFY(people()->viewport()->rect().intersects(people()->visualRect(people()->currentIndex())));
        QCOMPARE(people()->currentIndex().row(), Crowd);
    }
    void thousandsOfPeopleOpenNearlyAsFastAsNone()
    {
        // In turns, and the best of several, as others use the machine. The times themselves are the bench's.
        constexpr double most = 5;
        receiveCrowd();
        m_pane->open(AcmeId);
        qint64 none = std::numeric_limits<qint64>::max();
        qint64 crowd = none;
        for (int i = 0; i < 20; ++i) {
            none = std::min(none, timeToOpen(BetaId));
            crowd = std::min(crowd, timeToOpen(AcmeId));
        }
        const double ratio = double(crowd) / double(none);
        qInfo("%d people opened and painted in %.1f ms, none in %.1f ms: %.1f times", Crowd, double(crowd) / 1e6,
            double(none) / 1e6, ratio);
        QVERIFY(ratio < most);
    }
    void aPersonIsAddedThere()
    {
        m_pane->open(AcmeId);
        QUuid opened;
        connect(m_pane->editor.get(), &PartyEditor::openPartyRequested, this, [&](const QUuid &localId) {
            opened = localId;
            m_pane->editor->showParty(localId);
        });
        m_pane->click(u"addPersonButton"_s);
        QVERIFY(!opened.isNull());
        QCOMPARE(m_pane->find(u"organisationEdit"_s)->text(), u"Acme"_s);
        QCOMPARE(QApplication::focusWidget(), m_pane->find(u"firstNameEdit"_s));
        QTest::keyClicks(QApplication::focusWidget(), u"Cleo"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody()["party"_L1]["organisation"_L1]["id"_L1].toInteger(), AcmeId);
    }
    void nobodyIsAddedWhereNothingCanBeWritten()
    {
        m_pane->open(AcmeId);
        m_pane->editor->setReadOnlyReason(u"Your token may only read."_s);
        QVERIFY(!m_pane->find<QWidget>(u"addPersonButton"_s));
        QVERIFY(people());
    }

    void aMoveSaysWhatStays()
    {
        m_pane->open(11);
        QVERIFY(!m_pane->find<QLabel>(u"organisationMoveLabel"_s));
        keepOrganisation(beta());
        QCOMPARE(m_pane->find<QLabel>(u"organisationMoveLabel"_s)->text(),
            u"Anna Lind moves from Acme to Beta. Notes, deals and the address of Acme stay with Acme."_s);
        m_pane->type(u"organisationEdit"_s, {});
        QCOMPARE(m_pane->find<QLabel>(u"organisationMoveLabel"_s)->text(),
            u"Anna Lind leaves Acme. Notes, deals and the address of Acme stay with Acme."_s);
        m_pane->click(u"organisationEdit_revertButton"_s);
        QVERIFY(!m_pane->find<QLabel>(u"organisationMoveLabel"_s));
    }
    void differencesAreOffered_data()
    {
        QTest::addColumn<Party>("draft");
        QTest::addColumn<bool>("isNewThere");
        QTest::addColumn<QStringList>("offers");
        Party anna = employee(11, u"Anna"_s, {}, acme());
        QTest::newRow("nothing of her own, was there before") << anna << false << QStringList();
        QTest::newRow("nothing of her own, new there")
            << anna << true << QStringList({u"added: 1 High Street, Leeds (Office)"_s, u"added: 0113 496 0000"_s});
        anna.addresses = {office(u"9 Low Road"_s, u"Hull"_s, 4)};
        anna.phoneNumbers = {phone(u"01482 000000"_s, 5, u"Work"_s)};
        QTest::newRow("another office and another phone for work")
            << anna << false << QStringList({u"instead: 1 High Street, Leeds (Office)"_s, u"instead: 0113 496 0000"_s});
        anna.addresses = {office(u"1 High Street"_s, u"Leeds"_s, 4, {})};
        anna.phoneNumbers = {phone(u"(0113) 4960000"_s, 5, u"Work"_s)};
        QTest::newRow("the same, written otherwise") << anna << true << QStringList();
        anna.addresses = {office(u"9 Low Road"_s, u"Hull"_s, 4, u"Home"_s)};
        anna.phoneNumbers = {phone(u"07700 900000"_s, 5, u"Mobile"_s)};
        QTest::newRow("a home and a mobile phone of her own") << anna << false << QStringList();
    }
    void differencesAreOffered()
    {
        QFETCH(const Party, draft);
        QFETCH(const bool, isNewThere);
        QFETCH(const QStringList, offers);
        QCOMPARE(told(organisationOffers(draft, acme(), isNewThere)), offers);
    }
    void anOfferIsTakenByAClickOnly()
    {
        Party anna = employee(11, u"Anna"_s, {}, acme());
        anna.addresses = {office(u"9 Low Road"_s, u"Hull"_s, 4)};
        receive({anna});
        m_pane->open(11);
        QCOMPARE(m_pane->find<QLabel>(u"addressOfferLabel"_s)->text(),
            u"Acme has another address: 1 High Street, Leeds (Office)"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        m_pane->click(u"useAddressButton"_s);
        QVERIFY(!m_pane->find<QLabel>(u"addressOfferLabel"_s));
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(),
            QJsonDocument::fromJson(R"({"party":{"addresses":[{"id":4,"street":"1 High Street","city":"Leeds"}]}})")
                .object());
    }
    void aDismissedOfferStaysAway()
    {
        Party anna = employee(11, u"Anna"_s, {}, acme());
        anna.phoneNumbers = {phone(u"01482 000000"_s, 5, u"Work"_s)};
        receive({anna});
        m_pane->open(11);
        QVERIFY(m_pane->find<QLabel>(u"phoneOfferLabel"_s));
        m_pane->click(u"dismissPhoneButton"_s);
        QVERIFY(!m_pane->find<QLabel>(u"phoneOfferLabel"_s));
        m_pane->open(AcmeId);
        m_pane->open(11);
        QVERIFY(!m_pane->find<QLabel>(u"phoneOfferLabel"_s));
        QCOMPARE(m_pane->editor->changeCount(), 0);
    }

    void aTakenNameOffersTheOneThatHasIt()
    {
        const QUuid mine = refusedOrganisation(u"acme "_s);
        QUuid opened;
        connect(m_pane->editor.get(), &PartyEditor::openPartyRequested, this, [&](const QUuid &id) { opened = id; });
        m_pane->editor->showParty(mine);
        QVERIFY(isShown(u"Capsule already has an organisation of this name"_s));
        m_pane->click(u"useNamesakeButton"_s);
        QCOMPARE(opened, m_pane->store->localId(AcmeId));
        const QList<OutboxEntry> entries = m_pane->store->pendingEntries();
        QCOMPARE(entries.size(), 1);
        QCOMPARE(entries.first().localId, m_pane->store->localId(11));
        QCOMPARE(m_pane->waitingBody(), QJsonDocument::fromJson(R"({"party":{"jobTitle":"Head"}})").object());
    }
    void aTakenNameOfAnUnknownOneAsksToCheck()
    {
        const QUuid mine = refusedOrganisation(u"Gamma"_s);
        m_pane->editor->showParty(mine);
        QVERIFY(isShown(u"Capsule already has an organisation of this name"_s));
        QVERIFY(!m_pane->find<QWidget>(u"useNamesakeButton"_s));
        QVERIFY(m_pane->find<QWidget>(u"checkNamesakeButton"_s));
        receive({organisation(u"Gamma"_s, 22)});
        QVERIFY(m_pane->find<QWidget>(u"useNamesakeButton"_s));
    }

private:
    void receive(const QList<Party> &parties) const
    {
        QList<ReceivedParty> received;
        for (const Party &party : parties)
            received.append({QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party});
        QVERIFY(m_pane->store->applyPage(received, QDateTime::currentDateTimeUtc()));
    }
    /// ns until a record is opened and painted.
    qint64 timeToOpen(qint64 id) const
    {
        QElapsedTimer timer;
        timer.start();
        m_pane->open(id);
        m_pane->editor->grab();
        return timer.nsecsElapsed();
    }
    void receiveCrowd() const
    {
        QList<Party> crowd;
        for (int i = 0; i < Crowd; ++i)
            crowd.append(employee(FirstPersonId + i, u"Worker %1"_s.arg(i), u"Job %1"_s.arg(i % 17), acme()));
        receive(crowd);
    }
    /// An organisation made here for Anna, whose name Capsule refused.
    QUuid refusedOrganisation(const QString &name) const
    {
        const auto mine = m_pane->store->startDraft(organisation(name));
        if (!mine || !m_pane->store->save(*mine, organisation(name)))
            return {};
        Party anna = employee(11, u"Anna"_s, u"Head"_s, acme());
        anna.organisation = OrganisationRef{0, *mine, name};
        if (!m_pane->store->save(m_pane->store->localId(11), anna))
            return {};
        OutboxEntry entry = m_pane->store->pendingEntries().first();
        entry.state = OutboxEntry::State::Rejected;
        entry.problem = u"name must be unique"_s;
        entry.problemField = u"name"_s;
        entry.problemStatus = 422;
        return m_pane->store->update(entry) ? *mine : QUuid();
    }
    void keepOrganisation(const Party &to) const
    {
        Party draft = m_pane->store->party(m_pane->editor->party())->shown;
        draft.organisation = OrganisationRef{to.id, {}, to.name};
        QVERIFY(m_pane->store->keepDraft(m_pane->editor->party(), draft));
    }
    qsizetype countWidgets() const
    {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // what was taken away goes only now
        return m_pane->editor->findChildren<QWidget *>().size();
    }
    QListView *people() const { return m_pane->find<QListView>(u"peopleList"_s); }
    QStringList rows() const
    {
        QStringList rows;
        for (int row = 0; people() && row < people()->model()->rowCount(); ++row)
            rows << people()->model()->index(row, 0).data(Qt::AccessibleTextRole).toString();
        return rows;
    }
    bool isShown(const QString &sentence) const
    {
        for (const QLabel *label : m_pane->editor->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text() == sentence)
                return true;
        }
        return false;
    }
    /// With COUNTERPART_PICTURES set to a folder, leaves a picture of how each test ends, in light and in dark.
    void savePicture() const
    {
        const QString folder = qEnvironmentVariable("COUNTERPART_PICTURES");
        if (folder.isEmpty())
            return;
        const QString name = QLatin1StringView(QTest::currentTestFunction());
        for (const auto mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            m_theme->setMode(mode);
            QCoreApplication::processEvents();
            m_pane->editor->grab().save(
                folder + u'/' + name + (mode == Theme::Mode::Dark ? u"-dark.png"_s : u".png"_s));
        }
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DetailPane> m_pane;
};

QTEST_MAIN(TestOrganisation)
#include "tst_organisation.moc"
