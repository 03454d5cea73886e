#pragma once

#include <sqlite3.h>

#include <cstring>
#include <vector>

/// A disk that fails: while one lives, SQLite writes through it, and from the n-th write, sync or truncation on every
/// one fails. It stands between SQLite and the system's own file functions, so that the code under test is the
/// program's own.
class FailingDisk
{
public:
    FailingDisk()
    {
        s_disk = this;
        sqlite3_vfs *system = sqlite3_vfs_find(nullptr);
        m_vfs = *system;
        m_vfs.zName = "failing";
        m_vfs.pNext = nullptr;
        m_vfs.pAppData = system;
        m_vfs.szOsFile = int(sizeof(File)) + system->szOsFile;
        m_vfs.xOpen = open;
        sqlite3_vfs_register(&m_vfs, 1);
    }
    ~FailingDisk()
    {
        sqlite3_vfs_unregister(&m_vfs);
        s_disk = nullptr;
    }
    FailingDisk(const FailingDisk &) = delete;
    FailingDisk &operator=(const FailingDisk &) = delete;

    /// Counts anew; the n-th write fails, from 1, and all after it. 0: none.
    void failFrom(int n, int code)
    {
        m_writes = 0;
        m_failFrom = n;
        m_code = code;
    }
    void heal() { m_failFrom = 0; }
    int writes() const { return m_writes; }
    bool hasFailed() const { return m_failFrom > 0 && m_writes >= m_failFrom; }

private:
    struct File
    {
        sqlite3_file base;
        sqlite3_io_methods methods;
        sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
    };
    static File *own(sqlite3_file *file) { return reinterpret_cast<File *>(file); }
    static sqlite3_file *real(sqlite3_file *file) { return own(file)->real(); }

    static int open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *outFlags)
    {
        auto *system = static_cast<sqlite3_vfs *>(vfs->pAppData);
        File *opened = own(file);
        opened->base.pMethods = nullptr;
        const int result = system->xOpen(system, name, opened->real(), flags, outFlags);
        if (opened->real()->pMethods == nullptr)
            return result;
        opened->methods = methodsFor(*opened->real()->pMethods);
        opened->base.pMethods = &opened->methods;
        return result;
    }

    /// What fails is in here; the rest is passed on.
    static sqlite3_io_methods methodsFor(const sqlite3_io_methods &system)
    {
        sqlite3_io_methods methods = system;
        methods.xClose = [](sqlite3_file *f) {
            return real(f)->pMethods->xClose(real(f));
        };
        methods.xRead = [](sqlite3_file *f, void *bytes, int size, sqlite3_int64 at) {
            return real(f)->pMethods->xRead(real(f), bytes, size, at);
        };
        methods.xWrite = [](sqlite3_file *f, const void *bytes, int size, sqlite3_int64 at) {
            const int failure = s_disk->next();
            return failure ? failure : real(f)->pMethods->xWrite(real(f), bytes, size, at);
        };
        methods.xTruncate = [](sqlite3_file *f, sqlite3_int64 size) {
            const int failure = s_disk->next();
            return failure ? failure : real(f)->pMethods->xTruncate(real(f), size);
        };
        methods.xSync = [](sqlite3_file *, int) {
            return s_disk->next();
        }; // no power is cut, so it need not be real
        methods.xFileSize = [](sqlite3_file *f, sqlite3_int64 *size) {
            return real(f)->pMethods->xFileSize(real(f), size);
        };
        methods.xLock = [](sqlite3_file *f, int level) {
            return real(f)->pMethods->xLock(real(f), level);
        };
        methods.xUnlock = [](sqlite3_file *f, int level) {
            return real(f)->pMethods->xUnlock(real(f), level);
        };
        methods.xCheckReservedLock = [](sqlite3_file *f, int *out) {
            return real(f)->pMethods->xCheckReservedLock(real(f), out);
        };
        methods.xFileControl = [](sqlite3_file *f, int op, void *arg) {
            return real(f)->pMethods->xFileControl(real(f), op, arg);
        };
        methods.xSectorSize = [](sqlite3_file *f) {
            return real(f)->pMethods->xSectorSize(real(f));
        };
        methods.xDeviceCharacteristics = [](sqlite3_file *f) {
            return real(f)->pMethods->xDeviceCharacteristics(real(f));
        };
        methods.xShmMap = [](sqlite3_file *f, int page, int size, int extend, void volatile **out) {
            return real(f)->pMethods->xShmMap(real(f), page, size, extend, out);
        };
        methods.xShmLock = [](sqlite3_file *f, int offset, int n, int flags) {
            return real(f)->pMethods->xShmLock(real(f), offset, n, flags);
        };
        methods.xShmBarrier = [](sqlite3_file *f) {
            real(f)->pMethods->xShmBarrier(real(f));
        };
        methods.xShmUnmap = [](sqlite3_file *f, int remove) {
            return real(f)->pMethods->xShmUnmap(real(f), remove);
        };
        methods.xFetch = [](sqlite3_file *f, sqlite3_int64 at, int size, void **out) {
            return real(f)->pMethods->xFetch(real(f), at, size, out);
        };
        methods.xUnfetch = [](sqlite3_file *f, sqlite3_int64 at, void *bytes) {
            return real(f)->pMethods->xUnfetch(real(f), at, bytes);
        };
        return methods;
    }

    int next()
    {
        ++m_writes;
        return hasFailed() ? m_code : SQLITE_OK;
    }

    inline static FailingDisk *s_disk = nullptr;
    sqlite3_vfs m_vfs = {};
    int m_writes = 0;
    int m_failFrom = 0;
    int m_code = SQLITE_FULL;
};
