// Attention over the paged cache in float32 or bfloat16: decode, draft trees and prompt chunks alike.
//
// A query meets its keys one after the other from the first one on, in blocks that begin at fixed
// positions of its text. So its bits depend on its text alone: not on the step's other queries, not
// on how a prompt was cut, and for a tree's node not on the other branches.

#include <atomic>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "attention_math.h"
#include "kernels.h"
#include "numbers.h"
#include "threads.h"

namespace attention {
namespace {

constexpr int64_t TILE = 8;    // neighbouring queries that share what they load
constexpr int64_t ENOUGH = 8;  // of queries times heads, for which a copy of the block pays

struct Query {
    int64_t row, position;  // the last position that it sees: its own
    int64_t tree_start;     // from which position on keys are those of its path
    int64_t path;           // where that begins among all paths
};

// A few queries that follow each other in one row; a tree's node is alone.
struct Tile {
    int64_t first, count;
};

struct Work {
    const void *q, *k, *v;  // [T, H, D]; [B * P, K, D]; [B * P, K, E]
    const float *sinks;     // [H], or null
    void *out;              // [T, H, E]
    const int32_t *tables;           // [R, table_size]
    int64_t heads, kv_heads, key_size, value_size, block_size, table_size, window;  // 0: none
    float scale, soft_cap;                                                          // 0: none
    void (*way)(const Work &, const Tile &, int64_t kv_head);
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

// One head of one query, so far: the largest score, the sum of weights, the sum of values.
struct State {
    float peak, mass;
    float *value;  // [E]
    const float *q;
    float shrink;          // of what was summed before this block
    int64_t first, last;   // that it sees of this block
    float weights[BLOCK];  // of this block
};

// The weights of a block of keys, of which the query sees those from `first` to `last`.
template <class Way>
void weigh(const Work &work, State &state, const float *const *keys) {
    float *scores = state.weights;
    for (int64_t j = 0; j < BLOCK; ++j) scores[j] = NOTHING;
    const int64_t first = state.first, last = state.last;
    Way::scores(state.q, keys + first, last - first, work.key_size, scores + first);
    if (work.soft_cap > 0)
        for (int64_t j = first; j < last; ++j)
            scores[j] = work.soft_cap * std::tanh(scores[j] / work.soft_cap);
    const float peak = Way::largest(scores, state.peak);
    state.shrink = state.peak == peak ? 1.0f : std::exp(state.peak - peak);
    Way::exponentials(scores, peak);
    state.mass = state.mass * state.shrink + Way::total(scores);
    state.peak = peak;
}

// Where the keys or values of a block lie. Those that many queries meet are laid side by side: in
// the cache they are so far apart that they would drive each other out of the processor's own.
INLINE const float *side_by_side(float *copy, const float *from, int64_t nth, int64_t size) {
    if (!copy) return from;
    std::memcpy(copy + nth * size, from, size_t(size) * sizeof(float));
    return copy + nth * size;
}
INLINE const float *side_by_side(float *copy, const Half *from, int64_t nth, int64_t size) {
    for (int64_t i = 0; i < size; ++i) copy[nth * size + i] = wide(from[i]);
    return copy + nth * size;
}

// The weighted mean of the values, and of a sink's nothing.
template <class Number>
INLINE void put_out(const Work &work, const State &state, int64_t query, int64_t head) {
    float shrink = 1, mass = state.mass;
    if (work.sinks) {
        const float sink = work.sinks[head];
        const float peak = state.peak > sink ? state.peak : sink;
        shrink = std::exp(state.peak - peak);
        mass = mass * shrink + std::exp(sink - peak);
    }
    Number *out = static_cast<Number *>(work.out) + (query * work.heads + head) * work.value_size;
    for (int64_t i = 0; i < work.value_size; ++i) put(out + i, state.value[i] * shrink / mass);
}

template <class Way, class Number>
INLINE void meet_all(const Work &work, const Tile &tile, int64_t kv_head) {
    const int64_t group = work.group(), size = work.value_size;
    const int64_t num_states = tile.count * group;
    std::vector<float> scaled(num_states * work.key_size), sums(num_states * size);
    std::vector<State> states(num_states);
    for (int64_t nth = 0; nth < num_states; ++nth) {
        const int64_t head = kv_head * group + nth % group;
        const int64_t line = (tile.first + nth / group) * work.heads + head;
        const Number *q = static_cast<const Number *>(work.q) + line * work.key_size;
        float *own = scaled.data() + nth * work.key_size;
        for (int64_t i = 0; i < work.key_size; ++i) own[i] = wide(q[i]) * work.scale;
        State &state = states[nth];
        state.peak = NOTHING, state.mass = 0, state.value = sums.data() + nth * size, state.q = own;
    }
    const bool copies = num_states >= ENOUGH || sizeof(Number) < sizeof(float);
    std::vector<float> copy(copies ? BLOCK * (work.key_size + size) : 0);
    float *const key_copy = copies ? copy.data() : nullptr;
    float *const value_copy = copies ? copy.data() + BLOCK * work.key_size : nullptr;
    const Number *k = static_cast<const Number *>(work.k), *v = static_cast<const Number *>(work.v);
    const Query &leader = work.queries[tile.first];
    const int64_t first = work.window ? leader.position - work.window + 1 : 0;
    const int64_t end = leader.position + tile.count;
    for (int64_t block = (first > 0 ? first : 0) / BLOCK * BLOCK; block < end; block += BLOCK) {
        const float *keys[BLOCK], *values[BLOCK];
        const int64_t here = end - block < BLOCK ? end - block : BLOCK;
        for (int64_t j = 0; j < here; ++j) {
            const int64_t line = work.slot(leader, block + j) * work.kv_heads + kv_head;
            keys[j] = side_by_side(key_copy, k + line * work.key_size, j, work.key_size);
            values[j] = side_by_side(value_copy, v + line * size, j, size);
        }
        for (int64_t nth = 0; nth < num_states; ++nth) {
            const int64_t position = leader.position + nth / group;
            const int64_t low = (work.window ? position - work.window + 1 : 0) - block;
            const int64_t high = position + 1 - block < here ? position + 1 - block : here;
            State &state = states[nth];
            state.first = low > 0 ? low : 0, state.last = high;
            if (state.first < state.last) weigh<Way>(work, state, keys);
        }
        for (State &state : states)
            if (state.first < state.last)
                Way::add(state.value, state.shrink, state.weights + state.first,
                         values + state.first, state.last - state.first, size);
    }
    for (int64_t nth = 0; nth < num_states; ++nth)
        put_out<Number>(work, states[nth], tile.first + nth / group, kv_head * group + nth % group);
}

template <class Number>
void plain_tile(const Work &work, const Tile &tile, int64_t kv_head) {
    meet_all<Plain, Number>(work, tile, kv_head);
}

using Way = void (*)(const Work &, const Tile &, int64_t);

#if defined(__x86_64__)
template <class Number>
AVX2 void avx2_tile(const Work &work, const Tile &tile, int64_t kv_head) {
    meet_all<Avx2, Number>(work, tile, kv_head);
}
template <class Number>
const Way best_tile = has_avx2() ? avx2_tile<Number> : plain_tile<Number>;
#else
template <class Number>
const Way best_tile = plain_tile<Number>;
#endif

// Neighbours in this order read the same keys.
void take_tiles(void *given) {
    Work &work = *static_cast<Work *>(given);
    const int64_t tiles = int64_t(work.tiles.size());
    for (int64_t nth; (nth = work.next++) < tiles * work.kv_heads;)
        work.way(work, work.tiles[nth % tiles], nth / tiles);
}

void plan(Work &work, const int64_t *query_start, const int64_t *context_lens,
          const int64_t *tree_sizes, const int64_t *tree_mask, int64_t words, int64_t rows) {
    for (int64_t row = 0; row < rows; ++row) {
        const int64_t end = query_start[row + 1], length = context_lens[row];
        const int64_t nodes = tree_sizes ? tree_sizes[row] : 0, tree = end - nodes;
        for (int64_t token = query_start[row]; token < end; ++token) {
            Query query{row, length - (end - token), length, 0};
            const bool begins = token >= tree || (token - query_start[row]) % TILE == 0;
            if (token >= tree) {
                query.tree_start = length - nodes;
                query.path = int64_t(work.paths.size());
                for (int64_t node = 0; node < nodes; ++node)
                    if (tree_mask[token * words + node / 64] >> (node % 64) & 1)
                        work.paths.push_back(int32_t(node));
                query.position = query.tree_start + int64_t(work.paths.size()) - query.path - 1;
            }
            if (begins)
                work.tiles.push_back({token, 1});
            else
                ++work.tiles.back().count;
            work.queries.push_back(query);
        }
    }
}

}  // namespace
}  // namespace attention

extern "C" void understudy_attention(const void *q, const void *k, const void *v,
                                     const float *sinks, void *out, const int32_t *tables,
                                     const int64_t *query_start, const int64_t *context_lens,
                                     const int64_t *tree_sizes, const int64_t *tree_mask,
                                     const int64_t *sizes, float scale, float soft_cap, int halves,
                                     int threads) {
    // sizes: rows, heads, kv_heads, key_size, value_size, block_size, table_size, window, words
    attention::Work work;
    work.q = q, work.k = k, work.v = v, work.sinks = sinks, work.out = out, work.tables = tables;
    work.heads = sizes[1], work.kv_heads = sizes[2];
    work.key_size = sizes[3], work.value_size = sizes[4];
    work.block_size = sizes[5], work.table_size = sizes[6], work.window = sizes[7];
    work.scale = scale, work.soft_cap = soft_cap;
    work.way = halves ? attention::best_tile<Half> : attention::best_tile<float>;
    attention::plan(work, query_start, context_lens, tree_sizes, tree_mask, sizes[8], sizes[0]);
    together(attention::take_tiles, &work, threads);
}

// 2: AVX2. 1: plain.
extern "C" int understudy_path() { return has_avx2() ? 2 : 1; }
