// A product, and how it is shared out.

#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "linear_math.h"

namespace linear {
namespace {

constexpr int64_t CHUNK = 4;

// Some rows of x, of which bands lie side by side: [bands, entries or pairs, band].
struct Rows {
    uint32_t *packed;
    int64_t first, end;
};

struct Work {
    const void *x;           // [rows, inputs], of float32 or bfloat16
    const uint32_t *weight;  // [tiles, pairs, 16]
    const float *bias;       // [outputs], or null
    void *y;                 // [rows, width], as x
    int64_t rows, outputs, inputs;
    bool gated = false;  // whether the first half of the outputs are gates of the second
    void (*pack)(const Work &, const Rows &, int64_t row) = nullptr;  // a band
    void (*chunk)(const Work &, const Rows &, int64_t row, int64_t end, int64_t first,
                  int64_t last) = nullptr;  // rows, and tiles
    int64_t bands = 0, band = 1, words = 0;  // `words` of a row
    int64_t at_once = 1;                     // bands that are multiplied together,
    int64_t most = 0;                        // and rows one after the other
    int64_t tiles_at_once = CHUNK;           // that a thread takes,
    int64_t block = 0;                       // or rows, with all tiles of theirs
    bool each_packs = false;                 // whether a thread has packed rows of its own
    std::atomic<int64_t> next{0}, next_band{0};

    int64_t width() const { return gated ? outputs / 2 : outputs; }
    int64_t tiles() const { return (width() + TILE - 1) / TILE; }
    int64_t pairs() const { return (inputs + 1) / 2; }
    // How many bands so many rows are, filled up.
    int64_t bands_of(int64_t some) const {
        return (some + band * at_once - 1) / (band * at_once) * at_once;
    }
    // Where the first word of a row is; the others are a band apart.
    uint32_t *place(const Rows &some, int64_t row) const {
        const int64_t nth = row - some.first;
        return some.packed + nth / band * band * words + nth % band;
    }
};

}  // namespace
}  // namespace linear
