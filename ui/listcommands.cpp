#include "listcommands.h"

#include "plaintext.h"

#include <QInputDialog>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int LongestName = 100;
}

ListCommands::ListCommands(OwnLists &lists, QWidget *window)
    : QObject(window)
    , m_lists(lists)
    , m_window(window)
{
}

void ListCommands::ask(const QString &title, const QString &name, const std::function<void(const QString &)> &take)
{
    if (m_question)
        m_question->close();
    auto *question = new QInputDialog(m_window);
    question->setObjectName("listNameDialog"_L1);
    question->setAttribute(Qt::WA_DeleteOnClose);
    question->setWindowTitle(title);
    question->setInputMode(QInputDialog::TextInput);
    question->setLabelText(tr("Name of the list:"));
    question->setTextValue(name);
    question->setOkButtonText(tr("Save"));
    if (auto *line = question->findChild<QLineEdit *>()) {
        line->setMaxLength(LongestName);
        line->setAccessibleName(tr("Name of the list"));
        line->selectAll();
    }
    connect(question, &QInputDialog::textValueSelected, this, [take](const QString &text) {
        if (const QString given = text.simplified(); !given.isEmpty())
            take(given);
    });
    m_question = question;
    question->open();
}

/// The name, or with a number behind it the first that no list has.
QString ListCommands::freeName(const QString &name) const
{
    QString candidate = name;
    const auto isTaken = [&candidate](const OwnList &list) {
        return list.name.compare(candidate, Qt::CaseInsensitive) == 0;
    };
    for (int number = 2; std::ranges::any_of(m_lists.lists(), isTaken); ++number)
        //: The name of a list that would have the same name as another: %1 is that name, %2 a number.
        candidate = tr("%1 (%2)").arg(name).arg(number);
    return candidate;
}

void ListCommands::add(const QString &name, const PartyRule &rule)
{
    const auto id = m_lists.add(freeName(name), rule);
    if (!id)
        return Q_EMIT failed(id.error());
    Q_EMIT made(*id);
}

void ListCommands::askToSave(const PartyRule &rule)
{
    ask(tr("Save as List"), displayText(rule.search).left(LongestName),
        [this, rule](const QString &name) { add(name, rule); });
}

void ListCommands::askToRename(const QUuid &id)
{
    const auto list = m_lists.list(id);
    if (!list)
        return;
    ask(tr("Rename List"), list->name, [this, id](const QString &name) {
        auto renamed = m_lists.list(id);
        if (!renamed || renamed->name == name)
            return;
        renamed->name = name.compare(renamed->name, Qt::CaseInsensitive) == 0 ? name : freeName(name);
        if (const auto kept = m_lists.put(*renamed); !kept)
            Q_EMIT failed(kept.error());
    });
}

void ListCommands::duplicate(const QString &name, const PartyRule &rule)
{
    add(name, rule);
}

void ListCommands::remove(const QUuid &id)
{
    const auto list = m_lists.list(id);
    if (!list)
        return;
    if (const auto removed = m_lists.remove(id); !removed)
        return Q_EMIT failed(removed.error());
    Q_EMIT offered(tr("Deleted the list “%1”. Its people and organisations stay.").arg(displayText(list->name)),
        [this, list = *list] {
            if (const auto kept = m_lists.put(list); !kept)
                return Q_EMIT failed(kept.error());
            Q_EMIT made(list.id);
        });
}
