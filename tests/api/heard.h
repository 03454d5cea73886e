#pragma once

#include "api/capsuleapi.h"

#include <optional>

/// What a call was answered with, and how often.
template <typename T>
struct Heard
{
    std::optional<Result<Answer<T>, ApiError>> result;
    int times = 0;

    CapsuleApi::Callback<T> callback()
    {
        return [this](Result<Answer<T>, ApiError> answer) {
            result.emplace(std::move(answer));
            ++times;
        };
    }
    bool isGood() const { return result && result->has_value(); }
    const T &value() const { return (**result).value; }
    const Receipt &receipt() const { return (**result).receipt; }
    const ApiError &error() const { return result->error(); }
};
