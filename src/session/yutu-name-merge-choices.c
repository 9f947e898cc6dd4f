/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The names that may be meant when one is to be merged: called alike, near by, or as it is typed. */

#include "gazetteer/yutu-place-name.h"
#include "gazetteer/yutu-search.h"
#include "session/yutu-name-merge-private.h"

#define FIRST_REACH_M 500.0
#define LAST_REACH_M  16000.0

typedef struct
{
  const YutuMergeQuestion *question;
  YutuDay                  day;
  YutuConnection          *connection;
  char                     day_text[YUTU_DAY_TEXT_SIZE];
  YutuPlaceName           *self; /* the place */
  YutuPlaceClasses        *classes;
  GPtrArray               *choices;
} Listing;

static void
choice_free (gpointer data)
{
  YutuMergeChoice *self = data;

  g_free (self->name);
  g_free (self->class_title);
  g_free (self->division);
  g_free (self);
}

#define BASE(a) "CASE " a ".class WHEN 'road' THEN 1 WHEN 'natural-village' THEN 2 ELSE 3 END"
#define IS_SAME                                                                                                            \
  "(b.name = a.name OR b.pinyin = a.pinyin OR instr ('、' || coalesce (b.alias, '') || '、', '、' || a.name || '、') " \
  "OR instr ('、' || coalesce (a.alias, '') || '、', '、' || b.name || '、'))"
/* Planar, in degrees of the meridian, with those of the parallel made as long: within a hundredth of the ellipsoid's, and a
 * hundred times as fast. Who is nearest goes by it; what is told is measured. */
#define APART                                                                           \
  "ST_Distance (ScaleCoords (a.geom, cos (radians (ST_Y (ST_Centroid (a.geom)))), 1), " \
  "ScaleCoords (b.geom, cos (radians (ST_Y (ST_Centroid (a.geom)))), 1))"
#define CHOICES(which)                                                                                                      \
  "SELECT b.id, b.name, b.class, " IS_SAME ", ST_Distance (a.geom, b.geom, 1) FROM ("                                       \
  "SELECT b.id, row_number () OVER (ORDER BY " which ") AS rank FROM place_name a JOIN place_name b ON b.id <> a.id WHERE " \
  "a.id = ?1 AND b.valid_from <= ?2 AND ?2 < b.valid_to AND b.status = 'in_use' "
#define FOUND                                                                       \
  ") AS found JOIN place_name b ON b.id = found.id JOIN place_name a ON a.id = ?1 " \
  "WHERE rank <= ?3 ORDER BY rank"
#define IS_IN_BOX \
  "b.rowid IN (SELECT pkid FROM idx_place_name_geom WHERE xmax >= ?4 AND ymax >= ?5 AND xmin <= ?6 AND ymin <= ?7) "
#define IS_ALIKE BASE ("a") " = " BASE ("b")
#define AWAY     "ST_Distance (b.geom, MakePoint (?8, ?9, 4490), 1)"

static const char ALIKE_SQL[] = CHOICES (APART " IS NULL, " APART ", HausdorffDistance (a.geom, b.geom), b.id") "AND " IS_ALIKE " AND " IS_SAME FOUND;
static const char NEAR_SQL[] = CHOICES ("b.class <> a.class, " APART " IS NULL, " APART ", HausdorffDistance (a.geom, b.geom), b.id") "AND " IS_ALIKE " AND " IS_IN_BOX FOUND;
static const char                                                                                            AT_SQL[] =
  CHOICES (IS_ALIKE " DESC, " AWAY ", b.id") "AND " IS_IN_BOX "AND " AWAY " <= ?10" FOUND;
static const char ONE_SQL[] = CHOICES ("b.id") "AND b.id = ?3" FOUND;

static gboolean
has_choice (const Listing *self,
            gint64         id)
{
  for (guint i = 0; i < self->choices->len; i++)
    if (((const YutuMergeChoice *)self->choices->pdata[i])->id == id)
      return TRUE;
  return FALSE;
}

static gboolean
take (Listing      *self,
      sqlite3_stmt *row,
      GError      **error)
{
  g_autoptr (YutuPlaceName) place = NULL;
  YutuMergeChoice *choice = NULL;
  gint64           id = sqlite3_column_int64 (row, 0);
  g_autofree char *division = NULL;

  if (has_choice (self, id) || self->choices->len >= self->question->n)
    return TRUE;
  if (!yutu_place_name_load (self->connection, id, &place, error) ||
      !yutu_merge_find_division (self->connection, place, self->day_text, &division, error))
    return FALSE;
  choice = g_new0 (YutuMergeChoice, 1);
  choice->id = id;
  choice->name = g_strdup ((const char *)sqlite3_column_text (row, 1));
  choice->class_title = yutu_merge_dup_class_title (self->classes, (const char *)sqlite3_column_text (row, 2));
  choice->division = g_steal_pointer (&division);
  choice->is_same = sqlite3_column_int (row, 3) != 0;
  choice->has_distance = sqlite3_column_type (row, 4) != SQLITE_NULL;
  choice->distance_m = sqlite3_column_double (row, 4);
  choice->has_point = place != NULL && place->has_point;
  choice->point = place != NULL ? place->point : (YutuPoint){ 0, 0 };
  g_ptr_array_add (self->choices, choice);
  return TRUE;
}

static gboolean
list (Listing    *self,
      const char *sql, /* static */
      gint64      third,
      YutuBox     box, /* empty: the statement has none */
      GError    **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (self->connection, sql, error);
  gboolean      found = TRUE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, self->question->place);
  sqlite3_bind_text (row, 2, self->day_text, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (row, 3, third);
  if (!yutu_box_is_empty (box))
    {
      sqlite3_bind_double (row, 4, yutu_grid_to_degrees (box.min_x));
      sqlite3_bind_double (row, 5, yutu_grid_to_degrees (box.min_y));
      sqlite3_bind_double (row, 6, yutu_grid_to_degrees (box.max_x));
      sqlite3_bind_double (row, 7, yutu_grid_to_degrees (box.max_y));
    }
  if (sql == AT_SQL)
    {
      sqlite3_bind_double (row, 8, yutu_grid_to_degrees (self->question->at.x));
      sqlite3_bind_double (row, 9, yutu_grid_to_degrees (self->question->at.y));
      sqlite3_bind_double (row, 10, self->question->reach_m);
    }
  while (TRUE)
    {
      if (!yutu_connection_step (self->connection, row, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!take (self, row, error))
        return FALSE;
    }
}

/* A metre is so many steps along a meridian; along a parallel of 60° it is twice as many. */
static YutuBox
widen (YutuBox box,
       double  metres)
{
  gint64 reach = (gint64)(metres / 111000.0 * 1e9);

  return (YutuBox){ box.min_x - 2 * reach, box.min_y - reach, box.max_x + 2 * reach, box.max_y + reach };
}

/* The box nominates by more than the reach, and what is beyond it may be nearer than what is in the corners: only
 * those within the reach are taken for sure, so one more round is looked at. */
static gboolean
list_near (Listing *self,
           GError **error)
{
  guint there = self->choices->len;

  if (self->self->shape == NULL)
    return TRUE;
  for (double reach_m = FIRST_REACH_M; reach_m <= LAST_REACH_M; reach_m *= 4)
    {
      guint n_within = 0;

      g_ptr_array_set_size (self->choices, (int)there);
      if (!list (self, NEAR_SQL, self->question->n + there, widen (self->self->shape->box, reach_m), error))
        return FALSE;
      for (guint i = there; i < self->choices->len; i++)
        {
          const YutuMergeChoice *choice = self->choices->pdata[i];

          n_within += choice->has_distance && choice->distance_m <= reach_m;
        }
      if (there + n_within >= self->question->n)
        break;
    }
  return TRUE;
}

static gboolean
list_at (Listing *self,
         GError **error)
{
  YutuBox box = YUTU_BOX_EMPTY;

  yutu_box_add_point (&box, self->question->at);
  return list (self, AT_SQL, self->question->n, widen (box, self->question->reach_m), error);
}

static gboolean
list_typed (Listing *self,
            GError **error)
{
  YutuSearchOptions options = { .limit = self->question->n + 1,
                                .kinds = YUTU_SEARCH_PLACE,
                                .day = self->day,
                                .near_point = self->self->has_point ? &self->self->point : NULL };
  g_autoptr (YutuSearchResult) result = yutu_search_run (self->connection, self->question->text, &options, error);

  for (guint i = 0; result != NULL && i < result->hits->len; i++)
    if (!list (self, ONE_SQL, ((const YutuSearchHit *)result->hits->pdata[i])->id, YUTU_BOX_EMPTY, error))
      return FALSE;
  return result != NULL;
}

static gboolean
read_choices (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Listing *self = data;

  self->connection = connection;
  yutu_day_format (self->day, self->day_text);
  self->classes = yutu_place_classes_load (connection, error);
  if (self->classes == NULL || !yutu_place_name_load (connection, self->question->place, &self->self, error))
    return FALSE;
  if (self->self == NULL)
    return TRUE;
  if (self->question->has_at)
    return list_at (self, error);
  if (self->question->text != NULL && *self->question->text != '\0')
    return list_typed (self, error);
  return list (self, ALIKE_SQL, self->question->n / 2, YUTU_BOX_EMPTY, error) && list_near (self, error);
}

GPtrArray *
yutu_file_list_merge_choices (YutuFile                *self,
                              const YutuMergeQuestion *question,
                              YutuDay                  day,
                              GCancellable            *cancellable,
                              GError                 **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (choice_free);
  Listing  listing = { .question = question, .day = day, .choices = choices };
  gboolean done = yutu_store_read (yutu_file_get_store (self), read_choices, &listing, cancellable, error);

  g_clear_pointer (&listing.self, yutu_place_name_free);
  g_clear_pointer (&listing.classes, yutu_place_classes_unref);
  return done ? g_steal_pointer (&choices) : NULL;
}
