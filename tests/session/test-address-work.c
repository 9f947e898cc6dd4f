/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses of the demo county's library, written again as people write them: what is taken unseen must be
 * right, and nearly all must be found. Former addresses lead to those of today. */

#include <locale.h>
#include <string.h>

#include "folder.h"

#include "gazetteer/yutu-pinyin.h"
#include "session/yutu-address-work.h"
#include "session/yutu-demo-file.h"

#define N_ADDRESSES 20000
#define N_VARIANTS  10000
#define SEED        20261126

typedef struct
{
  gint64 id;
  char  *text;
} Known;

typedef struct
{
  char     *folder;
  char     *path;
  YutuFile *file;
  GArray   *current; /* of Known */
  GArray   *former;  /* of Known: id is that of the form of today */
} Fixture;

static void
clear_known (gpointer data)
{
  g_free (((Known *)data)->text);
}

static gboolean
list_known (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const char *const sql[] = {
    "SELECT id, text FROM address WHERE valid_from <= '2026-11-24' AND valid_to > '2026-11-24' ORDER BY id",
    "SELECT b.id, a.text FROM address a JOIN address b ON b.previous = a.id WHERE a.valid_to <= '2026-11-24' "
    "AND b.valid_to > '2026-11-24' AND a.text <> b.text ORDER BY a.id",
  };
  Fixture *self = data;

  for (int i = 0; i < 2; i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, sql[i], error);
      gboolean      row = TRUE;

      if (statement == NULL)
        return FALSE;
      while (row)
        {
          Known known;

          if (!yutu_connection_step (connection, statement, &row, error))
            return FALSE;
          if (!row)
            break;
          known = (Known){ sqlite3_column_int64 (statement, 0), g_strdup ((const char *)sqlite3_column_text (statement, 1)) };
          g_array_append_val (i == 0 ? self->current : self->former, known);
        }
      sqlite3_reset (statement);
    }
  return TRUE;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-address-XXXXXX", &error);
  self->path = g_build_filename (self->folder, "demo.yutu", NULL);
  self->file = yutu_file_new_demo (self->path, N_ADDRESSES, 7, NULL, &error);
  g_assert_no_error (error);
  self->current = g_array_new (FALSE, FALSE, sizeof (Known));
  self->former = g_array_new (FALSE, FALSE, sizeof (Known));
  g_array_set_clear_func (self->current, clear_known);
  g_array_set_clear_func (self->former, clear_known);
  yutu_store_read (yutu_file_get_store (self->file), list_known, self, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  g_array_unref (self->current);
  g_array_unref (self->former);
  yutu_file_unref (self->file);
  folder_remove (self->folder);
  g_free (self->path);
}

/* ---- As people write ---- */

typedef struct
{
  GRand *random;
  char  *text; /* as it is written so far */
} Writing;

static gboolean
may (Writing *self,
     double   share)
{
  return g_rand_double (self->random) < share;
}

static void
replace (Writing    *self,
         const char *pattern,
         const char *with)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  char *text = g_regex_replace (regex, self->text, -1, 0, with, 0, NULL);

  g_free (self->text);
  self->text = text;
}

static void
write_in_han (Writing *self)
{
  static const char *const digits[] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  g_autoptr (GRegex) regex = g_regex_new ("(\\d+)号", 0, 0, NULL);
  g_autoptr (GMatchInfo) found = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  int start = 0, end = 0, value;

  if (!g_regex_match (regex, self->text, 0, &found))
    return;
  g_match_info_fetch_pos (found, 1, &start, &end);
  value = (int)g_ascii_strtoll (self->text + start, NULL, 10);
  if (value <= 0 || value >= 1000)
    return;
  g_string_append_len (out, self->text, start);
  if (value >= 100)
    g_string_append_printf (out, "%s百", digits[value / 100]);
  if (value >= 100 && value % 100 > 0 && value % 100 < 10)
    g_string_append (out, "零");
  if (value % 100 >= 10)
    g_string_append_printf (out, "%s十", value >= 20 ? digits[value % 100 / 10] : "");
  if (value % 10 != 0)
    g_string_append (out, digits[value % 10]);
  g_string_append (out, self->text + end);
  g_free (self->text);
  self->text = g_string_free (g_steal_pointer (&out), FALSE);
}

static void
write_space (Writing *self)
{
  gsize n = (gsize)g_utf8_strlen (self->text, -1);
  char *at = g_utf8_offset_to_pointer (self->text, g_rand_int_range (self->random, 1, (int)n));
  char *text = NULL;

  if (g_ascii_isdigit (*at) && g_ascii_isdigit (at[-1]))
    return;
  text = g_strdup_printf ("%.*s %s", (int)(at - self->text), self->text, at);
  g_free (self->text);
  self->text = text;
}

static void
write_wide (Writing *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = self->text; *p != '\0'; p = g_utf8_next_char (p))
    g_string_append_unichar (out, g_utf8_get_char (p) + (g_ascii_isdigit (*p) ? 0xfee0 : 0));
  g_free (self->text);
  self->text = g_string_free (g_steal_pointer (&out), FALSE);
}

/* Names of divisions left out or cut short. */
static void
shorten (Writing *self)
{
  if (may (self, 0.6))
    replace (self, "^浙江省", "");
  if (may (self, 0.5))
    replace (self, "^(浙江省)?金华市", "\\1");
  if (may (self, 0.4))
    replace (self, "婺城区", "");
  if (may (self, 0.15))
    replace (self, "^((?:浙江省)?(?:金华市)?(?:婺城区)?)[^省市区]{2,4}?(?:街道|镇|乡)", "\\1");
  else if (may (self, 0.2))
    replace (self, "^((?:浙江省)?(?:金华市)?(?:婺城区)?[^省市区]{2,4}?)(?:街道|镇|乡)", "\\1");
  if (may (self, 0.1))
    replace (self, "(街道|镇|乡)[^路街]{2,4}?(?:社区|村)(?=.{2,}号)", "\\1");
}

static void
respell_numbers (Writing *self)
{
  static const char *const buildings[] = { "\\1栋", "\\1号楼", "\\1#" };

  if (may (self, 0.1))
    write_in_han (self);
  if (may (self, 0.3))
    replace (self, "(\\d+)幢", buildings[g_rand_int_range (self->random, 0, 3)]);
  if (may (self, 0.2))
    replace (self, "(\\d+)(?:幢|栋|号楼|#)(\\d+)单元(\\d+)室$", "\\1-\\2-\\3");
  else if (may (self, 0.2))
    replace (self, "(\\d)室$", "\\1");
  if (may (self, 0.1))
    write_wide (self);
}

static void
misspell (Writing *self)
{
  if (may (self, 0.2))
    write_space (self);
  if (may (self, 0.05))
    {
      replace (self, "东", "東");
      replace (self, "乡", "鄉");
      replace (self, "号", "號");
    }
  if (may (self, 0.05))
    {
      replace (self, "畈", "贩");
      replace (self, "箬", "若");
    }
  if (may (self, 0.05))
    replace (self, "$", " 电话13900001111");
  if (may (self, 0.05))
    replace (self, "^", "321000 ");
}

/* ---- A list, and what is found ---- */

typedef struct
{
  GPtrArray *lines; /* char * */
  gint64    *ids;   /* what each must be */
  guint      next;
  guint      taken;
  guint      n_auto;
  guint      n_wrong;  /* of those taken unseen */
  guint      n_others; /* found, or among the candidates */
} List;

static const char *
next_line (gpointer data,
           GError **error)
{
  List *self = data;

  return self->next < self->lines->len ? g_ptr_array_index (self->lines, self->next++) : NULL;
}

static gboolean
take_match (const char              *line,
            const YutuAddressAnswer *answer,
            gpointer                 data,
            GError                 **error)
{
  List                   *self = data;
  const YutuAddressMatch *match = answer->match;
  gint64                  id = self->ids[self->taken++];
  gboolean                is_right = match->address == id;

  if (match->score >= YUTU_ADDRESS_MATCH_AUTO)
    {
      self->n_auto++;
      self->n_wrong += !is_right;
      if (!is_right)
        g_test_message ("wrong: %s → %s", line, match->standard);
      return TRUE;
    }
  for (gsize i = 0; i < match->n_candidates; i++)
    is_right |= match->candidates[i] == id;
  self->n_others += is_right;
  if (!is_right)
    g_test_message ("not found: %s → %s, %d", line, match->standard != NULL ? match->standard : "nothing", match->score);
  return TRUE;
}

static void
run (Fixture *self,
     List    *list)
{
  g_autoptr (GError) error = NULL;

  yutu_file_match_addresses (self->file, yutu_day_parse ("2026-11-24"), next_line, take_match, list, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->taken, ==, list->lines->len);
  g_test_message ("%u lines: %u taken unseen, %u of them wrong, %u more found", list->taken, list->n_auto,
                  list->n_wrong, list->n_others);
}

static void
test_as_written (Fixture      *self,
                 gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree gint64 *ids = g_new (gint64, self->current->len);
  List               list = { .lines = lines, .ids = ids };

  for (guint i = 0; i < self->current->len; i++)
    {
      g_ptr_array_add (lines, g_array_index (self->current, Known, i).text);
      ids[i] = g_array_index (self->current, Known, i).id;
    }
  run (self, &list);
  g_assert_cmpuint (list.n_auto, ==, lines->len);
  g_assert_cmpuint (list.n_wrong, ==, 0);
}

/* An old text leads to the address of today. */
static void
test_former (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autofree gint64 *ids = g_new (gint64, self->former->len);
  List               list = { .lines = lines, .ids = ids };

  g_assert_cmpuint (self->former->len, >, 50);
  for (guint i = 0; i < self->former->len; i++)
    {
      g_ptr_array_add (lines, g_array_index (self->former, Known, i).text);
      ids[i] = g_array_index (self->former, Known, i).id;
    }
  run (self, &list);
  g_assert_cmpuint (list.n_auto + list.n_others, ==, lines->len);
  g_assert_cmpuint (list.n_wrong, ==, 0);
}

/* 学岭头 is a village of its own, not in 祝村: it is asked which of them is meant. */
static void
test_two_villages (Fixture      *self,
                   gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  gint64 ids[] = { 0, 0 };
  List   list = { .lines = lines, .ids = ids };

  g_ptr_array_add (lines, (gpointer) "莘畈乡祝村(学岭头)");
  g_ptr_array_add (lines, (gpointer) "莘畈乡祝村学岭头村");
  run (self, &list);
  g_assert_cmpuint (list.n_auto, ==, 0);
  lines->pdata[0] = (gpointer) "莘畈乡祝村";
  lines->pdata[1] = (gpointer) "莘畈乡学岭头";
  list = (List){ .lines = lines, .ids = ids };
  run (self, &list);
  g_assert_cmpuint (list.n_auto, ==, 2);
}

static void
test_variants (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree gint64 *ids = g_new (gint64, N_VARIANTS);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  List list = { .lines = lines, .ids = ids };

  for (guint i = 0; i < N_VARIANTS; i++)
    {
      const Known *known =
        &g_array_index (self->current, Known, g_rand_int_range (random, 0, (int)self->current->len));
      Writing writing = { random, g_strdup (known->text) };

      shorten (&writing);
      respell_numbers (&writing);
      misspell (&writing);
      g_ptr_array_add (lines, writing.text);
      ids[i] = known->id;
    }
  run (self, &list);
  g_assert_cmpuint (list.n_wrong * 1000, <=, list.n_auto);
  g_assert_cmpuint ((list.n_auto - list.n_wrong) * 100, >=, N_VARIANTS * 97);
}

/* ---- One error of writing in a name ---- */

#define N_MISSPELT 2000

/* gunichar of the library → how it is read alone, without its tone. */
static GHashTable *
list_sounds (const GArray *known)
{
  GHashTable *sounds = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (guint i = 0; i < known->len; i++)
    for (const char *p = g_array_index ((GArray *)known, Known, i).text; *p != '\0'; p = g_utf8_next_char (p))
      if (g_unichar_get_script (g_utf8_get_char (p)) == G_UNICODE_SCRIPT_HAN &&
          !g_hash_table_contains (sounds, GUINT_TO_POINTER (g_utf8_get_char (p))))
        {
          g_autofree char *text = g_strndup (p, (gsize)(g_utf8_next_char (p) - p));
          g_autoptr (YutuRomanized) romanized = yutu_pinyin_romanize (text, NULL);

          g_hash_table_insert (sounds, GUINT_TO_POINTER (g_utf8_get_char (p)), g_strdup (romanized->plain));
        }
  return sounds;
}

/* The least other character of the library that sounds the same; itself when there is none. */
static gunichar
find_homophone (gunichar    character,
                GHashTable *sounds)
{
  const char    *sound = g_hash_table_lookup (sounds, GUINT_TO_POINTER (character));
  gunichar       found = character;
  GHashTableIter iter;
  gpointer       key = NULL, value = NULL;

  g_hash_table_iter_init (&iter, sounds);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (GPOINTER_TO_UINT (key) != character && strcmp (value, sound) == 0 &&
        (found == character || GPOINTER_TO_UINT (key) < found))
      found = GPOINTER_TO_UINT (key);
  return found;
}

/* Of the characters between the district and the first number one is another that sounds alike, missing, twice
 * there, or changed with the next. */
static char *
misspell_name (const char *text,
               GHashTable *sounds,
               GRand      *random)
{
  const char          *from = strstr (text, "婺城区") + strlen ("婺城区");
  gsize                n = 0;
  glong                at;
  g_autofree gunichar *all = g_utf8_to_ucs4_fast (text, -1, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  glong first = g_utf8_pointer_to_offset (text, from), length = g_utf8_strlen (text, -1);
  int   way = g_rand_int_range (random, 0, 4);

  for (const char *p = from; *p != '\0' && !g_ascii_isdigit (*p); p = g_utf8_next_char (p))
    n++;
  at = first + g_rand_int_range (random, 0, (int)n - 1);
  if (way == 0)
    all[at] = find_homophone (all[at], sounds);
  for (glong i = 0; i < length; i++)
    {
      if (way == 1 && i == at)
        continue;
      if (way == 2 && i == at)
        g_string_append_unichar (out, all[i]);
      g_string_append_unichar (out, way == 3 && i == at ? all[i + 1] : way == 3 && i == at + 1 ? all[i - 1]
                                                                                               : all[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* It is found, or told among others, and nearly never taken for another one unseen. */
static void
test_misspelt (Fixture      *self,
               gconstpointer data)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) sounds = list_sounds (self->current);
  g_autofree gint64 *ids = g_new (gint64, N_MISSPELT);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  List list = { .lines = lines, .ids = ids };

  for (guint i = 0; i < N_MISSPELT; i++)
    {
      const Known *known =
        &g_array_index (self->current, Known, g_rand_int_range (random, 0, (int)self->current->len));

      g_ptr_array_add (lines, misspell_name (known->text, sounds, random));
      ids[i] = known->id;
    }
  run (self, &list);
  g_assert_cmpuint (list.n_wrong * 1000, <=, N_MISSPELT);
  g_assert_cmpuint ((list.n_auto - list.n_wrong + list.n_others) * 100, >=, N_MISSPELT * 90);
}

/* ---- Coordinates ---- */

typedef struct
{
  GHashTable *written; /* gint64 of an address → its point as it is written */
  GPtrArray  *lines;
  guint       at;
  guint       n_doors;
} Points;

static gboolean
list_points (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Points       *self = data;
  gboolean      row = TRUE;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT id, printf ('%.9f, %.9f', ST_Y (geom), ST_X (geom)) FROM address WHERE valid_to > '2026-11-24' AND geom IS NOT NULL",
    error);

  while (statement != NULL && yutu_connection_step (connection, statement, &row, error) && row)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);
      char  *text = g_strdup ((const char *)sqlite3_column_text (statement, 1));

      g_hash_table_insert (self->written, g_memdup2 (&id, sizeof id), text);
      if (id % 40 == 0)
        g_ptr_array_add (self->lines, text);
    }
  return statement != NULL;
}

static const char *
next_point (gpointer data,
            GError **error)
{
  Points *self = data;

  return self->at < self->lines->len ? g_ptr_array_index (self->lines, self->at++) : NULL;
}

static gboolean
take_point (const char              *line,
            const YutuAddressAnswer *answer,
            gpointer                 data,
            GError                 **error)
{
  Points *self = data;

  g_assert_true (answer->match->has_point);
  g_assert_cmpint (answer->verdict, ==, YUTU_ADDRESS_VERDICT_CONFIRM); /* a point is no address */
  g_assert_cmpstr (g_hash_table_lookup (self->written, &answer->match->address), ==, line);
  self->n_doors += answer->match->level == 4;
  return TRUE;
}

/* No door there: the unit; no unit: outside. */
static gboolean
take_elsewhere (const char              *line,
                const YutuAddressAnswer *answer,
                gpointer                 data,
                GError                 **error)
{
  const YutuAddressMatch *match = answer->match;
  gboolean                is_outside = g_str_equal (line, "116.4,39.9");

  g_assert_true (match->has_point);
  g_assert_cmpint (match->address, ==, 0);
  g_assert_cmpint ((match->reasons & YUTU_ADDRESS_MATCH_OUTSIDE) != 0, ==, is_outside);
  g_assert_cmpint (match->unit != 0 && match->level >= 7, ==, !is_outside);
  return TRUE;
}

static void
test_points (Fixture      *self,
             gconstpointer data)
{
  YutuDay day = yutu_day_parse ("2026-11-24");
  g_autoptr (GHashTable) written = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  Points points = { .written = written, .lines = lines };
  Points elsewhere = { .lines = others };
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_store_read (yutu_file_get_store (self->file), list_points, &points, NULL, &error));
  yutu_file_match_addresses (self->file, day, next_point, take_point, &points, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (points.n_doors, >, 20);
  g_ptr_array_add (others, (gpointer) "E119°30′00″ N28°48′00″"); /* hills */
  g_ptr_array_add (others, (gpointer) "116.4,39.9");
  yutu_file_match_addresses (self->file, day, next_point, take_elsewhere, &elsewhere, NULL, &error);
  g_assert_no_error (error);
}

#define ADD(name, func) g_test_add ("/session/address-work/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("as-written", test_as_written);
  ADD ("former", test_former);
  ADD ("two-villages", test_two_villages);
  ADD ("variants", test_variants);
  ADD ("misspelt", test_misspelt);
  ADD ("points", test_points);
  return g_test_run ();
}
