// Attention of a few neighbouring queries, from their first key to their last.

#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "attention_math.h"
#include "attention_work.h"
#include "numbers.h"
#include "threads.h"

namespace attention {
namespace {

// What meeting the keys takes, in whatever way the numbers are computed.
template <class Number>
struct Table {
    const Work &work;
    const Tile &tile;
    const Query &leader;
    const int64_t group, count, band, width;  // states for each head of keys; width of their sums
    std::vector<State> states;                // [kv_heads, count]
    std::vector<int64_t> positions;           // [count]

    INLINE Table(const Work &work, const Tile &tile)
        : work(work), tile(tile), leader(work.queries[tile.first]), group(work.group()),
          count(tile.count * group), band(band_of(count)),
          width(panels_of(work.value_size) * PANEL), states(tile.kv_heads * count, {NOTHING, 0}),
          positions(count) {
        for (int64_t nth = 0; nth < count; ++nth)
            positions[nth] = work.queries[tile.first + nth / group].position;
    }

    // Of a state's query and head among all.
    INLINE int64_t line(int64_t nth) const {
        const int64_t token = work.queries[tile.first + nth % count / group].token;
        return token * work.heads + (tile.kv_head + nth / count) * group + nth % group;
    }
    INLINE const Number *query(int64_t nth) const {
        return static_cast<const Number *>(work.q) + line(nth) * work.key_size;
    }

    INLINE int64_t num_parts() const { return tile.alike == ALL_ALIKE ? 1 : 1 + tile.count; }
    INLINE Part part(int64_t nth) const {
        const int64_t least = *std::min_element(positions.begin(), positions.end());
        const int64_t low = work.window ? least - work.window + 1 : 0;
        const int64_t begin = (low > 0 ? low : 0) / BLOCK * BLOCK;
        const int64_t end = leader.position + tile.count;
        if (nth == 0) return {leader, begin, tile.alike < end ? tile.alike : end, 0, count};
        const Query &node = work.queries[tile.first + nth - 1];
        return {node, begin < tile.alike ? tile.alike : begin, node.position + 1,
                (nth - 1) * group, nth * group};
    }

    // A block of the first head.
    INLINE Block<Number> find(const Part &part, int64_t first) const {
        const Query &leader = part.leader;
        Block<Number> block;
        block.first = first, block.count = part.end - first < BLOCK ? part.end - first : BLOCK;
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
        const int64_t low = positions[nth] - work.window + 1 - block.first;
        return low > 0 ? low : 0;
    }
    template <class Some>
    INLINE int64_t last_of(int64_t nth, const Some &block) const {
        const int64_t high = positions[nth] + 1 - block.first;
        return high < block.count ? high : block.count;
    }

    // From which of the block's keys on each of some states sees them, and up to which.
    template <class Some>
    INLINE std::pair<int64_t, int64_t> seen_by_all(int64_t nth, int64_t some,
                                                   const Some &block) const {
        int64_t first = 0, last = block.count;
        for (int64_t each = nth; each < nth + some; ++each) {
            const int64_t from = first_of(each, block), to = last_of(each, block);
            first = from > first ? from : first, last = to < last ? to : last;
        }
        return {first, last};
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
        for (int64_t nth = 0; nth < this->num_parts(); ++nth) {
            const Part part = this->part(nth);
            for (int64_t first = part.begin; first < part.end; first += BLOCK) {
                Block<Number> block = this->find(part, first);
                if (are_few(part)) this->fetch(block);
                for (int64_t head = 0; head < tile.kv_heads; ++head, this->to_next_head(block))
                    meet(part, block, head);
            }
        }
        for (int64_t nth = 0; nth < tile.kv_heads * count; ++nth)
            this->put_out(nth, sums + nth * width);
    }

    static INLINE bool are_few(const Part &part) { return part.to - part.from <= FEW; }

    // One head of a block. Numbers of states are those of this head.
    INLINE void meet(const Part &part, const Block<Number> &block, int64_t head) {
        const bool few = are_few(part);
        if (!few) {
            Way::lay_keys(block.keys, block.count, work.key_size, keys);
            Way::lay_values(block.values, block.count, work.value_size, values);
        }
        for (int64_t nth = part.from; nth < part.to; nth += band)
            score(nth, part.to - nth < band ? part.to - nth : band, few, block, head);
        for (int64_t nth = part.from; nth < part.to; ++nth) {
            const int64_t first = first_of(nth, block), last = last_of(nth, block);
            if (first < last)
                this->template weigh<Way>(states[head * count + nth], weights + nth * BLOCK,
                                          sums + (head * count + nth) * width, first, last);
        }
        for (int64_t at = 0; at < work.value_size; at += few ? PANEL / 2 : PANEL)
            for (int64_t nth = part.from; nth < part.to; nth += band)
                add(nth, part.to - nth < band ? part.to - nth : band, few, at, block, head);
    }

    INLINE void score(int64_t nth, int64_t some, bool few, const Block<Number> &block,
                      int64_t head) {
        const float *own = q + (head * count + nth) * work.key_size;
        float *found = weights + nth * BLOCK;
        if (few)
            return Way::scores_apart(own, some, work.key_size, block.keys, block.count, found);
        for (int64_t j = 0; j < block.count; j += PANEL)
            Way::scores(own, some, work.key_size, keys + j * work.key_size, found + j);
    }

    // A panel of values to the sums of some states: what all of them see together, the rest one by
    // one. What is not seen is not read, since it may be no number.
    INLINE void add(int64_t nth, int64_t some, bool few, int64_t at, const Block<Number> &block,
                    int64_t head) {
        const auto [first, last] = this->seen_by_all(nth, some, block);
        for (int64_t each = nth; each < nth + some; ++each)
            add_seen(each, 1, few, at, first_of(each, block),
                     first < last ? first : last_of(each, block), block, head);
        if (first >= last) return;
        add_seen(nth, some, few, at, first, last, block, head);
        for (int64_t each = nth; each < nth + some; ++each)
            add_seen(each, 1, few, at, last, last_of(each, block), block, head);
    }

    INLINE void add_seen(int64_t nth, int64_t some, bool few, int64_t at, int64_t first,
                         int64_t last, const Block<Number> &block, int64_t head) {
        if (first >= last) return;
        float *own = sums + (head * count + nth) * width + at;
        const float *its = weights + nth * BLOCK;
        if (few)
            Way::add_apart(own, width, its, some, block.values, at, first, last);
        else
            Way::add(own, width, its, some, values + at * BLOCK, first, last);
    }
};

}  // namespace
}  // namespace attention
