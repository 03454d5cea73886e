#include "tagseditor.h"

#include "fieldrow.h"
#include "flatbutton.h"
#include "flowlayout.h"
#include "party/likeness.h"
#include "party/partyvalues.h"
#include "partydelegate.h"
#include "plaintext.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QStandardItemModel>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int MostOffers = 8;
constexpr int OfferHeight = 28;
constexpr int DotSize = 8;
constexpr int BarWidth = 3;
constexpr int ChipHeight = 28;
constexpr int ChipGap = 6;
constexpr int ChipInset = 10;
constexpr int ChipButtonSize = 24;
enum OfferRole { NameRole = Qt::UserRole + 1, IdRole, DataTagRole };
} // namespace

/// A tag with its dot, and a button to take it off or to keep it.
class TagsEditor::Chip : public QWidget
{
public:
    enum class State { There, Added, Removed };

    Chip(const QString &tag, State state, const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_tag(tag)
        , m_text(displayText(tag))
        , m_state(state)
        , m_theme(theme)
    {
        QFont struck = font();
        struck.setStrikeOut(state == State::Removed);
        setFont(struck);
        setAccessibleName(m_text);
        if (state != State::There)
            setAccessibleDescription(
                state == State::Added ? TagsEditor::tr("Added") : TagsEditor::tr("Goes away when you save."));
        setToolTip(plainToolTip(m_text));
    }
    FlatButton *addButton(const QString &icon, const QString &word)
    {
        m_button = new FlatButton(FlatButton::Style::Quiet, {}, m_theme, this);
        m_button->setThemeIcon(icon);
        m_button->setMuted(true);
        m_button->setFixedSize(ChipButtonSize, ChipButtonSize);
        m_button->setAccessibleName(word);
        m_button->setToolTip(plainToolTip(word));
        return m_button;
    }
    FlatButton *button() const { return m_button; }

    QSize sizeHint() const override
    {
        const int end = m_button ? ChipButtonSize + 2 : ChipInset;
        return {ChipInset + DotSize + 6 + fontMetrics().horizontalAdvance(m_text) + 2 + end, ChipHeight};
    }
    QSize minimumSizeHint() const override { return {48, ChipHeight}; }

protected:
    void resizeEvent(QResizeEvent *) override
    {
        if (m_button)
            m_button->move(onSide(
                {width() - ChipButtonSize - 2, (ChipHeight - ChipButtonSize) / 2, ChipButtonSize, ChipButtonSize})
                    .topLeft());
    }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isChanged = m_state != State::There;
        QPainterPath shape;
        shape.addRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::Radius, Theme::Radius);
        if (isChanged)
            painter.fillPath(shape, m_theme.color(Theme::Token::ChangedGround));
        painter.setPen(m_theme.color(Theme::Token::Border));
        painter.drawPath(shape);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tagColor(m_tag, m_theme));
        painter.drawEllipse(onSide({ChipInset, (height() - DotSize) / 2, DotSize, DotSize}));
        const int from = ChipInset + DotSize + 6;
        const QRect room(from, 0, width() - from - (m_button ? ChipButtonSize + 2 : ChipInset), height());
        painter.setPen(m_theme.color(m_state == State::Removed ? Theme::Token::MutedText : Theme::Token::Text));
        painter.drawText(onSide(room),
            static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)),
            fontMetrics().elidedText(m_text, Qt::ElideRight, room.width()));
        if (isChanged) {
            painter.setClipPath(shape);
            painter.fillRect(onSide({0, 0, BarWidth + 1, height()}), m_theme.color(Theme::Token::Changed));
        }
    }

private:
    QRect onSide(const QRect &place) const { return QStyle::visualRect(layoutDirection(), rect(), place); }

    QString m_tag;
    QString m_text;
    State m_state;
    const Theme &m_theme;
    FlatButton *m_button = nullptr;
};

TagField::TagField(const Theme &theme, QWidget *parent)
    : FieldEdit(Kind::Line, theme, parent)
    , m_offers(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_offers, this))
{
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setMaxVisibleItems(MostOffers + 1);
    // Not the line's own, which would write what is passed over into it, and choose what merely begins alike.
    m_completer->setWidget(line());
    connect(this, &FieldEdit::edited, this, [this] {
        setOriginal(text()); // what is typed here is no value that changed
        offer(text());
        showOffers();
    });
    connect(line(), &QLineEdit::returnPressed, this, &TagField::enter);
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &TagField::choose);
}

void TagField::setTags(const QList<TagDefinition> &known, const QList<Tag> &present)
{
    m_known = known;
    m_present = present;
}

bool TagField::isPresent(const TagDefinition &tag) const
{
    return hasTag(m_present, {tag.id, tag.name, tag.dataTag});
}

/// The tags that may be meant, the likeliest first; then the one to be created, with the one it may be mistaken for.
void TagField::offer(const QString &typed)
{
    enum Likeness { Same, LookAlike, Beginning, Inside, None };
    const QString wanted = typed.simplified();
    const auto likeness = [&wanted](const TagDefinition &tag) {
        if (tag.name.simplified().compare(wanted, Qt::CaseInsensitive) == 0)
            return Same;
        if (looksAlike(tag.name, wanted))
            return LookAlike;
        if (tag.name.startsWith(wanted, Qt::CaseInsensitive))
            return Beginning;
        return tag.name.contains(wanted, Qt::CaseInsensitive) ? Inside : None;
    };
    m_offers->clear();
    if (wanted.isEmpty())
        return;
    QList<std::pair<Likeness, TagDefinition>> found;
    for (const TagDefinition &tag : std::as_const(m_known)) {
        if (const Likeness how = likeness(tag); how != None)
            found.append({how, tag});
    }
    std::ranges::stable_sort(found, {}, &std::pair<Likeness, TagDefinition>::first);
    for (const auto &[how, tag] : std::as_const(found)) {
        if (!isPresent(tag) && m_offers->rowCount() < MostOffers)
            addOffer(tag.name, tag);
    }
    const bool isKnown = !found.isEmpty() && found.first().first == Same;
    if (isKnown || hasTag(m_present, {0, wanted, false}))
        return;
    const bool hasLookAlike = !found.isEmpty() && found.first().first == LookAlike;
    addOffer(hasLookAlike ? tr("Create tag “%1”, although there is “%2”").arg(wanted, found.first().second.name)
                          : tr("Create tag “%1”").arg(wanted),
        {0, wanted, {}, false});
}

/// Enter takes the first tag that there is; to create one takes a step to it.
void TagField::showOffers()
{
    if (m_offers->rowCount() == 0 || !line()->hasFocus()) {
        m_completer->popup()->hide();
        return;
    }
    m_completer->complete();
    const QModelIndex first = m_completer->popup()->model()->index(0, 0);
    m_completer->popup()->setCurrentIndex(first.data(IdRole).toLongLong() != 0 ? first : QModelIndex());
}

void TagField::addOffer(const QString &label, const TagDefinition &tag)
{
    auto *item = new QStandardItem(displayText(label));
    item->setSizeHint({0, OfferHeight});
    item->setData(tag.name, NameRole);
    item->setData(tag.id, IdRole);
    item->setData(tag.dataTag, DataTagRole);
    m_offers->appendRow(item);
}

void TagField::choose(const QModelIndex &index)
{
    const Tag tag{index.data(IdRole).toLongLong(), index.data(NameRole).toString(), index.data(DataTagRole).toBool()};
    clear();
    Q_EMIT chosen(tag);
}

/// Without offers Enter takes a tag whose name was typed in full.
void TagField::enter()
{
    if (m_completer->popup()->isVisible())
        return; // the completer has the key next
    const QString wanted = text().simplified();
    const auto tag = std::ranges::find_if(m_known, [&wanted](const TagDefinition &known) {
        return known.name.simplified().compare(wanted, Qt::CaseInsensitive) == 0;
    });
    if (tag == m_known.end() || isPresent(*tag))
        return;
    const Tag whole{tag->id, tag->name, tag->dataTag};
    clear();
    Q_EMIT chosen(whole);
}

void TagField::clear()
{
    setText({});
    setOriginal({});
    m_completer->popup()->hide();
    m_offers->clear();
}

bool TagField::isUndecided() const
{
    return !text().trimmed().isEmpty();
}

TagsEditor::TagsEditor(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_row(new FieldRow(theme, this))
    , m_field(new TagField(theme, m_row))
    , m_chipRoom(new QWidget(m_row))
    , m_flow(new FlowLayout(ChipGap, m_chipRoom))
    , m_note(new PlainLabel(this))
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(0, 0, 0, 0);
    box->setSpacing(0);
    m_row->setLabel(tr("Tags"));
    m_field->setNames(u"tagEdit"_s, tr("Add a tag"));
    m_field->setPlaceholder(tr("Add a tag"));
    m_row->addEdit(m_field, 1);
    m_chipRoom->setContentsMargins(FieldRow::TextInset, 3, 0, 0);
    m_row->addAbove(m_chipRoom);
    m_note->setObjectName(u"tagsNoteLabel"_s);
    m_note->setFont(Theme::font(Theme::Type::Caption));
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::WindowText);
    theme.tint(m_note, QPalette::WindowText, Theme::Token::Changed);
    m_row->addBelow(m_note);
    box->addWidget(m_row);
    connect(m_field, &TagField::chosen, this, &TagsEditor::add);
    connect(m_field, &FieldEdit::edited, this, [this] { m_row->setProblem({}); });
    connect(m_field, &FieldEdit::left, this, [this] { showProblem(); });
    rebuild();
}

void TagsEditor::setCatalogue(const Catalogue &catalogue)
{
    m_catalogue = catalogue;
    tellChanges();
}

void TagsEditor::show(const Party &was, const Party &draft)
{
    const bool isSame = m_was.tags == was.tags && m_draft.tags == draft.tags;
    m_was = was;
    m_draft = draft;
    if (!isSame)
        rebuild();
    tellPresence();
}

bool TagsEditor::wasThere(const Tag &tag) const
{
    return hasTag(m_was.tags.value_or(QList<Tag>()), tag);
}

/// Those that were there first, whatever became of them, then the new ones.
void TagsEditor::rebuild()
{
    for (Chip *chip : std::as_const(m_chips)) {
        m_flow->removeWidget(chip);
        chip->hide();
        chip->deleteLater(); // its button may be what was clicked
    }
    m_chips.clear();
    const QList<Tag> now = m_draft.tags.value_or(QList<Tag>());
    for (const Tag &tag : m_was.tags.value_or(QList<Tag>()))
        addChip(tag, !hasTag(now, tag));
    for (const Tag &tag : now) {
        if (!wasThere(tag))
            addChip(tag, false);
    }
    m_chipRoom->setVisible(!m_chips.isEmpty());
    tellChanges();
    tellPresence();
    Q_EMIT tagsShown();
}

/// Absent tags were never told, and are no empty list.
void TagsEditor::tellPresence()
{
    setVisible(m_draft.tags && !(m_isReadOnly && m_chips.isEmpty()));
}

void TagsEditor::tellChanges()
{
    const QList<Tag> now = m_draft.tags.value_or(QList<Tag>());
    QStringList added;
    QStringList removed;
    QStringList lines;
    for (const TagDifference &difference : tagDifferences(m_was, m_draft))
        difference.is ? added.append(difference.is->name) : removed.append(difference.was->name);
    if (!added.isEmpty())
        //: %1 is one or several tags
        lines.append(tr("Added: %1.").arg(QLocale().createSeparatedList(added)));
    if (!removed.isEmpty())
        //: %1 is one or several tags
        lines.append(tr("Goes away when you save: %1.").arg(QLocale().createSeparatedList(removed)));
    for (const TagDifference &difference : tagDifferences(m_was, m_draft)) {
        if (const QString fields = difference.is ? QString() : hiddenFieldsOf(*difference.was); !fields.isEmpty())
            lines.append(tr("Without “%1” its fields are hidden: %2.").arg(difference.was->name, fields));
    }
    m_note->setText(lines.join(u' '));
    m_note->setVisible(!lines.isEmpty());
    m_field->setTags(m_catalogue.tags.value_or(QList<TagDefinition>()), now);
}

void TagsEditor::addChip(const Tag &tag, bool isRemoved)
{
    const Chip::State state = isRemoved ? Chip::State::Removed
        : wasThere(tag)                 ? Chip::State::There
                                        : Chip::State::Added;
    auto *chip = new Chip(tag.name, state, m_theme, m_chipRoom);
    if (!m_isReadOnly) {
        const QString word = isRemoved ? tr("Keep the tag %1").arg(displayText(tag.name))
                                       : tr("Remove the tag %1").arg(displayText(tag.name));
        FlatButton *button = chip->addButton(isRemoved ? u"undo"_s : u"x"_s, word);
        button->setObjectName(u"tagButton_"_s + (tag.id ? QString::number(tag.id) : tag.name));
        connect(button, &QPushButton::clicked, this, [this, tag, isRemoved] { isRemoved ? add(tag) : remove(tag); });
    }
    m_flow->addWidget(chip);
    chip->show();
    m_chips.append(chip);
}

void TagsEditor::add(const Tag &tag)
{
    QList<Tag> now = m_draft.tags.value_or(QList<Tag>());
    if (hasTag(now, tag))
        return;
    const QList<Tag> was = m_was.tags.value_or(QList<Tag>());
    const auto placeOf = [&was](const Tag &one) {
        return std::ranges::find_if(was, [&one](const Tag &other) { return isAlike(other, one); }) - was.begin();
    };
    now.append(was.value(placeOf(tag), tag));
    std::ranges::stable_sort(now, {}, placeOf); // so that what is put back is as it was
    put(now, tag);
}

void TagsEditor::remove(const Tag &tag)
{
    QList<Tag> now = m_draft.tags.value_or(QList<Tag>());
    now.removeIf([&tag](const Tag &other) { return isAlike(other, tag); });
    put(now, tag);
}

void TagsEditor::put(const QList<Tag> &tags, const Tag &changed)
{
    m_draft.tags = tags;
    rebuild();
    m_field->input()->setFocus(Qt::OtherFocusReason); // the button that was pressed is gone
    Q_EMIT edited(u"tags/"_s + changed.name);
}

/// The names of the fields of a DataTag, as one text.
QString TagsEditor::hiddenFieldsOf(const Tag &tag) const
{
    QStringList names;
    for (const FieldDefinition &field : m_catalogue.fields.value_or(QList<FieldDefinition>())) {
        if (field.tagId != 0 && field.tagId == tag.id)
            names.append(field.name);
    }
    return names.isEmpty() ? QString() : QLocale().createSeparatedList(names);
}

void TagsEditor::setReadOnly(bool readOnly)
{
    if (m_isReadOnly == readOnly)
        return;
    m_isReadOnly = readOnly;
    m_field->setVisible(!readOnly);
    rebuild();
}

void TagsEditor::addTag()
{
    m_field->input()->setFocus(Qt::ShortcutFocusReason);
}

QList<QWidget *> TagsEditor::inputs() const
{
    QList<QWidget *> inputs;
    for (const Chip *chip : m_chips) {
        if (chip->button())
            inputs.append(chip->button());
    }
    inputs.append(m_field->input());
    return inputs;
}

void TagsEditor::clearProblems()
{
    m_row->setProblem({});
}

QWidget *TagsEditor::showProblem()
{
    const bool isUndecided = m_field->isUndecided();
    m_row->setProblem(isUndecided ? tr("Choose a tag from the list, or create it there.") : QString());
    return isUndecided ? m_field->input() : nullptr;
}

void TagsEditor::showRefusal(const QString &sentence)
{
    m_row->setProblem(sentence);
}
