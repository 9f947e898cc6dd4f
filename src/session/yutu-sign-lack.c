/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What lacks a sign, by place. A crossing lies where its point does; a name in the village or township that its
 * record says, else where its point does; a unit in the one above it. What lies in no unit of the day is the whole
 * file's alone. */

#include "session/yutu-name-signs-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/yutu-data.h"
#include "division/yutu-division.h"
#include "geo/yutu-exact.h"
#include "session/yutu-session-private.h"

#define KINDS          "rules/sign-kinds.csv" /* class,sign,valid_from,valid_to,basis */
#define N_KIND_FIELDS  5
#define COUNTY_LEVEL   3
#define TOWNSHIP_LEVEL 4
#define VILLAGE_LEVEL  5

void
yutu_signless_name_free (gpointer data)
{
  YutuSignlessName *self = data;

  if (self == NULL)
    return;

  g_free (self->name);
  g_free (self->kind);
  g_free (self->pinyin);
  g_free (self->sign);
  g_free (self->place);
  g_free (self);
}

static void
coverage_free (gpointer data)
{
  YutuSignCoverage *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self);
}

void
yutu_signs_free (YutuSigns *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->crossings, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  YutuSignLibrary library;
  GPtrArray      *divisions; /* YutuDivision of the day, in tree order */
  GHashTable     *by_unit;   /* gint64 * → YutuDivision */
  GHashTable     *lands;     /* gint64 * of units in which something lay → YutuShape */
  GHashTable     *pinyin;    /* gint64 * of place names → char *; NULL: not asked for */
  GHashTable     *kinds;     /* class → kind of sign; the same */
  YutuSigns      *signs;
} Reading;

static void
reading_clear (Reading *self)
{
  yutu_sign_library_clear (&self->library);
  g_clear_pointer (&self->by_unit, g_hash_table_unref);
  g_clear_pointer (&self->lands, g_hash_table_unref);
  g_clear_pointer (&self->pinyin, g_hash_table_unref);
  g_clear_pointer (&self->kinds, g_hash_table_unref);
  g_clear_pointer (&self->divisions, g_ptr_array_unref);
  g_clear_pointer (&self->signs, yutu_signs_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
reading_load (Reading        *self,
              YutuConnection *connection,
              YutuDay         day,
              GError        **error)
{
  if (!yutu_sign_library_load (&self->library, connection, day, error))
    return FALSE;
  self->divisions = yutu_division_list (connection, self->library.day, error);
  self->by_unit = g_hash_table_new (g_int64_hash, g_int64_equal);
  self->lands = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)yutu_shape_unref);
  for (guint i = 0; self->divisions != NULL && i < self->divisions->len; i++)
    g_hash_table_insert (self->by_unit, &((YutuDivision *)self->divisions->pdata[i])->unit, self->divisions->pdata[i]);
  return self->divisions != NULL;
}

/* ---- What a sign would say ---- */

static gboolean
load_pinyin (Reading *self,
             GError **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    self->library.connection,
    "SELECT id, pinyin FROM place_name WHERE pinyin IS NOT NULL AND valid_from <= ?1 AND ?1 < valid_to", error);

  if (row == NULL)
    return FALSE;
  self->pinyin = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_bind_text (row, 1, self->library.day, -1, SQLITE_STATIC);
  while (TRUE)
    {
      gint64 id = 0;

      if (!yutu_connection_step (self->library.connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      id = sqlite3_column_int64 (row, 0);
      g_hash_table_insert (self->pinyin, g_memdup2 (&id, sizeof id), g_strdup ((const char *)sqlite3_column_text (row, 1)));
    }
}

GHashTable *
yutu_sign_load_kinds (const char *day,
                      GError    **error)
{
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (KINDS, N_KIND_FIELDS, error);
  GHashTable *kinds = NULL;

  if (rows == NULL)
    return NULL;
  kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < rows->len; i++)
    {
      char **fields = g_ptr_array_index (rows, i);

      if (strcmp (fields[2], day) <= 0 && strcmp (day, fields[3]) < 0)
        g_hash_table_insert (kinds, g_strdup (fields[0]), g_strdup (fields[1]));
    }
  return kinds;
}

static void
word_crossing (const Reading    *self,
               YutuSignCrossing *crossing,
               gint64            road)
{
  const YutuPlaceName *name = NULL;

  crossing->road = road != 0 ? road : crossing->roads.roads[0];
  name = g_hash_table_lookup (self->library.by_id, &crossing->road);
  crossing->text = g_strdup (name != NULL ? name->name : NULL);
  crossing->pinyin = g_strdup (g_hash_table_lookup (self->pinyin, &crossing->road));
}

/* ---- Where things lie ---- */

/* The unit or the one above it that is of @level; NULL: there is none. */
static const YutuDivision *
find_above (const Reading *self,
            gint64         unit,
            int            level)
{
  const YutuDivision *division = g_hash_table_lookup (self->by_unit, &unit);

  while (division != NULL && division->level > level)
    division = g_hash_table_lookup (self->by_unit, &division->parent);
  return division != NULL && division->level == level ? division : NULL;
}

/* @unit 0: everything is. */
static gboolean
is_within (const Reading *self,
           gint64         inner,
           gint64         unit)
{
  const YutuDivision *division = g_hash_table_lookup (self->by_unit, &inner);

  while (division != NULL && division->unit != unit)
    division = g_hash_table_lookup (self->by_unit, &division->parent);
  return unit == 0 || division != NULL;
}

/* (nullable) */
static char *
name_place (const YutuDivision *township,
            const YutuDivision *village)
{
  if (township == NULL && village == NULL)
    return NULL;
  return g_strconcat (township != NULL ? township->name : "", village != NULL ? village->name : "", NULL);
}

/* One of the lands that are known; 0: none. On a border it is left to the one who decides such. */
static gint64
find_land (const Reading *self,
           YutuPoint      point)
{
  GHashTableIter iter;
  gpointer       unit = NULL, land = NULL;

  g_hash_table_iter_init (&iter, self->lands);
  while (g_hash_table_iter_next (&iter, &unit, &land))
    if (yutu_box_contains (((const YutuShape *)land)->box, point) && yutu_exact_point_in_shape (point, land) == YUTU_INSIDE)
      return *(const gint64 *)unit;
  return 0;
}

/* The finest unit; 0: none. A point lies where others did more often than not. */
static gboolean
locate (const Reading *self,
        YutuPoint      point,
        gint64        *unit,
        GError       **error)
{
  g_autoptr (GPtrArray) chain = NULL;
  const YutuDivision *finest = NULL;
  YutuShape          *land = NULL;

  *unit = find_land (self, point);
  if (*unit != 0)
    return TRUE;
  chain = yutu_division_locate (self->library.connection, point, self->library.day, error);
  if (chain == NULL || chain->len == 0)
    return chain != NULL;
  finest = chain->pdata[chain->len - 1];
  *unit = finest->unit;
  if (finest->level < VILLAGE_LEVEL || g_hash_table_contains (self->lands, unit)) /* finer ones may lie in it */
    return TRUE;
  if (!yutu_division_load_shape (self->library.connection, *unit, self->library.day, &land, error))
    return FALSE;
  if (land != NULL)
    g_hash_table_insert (self->lands, g_memdup2 (unit, sizeof *unit), land);
  return TRUE;
}

/* ---- Crossings ---- */

static gboolean
place_crossing (const Reading    *self,
                YutuSignCrossing *crossing,
                gint64           *unit,
                GError          **error)
{
  const YutuDivision *township = NULL;
  const YutuDivision *village = NULL;

  if (!locate (self, crossing->roads.point, unit, error))
    return FALSE;
  township = find_above (self, *unit, TOWNSHIP_LEVEL);
  village = find_above (self, *unit, VILLAGE_LEVEL);
  crossing->township = township != NULL ? township->unit : 0;
  crossing->village = village != NULL ? village->unit : 0;
  crossing->place = name_place (township, village);
  return TRUE;
}

static void
count_in (YutuSignCoverage       *coverage,
          const YutuSignCrossing *crossing)
{
  coverage->n_crossings++;
  coverage->n_signed += crossing->has_sign;
}

/* In its unit and all above it; the county has those too that lie in no unit. */
static void
count_crossing (Reading                *self,
                const YutuSignCrossing *crossing,
                gint64                  unit)
{
  for (guint i = 0; i < self->signs->units->len; i++)
    {
      YutuSignCoverage *coverage = self->signs->units->pdata[i];

      if (coverage->level == COUNTY_LEVEL || is_within (self, unit, coverage->unit))
        count_in (coverage, crossing);
    }
}

static gboolean
read_crossings (Reading             *self,
                const YutuSignQuery *query,
                gint64               within,
                GError             **error)
{
  g_autoptr (GPtrArray) all = yutu_sign_library_find_crossings (&self->library, query->road);

  self->signs->crossings = g_ptr_array_new_with_free_func (yutu_sign_crossing_free);
  for (guint i = 0; i < all->len; i++)
    {
      YutuSignCrossing *crossing = all->pdata[i];
      gint64            unit = 0;

      if (!place_crossing (self, crossing, &unit, error))
        return FALSE;
      if (!is_within (self, unit, within))
        continue;
      all->pdata[i] = NULL;
      word_crossing (self, crossing, query->road);
      g_ptr_array_add (self->signs->crossings, crossing);
      self->signs->n_signed += crossing->has_sign;
      count_crossing (self, crossing, unit);
    }
  return TRUE;
}

/* ---- Names ---- */

/* (nullable) */
static const char *
name_of_unit (const Reading *self,
              gint64         unit)
{
  const YutuDivision *division = g_hash_table_lookup (self->by_unit, &unit);

  return division != NULL ? division->name : NULL;
}

static YutuSignlessName *
new_name (const Reading *self,
          const char    *name,
          const char    *kind,
          gint64         above)
{
  YutuSignlessName   *signless = g_new0 (YutuSignlessName, 1);
  const YutuDivision *township = find_above (self, above, TOWNSHIP_LEVEL);
  const YutuDivision *village = find_above (self, above, VILLAGE_LEVEL);

  signless->name = g_strdup (name);
  signless->kind = g_strdup (kind);
  signless->sign = g_strdup (g_hash_table_lookup (self->kinds, kind));
  signless->place = name_place (township, village);
  if (signless->place == NULL) /* a township */
    signless->place = g_strdup (name_of_unit (self, above));
  signless->township = township != NULL ? township->unit : 0;
  signless->village = village != NULL ? village->unit : 0;
  return signless;
}

/* What the record says when it is a unit below the county, else where its point lies. */
static gboolean
find_unit (const Reading       *self,
           const YutuPlaceName *name,
           gint64              *unit,
           GError             **error)
{
  *unit = name->division;
  if (find_above (self, name->division, TOWNSHIP_LEVEL) != NULL || !name->has_point)
    return TRUE;
  return locate (self, name->point, unit, error);
}

static gboolean
read_place_names (Reading             *self,
                  const YutuSignQuery *query,
                  gint64               within,
                  GError             **error)
{
  g_autoptr (GHashTable) with_sign = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->library.signs->len; i++)
    {
      const YutuSign *sign = self->library.signs->pdata[i];

      if (sign->stands && sign->name != NULL)
        g_hash_table_add (with_sign, (gpointer)&sign->name->id);
    }
  for (guint i = 0; i < self->library.names->len; i++)
    {
      const YutuPlaceName *name = self->library.names->pdata[i];
      YutuSignlessName    *signless = NULL;
      gint64               unit = 0;

      if (g_strcmp0 (name->status, "in_use") != 0 || (query->kind != NULL && strcmp (query->kind, name->name_class) != 0))
        continue;
      if (!find_unit (self, name, &unit, error))
        return FALSE;
      if (!is_within (self, unit, within))
        continue;
      self->signs->n_names++;
      if (g_hash_table_contains (with_sign, &name->id))
        continue;
      signless = new_name (self, name->name, name->name_class, unit);
      signless->id = name->id;
      signless->pinyin = g_strdup (g_hash_table_lookup (self->pinyin, &name->id));
      signless->has_point = name->has_point;
      signless->point = name->point;
      g_ptr_array_add (self->signs->names, signless);
    }
  return TRUE;
}

/* A sign is of the unit that is called what is written on it and has it on its land, when it is linked with no
 * place name. */
static gboolean
has_unit_sign (const Reading      *self,
               const YutuDivision *division,
               gboolean           *has,
               GError            **error)
{
  *has = FALSE;
  for (guint i = 0; i < self->library.signs->len && !*has; i++)
    {
      const YutuSign *sign = self->library.signs->pdata[i];
      gint64          unit = 0;

      if (!sign->stands || sign->name_id != 0 || g_strcmp0 (sign->text, division->name) != 0 ||
          (g_strcmp0 (sign->kind, "division") != 0 && g_strcmp0 (sign->kind, "village") != 0))
        continue;
      if (!sign->has_point || !locate (self, sign->point, &unit, error))
        return !sign->has_point;
      *has = is_within (self, unit, division->unit);
    }
  return TRUE;
}

static gboolean
read_unit_names (Reading             *self,
                 const YutuSignQuery *query,
                 gint64               within,
                 GError             **error)
{
  for (guint i = 0; i < self->divisions->len; i++)
    {
      const YutuDivision *division = self->divisions->pdata[i];
      const char         *kind = division->level == VILLAGE_LEVEL ? "committee" : "division";
      YutuSignlessName   *signless = NULL;
      gboolean            has = FALSE;

      if (division->level < COUNTY_LEVEL || !is_within (self, division->unit, within) ||
          (query->kind != NULL && strcmp (query->kind, kind) != 0))
        continue;
      if (!has_unit_sign (self, division, &has, error))
        return FALSE;
      self->signs->n_names++;
      if (has)
        continue;
      signless = new_name (self, division->name, kind, division->parent);
      signless->unit = division->unit;
      signless->pinyin = g_strdup (division->pinyin);
      signless->has_point = division->has_seat;
      signless->point = division->seat;
      g_ptr_array_add (self->signs->names, signless);
    }
  return TRUE;
}

/* Divisions, their villages, and the names of places as they came, by class. */
static int
rank_kind (const char *kind)
{
  return strcmp (kind, "division") == 0 ? 0 : strcmp (kind, "committee") == 0 ? 1
                                                                              : 2;
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const YutuSignlessName *one = *(const YutuSignlessName *const *)a;
  const YutuSignlessName *other = *(const YutuSignlessName *const *)b;

  return rank_kind (one->kind) - rank_kind (other->kind);
}

/* ---- The report ---- */

static void
list_units (Reading *self,
            gint64   within)
{
  for (guint i = 0; i < self->divisions->len; i++)
    {
      const YutuDivision *division = self->divisions->pdata[i];
      YutuSignCoverage   *coverage = NULL;

      if (division->level < COUNTY_LEVEL || !is_within (self, division->unit, within))
        continue;
      coverage = g_new0 (YutuSignCoverage, 1);
      coverage->unit = division->unit;
      coverage->level = division->level;
      coverage->code = g_strdup (division->code);
      coverage->name = g_strdup (division->name);
      g_ptr_array_add (self->signs->units, coverage);
    }
}

static gboolean
count_signs (Reading             *self,
             const YutuSignQuery *query,
             gint64               within,
             GError             **error)
{
  for (guint i = 0; i < self->library.signs->len; i++)
    {
      const YutuSign *sign = self->library.signs->pdata[i];
      gint64          unit = 0;

      if (!sign->stands || (query->road != 0 && (sign->name == NULL || sign->name->id != query->road)))
        continue;
      if (within != 0 && sign->has_point && !locate (self, sign->point, &unit, error))
        return FALSE;
      self->signs->n_signs += is_within (self, unit, within);
    }
  return TRUE;
}

typedef struct
{
  const YutuSignQuery *query;
  YutuDay              day;
  YutuSigns           *signs;
} Read;

static gboolean
read_signs (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Read *read = data;
  g_auto (Reading) self = { 0 };
  gint64              within = read->query->unit;
  const YutuDivision *division = NULL;

  if (!reading_load (&self, connection, read->day, error) || !load_pinyin (&self, error))
    return FALSE;
  self.kinds = yutu_sign_load_kinds (self.library.day, error);
  if (self.kinds == NULL)
    return FALSE;
  division = g_hash_table_lookup (self.by_unit, &within);
  if (within != 0 && division == NULL)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY, _ ("unit %" PRId64 " is not there on %s"),
                   within, self.library.day);
      return FALSE;
    }
  if (division != NULL && division->level <= COUNTY_LEVEL)
    within = 0; /* all that the file has is the county's */
  self.signs = g_new0 (YutuSigns, 1);
  self.signs->units = g_ptr_array_new_with_free_func (coverage_free);
  self.signs->names = g_ptr_array_new_with_free_func (yutu_signless_name_free);
  list_units (&self, within);
  if (!read_crossings (&self, read->query, within, error) || !count_signs (&self, read->query, within, error) ||
      (read->query->wants_names && (!read_unit_names (&self, read->query, within, error) ||
                                    !read_place_names (&self, read->query, within, error))))
    return FALSE;
  g_ptr_array_sort (self.signs->names, compare_names);
  read->signs = g_steal_pointer (&self.signs);
  return TRUE;
}

YutuSigns *
yutu_file_read_signs (YutuFile            *self,
                      const YutuSignQuery *query,
                      YutuDay              day,
                      GCancellable        *cancellable,
                      GError             **error)
{
  Read read = { query, day, NULL };

  if (!yutu_store_read (yutu_file_get_store (self), read_signs, &read, cancellable, error))
    return NULL;
  return read.signs;
}

/* ---- For indicators ---- */

static gboolean
list_for_indicator (YutuConnection *connection,
                    YutuDay         day,
                    GArray         *crossings,
                    gboolean       *has_signs,
                    GError        **error)
{
  g_auto (Reading) self = { 0 };
  g_autoptr (GPtrArray) found = NULL;
  gint64 n = 0;

  if (!reading_load (&self, connection, day, error) ||
      !yutu_connection_get_int64 (connection, "SELECT EXISTS (SELECT 1 FROM facility WHERE kind = '" YUTU_SIGN_REGISTER "')", 0,
                                  &n, error))
    return FALSE;
  *has_signs = n > 0;
  found = yutu_sign_library_find_crossings (&self.library, 0);
  for (guint i = 0; i < found->len; i++)
    {
      YutuSignCrossing    *crossing = found->pdata[i];
      YutuCoverageCrossing fact = { 0 };
      gint64               unit = 0;

      if (!place_crossing (&self, crossing, &unit, error))
        return FALSE;
      fact = (YutuCoverageCrossing){ crossing->village, crossing->township, crossing->has_sign };
      g_array_append_val (crossings, fact);
    }
  return TRUE;
}

const YutuCoverageSource *
yutu_sign_get_coverage_source (void)
{
  static const YutuCoverageSource source = { list_for_indicator };

  return &source;
}

/* ---- For a window ---- */

typedef struct
{
  YutuSignQuery query;
  char         *kind;
} Ask;

static void
ask_free (gpointer data)
{
  g_free (((Ask *)data)->kind);
  g_free (data);
}

static gpointer
read_in_worker (YutuSessionWork *work,
                gpointer         data,
                GError         **error)
{
  return yutu_file_read_signs (work->file, &((const Ask *)data)->query, work->day, work->cancellable, error);
}

static const YutuSessionWorkSpec READ = { read_in_worker, (GDestroyNotify)yutu_signs_free, FALSE };

void
yutu_session_read_signs_async (YutuSession         *self,
                               const YutuSignQuery *query,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  Ask *ask = NULL;

  g_return_if_fail (YUTU_IS_SESSION (self));

  ask = g_new0 (Ask, 1);
  ask->query = *query;
  ask->kind = g_strdup (query->kind);
  ask->query.kind = ask->kind;
  yutu_session_begin_work (self, &READ, ask, ask_free, cancellable, callback, user_data);
}

YutuSigns *
yutu_session_read_signs_finish (YutuSession  *self,
                                GAsyncResult *result,
                                GError      **error)
{
  return yutu_session_finish_work (self, &READ, result, error);
}
