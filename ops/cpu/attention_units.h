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

constexpr int64_t DEPTH = 32;  // numbers that the unit multiplies at once

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
        tiles::load<6>(values + T * PANEL, size * 4);
        tiles::add<T, 4, 6>();
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

    // sums [.., size] grow by values [BLOCK / 2, size], whose weights [.., BLOCK] are, from a position
    // up to another, as far as the unit multiplies at once.
    template <int COUNT>
    INLINE static void add_wide(float *sums, int64_t size, const Half *weights,
                                const uint32_t *values, int64_t first, int64_t last) {
        load<COUNT>(sums, size);
        for (int64_t at = first / DEPTH * DEPTH; at < last; at += DEPTH) {
            tiles::load<4>(weights + at, BLOCK * 2);
            multiply<COUNT>(values + at / 2 * size, size);
        }
        store<COUNT>(sums, size);
    }
    INLINE static void add(float *sums, int64_t size, const Half *weights, const uint32_t *values,
                           int64_t first, int64_t last) {
        int64_t at = 0;
        for (; at + 4 * PANEL <= size; at += 4 * PANEL)
            add_wide<4>(sums + at, size, weights, values + at, first, last);
        for (; at < size; at += PANEL)
            add_wide<1>(sums + at, size, weights, values + at, first, last);
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
    const int64_t bands, most;
    tiles::Unit unit;
    std::vector<uint32_t> own;  // a block's values: two panels are what the unit multiplies at once
    uint32_t *laid, *seen;      // all of them, and those that one state sees
    int64_t laid_first, laid_last;  // panels that somebody sees

    INLINE UnitsDesk(const Work &work, const Tile &tile)
        : PanelsDesk(work, tile, 2 * MOST), bands((count + MOST - 1) / MOST),
          most((count + bands - 1) / bands), unit(most, true), own(2 * NUM * value_words + ROOM),
          laid(in_line(own.data())), seen(laid + NUM * value_words) {}

    // Band by band, so that what lies between a score and its value stays near. The unit is asked for
    // the next band's scores before this one's are weighed, which others do.
    INLINE void compute(const Part &part, const Panels &block, const Panels *next, int64_t head) {
        float *found = weights, *other = weights + MOST * BLOCK;
        reach(next, 0);
        score(part, part.from, block, head, found);
        reach(next, 1);
        lay(part, block);
        reach(next, 2);
        for (int64_t nth = part.from; nth < part.to; nth += most) {
            const int64_t some = some_of(part, nth);
            if (nth + some < part.to) score(part, nth + some, block, head, other);
            for (int64_t each = 0; each < some; ++each)
                weigh(nth + each, block, head, found + each * BLOCK, rounded + each * BLOCK);
            if (nth == part.from) reach(next, 3);
            add(nth, some, block, head);
            std::swap(found, other);
        }
    }
    INLINE int64_t some_of(const Part &part, int64_t nth) const {
        return part.to - nth < most ? part.to - nth : most;
    }

    INLINE void score(const Part &part, int64_t nth, const Panels &block, int64_t head, float *found) {
        unit.take(some_of(part, nth));
        Units::scores(q + (head * count + nth) * work.key_size, work.key_size, block, found);
    }

    // Asks for a quarter of what is met next: all at once would keep the memory from what is computed.
    INLINE void reach(const Panels *next, int64_t quarter) const {
        if (!next) return;
        const bool keys = quarter < 2;
        const int64_t words = keys ? key_words : value_words, from = quarter % 2 * NUM / 2;
        for (int64_t p = from; p < from + NUM / 2; ++p)
            for (int64_t i = 0; i < words; i += PANEL)
                Halves::reach((keys ? next->keys : next->values)[p] + i);
    }

    // Panels that nobody sees become zeros: nobody asks whether they are numbers.
    INLINE void lay(const Part &part, const Panels &block) {
        const auto [first, last] = seen_by_any(part.from, part.to - part.from, block);
        laid_first = first / PANEL, laid_last = (last + PANEL - 1) / PANEL;
        for (int64_t p = 0; p < NUM; ++p) {
            uint32_t *to = laid + p * value_words;
            const size_t size = size_t(value_words) * sizeof *to;
            p < laid_first || p >= laid_last ? std::memset(to, 0, size)
                                             : std::memcpy(to, block.values[p], size);
        }
    }

    INLINE std::pair<int64_t, int64_t> seen_by_any(int64_t nth, int64_t some,
                                                   const Panels &block) const {
        if (block.whole) return {0, BLOCK};
        int64_t first = BLOCK, last = 0;
        for (int64_t each = nth; each < nth + some; ++each) {
            const int64_t from = first_of(each, block), to = last_of(each, block);
            first = from < first ? from : first, last = to > last ? to : last;
        }
        return {first, last};
    }

    INLINE void add(int64_t nth, int64_t some, const Panels &block, int64_t head) {
        const auto [first, last] = seen_by_any(nth, some, block);
        if (first >= last) return;
        if (block.whole || multiplies(nth, some, block)) {
            unit.take(some);
            return add_values(nth, rounded, laid, first, last, head);
        }
        unit.take(1);
        for (int64_t each = 0; each < some; ++each)
            add_seen(nth + each, rounded + each * BLOCK, block, head);
    }

    INLINE void add_values(int64_t nth, const Half *its, const uint32_t *values, int64_t first,
                           int64_t last, int64_t head) {
        Units::add(sums + (head * count + nth) * width, width, its, values, first, last);
    }

    // Whether zeros are enough to leave out what a state does not see.
    INLINE bool multiplies(int64_t nth, int64_t some, const Panels &block) const {
        const auto [from, to] = seen_by_all(nth, some, block);
        for (int64_t p = laid_first; p < laid_last; ++p)
            if (p * PANEL < from || p * PANEL + PANEL > to)
                if (!Units::are_numbers(laid + p * value_words, value_words)) return false;
        return true;
    }

    INLINE void add_seen(int64_t nth, const Half *its, const Panels &block, int64_t head) {
        const int64_t first = first_of(nth, block), last = last_of(nth, block);
        if (first >= last) return;
        std::memset(seen, 0, size_t(NUM * value_words) * sizeof *seen);
        for (int64_t j = first; j < last; ++j) {
            const int64_t place = 2 * (j / 2 * work.value_size) + j % 2;
            const auto *from = (const Half *)laid + place;
            auto *to = (Half *)seen + place;
            for (int64_t i = 0; i < 2 * work.value_size; i += 2) to[i] = from[i];
        }
        add_values(nth, its, seen, first, last, head);
    }
};

}  // namespace
}  // namespace attention

#endif
