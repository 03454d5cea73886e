#pragma once

#include "fieldedit.h"
#include "party/catalogue.h"

#include <QSet>
#include <QWidget>

#include <memory>
#include <vector>

class FieldRow;
class FlatButton;
class QVBoxLayout;
class Theme;

/// The custom fields of a record: those of every record first, then a group for each DataTag that it has. Each value
/// has the editor of its type; a value that is not what its type promises is shown and kept as it is.
class FieldsEditor : public QWidget
{
    Q_OBJECT

public:
    explicit FieldsEditor(const Theme &theme, QWidget *parent = nullptr);
    ~FieldsEditor() override;

    void setCatalogue(const Catalogue &catalogue);
    /// Another record: what was opened and unfolded for the one before is forgotten.
    void clear();
    void show(const Party &was, const Party &draft);
    /// The draft's values.
    const std::optional<QList<FieldValue>> &fields() const { return m_draft.fields; }
    void setReadOnly(bool readOnly);

    /// Fields that are empty and hidden, for "Add detail".
    QList<FieldDefinition> hiddenFields() const;
    /// Shows a hidden field and goes there.
    void open(qint64 definitionId);
    bool isEmpty() const { return m_lines.empty(); }

    QList<QWidget *> inputs() const;
    void clearProblems();
    /// Says under the fields what cannot be read as their type; the first to go to, else null.
    QWidget *showProblems();
    /// The service's refusal of a value, under the ones that changed.
    void showRefusal(const QString &sentence);

Q_SIGNALS:
    void edited(const QString &place);
    /// Rows came or went.
    void rowsChanged();

private:
    struct Line;
    /// The fields of every record, or those of one DataTag.
    struct Group
    {
        qint64 tagId = 0;
        QString title;
        QList<FieldDefinition> fields;
        int folded = 0; ///< how many more there are
        bool operator==(const Group &) const = default;
    };

    QList<FieldDefinition> shownFields() const;
    QList<Group> shownGroups() const;
    bool isOffered(const FieldDefinition &definition) const;
    bool isChanged(const FieldDefinition &definition) const;
    bool isMissing(const FieldDefinition &definition) const;
    bool isShown(const FieldDefinition &definition) const;
    void foldIfMany();
    void unfold(qint64 tagId);
    void rebuild(const QList<Group> &groups);
    QVBoxLayout *addGroup(const Group &shown);
    QString placeholderOf(const FieldDefinition &definition) const;
    void addLine(const FieldDefinition &definition, QVBoxLayout *box);
    void addLinkAction(Line &line);
    void addChooser(Line &line);
    void showValue(Line &line) const;
    void tellLink(Line &line) const;
    void take(Line &line, const QString &place);
    void chooseSeveral(Line &line);
    QString problemOf(const Line &line) const;
    QString titleOf(qint64 tagId) const;

    const Theme &m_theme;
    QVBoxLayout *m_box;
    std::optional<QList<FieldDefinition>> m_definitions;
    QList<TagDefinition> m_tags;
    Party m_was;
    Party m_draft;
    QList<Group> m_built; ///< what the rows were made for
    std::vector<std::unique_ptr<Line>> m_lines;
    QList<QWidget *> m_groups;
    QSet<qint64> m_opened; ///< definitions that are shown although empty
    std::optional<QSet<qint64>> m_folded; ///< groups by their tag, once the record has been looked at
    bool m_isReadOnly = false;
};
