#pragma once

#include "bench/row.h"
#include "bench/sandbox.h"

#include <QDir>
#include <QJsonObject>

#include <functional>

/// How often each thing is done.
struct Repeats
{
    int starts = 0;
    int coldStarts = 0;
    int firstSyncs = 0;
    int syncs = 0;
    int texts = 0; ///< of eight keys each
    int saves = 0;
    int openings = 0;
};

/// Measures every row at one size: fills a profile from the stand-in and does to it what a person would.
class Measuring
{
public:
    using Report = std::function<void(const Row &)>;

    /// `folder` is emptied and used; rows are told as they come.
    Measuring(int parties, const Repeats &repeats, quint32 seed, const QString &folder, Report report);

    void run();

private:
    void firstSync();
    void diskUse(qint64 received);
    void starts();
    void typing();
    void sync();
    void opening();
    void saving();

    QJsonObject runPart(const QString &name, QJsonObject orders = {});
    void startTogether(bool cold, int times);
    void tell(Row row);
    QString path(const QString &name) const { return m_folder.filePath(name); }
    QString replica() const;
    void dropProfileFromMemory() const;

    int m_parties;
    Repeats m_repeats;
    quint32 m_seed;
    QDir m_folder;
    Report m_report;
    Sandbox m_sandbox;
    QList<double> m_resident; ///< of the started windows, MB
    qint64 m_searchBytes = 0;
};
