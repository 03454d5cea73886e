#include "attachmentlist.h"

#include "activitywords.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "store/activitystore.h"
#include "store/partystore.h"
#include "sync/activitysync.h"
#include "theme.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QListWidget>
#include <QProgressBar>
#include <QSet>
#include <QStandardPaths>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int MostFilesShown = 4;

/// A name that every system can have and that stays in its folder.
QString tameName(const QString &filename)
{
    QString name = displayText(filename).section(u'/', -1).section(u'\\', -1);
    for (QChar &c : name) {
        if (u"<>:\"|?*"_s.contains(c))
            c = u'_';
    }
    while (name.startsWith(u'.'))
        name.remove(0, 1);
    return name.isEmpty() ? u"file"_s : name.right(120);
}
} // namespace

AttachmentList::AttachmentList(PartyStore &store, ActivitySync &sync, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_sync(sync)
    , m_list(new QListWidget(this))
    , m_progress(new QProgressBar(this))
    , m_problem(new PlainLabel(this))
    , m_open(new FlatButton(FlatButton::Style::Secondary, tr("Open"), theme, this))
    , m_save(new FlatButton(FlatButton::Style::Quiet, tr("Save as…"), theme, this))
    , m_cancel(new FlatButton(FlatButton::Style::Quiet, tr("Cancel"), theme, this))
{
    m_list->setObjectName(u"attachmentsList"_s);
    m_list->setAccessibleName(tr("Files"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_progress->setObjectName(u"attachmentProgress"_s);
    m_progress->setAccessibleName(tr("Fetching the file"));
    m_problem->setObjectName(u"attachmentProblemLabel"_s);
    m_problem->setWordWrap(true);
    theme.tint(m_problem, QPalette::WindowText, Theme::Token::Error);
    m_open->setObjectName(u"openAttachmentButton"_s);
    m_save->setObjectName(u"saveAttachmentButton"_s);
    m_cancel->setObjectName(u"cancelAttachmentButton"_s);
    auto *across = new QHBoxLayout;
    across->setSpacing(4);
    for (FlatButton *button : {m_open, m_save, m_cancel})
        across->addWidget(button);
    across->addWidget(m_progress, 1);
    across->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(Theme::RowGap);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    column->addWidget(m_list);
    column->addLayout(across);
    column->addWidget(m_problem);
    m_problem->hide();
    connect(m_list, &QListWidget::currentRowChanged, this, &AttachmentList::showButtons);
    connect(m_list, &QListWidget::itemActivated, this, &AttachmentList::open);
    connect(m_open, &QPushButton::clicked, this, &AttachmentList::open);
    connect(m_save, &QPushButton::clicked, this, &AttachmentList::askWhereToSave);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (const auto file = chosen()) {
            m_wishes.remove(file->id);
            m_sync.cancelFetch(file->id);
        }
        showButtons();
    });
    connect(&sync, &ActivitySync::fetchProgress, this, [this](qint64 id, qint64 received, qint64 total) {
        if (const auto file = chosen(); file && file->id == id) {
            m_progress->setRange(0, total > 0 ? 100 : 0);
            m_progress->setValue(total > 0 ? static_cast<int>(received * 100 / total) : 0);
        }
    });
    connect(&sync, &ActivitySync::fetched, this, [this](qint64 id, const QString &path) {
        if (m_wishes.contains(id))
            give(m_wishes.take(id), path);
        showButtons();
    });
    connect(&sync, &ActivitySync::fetchFailed, this, &AttachmentList::onFailed);
    hide(); // until there are files
}

void AttachmentList::setFiles(const QList<Attachment> &files)
{
    if (files == m_files && m_list->count() == files.size())
        return;
    m_files = files;
    m_list->clear();
    for (const Attachment &file : files)
        //: %1 is the name of a file, %2 its size
        m_list->addItem(tr("%1 · %2").arg(displayText(file.filename), fileSize(file.size)));
    const auto rows = static_cast<int>(files.size());
    m_list->setFixedHeight(std::min(rows, MostFilesShown) * std::max(24, m_list->sizeHintForRow(0)) + 4);
    m_list->setCurrentRow(rows > 0 ? 0 : -1);
    setVisible(rows > 0);
    m_problem->hide();
    showButtons();
}

std::optional<Attachment> AttachmentList::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < m_files.size() ? std::optional(m_files.at(row)) : std::nullopt;
}

bool AttachmentList::isProgram(const QString &filename)
{
    static const QSet<QString> endings{u"app"_s, u"bat"_s, u"cmd"_s, u"com"_s, u"cpl"_s, u"desktop"_s, u"exe"_s,
        u"hta"_s, u"html"_s, u"htm"_s, u"jar"_s, u"js"_s, u"jse"_s, u"lnk"_s, u"msi"_s, u"msp"_s, u"pif"_s, u"ps1"_s,
        u"py"_s, u"reg"_s, u"scf"_s, u"scr"_s, u"sh"_s, u"svg"_s, u"url"_s, u"vb"_s, u"vbe"_s, u"vbs"_s, u"webloc"_s,
        u"wsf"_s, u"wsh"_s};
    // Windows drops dots and blanks at the end of a name.
    QString name = tameName(filename).toLower();
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    return endings.contains(QFileInfo(name).suffix());
}

void AttachmentList::open()
{
    const auto file = chosen();
    if (file && !isProgram(file->filename))
        want({*file, {}});
}

void AttachmentList::askWhereToSave()
{
    const auto file = chosen();
    if (!file)
        return;
    auto *dialog = new QFileDialog(this, tr("Save file"));
    dialog->setObjectName(u"saveAttachmentDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->selectFile(tameName(file->filename));
    connect(dialog, &QFileDialog::fileSelected, this,
        [this, wanted = *file](const QString &path) { want({wanted, path}); });
    dialog->open();
}

void AttachmentList::want(const Wish &wish)
{
    m_problem->hide();
    if (const QString path = m_store.activity().pathOf(wish.file); !path.isEmpty())
        return give(wish, path);
    m_wishes.insert(wish.file.id, wish);
    m_progress->setRange(0, 0);
    m_sync.fetchAttachment(wish.file);
    showButtons();
}

void AttachmentList::give(const Wish &wish, const QString &path)
{
    if (wish.saveTo.isEmpty())
        return openCopy(wish.file, path);
    QFile::remove(wish.saveTo); // the dialog has asked
    if (!QFile::copy(path, wish.saveTo)) {
        m_problem->setText(tr("%1 could not be written there. Choose another folder, or free some space.")
                .arg(displayText(QFileInfo(wish.saveTo).fileName())));
        m_problem->show();
    }
}

/// Another program gets a copy, so that what is kept here stays as Capsule has it.
void AttachmentList::openCopy(const Attachment &file, const QString &path)
{
    const QString copy = m_opened.filePath(QString::number(file.id) + u'-' + tameName(file.filename));
    if (QFile::exists(copy) || QFile::copy(path, copy)) {
        QDesktopServices::openUrl(QUrl::fromLocalFile(copy));
        return;
    }
    m_problem->setText(tr("%1 could not be opened. Save it instead.").arg(displayText(file.filename)));
    m_problem->show();
}

void AttachmentList::onFailed(qint64 id, const ApiError &error)
{
    Q_UNUSED(error)
    if (!m_wishes.contains(id))
        return;
    m_problem->setText(tr("%1 could not be fetched from Capsule. Try again when Capsule can be reached.")
            .arg(displayText(m_wishes.take(id).file.filename)));
    m_problem->show();
    showButtons();
}

void AttachmentList::showButtons()
{
    const auto file = chosen();
    const bool isFetching = file && m_wishes.contains(file->id);
    const bool isSafe = file && !isProgram(file->filename);
    m_open->setEnabled(file && isSafe && !isFetching);
    m_open->setToolTip(file && !isSafe
            ? tr("A file of this kind may be a program. Save it, and open it only if you trust it.")
            : QString());
    m_save->setEnabled(file && !isFetching);
    m_cancel->setVisible(isFetching);
    m_progress->setVisible(isFetching);
}
