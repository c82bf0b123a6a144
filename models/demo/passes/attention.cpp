// Attention of heads of 32 entries, and its gradients, tile by tile.
//
// Keys lie downwards and queries across, so that what belongs to a query stands in one lane.

#include <memory>

#include "tiles.h"

namespace {

constexpr int AHEAD = 16;  // tokens that are asked of memory before they are needed

// Where the heads of a row of tokens lie in [token][q, k and v of all heads].
struct Place {
    int64_t length, heads, row, head;
    int64_t wide() const { return 3 * heads * HEAD; }
    int64_t in_all(int64_t token, int part) const {
        return (row * length + token) * wide() + (part * heads + head) * HEAD;
    }
    int64_t in_one(int64_t token) const { return ((row * length + token) * heads + head) * HEAD; }
};

// Turns each half of the entries against the other, forwards or back.
inline void turn(float *entries, const float *cos, const float *sin, float direction) {
    for (int pair = 0; pair < SIDE; pair++) {
        const float one = entries[pair], two = entries[pair + SIDE], across = direction * sin[pair];
        entries[pair] = one * cos[pair] - two * across;
        entries[pair + SIDE] = two * cos[pair] + one * across;
    }
}

void lay_turned(Laid &laid, const Half *all, const Place &place, int part, const float *cos, const float *sin,
                float scale) {
    for (int64_t token = 0; token < place.length; token++) {
        const Half *from = all + place.in_all(token, part);
        __builtin_prefetch(from + AHEAD * place.wide());
        float entries[HEAD];
        for (int entry = 0; entry < HEAD; entry++) entries[entry] = scale * wide(from[entry]);
        if (part < 2) turn(entries, cos + token * SIDE, sin + token * SIDE, 1);
        for (int entry = 0; entry < HEAD; entry++) laid.rows[token * HEAD + entry] = narrow(entries[entry]);
    }
    laid.lay(place.length);
}

struct Heads {
    Laid q, k, v;
    explicit Heads(int64_t length) : q(length), k(length), v(length) {}
    void lay(const Half *all, const Place &place, const float *cos, const float *sin) {
        lay_turned(q, all, place, 0, cos, sin, 1 / std::sqrt(float(HEAD)));
        lay_turned(k, all, place, 1, cos, sin, 1);
        lay_turned(v, all, place, 2, cos, sin, 1);
    }
};

// Scores of 16 keys for 16 queries; of what lies ahead none.
inline void score(Sums &scores, const Heads &heads, int64_t keys, int64_t queries) {
    Unit::multiply(scores, &heads.k.rows[keys * HEAD], HEAD, &heads.q.paired[queries * HEAD], false);
    if (keys < queries) return;
    for (int key = 0; key < SIDE; key++)
        for (int query = 0; query < SIDE; query++)
            if (keys + key > queries + query) scores[key][query] = UNSEEN;
}

inline void put_pair(Half *to, const float *one, const float *two) {
    for (int lane = 0; lane < SIDE; lane++) {
        to[2 * lane] = narrow(one[lane]);
        to[2 * lane + 1] = narrow(two[lane]);
    }
}

// 16 queries from `first` on: what they see, and the logarithm of their weights' sum.
void attend(const Heads &heads, int64_t first, Sums *scores, Sums *seen, float *sizes) {
    const int64_t tiles = (first + HEAD) / HEAD * 2;  // whole blocks of 32 keys
    float most[SIDE], sum[SIDE] = {};
    for (float &each : most) each = UNSEEN;
    for (int64_t tile = 0; tile < tiles; tile++) {
        score(scores[tile], heads, tile * SIDE, first);
        for (int key = 0; key < SIDE; key++)
            for (int query = 0; query < SIDE; query++) most[query] = std::fmax(most[query], scores[tile][key][query]);
    }
    for (int64_t block = 0; block < tiles / 2; block++) {
        alignas(64) Half weights[TILE];
        for (int pair = 0; pair < SIDE; pair++) {
            float(&one)[SIDE] = scores[2 * block + pair / 8][pair % 8 * 2];
            float(&two)[SIDE] = scores[2 * block + pair / 8][pair % 8 * 2 + 1];
            for (int query = 0; query < SIDE; query++) {
                one[query] = power(one[query] - most[query]);
                two[query] = power(two[query] - most[query]);
                sum[query] += one[query] + two[query];
            }
            put_pair(weights + pair * HEAD, one, two);
        }
        for (int side = 0; side < 2; side++)
            Unit::multiply(seen[side], &heads.v.lying[side * SIDE * heads.v.padded + block * HEAD], heads.v.padded,
                           weights, block > 0);
    }
    for (int query = 0; query < SIDE; query++) sizes[query] = most[query] + std::log(sum[query]);
    for (int side = 0; side < 2; side++)
        for (int entry = 0; entry < SIDE; entry++)
            for (int query = 0; query < SIDE; query++) seen[side][entry][query] /= sum[query];
}

// The gradients of one head, as sums in float.
struct Slopes {
    std::vector<float> q;  // [block of 16 queries][entry][query]
    std::vector<float> k, v;  // [block of 16 keys][half of the entries][key][entry]
    explicit Slopes(int64_t padded) : q(padded * HEAD), k(padded * HEAD), v(padded * HEAD) {}
};

Sums &sums_at(std::vector<float> &all, int64_t tile) { return *reinterpret_cast<Sums *>(&all[tile * SIDE * SIDE]); }

// 32 keys and 32 queries: weights and scores anew, and what they give to each gradient.
void blame(const Heads &heads, const Laid &out, const float *sizes, const float *means, int64_t keys, int64_t queries,
           Slopes &slopes) {
    alignas(64) Half weights[2 * TILE], slanted[2 * TILE];  // [key][query]
    alignas(64) Half paired[2][TILE];                       // [16 queries][pair of keys][query][2]
    for (int down = 0; down < 2; down++)
        for (int across = 0; across < 2; across++) {
            alignas(64) Sums scores, gains;
            const int64_t key = keys + down * SIDE, query = queries + across * SIDE;
            score(scores, heads, key, query);
            Unit::multiply(gains, &heads.v.rows[key * HEAD], HEAD, &out.paired[query * HEAD], false);
            for (int row = 0; row < SIDE; row++) {
                const int at = (down * SIDE + row) * HEAD + across * SIDE;
                for (int lane = 0; lane < SIDE; lane++) {
                    const float weight = power(scores[row][lane] - sizes[query + lane]);
                    gains[row][lane] = weight * (gains[row][lane] - means[query + lane]);
                    weights[at + lane] = narrow(weight);
                    slanted[at + lane] = narrow(gains[row][lane]);
                }
            }
            for (int pair = 0; pair < SIDE / 2; pair++)
                put_pair(paired[across] + (down * SIDE / 2 + pair) * HEAD, gains[2 * pair], gains[2 * pair + 1]);
        }
    for (int one = 0; one < 2; one++)
        for (int side = 0; side < 2; side++) {
            const int64_t tile = keys / SIDE * 2 + one * 2 + side, block = queries / HEAD * 2 + side;
            const bool more = queries > keys;
            Unit::multiply(sums_at(slopes.v, tile), weights + one * TILE, HEAD, &out.deep[block * TILE], more);
            Unit::multiply(sums_at(slopes.k, tile), slanted + one * TILE, HEAD, &heads.q.deep[block * TILE], more);
            Unit::multiply(sums_at(slopes.q, queries / SIDE * 2 + one * 2 + side),
                           &heads.k.lying[side * SIDE * heads.k.padded + keys], heads.k.padded, paired[one], keys > 0);
        }
}

// From tiles, which lie the other way round for queries, to [part][token][entry].
void unfold(const Slopes &slopes, int64_t length, float *parts) {
    const int64_t all = int64_t(slopes.q.size());
    for (int64_t first = 0; first < length; first += SIDE)
        for (int side = 0; side < 2; side++) {
            const int64_t tile = (first / SIDE * 2 + side) * SIDE * SIDE;
            for (int token = 0; token < SIDE; token++) {
                float *to = parts + (first + token) * HEAD + side * SIDE;
                for (int entry = 0; entry < SIDE; entry++) {
                    to[entry] = slopes.q[tile + entry * SIDE + token];
                    to[entry + all] = slopes.k[tile + token * SIDE + entry];
                    to[entry + 2 * all] = slopes.v[tile + token * SIDE + entry];
                }
            }
        }
}

void put_slopes(const Slopes &slopes, const Place &place, const float *cos, const float *sin, float *parts, Half *all) {
    unfold(slopes, place.length, parts);
    for (int part = 0; part < 3; part++, parts += slopes.q.size())
        for (int64_t token = 0; token < place.length; token++) {
            float *from = parts + token * HEAD;
            Half *to = all + place.in_all(token, part);
            if (part < 2) turn(from, cos + token * SIDE, sin + token * SIDE, -1);
            const float scale = part == 0 ? 1 / std::sqrt(float(HEAD)) : 1;
            for (int entry = 0; entry < HEAD; entry++) to[entry] = narrow(scale * from[entry]);
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
        const std::unique_ptr<Sums[]> scores(new Sums[heads.k.padded / SIDE]), seen(new Sums[heads.k.padded / HEAD * 4]);
#pragma omp for schedule(dynamic)
        for (int64_t nth = 0; nth < rows * num_heads; nth++) {
            const Place place{length, num_heads, nth / num_heads, nth % num_heads};
            heads.lay(all, place, cos, sin);
            for (int64_t first = 0; first < heads.k.padded; first += SIDE)
                attend(heads, first, scores.get(), &seen[first / SIDE * 2], &sizes[nth * heads.k.padded + first]);
            for (int64_t token = 0; token < length; token++) {
                Half *to = out + place.in_one(token);
                for (int entry = 0; entry < HEAD; entry++)
                    to[entry] = narrow(seen[token / SIDE * 2 + entry / SIDE][entry % SIDE][token % SIDE]);
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
        Slopes found(above.padded);
        std::vector<float> means(above.padded), parts(3 * above.padded * HEAD);
#pragma omp for schedule(dynamic)
        for (int64_t nth = 0; nth < rows * num_heads; nth++) {
            const Place place{length, num_heads, nth / num_heads, nth % num_heads};
            heads.lay(all, place, cos, sin);
            for (int64_t token = 0; token < length; token++) {
                const Half *told = slope + place.in_one(token), *said = out + place.in_one(token);
                __builtin_prefetch(told + AHEAD * num_heads * HEAD);
                __builtin_prefetch(said + AHEAD * num_heads * HEAD);
                float mean = 0;
                for (int entry = 0; entry < HEAD; entry++) mean += wide(told[entry]) * wide(said[entry]);
                means[token] = mean;
                std::memcpy(&above.rows[token * HEAD], told, HEAD * sizeof(Half));
            }
            above.lay(length);
            for (int64_t queries = 0; queries < length; queries += HEAD)
                for (int64_t keys = 0; keys <= queries; keys += HEAD)
                    blame(heads, above, sizes + nth * above.padded, means.data(), keys, queries, found);
            put_slopes(found, place, cos, sin, parts.data(), slopes);
        }
    }
}
}
