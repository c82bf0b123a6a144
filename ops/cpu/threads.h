// What the kernels share: the processor's instructions and the threads.

#pragma once

#if defined(__x86_64__)
#include <immintrin.h>
#if defined(__linux__) && __has_include(<amxtileintrin.h>)  // so the assembler knows it too
#define HAS_TILES
#include <cpuid.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif
#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")))
// Where the compiler chooses the registers: it would take those of AVX2.
#define AVX512_WIDE \
    __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx2,fma,prefer-vector-width=512")))
#define AVX512_BF16 __attribute__((target("avx512bf16,avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")))
#define AVX512_VNNI __attribute__((target("avx512vnni,avx512f,avx512bw,avx512dq,avx512vl,avx2,fma")))
// A loop that is left is a loop whose sums live in memory.
#define ALL _Pragma("GCC unroll 16")
#else
#define AVX2
#define AVX512
#define AVX512_WIDE
#define AVX512_BF16
#define AVX512_VNNI
#endif

namespace {

inline bool has_avx2() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

inline bool has_avx512() {
#if defined(__x86_64__)
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
#else
    return false;
#endif
}

inline bool has_avx512_bf16() {
#if defined(__x86_64__)
    return has_avx512() && __builtin_cpu_supports("avx512bf16");
#else
    return false;
#endif
}

// Whether there is a unit for matrices of bfloat16 and this process may use it: the system asks to be
// asked, once.
inline bool has_tiles() {
#if defined(HAS_TILES)
    static const bool has = [] {
        constexpr long REQUEST = 0x1023, TILES = 18;  // ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA
        constexpr unsigned NEEDED = 1u << 22 | 1u << 24;  // of bfloat16, and any
        unsigned a, b, c, d = 0;
        return has_avx512_bf16() && __get_cpuid_count(7, 0, &a, &b, &c, &d) &&
               (d & NEEDED) == NEEDED && syscall(SYS_arch_prctl, REQUEST, TILES) == 0;
    }();
    return has;
#else
    return false;
#endif
}

inline bool has_avx512_vnni() {
#if defined(__x86_64__)
    return has_avx512() && __builtin_cpu_supports("avx512vnni");
#else
    return false;
#endif
}

}  // namespace

// Has `work` done by the calling thread and at most `threads` - 1 others: see pool.cpp.
void together(void (*work)(void *), void *given, int threads);
