// Rows times a matrix whose entries are held in bfloat16. C++17, no dependencies.
//
// The weight lies in tiles of 16 outputs: for each two inputs 16 words of 32 bits, of which word i
// holds output i's entries for the first (low half) and the second (high half). A half becomes a
// float by a shift or a mask. Rows of bfloat16 are multiplied as such where the processor can, and
// as float32 elsewhere.

#include <algorithm>
#include <vector>

#include "kernels.h"
#include "linear_math.h"
#include "linear_tiles.h"
#include "linear_work.h"

namespace linear {
namespace {

constexpr int64_t BANDS_AT_ONCE = 8;  // that stay in the cache while the weight goes by
constexpr int64_t PIECE = 128;        // pairs of inputs of as many outputs as are a tile

// Words of some rows, which are `stride` bytes apart, side by side: `apart` words for each place.
void turn(const char *from, int64_t stride, int64_t rows, int64_t words, uint32_t *to,
          int64_t apart) {
    if (apart == 1) return (void)std::memcpy(to, from, size_t(words) * sizeof *to);
    int64_t row = 0;
#if defined(__x86_64__)
    const int64_t whole = words / 4 * 4;
    for (; row + 4 <= rows; row += 4) {
        const char *at = from + row * stride;
        for (int64_t k = 0; k < whole; k += 4, at += 16)
            turn_four(at, stride, to + k * apart + row, apart);
        for (int64_t nth = 0; nth < 4; ++nth)
            for (int64_t k = whole; k < words; ++k)
                std::memcpy(to + k * apart + row + nth, from + (row + nth) * stride + 4 * k, 4);
    }
#endif
    for (; row < rows; ++row)
        for (int64_t k = 0; k < words; ++k)
            std::memcpy(to + k * apart + row, from + row * stride + 4 * k, 4);
}

// A band's entries as floats. An odd last one gets a neighbour, here and below.
template <class Number>
void pack_floats(const Work &work, const Rows &some, int64_t first) {
    const int64_t rows = std::min(work.band, some.end - first);
    const Number *x = (const Number *)work.x + first * work.inputs;
    uint32_t *to = work.place(some, first);
    if constexpr (sizeof(Number) == sizeof(float))
        turn((const char *)x, work.inputs * 4, rows, work.inputs, to, work.band);
    else
        for (int64_t k = 0; k < work.inputs; ++k)
            for (int64_t row = 0; row < rows; ++row) {
                const float number = wide(x[row * work.inputs + k]);
                std::memcpy(to + k * work.band + row, &number, sizeof number);
            }
    if (work.inputs % 2) std::memset(to + work.inputs * work.band, 0, size_t(rows) * sizeof *to);
}

void pack_pairs(const Work &work, const Rows &some, int64_t first) {
    const int64_t rows = std::min(work.band, some.end - first);
    const Half *x = (const Half *)work.x + first * work.inputs;
    uint32_t *to = work.place(some, first);
    turn((const char *)x, work.inputs * 2, rows, work.inputs / 2, to, work.band);
    to += work.inputs / 2 * work.band;
    if (work.inputs % 2)
        for (int64_t row = 0; row < rows; ++row) to[row] = x[(row + 1) * work.inputs - 1].bits;
}

template <class Path, int TILES, int ROWS = Path::LARGEST>
void add(const Block &block, int64_t rows) {
    if constexpr (ROWS > 1)
        if (rows < ROWS) return add<Path, TILES, ROWS - 1>(block, rows);
    Path::template add<ROWS, TILES>(block);
}

// All sums of some bands and tiles. Several bands take the weight in pieces that stay in the
// nearest cache, and each band asks for its share of the next piece.
template <class Path, class Number, int TILES>
void tiles_of(const Work &work, const Rows &some, int64_t first, int64_t last, int64_t tile) {
    alignas(64) float sums[BANDS_AT_ONCE * Path::LARGEST * TILES * TILE];
    std::memset(sums, 0, size_t((last - first) * TILES * TILE) * sizeof *sums);
    const int64_t band = work.band, pairs = work.pairs(), stride = pairs * TILE;
    const int64_t bands = (last - first + band - 1) / band;
    const int64_t alone = Path::AHEAD && last - first > 1 ? TILES : 0;
    const int64_t share = bands > 1 ? (TILES + bands - 1) / bands : alone;
    const int64_t most = bands > 3 ? 2 * PIECE : PIECE;  // few bands leave no time to ask for more
    const int64_t piece = bands > 1 ? most / TILES : pairs, of_pair = work.words / pairs;
    const int64_t before = bands > 1 ? piece : Path::AHEAD;
    const uint32_t *weight = work.weight + tile * stride;
    for (int64_t k = 0; k < pairs; k += piece)
        for (int64_t row = first, asks = 0; row < last; row += band, asks += share) {
            const int64_t asked = TILES - asks < share ? TILES - asks : share;
            const Block block{work.place(some, row) + k * of_pair * band,
                              weight + k * TILE,
                              pairs - k < piece ? pairs - k : piece,
                              band,
                              stride,
                              sums + (row - first) * TILES * TILE,
                              weight + asks * stride + (k + before) * TILE,
                              asked,
                              bands == 1 && Path::FAR};
            add<Path, TILES>(block, last - row < band ? last - row : band);
        }
    for (int64_t row = first; row < last; ++row)
        for (int64_t t = 0; t < TILES; ++t) {
            const int64_t out = (tile + t) * TILE, left = work.outputs - out;
            Path::put_sums(sums + ((row - first) * TILES + t) * TILE,
                           work.bias ? work.bias + out : nullptr,
                           (Number *)work.y + row * work.outputs + out, left < TILE ? left : TILE);
        }
}

template <class Path, class Number>
void chunk(const Work &work, const Rows &some, int64_t row, int64_t end, int64_t first,
           int64_t last) {
    const int64_t tiles = Path::tiles(work.band);
    int64_t tile = first;
    if (tiles == 4)
        for (; tile + 4 <= last; tile += 4) tiles_of<Path, Number, 4>(work, some, row, end, tile);
    if (tiles >= 2)
        for (; tile + 2 <= last; tile += 2) tiles_of<Path, Number, 2>(work, some, row, end, tile);
    for (; tile < last; ++tile) tiles_of<Path, Number, 1>(work, some, row, end, tile);
}

template <class Path, class Number>
void choose(Work &work) {
    work.chunk = chunk<Path, Number>;
    work.pack = Path::multiplies_halves ? pack_pairs : pack_floats<Number>;
    work.words = Path::multiplies_halves ? work.pairs() : 2 * work.pairs();
    const int64_t most = Path::most(work.rows);
    work.bands = (work.rows + most - 1) / most;  // as few as can be, and nearly alike
    work.band = work.rows ? (work.rows + work.bands - 1) / work.bands : 1;
    if (most % 4 == 0) work.band = (work.band + 3) / 4 * 4;  // as they are turned
    work.most = BANDS_AT_ONCE * work.band;
}

template <class Number>
void choose_best(Work &work, int threads) {
#if defined(HAS_TILES)
    if constexpr (sizeof(Number) == sizeof(Half))
        if (has_tiles()) return tiles::choose(work, threads);
#endif
#if defined(__x86_64__)
    if constexpr (sizeof(Number) == sizeof(Half))
        if (has_avx512_bf16()) return choose<Halves512, Number>(work);
    if (has_avx512()) return choose<Floats512, Number>(work);
    if (has_avx2()) return choose<Floats256, Number>(work);
#endif
    choose<Plain, Number>(work);
}

// Words for so many rows, which begin with a line of the cache. Kept: fresh memory is slow.
uint32_t *room_for(const Work &work, int64_t rows) {
    thread_local std::vector<uint32_t> room;
    const auto count = size_t(work.bands_of(rows) * work.band * work.words + ROOM);
    if (room.size() < count) room.resize(count);
    return in_line(room.data());
}

struct Shared {
    Work &work;
    Rows all;
};

void take_bands(void *given) {
    const auto &[work, all] = *static_cast<Shared *>(given);
    for (int64_t row; (row = work.band * work.next_band++) < work.rows;) work.pack(work, all, row);
}

void take_chunks(void *given) {
    const auto &[work, all] = *static_cast<Shared *>(given);
    const int64_t tiles = work.tiles(), some = work.tiles_at_once;
    for (int64_t first; (first = some * work.next++) < tiles;)
        for (int64_t row = 0; row < work.rows; row += work.most)
            work.chunk(work, all, row, std::min(row + work.most, work.rows), first,
                       std::min(first + some, tiles));
}

void pack(const Work &work, const Rows &some) {
    for (int64_t row = some.first; row < some.end; row += work.band) work.pack(work, some, row);
}

void take_all_rows(void *given) {
    Work &work = *static_cast<Work *>(given);
    if (work.next * work.tiles_at_once >= work.tiles()) return;  // who comes late packs nothing
    Shared own{work, {room_for(work, work.rows), 0, work.rows}};
    pack(work, own.all);
    take_chunks(&own);
}

void take_blocks(void *given) {
    Work &work = *static_cast<Work *>(given);
    for (int64_t first; (first = work.block * work.next++) < work.rows;) {
        const Rows some{room_for(work, work.block), first, std::min(first + work.block, work.rows)};
        pack(work, some);
        work.chunk(work, some, first, some.end, 0, work.tiles());
    }
}

void multiply(Work &work, int threads) {
    if (work.block) return together(take_blocks, &work, threads);
    if (work.each_packs) return together(take_all_rows, &work, threads);
    Shared shared{work, {room_for(work, work.rows), 0, work.rows}};
    together(take_bands, &shared, work.bands < 2 ? 1 : threads);
    together(take_chunks, &shared, threads);
}

}  // namespace
}  // namespace linear

// `halves`: whether x and y are bfloat16.
extern "C" void understudy_linear(const void *x, const uint32_t *weight, const float *bias, void *y,
                                  int64_t rows, int64_t outputs, int64_t inputs, int halves,
                                  int threads) {
    linear::Work work{x, weight, bias, y, rows, outputs, inputs};
    halves ? linear::choose_best<Half>(work, threads) : linear::choose_best<float>(work, threads);
    linear::multiply(work, threads);
}

// Likewise of bfloat16, the gated activation of what comes out: y is half as wide. False where it is
// no faster than one after the other.
extern "C" bool understudy_gated_linear(const void *x, const uint32_t *weight, const float *bias,
                                        void *y, int64_t rows, int64_t outputs, int64_t inputs,
                                        int threads) {
#if defined(HAS_TILES)
    if (has_tiles() && outputs % (2 * linear::TILE) == 0) {
        linear::Work work{x, weight, bias, y, rows, outputs, inputs, true};
        linear::tiles::choose(work, threads);
        linear::multiply(work, threads);
        return true;
    }
#endif
    return false;
}
