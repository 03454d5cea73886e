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

/// The lines of a form and of an envelope, as AddressLayout has them.
struct Order
{
    const char *form;
    const char *written;
};
constexpr Order CityThenState{"S/CA/ZN", "S/C/A/Z/N"}; // Leeds, then the county and the postcode below
constexpr Order ZipThenCity{"S/ZC/AN", "S/ZC/A/N"}; // 10115 Berlin
constexpr Order CityThenZip{"S/CZ/AN", "S/CZ/A/N"}; // Singapore 049178
constexpr Order CityStateZip{"S/CA/ZN", "S/CAZ/N"}; // Springfield, IL 62701
constexpr Order CityFirst{"CA/S/ZN", "C/S/Z/A/N"}; // the city above the street
constexpr Order LargeToSmall{"ZA/C/S/N", "Z/A/C/S/N"}; // from the prefecture down to the house

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
    Custom{"GB GG IM JE", CityThenState, State::County},
    Custom{"IE", CityThenState, State::County, Zip::Eircode},
    Custom{"US PR GU VI", CityStateZip, State::State, Zip::ZipCode},
    Custom{"CA", CityStateZip, State::Province, Zip::PostalCode},
    Custom{"AU", CityStateZip, State::State},
    Custom{"IN", CityThenZip, State::State, Zip::PinCode},
    Custom{"NZ SG LK PK BD", CityThenZip},
    Custom{"BR MX VE", CityThenState, State::State},
    Custom{"AE", CityThenState, State::Emirate},
    Custom{"AT DE LU LI DK FO GL NO SE FI IS EE LV LT PL CZ SK SI HR RS BA ME MK AL BG RO GR CY TR IL FR MC BE PT",
        ZipThenCity, State::Region},
    Custom{"NL IT ES AD", ZipThenCity, State::Province},
    Custom{"CH", ZipThenCity, State::Canton},
    Custom{"RU UA BY KZ", CityThenState, State::Region},
    Custom{"HU", CityFirst, State::County},
    Custom{"JP", LargeToSmall, State::Prefecture},
    Custom{"CN TW KR", LargeToSmall, State::Province},
};

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
    const Custom custom = found == Customs.end() ? Custom{"", CityThenState} : *found;
    return {custom.order.form, custom.order.written, wordOf(custom.state), wordOf(custom.zip)};
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

QString countryCodeOf(const QString &name, const QList<Country> &countries)
{
    const auto told = std::ranges::find(countries, name, &Country::name);
    if (told != countries.end() && !told->alpha2.isEmpty())
        return told->alpha2;
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
