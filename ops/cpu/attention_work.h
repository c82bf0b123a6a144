// What attention is asked for, and how that is cut.

#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

#include "attention_math.h"
#include "numbers.h"

namespace attention {
namespace {

struct Query {
    int64_t row, token;     // whose it is, and which of the step's
    int64_t position;       // the last position that it sees: its own
    int64_t tree_start;     // from which position on keys are those of its path
    int64_t path;           // where that begins among all paths
};

// A few queries that follow each other in one row, nodes of one tree, or queries of rows that begin
// alike. And the heads of the keys that they meet: those from `alike` on each by itself.
struct Tile {
    int64_t first, count, kv_head, kv_heads, alike;
};
constexpr int64_t ALL_ALIKE = INT64_MAX;

struct Work {
    const void *q, *k, *v;  // [T, H, D]; [B * P, K, D]; [B * P, K, E]
    const float *sinks;     // [H], or null
    void *out;              // [T, H, E]
    const int32_t *tables;           // [R, table_size]
    int64_t heads, kv_heads, key_size, value_size, block_size, table_size, window;  // 0: none
    float scale, soft_cap;                                                          // 0: none
    void (*way)(const Work &, const Tile &);
    std::vector<Query> queries;
    std::vector<Tile> tiles;
    std::vector<int32_t> paths;
    std::atomic<int64_t> next{0};

    int64_t group() const { return heads / kv_heads; }
    int64_t slot(const Query &query, int64_t position) const {
        if (position >= query.tree_start)
            position = query.tree_start + paths[query.path + position - query.tree_start];
        const int32_t block = tables[query.row * table_size + position / block_size];
        return block * block_size + position % block_size;
    }
};

// One head of one query, so far: the largest score and the sum of weights.
struct State {
    float peak, mass;
};

// The keys that a tile meets between two looks at the largest score, and where they lie.
template <class Number>
struct Block {
    int64_t first, count;
    const Number *keys[BLOCK], *values[BLOCK];
};

// Keys from a block's begin on, as they lie for `leader`, and which states of each head meet them.
struct Part {
    const Query &leader;
    int64_t begin, end, from, to;
};

}  // namespace
}  // namespace attention
