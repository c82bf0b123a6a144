// Attention over the paged cache in float32: decode rows, draft trees and prompt chunks alike.
//
// A query meets its keys one after the other from the first one on, in blocks that begin at fixed
// positions of its text. So its bits depend on its text alone: not on the step's other queries, not
// on how a prompt was cut, and for a tree's node not on the other branches.

#include <atomic>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "threads.h"

namespace attention {
namespace {

constexpr int64_t BLOCK = 64;  // keys between two looks at the largest score
constexpr int64_t TILE = 4;    // neighbouring queries that share what they load
constexpr float NOTHING = -std::numeric_limits<float>::infinity();

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
    const float *q, *k, *v, *sinks;  // [T, H, D]; [B * P, K, D]; [B * P, K, E]; [H], or null
    float *out;                      // [T, H, E]
    const int32_t *tables;           // [R, table_size]
    int64_t heads, kv_heads, key_size, value_size, block_size, table_size, window;  // 0: none
    float scale, soft_cap;                                                          // 0: none
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
};

// The arithmetic of one block of keys, and the end.
struct Plain {
    static float dot(const float *q, const float *k, int64_t size) {
        float sum = 0;
        for (int64_t i = 0; i < size; ++i) sum += q[i] * k[i];
        return sum;
    }
    static void scores(const float *q, const float *const *keys, int64_t count, int64_t size,
                       float *found) {
        for (int64_t j = 0; j < count; ++j) found[j] = dot(q, keys[j], size);
    }
    static void exponentials(float *numbers, float peak) {
        for (int64_t j = 0; j < BLOCK; ++j) numbers[j] = std::exp(numbers[j] - peak);
    }
    static void add(float *value, float shrink, const float *weights, const float *const *values,
                    int64_t count, int64_t size) {
        for (int64_t i = 0; i < size; ++i) value[i] *= shrink;
        for (int64_t j = 0; j < count; ++j)
            for (int64_t i = 0; i < size; ++i) value[i] += weights[j] * values[j][i];
    }
};

#if defined(__x86_64__)

struct Avx2 {
    AVX2 static float sum(__m256 all) {
        __m128 half = _mm_add_ps(_mm256_castps256_ps128(all), _mm256_extractf128_ps(all, 1));
        half = _mm_add_ps(half, _mm_movehl_ps(half, half));
        return _mm_cvtss_f32(_mm_add_ss(half, _mm_shuffle_ps(half, half, 1)));
    }
    template <int COUNT>
    AVX2 static void some_scores(const float *q, const float *const *keys, int64_t size,
                                 float *found) {
        __m256 sums[COUNT];
        ALL for (int j = 0; j < COUNT; ++j) sums[j] = _mm256_setzero_ps();
        for (int64_t i = 0; i < size; i += 8) {
            const __m256 part = _mm256_loadu_ps(q + i);
            ALL for (int j = 0; j < COUNT; ++j)
                sums[j] = _mm256_fmadd_ps(part, _mm256_loadu_ps(keys[j] + i), sums[j]);
        }
        ALL for (int j = 0; j < COUNT; ++j) found[j] = sum(sums[j]);
    }
    AVX2 static void scores(const float *q, const float *const *keys, int64_t count, int64_t size,
                            float *found) {
        int64_t j = 0;
        for (; j + 8 <= count; j += 8) some_scores<8>(q, keys + j, size, found + j);
        for (; j < count; ++j) some_scores<1>(q, keys + j, size, found + j);
    }
    // e^x of x <= 0, to the last bit or the one before; NaN stays NaN.
    AVX2 static __m256 exponential(__m256 x) {
        const __m256 lowest = _mm256_set1_ps(-87.3f);
        const __m256 is_none = _mm256_cmp_ps(x, lowest, _CMP_LT_OQ);
        x = _mm256_max_ps(lowest, x);
        const __m256 turns = _mm256_round_ps(_mm256_mul_ps(x, _mm256_set1_ps(1.44269504f)),
                                             _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
        __m256 r = _mm256_fnmadd_ps(turns, _mm256_set1_ps(0.693359375f), x);
        r = _mm256_fnmadd_ps(turns, _mm256_set1_ps(-2.12194440e-4f), r);
        __m256 y = _mm256_set1_ps(1.9875691500e-4f);
        for (float next : {1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f, 1.6666665459e-1f,
                           5.0000001201e-1f})
            y = _mm256_fmadd_ps(y, r, _mm256_set1_ps(next));
        y = _mm256_fmadd_ps(y, _mm256_mul_ps(r, r), _mm256_add_ps(r, _mm256_set1_ps(1.0f)));
        const __m256i power = _mm256_slli_epi32(_mm256_cvtps_epi32(turns), 23);
        y = _mm256_castsi256_ps(_mm256_add_epi32(_mm256_castps_si256(y), power));
        return _mm256_andnot_ps(is_none, y);
    }
    AVX2 static void exponentials(float *numbers, float peak) {
        const __m256 top = _mm256_set1_ps(peak);
        for (int64_t j = 0; j < BLOCK; j += 8)
            _mm256_storeu_ps(numbers + j,
                             exponential(_mm256_sub_ps(_mm256_loadu_ps(numbers + j), top)));
    }
    template <int PARTS>
    AVX2 static void add_part(float *value, float shrink, const float *weights,
                              const float *const *values, int64_t count, int64_t at) {
        __m256 sums[PARTS];
        ALL for (int i = 0; i < PARTS; ++i)
            sums[i] = _mm256_mul_ps(_mm256_loadu_ps(value + i * 8), _mm256_set1_ps(shrink));
        for (int64_t j = 0; j < count; ++j) {
            const __m256 weight = _mm256_broadcast_ss(weights + j);
            ALL for (int i = 0; i < PARTS; ++i)
                sums[i] = _mm256_fmadd_ps(weight, _mm256_loadu_ps(values[j] + at + i * 8), sums[i]);
        }
        ALL for (int i = 0; i < PARTS; ++i) _mm256_storeu_ps(value + i * 8, sums[i]);
    }
    AVX2 static void add(float *value, float shrink, const float *weights,
                         const float *const *values, int64_t count, int64_t size) {
        int64_t at = 0;
        for (; at + 64 <= size; at += 64)
            add_part<8>(value + at, shrink, weights, values, count, at);
        for (; at < size; at += 8) add_part<1>(value + at, shrink, weights, values, count, at);
    }
};

#endif

// A block of keys, of which the query sees those from `first` to `last`.
template <class Way>
void meet(const Work &work, State &state, const float *const *keys, const float *const *values,
          int64_t first, int64_t last) {
    float scores[BLOCK];
    for (float &score : scores) score = NOTHING;
    Way::scores(state.q, keys + first, last - first, work.key_size, scores + first);
    float peak = state.peak;
    for (int64_t j = first; j < last; ++j) {
        if (work.soft_cap > 0) scores[j] = work.soft_cap * std::tanh(scores[j] / work.soft_cap);
        if (scores[j] > peak) peak = scores[j];
    }
    const float shrink = state.peak == peak ? 1.0f : std::exp(state.peak - peak);
    Way::exponentials(scores, peak);
    float mass = 0;
    for (int64_t j = first; j < last; ++j) mass += scores[j];
    state.mass = state.mass * shrink + mass;
    Way::add(state.value, shrink, scores + first, values + first, last - first, work.value_size);
    state.peak = peak;
}

template <class Way>
void tile_of_head(const Work &work, const Tile &tile, int64_t kv_head) {
    const int64_t group = work.group(), size = work.value_size;
    const int64_t num_states = tile.count * group;
    std::vector<float> scaled(num_states * work.key_size), sums(num_states * size);
    std::vector<State> states(num_states);
    for (int64_t nth = 0; nth < num_states; ++nth) {
        const int64_t head = kv_head * group + nth % group;
        const float *q = work.q + ((tile.first + nth / group) * work.heads + head) * work.key_size;
        float *own = scaled.data() + nth * work.key_size;
        for (int64_t i = 0; i < work.key_size; ++i) own[i] = q[i] * work.scale;
        states[nth] = {NOTHING, 0, sums.data() + nth * size, own};
    }
    const Query &leader = work.queries[tile.first];
    const int64_t first = work.window ? leader.position - work.window + 1 : 0;
    const int64_t end = leader.position + tile.count;
    for (int64_t block = (first > 0 ? first : 0) / BLOCK * BLOCK; block < end; block += BLOCK) {
        const float *keys[BLOCK], *values[BLOCK];
        const int64_t here = end - block < BLOCK ? end - block : BLOCK;
        for (int64_t j = 0; j < here; ++j) {
            const int64_t line = work.slot(leader, block + j) * work.kv_heads + kv_head;
            keys[j] = work.k + line * work.key_size;
            values[j] = work.v + line * size;
        }
        for (int64_t nth = 0; nth < num_states; ++nth) {
            const int64_t position = leader.position + nth / group;
            const int64_t low = (work.window ? position - work.window + 1 : 0) - block;
            const int64_t high = position + 1 - block < here ? position + 1 - block : here;
            if (low < high && high > 0)
                meet<Way>(work, states[nth], keys, values, low > 0 ? low : 0, high);
        }
    }
    for (int64_t nth = 0; nth < num_states; ++nth) {
        const int64_t head = kv_head * group + nth % group;
        State &state = states[nth];
        float shrink = 1, mass = state.mass;
        if (work.sinks) {
            const float sink = work.sinks[head];
            const float peak = state.peak > sink ? state.peak : sink;
            shrink = std::exp(state.peak - peak);
            mass = mass * shrink + std::exp(sink - peak);
        }
        float *out = work.out + ((tile.first + nth / group) * work.heads + head) * size;
        for (int64_t i = 0; i < size; ++i) out[i] = state.value[i] * shrink / mass;
    }
}

using TileOfHead = void (*)(const Work &, const Tile &, int64_t);

TileOfHead best_way() {
#if defined(__x86_64__)
    if (has_avx2()) return tile_of_head<Avx2>;
#endif
    return tile_of_head<Plain>;
}

const TileOfHead way = best_way();

// Neighbours in this order read the same keys.
void take_tiles(void *given) {
    Work &work = *static_cast<Work *>(given);
    const int64_t tiles = int64_t(work.tiles.size());
    for (int64_t nth; (nth = work.next++) < tiles * work.kv_heads;)
        way(work, work.tiles[nth % tiles], nth / tiles);
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

extern "C" void understudy_attention(const float *q, const float *k, const float *v,
                                     const float *sinks, float *out, const int32_t *tables,
                                     const int64_t *query_start, const int64_t *context_lens,
                                     const int64_t *tree_sizes, const int64_t *tree_mask,
                                     const int64_t *sizes, float scale, float soft_cap,
                                     int threads) {
    // sizes: rows, heads, kv_heads, key_size, value_size, block_size, table_size, window, words
    attention::Work work;
    work.q = q, work.k = k, work.v = v, work.sinks = sinks, work.out = out, work.tables = tables;
    work.heads = sizes[1], work.kv_heads = sizes[2];
    work.key_size = sizes[3], work.value_size = sizes[4];
    work.block_size = sizes[5], work.table_size = sizes[6], work.window = sizes[7];
    work.scale = scale, work.soft_cap = soft_cap;
    attention::plan(work, query_start, context_lens, tree_sizes, tree_mask, sizes[8], sizes[0]);
    together(attention::take_tiles, &work, threads);
}

// 2: AVX2. 1: plain. Negative: and torch's threads were not found.
extern "C" int understudy_path() {
    const int path = has_avx2() ? 2 : 1;
    return find_parallel() ? path : -path;
}
