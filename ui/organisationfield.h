#pragma once

#include "fieldedit.h"
#include "party/party.h"

#include <optional>

class PartyStore;
class QCompleter;
class QStandardItemModel;

/// The organisation of a person: type-ahead over the organisations on this computer, with what tells them apart. The
/// value is a link by id, never a name alone: text that is none of them unlinks nothing and is refused with a sentence.
class OrganisationField : public FieldEdit
{
    Q_OBJECT

public:
    /// Borrows both.
    OrganisationField(PartyStore &store, const Theme &theme, QWidget *parent = nullptr);

    std::optional<OrganisationRef> value() const { return m_value; }
    /// Shows both states.
    void setValue(const std::optional<OrganisationRef> &original, const std::optional<OrganisationRef> &value);
    /// True if text stands there that is not the chosen organisation.
    bool isUndecided() const;

Q_SIGNALS:
    /// Another organisation, or none, was chosen.
    void chosen();
    /// "Create organisation" was chosen: a record of its own that the person then depends on.
    void creationRequested(const QString &name);

private:
    void offer(const QString &typed);
    void choose(const QModelIndex &index);
    QString told(const OrganisationRef &organisation) const;

    PartyStore &m_store;
    QStandardItemModel *m_offers;
    QCompleter *m_completer;
    std::optional<OrganisationRef> m_value;
};
