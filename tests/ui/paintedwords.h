#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QStringList>

/// A device that keeps which words and how many pictures were painted on it, so that a test sees whether text was read
/// as markup.
class PaintedWords : public QPaintDevice
{
public:
    explicit PaintedWords(const QSize &size)
        : m_size(size)
    {
    }

    const QStringList &words() const { return m_engine.words; }
    /// All words one after the other.
    QString text() const { return m_engine.words.join(QString()); }
    int pictures() const { return m_engine.pictures; }

    QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    class Engine : public QPaintEngine
    {
    public:
        Engine()
            : QPaintEngine(AllFeatures)
        {
        }
        bool begin(QPaintDevice *) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState &) override { }
        void drawPath(const QPainterPath &) override { }
        void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
        void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override { ++pictures; }
        void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override
        {
            ++pictures;
        }
        void drawTextItem(const QPointF &, const QTextItem &item) override { words << item.text(); }
        Type type() const override { return User; }

        QStringList words;
        int pictures = 0;
    };

    QSize m_size;
    mutable Engine m_engine;
};
