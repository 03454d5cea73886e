#pragma once

#include <QUrl>
#include <QWidget>

class ActivitySync;
class CapsuleApi;
class DealModel;
class FlatButton;
class ItemListView;
class ListStateView;
class PartyStore;
class PlainLabel;
class QModelIndex;
class QStackedWidget;
class QUuid;
class Theme;

/// The opportunities and projects of a record. They are changed in Capsule, to which each has a link.
class DealPage : public QWidget
{
    Q_OBJECT

public:
    /// Borrows all of them.
    DealPage(PartyStore &store, ActivitySync &sync, CapsuleApi &api, const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const QUuid &record);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void read();
    void askForSite();
    QUrl site() const;
    void openInCapsule(const QModelIndex &index) const;
    void showRows();
    void showLink();

    PartyStore &m_store;
    ActivitySync &m_sync;
    CapsuleApi &m_api;
    bool m_hasFailed = false; // the last reading
    DealModel *m_model;
    QStackedWidget *m_rows;
    ItemListView *m_view;
    ListStateView *m_empty;
    PlainLabel *m_asOf;
    FlatButton *m_link;
};
