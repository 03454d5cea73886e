#pragma once

#include "party/bulkchange.h"

#include <QWidget>

#include <optional>

class FlatButton;
class PlainLabel;
class QCheckBox;
class QComboBox;
class QStackedWidget;
class Theme;

/// Where a person says what is to be changed in many records: a tag, owner and team, or a field. It offers what the
/// account offers.
class BulkEditor : public QWidget
{
    Q_OBJECT

public:
    enum class Subject { Tag, Ownership, Field };

    explicit BulkEditor(const Theme &theme, QWidget *parent = nullptr);

    /// Begins anew. `titles` and `organisations` can be chosen for people.
    void edit(Subject subject, const Catalogue &catalogue, const QStringList &titles,
        const QList<OrganisationRef> &organisations);

Q_SIGNALS:
    /// It has been said what to do.
    void chosen(const BulkChange &change);
    void left();

private:
    QWidget *buildTagPage();
    QWidget *buildOwnershipPage();
    QWidget *buildFieldPage();
    void fillTags();
    void fillOwnership();
    void fillFields();
    void showValueInput();
    void check();
    std::optional<BulkChange> change() const;
    std::optional<BulkChange> tagChange() const;
    std::optional<BulkChange> ownershipChange() const;
    std::optional<BulkChange> fieldChange() const;
    const FieldDefinition *definition() const;
    QString problem() const;

    const Theme &m_theme;
    Subject m_subject = Subject::Tag;
    Catalogue m_catalogue;
    QStringList m_titles;
    QList<OrganisationRef> m_organisations;
    QStackedWidget *m_pages;
    QComboBox *m_tagVerb;
    QComboBox *m_tag;
    QComboBox *m_owner;
    QComboBox *m_team;
    QComboBox *m_field;
    QComboBox *m_value;
    QCheckBox *m_tick;
    PlainLabel *m_hint;
    PlainLabel *m_problem;
    FlatButton *m_goOn;
};
