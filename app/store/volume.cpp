#include "volume.h"

#include <QFileInfo>
#include <QStorageInfo>
#include <QStringList>

#include <algorithm>
#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace {

/// What systems call the file systems of other computers. A disk of this one that is reached through FUSE (NTFS,
/// encryption) is not among them.
const QStringList NetworkTypes{u"9p"_s, u"afpfs"_s, u"afs"_s, u"auristorfs"_s, u"beegfs"_s, u"ceph"_s, u"cifs"_s,
    u"coda"_s, u"davfs"_s, u"davfs2"_s, u"ftp"_s, u"glusterfs"_s, u"gpfs"_s, u"lustre"_s, u"ncp"_s, u"ncpfs"_s,
    u"nfs"_s, u"nfs3"_s, u"nfs4"_s, u"ocfs2"_s, u"smb2"_s, u"smb3"_s, u"smbfs"_s, u"webdav"_s};
const QStringList NetworkPrograms{u"ceph"_s, u"cephfs"_s, u"curlftpfs"_s, u"davfs"_s, u"davfs2"_s, u"ftpfs"_s,
    u"glusterfs"_s, u"gvfsd-fuse"_s, u"kio-fuse"_s, u"rclone"_s, u"s3fs"_s, u"smbnetfs"_s, u"sshfs"_s};

/// \\server\share, but neither \\?\C:\ nor \\.\device, which are of this computer.
bool isShare(const QString &path)
{
    QString slashed = path;
    slashed.replace(u'\\', u'/');
    if (slashed.startsWith("//?/UNC/"_L1, Qt::CaseInsensitive))
        return true;
    return slashed.size() > 2 && slashed.startsWith("//"_L1) && slashed.at(2) != u'?' && slashed.at(2) != u'.'
        && slashed.at(2) != u'/';
}

} // namespace

bool isOnNetwork(const QString &path, const QString &device, const QString &fileSystemType)
{
    const QString type = fileSystemType.toLower();
    if (type.startsWith("fuse."_L1))
        return NetworkPrograms.contains(type.sliced(5));
    // On Windows a drive letter that stands for a share has the share as its device.
    return NetworkTypes.contains(type) || isShare(path) || isShare(device);
}

bool isOnNetwork(const QString &path)
{
    const QStorageInfo volume(path);
    return isOnNetwork(path, QString::fromUtf8(volume.device()), QString::fromUtf8(volume.fileSystemType()));
}

qint64 bytesFree(const QString &path)
{
    // Not QStorageInfo, which knows no disk whose mount is out of sight, as in a chroot.
    std::error_code error;
    const std::filesystem::space_info space = std::filesystem::space(QFileInfo(path).filesystemFilePath(), error);
    return error ? -1 : qint64(space.available);
}
