// Decoder layers of the Llama family in one call. A layer: norm, attention, norm, gated silu. Its numbers are
// float32, or bfloat16 as far as they are kept.
//
// It only puts together what the other files compute. So its bits are those of the same functions
// called one by one; what is saved is all that lies between two calls.

#include <cstdint>
#include <cstring>

#include "kernels.h"
#include "numbers.h"

namespace layer {
namespace {

struct Matrix {
    const void *weight;
    const float *bias;              // or null
    int64_t outputs, inputs, bits;  // 16, 8 or 4 for each entry
};

struct Norm {
    const void *weight;  // null: there is none
    float eps, offset;
};

// What is known once the weights are loaded. Python has the same structures: layer.py.
struct Layer {
    Matrix qkv, out, gate_up, down;
    Norm before_attention, of_queries, of_keys, before_mlp;  // each head by itself
    int64_t heads, kv_heads, key_size, value_size, window;  // 0: none
    int64_t halves;                                         // whether numbers are bfloat16
    float scale, soft_cap, multiplier;                      // 0: none; of what joins the stream
};

// How heads are turned: `half` of a head's numbers; 0: positions are not told.
struct Turns {
    const float *cos, *sin;
    int64_t half;
};

// A layer and its cache, and which of a step's turns are its own; -1: none.
struct Call {
    const Layer *of;
    void *k_cache, *v_cache;
    int64_t turns;
};

// What all layers of a step share.
struct Step {
    const int32_t *tables;
    const int64_t *query_start, *context_lens, *tree_sizes, *tree_mask, *slots;
    int64_t tokens, rows, table_size, words, block_size, panels, threads;  // `panels`: if the cache is
    void *scratch;
    const Turns *turns;
};

// Where a layer works: `x` and `stream` as wide as the stream, and room behind them.
template <class Number>
struct Desk {
    static constexpr int halves = sizeof(Number) < sizeof(float);
    const Layer &layer;
    const Step &step;
    Number *x, *stream, *room;

    Desk(const Layer &layer, const Step &step)
        : layer(layer), step(step), x((Number *)step.scratch), stream(x + step.tokens * layer.down.outputs),
          room(stream + step.tokens * layer.down.outputs) {}

    void multiply(const Matrix &by, const Number *from, Number *to) const {
        if (by.bits == 16)
            understudy_linear(from, (const uint32_t *)by.weight, by.bias, to, step.tokens,
                              by.outputs, by.inputs, halves, int(step.threads));
        else
            understudy_levels((const float *)from, (const char *)by.weight, by.bias, (float *)to,
                              step.tokens, by.outputs, by.inputs, int(by.bits),
                              int(step.threads));
    }

    // From `x`: gates, and what they let pass. Where both are not one product, they are put behind it.
    void multiply_gated(Number *to) const {
        const Matrix &by = layer.gate_up;
        if (halves && by.bits == 16 &&
            understudy_gated_linear(x, (const uint32_t *)by.weight, by.bias, to, step.tokens,
                                    by.outputs, by.inputs, int(step.threads)))
            return;
        Number *both = to + step.tokens * layer.down.inputs;
        multiply(by, x, both);
        understudy_gate(both, to, step.tokens, layer.down.inputs, halves, int(step.threads));
    }

    void normalise(const Norm &norm, const Number *from, const Number *residual, Number *sum,
                   Number *to, int64_t rows, int64_t stride, int64_t size) const {
        understudy_norm(from, residual, norm.weight, sum, to, rows, stride, size, norm.eps,
                        norm.offset, halves, int(step.threads));
    }

    // Heads as attention takes them: side by side, normed and turned. `room` is as large.
    void make_heads(const Norm &norm, const Number *from, int64_t heads, const Turns &turns,
                    Number *normed, Number *to) const {
        int64_t stride = layer.qkv.outputs;
        const int64_t size = layer.key_size, width = heads * size;
        if (norm.weight) {
            for (int64_t token = 0; token < step.tokens; ++token)
                normalise(norm, from + token * stride, nullptr, nullptr, normed + token * width,
                          heads, size, size);
            from = normed, stride = width;
        }
        understudy_turn(from, turns.cos, turns.sin, to, step.tokens, stride, heads, size, turns.half,
                        halves, int(step.threads));
    }

    void keep(const Number *from, int64_t stride, int64_t size, bool values, Number *cache) const {
        const int64_t width = layer.kv_heads * size;
        if (step.panels)
            return understudy_lay(from, step.slots, cache, step.tokens, stride, layer.kv_heads,
                                  size, values, int(step.threads));
        understudy_write((const char *)from, step.slots, (char *)cache, step.tokens,
                         stride * int64_t(sizeof *from), width * int64_t(sizeof *from),
                         int(step.threads));
    }

    // From `x` to the heads' values, which lie where it says.
    const Number *attend(Number *k_cache, Number *v_cache, const Turns &turns) const {
        const int64_t queries = layer.heads * layer.key_size, tokens = step.tokens;
        const int64_t keys = layer.kv_heads * layer.key_size;
        Number *qkv = room, *q = qkv + tokens * layer.qkv.outputs, *k = q + tokens * queries;
        Number *normed = k + tokens * keys;  // and later what comes out
        multiply(layer.qkv, x, qkv);
        make_heads(layer.of_queries, qkv, layer.heads, turns, normed, q);
        make_heads(layer.of_keys, qkv + queries, layer.kv_heads, turns, normed, k);
        if constexpr (!halves)
            if (step.panels) return attend_rounded(qkv, q, k, normed, k_cache, v_cache);
        keep(k, keys, layer.key_size, false, k_cache);
        keep(qkv + queries + keys, layer.qkv.outputs, layer.value_size, true, v_cache);
        meet(q, k_cache, v_cache, normed, step.panels ? PANELS : halves);
        return normed;
    }

    void meet(const void *q, const void *k_cache, const void *v_cache, void *out, int kind) const {
        const int64_t sizes[] = {step.rows,        layer.heads,      layer.kv_heads,
                                 layer.key_size,   layer.value_size, step.block_size,
                                 step.table_size,  layer.window,     step.words};
        understudy_attention(q, k_cache, v_cache, nullptr, out, step.tables, step.query_start,
                             step.context_lens, step.tree_sizes, step.tree_mask, sizes,
                             layer.scale, layer.soft_cap, kind, int(step.threads));
    }

    // Where the cache is of bfloat16, and nothing else. What is rounded lies behind all that is not.
    const float *attend_rounded(const float *qkv, const float *q, const float *k, float *out,
                                void *k_cache, void *v_cache) const {
        const int64_t queries = layer.heads * layer.key_size, keys = layer.kv_heads * layer.key_size;
        const int64_t values = layer.kv_heads * layer.value_size, tokens = step.tokens;
        const int64_t width = layer.heads * layer.value_size;
        const int threads = int(step.threads);
        Half *own_q = (Half *)(out + tokens * (width > queries ? width : queries));
        Half *own_k = own_q + tokens * queries, *own_v = own_k + tokens * keys;
        Half *found = own_v + tokens * values;
        understudy_round(q, own_q, tokens, queries, queries, threads);
        understudy_round(k, own_k, tokens, keys, keys, threads);
        understudy_round(qkv + queries + keys, own_v, tokens, layer.qkv.outputs, values, threads);
        understudy_lay(own_k, step.slots, k_cache, tokens, keys, layer.kv_heads, layer.key_size,
                       false, threads);
        understudy_lay(own_v, step.slots, v_cache, tokens, values, layer.kv_heads,
                       layer.value_size, true, threads);
        meet(own_q, k_cache, v_cache, found, PANELS);
        for (int64_t i = 0; i < tokens * width; ++i) out[i] = wide(found[i]);
        return out;
    }

    // The last matrix of a block: what comes out is to join the stream.
    void finish(const Matrix &last, const Number *from, Number *delta) const {
        multiply(last, from, delta);
        if (layer.multiplier != 1.0f)
            for (int64_t i = 0; i < step.tokens * last.outputs; ++i)
                put(delta + i, wide(delta[i]) * layer.multiplier);
    }
};

template <class Number>
void compute(const Call &call, const Step &step, Number *delta, Number *stream, bool is_first) {
    const Desk<Number> desk(*call.of, step);
    const int64_t size = call.of->down.outputs, tokens = step.tokens;
    const Turns turns = call.turns < 0 ? Turns{} : step.turns[call.turns];
    desk.normalise(call.of->before_attention, delta, is_first ? nullptr : stream, desk.stream, desk.x,
                   tokens, size, size);
    if (is_first) std::memcpy(desk.stream, delta, size_t(tokens * size) * sizeof *delta);
    desk.finish(call.of->out, desk.attend((Number *)call.k_cache, (Number *)call.v_cache, turns), delta);
    desk.normalise(call.of->before_mlp, delta, desk.stream, stream, desk.x, tokens, size, size);
    desk.multiply_gated(desk.room);
    desk.finish(call.of->down, desk.room, delta);
}

}  // namespace
}  // namespace layer

// Layers that follow each other. `stream` is yet to be joined by `delta`, before and after; in the
// first layer there is no stream before.
extern "C" void understudy_layers(const layer::Call *calls, int64_t count, const layer::Step *step,
                                  void *delta, void *stream, int is_first) {
    for (const layer::Call *call = calls; call < calls + count; ++call, is_first = 0)
        if (call->of->halves)
            layer::compute(*call, *step, (Half *)delta, (Half *)stream, is_first);
        else
            layer::compute(*call, *step, (float *)delta, (float *)stream, is_first);
}
