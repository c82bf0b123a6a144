// Numbers as they lie in memory, float32 or bfloat16; all are computed with as float32.

#pragma once

#include <cstdint>
#include <cstring>

#include "threads.h"

namespace {

#define INLINE inline __attribute__((always_inline))

constexpr int64_t PANEL = 16;  // positions that lie together; likewise the numbers of a register

// Numbers that begin with a line of the cache; what they are in is larger by some room.
constexpr int64_t LINE = 64, ROOM = LINE / 2;
template <class Number>
INLINE Number *in_line(Number *from) {
    const auto at = reinterpret_cast<uintptr_t>(from) + LINE - 1;
    return reinterpret_cast<Number *>(at / LINE * LINE);
}

struct Half {  // bfloat16: the upper half of a float32
    uint16_t bits;
};

INLINE float wide(float number) { return number; }
INLINE float wide(Half number) {
    const uint32_t bits = uint32_t(number.bits) << 16;
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

INLINE void put(float *at, float value) { *at = value; }
INLINE void put(Half *at, float value) {  // to the nearest, of two the even one
    uint32_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    const uint32_t rounded = (bits + 0x7fffu + (bits >> 16 & 1u)) >> 16;
    const uint32_t nan = bits >> 16 | 0x40u;
    at->bits = uint16_t((bits & 0x7fffffffu) > 0x7f800000u ? nan : rounded);
}

// What the sums of a tile become: 16 of them, but fewer at the right edge.
template <class Number>
INLINE void put_all(const float *sums, const float *bias, Number *y, int64_t count) {
    if (count == 16 && bias)
        for (int64_t i = 0; i < 16; ++i) put(y + i, sums[i] + bias[i]);
    else if (count == 16)
        for (int64_t i = 0; i < 16; ++i) put(y + i, sums[i]);
    else
        for (int64_t i = 0; i < count; ++i) put(y + i, bias ? sums[i] + bias[i] : sums[i]);
}

#if defined(__x86_64__)

// Sixteen numbers as `put` rounds each. The instruction for it would make the smallest ones zeros.
AVX512 INLINE __m256i rounded(__m512 numbers) {
    const auto bits = (__v16su)numbers, upper = bits >> 16;
    const __mmask16 nan = _mm512_cmp_ps_mask(numbers, numbers, _CMP_UNORD_Q);
    const auto near = (bits + 0x7fffu + (upper & 1u)) >> 16;
    const __m512i all = _mm512_mask_blend_epi32(nan, (__m512i)near, (__m512i)(upper | 0x40u));
    return _mm512_maskz_cvtepi32_epi16(__mmask16(0xffff), all);
}

AVX512 INLINE __m512 widened(__m256i halves) {
    return (__m512)((__v16su)_mm512_maskz_cvtepu16_epi32(0xffff, halves) << 16);
}

// Sixteen numbers, as they lie in memory.
AVX512 INLINE __m512 sixteen(const float *from) { return _mm512_loadu_ps(from); }
AVX512 INLINE __m512 sixteen(const Half *from) {
    return widened(_mm256_loadu_si256((const __m256i *)from));
}
AVX512 INLINE void put_sixteen(float *to, __m512 numbers) { _mm512_storeu_ps(to, numbers); }
AVX512 INLINE void put_sixteen(Half *to, __m512 numbers) {
    _mm256_storeu_si256((__m256i *)to, rounded(numbers));
}

#endif

}  // namespace
