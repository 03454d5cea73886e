#include "endpoints.h"

#include <array>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

struct Currency
{
    const char *code;
    QStringView symbol;
    QStringView name;
};

// clang-format off
constexpr auto currencies = std::to_array<Currency>({
    {"AED", u"د.إ", u"UAE Dirham"},
    {"ARS", u"$", u"Argentine Peso"},
    {"AUD", u"$", u"Australian Dollar"},
    {"BDT", u"৳", u"Bangladeshi Taka"},
    {"BGN", u"лв", u"Bulgarian Lev"},
    {"BHD", u".د.ب", u"Bahraini Dinar"},
    {"BRL", u"R$", u"Brazilian Real"},
    {"CAD", u"$", u"Canadian Dollar"},
    {"CHF", u"Fr", u"Swiss Franc"},
    {"CLP", u"$", u"Chilean Peso"},
    {"CNY", u"¥", u"Chinese Yuan"},
    {"COP", u"$", u"Colombian Peso"},
    {"CRC", u"₡", u"Costa Rican Colón"},
    {"CZK", u"Kč", u"Czech Koruna"},
    {"DKK", u"kr", u"Danish Krone"},
    {"DOP", u"$", u"Dominican Peso"},
    {"EGP", u"£", u"Egyptian Pound"},
    {"EUR", u"€", u"Euro"},
    {"FJD", u"$", u"Fijian Dollar"},
    {"GBP", u"£", u"British Pound"},
    {"GEL", u"₾", u"Georgian Lari"},
    {"GHS", u"₵", u"Ghanaian Cedi"},
    {"HKD", u"$", u"Hong Kong Dollar"},
    {"HUF", u"Ft", u"Hungarian Forint"},
    {"IDR", u"Rp", u"Indonesian Rupiah"},
    {"ILS", u"₪", u"Israeli New Shekel"},
    {"INR", u"₹", u"Indian Rupee"},
    {"ISK", u"kr", u"Icelandic Króna"},
    {"JMD", u"$", u"Jamaican Dollar"},
    {"JOD", u"د.ا", u"Jordanian Dinar"},
    {"JPY", u"¥", u"Japanese Yen"},
    {"KES", u"Sh", u"Kenyan Shilling"},
    {"KRW", u"₩", u"South Korean Won"},
    {"KWD", u"د.ك", u"Kuwaiti Dinar"},
    {"KZT", u"₸", u"Kazakhstani Tenge"},
    {"LKR", u"Rs", u"Sri Lankan Rupee"},
    {"MAD", u"د.م.", u"Moroccan Dirham"},
    {"MUR", u"₨", u"Mauritian Rupee"},
    {"MXN", u"$", u"Mexican Peso"},
    {"MYR", u"RM", u"Malaysian Ringgit"},
    {"NGN", u"₦", u"Nigerian Naira"},
    {"NOK", u"kr", u"Norwegian Krone"},
    {"NZD", u"$", u"New Zealand Dollar"},
    {"OMR", u"ر.ع.", u"Omani Rial"},
    {"PEN", u"S/", u"Peruvian Sol"},
    {"PHP", u"₱", u"Philippine Peso"},
    {"PKR", u"₨", u"Pakistani Rupee"},
    {"PLN", u"zł", u"Polish Złoty"},
    {"QAR", u"ر.ق", u"Qatari Riyal"},
    {"RON", u"lei", u"Romanian Leu"},
    {"RSD", u"дин", u"Serbian Dinar"},
    {"RUB", u"₽", u"Russian Rouble"},
    {"SAR", u"ر.س", u"Saudi Riyal"},
    {"SEK", u"kr", u"Swedish Krona"},
    {"SGD", u"$", u"Singapore Dollar"},
    {"THB", u"฿", u"Thai Baht"},
    {"TND", u"د.ت", u"Tunisian Dinar"},
    {"TRY", u"₺", u"Turkish Lira"},
    {"TWD", u"$", u"New Taiwan Dollar"},
    {"TZS", u"Sh", u"Tanzanian Shilling"},
    {"UAH", u"₴", u"Ukrainian Hryvnia"},
    {"UGX", u"Sh", u"Ugandan Shilling"},
    {"USD", u"$", u"US Dollar"},
    {"UYU", u"$", u"Uruguayan Peso"},
    {"VND", u"₫", u"Vietnamese Dong"},
    {"XOF", u"Fr", u"West African CFA Franc"},
    {"ZAR", u"R", u"South African Rand"},
    {"ZMW", u"ZK", u"Zambian Kwacha"},
});
// clang-format on

} // namespace

Answer listCurrencies(Call &)
{
    return wholeList("currencies", currencies, [](JsonWriter &json, const Currency &currency) {
        json.beginObject();
        json.member("code", QString::fromLatin1(currency.code));
        json.member("symbol", currency.symbol.toString());
        json.member("name", currency.name.toString());
        json.member("pluralName", currency.name.toString() + u's');
        json.endObject();
    });
}

} // namespace capsule
