/*
 * A small library, preloaded into the process under test, that watches everything the process does to files below one
 * folder: it records each write and sync with its time, makes syncs slow, and makes calls fail on command.
 *
 *   SLUIS_SHIM_DIR        absolute real path; files outside it are left alone (required: without it nothing happens)
 *   SLUIS_SHIM_DELAY_MS   every fsync and fdatasync takes this much longer
 *   SLUIS_SHIM_TRACE      file to which the trace is appended (must lie outside SLUIS_SHIM_DIR)
 *   SLUIS_SHIM_FAIL       comma separated <call>:<errno>, call is open (for writing), write or sync
 *   SLUIS_SHIM_FAIL_WHEN  calls fail only while this file exists
 *
 * The trace is a sequence of records (layout: struct record, little-endian; then the paths, then the bytes). A write is
 * recorded after it returned; a sync when it begins and again when it has returned. Times are CLOCK_MONOTONIC, which is
 * what process.hrtime.bigint() reads in any process of the same machine.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define MAX_FD 4096

enum kind { CREATED = 1, WRITE, TRUNCATE, UNLINK, RENAME, LINK, SYNC_BEGIN, SYNC_END };

struct record {
  uint32_t kind;
  uint32_t path_length;
  uint32_t other_length; /* second path of a rename or link */
  uint32_t data_length;
  uint64_t time_ns;
  int64_t offset; /* of a write; new size of a truncate; errno of a sync that failed */
};

static char dir[PATH_MAX];
static size_t dir_length;
static int trace_fd = -1;
static long delay_ms;
static int fail_open, fail_write, fail_sync;
static const char *fail_when;

/* 0: not looked at yet, 1: not ours, 2: ours. Paths are looked up by descriptor, so no open can slip past. */
static char state[MAX_FD];
static char *paths[MAX_FD];

static int errno_of(const char *name) {
  if (!strcmp(name, "ENOSPC")) return ENOSPC;
  if (!strcmp(name, "EIO")) return EIO;
  if (!strcmp(name, "EROFS")) return EROFS;
  abort();
}

static void read_failures(const char *text) {
  char copy[256], *rest = copy;
  snprintf(copy, sizeof copy, "%s", text);
  for (char *item; (item = strsep(&rest, ","));) {
    char *error = strchr(item, ':');
    if (!error) abort();
    *error++ = 0;
    if (!strcmp(item, "open")) fail_open = errno_of(error);
    else if (!strcmp(item, "write")) fail_write = errno_of(error);
    else if (!strcmp(item, "sync")) fail_sync = errno_of(error);
    else abort();
  }
}

__attribute__((constructor)) static void start(void) {
  const char *value = getenv("SLUIS_SHIM_DIR");
  if (!value) return;
  dir_length = strlen(value);
  if (dir_length == 0 || dir_length >= sizeof dir) abort();
  strcpy(dir, value);
  if ((value = getenv("SLUIS_SHIM_DELAY_MS"))) delay_ms = atol(value);
  if ((value = getenv("SLUIS_SHIM_FAIL"))) read_failures(value);
  fail_when = getenv("SLUIS_SHIM_FAIL_WHEN");
  if ((value = getenv("SLUIS_SHIM_TRACE"))) {
    trace_fd = syscall(SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (trace_fd < 0) abort();
  }
}

static int below(const char *path) {
  return dir_length && !strncmp(path, dir, dir_length) && (path[dir_length] == '/' || path[dir_length] == 0);
}

static const char *absolute(const char *path, char *buffer) {
  if (path[0] == '/') return path;
  char here[PATH_MAX];
  if (!getcwd(here, sizeof here)) return path;
  return snprintf(buffer, PATH_MAX, "%s/%s", here, path) < PATH_MAX ? buffer : path;
}

/* Path of a descriptor of ours, or NULL. */
static const char *path_of(int fd) {
  if (!dir_length || fd < 0 || fd >= MAX_FD) return NULL;
  if (state[fd] == 0) {
    char name[64], target[PATH_MAX];
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    long length = syscall(SYS_readlinkat, AT_FDCWD, name, target, sizeof target - 1);
    if (length < 0) return NULL;
    target[length] = 0;
    free(paths[fd]);
    paths[fd] = below(target) ? strdup(target) : NULL;
    state[fd] = paths[fd] ? 2 : 1;
  }
  return state[fd] == 2 ? paths[fd] : NULL;
}

static int failing(int error) {
  return error && (!fail_when || syscall(SYS_faccessat, AT_FDCWD, fail_when, F_OK) == 0);
}

static void note(enum kind kind, const char *path, const char *other, int64_t offset, const void *data, size_t length) {
  if (trace_fd < 0) return;
  int saved = errno;
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  struct record head = {kind, strlen(path), other ? strlen(other) : 0, length,
                        (uint64_t)now.tv_sec * 1000000000u + now.tv_nsec, offset};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)path, head.path_length}, {(void *)other, head.other_length},
                          {(void *)data, length}};
  /* One appending call per record, so that records of several threads never mix. */
  ssize_t wanted = sizeof head + head.path_length + head.other_length + length;
  if (syscall(SYS_writev, trace_fd, parts, 4) != wanted) abort();
  errno = saved;
}

#define REAL(name) \
  static __typeof__(name) *real; \
  if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static int opened(int fd, int flags, int existed) {
  if (fd >= 0 && fd < MAX_FD) state[fd] = 0;
  const char *ours = fd >= 0 ? path_of(fd) : NULL;
  if (ours && (flags & O_CREAT) && !existed) note(CREATED, ours, NULL, 0, NULL, 0);
  if (ours && (flags & O_TRUNC) && existed) note(TRUNCATE, ours, NULL, 0, NULL, 0);
  return fd;
}

static int refused(const char *path, int flags) {
  char buffer[PATH_MAX];
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT)) == 0 || !below(absolute(path, buffer)) || !failing(fail_open)) return 0;
  return errno = fail_open, 1;
}

static int exists(int at, const char *path) {
  int saved = errno, found = syscall(SYS_faccessat, at, path, F_OK) == 0;
  errno = saved;
  return found;
}

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (refused(path, flags)) return -1; \
    int existed = (flags & (O_CREAT | O_TRUNC)) ? exists(AT_FDCWD, path) : 1; \
    return opened(real(path, flags, mode), flags, existed); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int at, const char *path, int flags, ...) { \
    REAL(name); \
    va_list more; \
    va_start(more, flags); \
    mode_t mode = flags & (O_CREAT | __O_TMPFILE) ? va_arg(more, mode_t) : 0; \
    va_end(more); \
    if (refused(path, flags)) return -1; \
    int existed = (flags & (O_CREAT | O_TRUNC)) ? exists(at, path) : 1; \
    return opened(real(at, path, flags, mode), flags, existed); \
  }
OPENAT(openat)
OPENAT(openat64)

int creat(const char *path, mode_t mode) {
  return open(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int fd) {
  REAL(close);
  if (fd >= 0 && fd < MAX_FD) state[fd] = 0;
  return real(fd);
}

static int64_t place_of(int fd) {
  int flags = syscall(SYS_fcntl, fd, F_GETFL);
  return syscall(SYS_lseek, fd, 0, flags & O_APPEND ? SEEK_END : SEEK_CUR);
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  const char *path = path_of(fd);
  if (!path) return real(fd, data, length);
  if (failing(fail_write)) return errno = fail_write, -1;
  int64_t offset = place_of(fd);
  ssize_t done = real(fd, data, length);
  if (done > 0) note(WRITE, path, NULL, offset, data, done);
  return done;
}

#define PWRITE(name, type) \
  ssize_t name(int fd, const void *data, size_t length, type offset) { \
    REAL(name); \
    const char *path = path_of(fd); \
    if (!path) return real(fd, data, length, offset); \
    if (failing(fail_write)) return errno = fail_write, -1; \
    ssize_t done = real(fd, data, length, offset); \
    if (done > 0) note(WRITE, path, NULL, offset, data, done); \
    return done; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* Of a vector the first part is written: callers must cope with a short write anyway. */
#define PWRITEV(name, single, type) \
  ssize_t name(int fd, const struct iovec *parts, int count, type offset) { \
    REAL(name); \
    if (!path_of(fd) || count < 1) return real(fd, parts, count, offset); \
    return single(fd, parts[0].iov_base, parts[0].iov_len, offset); \
  }
PWRITEV(pwritev, pwrite, off_t)
PWRITEV(pwritev64, pwrite64, off64_t)

ssize_t writev(int fd, const struct iovec *parts, int count) {
  REAL(writev);
  if (!path_of(fd) || count < 1) return real(fd, parts, count);
  return write(fd, parts[0].iov_base, parts[0].iov_len);
}

#define TRUNCATE_TO(name, type) \
  int name(int fd, type size) { \
    REAL(name); \
    const char *path = path_of(fd); \
    int done = real(fd, size); \
    if (path && done == 0) note(TRUNCATE, path, NULL, size, NULL, 0); \
    return done; \
  }
TRUNCATE_TO(ftruncate, off_t)
TRUNCATE_TO(ftruncate64, off64_t)

int unlink(const char *path) {
  REAL(unlink);
  char buffer[PATH_MAX];
  const char *full = absolute(path, buffer);
  int done = real(path);
  if (done == 0 && below(full)) note(UNLINK, full, NULL, 0, NULL, 0);
  return done;
}

#define MOVE(name, kind) \
  int name(const char *from, const char *to) { \
    REAL(name); \
    char one[PATH_MAX], two[PATH_MAX]; \
    const char *source = absolute(from, one), *target = absolute(to, two); \
    if (below(target) && failing(fail_write)) return errno = fail_write, -1; \
    int done = real(from, to); \
    if (done == 0 && below(target)) note(kind, source, target, 0, NULL, 0); \
    return done; \
  }
MOVE(rename, RENAME)
MOVE(link, LINK)

#define SYNC(name) \
  int name(int fd) { \
    REAL(name); \
    const char *path = path_of(fd); \
    if (!path) return real(fd); \
    note(SYNC_BEGIN, path, NULL, 0, NULL, 0); \
    struct timespec pause = {delay_ms / 1000, delay_ms % 1000 * 1000000}; \
    if (delay_ms) nanosleep(&pause, NULL); \
    if (failing(fail_sync)) { \
      note(SYNC_END, path, NULL, fail_sync, NULL, 0); \
      return errno = fail_sync, -1; \
    } \
    int done = real(fd); \
    note(SYNC_END, path, NULL, done == 0 ? 0 : errno, NULL, 0); \
    return done; \
  }
SYNC(fsync)
SYNC(fdatasync)
