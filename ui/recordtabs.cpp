#include "recordtabs.h"

#include "activitypage.h"
#include "api/activityapi.h"
#include "dealpage.h"
#include "taskpage.h"
#include "theme.h"

#include <QFrame>
#include <QPainter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Tabs as words, the current one underlined.
class FlatTabBar : public QTabBar
{
public:
    FlatTabBar(const Theme &theme, QWidget *parent)
        : QTabBar(parent)
        , m_theme(theme)
    {
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

protected:
    QSize tabSizeHint(int index) const override
    {
        QFont strong = font();
        strong.setWeight(QFont::DemiBold);
        return {QFontMetrics(strong).horizontalAdvance(tabText(index)) + 2 * Theme::Padding,
            std::max(Theme::ControlHeight, fontMetrics().height() + Theme::Padding)};
    }
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (int tab = 0; tab < count(); ++tab) {
            const QRect place = tabRect(tab);
            const bool isCurrent = tab == currentIndex();
            QFont words = font();
            words.setWeight(isCurrent ? QFont::DemiBold : QFont::Normal);
            painter.setFont(words);
            painter.setPen(m_theme.color(isCurrent ? Theme::Token::Text : Theme::Token::MutedText));
            painter.drawText(place, Qt::AlignCenter, tabText(tab));
            if (isCurrent)
                painter.fillRect(place.adjusted(Theme::Padding, place.height() - 2, -Theme::Padding, 0),
                    m_theme.color(Theme::Token::Accent));
            if (isCurrent && hasFocus()) {
                painter.setPen(QPen(m_theme.color(Theme::Token::Accent), 2));
                painter.drawRoundedRect(QRectF(place).adjusted(2, 3, -2, -5), Theme::Radius - 1, Theme::Radius - 1);
            }
        }
    }

private:
    const Theme &m_theme;
};
} // namespace

RecordTabs::RecordTabs(
    PartyStore &store, ActivitySync &sync, CapsuleApi &api, const Theme &theme, QWidget *details, QWidget *parent)
    : QWidget(parent)
    , m_addresses(std::make_unique<ActivityApi>(api))
    , m_bar(new FlatTabBar(theme, this))
    , m_pages(new QStackedWidget(this))
    , m_activity(new ActivityPage(store, sync, *m_addresses, theme))
    , m_tasks(new TaskPage(store, sync, *m_addresses, TaskModel::Source::Record, theme))
    , m_deals(new DealPage(store, sync, api, theme))
{
    m_bar->setObjectName(u"recordTabBar"_s);
    m_bar->setAccessibleName(tr("Parts of the record"));
    m_bar->setDrawBase(false);
    m_bar->setExpanding(false);
    m_bar->setElideMode(Qt::ElideRight);
    m_bar->addTab(tr("Details"));
    m_bar->addTab(tr("Activity"));
    m_bar->addTab(tr("Tasks"));
    //: A tab with the opportunities and projects of a record
    m_bar->addTab(tr("Deals"));
    for (QWidget *page :
        {details, static_cast<QWidget *>(m_activity), static_cast<QWidget *>(m_tasks), static_cast<QWidget *>(m_deals)})
        m_pages->addWidget(page);
    auto *line = new QFrame(this);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    theme.tint(line, QPalette::Window, Theme::Token::Border);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(Theme::Padding, 0, Theme::Padding, 0);
    bar->addWidget(m_bar, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(bar);
    column->addWidget(line);
    column->addWidget(m_pages, 1);

    connect(m_bar, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_bar, &QTabBar::currentChanged, this, [this] { Q_EMIT tabChosen(tab()); });
    connect(m_activity, &ActivityPage::offered, this, &RecordTabs::offered);
    connect(m_activity, &ActivityPage::failed, this, &RecordTabs::failed);
    connect(m_tasks, &TaskPage::offered, this, &RecordTabs::offered);
    connect(m_tasks, &TaskPage::failed, this, &RecordTabs::failed);
}

RecordTabs::~RecordTabs() = default;

void RecordTabs::setRecord(const QUuid &record)
{
    m_activity->setRecord(record);
    m_tasks->setRecord(record);
    m_deals->setRecord(record);
}

void RecordTabs::setCatalogue(const Catalogue &catalogue)
{
    m_activity->setTypes(catalogue.activityTypes.value_or(QList<ActivityType>()));
    m_tasks->setCatalogue(catalogue);
}

void RecordTabs::setReadOnly(bool readOnly)
{
    m_activity->setReadOnly(readOnly);
    m_tasks->setReadOnly(readOnly);
}

RecordTabs::Tab RecordTabs::tab() const
{
    return static_cast<Tab>(m_bar->currentIndex());
}

void RecordTabs::setTab(Tab tab)
{
    m_bar->setCurrentIndex(int(tab));
}

void RecordTabs::keepDrafts()
{
    m_activity->keepDraft();
    m_tasks->keepDraft();
}

void RecordTabs::addNote()
{
    setTab(Tab::Activity);
    m_activity->addNote();
}

void RecordTabs::logCall()
{
    setTab(Tab::Activity);
    m_activity->logCall();
}

bool RecordTabs::canLogCall() const
{
    return m_activity->canLogCall();
}

void RecordTabs::addTask()
{
    setTab(Tab::Tasks);
    m_tasks->addTask();
}

void RecordTabs::openNote(const QUuid &note)
{
    setTab(Tab::Activity);
    m_activity->openEntry(note);
}

void RecordTabs::openTask(const QUuid &task)
{
    setTab(Tab::Tasks);
    m_tasks->editTask(task);
}
