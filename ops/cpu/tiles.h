// The matrix unit of processors with AMX: eight registers, of up to sixteen rows of 64 bytes each.

#pragma once

#include <cstdint>

#include "numbers.h"
#include "threads.h"

#ifdef HAS_TILES

namespace tiles {
namespace {

// What the unit is told about its registers.
struct Shape {
    uint8_t palette = 1, start = 0, reserved[14] = {};
    uint16_t bytes[16] = {};
    uint8_t rows[16] = {};

    // Sums and entries of so many rows; two registers for entries of rows and two for the matrix, of
    // which, if `halved`, the second ones are half as deep.
    explicit Shape(int64_t some, bool halved) {
        for (int nth = 0; nth < 8; ++nth) {
            const bool is_half = halved && nth % 2 && nth > 4, is_matrix = nth > 5;
            bytes[nth] = is_half && !is_matrix ? LINE / 2 : LINE;
            rows[nth] = uint8_t(!is_matrix ? some : is_half ? 8 : 16);
        }
    }
};

// While it lives the thread has the unit; it is given back, for it is much to put away.
class Unit {
  public:
    explicit Unit(int64_t rows, bool halved = false) : halved_(halved) { take(rows); }
    ~Unit() { asm volatile("tilerelease" ::: "memory"); }
    Unit(const Unit &) = delete;
    Unit &operator=(const Unit &) = delete;

    // From here on for so many rows. What the registers hold is lost.
    INLINE void take(int64_t rows) {
        if (rows == rows_) return;
        const Shape shape(rows_ = rows, halved_);
        asm volatile("ldtilecfg %0" ::"m"(shape));
    }

  private:
    int64_t rows_ = 0;
    const bool halved_;
};

// Rows are `apart` bytes from each other.
template <int TO>
INLINE void load(const void *from, int64_t apart = LINE) {
    asm volatile("tileloadd (%0,%1,1), %%tmm%c2" ::"r"(from), "r"(apart), "i"(TO) : "memory");
}

template <int FROM>
INLINE void store(void *to, int64_t apart = LINE) {
    asm volatile("tilestored %%tmm%c2, (%0,%1,1)" ::"r"(to), "r"(apart), "i"(FROM) : "memory");
}

template <int SUMS>
INLINE void clear() {
    asm volatile("tilezero %%tmm%c0" ::"i"(SUMS));
}

// The products of rows and a matrix of bfloat16, two entries after the other, to sums of float32.
template <int SUMS, int ROWS, int MATRIX>
INLINE void add() {
    asm volatile("tdpbf16ps %%tmm%c2, %%tmm%c1, %%tmm%c0" ::"i"(SUMS), "i"(ROWS), "i"(MATRIX));
}

}  // namespace
}  // namespace tiles

#endif
