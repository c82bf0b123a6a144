// Attention of heads of 32 entries, and its gradients, tile by tile.
//
// Keys lie downwards and queries across, so that what belongs to a query stands in one lane.

#include <memory>

#include "lanes.h"
#include "tiles.h"

namespace {

constexpr int AHEAD = 16;  // tokens that are asked of memory before they are needed
constexpr float LOG2E = 1.44269504f;

// Where the heads of a row of tokens lie in [token][q, k and v of all heads].
struct Place {
    int64_t length, heads, row, head;
    int64_t wide() const { return 3 * heads * HEAD; }
    int64_t in_all(int64_t token, int part) const {
        return (row * length + token) * wide() + (part * heads + head) * HEAD;
    }
    int64_t in_one(int64_t token) const { return ((row * length + token) * heads + head) * HEAD; }
};

// The entries of a head, whose halves are turned against each other.
struct Entries {
    Lanes one, two;
    static Entries read(const Half *from) { return {Lanes::read(from), Lanes::read(from + SIDE)}; }
    // Forwards or, by the opposite of the sine, back.
    void turn(Lanes cos, Lanes sin) { *this = {one * cos - two * sin, two * cos + one * sin}; }
    void put(Half *to, float scale) const {
        put_halves(to, one * Lanes::of(scale));
        put_halves(to + SIDE, two * Lanes::of(scale));
    }
};

// Rows of queries or keys.
void lay_turned(Laid &laid, const Half *all, const Place &place, int part, const float *cos, const float *sin,
                float scale) {
    for (int64_t token = 0; token < place.length; token++) {
        const Half *from = all + place.in_all(token, part);
        __builtin_prefetch(from + AHEAD * place.wide());
        Entries entries = Entries::read(from);
        entries.turn(Lanes::read(cos + token * SIDE), Lanes::read(sin + token * SIDE));
        entries.put(&laid.rows[token * HEAD], scale);
    }
}

void lay_as_is(Laid &laid, const Half *all, int64_t apart, int64_t length) {
    for (int64_t token = 0; token < length; token++, all += apart) {
        __builtin_prefetch(all + AHEAD * apart);
        std::memcpy(&laid.rows[token * HEAD], all, HEAD * sizeof(Half));
    }
}

struct Heads {
    Laid q, k, v;
    explicit Heads(int64_t length) : q(length), k(length), v(length) {}
    void lay(const Half *all, const Place &place, const float *cos, const float *sin) {
        lay_turned(q, all, place, 0, cos, sin, LOG2E / std::sqrt(float(HEAD)));  // scores are powers of two
        lay_turned(k, all, place, 1, cos, sin, 1);
        lay_as_is(v, all + place.in_all(0, 2), place.wide(), place.length);
        q.pair();
    }
};

// Scores of 32 keys for 32 queries, [keys][queries] of 16 each; of what lies ahead none.
inline void score(Sums *scores, const Heads &heads, int64_t keys, int64_t queries) {
    Unit::multiply(scores, heads.k.rows_of(keys), heads.q.paired_of(queries), 1);
    if (keys < queries) return;
    for (int key = 0; key < HEAD; key++)
        for (int query = 0; query < key; query++)
            scores[key / SIDE * 2 + query / SIDE][key % SIDE][query % SIDE] = UNSEEN;
}

// 32 queries from `first` on: what they see, [half of the entries][queries], and the logarithm of their weights' sum.
// `scores` and `weights` have room for all keys.
void attend(const Heads &heads, int64_t first, Sums *scores, Half *weights, Sums *seen, float *sizes) {
    const int64_t blocks = first / HEAD + 1, apart = blocks * TILE;
    for (int64_t block = 0; block < blocks; block++) score(scores + 4 * block, heads, block * HEAD, first);
    float shares[2][SIDE];  // of a weight
    for (int side = 0; side < 2; side++) {
        Lanes most = Lanes::of(UNSEEN), sum = Lanes::of(0);
        for (int64_t tile = side; tile < 4 * blocks; tile += 2)
            for (const auto &key : scores[tile]) most = larger(most, Lanes::read(key));
        for (int64_t tile = side; tile < 4 * blocks; tile += 2)
            for (int key = 0; key < SIDE; key += 2) {
                const Lanes one = power_of_two(Lanes::read(scores[tile][key]) - most);
                const Lanes two = power_of_two(Lanes::read(scores[tile][key + 1]) - most);
                sum = sum + one + two;
                put_pairs(weights + side * apart + (tile / 2 * SIDE + key) / 2 * HEAD, one, two);
            }
        sum.put(shares[side]);
        most.put(sizes + side * SIDE);
        for (int query = 0; query < SIDE; query++) {
            float &share = shares[side][query];
            sizes[side * SIDE + query] += std::log2(share);
            share = 1 / share;
        }
    }
    Unit::multiply(seen, heads.v.lying_from(0), {weights, apart, TILE}, blocks);
    for (int tile = 0; tile < 4; tile++)
        for (auto &entry : seen[tile]) (Lanes::read(entry) * Lanes::read(shares[tile % 2])).put(entry);
}

// What one head's gradients are made of, and they, as sums in float: four tiles for each 32 tokens.
struct Slopes {
    std::vector<Half> weights, slanted;  // of 32 keys: [block of 32 queries][key][query]
    std::vector<Half> paired;            // slanted, of all: [block of 32 queries][16 of them][pair of keys][query][2]
    std::unique_ptr<Sums[]> q;           // [half of the entries][16 queries], [entry][query] each
    std::unique_ptr<Sums[]> k, v;        // [16 keys][half of the entries], [key][entry] each
    explicit Slopes(int64_t padded)
        : weights(padded * HEAD), slanted(padded * HEAD), paired(padded * padded), q(new Sums[padded / 8]),
          k(new Sums[padded / 8]), v(new Sums[padded / 8]) {}
};

// 32 keys and 32 queries: weights anew, and how the scores should change.
void blame(const Heads &heads, const Laid &out, const float *sizes, const float *means, int64_t keys, int64_t queries,
           Slopes &slopes) {
    alignas(64) Sums scores[4], gains[4];
    score(scores, heads, keys, queries);
    Unit::multiply(gains, heads.v.rows_of(keys), out.paired_of(queries), 1);
    for (int tile = 0; tile < 4; tile++) {
        const int64_t down = tile / 2, across = tile % 2, first = queries + across * SIDE;
        const int64_t at = queries * HEAD + down * TILE + across * SIDE;
        const Lanes size = Lanes::read(sizes + first), mean = Lanes::read(means + first);
        Half *pairs = &slopes.paired[first * out.padded + keys * SIDE + down * TILE / 2];
        for (int key = 0; key < SIDE; key += 2, pairs += HEAD) {
            Lanes slope[2];
            for (int nth = 0; nth < 2; nth++) {
                const Lanes weight = power_of_two(Lanes::read(scores[tile][key + nth]) - size);
                slope[nth] = weight * (Lanes::read(gains[tile][key + nth]) - mean);
                put_halves(&slopes.weights[at + (key + nth) * HEAD], weight);
                put_halves(&slopes.slanted[at + (key + nth) * HEAD], slope[nth]);
            }
            put_pairs(pairs, slope[0], slope[1]);
        }
    }
}

void find_slopes(const Heads &heads, const Laid &out, const float *sizes, const float *means, Slopes &slopes) {
    const int64_t padded = out.padded;
    for (int64_t keys = 0; keys < padded; keys += HEAD) {
        for (int64_t queries = keys; queries < padded; queries += HEAD)
            blame(heads, out, sizes, means, keys, queries, slopes);
        const int64_t steps = (padded - keys) / HEAD, first = keys * HEAD;
        Unit::multiply(&slopes.v[keys / 8], {&slopes.weights[first], TILE, 2 * TILE}, out.deep_from(keys), steps);
        Unit::multiply(&slopes.k[keys / 8], {&slopes.slanted[first], TILE, 2 * TILE}, heads.q.deep_from(keys), steps);
    }
    for (int64_t queries = 0; queries < padded; queries += HEAD)
        Unit::multiply(&slopes.q[queries / 8], heads.k.lying_from(0), {&slopes.paired[queries * padded], SIDE * padded, TILE},
                       queries / HEAD + 1);
}

void put_slopes(const Slopes &slopes, const Place &place, const float *cos, const float *sin, Half *all) {
    for (int64_t token = 0; token < place.length; token++) {
        const int64_t four = token / HEAD * 4, down = token % HEAD / SIDE, row = token % SIDE;
        const Sums *q = &slopes.q[four + down], *k = &slopes.k[four + 2 * down], *v = &slopes.v[four + 2 * down];
        Entries queries{Lanes::column(&q[0][0][row]), Lanes::column(&q[2][0][row])};
        Entries keys{Lanes::read(k[0][row]), Lanes::read(k[1][row])};
        const Entries values{Lanes::read(v[0][row]), Lanes::read(v[1][row])};
        const Lanes across = Lanes::read(cos + token * SIDE), back = Lanes::of(0) - Lanes::read(sin + token * SIDE);
        queries.turn(across, back);
        keys.turn(across, back);
        // Scores are natural where they are blamed, but powers of two where queries are laid.
        queries.put(all + place.in_all(token, 0), 1 / std::sqrt(float(HEAD)));
        keys.put(all + place.in_all(token, 1), 1 / LOG2E);
        values.put(all + place.in_all(token, 2), 1);
    }
}

}  // namespace

extern "C" {

void attention_forward(const Half *all, const float *cos, const float *sin, Half *out, float *sizes, int64_t rows,
                       int64_t length, int64_t num_heads) {
#pragma omp parallel
    {
        [[maybe_unused]] const Unit unit;
        Heads heads(length);
        const int64_t padded = heads.k.padded;
        const std::unique_ptr<Sums[]> scores(new Sums[padded / 8]), seen(new Sums[padded / 8]);
        std::vector<Half> weights(padded * HEAD);
#pragma omp for schedule(dynamic)
        for (int64_t nth = 0; nth < rows * num_heads; nth++) {
            const Place place{length, num_heads, nth / num_heads, nth % num_heads};
            heads.lay(all, place, cos, sin);
            heads.v.lie();
            for (int64_t first = 0; first < padded; first += HEAD)
                attend(heads, first, scores.get(), weights.data(), &seen[first / 8], &sizes[nth * padded + first]);
            for (int64_t token = 0; token < length; token++) {
                const Sums *found = &seen[token / HEAD * 4 + token % HEAD / SIDE];
                for (int side = 0; side < 2; side++)
                    put_halves(out + place.in_one(token) + side * SIDE,
                               Lanes::column(&found[2 * side][0][token % SIDE]));
            }
        }
    }
}

void attention_backward(const Half *all, const float *cos, const float *sin, const Half *out, const float *sizes,
                        const Half *slope, Half *slopes, int64_t rows, int64_t length, int64_t num_heads) {
#pragma omp parallel
    {
        [[maybe_unused]] const Unit unit;
        Heads heads(length);
        Laid above(length);
        const int64_t padded = above.padded;
        Slopes found(padded);
        std::vector<float> means(padded);
#pragma omp for schedule(dynamic)
        for (int64_t nth = 0; nth < rows * num_heads; nth++) {
            const Place place{length, num_heads, nth / num_heads, nth % num_heads};
            heads.lay(all, place, cos, sin);
            heads.q.deepen();
            heads.k.lie();
            lay_as_is(above, slope + place.in_one(0), num_heads * HEAD, length);
            above.pair();
            above.deepen();
            for (int64_t token = 0; token < length; token++) {
                const Half *told = &above.rows[token * HEAD], *said = out + place.in_one(token);
                __builtin_prefetch(said + AHEAD * num_heads * HEAD);
                float mean = 0;
                for (int entry = 0; entry < HEAD; entry++) mean += wide(told[entry]) * wide(said[entry]);
                means[token] = mean;
            }
            find_slopes(heads, above, sizes + nth * padded, means.data(), found);
            put_slopes(found, place, cos, sin, slopes);
        }
    }
}
}
