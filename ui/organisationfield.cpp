#include "organisationfield.h"

#include "plaintext.h"
#include "store/partystore.h"

#include <QCompleter>
#include <QLineEdit>
#include <QStandardItemModel>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int MostOffers = 8;
constexpr int OfferHeight = 28;
enum OfferRole { NameRole = Qt::UserRole + 1, IdRole, LocalIdRole, IsNewRole };

QString nameOf(const std::optional<OrganisationRef> &organisation)
{
    return organisation ? organisation->name : QString();
}
} // namespace

OrganisationField::OrganisationField(PartyStore &store, const Theme &theme, QWidget *parent)
    : FieldEdit(Kind::Line, theme, parent)
    , m_store(store)
    , m_offers(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_offers, this))
{
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->setCompletionRole(NameRole);
    m_completer->setCaseSensitivity(Qt::CaseInsensitive); // else "acme" chooses "Create" before "Acme"
    m_completer->setMaxVisibleItems(MostOffers + 1);
    line()->setCompleter(m_completer);
    connect(this, &FieldEdit::edited, this, [this] { offer(text()); });
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this, &OrganisationField::choose);
}

void OrganisationField::setValue(
    const std::optional<OrganisationRef> &original, const std::optional<OrganisationRef> &value)
{
    const bool isUntouched = m_value == value && isUndecided();
    m_value = value;
    setOriginal(nameOf(original));
    // What is being typed stays while the record changes around it.
    if (!isUntouched || !input()->hasFocus())
        setText(nameOf(value));
}

bool OrganisationField::isUndecided() const
{
    return text() != nameOf(m_value);
}

QString OrganisationField::told(const OrganisationRef &organisation) const
{
    const QUuid localId = organisation.id ? m_store.localId(organisation.id) : organisation.localId;
    const std::optional<PartySummary> summary = m_store.index().summary(localId);
    QStringList facts{organisation.name};
    if (summary && !summary->city.isEmpty())
        facts.append(summary->city);
    if (const auto people = m_store.peopleOf(localId).size(); people > 0)
        facts.append(tr("%n person(s)", nullptr, static_cast<int>(people)));
    return displayText(facts.join(u" · "_s));
}

void OrganisationField::offer(const QString &typed)
{
    const QString wanted = typed.trimmed();
    m_offers->clear();
    if (wanted.isEmpty()) {
        const bool wasLinked = m_value.has_value();
        m_value.reset();
        if (wasLinked)
            Q_EMIT chosen();
        return;
    }
    bool isKnown = false;
    for (const OrganisationRef &organisation : m_store.organisationsLike(wanted, MostOffers)) {
        auto *item = new QStandardItem(told(organisation));
        item->setSizeHint({0, OfferHeight});
        item->setData(organisation.name, NameRole);
        item->setData(organisation.id, IdRole);
        item->setData(organisation.localId, LocalIdRole);
        m_offers->appendRow(item);
        isKnown = isKnown || organisation.name.compare(wanted, Qt::CaseInsensitive) == 0;
    }
    if (!isKnown) {
        auto *item = new QStandardItem(displayText(tr("Create organisation “%1”").arg(wanted)));
        item->setSizeHint({0, OfferHeight});
        item->setData(wanted, NameRole);
        item->setData(true, IsNewRole);
        m_offers->appendRow(item);
    }
}

void OrganisationField::choose(const QModelIndex &index)
{
    const QString name = index.data(NameRole).toString();
    if (index.data(IsNewRole).toBool()) {
        Q_EMIT creationRequested(name);
        return;
    }
    m_value = OrganisationRef{index.data(IdRole).toLongLong(), index.data(LocalIdRole).toUuid(), name};
    setText(name);
    Q_EMIT chosen();
}
