// The small operations between the linear layers, of float32 or bfloat16: norms, positions, cache, activation.
//
// Each row is computed by itself, so its bits depend on nothing else. Loops are written plainly, in
// lanes of eight where something is summed, and compiled once more for AVX2 and for AVX512.

#include <cmath>
#include <cstdint>
#include <cstring>

#include "gate_math.h"
#include "kernels.h"
#include "norm_math.h"
#include "numbers.h"
#include "ranges.h"

namespace rows {
namespace {

template <class Number>
struct Turn {
    const Number *x;         // [rows, heads, size], its rows so far apart
    const float *cos, *sin;  // [rows, half]
    Number *y;               // [rows, heads, size]
    int64_t stride, heads, size, half;
};

template <class Number>
INLINE void turn_rows(const Turn<Number> &turn, int64_t first, int64_t last) {
    const int64_t half = turn.half;
    for (int64_t row = first; row < last; ++row)
        for (int64_t head = 0; head < turn.heads; ++head) {
            const Number *x = turn.x + row * turn.stride + head * turn.size;
            const float *cos = turn.cos + row * half, *sin = turn.sin + row * half;
            Number *y = turn.y + (row * turn.heads + head) * turn.size;
            for (int64_t i = 0; i < half; ++i) {
                const float low = wide(x[i]), high = wide(x[half + i]);
                put(y + i, low * cos[i] - high * sin[i]);
                put(y + half + i, high * cos[i] + low * sin[i]);
            }
            for (int64_t i = 2 * half; i < turn.size; ++i) y[i] = x[i];
        }
}

template <class Number>
struct Round {
    const Number *x;  // [rows, size], its rows so far apart
    Half *y;          // [rows, size]
    int64_t stride, size;
};

template <class Number>
INLINE void round_rows(const Round<Number> &round, int64_t first, int64_t last) {
    for (int64_t row = first; row < last; ++row)
        for (int64_t i = 0; i < round.size; ++i)
            put(round.y + row * round.size + i, wide(round.x[row * round.stride + i]));
}

struct Write {
    const char *x;         // [rows, size] bytes, its rows so far apart
    const int64_t *slots;  // [rows]; below 0: not kept
    char *cache;           // [slots, size] bytes
    int64_t stride, size;
};

void write_rows(const void *given, int64_t first, int64_t last) {
    const Write &write = *static_cast<const Write *>(given);
    for (int64_t row = first; row < last; ++row)
        if (write.slots[row] >= 0)
            std::memcpy(write.cache + write.slots[row] * write.size, write.x + row * write.stride,
                        size_t(write.size));
}

// Into panels of sixteen positions, as attention_halves.h wants them.
struct Lay {
    const Half *x;         // [rows, heads, size], its rows so far apart
    const int64_t *slots;  // [rows]; below 0: not kept
    Half *cache;
    int64_t stride, heads, size;
};

void lay_keys(const void *given, int64_t first, int64_t last) {
    const Lay &lay = *static_cast<const Lay *>(given);
    for (int64_t row = first; row < last; ++row) {
        const int64_t slot = lay.slots[row], size = lay.heads * lay.size;
        if (slot < 0) continue;
        const Half *from = lay.x + row * lay.stride;
        Half *to = lay.cache + slot / PANEL * PANEL * size + slot % PANEL * 2;
        for (int64_t i = 0; i < size; i += 2) std::memcpy(to + i * PANEL, from + i, 2 * sizeof *to);
    }
}

void lay_values(const void *given, int64_t first, int64_t last) {
    const Lay &lay = *static_cast<const Lay *>(given);
    for (int64_t row = first; row < last; ++row) {
        const int64_t slot = lay.slots[row], size = lay.size;
        if (slot < 0) continue;
        for (int64_t head = 0; head < lay.heads; ++head) {
            const Half *from = lay.x + row * lay.stride + head * size;
            const int64_t pair = (slot / PANEL * lay.heads + head) * (PANEL / 2) + slot % PANEL / 2;
            Half *to = lay.cache + 2 * pair * size + slot % 2;
            for (int64_t i = 0; i < size; ++i) to[2 * i] = from[i];
        }
    }
}

// The same loops, for any processor and for those with wide registers; for AVX512 perhaps others.
#define FOR_EACH_WIDTH(NAME, TYPE, OTHER)                                         \
    template <class Number>                                                       \
    void plain_##NAME(const void *given, int64_t first, int64_t last) {           \
        NAME(*static_cast<const TYPE<Number> *>(given), first, last);             \
    }                                                                             \
    template <class Number>                                                       \
    AVX2 void avx2_##NAME(const void *given, int64_t first, int64_t last) {       \
        NAME(*static_cast<const TYPE<Number> *>(given), first, last);             \
    }                                                                             \
    template <class Number>                                                       \
    AVX512_WIDE void avx512_##NAME(const void *given, int64_t first, int64_t last) { \
        OTHER(*static_cast<const TYPE<Number> *>(given), first, last);             \
    }                                                                             \
    template <class Number>                                                       \
    const ranges::Range best_##NAME = has_avx512() ? avx512_##NAME<Number>        \
                                      : has_avx2() ? avx2_##NAME<Number>          \
                                                   : plain_##NAME<Number>;

#if defined(__x86_64__)
#define WIDE(NAME) wide_##NAME
#else
#define WIDE(NAME) NAME
#endif

FOR_EACH_WIDTH(norm_rows, Norm, WIDE(norm_rows))
FOR_EACH_WIDTH(turn_rows, Turn, turn_rows)
FOR_EACH_WIDTH(gate_rows, Gate, WIDE(gate_rows))
FOR_EACH_WIDTH(round_rows, Round, round_rows)

template <class Number>
void norm(const void *x, const void *residual, const void *weight, void *stream, void *y,
          int64_t num_rows, int64_t stride, int64_t size, float eps, float offset, int threads) {
    const Norm<Number> norm{(const Number *)x, (const Number *)residual, (const Number *)weight,
                            (Number *)stream, (Number *)y, stride, size, eps, offset};
    ranges::over(best_norm_rows<Number>, &norm, num_rows, size, threads);
}

template <class Number>
void turn(const void *x, const float *cos, const float *sin, void *y, int64_t num_rows,
          int64_t stride, int64_t heads, int64_t size, int64_t half, int threads) {
    const Turn<Number> turn{(const Number *)x, cos, sin, (Number *)y, stride, heads, size, half};
    ranges::over(best_turn_rows<Number>, &turn, num_rows, heads * size, threads);
}

template <class Number>
void gate(const void *x, void *y, int64_t num_rows, int64_t size, int threads) {
    const Gate<Number> gate{(const Number *)x, (Number *)y, size};
    ranges::over(best_gate_rows<Number>, &gate, num_rows, 4 * size, threads);
}

}  // namespace
}  // namespace rows

// `halves`: whether the numbers are bfloat16; cosines and sines are always float32.
extern "C" {

void understudy_norm(const void *x, const void *residual, const void *weight, void *stream,
                     void *y, int64_t num_rows, int64_t stride, int64_t size, float eps,
                     float offset, int halves, int threads) {
    (halves ? rows::norm<Half> : rows::norm<float>)(x, residual, weight, stream, y, num_rows,
                                                    stride, size, eps, offset, threads);
}

void understudy_turn(const void *x, const float *cos, const float *sin, void *y, int64_t num_rows,
                     int64_t stride, int64_t heads, int64_t size, int64_t half, int halves,
                     int threads) {
    (halves ? rows::turn<Half> : rows::turn<float>)(x, cos, sin, y, num_rows, stride, heads, size,
                                                    half, threads);
}

void understudy_gate(const void *x, void *y, int64_t num_rows, int64_t size, int halves,
                     int threads) {
    (halves ? rows::gate<Half> : rows::gate<float>)(x, y, num_rows, size, threads);
}

// Sizes in bytes.
void understudy_write(const char *x, const int64_t *slots, char *cache, int64_t num_rows,
                      int64_t stride, int64_t size, int threads) {
    const rows::Write write{x, slots, cache, stride, size};
    ranges::over(rows::write_rows, &write, num_rows, size / 4, threads);
}

// To bfloat16.
void understudy_round(const float *x, void *y, int64_t num_rows, int64_t stride, int64_t size,
                      int threads) {
    const rows::Round<float> round{x, (Half *)y, stride, size};
    ranges::over(rows::best_round_rows<float>, &round, num_rows, size, threads);
}

// Numbers of bfloat16, into panels: nearly every word lies in a line of the cache of its own, and
// takes as long as many words side by side.
void understudy_lay(const void *x, const int64_t *slots, void *cache, int64_t num_rows,
                    int64_t stride, int64_t heads, int64_t size, int values, int threads) {
    const rows::Lay lay{(const Half *)x, slots, (Half *)cache, stride, heads, size};
    ranges::over(values ? rows::lay_values : rows::lay_keys, &lay, num_rows,
                 PANEL * heads * size, threads);
}
}
