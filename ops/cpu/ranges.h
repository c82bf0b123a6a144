// Rows that are computed one by one, shared out among threads.

#pragma once

#include <atomic>
#include <cstdint>

#include "threads.h"

namespace ranges {
namespace {

constexpr int64_t ENOUGH = 1 << 15;  // numbers that are worth a second thread

using Range = void (*)(const void *, int64_t, int64_t);

// A range of rows for each thread.
struct Work {
    Range range;
    const void *given;
    int64_t rows, share;
    std::atomic<int64_t> next{0};
};

inline void take_share(void *given) {
    Work &work = *static_cast<Work *>(given);
    for (int64_t first; (first = work.share * work.next++) < work.rows;) {
        const int64_t last = first + work.share;
        work.range(work.given, first, last < work.rows ? last : work.rows);
    }
}

inline void over(Range range, const void *given, int64_t rows, int64_t size, int threads) {
    if (rows * size < ENOUGH || threads < 2) return range(given, 0, rows);
    Work work{range, given, rows, (rows + threads - 1) / threads};
    together(take_share, &work, threads);
}

}  // namespace
}  // namespace ranges
