#include "ownershipeditor.h"

#include "fieldrow.h"
#include "partywords.h"
#include "plaintext.h"

#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

template <typename Ref>
QString idText(const std::optional<Ref> &reference)
{
    return reference ? QString::number(reference->id) : QString();
}

QString nameOf(const User &user)
{
    return user.name.isEmpty() ? user.username : user.name;
}

/// Those on offer, and those the record names that are not: users leave, and lists may not have been told.
template <typename Ref>
void addMissing(QList<Choice> &choices, const std::optional<Ref> &reference)
{
    if (reference && std::ranges::find(choices, idText(reference), &Choice::value) == choices.end())
        choices.append({idText(reference), reference->name});
}

template <typename Item, typename Ref>
std::optional<Ref> refOf(const std::optional<QList<Item>> &items, const QString &id, const std::optional<Ref> &was,
    Ref (*make)(const Item &))
{
    if (id.isEmpty())
        return {};
    for (const Item &item : items.value_or(QList<Item>())) {
        if (QString::number(item.id) == id)
            return make(item);
    }
    return was;
}

} // namespace

OwnershipEditor::OwnershipEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_ownerRow(new FieldRow(theme, this))
    , m_teamRow(new FieldRow(theme, this))
    , m_owner(new FieldEdit(FieldEdit::Kind::Picker, theme, m_ownerRow))
    , m_team(new FieldEdit(FieldEdit::Kind::Picker, theme, m_teamRow))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(4);
    addRow(m_ownerRow, m_owner, u"owner"_s);
    addRow(m_teamRow, m_team, u"team"_s);
    connect(m_owner, &FieldEdit::edited, this, [this] { takeOwner(m_owner->text()); });
    connect(m_team, &FieldEdit::edited, this, [this] { takeTeam(m_team->text()); });
    connect(m_ownerRow, &FieldRow::revertRequested, this, [this] {
        m_draft.owner = m_was.owner;
        show(m_was, m_draft);
        tell(u"ownerAndTeam/owner/reverted"_s);
    });
    connect(m_teamRow, &FieldRow::revertRequested, this, [this] {
        m_draft.team = m_was.team;
        show(m_was, m_draft);
        tell(u"ownerAndTeam/team/reverted"_s);
    });
    offer();
}

void OwnershipEditor::addRow(FieldRow *row, FieldEdit *edit, const QString &key)
{
    row->setLabel(fieldWord(key));
    edit->setNames(key + u"Edit"_s, fieldWord(key));
    row->addEdit(edit);
    layout()->addWidget(row);
}

void OwnershipEditor::setCatalogue(const Catalogue &catalogue)
{
    m_catalogue = catalogue;
    offer();
}

void OwnershipEditor::offer()
{
    QList<Choice> owners{{QString(), tr("Nobody")}};
    for (const User &user : m_catalogue.users.value_or(QList<User>()))
        owners.append({QString::number(user.id), nameOf(user)});
    QList<Choice> teams{{QString(), tr("No team")}};
    for (const Team &team : m_catalogue.teams.value_or(QList<Team>()))
        teams.append({QString::number(team.id), team.name});
    for (const Party &party : {m_was, m_draft}) {
        addMissing(owners, party.owner);
        addMissing(teams, party.team);
    }
    m_owner->setChoices(owners);
    m_team->setChoices(teams);
}

void OwnershipEditor::show(const Party &was, const Party &draft)
{
    m_was = was;
    m_draft = draft;
    offer();
    m_owner->setOriginal(idText(was.owner));
    m_owner->setText(idText(draft.owner));
    m_team->setOriginal(idText(was.team));
    m_team->setText(idText(draft.team));
    m_ownerRow->tellChanges();
    m_teamRow->tellChanges();
}

void OwnershipEditor::takeOwner(const QString &id)
{
    const auto make = +[](const User &user) {
        return UserRef{user.id, user.username, nameOf(user)};
    };
    const bool isOld = id == idText(m_was.owner);
    m_draft.owner = isOld ? m_was.owner : refOf(m_catalogue.users, id, m_draft.owner, make);
    tell(u"ownerAndTeam/owner"_s);
}

void OwnershipEditor::takeTeam(const QString &id)
{
    const auto make = +[](const Team &team) {
        return TeamRef{team.id, team.name};
    };
    const bool isOld = id == idText(m_was.team);
    m_draft.team = isOld ? m_was.team : refOf(m_catalogue.teams, id, m_draft.team, make);
    tell(u"ownerAndTeam/team"_s);
}

void OwnershipEditor::tell(const QString &place)
{
    m_ownerRow->setProblem({});
    showProblem();
    Q_EMIT edited(place);
}

bool OwnershipEditor::isMemberMissing() const
{
    if (!m_draft.owner || !m_draft.team || !m_catalogue.teams)
        return false;
    const auto team = std::ranges::find(*m_catalogue.teams, m_draft.team->id, &Team::id);
    return team != m_catalogue.teams->end() && team->members && !team->members->contains(m_draft.owner->id);
}

QWidget *OwnershipEditor::showProblem()
{
    const bool isChanged = m_owner->isChanged() || m_team->isChanged();
    if (!isChanged || !isMemberMissing()) {
        m_teamRow->setProblem({});
        return nullptr;
    }
    m_teamRow->setProblem(tr("%1 is not a member of %2. Choose another owner or team.")
            .arg(displayText(m_draft.owner->name), displayText(m_draft.team->name)));
    return m_team->input();
}

void OwnershipEditor::setReadOnly(bool readOnly)
{
    m_ownerRow->setReadOnly(readOnly);
    m_teamRow->setReadOnly(readOnly);
}

QList<QWidget *> OwnershipEditor::inputs() const
{
    return {m_owner->input(), m_team->input()};
}

void OwnershipEditor::clearProblems()
{
    m_ownerRow->setProblem({});
    m_teamRow->setProblem({});
}

void OwnershipEditor::showRefusal(const QString &key, const QString &sentence)
{
    (key == "team"_L1 ? m_teamRow : m_ownerRow)->setProblem(sentence);
}
