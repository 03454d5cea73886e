#include "textscan.h"

#include <bit>
#include <cstring>

#if defined(__SSE2__) || defined(_M_X64)
#define COUNTERPART_SSE2
#include <emmintrin.h>
#endif

namespace {

/// The higher, the rarer in names, addresses and numbers.
qsizetype rarity(char letter)
{
    static constexpr QByteArrayView common = " eariotnslcudpmhgbfywkvxzjq0123456789";
    const qsizetype place = common.indexOf(letter);
    return place < 0 ? common.size() : place;
}

} // namespace

TextScan::TextScan(QByteArrayView text, QByteArrayView needle)
    : m_text(text)
    , m_needle(needle)
{
    Q_ASSERT(!needle.isEmpty());
    for (qsizetype i = 1; i < needle.size(); ++i) {
        if (rarity(needle[i]) > rarity(needle[m_lead]))
            m_lead = i;
    }
    m_second = m_lead == 0 ? needle.size() - 1 : 0;
    for (qsizetype i = 0; i < needle.size(); ++i) {
        if (i != m_lead && rarity(needle[i]) > rarity(needle[m_second]))
            m_second = i;
    }
}

bool TextScan::isAt(qsizetype place) const
{
    return std::memcmp(m_text.data() + place, m_needle.data(), std::size_t(m_needle.size())) == 0;
}

qsizetype TextScan::next(qsizetype from) const
{
#ifdef COUNTERPART_SSE2
    constexpr qsizetype width = 16;
    const __m128i lead = _mm_set1_epi8(m_needle[m_lead]);
    const __m128i second = _mm_set1_epi8(m_needle[m_second]);
    const char *const text = m_text.data();
    for (const qsizetype last = m_text.size() - m_needle.size() - width; from <= last; from += width) {
        const auto leads = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + from + m_lead));
        const auto seconds = _mm_loadu_si128(reinterpret_cast<const __m128i *>(text + from + m_second));
        const __m128i both = _mm_and_si128(_mm_cmpeq_epi8(leads, lead), _mm_cmpeq_epi8(seconds, second));
        for (auto places = unsigned(_mm_movemask_epi8(both)); places != 0; places &= places - 1) {
            const qsizetype place = from + std::countr_zero(places);
            if (isAt(place))
                return place;
        }
    }
#endif
    return nextByBytes(from);
}

qsizetype TextScan::nextByBytes(qsizetype from) const
{
    const qsizetype last = m_text.size() - m_needle.size();
    while (from <= last) {
        const void *found = std::memchr(m_text.data() + from + m_lead, m_needle[m_lead], std::size_t(last - from + 1));
        if (!found)
            return -1;
        const qsizetype place = static_cast<const char *>(found) - m_text.data() - m_lead;
        if (isAt(place))
            return place;
        from = place + 1;
    }
    return -1;
}
