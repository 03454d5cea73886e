#include "partyform.h"

#include "fieldrow.h"
#include "fieldseditor.h"
#include "flatbutton.h"
#include "organisationfield.h"
#include "organisationnotes.h"
#include "ownershipeditor.h"
#include "partywords.h"
#include "peoplesection.h"
#include "plaintext.h"
#include "rowseditor.h"
#include "store/partystore.h"
#include "tagseditor.h"
#include "theme.h"

#include <QGroupBox>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
constexpr int WidestColumn = 720;

/// A group for assistive technology that draws nothing itself.
class PlainGroup : public QGroupBox
{
public:
    using QGroupBox::QGroupBox;

protected:
    void paintEvent(QPaintEvent *) override { }
};

} // namespace

/// One plain text of a party and where it stands.
struct PartyForm::Scalar
{
    enum Owner { OfPeople, OfOrganisations, OfBoth };
    QString key;
    QString Party::*member = nullptr;
    Owner owner = OfBoth;
    bool isAlwaysShown = true;
    FieldEdit::Kind kind = FieldEdit::Kind::Line;
    FieldRow *row = nullptr;
    FieldEdit *edit = nullptr;

    bool belongsTo(const Party &party) const { return owner == OfBoth || (owner == OfPeople) == party.isPerson(); }
};

PartyForm::PartyForm(PartyStore &store, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_theme(theme)
    , m_column(new QVBoxLayout)
{
    auto *across = new QHBoxLayout(this);
    // The texts stand in line with the header's, the frames around them a little out.
    across->setContentsMargins(Theme::GroupGap - FieldRow::TextInset, Theme::GroupGap, Theme::Padding, Theme::GroupGap);
    auto *column = new QWidget(this);
    column->setMaximumWidth(WidestColumn + FieldRow::TextInset);
    column->setLayout(m_column);
    across->addWidget(column, 1);
    across->addStretch(0);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Theme::GroupGap);

    buildNames();
    buildRows();
    buildAbout();
    buildFields();
    buildPeople();
    buildAddDetail();
    m_column->addStretch(1);
}

PartyForm::~PartyForm() = default;

PartyForm::Section PartyForm::makeSection(const QString &title, const QString &objectName)
{
    Section section;
    section.group = new PlainGroup(this);
    section.group->setObjectName(objectName);
    section.group->setAccessibleName(title);
    section.box = new QVBoxLayout(section.group);
    section.group->setContentsMargins(0, 0, 0, 0);
    section.box->setContentsMargins(0, 0, 0, 0);
    section.box->setSpacing(4);
    auto *heading = new PlainLabel(title, section.group);
    heading->setFont(Theme::font(Theme::Type::Section));
    heading->setContentsMargins(FieldRow::TextInset, 0, 0, 4);
    section.box->addWidget(heading);
    m_column->addWidget(section.group);
    return section;
}

void PartyForm::addScalar(const Section &section, Scalar scalar)
{
    scalar.row = new FieldRow(m_theme, section.group);
    scalar.edit = new FieldEdit(scalar.kind, m_theme, scalar.row);
    scalar.row->setLabel(fieldWord(scalar.key));
    scalar.edit->setNames(scalar.key + u"Edit"_s, fieldWord(scalar.key));
    scalar.row->addEdit(scalar.edit);
    section.box->addWidget(scalar.row);
    const auto put = [this, key = scalar.key, member = scalar.member, row = scalar.row](
                         const QString &text, const QString &place) {
        row->setProblem({});
        m_draft.*member = text;
        Q_EMIT edited(m_draft, place);
    };
    connect(
        scalar.edit, &FieldEdit::edited, this, [put, edit = scalar.edit, key = scalar.key] { put(edit->text(), key); });
    connect(
        scalar.row, &FieldRow::revertRequested, this, [put, edit = scalar.edit, row = scalar.row, key = scalar.key] {
            edit->setText(edit->original());
            row->tellChanges();
            put(edit->original(), key + u"/reverted"_s);
        });
    m_scalars.push_back(scalar);
}

void PartyForm::buildNames()
{
    const Section names = makeSection(tr("Names and work"), u"namesSection"_s);
    addScalar(names, {u"name"_s, &Party::name, Scalar::OfOrganisations});
    addScalar(names, {u"title"_s, &Party::title, Scalar::OfPeople, false, FieldEdit::Kind::FreePicker});
    addScalar(names, {u"firstName"_s, &Party::firstName, Scalar::OfPeople});
    addScalar(names, {u"lastName"_s, &Party::lastName, Scalar::OfPeople});
    addScalar(names, {u"jobTitle"_s, &Party::jobTitle, Scalar::OfPeople});
    buildOrganisation(names);
    buildOwnership(names);
    buildTags(names);
}

void PartyForm::buildOrganisation(const Section &section)
{
    m_organisationRow = new FieldRow(m_theme, section.group);
    m_organisation = new OrganisationField(m_store, m_theme, m_organisationRow);
    m_organisationRow->setLabel(fieldWord(u"organisation"_s));
    m_organisation->setNames(u"organisationEdit"_s, fieldWord(u"organisation"_s));
    m_organisationRow->addEdit(m_organisation);
    m_organisationNotes = new OrganisationNotes(m_store, m_theme, m_organisationRow);
    m_organisationRow->addBelow(m_organisationNotes);
    section.box->addWidget(m_organisationRow);
    connect(m_organisationNotes, &OrganisationNotes::taken, this, [this](const Party &draft, const QString &place) {
        refresh(m_was, draft);
        Q_EMIT edited(m_draft, place);
    });

    const auto put = [this](const std::optional<OrganisationRef> &organisation, const QString &place) {
        m_organisationRow->setProblem({});
        m_draft.organisation = organisation;
        m_organisationRow->tellChanges();
        showOffers();
        Q_EMIT edited(m_draft, place);
    };
    connect(m_organisation, &OrganisationField::chosen, this,
        [this, put] { put(m_organisation->value(), u"organisation"_s); });
    connect(m_organisation, &OrganisationField::creationRequested, this, &PartyForm::organisationWanted);
    connect(m_organisation, &FieldEdit::left, this, [this] {
        m_organisationRow->setProblem(m_organisation->isUndecided()
                ? tr("Choose an organisation from the list, or create it there.")
                : QString());
    });
    connect(m_organisationRow, &FieldRow::revertRequested, this, [this, put] {
        m_organisation->setText(m_organisation->original());
        put(m_was.organisation, u"organisation/reverted"_s);
        showOrganisation();
    });
}

void PartyForm::buildRows()
{
    for (const RowList list : AllRowLists) {
        Section section = makeSection(sectionTitle(list), QString());
        auto *rows = new RowsEditor(list, m_theme, section.group);
        section.box->addWidget(rows);
        section.addButton = new FlatButton(FlatButton::Style::Link, tr("Add another"), m_theme, section.group);
        section.addButton->setThemeIcon(u"plus"_s);
        section.addButton->setAccessibleName(tr("%1: add another").arg(sectionTitle(list)));
        auto *indent = new QHBoxLayout;
        indent->addSpacing(FieldRow::leadingWidth() + 8 + FieldRow::TextInset - 3);
        indent->addWidget(section.addButton);
        indent->addStretch();
        section.box->addLayout(indent);
        connect(section.addButton, &QPushButton::clicked, rows, &RowsEditor::addRow);
        connect(rows, &RowsEditor::edited, this, [this, list](const QString &place) { takeRows(list, place); });
        connect(rows, &RowsEditor::rowsChanged, this, [this] {
            showSections();
            arrangeTabs();
        });
        m_rowSections.append(section);
        m_rows.append(rows);
    }
    static constexpr std::array sectionNames{"emailsSection", "phonesSection", "addressesSection", "websitesSection"};
    static constexpr std::array buttonNames{"addEmailButton", "addPhoneButton", "addAddressButton", "addWebsiteButton"};
    for (qsizetype i = 0; i < m_rowSections.size(); ++i) {
        m_rowSections.at(i).group->setObjectName(QLatin1StringView(sectionNames.at(std::size_t(i))));
        m_rowSections.at(i).addButton->setObjectName(QLatin1StringView(buttonNames.at(std::size_t(i))));
    }
}

void PartyForm::buildAbout()
{
    m_aboutSection = makeSection(tr("About"), u"aboutSection"_s);
    addScalar(m_aboutSection, {u"about"_s, &Party::about, Scalar::OfBoth, false, FieldEdit::Kind::Lines});
}

void PartyForm::buildOwnership(const Section &section)
{
    m_ownership = new OwnershipEditor(m_theme, section.group);
    section.box->addWidget(m_ownership);
    connect(m_ownership, &OwnershipEditor::edited, this, [this](const QString &place) {
        m_draft.owner = m_ownership->owner();
        m_draft.team = m_ownership->team();
        Q_EMIT edited(m_draft, place);
    });
}

void PartyForm::buildTags(const Section &section)
{
    m_tags = new TagsEditor(m_theme, section.group);
    section.box->addWidget(m_tags);
    connect(m_tags, &TagsEditor::edited, this, [this](const QString &place) {
        m_draft.tags = m_tags->tags();
        Q_EMIT edited(m_draft, place);
        m_fields->show(m_was, m_draft); // those of a DataTag come and go with it
    });
    connect(m_tags, &TagsEditor::tagsShown, this, &PartyForm::arrangeTabs);
}

void PartyForm::addTag()
{
    m_tags->addTag();
}

void PartyForm::buildFields()
{
    m_fields = new FieldsEditor(m_theme, this);
    m_column->addWidget(m_fields);
    connect(m_fields, &FieldsEditor::edited, this, [this](const QString &place) {
        m_draft.fields = m_fields->fields();
        Q_EMIT edited(m_draft, place);
    });
    connect(m_fields, &FieldsEditor::rowsChanged, this, [this] {
        m_fields->setVisible(!m_fields->isEmpty());
        arrangeTabs();
    });
}

void PartyForm::buildPeople()
{
    m_people = new PeopleSection(m_store, m_theme, this);
    m_column->addWidget(m_people);
    connect(m_people, &PeopleSection::openPartyRequested, this, &PartyForm::openPartyRequested);
    connect(m_people, &PeopleSection::personWanted, this, &PartyForm::personWanted);
}

void PartyForm::buildAddDetail()
{
    m_addDetail = new FlatButton(FlatButton::Style::Secondary, tr("Add detail"), m_theme, this);
    m_addDetail->setObjectName(u"addDetailButton"_s);
    m_addDetail->setThemeIcon(u"chevron-down"_s);
    auto *indent = new QHBoxLayout;
    indent->addSpacing(FieldRow::TextInset - 1);
    indent->addWidget(m_addDetail);
    indent->addStretch();
    m_column->addLayout(indent);
    connect(m_addDetail, &QPushButton::clicked, this, &PartyForm::offerDetails);
}

void PartyForm::open(const QUuid &localId, const Party &was, const Party &draft)
{
    m_localId = localId;
    m_openedFields.clear();
    for (RowsEditor *rows : std::as_const(m_rows))
        rows->clear();
    m_tags->clear();
    m_fields->clear();
    clearProblems();
    m_organisation->setText({});
    refresh(was, draft);
    m_people->showOrganisation(draft.isPerson() ? QUuid() : localId);
}

void PartyForm::refresh(const Party &was, const Party &draft)
{
    m_was = was;
    m_draft = draft;
    showScalars();
    showOrganisation();
    tellRegion();
    for (const RowList list : AllRowLists)
        editorOf(list)->setRows(rowsOf(was, list), rowsOf(draft, list));
    m_ownership->show(was, draft);
    m_tags->show(was, draft);
    m_fields->show(was, draft);
    showSections();
    arrangeTabs();
}

void PartyForm::showScalars()
{
    for (const Scalar &scalar : std::as_const(m_scalars)) {
        if (!scalar.belongsTo(m_draft)) {
            scalar.row->hide();
            continue;
        }
        scalar.edit->setOriginal(m_was.*scalar.member);
        scalar.edit->setText(m_draft.*scalar.member);
        scalar.row->tellChanges();
        scalar.row->setVisible(scalar.isAlwaysShown || !scalar.edit->text().isEmpty()
            || !scalar.edit->original().isEmpty() || m_openedFields.contains(scalar.key));
    }
}

void PartyForm::showOrganisation()
{
    m_organisationRow->setVisible(m_draft.isPerson());
    m_organisation->setValue(m_was.organisation, m_draft.organisation);
    m_organisationRow->tellChanges();
    showOffers();
}

/// What the choice of the organisation brings with it.
void PartyForm::showOffers()
{
    m_organisationNotes->showFor(m_localId, m_was, m_draft);
}

void PartyForm::showSections()
{
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        m_rowSections.at(i).group->setVisible(!m_rows.at(i)->isEmpty());
        m_rowSections.at(i).addButton->setVisible(!m_isReadOnly);
    }
    m_aboutSection.group->setVisible(!rowOf(u"about"_s)->isHidden());
    m_addDetail->setVisible(!m_isReadOnly);
}

void PartyForm::offerDetails()
{
    auto *menu = new QMenu(m_addDetail);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const RowList list : AllRowLists)
        menu->addAction(rowWord(list), editorOf(list), &RowsEditor::addRow);
    for (const Scalar &scalar : std::as_const(m_scalars)) {
        if (scalar.belongsTo(m_draft) && scalar.row->isHidden())
            menu->addAction(fieldWord(scalar.key), this, [this, key = scalar.key] { openScalar(key); });
    }
    for (const FieldDefinition &field : m_fields->hiddenFields())
        menu->addAction(
            displayText(field.name).replace(u'&', "&&"_L1), m_fields, [this, id = field.id] { m_fields->open(id); });
    menu->popup(m_addDetail->mapToGlobal(QPoint(0, m_addDetail->height())));
}

void PartyForm::openScalar(const QString &key)
{
    m_openedFields.append(key);
    showScalars();
    showSections();
    for (const Scalar &scalar : std::as_const(m_scalars)) {
        if (scalar.key == key)
            scalar.edit->input()->setFocus(Qt::OtherFocusReason);
    }
}

void PartyForm::arrangeTabs()
{
    QList<QWidget *> order;
    for (const Scalar &scalar : std::as_const(m_scalars)) {
        if (scalar.key == "about"_L1)
            continue;
        order.append(scalar.edit->input());
    }
    order.append(m_organisation->input());
    order.append(m_organisationNotes->inputs());
    order.append(m_ownership->inputs());
    order.append(m_tags->inputs());
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        order.append(m_rows.at(i)->inputs());
        order.append(m_rowSections.at(i).addButton);
    }
    order.append(m_scalars.back().edit->input());
    order.append(m_fields->inputs());
    order.append(m_people->inputs());
    order.append(m_addDetail);
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order.at(i - 1), order.at(i));
}

void PartyForm::takeRows(RowList list, const QString &place)
{
    setRowsOf(m_draft, list, editorOf(list)->rows());
    if (list == RowList::Addresses)
        tellRegion();
    if (list == RowList::Addresses || list == RowList::Phones)
        showOffers();
    Q_EMIT edited(m_draft, place);
}

/// A phone number without a prefix is one of the country where the record is, else of this computer's.
void PartyForm::tellRegion()
{
    QString region;
    for (qsizetype i = 0; region.isEmpty() && i < m_draft.addresses.size(); ++i)
        region = countryCodeOf(m_draft.addresses.at(i).country, m_countries);
    editorOf(RowList::Phones)->setRegion(region.isEmpty() ? QLocale::territoryToCode(QLocale().territory()) : region);
}

void PartyForm::setCatalogue(const Catalogue &catalogue)
{
    QList<Choice> titles;
    for (const QString &title : catalogue.titles.value_or(QStringList()))
        titles.append({title, title});
    for (const Scalar &scalar : std::as_const(m_scalars)) {
        if (scalar.key == "title"_L1)
            scalar.edit->setChoices(titles);
    }
    m_countries = catalogue.countries.value_or(QList<Country>());
    editorOf(RowList::Addresses)->setCountries(m_countries);
    tellRegion();
    m_ownership->setCatalogue(catalogue);
    m_tags->setCatalogue(catalogue);
    m_fields->setCatalogue(catalogue);
}

void PartyForm::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    for (const Scalar &scalar : std::as_const(m_scalars))
        scalar.row->setReadOnly(readOnly);
    m_organisationRow->setReadOnly(readOnly);
    m_organisationNotes->setReadOnly(readOnly);
    m_ownership->setReadOnly(readOnly);
    m_tags->setReadOnly(readOnly);
    m_fields->setReadOnly(readOnly);
    for (RowsEditor *rows : std::as_const(m_rows))
        rows->setReadOnly(readOnly);
    m_people->setReadOnly(readOnly);
    showSections();
}

void PartyForm::focusFirst()
{
    for (const Scalar &scalar : std::as_const(m_scalars)) {
        if (scalar.belongsTo(m_draft) && !scalar.row->isHidden()) {
            scalar.edit->input()->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

bool PartyForm::focusProblem()
{
    const auto rows = findChildren<FieldRow *>();
    const auto found = std::ranges::find_if(
        rows, [](const FieldRow *row) { return !row->problem().isEmpty() && !row->edits().isEmpty(); });
    if (found == rows.end())
        return false;
    (*found)->edits().first()->input()->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void PartyForm::clearProblems()
{
    for (const Scalar &scalar : std::as_const(m_scalars))
        scalar.row->setProblem({});
    m_organisationRow->setProblem({});
    m_ownership->clearProblems();
    m_tags->clearProblems();
    m_fields->clearProblems();
    for (RowsEditor *rows : std::as_const(m_rows))
        rows->clearProblems();
}

FieldRow *PartyForm::rowOf(const QString &key) const
{
    const auto found = std::ranges::find(m_scalars, key, &Scalar::key);
    return found == m_scalars.end() ? nullptr : found->row;
}

bool PartyForm::validate()
{
    QWidget *first = nullptr;
    const auto check = [&first](FieldRow *row, bool isWrong, const QString &sentence) {
        row->setProblem(isWrong ? sentence : QString());
        if (isWrong && !first)
            first = row->edits().first()->input();
    };
    const auto isBlankText = [](const QString &text) {
        return text.trimmed().isEmpty();
    };
    check(rowOf(u"name"_s), !m_draft.isPerson() && isBlankText(m_draft.name), tr("An organisation needs a name."));
    check(rowOf(u"firstName"_s), m_draft.isPerson() && isBlankText(m_draft.firstName) && isBlankText(m_draft.lastName),
        tr("A person needs a first or a last name."));
    const auto title = std::ranges::find(m_scalars, u"title"_s, &Scalar::key);
    check(title->row, m_draft.isPerson() && title->edit->isUnknownChoice(),
        tr("Your Capsule account does not have this title. Choose one from the list."));
    check(m_organisationRow, m_draft.isPerson() && m_organisation->isUndecided(),
        tr("Choose an organisation from the list, or create it there."));
    for (RowsEditor *rows : std::as_const(m_rows)) {
        QWidget *problem = rows->showProblems();
        first = first ? first : problem;
    }
    for (QWidget *problem : {m_ownership->showProblem(), m_tags->showProblem(), m_fields->showProblems()})
        first = first ? first : problem;
    if (first)
        first->setFocus(Qt::OtherFocusReason);
    return !first;
}

bool PartyForm::showRefusal(const QString &field, const QString &sentence)
{
    const QString key = field.section(u'.', 0, 0);
    if (key == "organisation"_L1) {
        m_organisationRow->setProblem(sentence);
        return true;
    }
    if (key == "owner"_L1 || key == "team"_L1) {
        m_ownership->showRefusal(key, sentence);
        return true;
    }
    if (key == "tag"_L1 || key == "tags"_L1) {
        m_tags->showRefusal(sentence);
        return true;
    }
    if (key == "field"_L1 || key == "fields"_L1) {
        m_fields->showRefusal(sentence);
        return true;
    }
    static const QHash<QString, RowList> lists{{u"emailAddress"_s, RowList::Emails},
        {u"emailAddresses"_s, RowList::Emails}, {u"email"_s, RowList::Emails}, {u"phoneNumber"_s, RowList::Phones},
        {u"phoneNumbers"_s, RowList::Phones}, {u"address"_s, RowList::Addresses}, {u"addresses"_s, RowList::Addresses},
        {u"website"_s, RowList::Websites}, {u"websites"_s, RowList::Websites}};
    if (const auto list = lists.constFind(key); list != lists.cend()) {
        editorOf(*list)->showRefusal(sentence);
        return true;
    }
    FieldRow *row = rowOf(key);
    if (row)
        row->setProblem(sentence);
    return row != nullptr;
}
