#if defined(__linux__)
#define _GNU_SOURCE 1
#endif

#include "CPlatform.h"

#include <fcntl.h>
#include <unistd.h>

int CPlatform_pipe(int ends[2]) {
#if defined(__linux__)
  return pipe2(ends, O_CLOEXEC);
#else
  if (pipe(ends) != 0) return -1;
  for (int end = 0; end < 2; end++) fcntl(ends[end], F_SETFD, FD_CLOEXEC);
  return 0;
#endif
}

void CPlatform_widen_pipe(int end, int bytes) {
#if defined(__linux__)
  fcntl(end, F_SETPIPE_SZ, bytes);
#else
  (void)end;
  (void)bytes;
#endif
}
