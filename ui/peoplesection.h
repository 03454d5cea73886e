#pragma once

#include <QGroupBox>
#include <QSet>
#include <QTimer>
#include <QUuid>

class FlatButton;
class PartyStore;
class PeopleModel;
class PlainLabel;
class QListView;
class Theme;

/// The people of an organisation with their jobs: all of them, in a list of bounded height that scrolls by itself. It
/// follows the store by itself.
class PeopleSection : public QGroupBox
{
    Q_OBJECT

public:
    /// Borrows both.
    PeopleSection(PartyStore &store, const Theme &theme, QWidget *parent = nullptr);

    /// Shows the people of an organisation; nothing at all for null.
    void showOrganisation(const QUuid &organisation);
    void setReadOnly(bool readOnly);
    /// What takes the focus, in reading order.
    QList<QWidget *> inputs() const;

Q_SIGNALS:
    void openPartyRequested(const QUuid &localId);
    /// A new person who belongs to the organisation shown.
    void personWanted();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void reload();
    bool concerns(const QList<QUuid> &changed) const;
    void fit();
    bool canTakePeople() const;

    PartyStore &m_store;
    PeopleModel *m_model;
    QListView *m_view;
    PlainLabel *m_count;
    FlatButton *m_addButton;
    QTimer m_reloadTimer; // what several changes bring is read once
    QUuid m_organisation;
    QString m_name;
    QSet<QUuid> m_known;
    bool m_isReadOnly = false;
};
