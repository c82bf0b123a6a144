// The gated activation: silu of one half of a row, times the other half.

#pragma once

#include <cstdint>
#include <cstring>
#include <initializer_list>

#include "numbers.h"
#include "threads.h"

namespace rows {
namespace {

template <class Number>
struct Gate {
    const Number *x;  // [rows, 2 * size]: gate, up
    Number *y;        // [rows, size]
    int64_t size;
};

constexpr float LOWEST = -87.3f, HIGHEST = 88.3f;

// e^x between the two, to the last bit or two.
INLINE float exponential(float x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    const float shifted = x * 1.44269504f + 12582912.0f;  // 1.5 * 2^23: rounds to a whole number
    uint32_t turns;
    std::memcpy(&turns, &shifted, sizeof turns);
    const float whole = shifted - 12582912.0f;
    const float r = x - whole * 0.693359375f + whole * 2.12194440e-4f;
    float y = 1.9875691500e-4f;
    y = y * r + 1.3981999507e-3f;
    y = y * r + 8.3334519073e-3f;
    y = y * r + 4.1665795894e-2f;
    y = y * r + 1.6666665459e-1f;
    y = y * r + 5.0000001201e-1f;
    y = y * r * r + r + 1.0f;
    const uint32_t bits = (turns + 127u - 0x4b400000u) << 23;
    float power;
    std::memcpy(&power, &bits, sizeof power);
    return y * power;
}

template <class Number>
INLINE Number gated(Number x, Number up) {
    const float number = wide(x);
    const float least = number < -HIGHEST ? -HIGHEST : number;  // below it all become zero
    Number y;
    put(&y, least / (1.0f + exponential(-number)) * wide(up));
    return y;
}

template <class Number>
INLINE void gate_rows(const Gate<Number> &gate, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; ++row) {
        const Number *x = gate.x + row * 2 * gate.size, *up = x + gate.size;
        Number *y = gate.y + row * gate.size;
        for (int64_t i = 0; i < gate.size; ++i) y[i] = gated(x[i], up[i]);
    }
}

#if defined(__x86_64__)

AVX512 INLINE __m512 wide_exponential(__m512 x) {
    const __m512 lowest = _mm512_set1_ps(LOWEST), highest = _mm512_set1_ps(HIGHEST);
    x = _mm512_maskz_max_ps(0xffff, lowest, x);  // what is no number stays none
    x = _mm512_maskz_min_ps(0xffff, highest, x);
    const __m512 turns = _mm512_maskz_roundscale_ps(0xffff, x * 1.44269504f, 0);
    const __m512 r = x - turns * 0.693359375f + turns * 2.12194440e-4f;
    __m512 y = _mm512_set1_ps(1.9875691500e-4f);
    for (float next : {1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f,
                       5.0000001201e-1f})
        y = y * r + next;
    y = y * r * r + r + 1.0f;
    return _mm512_maskz_scalef_ps(0xffff, y, turns);
}

// The quotient by way of an estimate, which is brought to the last bit or two: a division takes as
// long as all of the rest.
AVX512 INLINE __m512 wide_gated(__m512 gate, __m512 up) {
    const __m512 least = _mm512_maskz_max_ps(0xffff, _mm512_set1_ps(-HIGHEST), gate);
    const __m512 below = 1.0f + wide_exponential(-gate);
    const __m512 estimate = _mm512_maskz_rcp14_ps(0xffff, below);
    return least * (estimate * (2.0f - below * estimate)) * up;
}

template <class Number>
AVX512_WIDE INLINE void wide_gate_rows(const Gate<Number> &gate, int64_t first, int64_t last) {
    const int64_t whole = gate.size / PANEL * PANEL;
    for (int64_t row = first; row < last; ++row) {
        const Number *x = gate.x + row * 2 * gate.size, *up = x + gate.size;
        Number *y = gate.y + row * gate.size;
        for (int64_t i = 0; i < whole; i += PANEL)
            put_sixteen(y + i, wide_gated(sixteen(x + i), sixteen(up + i)));
        for (int64_t i = whole; i < gate.size; ++i) y[i] = gated(x[i], up[i]);
    }
}

#endif

}  // namespace
}  // namespace rows
