// Attention over the paged cache in float32 or bfloat16: decode, draft trees and prompt chunks alike.
//
// A query meets its keys one after the other from the first one on, in blocks that begin at fixed
// positions of its text. So its bits depend on its text alone: not on the step's other queries, not
// on how a prompt was cut, and for a tree's node not on the other branches.

#include <cstdint>

#include "attention_halves.h"
#include "attention_units.h"
#include "kernels.h"
#include "numbers.h"
#include "threads.h"

namespace attention {
namespace {

constexpr int64_t ENOUGH = 144;  // states that share what is laid out for them

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

// Its positions, and those of its path.
Query place(Work &work, int64_t row, int64_t length, int64_t behind, int64_t nodes,
            const int64_t *mask) {
    Query query{row, length - behind, length, 0};
    if (behind > nodes) return query;
    query.tree_start = length - nodes;
    query.path = int64_t(work.paths.size());
    for (int64_t node = 0; node < nodes; ++node)
        if (mask[node / 64] >> (node % 64) & 1) work.paths.push_back(int32_t(node));
    const int64_t count = int64_t(work.paths.size()) - query.path;
    query.position = query.tree_start + count - 1;
    if (count == work.paths.back() + 1) query.tree_start = length;  // they follow each other
    return query;
}

// Those that follow each other in the order of work read the same keys. Few queries take several
// heads at once, whose keys are neighbours, as long as all threads have something to do. Nodes of a
// tree meet together all blocks before the one in which it begins.
void cut(Work &work, int64_t first, int64_t end, int64_t nodes, int64_t at_once) {
    const int64_t most = (ENOUGH + work.group() - 1) / work.group(), chain = end - nodes;
    const int64_t heads = chain - first > most / 2 ? 1 : at_once;
    const int64_t tree = nodes ? work.queries[chain].position / BLOCK * BLOCK : 0;
    for (int64_t head = 0; head < work.kv_heads; head += heads) {
        const int64_t some = heads < work.kv_heads - head ? heads : work.kv_heads - head;
        for (int64_t token = first; token < chain; token += most)
            work.tiles.push_back(
                {token, chain - token < most ? chain - token : most, head, some, ALL_ALIKE});
        for (int64_t token = chain; token < end; token += most)
            work.tiles.push_back({token, end - token < most ? end - token : most, head, some, tree});
    }
}

void plan(Work &work, const int64_t *query_start, const int64_t *context_lens,
          const int64_t *tree_sizes, const int64_t *tree_mask, int64_t words, int64_t rows,
          int64_t threads) {
    const int64_t at_once = rows < threads ? (work.kv_heads * rows + threads - 1) / threads
                                           : work.kv_heads;
    for (int64_t row = 0; row < rows; ++row) {
        const int64_t first = query_start[row], end = query_start[row + 1];
        const int64_t nodes = tree_sizes ? tree_sizes[row] : 0;
        for (int64_t token = first; token < end; ++token)
            work.queries.push_back(place(work, row, context_lens[row], end - token, nodes,
                                         tree_mask + token * words));
        cut(work, first, end, nodes, at_once);
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
    attention::plan(work, query_start, context_lens, tree_sizes, tree_mask, sizes[8], sizes[0],
                    threads);
    together(attention::take_tiles, &work, threads);
}

// 5: AMX, 4: AVX512 with bfloat16, 3: AVX512, 2: AVX2, 1: plain.
extern "C" int understudy_path() {
    return 1 + has_avx2() + has_avx512() + has_avx512_bf16() + has_tiles();
}
