#if defined(__linux__)
#define _GNU_SOURCE 1
#endif

#include "CPlatform.h"

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434
#endif
#endif

int CPlatform_spawn(char *const arguments[], char *const environment[], const int streams[3]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none, usual;
  int flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID;
#if defined(POSIX_SPAWN_CLOEXEC_DEFAULT)
  flags |= POSIX_SPAWN_CLOEXEC_DEFAULT;
#endif
  sigemptyset(&none);
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  sigaddset(&usual, SIGTERM);
  sigaddset(&usual, SIGUSR1);
  if (posix_spawn_file_actions_init(&actions) != 0) return -1;
  if (posix_spawnattr_init(&attributes) != 0) {
    posix_spawn_file_actions_destroy(&actions);
    return -1;
  }
  int failed = posix_spawnattr_setflags(&attributes, (short)flags);
  failed = failed ? failed : posix_spawnattr_setsigmask(&attributes, &none);
  failed = failed ? failed : posix_spawnattr_setsigdefault(&attributes, &usual);
  for (int stream = 0; stream < 3 && !failed; stream++) {
    failed = posix_spawn_file_actions_adddup2(&actions, streams[stream], stream);
  }
#if defined(__GLIBC__) && __GLIBC_PREREQ(2, 34)
  failed = failed ? failed : posix_spawn_file_actions_addclosefrom_np(&actions, 3);
#endif
  pid_t child = -1;
  failed = failed ? failed : posix_spawn(&child, arguments[0], &actions, &attributes, arguments,
                                         environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  errno = failed;
  return failed ? -1 : child;
}

int CPlatform_process_bell(int child) {
#if defined(__linux__)
  return (int)syscall(SYS_pidfd_open, child, 0);
#else
  (void)child;
  return -1;
#endif
}

int CPlatform_collect(int child, int *code, int *signal) {
  int status = 0;
  pid_t ended;
  do {
    ended = waitpid(child, &status, WNOHANG);
  } while (ended < 0 && errno == EINTR);
  if (ended == 0) return 0;
  *code = ended == child && WIFEXITED(status) ? WEXITSTATUS(status) : 255;
  *signal = ended == child && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
  return 1;
}
