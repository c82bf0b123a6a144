// The arithmetic of attention over one block of keys, plain and for AVX2.

#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

#include "threads.h"

namespace attention {
namespace {

constexpr int64_t BLOCK = 64;  // keys between two looks at the largest score
constexpr float NOTHING = -std::numeric_limits<float>::infinity();

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
    static float largest(const float *numbers, float peak) {
        for (int64_t j = 0; j < BLOCK; ++j) peak = numbers[j] > peak ? numbers[j] : peak;
        return peak;
    }
    static float total(const float *numbers) {
        float sum = 0;
        for (int64_t j = 0; j < BLOCK; ++j) sum += numbers[j];
        return sum;
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
    // Eight sums of eight numbers each, all added in the same order, and one of them.
    AVX2 static __m256 eight_sums(const __m256 *all) {
        const __m256 low = _mm256_hadd_ps(_mm256_hadd_ps(all[0], all[1]), _mm256_hadd_ps(all[2], all[3]));
        const __m256 high = _mm256_hadd_ps(_mm256_hadd_ps(all[4], all[5]), _mm256_hadd_ps(all[6], all[7]));
        return _mm256_add_ps(_mm256_permute2f128_ps(low, high, 0x20),
                             _mm256_permute2f128_ps(low, high, 0x31));
    }
    AVX2 static float sum(__m256 all) {
        all = _mm256_hadd_ps(all, all);
        all = _mm256_hadd_ps(all, all);
        return _mm_cvtss_f32(_mm_add_ss(_mm256_castps256_ps128(all), _mm256_extractf128_ps(all, 1)));
    }
    template <int COUNT>
    AVX2 static void products(const float *q, const float *const *keys, int64_t size, __m256 *sums) {
        ALL for (int j = 0; j < COUNT; ++j) sums[j] = _mm256_setzero_ps();
        for (int64_t i = 0; i < size; i += 8) {
            const __m256 part = _mm256_loadu_ps(q + i);
            ALL for (int j = 0; j < COUNT; ++j)
                sums[j] = _mm256_fmadd_ps(part, _mm256_loadu_ps(keys[j] + i), sums[j]);
        }
    }
    AVX2 static void scores(const float *q, const float *const *keys, int64_t count, int64_t size,
                            float *found) {
        __m256 sums[8];
        int64_t j = 0;
        for (; j + 8 <= count; j += 8) {
            products<8>(q, keys + j, size, sums);
            _mm256_storeu_ps(found + j, eight_sums(sums));
        }
        for (; j < count; ++j) {
            products<1>(q, keys + j, size, sums);
            found[j] = sum(sums[0]);
        }
    }
    AVX2 static float largest(const float *numbers, float peak) {
        __m256 most = _mm256_set1_ps(peak);
        for (int64_t j = 0; j < BLOCK; j += 8)
            most = _mm256_max_ps(_mm256_loadu_ps(numbers + j), most);  // NaN gives way
        alignas(32) float each[8];
        _mm256_store_ps(each, most);
        for (const float one : each) peak = one > peak ? one : peak;
        return peak;
    }
    AVX2 static float total(const float *numbers) {
        __m256 all = _mm256_setzero_ps();
        for (int64_t j = 0; j < BLOCK; j += 8) all = _mm256_add_ps(all, _mm256_loadu_ps(numbers + j));
        return sum(all);
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

}  // namespace
}  // namespace attention
