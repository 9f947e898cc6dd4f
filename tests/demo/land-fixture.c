/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "land-fixture.h"
#include "folder.h"

#define CELL_GRID 12000000 /* of a village, about 1.3 km */
#define N_DOORS   6

static const struct
{
  const char *name;
  const char *type;
  gboolean    managed, abolished, urban, mountain;
} townships[] = {
  { "城东街道", "street", TRUE, FALSE, TRUE, FALSE },
  { "城中街道", "street", TRUE, FALSE, TRUE, FALSE },
  { "城西街道", "street", TRUE, FALSE, TRUE, FALSE },
  { "城北街道", "street", TRUE, FALSE, TRUE, FALSE },
  { "江南街道", "street", FALSE, FALSE, TRUE, FALSE },
  { "三江街道", "street", FALSE, FALSE, TRUE, FALSE },
  { "西关街道", "street", FALSE, FALSE, TRUE, FALSE },
  { "秋滨街道", "street", FALSE, FALSE, TRUE, FALSE },
  { "新狮街道", "street", TRUE, FALSE, TRUE, FALSE },
  { "罗店镇", "town", TRUE, FALSE, FALSE, FALSE },
  { "雅畈镇", "town", TRUE, FALSE, FALSE, FALSE },
  { "安地镇", "town", TRUE, FALSE, FALSE, TRUE },
  { "白龙桥镇", "town", TRUE, FALSE, FALSE, FALSE },
  { "琅琊镇", "town", TRUE, FALSE, FALSE, FALSE },
  { "蒋堂镇", "town", TRUE, FALSE, FALSE, FALSE },
  { "汤溪镇", "town", FALSE, FALSE, FALSE, FALSE },
  { "罗埠镇", "town", FALSE, FALSE, FALSE, FALSE },
  { "洋埠镇", "town", FALSE, FALSE, FALSE, FALSE },
  { "乾西乡", "township", TRUE, FALSE, FALSE, FALSE },
  { "竹马乡", "township", TRUE, FALSE, FALSE, FALSE },
  { "长山乡", "township", TRUE, FALSE, FALSE, FALSE },
  { "箬阳乡", "township", TRUE, FALSE, FALSE, TRUE },
  { "沙畈乡", "township", TRUE, FALSE, FALSE, TRUE },
  { "塔石乡", "township", TRUE, FALSE, FALSE, TRUE },
  { "岭上乡", "township", TRUE, TRUE, FALSE, TRUE },
  { "莘畈乡", "township", TRUE, FALSE, FALSE, TRUE },
  { "苏孟乡", "township", FALSE, FALSE, FALSE, FALSE },
};

#define N_TOWNSHIPS G_N_ELEMENTS (townships)
#define SUCCESSOR   23

static void
exec (YutuConnection *connection,
      const char     *sql,
      gint64          id,
      gint64          other,
      const char     *name,
      const char     *day,
      YutuPoint       point)
{
  g_autoptr (GError) error = NULL;
  guint8        blob[YUTU_POINT_BLOB_SIZE];
  sqlite3_stmt *statement = yutu_connection_prepare (connection, sql, &error);

  g_assert_no_error (error);
  yutu_point_to_blob (point, blob);
  sqlite3_bind_int64 (statement, 1, id);
  sqlite3_bind_int64 (statement, 2, other);
  sqlite3_bind_text (statement, 3, name, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (statement, 4, day, -1, SQLITE_TRANSIENT);
  sqlite3_bind_blob (statement, 5, blob, sizeof blob, SQLITE_TRANSIENT);
  yutu_connection_run (connection, statement, &error);
  g_assert_no_error (error);
}

/* A unit of @level under @parent from the first day to @end, and from then on under @heir. */
static gint64
add_unit (YutuConnection *connection,
          const char     *sql_first,
          const char     *sql_then,
          gint64          parent,
          gint64          heir,
          const char     *name,
          const char     *end,
          YutuPoint       seat)
{
  gint64 id = yutu_connection_new_id (connection);

  exec (connection, sql_first, id, parent, name, end, seat);
  if (heir != 0)
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);

      exec (connection, sql_then, yutu_connection_new_id (connection), heir, name, text, seat);
    }
  return id;
}

#define UNIT_SQL(level, type)                                                                     \
  "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, parent, "  \
  "valid_from, valid_to, seat) VALUES (?1, ?1, hex (?1), " level ", '" type "', ?3, ?3, '', ?2, " \
  "'" LAND_FIRST_DAY "', ?4, ?5)"
#define VILLAGE_SQL UNIT_SQL ("5", "village")
#define THEN_SQL                                                                             \
  "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, "     \
  "parent, valid_from, seat) VALUES (?1, CAST (?4 AS INTEGER), hex (?1), 5, 'village', ?3, " \
  "?3, '', ?2, '" LAND_ACT_DAY "', ?5)"
#define TOWNSHIP_SQL UNIT_SQL ("4", "town")
#define ENTRUSTED_SQL                                                                         \
  "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, "      \
  "parent, managed_by, valid_from, valid_to, seat) VALUES (?1, ?1, hex (?1), 4, 'town', ?3, " \
  "?3, '', ?2, '金华经济技术开发区', '" LAND_FIRST_DAY "', ?4, ?5)"
#define ADDRESS_SQL \
  "INSERT INTO address (id, village, text, kind, valid_from, geom) VALUES (?1, ?2, ?3, 2, ?4, ?5)"
#define RESERVOIR_SQL                                                                      \
  "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, " \
  "valid_from, geom) VALUES (?1, ?3, ?3, '', 'reservoir', 'in_use', nullif (?2, 0), ?4, ?5)"
#define LINE_SQL \
  "INSERT INTO boundary_line (id, code, name, grade, valid_from) VALUES (?1, ?2, ?3, 3, ?4)"
#define PILLAR_SQL                                                          \
  "INSERT INTO boundary_pillar (id, line, number, kind, valid_from, geom) " \
  "VALUES (?1, ?2, ?3, 'single', ?4, ?5)"

static YutuShape *
make_square (YutuPoint seat)
{
  gint64            half = CELL_GRID / 2;
  YutuShapeBuilder *builder = yutu_shape_builder_new (YUTU_SHAPE_POLYGON);
  YutuPoint         corners[] = { { seat.x - half, seat.y - half },
                                  { seat.x + half, seat.y - half },
                                  { seat.x + half, seat.y + half },
                                  { seat.x - half, seat.y + half } };

  yutu_shape_builder_begin_part (builder, TRUE);
  yutu_shape_builder_add (builder, corners, G_N_ELEMENTS (corners));
  return yutu_shape_builder_end (builder);
}

static void
add_village (Land           *self,
             YutuConnection *connection,
             gsize           township,
             gsize           row)
{
  YutuDemo               *demo = &self->demo;
  const YutuDemoTownship *own = &g_array_index (demo->townships, YutuDemoTownship, township);
  gsize                   now = own->is_abolished ? SUCCESSOR : township;
  YutuDemoVillage         village = {
            .township = township,
            .township_now = now,
            .is_community = own->is_urban,
            .seat = { 119300000000 + (gint64)township * CELL_GRID, 28800000000 + (gint64)row * CELL_GRID },
            .population = 600 + (gint64)row * 170 % 2300,
  };
  g_autofree char *name = g_strdup_printf ("%.6s第%zu%s", own->name, row + 1,
                                           village.is_community ? "社区" : "村");

  if (g_str_equal (own->name, "安地镇") && row == 0)
    g_strlcpy (name, "雅干村", strlen (name) + 1);
  if (g_str_equal (own->name, "安地镇") && row == 1)
    g_strlcpy (name, "岩头村", strlen (name) + 1);
  village.name = g_string_chunk_insert (demo->strings, name);
  village.shape = make_square (village.seat);
  village.unit =
    add_unit (connection, VILLAGE_SQL, THEN_SQL, own->unit,
              own->is_abolished
                ? g_array_index (demo->townships, YutuDemoTownship, SUCCESSOR).unit
                : 0,
              name, own->is_abolished ? LAND_ACT_DAY : "9999-12-31", village.seat);
  village.addresses[0] = yutu_connection_new_ids (connection, N_DOORS);
  village.addresses[1] = N_DOORS;
  for (int i = 0; i < N_DOORS; i++)
    {
      g_autofree char *text = g_strdup_printf ("%s%d号", name, i + 1);

      exec (connection, ADDRESS_SQL, village.addresses[0] + i, village.unit, text, LAND_FIRST_DAY,
            (YutuPoint){ village.seat.x + i * 1000000, village.seat.y });
    }
  g_array_append_val (demo->villages, village);
}

static void
add_reservoirs (Land           *self,
                YutuConnection *connection)
{
  static const char *const names[] = { "安地水库", "金兰水库", "沙畈水库", "莘畈水库",
                                       "九峰水库" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    exec (connection, RESERVOIR_SQL, yutu_connection_new_id (connection), 0, names[i],
          LAND_FIRST_DAY, g_array_index (self->demo.villages, YutuDemoVillage, i * 20).seat);
}

static void
add_lines (Land           *self,
           YutuConnection *connection)
{
  static const char *const names[] = { "婺金线", "婺武线", "婺兰线", "婺龙线", "婺遂线" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gint64 line = yutu_connection_new_id (connection);

      exec (connection, LINE_SQL, line, (gint64)i, names[i], LAND_FIRST_DAY, (YutuPoint){ 0, 0 });
      g_array_append_val (self->demo.lines, line);
      for (int k = 1; k <= 4; k++)
        {
          g_autofree char *number = g_strdup_printf ("%zu%03dQ", i, k);

          exec (connection, PILLAR_SQL, yutu_connection_new_id (connection), line, number,
                LAND_FIRST_DAY, (YutuPoint){ 119200000000, 28900000000 + k * 10000000 });
        }
    }
}

/* Which the case of the division change is completed with. */
static void
add_act (YutuConnection *connection)
{
  g_autoptr (GError) error = NULL;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES (?1, 'abolish', '撤销岭上乡', "
    "'浙政函〔2021〕103号', '" LAND_ACT_DAY "', 'done')",
    &error);

  g_assert_no_error (error);
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  g_assert_true (yutu_connection_run (connection, statement, &error));
}

static gboolean
lay_out (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  Land *self = data;
  gsize n_managed = 0;
  gsize n_others = 0;

  for (gsize i = 0; i < N_TOWNSHIPS; i++)
    {
      YutuDemoTownship township = {
        .name = townships[i].name,
        .type = townships[i].type,
        .managed_by = townships[i].managed ? NULL : "金华经济技术开发区",
        .seat = { 119300000000 + (gint64)i * CELL_GRID, 28800000000 },
        .is_abolished = townships[i].abolished,
        .is_urban = townships[i].urban,
        .is_mountain = townships[i].mountain,
      };

      township.unit = add_unit (connection, townships[i].managed ? TOWNSHIP_SQL : ENTRUSTED_SQL, NULL, 0, 0, township.name,
                                township.is_abolished ? LAND_ACT_DAY : "9999-12-31",
                                township.seat);
      n_managed += townships[i].managed;
      g_array_append_val (self->demo.townships, township);
    }
  n_others = N_TOWNSHIPS - n_managed;
  for (gsize i = 0; i < LAND_N_MANAGED; i++)
    for (gsize t = 0, k = 0; t < N_TOWNSHIPS; t++)
      if (townships[t].managed && k++ == i % n_managed)
        add_village (self, connection, t, i / n_managed);
  for (gsize i = 0; i < LAND_N_VILLAGES - LAND_N_MANAGED; i++)
    for (gsize t = 0, k = 0; t < N_TOWNSHIPS; t++)
      if (!townships[t].managed && k++ == i % n_others)
        add_village (self, connection, t, i / n_others);
  add_reservoirs (self, connection);
  add_lines (self, connection);
  add_act (connection);
  return TRUE;
}

static void
clear_village (gpointer data)
{
  g_clear_pointer (&((YutuDemoVillage *)data)->shape, yutu_shape_unref);
}

/* The units are laid out as they are after the act. */
static gboolean
is_carried_out (YutuConnection *connection,
                YutuActSpec    *act,
                GError        **error)
{
  return TRUE;
}

void
land_set_up (Land         *self,
             gconstpointer data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", TRUE };
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-land-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "t.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->spec = (YutuDemoSpec){ 1000, data != NULL ? GPOINTER_TO_SIZE (data) : 1, is_carried_out };
  self->demo = (YutuDemo){
    .store = self->store,
    .spec = &self->spec,
    .strings = g_string_chunk_new (4096),
    .townships = g_array_new (FALSE, TRUE, sizeof (YutuDemoTownship)),
    .villages = g_array_new (FALSE, TRUE, sizeof (YutuDemoVillage)),
    .lines = g_array_new (FALSE, TRUE, sizeof (gint64)),
    .reservoirs = g_array_new (FALSE, TRUE, sizeof (gint64)),
  };
  g_array_set_clear_func (self->demo.villages, clear_village);
  yutu_store_write (self->store, &spec, lay_out, self, NULL, NULL, &error);
  g_assert_no_error (error);
}

void
land_tear_down (Land         *self,
                gconstpointer data)
{
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  folder_remove (self->folder);
  g_free (self->path);
  g_string_chunk_free (self->demo.strings);
  g_array_unref (self->demo.townships);
  g_array_unref (self->demo.villages);
  g_array_unref (self->demo.lines);
  g_array_unref (self->demo.reservoirs);
}

void
land_settle (Land *self)
{
  g_autoptr (GError) error = NULL;

  yutu_demo_add_facilities (&self->demo, &error);
  g_assert_no_error (error);
  yutu_demo_add_cases (&self->demo, &error);
  g_assert_no_error (error);
  yutu_demo_add_indicators (&self->demo, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  double      number;
  char       *text;
} Question;

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  Question     *question = data;
  gboolean      row;
  sqlite3_stmt *statement = yutu_connection_prepare (connection, question->sql, error);

  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  question->number = row ? sqlite3_column_double (statement, 0) : -1;
  question->text = row ? g_strdup ((const char *)sqlite3_column_text (statement, 0)) : NULL;
  sqlite3_reset (statement);
  return TRUE;
}

double
land_get_number (Land       *self,
                 const char *sql)
{
  Question question = { sql, 0, NULL };
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, ask, &question, NULL, &error);
  g_assert_no_error (error);
  g_free (question.text);
  return question.number;
}

char *
land_dup_text (Land       *self,
               const char *sql)
{
  Question question = { sql, 0, NULL };
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.text;
}
