#include "organisationnotes.h"

#include "flatbutton.h"
#include "party/partyvalues.h"
#include "plaintext.h"
#include "store/partystore.h"
#include "theme.h"

#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QString moveSentence(const Party &was, const Party &draft)
{
    if (!was.organisation || was.organisation->name.isEmpty() || hasSameOrganisation(was, draft))
        return {};
    const QString name = draft.displayName();
    if (!draft.organisation)
        //: %1 is a person, %2 an organisation
        return OrganisationNotes::tr("%1 leaves %2. Notes, deals and the address of %2 stay with %2.")
            .arg(name, was.organisation->name);
    //: %1 is a person, %2 the organisation before, %3 the organisation now
    return OrganisationNotes::tr("%1 moves from %2 to %3. Notes, deals and the address of %2 stay with %2.")
        .arg(name, was.organisation->name, draft.organisation->name);
}

QString offerSentence(const OrganisationOffer &offer, const QString &organisation)
{
    if (offer.list == RowList::Addresses)
        return offer.replaces
            //: %1 is an organisation, %2 its address; said to a person who has another one
            ? OrganisationNotes::tr("%1 has another address: %2").arg(organisation, offer.value)
            //: %1 is an organisation, %2 its address
            : OrganisationNotes::tr("The address of %1 is %2").arg(organisation, offer.value);
    return offer.replaces
        //: %1 is an organisation, %2 its phone number; said to a person who has another one
        ? OrganisationNotes::tr("%1 has another phone number: %2").arg(organisation, offer.value)
        //: %1 is an organisation, %2 its phone number
        : OrganisationNotes::tr("The phone number of %1 is %2").arg(organisation, offer.value);
}
} // namespace

OrganisationNotes::OrganisationNotes(PartyStore &store, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_theme(theme)
    , m_column(new QVBoxLayout(this))
    , m_move(new PlainLabel(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(4);
    m_move->setObjectName(u"organisationMoveLabel"_s);
    m_move->setFont(Theme::font(Theme::Type::Caption));
    m_move->setForegroundRole(QPalette::PlaceholderText);
    m_move->setWordWrap(true);
    m_column->addWidget(m_move);
    hide();
}

void OrganisationNotes::showFor(const QUuid &localId, const Party &was, const Party &draft)
{
    m_localId = localId;
    m_organisation = {};
    if (draft.isPerson() && draft.organisation)
        m_organisation = draft.organisation->id ? m_store.localId(draft.organisation->id) : draft.organisation->localId;
    QList<OrganisationOffer> offers;
    const std::optional<PartyView> organisation
        = m_organisation.isNull() ? std::nullopt : m_store.party(m_organisation);
    if (organisation && !organisation->shown.isRestricted && !m_isReadOnly) {
        offers = organisationOffers(draft, organisation->shown, was.id == 0 || !hasSameOrganisation(was, draft));
        offers.removeIf([this](const OrganisationOffer &offer) { return m_dismissed.contains(keyOf(offer)); });
    }
    show(moveSentence(was, draft), offers, organisation ? organisation->shown.displayName() : QString());
}

void OrganisationNotes::show(const QString &move, const QList<OrganisationOffer> &offers, const QString &organisation)
{
    m_move->setText(move);
    m_move->setVisible(!move.isEmpty());
    if (offers != m_offers || organisation != m_organisationName) {
        m_offers = offers;
        m_organisationName = organisation;
        m_inputs.clear();
        for (QWidget *line : std::as_const(m_lines)) {
            line->hide();
            line->deleteLater();
        }
        m_lines.clear();
        for (const OrganisationOffer &offer : offers)
            addLine(offer, organisation);
    }
    setVisible(!move.isEmpty() || !offers.isEmpty());
}

void OrganisationNotes::addLine(const OrganisationOffer &offer, const QString &organisation)
{
    const bool isAddress = offer.list == RowList::Addresses;
    auto *line = new QWidget(this);
    auto *across = new QHBoxLayout(line);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(Theme::RowGap);
    const QString sentence = offerSentence(offer, organisation);
    auto *text = new PlainLabel(sentence, line);
    text->setObjectName(isAddress ? u"addressOfferLabel"_s : u"phoneOfferLabel"_s);
    text->setFont(Theme::font(Theme::Type::Caption));
    text->setForegroundRole(QPalette::PlaceholderText);
    text->setWordWrap(true);
    auto *use = new FlatButton(FlatButton::Style::Link, tr("Use it"), m_theme, line);
    use->setObjectName(isAddress ? u"useAddressButton"_s : u"usePhoneButton"_s);
    use->setAccessibleDescription(displayText(sentence));
    auto *dismiss = new FlatButton(FlatButton::Style::Quiet, {}, m_theme, line);
    dismiss->setObjectName(isAddress ? u"dismissAddressButton"_s : u"dismissPhoneButton"_s);
    dismiss->setThemeIcon(u"x"_s);
    dismiss->setMuted(true);
    dismiss->setToolTip(tr("Do not offer this again"));
    dismiss->setAccessibleName(tr("Do not offer this again"));
    across->addWidget(text, 1);
    across->addWidget(use);
    across->addWidget(dismiss);
    m_column->addWidget(line);
    m_lines.append(line);
    m_inputs << use << dismiss;
    connect(use, &QPushButton::clicked, this, [this, offer] {
        Q_EMIT taken(offer.applied, offer.list == RowList::Addresses ? u"addresses/taken"_s : u"phoneNumbers/taken"_s);
    });
    connect(dismiss, &QPushButton::clicked, this, [this, offer] {
        m_dismissed.insert(keyOf(offer));
        QList<OrganisationOffer> left = m_offers;
        left.removeOne(offer);
        show(m_move->text(), left, m_organisationName);
    });
}

QString OrganisationNotes::keyOf(const OrganisationOffer &offer) const
{
    return u"%1/%2/%3/%4"_s.arg(m_localId.toString(), m_organisation.toString()).arg(int(offer.list)).arg(offer.value);
}

void OrganisationNotes::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    if (readOnly && !m_offers.isEmpty())
        show(m_move->text(), {}, m_organisationName);
}

QList<QWidget *> OrganisationNotes::inputs() const
{
    return m_inputs;
}
