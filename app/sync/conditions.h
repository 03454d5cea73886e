#pragma once

#include "api/capsuleapi.h"
#include "store/storeerror.h"
#include "sync/retryschedule.h"

#include <QObject>

#include <chrono>
#include <optional>

class Clock;

/// Whether work can go on: what the line, the token, the hourly allowance and the disk allow. Everyone who asks Capsule
/// or writes to the store tells it how that went; it says who may ask next and when (reliability.md sections 3 and 7).
class Conditions : public QObject
{
    Q_OBJECT

public:
    /// What a request is for, the most urgent first.
    enum class Purpose {
        Save, ///< the user's own saves, down to the last request of the hour
        Question, ///< the user wants to know something: until 10 % are left
        Background, ///< keeping up: until 20 % are left
    };
    enum class Obstacle { None, Disk, SignIn, NotCapsule, Offline, Allowance };

    /// Borrows all but `random`.
    Conditions(CapsuleApi &api, Clock &clock, Random random, QObject *parent = nullptr);

    /// What keeps all work from going on, until it has been seen to work again.
    Obstacle obstacle() const;
    /// When the next try comes, this computer's clock, UTC; invalid where only the user can help.
    QDateTime resumesAt() const;

    bool permits(Purpose purpose) const { return wait(purpose) == std::chrono::milliseconds{0}; }
    /// How long a request has to wait; nothing where only the user can help.
    std::optional<std::chrono::milliseconds> wait(Purpose purpose) const;
    /// True after a failure until something works: then one request goes alone.
    bool isTentative() const { return m_line != Obstacle::None; }
    /// True from the end of an hour whose allowance ran low until an answer tells of the next: one request goes alone.
    bool isNewHour() const;

    /// Learns from an answer and passes on whether it was good.
    template <typename T>
    bool heard(const Result<Answer<T>, ApiError> &answer)
    {
        if (answer)
            succeeded();
        else
            failed(answer.error());
        return answer.has_value();
    }
    void failed(const ApiError &error);
    /// Learns from the store and passes on whether it worked.
    template <typename T>
    bool stored(const Result<T, StoreError> &result)
    {
        noteDisk(result.has_value());
        return result.has_value();
    }

    /// Ends waiting for line and disk; an hour that is used up stays used up.
    void tryNow();
    /// There is another token.
    void signedIn();
    /// The token cannot be used for what everything else hangs on.
    void refuseToken() { setSignIn(true); }

    /// The service's time now; nothing before its first answer.
    std::optional<QDateTime> serverTime() const;
    double random() const { return m_random(); }
    /// This computer's clock, UTC, `delay` from now.
    QDateTime in(std::chrono::milliseconds delay) const;
    std::chrono::milliseconds monotonic() const;

Q_SIGNALS:
    void changed();

private:
    void succeeded();
    void lineFailed(Obstacle why);
    void allowanceUsedUp(const ApiError &error);
    void rest(Obstacle why, std::chrono::milliseconds duration);
    void noteDisk(bool works);
    void setSignIn(bool needed);
    std::chrono::milliseconds allowanceWait(Purpose purpose) const;

    CapsuleApi &m_api;
    Clock &m_clock;
    Random m_random;
    Obstacle m_line = Obstacle::None; ///< NotCapsule, Offline or Allowance
    int m_failures = 0; ///< in a row
    std::chrono::milliseconds m_lineUntil{0}; ///< monotonic
    QDateTime m_resumesAt;
    bool m_needsSignIn = false;
    bool m_diskFails = false;
    std::chrono::milliseconds m_diskUntil{0}; ///< monotonic
};
