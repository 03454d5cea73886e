#include "capsule/accessmanager.h"
#include "capsule/service.h"
#include "detailpane.h"
#include "party/partychanges.h"
#include "reviewpanel.h"

#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPlainTextEdit>

using namespace Qt::StringLiterals;

namespace {
QStringList linesOf(const ReviewPanel &panel)
{
    QStringList lines;
    for (int row = 0;; ++row) {
        QStringList cells;
        for (int column = 0; column < 3; ++column) {
            if (const auto *cell = panel.findChild<QLabel *>(u"reviewCell_%1_%2"_s.arg(row).arg(column)))
                cells.append(cell->text());
        }
        if (cells.isEmpty())
            return lines;
        lines.append(cells.join(u" | "_s));
    }
}
} // namespace

class TestReviewPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }

    void everyChangeIsALine()
    {
        DetailPane pane(*m_theme);
        ReviewPanel *panel = openReview(pane);
        QCOMPARE(linesOf(*panel),
            QStringList({u"Field | Was | Will be"_s, u"Job title | Buyer | Head"_s,
                u"Phone | 0113 496 0000 (Mobile) | Removed"_s}));
    }
    void theBytesAreThoseOfTheRequest()
    {
        DetailPane pane(*m_theme);
        ReviewPanel *panel = openReview(pane);
        const PartyView view = *pane.store->party(pane.editor->party());
        QVERIFY(view.draft);
        QCOMPARE(panel->requestBytes(), requestBody(changes(view.base, *view.draft)));
        QCOMPARE(
            panel->findChild<QPlainTextEdit *>(u"requestBytesEdit"_s)->toPlainText().toUtf8(), panel->requestBytes());
        QCOMPARE(panel->findChild<QLabel *>(u"requestAddressLabel"_s)->text(),
            u"PUT https://api.capsulecrm.com/api/v2/parties/11?embed=tags,fields"_s);
        pane.click(u"requestCopyButton"_s);
        QCOMPARE(QApplication::clipboard()->text().toUtf8(), panel->requestBytes());
    }
    void escapeGoesBackAndKeepsTheDraft()
    {
        DetailPane pane(*m_theme);
        ReviewPanel *panel = openReview(pane);
        QTest::keyClick(panel, Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
        QCOMPARE(pane.editor->changeCount(), 2);
    }
    void savesFromThere()
    {
        DetailPane pane(*m_theme);
        ReviewPanel *panel = openReview(pane);
        const QByteArray shown = panel->requestBytes();
        pane.click(u"reviewSaveButton"_s);
        QVERIFY(!panel->isVisible());
        const OutboxEntry entry = pane.store->pendingEntries().value(0);
        QCOMPARE(requestBody(changes(entry.base, entry.edited)), shown);
    }
    void aLongValueIsCut()
    {
        ReviewPanel panel(*m_theme);
        ReviewedRequest request;
        request.method = "DELETE"_ba;
        FieldChange change;
        change.key = u"content"_s;
        change.was = u"word "_s.repeated(500'000);
        request.changes = {change};
        panel.showRequest(request);
        QCOMPARE(panel.findChild<QLabel *>(u"reviewCell_1_1"_s)->text(), u"word "_s.repeated(400) + u'…');
    }
    void invisibleCharactersAreSeen()
    {
        ReviewPanel panel(*m_theme);
        ReviewedRequest request;
        request.method = "PUT"_ba;
        request.body = requestBody({{u"jobTitle"_s, u"a\u202Eb<img src=x>"_s}});
        panel.showRequest(request);
        QCOMPARE(panel.requestBytes(), request.body);
        QCOMPARE(panel.findChild<QPlainTextEdit *>(u"requestBytesEdit"_s)->toPlainText(),
            uR"({"party":{"jobTitle":"a\u202eb<img src=x>"}})"_s);
    }
    void anOrganisationToComeIsSaid()
    {
        ReviewPanel panel(*m_theme);
        ReviewedRequest request;
        request.body = "{}"_ba;
        panel.showRequest(request);
        auto *note = panel.findChild<QLabel *>(u"requestNoteLabel"_s);
        QVERIFY(note->isHidden());
        request.waitsForOrganisation = true;
        panel.showRequest(request);
        QVERIFY(!note->isHidden());
    }
    void theServiceReceivesTheShownBytes()
    {
        capsule::Service service;
        capsule::AccessManager network(service);
        const qint64 id
            = service.addParty({{u"type"_s, u"person"_s}, {u"firstName"_s, u"Anna"_s}, {u"jobTitle"_s, u"Buyer"_s}});
        QTemporaryDir folder;
        SystemClock clock;
        auto store = PartyStore::open(folder.filePath(u"account"_s), clock);
        QVERIFY(store);
        CapsuleApi api(network, clock, QUrl(u"https://api.capsulecrm.com/api/v2"_s));
        api.setToken(service.options().token.toLatin1());
        SyncEngine engine(api, **store, clock);
        PartyEditor editor(**store, api, engine, *m_theme);
        editor.show();
        engine.start();
        QTRY_VERIFY(!(*store)->localId(id).isNull());
        QTRY_COMPARE(engine.state().phase, SyncState::Phase::UpToDate);

        editor.showParty((*store)->localId(id));
        auto *edit = editor.findChild<QLineEdit *>(u"jobTitleEdit"_s);
        edit->selectAll();
        QTest::keyClicks(edit, u"Head of sales"_s);
        editor.review();
        const QByteArray shown = editor.findChild<ReviewPanel *>()->requestBytes();
        QVERIFY(!shown.isEmpty());
        network.forgetRequests();
        editor.save();
        QTRY_VERIFY((*store)->pendingEntries().isEmpty());
        QByteArrayList sent;
        for (const capsule::Request &request : network.requests()) {
            if (request.method == "PUT")
                sent.append(request.body);
        }
        QCOMPARE(sent, QByteArrayList({shown}));
        QCOMPARE(edit->text(), u"Head of sales"_s);
        QCOMPARE(editor.changeCount(), 0);
    }

private:
    ReviewPanel *openReview(DetailPane &pane) const
    {
        pane.receive({annaDocument()});
        pane.open(11);
        pane.type(u"jobTitleEdit"_s, u"Head"_s);
        pane.find(u"phoneNumberEdit_0"_s)->setFocus();
        pane.click(u"phoneRemoveButton_0"_s);
        pane.editor->keepDraft();
        pane.click(u"reviewButton"_s);
        auto *panel = pane.editor->findChild<ReviewPanel *>();
        savePicture(pane);
        return panel;
    }
    void savePicture(const DetailPane &pane) const
    {
        const QString folder = qEnvironmentVariable("COUNTERPART_PICTURES");
        if (!folder.isEmpty())
            pane.editor->grab().save(folder + u"/review.png"_s);
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestReviewPanel)
#include "tst_reviewpanel.moc"
