#pragma once
/// @file
/// A list of work shared by threads.

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace kontaktforloeb::detail {

/// How many threads a list of work is worth: at most `jobs` (0: as many as the machine runs at once), one for
/// each `least` items.
inline unsigned threads_for(std::size_t count, unsigned jobs, std::size_t least) {
  if (jobs == 0) jobs = std::max(1u, std::thread::hardware_concurrency());
  return static_cast<unsigned>(std::clamp<std::size_t>(count / least, 1, jobs));
}

/// Calls `worker(i)` for every `i` below `count`. Each thread makes a worker of its own with `make_worker()`,
/// so that a worker may keep buffers, and takes the next `i` in ascending order. The first exception stops
/// the work and is thrown here. `least` items pay for a thread.
template <class MakeWorker>
void in_parallel(std::size_t count, unsigned jobs, const MakeWorker& make_worker, std::size_t least = 16) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr problem;
  std::mutex problem_guard;
  const auto work = [&] {
    try {
      auto worker = make_worker();
      for (std::size_t i = next++; i < count; i = next++) worker(i);
    } catch (...) {
      const std::lock_guard lock{problem_guard};
      if (!problem) problem = std::current_exception();
      next = count;
    }
  };
  std::vector<std::jthread> others(threads_for(count, jobs, least) - 1);
  try {
    for (std::jthread& other : others) other = std::jthread{work};
  } catch (const std::system_error&) {
    // The system gives no more threads; those that there are do the work.
  }
  work();
  others.clear(); // waits for them
  if (problem) std::rethrow_exception(problem);
}

} // namespace kontaktforloeb::detail
