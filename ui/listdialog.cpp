#include "listdialog.h"

#include "listbuilder.h"
#include "session.h"
#include "theme.h"

#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

ListDialog::ListDialog(Session &session, const Theme &theme, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_builder(new ListBuilder(
          theme, session.clock(),
          [&session](const PartyRule &rule, QObject *context, std::function<void(qsizetype)> done) {
              session.ruleResults().count(rule, context, std::move(done));
          },
          this))
{
    setObjectName("listDialog"_L1);
    setAttribute(Qt::WA_DeleteOnClose);
    m_builder->setCatalogue(session.store().catalogue());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_builder);
    resize(760, 520);
    connect(m_builder, &ListBuilder::saveRequested, this, &ListDialog::keep);
    connect(m_builder, &ListBuilder::duplicateRequested, this, [this] {
        setWindowTitle(tr("New list"));
        m_builder->edit(m_builder->name(), m_builder->rule());
    });
    connect(m_builder, &ListBuilder::closed, this, &ListDialog::reject);
    connect(&session.store(), &PartyStore::partiesChanged, m_builder, &ListBuilder::recount);
    connect(&session.store(), &PartyStore::partiesReset, m_builder, &ListBuilder::recount);
    connect(&session.store(), &PartyStore::catalogueChanged, m_builder,
        [this] { m_builder->setCatalogue(m_session.store().catalogue()); });
}

/// Of all lists but the one that is changed.
void ListDialog::tellNames()
{
    QStringList names;
    for (const OwnList &list : m_session.ownLists().lists()) {
        if (list.id != m_id)
            names.append(list.name);
    }
    m_builder->setTakenNames(names);
}

void ListDialog::begin()
{
    setWindowTitle(tr("New list"));
    m_id = {};
    tellNames();
    m_builder->begin();
}

void ListDialog::change(const OwnList &list)
{
    setWindowTitle(tr("Change list"));
    m_id = list.id;
    tellNames();
    m_builder->edit(list.name, list.rule);
}

void ListDialog::showSaved(const SavedFilter &filter)
{
    setWindowTitle(tr("List saved in Capsule"));
    m_id = {};
    tellNames();
    m_builder->showSaved(filter);
}

void ListDialog::keep()
{
    OwnLists &lists = m_session.ownLists();
    if (m_id.isNull()) {
        const auto id = lists.add(m_builder->name(), m_builder->rule());
        if (!id)
            return Q_EMIT failed(id.error());
        m_id = *id;
    } else if (const auto done = lists.put({m_id, m_builder->name(), m_builder->rule()}); !done) {
        return Q_EMIT failed(done.error());
    }
    Q_EMIT kept(m_id);
    accept();
}

void ListDialog::reject()
{
    if (!m_builder->isEdited())
        return QDialog::reject();
    auto *question = new QMessageBox(QMessageBox::Question, tr("List not saved"),
        tr("What you changed in this list is not saved."), QMessageBox::NoButton, this);
    question->setObjectName("listQuestion"_L1);
    question->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *discard = question->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(tr("Go On Editing"), QMessageBox::RejectRole));
    connect(discard, &QPushButton::clicked, this, [this] { QDialog::reject(); });
    question->open();
}
