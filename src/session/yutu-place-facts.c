/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facts of objects: facility, address, name and line. A key's number is in metres, square metres
 * or pieces; a register's field brings its own unit. */

#include "session/yutu-place-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-moment.h"
#include "casework/yutu-title.h"
#include "division/yutu-boundary-record.h"
#include "gazetteer/yutu-address.h"
#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-measure.h"
#include "session/yutu-address-reverse-private.h"
#include "session/yutu-address-work.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-name-fields.h"
#include "session/yutu-name-signs.h"

void
yutu_info_fact_free (YutuInfoFact *self)
{
  g_free (self->title);
  g_free (self->text);
  g_free (self->unit);
  g_free (self->group);
  g_free (self);
}

static YutuInfoFact *
add_fact (YutuPlaceInfo *info,
          const char    *key)
{
  YutuInfoFact *fact = g_new0 (YutuInfoFact, 1);

  fact->key = key;
  fact->number = NAN;
  g_ptr_array_add (info->facts, fact);
  return fact;
}

void
yutu_place_add_text (YutuPlaceInfo *info,
                     const char    *key,
                     const char    *text)
{
  if (text != NULL && *text != '\0')
    add_fact (info, key)->text = g_strdup (text);
}

void
yutu_place_add_number (YutuPlaceInfo *info,
                       const char    *key,
                       double         number)
{
  add_fact (info, key)->number = number;
}

static void
place_add_day (YutuPlaceInfo *info,
               const char    *key,
               YutuDay        day)
{
  char text[YUTU_DAY_TEXT_SIZE];

  if (day != YUTU_DAY_INVALID && !g_str_equal (yutu_day_format (day, text), YUTU_DAY_OPEN_TEXT))
    yutu_place_add_text (info, key, text);
}

void
yutu_place_add_end (YutuPlaceInfo *info,
                    const char    *key,
                    YutuDay        end)
{
  if (end < yutu_day_parse (YUTU_DAY_OPEN_TEXT))
    place_add_day (info, key, end - 1);
}

gboolean
yutu_place_set_missing (const char *what,
                        gint64      id,
                        GError    **error)
{
  g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
               _ ("there is no %s %" PRId64), what, id);
  return FALSE;
}

static void
take_point (YutuPlaceInfo *info,
            YutuPoint      point)
{
  info->has_point = TRUE;
  info->point = point;
  yutu_box_add_point (&info->box, point);
}

/* A statement with the row of @id on @day, at its first row. *found is FALSE when there is none. */
static sqlite3_stmt *
find_row_on (YutuConnection *connection,
             const char     *sql,
             gint64          id,
             YutuDay         day,
             gboolean       *found,
             GError        **error)
{
  char          text[YUTU_DAY_TEXT_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_text (statement, 2, yutu_day_format (day, text), -1, SQLITE_TRANSIENT);
  return yutu_connection_step (connection, statement, found, error) ? statement : NULL;
}

/* The same for what needs no day. */
static sqlite3_stmt *
find_row (YutuConnection *connection,
          const char     *sql,
          gint64          id,
          gboolean       *found,
          GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return NULL;
  sqlite3_bind_int64 (statement, 1, id);
  return yutu_connection_step (connection, statement, found, error) ? statement : NULL;
}

static const char *
column_text (sqlite3_stmt *statement,
             int           column)
{
  return (const char *)sqlite3_column_text (statement, column);
}

static gboolean
is_past (sqlite3_stmt *statement,
         int           valid_from,
         YutuDay       day)
{
  return day < yutu_day_parse (column_text (statement, valid_from)) ||
         day >= yutu_day_parse (column_text (statement, valid_from + 1));
}

/* ---- A register's fields ---- */

static char *
node_text (JsonNode *node)
{
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  return json_to_string (node, FALSE);
}

static void
set_value (YutuInfoFact    *fact,
           const YutuField *field,
           YutuMask         mask,
           JsonNode        *node)
{
  g_autofree char *text = node_text (node);
  gboolean         is_number = json_node_get_value_type (node) == G_TYPE_INT64 ||
                       json_node_get_value_type (node) == G_TYPE_DOUBLE;
  gboolean is_money = field->type == YUTU_FIELD_MONEY_FEN;

  if (mask != YUTU_MASK_NONE)
    {
      g_autofree char *masked = yutu_mask_apply (mask, text);

      is_number = is_money && g_ascii_isdigit (masked[0]);
      fact->number = is_number ? g_ascii_strtod (masked, NULL) / 100 : NAN;
      fact->text = is_number ? NULL : g_steal_pointer (&masked);
    }
  else if (field->type == YUTU_FIELD_BOOLEAN)
    fact->text = g_strdup (json_node_get_boolean (node) ? _ ("Yes") : _ ("No"));
  else if (field->type == YUTU_FIELD_ENUM)
    fact->text = g_strdup (yutu_field_name_choice (field, text));
  else if (is_number)
    fact->number = json_node_get_double (node) / (is_money ? 100 : 1);
  else
    fact->text = g_steal_pointer (&text);
}

static void
add_field (YutuPlaceInfo   *info,
           const YutuField *field,
           YutuMask         mask,
           JsonNode        *node)
{
  const char   *group = yutu_title_get (&field->group);
  YutuInfoFact *fact = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return;
  fact = add_fact (info, NULL);
  fact->title = g_strdup (yutu_title_get (&field->title));
  fact->unit = g_strdup (field->unit);
  fact->group = *group != '\0' ? g_strdup (group) : NULL;
  set_value (fact, field, mask, node);
}

/* In the register's order; what it does not describe is not shown, for nothing says how to mask
 * it. */
static void
add_fields (YutuPlaceInfo      *info,
            const YutuRegister *facilities,
            const char         *role,
            const char         *json)
{
  g_autoptr (JsonNode) root = json_from_string (json != NULL ? json : "{}", NULL);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  for (gsize i = 0; i < facilities->n_fields; i++)
    {
      const YutuField *field = &facilities->fields[i];
      gboolean         lifted = FALSE;

      if (info->sign_of != 0 && g_str_equal (field->id, "name_id")) /* the name itself is told */
        continue;
      /* The desk sees amounts whole, as in its cases. */
      lifted = field->mask == YUTU_MASK_AMOUNT && g_strcmp0 (role, "desk") == 0;

      add_field (info, field, lifted ? YUTU_MASK_NONE : field->mask,
                 json_object_get_member (json_node_get_object (root), field->id));
    }
}

/* The place name whose number @json has, of a sign. */
static gboolean
add_sign_name (YutuConnection *connection,
               YutuPlaceInfo  *info,
               const char     *json,
               GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection, "SELECT id, name FROM place_name WHERE json_valid (?1) AND id = json_extract (?1, '$.name_id')", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, json, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  info->sign_of = sqlite3_column_int64 (row, 0);
  yutu_place_add_text (info, "sign-of", column_text (row, 1));
  sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_place_read_facility (YutuConnection        *connection,
                          const YutuPlaceReader *reader,
                          gint64                 id,
                          YutuPlaceInfo         *info,
                          gint64                *unit,
                          GError               **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = find_row_on (
    connection,
    "SELECT f.kind, f.name, f.status, f.fields, coalesce (f.village, f.township, a.village, 0), "
    "f.valid_from, f.valid_to, ST_X (coalesce (f.geom, a.geom)), "
    "ST_Y (coalesce (f.geom, a.geom)), a.text, f.end_reason, (SELECT min (p.valid_from) "
    "FROM facility p WHERE p.id = ?1 OR p.past_of = ?1), f.past_of IS NOT NULL, EXISTS (SELECT 1 "
    "FROM facility c WHERE c.id = ?1 AND c.past_of IS NULL AND c.valid_to < '" YUTU_DAY_OPEN_TEXT
    "') FROM facility f "
    "LEFT JOIN address a ON a.id = f.address WHERE f.id = (SELECT v.id FROM facility v WHERE "
    "v.id = ?1 OR v.past_of = ?1 ORDER BY v.valid_from <= ?2 AND ?2 < v.valid_to DESC, "
    "v.past_of IS NULL DESC LIMIT 1)",
    id, reader->day, &found, error);

  if (row == NULL)
    return FALSE;
  if (!found)
    return yutu_place_set_missing ("facility", id, error);
  info->title = g_strdup (column_text (row, 1));
  info->is_past = is_past (row, 5, reader->day);
  info->facility_register = yutu_modules_find_register (reader->modules, column_text (row, 0), NULL);
  *unit = sqlite3_column_int64 (row, 4);
  if (sqlite3_column_type (row, 7) == SQLITE_FLOAT)
    take_point (info, yutu_point_from_degrees (sqlite3_column_double (row, 7),
                                               sqlite3_column_double (row, 8)));
  yutu_place_add_text (info, "register",
                       info->facility_register != NULL
                         ? yutu_title_get (&info->facility_register->title)
                         : column_text (row, 0));
  yutu_place_add_text (info, "status", column_text (row, 2));
  yutu_place_add_text (info, "address", column_text (row, 9));
  place_add_day (info, "valid-from", yutu_day_parse (column_text (row, 11)));
  if (g_strcmp0 (column_text (row, 11), column_text (row, 5)) != 0)
    place_add_day (info, "here-from", yutu_day_parse (column_text (row, 5)));
  yutu_place_add_end (info, sqlite3_column_int (row, 12) != 0 ? "here-to" : "valid-to",
                      yutu_day_parse (column_text (row, 6)));
  yutu_place_add_text (info, "end-reason", column_text (row, 10));
  info->is_closed = sqlite3_column_int (row, 13) != 0;
  if (g_strcmp0 (column_text (row, 0), YUTU_SIGN_REGISTER) == 0 &&
      !add_sign_name (connection, info, column_text (row, 3), error))
    {
      sqlite3_reset (row);
      return FALSE;
    }
  if (info->facility_register != NULL)
    add_fields (info, info->facility_register, reader->role, column_text (row, 3));
  sqlite3_reset (row);
  return TRUE;
}

/* ---- An address ---- */

gboolean
yutu_place_read_address (YutuConnection *connection,
                         gint64          id,
                         YutuDay         day,
                         YutuPlaceInfo  *info,
                         gint64         *unit,
                         GError        **error)
{
  static const char *const kinds[] = { NULL, "road-door", "village-door", "estate-building",
                                       "landmark", "parcel" };
  static const char *const states[] = { NULL, "collected", "checked", "coded",
                                        "published", "changed", "cancelled" };
  g_autoptr (YutuAddressRow) row = NULL;

  if (!yutu_address_load (connection, id, &row, error))
    return FALSE;
  if (row == NULL)
    return yutu_place_set_missing ("address", id, error);
  info->title = g_strdup (row->text);
  info->is_past = day < row->valid_from || day >= row->valid_to;
  *unit = row->village;
  if (row->has_point)
    take_point (info, row->point);
  if (row->kind > 0 && row->kind < (int)G_N_ELEMENTS (kinds))
    yutu_place_add_text (info, "kind", kinds[row->kind]);
  if (row->status > 0 && row->status < (int)G_N_ELEMENTS (states))
    yutu_place_add_text (info, "status", states[row->status]);
  place_add_day (info, "valid-from", row->valid_from);
  yutu_place_add_end (info, "valid-to", row->valid_to);
  return TRUE;
}

/* ---- A name ---- */

static void
add_extent (YutuPlaceInfo   *info,
            const YutuShape *shape)
{
  yutu_box_add_box (&info->box, shape->box);
  if (shape->kind == YUTU_SHAPE_LINE || shape->kind == YUTU_SHAPE_MULTI_LINE)
    yutu_place_add_number (info, "length", yutu_measure_lines_m (shape));
  else if (shape->kind == YUTU_SHAPE_POLYGON)
    yutu_place_add_number (info, "area", yutu_measure_area_m2 (shape));
}

/* @shape: (nullable). A point is told as such. */
static gboolean
runs (const YutuShape *shape)
{
  return shape != NULL && shape->kind != YUTU_SHAPE_POINT && shape->kind != YUTU_SHAPE_MULTI_POINT;
}

/* Its class by the file's own table; NULL when the table has it not. */
static const char *
find_class_title (const YutuPlaceClasses *classes,
                  const char             *code)
{
  const YutuPlaceClass *class = yutu_place_classes_find (classes, code);

  return class != NULL ? yutu_title_get (&(YutuTitle){ class->title, *class->title_en != '\0' ? class->title_en : class->title })
                       : NULL;
}

/* Columns and what the naming cases note become keys; fields of the record bring their own title. */
static void
add_name_fact (YutuPlaceInfo          *info,
               const YutuPlaceClasses *classes,
               const YutuPlaceFact    *fact)
{
  static const char *const told[] = { "name", "division", "proper_name", "generic_term", NULL };
  g_autofree char         *key = g_strdelimit (g_strdup (fact->key), "_", '-');
  const YutuNameField     *field = NULL;
  YutuInfoFact            *own = NULL;

  if (g_strv_contains (told, fact->key))
    return;
  if (g_str_equal (fact->key, "valid_to"))
    {
      yutu_place_add_end (info, "valid-to", yutu_day_parse (fact->text));
      return;
    }
  if (!g_str_has_prefix (fact->key, "fields."))
    {
      yutu_place_add_text (info, g_intern_string (key), fact->text);
      return;
    }
  field = yutu_name_fields_find (fact->key + strlen ("fields."));
  if (g_str_equal (fact->key, "fields." YUTU_PLACE_CATEGORY))
    {
      const char *title = find_class_title (classes, fact->text);

      own = add_fact (info, NULL);
      own->title = g_strdup (_ ("Class by the table"));
      own->text = g_strdup (title != NULL ? title : fact->text);
      return;
    }
  own = add_fact (info, field != NULL ? NULL : g_intern_string (key + strlen ("fields.")));
  if (field != NULL)
    own->title = g_strdup (yutu_title_get (&(YutuTitle){ field->key, field->title_en }));
  own->text = g_strdup (fact->text);
}

static gboolean
read_replaced_by (YutuConnection *connection,
                  gint64          id,
                  YutuPlaceInfo  *info,
                  GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = find_row (connection, "SELECT coalesce (replaced_by, 0) FROM place_name WHERE id = ?1", id, &found, error);

  if (row == NULL)
    return FALSE;
  info->replaced_by = found ? sqlite3_column_int64 (row, 0) : 0;
  sqlite3_reset (row);
  return TRUE;
}

/* The last step that ended a name by another one. A step that is a case's is told with its case. */
static const char ENDED_SQL[] =
  "SELECT j.kind, j.title, j.at, j.actor FROM journal_object o JOIN journal j ON j.id = o.entry WHERE o.object = ?1 AND "
  "j.action = 0 AND j.state = 0 AND (j.kind IN ('name-merge', 'name-rename', 'repair', 'case-step', 'act') OR "
  "j.kind LIKE 'import-%') AND NOT EXISTS (SELECT 1 FROM journal_object k JOIN place_name p ON p.id = k.object WHERE "
  "k.entry = j.id AND p.replaced_by = ?1) ORDER BY j.id DESC LIMIT 1";

static gboolean
add_ending (YutuConnection *connection,
            gint64          id,
            YutuPlaceInfo  *info,
            GError        **error)
{
  static const char *const told[] = { "name-merge", "name-rename", "repair", NULL };
  gboolean                 found = FALSE;
  sqlite3_stmt            *row = find_row (connection, ENDED_SQL, id, &found, error);

  if (row == NULL)
    return FALSE;
  if (found && g_strv_contains (told, column_text (row, 0)))
    {
      g_autofree char *local = yutu_moment_to_local (column_text (row, 2));

      yutu_place_add_text (info, "ended-by-step", column_text (row, 1));
      yutu_place_add_text (info, "ended-by-actor", column_text (row, 3));
      yutu_place_add_text (info, "ended-by-at", local);
    }
  sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_place_read_name (YutuConnection *connection,
                      gint64          id,
                      YutuDay         day,
                      YutuPlaceInfo  *info,
                      gint64         *unit,
                      GError        **error)
{
  g_autoptr (YutuPlaceName) name = NULL;
  g_autoptr (GPtrArray) facts = NULL;
  g_autoptr (YutuPlaceClasses) classes = NULL;

  if (!yutu_place_name_load (connection, id, &name, error))
    return FALSE;
  if (name == NULL)
    return yutu_place_set_missing ("place name", id, error);
  facts = yutu_place_name_list_facts (connection, id, error);
  classes = facts != NULL ? yutu_place_classes_load (connection, error) : NULL;
  if (classes == NULL || !read_replaced_by (connection, id, info, error))
    return FALSE;
  info->title = g_strdup (name->name);
  info->name_class = g_strdup (name->name_class);
  info->is_past = day < name->valid_from || day >= name->valid_to;
  info->is_proposed = name->valid_from >= name->valid_to;
  info->shape = info->is_past && runs (name->shape) ? yutu_shape_ref (name->shape) : NULL;
  *unit = name->division;
  if (name->has_point)
    take_point (info, name->point);
  if (name->shape != NULL)
    add_extent (info, name->shape);
  for (guint i = 0; i < facts->len; i++)
    {
      const YutuPlaceFact *fact = g_ptr_array_index (facts, i);

      add_name_fact (info, classes, fact);
      if (info->replaced_by != 0 && g_str_equal (fact->key, "replaced_by") && !add_ending (connection, id, info, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- A boundary line ---- */

static void
add_line_facts (YutuPlaceInfo *info,
                sqlite3_stmt  *row)
{
  static const char *const keys[] = { "code", "grade", "neighbour",
                                      "left-unit", "right-unit", "agreement-no",
                                      "agreement-date", "approval-doc", "approval-date",
                                      "manager-side", "last-inspection", "next-due" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    yutu_place_add_text (info, keys[i], column_text (row, 3 + (int)i));
  if (sqlite3_column_type (row, 15) != SQLITE_NULL)
    yutu_place_add_number (info, "length-legal", sqlite3_column_double (row, 15));
  yutu_place_add_number (info, "pillars", sqlite3_column_double (row, 16));
  place_add_day (info, "valid-from", yutu_day_parse (column_text (row, 1)));
}

gboolean
yutu_place_read_line (YutuConnection *connection,
                      gint64          id,
                      YutuDay         day,
                      YutuPlaceInfo  *info,
                      gint64         *unit,
                      GError        **error)
{
  g_autoptr (YutuShape) shape = NULL;
  gboolean      found = FALSE;
  sqlite3_stmt *row = find_row (
    connection,
    "SELECT l.name, l.valid_from, l.valid_to, l.code, l.grade, l.neighbour_name, "
    "(SELECT d.name FROM division d WHERE d.code = l.left_code ORDER BY d.valid_from DESC LIMIT 1), "
    "(SELECT d.name FROM division d WHERE d.code = l.right_code ORDER BY d.valid_from DESC LIMIT 1), "
    "l.agreement_no, l.agreement_date, l.approval_doc, l.approval_date, "
    "coalesce ((SELECT d.name FROM division d WHERE d.code = l.manager_side "
    "ORDER BY d.valid_from DESC LIMIT 1), l.manager_side), "
    "l.last_inspection, l.next_due, l.length_m, "
    "(SELECT count (*) FROM boundary_pillar p WHERE p.line = l.id) "
    "FROM boundary_line l WHERE l.id = ?1",
    id, &found, error);

  if (row == NULL)
    return FALSE;
  if (!found)
    return yutu_place_set_missing ("boundary line", id, error);
  info->title = g_strdup (column_text (row, 0));
  info->is_past = is_past (row, 1, day);
  *unit = 0;
  add_line_facts (info, row);
  sqlite3_reset (row);
  if (!yutu_boundary_load_shape (connection, id, &shape, error))
    return FALSE;
  if (shape == NULL)
    return TRUE;
  add_extent (info, shape);
  info->has_point = yutu_place_label_point (shape, &info->point);
  info->shape = g_steal_pointer (&shape);
  return TRUE;
}

/* ---- A pillar ---- */

static gboolean
add_its_line (YutuConnection           *connection,
              const YutuBoundaryPillar *pillar,
              const char               *day,
              YutuPlaceInfo            *info,
              GError                  **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autoptr (YutuShape) shape = NULL;
  double along_m = 0, off_m = 0;
  int    side = 0;

  for (guint i = 0; i < pillar->lines->len; i++)
    {
      g_autoptr (YutuBoundaryLine) line =
        yutu_boundary_load (connection, g_array_index (pillar->lines, gint64, i), day, error);

      if (line == NULL)
        return FALSE;
      g_string_append_printf (names, "%s%s", i > 0 ? " · " : "", line->name);
      if (i == 0 && line->shape != NULL)
        shape = yutu_shape_ref (line->shape);
    }
  yutu_place_add_text (info, "line", names->str);
  if (shape != NULL && pillar->has_point &&
      yutu_boundary_place_point (shape, pillar->point, &along_m, &off_m, &side))
    yutu_place_add_number (info, "off-line", off_m);
  return TRUE;
}

gboolean
yutu_place_read_pillar (YutuConnection        *connection,
                        const YutuPlaceReader *reader,
                        gint64                 id,
                        YutuPlaceInfo         *info,
                        GError               **error)
{
  const YutuRegister *record = yutu_modules_find_object (reader->modules, YUTU_OBJECT_PILLAR);
  g_autoptr (YutuBoundaryPillar) pillar = yutu_boundary_load_pillar (connection, id, error);
  char day[YUTU_DAY_TEXT_SIZE];

  if (pillar == NULL)
    return FALSE;
  info->title = g_strdup (pillar->number);
  info->line = pillar->line;
  info->is_past = reader->day < yutu_day_parse (pillar->valid_from) ||
                  reader->day >= yutu_day_parse (pillar->valid_to);
  if (pillar->has_point)
    take_point (info, pillar->point);
  if (!add_its_line (connection, pillar, yutu_day_format (reader->day, day), info, error))
    return FALSE;
  place_add_day (info, "valid-from", yutu_day_parse (pillar->valid_from));
  yutu_place_add_end (info, "valid-to", yutu_day_parse (pillar->valid_to));
  if (record != NULL)
    add_fields (info, record, reader->role, pillar->values);
  return TRUE;
}

/* ---- A point ---- */

/* @text without the units that it begins with, as far as the point lies in them. */
static const char *
skip_units (const char          *text,
            const YutuPlaceInfo *info)
{
  for (guint i = info->chain->len; i > 0; i--)
    {
      const YutuDivision *unit = g_ptr_array_index (info->chain, i - 1);
      const char         *at = strstr (text, unit->name);

      if (at != NULL && at[strlen (unit->name)] != '\0')
        return at + strlen (unit->name);
    }
  return text;
}

/* The nearest door, else the natural village; the units stand above. */
static gboolean
add_nearest (YutuConnection *connection,
             YutuPoint       point,
             YutuDay         day,
             YutuPlaceInfo  *info,
             GError        **error)
{
  g_auto (YutuAddressMatch) match = { 0 };

  if (!yutu_address_describe_point (connection, point, day, &match, error))
    return FALSE;
  if (match.address != 0 || match.place != 0)
    {
      /* Translators: an address or a place, how far from the point it is */
      g_autofree char *text = g_strdup_printf (C_ ("what is next to a point", "%s, %s"), match.standard, match.note);
      g_autofree char *masked = yutu_mask_apply (YUTU_MASK_TEXT, text); /* a text of the library may have somebody in it */

      yutu_place_add_text (info, match.address != 0 ? "nearest-address" : "nearest-village", masked);
      g_free (masked);
      masked = yutu_mask_apply (YUTU_MASK_TEXT, match.standard);
      g_free (info->title);
      /* Translators: the title of a point: an address or a natural village that is next to it */
      info->title = g_strdup_printf (_ ("Near %s"), skip_units (masked, info));
    }
  return TRUE;
}

gboolean
yutu_place_read_along (YutuConnection *connection,
                       YutuPoint       point,
                       YutuDay         day,
                       YutuPlaceInfo  *info,
                       GError        **error)
{
  g_auto (YutuAlongRoads) along = { 0 };

  if (!add_nearest (connection, point, day, info, error) || !yutu_along_roads_find (connection, point, day, &along, error))
    return FALSE;
  if (along.crossing.roads[0] != 0)
    {
      g_autofree char *beside = yutu_crossing_dup_beside (&along.crossing);
      g_autofree char *text = yutu_crossing_dup_text (&along.crossing, beside);

      yutu_place_add_text (info, "crossing", text);
      g_free (info->title); /* says more than what is next to it */
      info->title = g_strdup (text);
    }
  if (along.between.road != 0)
    {
      g_autofree char *words = yutu_between_dup_words (&along.between);
      g_autofree char *text = g_strdup_printf ("%s%d号", along.between.name, along.between.door);

      yutu_place_add_text (info, "number-here", text);
      yutu_place_add_text (info, "number-from", words);
    }
  return TRUE;
}
