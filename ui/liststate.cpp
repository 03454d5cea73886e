#include "liststate.h"

#include "party/searchwords.h"
#include "partydelegate.h"
#include "plaintext.h"

#include <QApplication>
#include <QPainter>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using Phase = SyncState::Phase;
using Scope = PartyModel::Scope;

namespace {
ListState noMatch(const QString &search)
{
    ListState state;
    state.icon = u"search"_s;
    state.title = ListStateView::tr("Nothing matches “%1”").arg(shortName(search));
    state.text = ListStateView::tr(
        "Every word has to be in the record: in its name, organisation, email, phone, city or tags.");
    state.action = ListState::Action::ClearSearch;
    state.actionText = ListStateView::tr("Clear %n Filter(s)", nullptr, static_cast<int>(wordsAsTyped(search).size()));
    if (searchWordsIn(search).words.isEmpty()) // else it is no name
        state.offer = ListStateView::tr("Create Person “%1”").arg(shortName(search));
    return state;
}

ListState nothingHereYet(const SyncState &sync)
{
    ListState state;
    switch (sync.phase) {
    case Phase::Syncing:
    case Phase::FirstLoad:
    case Phase::SlowedDown:
        return loadingListState();
    case Phase::Offline:
    case Phase::NotCapsule:
    case Phase::DiskTrouble:
        state.icon = u"cloud-off"_s;
        state.title = ListStateView::tr("Nothing is on this computer yet");
        state.text = ListStateView::tr("Your people and organisations load as soon as Capsule can be reached.");
        state.action = ListState::Action::CheckNow;
        state.actionText = ListStateView::tr("Try Again");
        return state;
    case Phase::SignedOut:
    case Phase::SignInAgain:
        state.icon = u"key"_s;
        state.title = ListStateView::tr("Nothing is on this computer yet");
        state.text = ListStateView::tr("Sign in to load your people and organisations from Capsule.");
        state.action = ListState::Action::SignIn;
        state.actionText = ListStateView::tr("Sign In…");
        return state;
    case Phase::UpToDate:
        state.icon = u"people"_s;
        state.title = ListStateView::tr("No people or organisations yet");
        state.text = ListStateView::tr("What you or your colleagues add in Capsule appears here.");
        state.action = ListState::Action::NewPerson;
        state.actionText = ListStateView::tr("New Person");
        return state;
    }
    Q_UNREACHABLE();
}

ListState words(const QString &icon, const QString &title, const QString &text)
{
    ListState state;
    state.icon = icon;
    state.title = title;
    state.text = text;
    return state;
}
} // namespace

ListState loadingListState()
{
    ListState state;
    state.isLoading = true;
    state.title = ListStateView::tr("Loading your people and organisations");
    return state;
}

ListState emptyListState(Scope scope, const QString &search, const SyncState &sync)
{
    if (!search.trimmed().isEmpty())
        return noMatch(search.trimmed());
    switch (scope) {
    case Scope::Everyone:
    case Scope::People:
    case Scope::Organisations:
        return nothingHereYet(sync);
    case Scope::Drafts:
        return words(u"pencil"_s, ListStateView::tr("No drafts"),
            ListStateView::tr("What you type and have not saved yet is kept here."));
    case Scope::Waiting:
        return words(u"check"_s, ListStateView::tr("Nothing is waiting"),
            ListStateView::tr("Everything you saved has reached Capsule."));
    case Scope::NeedsUser:
        return words(u"check"_s, ListStateView::tr("Nothing needs your decision"),
            ListStateView::tr(
                "If Capsule does not accept a change, or somebody else changed the same value, it is shown here."));
    }
    Q_UNREACHABLE();
}

ListState emptyListState(const QString &listName, const QString &search)
{
    if (!search.trimmed().isEmpty())
        return noMatch(search.trimmed());
    return words(u"list"_s, ListStateView::tr("Nobody is in “%1”").arg(shortName(listName)),
        ListStateView::tr("People and organisations come into this list as soon as they belong to it."));
}

ListState unknownListState(const QString &listName, const SyncState &sync)
{
    switch (sync.phase) {
    case Phase::Syncing:
    case Phase::FirstLoad:
    case Phase::UpToDate:
        return loadingListState();
    case Phase::Offline:
    case Phase::NotCapsule:
    case Phase::DiskTrouble:
    case Phase::SlowedDown:
    case Phase::SignedOut:
    case Phase::SignInAgain:
        break;
    }
    return words(u"cloud-off"_s, ListStateView::tr("“%1” was not loaded yet").arg(shortName(listName)),
        ListStateView::tr("Capsule works this list out. It is shown here as soon as Capsule can be reached."));
}

ListStateView::ListStateView(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_title(new PlainLabel(this))
    , m_text(new PlainLabel(this))
    , m_action(new QPushButton(this))
    , m_offer(new QPushButton(this))
{
    setObjectName("listState"_L1);
    setFocusPolicy(Qt::StrongFocus); // the list's place in the tab order, and what says why it is empty
    m_title->setObjectName("listStateTitle"_L1);
    m_action->setObjectName("listStateButton"_L1);
    m_offer->setObjectName("createPersonButton"_L1);
    m_title->setFont(Theme::font(Theme::Type::Section));
    theme.tint(m_text, QPalette::WindowText, Theme::Token::MutedText);
    for (QLabel *label : {m_icon, static_cast<QLabel *>(m_title), static_cast<QLabel *>(m_text)}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(32, 24, 32, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_text);
    layout->addSpacing(8);
    layout->addWidget(m_action, 0, Qt::AlignHCenter);
    layout->addWidget(m_offer, 0, Qt::AlignHCenter);
    layout->addStretch(3);
    connect(m_action, &QPushButton::clicked, this, [this] { Q_EMIT actionChosen(m_state.action); });
    connect(m_offer, &QPushButton::clicked, this, &ListStateView::offerTaken);
}

void ListStateView::setState(const ListState &state)
{
    const bool hadFocus = hasFocus() || isAncestorOf(QApplication::focusWidget());
    m_state = state;
    m_icon->setPixmap(state.icon.isEmpty()
            ? QPixmap()
            : m_theme.icon(state.icon, Theme::Token::MutedText).pixmap(QSize(32, 32), devicePixelRatioF()));
    m_title->setText(state.title);
    m_text->setText(state.text);
    m_action->setText(state.actionText);
    constexpr int MostOffered = 280; // a button cannot wrap
    m_offer->setText(fontMetrics().elidedText(state.offer, Qt::ElideMiddle, MostOffered).replace(u'&', "&&"_L1));
    m_icon->setVisible(!state.isLoading);
    m_title->setVisible(!state.isLoading);
    m_text->setVisible(!state.isLoading);
    m_action->setVisible(state.action != ListState::Action::None);
    m_offer->setVisible(!state.offer.isEmpty());
    setAccessibleName(state.title);
    setFocusProxy(state.action == ListState::Action::None ? nullptr : m_action);
    if (hadFocus)
        setFocus(Qt::OtherFocusReason); // the button that had it may be gone
    update();
}

void ListStateView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Theme::Token::Surface));
    if (!m_state.isLoading)
        return paintFocus(painter);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const int rowHeight = PartyDelegate::rowHeight();
    for (int row = 0; row * rowHeight < height(); ++row) {
        QColor ground = m_theme.color(Theme::Token::Border);
        ground.setAlphaF(std::max(0.08F, 0.55F - 0.05F * float(row))); // fades out downwards
        painter.setBrush(ground);
        const int middle = row * rowHeight + rowHeight / 2;
        const int nameWidth = 110 + (row * 47) % 80;
        for (const QRect &shape : {QRect(16, middle - 16, 32, 32), QRect(60, middle - 13, nameWidth, 10),
                 QRect(60, middle + 5, nameWidth + 50, 8)})
            painter.drawRoundedRect(
                QStyle::visualRect(layoutDirection(), rect(), shape), shape.height() / 2.0, shape.height() / 2.0);
    }
}

void ListStateView::paintFocus(QPainter &painter) const
{
    if (QApplication::focusWidget() != this) // the button has a ring of its own
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.color(Theme::Token::Accent), 2));
    painter.drawRoundedRect(rect().adjusted(7, 7, -7, -7), Theme::Radius, Theme::Radius);
}
