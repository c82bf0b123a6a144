// Sums of products of whole numbers: a few rows with a tile of a weight, plain and by instructions.
// How they lie in memory: see levels.cpp.

#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <vector>

#include "numbers.h"
#include "threads.h"

namespace levels {
namespace {

constexpr int64_t TILE = 16;   // outputs
constexpr int64_t GROUP = 32;  // inputs
constexpr int MOST = 6;        // rows whose sums fit the registers

struct Work {
    const float *x;      // [rows, inputs]
    const char *weight;  // [tiles, groups, bytes]
    const float *bias;   // [outputs], or null
    float *y;            // [rows, outputs]
    int64_t rows, outputs, inputs;
    int raised;                                                // levels of the weight
    void (*chunk)(const Work &, int64_t first, int64_t last);  // tiles
    std::vector<signed char> levels{};                         // of x
    std::vector<float> scales{};                               // of x [rows, groups]
    std::vector<int32_t> sums{};  // of its levels, times what the weight's are raised by
    std::atomic<int64_t> next_row{0}, next{0};

    int64_t groups() const { return inputs / GROUP; }
    int64_t tiles() const { return (outputs + TILE - 1) / TILE; }
};

// What will be needed soon: so many bytes for each group that is computed, or none.
struct Ahead {
    const char *from;
    int64_t each;
};

struct Bytes {
    static constexpr int raised = 128;  // by those who multiply bytes without a sign
    static constexpr int64_t group_bytes = 2 * TILE + TILE * GROUP;
    static int level(const char *entries, int64_t output, int64_t input) {
        return (signed char)(entries[input / 4 * 64 + output * 4 + input % 4]);
    }
};

struct Nibbles {
    static constexpr int raised = 8;
    static constexpr int64_t group_bytes = 2 * TILE + TILE * GROUP / 2;
    static int level(const char *entries, int64_t output, int64_t input) {
        const auto both = (unsigned char)(entries[input / 8 * 64 + output * 4 + input % 4]);
        return int(input % 8 < 4 ? both & 15 : both >> 4) - 8;
    }
};

INLINE void put_sums(const Work &work, int64_t row, int64_t out, const float *sums, int64_t count) {
    const int64_t left = work.outputs - out;
    put_all(sums, work.bias ? work.bias + out : nullptr, work.y + row * work.outputs + out,
            left < count ? left : count);
}

// For processors without a path of their own.
template <class Format>
void plain_chunk(const Work &work, int64_t first, int64_t last) {
    const int64_t groups = work.groups();
    for (int64_t tile = first; tile < last; ++tile)
        for (int64_t row = 0; row < work.rows; ++row) {
            float sums[TILE] = {};
            for (int64_t group = 0; group < groups; ++group) {
                const char *at = work.weight + (tile * groups + group) * Format::group_bytes;
                const signed char *x = work.levels.data() + row * work.inputs + group * GROUP;
                for (int64_t out = 0; out < TILE; ++out) {
                    Half scale;
                    std::memcpy(&scale, at + 2 * out, sizeof scale);
                    int32_t sum = 0;
                    for (int64_t i = 0; i < GROUP; ++i)
                        sum += x[i] * Format::level(at + 2 * TILE, out, i);
                    sums[out] += float(sum) * (wide(scale) * work.scales[row * groups + group]);
                }
            }
            put_sums(work, row, tile * TILE, sums, TILE);
        }
}

#if defined(__x86_64__)

AVX2 INLINE __m256i four_of(const signed char *x) {
    int32_t four;
    std::memcpy(&four, x, sizeof four);
    return _mm256_set1_epi32(four);
}

// The sums of one group for 8 of its outputs and so many rows.
template <int ROWS>
AVX2 INLINE void group_sums(Bytes, const char *at, const signed char *const *x, const int32_t *,
                            __m256i *sums) {
    const __m256i ones = _mm256_set1_epi16(1);
    ALL for (int r = 0; r < ROWS; ++r) sums[r] = _mm256_setzero_si256();
    ALL for (int step = 0; step < 8; ++step) {
        const __m256i entries = _mm256_loadu_si256((const __m256i *)(at + step * 64));
        const __m256i sizes = _mm256_abs_epi8(entries);
        ALL for (int r = 0; r < ROWS; ++r) {
            const __m256i turned = _mm256_sign_epi8(four_of(x[r] + step * 4), entries);
            const __m256i pairs = _mm256_maddubs_epi16(sizes, turned);
            sums[r] = _mm256_add_epi32(sums[r], _mm256_madd_epi16(pairs, ones));
        }
    }
}

template <int ROWS>
AVX2 INLINE void group_sums(Nibbles, const char *at, const signed char *const *x,
                            const int32_t *x_sums, __m256i *sums) {
    const __m256i low = _mm256_set1_epi8(15);
    ALL for (int r = 0; r < ROWS; ++r) sums[r] = _mm256_setzero_si256();
    ALL for (int step = 0; step < 4; ++step) {
        const __m256i both = _mm256_loadu_si256((const __m256i *)(at + step * 64));
        const __m256i first = _mm256_and_si256(both, low);
        const __m256i second = _mm256_and_si256(_mm256_srli_epi16(both, 4), low);
        ALL for (int r = 0; r < ROWS; ++r) {  // 16 products of 15 * 127 fit 16 bits
            const __m256i one = _mm256_maddubs_epi16(first, four_of(x[r] + step * 8));
            const __m256i two = _mm256_maddubs_epi16(second, four_of(x[r] + step * 8 + 4));
            sums[r] = _mm256_add_epi16(sums[r], _mm256_add_epi16(one, two));
        }
    }
    ALL for (int r = 0; r < ROWS; ++r)
        sums[r] = _mm256_sub_epi32(_mm256_madd_epi16(sums[r], _mm256_set1_epi16(1)),
                                   _mm256_set1_epi32(x_sums[r]));
}

// Halves of tiles, from the one with this number on.
template <class Format, int ROWS, int HALVES>
AVX2 void avx2_halves(const Work &work, int64_t row, int64_t half) {
    const int64_t groups = work.groups();
    __m256 totals[HALVES][ROWS];
    ALL for (int h = 0; h < HALVES; ++h)
        ALL for (int r = 0; r < ROWS; ++r) totals[h][r] = _mm256_setzero_ps();
    for (int64_t group = 0; group < groups; ++group) {
        const signed char *x[ROWS];
        int32_t x_sums[ROWS];
        ALL for (int r = 0; r < ROWS; ++r) {
            x[r] = work.levels.data() + (row + r) * work.inputs + group * GROUP;
            x_sums[r] = work.sums[(row + r) * groups + group];
        }
        ALL for (int h = 0; h < HALVES; ++h) {
            const int64_t tile = (half + h) / 2, side = (half + h) % 2;
            const char *at = work.weight + (tile * groups + group) * Format::group_bytes;
            __m256i sums[ROWS];
            group_sums<ROWS>(Format{}, at + 2 * TILE + 32 * side, x, x_sums, sums);
            const __m128i narrow = _mm_loadu_si128((const __m128i *)(at + 16 * side));
            const __m256 scales =
                _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(narrow), 16));
            ALL for (int r = 0; r < ROWS; ++r) {
                const __m256 own = _mm256_broadcast_ss(&work.scales[(row + r) * groups + group]);
                totals[h][r] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[r]),
                                               _mm256_mul_ps(scales, own), totals[h][r]);
            }
        }
    }
    alignas(32) float each[8];
    ALL for (int h = 0; h < HALVES; ++h)
        ALL for (int r = 0; r < ROWS; ++r) {
            _mm256_store_ps(each, totals[h][r]);
            put_sums(work, row + r, (half + h) * 8, each, 8);
        }
}

struct Avx2 {
    // A single row has little to do between two looks at the memory: more is read at once.
    static constexpr int tiles(int64_t rows) { return rows == 1 ? 2 : 1; }
    template <class Format, int ROWS, int TILES>
    static void sum(const Work &work, int64_t row, int64_t tile, const Ahead &) {
        if constexpr (ROWS == 1) return avx2_halves<Format, 1, 2 * TILES>(work, row, 2 * tile);
        for (int64_t half = 2 * tile; half < 2 * (tile + TILES); ++half)
            avx2_halves<Format, ROWS, 1>(work, row, half);
    }
};

AVX512_VNNI INLINE __m512i four_of_all(const signed char *x) {
    int32_t four;
    std::memcpy(&four, x, sizeof four);
    return _mm512_set1_epi32(four);
}

// The processor multiplies bytes without a sign by bytes with one: levels are `raised`,
// and what that adds to the sums of a row is taken off beforehand. Tiles are `stride` bytes apart.
template <int ROWS, int TILES>
AVX512_VNNI INLINE void add_levels(Bytes, const char *at, int64_t stride,
                                   const signed char *const *x, __m512i (*sums)[ROWS]) {
    ALL for (int step = 0; step < 8; ++step) {
        __m512i entries[TILES];
        ALL for (int t = 0; t < TILES; ++t)
            entries[t] = (__m512i)((__v64qu)_mm512_loadu_si512(at + t * stride + step * 64) ^
                                   (unsigned char)Bytes::raised);
        ALL for (int r = 0; r < ROWS; ++r) {
            const __m512i own = four_of_all(x[r] + step * 4);
            ALL for (int t = 0; t < TILES; ++t)
                sums[t][r] = _mm512_dpbusd_epi32(sums[t][r], entries[t], own);
        }
    }
}

template <int ROWS, int TILES>
AVX512_VNNI INLINE void add_levels(Nibbles, const char *at, int64_t stride,
                                   const signed char *const *x, __m512i (*sums)[ROWS]) {
    ALL for (int step = 0; step < 4; ++step) {
        __m512i first[TILES], second[TILES];
        ALL for (int t = 0; t < TILES; ++t) {
            const auto both = (__v32hu)_mm512_loadu_si512(at + t * stride + step * 64);
            first[t] = (__m512i)(both & (unsigned short)0x0f0f);
            second[t] = (__m512i)(both >> 4 & (unsigned short)0x0f0f);
        }
        ALL for (int r = 0; r < ROWS; ++r) {
            const __m512i one = four_of_all(x[r] + step * 8);
            const __m512i two = four_of_all(x[r] + step * 8 + 4);
            ALL for (int t = 0; t < TILES; ++t) {
                sums[t][r] = _mm512_dpbusd_epi32(sums[t][r], first[t], one);
                sums[t][r] = _mm512_dpbusd_epi32(sums[t][r], second[t], two);
            }
        }
    }
}

struct Vnni {
    static constexpr int tiles(int64_t rows) { return rows <= 3 ? 4 : 2; }
    template <class Format, int ROWS, int TILES>
    AVX512_VNNI static void sum(const Work &work, int64_t row, int64_t tile, const Ahead &ahead) {
        const int64_t groups = work.groups(), stride = groups * Format::group_bytes;
        const char *at = work.weight + tile * stride;
        __m512 totals[TILES][ROWS];
        ALL for (int t = 0; t < TILES; ++t)
            ALL for (int r = 0; r < ROWS; ++r) totals[t][r] = _mm512_setzero_ps();
        for (int64_t group = 0; group < groups; ++group, at += Format::group_bytes) {
            for (int64_t i = 0; i < ahead.each; i += 64)
                _mm_prefetch(ahead.from + group * ahead.each + i, _MM_HINT_T0);
            const signed char *x[ROWS];
            __m512i sums[TILES][ROWS];
            ALL for (int r = 0; r < ROWS; ++r) {
                x[r] = work.levels.data() + (row + r) * work.inputs + group * GROUP;
                const int32_t sum = work.sums[(row + r) * groups + group];
                ALL for (int t = 0; t < TILES; ++t) sums[t][r] = _mm512_set1_epi32(-sum);
            }
            add_levels<ROWS, TILES>(Format{}, at + 2 * TILE, stride, x, sums);
            ALL for (int t = 0; t < TILES; ++t) {
                const auto halves = (__v16su)_mm512_maskz_cvtepu16_epi32(
                    0xffff, _mm256_loadu_si256((const __m256i *)(at + t * stride)));
                const auto scales = (__m512)(halves << 16);
                ALL for (int r = 0; r < ROWS; ++r) {
                    const __m512 own = scales * work.scales[(row + r) * groups + group];
                    totals[t][r] = _mm512_fmadd_ps(
                        _mm512_maskz_cvtepi32_ps(0xffff, sums[t][r]), own, totals[t][r]);
                }
            }
        }
        alignas(64) float each[TILE];
        ALL for (int t = 0; t < TILES; ++t)
            ALL for (int r = 0; r < ROWS; ++r) {
                _mm512_store_ps(each, totals[t][r]);
                put_sums(work, row + r, (tile + t) * TILE, each, TILE);
            }
    }
};

#endif

}  // namespace
}  // namespace levels
