// Sixteen numbers at once, and what training does with them.

#pragma once

#include <cmath>
#include <initializer_list>

#if defined(__AVX512BF16__)
#include <immintrin.h>
#endif

#include "halves.h"

constexpr int LANES = 16;

#if defined(__AVX512BF16__)

struct Lanes {
    __m512 all;
    static Lanes of(float number) { return {_mm512_set1_ps(number)}; }
    static Lanes read(const float *from) { return {_mm512_loadu_ps(from)}; }
    static Lanes read(const Half *from) {
        const __m512i wide = _mm512_cvtepu16_epi32(_mm256_loadu_si256(reinterpret_cast<const __m256i *>(from)));
        return {_mm512_castsi512_ps(_mm512_slli_epi32(wide, 16))};
    }
    // One of each row.
    static Lanes column(const float *from) {
        const __m512i places = _mm512_setr_epi32(0, 16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 208, 224, 240);
        return {_mm512_i32gather_ps(places, from, 4)};
    }
    void put(float *to) const { _mm512_storeu_ps(to, all); }
};
inline Lanes operator+(Lanes one, Lanes two) { return {_mm512_add_ps(one.all, two.all)}; }
inline Lanes operator-(Lanes one, Lanes two) { return {_mm512_sub_ps(one.all, two.all)}; }
inline Lanes operator*(Lanes one, Lanes two) { return {_mm512_mul_ps(one.all, two.all)}; }
inline Lanes larger(Lanes one, Lanes two) { return {_mm512_max_ps(one.all, two.all)}; }

// 2 to the power of x <= 0, near enough for sixteen bits.
inline Lanes power_of_two(Lanes x) {
    x = larger(x, Lanes::of(-126));
    const __m512 whole = _mm512_roundscale_ps(x.all, 0), rest = _mm512_sub_ps(x.all, whole);
    __m512 near = _mm512_set1_ps(0.00958285f);
    for (float next : {0.0559064f, 0.240241f, 0.693124f, 1.0f})
        near = _mm512_fmadd_ps(near, rest, _mm512_set1_ps(next));
    return {_mm512_scalef_ps(near, whole)};
}

inline void put_halves(Half *to, Lanes numbers) {
    _mm256_storeu_si256(reinterpret_cast<__m256i *>(to), (__m256i)_mm512_cvtneps_pbh(numbers.all));
}

// Pairs of neighbours: the first of each, the second of each, and so on.
inline void put_pairs(Half *to, Lanes one, Lanes two) {
    const __m512i first = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(one.all));
    const __m512i second = _mm512_cvtepu16_epi32((__m256i)_mm512_cvtneps_pbh(two.all));
    _mm512_storeu_si512(to, _mm512_or_si512(first, _mm512_slli_epi32(second, 16)));
}

#else

struct Lanes {
    float all[LANES];
    static Lanes of(float number) {
        Lanes lanes;
        for (float &each : lanes.all) each = number;
        return lanes;
    }
    static Lanes read(const float *from) {
        Lanes lanes;
        std::memcpy(lanes.all, from, sizeof lanes.all);
        return lanes;
    }
    static Lanes read(const Half *from) {
        Lanes lanes;
        for (int lane = 0; lane < LANES; lane++) lanes.all[lane] = wide(from[lane]);
        return lanes;
    }
    static Lanes column(const float *from) {
        Lanes lanes;
        for (int lane = 0; lane < LANES; lane++) lanes.all[lane] = from[LANES * lane];
        return lanes;
    }
    void put(float *to) const { std::memcpy(to, all, sizeof all); }
};
template <class Function>
inline Lanes each(const Lanes &one, const Lanes &two, Function function) {
    Lanes found;
    for (int lane = 0; lane < LANES; lane++) found.all[lane] = function(one.all[lane], two.all[lane]);
    return found;
}
inline Lanes operator+(Lanes one, Lanes two) {
    return each(one, two, [](float x, float y) { return x + y; });
}
inline Lanes operator-(Lanes one, Lanes two) {
    return each(one, two, [](float x, float y) { return x - y; });
}
inline Lanes operator*(Lanes one, Lanes two) {
    return each(one, two, [](float x, float y) { return x * y; });
}
inline Lanes larger(Lanes one, Lanes two) {
    return each(one, two, [](float x, float y) { return std::fmax(x, y); });
}
inline Lanes power_of_two(Lanes x) {
    return each(x, x, [](float y, float) { return power(0.693147181f * y); });
}
inline void put_halves(Half *to, Lanes numbers) {
    for (int lane = 0; lane < LANES; lane++) to[lane] = narrow(numbers.all[lane]);
}
inline void put_pairs(Half *to, Lanes one, Lanes two) {
    for (int lane = 0; lane < LANES; lane++) {
        to[2 * lane] = narrow(one.all[lane]);
        to[2 * lane + 1] = narrow(two.all[lane]);
    }
}

#endif
