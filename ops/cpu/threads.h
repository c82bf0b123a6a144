// What the kernels share: the processor's instructions and the threads.

#pragma once

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2,fma")))
// A loop that is left is a loop whose sums live in memory.
#define ALL _Pragma("GCC unroll 8")
#else
#define AVX2
#endif

namespace {

inline bool has_avx2() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

}  // namespace

// Has `work` done by the calling thread and at most `threads` - 1 others: see pool.cpp.
void together(void (*work)(void *), void *given, int threads);
