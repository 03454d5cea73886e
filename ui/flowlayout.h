#pragma once

#include <QLayout>
#include <QList>

/// Lays its widgets out like the words of a text: from the leading edge on, and on the next line where one is full.
class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    /// `gap` is between neighbours and between lines.
    explicit FlowLayout(int gap, QWidget *parent = nullptr);
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;

    QSize sizeHint() const override { return minimumSize(); }
    QSize minimumSize() const override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place({0, 0, width, 0}, false); }
    void setGeometry(const QRect &room) override;

private:
    int place(const QRect &room, bool isForReal) const;

    QList<QLayoutItem *> m_items;
};
