/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "demo/yutu-demo-divisions-private.h"

#include "division/yutu-code-register.h"
#include "geo/yutu-exact.h"

#define DOC "浙政函〔2021〕103号"

typedef struct
{
  YutuDemo            *demo;
  const YutuDemoTable *moved;
  gint64               act;
} Act;

static gboolean
write_act (Act            *self,
           YutuConnection *connection,
           GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO act (id, kind, title, doc_no, organ, effective_on, state, note) VALUES (?1, "
    "'abolish', '撤销岭上乡', '" DOC "', '浙江省人民政府', '" YUTU_DEMO_ACT_DAY "', 'completed', "
    "'九峰村、桃源村的去向据统计用区划代码，未见批复原文')",
    error);

  self->act = yutu_connection_new_id (connection);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, self->act);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
mark_act (Act            *self,
          YutuConnection *connection,
          gint64          unit,
          GError        **error)
{
  static const char *const marks[] = {
    "UPDATE division SET act_out = ?2 WHERE unit = ?1 AND valid_to = '" YUTU_DEMO_ACT_DAY "'",
    "UPDATE division SET act_in = ?2 WHERE unit = ?1 AND valid_from = '" YUTU_DEMO_ACT_DAY "'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, marks[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, unit);
      sqlite3_bind_int64 (statement, 2, self->act);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
move_village (Act             *self,
              YutuConnection  *connection,
              YutuDemoVillage *village,
              guint            row,
              GError         **error)
{
  const YutuDemoTownship *to =
    &g_array_index (self->demo->townships, YutuDemoTownship, village->township_now);
  const char *code = yutu_demo_table_get (self->moved, row, "code_after");
  YutuCode    entry = {
       .kind = "stat",
       .code = code,
       .name = village->name,
       .valid_from = YUTU_DEMO_ACT_DAY,
       .source = DOC,
  };
  YutuDivision  facts;
  YutuDivision *now = NULL;
  gboolean      done;

  if (!yutu_code_register_add (connection, &entry, FALSE, error) ||
      !yutu_division_load (connection, village->unit, YUTU_DEMO_ACT_DAY, &now, error))
    return FALSE;
  g_return_val_if_fail (now != NULL, FALSE);
  facts = *now;
  facts.parent = to->unit;
  facts.managed_by = to->managed_by;
  facts.code = code;
  facts.stat_code = code;
  facts.valid_from = YUTU_DEMO_ACT_DAY;
  facts.source = DOC;
  done = yutu_division_change (connection, &facts, error) &&
         mark_act (self, connection, village->unit, error);
  yutu_division_free (now);
  return done;
}

static gint64
measure (const YutuShape *shape)
{
  __int128 sum = 0;

  for (gsize p = 0; p < shape->n_parts; p++)
    sum += yutu_exact_ring_area2 (shape->points + shape->part_starts[p],
                                  shape->part_starts[p + 1] - shape->part_starts[p]);
  return (gint64)sum;
}

typedef struct
{
  gint64 area2;
  gint64 addresses;
} Share;

static gboolean
write_lineage (Act            *self,
               YutuConnection *connection,
               gint64          from,
               gint64          to,
               Share           part,
               Share           whole,
               GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "INSERT INTO lineage (id, act, from_unit, to_unit, area_num, area_den, address_num, "
    "address_den) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, self->act);
  sqlite3_bind_int64 (statement, 3, from);
  sqlite3_bind_int64 (statement, 4, to);
  sqlite3_bind_int64 (statement, 5, part.area2);
  sqlite3_bind_int64 (statement, 6, whole.area2);
  sqlite3_bind_int64 (statement, 7, part.addresses);
  sqlite3_bind_int64 (statement, 8, whole.addresses);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
write_all_lineage (Act                    *self,
                   YutuConnection         *connection,
                   const YutuDemoTownship *from,
                   GError                **error)
{
  YutuDemo         *demo = self->demo;
  g_autofree Share *parts = g_new0 (Share, demo->townships->len);
  Share             whole = { 0, 0 };

  for (gsize v = from->first_village; v < from->first_village + from->n_villages; v++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);
      gint64                 area2 = measure (village->shape);

      parts[village->township_now].area2 += area2;
      parts[village->township_now].addresses += village->addresses[1];
      whole.area2 += area2;
      whole.addresses += village->addresses[1];
    }
  for (guint t = 0; t < demo->townships->len; t++)
    if (parts[t].area2 > 0 &&
        !write_lineage (self, connection, from->unit,
                        g_array_index (demo->townships, YutuDemoTownship, t).unit, parts[t], whole,
                        error))
      return FALSE;
  return TRUE;
}

static gboolean
carry_out (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Act      *self = data;
  YutuDemo *demo = self->demo;

  if (!write_act (self, connection, error))
    return FALSE;
  for (guint t = 0; t < demo->townships->len; t++)
    {
      const YutuDemoTownship *from = &g_array_index (demo->townships, YutuDemoTownship, t);

      if (!from->is_abolished)
        continue;
      for (gsize v = from->first_village; v < from->first_village + from->n_villages; v++)
        {
          YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);

          for (guint row = 0; row < self->moved->rows->len; row++)
            if (g_str_equal (yutu_demo_table_get (self->moved, row, "name"), village->name) &&
                !move_village (self, connection, village, row, error))
              return FALSE;
        }
      if (!write_all_lineage (self, connection, from, error) ||
          !yutu_division_close (connection, from->unit, YUTU_DEMO_ACT_DAY, error) ||
          !mark_act (self, connection, from->unit, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
yutu_demo_add_act (YutuDemo            *demo,
                   const YutuDemoTable *moved,
                   GError             **error)
{
  Act           self = { demo, moved, 0 };
  YutuEntrySpec entry = { .kind = "act", .title = "撤销岭上乡（" DOC "）", .actor = YUTU_DEMO_ACTOR };

  return yutu_store_write (demo->store, &entry, carry_out, &self, NULL, NULL, error);
}
