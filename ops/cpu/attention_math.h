// The arithmetic of attention over one block of keys, plain and for AVX2.

#pragma once

#include <cmath>
#include <cstdint>
#include <initializer_list>
#include <limits>

#include "numbers.h"
#include "threads.h"

namespace attention {
namespace {

constexpr int64_t BLOCK = 64;  // keys between two looks at the largest score
constexpr int64_t BAND = 6;    // states whose sums fit the registers
constexpr float NOTHING = -std::numeric_limits<float>::infinity();

inline int64_t panels_of(int64_t size) { return (size + PANEL - 1) / PANEL; }
// The bands of `count` states: as few as can be, and alike.
inline int64_t band_of(int64_t count) {
    const int64_t bands = (count + BAND - 1) / BAND;
    return bands ? (count + bands - 1) / bands : 1;
}

struct Plain {
    // Keys [count, size] to panels [BLOCK / PANEL, size, PANEL].
    template <class Number>
    static void lay_keys(const Number *const *keys, int64_t count, int64_t size, float *panels) {
        for (int64_t j = 0; j < count; ++j)
            for (int64_t i = 0; i < size; ++i)
                panels[(j / PANEL * size + i) * PANEL + j % PANEL] = wide(keys[j][i]);
    }
    // Values [count, size] to panels [size / PANEL, BLOCK, PANEL].
    template <class Number>
    static void lay_values(const Number *const *values, int64_t count, int64_t size, float *panels) {
        for (int64_t j = 0; j < count; ++j)
            for (int64_t i = 0; i < size; ++i)
                panels[(i / PANEL * BLOCK + j) * PANEL + i % PANEL] = wide(values[j][i]);
    }
    // Of a panel of keys, for so many queries: found [count, BLOCK].
    static void scores(const float *q, int64_t count, int64_t size, const float *panel,
                       float *found) {
        for (int64_t nth = 0; nth < count; ++nth) {
            float sums[PANEL] = {};
            for (int64_t i = 0; i < size; ++i)
                for (int64_t j = 0; j < PANEL; ++j)
                    sums[j] += q[nth * size + i] * panel[i * PANEL + j];
            for (int64_t j = 0; j < PANEL; ++j) found[nth * BLOCK + j] = sums[j];
        }
    }
    // Of keys that were not laid out, for few queries.
    template <class Number>
    static void scores_apart(const float *q, int64_t count, int64_t size,
                             const Number *const *keys, int64_t num_keys, float *found) {
        for (int64_t nth = 0; nth < count; ++nth)
            for (int64_t j = 0; j < num_keys; ++j) {
                float sum = 0;
                for (int64_t i = 0; i < size; ++i) sum += q[nth * size + i] * wide(keys[j][i]);
                found[nth * BLOCK + j] = sum;
            }
    }
    // sums [count, any * PANEL], its rows so far apart, grow by the values from `first`
    // to `last`, whose weights [count, BLOCK] are.
    static void add(float *sums, int64_t apart, const float *weights,
                    int64_t count, const float *panel, int64_t first, int64_t last) {
        for (int64_t nth = 0; nth < count; ++nth)
            for (int64_t i = 0; i < PANEL; ++i) {
                float sum = sums[nth * apart + i] ;
                for (int64_t j = first; j < last; ++j)
                    sum += weights[nth * BLOCK + j] * panel[j * PANEL + i];
                sums[nth * apart + i] = sum;
            }
    }
    // The same of eight numbers of values that were not laid out.
    template <class Number>
    static void add_apart(float *sums, int64_t apart, const float *weights, int64_t count,
                          const Number *const *values, int64_t at, int64_t first, int64_t last) {
        for (int64_t nth = 0; nth < count; ++nth)
            for (int64_t i = 0; i < 8; ++i) {
                float sum = sums[nth * apart + i];
                for (int64_t j = first; j < last; ++j)
                    sum += weights[nth * BLOCK + j] * wide(values[j][at + i]);
                sums[nth * apart + i] = sum;
            }
    }
    // e^(x - peak) of all, and their sum.
    static float exponentials(float *numbers, float peak) {
        float sum = 0;
        for (int64_t j = 0; j < BLOCK; ++j) sum += numbers[j] = std::exp(numbers[j] - peak);
        return sum;
    }
    static float largest(const float *numbers, float peak) {
        for (int64_t j = 0; j < BLOCK; ++j) peak = numbers[j] > peak ? numbers[j] : peak;
        return peak;
    }
};

#if defined(__x86_64__)

// A function of a number that the compiler has to know: 1 to BAND.
#define FOR_COUNT(function, ...)                  \
    switch (count) {                              \
        case 1: return function<1>(__VA_ARGS__);  \
        case 2: return function<2>(__VA_ARGS__);  \
        case 3: return function<3>(__VA_ARGS__);  \
        case 4: return function<4>(__VA_ARGS__);  \
        case 5: return function<5>(__VA_ARGS__);  \
        default: return function<6>(__VA_ARGS__); \
    }

struct Avx2 {
    AVX2 static __m256 load(const float *from) { return _mm256_loadu_ps(from); }
    AVX2 static __m256 load(const Half *from) {
        const __m256i each = _mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)from));
        return _mm256_castsi256_ps(_mm256_slli_epi32(each, 16));
    }
    AVX2 static void turn(__m256 *all) {  // eight rows to eight columns
        __m256 pairs[8], fours[8];
        ALL for (int i = 0; i < 8; i += 2) {
            pairs[i] = _mm256_unpacklo_ps(all[i], all[i + 1]);
            pairs[i + 1] = _mm256_unpackhi_ps(all[i], all[i + 1]);
        }
        ALL for (int i = 0; i < 8; i += 4) {
            fours[i] = _mm256_shuffle_ps(pairs[i], pairs[i + 2], 0x44);
            fours[i + 1] = _mm256_shuffle_ps(pairs[i], pairs[i + 2], 0xee);
            fours[i + 2] = _mm256_shuffle_ps(pairs[i + 1], pairs[i + 3], 0x44);
            fours[i + 3] = _mm256_shuffle_ps(pairs[i + 1], pairs[i + 3], 0xee);
        }
        ALL for (int i = 0; i < 8; ++i)
            all[i] = i < 4 ? _mm256_permute2f128_ps(fours[i], fours[i + 4], 0x20)
                           : _mm256_permute2f128_ps(fours[i - 4], fours[i], 0x31);
    }
    template <class Number>
    AVX2 static void lay_keys(const Number *const *keys, int64_t count, int64_t size,
                              float *panels) {
        for (int64_t j = 0; j < count; j += 8)
            for (int64_t i = 0; i < size; i += 8) {
                __m256 all[8];  // behind the last key comes the last key
                ALL for (int nth = 0; nth < 8; ++nth)
                    all[nth] = load(keys[j + nth < count ? j + nth : count - 1] + i);
                turn(all);
                float *to = panels + (j / PANEL * size + i) * PANEL + j % PANEL;
                ALL for (int nth = 0; nth < 8; ++nth) _mm256_storeu_ps(to + nth * PANEL, all[nth]);
            }
    }
    template <class Number>
    AVX2 static void lay_values(const Number *const *values, int64_t count, int64_t size,
                                float *panels) {
        for (int64_t j = 0; j < count; ++j)
            for (int64_t i = 0; i < size; i += 8)
                _mm256_storeu_ps(panels + (i / PANEL * BLOCK + j) * PANEL + i % PANEL,
                                 load(values[j] + i));
    }
    template <int COUNT>
    AVX2 static void scores_of(const float *q, int64_t size, const float *panel, float *found) {
        __m256 low[COUNT], high[COUNT];
        ALL for (int nth = 0; nth < COUNT; ++nth) low[nth] = high[nth] = _mm256_setzero_ps();
        for (int64_t i = 0; i < size; ++i, panel += PANEL) {
            const __m256 left = _mm256_loadu_ps(panel), right = _mm256_loadu_ps(panel + 8);
            ALL for (int nth = 0; nth < COUNT; ++nth) {
                const __m256 one = _mm256_broadcast_ss(q + nth * size + i);
                low[nth] = _mm256_fmadd_ps(one, left, low[nth]);
                high[nth] = _mm256_fmadd_ps(one, right, high[nth]);
            }
        }
        ALL for (int nth = 0; nth < COUNT; ++nth) {
            _mm256_storeu_ps(found + nth * BLOCK, low[nth]);
            _mm256_storeu_ps(found + nth * BLOCK + 8, high[nth]);
        }
    }
    AVX2 static void scores(const float *q, int64_t count, int64_t size, const float *panel,
                            float *found) {
        FOR_COUNT(scores_of, q, size, panel, found)
    }
    template <int COUNT, class Number>
    AVX2 static void scores_apart_of(const float *q, int64_t size, const Number *const *keys,
                                     int64_t num_keys, float *found) {
        for (int64_t j = 0; j < num_keys; j += 8) {
            __m256 sums[COUNT], all[8];  // behind the last key comes the last key
            ALL for (int nth = 0; nth < COUNT; ++nth) sums[nth] = _mm256_setzero_ps();
            for (int64_t i = 0; i < size; i += 8) {
                ALL for (int nth = 0; nth < 8; ++nth)
                    all[nth] = load(keys[j + nth < num_keys ? j + nth : num_keys - 1] + i);
                turn(all);
                ALL for (int each = 0; each < 8; ++each)
                    ALL for (int nth = 0; nth < COUNT; ++nth)
                        sums[nth] = _mm256_fmadd_ps(
                            _mm256_broadcast_ss(q + nth * size + i + each), all[each], sums[nth]);
            }
            ALL for (int nth = 0; nth < COUNT; ++nth)
                _mm256_storeu_ps(found + nth * BLOCK + j, sums[nth]);
        }
    }
    template <class Number>
    AVX2 static void scores_apart(const float *q, int64_t count, int64_t size,
                                  const Number *const *keys, int64_t num_keys, float *found) {
        FOR_COUNT(scores_apart_of, q, size, keys, num_keys, found)
    }
    template <int COUNT>
    AVX2 static void add_of(float *sums, int64_t apart, const float *weights,
                            const float *panel, int64_t first, int64_t last) {
        __m256 low[COUNT], high[COUNT];
        ALL for (int nth = 0; nth < COUNT; ++nth) {
            low[nth] = _mm256_loadu_ps(sums + nth * apart);
            high[nth] = _mm256_loadu_ps(sums + nth * apart + 8);
        }
        for (int64_t j = first; j < last; ++j) {
            const __m256 left = _mm256_loadu_ps(panel + j * PANEL);
            const __m256 right = _mm256_loadu_ps(panel + j * PANEL + 8);
            ALL for (int nth = 0; nth < COUNT; ++nth) {
                const __m256 one = _mm256_broadcast_ss(weights + nth * BLOCK + j);
                low[nth] = _mm256_fmadd_ps(one, left, low[nth]);
                high[nth] = _mm256_fmadd_ps(one, right, high[nth]);
            }
        }
        ALL for (int nth = 0; nth < COUNT; ++nth) {
            _mm256_storeu_ps(sums + nth * apart, low[nth]);
            _mm256_storeu_ps(sums + nth * apart + 8, high[nth]);
        }
    }
    AVX2 static void add(float *sums, int64_t apart, const float *weights,
                         int64_t count, const float *panel, int64_t first, int64_t last) {
        FOR_COUNT(add_of, sums, apart, weights, panel, first, last)
    }
    template <int COUNT, class Number>
    AVX2 static void add_apart_of(float *sums, int64_t apart, const float *weights,
                                  const Number *const *values, int64_t at, int64_t first,
                                  int64_t last) {
        __m256 own[COUNT];
        ALL for (int nth = 0; nth < COUNT; ++nth) own[nth] = _mm256_loadu_ps(sums + nth * apart);
        for (int64_t j = first; j < last; ++j) {
            const __m256 part = load(values[j] + at);
            ALL for (int nth = 0; nth < COUNT; ++nth) {
                const __m256 one = _mm256_broadcast_ss(weights + nth * BLOCK + j);
                own[nth] = _mm256_fmadd_ps(one, part, own[nth]);
            }
        }
        ALL for (int nth = 0; nth < COUNT; ++nth) _mm256_storeu_ps(sums + nth * apart, own[nth]);
    }
    template <class Number>
    AVX2 static void add_apart(float *sums, int64_t apart, const float *weights, int64_t count,
                               const Number *const *values, int64_t at, int64_t first,
                               int64_t last) {
        FOR_COUNT(add_apart_of, sums, apart, weights, values, at, first, last)
    }
    AVX2 static float sum(__m256 all) {
        all = _mm256_hadd_ps(all, all);
        all = _mm256_hadd_ps(all, all);
        return _mm_cvtss_f32(_mm_add_ss(_mm256_castps256_ps128(all), _mm256_extractf128_ps(all, 1)));
    }
    AVX2 static float largest(const float *numbers, float peak) {
        __m256 most = _mm256_set1_ps(peak);
        for (int64_t j = 0; j < BLOCK; j += 8)
            most = _mm256_max_ps(_mm256_loadu_ps(numbers + j), most);  // NaN gives way
        return largest_of(most);
    }
    AVX2 static float largest_of(__m256 most) {
        most = _mm256_max_ps(most, _mm256_permute2f128_ps(most, most, 1));
        most = _mm256_max_ps(most, _mm256_shuffle_ps(most, most, 0x4e));
        return _mm256_cvtss_f32(_mm256_max_ps(most, _mm256_shuffle_ps(most, most, 0xb1)));
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
    AVX2 static float exponentials(float *numbers, float peak) {
        __m256 top = _mm256_set1_ps(peak), all = _mm256_setzero_ps();
        for (int64_t j = 0; j < BLOCK; j += 8) {
            const __m256 each = exponential(_mm256_sub_ps(_mm256_loadu_ps(numbers + j), top));
            _mm256_storeu_ps(numbers + j, each);
            all = _mm256_add_ps(all, each);
        }
        return sum(all);
    }
};

#endif

}  // namespace
}  // namespace attention
