// Numbers of sixteen bits (bfloat16), and e to a power.

#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

using Half = uint16_t;
constexpr float UNSEEN = -1e30f;

inline float wide(Half half) {
    const uint32_t bits = uint32_t(half) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

inline Half narrow(float value) {
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return Half((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

// e to the power of x: in plain steps, so that the compiler computes many at once.
inline float power(float x) {
    x = std::fmax(x, -87.0f);
    const float whole = std::nearbyint(x * 1.44269504f), rest = x - whole * 0.693147181f;
    const float near =
        1 + rest * (1 + rest * (0.5f + rest * (0.166666667f + rest * (0.0416666667f + rest * 0.00833333333f))));
    const int32_t bits = (int32_t(whole) + 127) << 23;
    float scale;
    std::memcpy(&scale, &bits, sizeof scale);
    return near * scale;
}
