#include "CPlatform.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <fcntl.h>

void CPlatform_free(char *block) { free(block); }

char *CPlatform_names(int folder, unsigned long limit, unsigned long *length) {
  *length = 0;
  // closedir closes its descriptor, and readdir moves its offset: work on one of our own.
  int own = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (own < 0) return NULL;
  DIR *entries = fdopendir(own);
  if (entries == NULL) {
    int code = errno;
    close(own);
    errno = code;
    return NULL;
  }
  size_t capacity = 4096, used = 0;
  unsigned long count = 0;
  char *block = malloc(capacity);
  int code = block == NULL ? ENOMEM : 0;
  while (code == 0) {
    errno = 0;
    struct dirent *entry = readdir(entries);
    if (entry == NULL) {
      code = errno;
      break;
    }
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
    if (++count > limit) {
      code = EOVERFLOW;
      break;
    }
    size_t size = strlen(entry->d_name) + 1;
    if (used + size > capacity) {
      capacity = 2 * capacity + size;
      char *grown = realloc(block, capacity);
      if (grown == NULL) {
        code = ENOMEM;
        break;
      }
      block = grown;
    }
    memcpy(block + used, entry->d_name, size);
    used += size;
  }
  closedir(entries);
  if (code != 0) {
    free(block);
    errno = code;
    return NULL;
  }
  *length = used;
  return block;
}
