#pragma once

#include <QByteArray>
#include <QList>

/// The bytes of each element of the array under `key` in a JSON object, as they stand there. The text must be JSON that
/// a parser has accepted; empty if there is no such array at the top.
QList<QByteArray> elementsOf(const QByteArray &json, QByteArrayView key);
