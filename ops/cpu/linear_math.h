// Sums of products: so many rows with so many tiles of a weight at once, plain and by instructions.
//
// Each output's products are added in the order of its inputs, in one chain. So a row has the same
// bits alone and among any others.

#pragma once

#include <cstdint>
#include <cstring>

#include "numbers.h"
#include "threads.h"

namespace linear {
namespace {

constexpr int64_t TILE = 16;  // outputs

// What is added to a block of sums: some pairs of inputs.
struct Block {
    const uint32_t *x;       // entries or pairs of entries of a band's rows: [.., apart]
    const uint32_t *weight;  // of the first tile [pairs, 16]; the next one is `stride` words away
    int64_t pairs, apart, stride;
    float *sums;            // [rows, tiles, 16]
    const uint32_t *ahead;  // of so many tiles, also `stride` apart: what is asked for next
    int64_t asked;
    bool is_far;  // so that the second cache will do
};

INLINE float as_float(uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

// For processors without a path of their own.
struct Plain {
    static constexpr bool multiplies_halves = false;
    static constexpr int LARGEST = 6;  // rows of a band
    static constexpr int most(int64_t) { return 6; }
    static constexpr int tiles(int64_t) { return 1; }
    static constexpr int64_t AHEAD = 0;  // pairs that a lone band of several rows asks ahead for,
    static constexpr bool FAR = false;   // so far that they are for the second cache

    template <class Number>
    static void put_sums(const float *sums, const float *bias, Number *y, int64_t count) {
        put_all(sums, bias, y, count);
    }

    template <int ROWS, int TILES>
    static void add(const Block &block) {
        for (int r = 0; r < ROWS; ++r)
            for (int t = 0; t < TILES; ++t) {
                const uint32_t *x = block.x + r, *weight = block.weight + t * block.stride;
                float *sums = block.sums + (r * TILES + t) * TILE;
                for (int64_t k = 0; k < block.pairs; ++k, x += 2 * block.apart, weight += TILE)
                    for (int64_t i = 0; i < TILE; ++i) {
                        sums[i] += as_float(x[0]) * as_float(weight[i] << 16);
                        sums[i] += as_float(x[block.apart]) * as_float(weight[i] & 0xffff0000u);
                    }
            }
    }
};

#if defined(__x86_64__)

// Four words of each of four rows: four words for each place, one of each row.
INLINE void turn_four(const char *from, int64_t stride, uint32_t *to, int64_t apart) {
    __m128i row[4], two[4];
    for (int n = 0; n < 4; ++n) row[n] = _mm_loadu_si128((const __m128i *)(from + n * stride));
    for (int n = 0; n < 2; ++n) {
        two[n] = _mm_unpacklo_epi32(row[2 * n], row[2 * n + 1]);
        two[n + 2] = _mm_unpackhi_epi32(row[2 * n], row[2 * n + 1]);
    }
    for (int n = 0; n < 2; ++n) {
        auto *at = (__m128i *)(to + 2 * n * apart);
        _mm_storeu_si128(at, _mm_unpacklo_epi64(two[2 * n], two[2 * n + 1]));
        at = (__m128i *)(to + (2 * n + 1) * apart);
        _mm_storeu_si128(at, _mm_unpackhi_epi64(two[2 * n], two[2 * n + 1]));
    }
}

// The memory is read while sums are computed.
INLINE void ask(const Block &block, int64_t k) {
    for (int64_t t = 0; t < block.asked; ++t) {
        const auto *at = (const char *)(block.ahead + t * block.stride + k * TILE);
        block.is_far ? _mm_prefetch(at, _MM_HINT_T1) : _mm_prefetch(at, _MM_HINT_T0);
    }
}

// Sums, two halves of a weight and an entry fit 16 registers; with six rows hardly, so compilers
// keep some in memory. Then six rows are still faster at once than three and three.
struct Floats256 {
    static constexpr bool multiplies_halves = false;
    static constexpr int LARGEST = 6;
    static constexpr int most(int64_t rows) { return rows == 6 ? 6 : 5; }
    static constexpr int tiles(int64_t rows) { return rows == 1 ? 4 : rows <= 3 ? 2 : 1; }
    static constexpr int64_t AHEAD = 64;
    static constexpr bool FAR = false;

    template <class Number>
    AVX2 static void put_sums(const float *sums, const float *bias, Number *y, int64_t count) {
        put_all(sums, bias, y, count);
    }

    // One entry of each row times one of each output: asked for once, as there are few registers.
    template <int ROWS, int TILES>
    AVX2 INLINE static void add_entries(__m256 (&sums)[ROWS][TILES][2], const float *x,
                                        const __m256 (&entries)[TILES][2]) {
        ALL for (int r = 0; r < ROWS; ++r) {
            const __m256 number = _mm256_broadcast_ss(x + r);
            ALL for (int t = 0; t < TILES; ++t)
                ALL for (int h = 0; h < 2; ++h)
                    sums[r][t][h] = _mm256_fmadd_ps(number, entries[t][h], sums[r][t][h]);
        }
    }

    template <int ROWS, int TILES>
    AVX2 static void add(const Block &block) {
        __m256 sums[ROWS][TILES][2];
        ALL for (int r = 0; r < ROWS; ++r)
            ALL for (int t = 0; t < TILES; ++t)
                ALL for (int h = 0; h < 2; ++h)
                    sums[r][t][h] = _mm256_loadu_ps(block.sums + (r * TILES + t) * TILE + 8 * h);
        const float *x = (const float *)block.x;
        const uint32_t *weight = block.weight;
        const int64_t apart = block.apart, stride = block.stride;
        const __m256 mask = _mm256_castsi256_ps(_mm256_set1_epi32(int(0xffff0000u)));
        for (int64_t k = 0; k < block.pairs; ++k, x += 2 * apart, weight += TILE) {
            ask(block, k);
            __m256 entries[TILES][2];
            ALL for (int t = 0; t < TILES; ++t)
                ALL for (int h = 0; h < 2; ++h) {
                    const auto *at = (const __m256i *)(weight + t * stride + 8 * h);
                    const __m256i both = _mm256_loadu_si256(at);
                    entries[t][h] = _mm256_castsi256_ps(_mm256_slli_epi32(both, 16));
                }
            add_entries<ROWS, TILES>(sums, x, entries);
            ALL for (int t = 0; t < TILES; ++t)
                ALL for (int h = 0; h < 2; ++h) {
                    const auto *at = (const float *)(weight + t * stride + 8 * h);
                    entries[t][h] = _mm256_and_ps(_mm256_loadu_ps(at), mask);
                }
            add_entries<ROWS, TILES>(sums, x + apart, entries);
        }
        ALL for (int r = 0; r < ROWS; ++r)
            ALL for (int t = 0; t < TILES; ++t)
                ALL for (int h = 0; h < 2; ++h)
                    _mm256_storeu_ps(block.sums + (r * TILES + t) * TILE + 8 * h, sums[r][t][h]);
    }
};

struct Floats512 {
    static constexpr bool multiplies_halves = false;
    static constexpr int LARGEST = 6;
    static constexpr int most(int64_t) { return 6; }
    static constexpr int tiles(int64_t rows) { return rows <= 3 ? 4 : 2; }
    static constexpr int64_t AHEAD = 0;
    static constexpr bool FAR = false;

    template <class Number>
    AVX512 static void put_sums(const float *sums, const float *bias, Number *y, int64_t count) {
        put_all(sums, bias, y, count);
    }

    template <int ROWS, int TILES>
    AVX512 static void add(const Block &block) {
        __m512 sums[ROWS][TILES];
        ALL for (int r = 0; r < ROWS; ++r)
            ALL for (int t = 0; t < TILES; ++t)
                sums[r][t] = _mm512_loadu_ps(block.sums + (r * TILES + t) * TILE);
        const float *x = (const float *)block.x;
        const uint32_t *weight = block.weight;
        const int64_t apart = block.apart, stride = block.stride;
        for (int64_t k = 0; k < block.pairs; ++k, x += 2 * apart, weight += TILE) {
            ask(block, k);
            ALL for (int t = 0; t < TILES; ++t) {
                const auto both = (__v16su)_mm512_loadu_si512(weight + t * stride);
                const auto first = (__m512)(both << 16), second = (__m512)(both & 0xffff0000u);
                ALL for (int r = 0; r < ROWS; ++r) {
                    sums[r][t] = _mm512_fmadd_ps(_mm512_set1_ps(x[r]), first, sums[r][t]);
                    sums[r][t] = _mm512_fmadd_ps(_mm512_set1_ps(x[apart + r]), second, sums[r][t]);
                }
            }
        }
        ALL for (int r = 0; r < ROWS; ++r)
            ALL for (int t = 0; t < TILES; ++t)
                _mm512_storeu_ps(block.sums + (r * TILES + t) * TILE, sums[r][t]);
    }
};

// Rows are bfloat16 too: a word is a pair of entries, and one instruction adds both products.
struct Halves512 {
    static constexpr bool multiplies_halves = true;
    static constexpr int LARGEST = 12;
    static constexpr int most(int64_t rows) { return rows <= 6 ? 6 : 12; }
    static constexpr int tiles(int64_t rows) { return rows <= 6 ? 4 : 2; }
    static constexpr int64_t AHEAD = 128;
    static constexpr bool FAR = true;

    AVX512_BF16 static void put_sums(const float *sums, const float *bias, Half *y, int64_t count) {
        const auto some = __mmask16((1u << count) - 1);
        __m512 all = _mm512_loadu_ps(sums);
        if (bias) all = _mm512_add_ps(all, _mm512_maskz_loadu_ps(some, bias));
        _mm256_mask_storeu_epi16(y, some, rounded(all));
    }

    template <int ROWS, int TILES>
    AVX512_BF16 static void add(const Block &block) {
        __m512 sums[ROWS][TILES];
        ALL for (int r = 0; r < ROWS; ++r)
            ALL for (int t = 0; t < TILES; ++t)
                sums[r][t] = _mm512_loadu_ps(block.sums + (r * TILES + t) * TILE);
        const uint32_t *x = block.x, *weight = block.weight;
        const int64_t apart = block.apart, stride = block.stride;
        for (int64_t k = 0; k < block.pairs; ++k, x += apart, weight += TILE) {
            __m512i words[TILES];
            ALL for (int t = 0; t < TILES; ++t) words[t] = _mm512_loadu_si512(weight + t * stride);
            ask(block, k);
            ALL for (int r = 0; r < ROWS; ++r) {
                const __m512i pair = _mm512_set1_epi32(int(x[r]));
                ALL for (int t = 0; t < TILES; ++t)
                    sums[r][t] = _mm512_dpbf16_ps(sums[r][t], (__m512bh)pair, (__m512bh)words[t]);
            }
        }
        ALL for (int r = 0; r < ROWS; ++r)
            ALL for (int t = 0; t < TILES; ++t)
                _mm512_storeu_ps(block.sums + (r * TILES + t) * TILE, sums[r][t]);
    }
};

#endif

}  // namespace
}  // namespace linear
