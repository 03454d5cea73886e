#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QLabel>
#include <QScrollBar>
#include <QStringList>
#include <QTextBlock>
#include <QTextDocument>
#include <QWidget>

/// What is wrong with how `window` shows its texts: widgets beyond their parents, sideways scrolling, cut texts, labels
/// and tooltips that would read a text as markup, characters that turn what follows.
inline QStringList layoutProblems(QWidget &window)
{
    QStringList problems;
    const auto report = [&](const QWidget *widget, const char *what) {
        QString name;
        for (const QWidget *at = widget; at && at != &window && name.size() < 120; at = at->parentWidget())
            name.prepend(u'/'
                + (at->objectName().isEmpty() ? QString::fromLatin1(at->metaObject()->className()) : at->objectName()));
        problems.append(QStringLiteral("%1 %2").arg(name, QLatin1StringView(what)));
    };
    const auto turns = [](const QString &text) {
        return std::any_of(text.begin(), text.end(), [](QChar c) {
            return c.unicode() < 0x20 ? c != u'\n' : c == QChar(0x7F) || c == QChar(0x202D) || c == QChar(0x202E);
        });
    };
    const QList<QWidget *> widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || widget->window() != &window)
            continue;
        if (Qt::mightBeRichText(widget->toolTip())) {
            QTextDocument tip;
            tip.setHtml(widget->toolTip());
            for (QTextBlock block = tip.begin(); block.isValid(); block = block.next()) {
                for (auto part = block.begin(); part != block.end(); ++part) {
                    if (part.fragment().charFormat().isImageFormat() || part.fragment().charFormat().isAnchor())
                        report(widget, "has markup in its tooltip");
                }
            }
        }
        const QWidget *parent = widget->parentWidget();
        const auto *area = qobject_cast<const QAbstractScrollArea *>(parent ? parent->parentWidget() : nullptr);
        if (parent && !(area && area->viewport() == parent)
            && (widget->x() < 0 || widget->geometry().right() > parent->rect().right()))
            report(widget, "reaches beyond its parent");
        if (const auto *bar = qobject_cast<const QScrollBar *>(widget);
            bar && bar->orientation() == Qt::Horizontal && bar->maximum() > bar->minimum())
            report(widget, "scrolls sideways");
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            if (label->textFormat() != Qt::PlainText && Qt::mightBeRichText(label->text()))
                report(widget, "reads its text as markup");
            if (turns(label->text()))
                report(widget, "shows control characters");
            if (label->wordWrap() ? label->height() < label->heightForWidth(label->width())
                                  : label->width() < label->minimumSizeHint().width())
                report(widget, "cuts its text");
        }
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget)) {
            if (turns(button->text()))
                report(widget, "shows control characters");
            if (!button->text().isEmpty() && button->height() < button->sizeHint().height())
                report(widget, "is squashed");
            if (!button->text().isEmpty() && button->width() < button->minimumSizeHint().width())
                report(widget, "cuts its text");
        }
    }
    return problems;
}
