#pragma once

#include <QtGlobal>

#include <utility>
#include <variant>

/// The error side of a Result: `return Unexpected(error);`
template <typename E>
struct Unexpected
{
    explicit Unexpected(E e)
        : error(std::move(e))
    {
    }
    E error;
};

/// A value or an error. The names are those of C++23's std::expected, which will replace it.
template <typename T, typename E>
class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Unexpected<E> unexpected)
        : m_state(std::in_place_index<1>, std::move(unexpected.error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }
    explicit operator bool() const { return has_value(); }

    /// The value; only where has_value().
    const T &value() const
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    T &value()
    {
        Q_ASSERT(has_value());
        return *std::get_if<0>(&m_state);
    }
    const T &operator*() const { return value(); }
    T &operator*() { return value(); }
    const T *operator->() const { return &value(); }
    T *operator->() { return &value(); }

    /// The error; only where not has_value().
    const E &error() const
    {
        Q_ASSERT(!has_value());
        return *std::get_if<1>(&m_state);
    }

private:
    std::variant<T, E> m_state;
};

/// Success without a value, or an error.
template <typename E>
class [[nodiscard]] Result<void, E> : public Result<std::monostate, E>
{
public:
    Result()
        : Result<std::monostate, E>(std::monostate{})
    {
    }
    Result(Unexpected<E> unexpected)
        : Result<std::monostate, E>(std::move(unexpected))
    {
    }
};
