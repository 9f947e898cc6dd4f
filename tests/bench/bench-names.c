/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-names FILE N: N names, half of them of FILE, half put together from two of them, typed a character at
 * a time against all names of FILE, then a town called after each of its rivers and hills; a JSON line for each kind
 * of question with the seconds of each. Then every name of FILE is asked for, and what is found held against a pass
 * over all pairs that knows no keys: it ends with an error where a rival is missing or invented. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench-support.h"
#include "base/yutu-random.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-name-rules-private.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "session/yutu-file.h"
#include "session/yutu-name-check.h"

/* A character of the names, and what it may be read as: interned. */
typedef struct
{
  gunichar   character;
  GPtrArray *toned;
  GPtrArray *plain;
} Character;

/* What two characters have in common. */
enum
{
  SHARES_SYLLABLE = 1 << 0,
  SHARES_TONE = 1 << 1,
  IS_ALIKE = 1 << 2,
};

typedef struct
{
  gint64      id;
  const char *name_class; /* interned */
  const char *group;
  const char *name;   /* interned */
  const char *proper; /* interned; NULL: it has no generic term */
  gboolean    is_nature;
  glong       n;
  guint      *characters; /* n of them, by number */
} Name;

typedef struct
{
  YutuRandom     random;
  GArray        *names;      /* of Name */
  GArray        *characters; /* of Character, by number */
  GHashTable    *numbers;    /* character → its number + 1 */
  guint8        *pairs;      /* of any two characters, by number */
  YutuNameIndex *index;
} Bench;

/* Rivals by R1, as the rules tell them apart; NONE behind them. */
typedef enum
{
  SAME,
  SAME_PROPER,
  SAME_SOUND,
  SAME_SYLLABLES,
  LOOKS_ALIKE,
  NONE
} Kind;

static G_NORETURN void
fail (const char *what, const char *name, const char *rival)
{
  fprintf (stderr, "bench-names: %s: %s %s\n", what, name, rival);
  exit (1);
}

/* ---- the names of the file ---- */

static const char *
strip_tone (const char *reading)
{
  g_autofree char *apart = g_utf8_normalize (reading, -1, G_NORMALIZE_NFD);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar mark = g_utf8_get_char (p);

      if (mark != 0x300 && mark != 0x301 && mark != 0x304 && mark != 0x30c)
        g_string_append_unichar (plain, mark);
    }
  return g_intern_string (plain->str);
}

static guint
get_number (Bench *self, gunichar character)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, GUINT_TO_POINTER (character)));

  if (number == 0)
    {
      g_auto (GStrv) readings = yutu_pinyin_list_readings (character);
      Character one = { character, g_ptr_array_new (), g_ptr_array_new () };

      for (gsize i = 0; readings[i] != NULL; i++)
        {
          g_ptr_array_add (one.toned, (gpointer)g_intern_string (readings[i]));
          g_ptr_array_add (one.plain, (gpointer)strip_tone (readings[i]));
        }
      g_array_append_val (self->characters, one);
      number = self->characters->len;
      g_hash_table_insert (self->numbers, GUINT_TO_POINTER (character), GUINT_TO_POINTER (number));
    }
  return number - 1;
}

static void
add_name (Bench *self, gint64 id, const char *name_class, const char *text)
{
  const YutuGenericTerm *generic = yutu_pinyin_find_generic (text);
  YutuNameScope          scope;
  Name                   name = { id, g_intern_string (name_class), yutu_name_class_get_group (name_class, &scope), g_intern_string (text), NULL, FALSE, 0, NULL };

  if (generic != NULL)
    {
      g_autofree char *proper = g_strndup (text, strlen (text) - strlen (generic->term));

      name.proper = g_intern_string (proper);
      name.is_nature = generic->kind == YUTU_TERM_NATURE;
    }
  name.characters = g_new (guint, (gsize)g_utf8_strlen (text, -1));
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    name.characters[name.n++] = get_number (self, g_utf8_get_char (p));
  g_array_append_val (self->names, name);
}

static gboolean
read_names (YutuConnection *connection, gpointer data, GError **error)
{
  Bench        *self = data;
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, class, name FROM place_name WHERE status <> 'refused' AND valid_to = '9999-12-31' ORDER BY id", error);

  while (statement != NULL && row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        add_name (self, sqlite3_column_int64 (statement, 0), (const char *)sqlite3_column_text (statement, 1),
                  (const char *)sqlite3_column_text (statement, 2));
    }
  if (statement != NULL)
    sqlite3_reset (statement);
  if (statement != NULL)
    self->index = yutu_name_index_load (connection, yutu_division_read_area, error);
  return self->index != NULL;
}

/* ---- typing ---- */

static GPtrArray *
ask (const Bench *self, const char *name, const Name *like, gint64 except, double *needed)
{
  YutuNameQuestion question = { .name = name, .name_class = like->name_class, .except = except, .day = yutu_day_today () };
  gint64           since = g_get_monotonic_time ();
  GPtrArray       *findings = yutu_name_index_check (self->index, &question);

  *needed = (double)(g_get_monotonic_time () - since) / 1e6;
  return findings;
}

static const Name *
draw_name (Bench *self)
{
  return &g_array_index (self->names, Name, yutu_random_below (&self->random, self->names->len));
}

static void
type_names (Bench *self, guint n)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found = 0;

  for (guint i = 0; i < n; i++)
    {
      const Name      *name = draw_name (self);
      g_autofree char *text = i % 2 == 0 ? g_strdup (name->name)
                                         : g_strdup_printf ("%.*s%s", (int)g_utf8_skip[*(const guchar *)name->name], name->name,
                                                            g_utf8_next_char (draw_name (self)->name));

      for (const char *p = text; *p != '\0';)
        {
          g_autofree char *typed = g_strndup (text, (gsize)((p = g_utf8_next_char (p)) - text));
          double           needed;
          g_autoptr (GPtrArray) findings = ask (self, typed, name, i % 2 == 0 ? name->id : 0, &needed);

          found += findings->len;
          g_array_append_val (keys, needed);
        }
    }
  bench_print_figures ("key", keys, (gint64)found);
}

/* Proper names alone, without a class: each is held against all names. */
static void
type_bare (Bench *self, guint n)
{
  const Name bare = { .name_class = NULL };
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found = 0;

  for (guint i = 0; i < n; i++)
    {
      const Name *name = draw_name (self);
      const char *text = name->proper != NULL ? name->proper : name->name;

      for (const char *p = text; *p != '\0';)
        {
          g_autofree char *typed = g_strndup (text, (gsize)((p = g_utf8_next_char (p)) - text));
          double           needed;
          g_autoptr (GPtrArray) findings = ask (self, typed, &bare, 0, &needed);

          found += findings->len;
          g_array_append_val (keys, needed);
        }
    }
  bench_print_figures ("bare", keys, (gint64)found);
}

/* A town called after each river and hill, a character at a time: the whole name is laid on the land of the towns. */
static void
type_towns (const Bench *self)
{
  const Name town = { .name_class = "township" };
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found = 0;

  for (guint i = 0; i < self->names->len; i++)
    {
      const Name      *name = &g_array_index (self->names, Name, i);
      g_autofree char *text = name->proper != NULL && strcmp (name->group, "natural") == 0 ? g_strconcat (name->proper, "镇", NULL) : g_strdup ("");

      for (const char *p = text; *p != '\0';)
        {
          g_autofree char *typed = g_strndup (text, (gsize)((p = g_utf8_next_char (p)) - text));
          double           needed;
          g_autoptr (GPtrArray) findings = ask (self, typed, &town, 0, &needed);

          for (guint k = 0; k < findings->len; k++)
            found += ((const YutuNameFinding *)findings->pdata[k])->breach == YUTU_NAME_BEYOND;
          g_array_append_val (keys, needed);
        }
    }
  bench_print_figures ("town", keys, found);
}

/* ---- all pairs ---- */

static gboolean
share (const GPtrArray *a, const GPtrArray *b)
{
  for (guint i = 0; i < a->len; i++)
    for (guint k = 0; k < b->len; k++)
      if (a->pdata[i] == b->pdata[k])
        return TRUE;
  return FALSE;
}

static void
compare_characters (Bench *self)
{
  guint n = self->characters->len;

  self->pairs = g_new0 (guint8, (gsize)n * n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < n; k++)
      {
        const Character *a = &g_array_index (self->characters, Character, i), *b = &g_array_index (self->characters, Character, k);

        self->pairs[(gsize)i * n + k] = (guint8)((i == k || share (a->plain, b->plain) ? SHARES_SYLLABLE : 0) |
                                                 (i == k || share (a->toned, b->toned) ? SHARES_TONE : 0) |
                                                 (i != k && yutu_han_look_alike (a->character, b->character) ? IS_ALIKE : 0));
      }
}

static Kind
compare (const Bench *self, const Name *a, const Name *b)
{
  guint both = SHARES_SYLLABLE | SHARES_TONE, n_different = 0, last = 0;

  if (a->name == b->name)
    return SAME;
  if (a->proper != NULL && *a->proper != '\0' && a->proper == b->proper && a->is_nature == b->is_nature &&
      a->name_class == b->name_class)
    return SAME_PROPER;
  if (a->n != b->n)
    return NONE;
  for (glong i = 0; i < a->n && (both != 0 || n_different < 2); i++)
    if (a->characters[i] != b->characters[i])
      {
        last = self->pairs[(gsize)a->characters[i] * self->characters->len + b->characters[i]];
        both &= last;
        n_different++;
      }
  if (both != 0)
    return (both & SHARES_TONE) != 0 ? SAME_SOUND : SAME_SYLLABLES;
  return n_different == 1 && (last & IS_ALIKE) != 0 ? LOOKS_ALIKE : NONE;
}

static Kind
kind_of_breach (const YutuNameFinding *finding)
{
  switch ((int)finding->breach)
    {
    case YUTU_NAME_SAME:
      return SAME;
    case YUTU_NAME_SAME_PROPER:
      return SAME_PROPER;
    case YUTU_NAME_SAME_SOUND:
      return SAME_SOUND;
    case YUTU_NAME_SAME_SYLLABLES:
      return SAME_SYLLABLES;
    case YUTU_NAME_LOOKS_ALIKE:
      return LOOKS_ALIKE;
    default:
      return NONE;
    }
}

/* The whole library in @expected: rival → its kind. */
static void
check_name (const Bench *self, const Name *name, GHashTable *expected, GArray *seconds, gsize *found)
{
  double needed;
  g_autoptr (GPtrArray) findings = ask (self, name->name, name, name->id, &needed);

  g_array_append_val (seconds, needed);
  g_hash_table_remove_all (expected);
  for (guint i = 0; i < self->names->len; i++)
    {
      const Name *other = &g_array_index (self->names, Name, i);
      Kind        kind = other->group == name->group && other->id != name->id ? compare (self, name, other) : NONE;

      if (kind != NONE)
        g_hash_table_insert (expected, GSIZE_TO_POINTER ((gsize)other->id), GUINT_TO_POINTER (kind + 1));
    }
  *found += g_hash_table_size (expected);
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuNameFinding *finding = g_ptr_array_index (findings, i);
      Kind                   kind = kind_of_breach (finding);
      gpointer               key = GSIZE_TO_POINTER ((gsize)finding->rival);

      if (kind == NONE || finding->is_unit)
        continue;
      if (g_hash_table_lookup (expected, key) != GUINT_TO_POINTER (kind + 1))
        fail ("a rival that is none", name->name, finding->rival_name);
      g_hash_table_remove (expected, key);
    }
  for (guint i = 0; i < self->names->len; i++)
    {
      const Name *other = &g_array_index (self->names, Name, i);

      if (g_hash_table_contains (expected, GSIZE_TO_POINTER ((gsize)other->id)))
        fail ("a rival is missed", name->name, other->name);
    }
}

static void
check_all (Bench *self)
{
  g_autoptr (GHashTable) expected = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  gsize found = 0;

  compare_characters (self);
  for (guint i = 0; i < self->names->len; i++)
    check_name (self, &g_array_index (self->names, Name, i), expected, seconds, &found);
  bench_print_figures ("name", seconds, (gint64)found);
}

int
main (int argc, char **argv)
{
  Bench self = { .names = g_array_new (FALSE, FALSE, sizeof (Name)), .characters = g_array_new (FALSE, FALSE, sizeof (Character)), .numbers = g_hash_table_new (NULL, NULL) };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFile) file = argc == 3 ? yutu_file_open (argv[1], YUTU_STORE_OPEN_READ_ONLY, &error) : NULL;

  if (file == NULL || !yutu_store_read (yutu_file_get_store (file), read_names, &self, NULL, &error))
    fail ("the file", error != NULL ? error->message : "FILE N", "");
  yutu_random_init (&self.random, 50);
  type_names (&self, (guint)atoi (argv[2]));
  type_bare (&self, (guint)atoi (argv[2]));
  type_towns (&self);
  check_all (&self);
  yutu_name_index_unref (self.index);
  return 0;
}
