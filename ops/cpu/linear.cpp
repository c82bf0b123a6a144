// Rows of float32 times a matrix whose entries are held in bfloat16. C++17, no dependencies.
//
// A product is summed over the inputs one after the other, in one chain for each output. So a row
// has the same bits alone, among any others and on any number of threads.
//
// The weight lies in tiles of 16 outputs: for each input 8 words of 32 bits, of which word i holds
// outputs i (low half) and i + 8 (high half). A half becomes a float by a shift or a mask.

#include <atomic>
#include <cstdint>
#include <cstring>
#include <vector>

#include "kernels.h"
#include "threads.h"

namespace {

constexpr int64_t TILE = 16;        // outputs
constexpr int64_t CHUNK = 4;        // tiles that a thread takes at a time
constexpr int64_t BAND = 6;         // rows whose sums fit the registers
constexpr int64_t BANDS_AT_ONCE = 8;  // that stay in the cache while the weight goes by

struct Work {
    const float *x;          // [rows, inputs]; of many rows [bands, inputs, 6]
    const uint32_t *weight;  // [tiles, inputs, 8]
    const float *bias;       // [outputs], or null
    float *y;                // [rows, outputs]
    int64_t rows, outputs, inputs;
    std::atomic<int64_t> next{0};  // chunk

    int64_t tiles() const { return (outputs + TILE - 1) / TILE; }
    bool is_banded() const { return rows > BAND; }
    const uint32_t *tile(int64_t nth) const { return weight + nth * inputs * 8; }
};

// What 16 sums become in y: fewer at the right edge.
void put(const Work &work, int64_t row, int64_t tile, const float *sums) {
    const int64_t first = tile * TILE;
    const int64_t left = work.outputs - first;
    float *y = work.y + row * work.outputs + first;
    for (int64_t i = 0; i < (left < TILE ? left : TILE); ++i)
        y[i] = work.bias ? sums[i] + work.bias[first + i] : sums[i];
}

float as_float(uint32_t bits) {
    float value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

// Where the entries of a row are: from its first one, so far apart.
struct Row {
    const float *x;
    int64_t step;

    Row(const Work &work, int64_t nth)
        : x(work.is_banded() ? work.x + nth / BAND * BAND * work.inputs + nth % BAND
                             : work.x + nth * work.inputs),
          step(work.is_banded() ? BAND : 1) {}
};

// For processors without a path of their own.
void plain_chunk(const Work &work, int64_t first, int64_t last) {
    for (int64_t tile = first; tile < last; ++tile)
        for (int64_t nth = 0; nth < work.rows; ++nth) {
            const Row row(work, nth);
            const uint32_t *weight = work.tile(tile);
            float sums[TILE] = {};
            for (int64_t k = 0; k < work.inputs; ++k, weight += 8)
                for (int i = 0; i < 8; ++i) {
                    sums[i] += row.x[k * row.step] * as_float(weight[i] << 16);
                    sums[i + 8] += row.x[k * row.step] * as_float(weight[i] & 0xffff0000u);
                }
            put(work, nth, tile, sums);
        }
}

#if defined(__x86_64__)

// So many rows and tiles at once that the sums stay in registers.
template <int ROWS, int TILES, bool BANDED>
AVX2 void avx2_block(const Work &work, int64_t row, int64_t tile) {
    __m256 low[ROWS][TILES], high[ROWS][TILES];
    ALL
    for (int r = 0; r < ROWS; ++r)
        ALL
        for (int t = 0; t < TILES; ++t) low[r][t] = high[r][t] = _mm256_setzero_ps();
    const float *x = work.x + row * work.inputs;
    const uint32_t *weight = work.tile(tile);
    const int64_t inputs = work.inputs, stride = inputs * 8;
    const __m256i mask = _mm256_set1_epi32(int(0xffff0000u));
    for (int64_t k = 0; k < inputs; ++k, weight += 8)
        ALL
        for (int t = 0; t < TILES; ++t) {
            const __m256i both = _mm256_loadu_si256((const __m256i *)(weight + t * stride));
            const __m256 left = _mm256_castsi256_ps(_mm256_slli_epi32(both, 16));
            const __m256 right = _mm256_castsi256_ps(_mm256_and_si256(both, mask));
            ALL
            for (int r = 0; r < ROWS; ++r) {
                const float *at = BANDED ? x + k * BAND + r : x + r * inputs + k;
                const __m256 entry = _mm256_broadcast_ss(at);
                low[r][t] = _mm256_fmadd_ps(entry, left, low[r][t]);
                high[r][t] = _mm256_fmadd_ps(entry, right, high[r][t]);
            }
        }
    alignas(32) float sums[TILE];
    ALL
    for (int r = 0; r < ROWS; ++r)
        ALL
        for (int t = 0; t < TILES; ++t) {
            _mm256_store_ps(sums, low[r][t]);
            _mm256_store_ps(sums + 8, high[r][t]);
            put(work, row + r, tile + t, sums);
        }
}

template <int ROWS, int TILES>
AVX2 void avx2_few(const Work &work, int64_t first, int64_t last) {
    for (; first + TILES <= last; first += TILES) avx2_block<ROWS, TILES, false>(work, 0, first);
    for (; first < last; ++first) avx2_block<ROWS, 1, false>(work, 0, first);
}

AVX2 void avx2_band(const Work &work, int64_t row, int64_t tile) {
    switch (work.rows - row) {
        case 1: return avx2_block<1, 1, true>(work, row, tile);
        case 2: return avx2_block<2, 1, true>(work, row, tile);
        case 3: return avx2_block<3, 1, true>(work, row, tile);
        case 4: return avx2_block<4, 1, true>(work, row, tile);
        case 5: return avx2_block<5, 1, true>(work, row, tile);
        default: return avx2_block<6, 1, true>(work, row, tile);
    }
}

AVX2 void avx2_chunk(const Work &work, int64_t first, int64_t last) {
    switch (work.rows) {
        case 0: return;
        case 1: return avx2_few<1, 4>(work, first, last);
        case 2: return avx2_few<2, 2>(work, first, last);
        case 3: return avx2_few<3, 2>(work, first, last);
        case 4: return avx2_few<4, 1>(work, first, last);
        case 5: return avx2_few<5, 1>(work, first, last);
        case 6: return avx2_few<6, 1>(work, first, last);
    }
    for (int64_t begin = 0; begin < work.rows; begin += BANDS_AT_ONCE * BAND)
        for (int64_t tile = first; tile < last; ++tile)
            for (int64_t row = begin; row < work.rows && row < begin + BANDS_AT_ONCE * BAND;
                 row += BAND)
                avx2_band(work, row, tile);
}

#endif

using Chunk = void (*)(const Work &, int64_t, int64_t);

Chunk best_chunk() {
#if defined(__x86_64__)
    if (has_avx2()) return avx2_chunk;
#endif
    return plain_chunk;
}

const Chunk chunk = best_chunk();

void take_chunks(void *given) {
    Work &work = *static_cast<Work *>(given);
    const int64_t tiles = work.tiles();
    for (int64_t first; (first = CHUNK * work.next++) < tiles;)
        chunk(work, first, first + CHUNK < tiles ? first + CHUNK : tiles);
}

}  // namespace

extern "C" {

// Rows in bands: [rows, inputs] to [bands, inputs, 6]. What the last band lacks is not read.
static void make_bands(const float *x, float *bands, int64_t rows, int64_t inputs) {
    for (int64_t row = 0; row < rows; ++row) {
        const float *from = x + row * inputs;
        float *to = bands + row / BAND * BAND * inputs + row % BAND;
        for (int64_t k = 0; k < inputs; ++k) to[k * BAND] = from[k];
    }
}

void understudy_linear(const float *x, const uint32_t *weight, const float *bias, float *y,
                       int64_t rows, int64_t outputs, int64_t inputs, int threads) {
    std::vector<float> bands;
    if (rows > BAND) {
        bands.resize((rows + BAND - 1) / BAND * BAND * inputs);
        make_bands(x, bands.data(), rows, inputs);
        x = bands.data();
    }
    Work work{x, weight, bias, y, rows, outputs, inputs};
    together(take_chunks, &work, threads);
}
}
