#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <memory>
#include <vector>

/// What the service keeps. Ids are 64 bit; 0 means none, as does an empty string or a moment of 0.
namespace capsule {

struct Address
{
    qint64 id = 0;
    QString type, street, city, state, zip, country;
    bool operator==(const Address &) const = default;
};

struct Phone
{
    qint64 id = 0;
    QString type, number;
    bool operator==(const Phone &) const = default;
};

struct Email
{
    qint64 id = 0;
    QString type, address;
    bool operator==(const Email &) const = default;
};

struct Website
{
    qint64 id = 0;
    QString type, service, address;
    bool operator==(const Website &) const = default;
};

/// The value of one custom field. A boolean that has a row is true.
struct FieldValue
{
    qint64 id = 0;
    qint64 definition = 0;
    QString value;
    bool operator==(const FieldValue &) const = default;
};

/// What parties, opportunities and projects share.
struct Record
{
    qint64 id = 0;
    qint64 owner = 0;
    qint64 team = 0;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
    qint64 lastContactedAt = 0;
    QList<qint64> tags;
    QList<FieldValue> fields;
    bool operator==(const Record &) const = default;
};

struct Party : Record
{
    bool isPerson = true;
    QString firstName, lastName, title, jobTitle; ///< of a person
    QString name; ///< of an organisation
    QString about;
    qint64 organisation = 0; ///< of a person
    QList<Address> addresses;
    QList<Phone> phones;
    QList<Email> emails;
    QList<Website> websites;
    QByteArray searchText; ///< see search.cpp
    bool operator==(const Party &) const = default;
    QString fullName() const;
};

/// An opportunity or a project, which Capsule's paths call a kase.
struct Deal : Record
{
    qint64 party = 0;
    QString name, description;
    QString stage; ///< the milestone of an opportunity, the stage of a project
    QString status; ///< of a project: OPEN or CLOSED
    qint64 value = 0; ///< of an opportunity, in whole units of the currency
    QString currency;
    qint64 probability = 0;
    qint64 opportunity = 0; ///< of a project
    QString expectedCloseOn, closedOn;
    QList<qint64> contacts; ///< additional parties
    bool operator==(const Deal &) const = default;
};

struct Tag
{
    qint64 id = 0;
    QString name, description;
    bool isDataTag = false;
};

struct Definition
{
    qint64 id = 0;
    QString name, description, type, captureRule;
    qint64 displayOrder = 0;
    qint64 tag = 0;
    QStringList options;
    bool important = false;
};

struct User
{
    qint64 id = 0;
    QString username, name, locale, currency, timezone;
    qint64 party = 0;
    qint64 lastLoginAt = 0;
};

struct Team
{
    qint64 id = 0;
    QString name, description;
    QList<qint64> members;
    qint64 createdAt = 0;
    qint64 updatedAt = 0;
};

struct Title
{
    qint64 id = 0;
    QString title;
};

struct Category
{
    qint64 id = 0;
    QString name, colour;
};

/// A filter over parties that was saved in the web application.
struct SavedFilter
{
    qint64 id = 0;
    QString name;
    QJsonArray conditions;
    QJsonArray orderBy;
};

struct NamedItem
{
    qint64 id = 0;
    QString name;
};

struct Attachment
{
    qint64 id = 0;
    QString token, filename;
    QByteArray contentType, content;
};

struct Entry
{
    qint64 id = 0;
    QString type, subject, content;
    qint64 activityType = 0;
    qint64 party = 0, opportunity = 0, kase = 0;
    qint64 creator = 0;
    qint64 createdAt = 0, updatedAt = 0, entryAt = 0;
    QList<qint64> attachments;
    bool operator==(const Entry &) const = default;
};

struct Task
{
    qint64 id = 0;
    QString description, detail, dueOn, dueTime, status;
    qint64 category = 0;
    qint64 party = 0, opportunity = 0, kase = 0;
    qint64 owner = 0, completedBy = 0;
    qint64 createdAt = 0, updatedAt = 0, completedAt = 0;
    QByteArray repeat; ///< as sent, JSON
    bool operator==(const Task &) const = default;
};

/// A long delete that was answered with 202.
struct Job
{
    QString action;
    int polls = 0;
    qint64 party = 0; ///< goes away when the job is done; 0 for none
};

struct Deletion
{
    qint64 id = 0;
    qint64 at = 0;
};

/// Records in ascending order of id. Addresses stay valid until the record is removed.
template <class T>
class Table
{
public:
    T *find(qint64 id) { return const_cast<T *>(std::as_const(*this).find(id)); }
    const T *find(qint64 id) const
    {
        const auto at = place(id);
        return at != m_rows.end() && (*at)->id == id ? at->get() : nullptr;
    }
    /// Adds a record, giving it the next id if it has none.
    T &insert(T record)
    {
        if (record.id == 0)
            record.id = m_next;
        m_next = std::max(m_next, record.id + 1);
        return **m_rows.insert(place(record.id), std::make_unique<T>(std::move(record)));
    }
    void remove(qint64 id)
    {
        if (const auto at = place(id); at != m_rows.end() && (*at)->id == id)
            m_rows.erase(at);
    }
    /// The first id that insert() will give, unless ids in use are higher.
    void startAt(qint64 id) { m_next = std::max(m_next, id); }
    void reserve(std::size_t size) { m_rows.reserve(size); }
    qsizetype size() const { return qsizetype(m_rows.size()); }
    const T &at(qsizetype index) const { return *m_rows[std::size_t(index)]; }
    const std::vector<std::unique_ptr<T>> &rows() const { return m_rows; }

private:
    auto place(qint64 id) const
    {
        if (m_rows.empty() || m_rows.back()->id < id)
            return m_rows.end();
        return std::lower_bound(
            m_rows.begin(), m_rows.end(), id, [](const auto &row, qint64 wanted) { return row->id < wanted; });
    }

    std::vector<std::unique_ptr<T>> m_rows;
    qint64 m_next = 1;
};

} // namespace capsule
