// The keys and values of bfloat16 that a tile meets, as they lie in panels, and what their scores weigh.

#pragma once

#include "attention_tile.h"

#if defined(__x86_64__)

namespace attention {
namespace {

constexpr int NUM = BLOCK / PANEL;     // panels of a block
constexpr int64_t DEEP = PANEL / 2;    // pairs of values in a panel

// A block of one head.
struct Panels {
    int64_t first, count;  // positions
    bool whole;            // whether all states see all of it, and no score is capped
    const uint32_t *keys[NUM], *values[NUM];
};

constexpr __mmask16 EACH = 0xffff;
constexpr float LOG2E = 1.44269504f;
constexpr float SLACK = 8;  // what is weighed may be as large as this power of two: new peaks are rare

// Sixteen numbers at once.
struct Wide : Avx2 {
    template <int NTH>
    AVX512_BF16 static __m256 part(__m512 numbers) {
        return _mm512_maskz_extractf32x8_ps(0xff, numbers, NTH);
    }
    // 2^x, to three millionths; NaN stays NaN.
    AVX512_BF16 static __m512 power(__m512 x) {
        const __m512 r = _mm512_maskz_reduce_ps(EACH, x, 1);  // what is above the next whole number
        __m512 y = _mm512_set1_ps(1.3426690e-2f);
        for (float next : {5.2242470e-2f, 2.4128021e-1f, 6.9304484e-1f, 1.0f}) y = y * r + next;
        return _mm512_maskz_scalef_ps(EACH, y, x);
    }
    AVX512_BF16 static float power(float x) { return _mm512_cvtss_f32(power(_mm512_set1_ps(x))); }
};

// As `Desk`, but for where keys and values lie. `Own` meets a block's head.
template <class Own>
struct PanelsDesk : Table<Half> {
    std::vector<float> numbers;
    std::vector<float> masses;  // [states, 16]: of which the mass is the sum
    std::vector<uint32_t> words;
    std::vector<Half> halves;
    float *sums, *weights;
    uint32_t *laid_keys, *laid_values;  // of a block, for nodes of a tree
    Half *q, *rounded;
    const int64_t key_words, value_words;  // of a panel
    const float slack;                     // by which a score may be above the peak
    Panels next;                           // what is met next, and asked for meanwhile
    int64_t lowest, highest;               // positions of those that meet it

    // So many states are weighed between two looks at values.
    INLINE PanelsDesk(const Work &work, const Tile &tile, int64_t at_once)
        : Table(work, tile), numbers(int64_t(states.size()) * width + at_once * BLOCK + ROOM),
          masses(states.size() * PANEL),
          halves(int64_t(states.size()) * work.key_size + at_once * BLOCK + ROOM),
          key_words(work.key_size / 2 * PANEL), value_words(DEEP * work.value_size),
          slack(scale() > 0 ? SLACK / (scale() * LOG2E) : 0) {
        const auto all = int64_t(states.size());
        sums = in_line(numbers.data()), weights = sums + all * width;
        q = in_line(halves.data()), rounded = q + all * work.key_size;
        if (tile.alike != ALL_ALIKE) words.resize(NUM * (key_words + value_words) + ROOM);
        laid_keys = in_line(words.data()), laid_values = laid_keys + NUM * key_words;
        for (int64_t nth = 0; nth < all; ++nth)
            std::memcpy(q + nth * work.key_size, query(nth), size_t(work.key_size) * sizeof *q);
    }

    INLINE void meet_all() {
        for (int64_t nth = 0; nth < num_parts(); ++nth) {
            const Part some = part(nth);
            const auto [low, high] = std::minmax_element(positions.begin() + some.from,
                                                         positions.begin() + some.to);
            lowest = *low, highest = *high;
            if (some.begin < some.end) next = find(some, some.begin, 0);
            for (int64_t first = some.begin; first < some.end; first += BLOCK)
                for (int64_t head = 0; head < tile.kv_heads; ++head) meet(some, first, head);
        }
        for (int64_t nth = 0; nth < int64_t(states.size()); ++nth) {
            settle(nth);
            put_out(nth, sums + nth * width);
        }
    }

    // A block of one of the tile's heads. Behind the last panel comes the last panel.
    INLINE Panels find(const Part &part, int64_t first, int64_t head) const {
        Panels block;
        block.first = first, block.count = part.end - first < BLOCK ? part.end - first : BLOCK;
        block.whole = first + BLOCK <= lowest + 1 && work.soft_cap <= 0 &&
                      (!work.window || highest < first + work.window);
        const int32_t *table = work.tables + part.leader.row * work.table_size;
        for (int64_t p = 0; p < NUM; ++p) {
            const int64_t at = first + p * PANEL;
            const int64_t position = at < part.end ? at : (part.end - 1) / PANEL * PANEL;
            const int32_t number = table[position / work.block_size];
            const int64_t panel = (number * work.block_size + position % work.block_size) / PANEL;
            const int64_t nth = panel * work.kv_heads + tile.kv_head + head;
            block.keys[p] = static_cast<const uint32_t *>(work.k) + nth * key_words;
            block.values[p] = static_cast<const uint32_t *>(work.v) + nth * value_words;
        }
        return block;
    }

    // What a node sees of the tree lies here and there.
    INLINE void gather(const Part &part, Panels &block, int64_t head) {
        for (int64_t p = 0; p < NUM && p * PANEL < block.count; ++p) {
            const int64_t first = block.first + p * PANEL;
            if (first + PANEL <= part.leader.tree_start) continue;
            uint32_t *keys = laid_keys + p * key_words, *values = laid_values + p * value_words;
            for (int64_t o = 0; o < PANEL && first + o < part.end; ++o) {
                const int64_t slot = work.slot(part.leader, first + o), at = slot % PANEL;
                const int64_t nth = slot / PANEL * work.kv_heads + tile.kv_head + head;
                const uint32_t *key = static_cast<const uint32_t *>(work.k) + nth * key_words + at;
                for (int64_t i = 0; i < key_words; i += PANEL) keys[i + o] = key[i];
                const Half *value = static_cast<const Half *>(work.v) + 2 * nth * value_words +
                                    2 * (at / 2 * work.value_size) + at % 2;
                Half *to = reinterpret_cast<Half *>(values) + 2 * (o / 2 * work.value_size) + o % 2;
                for (int64_t i = 0; i < 2 * work.value_size; i += 2) to[i] = value[i];
            }
            block.keys[p] = keys, block.values[p] = values;
        }
    }

    INLINE void meet(const Part &part, int64_t at, int64_t head) {
        Panels block = next;
        const bool has_head = head + 1 < tile.kv_heads, goes_on = has_head || at + BLOCK < part.end;
        if (goes_on) next = has_head ? find(part, at, head + 1) : find(part, at + BLOCK, 0);
        if (part.leader.tree_start < part.end) gather(part, block, head);
        static_cast<Own *>(this)->compute(part, block, goes_on ? &next : nullptr, head);
    }

    // As `Table::weigh`, of scores that are not scaled yet, as the peaks.
    AVX512_BF16 void weigh(int64_t nth, const Panels &block, int64_t head, float *scores, Half *to) {
        if (block.whole) return weigh_seen<true>(nth, head, 0, scores, to);
        const int64_t first = first_of(nth, block), last = last_of(nth, block);
        if (first >= last) return (void)std::memset((void *)to, 0, BLOCK * sizeof *to);
        if (work.soft_cap > 0)
            for (int64_t j = first; j < last; ++j)
                scores[j] = work.soft_cap * std::tanh(scores[j] * work.scale / work.soft_cap);
        if (first == 0 && last == BLOCK) return weigh_seen<true>(nth, head, 0, scores, to);
        const uint64_t seen = (last < BLOCK ? (uint64_t(1) << last) - 1 : ~uint64_t(0)) >> first << first;
        weigh_seen<false>(nth, head, seen, scores, to);
    }

    template <bool ALL_SEEN>
    AVX512_BF16 void weigh_seen(int64_t nth, int64_t head, uint64_t seen, const float *scores, Half *to) {
        State &state = states[head * count + nth];
        float *mass = masses.data() + (head * count + nth) * PANEL;
        __m512 each[NUM], most = _mm512_set1_ps(state.peak), all = _mm512_loadu_ps(mass);
        ALL for (int p = 0; p < NUM; ++p) {
            each[p] = _mm512_loadu_ps(scores + p * PANEL);
            if (!ALL_SEEN)
                each[p] = _mm512_mask_blend_ps(part_of(seen, p), _mm512_set1_ps(NOTHING), each[p]);
            most = _mm512_maskz_max_ps(EACH, each[p], most);  // NaN gives way
        }
        if (_mm512_cmp_ps_mask(most, _mm512_set1_ps(state.peak + slack), _CMP_GT_OQ))
            all *= raise(state, most, scale(), sums + (head * count + nth) * width, width);
        const float by = scale() * LOG2E, top = state.peak * by;
        ALL for (int p = 0; p < NUM; ++p) {
            each[p] = Wide::power(each[p] * by - top);
            if (!ALL_SEEN) each[p] = _mm512_maskz_mov_ps(part_of(seen, p), each[p]);
            all += each[p];
        }
        ALL for (int p = 0; p < NUM; p += 2)
            _mm512_storeu_si512(to + p * PANEL, (__m512i)_mm512_cvtne2ps_pbh(each[p + 1], each[p]));
        _mm512_storeu_ps(mass, all);
    }
    INLINE float scale() const { return work.soft_cap > 0 ? 1.0f : work.scale; }
    static INLINE __mmask16 part_of(uint64_t seen, int p) { return __mmask16(seen >> p * PANEL); }

    // A new peak: by what everything so far shrinks.
    AVX512_BF16 static float raise(State &state, __m512 most, float scale, float *sum, int64_t width) {
        const __m256 half = _mm256_max_ps(Wide::part<0>(most), Wide::part<1>(most));
        const float peak = Wide::largest_of(half), by = Wide::power((state.peak - peak) * scale * LOG2E);
        state.peak = peak;
        for (int64_t i = 0; i < width; i += PANEL)
            _mm512_storeu_ps(sum + i, _mm512_loadu_ps(sum + i) * by);
        return by;
    }

    AVX512_BF16 void settle(int64_t nth) {
        const __m512 all = _mm512_loadu_ps(masses.data() + nth * PANEL);
        states[nth].mass = Wide::sum(Wide::part<0>(all) + Wide::part<1>(all));
        states[nth].peak *= scale();
    }
};

}  // namespace
}  // namespace attention

#endif
