#pragma once

#include <QObject>
#include <QThread>

#include <atomic>
#include <memory>
#include <utility>

/// A function on a thread of its own, whose value comes back to the thread that began it. Destroying this cancels and
/// waits, and the value is dropped.
class Background
{
public:
    Background() = default;
    ~Background() { stop(); }
    Background(const Background &) = delete;
    Background &operator=(const Background &) = delete;

    bool isRunning() const { return m_thread != nullptr; }

    /// Runs `work(cancelled)`, which should look at that flag now and then, and later `done(value)` from the event loop
    /// of this thread. Only while not isRunning(), which ends before `done` begins.
    template <typename Work, typename Done>
    void run(Work work, Done done)
    {
        Q_ASSERT(!isRunning());
        m_cancelled = false;
        m_receiver = std::make_unique<QObject>();
        m_thread.reset(
            QThread::create([this, receiver = m_receiver.get(), work = std::move(work), done = std::move(done)] {
                auto value = std::make_shared<decltype(work(m_cancelled))>(work(m_cancelled));
                QMetaObject::invokeMethod(
                    receiver,
                    [this, value, done] {
                        join();
                        m_receiver.release()->deleteLater(); // this is its own event
                        done(std::move(*value));
                    },
                    Qt::QueuedConnection);
            }));
        m_thread->start();
    }
    void stop()
    {
        m_cancelled = true;
        join();
        m_receiver.reset(); // and with it an event that may be on its way
    }

private:
    void join()
    {
        if (m_thread)
            m_thread->wait();
        m_thread.reset();
    }

    std::atomic_bool m_cancelled = false;
    std::unique_ptr<QObject> m_receiver;
    std::unique_ptr<QThread> m_thread;
};
