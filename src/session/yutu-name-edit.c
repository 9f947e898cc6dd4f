/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-edit.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-address-reword.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-name-course.h"
#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-place-name.h"
#include "gazetteer/yutu-reading-table.h"
#include "session/yutu-name-figures.h"
#include "session/yutu-name-private.h"
#include "session/yutu-name-shape.h"

/* ---- Renaming ---- */

typedef struct
{
  const YutuRenameSpec *spec;
  YutuRenameResult     *result;
  char                  day[YUTU_DAY_TEXT_SIZE];
} Rename;

static gboolean
rename_division (YutuConnection *connection,
                 Rename         *rename,
                 GError        **error)
{
  const YutuRenameSpec *spec = rename->spec;
  g_autoptr (YutuRomanized) roman = yutu_reading_table_romanize (connection, spec->name, NULL, error);

  return roman != NULL && yutu_division_rename (connection,
                                                &(YutuDivisionRename){
                                                  .unit = spec->unit,
                                                  .name = spec->name,
                                                  .pinyin = roman->plain,
                                                  .day = rename->day,
                                                  .is_correction = spec->is_correction,
                                                },
                                                error);
}

static gboolean
rename_place (YutuConnection *connection,
              Rename         *rename,
              YutuDay         from,
              GError        **error)
{
  const YutuRenameSpec *spec = rename->spec;

  if (spec->successor == 0)
    return yutu_place_name_rename (connection, spec->place, spec->name, from, &rename->result->place, error);
  rename->result->place = spec->successor;
  return yutu_name_course_succeed (connection, spec->place, spec->successor, from, error);
}

static gboolean
run_rename (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Rename               *rename = data;
  const YutuRenameSpec *spec = rename->spec;
  YutuDay               from = spec->is_correction ? YUTU_DAY_INVALID : spec->day;
  g_auto (YutuAddressRewordResult) words = { 0 };
  g_autoptr (YutuAddressReword) reword =
    yutu_address_reword_new (connection, spec->unit, spec->place, from, error);
  gint64 n_items = 0;

  if (reword == NULL)
    return FALSE;
  rename->result->place = spec->place;
  if (!(spec->unit != 0 ? rename_division (connection, rename, error) : rename_place (connection, rename, from, error)) ||
      !yutu_address_reword_finish (
        reword, rename->result->place != spec->place ? rename->result->place : 0, &words, error) ||
      !yutu_name_move_facilities (connection, words.successors, &rename->result->n_facilities, error) ||
      !yutu_name_move_batch_items (connection, words.successors, &n_items, error))
    return FALSE;
  rename->result->n_reworded = words.n_reworded;
  rename->result->n_renewed = words.successors->len;
  return TRUE;
}

gboolean
yutu_name_rename (YutuConnection       *connection,
                  const YutuRenameSpec *spec,
                  YutuRenameResult     *result,
                  GError              **error)
{
  Rename rename = { .spec = spec, .result = result };

  *result = (YutuRenameResult){ 0 };
  yutu_day_format (spec->day, rename.day);
  return run_rename (connection, &rename, error);
}

/* A name that a case is about is renamed by the case; only what is written wrongly is put right meanwhile. */
static gboolean
rename_by_hand (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Rename *rename = data;
  g_autoptr (YutuNameCourse) course = NULL;

  if (rename->spec->place != 0 && !yutu_name_course_load (connection, rename->spec->place, &course, error))
    return FALSE;
  if (course != NULL && !rename->spec->is_correction &&
      g_str_has_suffix (course->status, "_applied"))
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                   _ ("%s: a case about this name is under way; bring that to its end first"), course->name);
      return FALSE;
    }
  return run_rename (connection, rename, error);
}

gboolean
yutu_file_rename (YutuFile             *self,
                  const YutuRenameSpec *spec,
                  const char           *actor,
                  YutuRenameResult     *result,
                  GError              **error)
{
  Rename rename = { .spec = spec, .result = result };
  g_autoptr (YutuNameFacts) facts =
    yutu_file_read_name_facts (self, spec->unit, spec->place, (YutuPoint){ 0, 0 }, spec->day, NULL, error);
  g_autofree char *title = NULL;
  YutuEntrySpec    entry = { .actor = actor };

  *result = (YutuRenameResult){ 0 };
  if (facts == NULL)
    return FALSE;
  g_strlcpy (result->former, facts->name, sizeof result->former);
  title = g_strdup_printf (spec->is_correction ? "更正名称 %s → %s" : "更名 %s → %s", facts->name,
                           spec->name);
  entry.title = title;
  entry.kind = spec->unit != 0 ? "division-rename" : "name-rename";
  yutu_day_format (spec->day, rename.day);
  return yutu_store_write (yutu_file_get_store (self), &entry, rename_by_hand, &rename, &result->entry, NULL,
                           error);
}

/* ---- Adding ---- */

typedef struct
{
  const YutuPlaceNameWish *wish;
  gint64                   id;
} Add;

/* The class of the wish, which may be drawn so. */
static const YutuPlaceClass *
find_class (const YutuPlaceNameWish *wish,
            const YutuPlaceClasses  *classes,
            GError                 **error)
{
  const char *code = wish->name_class != NULL ? wish->name_class : "";
  const YutuPlaceClass *class = yutu_place_classes_find (classes, code);
  YutuDrawnAs drawn = wish->shape != NULL ? yutu_drawn_as_of (wish->shape->kind) : YUTU_DRAWN_POINT;

  if (class != NULL && (class->shapes & drawn) != 0)
    return class;
  if (class == NULL)
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("%s: there is no class “%s” of place names"),
                 wish->name, code);
  else
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                 drawn == YUTU_DRAWN_POINT  ? _ ("%s: names of the class “%s” are not entered by a point")
                 : drawn == YUTU_DRAWN_LINE ? _ ("%s: names of the class “%s” are not drawn as a line")
                                            : _ ("%s: names of the class “%s” are not drawn as an area"),
                 wish->name, code);
  return NULL;
}

static gboolean
add_place_name (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Add                     *add = data;
  const YutuPlaceNameWish *wish = add->wish;
  g_autofree char         *crossed = NULL;
  char                     day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuShape) point = wish->shape == NULL ? yutu_shape_new_point (wish->point) : NULL;
  g_autoptr (YutuPlaceClasses) classes = yutu_place_classes_load (connection, error);
  const YutuPlaceClass *class = classes != NULL ? find_class (wish, classes, error) : NULL;
  g_autofree char  *figures = yutu_name_figures_format (wish->figures);
  YutuPlaceNameSpec spec = {
    .name = wish->name,
    .alias = wish->alias,
    .meaning = wish->meaning,
    .fields = figures,
    .shape = wish->shape != NULL ? wish->shape : point,
  };

  if (class == NULL)
    return FALSE;
  spec.name_class = class->kind;
  spec.category = strcmp (class->code, class->kind) != 0 ? class->code : NULL;
  spec.valid_from = yutu_day_format (wish->day, day);
  if (!yutu_name_shape_find_division (connection, spec.shape, day, 0, &spec.division, &crossed, error))
    return FALSE;
  spec.crossed = crossed;
  return yutu_place_name_add (connection, &spec, &add->id, error);
}

gboolean
yutu_file_add_place_name (YutuFile                *self,
                          const YutuPlaceNameWish *wish,
                          const char              *actor,
                          gint64                  *id,
                          GError                 **error)
{
  g_autofree char *title = g_strdup_printf ("新增地名 %s", wish->name != NULL ? wish->name : "");
  YutuEntrySpec    entry = { .kind = "name-add", .title = title, .actor = actor };
  Add              add = { .wish = wish };

  if (!yutu_store_write (yutu_file_get_store (self), &entry, add_place_name, &add, NULL, NULL, error))
    return FALSE;
  if (id != NULL)
    *id = add.id;
  return TRUE;
}

/* ---- Finding ---- */

typedef struct
{
  const char *text;
  char        day[YUTU_DAY_TEXT_SIZE];
  gint64      id;
} Find;

static gboolean
look_for (YutuConnection *connection,
          const char     *sql, /* static; ?1 the text, ?2 the day */
          Find           *find,
          gint64         *n,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);
  gboolean      row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, find->text, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, find->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  find->id = sqlite3_column_int64 (statement, 0);
  *n = sqlite3_column_int64 (statement, 1);
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
find_place_name (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  Find  *find = data;
  gint64 n = 0;

  if (!look_for (connection,
                 "SELECT id, count (*) FROM place_name WHERE (name = ?1 AND valid_from <= ?2 AND ?2 < valid_to) "
                 "OR (id = CAST (?1 AS INTEGER) AND CAST (id AS TEXT) = ?1)",
                 find, &n, error) ||
      (n == 0 && !look_for (connection,
                            "SELECT id, count (*) FROM place_name WHERE name = ?1 AND valid_from = valid_to AND "
                            "?2 IS NOT NULL AND status <> 'refused'",
                            find, &n, error)))
    return FALSE;
  if (n != 1)
    g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                 n == 0 ? _ ("no place name in use on %s is “%s”")
                        : _ ("several place names in use on %s are “%s”; give the id"),
                 find->day, find->text);
  return n == 1;
}

gboolean
yutu_file_find_place_name (YutuFile   *self,
                           const char *text,
                           YutuDay     day,
                           gint64     *id,
                           GError    **error)
{
  Find find = { .text = text };

  yutu_day_format (day, find.day);
  if (!yutu_store_read (yutu_file_get_store (self), find_place_name, &find, NULL, error))
    return FALSE;
  *id = find.id;
  return TRUE;
}

/* ---- Proposals ---- */

void
yutu_name_proposal_clear (YutuNameProposal *self)
{
  g_clear_pointer (&self->pinyin, g_free);
  g_clear_pointer (&self->pinyin_tone, g_free);
  g_clear_pointer (&self->unsure, g_free);
  g_clear_pointer (&self->name_class, g_free);
}

void
yutu_name_proposal_fill (YutuNameProposal       *self,
                         const YutuPlaceClasses *classes,
                         YutuReadingTable       *readings,
                         const char             *name,
                         const char             *name_class,
                         unsigned                shapes)
{
  const YutuPlaceClasses *table = classes != NULL ? classes : yutu_place_classes_get_shipped ();
  const YutuPlaceClass   *guess = yutu_place_classes_guess (table, name, shapes);
  const YutuPlaceClass *class = name_class != NULL ? yutu_place_classes_find (table, name_class) : guess;
  g_autoptr (YutuReadingScope) scope G_GNUC_UNUSED = readings != NULL ? yutu_reading_scope_enter_table (readings) : NULL;
  g_autoptr (YutuRomanized) roman =
    yutu_pinyin_romanize (name, class != NULL ? class->kind : name_class);

  yutu_name_proposal_clear (self);
  self->pinyin = g_strdup (roman->plain);
  self->pinyin_tone = g_strdup (roman->toned);
  self->unsure = roman->unsure ? g_strdup (*roman->proper != '\0' ? roman->proper : name) : NULL;
  self->name_class = guess != NULL ? g_strdup (guess->code) : NULL;
}

/* ---- Facts ---- */

void
yutu_name_facts_take_readings (YutuNameFacts *self,
                               YutuNameFacts *fresh)
{
  YutuReadingTable *readings = self->readings;
  YutuNameIndex    *names = self->names;

  self->readings = fresh->readings;
  self->names = fresh->names;
  fresh->readings = readings;
  fresh->names = names;
}

void
yutu_name_facts_free (YutuNameFacts *self)
{
  g_free (self->name);
  g_free (self->name_class);
  g_free (self->division);
  g_free (self->crossed);
  g_clear_pointer (&self->shape, yutu_shape_unref);
  yutu_place_classes_unref (self->classes);
  yutu_reading_table_unref (self->readings);
  g_free (self->record);
  yutu_name_index_unref (self->names);
  g_free (self);
}

typedef struct
{
  gint64         unit;
  gint64         place;
  YutuPoint      point;
  YutuDay        day;
  YutuNameFacts *facts;
} ReadFacts;

/* The first @n names of a chain. */
static char *
join_names (const GPtrArray *chain,
            guint            n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append (text, " › ");
      g_string_append (text, ((const YutuDivision *)g_ptr_array_index (chain, i))->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
read_unit_facts (YutuConnection *connection,
                 ReadFacts      *read,
                 const char     *day,
                 GError        **error)
{
  g_autoptr (GPtrArray) chain = yutu_division_list_chain (connection, read->unit, day, error);
  const YutuDivision *division = NULL;

  if (chain == NULL)
    return FALSE;
  if (chain->len == 0)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY,
                   _ ("unit %" PRId64 " is not there on %s"), read->unit, day);
      return FALSE;
    }
  division = g_ptr_array_index (chain, chain->len - 1);
  read->facts->name = g_strdup (division->name);
  read->facts->level = division->level;
  read->facts->valid_from = yutu_day_parse (division->valid_from);
  read->facts->division = join_names (chain, chain->len - 1);
  if (chain->len > 1)
    read->facts->within = ((const YutuDivision *)g_ptr_array_index (chain, chain->len - 2))->unit;
  return yutu_address_count_of_unit (connection, read->unit, read->day, &read->facts->n_addresses, error);
}

static gboolean
count_addresses_at (YutuConnection *connection,
                    ReadFacts      *read,
                    const char     *day,
                    GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT count (*) FROM address WHERE place = ?1 AND valid_from <= ?2 AND ?2 < valid_to", error);
  gboolean row = FALSE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, read->place);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  read->facts->n_addresses = sqlite3_column_int64 (statement, 0);
  sqlite3_reset (statement);
  return TRUE;
}

/* As the units are on the day, whatever the record says. */
static gboolean
read_crossed (YutuConnection *connection,
              ReadFacts      *read,
              const char     *day,
              GError        **error)
{
  gint64 unit = 0;

  return read->facts->shape == NULL ||
         yutu_name_shape_find_division (connection, read->facts->shape, day, 0, &unit, &read->facts->crossed, error);
}

static gboolean
read_place_facts (YutuConnection *connection,
                  ReadFacts      *read,
                  const char     *day,
                  GError        **error)
{
  g_autoptr (YutuPlaceName) place = NULL;
  g_autoptr (YutuNameCourse) course = NULL;
  g_autoptr (GPtrArray) chain = NULL;

  if (!yutu_place_name_load (connection, read->place, &place, error) ||
      !yutu_name_course_load (connection, read->place, &course, error))
    return FALSE;
  if (place == NULL)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                   _ ("there is no place name %" PRId64), read->place);
      return FALSE;
    }
  chain = yutu_division_list_chain (connection, place->division, day, error);
  if (chain == NULL)
    return FALSE;
  read->facts->name = g_steal_pointer (&place->name);
  read->facts->name_class = g_steal_pointer (&place->name_class);
  read->facts->shape = g_steal_pointer (&place->shape);
  read->facts->valid_from = place->valid_from;
  read->facts->within = place->division;
  read->facts->former = course != NULL ? course->former : 0;
  read->facts->division = join_names (chain, chain->len);
  return read_crossed (connection, read, day, error) && count_addresses_at (connection, read, day, error);
}

static gboolean
read_facts (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  ReadFacts *read = data;
  char       day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) chain = NULL;

  yutu_day_format (read->day, day);
  read->facts->classes = yutu_place_classes_load (connection, error);
  read->facts->readings = read->facts->classes != NULL ? yutu_reading_table_load (connection, error) : NULL;
  if (read->facts->readings == NULL)
    return FALSE;
  if (read->unit != 0)
    return read_unit_facts (connection, read, day, error);
  if (read->place != 0)
    return read_place_facts (connection, read, day, error);
  chain = yutu_division_locate (connection, read->point, day, error);
  if (chain != NULL)
    read->facts->division = join_names (chain, chain->len);
  if (chain != NULL && chain->len > 0)
    read->facts->within = ((const YutuDivision *)g_ptr_array_index (chain, chain->len - 1))->unit;
  return chain != NULL;
}

YutuNameFacts *
yutu_file_read_name_facts (YutuFile     *self,
                           gint64        unit,
                           gint64        place,
                           YutuPoint     point,
                           YutuDay       day,
                           GCancellable *cancellable,
                           GError      **error)
{
  g_autoptr (YutuNameFacts) facts = g_new0 (YutuNameFacts, 1);
  ReadFacts read = { unit, place, point, day, facts };

  if (!yutu_store_read (yutu_file_get_store (self), read_facts, &read, cancellable, error))
    return NULL;
  return g_steal_pointer (&facts);
}
