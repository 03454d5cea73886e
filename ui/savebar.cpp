#include "savebar.h"

#include "flatbutton.h"
#include "plaintext.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

SaveBar::SaveBar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_count(new PlainLabel(this))
    , m_review(new FlatButton(FlatButton::Style::Quiet, tr("Review…"), theme, this))
    , m_discard(new FlatButton(FlatButton::Style::Quiet, tr("Discard"), theme, this))
    , m_save(new FlatButton(FlatButton::Style::Primary, tr("Save"), theme, this))
{
    setMinimumHeight(Theme::SaveBarHeight);
    m_count->setObjectName(u"changeCountLabel"_s);
    m_review->setObjectName(u"reviewButton"_s);
    m_discard->setObjectName(u"discardButton"_s);
    m_save->setObjectName(u"saveButton"_s);
    auto *across = new QHBoxLayout(this);
    across->setContentsMargins(Theme::GroupGap, 0, Theme::Padding, 0);
    across->addWidget(m_count, 1);
    for (FlatButton *button : {m_review, m_discard, m_save})
        across->addWidget(button);
    connect(m_review, &QPushButton::clicked, this, &SaveBar::reviewRequested);
    connect(m_discard, &QPushButton::clicked, this, &SaveBar::discardRequested);
    connect(m_save, &QPushButton::clicked, this, &SaveBar::saveRequested);
    hide();
}

void SaveBar::showChanges(int changes, bool isNew)
{
    m_count->setText(isNew ? tr("Not saved yet") : tr("%n change(s)", nullptr, changes));
    m_review->setEnabled(changes > 0);
    m_save->setEnabled(changes > 0);
    setVisible(changes > 0 || isNew);
}

void SaveBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(Theme::Token::Window));
    painter.fillRect(0, 0, width(), 1, m_theme.color(Theme::Token::Border));
}
