#pragma once

#include "message.h"

#include <QFile>
#include <QStringList>

namespace capsule {

/// Writes one JSON object a line for every request: time, method, path (with query), requestBody, status,
/// answerBody, fault. The tokens never appear, wherever a client put them.
class RequestLog
{
public:
    explicit RequestLog(const QStringList &secrets)
        : m_secrets(secrets)
    {
    }
    /// Appends to the file; false if it cannot be written.
    bool open(const QString &name);
    void write(const Exchange &exchange);

private:
    QFile m_file;
    QStringList m_secrets;
};

} // namespace capsule
