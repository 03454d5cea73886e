#pragma once

#include "formrows.h"
#include "party/catalogue.h"

#include <QHash>
#include <QUuid>
#include <QWidget>

#include <vector>

class FieldEdit;
class FieldRow;
class FieldsEditor;
class FlatButton;
class OrganisationField;
class OrganisationNotes;
class OwnershipEditor;
class PartyStore;
class PeopleSection;
class PlainLabel;
class QGroupBox;
class QVBoxLayout;
class RowsEditor;
class TagsEditor;
class Theme;

/// The sections of a record, one column: every value is its own editor. It shows two states, the record as it was and
/// the draft, and tells each change of the draft; it keeps and sends nothing.
class PartyForm : public QWidget
{
    Q_OBJECT

public:
    /// Borrows both.
    PartyForm(PartyStore &store, const Theme &theme, QWidget *parent = nullptr);
    ~PartyForm() override;

    /// Another record: begun blank rows and opened empty fields of the one before are forgotten.
    void open(const QUuid &localId, const Party &was, const Party &draft);
    /// The same record in other states; caret and focus stay.
    void refresh(const Party &was, const Party &draft);

    /// What the pickers offer; a list that was never told leaves its field free text.
    void setCatalogue(const Catalogue &catalogue);
    void setReadOnly(bool readOnly);

    void focusFirst();
    /// Goes where a tag is added.
    void addTag();
    /// Puts the focus into the first field that has something said under it; false if none has.
    bool focusProblem();
    /// Says under the fields what Capsule would not accept, and puts the focus there. True if there is nothing.
    bool validate();
    /// Takes back everything that is said under the fields.
    void clearProblems();
    /// The service's refusal, under the field it named ("name", "emailAddress.address"); false if there is no such
    /// field.
    bool showRefusal(const QString &field, const QString &sentence);

Q_SIGNALS:
    /// The user changed the draft. `place` is stable for one value, so that typing on it is one step of undo.
    void edited(const Party &draft, const QString &place);
    void openPartyRequested(const QUuid &localId);
    /// The organisation of the draft is to be made first.
    void organisationWanted(const QString &name);
    /// A new person who belongs to the organisation shown.
    void personWanted();

private:
    struct Scalar;
    struct Section
    {
        QGroupBox *group = nullptr;
        QVBoxLayout *box = nullptr;
        FlatButton *addButton = nullptr;
    };

    Section makeSection(const QString &title, const QString &objectName);
    void buildNames();
    void buildOrganisation(const Section &section);
    void buildRows();
    void buildOwnership(const Section &section);
    void buildTags(const Section &section);
    void buildAbout();
    void buildFields();
    void buildPeople();
    void buildAddDetail();
    void addScalar(const Section &section, Scalar scalar);

    void showScalars();
    void showOrganisation();
    void showOffers();
    void tellRegion();
    void showSections();
    void offerDetails();
    void openScalar(const QString &key);
    void arrangeTabs();
    void takeRows(RowList list, const QString &place);
    FieldRow *rowOf(const QString &key) const;
    RowsEditor *editorOf(RowList list) const { return m_rows.at(static_cast<qsizetype>(list)); }

    PartyStore &m_store;
    const Theme &m_theme;
    QUuid m_localId;
    Party m_was;
    Party m_draft;
    QList<Country> m_countries;
    bool m_isReadOnly = false;
    QStringList m_openedFields;

    QVBoxLayout *m_column;
    std::vector<Scalar> m_scalars;
    FieldRow *m_organisationRow = nullptr;
    OrganisationField *m_organisation = nullptr;
    OrganisationNotes *m_organisationNotes = nullptr;
    Section m_aboutSection;
    PeopleSection *m_people = nullptr;
    OwnershipEditor *m_ownership = nullptr;
    TagsEditor *m_tags = nullptr;
    FieldsEditor *m_fields = nullptr;
    QList<Section> m_rowSections;
    QList<RowsEditor *> m_rows;
    FlatButton *m_addDetail = nullptr;
};
