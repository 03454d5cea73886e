#pragma once

#include "store/outboxentry.h"
#include "store/storeerror.h"

#include <QHash>
#include <QWidget>

#include <optional>

class FlatButton;
class PlainLabel;
class QVBoxLayout;
class Theme;

/// The message bar of a record: what became of its unsent work, what is safe, and what to do. It is there only if there
/// is something to say. A conflict offers Mine, Theirs and Original for each field.
class RecordMessage : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    explicit RecordMessage(const Theme &theme, QWidget *parent = nullptr);

    void showNothing();
    /// A plain line, such as why nothing can be edited.
    void showNote(const QString &icon, const QString &sentence);
    /// The draft or the save could not be put on disk.
    void showDiskTrouble(const StoreError &error);
    /// The state of an entry, if it is one to speak of; false if it is not. `theirs` is what Capsule last told,
    /// `namesake` the organisation that has the name which Capsule refused, if it is known.
    bool showEntry(const OutboxEntry &entry, const Party &theirs, const std::optional<OrganisationRef> &namesake = {});

Q_SIGNALS:
    /// Send it again as the form has it.
    void tryAgainRequested(qint64 sequence);
    /// The conflict is decided: theirs for these keys, the original for those, mine for the rest.
    void decided(qint64 sequence, const QStringList &theirs, const QStringList &original);
    void discardRequested(qint64 sequence);
    /// The organisation of the same name shall serve instead of the one that was to be made.
    void namesakeWanted(qint64 sequence);
    void openNamesakeRequested();
    /// Capsule shall be asked what is new.
    void checkRequested();
    /// The record shall not be deleted after all.
    void keepRequested(qint64 sequence);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Choice { Open, Mine, Theirs, Original };
    bool shows(const OutboxEntry &entry, const Party &theirs, const std::optional<OrganisationRef> &namesake) const;
    void begin(bool isError, const QString &icon, const QString &title, const QString &sentence);
    void addDetails(const QString &text);
    FlatButton *addButton(const QString &objectName, const QString &text, bool isMain);
    void addRetryAndDiscard();
    bool tell();
    void showRejected(const QString &title);
    void showTakenName();
    void showConflict();
    void addConflict(const PartyConflict &conflict);
    void showQuestion(bool isPerson);
    void showDeletion(bool isPerson);
    QStringList keysDecided(Choice choice) const;

    const Theme &m_theme;
    QVBoxLayout *m_box;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_lines = nullptr;
    QWidget *m_buttons = nullptr;
    OutboxEntry m_entry;
    Party m_theirs;
    std::optional<OrganisationRef> m_namesake;
    bool m_showsEntry = false;
    QHash<QString, Choice> m_choices;
    bool m_isError = false;
};
