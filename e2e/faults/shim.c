/*
 * Stands between a process and its disk and clock (LD_PRELOAD). What it does to files below PARLEY_SHIM_FOLDER is written to the log
 * PARLEY_SHIM_LOG in the order in which it happened, from which e2e/faults/images.ts builds what a power cut would have left; the test appends
 * to the same file what it has been answered. The control file PARLEY_SHIM_CONTROL, which the test writes, makes the disk fail or the clock step.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { CREATE = 1, OPEN, WRITE, TRUNCATE, SYNC, SYNC_FOLDER, UNLINK, RENAME };
/* Before each entry of the log; `length` bytes follow: what was written, or a name (RENAME: two, with a NUL between). */
struct entry { uint64_t kind, inode, offset, length; };
/* The control file. `failing`: which sync from now on fails with EIO, once (0: none). `full`: nothing can be written. `ahead`: the clock, in ms. */
struct control { int64_t failing, full, ahead; };

#define FILES 65536
static uint64_t inodes[FILES];
static char kinds[FILES]; /* 1: a file of the folder, 2: the folder or one in it */
static const char *folder;
static int logged = -1;
static volatile struct control *control;

#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("PARLEY_SHIM_LOG"), *given = getenv("PARLEY_SHIM_CONTROL");
  folder = getenv("PARLEY_SHIM_FOLDER");
  if (path) logged = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  int fd = given ? syscall(SYS_openat, AT_FDCWD, given, O_RDWR | O_CLOEXEC, 0) : -1;
  if (fd < 0) return;
  void *at = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (at != MAP_FAILED) control = at;
  syscall(SYS_close, fd);
}

static int below(const char *path) {
  size_t n = folder ? strlen(folder) : 0;
  return n && path && !strncmp(path, folder, n) && (path[n] == '/' || !path[n]);
}

static void note(uint64_t kind, uint64_t inode, uint64_t offset, const void *data, size_t length) {
  struct entry entry = {kind, inode, offset, length};
  struct iovec parts[2] = {{&entry, sizeof entry}, {(void *)data, length}};
  /* One call, so that no other thread or process comes in between. */
  if (logged >= 0) syscall(SYS_writev, logged, parts, 2);
}

static int is(int fd, int kind) { return fd >= 0 && fd < FILES && kinds[fd] == kind; }

static int opened(int fd, const char *path, int flags, int existed) {
  struct stat st;
  if (fd < 0 || fd >= FILES) return fd;
  kinds[fd] = 0;
  if (!below(path) || fstat(fd, &st)) return fd;
  kinds[fd] = S_ISDIR(st.st_mode) ? 2 : 1;
  inodes[fd] = st.st_ino;
  if (kinds[fd] == 2) return fd;
  note(existed ? OPEN : CREATE, st.st_ino, 0, path, strlen(path));
  if (existed && (flags & O_TRUNC)) note(TRUNCATE, st.st_ino, 0, NULL, 0);
  return fd;
}

static int open_at(int at, const char *path, int flags, mode_t mode) {
  int existed = !below(path) || syscall(SYS_faccessat, at, path, F_OK) == 0;
  return opened(syscall(SYS_openat, at, path, flags, mode), path, flags, existed);
}
#define MODE(flags) mode_t mode = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); mode = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_at(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_at(at, path, flags, mode); }

int close(int fd) {
  if (fd >= 0 && fd < FILES) kinds[fd] = 0;
  REAL(int, "close", int);
  return real(fd);
}

static int full(int fd) { return is(fd, 1) && control && control->full; }
static int refused(void) { errno = ENOSPC; return -1; }

static ssize_t write_at(int fd, const void *data, size_t length, off64_t offset) {
  if (full(fd)) return refused();
  ssize_t n = syscall(SYS_pwrite64, fd, data, length, offset);
  if (n > 0 && is(fd, 1)) note(WRITE, inodes[fd], offset, data, n);
  return n;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) { return write_at(fd, data, length, offset); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) { return write_at(fd, data, length, offset); }
ssize_t write(int fd, const void *data, size_t length) {
  REAL(ssize_t, "write", int, const void *, size_t);
  if (!is(fd, 1)) return real(fd, data, length);
  if (full(fd)) return refused();
  ssize_t n = real(fd, data, length);
  if (n > 0) note(WRITE, inodes[fd], lseek64(fd, 0, SEEK_CUR) - n, data, n);
  return n;
}

static int cut(int fd, off64_t size) {
  struct stat st;
  if (full(fd) && !fstat(fd, &st) && size > st.st_size) return refused();
  int result = syscall(SYS_ftruncate, fd, size);
  if (!result && is(fd, 1)) note(TRUNCATE, inodes[fd], size, NULL, 0);
  return result;
}
int ftruncate(int fd, off_t size) { return cut(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut(fd, size); }

static int synced(int fd, long number) {
  if (is(fd, 1) && control && control->failing > 0 && --control->failing == 0) { errno = EIO; return -1; }
  int result = syscall(number, fd);
  if (!result && (is(fd, 1) || is(fd, 2))) note(is(fd, 1) ? SYNC : SYNC_FOLDER, inodes[fd], 0, NULL, 0);
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int unlink(const char *path) {
  REAL(int, "unlink", const char *);
  int result = real(path);
  if (!result && below(path)) note(UNLINK, 0, 0, path, strlen(path));
  return result;
}
int rename(const char *from, const char *to) {
  REAL(int, "rename", const char *, const char *);
  int result = real(from, to);
  char both[8192];
  size_t a = strlen(from), b = strlen(to);
  if (!result && (below(from) || below(to)) && a + b + 1 < sizeof both) {
    memcpy(both, from, a + 1);
    memcpy(both + a + 1, to, b);
    note(RENAME, 0, 0, both, a + 1 + b);
  }
  return result;
}

/* Timers go by the monotonic clock, which does not step. */
int clock_gettime(clockid_t id, struct timespec *now) {
  REAL(int, "clock_gettime", clockid_t, struct timespec *);
  int result = real(id, now);
  if (result || !control || (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE)) return result;
  int64_t ns = (int64_t)now->tv_sec * 1000000000 + now->tv_nsec + control->ahead * 1000000;
  now->tv_sec = ns / 1000000000;
  now->tv_nsec = ns % 1000000000;
  return 0;
}
int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  struct timespec at;
  (void)zone;
  if (clock_gettime(CLOCK_REALTIME, &at)) return -1;
  now->tv_sec = at.tv_sec;
  now->tv_usec = at.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
