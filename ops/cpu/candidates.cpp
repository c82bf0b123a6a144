// The tokens among which a row's winner is sought.
//
// Without noise: the best logit of a row.
//
// Without filters: those whose noisy score is next to the best one. Noise is a function of words, as
// `ops/sampling_noise.py` tells. It takes two logarithms, and nearly every token loses by more than
// a rough bound: -log(u) is above the noise, and the exponent and the mantissa of a float32, read as
// one number, are its logarithm but for 0.06. Only what the bound does not rule out is computed in
// float64. The decision is made by who called, from the lists.
//
// With filters: the k-th best logit of a row, and all tokens that are not below a bound. Most blocks
// of a row hold none, which one comparison of many tells.

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

#include "kernels.h"
#include "numbers.h"
#include "ranges.h"

namespace candidates {
namespace {

constexpr uint64_t GOLDEN = 0x9E3779B97F4A7C15u;
constexpr int64_t BLOCK = 64, LANES = 8;
constexpr double NEAR = 1e-4;   // far more than the error of a score in float64
constexpr float SLACK = 1e-3f;  // and than that of the bound in float32
constexpr float LN2 = 0.6931472f;
constexpr float LOWEST = -std::numeric_limits<float>::infinity();

template <class Number>
struct Search {
    const Number *logits;       // [rows, size]
    const double *temperature;  // [rows]
    const int64_t *seeds, *positions;
    const uint32_t *words;  // [size], those of the tokens
    int64_t *ids;           // [rows, most], ascending
    int64_t *counts;        // [rows]; -1: more than `most`
    int64_t size, most;
};

INLINE uint32_t mix32(uint32_t x) {
    x = (x ^ x >> 16) * 0x7FEB352Du;
    x = (x ^ x >> 15) * 0x846CA68Bu;
    return x ^ x >> 16;
}

INLINE uint64_t mix64(uint64_t x) {
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

INLINE double noise_of(uint32_t word) {
    return -std::log(-std::log1p(-(double(word) + 0.5) * 0x1p-32));
}

// At least the noise. Half of the word fits a signed number, which processors convert.
INLINE float bound_of(uint32_t word) {
    const float half = float(int32_t(word >> 1)) + 0.25f;
    int32_t bits;
    std::memcpy(&bits, &half, sizeof bits);
    return (31 + 127) * LN2 - float(bits) * (LN2 * 0x1p-23f);
}

INLINE bool any_of(const float *numbers, int64_t count, float floor) {
    int any = 0;
    for (int64_t i = 0; i < count; ++i) any |= numbers[i] >= floor;
    return any;
}

template <class Number>
INLINE bool all_below(const Number *numbers, int64_t count, float ceiling) {
    int all = 1;
    for (int64_t i = 0; i < count; ++i) all &= wide(numbers[i]) < ceiling;
    return all;
}

INLINE float larger(float one, float other) { return one > other ? one : other; }

template <class Number>
INLINE float best_of(const Number *logits, int64_t size) {
    float best[LANES];
    for (float &each : best) each = LOWEST;
    const int64_t whole = size / LANES * LANES;
    for (int64_t i = 0; i < whole; i += LANES)
        for (int64_t lane = 0; lane < LANES; ++lane)
            best[lane] = larger(wide(logits[i + lane]), best[lane]);
    for (int64_t i = whole; i < size; ++i) best[0] = larger(wide(logits[i]), best[0]);
    float all = best[0];
    for (const float each : best) all = larger(each, all);
    return all;
}

// Of one row: those found so far, and the best score among them.
struct Found {
    int64_t *ids;
    double *scores;
    int64_t count = 0;
    double best = -std::numeric_limits<double>::infinity();

    void tidy() {
        int64_t kept = 0;
        for (int64_t i = 0; i < count; ++i)
            if (scores[i] >= best - NEAR) ids[kept] = ids[i], scores[kept++] = scores[i];
        count = kept;
    }
};

template <class Number>
INLINE void search_rows(const Search<Number> &search, int64_t first, int64_t last) {
    double scores[64];
    for (int64_t row = first; row < last; ++row) {
        const Number *logits = search.logits + row * search.size;
        const float best = best_of(logits, search.size);
        const float temperature = float(search.temperature[row]);
        const uint64_t mixed = mix64(mix64(uint64_t(search.seeds[row])) +
                                     uint64_t(search.positions[row]) * GOLDEN);
        const uint32_t low = uint32_t(mixed), high = uint32_t(mixed >> 32) | 1u;
        Found found{search.ids + row * search.most, scores};
        float floor = LOWEST;
        for (int64_t start = 0; start < search.size && found.count >= 0; start += BLOCK) {
            const int64_t rest = search.size - start, count = rest < BLOCK ? rest : BLOCK;
            float bounds[BLOCK];
            uint32_t mixes[BLOCK];
            for (int64_t i = 0; i < count; ++i) {
                mixes[i] = mix32(search.words[start + i] * high + low);
                bounds[i] = (wide(logits[start + i]) - best) / temperature + bound_of(mixes[i]);
            }
            if (!any_of(bounds, count, floor)) continue;
            for (int64_t i = 0; i < count; ++i) {
                if (!(bounds[i] >= floor)) continue;
                const double scaled = (double(wide(logits[start + i])) - best) / search.temperature[row];
                const double score = scaled + noise_of(mixes[i]);
                if (!(score >= found.best - NEAR)) continue;
                if (score > found.best) found.best = score, floor = float(score - NEAR) - SLACK;
                if (found.count == search.most) found.tidy();
                if (found.count == search.most) {
                    found.count = -1;
                    break;
                }
                found.ids[found.count] = start + i;
                scores[found.count++] = score;
            }
        }
        if (found.count > 0) found.tidy();
        search.counts[row] = found.count;
    }
}

template <class Number>
struct Best {
    const Number *logits;  // [rows, size]
    int64_t *ids;          // [rows]: of equal ones the lowest; what is no number is better than all
    int64_t size;
};

template <class Number>
INLINE void best_rows(const Best<Number> &best, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; ++row) {
        const Number *logits = best.logits + row * best.size;
        const float highest = best_of(logits, best.size);
        int64_t found = -1;
        bool is_number = true;
        for (int64_t start = 0; start < best.size && is_number; start += BLOCK) {
            const int64_t rest = best.size - start, count = rest < BLOCK ? rest : BLOCK;
            if (all_below(logits + start, count, highest)) continue;
            for (int64_t i = start; i < start + count && is_number; ++i) {
                const float logit = wide(logits[i]);
                is_number = !std::isnan(logit);
                if (!is_number || (found < 0 && logit == highest)) found = i;
            }
        }
        best.ids[row] = found;
    }
}

struct Ranks {
    const float *logits;  // [rows, size]
    const int64_t *kth;   // [rows], 1 to `most`
    float *found;         // [rows]; -inf where a row has fewer
    int64_t size;
};

INLINE void rank_rows(const Ranks &ranks, int64_t first, int64_t last) {
    float heap[256];  // the best so far, the least of them first
    const auto above = [](float one, float other) { return one > other; };
    for (int64_t row = first; row < last; ++row) {
        const float *logits = ranks.logits + row * ranks.size;
        const int64_t most = ranks.kth[row];
        std::fill(heap, heap + most, LOWEST);
        for (int64_t start = 0; start < ranks.size; start += BLOCK) {
            const int64_t rest = ranks.size - start, count = rest < BLOCK ? rest : BLOCK;
            if (!any_of(logits + start, count, heap[0])) continue;
            for (int64_t i = start; i < start + count; ++i)
                if (logits[i] > heap[0]) {
                    std::pop_heap(heap, heap + most, above);
                    heap[most - 1] = logits[i];
                    std::push_heap(heap, heap + most, above);
                }
        }
        ranks.found[row] = heap[0];
    }
}

struct Sieve {
    const float *logits;  // [rows, size]
    const float *lowest;  // [rows]
    int64_t *ids;         // [rows, most], ascending
    int64_t *counts;      // [rows]; -1: more than `most`
    int64_t size, most;
};

INLINE void sieve_rows(const Sieve &sieve, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; ++row) {
        const float *logits = sieve.logits + row * sieve.size, lowest = sieve.lowest[row];
        int64_t *ids = sieve.ids + row * sieve.most, found = 0;
        for (int64_t start = 0; start < sieve.size && found >= 0; start += BLOCK) {
            const int64_t rest = sieve.size - start, count = rest < BLOCK ? rest : BLOCK;
            if (!any_of(logits + start, count, lowest)) continue;
            for (int64_t i = start; i < start + count && found >= 0; ++i)
                if (logits[i] >= lowest) {
                    if (found < sieve.most)
                        ids[found++] = i;
                    else
                        found = -1;
                }
        }
        sieve.counts[row] = found;
    }
}

// The same loops, for any processor and for AVX2.
#define BOTH(NAME, LOOP, TYPE)                                                  \
    void plain_##NAME(const void *given, int64_t first, int64_t last) {         \
        LOOP(*static_cast<const TYPE *>(given), first, last);                   \
    }                                                                           \
    AVX2 void avx2_##NAME(const void *given, int64_t first, int64_t last) {     \
        LOOP(*static_cast<const TYPE *>(given), first, last);                   \
    }                                                                           \
    const ranges::Range best_##NAME = has_avx2() ? avx2_##NAME : plain_##NAME;

BOTH(search, search_rows, Search<float>)
BOTH(search_halves, search_rows, Search<Half>)
BOTH(pick, best_rows, Best<float>)
BOTH(pick_halves, best_rows, Best<Half>)
BOTH(rank, rank_rows, Ranks)
BOTH(sieve, sieve_rows, Sieve)
#undef BOTH

}  // namespace
}  // namespace candidates

extern "C" {

// `most` is 64 at most. `halves`: whether logits are bfloat16.
void understudy_winners(const void *logits, const double *temperature, const int64_t *seeds,
                        const int64_t *positions, const uint32_t *words, int64_t *ids,
                        int64_t *counts, int64_t num_rows, int64_t size, int64_t most, int halves,
                        int threads) {
    const candidates::Search<float> wide{(const float *)logits, temperature, seeds, positions,
                                         words, ids, counts, size, most};
    const candidates::Search<Half> narrow{(const Half *)logits, temperature, seeds, positions,
                                          words, ids, counts, size, most};
    if (halves) ranges::over(candidates::best_search_halves, &narrow, num_rows, size, threads);
    else ranges::over(candidates::best_search, &wide, num_rows, size, threads);
}

void understudy_best(const void *logits, int64_t *ids, int64_t num_rows, int64_t size, int halves,
                     int threads) {
    const candidates::Best<float> wide{(const float *)logits, ids, size};
    const candidates::Best<Half> narrow{(const Half *)logits, ids, size};
    if (halves) ranges::over(candidates::best_pick_halves, &narrow, num_rows, size, threads);
    else ranges::over(candidates::best_pick, &wide, num_rows, size, threads);
}

// No `kth` is over 256.
void understudy_rank(const float *logits, const int64_t *kth, float *found, int64_t num_rows,
                     int64_t size, int threads) {
    const candidates::Ranks ranks{logits, kth, found, size};
    ranges::over(candidates::best_rank, &ranks, num_rows, size, threads);
}

void understudy_sieve(const float *logits, const float *lowest, int64_t *ids, int64_t *counts,
                      int64_t num_rows, int64_t size, int64_t most, int threads) {
    const candidates::Sieve sieve{logits, lowest, ids, counts, size, most};
    ranges::over(candidates::best_sieve, &sieve, num_rows, size, threads);
}
}
