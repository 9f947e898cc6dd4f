/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Addresses with their elements one by one and all that is known of them. An import of what is written here
 * finds nothing to change. */

#include "casework/yutu-case.h"
#include "casework/yutu-mask.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-address-record.h"
#include "gazetteer/yutu-address.h"
#include "session/yutu-address-record-edit.h"
#include "session/yutu-address-words.h"
#include "session/yutu-export-private.h"

static void
add_columns (GArray *columns)
{
  static const struct
  {
    const char    *id;
    YutuTitle      title;
    YutuColumnType type;
  } all[] = {
    { "id", { "编号", "Number" }, YUTU_COLUMN_INT },
    { "text", { "地址", "Address" }, YUTU_COLUMN_TEXT },
    { "province", { "省", "Province" }, YUTU_COLUMN_TEXT },
    { "city", { "市", "Prefecture" }, YUTU_COLUMN_TEXT },
    { "county", { "县（市、区）", "County" }, YUTU_COLUMN_TEXT },
    { "township", { "乡镇（街道）", "Township" }, YUTU_COLUMN_TEXT },
    { "village", { "村（社区）", "Village" }, YUTU_COLUMN_TEXT },
    { "road", { "街路巷", "Road" }, YUTU_COLUMN_TEXT },
    { "natural_village", { "自然村", "Natural village" }, YUTU_COLUMN_TEXT },
    { "estate", { "小区", "Estate" }, YUTU_COLUMN_TEXT },
    { "door", { "门牌号", "Door" }, YUTU_COLUMN_INT },
    { "door_sub", { "附号", "Sub-number" }, YUTU_COLUMN_TEXT },
    { "building", { "幢", "Building" }, YUTU_COLUMN_TEXT },
    { "unit_no", { "单元", "Unit" }, YUTU_COLUMN_TEXT },
    { "floor", { "楼层", "Floor" }, YUTU_COLUMN_TEXT },
    { "room", { "室", "Room" }, YUTU_COLUMN_TEXT },
    { "parcel", { "地块", "Parcel" }, YUTU_COLUMN_TEXT },
    { "kind", { "类型", "Kind" }, YUTU_COLUMN_TEXT },
    { "use", { "用途", "Use" }, YUTU_COLUMN_TEXT },
    { "status", { "状态", "Status" }, YUTU_COLUMN_TEXT },
    { "valid_from", { "起始日期", "Since" }, YUTU_COLUMN_DAY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    yutu_columns_add (columns, all[i].id, all[i].title.zh_cn, all[i].title.en, all[i].type);
}

/* ---- Units ---- */

/* The names that an address begins with, by level; NULL: none. The chunk's. */
typedef struct
{
  const char *of[YUTU_LEVEL_VILLAGE + 1];
} Chain;

typedef struct
{
  YutuExport *export;
  const YutuRegister *record; /* NULL: none is defined, or no address has one */
  GHashTable         *chains; /* village → Chain */
  GStringChunk       *names;
  sqlite3_stmt       *row;
} Run;

/* Province and prefecture have no land in a county's file; the register of codes knows them. */
static gboolean
load_upper (Run            *self,
            YutuConnection *connection,
            const char     *code, /* of the county */
            const char    **names,
            GError        **error)
{
  gboolean      found = TRUE;
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT level, name FROM division_code WHERE kind = 'mca' AND level IN (1, 2) AND "
    "code IN (substr (?1, 1, 2), substr (?1, 1, 4)) AND valid_from <= ?2 AND ?2 < valid_to",
    error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, code, -1, SQLITE_STATIC);
  sqlite3_bind_text (row, 2, self->export->day, -1, SQLITE_STATIC);
  while (yutu_connection_step (connection, row, &found, error))
    {
      const char **name = &names[found ? sqlite3_column_int (row, 0) : 0];

      if (!found)
        return TRUE;
      if (*name == NULL)
        *name = g_string_chunk_insert (self->names, (const char *)sqlite3_column_text (row, 1));
    }
  return FALSE;
}

/* From the village upwards. *county: NULL: none above it. */
static Chain *
make_chain (Run                 *self,
            GHashTable          *units,
            const YutuDivision  *village,
            const YutuDivision **county)
{
  Chain *chain = g_new0 (Chain, 1);

  for (const YutuDivision *unit = village; unit != NULL && chain->of[unit->level] == NULL;
       unit = g_hash_table_lookup (units, &unit->parent))
    {
      chain->of[unit->level] = g_string_chunk_insert (self->names, unit->name);
      *county = unit->level == YUTU_LEVEL_COUNTY ? unit : *county;
    }
  return chain;
}

static gboolean
load_chains (Run            *self,
             YutuConnection *connection,
             GError        **error)
{
  const YutuDivision *last = NULL; /* county that upper is of */
  const char         *upper[3] = { NULL };
  g_autoptr (GHashTable) units = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) all = yutu_division_list (connection, self->export->day, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    g_hash_table_insert (units, &((YutuDivision *)all->pdata[i])->unit, all->pdata[i]);
  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      const YutuDivision *unit = all->pdata[i];
      const YutuDivision *county = NULL;
      Chain              *chain = NULL;

      if (unit->level != YUTU_LEVEL_VILLAGE)
        continue;
      chain = make_chain (self, units, unit, &county);
      g_hash_table_insert (self->chains, g_memdup2 (&unit->unit, sizeof unit->unit), chain);
      if (county != last && county != NULL && county->code != NULL)
        {
          upper[1] = upper[2] = NULL;
          if (!load_upper (self, connection, county->code, upper, error))
            return FALSE;
          last = county;
        }
      for (int level = 1; county != NULL && level <= 2; level++)
        chain->of[level] = chain->of[level] != NULL ? chain->of[level] : upper[level];
    }
  return all != NULL;
}

/* An old file has no records; most addresses of any file have none. */
static gboolean
load_record (Run            *self,
             YutuConnection *connection,
             GError        **error)
{
  gint64 n = 0;

  if (!yutu_connection_get_int64 (connection, "SELECT count (*) FROM sqlite_master WHERE name = 'address_record'", 0, &n, error) ||
      (n > 0 && !yutu_connection_get_int64 (connection, "SELECT EXISTS (SELECT 1 FROM address_record)", 0, &n, error)))
    return FALSE;
  self->record = n > 0 ? yutu_modules_find_object (self->export->modules, YUTU_OBJECT_ADDRESS) : NULL;
  return TRUE;
}

/* ---- Rows ---- */

enum
{
  ID,
  TEXT,
  VILLAGE,
  BASE,
  BASE_CLASS,
  DOOR,
  DOOR_SUB,
  BUILDING,
  UNIT_NO,
  FLOOR,
  ROOM,
  KIND,
  USE,
  STATUS,
  VALID_FROM,
  GEOM
};

static const char SQL[] =
  "SELECT a.id, a.text, a.village, p.name, p.class, a.door, a.door_sub, a.building, a.unit_no, a.floor, a.room, a.kind, a.use, "
  "a.status, a.valid_from, a.geom FROM address a LEFT JOIN place_name p ON p.id = a.place "
  "WHERE a.valid_from <= ?1 AND ?1 < a.valid_to ORDER BY a.id";

static const char *
get_text (const Run *self,
          int        column)
{
  return (const char *)sqlite3_column_text (self->row, column);
}

/* Nobody's name or number, should one stand in an address. */
static void
put_text (const Run  *self,
          const char *text)
{
  g_autofree char *masked = yutu_mask_apply (YUTU_MASK_TEXT, text);

  yutu_export_text (self->export, masked);
}

static void
put_word (Run                   *self,
          const YutuAddressWord *words,
          int                    n,
          int                    value)
{
  if (value >= 0 && value < n && words[value].id != NULL)
    yutu_export_title (self->export, words[value].id, &words[value].title);
  else
    yutu_export_text (self->export, NULL);
}

static void
put_elements (Run *self)
{
  gint64       village = sqlite3_column_int64 (self->row, VILLAGE);
  const Chain *chain = g_hash_table_lookup (self->chains, &village);
  const char *class = get_text (self, BASE_CLASS);
  gboolean is_road = g_strcmp0 (class, "road") == 0;
  gboolean is_village = g_strcmp0 (class, "natural-village") == 0;
  gboolean is_parcel = yutu_address_is_parcel (sqlite3_column_int (self->row, DOOR), get_text (self, DOOR_SUB));

  for (int level = 1; level < YUTU_LEVEL_VILLAGE; level++)
    yutu_export_text (self->export, chain != NULL ? chain->of[level] : NULL);
  yutu_export_unit (self->export, village);
  put_text (self, is_road ? get_text (self, BASE) : NULL);
  put_text (self, is_village ? get_text (self, BASE) : NULL);
  put_text (self, !is_road && !is_village ? get_text (self, BASE) : NULL); /* as it is composed */
  if (sqlite3_column_int (self->row, DOOR) > 0)
    yutu_export_int (self->export, sqlite3_column_int64 (self->row, DOOR));
  else
    yutu_export_text (self->export, NULL);
  put_text (self, is_parcel ? NULL : get_text (self, DOOR_SUB));
  for (int column = BUILDING; column <= ROOM; column++)
    put_text (self, get_text (self, column));
  put_text (self, is_parcel ? get_text (self, DOOR_SUB) : NULL);
}

/* What is masked is masked here too: a list that comes back with a mask says nothing new. */
static gboolean
put_record (Run            *self,
            YutuConnection *connection,
            gint64          id,
            GError        **error)
{
  g_autofree char *values = NULL;
  g_autofree char *masked = NULL;

  if (self->record == NULL)
    {
      while (self->export->at < self->export->columns->len)
        yutu_export_text (self->export, NULL);
      return TRUE;
    }
  if (!yutu_address_record_load (connection, id, &values, error))
    return FALSE;
  masked = yutu_fields_mask (self->record->fields, self->record->n_fields,
                             g_strcmp0 (self->export->spec->viewer.role, "desk") == 0, values, NULL);
  yutu_export_fields (self->export, masked);
  return TRUE;
}

/* A drawing has the numbers that plans have: the door, the building, the entrance; not the homes at it. */
static void
put_number (Run *self)
{
  YutuAddressElements elements = { .door = sqlite3_column_int (self->row, DOOR),
                                   .door_sub = get_text (self, DOOR_SUB),
                                   .building = get_text (self, BUILDING),
                                   .unit_no = get_text (self, UNIT_NO) };
  g_autofree char    *number = yutu_address_compose (&elements);

  put_text (self, *number != '\0' ? number : get_text (self, BASE));
}

static gboolean
take_row (Run            *self,
          YutuConnection *connection,
          GError        **error)
{
  YutuExport *export = self->export;
  gint64   id = sqlite3_column_int64 (self->row, ID);
  gboolean is_point = FALSE;
  g_autoptr (YutuShape) shape = NULL;

  if (!yutu_export_read_shape (self->row, ID, GEOM, &shape, error))
    return FALSE;
  is_point = shape != NULL && shape->kind == YUTU_SHAPE_POINT;
  yutu_export_int (export, id);
  if (export->spec->format == YUTU_SINK_DXF)
    put_number (self);
  else
    put_text (self, get_text (self, TEXT));
  put_elements (self);
  put_word (self, YUTU_ADDRESS_KINDS, YUTU_ADDRESS_N_KINDS, sqlite3_column_int (self->row, KIND));
  put_word (self, YUTU_ADDRESS_USES, YUTU_ADDRESS_N_USES, sqlite3_column_int (self->row, USE));
  put_word (self, YUTU_ADDRESS_STATUSES, YUTU_ADDRESS_N_STATUSES, sqlite3_column_int (self->row, STATUS));
  yutu_export_day (export, get_text (self, VALID_FROM));
  return yutu_export_point (export, is_point, is_point ? shape->points[0] : (YutuPoint){ 0, 0 }, error) &&
         put_record (self, connection, id, error) && yutu_export_end_row (export, shape, error);
}

static gboolean
each_row (Run            *self,
          YutuConnection *connection,
          GError        **error)
{
  gboolean found = TRUE;

  if (!load_record (self, connection, error) || !load_chains (self, connection, error))
    return FALSE;
  self->row = yutu_connection_prepare (connection, SQL, error);
  if (self->row == NULL)
    return FALSE;
  sqlite3_bind_text (self->row, 1, self->export->day, -1, SQLITE_STATIC);
  while (yutu_connection_step (connection, self->row, &found, error))
    {
      if (!found)
        return TRUE;
      if (!take_row (self, connection, error))
        break;
    }
  return FALSE;
}

static gboolean
run (YutuExport *export,
     YutuConnection *connection,
     GError        **error)
{
  Run      self = { .export = export, .names = g_string_chunk_new (4096) };
  gboolean is_done = FALSE;

  self.chains = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  is_done = each_row (&self, connection, error);
  g_hash_table_unref (self.chains);
  g_string_chunk_free (self.names);
  return is_done;
}

gboolean
yutu_export_choose_address (YutuExport *self)
{
  const YutuRegister *record = yutu_modules_find_object (self->modules, YUTU_OBJECT_ADDRESS);

  if (!g_str_equal (self->spec->layer, "address"))
    return FALSE;
  self->whole = FALSE;
  self->columns = yutu_columns_new ();
  add_columns (self->columns);
  yutu_export_add_point_columns (self);
  for (gsize i = 0; record != NULL && i < record->n_fields; i++)
    if (!yutu_address_field_is_column (&record->fields[i]))
      yutu_columns_add_fields (self->columns, &record->fields[i], 1, FALSE);
  self->run = run;
  return TRUE;
}
