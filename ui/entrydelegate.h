#pragma once

#include "safedocument.h"
#include "theme.h"

#include <QCache>
#include <QStyledItemDelegate>

/// Draws an entry of the activity: what it is, whose and when, the beginning of its words, its files, and where unsent
/// work stands.
class EntryDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit EntryDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const SafeDocument &document(const QString &content, int width) const;
    int contentHeight(const QString &content, int width) const;
    bool isCut(const QString &content, int width) const;

    const Theme &m_theme;
    mutable QCache<QString, SafeDocument> m_documents;
};
