/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* All place names lie in memory; units are read once for each first day, villages once for each day they
 * are named on. What a base means to a village is kept too, unless where the address lies decides. */

#include "gazetteer/yutu-address-entry-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gazetteer/yutu-address-row-private.h"
#include "geo/yutu-axis.h"

#define NEAR_M 500 /* a road of that name that is farther from a point than this is not meant */

static void
base_clear (gpointer data)
{
  g_clear_pointer (&((YutuEntryBase *)data)->line, yutu_shape_unref);
}

static void
village_free (gpointer data)
{
  YutuEntryVillage *self = data;

  yutu_village_names_free (self->names);
  g_free (self);
}

void
yutu_entry_names_clear (YutuEntryNames *self)
{
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->bases, g_hash_table_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_clear_pointer (&self->villages, g_hash_table_unref);
  if (self->key != NULL)
    g_string_free (g_steal_pointer (&self->key), TRUE);
}

static void
set_problem (YutuAddressProblem *why,
             const char         *rule,
             const char         *field,
             char               *message) /* taken */
{
  *why = (YutuAddressProblem){ rule, field, TRUE, message };
}

/* ---- Reading names ---- */

static YutuBaseSlot
slot_of_class (const char *name_class)
{
  if (strcmp (name_class, "road") == 0)
    return YUTU_BASE_ROAD;
  return strcmp (name_class, "natural-village") == 0 ? YUTU_BASE_NATURAL_VILLAGE : YUTU_BASE_ESTATE;
}

static YutuBox
column_box (sqlite3_stmt *row,
            int           index)
{
  if (sqlite3_column_type (row, index) == SQLITE_NULL)
    return YUTU_BOX_EMPTY;
  return (YutuBox){ yutu_grid_from_degrees (sqlite3_column_double (row, index)),
                    yutu_grid_from_degrees (sqlite3_column_double (row, index + 1)),
                    yutu_grid_from_degrees (sqlite3_column_double (row, index + 2)),
                    yutu_grid_from_degrees (sqlite3_column_double (row, index + 3)) };
}

static void
take_base (YutuEntryNames *self,
           sqlite3_stmt   *row)
{
  const char   *name = (const char *)sqlite3_column_text (row, 1);
  GArray       *bases = g_hash_table_lookup (self->bases, name);
  YutuEntryBase base = {
    .id = sqlite3_column_int64 (row, 0),
    .slot = slot_of_class ((const char *)sqlite3_column_text (row, 2)),
    .division = sqlite3_column_int64 (row, 3),
    .valid_from = yutu_column_day (row, 4),
    .valid_to = yutu_column_day (row, 5),
    .box = column_box (row, 6),
  };

  if (bases == NULL)
    {
      bases = g_array_new (FALSE, FALSE, sizeof (YutuEntryBase));
      g_array_set_clear_func (bases, base_clear);
      g_hash_table_insert (self->bases, g_strdup (name), bases);
    }
  g_array_append_val (bases, base);
}

gboolean
yutu_entry_names_init (YutuEntryNames *self,
                       YutuConnection *connection,
                       GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = NULL;

  *self = (YutuEntryNames){
    .connection = connection,
    .bases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref),
    .days = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_hash_table_unref),
    .villages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, village_free),
    .found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .key = g_string_new (NULL),
  };
  row = yutu_connection_prepare (connection,
                                 "SELECT id, name, class, division, valid_from, valid_to, MbrMinX (geom), "
                                 "MbrMinY (geom), MbrMaxX (geom), MbrMaxY (geom) FROM place_name",
                                 error);
  while (row != NULL)
    {
      if (!yutu_connection_step (connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      take_base (self, row);
    }
  return FALSE;
}

/* ---- Units ---- */

static void
note_unit (GHashTable *units,
           char       *key, /* taken */
           gint64      unit)
{
  gint64 *known = g_hash_table_lookup (units, key);

  if (known == NULL)
    g_hash_table_insert (units, key, g_memdup2 (&unit, sizeof unit));
  else
    {
      *known = *known == unit ? unit : 0;
      g_free (key);
    }
}

/* "/TOWNSHIP", "VILLAGE" and "TOWNSHIP/VILLAGE", each by name or code. */
static void
take_unit (GHashTable   *units,
           sqlite3_stmt *row)
{
  gint64      unit = sqlite3_column_int64 (row, 0);
  gboolean    is_village = sqlite3_column_int (row, 1) == 5;
  const char *names[2] = { (const char *)sqlite3_column_text (row, 2), (const char *)sqlite3_column_text (row, 3) };
  const char *above[2] = { (const char *)sqlite3_column_text (row, 4), (const char *)sqlite3_column_text (row, 5) };

  for (int i = 0; i < 2; i++)
    {
      if (names[i] == NULL)
        continue;
      note_unit (units, is_village ? g_strdup (names[i]) : g_strconcat ("/", names[i], NULL), unit);
      for (int k = 0; is_village && k < 2; k++)
        if (above[k] != NULL)
          note_unit (units, g_strconcat (above[k], "/", names[i], NULL), unit);
    }
}

static gboolean
find_day (YutuEntryNames *self,
          YutuDay         day,
          GHashTable    **units,
          GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = TRUE;
  sqlite3_stmt *row = NULL;
  g_autoptr (GHashTable) loaded = NULL;

  *units = g_hash_table_lookup (self->days, GINT_TO_POINTER (day));
  if (*units != NULL)
    return TRUE;
  loaded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  row = yutu_connection_prepare (self->connection,
                                 "SELECT d.unit, d.level, d.name, d.code, p.name, p.code FROM division d "
                                 "LEFT JOIN division p ON p.unit = d.parent AND p.valid_from <= ?1 AND ?1 < p.valid_to "
                                 "WHERE d.level IN (4, 5) AND d.valid_from <= ?1 AND ?1 < d.valid_to",
                                 error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, yutu_day_format (day, text), -1, SQLITE_STATIC);
  while (found)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (found)
        take_unit (loaded, row);
    }
  *units = loaded;
  g_hash_table_insert (self->days, GINT_TO_POINTER (day), g_steal_pointer (&loaded));
  return TRUE;
}

/* When a unit of that name stood at all, in words; NULL: never. */
static gboolean
find_other_days (YutuEntryNames *self,
                 int             level,
                 const char     *name,
                 char          **days,
                 GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT min (valid_from), max (valid_to) FROM division WHERE level = ?1 AND (name = ?2 OR code = ?2)", error);

  *days = NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int (row, 1, level);
  sqlite3_bind_text (row, 2, name, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (row, 0) != SQLITE_NULL)
    *days = strcmp ((const char *)sqlite3_column_text (row, 1), YUTU_DAY_OPEN_TEXT) == 0
              ? g_strdup_printf (_ ("since %s"), sqlite3_column_text (row, 0))
              : g_strdup_printf (_ ("from %s to before %s"), sqlite3_column_text (row, 0), sqlite3_column_text (row, 1));
  sqlite3_reset (row);
  return TRUE;
}

/* The townships that have a village of this name on the day, in a list; NULL: none has. */
static gboolean
find_other_townships (YutuEntryNames *self,
                      const char     *village,
                      const char     *day,
                      char          **list,
                      GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT group_concat (t.name, ?3) FROM division d JOIN division t ON t.unit = d.parent AND t.valid_from <= ?2 "
    "AND ?2 < t.valid_to WHERE d.level = 5 AND (d.name = ?1 OR d.code = ?1) AND d.valid_from <= ?2 AND ?2 < d.valid_to",
    error);

  *list = NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, village, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 2, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 3, C_ ("list of places", ", "), -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  *list = g_strdup ((const char *)sqlite3_column_text (row, 0));
  sqlite3_reset (row);
  return TRUE;
}

static gboolean
tell_unknown_unit (YutuEntryNames     *self,
                   int                 level,
                   const char         *township,
                   const char         *village,
                   YutuDay             day,
                   YutuAddressProblem *why,
                   GError            **error)
{
  const char      *name = level == 5 ? village : township;
  char             text[YUTU_DAY_TEXT_SIZE];
  g_autofree char *days = NULL;
  g_autofree char *townships = NULL;

  yutu_day_format (day, text);
  if (!find_other_days (self, level, name, &days, error) ||
      (level == 5 && township != NULL && !find_other_townships (self, village, text, &townships, error)))
    return FALSE;
  if (days == NULL)
    set_problem (why, "unknown-unit", level == 5 ? "village" : "township",
                 g_strdup_printf (_ ("there is no “%s”; correct the name, or enter the unit first"), name));
  else if (townships != NULL)
    set_problem (why, "unknown-unit", "village",
                 g_strdup_printf (_ ("%s is not in %s on %s but in %s; correct the township or the village"), village, township,
                                  text, townships));
  else if (level == 5 && township != NULL)
    set_problem (why, "unknown-unit", "village",
                 g_strdup_printf (_ ("there was no %s in %s on %s, though one of this name stood %s; name its township of "
                                     "that day, or the unit that followed it"),
                                  village, township, text, days));
  else
    set_problem (why, "unknown-unit", level == 5 ? "village" : "township",
                 g_strdup_printf (_ ("%s did not stand on %s, only %s; name the unit that followed it, or give the "
                                     "address days on which it stood"),
                                  name, text, days));
  return TRUE;
}

static gboolean
load_village (YutuEntryNames    *self,
              gint64             unit,
              YutuDay            day,
              YutuEntryVillage **village,
              GError           **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection,
    "SELECT d.parent, MbrMinX (a.geom), MbrMinY (a.geom), MbrMaxX (a.geom), MbrMaxY (a.geom) FROM division d "
    "LEFT JOIN division_area a ON a.unit = d.unit AND a.valid_from <= ?2 AND ?2 < a.valid_to "
    "WHERE d.unit = ?1 AND d.valid_from <= ?2 AND ?2 < d.valid_to",
    error);

  if (row == NULL)
    return FALSE;
  *village = g_new0 (YutuEntryVillage, 1);
  (*village)->unit = unit;
  (*village)->day = day;
  sqlite3_bind_int64 (row, 1, unit);
  sqlite3_bind_text (row, 2, yutu_day_format (day, text), -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found)
    {
      (*village)->township = sqlite3_column_int64 (row, 0);
      (*village)->box = column_box (row, 1);
      sqlite3_reset (row);
    }
  return yutu_village_names_load (self->connection, unit, text, &(*village)->names, error);
}

static gboolean
get_village (YutuEntryNames          *self,
             gint64                   unit,
             YutuDay                  day,
             const YutuEntryVillage **village,
             GError                 **error)
{
  YutuEntryVillage *loaded = NULL;

  g_string_printf (self->key, "%" G_GINT64_FORMAT " %d", unit, day);
  *village = g_hash_table_lookup (self->villages, self->key->str);
  if (*village != NULL)
    return TRUE;
  if (!load_village (self, unit, day, &loaded, error))
    {
      g_clear_pointer (&loaded, village_free);
      return FALSE;
    }
  g_string_printf (self->key, "%" G_GINT64_FORMAT " %d", unit, day);
  g_hash_table_insert (self->villages, g_strdup (self->key->str), loaded);
  *village = loaded;
  return TRUE;
}

gboolean
yutu_entry_find_village (YutuEntryNames          *self,
                         const char              *township,
                         const char              *village,
                         YutuDay                  day,
                         const YutuEntryVillage **found,
                         YutuAddressProblem      *why,
                         GError                 **error)
{
  GHashTable   *units = NULL;
  const gint64 *unit = NULL;

  *found = NULL;
  if (!find_day (self, day, &units, error))
    return FALSE;
  g_string_assign (self->key, "/");
  g_string_append (self->key, township != NULL ? township : "");
  if (township != NULL && g_hash_table_lookup (units, self->key->str) == NULL)
    return tell_unknown_unit (self, 4, township, village, day, why, error);
  g_string_assign (self->key, township != NULL ? township : "");
  g_string_append (self->key, township != NULL ? "/" : "");
  g_string_append (self->key, village);
  unit = g_hash_table_lookup (units, self->key->str);
  if (unit == NULL)
    return tell_unknown_unit (self, 5, township, village, day, why, error);
  if (*unit != 0)
    return get_village (self, *unit, day, found, error);
  set_problem (why, "ambiguous", "village",
               g_strdup_printf (_ ("several villages are called %s; name the township too, or give the code"), village));
  return TRUE;
}

/* ---- Bases ---- */

static gboolean
load_line (YutuEntryNames *self,
           YutuEntryBase  *base,
           GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = NULL;

  if (base->line != NULL)
    return TRUE;
  row = yutu_connection_prepare (self->connection, "SELECT geom FROM place_name WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, base->id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found && sqlite3_column_type (row, 0) == SQLITE_BLOB)
    base->line = yutu_shape_from_blob (sqlite3_column_blob (row, 0), (gsize)sqlite3_column_bytes (row, 0), NULL);
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

/* The one that lies nearest, when it is near; NULL: none. */
static gboolean
find_nearest (YutuEntryNames *self,
              GPtrArray      *bases,
              YutuPoint       point,
              YutuEntryBase **nearest,
              GError        **error)
{
  double best = NEAR_M;

  *nearest = NULL;
  for (guint i = 0; i < bases->len; i++)
    {
      YutuEntryBase *base = bases->pdata[i];
      YutuAxisPlace  place = { 0 };

      if (!load_line (self, base, error))
        return FALSE;
      if (base->line == NULL || !yutu_axis_find (base->line, point, &place) || place.distance_m > best)
        continue;
      best = place.distance_m;
      *nearest = base;
    }
  return TRUE;
}

/* Into @near those that are of the village, else those of its township, else those that belong to none or, roads,
 * to others, and reach it (or are nowhere). */
static void
list_near (GArray                 *bases,
           const YutuEntryVillage *village,
           YutuBaseSlot            slot,
           YutuDay                 day,
           GPtrArray              *near)
{
  for (int pass = 0; pass < 3 && near->len == 0; pass++)
    for (guint i = 0; bases != NULL && i < bases->len; i++)
      {
        YutuEntryBase *base = &g_array_index (bases, YutuEntryBase, i);
        gboolean       is_own = base->division == village->unit;
        gboolean       is_township = base->division == village->township;
        gboolean       may_be = base->division == 0 || (slot == YUTU_BASE_ROAD && !is_own);
        gboolean       reaches = yutu_box_is_empty (base->box) || yutu_box_is_empty (village->box) ||
                           yutu_box_overlaps (base->box, village->box);

        if (base->slot == slot && base->valid_from <= day && day < base->valid_to &&
            (pass == 0 ? is_own : pass == 1 ? is_township && reaches
                                            : may_be && reaches))
          g_ptr_array_add (near, base);
      }
}

static void
tell_unknown_base (const YutuEntryVillage *village,
                   YutuBaseSlot            slot,
                   const char             *name,
                   gboolean                is_elsewhere,
                   YutuAddressProblem     *why)
{
  static const char *const fields[] = { "road", "natural_village", "estate" };
  const char              *of = village->names != NULL && village->names->levels[4] != NULL ? village->names->levels[4] : "?";

  set_problem (why, "unknown-base", fields[slot],
               g_strdup_printf (is_elsewhere
                                  ? _ ("%s is no place name of %s on that day, but elsewhere or on other days; correct the "
                                       "village or the name")
                                  : _ ("there is no place name “%s” in %s; correct it, or enter it first"),
                                name, of));
}

gboolean
yutu_entry_find_base (YutuEntryNames         *self,
                      const YutuEntryVillage *village,
                      YutuBaseSlot            slot,
                      const char             *name,
                      YutuDay                 day,
                      const YutuPoint        *point,
                      gint64                 *found,
                      YutuAddressProblem     *why,
                      GError                **error)
{
  static const char *const fields[] = { "road", "natural_village", "estate" };
  GArray                  *bases = NULL;
  YutuEntryBase           *base = NULL;
  g_autoptr (GPtrArray) near = NULL;

  *found = 0;
  g_string_printf (self->key, "%" G_GINT64_FORMAT " %d %d %s", village->unit, (int)slot, day, name);
  base = g_hash_table_lookup (self->found, self->key->str);
  if (base == NULL)
    {
      near = g_ptr_array_new ();
      bases = g_hash_table_lookup (self->bases, name);
      list_near (bases, village, slot, day, near);
      if (near->len == 1)
        {
          base = near->pdata[0];
          g_hash_table_insert (self->found, g_strdup (self->key->str), base);
        }
      else if (near->len > 1 && point != NULL && !find_nearest (self, near, *point, &base, error))
        return FALSE;
    }
  if (base != NULL)
    *found = base->id;
  else if (near->len == 0)
    tell_unknown_base (village, slot, name, bases != NULL, why);
  else
    set_problem (why, "ambiguous", fields[slot],
                 g_strdup_printf (point == NULL
                                    ? _ ("%u places near by are called %s; give the address its point, or tell the names apart")
                                    : _ ("%u places near by are called %s, and none is drawn near the point of the address; draw "
                                         "them on the map, or tell the names apart"),
                                  near->len, name));
  return TRUE;
}
