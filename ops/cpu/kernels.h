// What the files of the library offer: to Python, and to each other.

#pragma once

#include <cstdint>

// The kind of a cache: 0 of float32, 1 of bfloat16, and
constexpr int PANELS = 2;  // of bfloat16 in panels, which only who multiplies it has.

extern "C" {

void understudy_linear(const void *x, const uint32_t *weight, const float *bias, void *y,
                       int64_t rows, int64_t outputs, int64_t inputs, int halves, int threads);
bool understudy_gated_linear(const void *x, const uint32_t *weight, const float *bias, void *y,
                             int64_t rows, int64_t outputs, int64_t inputs, int threads);
void understudy_levels(const float *x, const char *weight, const float *bias, float *y,
                       int64_t rows, int64_t outputs, int64_t inputs, int bits, int threads);
void understudy_attention(const void *q, const void *k, const void *v, const float *sinks,
                          void *out, const int32_t *tables, const int64_t *query_start,
                          const int64_t *context_lens, const int64_t *tree_sizes,
                          const int64_t *tree_mask, const int64_t *sizes, float scale,
                          float soft_cap, int kind, int threads);
void understudy_norm(const void *x, const void *residual, const void *weight, void *stream,
                     void *y, int64_t num_rows, int64_t stride, int64_t size, float eps,
                     float offset, int halves, int threads);
void understudy_turn(const void *x, const float *cos, const float *sin, void *y, int64_t num_rows,
                     int64_t stride, int64_t heads, int64_t size, int64_t half, int halves,
                     int threads);
void understudy_gate(const void *x, void *y, int64_t num_rows, int64_t size, int halves,
                     int threads);
void understudy_write(const char *x, const int64_t *slots, char *cache, int64_t num_rows,
                      int64_t stride, int64_t size, int threads);
void understudy_round(const float *x, void *y, int64_t num_rows, int64_t stride, int64_t size,
                      int threads);
void understudy_lay(const void *x, const int64_t *slots, void *cache, int64_t num_rows,
                    int64_t stride, int64_t heads, int64_t size, int values, int threads);
void understudy_best(const void *logits, int64_t *ids, int64_t num_rows, int64_t size, int halves,
                     int threads);
void understudy_winners(const void *logits, const double *temperature, const int64_t *seeds,
                        const int64_t *positions, const uint32_t *words, int64_t *ids,
                        int64_t *counts, int64_t num_rows, int64_t size, int64_t most, int halves,
                        int threads);
void understudy_rank(const float *logits, const int64_t *kth, float *found, int64_t num_rows,
                     int64_t size, int threads);
void understudy_sieve(const float *logits, const float *lowest, int64_t *ids, int64_t *counts,
                      int64_t num_rows, int64_t size, int64_t most, int threads);
}
