/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* All names of a file, read once. Two are compared when they share a key:
 *
 *   the whole name or the proper name (R1, R10, R14), or those of its siblings (R12)
 *   as many characters, and the first one, or one reading of it: same sound, one other character behind it
 *   as many characters, and the second one: another first character
 *   a point as far north, within metres (R13)
 *
 * Two that share none of these break no rule together. Equal hashes of different keys cost a comparison more. */

#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "gazetteer/yutu-name-index-private.h"
#include "gazetteer/yutu-pinyin-private.h"
#include "gazetteer/yutu-place-name.h"

/* ---- Loading ---- */

void
yutu_name_entry_clear (gpointer data)
{
  YutuNameEntry *self = data;

  g_free (self->name);
  g_free (self->proper);
  g_free (self->name_class);
  g_free (self->characters);
  yutu_sounds_free (self->sounds);
  g_free (self->feature);
  g_clear_pointer (&self->shape, yutu_shape_unref);
}

YutuNameIndex *
yutu_name_index_ref (YutuNameIndex *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

void
yutu_name_index_unref (YutuNameIndex *self)
{
  if (self == NULL || !g_atomic_int_dec_and_test (&self->references))
    return;
  g_clear_pointer (&self->entries, g_array_unref);
  g_clear_pointer (&self->units, g_hash_table_unref);
  g_clear_pointer (&self->successors, g_hash_table_unref);
  g_free (self->county);
  g_clear_pointer (&self->keys, g_array_unref);
  g_clear_pointer (&self->latitudes, g_array_unref);
  yutu_reading_table_unref (self->readings);
  yutu_place_classes_unref (self->classes);
  yutu_name_sizes_unref (self->sizes);
  yutu_name_land_free (self->land);
  g_free (self);
}

const YutuNameSizes *
yutu_name_index_get_sizes (const YutuNameIndex *self)
{
  return self->sizes;
}

void
yutu_name_entry_finish (YutuNameEntry *self)
{
  const YutuGenericTerm *generic = yutu_pinyin_find_generic (self->name);
  YutuNameScope          scope;
  glong                  n = 0;

  /* 八一南 of 八一南街: what tells two of a kind apart */
  self->proper = generic != NULL ? g_strndup (self->name, strlen (self->name) - strlen (generic->term)) : NULL;
  self->is_nature = generic != NULL && generic->kind == YUTU_TERM_NATURE;
  self->group = yutu_name_class_get_group (self->name_class, &scope);
  self->characters = g_utf8_to_ucs4_fast (self->name, -1, &n);
  self->n = (gsize)n;
  self->sounds = yutu_sounds_read (self->name, self->n);
}

static void
clear_unit (gpointer data)
{
  g_free (((YutuNameUnit *)data)->name);
}

static void
add_unit (YutuNameIndex *self,
          sqlite3_stmt  *row)
{
  gint64        id = sqlite3_column_int64 (row, 0);
  YutuNameUnit  unit = { .level = sqlite3_column_int (row, 1),
                         .name = g_strdup ((const char *)sqlite3_column_text (row, 2)),
                         .parent = sqlite3_column_int64 (row, 4),
                         .from = yutu_column_day (row, 5),
                         .to = yutu_column_day (row, 6),
                         .is_street = g_strcmp0 ((const char *)sqlite3_column_text (row, 7), "street") == 0 };
  YutuNameEntry entry = { .id = id,
                          .is_unit = TRUE,
                          .name = g_strdup ((const char *)sqlite3_column_text (row, 2)),
                          .name_class = g_strdup (unit.level == 4 ? "township" : "village"),
                          .division = unit.parent,
                          .from = unit.from,
                          .to = unit.to };
  GArray       *units = g_hash_table_lookup (self->units, &id);

  if (units == NULL)
    {
      units = g_array_new (FALSE, FALSE, sizeof (YutuNameUnit));
      g_array_set_clear_func (units, clear_unit);
      g_hash_table_insert (self->units, g_memdup2 (&id, sizeof id), units);
    }
  g_array_append_val (units, unit);
  if (unit.level == 3)
    {
      g_free (self->county);
      self->county = g_strdup (entry.name);
    }
  if (unit.level != 4 && unit.level != 5)
    {
      yutu_name_entry_clear (&entry);
      return;
    }
  entry.has_point = yutu_column_point (row, 8, &entry.point);
  yutu_name_entry_finish (&entry);
  g_array_append_val (self->entries, entry);
}

/* Waters and relief: by its kind, or by the group of its class. */
static gboolean
is_feature (const YutuNameIndex *self,
            const char          *kind,
            const char          *category) /* nullable */
{
  static const char *const kinds[] = { "river", "lake", "hill", "mountain", NULL };
  static const char *const groups[] = { "sea", "water", "relief", "海域", "陆地水系", "陆地地形", NULL };
  const YutuPlaceClass *class = yutu_place_classes_find (self->classes, category);

  return g_strv_contains (kinds, kind) ||
         (class != NULL && (g_strv_contains (groups, class->group) || g_strv_contains (groups, class->group_title)));
}

static void
add_place (YutuNameIndex *self,
           sqlite3_stmt  *row)
{
  YutuNameEntry entry = { .id = sqlite3_column_int64 (row, 0),
                          .name = g_strdup ((const char *)sqlite3_column_text (row, 1)),
                          .name_class = g_strdup ((const char *)sqlite3_column_text (row, 3)),
                          .division = sqlite3_column_int64 (row, 4),
                          .from = yutu_column_day (row, 5),
                          .to = yutu_column_day (row, 6) };
  gconstpointer bytes = sqlite3_column_blob (row, 7);
  g_autoptr (YutuShape) shape =
    bytes != NULL ? yutu_shape_from_blob (bytes, (gsize)sqlite3_column_bytes (row, 7), NULL) : NULL;

  entry.replaced_by = sqlite3_column_int64 (row, 9);
  if (entry.replaced_by != 0)
    g_hash_table_insert (self->successors, g_memdup2 (&entry.id, sizeof entry.id),
                         g_memdup2 (&entry.replaced_by, sizeof entry.replaced_by));
  entry.is_proposed = entry.from == entry.to;
  entry.has_point = shape != NULL && yutu_place_label_point (shape, &entry.point);
  if (is_feature (self, entry.name_class, (const char *)sqlite3_column_text (row, 8)))
    {
      entry.feature = g_strndup (entry.name, yutu_name_measure_proper (entry.name));
      entry.shape = g_steal_pointer (&shape);
    }
  yutu_name_entry_finish (&entry);
  g_array_append_val (self->entries, entry);
}

/* ---- Keys ---- */

/* FNV-1a. */
static guint64
hash (YutuNameKey kind,
      gsize       n,
      const char *text)
{
  guint64 key = (G_GUINT64_CONSTANT (14695981039346656037) ^ (guint64)kind) * G_GUINT64_CONSTANT (1099511628211);

  key = (key ^ (guint64)n) * G_GUINT64_CONSTANT (1099511628211);
  for (; *text != '\0'; text++)
    key = (key ^ (guint8)*text) * G_GUINT64_CONSTANT (1099511628211);
  return key;
}

static guint64
hash_character (YutuNameKey kind,
                gsize       n,
                gunichar    character)
{
  char text[7] = { 0 };

  g_unichar_to_utf8 (character, text);
  return hash (kind, n, text);
}

/* Those by which names of @n characters are found that begin as it does. */
static void
list_keys_of_start (const YutuNameEntry *self,
                    gsize                n,
                    GArray              *keys) /* of guint64 */
{
  guint64 key = hash_character (YUTU_NAME_KEY_FIRST, n, self->characters[0]);

  g_array_append_val (keys, key);
  key = n > 1 ? hash_character (YUTU_NAME_KEY_SECOND, n, self->characters[1]) : hash (YUTU_NAME_KEY_ALONE, 1, "");
  g_array_append_val (keys, key);
  for (gsize i = 0; self->sounds[0].plain[i] != NULL; i++)
    {
      key = hash (YUTU_NAME_KEY_READING, n, self->sounds[0].plain[i]);
      g_array_append_val (keys, key);
    }
}

/* All under which an entry of this name is found, and by which others like it are. */
static void
list_keys (const YutuNameEntry *self,
           GArray              *keys) /* of guint64 */
{
  guint64 key = hash (YUTU_NAME_KEY_NAME, 0, self->name);

  g_array_append_val (keys, key);
  if (self->proper != NULL)
    {
      key = hash (YUTU_NAME_KEY_PROPER, 0, self->proper);
      g_array_append_val (keys, key);
    }
  if (self->feature != NULL && g_strcmp0 (self->feature, self->proper) != 0)
    {
      key = hash (YUTU_NAME_KEY_PROPER, 0, self->feature);
      g_array_append_val (keys, key);
    }
  if (self->n > 0)
    list_keys_of_start (self, self->n, keys);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const YutuNamePlace *one = a, *other = b;

  return one->key != other->key ? (one->key < other->key ? -1 : 1) : (one->entry > other->entry) - (one->entry < other->entry);
}

/* Latitudes as numbers that are never negative. */
static guint64
key_of_latitude (gint64 y)
{
  return (guint64)(y + 90 * (gint64)YUTU_GRID_PER_DEGREE);
}

static void
make_keys (YutuNameIndex *self)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  for (guint i = 0; i < self->entries->len; i++)
    {
      const YutuNameEntry *entry = &g_array_index (self->entries, YutuNameEntry, i);
      YutuNamePlace        north = { key_of_latitude (entry->point.y), i };

      if (entry->proper != NULL)
        self->longest_term = MAX (self->longest_term, entry->n - (gsize)g_utf8_strlen (entry->proper, -1));
      g_array_set_size (keys, 0);
      list_keys (entry, keys);
      for (guint k = 0; k < keys->len; k++)
        g_array_append_val (self->keys, ((YutuNamePlace){ g_array_index (keys, guint64, k), i }));
      if (entry->has_point)
        g_array_append_val (self->latitudes, north);
    }
  g_array_sort (self->keys, compare_keys);
  g_array_sort (self->latitudes, compare_keys);
}

/* The entries of the keys @first … @last. */
static void
add_candidates (const GArray *places,
                guint64       first,
                guint64       last,
                GArray       *candidates) /* of guint */
{
  guint low = 0, high = places->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (places, YutuNamePlace, middle).key < first)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < places->len && g_array_index (places, YutuNamePlace, low).key <= last; low++)
    g_array_append_val (candidates, g_array_index (places, YutuNamePlace, low).entry);
}

static void
add_candidates_of (const YutuNameIndex *self,
                   const GArray        *keys,
                   GArray              *candidates)
{
  for (guint i = 0; i < keys->len; i++)
    add_candidates (self->keys, g_array_index (keys, guint64, i), g_array_index (keys, guint64, i), candidates);
}

void
yutu_name_index_add_alike (const YutuNameIndex *self,
                           const YutuNameEntry *entry,
                           GArray              *candidates)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  list_keys (entry, keys);
  add_candidates_of (self, keys, candidates);
}

void
yutu_name_index_add_propers (const YutuNameIndex *self,
                             const YutuNameEntry *entry,
                             GArray              *candidates)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (guint64));

  yutu_name_index_add_named (self, YUTU_NAME_KEY_PROPER, entry->name, candidates);
  for (gsize n = 1; n <= self->longest_term; n++)
    list_keys_of_start (entry, entry->n + n, keys);
  add_candidates_of (self, keys, candidates);
}

void
yutu_name_index_add_named (const YutuNameIndex *self,
                           YutuNameKey          kind,
                           const char          *name,
                           GArray              *candidates)
{
  guint64 key = hash (kind, 0, name);

  add_candidates (self->keys, key, key, candidates);
}

void
yutu_name_index_add_between (const YutuNameIndex *self,
                             gint64               south,
                             gint64               north,
                             GArray              *candidates)
{
  add_candidates (self->latitudes, key_of_latitude (south), key_of_latitude (north), candidates);
}

static gboolean
load_rows (YutuNameIndex  *self,
           YutuConnection *connection,
           const char     *sql, /* static */
           void (*add) (YutuNameIndex *, sqlite3_stmt *),
           GError **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = TRUE;

  if (statement == NULL)
    return FALSE;
  while (row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        add (self, statement);
    }
  sqlite3_reset (statement);
  return TRUE;
}

YutuNameIndex *
yutu_name_index_load (YutuConnection      *connection,
                      YutuNameReadLandFunc read_land,
                      GError             **error)
{
  g_autoptr (YutuNameIndex) self = g_new0 (YutuNameIndex, 1);
  g_autoptr (YutuReadingScope) scope = NULL;

  self->references = 1;
  self->readings = yutu_reading_table_load (connection, error);
  if (self->readings == NULL)
    return NULL;
  scope = yutu_reading_scope_enter_table (self->readings);
  self->entries = g_array_new (FALSE, FALSE, sizeof (YutuNameEntry));
  g_array_set_clear_func (self->entries, yutu_name_entry_clear);
  self->successors = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  self->keys = g_array_new (FALSE, FALSE, sizeof (YutuNamePlace));
  self->latitudes = g_array_new (FALSE, FALSE, sizeof (YutuNamePlace));
  self->classes = yutu_place_classes_load (connection, error);
  self->sizes = self->classes != NULL ? yutu_name_sizes_load (connection, error) : NULL;
  self->land = self->sizes != NULL ? yutu_name_land_load (connection, read_land, error) : NULL;
  if (self->land == NULL ||
      !load_rows (self, connection,
                  "SELECT unit, level, name, proper_name, parent, valid_from, valid_to, type, seat FROM division ORDER BY id",
                  add_unit, error) ||
      !load_rows (self, connection,
                  "SELECT id, name, proper_name, class, division, valid_from, valid_to, geom, "
                  "CASE WHEN json_valid (fields) THEN json_extract (fields, '$." YUTU_PLACE_CATEGORY "') END, coalesce (replaced_by, 0) FROM place_name "
                  "WHERE status <> 'refused' ORDER BY id",
                  add_place, error))
    return NULL;
  make_keys (self);
  return g_steal_pointer (&self);
}

/* ---- Within what ---- */

const YutuNameUnit *
yutu_name_index_get_unit (const YutuNameIndex *self,
                          gint64               id,
                          YutuDay              day)
{
  const GArray *units = g_hash_table_lookup (self->units, &id);

  for (guint i = 0; units != NULL && i < units->len; i++)
    if (g_array_index (units, YutuNameUnit, i).from <= day && day < g_array_index (units, YutuNameUnit, i).to)
      return &g_array_index (units, YutuNameUnit, i);
  return NULL;
}
