// Products of tiles, by the matrix unit where there is one, and the layouts that they want.

#pragma once

#include <vector>

#if defined(__AVX512BF16__)
#include <immintrin.h>
#endif
#if defined(__AMX_BF16__)
#include <sys/syscall.h>
#include <unistd.h>
#endif

#include "halves.h"

constexpr int SIDE = 16;           // of a tile of sums
constexpr int HEAD = 32;           // entries of a head, and how deep a tile's product is
constexpr int TILE = SIDE * HEAD;  // halves in a tile that is multiplied

using Sums = float[SIDE][SIDE];

// Two tiles of one factor of a product, one step after the other. Of `a` a tile is 16 rows of 32 halves, which are
// `across` halves apart; of `b` 32 rows of 16, each two rows side by side.
struct Factor {
    const Half *first;
    int64_t apart, step, across = HEAD;  // between the two tiles, and between two steps
    const Half *at(int64_t nth, int tile) const { return first + nth * step + tile * apart; }
};

// Four tiles of sums, over all steps: in the matrix unit where there is one they stay until the end.
#if defined(__AMX_BF16__)
struct Unit {
    Unit() {
        struct alignas(64) {
            uint8_t palette = 1, first = 0, none[14] = {};
            uint16_t bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
            uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
        } shape;
        syscall(SYS_arch_prctl, 0x1023, 18);
        _tile_loadconfig(&shape);
    }
    ~Unit() { _tile_release(); }
    static void multiply(Sums *sums, const Factor &a, const Factor &b, int64_t steps) {
        _tile_zero(0);
        _tile_zero(1);
        _tile_zero(2);
        _tile_zero(3);
        for (int64_t nth = 0; nth < steps; nth++) {
            _tile_loadd(4, a.at(nth, 0), a.across * 2);
            _tile_loadd(6, b.at(nth, 0), 64);
            _tile_dpbf16ps(0, 4, 6);
            _tile_loadd(7, b.at(nth, 1), 64);
            _tile_dpbf16ps(1, 4, 7);
            _tile_loadd(5, a.at(nth, 1), a.across * 2);
            _tile_dpbf16ps(2, 5, 6);
            _tile_dpbf16ps(3, 5, 7);
        }
        _tile_stored(0, sums[0], 64);
        _tile_stored(1, sums[1], 64);
        _tile_stored(2, sums[2], 64);
        _tile_stored(3, sums[3], 64);
    }
};
#elif defined(__AVX512BF16__)
// Eight rows of both tiles of `b` at a time: their sums stay in registers as well.
struct Unit {
    static constexpr int AT_ONCE = 8;
    static void multiply(Sums *sums, const Factor &a, const Factor &b, int64_t steps) {
        for (int tile = 0; tile < 2; tile++)
            for (int row = 0; row < SIDE; row += AT_ONCE)
                multiply_rows(sums[2 * tile][row], sums[2 * tile + 1][row], a, tile, row, b, steps);
    }
    static void multiply_rows(float *left, float *right, const Factor &a, int tile, int row, const Factor &b,
                              int64_t steps) {
        __m512 one[AT_ONCE], two[AT_ONCE];
        for (int nth = 0; nth < AT_ONCE; nth++) one[nth] = two[nth] = _mm512_setzero_ps();
        for (int64_t step = 0; step < steps; step++) {
            const Half *from = a.at(step, tile) + row * a.across, *first = b.at(step, 0), *second = b.at(step, 1);
            for (int pair = 0; pair < HEAD; pair += 2) {
                const __m512i beside = _mm512_loadu_si512(first + pair * SIDE);
                const __m512i further = _mm512_loadu_si512(second + pair * SIDE);
#pragma GCC unroll 8
                for (int nth = 0; nth < AT_ONCE; nth++) {
                    int both;
                    std::memcpy(&both, from + nth * a.across + pair, sizeof both);
                    const __m512bh all = (__m512bh)_mm512_set1_epi32(both);
                    one[nth] = _mm512_dpbf16_ps(one[nth], all, (__m512bh)beside);
                    two[nth] = _mm512_dpbf16_ps(two[nth], all, (__m512bh)further);
                }
            }
        }
        for (int nth = 0; nth < AT_ONCE; nth++) {
            _mm512_storeu_ps(left + nth * SIDE, one[nth]);
            _mm512_storeu_ps(right + nth * SIDE, two[nth]);
        }
    }
};
#else
struct Unit {
    static void multiply(Sums *sums, const Factor &a, const Factor &b, int64_t steps) {
        std::memset(sums, 0, 4 * sizeof *sums);
        for (int64_t nth = 0; nth < steps; nth++)
            for (int tile = 0; tile < 4; tile++) add(sums[tile], a.at(nth, tile / 2), a.across, b.at(nth, tile % 2));
    }
    static void add(Sums &sums, const Half *a, int64_t across, const Half *b) {
        for (int row = 0; row < SIDE; row++)
            for (int pair = 0; pair < SIDE; pair++) {
                const float one = wide(a[row * across + 2 * pair]), two = wide(a[row * across + 2 * pair + 1]);
                const Half *from = b + pair * HEAD;
                for (int lane = 0; lane < SIDE; lane++)
                    sums[row][lane] += one * wide(from[2 * lane]) + two * wide(from[2 * lane + 1]);
            }
    }
};
#endif

// One head of one row of tokens, in the layouts that tiles want. All have room for whole blocks of 32; behind the last
// token are zeros, as nobody writes there.
struct Laid {
    int64_t padded;
    std::vector<Half> rows;    // [token][entry]
    std::vector<Half> paired;  // [block of 16 tokens][pair of entries][token][2]
    std::vector<Half> lying;   // [entry][token]
    std::vector<Half> deep;    // [block of 32 tokens][half of the entries][pair of tokens][entry][2]

    explicit Laid(int64_t longest)
        : padded((longest + 31) / 32 * 32), rows(padded * HEAD), paired(padded * HEAD), lying(padded * HEAD),
          deep(padded * HEAD) {}

    void pair() {
        const uint32_t *in_twos = reinterpret_cast<const uint32_t *>(rows.data());
        uint32_t *across = reinterpret_cast<uint32_t *>(paired.data());
        for (int64_t first = 0; first < padded; first += SIDE)
            for (int pair = 0; pair < SIDE; pair++)
                for (int token = 0; token < SIDE; token++)
                    across[(first + pair) * SIDE + token] = in_twos[(first + token) * SIDE + pair];
    }

    void deepen() {
        for (int64_t first = 0; first < padded; first += 2)
            for (int side = 0; side < 2; side++) {
                const Half *one = &rows[first * HEAD + side * SIDE], *two = one + HEAD;
                Half *to = &deep[(first / HEAD * 2 + side) * TILE + first % HEAD / 2 * HEAD];
                for (int entry = 0; entry < SIDE; entry++) {
                    to[2 * entry] = one[entry];
                    to[2 * entry + 1] = two[entry];
                }
            }
    }

    // By way of pairs: who reads at once what was just written piece by piece has to wait.
    void lie() {
        pair();
        for (int64_t first = 0; first < padded; first += SIDE)
            for (int pair = 0; pair < SIDE; pair++) {
                const Half *both = &paired[(first + pair) * HEAD];
                Half *one = &lying[2 * pair * padded + first], *two = one + padded;
                for (int token = 0; token < SIDE; token++) {
                    one[token] = both[2 * token];
                    two[token] = both[2 * token + 1];
                }
            }
    }

    // Of 32 tokens from `first` on, tile by tile.
    Factor rows_of(int64_t first) const { return {&rows[first * HEAD], TILE, 0}; }
    Factor paired_of(int64_t first) const { return {&paired[first * HEAD], TILE, 0}; }
    // Of all tokens from `first` on, 32 at a step.
    Factor deep_from(int64_t first) const { return {&deep[first * HEAD], TILE, 2 * TILE}; }
    Factor lying_from(int64_t first) const { return {&lying[first], SIDE * padded, HEAD, padded}; }
};
