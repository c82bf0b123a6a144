// Attention of a few neighbouring queries, from their first key to their last.

#pragma once

#include <atomic>
#include <cmath>
#include <cstdint>
#include <vector>

#include "attention_math.h"
#include "numbers.h"
#include "threads.h"

namespace attention {
namespace {

struct Query {
    int64_t row, position;  // the last position that it sees: its own
    int64_t tree_start;     // from which position on keys are those of its path
    int64_t path;           // where that begins among all paths
};

// A few queries that follow each other in one row; a tree's node is alone. And the heads of the
// keys that they meet.
struct Tile {
    int64_t first, count, kv_head, kv_heads;
};

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

// What meeting the keys takes, in whatever way the numbers are computed.
template <class Number>
struct Table {
    const Work &work;
    const Tile &tile;
    const Query &leader;
    const int64_t group, count, band, width;  // states for each head of keys; width of their sums
    std::vector<State> states;                // [kv_heads, count]

    INLINE Table(const Work &work, const Tile &tile)
        : work(work), tile(tile), leader(work.queries[tile.first]), group(work.group()),
          count(tile.count * group), band(band_of(count)),
          width(panels_of(work.value_size) * PANEL), states(tile.kv_heads * count, {NOTHING, 0}) {}

    // Of a state's query and head among all.
    INLINE int64_t line(int64_t nth) const {
        const int64_t query = tile.first + nth % count / group;
        return query * work.heads + (tile.kv_head + nth / count) * group + nth % group;
    }
    INLINE const Number *query(int64_t nth) const {
        return static_cast<const Number *>(work.q) + line(nth) * work.key_size;
    }

    // Where its first block begins, and behind its last key.
    INLINE int64_t begin() const {
        const int64_t low = work.window ? leader.position - work.window + 1 : 0;
        return (low > 0 ? low : 0) / BLOCK * BLOCK;
    }
    INLINE int64_t end() const { return leader.position + tile.count; }

    // A block of the first head.
    INLINE Block<Number> find(int64_t first) const {
        Block<Number> block;
        block.first = first, block.count = end() - first < BLOCK ? end() - first : BLOCK;
        int64_t last = 0, left = 0;  // the slot of the key before, and how many follow it there
        for (int64_t j = 0; j < block.count; ++j) {
            const int64_t position = first + j;
            const bool goes_on = left > 0 && position < leader.tree_start;
            last = goes_on ? last + 1 : work.slot(leader, position);
            left = goes_on ? left - 1 : work.block_size - 1 - last % work.block_size;
            const int64_t at = last * work.kv_heads + tile.kv_head;
            block.keys[j] = static_cast<const Number *>(work.k) + at * work.key_size;
            block.values[j] = static_cast<const Number *>(work.v) + at * work.value_size;
        }
        return block;
    }
    INLINE void to_next_head(Block<Number> &block) const {
        for (int64_t j = 0; j < block.count; ++j)
            block.keys[j] += work.key_size, block.values[j] += work.value_size;
    }

    // Bring a block of all heads nearer, in the order in which it lies in memory.
    INLINE void fetch(const Block<Number> &block) const {
        for (int64_t j = 0; j < block.count; ++j) touch(block.keys[j], tile.kv_heads * work.key_size);
        for (int64_t j = 0; j < block.count; ++j)
            touch(block.values[j], tile.kv_heads * work.value_size);
    }
    static INLINE void touch(const Number *from, int64_t size) {
        const volatile char *at = reinterpret_cast<const volatile char *>(from);
        for (int64_t i = 0; i < size * int64_t(sizeof *from); i += 64) (void)at[i];
    }

    // The first of the block's keys that a state sees, and behind its last.
    template <class Some>
    INLINE int64_t first_of(int64_t nth, const Some &block) const {
        if (!work.window) return 0;
        const int64_t low = leader.position + nth / group - work.window + 1 - block.first;
        return low > 0 ? low : 0;
    }
    template <class Some>
    INLINE int64_t last_of(int64_t nth, const Some &block) const {
        const int64_t high = leader.position + nth / group + 1 - block.first;
        return high < block.count ? high : block.count;
    }

    // Scores to weights: 0 for what is not seen. The sum of values so far shrinks as need be.
    template <class Way, class... To>
    INLINE void weigh(State &state, float *scores, float *sum, int64_t first, int64_t last,
                      To... to) const {
        for (int64_t j = 0; j < first; ++j) scores[j] = NOTHING;
        for (int64_t j = last; j < BLOCK; ++j) scores[j] = NOTHING;
        if (work.soft_cap > 0)
            for (int64_t j = first; j < last; ++j)
                scores[j] = work.soft_cap * std::tanh(scores[j] / work.soft_cap);
        const float peak = Way::largest(scores, state.peak);
        const float mass = Way::exponentials(scores, peak, to...);
        if (state.peak != peak) {
            const float shrink = std::exp(state.peak - peak);
            state.peak = peak, state.mass *= shrink;
            for (int64_t i = 0; i < width; ++i) sum[i] *= shrink;
        }
        state.mass += mass;
    }

    // The weighted mean of the values, and of a sink's nothing.
    INLINE void put_out(int64_t nth, const float *sum) const {
        float shrink = 1, mass = states[nth].mass;
        if (work.sinks) {
            const float sink = work.sinks[line(nth) % work.heads];
            const float peak = states[nth].peak > sink ? states[nth].peak : sink;
            shrink = std::exp(states[nth].peak - peak);
            mass = mass * shrink + std::exp(sink - peak);
        }
        Number *out = static_cast<Number *>(work.out) + line(nth) * work.value_size;
        for (int64_t i = 0; i < work.value_size; ++i) put(out + i, sum[i] * shrink / mass);
    }
};

constexpr int64_t FEW = 2 * BAND;  // states for which nothing is laid out

// Keys and values are laid out anew for the states of a tile, unless these are few: in the cache
// they are so far apart that they would drive each other out of the processor's own.
template <class Way, class Number>
struct Desk : Table<Number> {
    using Table<Number>::work, Table<Number>::tile, Table<Number>::count, Table<Number>::band;
    using Table<Number>::width, Table<Number>::states;
    using Table<Number>::first_of, Table<Number>::last_of;
    std::vector<float> room;
    float *q, *sums, *weights, *keys, *values;

    INLINE Desk(const Work &work, const Tile &tile)
        : Table<Number>(work, tile),
          room(tile.kv_heads * count * (work.key_size + width) +
               BLOCK * (count + work.key_size + width)) {
        const int64_t all = tile.kv_heads * count;
        q = room.data(), sums = q + all * work.key_size, weights = sums + all * width;
        keys = weights + count * BLOCK, values = keys + BLOCK * work.key_size;
        for (int64_t nth = 0; nth < all; ++nth) {
            const Number *from = this->query(nth);
            float *own = q + nth * work.key_size;
            for (int64_t i = 0; i < work.key_size; ++i) own[i] = wide(from[i]) * work.scale;
        }
    }

    INLINE void meet_all() {
        for (int64_t first = this->begin(); first < this->end(); first += BLOCK) {
            Block<Number> block = this->find(first);
            if (count <= FEW) this->fetch(block);
            for (int64_t head = 0; head < tile.kv_heads; ++head, this->to_next_head(block))
                meet(block, head);
        }
        for (int64_t nth = 0; nth < tile.kv_heads * count; ++nth)
            this->put_out(nth, sums + nth * width);
    }

    // One head of a block. Numbers of states are those of this head.
    INLINE void meet(const Block<Number> &block, int64_t head) {
        if (count > FEW) {
            Way::lay_keys(block.keys, block.count, work.key_size, keys);
            Way::lay_values(block.values, block.count, work.value_size, values);
        }
        for (int64_t nth = 0; nth < count; nth += band)
            score(nth, count - nth < band ? count - nth : band, block, head);
        for (int64_t nth = 0; nth < count; ++nth) {
            const int64_t first = first_of(nth, block), last = last_of(nth, block);
            if (first < last)
                this->template weigh<Way>(states[head * count + nth], weights + nth * BLOCK,
                                          sums + (head * count + nth) * width, first, last);
        }
        for (int64_t at = 0; at < work.value_size; at += step())
            for (int64_t nth = 0; nth < count; nth += band)
                add(nth, count - nth < band ? count - nth : band, at, block, head);
    }

    INLINE int64_t step() const { return count > FEW ? PANEL : PANEL / 2; }

    INLINE void score(int64_t nth, int64_t some, const Block<Number> &block, int64_t head) {
        const float *own = q + (head * count + nth) * work.key_size;
        float *found = weights + nth * BLOCK;
        if (count <= FEW)
            return Way::scores_apart(own, some, work.key_size, block.keys, block.count, found);
        for (int64_t j = 0; j < block.count; j += PANEL)
            Way::scores(own, some, work.key_size, keys + j * work.key_size, found + j);
    }

    // A panel of values to the sums of some states: what all of them see together, the rest one by
    // one. What is not seen is not read, since it may be no number.
    INLINE void add(int64_t nth, int64_t some, int64_t at, const Block<Number> &block, int64_t head) {
        const int64_t first = first_of(nth + some - 1, block), last = last_of(nth, block);
        const bool meet = first < last;
        for (int64_t each = nth; each < nth + some; ++each) {
            const int64_t end = last_of(each, block);
            add_seen(each, 1, at, first_of(each, block), meet ? first : end, block, head);
        }
        if (!meet) return;
        add_seen(nth, some, at, first, last, block, head);
        for (int64_t each = nth; each < nth + some; ++each)
            add_seen(each, 1, at, last, last_of(each, block), block, head);
    }

    INLINE void add_seen(int64_t nth, int64_t some, int64_t at, int64_t first, int64_t last,
                         const Block<Number> &block, int64_t head) {
        if (first >= last) return;
        float *own = sums + (head * count + nth) * width + at;
        const float *its = weights + nth * BLOCK;
        if (count <= FEW)
            Way::add_apart(own, width, its, some, block.values, at, first, last);
        else
            Way::add(own, width, its, some, values + at * BLOCK, first, last);
    }
};

}  // namespace
}  // namespace attention
