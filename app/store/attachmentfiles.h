#pragma once

#include "party/activity.h"
#include "result.h"
#include "store/storeerror.h"

#include <QSet>
#include <QString>

/// The files of notes in the profile's folder: copies of those that wait to be sent, under names of our own, and those
/// that were fetched.
class AttachmentFiles
{
public:
    explicit AttachmentFiles(QString profileFolder);

    /// Copies a file that is to be sent; readable by its owner only. Larger than largestAttachment: an error (Other).
    Result<Attachment, StoreError> take(const QString &path, const QString &contentType) const;
    /// The copy to be sent, or the fetched file; empty if it is not there.
    QString pathOf(const Attachment &attachment) const;
    /// Stores a fetched file under its own name, as far as every system can have that; returns where.
    Result<QString, StoreError> keepFetched(const Attachment &attachment, const QByteArray &content) const;

    /// Removes the copies that are none of `wanted` (Attachment::localFile).
    void tidy(const QSet<QString> &wanted) const;
    /// Removes everything.
    void forget() const;

private:
    QString m_folder;
};
