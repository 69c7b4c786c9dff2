#if defined(__linux__)
#define _GNU_SOURCE 1
#endif

#include "tasks.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#if defined(__linux__)

// Room for a process in a list of all; more than any usual limit of their number.
enum { most_tasks = 1 << 15, path_room = 1024 };

static char group[path_room];

// The folder of control groups in which this process may have one made beside it.
static int group_parent(char *folder, size_t room) {
  FILE *list = fopen("/proc/self/cgroup", "re");
  if (list == 0) return -1;
  char line[path_room];
  int found = -1;
  // ID:CONTROLLERS:PATH, one line for each hierarchy; that of version 2 has no controllers.
  while (found != 0 && fgets(line, sizeof line, list) != 0) {
    line[strcspn(line, "\n")] = '\0';
    char *controllers = strchr(line, ':');
    char *path = controllers == 0 ? 0 : strchr(controllers + 1, ':');
    if (path == 0) continue;
    *path++ = '\0';
    controllers += 1;
    int is_second = *controllers == '\0';
    if (!is_second && strcmp(controllers, "pids") != 0) continue;
    // In version 2 a group with processes has no groups of limited size below it.
    if (is_second && strrchr(path, '/') != 0) *strrchr(path, '/') = '\0';
    if (strcmp(path, "/") == 0) *path = '\0';
    int length = snprintf(folder, room, "/sys/fs/cgroup%s%s", is_second ? "" : "/pids", path);
    if (length > 0 && (size_t)length < room && access(folder, W_OK) == 0) found = 0;
  }
  fclose(list);
  return found;
}

static int put(const char *file, const char *text) {
  char path[path_room + 32];
  snprintf(path, sizeof path, "%s/%s", group, file);
  int opened = open(path, O_WRONLY | O_CLOEXEC);
  if (opened < 0) return -1;
  ssize_t count = write(opened, text, strlen(text));
  close(opened);
  return count < 0 ? -1 : 0;
}

// Groups of launchers that were killed stay behind; only empty ones can be removed.
static void remove_left_groups(const char *folder) {
  DIR *entries = opendir(folder);
  if (entries == 0) return;
  struct dirent *entry;
  while ((entry = readdir(entries)) != 0) {
    if (strncmp(entry->d_name, "padbench-", 9) != 0) continue;
    char *end;
    long id = strtol(entry->d_name + 9, &end, 10);
    if (id > 0 && *end == '\0' && kill((pid_t)id, 0) != 0 && errno == ESRCH) {
      unlinkat(dirfd(entries), entry->d_name, AT_REMOVEDIR);
    }
  }
  closedir(entries);
}

int tasks_group_make(unsigned long most) {
  char folder[path_room - 64], number[32];
  if (group_parent(folder, sizeof folder) != 0) return -1;
  remove_left_groups(folder);
  snprintf(group, sizeof group, "%s/padbench-%ld", folder, (long)getpid());
  snprintf(number, sizeof number, "%lu", most);
  if (mkdir(group, 0755) == 0) {
    if (put("pids.max", number) == 0) return 0;
    rmdir(group);
  }
  group[0] = '\0';
  return -1;
}

void tasks_group_join(void) {
  // 0 is whoever writes.
  if (group[0] != '\0') put("cgroup.procs", "0");
}

void tasks_group_freeze(void) {
  if (group[0] != '\0') put("pids.max", "0");
}

void tasks_group_remove(void) {
  if (group[0] != '\0') rmdir(group);
}

unsigned long tasks_on_machine(void) {
  char text[128];
  int opened = open("/proc/loadavg", O_RDONLY | O_CLOEXEC);
  if (opened < 0) return 0;
  ssize_t count = read(opened, text, sizeof text - 1);
  close(opened);
  if (count <= 0) return 0;
  text[count] = '\0';
  // Three averages, then those that run of those that there are.
  unsigned long tasks = 0;
  return sscanf(text, "%*s %*s %*s %*u/%lu", &tasks) == 1 ? tasks : 0;
}

struct task {
  pid_t id;
  pid_t parent;
  char state;
  char is_ours;
};

// What /proc says of a process; the name in the middle may hold anything.
static int read_task(const char *name, struct task *task) {
  char path[64], text[512];
  snprintf(path, sizeof path, "/proc/%.20s/stat", name);
  int opened = open(path, O_RDONLY | O_CLOEXEC);
  if (opened < 0) return -1;
  ssize_t count = read(opened, text, sizeof text - 1);
  close(opened);
  if (count <= 0) return -1;
  text[count] = '\0';
  char *end = strrchr(text, ')');
  int parent;
  if (end == 0 || sscanf(end + 1, " %c %d", &task->state, &parent) != 2) return -1;
  task->id = (pid_t)strtol(name, 0, 10);
  task->parent = parent;
  task->is_ours = parent == getpid();
  // At once: one that starts the next and ends is gone before the list is complete.
  if (task->is_ours && task->state != 'T' && task->state != 'Z') kill(task->id, SIGSTOP);
  return 0;
}

static size_t read_tasks(struct task *tasks) {
  DIR *processes = opendir("/proc");
  if (processes == 0) return 0;
  size_t count = 0;
  struct dirent *entry;
  while (count < most_tasks && (entry = readdir(processes)) != 0) {
    if (entry->d_name[0] < '1' || entry->d_name[0] > '9') continue;
    if (read_task(entry->d_name, &tasks[count]) == 0) count += 1;
  }
  closedir(processes);
  // Children mostly come behind their parents, so that few rounds find all.
  for (int more = 1; more;) {
    more = 0;
    for (size_t child = 0; child < count; child++) {
      for (size_t above = 0; !tasks[child].is_ours && above < count; above++) {
        if (tasks[above].is_ours && tasks[above].id == tasks[child].parent) {
          tasks[child].is_ours = 1;
          more = 1;
        }
      }
    }
  }
  return count;
}

void tasks_kill_all(void) {
  static struct task tasks[most_tasks];
  size_t count = 0;
  int running = 1;
  for (int round = 0; round < 20 && running > 0; round++) {
    running = 0;
    count = read_tasks(tasks);
    for (size_t i = 0; i < count; i++) {
      if (!tasks[i].is_ours || tasks[i].state == 'T' || tasks[i].state == 'Z') continue;
      kill(tasks[i].id, SIGSTOP);
      running += 1;
    }
  }
  for (size_t i = 0; i < count; i++) {
    if (tasks[i].is_ours) kill(tasks[i].id, SIGKILL);
  }
}

#else

int tasks_group_make(unsigned long most) {
  (void)most;
  return -1;
}

void tasks_group_join(void) {}
void tasks_group_freeze(void) {}
void tasks_group_remove(void) {}
unsigned long tasks_on_machine(void) { return 0; }
void tasks_kill_all(void) {}

#endif
