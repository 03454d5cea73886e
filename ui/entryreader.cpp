#include "entryreader.h"

#include "activitywords.h"
#include "attachmentlist.h"
#include "flatbutton.h"
#include "outsidelink.h"
#include "partywords.h"
#include "plaintext.h"
#include "safedocument.h"
#include "theme.h"
#include "workbar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype MostCharacters = 200'000;
}

EntryReader::EntryReader(PartyStore &store, ActivitySync &sync, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_title(new PlainLabel(this))
    , m_by(new PlainLabel(this))
    , m_document(new SafeDocument(this))
    , m_text(new QTextBrowser(this))
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
    m_text->setDocument(m_document);
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    m_text->setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    m_text->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_target->setObjectName(u"linkTargetLabel"_s);
    m_target->setElided(true);
    m_target->setFont(Theme::font(Theme::Type::Caption));
    theme.tint(m_target, QPalette::WindowText, Theme::Token::MutedText);
    m_edit->setObjectName(u"editEntryNoteButton"_s);
    m_remove->setObjectName(u"removeEntryButton"_s);

    auto *top = new QHBoxLayout;
    top->addWidget(m_title, 1);
    top->addWidget(close);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_edit);
    bottom->addWidget(m_remove);
    bottom->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::GroupGap, 16, Theme::GroupGap, 16);
    column->setSpacing(Theme::RowGap);
    column->addLayout(top);
    column->addWidget(m_by);
    column->addWidget(m_text, 1);
    column->addWidget(m_target);
    column->addWidget(m_files);
    column->addWidget(m_work);
    column->addLayout(bottom);

    connect(close, &QPushButton::clicked, this, &EntryReader::closed);
    connect(m_text, &QTextBrowser::anchorClicked, this, &openOutside);
    // The link is told before it is opened.
    connect(m_text, qOverload<const QUrl &>(&QTextBrowser::highlighted), this, [this](const QUrl &link) {
        m_target->setText(link.isEmpty() ? QString()
                : mayOpen(link)          ? tr("Opens %1").arg(linkTarget(link))
                                         : tr("This link cannot be opened from here."));
    });
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
    if (view.localId != m_localId || view.shown.content != m_shown) {
        m_shown = view.shown.content;
        m_document->showMarkdown(m_shown, MostCharacters);
        m_target->setText({});
    }
    m_localId = view.localId;
    m_files->setFiles(view.shown.attachments);
    m_work->setWork(view.work);
    m_edit->setVisible(mayChange);
    m_remove->setVisible(mayChange);
}

void EntryReader::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}
