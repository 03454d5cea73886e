#pragma once

#include <QByteArray>
#include <QObject>
#include <QSaveFile>

#include <functional>
#include <optional>

class QFileDialog;
class QWidget;

/// What a file that the user asks for is.
enum class FileKind { Table, AddressBook };

/// A dialog that asks where a file shall go, in the folder of documents to begin with. It deletes itself when closed;
/// the caller connects fileSelected() and opens it.
QFileDialog *newSaveDialog(const QString &title, FileKind kind, const QString &name, QWidget *parent);

/// Writes a file a few milliseconds at a time, so that the window stays quick. The file appears when it is whole, and
/// what was there before stays until then.
class FileWriter : public QObject
{
    Q_OBJECT

public:
    /// Gives one part after the other, and nothing when there are no more. An empty part counts as left out.
    using Source = std::function<std::optional<QByteArray>()>;

    FileWriter(const QString &path, QByteArray header, Source source, QObject *parent = nullptr);

    /// Begins, and goes on from the event loop until finished() or cancelled().
    void start();
    /// Leaves no file, and what was there as it was.
    void cancel();

Q_SIGNALS:
    void progressed(int parts);
    /// `problem` is empty if the file is there, else the system's words why it is not. Deleting the writer is the
    /// listener's business.
    void finished(int written, int leftOut, const QString &problem);
    void cancelled();

private:
    void writeSome();

    QSaveFile m_file;
    QByteArray m_header;
    Source m_source;
    int m_written = 0;
    int m_leftOut = 0;
    bool m_isCancelled = false;
};
