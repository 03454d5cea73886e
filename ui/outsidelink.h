#pragma once

#include <QString>
#include <QUrl>

// Links that leave the program. Only http, https, mailto and tel are ever opened, and the real host is told before
// (reliability.md section 10).

/// The address behind a website row: `url` as Capsule built it, else `address` read as one; invalid if neither may be
/// opened.
QUrl websiteLink(const QString &address, const QString &url);
QUrl mailLink(const QString &address);
/// The number without its spacing; invalid if it holds no digit.
QUrl phoneLink(const QString &number);
/// A map of the place named by these lines.
QUrl mapLink(const QString &place);

/// True for http, https, mailto and tel.
bool mayOpen(const QUrl &url);
/// Where the link really goes, for a tooltip: the host as ASCII, or the mail address or number.
QString linkTarget(const QUrl &url);
/// Hands the link to the system if it may be opened.
void openOutside(const QUrl &url);
