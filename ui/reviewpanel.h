#pragma once

#include "party/partychanges.h"

#include <QUrl>
#include <QWidget>

class CapsuleApi;
class FlatButton;
class PartyStore;
class PlainLabel;
class QGridLayout;
class QPlainTextEdit;
class QVBoxLayout;
class Theme;

/// What Save would send.
struct ReviewedRequest
{
    QByteArray method;
    QUrl address;
    QByteArray body; ///< the exact bytes; empty for nothing to send
    QList<FieldChange> changes;
    bool waitsForOrganisation = false; ///< its id goes into the body once Capsule has given it
    QString note; ///< what else is filled in before it is sent; empty for nothing
};

/// The request that carries `base` over to `edited` to Capsule: a POST for a record it does not know yet.
ReviewedRequest reviewedRequest(
    const PartyStore &store, const CapsuleApi &api, const QUuid &localId, const Party &base, const Party &edited);

/// Shows a change before it is saved: field by field, and as the request with the very bytes that will be sent.
class ReviewPanel : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    explicit ReviewPanel(const Theme &theme, QWidget *parent = nullptr);

    void showRequest(const ReviewedRequest &request);
    /// For a change that was saved before: it can be read, not saved. `isPast`: it is not going to happen any more, it
    /// has.
    void setReadOnly(bool isPast);
    /// Whether it is shown before it is saved, or what waits already.
    void setSaving(bool isSaving);
    /// The bytes shown, which are the bytes sent.
    QByteArray requestBytes() const { return m_request.body; }

Q_SIGNALS:
    void saveRequested();
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildTop(QVBoxLayout *column);
    void buildRequest(QVBoxLayout *column);
    void buildBottom(QVBoxLayout *column);
    void fitBytes();
    void showChanges();
    void showHead();
    void copyBytes() const;

    const Theme &m_theme;
    ReviewedRequest m_request;
    QWidget *m_changes;
    QWidget *m_changesContent = nullptr;
    FlatButton *m_fold;
    QWidget *m_requestBox;
    PlainLabel *m_address;
    PlainLabel *m_headers;
    PlainLabel *m_heading;
    PlainLabel *m_note;
    QPlainTextEdit *m_bytes;
    FlatButton *m_copyButton;
    FlatButton *m_saveButton;
    bool m_isReadOnly = false;
    bool m_isPast = false;
};
