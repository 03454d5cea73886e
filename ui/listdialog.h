#pragma once

#include "store/ownlists.h"

#include <QDialog>

class ListBuilder;
class Session;
class Theme;

/// Where a list is made from conditions, changed, or, if it is one of Capsule's, looked at. It keeps what is made.
class ListDialog : public QDialog
{
    Q_OBJECT

public:
    /// Borrows both.
    ListDialog(Session &session, const Theme &theme, QWidget *parent = nullptr);

    void begin();
    void change(const OwnList &list);
    void showSaved(const SavedFilter &filter);

    /// Asks before what was put together and not kept is let go.
    void reject() override;

Q_SIGNALS:
    /// A list is on disk, a new one or one that was changed.
    void kept(const QUuid &id);
    void failed(const StoreError &error);

private:
    void keep();
    void tellNames();

    Session &m_session;
    ListBuilder *m_builder;
    QUuid m_id; ///< of the list that is changed; null for a new one
};
