#include "entryreader.h"

#include "activitywords.h"
#include "attachmentlist.h"
#include "flatbutton.h"
#include "longtext.h"
#include "outsidelink.h"
#include "partywords.h"
#include "plaintext.h"
#include "safedocument.h"
#include "theme.h"
#include "workbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QStackedWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype MostEdited = 100'000; // an editor lays a line out as a whole
constexpr qsizetype MostLaidOut = 10'000; // characters, some ten pages
} // namespace

EntryReader::EntryReader(PartyStore &store, ActivitySync &sync, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new PlainLabel(this))
    , m_by(new PlainLabel(this))
    , m_words(new QStackedWidget(this))
    , m_text(new QTextBrowser)
    , m_whole(new LongText)
    , m_extent(new PlainLabel(this))
    , m_showAll(new FlatButton(FlatButton::Style::Quiet, tr("Show all"), theme, this))
    , m_target(new PlainLabel(this))
    , m_files(new AttachmentList(store, sync, theme, this))
    , m_work(new WorkBar(store, theme, this))
    , m_edit(new FlatButton(FlatButton::Style::Secondary, tr("Edit"), theme, this))
    , m_remove(new FlatButton(FlatButton::Style::Quiet, tr("Delete"), theme, this))
{
    setObjectName(u"entryReader"_s);
    m_title->setObjectName(u"entryTitleLabel"_s);
    m_title->setFont(Theme::font(Theme::Type::Section));
    m_title->setElided(true);
    m_by->setElided(true);
    m_by->setFont(Theme::font(Theme::Type::Caption));
    theme.tint(m_by, QPalette::WindowText, Theme::Token::MutedText);
    auto *close = new FlatButton(FlatButton::Style::Quiet, {}, theme, this);
    close->setObjectName(u"entryCloseButton"_s);
    close->setThemeIcon(u"x"_s);
    close->setToolTip(tr("Back to the activity"));
    close->setAccessibleName(tr("Back to the activity"));
    m_text->setObjectName(u"entryText"_s);
    m_text->setAccessibleName(tr("Words of the entry"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_whole->setObjectName(u"wholeEntryText"_s);
    m_whole->setAccessibleName(m_text->accessibleName());
    m_words->addWidget(m_text);
    m_words->addWidget(m_whole);
    m_extent->setObjectName(u"entryExtentLabel"_s);
    m_extent->setElided(true);
    m_extent->setFont(Theme::font(Theme::Type::Caption));
    theme.tint(m_extent, QPalette::WindowText, Theme::Token::MutedText);
    m_showAll->setObjectName(u"showAllButton"_s);
    m_target->setObjectName(u"linkTargetLabel"_s);
    m_target->setElided(true);
    m_target->setFont(Theme::font(Theme::Type::Caption));
    theme.tint(m_target, QPalette::WindowText, Theme::Token::MutedText);
    m_edit->setObjectName(u"editEntryNoteButton"_s);
    m_remove->setObjectName(u"removeEntryButton"_s);

    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(close);
    auto *extent = new QHBoxLayout;
    extent->addWidget(m_extent, 1);
    extent->addWidget(m_showAll);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_edit);
    bottom->addWidget(m_remove);
    bottom->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::GroupGap, 16, Theme::GroupGap, 16);
    column->setSpacing(Theme::RowGap);
    column->addLayout(top);
    column->addWidget(m_by);
    column->addWidget(m_words, 1);
    column->addLayout(extent);
    column->addWidget(m_target);
    column->addWidget(m_files);
    column->addWidget(m_work);
    column->addLayout(bottom);

    connect(close, &QPushButton::clicked, this, &EntryReader::closed);
    connect(m_text, &QTextBrowser::anchorClicked, this, &EntryReader::followLink);
    connect(m_text, qOverload<const QUrl &>(&QTextBrowser::highlighted), this, &EntryReader::tellTarget);
    connect(m_showAll, &QPushButton::clicked, this, &EntryReader::showWhole);
    connect(&theme, &Theme::changed, this, [this] { showWords(m_shown); }); // links and lines have the look's colours
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(m_localId); });
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_localId); });
    connect(m_work, &WorkBar::reviewRequested, this, &EntryReader::reviewRequested);
    connect(m_work, &WorkBar::failed, this, &EntryReader::failed);
}

void EntryReader::show(const EntryView &view, const QString &by, bool mayChange)
{
    m_title->setText(entryTitle(view.shown));
    const QString when = wholeTime(view.shown.entryAt);
    m_by->setText(by.isEmpty() || when.isEmpty() ? by + when
                                                 //: %1 is who wrote a note, %2 when
                                                 : tr("%1 · %2").arg(by, when));
    if (view.localId != m_localId || view.shown.content != m_shown)
        showWords(view.shown.content);
    m_localId = view.localId;
    m_files->setFiles(view.shown.attachments);
    m_work->setWork(view.work);
    const bool isTooLong = view.shown.content.size() > MostEdited;
    m_edit->setVisible(mayChange);
    m_edit->setEnabled(!isTooLong);
    m_edit->setToolTip(
        isTooLong ? tr("This note is too long to be changed here. It can be changed in Capsule.") : QString());
    m_remove->setVisible(mayChange);
}

void EntryReader::showWords(const QString &words)
{
    m_shown = words;
    // Edits of a document that is on screen are laid out one by one: a new one is made ready first.
    auto *document = new SafeDocument(this);
    document->setDefaultFont(m_text->font());
    document->showMarkdown(words, MostLaidOut);
    m_text->setDocument(document);
    delete std::exchange(m_document, document);
    m_whole->showText({});
    m_words->setCurrentWidget(m_text);
    const bool isCut = words.size() > MostLaidOut;
    m_extent->setText(tr("This is the beginning. The rest is long."));
    m_extent->setVisible(isCut);
    m_showAll->setVisible(isCut);
    tellTarget({});
}

void EntryReader::showWhole()
{
    m_whole->showText(m_shown);
    m_words->setCurrentWidget(m_whole);
    m_extent->setText(tr("Shown as plain text, as it is long."));
    m_showAll->hide();
    tellTarget({});
    m_whole->setFocus(Qt::OtherFocusReason);
}

void EntryReader::tellTarget(const QUrl &link)
{
    m_told = link;
    m_target->setText(link.isEmpty() ? QString()
            : mayOpen(link)          ? tr("Opens %1").arg(linkTarget(link))
                                     : tr("This link cannot be opened from here."));
}

/// A link is told before it is opened: where nothing hovers, the first click tells.
void EntryReader::followLink(const QUrl &link)
{
    if (link == m_told)
        openOutside(link);
    else
        tellTarget(link);
}

void EntryReader::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}
