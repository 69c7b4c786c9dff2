/* A plugin that reads what padbench sends and answers 0.5: what the host costs without a detector.
 *
 *     null_plugin            answers everything
 *     null_plugin busy N     computes for N microseconds before each answer
 *     null_plugin crash N    ends instead of answering, each time in one of many ways: which one is
 *                            drawn by the seed N and the picture
 *
 * Speaks the protocol as far as padbench's own lines go, which are known to be well-formed.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static char buffer[1 << 20];
static size_t start, end;
static uint64_t mixed;

/* More bytes, or the end of the process when there are none. */
static void fill(void) {
  if (start == end) start = end = 0;
  if (end == sizeof buffer) {
    memmove(buffer, buffer + start, end - start);
    end -= start;
    start = 0;
  }
  ssize_t count = read(0, buffer + end, sizeof buffer - end);
  if (count <= 0) exit(0);
  end += (size_t)count;
}

/* The next line, ended by a zero. */
static char *line(void) {
  size_t searched = 0;
  for (;;) {
    char *stop = memchr(buffer + start + searched, '\n', end - start - searched);
    if (stop != NULL) {
      char *text = buffer + start;
      *stop = 0;
      start = (size_t)(stop - buffer) + 1;
      return text;
    }
    searched = end - start;
    fill();
  }
}

/* Reads a picture; the first bytes go into what decides how to end. */
static void skip(size_t count) {
  static char picture[1 << 20];
  for (int isFirst = 1; count > 0; isFirst = 0) {
    size_t have = end - start;
    if (have > 0) {
      size_t some = have < count ? have : count;
      for (size_t i = 0; isFirst && i < some && i < 64; i++) {
        mixed = (mixed ^ (uint8_t)buffer[start + i]) * 0x100000001b3u;
      }
      start += some;
      count -= some;
    } else {
      ssize_t got = read(0, picture, count < sizeof picture ? count : sizeof picture);
      if (got <= 0) exit(0);
      for (ssize_t i = 0; isFirst && i < got && i < 64; i++) {
        mixed = (mixed ^ (uint8_t)picture[i]) * 0x100000001b3u;
      }
      count -= (size_t)got;
    }
  }
}

static long number(const char *text, const char *name) {
  const char *place = strstr(text, name);
  return place == NULL ? 0 : strtol(place + strlen(name), NULL, 10);
}

static void say(const char *text) {
  for (size_t left = strlen(text); left > 0;) {
    ssize_t count = write(1, text, left);
    if (count <= 0) exit(1);
    text += count;
    left -= (size_t)count;
  }
}

static void leave(long id) {
  char half[64];
  switch (mixed % 8) {
    case 0: _exit(0);
    case 1: _exit(3);
    case 2: raise(SIGSEGV); break;
    case 3: abort();
    case 4: raise(SIGKILL); break;
    case 5: /* in the middle of an answer */
      snprintf(half, sizeof half, "{\"id\":%ld,\"sco", id);
      say(half);
      _exit(4);
    case 6: /* and leaves a child that holds the pipes */
      if (fork() == 0) {
        setsid();
        sleep(3600);
      }
      _exit(5);
    default: /* an answer to something else */
      snprintf(half, sizeof half, "{\"id\":%ld,\"score\":1}\n", id + 1);
      say(half);
  }
}

static void compute(long microseconds) {
  struct timespec start, now;
  clock_gettime(CLOCK_MONOTONIC, &start);
  do {
    clock_gettime(CLOCK_MONOTONIC, &now);
  } while ((now.tv_sec - start.tv_sec) * 1000000 + (now.tv_nsec - start.tv_nsec) / 1000 <
           microseconds);
}

int main(int count, char *words[]) {
  int crashes = count > 2 && strcmp(words[1], "crash") == 0;
  uint64_t seed = crashes ? strtoull(words[2], NULL, 10) : 0;
  long busy = count > 2 && strcmp(words[1], "busy") == 0 ? strtol(words[2], NULL, 10) : 0;
  mixed = 0xcbf29ce484222325u ^ seed;
  for (;;) {
    char *text = line();
    if (strstr(text, "\"type\":\"hello\"") != NULL) {
      say("{\"type\":\"hello\",\"protocol\":1,\"name\":\"null-c\",\"version\":\"1\"}\n");
    } else if (strstr(text, "\"type\":\"frame\"") != NULL) {
      skip((size_t)number(text, "\"bytes\":"));
    } else if (strstr(text, "\"type\":\"finish\"") != NULL) {
      long id = number(text, "\"id\":");
      char answer[64];
      if (crashes) {
        leave(id);
        continue;
      }
      if (busy > 0) compute(busy);
      snprintf(answer, sizeof answer, "{\"id\":%ld,\"score\":0.5}\n", id);
      say(answer);
    }
  }
}
