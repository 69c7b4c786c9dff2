#if defined(__linux__)
#define _GNU_SOURCE 1
#endif

#include "CPlatform.h"
#include "tasks.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>
#endif

// Signals become bytes in a pipe, so that one poll(2) waits for everything.
static int wake[2] = {-1, -1};

static void note(int signal) {
  int code = errno;
  unsigned char byte = (unsigned char)signal;
  if (write(wake[1], &byte, 1) < 0) {
    // A full pipe wakes as well.
  }
  errno = code;
}

static void limit(int resource, unsigned long most) {
  struct rlimit now;
  if (getrlimit((__typeof__(RLIMIT_CORE))resource, &now) != 0) return;
  if (now.rlim_max != RLIM_INFINITY && now.rlim_max < most) most = (unsigned long)now.rlim_max;
  now.rlim_cur = now.rlim_max = most;
  setrlimit((__typeof__(RLIMIT_CORE))resource, &now);
}

// Between fork and exec only calls that are safe there.
static int become(const struct CPlatform_Terms *terms, char *const arguments[], int report) {
  const int handled[] = {SIGCHLD, SIGTERM, SIGUSR1, SIGPIPE, SIGINT, SIGHUP, SIGQUIT};
  for (size_t i = 0; i < sizeof handled / sizeof handled[0]; i++) signal(handled[i], SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, 0);
  setsid();
  umask(077);
#if defined(__linux__)
  prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_FSIZE, terms->file_size);
  limit(RLIMIT_NOFILE, terms->open_files);
  if (terms->memory != 0) limit(RLIMIT_AS, terms->memory);
  if (terms->processes != 0) {
    tasks_group_join();
    // The kernel counts all of a user's processes, wherever they come from: what runs now may.
    unsigned long now = tasks_on_machine();
    if (now != 0) limit(RLIMIT_NPROC, now + terms->processes);
  }
  if (terms->readable != 0 && CPlatform_landlock_restrict(terms) != 0) return errno;
  for (int descriptor = 3; descriptor < 4096; descriptor++) {
    if (descriptor != report) close(descriptor);
  }
  if (terms->folder != 0 && chdir(terms->folder) != 0) return errno;
  execvp(arguments[0], arguments);
  return errno;
}

// Kills until no child is left: orphans become children of this process.
static void sweep(pid_t program) {
  const struct timespec pause = {0, 1000000};
  kill(-program, SIGKILL);
  tasks_group_freeze();
  for (int round = 0; round < 5000; round++) {
    pid_t ended;
    while ((ended = waitpid(-1, 0, WNOHANG)) > 0) {
    }
    if (ended < 0 && errno == ECHILD) break;
    kill(-program, SIGKILL);
    tasks_kill_all();
    nanosleep(&pause, 0);
  }
  tasks_group_remove();
}

static long milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// Collects what ended; returns whether the program is among it.
static int collect(pid_t program, int *status) {
  int found = 0, one;
  pid_t ended;
  while ((ended = waitpid(-1, &one, WNOHANG)) > 0) {
    if (ended == program) {
      *status = one;
      found = 1;
    }
  }
  return found;
}

// Waits until the program has ended or must.
static int watch(pid_t program) {
  enum { grace = 2000, last_words = 1000 };
  int status = 0;
  long next = -1;
  int told = 0, orphaned = 0;
  for (;;) {
    if (collect(program, &status)) return status;
    struct pollfd seen[2] = {{wake[0], POLLIN, 0}, {orphaned ? -1 : 2, 0, 0}};
    long left = next < 0 ? -1 : next - milliseconds();
    if (next >= 0 && left <= 0) {
      kill(-program, told ? SIGKILL : SIGTERM);
      if (told) kill(program, SIGKILL);
      told = 1;
      next = milliseconds() + last_words;
      continue;
    }
    if (poll(seen, 2, (int)left) < 0 && errno != EINTR) continue;
    // Nobody reads standard error any more: whoever started this process is gone.
    if (seen[1].revents & (POLLERR | POLLHUP | POLLNVAL)) {
      orphaned = 1;
      next = milliseconds() + grace;
    }
    unsigned char signals[64];
    ssize_t count = seen[0].revents & POLLIN ? read(wake[0], signals, sizeof signals) : 0;
    for (ssize_t i = 0; i < count; i++) {
      if (signals[i] == SIGUSR1) {
        kill(-program, SIGKILL);
        kill(program, SIGKILL);
      } else if (signals[i] == SIGTERM && !told) {
        next = milliseconds();
      }
    }
  }
}

static void listen_to(int signal) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, 0);
}

int CPlatform_launch(const struct CPlatform_Terms *terms, char *const arguments[]) {
  int report[2];
  if (pipe(wake) != 0 || pipe(report) != 0) return 126;
  for (int end = 0; end < 2; end++) {
    fcntl(wake[end], F_SETFD, FD_CLOEXEC);
    fcntl(wake[end], F_SETFL, O_NONBLOCK);
    fcntl(report[end], F_SETFD, FD_CLOEXEC);
  }
#if defined(__linux__)
  prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
#endif
  listen_to(SIGCHLD);
  listen_to(SIGTERM);
  listen_to(SIGUSR1);
  // An interrupt at the terminal is for padbench, which then ends the programs in order.
  signal(SIGINT, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  if (terms->processes != 0 && geteuid() == 0) tasks_group_make(terms->processes);
  pid_t program = fork();
  if (program < 0) return 126;
  if (program == 0) {
    int code = become(terms, arguments, report[1]);
    if (write(report[1], &code, sizeof code) < 0) _exit(126);
    _exit(127);
  }
  close(report[1]);
  // Input and output belong to the program alone, so that their ends can be seen.
  close(0);
  close(1);
  int code = 0;
  ssize_t count;
  do {
    count = read(report[0], &code, sizeof code);
  } while (count < 0 && errno == EINTR);
  close(report[0]);
  if (count == (ssize_t)sizeof code) {
    dprintf(2, "cannot start '%s': %s\n", arguments[0], strerror(code));
  }
  int status = watch(program);
  sweep(program);
  if (WIFSIGNALED(status)) {
    limit(RLIMIT_CORE, 0);
    signal(WTERMSIG(status), SIG_DFL);
    sigset_t one;
    sigemptyset(&one);
    sigaddset(&one, WTERMSIG(status));
    sigprocmask(SIG_UNBLOCK, &one, 0);
    raise(WTERMSIG(status));
    return 128 + WTERMSIG(status);
  }
  return WEXITSTATUS(status);
}
