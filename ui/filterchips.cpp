#include "filterchips.h"

#include "plaintext.h"
#include "theme.h"

#include <QEvent>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int Height = 26;
constexpr int Gap = 6;
constexpr int Inset = 10;
constexpr int CrossSize = 12;
constexpr qsizetype MostShown = 8; // a pasted page has thousands of words

/// A rounded frame around what narrows, where it runs in muted letters behind it, and a cross.
class Chip : public QToolButton
{
public:
    Chip(const Theme &theme, QWidget *parent)
        : QToolButton(parent)
        , m_theme(theme)
    {
        setFont(Theme::font(Theme::Type::Caption));
        setFocusPolicy(Qt::StrongFocus);
    }

    void setChip(const FilterChip &chip)
    {
        m_chip = chip;
        m_text = displayText(chip.text);
        m_where = whereOf(chip);
        setToolTip(plainToolTip(chip.canBeRemoved ? FilterChips::tr("%1 (%2). Click to remove it.").arg(m_text, m_where)
                                                  : FilterChips::tr("%1 (%2)").arg(m_text, m_where)));
        //: For a screen reader. %1 is what narrows the list, %2 says where that is looked up.
        setAccessibleName(chip.canBeRemoved ? FilterChips::tr("Remove the filter %1 (%2)").arg(m_text, m_where)
                                            : FilterChips::tr("Filter %1 (%2)").arg(m_text, m_where));
        setEnabled(chip.canBeRemoved);
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const int cross = m_chip.canBeRemoved ? CrossSize + Gap : 0;
        const int width = fontMetrics().horizontalAdvance(m_text) + Gap + fontMetrics().horizontalAdvance(m_where);
        return {width + cross + 2 * Inset + 2, std::max(Height, fontMetrics().height() + 8)};
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const bool isHot = isEnabled() && underMouse();
        painter.setBrush(m_theme.color(isHot ? Theme::Token::Selection : Theme::Token::Window));
        painter.setPen(
            hasFocus() ? QPen(m_theme.color(Theme::Token::Accent), 2) : QPen(m_theme.color(Theme::Token::Border), 1));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), height() / 2.0 - 1, height() / 2.0 - 1);

        QRect inner = rect().adjusted(Inset, 0, -Inset, 0);
        if (m_chip.canBeRemoved) {
            const QRect cross(
                inner.right() - CrossSize + 1, inner.center().y() - CrossSize / 2 + 1, CrossSize, CrossSize);
            m_theme.icon(u"x"_s, Theme::Token::MutedText).paint(&painter, placed(cross));
            inner.setRight(cross.left() - Gap);
        }
        const int whereWidth = fontMetrics().horizontalAdvance(m_where) + 1;
        const QRect where(inner.right() - whereWidth, inner.top(), whereWidth + 1, inner.height());
        painter.setPen(m_theme.color(Theme::Token::MutedText));
        painter.drawText(placed(where), Qt::AlignCenter, m_where);
        inner.setRight(where.left() - Gap);
        painter.setPen(m_theme.color(Theme::Token::Text));
        painter.drawText(placed(inner),
            int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
            fontMetrics().elidedText(m_text, Qt::ElideRight, inner.width()));
    }

private:
    QRect placed(const QRect &place) const { return QStyle::visualRect(layoutDirection(), rect(), place); }

    static QString whereOf(const FilterChip &chip)
    {
        //: On a filter's chip: it is looked up in Capsule, not on this computer
        const QString where = chip.runsInCapsule ? FilterChips::tr("Capsule")
                                                 //: On a filter's chip: it is looked up on this computer
                                                 : FilterChips::tr("this PC");
        //: On a filter's chip. %1 says where it is looked up, %2 of when that is.
        return chip.detail.isEmpty() ? where : FilterChips::tr("%1, %2").arg(where, chip.detail);
    }

    const Theme &m_theme;
    FilterChip m_chip;
    QString m_text;
    QString m_where;
};

} // namespace

FilterChips::FilterChips(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    setObjectName("filterChips"_L1);
    setContentsMargins(12, 0, 12, 8);
    setAccessibleName(tr("Filters"));
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    hide();
}

void FilterChips::setChips(const QList<FilterChip> &chips)
{
    if (chips == m_chips)
        return;
    m_chips = chips;
    QList<FilterChip> shown = chips.first(std::min(chips.size(), MostShown));
    if (const qsizetype rest = chips.size() - shown.size(); rest > 0)
        //: A chip in the place of those there is no room for
        shown.append({tr("%n more", nullptr, static_cast<int>(rest)), false, {}, false});
    while (m_buttons.size() > shown.size()) {
        QToolButton *last = m_buttons.takeLast();
        last->hide();
        last->deleteLater(); // it may be the one that was clicked
    }
    while (m_buttons.size() < shown.size()) {
        auto *chip = new Chip(m_theme, this);
        const auto place = int(m_buttons.size());
        chip->setObjectName(u"filterChip%1"_s.arg(place));
        connect(chip, &QToolButton::clicked, this, [this, place] { Q_EMIT removed(place); });
        m_buttons.append(chip);
        chip->show();
    }
    for (qsizetype place = 0; place < shown.size(); ++place)
        static_cast<Chip *>(m_buttons.at(place))->setChip(shown.at(place));
    setVisible(!chips.isEmpty());
    arrange(width(), true);
    updateGeometry();
}

/// Puts the chips into lines of that width; returns the height of all.
int FilterChips::arrange(int width, bool moves) const
{
    const QMargins margins = contentsMargins();
    const int room = std::max(0, width - margins.left() - margins.right());
    int left = 0;
    int top = margins.top();
    int lineHeight = 0;
    for (QToolButton *button : m_buttons) {
        QSize size = button->sizeHint();
        size.setWidth(std::min(size.width(), room));
        if (left > 0 && left + size.width() > room) {
            left = 0;
            top += lineHeight + Gap;
            lineHeight = 0;
        }
        if (moves)
            button->setGeometry(
                QStyle::visualRect(layoutDirection(), rect(), QRect(QPoint(margins.left() + left, top), size)));
        left += size.width() + Gap;
        lineHeight = std::max(lineHeight, size.height());
    }
    return top + lineHeight + margins.bottom();
}

int FilterChips::heightForWidth(int width) const
{
    return arrange(width, false);
}

QSize FilterChips::sizeHint() const
{
    return {200, heightForWidth(std::max(width(), 200))};
}

QSize FilterChips::minimumSizeHint() const
{
    return {0, m_buttons.isEmpty() ? 0 : heightForWidth(std::max(width(), 200))};
}

void FilterChips::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange(width(), true);
    updateGeometry();
}

bool FilterChips::event(QEvent *event)
{
    if (event->type() == QEvent::LayoutDirectionChange || event->type() == QEvent::FontChange)
        arrange(width(), true);
    return QWidget::event(event);
}
