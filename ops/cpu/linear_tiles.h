// Sums of products by the matrix unit of processors with AMX: sixteen rows times sixteen outputs at
// once, 32 inputs of each. A weight lies as the unit takes it.
//
// The unit adds a row's products in an order of its own, which is the same for any row in any
// company. So rows are always computed here, also a single one: what is read of the memory then takes
// longer than fifteen rows of nothing.

#pragma once

#include <cstdint>
#include <cstring>

#include "numbers.h"
#include "threads.h"

#ifdef HAS_TILES

namespace linear {
namespace {

constexpr int64_t SIDE = 16;           // rows, outputs and pairs of inputs of a tile
constexpr int64_t WORDS = SIDE * SIDE; // of one, each 32 bits
constexpr int64_t AHEAD = 2 * WORDS;   // words of a weight that are asked for early

// What the unit is told about its eight registers: they are all as large as can be.
struct Registers {
    uint8_t palette = 1, start = 0, reserved[14] = {};
    uint16_t bytes[16] = {64, 64, 64, 64, 64, 64, 64, 64};
    uint8_t rows[16] = {16, 16, 16, 16, 16, 16, 16, 16};
};

// While it lives the thread has the unit; it is given back, for it is much to put away.
struct Unit {
    Unit() {
        const Registers registers;
        asm volatile("ldtilecfg %0" ::"m"(registers));
    }
    ~Unit() { asm volatile("tilerelease" ::: "memory"); }
};

template <int TO>
INLINE void load(const uint32_t *from) {
    asm volatile("tileloadd (%0,%1,1), %%tmm%c2" ::"r"(from), "r"(SIDE * 4), "i"(TO) : "memory");
}

template <int FROM>
INLINE void store(float *to) {
    asm volatile("tilestored %%tmm%c2, (%0,%1,1)" ::"r"(to), "r"(SIDE * 4), "i"(FROM) : "memory");
}

template <int SUMS>
INLINE void clear() {
    asm volatile("tilezero %%tmm%c0" ::"i"(SUMS));
}

template <int SUMS, int ROWS, int OUTPUTS>
INLINE void add() {
    asm volatile("tdpbf16ps %%tmm%c2, %%tmm%c1, %%tmm%c0" ::"i"(SUMS), "i"(ROWS), "i"(OUTPUTS));
}

// Registers: sums 0 to 3, rows 4 and 5, outputs 6 and 7. So either four tiles of outputs, or two
// and two bands of rows.
template <int BANDS, int TILES>
struct Tiles {
    static_assert(BANDS * TILES <= 4 && BANDS <= 2);

    template <int T = 0>
    INLINE static void begin() {
        clear<T>();
        if constexpr (T + 1 < BANDS * TILES) begin<T + 1>();
    }

    template <int T = 0>
    INLINE static void end(float *sums) {
        store<T>(sums + T * WORDS);
        if constexpr (T + 1 < BANDS * TILES) end<T + 1>(sums);
    }

    template <int T = 0>
    INLINE static void outputs(const uint32_t *weight, int64_t stride) {
        constexpr int OUTPUTS = 6 + T % 2;
        load<OUTPUTS>(weight);
        if constexpr (BANDS == 1)
            for (int64_t k = 0; k < WORDS; k += SIDE)
                _mm_prefetch((const char *)(weight + AHEAD + k), _MM_HINT_T0);
        add<T, 4, OUTPUTS>();
        if constexpr (BANDS == 2) add<TILES + T, 5, OUTPUTS>();
        if constexpr (T + 1 < TILES) outputs<T + 1>(weight + stride, stride);
    }

    INLINE static void both(const uint32_t *x, int64_t band, const uint32_t *weight,
                            int64_t stride) {
        load<4>(x);
        if constexpr (BANDS == 2) load<5>(x + band);
        outputs(weight, stride);
    }

    // x: rows of some bands, `band` words apart, [blocks, 16, 16]. weight: of some tiles, `stride`
    // words apart, [pairs, 16]. sums: [bands, tiles, 16, 16].
    static void sum(const uint32_t *x, int64_t band, const uint32_t *weight, int64_t stride,
                    float *sums) {
        begin();
        const int64_t whole = stride / WORDS * WORDS;
        for (int64_t k = 0; k < whole; k += WORDS) both(x + k, band, weight + k, stride);
        if (whole < stride) {  // what follows belongs to another tile, or to nobody
            alignas(64) uint32_t last[TILES * WORDS] = {};
            for (int64_t t = 0; t < TILES; ++t)
                std::memcpy(last + t * WORDS, weight + t * stride + whole,
                            size_t(stride - whole) * sizeof *last);
            both(x + whole, band, last, WORDS);
        }
        end(sums);
    }
};

// Rows of bfloat16 as tiles: [blocks, 16, 16] words, zeros behind a row's end.
inline void lay_rows(const Half *x, int64_t rows, int64_t inputs, uint32_t *to) {
    for (int64_t k = 0; k < inputs; k += 2 * SIDE, to += WORDS)
        for (int64_t row = 0; row < rows; ++row) {
            const int64_t left = inputs - k;
            if (left < 2 * SIDE) std::memset(to + row * SIDE, 0, SIDE * sizeof *to);
            std::memcpy(to + row * SIDE, x + row * inputs + k,
                        size_t(left < 2 * SIDE ? left : 2 * SIDE) * sizeof *x);
        }
}

}  // namespace
}  // namespace linear

#endif
