#ifndef CPLATFORM_TASKS_H
#define CPLATFORM_TASKS_H

#include <sys/types.h>

// What the launcher knows of the processes below it; no part of what other modules see.

/// Makes a group of at most so many processes and threads, which the kernel counts, where this
/// process may (cgroups; root needs them, because no limit of its user holds it). Returns 0, or -1
/// where there is none.
int tasks_group_make(unsigned long most);

/// Puts the calling process into the group; safe between fork and exec.
void tasks_group_join(void);

/// Lets nobody in the group start another process.
void tasks_group_freeze(void);

/// Removes the empty group.
void tasks_group_remove(void);

/// How many processes and threads this machine runs; 0 where that cannot be said.
unsigned long tasks_on_machine(void);

/// Stops everything below this process, so that nothing of it can start another, then kills it.
void tasks_kill_all(void);

#endif
