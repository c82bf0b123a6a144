// What the kernels share: the processor's instructions and torch's threads.

#pragma once

#if defined(__linux__)
#include <dlfcn.h>
#include <link.h>
#endif

#if defined(__x86_64__)
#include <immintrin.h>
#define AVX2 __attribute__((target("avx2,fma")))
// A loop that is left is a loop whose sums live in memory.
#define ALL _Pragma("GCC unroll 8")
#else
#define AVX2
#endif

#include <cstring>

namespace {

inline bool has_avx2() {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#else
    return false;
#endif
}

// The threads are torch's own: two pools would take each other's processors away.
using Parallel = void (*)(void (*)(void *), void *, unsigned, unsigned);

#if defined(__linux__)
inline int look_for_openmp(dl_phdr_info *info, size_t, void *found) {
    if (!info->dlpi_name || !std::strstr(info->dlpi_name, "libgomp")) return 0;
    void *library = dlopen(info->dlpi_name, RTLD_NOW | RTLD_NOLOAD);
    if (!library) return 0;
    *static_cast<void **>(found) = dlsym(library, "GOMP_parallel");
    return *static_cast<void **>(found) != nullptr;
}

inline Parallel find_parallel() {
    void *found = nullptr;
    dl_iterate_phdr(look_for_openmp, &found);
    return reinterpret_cast<Parallel>(found);
}
#else
inline Parallel find_parallel() { return nullptr; }
#endif

inline void together(void (*work)(void *), void *given, int threads) {
    static const Parallel parallel = find_parallel();
    if (parallel && threads > 1)
        parallel(work, given, unsigned(threads), 0);
    else
        work(given);
}

}  // namespace
