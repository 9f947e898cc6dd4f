/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-plate-list.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "casework/yutu-batch.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-address-code.h"
#include "gazetteer/yutu-reading-table.h"
#include "session/yutu-facility-site-private.h"
#include "session/yutu-name-signs-private.h"

static const char *const STATES[YUTU_PLATE_N_STATES] = { "to-make", "to-replace", "stands" };

const char *
yutu_plate_state_to_text (YutuPlateState state)
{
  return STATES[state];
}

const char *
yutu_plate_state_to_words (YutuPlateState state)
{
  switch (state)
    {
    case YUTU_PLATE_TO_REPLACE:
      return _ ("to replace");
    case YUTU_PLATE_STANDS:
      return _ ("stands");
    case YUTU_PLATE_TO_MAKE:
    default:
      return _ ("to make");
    }
}

const char *
yutu_plate_kind_to_words (YutuPlateKind kind)
{
  switch (kind)
    {
    case YUTU_PLATE_DOOR:
      return _ ("Door plate");
    case YUTU_PLATE_BUILDING:
      return _ ("Building plate");
    case YUTU_PLATE_UNIT:
      return _ ("Entrance plate");
    case YUTU_PLATE_HOME:
      return _ ("Home plate");
    case YUTU_PLATE_NONE:
    default:
      return _ ("No plate");
    }
}

static void
row_free (gpointer data)
{
  YutuPlateRow *self = data;

  yutu_plate_clear (&self->plate);
  g_free (self->code);
  g_free (self->standard);
  g_free (self);
}

void
yutu_plate_list_free (YutuPlateList *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

/* ---- Whose addresses ---- */

static gboolean
load_title (YutuConnection *connection,
            const char     *sql,
            gint64          id,
            const char     *day,
            char          **title,
            GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, id);
  if (sqlite3_bind_parameter_count (row) > 1)
    sqlite3_bind_text (row, 2, day, -1, SQLITE_TRANSIENT);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND,
                   _ ("%" PRId64 " is no place name, unit or batch on %s; search gives its number"), id, day);
      return FALSE;
    }
  *title = g_strdup ((const char *)sqlite3_column_text (row, 0));
  sqlite3_reset (row);
  return TRUE;
}

/* By number; numbers are texts where letters may stand among them. */
#define IN_ORDER(column) "length (coalesce (" column ", '')), " column

static GArray *
list_of_place (YutuConnection *connection,
               gint64          place,
               const char     *day,
               GError        **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT id FROM address WHERE place = ?1 AND valid_from <= ?2 AND ?2 < valid_to ORDER BY door, " IN_ORDER (
      "door_sub") ", " IN_ORDER ("building") ", " IN_ORDER ("unit_no") ", " IN_ORDER ("floor") ", " IN_ORDER ("room") ", id",
    error);

  if (row == NULL)
    return NULL;
  sqlite3_bind_int64 (row, 1, place);
  sqlite3_bind_text (row, 2, day, -1, SQLITE_TRANSIENT);
  while (TRUE)
    {
      gint64 id = 0;

      if (!yutu_connection_step (connection, row, &found, error))
        return NULL;
      if (!found)
        return g_steal_pointer (&ids);
      id = sqlite3_column_int64 (row, 0);
      g_array_append_val (ids, id);
    }
}

static GArray *
list_of_batch (YutuConnection *connection,
               gint64          batch,
               GError        **error)
{
  g_autoptr (GArray) items = yutu_batch_list (connection, batch, FALSE, error);
  GArray *ids = NULL;

  if (items == NULL)
    return NULL;
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), items->len);
  for (guint i = 0; i < items->len; i++)
    g_array_append_val (ids, g_array_index (items, YutuBatchItem, i).object);
  return ids;
}

static GArray *
list_addresses (YutuConnection        *connection,
                const YutuPlateSource *source,
                YutuPlateList         *list,
                GError               **error)
{
  char    day[YUTU_DAY_TEXT_SIZE];
  GArray *ids = NULL;

  yutu_day_format (list->day, day);
  if (source->place != 0)
    return load_title (connection, "SELECT name FROM place_name WHERE id = ?1", source->place, day, &list->title, error)
             ? list_of_place (connection, source->place, day, error)
             : NULL;
  if (source->unit != 0)
    return load_title (connection, "SELECT name FROM division WHERE unit = ?1 AND valid_from <= ?2 AND ?2 < valid_to",
                       source->unit, day, &list->title, error)
             ? yutu_address_list_of_unit (connection, source->unit, list->day, error)
             : NULL;
  if (source->batch != 0)
    return load_title (connection, "SELECT title FROM case_file WHERE id = ?1", source->batch, day, &list->title, error)
             ? list_of_batch (connection, source->batch, error)
             : NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, source->address);
  return ids;
}

/* ---- What stands ---- */

typedef struct
{
  YutuConnection *connection;
  YutuPlateList  *list;
  YutuPlateRules  rules;
  GPtrArray      *signs;      /* YutuSign */
  GHashTable     *by_address; /* gint64 * → YutuSign: the newest of its kind is the last */
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->by_address, g_hash_table_unref);
  g_clear_pointer (&self->signs, g_ptr_array_unref);
  yutu_plate_rules_clear (&self->rules);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
reader_init (Reader         *self,
             YutuConnection *connection,
             YutuPlateList  *list,
             GError        **error)
{
  char day[YUTU_DAY_TEXT_SIZE];

  *self = (Reader){ .connection = connection, .list = list };
  self->signs = yutu_sign_list (connection, yutu_day_format (list->day, day), error);
  if (self->signs == NULL || !yutu_plate_rules_load (&self->rules, list->day, error))
    return FALSE;
  self->by_address = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = 0; i < self->signs->len; i++)
    {
      const YutuSign *sign = self->signs->pdata[i];

      if (sign->address != 0)
        g_hash_table_insert (self->by_address, (gpointer)&sign->address, (gpointer)sign);
    }
  return TRUE;
}

static YutuPlateState
judge (const YutuPlateRow *row,
       const YutuSign     *sign) /* NULL: none */
{
  g_autofree char *code = sign != NULL && sign->qr != NULL ? yutu_sign_dup_code (sign->qr) : NULL;

  if (sign == NULL)
    return YUTU_PLATE_TO_MAKE;
  if (!sign->stands || sign->is_damaged || (sign->text != NULL && strcmp (sign->text, row->plate.text) != 0) ||
      (sign->pinyin != NULL && row->plate.pinyin != NULL && !yutu_sign_is_spelt (sign->pinyin, row->plate.pinyin)) ||
      (code != NULL && g_strcmp0 (code, row->code) != 0))
    return YUTU_PLATE_TO_REPLACE;
  return YUTU_PLATE_STANDS;
}

static gboolean
read_row (Reader  *self,
          gint64   address,
          gboolean is_all,
          GError **error)
{
  const YutuSign *sign = g_hash_table_lookup (self->by_address, &address);
  YutuPlateRow   *row = g_new0 (YutuPlateRow, 1);
  g_autoptr (YutuAddressRow) found = NULL;

  row->address = address;
  if (!yutu_address_load (self->connection, address, &found, error) ||
      !yutu_address_load_plate (self->connection, &self->rules, address, YUTU_PLATE_NONE, &row->plate, error) ||
      !yutu_address_load_code (self->connection, address, 0, 0, self->list->day, &row->code, error))
    {
      row_free (row);
      return FALSE;
    }
  if (found == NULL || row->plate.text == NULL || found->valid_to <= self->list->day)
    {
      row_free (row);
      return TRUE;
    }
  if (sign != NULL && yutu_plate_kind_from_text (sign->kind) != row->plate.kind)
    sign = NULL; /* of another element of the same address */
  row->standard = g_steal_pointer (&found->text);
  row->has_point = found->has_point;
  row->point = found->point;
  row->sign = sign != NULL ? sign->id : 0;
  row->state = judge (row, sign);
  self->list->counts[row->state]++;
  if (is_all || row->state != YUTU_PLATE_STANDS)
    g_ptr_array_add (self->list->rows, row);
  else
    row_free (row);
  return TRUE;
}

typedef struct
{
  const YutuPlateSource *source;
  GCancellable          *cancellable;
  YutuPlateList         *list;
} Read;

static gboolean
read_list (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const Read *read = data;
  g_auto (Reader) reader = { 0 };
  g_autoptr (GArray) ids = list_addresses (connection, read->source, read->list, error);

  if (ids == NULL || !reader_init (&reader, connection, read->list, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (g_cancellable_set_error_if_cancelled (read->cancellable, error) ||
        !read_row (&reader, g_array_index (ids, gint64, i), read->source->is_all, error))
      return FALSE;
  return TRUE;
}

YutuPlateList *
yutu_file_list_plates (YutuFile              *self,
                       const YutuPlateSource *source,
                       YutuDay                day,
                       GCancellable          *cancellable,
                       GError               **error)
{
  g_autoptr (YutuPlateList) list = g_new0 (YutuPlateList, 1);
  Read read = { source, cancellable, list };

  list->day = day;
  list->rows = g_ptr_array_new_with_free_func (row_free);
  if (!yutu_store_read (yutu_file_get_store (self), read_list, &read, cancellable, error))
    return NULL;
  return g_steal_pointer (&list);
}

/* ---- Recording that they were set ---- */

typedef struct
{
  const YutuModules   *modules;
  const YutuPlateList *list;
  YutuDay              day;
  gint64               n;
} Record;

static void
append_member (GString    *out,
               const char *name,
               const char *value) /* NULL: takes it away */
{
  g_autoptr (JsonNode) node = json_node_alloc ();
  g_autofree char *text = NULL;

  if (value != NULL)
    json_node_init_string (node, value);
  else
    json_node_init_null (node);
  text = json_to_string (node, FALSE);
  g_string_append_printf (out, "%s\"%s\":%s", out->len > 1 ? "," : "", name, text);
}

/* What stands on the sign; with @is_change what it had and has no more is taken away. */
static char *
dup_fields (const YutuPlateRow *row,
            YutuDay             day,
            gboolean            is_change)
{
  const char *const values[] = { row->plate.text, row->plate.pinyin, row->code };
  const char *const names[] = { "sign_text", "sign_pinyin", "qr" };
  char              text[YUTU_DAY_TEXT_SIZE];
  GString          *out = g_string_new ("{");

  append_member (out, "sign_kind", yutu_plate_kind_to_text (row->plate.kind));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (values[i] != NULL || is_change)
      append_member (out, names[i], values[i]);
  append_member (out, "set_on", yutu_day_format (day, text));
  append_member (out, "condition", "good");
  if (is_change)
    append_member (out, "checked_on", NULL);
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}

static gboolean
record_one (YutuConnection     *connection,
            const Record       *record,
            const YutuPlateRow *row,
            GError            **error)
{
  gint64           id = 0;
  g_autofree char *fields = dup_fields (row, record->day, row->sign != 0);
  /* Stored in the file, as all its texts are. */
  g_autofree char *name = g_strconcat (row->plate.text, "牌", NULL);
  g_autoptr (YutuRomanized) romanized = NULL;
  YutuFacilityPlace place = { 0 };

  if (row->sign != 0)
    return yutu_facility_change (connection, record->modules, row->sign, &(YutuFacilityChange){ .set = fields }, error);
  romanized = yutu_reading_table_romanize (connection, name, NULL, error);
  return romanized != NULL &&
         yutu_facility_site_resolve (connection, &(YutuFacilitySite){ .address = row->address }, NULL, record->day, &place,
                                     error) &&
         yutu_facility_add (connection, record->modules,
                            &(YutuFacilitySpec){ .kind = YUTU_SIGN_REGISTER,
                                                 .name = name,
                                                 .pinyin = romanized->plain,
                                                 .address = row->address,
                                                 .village = place.village,
                                                 .township = place.township,
                                                 .has_point = place.has_point,
                                                 .point = place.point,
                                                 .fields = fields,
                                                 .valid_from = record->day },
                            &id, error);
}

static gboolean
record_all (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Record *record = data;

  for (guint i = 0; i < record->list->rows->len; i++)
    {
      const YutuPlateRow *row = record->list->rows->pdata[i];

      if (row->state == YUTU_PLATE_STANDS)
        continue;
      if (!record_one (connection, record, row, error))
        {
          g_prefix_error (error, "%s: ", row->standard);
          return FALSE;
        }
      record->n++;
    }
  return TRUE;
}

gboolean
yutu_file_record_plates (YutuFile            *self,
                         const YutuModules   *modules,
                         const YutuPlateList *list,
                         YutuDay              day,
                         const YutuSigner    *signer,
                         gint64              *n,
                         GError             **error)
{
  Record           record = { modules, list, day, 0 };
  YutuEntrySpec    entry = { .kind = "sign-plates", .actor = signer->actor };
  g_autofree char *title = g_strdup_printf ("登记门牌安装 %s", list->title != NULL ? list->title : "");

  *n = 0;
  if (!yutu_facility_may_edit (signer->role))
    {
      g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
                   _ ("signs are recorded by the desk and the townships, not by %s; ask them"),
                   signer->role != NULL ? signer->role : _ ("nobody"));
      return FALSE;
    }
  entry.title = title;
  if (list->counts[YUTU_PLATE_TO_MAKE] + list->counts[YUTU_PLATE_TO_REPLACE] == 0)
    return TRUE;
  if (!yutu_store_write (yutu_file_get_store (self), &entry, record_all, &record, NULL, NULL, error))
    return FALSE;
  *n = record.n;
  return TRUE;
}
