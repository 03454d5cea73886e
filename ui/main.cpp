#include "api/apirequest.h"
#include "platform.h"
#include "program.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTextStream>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace {
constexpr auto CapsuleBase = "https://api.capsulecrm.com/api/v2"_L1;

[[noreturn]] void refuse(const QString &sentence)
{
    QTextStream(stderr) << "counterpart: " << sentence << Qt::endl;
    std::exit(2);
}

/// The stand-in's token, handed over by the program that started both; an account of a person never comes this way.
QByteArray readDemoToken()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        refuse(u"--demo wants the sandbox's token as a line on standard input."_s);
    const QByteArray token = input.readLine(2000).trimmed();
    if (token.isEmpty())
        refuse(u"--demo wants the sandbox's token as a line on standard input."_s);
    return token;
}

StartOptions readOptions(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Desktop contact manager for Capsule CRM."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption api(
        u"api"_s, u"Address of the API, up to and including the version."_s, u"address"_s, CapsuleBase);
    const QCommandLineOption profile(u"profile"_s, u"Folder for settings and contacts."_s, u"folder"_s,
        QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
    const QCommandLineOption demo(
        u"demo"_s, u"Sign in to a sandbox on this computer with the token on standard input."_s);
    parser.addOptions({api, profile, demo});
    parser.process(application);

    StartOptions options;
    options.base = QUrl(parser.value(api), QUrl::StrictMode);
    if (!mayCarryToken(options.base))
        refuse(u"--api wants an https address, or an http address of this computer."_s);
    options.profile = QDir(parser.value(profile)).absolutePath();
    if (!QDir().mkpath(options.profile))
        refuse(u"The folder %1 cannot be made. Choose another with --profile."_s.arg(
            QDir::toNativeSeparators(options.profile)));
    if (parser.isSet(demo)) {
        if (!isOnThisComputer(options.base))
            refuse(u"--demo works with a sandbox on this computer only."_s);
        options.demoToken = readDemoToken();
    }
    return options;
}
} // namespace

int main(int argc, char *argv[])
{
    keepProcessPrivate();
    QApplication application(argc, argv);
    QApplication::setOrganizationName(u"Counterpart"_s);
    QApplication::setApplicationName(u"counterpart"_s);
    QApplication::setApplicationDisplayName(u"Counterpart"_s);
    QApplication::setApplicationVersion(QStringLiteral(COUNTERPART_VERSION));
    QApplication::setDesktopFileName(u"io.github.counterpart.Counterpart"_s);

    // The sources are British English, but their plurals need forms even so.
    QTranslator translator;
    if (translator.load(QLocale(), u"counterpart"_s, u"_"_s, u":/i18n"_s)
        || translator.load(u":/i18n/counterpart_en_GB.qm"_s))
        QApplication::installTranslator(&translator);

    Program program(readOptions(application));
    return program.start() ? QApplication::exec() : 0;
}
