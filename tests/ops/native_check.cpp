// Every path of the native library over odd shapes, for the sanitizers: same numbers, no stray byte.

#include "attention.cpp"
#include "candidates.cpp"
#include "layer.cpp"
#include "levels.cpp"
#include "linear.cpp"
#include "pool.cpp"
#include "rows.cpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

static float next_number() {
    static uint32_t state = 1;
    state = state * 1664525u + 1013904223u;
    return float(int32_t(state)) / 2147483648.0f;
}

template <class Number>
static std::vector<Number> drawn(int64_t count) {
    std::vector<Number> numbers(count);
    for (Number &each : numbers) put(&each, next_number());
    return numbers;
}

static float half_of(uint32_t word, bool high) { return wide(Half{uint16_t(high ? word >> 16 : word)}); }

constexpr int THREADS = 3;

// Every path that this processor has, over the same rows: what each output would be by hand.
template <class Number>
static void check(int64_t rows, int64_t outputs, int64_t inputs) {
    const int64_t tiles = (outputs + linear::TILE - 1) / linear::TILE, pairs = (inputs + 1) / 2;
    const auto x = drawn<Number>(rows * inputs);
    const auto bias = drawn<float>(outputs);
    std::vector<uint32_t> weight(tiles * pairs * linear::TILE);
    for (uint32_t &word : weight) {
        Half halves[2];
        for (Half &half : halves) put(&half, next_number());
        std::memcpy(&word, halves, sizeof word);
    }
    std::vector<void (*)(linear::Work &)> ways{linear::choose<linear::Plain, Number>};
#if defined(__x86_64__)
    if (has_avx2()) ways.push_back(linear::choose<linear::Floats256, Number>);
    if (has_avx512()) ways.push_back(linear::choose<linear::Floats512, Number>);
    if constexpr (sizeof(Number) < 4)
        if (has_avx512_bf16()) ways.push_back(linear::choose<linear::Halves512, Number>);
#endif
#if defined(HAS_TILES)
    if constexpr (sizeof(Number) < 4)
        if (has_tiles()) ways.push_back([](linear::Work &work) { linear::tiles::choose(work, THREADS); });
#endif
    for (const auto choose : ways) {
        std::vector<Number> y(rows * outputs);
        linear::Work work{x.data(), weight.data(), bias.data(), y.data(), rows, outputs, inputs};
        choose(work);
        linear::multiply(work, THREADS);
        for (int64_t nth = 0; nth < rows * outputs; ++nth) {
            const int64_t row = nth / outputs, out = nth % outputs;
            double sum = bias[out];
            for (int64_t k = 0; k < inputs; ++k) {
                const uint32_t word = weight[(out / linear::TILE * pairs + k / 2) * linear::TILE + out % linear::TILE];
                sum += double(wide(x[row * inputs + k])) * half_of(word, k % 2);
            }
            const double error = sizeof(Number) < 4 ? 1e-4 + std::fabs(sum) / 128 : 1e-4;
            if (!(std::fabs(wide(y[nth]) - sum) < error)) {
                std::printf("%ld x %ld x %ld: %g, not %g\n", long(rows), long(outputs), long(inputs), double(wide(y[nth])), sum);
                std::exit(1);
            }
        }
    }
}

template <class Format>
static void check_levels(int64_t rows, int64_t outputs, int64_t groups) {
    const int64_t inputs = groups * levels::GROUP;
    const int64_t tiles = (outputs + levels::TILE - 1) / levels::TILE;
    std::vector<char> weight(tiles * groups * Format::group_bytes);
    for (char &each : weight) each = char(next_number() * 127.0f);
    for (int64_t group = 0; group < tiles * groups; ++group)
        for (int64_t out = 0; out < levels::TILE; ++out) {
            const Half scale{uint16_t(0x3c00 + int(next_number() * 100.0f))};
            std::memcpy(&weight[group * Format::group_bytes + 2 * out], &scale, 2);
        }
    std::vector<float> x(rows * inputs), bias(outputs);
    for (float &each : x) each = next_number();
    for (float &each : bias) each = next_number();
    std::vector<levels::Chunk> chunks{levels::plain_chunk<Format>};
#if defined(__x86_64__)
    if (has_avx2()) chunks.push_back(levels::chunk<levels::Avx2, Format>);
    if (has_avx512_vnni()) chunks.push_back(levels::chunk<levels::Vnni, Format>);
#endif
    std::vector<std::vector<float>> found;
    for (const levels::Chunk chunk : chunks) {
        found.emplace_back(rows * outputs);
        levels::Work work{x.data(), weight.data(), bias.data(), found.back().data(), rows, outputs, inputs, Format::raised, chunk};
        levels::multiply(work, 1);
        for (int64_t nth = 0; nth < rows * outputs; ++nth)
            if (!(std::fabs(found[0][nth] - found.back()[nth]) < 1e-3f)) {
                std::printf("levels %ld x %ld x %ld: %g, not %g\n", long(rows), long(outputs), long(inputs),
                            double(found.back()[nth]), double(found[0][nth]));
                std::exit(1);
            }
    }
    if (chunks.size() > 2 && found[1] != found[2]) std::printf("levels: other bits\n"), std::exit(1);
}

// A cache of so many positions in panels.
template <class Number>
static std::vector<Number> laid(const std::vector<Number> &cache, int64_t heads, int64_t size, bool values) {
    const int64_t count = int64_t(cache.size()) / (heads * size);
    std::vector<int64_t> slots(count);
    for (int64_t slot = 0; slot < count; ++slot) slots[slot] = slot;
    std::vector<Number> panels(cache.size());
    understudy_lay(cache.data(), slots.data(), panels.data(), count, heads * size, heads, size, values, 3);
    return panels;
}

// Four rows, the second with a tree of four nodes at its end, and two that begin as it does; blocks of
// three positions, or of sixteen that lie in panels.
template <class Number>
static void check_attention(int64_t size, int64_t window, float soft_cap, bool panels) {
    const int64_t heads = 6, kv_heads = 2, block_size = panels ? 16 : 3, table_size = 30, blocks = 60;
    const std::vector<attention::Row> rows{{0, 0, 70, 0, 70}, {1, 70, 79, 4, 88}, {2, 79, 80, 0, 80}, {3, 80, 81, 0, 85}};
    std::vector<int64_t> mask(81);
    mask[75] = 1, mask[76] = 3, mask[77] = 5, mask[78] = 11;
    const auto q = drawn<Number>(81 * heads * size);
    const auto k = drawn<Number>(blocks * block_size * kv_heads * size), v = drawn<Number>(k.size());
    const auto k_laid = panels ? laid(k, kv_heads, size, false) : k;
    const auto v_laid = panels ? laid(v, kv_heads, size, true) : v;
    std::vector<int32_t> tables(4 * table_size);
    for (size_t nth = 0; nth < tables.size(); ++nth)
        tables[nth] = int32_t((nth < 2 * table_size ? nth : table_size + nth % table_size) * 7 % blocks);
    std::vector<float> sinks(heads, 0.5f);
    const attention::Way best = attention::best_way(panels ? PANELS : sizeof(Number) < sizeof(float));
    std::vector<attention::Way> ways{attention::plain_tile<Number>, attention::best_tile<Number>, best};
#if defined(__x86_64__)
    if (panels) ways.push_back(attention::halves_tile);
#endif
    std::vector<Number> found[4];
    for (size_t nth = 0; nth < ways.size(); ++nth) {
        found[nth].resize(q.size());
        attention::Work work;
        work.q = q.data(), work.out = found[nth].data();
        work.k = nth < 2 ? k.data() : k_laid.data(), work.v = nth < 2 ? v.data() : v_laid.data();
        work.sinks = sinks.data(), work.tables = tables.data();
        work.heads = heads, work.kv_heads = kv_heads, work.key_size = work.value_size = size;
        work.block_size = block_size, work.table_size = table_size, work.window = window;
        work.scale = 0.3f, work.soft_cap = soft_cap;
        attention::plan(work, rows, mask.data(), 1, 1 + int64_t(nth));
        for (const attention::Tile &tile : work.tiles) ways[nth](work, tile);
    }
    const float error = sizeof(Number) < sizeof(float) ? 1e-2f : 1e-5f;
    for (size_t way = 1; way < ways.size(); ++way)
        for (size_t nth = 0; nth < q.size(); ++nth) {
            const float one = wide(found[0][nth]), two = wide(found[way][nth]);
            if (std::fabs(one - two) < error) continue;
            std::printf("attention %ld: %g, not %g\n", long(nth), double(two), double(one));
            std::exit(1);
        }
}

// Both paths over the same rows: `given` holds what they read, `out` what they wrote.
template <class Given, class Number>
static void check_rows(const Given &given, std::vector<Number> &out, int64_t count,
                       ranges::Range plain, ranges::Range best) {
    std::vector<Number> found[2];
    for (int nth = 0; nth < 2; ++nth) {
        std::fill(out.begin(), out.end(), Number{});
        (nth ? best : plain)(&given, 0, count);
        found[nth] = out;
    }
    const float error = sizeof(Number) < sizeof(float) ? 1e-2f : 1e-5f;
    for (size_t nth = 0; nth < out.size(); ++nth) {
        const float one = wide(found[0][nth]), two = wide(found[1][nth]);
        if (!(std::fabs(one - two) < error * (1 + std::fabs(one)))) {
            std::printf("rows %ld: %g, not %g\n", long(nth), double(two), double(one));
            std::exit(1);
        }
    }
}

template <class Number>
static void check_small_operations(int64_t count, int64_t size) {
    const int64_t stride = size + 3, half = size / 2;
    auto x = drawn<Number>(count * stride);
    x.resize(count ? x.size() - 3 : 0);  // behind the last row there is nothing
    const auto residual = drawn<Number>(count * size), weight = drawn<Number>(size);
    const auto cos = drawn<float>(count * half), sin = drawn<float>(count * half);
    std::vector<Number> y(count * size), stream(count * size), gated(count * half);
    const rows::Norm<Number> norm{x.data(), residual.data(), weight.data(), stream.data(), y.data(), stride, size, 1e-5f, 1.0f};
    check_rows(norm, y, count, rows::plain_norm_rows<Number>, rows::best_norm_rows<Number>);
    const rows::Turn<Number> turn{x.data(), cos.data(), sin.data(), y.data(), stride, 1, size, half};
    check_rows(turn, y, count, rows::plain_turn_rows<Number>, rows::best_turn_rows<Number>);
    const auto gate_up = drawn<Number>(count * 2 * half);
    const rows::Gate<Number> gate{gate_up.data(), gated.data(), half};
    check_rows(gate, gated, count, rows::plain_gate_rows<Number>, rows::best_gate_rows<Number>);
    std::vector<int64_t> slots(count);
    for (int64_t row = 0; row < count; ++row) slots[row] = row % 3 ? count - 1 - row : -1;
    understudy_write((const char *)x.data(), slots.data(), (char *)y.data(), count,
                     stride * int64_t(sizeof(Number)), size * int64_t(sizeof(Number)), 1);
    for (int64_t row = 0; row < count; ++row)
        if (slots[row] >= 0 &&
            std::memcmp(&y[slots[row] * size], &x[row * stride], size * sizeof(Number)) != 0) {
            std::printf("row %ld was not written\n", long(row));
            std::exit(1);
        }
}

// A whole layer in exactly the room that it was promised: no number may be wrong, no byte stray.
template <class Number>
static void check_layer(int64_t tokens, bool norms_heads, int threads, bool panels) {
    const int64_t size = 24, heads = 4, kv_heads = 2, head = panels ? 16 : 8, inner = 40, block_size = panels ? 16 : 3;
    const int64_t queries = heads * head, keys = kv_heads * head, all = queries + 2 * keys;
    std::vector<std::vector<uint32_t>> weights;
    const auto matrix = [&](int64_t outputs, int64_t inputs) {
        weights.emplace_back((outputs + 15) / 16 * 16 * inputs / 2, 0x3c003c00u);
        return layer::Matrix{weights.back().data(), nullptr, outputs, inputs, 16};
    };
    const auto ones = drawn<Number>(size);
    const layer::Norm norm{ones.data(), 1e-5f, 0.0f}, of_heads = norms_heads ? norm : layer::Norm{};
    const layer::Layer layer{matrix(all, size), matrix(size, queries), matrix(2 * inner, size),
                             matrix(size, inner), norm, of_heads, of_heads, norm,
                             heads, kv_heads, head, head, 0, sizeof(Number) < sizeof(float), 0.3f, 0.0f, 0.5f};
    std::vector<int32_t> table((tokens + block_size - 1) / block_size);
    std::vector<int64_t> slots(tokens);
    for (size_t nth = 0; nth < table.size(); ++nth) table[nth] = int32_t(table.size() - 1 - nth);
    for (int64_t nth = 0; nth < tokens; ++nth)
        slots[nth] = table[nth / block_size] * block_size + nth % block_size;
    const int64_t query_start[] = {0, tokens}, context_lens[] = {tokens};
    const int64_t rounded = panels && sizeof(Number) == sizeof(float) ? queries + keys : 0;
    const int64_t room = std::max(all + queries + keys + queries + rounded, 3 * inner);
    std::vector<Number> scratch(tokens * (2 * size + room));
    std::vector<Number> k_cache(table.size() * block_size * keys), v_cache(k_cache.size());
    const auto cos = drawn<float>(tokens * head / 2), sin = drawn<float>(tokens * head / 2);
    const layer::Turns turns{cos.data(), sin.data(), head / 2};
    const layer::Step step{table.data(), query_start, context_lens, nullptr, nullptr, slots.data(), tokens, 1,
                           int64_t(table.size()), 0, block_size, panels, threads, scratch.data(), &turns};
    const layer::Call turned{&layer, k_cache.data(), v_cache.data(), 0};
    const layer::Call calls[] = {turned, {&layer, k_cache.data(), v_cache.data(), -1}, turned};
    auto delta = drawn<Number>(tokens * size);
    std::vector<Number> stream(delta.size());
    for (int is_first : {1, 0})
        understudy_layers(calls, 3, &step, delta.data(), stream.data(), is_first);
    for (size_t nth = 0; nth < delta.size(); ++nth)
        if (!std::isfinite(wide(delta[nth])) || !std::isfinite(wide(stream[nth]))) std::exit(1);
}

// Both paths find what looking at every token finds; lists end where their room ends.
static void check_candidates(int64_t count, int64_t size) {
    const auto logits = drawn<float>(count * size);
    const std::vector<double> temperature(count, 0.25);
    std::vector<int64_t> seeds(count), positions(count, 3), kth(count, std::min<int64_t>(size, 5));
    for (int64_t row = 0; row < count; ++row) seeds[row] = -row;
    std::vector<uint32_t> words(size);
    for (int64_t id = 0; id < size; ++id) words[id] = candidates::mix32(uint32_t(id + 1));
    const std::vector<float> lowest(count, 0.5f);
    std::vector<float> ranks[2];
    std::vector<int64_t> ids[2], counts[2], sieved[2], nums[2], firsts[2];
    const auto room = int64_t(2), wide_room = int64_t(64);
    for (int nth = 0; nth < 2; ++nth) {
        ranks[nth].resize(count), counts[nth].resize(count), nums[nth].resize(count);
        ids[nth].resize(count * wide_room), sieved[nth].resize(count * room);
        const candidates::Search<float> search{logits.data(), temperature.data(), seeds.data(),
                                        positions.data(), words.data(), ids[nth].data(),
                                        counts[nth].data(), size, wide_room};
        (nth ? candidates::best_search : candidates::plain_search)(&search, 0, count);
        firsts[nth].resize(count);
        const candidates::Best<float> best{logits.data(), firsts[nth].data(), size};
        (nth ? candidates::best_pick : candidates::plain_pick)(&best, 0, count);
        const candidates::Ranks rank{logits.data(), kth.data(), ranks[nth].data(), size};
        (nth ? candidates::best_rank : candidates::plain_rank)(&rank, 0, count);
        const candidates::Sieve sieve{logits.data(), lowest.data(), sieved[nth].data(),
                                      nums[nth].data(), size, room};
        (nth ? candidates::best_sieve : candidates::plain_sieve)(&sieve, 0, count);
    }
    bool right = ranks[0] == ranks[1] && ids[0] == ids[1] && counts[0] == counts[1] &&
                 sieved[0] == sieved[1] && nums[0] == nums[1] && firsts[0] == firsts[1];
    for (int64_t row = 0; row < count; ++row) {
        std::vector<float> sorted(&logits[row * size], &logits[row * size] + size);
        const int64_t above = std::count_if(sorted.begin(), sorted.end(), [](float x) { return x >= 0.5f; });
        std::sort(sorted.rbegin(), sorted.rend());
        const float *own = &logits[row * size];
        right = right && firsts[0][row] == std::max_element(own, own + size) - own;
        right = right && ranks[0][row] == sorted[kth[row] - 1] && counts[0][row] > 0 &&
                nums[0][row] == (above > room ? -1 : above);
    }
    if (!right) std::printf("candidates of %ld\n", long(size)), std::exit(1);
}

// Halves have the winners of the floats that they are.
static void check_halves(int64_t count, int64_t size) {
    const auto logits = drawn<Half>(count * size);
    std::vector<float> same(logits.size());
    for (size_t i = 0; i < same.size(); ++i) same[i] = wide(logits[i]);
    const std::vector<double> temperature(count, 0.25);
    const std::vector<int64_t> seeds(count, 7), positions(count, 3);
    std::vector<uint32_t> words(size);
    for (int64_t id = 0; id < size; ++id) words[id] = candidates::mix32(uint32_t(id + 1));
    const int64_t room = 64;
    std::vector<int64_t> firsts[2], ids[2], counts[2];
    for (int halves : {0, 1}) {
        firsts[halves].resize(count), ids[halves].resize(count * room), counts[halves].resize(count);
        const void *given = halves ? (const void *)logits.data() : same.data();
        understudy_best(given, firsts[halves].data(), count, size, halves, 2);
        understudy_winners(given, temperature.data(), seeds.data(), positions.data(), words.data(),
                           ids[halves].data(), counts[halves].data(), count, size, room, halves, 2);
    }
    if (firsts[0] == firsts[1] && ids[0] == ids[1] && counts[0] == counts[1]) return;
    std::printf("candidates of %ld halves\n", long(size)), std::exit(1);
}

int main() {
    for (uint32_t bits : {0x7f800001u, 0x7fffffffu, 0xff800001u, 0xffffffffu}) {
        float nan;
        std::memcpy(&nan, &bits, sizeof nan);
        Half half;
        put(&half, nan);
        if (!std::isnan(wide(half))) return 2;
    }
    for (int64_t count : {0, 1, 5})
        for (int64_t size : {1, 2, 7, 16, 37, 130}) {
            check_small_operations<float>(count, size);
            check_small_operations<Half>(count, size);
        }
    for (int64_t size : {1, 7, 64, 65, 1000}) check_candidates(3, size), check_halves(3, size);
    for (int64_t size : {8, 24, 64, 80, 136})
        for (int64_t window : {0, 1, 65})
            for (float soft_cap : {0.0f, 2.0f}) {
                check_attention<float>(size, window, soft_cap, false);
                check_attention<Half>(size, window, soft_cap, false);
                if (size % 16 == 0 && has_avx512_bf16()) check_attention<Half>(size, window, soft_cap, true);
            }
    for (int64_t rows : {0, 1, 2, 3, 4, 5, 6, 7, 12, 13, 49})
        for (int64_t outputs : {1, 15, 16, 17, 64, 130})
            for (int64_t inputs : {1, 2, 33, 300}) {
                check<float>(rows, outputs, inputs);
                check<Half>(rows, outputs, inputs);
                check_levels<levels::Bytes>(rows, outputs, inputs % 4);
                check_levels<levels::Nibbles>(rows, outputs, inputs % 4);
            }
    check<Half>(1000, 33, 34);  // rows enough that threads share them out,
    check<Half>(70, 800, 34);   // and outputs enough that each packs all rows
    for (int64_t tokens : {1, 2, 7, 50})
        for (bool norms_heads : {false, true})
            for (int threads : {1, 3}) {
                check_layer<float>(tokens, norms_heads, threads, false);
                check_layer<Half>(tokens, norms_heads, threads, false);
                if (!has_avx512_bf16()) continue;
                check_layer<float>(tokens, norms_heads, threads, true);
                check_layer<Half>(tokens, norms_heads, threads, true);
            }
    std::vector<float> x(7 * 5, 1.0f), y(7 * 3);
    std::vector<uint32_t> weight(3 * 16, 0x3f803f80u);  // ones
    understudy_linear(x.data(), weight.data(), nullptr, y.data(), 7, 3, 5, 0, 4);
    for (float each : y)
        if (each != 5.0f) return 1;
    return 0;
}
