#include "searchpalette.h"

#include "avatar.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "store/searchmatches.h"

#include <QAction>
#include <QFrame>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QPointer>
#include <QStyledItemDelegate>
#include <QTextLayout>

#include <algorithm>
#include <cmath>
#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr int RowHeight = 40;
constexpr int PictureSize = 24;
constexpr int MostRows = 10;

class PaletteDelegate : public QStyledItemDelegate
{
public:
    PaletteDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {0, std::max(RowHeight, option.fontMetrics.height() + 16)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setClipRect(option.rect, Qt::IntersectClip);
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.color(Theme::Token::Selection));
            painter->drawRoundedRect(option.rect.adjusted(4, 1, -4, -1), Theme::Radius, Theme::Radius);
        }
        const QRect row = option.rect.adjusted(12, 0, -14, 0);
        const auto placed = [&](const QRect &rect) {
            return QStyle::visualRect(option.direction, row, rect);
        };
        const QRect picture(row.left(), row.center().y() - PictureSize / 2 + 1, PictureSize, PictureSize);
        paintPicture(painter, placed(picture), index);

        const QString search = index.data(PaletteModel::SearchRole).toString();
        const int room = row.width() - PictureSize - 12;
        MarkedText text(index.data().toString(), search, option.font, room);
        const QRect name(picture.right() + 12, row.top(), text.width(), row.height());
        painter->setPen(m_theme.color(Theme::Token::Text));
        text.paint(painter, placed(name), option.direction);

        const bool isCommand = index.data(PaletteModel::KindRole).toInt() == int(PaletteItem::Kind::Command);
        QRect rest(name.right() + 12, row.top(), std::max(0, row.right() - name.right() - 12), row.height());
        MarkedText detail(index.data(PaletteModel::DetailRole).toString(), isCommand ? QString() : search,
            Theme::font(Theme::Type::Caption), rest.width());
        if (isCommand) // keys stand at the trailing edge
            rest.setLeft(std::max(rest.left(), rest.right() + 1 - detail.width()));
        painter->setPen(m_theme.color(Theme::Token::MutedText));
        detail.paint(painter, placed(rest), option.direction);
        painter->restore();
    }

private:
    /// One line that is cut where there is no room, with what was searched in bold.
    class MarkedText
    {
    public:
        MarkedText(const QString &text, const QString &search, const QFont &font, int room)
        {
            QTextCharFormat bold;
            bold.setFontWeight(QFont::Bold);
            QFont widest = font;
            widest.setBold(true);
            const QString shown = QFontMetrics(widest).elidedText(text, Qt::ElideRight, std::max(0, room));
            QList<QTextLayout::FormatRange> ranges;
            for (const TextPart &part : matchingParts(search, shown))
                ranges.append({int(part.start), int(part.length), bold});
            m_layout.setText(shown);
            m_layout.setFont(font);
            m_layout.setFormats(ranges);
            m_layout.beginLayout();
            m_line = m_layout.createLine();
            if (m_line.isValid())
                m_line.setNumColumns(int(shown.size())); // all on one line, whatever its width
            m_layout.endLayout();
        }
        int width() const { return m_line.isValid() ? int(std::ceil(m_line.naturalTextWidth())) : 0; }
        /// At the leading edge of `place`.
        void paint(QPainter *painter, const QRect &place, Qt::LayoutDirection direction) const
        {
            if (!m_line.isValid())
                return;
            const qreal left = direction == Qt::RightToLeft ? place.right() + 1 - width() : place.left();
            m_layout.draw(painter, {left, place.top() + (place.height() - m_line.height()) / 2});
        }

    private:
        QTextLayout m_layout;
        QTextLine m_line;
    };

    void paintPicture(QPainter *painter, const QRect &rect, const QModelIndex &index) const
    {
        if (index.data(PaletteModel::KindRole).toInt() == int(PaletteItem::Kind::Record))
            return paintAvatar(
                painter, rect, index.data().toString(), index.data(PaletteModel::IsPersonRole).toBool(), m_theme);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, rect.adjusted(4, 4, -4, -4));
    }

    const Theme &m_theme;
};
} // namespace

void PaletteModel::setItems(const QList<PaletteItem> &items, const QString &search)
{
    beginResetModel();
    m_items = items;
    m_search = search;
    endResetModel();
}

int PaletteModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_items.size());
}

QVariant PaletteModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaletteItem &item = m_items.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(item.text);
    case Qt::AccessibleTextRole:
        return item.detail.isEmpty() ? displayText(item.text)
                                     : tr("%1, %2").arg(displayText(item.text), displayText(item.detail));
    case Qt::DecorationRole:
        return item.command ? item.command->icon() : QVariant();
    case DetailRole:
        return displayText(item.detail);
    case KindRole:
        return int(item.kind);
    case IsPersonRole:
        return item.isPerson;
    case SearchRole:
        return m_search;
    default:
        return {};
    }
}

SearchPalette::SearchPalette(const Theme &theme, Source source, QWidget *parent)
    : QLineEdit(parent)
    , m_source(std::move(source))
    , m_popup(new QFrame(this))
    , m_view(new QListView(m_popup))
{
    setObjectName("searchEdit"_L1);
    setPlaceholderText(tr("Search people and organisations… (%1)")
            .arg(QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText)));
    setAccessibleName(tr("Search people, organisations and commands"));
    setClearButtonEnabled(true);
    addAction(theme.icon(u"search"_s, Theme::Token::MutedText), LeadingPosition);
    nameIconButtons(*this, tr("Clear the search"));

    m_popup->setObjectName("paletteFrame"_L1);
    m_popup->setFrameShape(QFrame::StyledPanel);
    m_popup->setAutoFillBackground(true);
    theme.tint(m_popup, QPalette::Window, Theme::Token::Surface);
    m_popup->hide();
    m_view->setObjectName("paletteView"_L1);
    m_view->setAccessibleName(tr("Search results"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new PaletteDelegate(theme, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setUniformItemSizes(true);
    m_view->setMouseTracking(true);
    auto *layout = new QVBoxLayout(m_popup);
    layout->setContentsMargins(1, 4, 1, 4);
    layout->addWidget(m_view);

    connect(this, &QLineEdit::textEdited, this, &SearchPalette::offer);
    connect(this, &QLineEdit::textChanged, this, [this](const QString &now) {
        if (now.isEmpty() && hasFocus())
            offer();
    });
    connect(m_view, &QListView::entered, m_view, &QListView::setCurrentIndex);
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) { take(index.row()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        setAccessibleDescription(index.data(Qt::AccessibleTextRole).toString()); // the focus stays in the field
    });
}

SearchPalette::~SearchPalette() = default;

bool SearchPalette::isOpen() const
{
    return !m_popup->isHidden();
}

void SearchPalette::offer()
{
    const QString search = text().trimmed();
    m_model.setItems(m_source(search), search.startsWith(u'>') ? search.mid(1).trimmed() : search);
    if (m_model.rowCount() == 0)
        return m_popup->hide();
    if (m_popup->parentWidget() != window()) {
        m_popup->setParent(window());
        window()->installEventFilter(this);
    }
    m_view->setCurrentIndex(m_model.index(0));
    place();
    m_popup->show();
    m_popup->raise();
}

void SearchPalette::place()
{
    const int rows = std::min(m_model.rowCount(), MostRows);
    const int height = rows * m_view->sizeHintForRow(0) + 10;
    m_popup->setGeometry(QRect(mapTo(window(), QPoint(0, this->height() + 4)), QSize(width(), height)));
}

void SearchPalette::moveBy(int rows)
{
    const int count = m_model.rowCount();
    if (!isOpen())
        return offer();
    if (count > 0)
        m_view->setCurrentIndex(m_model.index((m_view->currentIndex().row() + rows + count) % count));
}

void SearchPalette::take(int row)
{
    if (row < 0 || row >= m_model.rowCount())
        return;
    const PaletteItem item = m_model.item(row);
    const QString typed = text().trimmed();
    const QPointer<QAction> command = item.command;
    close();
    clear();
    Q_EMIT left(); // first, so that what is chosen can take the focus
    switch (item.kind) {
    case PaletteItem::Kind::Record:
        return Q_EMIT recordChosen(item.localId);
    case PaletteItem::Kind::List:
        return Q_EMIT listChosen(item.key);
    case PaletteItem::Kind::Create:
        return Q_EMIT createChosen(typed);
    case PaletteItem::Kind::Command:
        if (command)
            command->trigger();
        return;
    }
}

void SearchPalette::close()
{
    m_popup->hide();
}

void SearchPalette::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Down:
        return moveBy(1);
    case Qt::Key_Up:
        return moveBy(-1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (isOpen())
            take(m_view->currentIndex().row());
        return;
    case Qt::Key_Escape:
        close();
        clear();
        close(); // clearing offers what was used lately
        return Q_EMIT left();
    default:
        QLineEdit::keyPressEvent(event);
    }
}

void SearchPalette::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason)
        offer();
}

void SearchPalette::focusOutEvent(QFocusEvent *event)
{
    QLineEdit::focusOutEvent(event);
    if (event->reason() != Qt::PopupFocusReason)
        close();
}

bool SearchPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::Resize && isOpen())
        QMetaObject::invokeMethod(this, &SearchPalette::place, Qt::QueuedConnection); // after the layout
    return QLineEdit::eventFilter(watched, event);
}
