// A product, and how it is shared out.

#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "linear_math.h"

namespace linear {
namespace {

constexpr int64_t CHUNK = 4;

struct Work {
    const void *x;           // [rows, inputs], of float32 or bfloat16
    const uint32_t *weight;  // [tiles, pairs, 16]
    const float *bias;       // [outputs], or null
    void *y;                 // [rows, width], as x
    int64_t rows, outputs, inputs;
    std::vector<uint32_t> &room;  // for `packed`
    bool gated = false;           // whether the first half of the outputs are gates of the second
    void (*pack)(Work &, int64_t first, int64_t rows) = nullptr;
    void (*chunk)(const Work &, int64_t row, int64_t end, int64_t first, int64_t last) = nullptr;
    uint32_t *packed = nullptr;  // x in bands: [bands, entries or pairs, band]
    int64_t most = 0;            // rows that are multiplied one after the other
    int64_t at_once = CHUNK;     // tiles that a thread takes,
    int64_t block = 0;           // or rows, with all tiles of theirs
    int64_t bands = 0, band = 1, words = 0;  // `words` of a row
    std::atomic<int64_t> next{0}, next_band{0};

    // It begins with a line of the cache.
    void reserve(int64_t count) {
        if (int64_t(room.size()) < count + ROOM) room.resize(size_t(count + ROOM));
        packed = in_line(room.data());
    }
    int64_t width() const { return gated ? outputs / 2 : outputs; }
    int64_t tiles() const { return (width() + TILE - 1) / TILE; }
    int64_t pairs() const { return (inputs + 1) / 2; }
    // Where the first word of a row is; the others are a band apart.
    int64_t place(int64_t row) const { return row / band * band * words + row % band; }
};

}  // namespace
}  // namespace linear
