#include "fieldseditor.h"

#include "fieldrow.h"
#include "flatbutton.h"
#include "outsidelink.h"
#include "party/fieldtext.h"
#include "party/partyvalues.h"
#include "plaintext.h"
#include "theme.h"

#include <QGroupBox>
#include <QKeyEvent>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Type = FieldDefinition::Type;

namespace {

constexpr qsizetype MostUnfolded = 12; // more would be too many live controls for a form

/// A group for assistive technology that draws nothing itself.
class FieldGroup : public QGroupBox
{
public:
    using QGroupBox::QGroupBox;

protected:
    void paintEvent(QPaintEvent *) override { }
};

/// A menu that stays while its choices are ticked; Enter or a click elsewhere closes it.
class ChoicesMenu : public QMenu
{
public:
    using QMenu::QMenu;

protected:
    void mouseReleaseEvent(QMouseEvent *event) override
    {
        if (QAction *action = actionAt(event->pos()))
            action->trigger();
        else
            QMenu::mouseReleaseEvent(event);
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Space && activeAction())
            activeAction()->trigger();
        else
            QMenu::keyPressEvent(event);
    }
};

/// What is known of a field whose definition was never told: enough to show it, and not to edit it.
FieldDefinition definitionOf(const FieldValue &value)
{
    FieldDefinition definition;
    definition.id = value.definitionId;
    definition.name = value.definitionName;
    definition.tagId = value.tagId;
    return definition;
}

bool isPicker(const FieldDefinition &definition)
{
    return definition.type == Type::List || definition.type == Type::Boolean;
}

FieldContent contentOf(const FieldDefinition &definition, const QString &text)
{
    if (definition.type == Type::Boolean)
        return text == "true"_L1;
    return text;
}

} // namespace

/// One field and its row.
struct FieldsEditor::Line
{
    FieldDefinition definition;
    FieldRow *row = nullptr;
    FieldEdit *edit = nullptr;
    FlatButton *link = nullptr; ///< of a link
    FlatButton *choose = nullptr; ///< of several choices
};

FieldsEditor::FieldsEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_box(new QVBoxLayout(this))
{
    m_box->setContentsMargins(0, 0, 0, 0);
    m_box->setSpacing(Theme::GroupGap);
}

FieldsEditor::~FieldsEditor() = default;

void FieldsEditor::setCatalogue(const Catalogue &catalogue)
{
    m_tags = catalogue.tags.value_or(QList<TagDefinition>());
    if (m_definitions != catalogue.fields)
        m_folded.reset();
    m_definitions = catalogue.fields;
    show(m_was, m_draft);
}

void FieldsEditor::clear()
{
    m_opened.clear();
    m_folded.reset();
}

void FieldsEditor::show(const Party &was, const Party &draft)
{
    m_was = was;
    m_draft = draft;
    foldIfMany();
    if (const QList<Group> groups = shownGroups(); groups != m_built)
        rebuild(groups);
    for (const auto &line : m_lines)
        showValue(*line);
}

// --- which fields there are

bool FieldsEditor::isOffered(const FieldDefinition &definition) const
{
    if (definition.captureRule && *definition.captureRule != m_draft.type)
        return false;
    const QList<Tag> tags = m_draft.tags.value_or(QList<Tag>());
    return definition.tagId == 0 || std::ranges::find(tags, definition.tagId, &Tag::id) != tags.end();
}

bool FieldsEditor::isChanged(const FieldDefinition &definition) const
{
    const QList<FieldValue> was = m_was.fields.value_or(QList<FieldValue>());
    const QList<FieldValue> now = m_draft.fields.value_or(QList<FieldValue>());
    return !hasSameContent(fieldOf(was, definition.id), fieldOf(now, definition.id));
}

bool FieldsEditor::isMissing(const FieldDefinition &definition) const
{
    const QList<FieldValue> now = m_draft.fields.value_or(QList<FieldValue>());
    return definition.important && isOffered(definition) && isNothing(fieldOf(now, definition.id));
}

/// What is empty hides, unless it is important or was asked for. A DataTag opens all of its fields. What would be sent
/// is always in sight.
bool FieldsEditor::isShown(const FieldDefinition &definition) const
{
    if (isChanged(definition))
        return true;
    if (isOffered(definition) && (definition.important || definition.tagId != 0 || m_opened.contains(definition.id)))
        return true;
    const QList<FieldValue> was = m_was.fields.value_or(QList<FieldValue>());
    // A value of the other kind of record is kept in sight; one of a DataTag that the record has not is Capsule's.
    return !isNothing(fieldOf(was, definition.id)) && (definition.tagId == 0 || isOffered(definition));
}

QList<FieldDefinition> FieldsEditor::shownFields() const
{
    if (!m_draft.fields)
        return {};
    QList<FieldDefinition> known = m_definitions.value_or(QList<FieldDefinition>());
    for (const FieldValue &value : *m_draft.fields) {
        if (std::ranges::find(known, value.definitionId, &FieldDefinition::id) == known.end())
            known.append(definitionOf(value));
    }
    known.removeIf([this](const FieldDefinition &definition) { return !isShown(definition); });
    std::ranges::stable_sort(known, {},
        [](const FieldDefinition &definition) { return std::pair(definition.tagId, definition.displayOrder); });
    return known;
}

/// Many fields start folded, decided once for a record: what is added to it later stays open.
void FieldsEditor::foldIfMany()
{
    if (m_folded || !m_draft.fields)
        return;
    m_folded.emplace();
    const QList<FieldDefinition> fields = shownFields();
    if (fields.size() <= MostUnfolded)
        return;
    for (const FieldDefinition &field : fields)
        m_folded->insert(field.tagId);
}

QList<FieldsEditor::Group> FieldsEditor::shownGroups() const
{
    QList<Group> groups;
    for (const FieldDefinition &field : shownFields()) {
        if (groups.isEmpty() || groups.last().tagId != field.tagId)
            groups.append({field.tagId, titleOf(field.tagId), {}, 0});
        const bool isFolded = m_folded && m_folded->contains(field.tagId) && !isChanged(field) && !isMissing(field)
            && !m_opened.contains(field.id);
        if (isFolded)
            ++groups.last().folded;
        else
            groups.last().fields.append(field);
    }
    return groups;
}

QList<FieldDefinition> FieldsEditor::hiddenFields() const
{
    QList<FieldDefinition> hidden;
    if (!m_draft.fields)
        return hidden;
    for (const FieldDefinition &definition : m_definitions.value_or(QList<FieldDefinition>())) {
        if (isOffered(definition) && !isShown(definition) && isKnownType(definition))
            hidden.append(definition);
    }
    return hidden;
}

void FieldsEditor::open(qint64 definitionId)
{
    m_opened.insert(definitionId);
    show(m_was, m_draft);
    for (const auto &line : m_lines) {
        if (line->definition.id == definitionId)
            line->edit->input()->setFocus(Qt::OtherFocusReason);
    }
}

void FieldsEditor::unfold(qint64 tagId)
{
    m_folded->remove(tagId);
    show(m_was, m_draft);
    const auto first
        = std::ranges::find_if(m_lines, [tagId](const auto &line) { return line->definition.tagId == tagId; });
    if (first != m_lines.end())
        (*first)->edit->input()->setFocus(Qt::OtherFocusReason); // the button that was pressed is gone
}

// --- their rows

void FieldsEditor::rebuild(const QList<Group> &groups)
{
    qint64 focused = 0;
    for (const auto &line : m_lines) {
        line->edit->disconnect(this); // hidden with the focus it tells that it is left
        line->row->disconnect(this);
        if (line->edit->input()->hasFocus())
            focused = line->definition.id;
    }
    m_lines.clear();
    for (QWidget *group : std::as_const(m_groups)) {
        group->hide();
        group->deleteLater(); // we may be inside a signal of one of its edits
    }
    m_groups.clear();
    m_built = groups;
    for (const Group &group : groups) {
        QVBoxLayout *box = addGroup(group);
        for (const FieldDefinition &definition : group.fields)
            addLine(definition, box);
        m_groups.last()->show();
    }
    Q_EMIT rowsChanged();
    for (const auto &line : m_lines) {
        if (line->definition.id == focused)
            line->edit->input()->setFocus(Qt::OtherFocusReason);
    }
}

QString FieldsEditor::titleOf(qint64 tagId) const
{
    if (tagId == 0)
        return tr("Custom fields");
    const auto tag = std::ranges::find(m_tags, tagId, &TagDefinition::id);
    return tag == m_tags.end() ? tr("Fields of a tag") : tag->name;
}

/// Gives the room for the group's rows.
QVBoxLayout *FieldsEditor::addGroup(const Group &shown)
{
    auto *group = new FieldGroup(this);
    group->setObjectName(shown.tagId == 0 ? u"customFieldsSection"_s : u"dataTagSection_%1"_s.arg(shown.tagId));
    group->setAccessibleName(displayText(shown.title));
    group->setContentsMargins(0, 0, 0, 0);
    auto *column = new QVBoxLayout(group);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto *heading = new PlainLabel(shown.title, group);
    heading->setElided(true);
    heading->setFont(Theme::font(Theme::Type::Section));
    heading->setContentsMargins(FieldRow::TextInset, 0, 0, 4);
    column->addWidget(heading);
    auto *rows = new QVBoxLayout;
    rows->setSpacing(4);
    column->addLayout(rows);
    if (shown.folded > 0) {
        const QString words = shown.fields.isEmpty() ? tr("Show %n field(s)", nullptr, shown.folded)
                                                     : tr("Show %n more field(s)", nullptr, shown.folded);
        auto *button = new FlatButton(FlatButton::Style::Link, words, m_theme, group);
        button->setThemeIcon(u"chevron-down"_s);
        button->setObjectName(u"unfoldButton_%1"_s.arg(shown.tagId));
        //: %1 is a group of custom fields, %2 such as "Show 8 fields"
        button->setAccessibleName(tr("%1: %2").arg(displayText(shown.title), words));
        auto *indent = new QHBoxLayout;
        indent->addSpacing(FieldRow::TextInset - 3);
        indent->addWidget(button);
        indent->addStretch();
        column->addLayout(indent);
        connect(button, &QPushButton::clicked, this, [this, tagId = shown.tagId] { unfold(tagId); });
    }
    m_groups.append(group);
    m_box->addWidget(group);
    return rows;
}

/// What is asked of a value, before it is typed.
QString FieldsEditor::placeholderOf(const FieldDefinition &definition) const
{
    const bool isImportant = definition.important;
    switch (definition.type) {
    case Type::Number:
        return isImportant ? tr("Important: a number") : tr("A number");
    case Type::Date: {
        const QString pattern = datePattern(QLocale()).toLower();
        //: %1 is the pattern of a date, such as dd/mm/yyyy
        return isImportant ? tr("Important: a date, %1").arg(pattern) : tr("A date, %1").arg(pattern);
    }
    case Type::MultiSelect:
        return isImportant ? tr("Important: choices, parted by semicolons") : tr("Choices, parted by semicolons");
    case Type::Link:
        return isImportant ? tr("Important: a web address") : tr("A web address");
    case Type::Text:
    case Type::List:
    case Type::Boolean:
        break;
    }
    return isImportant ? tr("Important, not filled in yet") : QString();
}

void FieldsEditor::addLine(const FieldDefinition &definition, QVBoxLayout *box)
{
    auto added = std::make_unique<Line>();
    Line *line = added.get();
    line->definition = definition;
    line->row = new FieldRow(m_theme, m_groups.last());
    line->edit
        = new FieldEdit(isPicker(definition) ? FieldEdit::Kind::Picker : FieldEdit::Kind::Line, m_theme, line->row);
    line->row->setLabel(definition.name);
    line->row->setToolTip(plainToolTip(definition.description));
    line->edit->setNames(u"customField_%1"_s.arg(definition.id),
        definition.important ? tr("%1, important").arg(displayText(definition.name)) : displayText(definition.name));
    if (isPicker(definition)) {
        QList<Choice> choices{{QString(), definition.important ? tr("Important, not set") : tr("Not set")}};
        if (definition.type == Type::Boolean)
            choices.append({u"true"_s, tr("Yes")});
        for (const QString &option : definition.options)
            choices.append({option, option});
        line->edit->setChoices(choices);
    } else {
        line->edit->setPlaceholder(placeholderOf(definition));
    }
    line->row->addEdit(line->edit);
    box->addWidget(line->row);
    if (definition.type == Type::Link)
        addLinkAction(*line);
    if (definition.type == Type::MultiSelect)
        addChooser(*line);
    line->row->setReadOnly(m_isReadOnly || !isKnownType(definition));
    if (line->choose)
        line->row->setActionAvailable(line->choose, !m_isReadOnly);

    const QString place = u"fields/%1"_s.arg(definition.id);
    connect(line->edit, &FieldEdit::edited, this, [this, line, place] { take(*line, place); });
    connect(line->edit, &FieldEdit::left, this, [this, line] {
        line->row->setProblem(line->edit->isChanged() ? problemOf(*line) : QString());
        if (line->row->problem().isEmpty())
            showValue(*line); // as Capsule's text reads
    });
    connect(line->row, &FieldRow::revertRequested, this, [this, line, place] {
        line->edit->setText(line->edit->original());
        line->row->tellChanges();
        take(*line, place + u"/reverted"_s);
    });
    m_lines.push_back(std::move(added));
}

void FieldsEditor::addLinkAction(Line &line)
{
    line.link = line.row->addAction(
        u"external-link"_s, tr("Open link"), u"customField_%1_openButton"_s.arg(line.definition.id));
    connect(line.link, &QPushButton::clicked, this,
        [this, edit = line.edit] { openOutside(websiteLink(resolvedLink(edit->text(), m_draft), {})); });
}

void FieldsEditor::addChooser(Line &line)
{
    line.choose = line.row->addAction(
        u"chevron-down"_s, tr("Choose"), u"customField_%1_chooseButton"_s.arg(line.definition.id));
    connect(line.choose, &QPushButton::clicked, this, [this, at = &line] { chooseSeveral(*at); });
}

void FieldsEditor::chooseSeveral(Line &line)
{
    auto *menu = new ChoicesMenu(line.row);
    menu->setObjectName(u"choicesMenu"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QStringList offers = line.definition.options;
    for (const QString &chosen : choicesIn(line.edit->text())) {
        if (!offers.contains(chosen))
            offers.append(chosen); // kept until it is unticked
    }
    for (const QString &offer : std::as_const(offers)) {
        QAction *action = menu->addAction(displayText(offer).replace(u'&', "&&"_L1));
        action->setCheckable(true);
        action->setChecked(choicesIn(line.edit->text()).contains(offer));
        connect(action, &QAction::toggled, this, [this, at = &line, offer](bool on) {
            QStringList chosen = choicesIn(at->edit->text());
            on ? chosen.append(offer) : void(chosen.removeAll(offer));
            at->edit->setText(chosen.join("; "_L1));
            at->row->tellChanges();
            take(*at, u"fields/%1"_s.arg(at->definition.id));
        });
    }
    menu->popup(line.edit->mapToGlobal(QPoint(0, line.edit->height())));
}

// --- their values

void FieldsEditor::showValue(Line &line) const
{
    const auto shown = [&line](const Party &party) {
        const QList<FieldValue> fields = party.fields.value_or(QList<FieldValue>());
        const FieldValue *value = fieldOf(fields, line.definition.id);
        QString text = value ? shownContent(line.definition, value->value, QLocale()) : QString();
        if (line.definition.type == Type::MultiSelect)
            text = choicesIn(text).join("; "_L1);
        return text;
    };
    const QString text = shown(m_draft);
    line.edit->setOriginal(shown(m_was));
    // What is being typed stands as it was typed while it means the draft's value.
    const auto typed = storedContent(line.definition, line.edit->text(), QLocale());
    const auto meant = storedContent(line.definition, text, QLocale());
    if (!line.edit->input()->hasFocus() || !typed || typed != meant)
        line.edit->setText(text);
    tellLink(line);
    line.row->tellChanges();
}

void FieldsEditor::tellLink(Line &line) const
{
    if (!line.link)
        return;
    const QUrl target = websiteLink(resolvedLink(line.edit->text(), m_draft), {});
    line.row->setActionAvailable(line.link, target.isValid());
    const QString sentence = tr("Open %1").arg(displayText(linkTarget(target)));
    line.link->setToolTip(plainToolTip(sentence));
    line.link->setAccessibleName(sentence);
}

void FieldsEditor::take(Line &line, const QString &place)
{
    line.row->setProblem({});
    m_opened.insert(line.definition.id); // stays while it is emptied
    const QString text = line.edit->text();
    const auto stored = text == line.edit->original() ? std::nullopt : storedContent(line.definition, text, QLocale());
    FieldContent value = contentOf(line.definition, stored.value_or(text));
    const QList<FieldValue> fieldsBefore = m_was.fields.value_or(QList<FieldValue>());
    if (const FieldValue *before = fieldOf(fieldsBefore, line.definition.id); before && text == line.edit->original())
        value = before->value; // byte for byte, whatever it looks like
    m_draft.fields = withFieldValue(m_was, m_draft, line.definition, value);
    for (const auto &other : m_lines)
        tellLink(*other); // a link may hold this one's value
    Q_EMIT edited(place);
}

QString FieldsEditor::problemOf(const Line &line) const
{
    const QString text = line.edit->text();
    switch (line.definition.type) {
    case Type::Number:
        return storedContent(line.definition, text, QLocale()) ? QString() : tr("This field takes a number.");
    case Type::Date:
        return storedContent(line.definition, text, QLocale())
            ? QString()
            : tr("This field takes a date, such as %1.")
                  .arg(QLocale().toString(QDate(2024, 12, 31), datePattern(QLocale())));
    case Type::MultiSelect: {
        const QStringList before = choicesIn(line.edit->original());
        for (const QString &choice : choicesIn(text)) {
            if (!line.definition.options.contains(choice) && !before.contains(choice))
                return tr("“%1” is not one of the choices.").arg(displayText(choice));
        }
        break;
    }
    case Type::Text:
    case Type::List:
    case Type::Boolean:
    case Type::Link:
        break;
    }
    return {};
}

QWidget *FieldsEditor::showProblems()
{
    QWidget *first = nullptr;
    for (const auto &line : m_lines) {
        line->row->setProblem(line->edit->isChanged() ? problemOf(*line) : QString());
        if (!line->row->problem().isEmpty() && !first)
            first = line->edit->input();
    }
    return first;
}

void FieldsEditor::showRefusal(const QString &sentence)
{
    for (const auto &line : m_lines) {
        if (line->edit->isChanged())
            line->row->setProblem(sentence);
    }
}

void FieldsEditor::clearProblems()
{
    for (const auto &line : m_lines)
        line->row->setProblem({});
}

void FieldsEditor::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    for (const auto &line : m_lines) {
        line->row->setReadOnly(readOnly || !isKnownType(line->definition));
        if (line->choose)
            line->row->setActionAvailable(line->choose, !readOnly);
    }
}

QList<QWidget *> FieldsEditor::inputs() const
{
    QList<QWidget *> inputs;
    for (const auto &line : m_lines) {
        inputs.append(line->edit->input());
        for (QWidget *action : {line->link, line->choose}) {
            if (action)
                inputs.append(action);
        }
    }
    return inputs;
}
