#include "store/volume.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestVolume : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sharesAreToldFromDisks_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("device");
        QTest::addColumn<QString>("type");
        QTest::addColumn<bool>("isShare");
        const auto row = [](const char *path, const char *device, const char *type, bool isShare) {
            QTest::addRow("%s on %s (%s)", path, device, type)
                << QString::fromUtf8(path) << QString::fromUtf8(device) << QString::fromUtf8(type) << isShare;
        };
        for (const char *type :
            {"nfs", "nfs4", "cifs", "smbfs", "smb3", "9p", "afs", "afpfs", "webdav", "davfs", "ceph", "ncpfs", "coda",
                "lustre", "fuse.sshfs", "fuse.gvfsd-fuse", "fuse.rclone", "FUSE.SSHFS", "NFS4"})
            row("/home/kim/.local/share/counterpart", "server:/home", type, true);
        for (const char *type : {"ext4", "btrfs", "xfs", "zfs", "tmpfs", "overlay", "apfs", "hfs", "NTFS", "ntfs3",
                 "fuseblk", "fuse.gocryptfs", "ecryptfs", "vfat", "exfat", "bcachefs", ""})
            row("/home/kim/.local/share/counterpart", "/dev/sda1", type, false);
        row("C:/Users/Kim/AppData", "\\\\?\\Volume{3c5f}\\", "NTFS", false);
        row("Z:/Counterpart", "\\\\server\\home", "NTFS", true);
        row("//server/home/Counterpart", "", "NTFS", true);
        row("\\\\server\\home", "", "", true);
        row("\\\\?\\UNC\\server\\home", "", "NTFS", true);
        row("\\\\?\\C:\\Users", "", "NTFS", false);
        row("//./C:/Users", "", "NTFS", false);
        row("//", "/dev/sda1", "ext4", false);
        row("///home/kim", "/dev/sda1", "ext4", false);
    }
    void sharesAreToldFromDisks()
    {
        QFETCH(QString, path);
        QFETCH(QString, device);
        QFETCH(QString, type);
        QTEST(isOnNetwork(path, device, type), "isShare");
    }
    void theSystemIsAsked()
    {
        const QTemporaryDir folder;
        QVERIFY(bytesFree(folder.path()) > 0);
        QCOMPARE(bytesFree(folder.filePath(u"nowhere"_s)), -1);
        QVERIFY(!isOnNetwork(folder.filePath(u"nowhere"_s)));
    }
};

QTEST_GUILESS_MAIN(TestVolume)
#include "tst_volume.moc"
