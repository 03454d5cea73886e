#pragma once

#include "party/activity.h"

#include <QHash>
#include <QTemporaryDir>
#include <QWidget>

#include <optional>

class ActivitySync;
class FlatButton;
class PartyStore;
class PlainLabel;
class QListWidget;
class QProgressBar;
class Theme;
struct ApiError;

/// The files of an entry, to be opened or saved. They are fetched when they are asked for.
class AttachmentList : public QWidget
{
    Q_OBJECT

public:
    /// Borrows all of them.
    AttachmentList(PartyStore &store, ActivitySync &sync, const Theme &theme, QWidget *parent = nullptr);

    void setFiles(const QList<Attachment> &files);
    /// True for a file that a program could be hidden in: it is only saved, never opened from here.
    static bool isProgram(const QString &filename);

private:
    struct Wish
    {
        Attachment file;
        QString saveTo; ///< empty to open it
    };
    void open();
    void askWhereToSave();
    void want(const Wish &wish);
    void give(const Wish &wish, const QString &path);
    void openCopy(const Attachment &file, const QString &path);
    void onFailed(qint64 id, const ApiError &error);
    void showButtons();
    std::optional<Attachment> chosen() const;

    PartyStore &m_store;
    ActivitySync &m_sync;
    QList<Attachment> m_files;
    QHash<qint64, Wish> m_wishes;
    QTemporaryDir m_opened; // copies that other programs have in hand; gone with the window
    QListWidget *m_list;
    QProgressBar *m_progress;
    PlainLabel *m_problem;
    FlatButton *m_open;
    FlatButton *m_save;
    FlatButton *m_cancel;
};
