#pragma once

#include "fieldedit.h"
#include "party/catalogue.h"

#include <QWidget>

class FieldRow;
class FlatButton;
class FlowLayout;
class PlainLabel;
class QCompleter;
class QStandardItemModel;
class Theme;

/// A line that offers the account's tags and, for a name that none of them has, to create one. It holds no value: what
/// is chosen is told and the line is empty again.
class TagField : public FieldEdit
{
    Q_OBJECT

public:
    explicit TagField(const Theme &theme, QWidget *parent = nullptr);

    /// The tags there are, and those that need not be offered.
    void setTags(const QList<TagDefinition> &known, const QList<Tag> &present);
    /// Empties the line.
    void clear();
    /// True if something was typed that is no tag yet.
    bool isUndecided() const;

Q_SIGNALS:
    void chosen(const Tag &tag);

private:
    void offer(const QString &typed);
    void addOffer(const QString &label, const TagDefinition &tag);
    void showOffers();
    void choose(const QModelIndex &index);
    void enter();
    bool isPresent(const TagDefinition &tag) const;

    QStandardItemModel *m_offers;
    QCompleter *m_completer;
    QList<TagDefinition> m_known;
    QList<Tag> m_present;
};

/// The tags of a record, each with its dot and a way to take it off, and a line to add one.
class TagsEditor : public QWidget
{
    Q_OBJECT

public:
    explicit TagsEditor(const Theme &theme, QWidget *parent = nullptr);

    void setCatalogue(const Catalogue &catalogue);
    /// Another record: what was being typed for the one before is forgotten.
    void clear() { m_field->clear(); }
    void show(const Party &was, const Party &draft);
    const std::optional<QList<Tag>> &tags() const { return m_draft.tags; }
    void setReadOnly(bool readOnly);
    /// Puts the focus into the line that adds one.
    void addTag();

    /// The buttons of the tags, then the line.
    QList<QWidget *> inputs() const;
    void clearProblems();
    /// Says so if what was typed is no tag yet; the control to go to then, else null.
    QWidget *showProblem();
    /// The service's refusal of "tag" or "tags".
    void showRefusal(const QString &sentence);

Q_SIGNALS:
    void edited(const QString &place);
    /// Tags, and so their buttons, came or went.
    void tagsShown();

private:
    class Chip;

    void rebuild();
    void tellPresence();
    void tellChanges();
    void addChip(const Tag &tag, bool isRemoved);
    void add(const Tag &tag);
    void remove(const Tag &tag);
    void put(const QList<Tag> &tags, const Tag &changed);
    bool wasThere(const Tag &tag) const;
    QString hiddenFieldsOf(const Tag &tag) const;

    const Theme &m_theme;
    Catalogue m_catalogue;
    Party m_was;
    Party m_draft;
    FieldRow *m_row;
    TagField *m_field;
    QWidget *m_chipRoom;
    FlowLayout *m_flow;
    QList<Chip *> m_chips;
    PlainLabel *m_note;
    bool m_isReadOnly = false;
};
