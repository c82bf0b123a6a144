// Rows that are brought to the same size, after what is to join them.

#pragma once

#include <cmath>
#include <cstdint>

#include "numbers.h"
#include "threads.h"

namespace rows {
namespace {

constexpr int64_t LANES = 8;

template <class Number>
struct Norm {
    const Number *x, *residual, *weight;  // [rows, size], its rows so far apart; or null; or null
    Number *stream, *y;                   // [rows, size]
    int64_t stride, size;
    float eps, offset;
};

template <class Number>
INLINE void norm_rows(const Norm<Number> &norm, int64_t first, int64_t last) {
    const int64_t size = norm.size, whole = size / LANES * LANES;
    for (int64_t row = first; row < last; ++row) {
        const Number *x = norm.x + row * norm.stride;
        if (norm.residual) {
            const Number *residual = norm.residual + row * size;
            Number *stream = norm.stream + row * size;
            for (int64_t i = 0; i < size; ++i) put(stream + i, wide(x[i]) + wide(residual[i]));
            x = stream;
        }
        float sums[LANES] = {}, sum = 0;
        for (int64_t i = 0; i < whole; i += LANES)
            for (int64_t lane = 0; lane < LANES; ++lane)
                sums[lane] += wide(x[i + lane]) * wide(x[i + lane]);
        for (int64_t i = whole; i < size; ++i) sum += wide(x[i]) * wide(x[i]);
        for (const float each : sums) sum += each;
        const float scale = 1.0f / std::sqrt(sum / float(size) + norm.eps);
        Number *y = norm.y + row * size;
        if (norm.weight)
            for (int64_t i = 0; i < size; ++i)
                put(y + i, wide(x[i]) * scale * (wide(norm.weight[i]) + norm.offset));
        else
            for (int64_t i = 0; i < size; ++i) put(y + i, wide(x[i]) * scale);
    }
}

#if defined(__x86_64__)

// A row's stream, if something joins it, and the sum of its squares.
template <class Number>
AVX512_WIDE INLINE float wide_squares(const Number *x, const Number *residual, Number *stream,
                                      int64_t size) {
    const int64_t whole = size / PANEL * PANEL;
    __m512 sums = _mm512_setzero_ps();
    for (int64_t i = 0; i < whole; i += PANEL) {
        __m512 numbers = sixteen(x + i);
        if (residual) {
            put_sixteen(stream + i, numbers + sixteen(residual + i));
            numbers = sixteen(stream + i);
        }
        sums += numbers * numbers;
    }
    float parts[PANEL], sum = 0;
    _mm512_storeu_ps(parts, sums);
    for (const float each : parts) sum += each;
    for (int64_t i = whole; i < size; ++i) {
        if (residual) put(stream + i, wide(x[i]) + wide(residual[i]));
        const float number = wide(residual ? stream[i] : x[i]);
        sum += number * number;
    }
    return sum;
}

template <class Number>
AVX512_WIDE INLINE void wide_norm_rows(const Norm<Number> &norm, int64_t first, int64_t last) {
    const int64_t size = norm.size, whole = size / PANEL * PANEL;
    for (int64_t row = first; row < last; ++row) {
        const Number *x = norm.x + row * norm.stride;
        const Number *residual = norm.residual ? norm.residual + row * size : nullptr;
        Number *stream = residual ? norm.stream + row * size : nullptr;
        Number *y = norm.y + row * size;
        const float sum = wide_squares(x, residual, stream, size);
        const float scale = 1.0f / std::sqrt(sum / float(size) + norm.eps);
        if (residual) x = stream;
        for (int64_t i = 0; i < whole; i += PANEL) {
            __m512 numbers = sixteen(x + i) * scale;
            if (norm.weight) numbers *= sixteen(norm.weight + i) + norm.offset;
            put_sixteen(y + i, numbers);
        }
        for (int64_t i = whole; i < size; ++i)
            put(y + i, wide(x[i]) * scale * (norm.weight ? wide(norm.weight[i]) + norm.offset : 1.0f));
    }
}

#endif

}  // namespace
}  // namespace rows
