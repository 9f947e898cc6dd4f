/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-fields.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "base/yutu-data.h"
#include "base/yutu-day.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-pinyin.h"
#include "gazetteer/yutu-place-name.h"
#include "gazetteer/yutu-reading-table.h"
#include "session/yutu-facility-cells-private.h"

#define MAX_TEXT 4000 /* bytes */

enum
{
  ID,
  KEY,
  TITLE_EN,
  TYPE,
  NAMES,
  N_CELLS
};

/* Columns of place_name that are part of the record. */
static const char *const COLUMNS[] = { "pinyin_tone", "alias", "meaning", "approval_doc", "approved_on", "grade" };

/* Their titles, as an export has them. */
static const char *const COLUMN_TITLES[][2] = { { "拼音（带调）", "Pinyin with tones" }, { "别名", "Other names" }, { "含义", "Meaning" }, { "批准文号", "Approval document" }, { "批准日期", "Approved on" }, { "等级", "Grade" } };

static const char *const TYPES[] = { "text", "day", "number", NULL };

/* ---- The fields ---- */

/* Takes @cells. */
static void
add_field (GArray *fields,
           GStrv   cells)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) more = g_strsplit (cells[NAMES], "|", -1);
  YutuNameField field = { .id = cells[ID], .key = cells[KEY], .title_en = cells[TITLE_EN] };

  for (int i = 0; TYPES[i] != NULL; i++)
    if (g_str_equal (TYPES[i], cells[TYPE]))
      field.type = (YutuNameFieldType)i;
  g_strv_builder_add (names, cells[ID]);
  g_strv_builder_add (names, cells[KEY]);
  g_strv_builder_add (names, cells[TITLE_EN]);
  for (gsize i = 0; more[i] != NULL; i++)
    if (*more[i] != '\0')
      g_strv_builder_add (names, more[i]);
  field.names = (const char *const *)g_strv_builder_end (names);
  g_array_append_val (fields, field);
  g_free (cells[TYPE]);
  g_free (cells[NAMES]);
  g_free (cells); /* the other ones are the field's */
}

static GArray *
load (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = yutu_data_load_rows ("rules/name-fields.csv", N_CELLS, &error);
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (YutuNameField));

  if (rows == NULL)
    g_warning ("%s", error->message);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    add_field (fields, g_steal_pointer (&rows->pdata[i]));
  return fields;
}

const YutuNameField *
yutu_name_fields_get (gsize *n)
{
  static gsize   once = 0;
  static GArray *fields = NULL;

  if (g_once_init_enter (&once))
    {
      fields = load ();
      g_once_init_leave (&once, 1);
    }
  *n = fields->len;
  return (const YutuNameField *)(gpointer)fields->data;
}

const YutuNameField *
yutu_name_fields_find (const char *id)
{
  gsize                n = 0;
  const YutuNameField *fields = yutu_name_fields_get (&n);

  for (gsize i = 0; i < n; i++)
    if (strcmp (fields[i].id, id) == 0 || strcmp (fields[i].key, id) == 0 || g_ascii_strcasecmp (fields[i].title_en, id) == 0)
      return &fields[i];
  return NULL;
}

char *
yutu_name_field_read (const YutuNameField *field,
                      const char          *text)
{
  char    iso[YUTU_DAY_TEXT_SIZE];
  YutuDay day = YUTU_DAY_INVALID;
  char   *end = NULL;

  if (strlen (text) > MAX_TEXT)
    return NULL;
  if (field->type == YUTU_NAME_DAY)
    {
      day = yutu_cell_parse_day (text);
      return day != YUTU_DAY_INVALID ? g_strdup (yutu_day_format (day, iso)) : NULL;
    }
  if (field->type == YUTU_NAME_NUMBER)
    {
      g_ascii_strtod (text, &end);
      return end != text && *end == '\0' ? g_strdup (text) : NULL;
    }
  return g_strdup (text);
}

JsonNode *
yutu_name_field_get (const YutuNameField *field,
                     JsonObject          *object)
{
  JsonNode *node = json_object_get_member (object, field->id);

  return node != NULL ? node : json_object_get_member (object, field->key);
}

/* ---- Reading a record ---- */

typedef struct
{
  gint64      place;
  JsonObject *record;
  char       *name;
} Record;

static gboolean
refuse_unknown (gint64   place,
                GError **error)
{
  g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("there is no place name %" PRId64), place);
  return FALSE;
}

static void
read_fields (Record     *record,
             const char *json)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject          *object = NULL;
  gsize                n = 0;
  const YutuNameField *fields = yutu_name_fields_get (&n);

  if (!json_parser_load_from_data (parser, json, -1, NULL) || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return;
  object = json_node_get_object (json_parser_get_root (parser));
  for (gsize i = 0; i < n; i++)
    {
      JsonNode *node = yutu_name_field_get (&fields[i], object);

      if (node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        json_object_set_string_member (record->record, fields[i].id, json_node_get_string (node));
    }
}

static gboolean
read_record (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Record       *record = data;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT pinyin_tone, alias, meaning, approval_doc, approved_on, CAST (nullif (grade, 0) AS TEXT), fields, name FROM place_name WHERE id = ?1",
    error);
  gboolean found = FALSE;

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, record->place);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    return refuse_unknown (record->place, error);
  for (guint i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    if (sqlite3_column_type (row, (int)i) != SQLITE_NULL)
      json_object_set_string_member (record->record, COLUMNS[i], (const char *)sqlite3_column_text (row, (int)i));
  read_fields (record, (const char *)sqlite3_column_text (row, G_N_ELEMENTS (COLUMNS)));
  record->name = g_strdup ((const char *)sqlite3_column_text (row, G_N_ELEMENTS (COLUMNS) + 1));
  sqlite3_reset (row);
  return TRUE;
}

char *
yutu_file_read_name_record (YutuFile     *self,
                            gint64        place,
                            GCancellable *cancellable,
                            GError      **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  Record record = { .place = place, .record = object };

  if (!yutu_store_read (yutu_file_get_store (self), read_record, &record, cancellable, error))
    return NULL;
  g_free (record.name);
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

/* ---- Writing one ---- */

static gboolean
refuse_field (const char *id,
              const char *text,
              GError    **error)
{
  g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("%s: “%.100s” is no value of this field"), id, text);
  return FALSE;
}

/* By id or title; COLUMNS has none of others. */
static gsize
find_column (const char *written)
{
  for (gsize i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    if (strcmp (COLUMNS[i], written) == 0 || strcmp (COLUMN_TITLES[i][0], written) == 0 ||
        g_ascii_strcasecmp (COLUMN_TITLES[i][1], written) == 0)
      return i;
  return G_N_ELEMENTS (COLUMNS);
}

/* A spelling as a person confirmed it; an empty one is that of the rules. */
static gboolean
read_spelling (YutuConnection *connection,
               gint64          place,
               const char     *text,
               char          **toned,
               char          **plain,
               GError        **error)
{
  g_autoptr (YutuPlaceName) name = NULL;
  g_autoptr (YutuReadingScope) scope = NULL;
  g_autoptr (YutuRomanized) roman = NULL;

  if (!yutu_place_name_load (connection, place, &name, error))
    return FALSE;
  if (name == NULL)
    return refuse_unknown (place, error);
  if (*text != '\0')
    return yutu_pinyin_read_spelling (text, toned, plain) || refuse_field ("pinyin_tone", text, error);
  scope = yutu_reading_scope_enter (connection, error);
  if (scope == NULL)
    return FALSE;
  roman = yutu_pinyin_romanize (name->name, name->name_class);
  *toned = g_strdup (roman->toned);
  *plain = g_strdup (roman->plain);
  return TRUE;
}

static gboolean
write_column (YutuConnection *connection,
              gint64          place,
              gsize           i, /* of COLUMNS */
              const char     *text,
              GError        **error)
{
  static const char *const updates[] = {
    "UPDATE place_name SET pinyin_tone = ?2, pinyin = ?3 WHERE id = ?1",
    "UPDATE place_name SET alias = nullif (?2, '') WHERE id = ?1",
    "UPDATE place_name SET meaning = nullif (?2, '') WHERE id = ?1",
    "UPDATE place_name SET approval_doc = nullif (?2, '') WHERE id = ?1",
    "UPDATE place_name SET approved_on = nullif (?2, '') WHERE id = ?1",
    "UPDATE place_name SET grade = CAST (?2 AS INTEGER) WHERE id = ?1",
  };
  const char      *column = COLUMNS[i];
  sqlite3_stmt    *statement = NULL;
  g_autofree char *toned = NULL;
  g_autofree char *plain = NULL;

  if (g_str_equal (column, "pinyin_tone") && !read_spelling (connection, place, text, &toned, &plain, error))
    return FALSE;

  if ((g_str_equal (column, "approved_on") && *text != '\0' && yutu_day_parse (text) == YUTU_DAY_INVALID) ||
      (g_str_equal (column, "grade") && strspn (text, "0123456789") != strlen (text)) || strlen (text) > MAX_TEXT)
    return refuse_field (column, text, error);
  statement = yutu_connection_prepare (connection, updates[i], error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  sqlite3_bind_text (statement, 2, toned != NULL ? toned : text, -1, SQLITE_TRANSIENT);
  if (plain != NULL)
    sqlite3_bind_text (statement, 3, plain, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

gboolean
yutu_name_field_is_checked (const YutuNameField *field)
{
  return g_str_equal (field->id, "rule_check");
}

static gboolean
write_field (YutuConnection *connection,
             gint64          place,
             const char     *id,
             const char     *text,
             GError        **error)
{
  const YutuNameField *field = yutu_name_fields_find (id);
  g_autofree char     *value = field != NULL && *text != '\0' ? yutu_name_field_read (field, text) : NULL;
  g_autofree char     *path = NULL;
  g_autofree char     *other = NULL; /* where lists of old kept it */
  sqlite3_stmt        *statement = NULL;

  if (field == NULL)
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID, _ ("a place name has no field “%s”"), id);
      return FALSE;
    }
  if (yutu_name_field_is_checked (field))
    {
      g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
                   _ ("“%s” is what the naming rules said of the name when its case was checked; it is not set by hand: correct the "
                      "name, and let the case be checked again"),
                   field->key);
      return FALSE;
    }
  if (value == NULL && *text != '\0')
    return refuse_field (id, text, error);
  path = g_strdup_printf ("$.%s", field->id);
  other = g_strdup_printf ("$.\"%s\"", field->key);
  statement = yutu_connection_prepare (
    connection,
    value != NULL ? "UPDATE place_name SET fields = json_remove (json_set (CASE WHEN json_valid (fields) THEN fields ELSE '{}' END, ?2, ?3), ?4) WHERE id = ?1"
                  : "UPDATE place_name SET fields = json_remove (fields, ?2, ?4) WHERE id = ?1 AND json_valid (fields) AND ?3 IS NULL",
    error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  sqlite3_bind_text (statement, 2, path, -1, SQLITE_TRANSIENT);
  if (value != NULL)
    sqlite3_bind_text (statement, 3, value, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, other, -1, SQLITE_TRANSIENT);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_record (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  const Record *record = data;
  g_autoptr (YutuPlaceName) place = NULL;
  g_autoptr (GList) ids = json_object_get_members (record->record);

  if (!yutu_place_name_load (connection, record->place, &place, error))
    return FALSE;
  if (place == NULL)
    return refuse_unknown (record->place, error);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char *id = l->data;
      const char *text = json_object_get_string_member_with_default (record->record, id, "");
      gsize       column = find_column (id);

      if (!(column < G_N_ELEMENTS (COLUMNS) ? write_column (connection, record->place, column, text != NULL ? text : "", error)
                                            : write_field (connection, record->place, id, text != NULL ? text : "", error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_file_write_name_record (YutuFile   *self,
                             gint64      place,
                             const char *record,
                             const char *actor,
                             gint64     *entry,
                             GError    **error)
{
  YutuEntrySpec spec = { .kind = "name-record", .title = "修改地名登记", .actor = actor };
  Record        work = { .place = place };
  g_autoptr (JsonParser) parser = json_parser_new ();

  if (!json_parser_load_from_data (parser, record, -1, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser)))
    return refuse_field ("record", record, error);
  work.record = json_node_get_object (json_parser_get_root (parser));
  return yutu_store_write (yutu_file_get_store (self), &spec, write_record, &work, entry, NULL, error);
}

/* ---- Beside a list ---- */

char *
yutu_name_record_join (const char        *fields,
                       const char *const *columns)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object = NULL;

  if (!json_parser_load_from_data (parser, fields, -1, NULL))
    g_return_val_if_reached (g_strdup ("{}"));
  root = json_parser_steal_root (parser);
  object = json_node_get_object (root);
  for (gsize i = 0; i < G_N_ELEMENTS (COLUMNS); i++)
    if (columns[i] != NULL)
      json_object_set_string_member (object, COLUMNS[i], columns[i]);
  return json_to_string (root, FALSE);
}

gboolean
yutu_name_record_compare (YutuConnection *connection,
                          gint64          place,
                          const char     *record,
                          char          **changes,
                          GError        **error)
{
  g_autoptr (JsonObject) kept = json_object_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GList) ids = NULL;
  Record      known = { .place = place, .record = kept };
  JsonObject *said = NULL;
  gboolean    is_read = json_parser_load_from_data (parser, record, -1, error) && read_record (connection, &known, error);

  *changes = NULL;
  g_free (known.name);
  if (!is_read)
    return FALSE;
  said = json_node_get_object (json_parser_get_root (parser));
  ids = json_object_get_members (said);
  for (GList *l = ids; l != NULL; l = l->next)
    {
      const char          *text = json_object_get_string_member (said, l->data);
      const char          *was = json_object_get_string_member_with_default (kept, l->data, "");
      const YutuNameField *field = yutu_name_fields_find (l->data);
      gboolean             is_grade = g_str_equal (l->data, "grade") && g_str_equal (text, "0") && *was == '\0';

      if (*text == '\0' || g_str_equal (text, was) || is_grade || (field != NULL && yutu_name_field_is_checked (field)))
        json_object_remove_member (said, l->data);
    }
  if (json_object_get_size (said) > 0)
    *changes = json_to_string (json_parser_get_root (parser), FALSE);
  return TRUE;
}

gboolean
yutu_name_record_change (YutuConnection *connection,
                         gint64          place,
                         const char     *record,
                         GError        **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  Record work = { .place = place };

  if (!json_parser_load_from_data (parser, record, -1, error))
    return FALSE;
  work.record = json_node_get_object (json_parser_get_root (parser));
  return write_record (connection, &work, error);
}
