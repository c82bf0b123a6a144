// Rows of float32 times a matrix of small whole numbers with a scale for each 32 inputs.
//
// A row is rounded to signed bytes itself, likewise with a scale for each 32 entries, so that whole
// numbers are multiplied: many at once, and their sums are exact. Only the sums of groups are added
// in float32, in one chain for each output. So a row's bits depend on no other row.
//
// Outputs lie in tiles of 16. A tile has for each group 16 scales in bfloat16 and then
//   8 bits   for each 4 inputs 64 bytes: 4 inputs of the first output, of the second ...
//   4 bits   for each 8 inputs 64 bytes: 4 inputs in the low halves, 4 in the high; level + 8

#include "levels_math.h"

#include <cmath>

#include "kernels.h"

namespace levels {
namespace {

constexpr int64_t CHUNK = 4;     // tiles that a thread takes at a time
constexpr int64_t AT_ONCE = 48;  // rows that stay in the cache while the weight goes by

// A row as levels; what is no finite number makes its group none.
INLINE void round_row(Work &work, int64_t row) {
    for (int64_t group = 0; group < work.groups(); ++group) {
        const float *x = work.x + row * work.inputs + group * GROUP;
        float peaks[8] = {}, nothing[8] = {};
        for (int64_t i = 0; i < GROUP; i += 8)
            for (int64_t lane = 0; lane < 8; ++lane) {
                const float size = std::fabs(x[i + lane]);
                peaks[lane] = size > peaks[lane] ? size : peaks[lane];
                nothing[lane] += x[i + lane] * 0.0f;
            }
        float peak = 0, none = 0;
        for (int64_t lane = 0; lane < 8; ++lane) {
            peak = peaks[lane] > peak ? peaks[lane] : peak;
            none += nothing[lane];
        }
        const float inverse = peak > 0 && none == 0 ? 127.0f / peak : 0.0f;
        signed char *levels = work.levels.data() + row * work.inputs + group * GROUP;
        int32_t sum = 0;
        for (int64_t i = 0; i < GROUP; ++i) {
            const float shifted = x[i] * inverse + 12582912.0f;  // 1.5 * 2^23: rounds
            int32_t level;
            std::memcpy(&level, &shifted, sizeof level);
            level = none == 0 ? level - 0x4b400000 : 0;
            levels[i] = (signed char)level;
            sum += level;
        }
        work.scales[row * work.groups() + group] = peak / 127.0f + none;
        work.sums[row * work.groups() + group] = sum * work.raised;
    }
}

void plain_round(Work &work, int64_t row) { round_row(work, row); }
AVX2 void avx2_round(Work &work, int64_t row) { round_row(work, row); }

void take_rows(void *given) {
    Work &work = *static_cast<Work *>(given);
    const auto round = has_avx2() ? avx2_round : plain_round;
    for (int64_t row; (row = work.next_row++) < work.rows;) round(work, row);
}

template <class Path, class Format, int TILES, int ROWS = MOST>
void sum(const Work &work, int64_t row, int64_t rows, int64_t tile, const Ahead &ahead) {
    if constexpr (ROWS > 1)
        if (rows < ROWS) return sum<Path, Format, TILES, ROWS - 1>(work, row, rows, tile, ahead);
    Path::template sum<Format, ROWS, TILES>(work, row, tile, ahead);
}

// Of several bands of rows each asks for a share of the next tiles.
template <class Path, class Format, int TILES>
int64_t tiles_of(const Work &work, int64_t begin, int64_t end, int64_t tile, int64_t last) {
    const int64_t bands = (end - begin + MOST - 1) / MOST, bytes = TILES * Format::group_bytes;
    const int64_t band = (end - begin + bands - 1) / bands;
    const int64_t each = bands < 2 ? 0 : (bytes + bands - 1) / bands;  // the processor knows a row
    for (; tile + TILES <= last; tile += TILES) {
        Ahead ahead{work.weight + (tile + TILES) * work.groups() * Format::group_bytes, each};
        for (int64_t row = begin; row < end; row += band, ahead.from += each * work.groups())
            sum<Path, Format, TILES>(work, row, end - row < band ? end - row : band, tile, ahead);
    }
    return tile;
}

template <class Path, class Format>
void chunk(const Work &work, int64_t first, int64_t last) {
    const int64_t tiles = Path::tiles(work.rows);
    for (int64_t begin = 0; begin < work.rows; begin += AT_ONCE) {
        const int64_t end = begin + AT_ONCE < work.rows ? begin + AT_ONCE : work.rows;
        int64_t tile = first;
        if (tiles == 4) tile = tiles_of<Path, Format, 4>(work, begin, end, tile, last);
        if (tiles >= 2) tile = tiles_of<Path, Format, 2>(work, begin, end, tile, last);
        tiles_of<Path, Format, 1>(work, begin, end, tile, last);
    }
}

using Chunk = void (*)(const Work &, int64_t, int64_t);

template <class Format>
Chunk best_chunk() {
#if defined(__x86_64__)
    if (has_avx512_vnni()) return chunk<Vnni, Format>;
    if (has_avx2()) return chunk<Avx2, Format>;
#endif
    return plain_chunk<Format>;
}

void take_chunks(void *given) {
    Work &work = *static_cast<Work *>(given);
    const int64_t tiles = work.tiles();
    for (int64_t first; (first = CHUNK * work.next++) < tiles;)
        work.chunk(work, first, first + CHUNK < tiles ? first + CHUNK : tiles);
}

void multiply(Work &work, int threads) {
    work.levels.resize(work.rows * work.inputs);
    work.scales.resize(work.rows * work.groups());
    work.sums.resize(work.scales.size());
    together(take_rows, &work, work.rows < MOST ? 1 : threads);
    together(take_chunks, &work, threads);
}

}  // namespace
}  // namespace levels

// `bits` of a level: 8 or 4. `inputs` is a multiple of 32.
extern "C" void understudy_levels(const float *x, const char *weight, const float *bias, float *y,
                                  int64_t rows, int64_t outputs, int64_t inputs, int bits,
                                  int threads) {
    using levels::Bytes, levels::Nibbles, levels::best_chunk;
    levels::Work work{x,       weight, bias,
                      y,       rows,   outputs,
                      inputs,  bits == 8 ? Bytes::raised : Nibbles::raised,
                      bits == 8 ? best_chunk<Bytes>() : best_chunk<Nibbles>()};
    levels::multiply(work, threads);
}
