// Rows of float32 times a matrix of small whole numbers with a scale for each 32 inputs.
//
// A row is rounded to signed bytes itself, likewise with a scale for each 32 entries, so that whole
// numbers are multiplied: many at once, and their sums are exact. Only the sums of groups are added
// in float32, in one chain for each output. So a row's bits depend on no other row.
//
// Outputs lie in tiles of 8. A tile has for each group 8 scales in bfloat16 and then
//   8 bits   for each 4 inputs 32 bytes: 4 inputs of the first output, of the second ...
//   4 bits   for each 8 inputs 32 bytes: 4 inputs in the low halves, 4 in the high; level + 8

#include <atomic>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "kernels.h"
#include "numbers.h"
#include "threads.h"

namespace levels {
namespace {

constexpr int64_t TILE = 8;    // outputs
constexpr int64_t GROUP = 32;  // inputs
constexpr int64_t CHUNK = 8;   // tiles that a thread takes at a time
constexpr int64_t MOST = 6;    // rows whose sums fit the registers
constexpr int64_t AT_ONCE = 48;  // rows that stay in the cache while the weight goes by

struct Work {
    const float *x;      // [rows, inputs]
    const char *weight;  // [tiles, groups, bytes]
    const float *bias;   // [outputs], or null
    float *y;            // [rows, outputs]
    int64_t rows, outputs, inputs;
    void (*chunk)(const Work &, int64_t first, int64_t last);  // tiles
    std::vector<signed char> levels{};                         // of x
    std::vector<float> scales{};                               // of x [rows, groups]
    std::vector<int32_t> sums{};                               // of its levels [rows, groups]
    std::atomic<int64_t> next_row{0}, next{0};

    int64_t groups() const { return inputs / GROUP; }
    int64_t tiles() const { return (outputs + TILE - 1) / TILE; }
};

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
        work.sums[row * work.groups() + group] = sum;
    }
}

void plain_round(Work &work, int64_t row) { round_row(work, row); }
AVX2 void avx2_round(Work &work, int64_t row) { round_row(work, row); }

void take_rows(void *given) {
    Work &work = *static_cast<Work *>(given);
    const auto round = has_avx2() ? avx2_round : plain_round;
    for (int64_t row; (row = work.next_row++) < work.rows;) round(work, row);
}

struct Bytes {
    static constexpr int64_t group_bytes = 2 * TILE + TILE * GROUP;
    static int level(const char *entries, int64_t output, int64_t input) {
        return (signed char)(entries[input / 4 * 32 + output * 4 + input % 4]);
    }
};

struct Nibbles {
    static constexpr int64_t group_bytes = 2 * TILE + TILE * GROUP / 2;
    static int level(const char *entries, int64_t output, int64_t input) {
        const auto both = (unsigned char)(entries[input / 8 * 32 + output * 4 + input % 4]);
        return int(input % 8 < 4 ? both & 15 : both >> 4) - 8;
    }
};

void put_sums(const Work &work, int64_t row, int64_t tile, const float *sums) {
    for (int64_t out = tile * TILE, i = 0; i < TILE && out < work.outputs; ++i, ++out)
        work.y[row * work.outputs + out] = work.bias ? sums[i] + work.bias[out] : sums[i];
}

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
            put_sums(work, row, tile, sums);
        }
}

#if defined(__x86_64__)

AVX2 INLINE __m256i four_of(const signed char *x) {
    int32_t four;
    std::memcpy(&four, x, sizeof four);
    return _mm256_set1_epi32(four);
}

// The sums of one group for 8 outputs and so many rows.
template <int ROWS>
AVX2 INLINE void group_sums(Bytes, const char *at, const signed char *const *x, const int32_t *,
                            __m256i *sums) {
    const __m256i ones = _mm256_set1_epi16(1);
    ALL for (int r = 0; r < ROWS; ++r) sums[r] = _mm256_setzero_si256();
    ALL for (int step = 0; step < 8; ++step) {
        const __m256i entries = _mm256_loadu_si256((const __m256i *)(at + step * 32));
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
        const __m256i both = _mm256_loadu_si256((const __m256i *)(at + step * 32));
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
                                   _mm256_set1_epi32(8 * x_sums[r]));
}

template <class Format, int ROWS, int TILES>
AVX2 INLINE void avx2_tiles(const Work &work, int64_t row, int64_t tile) {
    const int64_t groups = work.groups();
    __m256 totals[TILES][ROWS];
    ALL for (int t = 0; t < TILES; ++t)
        ALL for (int r = 0; r < ROWS; ++r) totals[t][r] = _mm256_setzero_ps();
    for (int64_t group = 0; group < groups; ++group) {
        const signed char *x[ROWS];
        int32_t x_sums[ROWS];
        ALL for (int r = 0; r < ROWS; ++r) {
            x[r] = work.levels.data() + (row + r) * work.inputs + group * GROUP;
            x_sums[r] = work.sums[(row + r) * groups + group];
        }
        ALL for (int t = 0; t < TILES; ++t) {
            const char *at = work.weight + ((tile + t) * groups + group) * Format::group_bytes;
            __m256i sums[ROWS];
            group_sums<ROWS>(Format{}, at + 2 * TILE, x, x_sums, sums);
            const __m128i halves = _mm_loadu_si128((const __m128i *)at);
            const __m256 scales =
                _mm256_castsi256_ps(_mm256_slli_epi32(_mm256_cvtepu16_epi32(halves), 16));
            ALL for (int r = 0; r < ROWS; ++r) {
                const __m256 own = _mm256_broadcast_ss(&work.scales[(row + r) * groups + group]);
                totals[t][r] = _mm256_fmadd_ps(_mm256_cvtepi32_ps(sums[r]),
                                               _mm256_mul_ps(scales, own), totals[t][r]);
            }
        }
    }
    alignas(32) float each[TILE];
    ALL for (int t = 0; t < TILES; ++t)
        ALL for (int r = 0; r < ROWS; ++r) {
            _mm256_store_ps(each, totals[t][r]);
            put_sums(work, row + r, tile + t, each);
        }
}

template <class Format, int ROWS>
AVX2 void avx2_rows(const Work &work, int64_t row, int64_t tile) {
    avx2_tiles<Format, ROWS, 1>(work, row, tile);
}

// A single row has little to do between two looks at the memory: four tiles are read at once.
template <class Format>
AVX2 void avx2_one(const Work &work, int64_t first, int64_t last) {
    for (; first + 4 <= last; first += 4) avx2_tiles<Format, 1, 4>(work, 0, first);
    for (; first < last; ++first) avx2_tiles<Format, 1, 1>(work, 0, first);
}

template <class Format>
AVX2 void avx2_chunk(const Work &work, int64_t first, int64_t last) {
    if (work.rows == 1) return avx2_one<Format>(work, first, last);
    for (int64_t begin = 0; begin < work.rows; begin += AT_ONCE)
        for (int64_t tile = first; tile < last; ++tile)
            for (int64_t row = begin; row < work.rows && row < begin + AT_ONCE; row += MOST)
                switch (work.rows - row) {
                    case 1: avx2_rows<Format, 1>(work, row, tile); break;
                    case 2: avx2_rows<Format, 2>(work, row, tile); break;
                    case 3: avx2_rows<Format, 3>(work, row, tile); break;
                    case 4: avx2_rows<Format, 4>(work, row, tile); break;
                    case 5: avx2_rows<Format, 5>(work, row, tile); break;
                    default: avx2_rows<Format, MOST>(work, row, tile);
                }
}

#endif

using Chunk = void (*)(const Work &, int64_t, int64_t);

template <class Format>
Chunk best_chunk() {
#if defined(__x86_64__)
    if (has_avx2()) return avx2_chunk<Format>;
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
    const levels::Chunk chunk = bits == 8 ? levels::best_chunk<levels::Bytes>()
                                          : levels::best_chunk<levels::Nibbles>();
    levels::Work work{x, weight, bias, y, rows, outputs, inputs, chunk};
    levels::multiply(work, threads);
}
