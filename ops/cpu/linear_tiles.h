// Sums of products by the matrix unit of processors with AMX: sixteen rows times sixteen outputs at
// once, 32 inputs of each. A weight lies as the unit takes it.
//
// The unit adds a row's products in an order of its own, which is the same for any row in any
// company. So rows are always computed here, also a single one: what is read of the memory then takes
// longer than fifteen rows of nothing.

#pragma once

#include <cstdint>
#include <cstring>

#include "gate_math.h"
#include "linear_work.h"
#include "numbers.h"
#include "threads.h"
#include "tiles.h"

#ifdef HAS_TILES

namespace linear::tiles {
namespace {

using namespace ::tiles;

constexpr int64_t SIDE = 16;            // rows, outputs and pairs of inputs of a tile
constexpr int64_t WORDS = SIDE * SIDE;  // of one, each 32 bits
constexpr int64_t AHEAD = 16 * WORDS;   // that are asked for early, where rows are few
constexpr int64_t PIECE = 8 * WORDS;    // of a tile, where rows are many
constexpr int64_t ROWS_AT_ONCE = 256;   // whose sums stay in the next cache
constexpr int64_t MANY = 128;           // rows for each thread, which are worth reading the weight for

constexpr int64_t OWN = 16;             // tiles for each thread, which are worth packing all rows for

// Some blocks of a depth: what is added to the sums of some bands and tiles.
struct Piece {
    const uint32_t *x;       // [blocks, bands, 16, 16]
    const uint32_t *weight;  // [pairs, 16], each tile `apart` words behind the one before
    int64_t apart, words;    // `words` of a tile
    float *sums;             // [bands, tiles, 16, 16]
    const uint32_t *ahead;   // of each block and tile so many lines, which are asked for early
    int64_t lines;
};

// Registers: sums 0 to 3, rows 4 and 5, outputs 6 and 7. So either four tiles of outputs, or two
// and two bands of rows.
template <int BANDS, int TILES>
struct Block {
    static_assert(BANDS * TILES <= 4 && BANDS <= 2);

    template <int T = 0>
    INLINE static void begin(const float *sums) {
        sums ? load<T>(sums + T * WORDS) : clear<T>();
        if constexpr (T + 1 < BANDS * TILES) begin<T + 1>(sums);
    }

    template <int T = 0>
    INLINE static void end(float *sums) {
        store<T>(sums + T * WORDS);
        if constexpr (T + 1 < BANDS * TILES) end<T + 1>(sums);
    }

    template <int T = 0>
    INLINE static void outputs(const uint32_t *weight, int64_t apart, const uint32_t *ahead,
                               int64_t lines) {
        constexpr int OUTPUTS = 6 + T % 2;
        load<OUTPUTS>(weight + T * apart);
        for (int64_t line = 0; line < lines; ++line)
            _mm_prefetch((const char *)(ahead + T * apart + line * SIDE), _MM_HINT_T1);
        add<T, 4, OUTPUTS>();
        if constexpr (BANDS == 2) add<TILES + T, 5, OUTPUTS>();
        if constexpr (T + 1 < TILES) outputs<T + 1>(weight, apart, ahead, lines);
    }

    INLINE static void rows(const uint32_t *x) {
        load<4>(x);
        if constexpr (BANDS == 2) load<5>(x + WORDS);
    }

    static void sum(const Piece &piece, bool goes_on) {
        begin(goes_on ? piece.sums : nullptr);
        const int64_t whole = piece.words / WORDS * WORDS;
        for (int64_t k = 0; k < whole; k += WORDS) {
            rows(piece.x + k * BANDS);
            outputs(piece.weight + k, piece.apart, piece.ahead + k, piece.lines);
        }
        if (whole < piece.words) {  // what follows belongs to another tile, or to nobody
            alignas(64) uint32_t last[TILES * WORDS] = {};
            for (int64_t t = 0; t < TILES; ++t)
                std::memcpy(last + t * WORDS, piece.weight + t * piece.apart + whole,
                            size_t(piece.words - whole) * sizeof *last);
            rows(piece.x + whole * BANDS);
            outputs(last, WORDS, last, 0);
        }
        end(piece.sums);
    }
};

// Where words of the band from `row` on lie, from `k` of a tile on: [pieces, groups, blocks of a piece,
// bands, 16, 16], as they are asked for. Bands that are multiplied together are a group.
inline uint32_t *place(const Work &work, const Rows &some, int64_t row, int64_t k) {
    const int64_t groups = work.bands_of(some.end - some.first) / work.at_once;
    const int64_t band = (row - some.first) / SIDE, group = band / work.at_once;
    const int64_t before = k / PIECE * PIECE, left = work.words * SIDE - before;
    const int64_t piece = left < PIECE ? left : PIECE;
    const int64_t of_groups = before * groups + group * piece + k - before;
    return some.packed + of_groups * work.at_once + band % work.at_once * WORDS;
}

// A band of rows as tiles, zeros behind a row's end.
inline void pack(const Work &work, const Rows &some, int64_t first) {
    const Half *x = (const Half *)work.x + first * work.inputs;
    const int64_t rows = some.end - first < SIDE ? some.end - first : SIDE;
    for (int64_t k = 0; k < work.inputs; k += 2 * SIDE) {
        uint32_t *at = place(work, some, first, k / 2 * SIDE);
        const int64_t left = work.inputs - k;
        for (int64_t row = 0; row < rows; ++row, at += SIDE) {
            const Half *from = x + row * work.inputs + k;
            if (left >= 2 * SIDE) {
                std::memcpy(at, from, SIDE * sizeof *at);
            } else {
                std::memset(at, 0, SIDE * sizeof *at);
                std::memcpy(at, from, size_t(left) * sizeof *from);
            }
        }
    }
}

// A row's sums of some tiles, rounded by the instruction for it: the smallest become zeros, as the
// unit takes them for zeros anyway.
template <int TILES>
AVX512_BF16 inline void put_row(const float *sums, const float *bias, Half *to, int64_t left) {
    for (int64_t t = 0; t < TILES; ++t, sums += WORDS, to += TILE, left -= TILE) {
        const auto some = __mmask16(left < TILE ? (1u << left) - 1 : 0xffffu);
        __m512 all = _mm512_loadu_ps(sums);
        if (bias) all = _mm512_add_ps(all, _mm512_maskz_loadu_ps(some, bias + t * TILE));
        _mm256_mask_storeu_epi16(to, some, (__m256i)_mm512_cvtneps_pbh(all));
    }
}

template <int BANDS, int TILES>
void put_rows(const Work &work, const float *sums, int64_t row, int64_t tile) {
    const int64_t at = tile * TILE, left = work.outputs - at;
    const float *bias = work.bias ? work.bias + at : nullptr;
    for (int64_t nth = 0; nth < BANDS * SIDE && row + nth < work.rows; ++nth)
        put_row<TILES>(sums + nth / SIDE * TILES * WORDS + nth % SIDE * SIDE, bias,
                       (Half *)work.y + (row + nth) * work.outputs + at, left);
}

// Sixteen sums, rounded as if somebody had asked for them.
AVX512_BF16 INLINE __m512 sixteen_of(const float *sums, const float *bias) {
    __m512 all = _mm512_loadu_ps(sums);
    if (bias) all = _mm512_add_ps(all, _mm512_loadu_ps(bias));
    return widened((__m256i)_mm512_cvtneps_pbh(all));
}

template <int BANDS>
AVX512_BF16 void put_gated(const Work &work, const float *sums, int64_t row, int64_t tile) {
    const int64_t at = tile * TILE, width = work.width();
    const float *gates = work.bias ? work.bias + at : nullptr;
    const float *ups = work.bias ? gates + width : nullptr;
    for (int64_t nth = 0; nth < BANDS * SIDE && row + nth < work.rows; ++nth) {
        const float *gate = sums + nth / SIDE * 2 * WORDS + nth % SIDE * SIDE;
        put_sixteen((Half *)work.y + (row + nth) * width + at,
                    rows::wide_gated(sixteen_of(gate, gates), sixteen_of(gate + WORDS, ups)));
    }
}

// Some rows and tiles; if they are `GATED`, a tile of gates and the one that these are for, half a
// matrix behind. Many rows take the weight in pieces that stay in the nearest cache, and each group
// of bands asks for its share of the next piece.
template <int BANDS, int TILES, bool GATED = false>
void matrix(const Work &work, const Rows &some, int64_t first, int64_t last, int64_t tile) {
    static_assert(!GATED || TILES == 2);
    alignas(64) float sums[ROWS_AT_ONCE * TILES * SIDE];
    constexpr int64_t rows = BANDS * SIDE;
    const int64_t depth = work.pairs() * TILE, groups = (last - first + rows - 1) / rows;
    const int64_t apart = GATED ? work.tiles() * depth : depth;
    const int64_t most = work.bands > work.at_once ? PIECE : depth, lines = (SIDE + groups - 1) / groups;
    const uint32_t *weight = work.weight + tile * depth;
    for (int64_t k = 0; k < depth; k += most) {
        const bool is_last = k + most >= depth;
        const int64_t behind = GATED ? depth : TILES * depth;  // the tiles that follow
        const uint32_t *next =
            weight + (groups == 1 ? AHEAD / TILES : is_last ? behind : k + most);
        for (int64_t nth = 0, row = first; nth < groups; ++nth, row += rows) {
            const int64_t asked = SIDE - nth * lines;
            float *found = sums + nth * rows * TILES * SIDE;
            const Piece piece{place(work, some, row, k),
                              weight + k,
                              apart,
                              is_last ? depth - k : most,
                              found,
                              next + nth * lines * SIDE,
                              asked > lines ? lines : asked < 0 ? 0 : asked};
            Block<BANDS, TILES>::sum(piece, k > 0);
            if (!is_last) continue;
            if constexpr (GATED) put_gated<BANDS>(work, found, row, tile);
            else put_rows<BANDS, TILES>(work, found, row, tile);
        }
    }
}

inline void gated_chunk(const Work &work, const Rows &some, int64_t row, int64_t end, int64_t first,
                        int64_t last) {
    const Unit unit(SIDE);
    for (int64_t tile = first; tile < last; ++tile)
        (work.bands == 1 ? matrix<1, 2, true> : matrix<2, 2, true>)(work, some, row, end, tile);
}

inline void chunk(const Work &work, const Rows &some, int64_t row, int64_t end, int64_t first,
                  int64_t last) {
    const Unit unit(SIDE);
    int64_t tile = first;
    if (work.bands == 1) {
        for (; tile + 4 <= last; tile += 4) matrix<1, 4>(work, some, row, end, tile);
        for (; tile < last; ++tile) matrix<1, 1>(work, some, row, end, tile);
    }
    for (; tile + 2 <= last; tile += 2) matrix<2, 2>(work, some, row, end, tile);
    for (; tile < last; ++tile) matrix<2, 1>(work, some, row, end, tile);
}

// What a thread has packed stays in a cache of its own. So each packs all rows, as long as these fit
// there, or of many rows, which threads share out, its own, although all of these read the weight.
inline void choose(Work &work, int threads) {
    work.chunk = work.gated ? gated_chunk : chunk, work.pack = pack;
    work.tiles_at_once = work.gated ? CHUNK : 2 * CHUNK, work.most = ROWS_AT_ONCE;
    work.words = (work.pairs() + SIDE - 1) / SIDE * SIDE;
    work.band = SIDE, work.bands = (work.rows + SIDE - 1) / SIDE;
    work.at_once = work.bands > 1 ? 2 : 1;
    work.each_packs = work.rows <= ROWS_AT_ONCE && work.tiles() >= OWN * threads;
    if (work.rows >= MANY * threads) {
        const int64_t rounds = (work.rows + ROWS_AT_ONCE * threads - 1) / (ROWS_AT_ONCE * threads);
        const int64_t each = (work.rows + rounds * threads - 1) / (rounds * threads);
        work.block = (each + 2 * SIDE - 1) / (2 * SIDE) * (2 * SIDE);
    }
}

}  // namespace
}  // namespace linear::tiles

#endif
