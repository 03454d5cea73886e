#include "activitywords.h"

#include "party/activitychanges.h"
#include "partywords.h"
#include "plaintext.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Gives the words a translation context.
struct ActivityWords
{
    Q_DECLARE_TR_FUNCTIONS(ActivityWords)
};

constexpr qsizetype ExcerptLength = 80;

QString excerpt(const QString &text)
{
    const QString line = displayText(text.left(10 * ExcerptLength)).simplified(); // it may be megabytes
    return line.size() > ExcerptLength ? line.first(ExcerptLength) + u'…' : line;
}

QString noteLine(const OutboxEntry &entry, const Entry &note)
{
    switch (entry.kind) {
    case OutboxEntry::Kind::Create:
        return ActivityWords::tr("New note: %1").arg(excerpt(note.content));
    case OutboxEntry::Kind::Delete:
        return ActivityWords::tr("Note deleted: %1").arg(excerpt(note.content));
    case OutboxEntry::Kind::Update:
        break;
    }
    return ActivityWords::tr("Note changed: %1").arg(excerpt(note.content));
}

QString taskLine(const OutboxEntry &entry, const Task &base, const Task &task)
{
    const QString words = excerpt(task.description);
    if (entry.kind == OutboxEntry::Kind::Create)
        return ActivityWords::tr("New task: %1").arg(words);
    if (entry.kind == OutboxEntry::Kind::Delete)
        return ActivityWords::tr("Task deleted: %1").arg(words);
    if (task.isCompleted() && !base.isCompleted())
        return ActivityWords::tr("Task completed: %1").arg(words);
    if (base.isCompleted() && !task.isCompleted())
        return ActivityWords::tr("Task opened again: %1").arg(words);
    return ActivityWords::tr("Task changed: %1").arg(words);
}
} // namespace

QString entryTitle(const Entry &entry)
{
    if (entry.type == "email"_L1)
        return entry.subject.isEmpty() ? ActivityWords::tr("Email")
                                       //: %1 is the subject of an email
                                       : ActivityWords::tr("Email: %1").arg(displayText(entry.subject));
    if (entry.type == "task"_L1)
        return ActivityWords::tr("Completed task");
    if (entry.activityType.id != noteActivity && !entry.activityType.name.isEmpty())
        return displayText(entry.activityType.name);
    return entry.isNote() ? ActivityWords::tr("Note") : displayText(entry.type);
}

QString fileSize(qint64 bytes)
{
    return QLocale().formattedDataSize(bytes, 1, QLocale::DataSizeTraditionalFormat);
}

QString dueWord(const Task &task, const QDate &today)
{
    if (!task.dueOn.isValid())
        return {};
    const QLocale locale;
    const qint64 days = today.daysTo(task.dueOn);
    const QString day = days == 0 ? ActivityWords::tr("Today")
        : days == 1               ? ActivityWords::tr("Tomorrow")
        : days == -1              ? ActivityWords::tr("Yesterday")
                                  : locale.toString(task.dueOn, QLocale::ShortFormat);
    return task.dueTime.isValid()
        //: %1 is a day, %2 a time of day
        ? ActivityWords::tr("%1, %2").arg(day, locale.toString(task.dueTime, QLocale::ShortFormat))
        : day;
}

QString repeatWord(const TaskRepeat &repeat)
{
    if (repeat.frequency == "WEEKLY"_L1)
        return ActivityWords::tr("Every %n week(s)", nullptr, repeat.interval);
    if (repeat.frequency == "MONTHLY"_L1)
        return ActivityWords::tr("Every %n month(s)", nullptr, repeat.interval);
    if (repeat.frequency == "YEARLY"_L1)
        return ActivityWords::tr("Every %n year(s)", nullptr, repeat.interval);
    return ActivityWords::tr("Repeats");
}

QString dealValue(const Deal &deal)
{
    bool isNumber = false;
    const double amount = deal.amount.toDouble(&isNumber);
    if (!isNumber)
        return {};
    const QLocale locale;
    const qsizetype point = deal.amount.indexOf(u'.');
    const QString fraction = point < 0 ? QString() : deal.amount.mid(point + 1);
    const bool isWhole = std::ranges::all_of(fraction, [](QChar digit) { return digit == u'0'; });
    const int digits = isWhole ? 0 : 2;
    if (deal.currency == locale.currencySymbol(QLocale::CurrencyIsoCode))
        return locale.toCurrencyString(amount, locale.currencySymbol(QLocale::CurrencySymbol), digits);
    //: An amount of money: %1 is a number, %2 the code of its currency, such as GBP
    return ActivityWords::tr("%1 %2").arg(locale.toString(amount, 'f', digits), displayText(deal.currency)).trimmed();
}

QString dealState(const Deal &deal)
{
    if (deal.isOpen())
        return ActivityWords::tr("Open");
    if (!deal.lostReason.isEmpty())
        //: %1 is why an opportunity was lost
        return ActivityWords::tr("Lost: %1").arg(displayText(deal.lostReason));
    return deal.status == "CLOSED"_L1 ? ActivityWords::tr("Closed") : displayText(deal.status);
}

QString asOf(const QDateTime &checkedAt)
{
    if (!checkedAt.isValid())
        return ActivityWords::tr("Not read from Capsule yet");
    //: When this was last read; %1 is a date and a time
    return ActivityWords::tr("As of %1").arg(QLocale().toString(checkedAt.toLocalTime(), QLocale::ShortFormat));
}

QString twiceWord()
{
    return ActivityWords::tr("Possible duplicate: Capsule may have it twice");
}

QString activityFieldWord(const QString &key)
{
    static const QHash<QString, QString> words{
        {u"content"_s, ActivityWords::tr("Note")},
        {u"activityType"_s, ActivityWords::tr("Kind")},
        //: When something happened
        {u"entryAt"_s, ActivityWords::tr("When")},
        {u"attachments"_s, ActivityWords::tr("File")},
        {u"description"_s, ActivityWords::tr("Task")},
        {u"detail"_s, ActivityWords::tr("Details")},
        {u"dueOn"_s, ActivityWords::tr("Due on")},
        {u"dueTime"_s, ActivityWords::tr("Due at")},
        {u"category"_s, ActivityWords::tr("Category")},
        {u"status"_s, ActivityWords::tr("State")},
        {u"relatedTo"_s, ActivityWords::tr("Belongs to")},
    };
    return words.value(key.section(u'/', 0, 0));
}

QString activityChangeLine(const OutboxEntry &entry)
{
    if (const auto *note = entry.note())
        return noteLine(entry, note->edited);
    if (const auto *task = entry.task())
        return taskLine(entry, task->base, task->edited);
    return {};
}
