#pragma once

#include "fieldedit.h"

#include <QComboBox>

#include <optional>

/// Choices that belong together, under a title.
struct ChoiceSection
{
    QString title; ///< empty for none
    QList<Choice> choices;
};

/// A picker on a page that scrolls: the wheel moves the page, not the value.
class SteadyBox : public QComboBox
{
    Q_OBJECT

public:
    explicit SteadyBox(QWidget *parent = nullptr);

protected:
    void wheelEvent(QWheelEvent *event) override;
};

/// A picker that is typed into: it offers what holds the letters, and keeps a text that is none of the choices.
class TypeAheadBox : public SteadyBox
{
    Q_OBJECT

public:
    /// What a line of text keeps from its frame beside pickers, so that their texts stand alike.
    static constexpr int TextMargin = 3;

    explicit TypeAheadBox(QWidget *parent = nullptr);

    /// For tests and assistive technology; both go to the line inside too.
    void setNames(const QString &objectName, const QString &accessibleName);
    /// Keeps the text.
    void setSections(const QList<ChoiceSection> &sections);
    void setChoices(const QList<Choice> &choices) { setSections({{{}, choices}}); }
    bool hasChoices() const { return count() > 0; }

    /// The value of the choice that stands there; none for another text.
    std::optional<QString> chosen() const;
    /// Shows a choice; one that is none of them empties the line.
    void choose(const QString &value);
    /// Shows a text as if it had been typed.
    void setText(const QString &text);
    /// The value of the choice that reads like this, without regard to case.
    std::optional<QString> valueOf(const QString &label) const;

Q_SIGNALS:
    /// The user typed or chose.
    void edited();

private:
    int rowOf(const QString &label) const;

    int m_row = -1; ///< of the choice that stands there
};
