// Attention of bfloat16 by processors that multiply it: queries with keys, and weights, rounded to
// bfloat16, with values. Sums, scores and masses are float32.
//
// A word is a pair: of neighbouring numbers of a key, or of the same number of two neighbouring
// values. All states that meet a block take its pairs in the same order and cut alike.

#pragma once

#include "attention_tile.h"

#if defined(__x86_64__)

namespace attention {
namespace {

constexpr int64_t PAIRS = BLOCK / 2;
constexpr int64_t WORDS = 8;  // that are turned at once; sizes are multiples of as many pairs
constexpr __mmask16 EACH = 0xffff;

struct Halves : Avx2 {
    // The first eight of so many keys to half of a panel [size / 2, PANEL].
    AVX512_BF16 static void lay_keys(const Half *const *keys, int64_t count, int64_t size,
                                     uint32_t *panel) {
        for (int64_t i = 0; i < size / 2; i += WORDS) {
            __m256 all[WORDS];  // behind the last key comes the last key
            ALL for (int nth = 0; nth < WORDS; ++nth)
                all[nth] =
                    _mm256_loadu_ps((const float *)(keys[nth < count ? nth : count - 1] + 2 * i));
            turn(all);
            ALL for (int nth = 0; nth < WORDS; ++nth)
                _mm256_storeu_ps((float *)(panel + (i + nth) * PANEL), all[nth]);
        }
    }
    // The first eight of so many values to panels [size / PANEL, PAIRS, PANEL].
    AVX512_BF16 static void lay_values(const Half *const *values, int64_t count, int64_t size,
                                       uint32_t *panels) {
        for (int64_t j = 0; j < count && j < WORDS; j += 2)
            for (int64_t i = 0; i < size; i += PANEL) {
                const auto one = widened(values[j] + i);
                const auto two = j + 1 < count ? widened(values[j + 1] + i) : __v16su{};
                _mm512_storeu_si512(panels + (i / PANEL * PAIRS + j / 2) * PANEL,
                                    (__m512i)(one | two << 16));
            }
    }
    AVX512_BF16 static __v16su widened(const Half *from) {
        return (__v16su)_mm512_maskz_cvtepu16_epi32(EACH, _mm256_loadu_si256((const __m256i *)from));
    }
    // Of all keys of a block, for so many queries [COUNT, size]: found [COUNT, BLOCK].
    template <int COUNT>
    AVX512_BF16 static void scores_of(const Half *q, int64_t size, const uint32_t *panels,
                                      float scale, float *found) {
        constexpr int NUM = BLOCK / PANEL;
        __m512 sums[COUNT][NUM];
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < NUM; ++p) sums[nth][p] = _mm512_setzero_ps();
        for (int64_t i = 0; i < size / 2; ++i) {
            __m512bh keys[NUM];
            ALL for (int p = 0; p < NUM; ++p)
                keys[p] = (__m512bh)_mm512_loadu_si512(panels + (p * (size / 2) + i) * PANEL);
            ALL for (int nth = 0; nth < COUNT; ++nth) {
                const __m512bh pair = pair_of(q + nth * size + 2 * i);
                ALL for (int p = 0; p < NUM; ++p)
                    sums[nth][p] = _mm512_dpbf16_ps(sums[nth][p], pair, keys[p]);
            }
        }
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < NUM; ++p)
                _mm512_storeu_ps(found + nth * BLOCK + p * PANEL, sums[nth][p] * scale);
    }
    AVX512_BF16 static __m512bh pair_of(const Half *from) {
        int32_t both;
        std::memcpy(&both, from, sizeof both);
        return (__m512bh)_mm512_set1_epi32(both);
    }
    AVX512_BF16 static void scores(const Half *q, int64_t count, int64_t size,
                                   const uint32_t *panels, float scale, float *found) {
        FOR_COUNT(scores_of, q, size, panels, scale, found)
    }
    // sums [COUNT, NUM * PANEL], its rows so far apart, grow by the values from `first` to `last`,
    // whose weights [COUNT, BLOCK] are. Of a pair at the edge one value is none.
    template <int COUNT, int NUM>
    AVX512_BF16 static void add_panels(float *sums, int64_t apart, const Half *weights,
                                       const uint32_t *panels, int64_t first, int64_t last) {
        __m512 own[COUNT][NUM];
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < NUM; ++p)
                own[nth][p] = _mm512_loadu_ps(sums + nth * apart + p * PANEL);
        for (int64_t j = first / 2; 2 * j < last; ++j) {
            __m512bh values[NUM];
            ALL for (int p = 0; p < NUM; ++p)
                values[p] = (__m512bh)_mm512_loadu_si512(panels + (p * PAIRS + j) * PANEL);
            if (2 * j < first || 2 * j + 1 == last) {
                const uint32_t seen = 2 * j < first ? 0xffff0000u : 0x0000ffffu;
                ALL for (int p = 0; p < NUM; ++p)
                    values[p] = (__m512bh)((__v16su)values[p] & seen);
            }
            ALL for (int nth = 0; nth < COUNT; ++nth) {
                const __m512bh pair = pair_of(weights + nth * BLOCK + 2 * j);
                ALL for (int p = 0; p < NUM; ++p)
                    own[nth][p] = _mm512_dpbf16_ps(own[nth][p], pair, values[p]);
            }
        }
        ALL for (int nth = 0; nth < COUNT; ++nth)
            ALL for (int p = 0; p < NUM; ++p)
                _mm512_storeu_ps(sums + nth * apart + p * PANEL, own[nth][p]);
    }
    template <int COUNT>
    AVX512_BF16 static void add_of(float *sums, int64_t width, const Half *weights,
                                   const uint32_t *panels, int64_t first, int64_t last) {
        int64_t at = 0;
        for (; at + 4 * PANEL <= width; at += 4 * PANEL)
            add_panels<COUNT, 4>(sums + at, width, weights, panels + at * PAIRS, first, last);
        for (; at < width; at += PANEL)
            add_panels<COUNT, 1>(sums + at, width, weights, panels + at * PAIRS, first, last);
    }
    AVX512_BF16 static void add(float *sums, int64_t width, const Half *weights, int64_t count,
                                const uint32_t *panels, int64_t first, int64_t last) {
        FOR_COUNT(add_of, sums, width, weights, panels, first, last)
    }
    AVX512_BF16 static void round(const float *weights, Half *rounded) {
        for (int64_t j = 0; j < BLOCK; j += 32) {
            const __m512 low = _mm512_loadu_ps(weights + j), high = _mm512_loadu_ps(weights + j + 16);
            _mm512_storeu_si512(rounded + j, (__m512i)_mm512_cvtne2ps_pbh(high, low));
        }
    }
    // As `Avx2::exponential`.
    AVX512_BF16 static void exponentials(float *numbers, float peak) {
        const __m512 lowest = _mm512_set1_ps(-87.3f);
        for (int64_t j = 0; j < BLOCK; j += PANEL) {
            __m512 x = _mm512_loadu_ps(numbers + j) - peak;
            const __mmask16 is_some = _mm512_cmp_ps_mask(x, lowest, _CMP_NLT_UQ);
            x = _mm512_maskz_max_ps(EACH, lowest, x);
            const __m512 turns = _mm512_maskz_roundscale_ps(EACH, x * 1.44269504f, 0);
            const __m512 r = x - turns * 0.693359375f + turns * 2.12194440e-4f;
            __m512 y = _mm512_set1_ps(1.9875691500e-4f);
            for (float next : {1.3981999507e-3f, 8.3334519073e-3f, 4.1665795894e-2f,
                               1.6666665459e-1f, 5.0000001201e-1f})
                y = y * r + next;
            y = y * (r * r) + r + 1.0f;
            _mm512_storeu_ps(numbers + j, _mm512_maskz_scalef_ps(is_some, y, turns));
        }
    }
};

// As `Desk`; all is laid out, also for few states.
struct HalvesDesk : Table<Half> {
    std::vector<float> numbers;
    std::vector<uint32_t> words;
    std::vector<Half> halves;
    float *sums, *weights;
    uint32_t *keys, *values;
    Half *q, *rounded;
    Block<Half> next;  // and it has a count of 0 if there is none

    INLINE HalvesDesk(const Work &work, const Tile &tile)
        : Table(work, tile), numbers(int64_t(states.size()) * width + count * BLOCK),
          words(PAIRS * (work.key_size + width)),
          halves(int64_t(states.size()) * work.key_size + count * BLOCK) {
        const auto all = int64_t(states.size());
        sums = numbers.data(), weights = sums + all * width;
        keys = words.data(), values = keys + PAIRS * work.key_size;
        q = halves.data(), rounded = q + all * work.key_size;
        for (int64_t nth = 0; nth < all; ++nth)
            std::memcpy(q + nth * work.key_size, query(nth), size_t(work.key_size) * sizeof *q);
    }

    INLINE void meet_all() {
        Block<Half> block = find(begin());
        if (count <= FEW) fetch(block);
        for (int64_t first = begin(); first < end(); first += BLOCK) {
            next.count = 0;
            if (first + BLOCK < end()) next = find(first + BLOCK);
            for (int64_t head = 0; head < tile.kv_heads; ++head, to_next_head(block))
                meet(block, head);
            block = next;
        }
        for (int64_t nth = 0; nth < int64_t(states.size()); ++nth) put_out(nth, sums + nth * width);
    }

    // One head of a block. Numbers of states are those of this head.
    INLINE void meet(const Block<Half> &block, int64_t head) {
        for (int64_t j = 0; j < block.count; j += WORDS) {
            ask((head * BLOCK + j) / tile.kv_heads, (head * BLOCK + j + WORDS) / tile.kv_heads);
            Halves::lay_keys(block.keys + j, block.count - j, work.key_size,
                             keys + j / PANEL * PANEL * (work.key_size / 2) + j % PANEL);
            Halves::lay_values(block.values + j, block.count - j, work.value_size,
                               values + j / 2 * PANEL);
        }
        for (int64_t nth = 0; nth < count; nth += band)
            Halves::scores(q + (head * count + nth) * work.key_size,
                           count - nth < band ? count - nth : band, work.key_size, keys, work.scale,
                           weights + nth * BLOCK);
        for (int64_t nth = 0; nth < count; ++nth) {
            const int64_t first = first_of(nth, block), last = last_of(nth, block);
            if (first >= last) continue;
            weigh<Halves>(states[head * count + nth], weights + nth * BLOCK,
                          sums + (head * count + nth) * width, first, last);
            Halves::round(weights + nth * BLOCK, rounded + nth * BLOCK);
        }
        for (int64_t nth = 0; nth < count; nth += band)
            add(nth, count - nth < band ? count - nth : band, block, head);
    }

    // For some positions of the next block, of all heads, in the order in which they lie in memory.
    INLINE void ask(int64_t first, int64_t last) const {
        for (int64_t j = first; j < last && j < next.count; ++j) {
            reach(next.keys[j], tile.kv_heads * work.key_size);
            reach(next.values[j], tile.kv_heads * work.value_size);
        }
    }
    static INLINE void reach(const Half *from, int64_t size) {
        for (int64_t i = 0; i < size; i += 32) _mm_prefetch((const char *)(from + i), _MM_HINT_T0);
    }

    // As in `Desk`, in whole pairs as far as each state sees them whole.
    INLINE void add(int64_t nth, int64_t some, const Block<Half> &block, int64_t head) {
        const int64_t first = (first_of(nth + some - 1, block) + 1) / 2 * 2;
        const int64_t last = last_of(nth, block) / 2 * 2;
        const bool meet = first < last;
        for (int64_t each = nth; each < nth + some; ++each) {
            const int64_t end = last_of(each, block);
            add_seen(each, 1, first_of(each, block), meet ? first : end, head);
        }
        if (!meet) return;
        add_seen(nth, some, first, last, head);
        for (int64_t each = nth; each < nth + some; ++each)
            add_seen(each, 1, last, last_of(each, block), head);
    }

    INLINE void add_seen(int64_t nth, int64_t some, int64_t first, int64_t last, int64_t head) {
        if (first < last)
            Halves::add(sums + (head * count + nth) * width, width, rounded + nth * BLOCK, some,
                        values, first, last);
    }
};

}  // namespace
}  // namespace attention

#endif
