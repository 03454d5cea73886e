#pragma once

#include "party/partyrule.h"

#include <QWidget>

class Clock;
class ConditionGroupEdit;
class FlatButton;
class PlainLabel;
class QLayout;
class QLineEdit;
class QScrollArea;
class QStackedWidget;
class QVBoxLayout;
class Theme;

/// Where a list of one's own is made: its name, what is searched and which conditions have to hold, how many records it
/// has as it stands, and where it can run. It knows neither the store nor the lists that there are; Save only says what
/// was made. A list of Capsule's is shown and not edited, but can be duplicated.
class ListBuilder : public QWidget
{
    Q_OBJECT

public:
    /// Borrows theme and clock.
    ListBuilder(const Theme &theme, Clock &clock, RuleCounter counter, QWidget *parent = nullptr);
    ~ListBuilder() override;

    /// What can be asked for. Whatever stands in the builder stays.
    void setCatalogue(const Catalogue &catalogue);
    /// Names that other lists have; compared without case.
    void setTakenNames(const QStringList &names);

    /// Begins a new list.
    void begin();
    /// Shows a list to be changed.
    void edit(const QString &name, const PartyRule &rule);
    /// Shows a list saved in Capsule, which this program does not change.
    void showSaved(const SavedFilter &filter);

    QString name() const;
    PartyRule rule() const;
    /// True if it has a name of its own, asks for something, and all conditions are complete.
    bool canBeSaved() const;
    /// True if anything was edited since it was shown.
    bool isEdited() const;

public Q_SLOTS:
    /// The records changed: what was counted may be wrong.
    void recount();

Q_SIGNALS:
    /// Save, of what name() and rule() are; not emitted unless canBeSaved().
    void saveRequested();
    /// "Duplicate to change" of a list of Capsule's, whose name() and rule() these are.
    void duplicateRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildEditor();
    QLayout *buildLines(QWidget *page);
    QWidget *buildSaved();
    void buildBottom(QVBoxLayout *column);
    QScrollArea *scrolled(QWidget *content);
    void take();
    void tellState();
    QString obstacle() const;
    void startCounting(quint64 turn);
    void showCount(qsizetype count);
    void arrangeTabs();
    void showSavedConditions();

    const Theme &m_theme;
    Clock &m_clock;
    RuleCounter m_counter;
    Catalogue m_catalogue;
    QStringList m_takenNames;
    QString m_nameAtFirst;
    PartyRule m_ruleAtFirst;
    SavedFilter m_saved;
    bool m_isSaved = false; ///< a list of Capsule's is shown
    quint64 m_turn = 0; ///< of counting: an answer to an earlier one is late
    PlainLabel *m_heading;
    QLineEdit *m_name;
    QLineEdit *m_search;
    QStackedWidget *m_pages;
    ConditionGroupEdit *m_conditions = nullptr;
    QWidget *m_savedConditions = nullptr;
    PlainLabel *m_countLabel;
    PlainLabel *m_placeLabel;
    PlainLabel *m_obstacle;
    FlatButton *m_duplicate;
    FlatButton *m_cancel;
    FlatButton *m_save;
};
