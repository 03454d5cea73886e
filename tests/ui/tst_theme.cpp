#include "avatar.h"
#include "plaintext.h"
#include "theme.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDirIterator>
#include <QFontInfo>
#include <QImage>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

using namespace Qt::StringLiterals;
using Token = Theme::Token;

namespace {
/// WCAG 2's contrast ratio, worked out here from its definition and not by the code under test.
double contrast(QColor one, QColor other)
{
    const auto luminance = [](const QColor &color) {
        const auto linear = [](int byte) {
            const double c = byte / 255.0;
            return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * linear(color.red()) + 0.7152 * linear(color.green()) + 0.0722 * linear(color.blue());
    };
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

QByteArray row(Token front, Token ground, bool dark)
{
    const auto name = [](Token token) {
        return QByteArray(QMetaEnum::fromType<Token>().valueToKey(int(token)));
    };
    return name(front) + " on " + name(ground) + (dark ? ", dark" : ", light");
}

int inkedPixels(const QImage &image)
{
    int inked = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            inked += image.pixelColor(x, y).alpha() > 0;
    return inked;
}
} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_theme->setMode(Theme::Mode::Light); }
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }

    void textCanBeRead_data()
    {
        QTest::addColumn<QColor>("front");
        QTest::addColumn<QColor>("ground");
        QTest::addColumn<double>("least");
        for (const bool dark : {false, true}) {
            const auto add = [dark](Token front, Token ground, double least) {
                QTest::addRow("%s", row(front, ground, dark).constData())
                    << Theme::color(front, dark) << Theme::color(ground, dark) << least;
            };
            for (const Token text :
                {Token::Text, Token::MutedText, Token::Accent, Token::Changed, Token::Success, Token::Error}) {
                for (const Token ground : {Token::Window, Token::Surface, Token::Sidebar, Token::Selection})
                    add(text, ground, 4.5);
            }
            add(Token::OnAccent, Token::Accent, 4.5);
            add(Token::Changed, Token::ChangedGround, 4.5);
            add(Token::Text, Token::ChangedGround, 4.5);
            add(Token::Error, Token::ErrorGround, 4.5);
            add(Token::Text, Token::ErrorGround, 4.5);
            for (const Token line : {Token::StrongBorder, Token::Accent}) {
                add(line, Token::Window, 3);
                add(line, Token::Surface, 3);
            }
        }
    }
    void textCanBeRead()
    {
        QFETCH(const QColor, front);
        QFETCH(const QColor, ground);
        QFETCH(const double, least);
        QCOMPARE_GE(contrast(front, ground), least);
    }

    void paletteIsMadeOfTheTokens()
    {
        for (const auto mode : {Theme::Mode::Dark, Theme::Mode::Light}) {
            m_theme->setMode(mode);
            QCOMPARE(m_theme->isDark(), mode == Theme::Mode::Dark);
            const QPalette palette = QApplication::palette();
            QCOMPARE(palette.color(QPalette::Window), m_theme->color(Token::Window));
            QCOMPARE(palette.color(QPalette::Base), m_theme->color(Token::Surface));
            QCOMPARE(palette.color(QPalette::Highlight), m_theme->color(Token::Selection));
            QCOMPARE(palette.color(QPalette::HighlightedText), m_theme->color(Token::Text));
            QCOMPARE(palette.color(QPalette::PlaceholderText), m_theme->color(Token::MutedText));
        }
    }

    void systemModeFollowsThePlatformsPalette()
    {
        m_theme->setMode(Theme::Mode::Dark);
        m_theme->setMode(Theme::Mode::System); // the offscreen platform is light
        QVERIFY(!m_theme->isDark());
        QCOMPARE(QApplication::palette().color(QPalette::Window), Theme::color(Token::Window, false));
    }

    void aChangeIsTold()
    {
        QSignalSpy changed(m_theme.get(), &Theme::changed);
        m_theme->setMode(Theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
        m_theme->setMode(Theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
    }

    void whatHasTheFocusHasARing_data()
    {
        QTest::addColumn<QWidget *>("widget");
        const auto add = [](const char *name, QWidget *widget) {
            QTest::newRow(name) << widget;
        };
        auto *standard = new QPushButton(u"Save"_s);
        standard->setDefault(true);
        auto *tool = new QToolButton;
        tool->setText(u"New"_s);
        tool->setAutoRaise(true);
        auto *box = new QComboBox;
        box->addItem(u"Home"_s);
        add("button", new QPushButton(u"Discard"_s));
        add("default button", standard);
        add("tool button", tool);
        add("line", new QLineEdit);
        add("tick box", new QCheckBox(u"Also delete"_s));
        add("choice", new QRadioButton(u"Mine"_s));
        add("picker", box);
        add("text", new QPlainTextEdit);
    }
    void whatHasTheFocusHasARing()
    {
        QFETCH(QWidget *, widget);
        QWidget window;
        auto *elsewhere = new QLineEdit;
        auto *layout = new QVBoxLayout(&window);
        layout->addWidget(elsewhere);
        layout->addWidget(widget);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        const auto picture = [widget] {
            return widget->grab().toImage();
        };
        const auto differing = [&](const QImage &one, const QImage &other) {
            int pixels = 0;
            for (int y = 0; y < one.height(); ++y)
                for (int x = 0; x < one.width(); ++x)
                    pixels += one.pixel(x, y) != other.pixel(x, y);
            return pixels;
        };
        elsewhere->setFocus();
        const QImage without = picture();
        widget->setFocus(Qt::OtherFocusReason); // not by a key: the ring is there all the same
        QVERIFY(widget->hasFocus());
        QCOMPARE_GE(differing(picture(), without), widget->height() + 20);
    }

    void smallTextStaysLegible()
    {
        QFont tiny = QApplication::font();
        const QFont usual = tiny;
        tiny.setPointSizeF(6);
        QApplication::setFont(tiny);
        const int pixels = QFontInfo(Theme::font(Theme::Type::Caption)).pixelSize();
        QApplication::setFont(usual);
        QCOMPARE_GE(pixels, 11);
        QCOMPARE_GT(Theme::font(Theme::Type::Name).pointSizeF(), Theme::font(Theme::Type::Body).pointSizeF() * 1.4);
    }

    void everyIconDraws_data()
    {
        QTest::addColumn<QString>("name");
        QDirIterator files(u":/icons"_s);
        while (files.hasNext()) {
            const QString name = QFileInfo(files.next()).completeBaseName();
            QTest::newRow(qPrintable(name)) << name;
        }
    }
    void everyIconDraws()
    {
        QFETCH(const QString, name);
        const QIcon icon = m_theme->icon(name);
        QVERIFY(!icon.isNull());
        for (const qreal scale : {1.0, 2.0}) {
            const QImage image = icon.pixmap(QSize(16, 16), scale).toImage();
            QCOMPARE(image.size(), QSize(16, 16) * scale);
            QCOMPARE_GT(inkedPixels(image), 2);
        }
    }

    void unknownIconIsNull() { QVERIFY(m_theme->icon(u"no-such-icon"_s).isNull()); }

    void iconTakesTheTintOfTheMoment()
    {
        const QIcon icon = m_theme->icon(u"counterpart"_s, Token::Accent);
        const QPoint insideTheLeftHalf(16, 32);
        for (const auto mode : {Theme::Mode::Light, Theme::Mode::Dark}) {
            m_theme->setMode(mode);
            const QColor pixel = icon.pixmap(QSize(64, 64)).toImage().pixelColor(insideTheLeftHalf);
            QCOMPARE(pixel.rgb(), m_theme->color(Token::Accent).rgb());
        }
    }

    void aTintedLabelIsTintedOnEveryGround()
    {
        const Theme theme(Theme::Mode::Light);
        for (const QPalette::ColorRole ground : {QPalette::Window, QPalette::Base}) {
            QWidget pane;
            pane.setBackgroundRole(ground);
            PlainLabel label(u"words"_s, &pane);
            theme.tint(&label, QPalette::WindowText, Theme::Token::MutedText);
            QCOMPARE(label.palette().color(label.foregroundRole()), theme.color(Theme::Token::MutedText));
        }
    }

    void initials_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("initials");
        QTest::newRow("two words") << u"Anna Lind"_s << u"AL"_s;
        QTest::newRow("three words") << u"Anna Maria Lind"_s << u"AL"_s;
        QTest::newRow("one word") << u"acme"_s << u"A"_s;
        QTest::newRow("accent kept together") << u"e\u0301mile zola"_s << u"E\u0301Z"_s;
        QTest::newRow("punctuation") << u"Smith & Sons (Leeds)"_s << u"SS"_s;
        QTest::newRow("stand-in for a name") << u"(no name)"_s << QString();
        QTest::newRow("nothing") << u" - "_s << QString();
    }
    void initials()
    {
        QFETCH(const QString, name);
        QFETCH(const QString, initials);
        QCOMPARE(initialsOf(name), initials);
    }

    void markupIsShownAndNotRead()
    {
        const QString hostile = u"<img src='file:///etc/hostname'><b>Anna</b>"_s;
        PlainLabel label(hostile);
        QCOMPARE(label.textFormat(), Qt::PlainText);
        QCOMPARE(label.text(), hostile);
        const QString tip = plainToolTip(hostile);
        QVERIFY(!tip.contains("<img"_L1));
        QVERIFY(!tip.contains("<b>"_L1));
        QVERIFY(tip.contains("&lt;img"_L1));
        QCOMPARE(plainToolTip(u"Fish & Chips <fish@example.com>"_s), u"Fish & Chips <fish@example.com>"_s);
    }

    void directionAndControlMarksAreLeftOut()
    {
        QCOMPARE(displayText(u"in\u202Evoice\u2066.\u200Fexe\u0007"_s), u"invoice.exe"_s);
        QCOMPARE(displayText(u"a\nb\tc"_s), u"a b c"_s);
        QCOMPARE(displayText(u"a\nb\tc"_s, Lines::Many), u"a\nb c"_s);
    }

    void elidedLabelKeepsItsWholeText()
    {
        PlainLabel label(u"A name that is far too long for the room it has"_s);
        label.setElided(true);
        label.show();
        label.resize(80, 24);
        QCOMPARE(label.text(), u"A name that is far too long for the room it has"_s);
        QVERIFY(label.QLabel::text().endsWith(u'…'));
        QCOMPARE(label.toolTip(), label.text());
        label.resize(900, 24);
        QCOMPARE(label.QLabel::text(), label.text());
        QVERIFY(label.toolTip().isEmpty());
    }

    void labelsStandAtTheLeadingEdgeWhateverTheirText()
    {
        QWidget pane;
        PlainLabel label(u"Anna Lind"_s, &pane);
        PlainLabel centred(u"Anna Lind"_s, &pane);
        centred.setAlignment(Qt::AlignCenter);
        PlainLabel trailing(u"Anna Lind"_s, &pane);
        trailing.setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
        QCOMPARE(label.alignment(), Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter);
        pane.setLayoutDirection(Qt::RightToLeft);
        QCOMPARE(label.alignment(), Qt::AlignRight | Qt::AlignAbsolute | Qt::AlignVCenter);
        QCOMPARE(centred.alignment(), Qt::AlignCenter);
        QCOMPARE(trailing.alignment(), Qt::AlignTrailing | Qt::AlignVCenter);
        pane.setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(label.alignment(), Qt::AlignLeft | Qt::AlignAbsolute | Qt::AlignVCenter);
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
