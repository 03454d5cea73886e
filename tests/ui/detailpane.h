#pragma once

#include "api/capsuleapi.h"
#include "clock.h"
#include "flatbutton.h"
#include "party/partyjson.h"
#include "partyeditor.h"
#include "store/partystore.h"
#include "sync/syncengine.h"
#include "theme.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

/// A detail pane over a real store in a folder of its own. Nothing is sent: the engine is not started.
class DetailPane
{
    Theme &m_theme;
    QTemporaryDir m_folder;
    SystemClock m_clock;
    QNetworkAccessManager m_network;

public:
    std::unique_ptr<PartyStore> store;

private:
    std::unique_ptr<CapsuleApi> m_api;
    std::unique_ptr<SyncEngine> m_engine;

public:
    std::unique_ptr<PartyEditor> editor;

    explicit DetailPane(Theme &theme)
        : m_theme(theme)
    {
        start();
    }

    /// As after quitting and starting the program again.
    void restart()
    {
        editor.reset();
        m_engine.reset();
        m_api.reset();
        store.reset();
        start();
    }

    /// Puts records into the store as Capsule would tell them.
    void receive(const QList<QByteArray> &documents)
    {
        QList<ReceivedParty> received;
        for (const QByteArray &document : documents) {
            const auto party = partyFromJson(QJsonDocument::fromJson(document).object());
            QVERIFY2(party, party ? "" : qPrintable(party.error().toString()));
            received.append({document, *party});
        }
        QVERIFY(store->applyPage(received, QDateTime::currentDateTimeUtc()));
    }
    void open(qint64 serverId) { editor->showParty(store->localId(serverId)); }

    template <typename Widget = QLineEdit>
    Widget *find(const QString &name) const
    {
        // Rows that were taken away live on until the event loop deletes them.
        for (Widget *widget : editor->findChildren<Widget *>(name)) {
            if (!widget->isHidden() && widget->isVisibleTo(editor.get()))
                return widget;
        }
        return nullptr;
    }
    void type(const QString &name, const QString &text) const
    {
        auto *edit = find(name);
        QVERIFY2(edit, qPrintable(name));
        edit->setFocus();
        edit->selectAll();
        if (text.isEmpty())
            QTest::keyClick(edit, Qt::Key_Delete);
        else
            QTest::keyClicks(edit, text);
    }
    void click(const QString &name) const
    {
        auto *button = find<QAbstractButton>(name);
        QVERIFY2(button, qPrintable(name));
        button->click();
    }
    /// The body of the only entry that waits.
    QJsonObject waitingBody() const
    {
        const QList<OutboxEntry> entries = store->pendingEntries();
        if (entries.size() != 1)
            return {{QStringLiteral("entries"), static_cast<qint64>(entries.size())}};
        return QJsonDocument::fromJson(requestBody(changes(entries.first().base, entries.first().edited))).object();
    }

private:
    void start()
    {
        auto opened = PartyStore::open(m_folder.filePath(QStringLiteral("account")), m_clock);
        if (!opened)
            qFatal("the store cannot be opened: %s", qPrintable(opened.error().detail));
        store = std::move(*opened);
        m_api = std::make_unique<CapsuleApi>(
            m_network, m_clock, QUrl(QStringLiteral("https://api.capsulecrm.com/api/v2")));
        m_engine = std::make_unique<SyncEngine>(*m_api, *store, m_clock);
        editor = std::make_unique<PartyEditor>(*store, *m_api, *m_engine, m_theme);
        editor->resize(720, 900);
        editor->show();
        editor->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(editor.get()));
    }
};

/// A person of Capsule's as JSON, with one email, two phones, an address and an organisation.
inline QByteArray annaDocument(const QByteArray &jobTitle = "Buyer")
{
    return R"({"id":11,"type":"person","firstName":"Anna","lastName":"Lind","title":null,"jobTitle":")" + jobTitle
        + R"(","about":null,"organisation":{"id":20,"type":"organisation","name":"Acme"},
"createdAt":"2024-01-02T03:04:05Z","updatedAt":"2024-05-06T07:08:09Z","lastContactedAt":"2024-05-01T00:00:00Z",
"emailAddresses":[{"id":1,"type":"Work","address":"anna@example.org"}],
"phoneNumbers":[{"id":2,"type":"Mobile","number":"0113 496 0000"},{"id":3,"type":null,"number":"0113 496 0001"}],
"addresses":[{"id":4,"type":"Office","street":"1 High Street\nFloor 2","city":"Leeds","state":null,"zip":"LS1 4AP","country":"United Kingdom"}],
"websites":[{"id":5,"type":null,"service":"URL","address":"https://example.org","url":"https://example.org"}],
"owner":{"id":7,"username":"kim","name":"Kim Park"},"team":null,
"tags":[{"id":31,"name":"Customer","dataTag":false},{"id":32,"name":"Trade fair","dataTag":false}],
"fields":[{"id":41,"definition":{"id":51,"name":"Customer number"},"value":"A-17","tagId":null}]})";
}

inline QByteArray organisationDocument(qint64 id, const QByteArray &name, const QByteArray &city)
{
    return R"({"id":)" + QByteArray::number(id) + R"(,"type":"organisation","name":")" + name
        + R"(","about":null,"createdAt":"2024-01-02T03:04:05Z","updatedAt":"2024-05-06T07:08:09Z","lastContactedAt":null,
"emailAddresses":[],"phoneNumbers":[],"websites":[],"addresses":[{"id":)"
        + QByteArray::number(id + 1000) + R"(,"type":null,"street":null,"city":")" + city
        + R"(","state":null,"zip":null,"country":null}],"tags":[],"fields":[]})";
}
