#include "statusline.h"

#include "plaintext.h"
#include "syncchip.h"
#include "theme.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {
constexpr int LineHeight = 24;

QString allowanceWords(const SyncState &state)
{
    const bool isLow = state.allowance > 0 && state.allowanceLeft >= 0 && state.allowanceLeft * 4 < state.allowance;
    if (!isLow)
        return {};
    const QLocale locale;
    return StatusLine::tr("%1 of %2 requests left this hour")
        .arg(locale.toString(state.allowanceLeft), locale.toString(state.allowance));
}

QString connectionWords(const SyncState &state)
{
    if (!state.lastSynced.isValid())
        return StatusLine::tr("Not checked yet");
    const QDateTime then = state.lastSynced.toLocalTime();
    const QLocale locale;
    if (then.date() == QDate::currentDate())
        return StatusLine::tr("Checked at %1").arg(locale.toString(then.time(), QLocale::ShortFormat));
    return StatusLine::tr("Checked %1").arg(locale.toString(then, QLocale::ShortFormat));
}
} // namespace

StatusLine::StatusLine(const Theme &theme, QWidget *parent)
    : QStatusBar(parent)
    , m_counts(label("countsLabel", theme))
    , m_private(label("privateLabel", theme))
    , m_allowance(label("allowanceLabel", theme))
    , m_connection(label("connectionLabel", theme))
{
    setSizeGripEnabled(false);
    setMinimumHeight(LineHeight);
    setContentsMargins(10, 0, 10, 0);
    addWidget(m_counts, 1);
    addPermanentWidget(m_private);
    addPermanentWidget(m_allowance);
    addPermanentWidget(m_connection);
    theme.tint(m_allowance, QPalette::WindowText, Theme::Token::Changed);
    m_private->setText(tr("Private mode: drafts are not kept on disk"));
    m_private->setToolTip(
        plainToolTip(tr("What you type and do not save is gone once Counterpart closes; it asks before. What you save "
                        "still waits on this computer’s disk until it is sent.")));
    m_private->setAccessibleDescription(tr("Saved changes still wait on this computer’s disk until they are sent."));
    setState({});
    setPrivate(false);
}

PlainLabel *StatusLine::label(const char *name, const Theme &theme)
{
    auto *made = new PlainLabel(this);
    made->setObjectName(QLatin1StringView(name));
    made->setFont(Theme::font(Theme::Type::Caption));
    theme.tint(made, QPalette::WindowText, Theme::Token::MutedText);
    return made;
}

void StatusLine::setCounts(qsizetype parties, const UnsentWork &unsent)
{
    QStringList facts{tr("%Ln people and organisations", nullptr, static_cast<int>(parties))};
    if (unsent.waiting > 0)
        facts << tr("%Ln waiting to send", nullptr, unsent.waiting);
    if (unsent.needsUser > 0)
        facts << tr("%Ln need your decision", nullptr, unsent.needsUser);
    m_counts->setText(facts.join(u" · "_s));
}

void StatusLine::setPrivate(bool on)
{
    m_private->setVisible(on);
}

void StatusLine::setState(const SyncState &state)
{
    const QString allowance = allowanceWords(state);
    m_allowance->setText(allowance);
    m_allowance->setVisible(!allowance.isEmpty());
    m_connection->setText(connectionWords(state));
}
