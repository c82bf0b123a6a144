// Attention of bfloat16 by processors that multiply it: queries with keys, and weights, rounded to
// bfloat16, with values. Sums, scores and masses are float32.
//
// A word is a pair: of neighbouring numbers of a key, or of the same number of two neighbouring
// values. Sixteen positions that follow each other are a panel, in which words lie as they are
// multiplied: keys [size / 2, 16], values [8, size]. The cache consists of panels, so that nothing is
// laid out for a step; only what a tree's node sees of the tree is put together first. All states
// that meet a block take its pairs in the same order and cut alike.

#pragma once

#include "attention_panels.h"

#if defined(__x86_64__)

namespace attention {
namespace {

struct Halves {
    // Of all keys of a block, for so many queries [COUNT, size]: found [COUNT, BLOCK].
    template <int COUNT>
    AVX512_BF16 static void scores_of(const Half *q, int64_t size, const Panels &block,
                                      const Panels *next, float *found) {
        __m512 sums[COUNT][NUM];
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < NUM; ++p) sums[nth][p] = _mm512_setzero_ps();
        for (int64_t i = 0; i < size / 2; ++i) {
            __m512bh keys[NUM];
            ALL for (int p = 0; p < NUM; ++p)
                keys[p] = (__m512bh)_mm512_loadu_si512(block.keys[p] + i * PANEL);
            if (next)
                ALL for (int p = 0; p < NUM; ++p) reach(next->keys[p] + i * PANEL);
            ALL for (int nth = 0; nth < COUNT; ++nth) {
                const __m512bh pair = pair_of(q + nth * size + 2 * i);
                ALL for (int p = 0; p < NUM; ++p)
                    sums[nth][p] = _mm512_dpbf16_ps(sums[nth][p], pair, keys[p]);
            }
        }
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < NUM; ++p)
                _mm512_storeu_ps(found + nth * BLOCK + p * PANEL, sums[nth][p]);
    }
    static INLINE void reach(const uint32_t *words) {
        _mm_prefetch((const char *)words, _MM_HINT_T1);
    }
    AVX512_BF16 static __m512bh pair_of(const Half *from) {
        int32_t both;
        std::memcpy(&both, from, sizeof both);
        return (__m512bh)_mm512_set1_epi32(both);
    }
    AVX512_BF16 static void scores(const Half *q, int64_t count, int64_t size, const Panels &block,
                                   const Panels *next, float *found) {
        FOR_COUNT(scores_of, q, size, block, next, found)
    }
    // sums [COUNT, WIDE * 16], its rows `size` apart, grow by the values from `first` to `last`,
    // whose weights [COUNT, BLOCK] are. Of a pair at the edge one value is none.
    template <int COUNT, int WIDE>
    AVX512_BF16 static void add_wide(float *sums, int64_t size, const Half *weights,
                                     const Panels &block, const Panels *next, int64_t at,
                                     int64_t first, int64_t last) {
        __m512 own[COUNT][WIDE];
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < WIDE; ++p)
                own[nth][p] = _mm512_loadu_ps(sums + nth * size + at + p * 16);
        for (int64_t j = first / 2; 2 * j < last; ++j) {
            const int64_t place = j % DEEP * size + at;
            const uint32_t *from = block.values[j / DEEP] + place;
            __m512bh values[WIDE];
            ALL for (int p = 0; p < WIDE; ++p)
                values[p] = (__m512bh)_mm512_loadu_si512(from + p * 16);
            if (next)
                ALL for (int p = 0; p < WIDE; ++p) reach(next->values[j / DEEP] + place + p * 16);
            if (2 * j < first || 2 * j + 1 == last) {
                const uint32_t seen = 2 * j < first ? 0xffff0000u : 0x0000ffffu;
                ALL for (int p = 0; p < WIDE; ++p)
                    values[p] = (__m512bh)((__v16su)values[p] & seen);
            }
            ALL for (int nth = 0; nth < COUNT; ++nth) {
                const __m512bh pair = pair_of(weights + nth * BLOCK + 2 * j);
                ALL for (int p = 0; p < WIDE; ++p)
                    own[nth][p] = _mm512_dpbf16_ps(own[nth][p], pair, values[p]);
            }
        }
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < WIDE; ++p)
                _mm512_storeu_ps(sums + nth * size + at + p * 16, own[nth][p]);
    }
    template <int COUNT>
    AVX512_BF16 static void add_of(float *sums, int64_t size, const Half *weights,
                                   const Panels &block, const Panels *next, int64_t first,
                                   int64_t last) {
        int64_t at = 0;
        for (; at + 4 * 16 <= size; at += 4 * 16)
            add_wide<COUNT, 4>(sums, size, weights, block, next, at, first, last);
        for (; at < size; at += 16)
            add_wide<COUNT, 1>(sums, size, weights, block, next, at, first, last);
    }
    AVX512_BF16 static void add(float *sums, int64_t size, const Half *weights, int64_t count,
                                const Panels &block, const Panels *next, int64_t first,
                                int64_t last) {
        FOR_COUNT(add_of, sums, size, weights, block, next, first, last)
    }
};

// Numbers of states are those of the head.
struct HalvesDesk : PanelsDesk<HalvesDesk> {
    INLINE HalvesDesk(const Work &work, const Tile &tile)
        : PanelsDesk(work, tile, tile.count * work.group()) {}

    INLINE void compute(const Part &part, const Panels &block, const Panels *next, int64_t head) {
        for (int64_t nth = part.from; nth < part.to; nth += band)
            Halves::scores(q + (head * count + nth) * work.key_size,
                           part.to - nth < band ? part.to - nth : band, work.key_size, block,
                           nth == part.from ? next : nullptr, weights + nth * BLOCK);
        for (int64_t nth = part.from; nth < part.to; ++nth)
            weigh(nth, block, head, weights + nth * BLOCK, rounded + nth * BLOCK);
        for (int64_t nth = part.from; nth < part.to; nth += band)
            add(nth, part.to - nth < band ? part.to - nth : band, block,
                nth == part.from ? next : nullptr, head);
    }

    // As in `Desk`, in whole pairs as far as each state sees them whole.
    INLINE void add(int64_t nth, int64_t some, const Panels &block, const Panels *next, int64_t head) {
        auto [first, last] = seen_by_all(nth, some, block);
        first = (first + 1) / 2 * 2, last = last / 2 * 2;
        for (int64_t each = nth; each < nth + some; ++each)
            add_seen(each, 1, block, nullptr, first_of(each, block),
                     first < last ? first : last_of(each, block), head);
        if (first >= last) return;
        add_seen(nth, some, block, next, first, last, head);
        for (int64_t each = nth; each < nth + some; ++each)
            add_seen(each, 1, block, nullptr, last, last_of(each, block), head);
    }

    INLINE void add_seen(int64_t nth, int64_t some, const Panels &block, const Panels *next,
                         int64_t first, int64_t last, int64_t head) {
        if (first < last)
            Halves::add(sums + (head * count + nth) * width, width, rounded + nth * BLOCK, some,
                        block, next, first, last);
    }
};

}  // namespace
}  // namespace attention

#endif
