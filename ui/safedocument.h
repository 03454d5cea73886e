#pragma once

#include <QTextDocument>

/// Markdown that others wrote, laid out: HTML stays text, pictures become words, headings keep the size of the text,
/// and nothing is ever loaded (reliability.md section 10). Links are there; to open them is the view's business.
class SafeDocument : public QTextDocument
{
    Q_OBJECT

public:
    explicit SafeDocument(QObject *parent = nullptr);

    /// At most `limit` characters of `text` are shown; the rest is left out with an ellipsis. Before a view has the
    /// document, as every edit would be laid out.
    void showMarkdown(const QString &text, qsizetype limit);

protected:
    QVariant loadResource(int type, const QUrl &name) override;

private:
    void removeMarks();
    void replacePictures();
    void levelHeadings();
    void drawTablesPlainly();
};
