// The small operations between the linear layers, in float32: norms, positions, cache, activation.
//
// Each row is computed by itself, so its bits depend on nothing else. Loops are written plainly, in
// lanes of eight where something is summed, and compiled once more for AVX2.

#include <atomic>
#include <cmath>
#include <cstdint>
#include <cstring>

#include "threads.h"

namespace rows {
namespace {

constexpr int64_t LANES = 8;
constexpr int64_t ENOUGH = 1 << 15;  // numbers that are worth a second thread

#define INLINE inline __attribute__((always_inline))

using Range = void (*)(const void *, int64_t, int64_t);

// A range of rows for each thread.
struct Work {
    Range range;
    const void *given;
    int64_t rows, share;
    std::atomic<int64_t> next{0};
};

void take_share(void *given) {
    Work &work = *static_cast<Work *>(given);
    for (int64_t first; (first = work.share * work.next++) < work.rows;) {
        const int64_t last = first + work.share;
        work.range(work.given, first, last < work.rows ? last : work.rows);
    }
}

void over(Range range, const void *given, int64_t rows, int64_t size, int threads) {
    if (rows * size < ENOUGH || threads < 2) return range(given, 0, rows);
    Work work{range, given, rows, (rows + threads - 1) / threads};
    together(take_share, &work, threads);
}

struct Norm {
    const float *x, *residual, *weight;  // [rows, size], its rows so far apart; or null; or null
    float *stream, *y;                   // [rows, size]
    int64_t stride, size;
    float eps, offset;
};

INLINE void norm_rows(const Norm &norm, int64_t first, int64_t last) {
    const int64_t whole = norm.size / LANES * LANES;
    for (int64_t row = first; row < last; ++row) {
        const float *x = norm.x + row * norm.stride;
        if (norm.residual) {
            const float *residual = norm.residual + row * norm.size;
            float *stream = norm.stream + row * norm.size;
            for (int64_t i = 0; i < norm.size; ++i) stream[i] = x[i] + residual[i];
            x = stream;
        }
        float sums[LANES] = {}, sum = 0;
        for (int64_t i = 0; i < whole; i += LANES)
            for (int64_t lane = 0; lane < LANES; ++lane) sums[lane] += x[i + lane] * x[i + lane];
        for (int64_t i = whole; i < norm.size; ++i) sum += x[i] * x[i];
        for (const float each : sums) sum += each;
        const float scale = 1.0f / std::sqrt(sum / float(norm.size) + norm.eps);
        float *y = norm.y + row * norm.size;
        if (norm.weight)
            for (int64_t i = 0; i < norm.size; ++i)
                y[i] = x[i] * scale * (norm.weight[i] + norm.offset);
        else
            for (int64_t i = 0; i < norm.size; ++i) y[i] = x[i] * scale;
    }
}

struct Turn {
    const float *x;           // [rows, heads, size], its rows so far apart
    const float *cos, *sin;   // [rows, half]
    float *y;                 // [rows, heads, size]
    int64_t stride, heads, size, half;
};

INLINE void turn_rows(const Turn &turn, int64_t first, int64_t last) {
    const int64_t half = turn.half;
    for (int64_t row = first; row < last; ++row)
        for (int64_t head = 0; head < turn.heads; ++head) {
            const float *x = turn.x + row * turn.stride + head * turn.size;
            const float *cos = turn.cos + row * half, *sin = turn.sin + row * half;
            float *y = turn.y + (row * turn.heads + head) * turn.size;
            for (int64_t i = 0; i < half; ++i) {
                y[i] = x[i] * cos[i] - x[half + i] * sin[i];
                y[half + i] = x[half + i] * cos[i] + x[i] * sin[i];
            }
            for (int64_t i = 2 * half; i < turn.size; ++i) y[i] = x[i];
        }
}

struct Gate {
    const float *x;  // [rows, 2 * size]: gate, up
    float *y;        // [rows, size]
    int64_t size;
};

constexpr float LOWEST = -87.3f, HIGHEST = 88.3f;

// e^x between the two, to the last bit or two.
INLINE float exponential(float x) {
    x = x < LOWEST ? LOWEST : x;
    x = x > HIGHEST ? HIGHEST : x;
    const float shifted = x * 1.44269504f + 12582912.0f;  // 1.5 * 2^23: rounds to a whole number
    uint32_t turns;
    std::memcpy(&turns, &shifted, sizeof turns);
    const float whole = shifted - 12582912.0f;
    const float r = x - whole * 0.693359375f + whole * 2.12194440e-4f;
    float y = 1.9875691500e-4f;
    y = y * r + 1.3981999507e-3f;
    y = y * r + 8.3334519073e-3f;
    y = y * r + 4.1665795894e-2f;
    y = y * r + 1.6666665459e-1f;
    y = y * r + 5.0000001201e-1f;
    y = y * r * r + r + 1.0f;
    const uint32_t bits = (turns + 127u - 0x4b400000u) << 23;
    float power;
    std::memcpy(&power, &bits, sizeof power);
    return y * power;
}

INLINE void gate_rows(const Gate &gate, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; ++row) {
        const float *x = gate.x + row * 2 * gate.size, *up = x + gate.size;
        float *y = gate.y + row * gate.size;
        for (int64_t i = 0; i < gate.size; ++i) {
            const float least = x[i] < -HIGHEST ? -HIGHEST : x[i];  // below it all become zero
            y[i] = least / (1.0f + exponential(-x[i])) * up[i];
        }
    }
}

struct Write {
    const float *x;        // [rows, size], its rows so far apart
    const int64_t *slots;  // [rows]; below 0: not kept
    float *cache;          // [slots, size]
    int64_t stride, size;
};

INLINE void write_rows(const Write &write, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; ++row)
        if (write.slots[row] >= 0)
            std::memcpy(write.cache + write.slots[row] * write.size, write.x + row * write.stride,
                        size_t(write.size) * sizeof(float));
}

#if defined(__x86_64__)
#define BOTH(NAME, TYPE)                                                                 \
    void plain_##NAME(const void *given, int64_t first, int64_t last) {                  \
        NAME(*static_cast<const TYPE *>(given), first, last);                            \
    }                                                                                    \
    AVX2 void avx2_##NAME(const void *given, int64_t first, int64_t last) {              \
        NAME(*static_cast<const TYPE *>(given), first, last);                            \
    }                                                                                    \
    const Range best_##NAME = has_avx2() ? avx2_##NAME : plain_##NAME;
#else
#define BOTH(NAME, TYPE)                                                                 \
    void plain_##NAME(const void *given, int64_t first, int64_t last) {                  \
        NAME(*static_cast<const TYPE *>(given), first, last);                            \
    }                                                                                    \
    const Range best_##NAME = plain_##NAME;
#endif

BOTH(norm_rows, Norm)
BOTH(turn_rows, Turn)
BOTH(gate_rows, Gate)
BOTH(write_rows, Write)

}  // namespace
}  // namespace rows

extern "C" {

void understudy_norm(const float *x, const float *residual, const float *weight, float *stream,
                     float *y, int64_t num_rows, int64_t stride, int64_t size, float eps,
                     float offset, int threads) {
    const rows::Norm norm{x, residual, weight, stream, y, stride, size, eps, offset};
    rows::over(rows::best_norm_rows, &norm, num_rows, size, threads);
}

void understudy_turn(const float *x, const float *cos, const float *sin, float *y,
                     int64_t num_rows, int64_t stride, int64_t heads, int64_t size, int64_t half,
                     int threads) {
    const rows::Turn turn{x, cos, sin, y, stride, heads, size, half};
    rows::over(rows::best_turn_rows, &turn, num_rows, heads * size, threads);
}

void understudy_gate(const float *x, float *y, int64_t num_rows, int64_t size, int threads) {
    const rows::Gate gate{x, y, size};
    rows::over(rows::best_gate_rows, &gate, num_rows, 4 * size, threads);
}

void understudy_write(const float *x, const int64_t *slots, float *cache, int64_t num_rows,
                      int64_t stride, int64_t size, int threads) {
    const rows::Write write{x, slots, cache, stride, size};
    rows::over(rows::best_write_rows, &write, num_rows, size, threads);
}
}
