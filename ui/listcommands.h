#pragma once

#include "store/ownlists.h"

#include <QObject>
#include <QPointer>

#include <functional>

class QInputDialog;
class QWidget;

/// What can be done with the lists made here: named, copied, deleted and brought back. It asks for names; which list is
/// in view is its owner's business.
class ListCommands : public QObject
{
    Q_OBJECT

public:
    /// Borrows `lists`; its questions stand over `window`.
    ListCommands(OwnLists &lists, QWidget *window);

    /// Asks for a name and makes a list of a rule.
    void askToSave(const PartyRule &rule);
    void askToRename(const QUuid &id);
    /// A list of one's own, with a name of its own, like this one.
    void duplicate(const QString &name, const PartyRule &rule);
    void remove(const QUuid &id);

Q_SIGNALS:
    /// A list was made, and may be looked at.
    void made(const QUuid &id);
    /// It was done, in one sentence, and `undo` takes it back.
    void offered(const QString &sentence, const std::function<void()> &undo);
    void failed(const StoreError &error);

private:
    void ask(const QString &title, const QString &name, const std::function<void(const QString &)> &take);
    QString freeName(const QString &name) const;
    void add(const QString &name, const PartyRule &rule);

    OwnLists &m_lists;
    QWidget *m_window;
    QPointer<QInputDialog> m_question;
};
