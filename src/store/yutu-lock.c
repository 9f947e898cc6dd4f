/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Who may write: an open-file-description lock on a file beside the database. The system drops
 * it when the program ends, however it ends; two windows of one program exclude each other too.
 * The file says who holds it. It is not the database itself, because closing any descriptor of
 * that would drop SQLite's own locks (POSIX advisory locks belong to the process). */

#include "store/yutu-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite's lock bytes: the pending, reserved and shared ones of the database (sqlite.org
 * fileformat2, "The Lock-Byte Page"), and the writer's of the -shm file (walformat, "Locks"). */
#define LOCK_FIRST     G_GINT64_CONSTANT (0x40000000)
#define LOCK_LAST      (LOCK_FIRST + 511)
#define LOG_WRITE_BYTE 120

/* What the file says when its holder has only to finish. */
#define LEAVING  "leaving"
#define RETRY_US (10 * G_TIME_SPAN_MILLISECOND)

struct _YutuLock
{
  int   fd;
  char *path;
};

static char *
read_holder (int fd)
{
  char    buffer[256];
  ssize_t n = pread (fd, buffer, sizeof buffer - 1, 0);

  if (n <= 0)
    return g_strdup ("another Yutu");
  buffer[n] = '\0';
  return g_utf8_make_valid (buffer, -1);
}

static void
write_holder (int         fd,
              const char *text)
{
  gsize length = strlen (text);

  if (ftruncate (fd, 0) != 0 || pwrite (fd, text, length, 0) != (ssize_t)length)
    g_debug ("the lock file says nobody's name: %s", g_strerror (errno));
}

static gboolean
is_still_there (int         fd,
                const char *path)
{
  struct stat mine;
  struct stat there;

  return fstat (fd, &mine) == 0 && stat (path, &there) == 0 && mine.st_ino == there.st_ino &&
         mine.st_dev == there.st_dev;
}

gboolean
yutu_lock_take (const char *path,
                YutuLock  **lock,
                char      **holder,
                GError    **error)
{
  g_autofree char *lock_path = g_strconcat (path, "-lock", NULL);
  gint64           end = g_get_monotonic_time () + YUTU_STORE_LOCK_WAIT_MS * G_TIME_SPAN_MILLISECOND;

  *lock = NULL;
  *holder = NULL;
  while (TRUE)
    {
      struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      int          fd = open (lock_path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

      if (fd < 0)
        {
          *holder = g_strdup_printf ("the folder cannot be written: %s", g_strerror (errno));
          return TRUE;
        }
      g_clear_pointer (holder, g_free);
      if (fcntl (fd, F_OFD_SETLK, &range) != 0)
        {
          *holder = read_holder (fd);
          close (fd);
          if (!g_str_equal (*holder, LEAVING))
            return TRUE;
          if (g_get_monotonic_time () >= end)
            {
              g_free (*holder);
              *holder = g_strdup ("another Yutu that is still writing");
              return TRUE;
            }
          g_usleep (RETRY_US);
          continue;
        }
      if (is_still_there (fd, lock_path))
        {
          g_autofree char *text = g_strdup_printf ("%s@%s, PID %d", g_get_user_name (),
                                                   g_get_host_name (), (int)getpid ());

          write_holder (fd, text);
          *lock = g_new0 (YutuLock, 1);
          (*lock)->fd = fd;
          (*lock)->path = g_steal_pointer (&lock_path);
          return TRUE;
        }
      close (fd); /* its last owner removed it between our open and our lock */
    }
}

void
yutu_lock_leave (YutuLock *self)
{
  write_holder (self->fd, LEAVING);
}

void
yutu_lock_free (YutuLock *self)
{
  g_unlink (self->path);
  close (self->fd);
  g_free (self->path);
  g_free (self);
}

static char *
name_process (long pid)
{
  g_autofree char *comm_path = g_strdup_printf ("/proc/%ld/comm", pid);
  g_autofree char *comm = NULL;

  if (!g_file_get_contents (comm_path, &comm, NULL, NULL))
    return g_strdup_printf ("process %ld", pid);
  g_strstrip (comm);
  return g_strdup_printf ("%s (process %ld)", comm, pid);
}

static ino_t
get_inode (const char *path,
           const char *suffix)
{
  g_autofree char *name = g_strconcat (path, suffix, NULL);
  struct stat      info;

  return stat (name, &info) == 0 ? info.st_ino : 0;
}

/* A line of /proc/locks: "1: POSIX  ADVISORY  WRITE 1234 fe:00:5678 1073741824 1073742335".
 * The device is not compared: it differs from stat's on layered file systems. */
static gboolean
is_holder (const char *line,
           ino_t       main_inode,
           ino_t       log_inode,
           gboolean    any,
           long       *pid)
{
  unsigned long long inode = 0;
  gint64             first = 0;
  char               kind[16] = "";

  if (sscanf (line, "%*s %*s %*s %15s %ld %*x:%*x:%llu %" G_GINT64_FORMAT, kind, pid, &inode,
              &first) != 4 ||
      (!any && !g_str_equal (kind, "WRITE")))
    return FALSE;
  return (inode == main_inode && first >= LOCK_FIRST && first <= LOCK_LAST) ||
         (inode == log_inode && first == LOG_WRITE_BYTE);
}

char *
yutu_lock_find_foreign_holder (const char *path,
                               gboolean    any)
{
  g_autofree char *table = NULL;
  g_auto (GStrv) lines = NULL;
  ino_t main_inode = get_inode (path, "");
  ino_t log_inode = get_inode (path, "-shm");

  if (main_inode == 0 || !g_file_get_contents ("/proc/locks", &table, NULL, NULL))
    return NULL;
  lines = g_strsplit (table, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      long pid = 0;

      if (is_holder (lines[i], main_inode, log_inode, any, &pid))
        return name_process (pid);
    }
  return NULL;
}
