#include "vcard.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

/// RFC 6350 section 3.4. Other control characters have no way to be written (section 3.3).
QString escaped(const QString &text)
{
    QString out;
    for (const QChar c : text) {
        if (c == u'\n')
            out += R"(\n)"_L1;
        else if (c == u'\\' || c == u',' || c == u';')
            out += QLatin1String("\\") + c;
        else if (c == u'\t' || c.category() != QChar::Other_Control)
            out += c;
    }
    return out;
}

/// An address of the web is no text: it is not escaped, but nothing in it may end the line either.
QString asUri(QString text)
{
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return text;
}

/// A list of components or values, each escaped.
QString joined(const QStringList &texts, QChar separator)
{
    QStringList parts;
    for (const QString &text : texts)
        parts.append(escaped(text));
    return parts.join(separator);
}

/// RFC 6350 section 3.2: no line has more than 75 octets, and none begins within a character.
QByteArray folded(const QByteArray &line)
{
    constexpr qsizetype most = 75;
    constexpr char continues = char(0x80);
    constexpr char mask = char(0xC0);
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype room = most; line.size() - from > room; room = most - 1) {
        qsizetype to = from + room;
        while ((line[to] & mask) == continues)
            --to;
        out += line.mid(from, to - from) + "\r\n ";
        from = to;
    }
    return out + line.mid(from) + "\r\n";
}

class Card
{
public:
    /// `value` is escaped already; an empty one is left out.
    void add(const QString &property, const QString &value)
    {
        if (!value.isEmpty())
            text += folded((property + u':' + value).toUtf8());
    }
    QByteArray text = "BEGIN:VCARD\r\nVERSION:4.0\r\n"_ba;
};

/// RFC 6350 section 5.6; words of Capsule's without a counterpart are left out.
QString typeOf(const QString &type)
{
    if (type == "Home"_L1)
        return u";TYPE=home"_s;
    if (type == "Work"_L1 || type == "Office"_L1)
        return u";TYPE=work"_s;
    return {};
}

/// RFC 6350 section 6.4.1
QString phoneTypeOf(const QString &type)
{
    if (type == "Mobile"_L1)
        return u";TYPE=cell"_s;
    if (type == "Fax"_L1)
        return u";TYPE=fax"_s;
    if (type == "Direct"_L1)
        return u";TYPE=work"_s;
    return typeOf(type);
}

void addNames(Card &card, const Party &party)
{
    card.add(u"KIND"_s, party.isPerson() ? u"individual"_s : u"org"_s);
    const QString name = party.displayName();
    card.text += folded(("FN:"_L1 + escaped(name)).toUtf8()); // the one property that must be there
    if (party.isPerson()) {
        card.add(u"N"_s, joined({party.lastName, party.firstName, {}, party.title, {}}, u';'));
        card.add(u"TITLE"_s, escaped(party.jobTitle));
        if (party.organisation)
            card.add(u"ORG"_s, escaped(party.organisation->name));
    } else {
        card.add(u"ORG"_s, escaped(party.name));
    }
}

void addWays(Card &card, const Party &party)
{
    for (const EmailAddress &email : party.emailAddresses)
        card.add(u"EMAIL"_s + typeOf(email.type), escaped(email.address));
    for (const PhoneNumber &phone : party.phoneNumbers)
        card.add(u"TEL"_s + phoneTypeOf(phone.type), escaped(phone.number));
    for (const Address &address : party.addresses)
        card.add(u"ADR"_s + typeOf(address.type),
            joined({{}, {}, address.street, address.city, address.state, address.zip, address.country}, u';'));
    for (const Website &website : party.websites)
        card.add(u"URL"_s + typeOf(website.type), asUri(website.url.isEmpty() ? website.address : website.url));
}

} // namespace

QByteArray vCard(const Party &party)
{
    Card card;
    addNames(card, party);
    addWays(card, party);
    QStringList tags;
    for (const Tag &tag : party.tags.value_or(QList<Tag>()))
        tags.append(tag.name);
    card.add(u"CATEGORIES"_s, joined(tags, u','));
    card.add(u"NOTE"_s, escaped(party.about));
    if (party.updatedAt.isValid())
        card.add(u"REV"_s, party.updatedAt.toUTC().toString(u"yyyyMMdd'T'HHmmss'Z'"_s));
    return card.text + "END:VCARD\r\n";
}
