#pragma once

#include "store/activitystore.h"

#include <QUrl>
#include <QWidget>

class ActivitySync;
class AttachmentList;
class FlatButton;
class LongText;
class PartyStore;
class PlainLabel;
class QStackedWidget;
class QTextBrowser;
class SafeDocument;
class Theme;
class WorkBar;

/// One entry of the activity as a whole: its words, where its links lead, its files, and what can be done with it. Of
/// very long words the beginning is laid out; all of them are shown, as plain text, when somebody asks.
class EntryReader : public QWidget
{
    Q_OBJECT

public:
    /// Borrows all of them.
    EntryReader(PartyStore &store, ActivitySync &sync, const Theme &theme, QWidget *parent = nullptr);

    void show(const EntryView &view, const QString &by, bool mayChange);
    QUuid entry() const { return m_localId; }

Q_SIGNALS:
    void closed();
    void editRequested(const QUuid &localId);
    void removeRequested(const QUuid &localId);
    void reviewRequested(const OutboxEntry &work);
    void failed(const StoreError &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showWords(const QString &words);
    void showWhole();
    void tellTarget(const QUrl &link);
    void followLink(const QUrl &link);

    const Theme &m_theme;
    QUuid m_localId;
    QString m_shown; // the words as they came
    PlainLabel *m_title;
    PlainLabel *m_by;
    SafeDocument *m_document = nullptr;
    QStackedWidget *m_words;
    QTextBrowser *m_text;
    LongText *m_whole;
    PlainLabel *m_extent;
    FlatButton *m_showAll;
    PlainLabel *m_target;
    QUrl m_told; // the link whose target is told
    AttachmentList *m_files;
    WorkBar *m_work;
    FlatButton *m_edit;
    FlatButton *m_remove;
};
