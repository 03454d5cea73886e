#include "ownlists.h"

#include "store/partystore.h"

#include <QCollator>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QByteArray keyOf(const QUuid &id)
{
    return id.toByteArray(QUuid::WithoutBraces);
}

QByteArray contentOf(const OwnList &list)
{
    return QJsonDocument(QJsonObject{{u"name"_s, list.name}, {u"rule"_s, ruleToJson(list.rule)}})
        .toJson(QJsonDocument::Compact);
}

std::optional<OwnList> listIn(const QByteArray &key, const QByteArray &content)
{
    const QJsonObject json = QJsonDocument::fromJson(content).object();
    const auto rule = ruleFromJson(json.value("rule"_L1).toObject());
    const QUuid id(QString::fromUtf8(key));
    const QString name = json.value("name"_L1).toString();
    return id.isNull() || name.isEmpty() || !rule ? std::nullopt : std::optional(OwnList{id, name, *rule});
}

} // namespace

OwnLists::OwnLists(PartyStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &PartyStore::listsChanged, this, [this] {
        read();
        Q_EMIT changed();
    });
    read();
}

void OwnLists::read()
{
    m_lists.clear();
    const KeptLists kept = m_store.lists();
    for (auto list = kept.begin(); list != kept.end(); ++list) {
        if (const auto read = listIn(list.key(), *list))
            m_lists.append(*read);
    }
    QCollator collator;
    collator.setNumericMode(true);
    std::ranges::sort(m_lists, [&collator](const OwnList &a, const OwnList &b) {
        const int order = collator.compare(a.name, b.name);
        return order != 0 ? order < 0 : a.id < b.id;
    });
}

std::optional<OwnList> OwnLists::list(const QUuid &id) const
{
    const auto known = std::ranges::find(m_lists, id, &OwnList::id);
    return known == m_lists.end() ? std::nullopt : std::optional(*known);
}

Result<QUuid, StoreError> OwnLists::add(const QString &name, const PartyRule &rule)
{
    const QUuid id = QUuid::createUuid();
    if (const auto kept = put({id, name, rule}); !kept)
        return Unexpected(kept.error());
    return id;
}

Result<void, StoreError> OwnLists::put(const OwnList &list)
{
    return m_store.keepLists({{keyOf(list.id), contentOf(list)}});
}

Result<void, StoreError> OwnLists::remove(const QUuid &id)
{
    return m_store.keepLists({{keyOf(id), QByteArray()}});
}
