#pragma once

#include "theme.h"

#include <QAbstractListModel>
#include <QLineEdit>
#include <QUuid>

#include <functional>

class QAction;
class QFrame;
class QListView;

/// Something the palette offers.
struct PaletteItem
{
    enum class Kind { Record, Command, List, Create };
    Kind kind = Kind::Record;
    QString text;
    QString detail; ///< what tells it apart; of a command its keys
    QUuid localId; ///< of a record
    bool isPerson = true;
    QAction *command = nullptr; ///< of a command
    QString key = {}; ///< of a list
};

/// The palette's rows, as one value.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        DetailRole = Qt::UserRole + 1, ///< QString
        KindRole, ///< int, a PaletteItem::Kind
        IsPersonRole, ///< bool
        SearchRole, ///< QString, what the row was found by
    };
    using QAbstractListModel::QAbstractListModel;

    /// `search` is what they were found by.
    void setItems(const QList<PaletteItem> &items, const QString &search);
    const PaletteItem &item(int row) const { return m_items.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    QList<PaletteItem> m_items;
    QString m_search;
};

/// The toolbar's search field with its list of offers under it: records first, then commands (ux.md section 2.15). The
/// focus stays in the field; arrows choose, Enter takes, Esc leaves.
class SearchPalette : public QLineEdit
{
    Q_OBJECT

public:
    /// What to offer for a text, best first; an empty text asks for what was used lately.
    using Source = std::function<QList<PaletteItem>(const QString &text)>;

    SearchPalette(const Theme &theme, Source source, QWidget *parent = nullptr);
    ~SearchPalette() override;

    bool isOpen() const;
    const PaletteModel &model() const { return m_model; }

Q_SIGNALS:
    void recordChosen(const QUuid &localId);
    void listChosen(const QString &key);
    void createChosen(const QString &name);
    /// Esc: whoever had the focus before may have it back.
    void left();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void offer();
    void place();
    void moveBy(int rows);
    void take(int row);
    void close();

    Source m_source;
    PaletteModel m_model;
    QFrame *m_popup; // lies over the window, whose child it becomes when first shown
    QListView *m_view;
};
