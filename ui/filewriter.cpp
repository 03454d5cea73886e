#include "filewriter.h"

#include <QElapsedTimer>
#include <QFileDialog>
#include <QStandardPaths>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 BusyAtMost = 8; // milliseconds of a turn
} // namespace

QFileDialog *newSaveDialog(const QString &title, FileKind kind, const QString &name, QWidget *parent)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    //: The kind of file to save
    dialog->setNameFilter(kind == FileKind::Table ? FileWriter::tr("Table for a spreadsheet (*.csv)")
                                                  : FileWriter::tr("Address book (*.vcf)"));
    const QString suffix = kind == FileKind::Table ? u"csv"_s : u"vcf"_s;
    dialog->setDefaultSuffix(suffix);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(name + u'.' + suffix);
    return dialog;
}

FileWriter::FileWriter(const QString &path, QByteArray header, Source source, QObject *parent)
    : QObject(parent)
    , m_file(path)
    , m_header(std::move(header))
    , m_source(std::move(source))
{
}

void FileWriter::start()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return QTimer::singleShot(0, this, [this] { Q_EMIT finished(0, 0, m_file.errorString()); });
    m_file.write(m_header);
    QTimer::singleShot(0, this, &FileWriter::writeSome);
}

void FileWriter::cancel()
{
    m_isCancelled = true;
}

void FileWriter::writeSome()
{
    if (m_isCancelled) {
        m_file.cancelWriting();
        return Q_EMIT cancelled();
    }
    QElapsedTimer busy;
    busy.start();
    bool isEnd = false;
    while (!isEnd && busy.elapsed() < BusyAtMost && m_file.error() == QFileDevice::NoError) {
        const auto part = m_source();
        isEnd = !part;
        if (!part)
            break;
        m_file.write(*part);
        ++(part->isEmpty() ? m_leftOut : m_written);
    }
    Q_EMIT progressed(m_written + m_leftOut);
    if (!isEnd && m_file.error() == QFileDevice::NoError)
        return QTimer::singleShot(0, this, &FileWriter::writeSome);
    const bool isWhole = m_file.commit(); // false after any write that failed
    Q_EMIT finished(m_written, m_leftOut, isWhole ? QString() : m_file.errorString());
}
