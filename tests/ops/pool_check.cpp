// The pool under the eyes of the sanitizers: each piece is done once, and seen when work is over.

#include "pool.cpp"

#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

namespace {

void demand(bool is_so, const char *what) {
    if (is_so) return;
    std::printf("%s\n", what);
    std::exit(1);
}

// Plain numbers, so that a piece done twice or seen too early is a race.
struct Pieces {
    std::vector<int> done;
    std::atomic<size_t> next{0};
    std::atomic<int> present{0}, most{0};

    explicit Pieces(size_t count) : done(count) {}
};

void take_pieces(void *given) {
    Pieces &pieces = *static_cast<Pieces *>(given);
    const int present = ++pieces.present;
    for (int most = pieces.most; most < present && !pieces.most.compare_exchange_weak(most, present);) {
    }
    for (size_t nth; (nth = pieces.next++) < pieces.done.size();) {
        std::this_thread::yield();  // so that some are late with theirs
        ++pieces.done[nth];
    }
    --pieces.present;
}

void demand_done(const Pieces &pieces) {
    for (const int each : pieces.done) demand(each == 1, "a piece was not done once");
}

void many_rounds(int rounds) {
    for (int round = 0; round < rounds; ++round) {
        Pieces pieces(size_t(round % 7) * 5);
        const int threads = 1 + round % 5;
        together(take_pieces, &pieces, threads);
        demand_done(pieces);
        demand(pieces.present == 0, "somebody is still inside");
        demand(pieces.most <= threads, "more came than were asked for");
        if (round % 1000 == 0) std::this_thread::sleep_for(2 * pool::AWAKE);  // workers fall asleep
    }
}

void callers_at_the_same_time() {
    std::vector<std::thread> callers;
    for (int nth = 0; nth < 3; ++nth) callers.emplace_back(many_rounds, 5000);
    for (std::thread &each : callers) each.join();
}

void workers_that_never_come() {
    pool::Pool empty;
    Pieces pieces(100);
    empty.run(take_pieces, &pieces, 3);
    demand_done(pieces);
}

// A worker stays inside until somebody else's work, which has to do without it, is done.
struct Held {
    std::atomic<int> came{0};
    std::atomic<bool> may_leave{false};
};

void stay_inside(void *given) {
    Held &held = *static_cast<Held *>(given);
    ++held.came;
    while (!held.may_leave) std::this_thread::yield();
}

void one_caller_does_not_wait_for_the_other() {
    Held held;
    std::thread first([&] { together(stay_inside, &held, 2); });
    while (held.came < 2) std::this_thread::yield();
    many_rounds(10);
    held.may_leave = true;
    first.join();
}

void the_other_side_of_a_fork() {
    many_rounds(100);
    const pid_t child = fork();
    if (child == 0) {
        alarm(30);
        Held held;
        std::thread caller([&] { together(stay_inside, &held, 2); });
        while (held.came < 2) std::this_thread::yield();  // it has a worker of its own
        held.may_leave = true;
        caller.join();
        many_rounds(100);
        _exit(0);
    }
    int status = 1;
    demand(waitpid(child, &status, 0) == child && status == 0, "the child of a fork failed");
    many_rounds(100);
}

}  // namespace

// With any argument also over a fork, of which ThreadSanitizer knows nothing.
int main(int count, char **) {
    workers_that_never_come();
    many_rounds(20000);
    callers_at_the_same_time();
    one_caller_does_not_wait_for_the_other();
    if (count > 1) the_other_side_of_a_fork();
    return 0;
}
