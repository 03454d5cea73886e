#pragma once

#include <QByteArrayView>
#include <QtEndian>

#include <cstring>

// Digests of bytes that change by accident. Eight bytes a step; every step is a bijection of the state, so that one
// changed word always shows.

inline constexpr quint64 MixingStart = 0xcbf29ce484222325u;

inline quint64 mixed(quint64 state, quint64 word)
{
    state = (state ^ word) * 0x9e3779b97f4a7c15u;
    return state ^ (state >> 32);
}

/// `state` with the bytes and their number mixed in.
inline quint64 mixed(quint64 state, QByteArrayView bytes)
{
    const char *at = bytes.data();
    qsizetype left = bytes.size();
    for (; left >= 8; at += 8, left -= 8)
        state = mixed(state, qFromLittleEndian<quint64>(at));
    quint64 tail = 0;
    if (left > 0)
        std::memcpy(&tail, at, std::size_t(left));
    return mixed(mixed(state, qFromLittleEndian(tail)), quint64(bytes.size()));
}
