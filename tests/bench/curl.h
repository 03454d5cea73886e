#pragma once

#include <QString>
#include <QStringList>

/// What curl took for the same requests.
struct CurlRun
{
    double processMs = 0; ///< from its start to its end
    double transferMs = 0; ///< the sum of its transfers, without its start
    qint64 bytes = 0; ///< of all bodies
};

/// Reads the addresses in order with curl, over so many connections at most, a file a body in `folder`. Ends the
/// process if one of them fails.
CurlRun readWithCurl(const QStringList &addresses, int connections, const QByteArray &token, const QString &folder);
