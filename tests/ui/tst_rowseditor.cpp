#include "addresslayout.h"
#include "detailpane.h"
#include "outsidelink.h"
#include "party/partychanges.h"
#include "phonehint.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QPlainTextEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}
} // namespace

/// Rows of emails, phones, addresses and websites: what their kind brings with it.
class TestRowsEditor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_pane = std::make_unique<DetailPane>(*m_theme);
        m_pane->receive({annaDocument(), organisationDocument(20, "Acme", "Leeds")});
        m_pane->open(11);
    }
    void cleanup()
    {
        savePicture();
        m_pane.reset();
    }

    void theTypeOfAWebsiteIsSentAlone()
    {
        choose(u"websiteTypePicker_0"_s, u"Work"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"websites":[{"id":5,"type":"Work"}]}})"));
    }
    void theServiceOfAWebsiteIsSentAlone()
    {
        choose(u"websiteServicePicker_0"_s, u"BLUESKY"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"websites":[{"id":5,"service":"BLUESKY"}]}})"));
    }
    void aTypeAloneMakesNoWebsite()
    {
        m_pane->click(u"addWebsiteButton"_s);
        choose(u"websiteTypePicker_1"_s, u"Home"_s);
        QCOMPARE(m_pane->editor->changeCount(), 0);
        m_pane->editor->keepDraft();
        QVERIFY(!m_pane->store->party(m_pane->editor->party())->draft);
    }
    void unknownServicesAndTypesAreKept()
    {
        m_pane->receive({annaDocument()
                .replace(R"("service":"URL")", R"("service":"MASTODON")")
                .replace(R"({"id":5,"type":null)", R"({"id":5,"type":"Shop")")});
        QCOMPARE(m_pane->find<QComboBox>(u"websiteServicePicker_0"_s)->currentText(), u"MASTODON"_s);
        QCOMPARE(m_pane->find<QComboBox>(u"websiteTypePicker_0"_s)->currentText(), u"Shop"_s);
        m_pane->type(u"websiteAddressEdit_0"_s, u"www.example.com"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"websites":[{"id":5,"address":"www.example.com"}]}})"));
    }

    void addressesAreLaidOutByCountry_data()
    {
        QTest::addColumn<QString>("country");
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("written");
        QTest::newRow("United Kingdom") << u"United Kingdom"_s << u"S/CA/ZN"_s
                                        << u"1 Way|Town|Part|Z9|United Kingdom"_s;
        QTest::newRow("United States") << u"United States"_s << u"S/CA/ZN"_s << u"1 Way|Town, Part Z9|United States"_s;
        QTest::newRow("Germany") << u"Germany"_s << u"S/ZC/AN"_s << u"1 Way|Z9 Town|Part|Germany"_s;
        QTest::newRow("Hungary") << u"Hungary"_s << u"CA/S/ZN"_s << u"Town|1 Way|Z9|Part|Hungary"_s;
        QTest::newRow("Japan") << u"Japan"_s << u"ZA/C/S/N"_s << u"Z9|Part|Town|1 Way|Japan"_s;
        QTest::newRow("unknown") << u"Atlantis"_s << u"S/CA/ZN"_s << u"1 Way|Town|Part|Z9|Atlantis"_s;
    }
    void addressesAreLaidOutByCountry()
    {
        QFETCH(const QString, country);
        QFETCH(const QString, form);
        QFETCH(const QString, written);
        const AddressLayout layout = addressLayoutOf(countryCodeOf(country, {}));
        QCOMPARE(QString::fromLatin1(layout.form), form);
        QCOMPARE(writtenAddress({u"1 Way"_s, u"Town"_s, u"Part"_s, u"Z9"_s, country}, layout).join(u'|'), written);
        for (const QByteArray &order : {layout.form, layout.written}) {
            QByteArray parts = order;
            parts.replace("/", "");
            std::sort(parts.begin(), parts.end());
            QCOMPARE(parts, "ACNSZ"_ba); // each once, none lost
        }
    }
    void everyLayoutIsWhole()
    {
        for (char first = 'A'; first <= 'Z'; ++first) {
            for (char second = 'A'; second <= 'Z'; ++second) {
                const AddressLayout layout = addressLayoutOf(QString(QLatin1Char(first)) + QLatin1Char(second));
                QCOMPARE(layout.form.count('S') + layout.form.count('C') + layout.form.count('A')
                        + layout.form.count('Z') + layout.form.count('N'),
                    5);
                QVERIFY(!layout.state.isEmpty() && !layout.zip.isEmpty());
            }
        }
        QCOMPARE(addressLayoutOf({}), addressLayoutOf(u"XX"_s));
        QCOMPARE(addressLayoutOf(u"E A"_s), addressLayoutOf({})); // not between two codes of the table
    }
    void countriesGoByTheirCodeInCapsule()
    {
        const QList<Country> told{{u"Deutschland"_s, u"DE"_s, {}}, {u"Georgia"_s, u"US"_s, {}}, {u"France"_s, {}, {}}};
        QCOMPARE(countryCodeOf(u"Deutschland"_s, told), u"DE"_s);
        QCOMPARE(countryCodeOf(u"Georgia"_s, told), u"US"_s); // Capsule's word goes before the name
        QCOMPARE(countryCodeOf(u"France"_s, told), u"FR"_s);
        QCOMPARE(countryCodeOf(u"Nowhere"_s, told), QString());
    }

    void countriesThatAreToldMoveTheFields()
    {
        const auto xOf = [this](const QString &name) {
            return m_pane->find<QWidget>(name)->mapTo(m_pane->editor.get(), QPoint()).x();
        };
        QVERIFY(xOf(u"zipEdit_0"_s) <= xOf(u"cityEdit_0"_s));
        QVERIFY(xOf(u"cityEdit_0"_s) < xOf(u"stateEdit_0"_s));
        QVERIFY(m_pane->store->setCatalogueList(
            CatalogueList::Countries, R"([{"name":"United Kingdom","alpha2Code":"DE"}])"));
        QTRY_VERIFY(xOf(u"zipEdit_0"_s) < xOf(u"cityEdit_0"_s));
    }

    void anotherCountryMovesTheFields()
    {
        const auto isBefore = [this](const QString &first, const QString &second) {
            const QWidget *a = m_pane->find<QWidget>(first);
            const QWidget *b = m_pane->find<QWidget>(second);
            return a->mapTo(m_pane->editor.get(), QPoint()).x() < b->mapTo(m_pane->editor.get(), QPoint()).x();
        };
        QVERIFY(isBefore(u"cityEdit_0"_s, u"stateEdit_0"_s));
        QVERIFY(m_pane->store->setCatalogueList(
            CatalogueList::Countries, R"([{"name":"Germany"},{"name":"United Kingdom"}])"));
        auto *country = m_pane->find<QComboBox>(u"countryEdit_0"_s);
        country->lineEdit()->setFocus();
        country->lineEdit()->selectAll();
        QTest::keyClicks(country->lineEdit(), u"Germany"_s);
        QVERIFY(country->lineEdit()->hasFocus());
        QTRY_VERIFY(isBefore(u"zipEdit_0"_s, u"cityEdit_0"_s));
        QCOMPARE(m_pane->find(u"stateEdit_0"_s)->placeholderText(), u"Region"_s);
        QCOMPARE(m_pane->find(u"cityEdit_0"_s)->text(), u"Leeds"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"addresses":[{"id":4,"country":"Germany"}]}})"));
    }
    void anAddressIsCopiedAsItIsWritten()
    {
        m_pane->find<QPlainTextEdit>(u"streetEdit_0"_s)->setFocus();
        m_pane->click(u"addressCopyButton_0"_s);
        QCOMPARE(QApplication::clipboard()->text(), u"1 High Street\nFloor 2\nLeeds\nLS1 4AP\nUnited Kingdom"_s);
    }

    void phonesAreHinted_data()
    {
        QTest::addColumn<QString>("number");
        QTest::addColumn<QString>("region");
        QTest::addColumn<QString>("international");
        QTest::newRow("national") << u"020 7946 0000"_s << u"GB"_s << u"+44 20 7946 0000"_s;
        QTest::newRow("another country's") << u"030 901820"_s << u"DE"_s << u"+49 30 901820"_s;
        QTest::newRow("dialled from there") << u"0049 30 901820"_s << u"GB"_s << u"+49 30 901820"_s;
        QTest::newRow("so already") << u"+442079460000"_s << u"GB"_s << QString();
        QTest::newRow("no country known") << u"020 7946 0000"_s << QString() << QString();
        QTest::newRow("with an extension") << u"020 7946 0000 ext 12"_s << u"GB"_s << QString();
        QTest::newRow("no number") << u"ask for Kim"_s << u"GB"_s << QString();
        QTest::newRow("not a region") << u"020 7946 0000"_s << u"QQ"_s << QString();
        QTest::newRow("empty") << QString() << u"GB"_s << QString();
    }
    void phonesAreHinted()
    {
        if (!hasPhoneHints())
            QSKIP("built without libphonenumber");
        QFETCH(const QString, number);
        QFETCH(const QString, region);
        QFETCH(const QString, international);
        QCOMPARE(phoneHint(number, region).international, international);
    }
    void oddNumbersAreSaidToBe()
    {
        if (!hasPhoneHints())
            QSKIP("built without libphonenumber");
        QCOMPARE(phoneHint(u"020"_s, u"GB"_s).oddity, PhoneHint::Oddity::TooShort);
        QCOMPARE(phoneHint(u"020 7946 0000 000"_s, u"GB"_s).oddity, PhoneHint::Oddity::TooLong);
        QCOMPARE(phoneHint(u"020 7946 0000"_s, u"GB"_s).oddity, PhoneHint::Oddity::None);
    }
    void theInternationalFormIsOfferedNotForced()
    {
        if (!hasPhoneHints())
            QSKIP("built without libphonenumber");
        QVERIFY(!m_pane->find<QWidget>(u"phoneSuggestionButton_0"_s)); // nothing is said of what was not typed here
        m_pane->type(u"phoneNumberEdit_0"_s, u"020 7946 0001"_s);
        auto *suggestion = m_pane->find<QAbstractButton>(u"phoneSuggestionButton_0"_s);
        QVERIFY(suggestion);
        QCOMPARE(suggestion->text(), u"Write as +44 20 7946 0001"_s);
        m_pane->editor->save();
        QCOMPARE(m_pane->waitingBody(), json(R"({"party":{"phoneNumbers":[{"id":2,"number":"020 7946 0001"}]}})"));
    }
    void theInternationalFormIsTakenByAClick()
    {
        if (!hasPhoneHints())
            QSKIP("built without libphonenumber");
        m_pane->find(u"phoneNumberEdit_1"_s)->setFocus();
        m_pane->click(u"phoneInternationalButton_1"_s);
        QCOMPARE(m_pane->find(u"phoneNumberEdit_1"_s)->text(), u"+44 113 496 0001"_s);
        QVERIFY(!m_pane->find<QWidget>(u"phoneSuggestionButton_1"_s));
        m_pane->editor->undoAction()->trigger();
        QCOMPARE(m_pane->find(u"phoneNumberEdit_1"_s)->text(), u"0113 496 0001"_s);
    }

    void linksAreShownBeforeTheyAreOpened()
    {
        for (const auto &[field, button, says] :
            {std::tuple{u"emailAddressEdit_0"_s, u"emailOpenButton_0"_s, u"Write to anna@example.org"_s},
                std::tuple{u"phoneNumberEdit_0"_s, u"phoneOpenButton_0"_s, u"Call 01134960000"_s},
                std::tuple{u"cityEdit_0"_s, u"addressOpenButton_0"_s, u"Show on a map at www.openstreetmap.org"_s},
                std::tuple{u"websiteAddressEdit_0"_s, u"websiteOpenButton_0"_s, u"Open example.org"_s}}) {
            m_pane->find(field)->setFocus();
            auto *open = m_pane->find<QAbstractButton>(button);
            QVERIFY2(open, qPrintable(button));
            QCOMPARE(open->accessibleName(), says);
            QVERIFY(open->toolTip().contains(says));
        }
        QCOMPARE(mapLink(u"1 High Street, Leeds"_s).scheme(), u"https"_s);
    }

private:
    void choose(const QString &name, const QString &word) const
    {
        auto *picker = m_pane->find<QComboBox>(name);
        QVERIFY2(picker, qPrintable(name));
        const int index = picker->findData(word);
        QVERIFY2(index >= 0, qPrintable(word));
        picker->setCurrentIndex(index);
        Q_EMIT picker->activated(index);
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
                folder + u"/rows-"_s + name + (mode == Theme::Mode::Dark ? u"-dark.png"_s : u".png"_s));
        }
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<DetailPane> m_pane;
};

QTEST_MAIN(TestRowsEditor)
#include "tst_rowseditor.moc"
