#include "reviewpanel.h"

#include "api/capsuleapi.h"
#include "flatbutton.h"
#include "partywords.h"
#include "plaintext.h"
#include "store/partystore.h"
#include "theme.h"

#include <QApplication>
#include <QClipboard>
#include <QFontDatabase>
#include <QGridLayout>
#include <QKeyEvent>
#include <QPlainTextEdit>
#include <QScrollArea>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int FewestLines = 3;
constexpr int MostLines = 24;
constexpr qsizetype MostCharacters = 2'000; // of a value; the bytes hold all of it

/// The bytes as text; characters that cannot be seen, or that turn the direction of the rest, are written as JSON
/// escapes.
QString asReadableText(const QByteArray &bytes)
{
    QString readable;
    const QString text = QString::fromUtf8(bytes);
    for (const QChar character : text) {
        const bool isSeen = character.isPrint() || character.isSurrogate();
        if (isSeen && character.category() != QChar::Other_Format)
            readable.append(character);
        else
            readable.append(u"\\u%1"_s.arg(static_cast<uint>(character.unicode()), 4, 16, QLatin1Char('0')));
    }
    return readable;
}

/// A value to stand in a label, which lays all of it out at once.
QString beginningOf(const QString &value)
{
    return value.size() > MostCharacters ? value.first(MostCharacters) + u'…' : value;
}

QFont fixedFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(QApplication::font().pointSizeF());
    return font;
}
} // namespace

ReviewedRequest reviewedRequest(
    const PartyStore &store, const CapsuleApi &api, const QUuid &localId, const Party &base, const Party &edited)
{
    const ServerIdLookup serverIdOf = [&store](const QUuid &id) {
        return store.serverId(id);
    };
    ReviewedRequest request;
    request.changes = describeChanges(base, edited);
    request.waitsForOrganisation = !unresolvedOrganisation(edited, serverIdOf).isNull();
    if (const qint64 serverId = store.serverId(localId); serverId != 0) {
        request.method = "PUT"_ba;
        request.address = api.partyUrl(serverId);
        const QJsonObject body = changes(base, edited, serverIdOf);
        request.body = body.isEmpty() ? QByteArray() : requestBody(body);
    } else {
        request.method = "POST"_ba;
        request.address = api.createPartyUrl();
        request.body = requestBody(createBody(edited, serverIdOf));
    }
    return request;
}

ReviewPanel::ReviewPanel(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_changes(new QWidget(this))
    , m_fold(new FlatButton(FlatButton::Style::Link, tr("Request"), theme, this))
    , m_requestBox(new QWidget(this))
    , m_address(new PlainLabel(this))
    , m_headers(new PlainLabel(this))
    , m_heading(new PlainLabel(tr("Review changes"), this))
    , m_note(new PlainLabel(this))
    , m_bytes(new QPlainTextEdit(this))
    , m_copyButton(new FlatButton(FlatButton::Style::Secondary, tr("Copy"), theme, this))
    , m_saveButton(new FlatButton(FlatButton::Style::Primary, tr("Save"), theme, this))
{
    setObjectName(u"reviewPanel"_s);
    setAccessibleName(tr("Review"));
    setFocusPolicy(Qt::StrongFocus);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::GroupGap, 16, Theme::GroupGap, 16);
    column->setSpacing(Theme::Padding);
    buildTop(column);
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *content = new QWidget(scroll);
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, Theme::Padding, 0);
    inside->setSpacing(Theme::Padding);
    inside->addWidget(m_changes);
    buildRequest(inside);
    inside->addStretch(1);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    column->addWidget(scroll, 1);
    buildBottom(column);
}

void ReviewPanel::buildTop(QVBoxLayout *column)
{
    m_heading->setFont(Theme::font(Theme::Type::Section));
    auto *closeButton = new FlatButton(FlatButton::Style::Quiet, {}, m_theme, this);
    closeButton->setObjectName(u"reviewCloseButton"_s);
    closeButton->setThemeIcon(u"x"_s);
    closeButton->setToolTip(tr("Back to the record"));
    closeButton->setAccessibleName(tr("Back to the record"));
    auto *top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(closeButton);
    column->addLayout(top);
    connect(closeButton, &QPushButton::clicked, this, &ReviewPanel::closed);

    auto *box = new QVBoxLayout(m_changes);
    box->setContentsMargins(0, 0, 0, 0);
}

void ReviewPanel::buildRequest(QVBoxLayout *column)
{
    m_fold->setObjectName(u"requestFoldButton"_s);
    m_fold->setThemeIcon(u"chevron-down"_s);
    m_fold->setAccessibleDescription(tr("Shows or hides what is sent"));
    column->addWidget(m_fold, 0, Qt::AlignLeading);
    connect(m_fold, &QPushButton::clicked, this, [this] {
        m_requestBox->setVisible(m_requestBox->isHidden());
        m_fold->setThemeIcon(m_requestBox->isHidden() ? u"chevron-right"_s : u"chevron-down"_s);
    });

    auto *box = new QVBoxLayout(m_requestBox);
    box->setContentsMargins(0, 0, 0, 0);
    m_address->setObjectName(u"requestAddressLabel"_s);
    m_headers->setObjectName(u"requestHeadersLabel"_s);
    m_note->setObjectName(u"requestNoteLabel"_s);
    m_bytes->setObjectName(u"requestBytesEdit"_s);
    m_bytes->setAccessibleName(tr("The bytes that are sent"));
    m_bytes->setReadOnly(true);
    m_bytes->setTabChangesFocus(true);
    m_bytes->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_bytes->setWordWrapMode(QTextOption::WrapAnywhere);
    m_bytes->document()->setDocumentMargin(Theme::RowGap);
    m_address->setFont(fixedFont());
    m_bytes->setFont(fixedFont());
    m_headers->setFont(Theme::font(Theme::Type::Caption));
    m_headers->setForegroundRole(QPalette::PlaceholderText);
    for (PlainLabel *label : {m_address, m_headers, m_note}) {
        label->setWordWrap(true);
        box->addWidget(label);
    }
    box->addWidget(m_bytes);
    column->addWidget(m_requestBox);
}

void ReviewPanel::buildBottom(QVBoxLayout *column)
{
    m_copyButton->setObjectName(u"requestCopyButton"_s);
    m_copyButton->setThemeIcon(u"copy"_s);
    m_copyButton->setToolTip(tr("Copy the bytes that are sent"));
    m_saveButton->setObjectName(u"reviewSaveButton"_s);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_copyButton);
    bottom->addStretch(1);
    bottom->addWidget(m_saveButton);
    column->addLayout(bottom);
    connect(m_copyButton, &QPushButton::clicked, this, &ReviewPanel::copyBytes);
    connect(m_saveButton, &QPushButton::clicked, this, &ReviewPanel::saveRequested);
}

void ReviewPanel::showRequest(const ReviewedRequest &request)
{
    m_request = request;
    showChanges();
    showHead();
    const QString text = asReadableText(request.body);
    if (m_bytes->toPlainText() != text)
        m_bytes->setPlainText(text);
    fitBytes();
    m_saveButton->setEnabled(!request.changes.isEmpty());
}

void ReviewPanel::setReadOnly(bool isPast)
{
    m_isReadOnly = true;
    m_isPast = isPast;
    m_heading->setText(isPast ? tr("What was changed") : tr("What is sent"));
    m_saveButton->hide();
}

void ReviewPanel::setSaving(bool isSaving)
{
    m_isReadOnly = !isSaving;
    m_heading->setText(isSaving ? tr("Review changes") : tr("What is sent"));
    m_saveButton->setVisible(isSaving);
}

void ReviewPanel::showHead()
{
    const bool isEmpty = m_request.body.isEmpty() && m_request.method != "DELETE"_ba;
    m_address->setText(
        isEmpty ? tr("Nothing to send") : QString::fromLatin1(m_request.method + ' ' + m_request.address.toEncoded()));
    m_headers->setText(isEmpty
            ? QString()
            : u"Authorization: Bearer •••• · Accept: application/json · Content-Type: application/json · "
              u"Content-Length: %1"_s.arg(m_request.body.size()));
    m_bytes->setVisible(!m_request.body.isEmpty());
    m_note->setText(m_request.waitsForOrganisation
            ? tr("The organisation is not in Capsule yet. It is sent first, and its id is filled in here when it is "
                 "known.")
            : m_request.note);
    m_note->setVisible(!m_note->text().isEmpty());
    m_copyButton->setVisible(!m_request.body.isEmpty());
    const bool isNobodys = m_isReadOnly && isEmpty; // what others did was not sent from here
    m_fold->setHidden(isNobodys);
    if (isNobodys)
        m_requestBox->hide();
}

void ReviewPanel::showChanges()
{
    delete m_changesContent;
    m_changesContent = new QWidget(m_changes);
    m_changes->layout()->addWidget(m_changesContent);
    auto *grid = new QGridLayout(m_changesContent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(Theme::RowGap);
    grid->setColumnMinimumWidth(0, Theme::LabelWidth - 16);
    grid->setColumnStretch(1, 1);
    grid->setColumnStretch(2, 1);
    int row = 0;
    const auto addCell = [&](int column, const QString &text, QPalette::ColorRole role, bool isStruck = false) {
        auto *cell = new PlainLabel(beginningOf(text), m_changesContent);
        cell->setObjectName(u"reviewCell_%1_%2"_s.arg(row).arg(column));
        cell->setWordWrap(true);
        cell->setForegroundRole(role);
        QFont font = row == 0 ? Theme::font(Theme::Type::Caption) : cell->font();
        font.setStrikeOut(isStruck);
        cell->setFont(font);
        grid->addWidget(cell, row, column, Qt::AlignTop);
    };
    addCell(0, tr("Field"), QPalette::PlaceholderText);
    addCell(1, tr("Was"), QPalette::PlaceholderText);
    addCell(2, m_isPast ? tr("Became") : tr("Will be"), QPalette::PlaceholderText);
    for (const FieldChange &change : std::as_const(m_request.changes)) {
        ++row;
        const bool isRemoved = change.kind == FieldChange::Kind::Removed;
        addCell(0, fieldWord(change), QPalette::PlaceholderText);
        addCell(1, change.was.isEmpty() ? u"–"_s : change.was, QPalette::PlaceholderText, isRemoved);
        addCell(2,
            isRemoved                     ? tr("Removed")
                : change.willBe.isEmpty() ? tr("Empty")
                                          : change.willBe,
            QPalette::WindowText);
    }
    grid->setRowStretch(row + 1, 1);
}

void ReviewPanel::fitBytes()
{
    // Wrapped anywhere, so the lines follow from the width; the document tells them only once it is laid out.
    const int perLine
        = std::max(20, m_bytes->viewport()->width() / std::max(1, m_bytes->fontMetrics().averageCharWidth()) - 2);
    const auto lines = std::clamp<qsizetype>(m_bytes->toPlainText().size() / perLine + 1, FewestLines, MostLines);
    m_bytes->setFixedHeight(static_cast<int>(lines) * m_bytes->fontMetrics().lineSpacing() + 2 * Theme::RowGap + 4);
}

void ReviewPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitBytes();
}

void ReviewPanel::copyBytes() const
{
    QApplication::clipboard()->setText(QString::fromUtf8(m_request.body));
}

void ReviewPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}
