// Attention of bfloat16 by the matrix unit of processors with AMX: sixteen states at once.
//
// The unit takes all positions of a panel, also those that a state does not see; their weights are
// zeros. Where a value there is no number, which no weight makes nothing, each state gets the values
// that it sees.

#pragma once

#include "attention_halves.h"
#include "tiles.h"

#ifdef HAS_TILES

namespace attention {
namespace {

constexpr int64_t DEPTH = 32;  // numbers that the unit multiplies at once; of a panel's values half

struct Units {
    // Registers: sums 0 to 3, rows 4 and 5, the matrix 6 and 7; the second ones are half as deep.
    template <int P = 0>
    INLINE static void whole(const uint32_t *const *keys, int64_t at) {
        tiles::load<6>(keys[P] + at);
        tiles::add<P, 4, 6>();
        if constexpr (P + 1 < NUM) whole<P + 1>(keys, at);
    }
    template <int P = 0>
    INLINE static void rest(const uint32_t *const *keys, int64_t at) {
        tiles::load<7>(keys[P] + at);
        tiles::add<P, 5, 7>();
        if constexpr (P + 1 < NUM) rest<P + 1>(keys, at);
    }
    template <int COUNT, int T = 0>
    INLINE static void clear() {
        tiles::clear<T>();
        if constexpr (T + 1 < COUNT) clear<COUNT, T + 1>();
    }
    template <int COUNT, int T = 0>
    INLINE static void load(const float *from, int64_t apart) {
        tiles::load<T>(from + T * PANEL, apart * 4);
        if constexpr (T + 1 < COUNT) load<COUNT, T + 1>(from, apart);
    }
    template <int COUNT, int T = 0>
    INLINE static void store(float *to, int64_t apart) {
        tiles::store<T>(to + T * PANEL, apart * 4);
        if constexpr (T + 1 < COUNT) store<COUNT, T + 1>(to, apart);
    }
    template <int COUNT, int T = 0>
    INLINE static void multiply(const uint32_t *values, int64_t size) {
        tiles::load<7>(values + T * PANEL, size * 4);
        tiles::add<T, 5, 7>();
        if constexpr (T + 1 < COUNT) multiply<COUNT, T + 1>(values, size);
    }

    // Of all keys of a block, for queries [.., size]: found [.., BLOCK].
    INLINE static void scores(const Half *q, int64_t size, const Panels &block, float *found) {
        clear<NUM>();
        int64_t i = 0;
        for (; i + DEPTH <= size; i += DEPTH) {
            tiles::load<4>(q + i, size * 2);
            whole(block.keys, i / 2 * PANEL);
        }
        if (i < size) {
            tiles::load<5>(q + i, size * 2);
            rest(block.keys, i / 2 * PANEL);
        }
        store<NUM>(found, BLOCK);
    }

    // sums [.., size] grow by the values of some panels, whose weights [.., BLOCK] are.
    template <int COUNT>
    INLINE static void add_wide(float *sums, int64_t size, const Half *weights,
                                const Panels &block, int64_t at, int64_t begin, int64_t end) {
        load<COUNT>(sums + at, size);
        for (int64_t p = begin; p < end; ++p) {
            tiles::load<5>(weights + p * PANEL, BLOCK * 2);
            multiply<COUNT>(block.values[p] + at, size);
        }
        store<COUNT>(sums + at, size);
    }
    INLINE static void add(float *sums, int64_t size, const Half *weights, const Panels &block,
                           int64_t begin, int64_t end) {
        int64_t at = 0;
        for (; at + 4 * PANEL <= size; at += 4 * PANEL)
            add_wide<4>(sums, size, weights, block, at, begin, end);
        for (; at < size; at += PANEL) add_wide<1>(sums, size, weights, block, at, begin, end);
    }

    AVX512_BF16 static bool are_numbers(const uint32_t *values, int64_t words) {
        const __m512i infinite = _mm512_set1_epi16(0x7f80);
        __mmask32 none = 0;
        for (int64_t i = 0; i < words; i += 16) {
            const __m512i exponents = _mm512_and_si512(_mm512_loadu_si512(values + i), infinite);
            none |= _mm512_cmpeq_epi16_mask(exponents, infinite);
        }
        return !none;
    }
};

// Numbers of states are those of the head.
struct UnitsDesk : PanelsDesk<UnitsDesk> {
    static constexpr int64_t MOST = 16;  // states in a band
    tiles::Unit unit;
    const int64_t bands, most;
    std::vector<float> masses;   // [states, 16]: of which the mass is the sum
    std::vector<uint32_t> seen;  // values that one state sees

    INLINE UnitsDesk(const Work &work, const Tile &tile)
        : PanelsDesk(work, tile), unit(1, true), bands((count + MOST - 1) / MOST),
          most((count + bands - 1) / bands), masses(states.size() * PANEL) {}

    INLINE void compute(const Part &part, const Panels &block, const Panels *next, int64_t head) {
        if (next)
            for (int64_t p = 0; p < NUM; ++p) reach(next->keys[p], key_words);
        for (int64_t nth = part.from; nth < part.to; nth += most) {
            unit.take(part.to - nth < most ? part.to - nth : most);
            Units::scores(q + (head * count + nth) * work.key_size, work.key_size, block,
                          weights + nth * BLOCK);
        }
        if (next)
            for (int64_t p = 0; p < NUM; ++p) reach(next->values[p], value_words);
        for (int64_t nth = part.from; nth < part.to; ++nth) weigh(nth, block, head);
        for (int64_t nth = part.from; nth < part.to; nth += most)
            add(nth, part.to - nth < most ? part.to - nth : most, block, head);
    }

    static INLINE void reach(const uint32_t *words, int64_t count) {
        for (int64_t i = 0; i < count; i += PANEL) Halves::reach(words + i);
    }

    // As `Table::weigh`, of scores that are not scaled yet.
    AVX512_BF16 void weigh(int64_t nth, const Panels &block, int64_t head) {
        const int64_t first = first_of(nth, block), last = last_of(nth, block);
        Half *to = rounded + nth * BLOCK;
        if (first >= last) return (void)std::memset((void *)to, 0, BLOCK * sizeof *to);
        float *scores = weights + nth * BLOCK;
        if (work.soft_cap > 0)
            for (int64_t j = first; j < last; ++j)
                scores[j] = work.soft_cap * std::tanh(scores[j] * work.scale / work.soft_cap);
        const float scale = work.soft_cap > 0 ? 1.0f : work.scale;
        State &state = states[head * count + nth];
        const uint64_t seen = (last < BLOCK ? (uint64_t(1) << last) - 1 : ~uint64_t(0)) >> first << first;
        float *mass = masses.data() + (head * count + nth) * PANEL;
        __m512 each[NUM], most = _mm512_set1_ps(state.peak), all = _mm512_loadu_ps(mass);
        ALL for (int p = 0; p < NUM; ++p) {
            each[p] = _mm512_loadu_ps(scores + p * PANEL) * scale;
            each[p] = _mm512_mask_blend_ps(part_of(seen, p), _mm512_set1_ps(NOTHING), each[p]);
            most = _mm512_maskz_max_ps(EACH, each[p], most);  // NaN gives way
        }
        if (_mm512_cmp_ps_mask(most, _mm512_set1_ps(state.peak), _CMP_GT_OQ))
            all *= raise(state, most, sums + (head * count + nth) * width, width);
        ALL for (int p = 0; p < NUM; ++p) {
            each[p] = Halves::exponential(each[p] - state.peak);
            each[p] = _mm512_maskz_mov_ps(part_of(seen, p), each[p]);
            all += each[p];
        }
        ALL for (int p = 0; p < NUM; p += 2)
            _mm512_storeu_si512(to + p * PANEL, (__m512i)_mm512_cvtne2ps_pbh(each[p + 1], each[p]));
        _mm512_storeu_ps(mass, all);
    }
    static INLINE __mmask16 part_of(uint64_t seen, int p) { return __mmask16(seen >> p * PANEL); }

    // A new peak: by what everything so far shrinks.
    AVX512_BF16 static float raise(State &state, __m512 most, float *sum, int64_t width) {
        const __m256 half = _mm256_max_ps(Halves::part<0>(most), Halves::part<1>(most));
        const float peak = Halves::largest_of(half), by = std::exp(state.peak - peak);
        state.peak = peak;
        for (int64_t i = 0; i < width; i += PANEL)
            _mm512_storeu_ps(sum + i, _mm512_loadu_ps(sum + i) * by);
        return by;
    }

    AVX512_BF16 void settle(int64_t nth) {
        const __m512 all = _mm512_loadu_ps(masses.data() + nth * PANEL);
        states[nth].mass = Halves::sum(Halves::part<0>(all) + Halves::part<1>(all));
    }

    INLINE void add(int64_t nth, int64_t some, const Panels &block, int64_t head) {
        int64_t first = BLOCK, last = 0;
        for (int64_t each = nth; each < nth + some; ++each) {
            const int64_t from = first_of(each, block), to = last_of(each, block);
            first = from < first ? from : first, last = to > last ? to : last;
        }
        if (first >= last) return;
        if (multiplies(nth, some, block, first, last)) {
            unit.take(some);
            return add_panels(nth, block, first, last, head);
        }
        unit.take(1);
        for (int64_t each = nth; each < nth + some; ++each) add_seen(each, block, head);
    }

    INLINE void add_panels(int64_t nth, const Panels &block, int64_t first, int64_t last,
                           int64_t head) {
        Units::add(sums + (head * count + nth) * width, width, rounded + nth * BLOCK, block,
                   first / PANEL, (last + PANEL - 1) / PANEL);
    }

    // Whether zeros are enough to leave out what a state does not see.
    INLINE bool multiplies(int64_t nth, int64_t some, const Panels &block, int64_t first,
                           int64_t last) const {
        const auto [from, to] = seen_by_all(nth, some, block);
        for (int64_t p = first / PANEL; p * PANEL < last; ++p)
            if (p * PANEL < from || p * PANEL + PANEL > to)
                if (!Units::are_numbers(block.values[p], value_words)) return false;
        return true;
    }

    INLINE void add_seen(int64_t nth, const Panels &block, int64_t head) {
        const int64_t first = first_of(nth, block), last = last_of(nth, block);
        if (first >= last) return;
        seen.assign(size_t(NUM * value_words), 0);
        Panels own = block;
        for (int64_t j = first; j < last; ++j) {
            const int64_t place = j / PANEL * value_words + j % PANEL / 2 * work.value_size;
            const auto *from = (const Half *)(block.values[j / PANEL] + place % value_words) + j % 2;
            auto *to = (Half *)(seen.data() + place) + j % 2;
            for (int64_t i = 0; i < 2 * work.value_size; i += 2) to[i] = from[i];
        }
        for (int64_t p = 0; p < NUM; ++p) own.values[p] = seen.data() + p * value_words;
        add_panels(nth, own, first, last, head);
    }
};

}  // namespace
}  // namespace attention

#endif
