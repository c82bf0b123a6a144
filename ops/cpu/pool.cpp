// The threads that help with the kernels' work: one pool for the whole process.
//
// Work takes its pieces from a counter, by whoever comes. The caller takes pieces until none is
// left, then shuts the door and waits only for those who are inside with a piece of theirs. So a
// worker whose processor is busy with something else costs nothing but its help, and no result
// depends on who computed what.

#include "threads.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

#include <pthread.h>
#include <signal.h>

namespace pool {
namespace {

// Longer than the pause between two pieces of work in a step. Who sleeps takes longer to come.
constexpr auto AWAKE = std::chrono::microseconds(200);
constexpr int LOOKS = 64;  // between two looks at the clock

inline void breathe() {
#if defined(__x86_64__)
    _mm_pause();
#elif defined(__aarch64__)
    asm volatile("yield");
#endif
}

class Pool {
  public:
    // Work by the caller and at most so many others.
    void run(void (*work)(void *), void *given, int helpers) {
        if (taken_.exchange(true, std::memory_order_acquire)) return work(given);  // by another caller
        work_ = work, given_ = given;
        seats_.store(helpers, std::memory_order_relaxed);
        open_.store(++round_);
        if (asleep_.load() > 0) wake();
        work(given);
        open_.store(0);
        // From here on nobody enters: who does not see that the door is shut is seen inside.
        for (int looks = 0; inside_.load() > 0; ++looks)
            looks < LOOKS * LOOKS ? breathe() : std::this_thread::yield();
        taken_.store(false, std::memory_order_release);
    }

    // Have so many workers, or as many as the system gives.
    void hire(int wanted) {
        if (hired_.load(std::memory_order_acquire) >= wanted) return;
        const std::lock_guard<std::mutex> lock(hiring_);
        sigset_t all, before;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before);  // signals are for the threads of others
        try {
            while (int(workers_.size()) < wanted) {
                std::thread worker(&Pool::serve, this);
                workers_.push_back(worker.native_handle());
                worker.detach();
            }
        } catch (const std::system_error &) {
        }
        pthread_sigmask(SIG_SETMASK, &before, nullptr);
        hired_.store(wanted, std::memory_order_release);  // also if there are fewer: asked once
    }

    // Each worker on a processor of its own.
    void pin(const int *processors, int count) {
        hire(count);
#if defined(__linux__)
        const std::lock_guard<std::mutex> lock(hiring_);
        for (int nth = 0; nth < count && nth < int(workers_.size()); ++nth) {
            cpu_set_t one;
            CPU_ZERO(&one);
            CPU_SET(processors[nth], &one);
            pthread_setaffinity_np(workers_[nth], sizeof one, &one);
        }
#else
        (void)processors;
#endif
    }

  private:
    void serve() {
        for (uint64_t round = 0;;) {
            round = next_after(round);
            inside_.fetch_add(1);
            if (open_.load() == round && seats_.fetch_sub(1, std::memory_order_relaxed) > 0)
                work_(given_);
            inside_.fetch_sub(1);
        }
    }

    uint64_t next_after(uint64_t last) {
        const auto until = std::chrono::steady_clock::now() + AWAKE;
        do {
            for (int looks = 0; looks < LOOKS; ++looks, breathe())
                if (const uint64_t round = open_.load(); round != 0 && round != last) return round;
        } while (std::chrono::steady_clock::now() < until);
        std::unique_lock<std::mutex> lock(sleeping_);
        asleep_.fetch_add(1);  // before the last look: a caller sees either this or is seen
        uint64_t round;
        wakes_.wait(lock, [&] { return (round = open_.load()) != 0 && round != last; });
        asleep_.fetch_sub(1);
        return round;
    }

    void wake() {
        { const std::lock_guard<std::mutex> lock(sleeping_); }
        wakes_.notify_all();
    }

    // Where no order is named, all threads see the same one: of "enter, look at the door" and
    // "shut the door, look inside" at least one sees the other.
    std::atomic<uint64_t> open_{0};  // the round whose work may be entered; 0: none
    std::atomic<int> inside_{0}, asleep_{0}, seats_{0}, hired_{0};
    std::atomic<bool> taken_{false};
    uint64_t round_ = 0;
    void (*work_)(void *) = nullptr;
    void *given_ = nullptr;
    std::mutex sleeping_, hiring_;
    std::condition_variable wakes_;
    std::vector<pthread_t> workers_;
};

Pool *start();

// Never taken down: workers use it to the end of the process.
Pool *only = start();

// A fork brings the caller alone to the other side.
void start_anew() { only = new Pool; }

Pool *start() {
    pthread_atfork(nullptr, nullptr, start_anew);
    return new Pool;
}

}  // namespace
}  // namespace pool

void together(void (*work)(void *), void *given, int threads) {
    if (threads < 2) return work(given);
    pool::only->hire(threads - 1);
    pool::only->run(work, given, threads - 1);
}

extern "C" void understudy_pin(const int *processors, int count) {
    pool::only->pin(processors, count);
}
