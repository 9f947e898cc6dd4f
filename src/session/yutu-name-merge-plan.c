/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What a merge of two names would touch, counted as the merge itself counts it. */

#include <glib/gi18n.h>
#include <inttypes.h>

#include "casework/yutu-title.h"
#include "division/yutu-division-rule.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-place-merge.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-merge-private.h"

#define COUNTY     3
#define TOWNSHIP   4
#define TOLD_DOORS 5 /* in the words of a refusal; the plan lists them all */

static void
clear_side (YutuMergeSide *self)
{
  g_free (self->name);
  g_free (self->class_title);
  g_free (self->division);
}

void
yutu_merge_plan_free (YutuMergePlan *self)
{
  if (self == NULL)
    return;
  clear_side (&self->kept);
  clear_side (&self->other);
  g_free (self->alias);
  g_clear_pointer (&self->doors, g_ptr_array_unref);
  g_free (self->refusal);
  g_free (self);
}

GPtrArray *
yutu_merge_plan_list_doubts (const YutuMergePlan *self,
                             char *(*word_distance) (double metres))
{
  GPtrArray           *doubts = g_ptr_array_new_with_free_func (g_free);
  const YutuMergeSide *kept = &self->kept;
  const YutuMergeSide *other = &self->other;
  g_autofree char     *away = word_distance (self->distance_m);
  g_autofree char     *near = word_distance (self->near_m);

  if (self->is_far)
    g_ptr_array_add (doubts, g_strdup_printf (_ ("The two are %s apart; two records of one place rarely lie farther apart than %s."),
                                              away, near));
  if (self->is_other_unit)
    /* Translators: a name, the units it lies in, the other name, its units */
    g_ptr_array_add (doubts, g_strdup_printf (_ ("%s lies in %s, %s in %s."), kept->name, kept->division, other->name,
                                              other->division));
  if (self->is_other_class)
    /* Translators: a name, its class, the other name, its class */
    g_ptr_array_add (doubts, g_strdup_printf (_ ("%s is of the class “%s”, %s of “%s”; the class of the one that stays remains."),
                                              kept->name, kept->class_title, other->name, other->class_title));
  if (doubts->len > 0)
    g_ptr_array_add (doubts, g_strdup (_ ("Look whether they are one place before they are merged.")));
  return doubts;
}

char *
yutu_merge_dup_class_title (const YutuPlaceClasses *classes,
                            const char             *kind)
{
  const YutuPlaceClass *class = yutu_place_classes_find_kind (classes, kind);

  if (class == NULL)
    return g_strdup (kind);
  return g_strdup (yutu_title_get (&(YutuTitle){ (char *)class->title, (char *)(*class->title_en != '\0' ? class->title_en
                                                                                                         : class->title) }));
}

/* ---- Counting ---- */

typedef struct
{
  YutuConnection *connection;
  YutuMergePlan  *plan;
  char            day[YUTU_DAY_TEXT_SIZE];
} Making;

/* Addresses that end in a form of today, or in a door of the other name: what is at them moves. */
#define ENDING "(SELECT id FROM address WHERE place = ?1 AND valid_from < ?2 AND valid_to > ?2)"

static const char FACILITIES_SQL[] = "SELECT count (*) FROM facility WHERE ?2 = ?2 AND address IN " ENDING;
static const char SIGNS_SQL[] = "SELECT count (*) FROM facility WHERE kind = 'division.name-sign' AND "
                                "json_extract (fields, '$.name_id') = ?1 AND valid_to > ?2";
static const char CASES_SQL[] =
  "SELECT (SELECT count (*) FROM case_file WHERE closed_on IS NULL AND subject_kind = 'place' AND subject = ?1) + "
  "(SELECT count (*) FROM case_file WHERE closed_on IS NULL AND address IN " ENDING ")";
static const char BATCHES_SQL[] = "SELECT count (*) FROM batch_item b JOIN case_file c ON c.id = b.case_file WHERE "
                                  "c.closed_on IS NULL AND b.object IN " ENDING;
static const char FORMER_SQL[] = "SELECT count (*) FROM place_name WHERE replaced_by = ?1 AND ?2 = ?2";
static const char ADDRESSES_SQL[] = "SELECT count (*) FROM address WHERE place = ?1 AND valid_to > ?2";
static const char BEARING_SQL[] = "SELECT count (*) FROM address WHERE place = ?1 AND valid_from <= ?2 AND ?2 < valid_to";

static gboolean
count (const Making *self,
       const char   *sql, /* static: ?1 the name, ?2 the day */
       gint64        place,
       gint64       *n,
       GError      **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (self->connection, sql, error);
  gboolean      found = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  sqlite3_bind_text (row, 2, self->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  *n = sqlite3_column_int64 (row, 0);
  sqlite3_reset (row);
  return TRUE;
}

/* A file that is only read may be older than the table of batches. */
static gboolean
count_batch_items (const Making *self,
                   GError      **error)
{
  gint64 n = 0;

  if (!yutu_connection_get_int64 (self->connection, "SELECT count (*) FROM sqlite_master WHERE name = 'batch_item'", 0, &n,
                                  error))
    return FALSE;
  return n == 0 || count (self, BATCHES_SQL, self->plan->spec.other, &self->plan->n_batch_items, error);
}

static gboolean
count_all (const Making *self,
           GError      **error)
{
  YutuMergePlan *plan = self->plan;
  gint64         other = plan->spec.other;

  if (!count (self, ADDRESSES_SQL, other, &plan->n_addresses, error) ||
      !count (self, FACILITIES_SQL, other, &plan->n_facilities, error) ||
      !count (self, SIGNS_SQL, other, &plan->n_signs, error) || !count (self, CASES_SQL, other, &plan->n_cases, error) ||
      !count (self, FORMER_SQL, other, &plan->n_former, error) || !count_batch_items (self, error))
    return FALSE;
  plan->n_addresses -= plan->doors->len;
  return TRUE;
}

/* ---- The two ---- */

static char *
join_names (const GPtrArray *chain)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < chain->len; i++)
    {
      if (i > 0)
        g_string_append (text, " › ");
      g_string_append (text, ((const YutuDivision *)g_ptr_array_index (chain, i))->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GPtrArray *
list_units (YutuConnection      *connection,
            const YutuPlaceName *place,
            const char          *day,
            GError             **error)
{
  if (place != NULL && place->division != 0)
    return yutu_division_list_chain (connection, place->division, day, error);
  if (place != NULL && place->has_point)
    return yutu_division_locate (connection, place->point, day, error);
  return g_ptr_array_new ();
}

gboolean
yutu_merge_find_division (YutuConnection      *connection,
                          const YutuPlaceName *place,
                          const char          *day,
                          char               **names,
                          GError             **error)
{
  g_autoptr (GPtrArray) chain = list_units (connection, place, day, error);

  *names = chain != NULL ? join_names (chain) : NULL;
  return chain != NULL;
}

static gint64
find_unit (const GPtrArray *chain,
           int              level)
{
  for (guint i = 0; i < chain->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (chain, i);

      if (unit->level == level)
        return unit->unit;
    }
  return 0;
}

static gboolean
read_side (const Making           *self,
           const YutuPlaceClasses *classes,
           gint64                  id,
           YutuMergeSide          *side,
           GError                **error)
{
  g_autoptr (YutuPlaceName) place = NULL;
  g_autoptr (GPtrArray) chain = NULL;

  if (!yutu_place_name_load (self->connection, id, &place, error))
    return FALSE;
  if (place == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                   _ ("there is no place name %" PRId64), id);
      return FALSE;
    }
  chain = list_units (self->connection, place, self->day, error);
  if (chain == NULL)
    return FALSE;
  side->id = id;
  side->division = join_names (chain);
  side->county = find_unit (chain, COUNTY);
  side->township = find_unit (chain, TOWNSHIP);
  side->name_class = g_intern_string (place->name_class);
  side->name = g_steal_pointer (&place->name);
  side->class_title = yutu_merge_dup_class_title (classes, place->name_class);
  side->valid_from = place->valid_from;
  side->has_point = place->has_point;
  side->point = place->point;
  return count (self, BEARING_SQL, id, &side->n_addresses, error);
}

static gboolean
measure (const Making *self,
         GError      **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (self->connection,
                                               "SELECT ST_Distance (a.geom, b.geom, 1) FROM place_name a, place_name b "
                                               "WHERE a.id = ?1 AND b.id = ?2",
                                               error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->plan->kept.id);
  sqlite3_bind_int64 (row, 2, self->plan->other.id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  self->plan->has_distance = found && sqlite3_column_type (row, 0) != SQLITE_NULL;
  self->plan->distance_m = found ? sqlite3_column_double (row, 0) : 0;
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

/* ---- What speaks against it, and what forbids it ---- */

/* Two records of one place lie near each other, in one unit, and are of one class. */
static gboolean
doubt (const Making *self,
       GError      **error)
{
  YutuMergePlan       *plan = self->plan;
  const YutuMergeSide *kept = &plan->kept;
  const YutuMergeSide *other = &plan->other;

  if (!yutu_limit_get_number (self->connection, "naming", "same-name-m", self->day, &plan->near_m, error))
    return FALSE;
  plan->is_far = plan->has_distance && plan->distance_m > plan->near_m;
  plan->is_other_class = g_strcmp0 (kept->name_class, other->name_class) != 0;
  plan->is_other_unit = (kept->county != 0 && other->county != 0 && kept->county != other->county) ||
                        (kept->township != 0 && other->township != 0 && kept->township != other->township);
  return TRUE;
}

static char *
dup_unsettled (const YutuMergePlan *plan)
{
  g_autoptr (GString) list = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < plan->doors->len; i++)
    {
      const YutuMergeDoor *door = plan->doors->pdata[i];

      if (door->state == YUTU_MERGE_DOOR_ONE || n++ >= TOLD_DOORS)
        continue;
      if (list->len > 0)
        g_string_append (list, _ ("; "));
      if (door->state == YUTU_MERGE_DOOR_APART)
        /* Translators: the text of an address, metres to the other one */
        g_string_append_printf (list, _ ("%s (%.0f m apart)"), door->text, door->distance_m);
      else
        g_string_append_printf (list, _ ("%s (not on the same days)"), door->text);
    }
  return g_strdup_printf (ngettext ("%u door is at both names and cannot be one: %s. Doors farther apart than %.0f m are two, "
                                    "and need two numbers: renumber one of them, or end it, first",
                                    "%u doors are at both names and cannot be one: %s. Doors farther apart than %.0f m are two, "
                                    "and need two numbers: renumber one of each, or end it, first",
                                    plan->n_unsettled),
                          plan->n_unsettled, list->str, plan->apart_m);
}

static gboolean
judge (const Making *self,
       GError      **error)
{
  YutuMergePlan *plan = self->plan;
  g_autoptr (GError) why = NULL;

  if (!yutu_place_name_check_merge (self->connection, plan->spec.kept, plan->spec.other, plan->spec.day, &why))
    {
      if (!g_error_matches (why, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&why));
          return FALSE;
        }
      plan->refusal = g_strdup (why->message);
    }
  else if (plan->n_unsettled > 0)
    plan->refusal = dup_unsettled (plan);
  return TRUE;
}

static gboolean
list_doors (const Making *self,
            GError      **error)
{
  YutuMergePlan *plan = self->plan;

  if (!yutu_limit_get_number (self->connection, "address", "same-door-m", self->day, &plan->apart_m, error))
    return FALSE;
  plan->doors = yutu_place_merge_list_doors (self->connection, plan->spec.kept, plan->spec.other, plan->spec.day,
                                             plan->apart_m, error);
  for (guint i = 0; plan->doors != NULL && i < plan->doors->len; i++)
    plan->n_unsettled += ((const YutuMergeDoor *)plan->doors->pdata[i])->state != YUTU_MERGE_DOOR_ONE;
  return plan->doors != NULL;
}

YutuMergePlan *
yutu_merge_plan_new (YutuConnection      *connection,
                     const YutuMergeSpec *spec,
                     GError             **error)
{
  g_autoptr (YutuMergePlan) plan = g_new0 (YutuMergePlan, 1);
  g_autoptr (YutuPlaceClasses) classes = yutu_place_classes_load (connection, error);
  Making self = { .connection = connection, .plan = plan };

  plan->spec = *spec;
  yutu_day_format (spec->day, self.day);
  if (classes == NULL || !read_side (&self, classes, spec->kept, &plan->kept, error) ||
      !read_side (&self, classes, spec->other, &plan->other, error) ||
      !yutu_place_name_merged_alias (connection, spec->kept, spec->other, &plan->alias, error) || !measure (&self, error) ||
      !doubt (&self, error) ||
      !list_doors (&self, error) || !count_all (&self, error) || !judge (&self, error))
    return NULL;
  return g_steal_pointer (&plan);
}

typedef struct
{
  const YutuMergeSpec *spec;
  YutuMergePlan       *plan;
} Read;

static gboolean
read_plan (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Read *self = data;

  self->plan = yutu_merge_plan_new (connection, self->spec, error);
  return self->plan != NULL;
}

YutuMergePlan *
yutu_file_plan_merge (YutuFile            *self,
                      const YutuMergeSpec *spec,
                      GCancellable        *cancellable,
                      GError             **error)
{
  Read read = { spec, NULL };

  if (yutu_store_read (yutu_file_get_store (self), read_plan, &read, cancellable, error))
    return read.plan;
  g_clear_pointer (&read.plan, yutu_merge_plan_free);
  return NULL;
}
