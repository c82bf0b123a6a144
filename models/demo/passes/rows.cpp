// What training computes row by row between its products, in few passes over memory.
//
// Tensors are contiguous; what products read or write is bfloat16.

#include <vector>

#include "halves.h"

namespace {

// How far each logit is below the greatest; and the sum of their powers.
float spread(const Half *logits, float *below, int64_t vocabulary) {
    float most = UNSEEN, sum = 0;
    for (int64_t at = 0; at < vocabulary; at++) most = std::fmax(most, below[at] = wide(logits[at]));
    for (int64_t at = 0; at < vocabulary; at++) sum += power(below[at] -= most);
    return sum;
}

}  // namespace

extern "C" {

// sum = x + added (if any), and its norm.
void norm_forward(const float *x, const Half *added, float *sum, const float *weight, Half *out, float *scales,
                  int64_t rows, int64_t width, float epsilon) {
#pragma omp parallel for
    for (int64_t row = 0; row < rows; row++) {
        float squares = 0;
        float *to = sum + row * width;
        for (int64_t at = 0; at < width; at++) {
            const float value = x[row * width + at] + (added ? wide(added[row * width + at]) : 0);
            to[at] = value;
            squares += value * value;
        }
        const float scale = scales[row] = 1 / std::sqrt(squares / float(width) + epsilon);
        for (int64_t at = 0; at < width; at++) out[row * width + at] = narrow(to[at] * scale * weight[at]);
    }
}

// Adds to the slope of the sum, which is told in halves too, and to that of the weight.
void norm_backward(const Half *slope, const float *x, const float *scales, const float *weight, float *slope_x,
                   Half *told, float *slope_weight, int64_t rows, int64_t width) {
#pragma omp parallel
    {
        std::vector<float> own(width);
#pragma omp for
        for (int64_t row = 0; row < rows; row++) {
            const float *here = x + row * width;
            const Half *above = slope + row * width;
            const float scale = scales[row];
            float common = 0;
            for (int64_t at = 0; at < width; at++) common += wide(above[at]) * weight[at] * here[at];
            common *= scale * scale * scale / float(width);
            for (int64_t at = 0; at < width; at++) {
                const float gain = wide(above[at]) * scale;
                own[at] += gain * here[at];
                const float value = slope_x[row * width + at] += gain * weight[at] - common * here[at];
                told[row * width + at] = narrow(value);
            }
        }
#pragma omp critical
        for (int64_t at = 0; at < width; at++) slope_weight[at] += own[at];
    }
}

void gate_forward(const Half *gates, Half *out, int64_t rows, int64_t inner) {
#pragma omp parallel for
    for (int64_t row = 0; row < rows; row++) {
        const Half *gate = gates + row * 2 * inner, *up = gate + inner;
#pragma omp simd
        for (int64_t at = 0; at < inner; at++) {
            const float value = wide(gate[at]);
            out[row * inner + at] = narrow(value / (1 + power(-value)) * wide(up[at]));
        }
    }
}

// The slopes of gates, and once more what comes out of them.
void gate_backward(const Half *slope, const Half *gates, Half *slopes, Half *out, int64_t rows, int64_t inner) {
#pragma omp parallel for
    for (int64_t row = 0; row < rows; row++) {
        const Half *gate = gates + row * 2 * inner, *up = gate + inner;
        Half *to = slopes + row * 2 * inner;
#pragma omp simd
        for (int64_t at = 0; at < inner; at++) {
            const float value = wide(gate[at]), open = 1 / (1 + power(-value)), silu = value * open;
            const float above = wide(slope[row * inner + at]), other = wide(up[at]);
            out[row * inner + at] = narrow(silu * other);
            to[at] = narrow(above * other * (open + silu * (1 - open)));
            to[inner + at] = narrow(above * silu);
        }
    }
}

// Logits become the slopes of the mean loss.
void loss(Half *logits, const int64_t *wanted, float *losses, int64_t rows, int64_t vocabulary) {
#pragma omp parallel
    {
        std::vector<float> own(vocabulary);
#pragma omp for
        for (int64_t row = 0; row < rows; row++) {
            Half *here = logits + row * vocabulary;
            const float sum = spread(here, own.data(), vocabulary);
            losses[row] = std::log(sum) - own[wanted[row]];
            for (int64_t at = 0; at < vocabulary; at++) own[at] = power(own[at]) / sum;
            own[wanted[row]] -= 1;
            for (int64_t at = 0; at < vocabulary; at++) here[at] = narrow(own[at] / float(rows));
        }
    }
}

// Logits of one become the slopes of their mean distance from those of another.
void distance(Half *said, const Half *wanted, float *losses, int64_t rows, int64_t vocabulary) {
#pragma omp parallel
    {
        std::vector<float> own(vocabulary), other(vocabulary);
#pragma omp for
        for (int64_t row = 0; row < rows; row++) {
            Half *here = said + row * vocabulary;
            const float own_sum = spread(here, own.data(), vocabulary);
            const float other_sum = spread(wanted + row * vocabulary, other.data(), vocabulary);
            float far = 0;
            for (int64_t at = 0; at < vocabulary; at++) {
                const float likely = power(other[at]) / other_sum;
                far += likely * (other[at] - own[at]);
                here[at] = narrow((power(own[at]) / own_sum - likely) / float(rows));
            }
            losses[row] = far + std::log(own_sum) - std::log(other_sum);
        }
    }
}
}
