#pragma once

#include "store/outboxentry.h"
#include "store/partystore.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>

class FlatButton;
class Pictures;
class PlainLabel;
class Theme;

/// The top of the detail pane: who this is at a glance, how fresh it is, and whether something still has to be sent.
class PartyHeader : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    explicit PartyHeader(const Theme &theme, QWidget *parent = nullptr);

    /// Where the record's picture comes from; null for initials only. Borrows it.
    void setPictures(Pictures *pictures);
    /// `entry` is the record's unsent work, if any.
    void showParty(const PartyView &view, const Party &draft, const std::optional<OutboxEntry> &entry);
    /// "Updated by someone else", with the names of the fields in the tooltip; an empty list takes it back.
    void setUpdatedByOthers(const QStringList &fields);

Q_SIGNALS:
    void checkRequested();
    void historyRequested();
    void organisationRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void showFacts(const Party &party);
    void showPicture();
    void showState(const std::optional<OutboxEntry> &entry);
    void tellAge();

    class Picture;
    class TagLine;
    const Theme &m_theme;
    QTimer m_ageTimer;
    QDateTime m_checkedAt;
    QDateTime m_lastContactedAt;
    QPointer<Pictures> m_pictures;
    QString m_pictureAddress;
    Picture *m_picture;
    TagLine *m_tags;
    PlainLabel *m_name;
    PlainLabel *m_jobTitle;
    FlatButton *m_organisation;
    PlainLabel *m_owner;
    PlainLabel *m_lastContacted;
    PlainLabel *m_checked;
    FlatButton *m_checkButton;
    FlatButton *m_historyButton;
    PlainLabel *m_state;
    PlainLabel *m_others;
};
