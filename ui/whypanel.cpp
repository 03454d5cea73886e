#include "whypanel.h"

#include "flatbutton.h"
#include "plaintext.h"
#include "theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int MarkSize = 16;
constexpr int WidestText = 720;

/// A tick or a cross in the theme's colours; what it means stands beside it for those who do not see it.
class Mark : public QWidget
{
public:
    Mark(bool holds, const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_holds(holds)
    {
        setFixedSize(MarkSize, MarkSize);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        const auto tint = m_holds ? Theme::Token::Success : Theme::Token::Error;
        m_theme.icon(m_holds ? u"check"_s : u"x"_s, tint).paint(&painter, rect());
    }

private:
    const Theme &m_theme;
    bool m_holds;
};
} // namespace

WhyPanel::WhyPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_heading(new PlainLabel(this))
    , m_verdict(new PlainLabel(this))
    , m_reasons(new QVBoxLayout)
    , m_content(new QWidget)
{
    setObjectName(u"whyPanel"_s);
    setAccessibleName(tr("Why is this here?"));
    setMaximumWidth(WidestText);
    setFocusPolicy(Qt::StrongFocus);
    m_heading->setObjectName(u"whyHeading"_s);
    m_heading->setFont(Theme::font(Theme::Type::Section));
    m_heading->setWordWrap(true);
    m_verdict->setObjectName(u"whyVerdict"_s);
    m_verdict->setWordWrap(true);
    auto *close = new FlatButton(FlatButton::Style::Quiet, {}, theme, this);
    close->setObjectName(u"whyCloseButton"_s);
    close->setThemeIcon(u"x"_s);
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close"));

    m_content->setLayout(m_reasons);
    m_reasons->setContentsMargins(0, 0, Theme::Padding, 0);
    m_reasons->setSpacing(Theme::GroupGap);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(u"whyScrollArea"_s);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setAccessibleName(tr("Conditions"));
    scroll->setWidget(m_content);
    scroll->viewport()->setAutoFillBackground(false);
    theme.tint(scroll->verticalScrollBar(), QPalette::Base, Theme::Token::Window);
    m_content->setAutoFillBackground(false);

    auto *top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(close, 0, Qt::AlignTop);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::GroupGap, 16, Theme::GroupGap, 16);
    column->setSpacing(Theme::Padding);
    column->addLayout(top);
    column->addWidget(m_verdict);
    column->addWidget(scroll, 1);
    connect(close, &QPushButton::clicked, this, &WhyPanel::closed);
}

void WhyPanel::explain(const QString &record, const QString &list, const QList<WhyReason> &reasons)
{
    const bool isHere = std::ranges::all_of(reasons, &WhyReason::holds);
    //: %1 is a person or an organisation, %2 a list
    m_heading->setSentence((isHere ? tr("Why is %1 in “%2”?") : tr("Why is %1 not in “%2”?"))
            .arg(isolated(shortName(record)), isolated(shortName(list))));
    m_verdict->setText(isHere ? tr("Everything that is asked for holds.")
                              : tr("Not everything that is asked for holds: the record leaves the list."));
    m_lines = 0;
    qDeleteAll(m_content->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    while (QLayoutItem *item = m_reasons->takeAt(0))
        delete item;
    for (const WhyReason &reason : reasons)
        addReason(reason);
    m_reasons->addStretch(1);
}

void WhyPanel::addReason(const WhyReason &reason)
{
    auto *box = new QWidget(m_content);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(Theme::RowGap);
    auto *heading = new PlainLabel(reason.heading, box);
    heading->setWordWrap(true);
    heading->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(heading);
    for (const WhyLine &line : reason.lines)
        addLine(line, column);
    m_reasons->addWidget(box);
}

void WhyPanel::addLine(const WhyLine &line, QVBoxLayout *column)
{
    const int number = ++m_lines;
    auto *box = new QWidget(column->parentWidget());
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(line.level * Theme::GroupGap, 0, 0, 0);
    row->setSpacing(Theme::RowGap);
    auto *mark = new Mark(line.holds, m_theme, box);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    auto *condition = new PlainLabel(box);
    condition->setObjectName(u"whyCondition%1Label"_s.arg(number));
    condition->setSentence(line.condition);
    condition->setWordWrap(true);
    //: Read aloud: %1 is a condition of a list
    condition->setAccessibleName((line.holds ? tr("Holds: %1") : tr("Does not hold: %1")).arg(spoken(line.condition)));
    words->addWidget(condition);
    if (!line.decidedBy.isEmpty()) {
        auto *value = new PlainLabel(box);
        value->setObjectName(u"whyValue%1Label"_s.arg(number));
        value->setSentence(line.decidedBy);
        value->setWordWrap(true);
        value->setForegroundRole(QPalette::PlaceholderText);
        words->addWidget(value);
    }
    auto *markBox = new QVBoxLayout;
    markBox->addSpacing(std::max(0, (condition->fontMetrics().height() - MarkSize) / 2));
    markBox->addWidget(mark);
    markBox->addStretch(1);
    row->addLayout(markBox);
    row->addLayout(words, 1);
    column->addWidget(box);
}

void WhyPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}
