#include "actions.h"
#include "bulkpage.h"
#include "campaign/campaign.h"
#include "flatbutton.h"
#include "hostiletexts.h"
#include "journalpane.h"
#include "layoutproblems.h"
#include "party/partykeys.h"
#include "partyeditor.h"
#include "partylist.h"
#include "searchpalette.h"
#include "store/bulkruns.h"
#include "windowdesk.h"

#include <QAction>
#include <QDesktopServices>
#include <QDir>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>

using namespace Qt::StringLiterals;
using Scope = PartyModel::Scope;

/// Is told of every address that anybody wants opened outside.
class LinkWatch : public QObject
{
    Q_OBJECT

public:
    LinkWatch()
    {
        for (const QString &scheme : Schemes)
            QDesktopServices::setUrlHandler(scheme, this, "open");
    }
    ~LinkWatch() override
    {
        for (const QString &scheme : Schemes)
            QDesktopServices::unsetUrlHandler(scheme);
    }
    Q_DISABLE_COPY_MOVE(LinkWatch)
    QStringList opened;

public Q_SLOTS:
    void open(const QUrl &url) { opened.append(url.toString()); }

private:
    inline static const QStringList Schemes{u"http"_s, u"https"_s, u"file"_s, u"mailto"_s, u"tel"_s, u"smb"_s};
};

/// Every screen of the window with hostile texts in every field: nothing is fetched or opened, and the layout holds.
/// With COUNTERPART_SCREENSHOTS naming a folder, every screen is kept there to be looked at.
class TestHostileTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void cleanup() { m_desk.reset(); }

    void thereAreEnough() { QVERIFY(hostileTexts().size() >= 30); }

    void everyScreenHolds_data()
    {
        QTest::addColumn<QString>("text");
        for (const HostileText &hostile : hostileTexts())
            QTest::newRow(hostile.name) << hostile.text;
    }

    void everyScreenHolds()
    {
        QFETCH(const QString, text);
        m_problems.clear();
        m_isSmall = !m_isSmall;
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        hostile::fill(m_desk->service.account(), text);
        m_desk->signIn();
        auto *view = m_desk->find<PartyListView>("partyListView");
        QTRY_VERIFY(store().catalogue().users && view->model()->rowCount() == 3); // either may come first
        const QUuid person = m_desk->idOf(hostile::Person);
        const QUuid organisation = m_desk->idOf(hostile::Organisation);
        QVERIFY(!person.isNull() && !organisation.isNull());
        for (int row = 0; row < 3; ++row)
            QCOMPARE(view->visualRect(view->model()->index(row, 0)).height(), 52); // ux.md section 1

        window().openParty(person);
        look("person");
        for (QAction *tab : {actions().activityTab, actions().tasksTab, actions().dealsTab}) {
            QCoreApplication::processEvents();
            tab->trigger();
            look(tab->objectName().toUtf8());
        }
        actions().detailsTab->trigger();
        actions().myTasks->trigger();
        look("my tasks");
        window().setScope(Scope::Everyone);
        window().openParty(person);
        QVERIFY2(isEmptyBelowRows(*view), "A name reaches beyond its row.");
        window().openParty(organisation);
        look("organisation");

        // A draft of it in every text, with "Was: …" and Review.
        Party draft = m_desk->shown(person);
        for (const TextKey<Party> &key : nameTexts(PartyType::Person))
            draft.*key.text += u'x' + text;
        draft.about += u'x' + text;
        forEachList([&](auto keys) {
            for (auto &row : draft.*keys.rows) {
                for (const auto &key : keys.texts)
                    row.*key.text += u'x' + text;
            }
        });
        window().openParty({});
        QVERIFY(m_desk->session->store().keepDraft(person, draft));
        window().openParty(person);
        look("draft");
        actions().review->trigger();
        look("review");
        actions().discard->trigger();
        look("discarded");

        // An entry that was refused in Capsule's words, and one in conflict.
        m_desk->network.setOffline(true);
        Party edited = m_desk->shown(person);
        edited.jobTitle = u'x' + text;
        edited.about = u'y' + text;
        const auto sequence = store().save(person, edited);
        QVERIFY(sequence);
        OutboxEntry entry = *store().entry(*sequence);
        entry.state = OutboxEntry::State::Rejected;
        entry.problem = text;
        entry.problemField = u"jobTitle"_s;
        QVERIFY(store().update(entry));
        look("refused");
        window().setScope(Scope::Waiting);
        auto *outbox = m_desk->find<QAbstractItemView>("outboxView");
        outbox->setCurrentIndex(outbox->model()->index(0, 0));
        window().openParty({});
        look("outbox");
        entry.state = OutboxEntry::State::Conflict;
        entry.problem.clear();
        entry.conflicts = {{u"jobTitle"_s, entry.base.jobTitle, entry.edited.jobTitle, text}};
        QVERIFY(store().update(entry));
        window().setScope(Scope::Everyone);
        window().openParty(person);
        look("conflict");
        QVERIFY(store().discard(*sequence));
        window().showHistory();
        look("history");
        window().setScope(Scope::Everyone);

        auto *palette = m_desk->find<SearchPalette>("searchEdit");
        palette->setFocus();
        palette->setText(text.left(200));
        Q_EMIT palette->textEdited(palette->text());
        look("palette");
        palette->clear();
        auto *filter = m_desk->find<QLineEdit>("filterEdit");
        actions().filter->trigger();
        filter->setText(u"xyzzy "_s + text);
        look("no match");
        filter->clear();

        actions().selectAll->trigger();
        view->selectAll();
        look("several");
        for (QAction *change : {actions().bulkTag, actions().bulkOwner, actions().bulkField}) {
            change->trigger();
            look("several, change");
        }
        view->setCurrentIndex(view->model()->index(0, 0));
        window().openParty(organisation);
        QTRY_VERIFY(window().currentParty() == organisation && actions().remove->isEnabled()); // is told later
        actions().remove->trigger();
        auto *question = window().findChild<QMessageBox *>();
        QVERIFY(question);
        QCOMPARE(question->textFormat(), Qt::PlainText);
        QVERIFY(question->height() < 600 && question->width() < 900);
        question->reject();
        window().openParty(m_desk->idOf(hostile::Colleague));
        actions().remove->trigger(); // of a person: a toast
        look("toast");
        const auto *undo = m_desk->find<QPushButton>("toastUndoButton");
        QCOMPARE(undo->width(), undo->sizeHint().width()); // the rest is for the text

        for (const QString &problem : std::as_const(m_problems))
            qWarning().noquote() << problem;
        QVERIFY2(m_problems.isEmpty(), "The layout does not hold, see above.");
        QCOMPARE(m_links.opened, QStringList());
        for (const capsule::Request &request : m_desk->network.requests())
            QVERIFY2(request.target.startsWith("/api/v2/"), request.target.constData());
    }

private:
    MainWindow &window() const { return *m_desk->window; }
    const Actions &actions() const { return window().actions(); }
    PartyStore &store() const { return m_desk->session->store(); }

    /// True if under the last row of the list there is nothing but its ground.
    static bool isEmptyBelowRows(const QListView &view)
    {
        const QImage picture = view.viewport()->grab().toImage();
        const int top = view.visualRect(view.model()->index(view.model()->rowCount() - 1, 0)).bottom() + 2;
        for (int y = top; y < picture.height(); ++y) {
            for (int x = 0; x < picture.width(); ++x) {
                if (picture.pixel(x, y) != picture.pixel(0, picture.height() - 1))
                    return false;
            }
        }
        return true;
    }

    /// Looks at what is on the screen: large and light or small and dark, text by text, and both ways for the long run.
    void look(const QByteArray &screen)
    {
        const bool wantsBoth = isNightly() || qEnvironmentVariableIsSet("COUNTERPART_SCREENSHOTS");
        for (const bool isSmall : {false, true}) {
            if (wantsBoth || isSmall == m_isSmall)
                lookAt(QString::fromUtf8(screen), isSmall);
        }
    }
    void lookAt(const QString &screen, bool isSmall)
    {
        const QSize size = isSmall ? QSize(880, 560) : QSize(1440, 900);
        m_theme->setMode(isSmall ? Theme::Mode::Dark : Theme::Mode::Light);
        window().resize(size);
        QStringList problems;
        for (int turn = 0; turn < 20 && (turn < 2 || !problems.isEmpty()); ++turn) { // texts that wrap take several
            QCoreApplication::processEvents();
            problems = layoutProblems(window());
        }
        const QPixmap picture = window().grab();
        if (window().size() != size)
            problems.append(u"The window has another size"_s);
        if (const auto *lists = m_desk->find<QListView>("sidebarView"); lists->isVisible() && !isEmptyBelowRows(*lists))
            problems.append(u"The name of a list reaches beyond its row"_s);
        for (const QString &problem : std::as_const(problems))
            m_problems.append(u"%1, %2: %3"_s.arg(screen).arg(size.width()).arg(problem));
        if (const QString folder = qEnvironmentVariable("COUNTERPART_SCREENSHOTS"); !folder.isEmpty()) {
            const QString name = u"%1 - %2 - %3.png"_s.arg(
                QString::fromUtf8(QTest::currentDataTag()), screen, isSmall ? u"small"_s : u"large"_s);
            QVERIFY(picture.save(QDir(folder).filePath(name)));
        }
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
    LinkWatch m_links;
    QStringList m_problems;
    bool m_isSmall = false;
};

QTEST_MAIN(TestHostileTexts)
#include "tst_hostiletexts.moc"
