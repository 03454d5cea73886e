#include "party/vcard.h"
#include "support/partybuilder.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestVCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void personWithEverything()
    {
        Party anna = person(u"Anna"_s, u"Lind"_s, 11);
        anna.title = u"Dr"_s;
        anna.jobTitle = u"Buyer"_s;
        anna.organisation = {12, {}, u"Acme, Ltd"_s};
        anna.about = u"Met in Leeds;\nlikes \\ and tea"_s;
        anna.emailAddresses = {email(u"anna@acme.example"_s, 1, u"Work"_s), email(u"a@b.example"_s, 2)};
        anna.phoneNumbers = {phone(u"0113 496 0000"_s, 3, u"Mobile"_s), phone(u"1"_s, 4, u"Direct"_s)};
        anna.addresses = {{5, u"Home"_s, u"1 High St\nFlat 2"_s, u"Leeds"_s, {}, u"LS1"_s, u"United Kingdom"_s}};
        anna.websites = {website(u"https://acme.example/a,b"_s, 6)};
        anna.tags = {{7, u"Client"_s, false}, {8, u"A,B"_s, false}};
        anna.updatedAt = QDateTime({2026, 1, 5}, {9, 0}, Qt::UTC);
        QCOMPARE(vCard(anna),
            "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:Anna Lind\r\nN:Lind;Anna;;Dr;\r\nTITLE:Buyer\r\n"
            "ORG:Acme\\, Ltd\r\nEMAIL;TYPE=work:anna@acme.example\r\nEMAIL:a@b.example\r\n"
            "TEL;TYPE=cell:0113 496 0000\r\nTEL;TYPE=work:1\r\n"
            "ADR;TYPE=home:;;1 High St\\nFlat 2;Leeds;;LS1;United Kingdom\r\n"
            "URL:https://acme.example/a,b\r\nCATEGORIES:Client,A\\,B\r\n"
            "NOTE:Met in Leeds\\;\\nlikes \\\\ and tea\r\nREV:20260105T090000Z\r\nEND:VCARD\r\n"_ba);
    }

    void organisationAndNameless()
    {
        QVERIFY(vCard(organisation(u"Acme"_s)).contains("KIND:org\r\nFN:Acme\r\nORG:Acme\r\n"));
        QVERIFY(vCard(person({}, {})).contains("FN:\r\n")); // it must be there
    }

    void longLinesAreFoldedBetweenCharacters()
    {
        Party party = organisation(u"Łódź "_s.repeated(60));
        const QByteArray card = vCard(party);
        for (const QByteArray &line : card.split('\n')) {
            QVERIFY(line.size() <= 76); // with the CR
            QVERIFY(QString::fromUtf8(line).toUtf8() == line && !QString::fromUtf8(line).contains(QChar(0xFFFD)));
        }
        QVERIFY(QByteArray(card).replace("\r\n ", "").contains("FN:" + party.name.toUtf8() + "\r\n"));
    }

    void controlCharactersCannotMakeALine()
    {
        Party party = organisation(u"A\r\nNOTE:x\x01"_s + QChar(0));
        QVERIFY(vCard(party).contains("FN:A\\nNOTE:x\r\n"));
    }
};

QTEST_GUILESS_MAIN(TestVCard)
#include "tst_vcard.moc"
