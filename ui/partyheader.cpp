#include "partyheader.h"

#include "avatar.h"
#include "flatbutton.h"
#include "partydelegate.h"
#include "partywords.h"
#include "pictures.h"
#include "plaintext.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QStyle>
#include <QVBoxLayout>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr int HeaderHeight = 88;
constexpr int PictureSize = 56;
constexpr int DotSize = 8;
constexpr int TagGap = 12;

/// A fact on a line with others: as wide as its text, cut where there is less room.
class FactLabel : public PlainLabel
{
public:
    explicit FactLabel(QWidget *parent)
        : PlainLabel(parent)
    {
        setElided(true);
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    QSize sizeHint() const override
    {
        return {fontMetrics().horizontalAdvance(text()) + 2, PlainLabel::sizeHint().height()};
    }
};

} // namespace

/// The place of the picture, with initials until there is one.
class PartyHeader::Picture : public QWidget
{
public:
    Picture(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFixedSize(PictureSize, PictureSize);
    }
    void show(const QString &name, bool isPerson)
    {
        m_name = name;
        m_isPerson = isPerson;
        update();
    }
    void setImage(const QImage &image)
    {
        m_image = image;
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        if (m_image.isNull())
            paintAvatar(&painter, rect(), m_name, m_isPerson, m_theme);
        else
            paintPicture(&painter, rect(), m_image, m_isPerson, m_theme);
    }

private:
    const Theme &m_theme;
    QString m_name;
    bool m_isPerson = true;
    QImage m_image;
};

/// Tags as dots beside text, as many as there is room for.
class PartyHeader::TagLine : public QWidget
{
public:
    TagLine(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
    {
        setFont(Theme::font(Theme::Type::Caption));
        setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    }
    void show(const QStringList &tags)
    {
        m_tags = tags;
        const QString all = QLocale().createSeparatedList(tags);
        setToolTip(plainToolTip(all));
        setAccessibleName(tr("Tags: %1").arg(displayText(all)));
        setVisible(!tags.isEmpty());
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        int width = 0;
        for (const QString &tag : m_tags)
            width += DotSize + 4 + fontMetrics().horizontalAdvance(displayText(tag)) + TagGap;
        return {width, fontMetrics().height() + 4};
    }
    QSize minimumSizeHint() const override { return {m_tags.isEmpty() ? 0 : 60, fontMetrics().height() + 4}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        int x = 0;
        for (qsizetype i = 0; i < m_tags.size() && x < width(); ++i) {
            const QString rest = i + 1 < m_tags.size() ? tr("+%1").arg(m_tags.size() - i) : QString();
            const int restWidth = rest.isEmpty() ? 0 : fontMetrics().horizontalAdvance(rest) + TagGap;
            const QString tag = displayText(m_tags.at(i));
            const int tagWidth = DotSize + 4 + fontMetrics().horizontalAdvance(tag);
            if (x > 0 && x + tagWidth + restWidth > width()) {
                drawText(painter, x, tr("+%1").arg(m_tags.size() - i), width() - x);
                return;
            }
            const QRect dot
                = QStyle::visualRect(layoutDirection(), rect(), {x, (height() - DotSize) / 2, DotSize, DotSize});
            painter.setPen(Qt::NoPen);
            painter.setBrush(tagColor(tag, m_theme));
            painter.drawEllipse(dot);
            drawText(painter, x + DotSize + 4, tag, width() - x - DotSize - 4);
            x += tagWidth + TagGap;
        }
    }

private:
    void drawText(QPainter &painter, int x, const QString &text, int room) const
    {
        painter.setPen(m_theme.color(Theme::Token::MutedText));
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), {x, 0, room, height()}),
            static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)),
            fontMetrics().elidedText(text, Qt::ElideRight, room));
    }

    const Theme &m_theme;
    QStringList m_tags;
};

PartyHeader::PartyHeader(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_picture(new Picture(theme, this))
    , m_tags(new TagLine(theme, this))
    , m_name(new PlainLabel(this))
    , m_jobTitle(new FactLabel(this))
    , m_organisation(new FlatButton(FlatButton::Style::Link, {}, theme, this))
    , m_owner(new FactLabel(this))
    , m_lastContacted(new PlainLabel(this))
    , m_checked(new PlainLabel(this))
    , m_checkButton(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
    , m_historyButton(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
    , m_state(new PlainLabel(this))
    , m_others(new PlainLabel(this))
{
    setMinimumHeight(HeaderHeight);
    m_picture->setObjectName(u"partyPicture"_s);
    build();
    connect(m_organisation, &QPushButton::clicked, this, &PartyHeader::organisationRequested);
    connect(m_checkButton, &QPushButton::clicked, this, &PartyHeader::checkRequested);
    connect(m_historyButton, &QPushButton::clicked, this, &PartyHeader::historyRequested);
    connect(&m_ageTimer, &QTimer::timeout, this, &PartyHeader::tellAge);
    m_ageTimer.start(5s);
}

void PartyHeader::build()
{
    m_name->setObjectName(u"partyNameLabel"_s);
    m_name->setFont(Theme::font(Theme::Type::Name));
    m_name->setElided(true);
    m_jobTitle->setObjectName(u"partyJobTitleLabel"_s);
    m_organisation->setObjectName(u"organisationLink"_s);
    m_checked->setObjectName(u"checkedLabel"_s);
    m_checkButton->setObjectName(u"checkNowButton"_s);
    m_checkButton->setThemeIcon(u"refresh"_s);
    m_checkButton->setMuted(true);
    m_checkButton->setToolTip(tr("Check now"));
    m_checkButton->setAccessibleName(tr("Check now"));
    m_historyButton->setObjectName(u"recordHistoryButton"_s);
    m_historyButton->setThemeIcon(u"history"_s);
    m_historyButton->setMuted(true);
    m_historyButton->setToolTip(tr("History of this record"));
    m_historyButton->setAccessibleName(tr("History of this record"));
    m_state->setObjectName(u"waitingLabel"_s);
    m_others->setObjectName(u"updatedByOthersLabel"_s);
    m_owner->setObjectName(u"ownerLabel"_s);
    m_lastContacted->setObjectName(u"lastContactedLabel"_s);
    for (PlainLabel *label : {m_owner, m_lastContacted, m_checked, m_state, m_others}) {
        label->setFont(Theme::font(Theme::Type::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
    }

    auto *first = new QHBoxLayout;
    first->addWidget(m_name, 1);
    first->addWidget(m_checked);
    first->addWidget(m_checkButton);
    first->addWidget(m_historyButton);
    auto *second = new QHBoxLayout;
    second->setSpacing(Theme::Padding);
    second->addWidget(m_jobTitle);
    second->addWidget(m_organisation);
    second->addStretch(1);
    second->addWidget(m_others);
    second->addWidget(m_state);
    auto *third = new QHBoxLayout;
    third->setSpacing(Theme::Padding);
    third->addWidget(m_tags);
    third->addWidget(m_owner);
    third->addWidget(m_lastContacted);
    third->addStretch(1);

    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addLayout(first);
    lines->addLayout(second);
    lines->addLayout(third);
    auto *across = new QHBoxLayout(this);
    across->setContentsMargins(Theme::GroupGap, 8, Theme::Padding, 8);
    across->setSpacing(16);
    across->addWidget(m_picture, 0, Qt::AlignVCenter);
    across->addLayout(lines, 1);
}

void PartyHeader::showParty(const PartyView &view, const Party &draft, const std::optional<OutboxEntry> &entry)
{
    const QString name = draft.displayName();
    m_picture->show(name, draft.isPerson());
    if (draft.pictureUrl != m_pictureAddress) {
        m_pictureAddress = draft.pictureUrl;
        showPicture();
    }
    if (name.isEmpty())
        m_name->setText(draft.isPerson() ? tr("New person") : tr("New organisation"));
    else
        m_name->setText(name);
    showFacts(draft);
    m_checkedAt = view.checkedAt;
    m_checkButton->setVisible(view.isCreated);
    showState(entry);
    tellAge();
}

void PartyHeader::setPictures(Pictures *pictures)
{
    m_pictures = pictures;
    connect(pictures, &Pictures::wantedChanged, this, &PartyHeader::showPicture);
    connect(pictures, &Pictures::arrived, this, [this](const QString &address) {
        if (address == m_pictureAddress)
            showPicture();
    });
    showPicture();
}

void PartyHeader::showPicture()
{
    m_picture->setImage(m_pictures ? m_pictures->picture(m_pictureAddress) : QImage());
}

void PartyHeader::showFacts(const Party &party)
{
    m_jobTitle->setText(party.jobTitle);
    m_jobTitle->setVisible(!party.jobTitle.isEmpty());
    m_jobTitle->updateGeometry();
    const QString organisation = party.organisation ? displayText(party.organisation->name) : QString();
    m_organisation->setText(organisation);
    m_organisation->setAccessibleName(tr("Open organisation %1").arg(organisation));
    m_organisation->setVisible(!organisation.isEmpty());

    QStringList tags;
    for (const Tag &tag : party.tags.value_or(QList<Tag>()))
        tags.append(tag.name);
    m_tags->show(tags);
    m_owner->setText(party.owner ? tr("Owner: %1").arg(party.owner->name) : QString());
    m_owner->setVisible(party.owner.has_value());
    m_owner->updateGeometry();
    m_lastContactedAt = party.lastContactedAt;
}

void PartyHeader::showState(const std::optional<OutboxEntry> &entry)
{
    const QString words = entry ? stateWord(*entry) : QString();
    // An hourglass for what goes on by itself.
    m_state->setText(entry && !entry->needsUser() && !words.isEmpty()
            ? tr("⏳ %1", "state of what waits to be sent").arg(words)
            : words);
    m_state->setAccessibleName(words);
    m_state->setVisible(!words.isEmpty());
}

void PartyHeader::setUpdatedByOthers(const QStringList &fields)
{
    m_others->setText(tr("Updated by someone else"));
    m_others->setToolTip(plainToolTip(QLocale().createSeparatedList(fields)));
    m_others->setAccessibleDescription(displayText(QLocale().createSeparatedList(fields)));
    m_others->setVisible(!fields.isEmpty());
}

void PartyHeader::tellAge()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_checked->setText(m_checkedAt.isValid() ? tr("Checked %1").arg(relativeTime(m_checkedAt, now)) : QString());
    m_checked->setToolTip(plainToolTip(wholeTime(m_checkedAt)));
    m_checked->setVisible(m_checkedAt.isValid());
    m_lastContacted->setText(tr("Last contacted %1").arg(relativeTime(m_lastContactedAt, now)));
    m_lastContacted->setToolTip(plainToolTip(wholeTime(m_lastContactedAt)));
    m_lastContacted->setVisible(m_lastContactedAt.isValid());
}

void PartyHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Theme::Token::Border));
}
