#ifndef CPLATFORM_H
#define CPLATFORM_H

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

#endif
