#include "attachmentfiles.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace {

constexpr auto Root = "attachments"_L1;
constexpr auto Waiting = "attachments/waiting"_L1;
constexpr auto Fetched = "attachments/fetched"_L1;

constexpr auto ForOwner = QFile::ReadOwner | QFile::WriteOwner;

StoreError unreadable(const QFile &file)
{
    return {StoreError::Kind::Other, u"the file cannot be read: %1"_s.arg(file.errorString())};
}

StoreError unwritable(const QFile &file)
{
    const bool isFull = file.error() == QFile::WriteError || file.error() == QFile::ResourceError;
    return {isFull ? StoreError::Kind::DiskFull : StoreError::Kind::ReadOnly, u"the file cannot be copied"_s};
}

bool makeFolder(const QString &path)
{
    return QDir().mkpath(path)
        && QFile::setPermissions(path, ForOwner | QFile::ExeOwner); // mkpath follows the umask only
}

bool copyBytes(QFile &from, QFile &to)
{
    constexpr qint64 piece = 1 << 20;
    qint64 copied = 0;
    while (copied <= largestAttachment && !from.atEnd()) {
        const QByteArray bytes = from.read(piece);
        if (bytes.isEmpty())
            return from.atEnd();
        if (to.write(bytes) != bytes.size())
            return false;
        copied += bytes.size();
    }
    return to.flush();
}

/// A name that no file system takes for a path, a device or a hidden file.
QString harmless(const QString &filename)
{
    constexpr qsizetype longest = 100;
    QString name;
    for (const QChar character : filename) {
        const bool isBad = character.category() == QChar::Other_Control || character.category() == QChar::Other_Format
            || u"/\\:*?\"<>|"_s.contains(character);
        name.append(isBad ? u'_' : character);
    }
    while (name.startsWith(u'.') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.endsWith(u'.') || name.endsWith(u' '))
        name.chop(1);
    if (name.size() > longest)
        name = name.left(longest / 2) + name.right(longest / 2); // its ending tells what it is
    static const QStringList devices{u"con"_s, u"prn"_s, u"aux"_s, u"nul"_s};
    const QString stem = name.section(u'.', 0, 0).toLower();
    const bool isDevice
        = devices.contains(stem) || ((stem.startsWith("com"_L1) || stem.startsWith("lpt"_L1)) && stem.size() == 4);
    return name.isEmpty() || isDevice ? u"file_"_s + name : name;
}

} // namespace

AttachmentFiles::AttachmentFiles(QString profileFolder)
    : m_folder(std::move(profileFolder))
{
}

Result<Attachment, StoreError> AttachmentFiles::take(const QString &path, const QString &contentType) const
{
    QFile source(path);
    if (!QFileInfo(path).isFile() || !source.open(QIODevice::ReadOnly))
        return Unexpected(unreadable(source));
    const QString folder = m_folder + u'/' + Waiting;
    if (!makeFolder(m_folder + u'/' + Root) || !makeFolder(folder))
        return Unexpected(StoreError{StoreError::Kind::ReadOnly, u"the folder cannot be made"_s});
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    QFile copy(folder + u'/' + name);
    if (!copy.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return Unexpected(unwritable(copy));
    copy.setPermissions(ForOwner);
    const bool isCopied = copyBytes(source, copy);
    const qint64 size = copy.size();
    copy.close();
    if (isCopied && size <= largestAttachment)
        return Attachment{0, QFileInfo(path).fileName(), contentType, size, Waiting + u'/' + name};
    const StoreError error = isCopied      ? StoreError{StoreError::Kind::Other, u"the file is larger than 25 MB"_s}
        : source.error() != QFile::NoError ? unreadable(source)
                                           : unwritable(copy);
    copy.remove();
    return Unexpected(error);
}

QString AttachmentFiles::pathOf(const Attachment &attachment) const
{
    const QString path = !attachment.localFile.isEmpty()
        ? m_folder + u'/' + attachment.localFile
        : u"%1/%2/%3/%4"_s.arg(m_folder, Fetched).arg(attachment.id).arg(harmless(attachment.filename));
    return QFileInfo(path).isFile() ? path : QString();
}

Result<QString, StoreError> AttachmentFiles::keepFetched(const Attachment &attachment, const QByteArray &content) const
{
    const QString folder = u"%1/%2/%3"_s.arg(m_folder, Fetched).arg(attachment.id);
    for (const QString &part : {m_folder + u'/' + Root, m_folder + u'/' + Fetched, folder}) {
        if (!makeFolder(part))
            return Unexpected(StoreError{StoreError::Kind::ReadOnly, u"the folder cannot be made"_s});
    }
    const QString path = folder + u'/' + harmless(attachment.filename);
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.setPermissions(ForOwner)
        && file.write(content) == content.size() && file.commit();
    if (!isWritten)
        return Unexpected(StoreError{StoreError::Kind::DiskFull, u"the file cannot be written"_s});
    return path;
}

void AttachmentFiles::tidy(const QSet<QString> &wanted) const
{
    QDir folder(m_folder + u'/' + Waiting);
    const QStringList names = folder.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        if (!wanted.contains(Waiting + u'/' + name))
            folder.remove(name);
    }
}

void AttachmentFiles::forget() const
{
    QDir(m_folder + u'/' + Root).removeRecursively();
}
