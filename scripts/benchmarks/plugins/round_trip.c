/* Sends so many bytes to a program and waits until as many came back: what pipes cost.
 *
 *     round_trip BYTES ROUNDS PROGRAM [ARGUMENT…]     prints microseconds, the median of all rounds
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static int inOrder(const void *first, const void *second) {
  double a = *(const double *)first, b = *(const double *)second;
  return (a > b) - (a < b);
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

int main(int count, char *words[]) {
  if (count < 4) return 64;
  size_t bytes = strtoul(words[1], NULL, 10);
  int rounds = atoi(words[2]);
  int to[2], from[2];
  if (bytes == 0 || rounds < 1 || pipe(to) != 0 || pipe(from) != 0) return 71;
  if (fork() == 0) {
    dup2(to[0], 0);
    dup2(from[1], 1);
    close(to[0]), close(to[1]), close(from[0]), close(from[1]);
    execvp(words[3], words + 3);
    _exit(127);
  }
  close(to[0]), close(from[1]);
  /* As wide as padbench's own. */
  fcntl(to[1], F_SETPIPE_SZ, 1 << 20);
  fcntl(from[0], F_SETPIPE_SZ, 1 << 20);
  fcntl(to[1], F_SETFL, O_NONBLOCK);
  fcntl(from[0], F_SETFL, O_NONBLOCK);
  char *out = calloc(1, bytes), *in = malloc(bytes);
  double *times = malloc(sizeof(double) * (size_t)rounds);
  if (out == NULL || in == NULL || times == NULL) return 71;
  for (int round = 0; round < rounds; round++) {
    double start = now();
    for (size_t sent = 0, got = 0; got < bytes;) {
      struct pollfd watched[2] = {{from[0], POLLIN, 0}, {sent < bytes ? to[1] : -1, POLLOUT, 0}};
      if (poll(watched, 2, 10000) <= 0) return 75;
      if (watched[1].revents & POLLERR) return 74;
      if (watched[1].revents) {
        ssize_t some = write(to[1], out + sent, bytes - sent);
        if (some > 0) sent += (size_t)some;
      }
      if (watched[0].revents) {
        ssize_t some = read(from[0], in, bytes);
        if (some == 0) return 74;
        if (some > 0) got += (size_t)some;
      }
    }
    times[round] = now() - start;
  }
  qsort(times, (size_t)rounds, sizeof(double), inOrder);
  printf("%.1f\n", times[rounds / 2]);
  return 0;
}
