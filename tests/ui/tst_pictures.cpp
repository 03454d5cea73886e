#include "capsule/reply.h"
#include "pictures.h"
#include "support/manualclock.h"

#include <QBuffer>
#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkCookieJar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
const QString face = u"https://pictures.example/anna.png"_s;

/// A network with one answer for everybody, which remembers who asked.
class PictureNetwork : public QNetworkAccessManager
{
public:
    QList<QNetworkRequest> requests;
    capsule::Answer answer;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *) override
    {
        requests.append(request);
        auto *reply = new capsule::Reply(operation, request, this);
        QTimer::singleShot(0, reply, [reply, answer = answer] { reply->deliver({answer}); });
        return reply;
    }
};

QByteArray pictureOf(int width, int height, const char *format = "PNG")
{
    QImage image(width, height, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, format);
    return bytes;
}
} // namespace

class TestPictures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_network = std::make_unique<PictureNetwork>();
        m_network->answer = {200, {}, pictureOf(40, 30)};
        open();
        m_pictures->setWanted(true);
    }
    void cleanup() { m_pictures.reset(); } // before the network it borrows

    void nothingIsAskedUnlessWanted()
    {
        open();
        QVERIFY(!m_pictures->isWanted());
        QVERIFY(m_pictures->picture(face).isNull());
        QVERIFY(m_network->requests.isEmpty());
    }
    void aPictureArrives()
    {
        QVERIFY(m_pictures->picture(face).isNull());
        QVERIFY(hasArrived());
        QCOMPARE(m_pictures->picture(face).size(), QSize(40, 30));
        QCOMPARE(m_network->requests.size(), 1);
    }
    void nothingOfTheAccountGoesAlong()
    {
        m_pictures->picture(face);
        const QNetworkRequest request = m_network->requests.first();
        QVERIFY(!request.hasRawHeader("Authorization"));
        QCOMPARE(request.attribute(QNetworkRequest::CookieLoadControlAttribute).toInt(), int(QNetworkRequest::Manual));
        QCOMPARE(request.attribute(QNetworkRequest::CookieSaveControlAttribute).toInt(), int(QNetworkRequest::Manual));
        QCOMPARE(
            request.attribute(QNetworkRequest::AuthenticationReuseAttribute).toInt(), int(QNetworkRequest::Manual));
        QCOMPARE(request.attribute(QNetworkRequest::RedirectPolicyAttribute).toInt(),
            int(QNetworkRequest::NoLessSafeRedirectPolicy));
    }
    void onlyHttpsIsAsked_data()
    {
        QTest::addColumn<QString>("address");
        for (const char *address : {"http://pictures.example/a.png", "file:///etc/hostname", "ftp://example.org/a.png",
                 "data:image/png;base64,AAAA", "https:///a.png", "//pictures.example/a.png", "qrc:/icons/person.svg",
                 "https://user:secret@pictures.example/a.png", "not an address", ""})
            QTest::newRow(address) << QString::fromLatin1(address);
    }
    void onlyHttpsIsAsked()
    {
        QFETCH(const QString, address);
        QVERIFY(m_pictures->picture(address).isNull());
        QVERIFY(m_network->requests.isEmpty());
    }
    void whatIsNoPictureLeavesTheInitials_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("not found") << 404 << pictureOf(4, 4);
        QTest::newRow("moved, as it was not followed") << 302 << pictureOf(4, 4);
        QTest::newRow("empty") << 200 << QByteArray();
        QTest::newRow("a page") << 200 << "<html><img src='https://elsewhere.example/'></html>"_ba;
        QTest::newRow("a drawing") << 200
                                   << R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>)"_ba;
        QTest::newRow("a bitmap of another kind") << 200 << pictureOf(4, 4, "BMP");
        QTest::newRow("cut") << 200 << pictureOf(40, 40).first(40);
        QTest::newRow("too many pixels") << 200 << pictureOf(Pictures::MostPixels + 1, 1);
        QTest::newRow("too many bytes") << 200 << pictureOf(4, 4) + QByteArray(Pictures::MostBytes, ' ');
    }
    void whatIsNoPictureLeavesTheInitials()
    {
        QFETCH(const int, status);
        QFETCH(const QByteArray, body);
        m_network->answer = {status, {}, body};
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        QVERIFY(m_pictures->picture(face).isNull());
        QCOMPARE(m_network->requests.size(), 1); // and it is not asked again today
    }
    void aLargePictureIsMadeSmall()
    {
        m_network->answer.body = pictureOf(2000, 1000, "JPEG");
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        QCOMPARE(m_pictures->picture(face).size(), QSize(512, 256));
    }
    void anAddressIsAskedOnceADay()
    {
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        m_clock.advance(23h);
        m_pictures->picture(face);
        QCOMPARE(m_network->requests.size(), 1);
        m_clock.advance(1h);
        QVERIFY(!m_pictures->picture(face).isNull()); // the old one serves meanwhile
        QCOMPARE(m_network->requests.size(), 2);
    }
    void aRestartAsksNotSooner_data()
    {
        QTest::addColumn<int>("status");
        QTest::newRow("a picture") << 200;
        QTest::newRow("none") << 404;
    }
    void aRestartAsksNotSooner()
    {
        QFETCH(const int, status);
        m_network->answer.status = status;
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        open();
        m_pictures->setWanted(true);
        QCOMPARE(m_pictures->picture(face).isNull(), status != 200);
        QCOMPARE(m_network->requests.size(), 1);
    }
    void aFailureKeepsTheOldPicture()
    {
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        m_network->answer.status = 500;
        m_clock.advance(24h);
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        QVERIFY(!m_pictures->picture(face).isNull());
        QCOMPARE(m_network->requests.size(), 2);
    }
    void theDiskHoldsOnlySoMuch()
    {
        const qint64 most = 3 * fileSize();
        open(most);
        m_pictures->setWanted(true);
        for (int i = 0; i < 8; ++i) {
            m_pictures->picture(u"https://pictures.example/%1.png"_s.arg(i));
            QVERIFY(hasArrived());
            m_clock.advance(1s);
            qint64 size = 0;
            for (const QFileInfo &file : files())
                size += file.size();
            QVERIFY(size <= most);
        }
        open(most);
        m_pictures->setWanted(true);
        QVERIFY(!m_pictures->picture(u"https://pictures.example/7.png"_s).isNull()); // the newest stayed
        QVERIFY(m_pictures->picture(u"https://pictures.example/0.png"_s).isNull());
    }
    void namesOfFilesTellNoAddresses()
    {
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        QCOMPARE(files().size(), 1);
        QVERIFY(!files().first().fileName().contains("anna"_L1));
        QCOMPARE(files().first().permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
    }
    void forgettingLeavesNothing()
    {
        m_pictures->picture(face);
        QVERIFY(hasArrived());
        m_pictures->forget();
        QVERIFY(!QDir(m_folder->filePath(u"pictures"_s)).exists());
    }

private:
    void open(qint64 most = 64 * 1024 * 1024)
    {
        m_pictures = std::make_unique<Pictures>(*m_network, m_clock, m_folder->filePath(u"pictures"_s), most);
    }
    bool hasArrived() const { return QSignalSpy(m_pictures.get(), &Pictures::arrived).wait(); }
    QFileInfoList files() const { return QDir(m_folder->filePath(u"pictures"_s)).entryInfoList(QDir::Files); }
    /// Of the picture that the network has, as it is kept.
    qint64 fileSize()
    {
        m_pictures->picture(face);
        if (!hasArrived())
            return 0;
        const qint64 size = files().first().size();
        m_pictures->forget();
        return size;
    }

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PictureNetwork> m_network;
    std::unique_ptr<Pictures> m_pictures;
};

QTEST_MAIN(TestPictures)
#include "tst_pictures.moc"
