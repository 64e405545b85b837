/*
 * Stands between a program and the disk: counts what the program does to the files of one
 * folder, writes it down, and at a chosen point kills the program or lets the disk fail.
 *
 * Loaded with LD_PRELOAD; `tests/tests/crash/injector.rs` builds it and speaks to it:
 *
 *   FAULTS_FOLDER   only files below this folder count (absolute, without symbolic links)
 *   FAULTS_CONTROL  a file of four 64-bit numbers, shared with the harness: how many operations
 *                   there were, at which one the fault strikes (0 for never), what it does, and
 *                   whether it stays. The harness may change it while the program runs.
 *   FAULTS_JOURNAL  a file that every operation is appended to, with the bytes that it wrote; may
 *                   be left out
 *   FAULTS_SYNC_US  how many microseconds each sync takes at least, as on a slow disk: whoever
 *                   speaks before the disk has done its work is found out; may be left out
 *
 * What counts: making a file, write, truncate, fsync, unlink, rename. Each is written down in
 * the order in which it took effect on its file; several programs may share one journal. What is
 * written to a file that has no name any more is written down for itself: nothing of it is left
 * when the program ends, but whoever takes the disk may read it. So is the moment at which the
 * program says something on its standard output: from then on somebody relies on it.
 *
 * What it does not see: memory that is mapped (SQLite's index of its WAL, the -shm file, which
 * is therefore left out of the journal: it is made anew after a crash), copy_file_range,
 * fallocate and hard links. Neither program uses these on files that matter, and the harness
 * holds the replayed journal against the real files, so that this doesn't change unseen.
 *
 * System calls are made directly: what this file defines must not be found by itself.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum action { NONE, KILL_AFTER, KILL_TORN, NO_SPACE, IO_ERROR, SYNC_ERROR };

/* What an operation does, as far as faults choose among them. */
enum kind { TAKES_SPACE, SYNCS, OTHER };

struct control {
    _Atomic uint64_t count;
    _Atomic uint64_t at;
    _Atomic uint64_t action;
    _Atomic uint64_t stays;
};

static const char *folder;
static size_t folder_length;
static struct control *control;
static int journal = -1;
static useconds_t sync_takes;
/* Keeps the journal in the order in which operations take effect. */
static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;

static int open_directly(const char *path, int flags, mode_t mode) {
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

__attribute__((constructor)) static void begin(void) {
    const char *shared = getenv("FAULTS_CONTROL");
    const char *written = getenv("FAULTS_JOURNAL");
    const char *watched = getenv("FAULTS_FOLDER");
    if (!shared || !watched)
        return;
    int file = open_directly(shared, O_RDWR | O_CLOEXEC, 0);
    void *mapped = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (file < 0 || mapped == MAP_FAILED)
        abort();
    close(file);
    const char *slow = getenv("FAULTS_SYNC_US");
    sync_takes = slow ? (useconds_t)strtoul(slow, NULL, 10) : 0;
    if (written && (journal = open_directly(written, O_WRONLY | O_APPEND | O_CLOEXEC, 0)) < 0)
        abort();
    control = mapped;
    folder_length = strlen(watched);
    folder = watched;
}

/* The part of a path below the folder; NULL if it lies elsewhere. */
static const char *below_folder(const char *path) {
    if (!folder || strncmp(path, folder, folder_length) != 0 || path[folder_length] != '/')
        return NULL;
    return path + folder_length + 1;
}

/* The same for an open file; `path` gives the place for it. */
static const char *watched(int file, char path[static PATH_MAX]) {
    char link[64];
    if (!folder)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, PATH_MAX - 1);
    if (length <= 0)
        return NULL;
    path[length] = 0;
    return below_folder(path);
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), wanted = strlen(end);
    return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

/* One line of numbers, then the path, then the bytes: appended in one piece. */
static void write_down(char what, const char *path, uint64_t number, const void *data, size_t length) {
    char head[64];
    if (journal < 0 || ends_with(path, "-shm"))
        return;
    if (ends_with(path, " (deleted)")) {
        if (what != 'W')
            return;
        what = 'N';
    }
    int size = snprintf(head, sizeof head, "%c %zu %llu %zu\n", what, strlen(path),
                        (unsigned long long)number, length);
    struct iovec parts[] = {{head, (size_t)size}, {(void *)path, strlen(path)}, {(void *)data, length}};
    if (syscall(SYS_writev, journal, parts, 3) != (long)(size + strlen(path) + length))
        abort();
}

static void die(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;)
        pause();
}

/* Counts an operation and says what befalls it. A full disk refuses only what takes space; a
 * failing sync waits for the next one. */
static enum action fate(enum kind kind) {
    uint64_t number = atomic_fetch_add(&control->count, 1) + 1;
    uint64_t at = atomic_load(&control->at);
    bool stays = atomic_load(&control->stays);
    enum action action = (enum action)atomic_load(&control->action);
    if (at == 0 || number < at)
        return NONE;
    if (action == SYNC_ERROR) {
        if (kind == SYNCS && !stays)
            atomic_store(&control->at, 0);
        return kind == SYNCS ? IO_ERROR : NONE;
    }
    if (number > at && !stays)
        return NONE;
    return action == NO_SPACE && kind != TAKES_SPACE ? NONE : action;
}

/* Runs CALL under its fate. Killed torn, only what TORN does has happened. */
#define UNDER_FATE(kind, TORN, CALL, FAILED, NOTE)                            \
    do {                                                                      \
        pthread_mutex_lock(&order);                                           \
        enum action action = fate(kind);                               \
        long result = -1;                                                     \
        int failure = action == NO_SPACE ? ENOSPC : EIO;                      \
        if (action == KILL_TORN) {                                            \
            TORN;                                                             \
            die();                                                            \
        }                                                                     \
        if (action == NO_SPACE || action == IO_ERROR) {                       \
            FAILED;                                                           \
        } else if ((result = (CALL)) < 0) {                                   \
            failure = errno;                                                  \
        } else {                                                              \
            NOTE;                                                             \
        }                                                                     \
        if (action == KILL_AFTER)                                             \
            die();                                                            \
        pthread_mutex_unlock(&order);                                         \
        if (result < 0)                                                       \
            errno = failure;                                                  \
        return result;                                                        \
    } while (0)

static long write_at(int file, const char *path, const void *data, size_t length, off_t offset) {
    UNDER_FATE(
        TAKES_SPACE,
        {
            syscall(SYS_pwrite64, file, data, length / 2, offset);
            write_down('W', path, (uint64_t)offset, data, length / 2);
        },
        syscall(SYS_pwrite64, file, data, length, offset), (void)0,
        write_down('W', path, (uint64_t)offset, data, (size_t)result));
}

/* A write at the file's own position, which it moves. */
static long write_on(int file, const char *path, const void *data, size_t length) {
    off_t offset = lseek(file, 0, fcntl(file, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR);
    long written = write_at(file, path, data, length, offset);
    if (written > 0)
        lseek(file, offset + written, SEEK_SET);
    return written;
}

/* The parts of a vector in one piece; the caller frees it. */
static void *gathered(const struct iovec *parts, int count, size_t *length) {
    *length = 0;
    for (int i = 0; i < count; i++)
        *length += parts[i].iov_len;
    char *whole = malloc(*length ? *length : 1), *end = whole;
    if (!whole)
        abort();
    for (int i = 0; i < count; i++)
        end = mempcpy(end, parts[i].iov_base, parts[i].iov_len);
    return whole;
}

ssize_t write(int file, const void *data, size_t length) {
    char place[PATH_MAX];
    const char *path = watched(file, place);
    if (path)
        return write_on(file, path, data, length);
    if (file != STDOUT_FILENO)
        return syscall(SYS_write, file, data, length);
    pthread_mutex_lock(&order);
    long said = syscall(SYS_write, file, data, length);
    write_down('O', "", 0, NULL, 0);
    pthread_mutex_unlock(&order);
    return said;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
    char place[PATH_MAX];
    const char *path = watched(file, place);
    if (!path)
        return syscall(SYS_writev, file, parts, count);
    size_t length;
    void *whole = gathered(parts, count, &length);
    ssize_t written = write_on(file, path, whole, length);
    free(whole);
    return written;
}

ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
    char place[PATH_MAX];
    const char *path = watched(file, place);
    return path ? write_at(file, path, data, length, offset)
                : syscall(SYS_pwrite64, file, data, length, offset);
}

ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    return pwrite64(file, data, length, offset);
}

ssize_t pwritev(int file, const struct iovec *parts, int count, off_t offset) {
    size_t length;
    void *whole = gathered(parts, count, &length);
    ssize_t written = pwrite64(file, whole, length, offset);
    free(whole);
    return written;
}

/* A sync that failed is written down too: what it should have made safe is safe by no later one. */
static long sync_file(long call, int file, const char *path) {
    if (sync_takes)
        usleep(sync_takes);
    UNDER_FATE(SYNCS, (void)0, syscall(call, file), write_down('E', path, 0, NULL, 0),
               write_down('S', path, 0, NULL, 0));
}

int fsync(int file) {
    char place[PATH_MAX];
    const char *path = watched(file, place);
    return (int)(path ? sync_file(SYS_fsync, file, path) : syscall(SYS_fsync, file));
}

int fdatasync(int file) {
    char place[PATH_MAX];
    const char *path = watched(file, place);
    return (int)(path ? sync_file(SYS_fdatasync, file, path) : syscall(SYS_fdatasync, file));
}

static long truncate_file(int file, const char *path, off_t length) {
    struct stat now;
    bool grows = fstat(file, &now) == 0 && now.st_size < length;
    UNDER_FATE(grows ? TAKES_SPACE : OTHER, (void)0, syscall(SYS_ftruncate, file, length), (void)0,
               write_down('T', path, (uint64_t)length, NULL, 0));
}

int ftruncate64(int file, off64_t length) {
    char place[PATH_MAX];
    const char *path = watched(file, place);
    return (int)(path ? truncate_file(file, path, length) : syscall(SYS_ftruncate, file, length));
}

int ftruncate(int file, off_t length) {
    return ftruncate64(file, length);
}

static long remove_file(const char *path, const char *name) {
    UNDER_FATE(OTHER, (void)0, syscall(SYS_unlinkat, AT_FDCWD, path, 0), (void)0,
               write_down('U', name, 0, NULL, 0));
}

int unlink(const char *path) {
    const char *name = below_folder(path);
    return (int)(name ? remove_file(path, name) : syscall(SYS_unlinkat, AT_FDCWD, path, 0));
}

static long move_file(const char *from, const char *to, const char *old, const char *new) {
    UNDER_FATE(OTHER, (void)0, syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0), (void)0,
               write_down('R', old, 0, new, strlen(new)));
}

int rename(const char *from, const char *to) {
    const char *old = below_folder(from), *new = below_folder(to);
    return (int)(old && new ? move_file(from, to, old, new)
                            : syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0));
}

static long make_file(const char *path, const char *name, int flags, mode_t mode) {
    UNDER_FATE(TAKES_SPACE, (void)0, open_directly(path, flags, mode), (void)0,
               write_down('C', name, 0, NULL, 0));
}

static long empty_file(const char *path, const char *name, int flags, mode_t mode) {
    UNDER_FATE(OTHER, (void)0, open_directly(path, flags, mode), (void)0,
               write_down('T', name, 0, NULL, 0));
}

/* Opening a file is an operation if it makes the file, or empties it. */
static int open_file(const char *path, int flags, mode_t mode) {
    const char *name = below_folder(path);
    bool is_there = name && syscall(SYS_faccessat, AT_FDCWD, path, F_OK) == 0;
    if (name && !is_there && (flags & O_CREAT))
        return (int)make_file(path, name, flags, mode);
    if (is_there && (flags & O_TRUNC))
        return (int)empty_file(path, name, flags, mode);
    return open_directly(path, flags, mode);
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_file(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return open_file(path, flags | O_LARGEFILE, mode);
}
