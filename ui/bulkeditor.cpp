#include "bulkeditor.h"

#include "flatbutton.h"
#include "partywords.h"
#include "plaintext.h"
#include "theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDate>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;
using Type = FieldDefinition::Type;

namespace {

QComboBox *comboBox(const char *name, const QString &label, QWidget *parent, bool isEditable = false)
{
    auto *box = new QComboBox(parent);
    box->setObjectName(QLatin1StringView(name));
    box->setAccessibleName(label);
    box->setEditable(isEditable);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setMinimumHeight(Theme::ControlHeight);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    return box;
}

QFormLayout *formOn(QWidget *page)
{
    auto *form = new QFormLayout(page);
    form->setContentsMargins({});
    form->setVerticalSpacing(Theme::RowGap);
    form->setHorizontalSpacing(Theme::Padding);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    return form;
}

/// What the field picker keeps of a text of the record itself; custom fields keep their definition's id.
const QStringList &ownTexts()
{
    static const QStringList keys{u"jobTitle"_s, u"title"_s, u"about"_s};
    return keys;
}

/// A date as Capsule has it (capsule-api.md section 10.2); empty for what is none.
QString isoDate(const QString &typed)
{
    const QLocale locale;
    for (const QDate &date : {QDate::fromString(typed, Qt::ISODate), locale.toDate(typed, QLocale::ShortFormat),
             locale.toDate(typed, QLocale::LongFormat)}) {
        if (date.isValid())
            return date.toString(Qt::ISODate);
    }
    return {};
}

bool isNumber(const QString &typed)
{
    bool isOne = false;
    QLocale::c().toDouble(typed, &isOne);
    return isOne;
}

} // namespace

BulkEditor::BulkEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_pages(new QStackedWidget(this))
    , m_problem(new PlainLabel(this))
    , m_goOn(new FlatButton(FlatButton::Style::Primary, tr("Show what would change"), theme, this))
{
    m_pages->addWidget(buildTagPage());
    m_pages->addWidget(buildOwnershipPage());
    m_pages->addWidget(buildFieldPage());
    m_pages->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_problem->setObjectName("bulkProblemLabel"_L1);
    m_problem->setWordWrap(true);
    theme.tint(m_problem, QPalette::WindowText, Theme::Token::Error);
    m_goOn->setObjectName("bulkRehearseButton"_L1);
    auto *back = new FlatButton(FlatButton::Style::Quiet, tr("Back"), theme, this);
    back->setObjectName("bulkEditorBackButton"_L1);

    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_goOn);
    buttons->addWidget(back);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(Theme::Padding);
    layout->addWidget(m_pages);
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    layout->addStretch(1);
    connect(back, &QPushButton::clicked, this, &BulkEditor::left);
    connect(m_goOn, &QPushButton::clicked, this, [this] {
        if (const auto wanted = change())
            Q_EMIT chosen(*wanted);
    });
}

QWidget *BulkEditor::buildTagPage()
{
    auto *page = new QWidget(this);
    QFormLayout *form = formOn(page);
    m_tagVerb = comboBox("bulkTagVerbBox", tr("What to do"), page);
    m_tagVerb->addItems({tr("Add tag"), tr("Remove tag")});
    m_tag = comboBox("bulkTagBox", tr("Tag"), page, true);
    form->addRow(tr("What to do"), m_tagVerb);
    form->addRow(tr("Tag"), m_tag);
    connect(m_tagVerb, &QComboBox::currentIndexChanged, this, &BulkEditor::check);
    connect(m_tag, &QComboBox::editTextChanged, this, &BulkEditor::check);
    return page;
}

QWidget *BulkEditor::buildOwnershipPage()
{
    auto *page = new QWidget(this);
    QFormLayout *form = formOn(page);
    m_owner = comboBox("bulkOwnerBox", tr("Owner"), page);
    m_team = comboBox("bulkTeamBox", tr("Team"), page);
    form->addRow(tr("Owner"), m_owner);
    form->addRow(tr("Team"), m_team);
    auto *hint = new PlainLabel(tr("Owner and team are set together: what is “None” here is taken away."), page);
    hint->setWordWrap(true);
    m_theme.tint(hint, QPalette::WindowText, Theme::Token::MutedText);
    form->addRow(hint);
    for (QComboBox *box : {m_owner, m_team})
        connect(box, &QComboBox::currentIndexChanged, this, &BulkEditor::check);
    return page;
}

QWidget *BulkEditor::buildFieldPage()
{
    auto *page = new QWidget(this);
    QFormLayout *form = formOn(page);
    m_field = comboBox("bulkFieldBox", tr("Field"), page);
    m_value = comboBox("bulkValueBox", tr("Value"), page, true);
    m_tick = new QCheckBox(tr("Ticked"), page);
    m_tick->setObjectName("bulkTickBox"_L1);
    m_tick->setMinimumHeight(Theme::ControlHeight);
    m_hint = new PlainLabel(page);
    m_hint->setWordWrap(true);
    m_theme.tint(m_hint, QPalette::WindowText, Theme::Token::MutedText);
    form->addRow(tr("Field"), m_field);
    auto *value = new QVBoxLayout;
    value->addWidget(m_value);
    value->addWidget(m_tick);
    form->addRow(tr("Value"), value);
    form->addRow(m_hint);
    connect(m_field, &QComboBox::currentIndexChanged, this, &BulkEditor::showValueInput);
    connect(m_value, &QComboBox::editTextChanged, this, &BulkEditor::check);
    return page;
}

void BulkEditor::edit(
    Subject subject, const Catalogue &catalogue, const QStringList &titles, const QList<OrganisationRef> &organisations)
{
    m_subject = subject;
    m_catalogue = catalogue;
    m_titles = titles;
    m_organisations = organisations;
    fillTags();
    fillOwnership();
    fillFields();
    m_pages->setCurrentIndex(static_cast<int>(subject));
    for (int page = 0; page < m_pages->count(); ++page) // as high as the page in front needs
        m_pages->widget(page)->setSizePolicy(
            QSizePolicy::Preferred, page == m_pages->currentIndex() ? QSizePolicy::Preferred : QSizePolicy::Ignored);
    const std::array<QWidget *, 3> firsts{m_tag, m_owner, m_field};
    setFocusProxy(firsts.at(std::size_t(subject)));
    check();
}

void BulkEditor::fillTags()
{
    m_tag->clear();
    for (const TagDefinition &tag : m_catalogue.tags.value_or(QList<TagDefinition>()))
        m_tag->addItem(displayText(tag.name), tag.id);
    m_tag->setCurrentIndex(-1);
    m_tag->setEditText({});
    nameIconButtons(*m_tag->lineEdit(), tr("Tag"));
}

void BulkEditor::fillOwnership()
{
    for (QComboBox *box : {m_owner, m_team}) {
        box->clear();
        //: No owner, or no team
        box->addItem(tr("None"), 0);
    }
    for (const User &user : m_catalogue.users.value_or(QList<User>()))
        m_owner->addItem(displayText(user.name), user.id);
    for (const Team &team : m_catalogue.teams.value_or(QList<Team>()))
        m_team->addItem(displayText(team.name), team.id);
}

void BulkEditor::fillFields()
{
    m_field->clear();
    for (const QString &key : ownTexts())
        m_field->addItem(fieldWord(key), key);
    m_field->addItem(fieldWord(u"organisation"_s), u"organisation"_s);
    for (const FieldDefinition &field : m_catalogue.fields.value_or(QList<FieldDefinition>()))
        m_field->addItem(displayText(field.name), field.id);
    showValueInput();
}

const FieldDefinition *BulkEditor::definition() const
{
    if (!m_catalogue.fields)
        return nullptr;
    const auto at = std::ranges::find(*m_catalogue.fields, m_field->currentData().toLongLong(), &FieldDefinition::id);
    return at == m_catalogue.fields->end() ? nullptr : &*at;
}

void BulkEditor::showValueInput()
{
    const QString key = m_field->currentData().toString();
    const FieldDefinition *field = definition();
    m_value->clear();
    if (key == "title"_L1)
        m_value->addItems(m_titles);
    for (const OrganisationRef &organisation : key == "organisation"_L1 ? m_organisations : QList<OrganisationRef>())
        m_value->addItem(displayText(organisation.name));
    if (field)
        m_value->addItems(field->options);
    m_value->setCurrentIndex(-1);
    m_value->setEditText({});
    const bool isTick = field && field->type == Type::Boolean;
    m_tick->setVisible(isTick);
    m_value->setVisible(!isTick);
    m_hint->setText(isTick ? QString()
            : field && field->type == Type::MultiSelect
            ? tr("Several choices are parted by semicolons. Leave it empty to clear the field.")
            : tr("Leave it empty to clear the field."));
    check();
}

std::optional<BulkChange> BulkEditor::tagChange() const
{
    const QString name = m_tag->currentText().trimmed();
    if (name.isEmpty())
        return {};
    Tag tag{0, name, false};
    for (const TagDefinition &known : m_catalogue.tags.value_or(QList<TagDefinition>())) {
        if (known.name.compare(name, Qt::CaseInsensitive) == 0)
            tag = {known.id, known.name, known.dataTag};
    }
    if (m_tagVerb->currentIndex() == 0)
        return AddTag{tag};
    return RemoveTag{tag};
}

std::optional<BulkChange> BulkEditor::ownershipChange() const
{
    SetOwnership change;
    for (const User &user : m_catalogue.users.value_or(QList<User>())) {
        if (user.id == m_owner->currentData().toLongLong())
            change.owner = UserRef{user.id, user.username, user.name};
    }
    for (const Team &team : m_catalogue.teams.value_or(QList<Team>())) {
        if (team.id == m_team->currentData().toLongLong())
            change.team = TeamRef{team.id, team.name};
    }
    return change;
}

std::optional<BulkChange> BulkEditor::fieldChange() const
{
    const QString key = m_field->currentData().toString();
    const QString typed = m_value->currentText().trimmed();
    if (ownTexts().contains(key))
        return SetText{key, typed};
    if (key == "organisation"_L1) {
        if (typed.isEmpty())
            return SetOrganisation{};
        const auto named = std::ranges::find_if(m_organisations,
            [&typed](const OrganisationRef &organisation) { return displayText(organisation.name) == typed; });
        return named == m_organisations.end() ? std::nullopt : std::optional<BulkChange>(SetOrganisation{*named});
    }
    const FieldDefinition *field = definition();
    if (!field)
        return {};
    SetField change{field->id, field->name, field->tagId, field->captureRule, typed};
    if (field->type == Type::Boolean)
        change.content = m_tick->isChecked();
    else if (field->type == Type::Date && !typed.isEmpty())
        change.content = isoDate(typed);
    return change;
}

std::optional<BulkChange> BulkEditor::change() const
{
    if (!problem().isEmpty())
        return {};
    switch (m_subject) {
    case Subject::Tag:
        return tagChange();
    case Subject::Ownership:
        return ownershipChange();
    case Subject::Field:
        return fieldChange();
    }
    Q_UNREACHABLE();
}

/// Why this cannot be done, as a sentence; empty if it can, or if nothing has been said yet.
QString BulkEditor::problem() const
{
    if (m_subject == Subject::Ownership) {
        const auto wanted = std::get<SetOwnership>(*ownershipChange());
        if (const auto no = applied(wanted, Party(), m_catalogue); !no && no.error() == BulkSkip::NotAMember)
            return tr("%1 is not a member of %2. Choose another team, or none.")
                .arg(displayText(wanted.owner->name), displayText(wanted.team->name));
        return {};
    }
    const FieldDefinition *field = m_subject == Subject::Field ? definition() : nullptr;
    const QString typed = m_value->currentText().trimmed();
    if (!field || typed.isEmpty())
        return {};
    if (field->type == Type::Number && !isNumber(typed))
        return tr("This field takes a number.");
    if (field->type == Type::Date && isoDate(typed).isEmpty())
        return tr("This field takes a date, such as %1.")
            .arg(QLocale().toString(QDate(2026, 7, 31), QLocale::ShortFormat));
    if (field->type == Type::List && !field->options.contains(typed))
        return tr("This field takes one of its choices.");
    const QStringList several = field->type == Type::MultiSelect ? typed.split(u';') : QStringList();
    if (!std::ranges::all_of(several, [field](const QString &one) { return field->options.contains(one.trimmed()); }))
        return tr("This field takes its own choices only.");
    return {};
}

void BulkEditor::check()
{
    m_problem->setText(problem());
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_goOn->setEnabled(change().has_value());
}
