#if defined(__linux__)
#define _GNU_SOURCE 1
#endif

#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__linux__)
#include <sys/syscall.h>
#if __has_include(<linux/openat2.h>)
#include <linux/openat2.h>
#endif
#endif

static int refuse(int code) {
  errno = code;
  return -1;
}

// A link where a folder is wanted reports ENOTDIR on Linux and ELOOP on macOS; say ELOOP on both.
static int name_the_link(int folder, const char *name) {
  int code = errno;
  struct stat info;
  if (code == ENOTDIR && fstatat(folder, name, &info, AT_SYMLINK_NOFOLLOW) == 0 &&
      S_ISLNK(info.st_mode)) {
    code = ELOOP;
  }
  errno = code;
  return -1;
}

static int open_again(int folder, const char *name, int flags) {
  int opened;
  do {
    opened = openat(folder, name, flags);
  } while (opened < 0 && errno == EINTR);
  return opened;
}

int CPlatform_open_by_component(int folder, const char *path, int flags) {
  if (path[0] == '\0') return refuse(ENOENT);
  if (path[0] == '/') return refuse(EXDEV);
  char name[256];
  int current = folder;
  const char *rest = path;
  for (;;) {
    size_t length = strcspn(rest, "/");
    const char *next = rest + length;
    while (*next == '/') next++;
    int opened = -1;
    if (length >= sizeof name) {
      errno = ENAMETOOLONG;
    } else {
      memcpy(name, rest, length);
      name[length] = '\0';
      int is_last = *next == '\0';
      // A trailing slash asks for a folder, as it does in openat2.
      int folder_flag = rest[length] == '/' ? O_DIRECTORY : 0;
      if (strcmp(name, "..") == 0) {
        errno = EXDEV;
      } else {
        opened = is_last
                     ? open_again(current, name, flags | folder_flag | O_NOFOLLOW | O_CLOEXEC)
                     : open_again(current, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (opened < 0) name_the_link(current, name);
      }
      if (opened >= 0 && is_last) {
        if (current != folder) close(current);
        return opened;
      }
    }
    int code = errno;
    if (current != folder) close(current);
    if (opened < 0) return refuse(code);
    current = opened;
    rest = next;
  }
}

int CPlatform_open_beneath(int folder, const char *path, int flags) {
#if defined(SYS_openat2) && defined(RESOLVE_BENEATH)
  struct open_how how;
  memset(&how, 0, sizeof how);
  how.flags = (unsigned long long)(unsigned int)(flags | O_NOFOLLOW | O_CLOEXEC);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS;
  long opened;
  do {
    opened = syscall(SYS_openat2, folder, path, &how, sizeof how);
  } while (opened < 0 && errno == EINTR);
  if (opened >= 0 || (errno != ENOSYS && errno != EPERM)) return (int)opened;
#endif
  return CPlatform_open_by_component(folder, path, flags);
}
