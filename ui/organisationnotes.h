#pragma once

#include "organisationoffers.h"
#include "party/party.h"

#include <QSet>
#include <QUuid>
#include <QWidget>

class PartyStore;
class PlainLabel;
class QVBoxLayout;
class Theme;

/// What is said under a person's organisation: what stays behind when they move, and which details of the organisation
/// differ from theirs. An offer is taken by a click and goes away by another; nothing is applied by itself.
class OrganisationNotes : public QWidget
{
    Q_OBJECT

public:
    /// Borrows both.
    OrganisationNotes(PartyStore &store, const Theme &theme, QWidget *parent = nullptr);

    /// For both states of the record; hides itself if there is nothing to say.
    void showFor(const QUuid &localId, const Party &was, const Party &draft);
    void setReadOnly(bool readOnly);
    /// What takes the focus, in reading order.
    QList<QWidget *> inputs() const;

Q_SIGNALS:
    /// An offer was taken: the draft as it is with it. `place` names the value, for undo.
    void taken(const Party &draft, const QString &place);

private:
    void show(const QString &move, const QList<OrganisationOffer> &offers, const QString &organisation);
    void addLine(const OrganisationOffer &offer, const QString &organisation);
    QString keyOf(const OrganisationOffer &offer) const;

    PartyStore &m_store;
    const Theme &m_theme;
    QVBoxLayout *m_column;
    PlainLabel *m_move;
    QUuid m_localId;
    QUuid m_organisation;
    QString m_organisationName;
    QList<OrganisationOffer> m_offers;
    QList<QWidget *> m_lines;
    QList<QWidget *> m_inputs;
    QSet<QString> m_dismissed; // for as long as the program runs
    bool m_isReadOnly = false;
};
