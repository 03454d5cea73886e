#include "killledger.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

QList<QJsonObject> wholeLines(const QByteArray &output)
{
    QList<QJsonObject> lines;
    const qsizetype end = output.lastIndexOf('\n');
    for (const QByteArray &line : output.left(std::max<qsizetype>(end, 0)).split('\n'))
        lines.append(QJsonDocument::fromJson(line).object());
    return lines;
}

} // namespace

void KillLedger::hear(const QByteArray &output)
{
    for (const QJsonObject &line : wholeLines(output))
        note(line);
}

void KillLedger::note(const QJsonObject &line)
{
    const QString what = line["what"_L1].toString();
    const QString text = line["text"_L1].toString();
    if (what == "failure"_L1)
        m_failures.append(text);
    if (!line.contains("id"_L1))
        return;
    Record &record = m_records[line["id"_L1].toString()];
    if (what == "creating"_L1) {
        record.creatingAs = text;
    } else if (what == "created"_L1) {
        record.createdAs = text;
    } else if (what == "typing"_L1) {
        record.perhaps.append(text);
        record.draft.clear();
    } else if (what == "saved"_L1) {
        record.saved = text;
        record.perhaps.clear();
    } else if (what == "draft"_L1) {
        record.draft = text;
        ++m_drafts;
    } else if (what == "deleting"_L1) {
        record.isPerhapsDeleted = true;
        record.draft.clear();
    } else if (what == "deleted"_L1) {
        record.isDeleted = true;
    }
    m_acknowledged += what == "created"_L1 || what == "saved"_L1 || what == "deleted"_L1;
}

bool KillLedger::takeReport(const QByteArray &output)
{
    m_here.clear();
    m_waiting.clear();
    bool isWhole = false;
    for (const QJsonObject &line : wholeLines(output)) {
        const QString what = line["what"_L1].toString();
        if (what == "failure"_L1)
            m_failures.append(line["text"_L1].toString());
        if (what == "record"_L1)
            m_here.insert(line["id"_L1].toString(), line);
        if (what == "entry"_L1)
            m_waiting[line["id"_L1].toString()].append(line);
        isWhole = isWhole || what == "end"_L1;
    }
    bool isOver = isWhole;
    m_lastReport = isWhole ? QString() : u"a report that was cut short"_s;
    for (const QList<QJsonObject> &entries : std::as_const(m_waiting)) {
        // What was saved after an entry that the user has to decide waits behind it.
        isOver = isOver && entries.first()["needsUser"_L1].toBool();
        for (const QJsonObject &entry : entries)
            m_lastReport += QString::fromUtf8(QJsonDocument(entry).toJson(QJsonDocument::Compact)) + u'\n';
    }
    return isOver;
}

QString KillLedger::compare(const QList<QJsonObject> &capsulesRecords) const
{
    if (!m_failures.isEmpty())
        return u"a start found damage: "_s + m_failures.join(u' ');
    m_there.clear();
    QHash<QString, int> names;
    for (const QJsonObject &record : capsulesRecords) {
        m_there.insert(record["id"_L1].toInteger(), record);
        ++names[record["firstName"_L1].toString()];
    }
    for (auto at = m_records.cbegin(); at != m_records.cend(); ++at) {
        if (!at->creatingAs.isEmpty() && names.value(at->creatingAs) > 1)
            return u"%1 is in Capsule %2 times"_s.arg(at->creatingAs).arg(names.value(at->creatingAs));
        if (const QString wrong = checkRecord(at.key(), *at); !wrong.isEmpty())
            return u"%1 of record %2"_s.arg(wrong, at.key());
    }
    return {};
}

QString KillLedger::checkRecord(const QString &id, const Record &record) const
{
    const QJsonObject here = m_here.value(id);
    const bool isThere = m_there.contains(here["serverId"_L1].toInteger());
    if (record.isDeleted)
        return isThere && !m_waiting.contains(id) ? u"the delete is lost"_s : QString();
    if (here.isEmpty()) {
        const bool neverMade = !record.creatingAs.isEmpty() && record.createdAs.isEmpty();
        return record.isPerhapsDeleted || neverMade ? QString() : u"everything is lost"_s;
    }
    if (m_waiting.contains(id) || record.isPerhapsDeleted)
        return {}; // in front of the user
    if (!record.createdAs.isEmpty()
        && m_there.value(here["serverId"_L1].toInteger())["firstName"_L1] != record.createdAs)
        return u"the create %1 is lost"_s.arg(record.createdAs);
    return checkValue(id, record);
}

QString KillLedger::checkValue(const QString &id, const Record &record) const
{
    const QJsonObject here = m_here.value(id);
    if (!record.draft.isEmpty() && here["draft"_L1] != record.draft)
        return u"the draft %1 became '%2'"_s.arg(record.draft, here["draft"_L1].toString());
    if (record.saved.isEmpty())
        return {};
    const QString there = m_there.value(here["serverId"_L1].toInteger())["jobTitle"_L1].toString();
    if (there != record.saved && !record.perhaps.contains(there))
        return u"the value %1 became '%2'"_s.arg(record.saved, there);
    return {};
}

QString KillLedger::summary() const
{
    return u"%1 acknowledged, %2 drafts, %3 records in Capsule, %4 in front of the user"_s.arg(m_acknowledged)
        .arg(m_drafts)
        .arg(m_there.size())
        .arg(m_waiting.size());
}
