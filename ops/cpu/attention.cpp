// Attention over the paged cache in float32 or bfloat16: decode, draft trees and prompt chunks alike.
//
// A query meets its keys one after the other from the first one on, in blocks that begin at fixed
// positions of its text. So its bits depend on its text alone: not on the step's other queries, not
// on how a prompt was cut, and for a tree's node not on the other branches.

#include <algorithm>
#include <cstdint>
#include <utility>

#include "attention_halves.h"
#include "attention_units.h"
#include "kernels.h"
#include "numbers.h"
#include "threads.h"

namespace attention {
namespace {

constexpr int64_t ENOUGH = 240;  // states that share what is laid out for them
constexpr int64_t MANY = 8;      // queries of a row, beyond which it is a prompt

template <class Number>
void plain_tile(const Work &work, const Tile &tile) {
    Desk<Plain, Number>(work, tile).meet_all();
}

using Way = void (*)(const Work &, const Tile &);

#if defined(__x86_64__)
template <class Number>
AVX2 void avx2_tile(const Work &work, const Tile &tile) {
    Desk<Avx2, Number>(work, tile).meet_all();
}
AVX512_BF16 void halves_tile(const Work &work, const Tile &tile) {
    HalvesDesk(work, tile).meet_all();
}
#if defined(HAS_TILES)
AVX512_BF16 void units_tile(const Work &work, const Tile &tile) {
    UnitsDesk(work, tile).meet_all();
}
const Way best_halves_tile = has_tiles() ? units_tile : halves_tile;
#else
const Way best_halves_tile = halves_tile;
#endif
template <class Number>
const Way best_tile = has_avx2() ? avx2_tile<Number> : plain_tile<Number>;
#else
template <class Number>
const Way best_tile = plain_tile<Number>;
#endif

Way best_way(int kind) {
#if defined(__x86_64__)
    if (kind == PANELS) return best_halves_tile;
#endif
    return kind ? best_tile<Half> : best_tile<float>;
}

// The last first: those of a prompt see the most, and who waits for the others at the end shall not
// wait for one of them.
void take_tiles(void *given) {
    Work &work = *static_cast<Work *>(given);
    for (int64_t nth; (nth = int64_t(work.tiles.size()) - ++work.next) >= 0;)
        work.way(work, work.tiles[nth]);
}

// A row of the step: its tokens, how many of them are nodes of a tree, and its length with them.
struct Row {
    int64_t nth, first, end, nodes, length;
    int64_t count() const { return end - first; }
    int64_t before() const { return length - count(); }
};

// Its positions, and those of its path.
Query place(Work &work, const Row &row, int64_t token, const int64_t *mask) {
    const int64_t behind = row.end - token;
    Query query{row.nth, token, row.length - behind, row.length, 0};
    if (behind > row.nodes) return query;
    query.tree_start = row.length - row.nodes;
    query.path = int64_t(work.paths.size());
    for (int64_t node = 0; node < row.nodes; ++node)
        if (mask[node / 64] >> (node % 64) & 1) work.paths.push_back(int32_t(node));
    const int64_t count = int64_t(work.paths.size()) - query.path;
    query.position = query.tree_start + count - 1;
    if (count == work.paths.back() + 1) query.tree_start = row.length;  // they follow each other
    return query;
}

int64_t most_of(const Work &work) { return (ENOUGH + work.group() - 1) / work.group(); }

// Those that follow each other in the order of work read the same keys. Few queries take several
// heads at once, whose keys are neighbours, as long as all threads have something to do. Nodes of a
// tree meet together all blocks before the one in which it begins.
void cut(Work &work, int64_t first, const Row &row, int64_t at_once) {
    const int64_t most = most_of(work), end = first + row.count(), chain = end - row.nodes;
    const int64_t heads = chain - first > most / 2 ? 1 : at_once;
    const int64_t tree = row.nodes ? work.queries[chain].position / BLOCK * BLOCK : 0;
    for (int64_t head = 0; head < work.kv_heads; head += heads) {
        const int64_t some = heads < work.kv_heads - head ? heads : work.kv_heads - head;
        for (int64_t query = first; query < chain; query += most)
            work.tiles.push_back(
                {query, chain - query < most ? chain - query : most, head, some, ALL_ALIKE});
        for (int64_t query = chain; query < end; query += most)
            work.tiles.push_back(
                {query, end - query < most ? end - query : most, head, some, tree});
    }
}

// Queries of rows that begin alike, in as many tiles as the threads want.
void cut_alike(Work &work, int64_t first, int64_t alike, int64_t threads) {
    const int64_t end = int64_t(work.queries.size()), most = most_of(work);
    const int64_t full = (end - first + most - 1) / most;
    const int64_t wanted = (2 * threads + work.kv_heads - 1) / work.kv_heads;
    const int64_t tiles = full > wanted ? full : wanted, each = (end - first + tiles - 1) / tiles;
    for (int64_t head = 0; head < work.kv_heads; ++head)
        for (int64_t query = first; query < end; query += each)
            work.tiles.push_back({query, end - query < each ? end - query : each, head, 1, alike});
}

// As far as two rows have the same blocks of the cache, in whole blocks of attention. Windows that
// have moved on have little in common.
int64_t alike(const Work &work, const Row &one, const Row &other) {
    if (work.window && std::max(one.length, other.length) > work.window) return 0;
    const int32_t *its = work.tables + one.nth * work.table_size;
    const int32_t *others = work.tables + other.nth * work.table_size;
    const int64_t most = std::min(one.before(), other.before()) / work.block_size;
    const int64_t same = std::mismatch(its, its + most, others).first - its;
    return same * work.block_size / BLOCK * BLOCK;
}

// How many rows from `nth` on begin alike, and how far. Who has several queries, which meet each by
// itself what follows, must have little of it.
std::pair<size_t, int64_t> how_many(const Work &work, const std::vector<Row> &rows, size_t nth) {
    size_t end = nth + 1;
    int64_t far = INT64_MAX;
    for (; end < rows.size(); ++end) {
        const int64_t both = std::min(far, alike(work, rows[nth], rows[end]));
        const auto pays = [both](const Row &row) {
            return (row.count() - 1) * (row.length - both) <= both;
        };
        if (both == 0 || !pays(rows[nth]) || !pays(rows[end])) break;
        if (far != INT64_MAX && 2 * both < far) break;
        far = both;
    }
    return {end, end == nth + 1 ? 0 : far};
}

// Rows in the order of their first blocks, so that those which begin alike follow each other; but who
// has many queries comes last, as those are met first.
void plan(Work &work, std::vector<Row> rows, const int64_t *tree_mask, int64_t words,
          int64_t threads) {
    const int64_t num_rows = int64_t(rows.size());
    const int64_t at_once = num_rows < threads ? (work.kv_heads * num_rows + threads - 1) / threads
                                               : work.kv_heads;
    const auto order = [&](const Row &row) {
        return std::pair{row.count() > MANY, work.tables[row.nth * work.table_size]};
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row &one, const Row &other) {
        return order(one) < order(other);
    });
    for (size_t nth = 0; nth < rows.size();) {
        const auto [end, far] = how_many(work, rows, nth);
        const int64_t first = int64_t(work.queries.size());
        for (size_t row = nth; row < end; ++row)
            for (int64_t token = rows[row].first; token < rows[row].end; ++token)
                work.queries.push_back(place(work, rows[row], token, tree_mask + token * words));
        if (far)
            cut_alike(work, first, far, threads);
        else
            cut(work, first, rows[nth], at_once);
        nth = end;
    }
}

}  // namespace
}  // namespace attention

extern "C" void understudy_attention(const void *q, const void *k, const void *v,
                                     const float *sinks, void *out, const int32_t *tables,
                                     const int64_t *query_start, const int64_t *context_lens,
                                     const int64_t *tree_sizes, const int64_t *tree_mask,
                                     const int64_t *sizes, float scale, float soft_cap, int kind,
                                     int threads) {
    // sizes: rows, heads, kv_heads, key_size, value_size, block_size, table_size, window, words
    attention::Work work;
    work.q = q, work.k = k, work.v = v, work.sinks = sinks, work.out = out, work.tables = tables;
    work.heads = sizes[1], work.kv_heads = sizes[2];
    work.key_size = sizes[3], work.value_size = sizes[4];
    work.block_size = sizes[5], work.table_size = sizes[6], work.window = sizes[7];
    work.scale = scale, work.soft_cap = soft_cap;
    work.way = attention::best_way(kind);
    std::vector<attention::Row> rows;
    for (int64_t nth = 0; nth < sizes[0]; ++nth)
        rows.push_back({nth, query_start[nth], query_start[nth + 1],
                        tree_sizes ? tree_sizes[nth] : 0, context_lens[nth]});
    attention::plan(work, std::move(rows), tree_mask, sizes[8], threads);
    together(attention::take_tiles, &work, threads);
}

// 5: AMX, 4: AVX512 with bfloat16, 3: AVX512, 2: AVX2, 1: plain.
extern "C" int understudy_path() {
    return 1 + has_avx2() + has_avx512() + has_avx512_bf16() + has_tiles();
}
