#pragma once

#include "fieldedit.h"
#include "party/catalogue.h"

#include <QWidget>

class FieldRow;
class Theme;

/// Owner and team of a record: one value of two parts, which Capsule wants together and only where the one belongs to
/// the other.
class OwnershipEditor : public QWidget
{
    Q_OBJECT

public:
    explicit OwnershipEditor(const Theme &theme, QWidget *parent = nullptr);

    void setCatalogue(const Catalogue &catalogue);
    void show(const Party &was, const Party &draft);
    const std::optional<UserRef> &owner() const { return m_draft.owner; }
    const std::optional<TeamRef> &team() const { return m_draft.team; }
    void setReadOnly(bool readOnly);

    QList<QWidget *> inputs() const;
    void clearProblems();
    /// Says under the team that the owner is not of it; the control to go to then, else null.
    QWidget *showProblem();
    /// The service's refusal of "owner" or "team".
    void showRefusal(const QString &key, const QString &sentence);

Q_SIGNALS:
    void edited(const QString &place);

private:
    void addRow(FieldRow *row, FieldEdit *edit, const QString &key);
    void offer();
    void takeOwner(const QString &id);
    void takeTeam(const QString &id);
    void tell(const QString &place);
    bool isMemberMissing() const;

    Catalogue m_catalogue;
    Party m_was;
    Party m_draft;
    FieldRow *m_ownerRow;
    FieldRow *m_teamRow;
    FieldEdit *m_owner;
    FieldEdit *m_team;
};
