#if defined(__linux__)
#define _GNU_SOURCE 1
#endif

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/prctl.h>
#include <sys/syscall.h>

// Numbers of the kernel's interface (linux/landlock.h), which older headers lack.
#ifndef SYS_landlock_create_ruleset
#define SYS_landlock_create_ruleset 444
#define SYS_landlock_add_rule 445
#define SYS_landlock_restrict_self 446
#endif

enum {
  version_flag = 1,
  path_rule = 1,
};

struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

struct path_beneath {
  uint64_t allowed;
  int32_t parent;
} __attribute__((packed));

static const uint64_t execute = 1u << 0, write_file = 1u << 1, read_file = 1u << 2,
                      read_folder = 1u << 3, refer = 1u << 13, truncate_file = 1u << 14,
                      device_control = 1u << 15, version_1 = (1u << 13) - 1;

int CPlatform_landlock_version(void) {
  long version = syscall(SYS_landlock_create_ruleset, (void *)0, (size_t)0, version_flag);
  return version > 0 ? (int)version : 0;
}

// What is not there needs no rule.
static int allow(int ruleset, const char *const *paths, uint64_t rights, uint64_t handled) {
  for (; paths != 0 && *paths != 0; paths++) {
    int opened = open(*paths, O_PATH | O_CLOEXEC);
    if (opened < 0) continue;
    struct stat info;
    uint64_t of_files = execute | write_file | read_file | truncate_file | device_control;
    int failed = fstat(opened, &info);
    if (failed == 0) {
      struct path_beneath rule = {
          (S_ISDIR(info.st_mode) ? rights : rights & of_files) & handled, opened};
      failed = (int)syscall(SYS_landlock_add_rule, ruleset, path_rule, &rule, 0);
    }
    int code = errno;
    close(opened);
    if (failed != 0) {
      errno = code;
      return -1;
    }
  }
  return 0;
}

int CPlatform_landlock_restrict(const struct CPlatform_Terms *terms) {
  int version = CPlatform_landlock_version();
  if (version < 1) {
    errno = ENOSYS;
    return -1;
  }
  struct ruleset rules = {version_1, 0, 0};
  size_t size = sizeof rules.files;
  if (version >= 2) rules.files |= refer;
  if (version >= 3) rules.files |= truncate_file;
  if (version >= 4) {
    rules.network = 3;
    size = 2 * sizeof rules.files;
  }
  if (version >= 5) rules.files |= device_control;
  if (version >= 6) {
    rules.scopes = 3;
    size = sizeof rules;
  }
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, size, 0);
  if (ruleset < 0) return -1;
  int failed = allow(ruleset, terms->readable, execute | read_file | read_folder, rules.files) ||
               allow(ruleset, terms->writable, rules.files, rules.files) ||
               prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
               syscall(SYS_landlock_restrict_self, ruleset, 0);
  int code = errno;
  close(ruleset);
  errno = code;
  return failed ? -1 : 0;
}

#else

int CPlatform_landlock_version(void) { return 0; }

int CPlatform_landlock_restrict(const struct CPlatform_Terms *terms) {
  (void)terms;
  errno = ENOSYS;
  return -1;
}

#endif
