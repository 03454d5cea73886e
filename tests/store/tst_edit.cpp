#include "store/edit.h"

#include "party/partychanges.h"
#include "support/partybuilder.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

class TestEdit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void untouchedBaseGivesTheSameEdit();
    void whatOnlyTheyChangedComesInAndIsNoEdit();
    void collidingValueKeepsItsOldBase();
    void rowAddedByTheSentEditGetsItsId();
    void rowChangedSinceItWasSentIsChangedById();
    void rowRemovedSinceItWasSentIsRemovedById();
    void rowThatCapsuleTrimmedIsTheSameRow();
    void rowsWithoutIdOnBothSidesAreNotDoubled();
    void newOrganisationIsAChange();
    void readOnlyValuesAreNoChange();
};

void TestEdit::untouchedBaseGivesTheSameEdit()
{
    const Party base = person(u"Anna"_s, u"Lind"_s, 1);
    Party edited = base;
    edited.jobTitle = u"Buyer"_s;
    const Edit carried = carriedOver({base, edited}, base);
    QCOMPARE(carried.base, base);
    QCOMPARE(carried.edited, edited);
}

void TestEdit::whatOnlyTheyChangedComesInAndIsNoEdit()
{
    const Party base = person(u"Anna"_s, u"Lind"_s, 1);
    Party edited = base;
    edited.jobTitle = u"Buyer"_s;
    Party theirs = base;
    theirs.about = u"Met in York"_s;
    const Edit carried = carriedOver({base, edited}, theirs);
    QCOMPARE(carried.base, theirs);
    QCOMPARE(carried.edited.jobTitle, u"Buyer"_s);
    QCOMPARE(carried.edited.about, u"Met in York"_s);
}

void TestEdit::collidingValueKeepsItsOldBase()
{
    const Party base = person(u"Anna"_s, u"Lind"_s, 1);
    Party edited = base;
    edited.jobTitle = u"Buyer"_s;
    Party theirs = base;
    theirs.jobTitle = u"Director"_s;
    theirs.about = u"Met in York"_s;
    const Edit carried = carriedOver({base, edited}, theirs);
    QCOMPARE(carried.base.jobTitle, QString());
    QCOMPARE(carried.base.about, u"Met in York"_s);
    const Rebased again = rebase(carried.base, carried.edited, theirs);
    QCOMPARE(again.conflicts.size(), 1);
    QCOMPARE(again.conflicts.first().theirs, u"Director"_s);
}

void TestEdit::rowAddedByTheSentEditGetsItsId()
{
    Party sent = person(u"Anna"_s, u"Lind"_s, 1);
    sent.emailAddresses = {email(u"anna@acme.example"_s)};
    Party later = sent;
    later.jobTitle = u"Buyer"_s;
    Party answer = sent;
    answer.emailAddresses[0].id = 55;
    const Edit carried = carriedOver({sent, later}, answer);
    QCOMPARE(carried.edited.emailAddresses, answer.emailAddresses);
    QCOMPARE(changes(carried.base, carried.edited).keys(), QStringList{u"jobTitle"_s});
}

void TestEdit::rowChangedSinceItWasSentIsChangedById()
{
    Party sent = person(u"Anna"_s, u"Lind"_s, 1);
    sent.emailAddresses = {email(u"anna@acme.example"_s), email(u"home@acme.example"_s)};
    Party later = sent;
    later.emailAddresses[1].address = u"lind@acme.example"_s;
    Party answer = sent;
    answer.emailAddresses = {email(u"home@acme.example"_s, 56), email(u"anna@acme.example"_s, 55)};
    const Edit carried = carriedOver({sent, later}, answer);
    const QJsonObject body = changes(carried.base, carried.edited);
    QCOMPARE(QJsonDocument(body).toJson(QJsonDocument::Compact),
        R"({"emailAddresses":[{"address":"lind@acme.example","id":56}]})"_ba);
}

void TestEdit::rowRemovedSinceItWasSentIsRemovedById()
{
    Party sent = person(u"Anna"_s, u"Lind"_s, 1);
    sent.phoneNumbers = {phone(u"111"_s), phone(u"222"_s)};
    Party later = sent;
    later.phoneNumbers.removeFirst();
    Party answer = sent;
    answer.phoneNumbers = {phone(u"111"_s, 7), phone(u"222"_s, 8)};
    const Edit carried = carriedOver({sent, later}, answer);
    const QJsonObject body = changes(carried.base, carried.edited);
    QCOMPARE(QJsonDocument(body).toJson(QJsonDocument::Compact), R"({"phoneNumbers":[{"_delete":true,"id":7}]})"_ba);
}

void TestEdit::rowThatCapsuleTrimmedIsTheSameRow()
{
    Party sent = person(u"Anna"_s, u"Lind"_s, 1);
    sent.emailAddresses = {email(u" Anna@Acme.example "_s)};
    Party answer = sent;
    answer.emailAddresses = {email(u"anna@acme.example"_s, 55)};
    const Edit carried = carriedOver({sent, sent}, answer);
    QCOMPARE(carried.edited.emailAddresses, answer.emailAddresses);
    QVERIFY(!changesAnything(carried));
}

void TestEdit::rowsWithoutIdOnBothSidesAreNotDoubled()
{
    Party sent = person(u"Anna"_s, u"Lind"_s, 1);
    sent.emailAddresses = {email(u"anna@acme.example"_s)};
    Party later = sent;
    later.emailAddresses[0].address = u"lind@acme.example"_s;
    Party below = sent; // the sent edit laid over a record that moved on meanwhile
    below.about = u"Met in York"_s;
    const Edit carried = carriedOver({sent, later}, below);
    QCOMPARE(carried.edited.emailAddresses, later.emailAddresses);
    QCOMPARE(carried.edited.about, u"Met in York"_s);
}

void TestEdit::newOrganisationIsAChange()
{
    const Party base = person(u"Anna"_s, u"Lind"_s, 1);
    Party edited = base;
    edited.organisation = OrganisationRef{0, QUuid::createUuid(), u"Acme"_s};
    QVERIFY(changesAnything({base, edited}));
    Party moved = edited;
    moved.organisation = OrganisationRef{0, QUuid::createUuid(), u"Globex"_s};
    QVERIFY(changesAnything({edited, moved}));
    moved.organisation = OrganisationRef{0, edited.organisation->localId, u"Acme Ltd"_s};
    QVERIFY(!changesAnything({edited, moved})); // the same one, by its new name
}

void TestEdit::readOnlyValuesAreNoChange()
{
    const Party base = person(u"Anna"_s, u"Lind"_s, 1);
    Party edited = base;
    edited.updatedAt = QDateTime({2026, 1, 1}, {12, 0}, Qt::UTC);
    QVERIFY(!changesAnything({base, edited}));
}

QTEST_GUILESS_MAIN(TestEdit)
#include "tst_edit.moc"
