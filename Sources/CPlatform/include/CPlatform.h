#ifndef CPLATFORM_H
#define CPLATFORM_H

// The one header that makers of shared libraries get, so that both sides are built from it.
#include "../../../scripts/plugins/padbench_plugin.h"

/// Opens `path` beneath the folder that is open as `folder`, following no symbolic link anywhere
/// on the way. Returns a descriptor, or -1 with `errno`: `EXDEV` for a path that would leave the
/// folder (absolute, or with a `..`), `ELOOP` for a symbolic link.
///
/// Here because openat2(2) has no wrapper in the C library and `syscall` is variadic, which Swift
/// cannot call. Falls back to `CPlatform_open_by_component` where the call is missing: kernels
/// before 5.6 (ENOSYS), sandboxes that do not know it (EPERM), macOS. It can go when the Swift
/// system library offers an open that stays beneath a folder.
int CPlatform_open_beneath(int folder, const char *path, int flags);

/// The same promise kept by opening one component after the other with `O_NOFOLLOW`.
///
/// Here because it is the only way on macOS and in old kernels; public so that its verdicts can
/// be compared with those of `CPlatform_open_beneath` on a machine that has both.
int CPlatform_open_by_component(int folder, const char *path, int flags);

/// The names in the folder open as `folder`, each ended by a NUL, in one block the caller frees
/// with `CPlatform_free`; `.` and `..` are left out. `*length` is the block's size in bytes.
/// Returns NULL with `errno` when the folder cannot be read, or holds more than `limit` names
/// (`EOVERFLOW`). The descriptor stays open.
///
/// Here because `struct dirent` ends in an array whose bound differs between systems, so that
/// reading `d_name` from Swift needs pointer arithmetic.
char *CPlatform_names(int folder, unsigned long limit, unsigned long *length);

/// Frees what `CPlatform_names` returned.
void CPlatform_free(char *block);

/// Makes a pipe, its reading end first, neither end inherited by programs. Returns 0, or -1 with
/// `errno`.
///
/// Here because pipe2(2), which leaves no moment in which another thread's program could inherit
/// the ends, is hidden from Swift behind _GNU_SOURCE.
int CPlatform_pipe(int ends[2]);

/// Gives a pipe room for so many bytes where the system lets it (Linux). Here for F_SETPIPE_SZ, as
/// above.
void CPlatform_widen_pipe(int end, int bytes);

/// Starts a program, named by its path in `arguments[0]`, in a session of its own with these three
/// descriptors as its standard streams and no other. Returns its process id, or -1 with `errno`.
///
/// Here because the calls that close all other descriptors and make the session differ between
/// systems and are hidden behind _GNU_SOURCE.
int CPlatform_spawn(char *const arguments[], char *const environment[], const int streams[3]);

/// A descriptor that poll(2) finds readable once a child has ended; -1 where the system has none.
/// Here because pidfd_open(2) has no wrapper in older C libraries.
int CPlatform_process_bell(int child);

/// Collects a child that has ended: returns 1 with its exit code, or the signal that ended it in
/// `*signal` (else 0); returns 0 while it runs. Here because the macros that take a status apart
/// do not reach Swift.
int CPlatform_collect(int child, int *code, int *signal);

/// What `CPlatform_launch` does before it starts a program.
struct CPlatform_Terms {
  /// Most bytes of address space; 0 sets no limit.
  unsigned long memory;
  /// Most bytes of a file that is written.
  unsigned long file_size;
  /// Most files that are open at once.
  unsigned long open_files;
  /// Most processes and threads that the program may have at once; 0 sets no limit.
  ///
  /// For root a control group counts them where one can be made. For anybody else the limit of the
  /// user is what the machine runs at the start and so many more, because it counts all of a user's.
  unsigned long processes;
  /// Where the program starts; NULL leaves it where this process is.
  const char *folder;
  /// Folders and files that may be read and executed, up to a NULL; NULL leaves the file system
  /// and the network as they are.
  const char *const *readable;
  /// Folders and files that may be written as well, up to a NULL.
  const char *const *writable;
};

/// Starts a program in a session of its own and watches over it until nothing of it is left.
///
/// The program gets this process's standard input, output and error and no other descriptor, an
/// umask of 077, and the limits. When it ends, or when nobody reads this process's standard error
/// any more, or on SIGTERM (a second of grace) or SIGUSR1 (at once), everything it started is
/// killed, also what left its session (Linux; elsewhere only its process group).
///
/// Returns the program's exit code; where a signal ended it, this process ends by the same signal.
/// A program that cannot be started gives 127, and a line on standard error says why.
///
/// Here because it forks, which Swift may not, and needs prctl and Landlock, which have no
/// wrapper. To be called once, in a process made for it.
int CPlatform_launch(const struct CPlatform_Terms *terms, char *const arguments[]);

/// The version of Landlock that the kernel offers; 0 when it has none.
int CPlatform_landlock_version(void);

/// Lets this thread and what it starts read and write nothing but what the terms name, and use no
/// network where the kernel can forbid it. Returns 0, or -1 with `errno`.
int CPlatform_landlock_restrict(const struct CPlatform_Terms *terms);

#endif
