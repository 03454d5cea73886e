#include "addresslayout.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
/// Gives the words a translation context.
struct AddressWords
{
    Q_DECLARE_TR_FUNCTIONS(AddressWords)
};

enum class Order {
    CityThenState, ///< Leeds, then the county and the postcode below
    ZipThenCity, ///< 10115 Berlin
    CityThenZip, ///< Singapore 049178
    CityStateZip, ///< Springfield, IL 62701
    CityFirst, ///< the city above the street
    LargeToSmall, ///< from the prefecture down to the house
};
enum class State { CountyOrState, County, State, Province, Canton, Prefecture, Region, Emirate };
enum class Zip { Postcode, ZipCode, PostalCode, PinCode, Eircode };

struct Custom
{
    const char *countries; ///< codes of two letters, parted by blanks
    Order order;
    State state = State::CountyOrState;
    Zip zip = Zip::Postcode;
};

constexpr std::array Customs{
    Custom{"GB GG IM JE", Order::CityThenState, State::County},
    Custom{"IE", Order::CityThenState, State::County, Zip::Eircode},
    Custom{"US PR GU VI", Order::CityStateZip, State::State, Zip::ZipCode},
    Custom{"CA", Order::CityStateZip, State::Province, Zip::PostalCode},
    Custom{"AU", Order::CityStateZip, State::State},
    Custom{"IN", Order::CityThenZip, State::State, Zip::PinCode},
    Custom{"NZ SG LK PK BD", Order::CityThenZip},
    Custom{"BR MX VE", Order::CityThenState, State::State},
    Custom{"AE", Order::CityThenState, State::Emirate},
    Custom{"AT DE LU LI DK FO GL NO SE FI IS EE LV LT PL CZ SK SI HR RS BA ME MK AL BG RO GR CY TR IL FR MC BE PT",
        Order::ZipThenCity, State::Region},
    Custom{"NL IT ES AD", Order::ZipThenCity, State::Province},
    Custom{"CH", Order::ZipThenCity, State::Canton},
    Custom{"RU UA BY KZ", Order::CityThenState, State::Region},
    Custom{"HU", Order::CityFirst, State::County},
    Custom{"JP", Order::LargeToSmall, State::Prefecture},
    Custom{"CN TW KR", Order::LargeToSmall, State::Province},
};

QByteArray formOf(Order order)
{
    switch (order) {
    case Order::ZipThenCity:
        return "S/ZC/AN"_ba;
    case Order::CityThenZip:
        return "S/CZ/AN"_ba;
    case Order::CityFirst:
        return "CA/S/ZN"_ba;
    case Order::LargeToSmall:
        return "ZA/C/S/N"_ba;
    case Order::CityThenState:
    case Order::CityStateZip:
        break;
    }
    return "S/CA/ZN"_ba;
}

QByteArray writtenOf(Order order)
{
    switch (order) {
    case Order::CityThenState:
        break;
    case Order::ZipThenCity:
        return "S/ZC/A/N"_ba;
    case Order::CityThenZip:
        return "S/CZ/A/N"_ba;
    case Order::CityStateZip:
        return "S/CAZ/N"_ba;
    case Order::CityFirst:
        return "C/S/Z/A/N"_ba;
    case Order::LargeToSmall:
        return "Z/A/C/S/N"_ba;
    }
    return "S/C/A/Z/N"_ba;
}

QString wordOf(State state)
{
    switch (state) {
    case State::CountyOrState:
        break;
    case State::County:
        //: A part of an address
        return AddressWords::tr("County");
    case State::State:
        //: A part of an address
        return AddressWords::tr("State");
    case State::Province:
        //: A part of an address
        return AddressWords::tr("Province");
    case State::Canton:
        //: A part of an address
        return AddressWords::tr("Canton");
    case State::Prefecture:
        //: A part of an address
        return AddressWords::tr("Prefecture");
    case State::Region:
        //: A part of an address
        return AddressWords::tr("Region");
    case State::Emirate:
        //: A part of an address
        return AddressWords::tr("Emirate");
    }
    return AddressWords::tr("County or state");
}

QString wordOf(Zip zip)
{
    switch (zip) {
    case Zip::Postcode:
        break;
    case Zip::ZipCode:
        //: The postcode in the United States
        return AddressWords::tr("ZIP code");
    case Zip::PostalCode:
        //: The postcode in Canada
        return AddressWords::tr("Postal code");
    case Zip::PinCode:
        //: The postcode in India
        return AddressWords::tr("PIN code");
    case Zip::Eircode:
        //: The postcode in Ireland
        return AddressWords::tr("Eircode");
    }
    return AddressWords::tr("Postcode");
}
} // namespace

AddressLayout addressLayoutOf(const QString &alpha2)
{
    const auto found = std::ranges::find_if(Customs, [&alpha2](const Custom &custom) {
        return alpha2.size() == 2 && QLatin1StringView(custom.countries).contains(alpha2);
    });
    const Custom custom = found == Customs.end() ? Custom{"", Order::CityThenState} : *found;
    return {formOf(custom.order), writtenOf(custom.order), wordOf(custom.state), wordOf(custom.zip)};
}

QStringList writtenAddress(const QStringList &values, const AddressLayout &layout)
{
    QStringList lines;
    for (const QByteArray &line : layout.written.split('/')) {
        QString text;
        for (const char part : line) {
            const QString value = values.value(AddressParts.indexOf(part));
            if (text.isEmpty() || value.isEmpty())
                text += value;
            else // a state is set off from its city, a postcode belongs to it
                text += (part == 'A' ? u", "_s : u" "_s) + value;
        }
        if (!text.isEmpty())
            lines.append(text);
    }
    return lines;
}

QString countryCodeOf(const QString &name)
{
    static const QHash<QString, QString> codes = [] {
        QHash<QString, QString> byName;
        for (int territory = QLocale::AnyTerritory + 1; territory <= QLocale::LastTerritory; ++territory) {
            const auto known = static_cast<QLocale::Territory>(territory);
            byName.insert(QLocale::territoryToString(known), QLocale::territoryToCode(known));
        }
        return byName;
    }();
    return codes.value(name);
}
