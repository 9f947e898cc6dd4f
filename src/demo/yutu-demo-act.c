/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The act of 2021-10-21 on the demo county, by what carries out any act: it finds units and
 * addresses as they were. Facilities and cases are entered after it. */

#include "demo/yutu-demo-divisions-private.h"

typedef struct
{
  YutuDemo            *demo;
  const YutuDemoTable *moved;
  YutuActSpec         *spec;
} Act;

static YutuActSpec *
make_spec (void)
{
  YutuActSpec *spec = yutu_act_spec_new (YUTU_ACT_ABOLISH);

  spec->title = g_strdup ("撤销岭上乡");
  spec->doc_no = g_strdup (YUTU_DEMO_ACT_DOC);
  spec->organ = g_strdup ("浙江省人民政府");
  spec->effective_on = g_strdup (YUTU_DEMO_ACT_DAY);
  spec->note = g_strdup ("九峰村、桃源村的去向据统计用区划代码，未见批复原文");
  return spec;
}

static char *
tell_unit (gint64 unit)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, unit);
}

static void
add_steps (Act                    *self,
           const YutuDemoTownship *from)
{
  GArray *villages = self->demo->villages;

  for (gsize v = from->first_village; v < from->first_village + from->n_villages; v++)
    {
      const YutuDemoVillage *village = &g_array_index (villages, YutuDemoVillage, v);

      for (guint row = 0; row < self->moved->rows->len; row++)
        {
          YutuActStep *step = NULL;

          if (!g_str_equal (yutu_demo_table_get (self->moved, row, "name"), village->name))
            continue;
          step = yutu_act_spec_add (self->spec, YUTU_ACT_DO_PLACE);
          step->unit = tell_unit (village->unit);
          step->to = tell_unit (
            g_array_index (self->demo->townships, YutuDemoTownship, village->township_now).unit);
          step->code = g_strdup (yutu_demo_table_get (self->moved, row, "code_after"));
          step->is_unconfirmed = !g_str_equal (yutu_demo_table_get (self->moved, row, "certainty"), "confirmed");
        }
    }
  yutu_act_spec_add (self->spec, YUTU_ACT_DO_ABOLISH)->unit = tell_unit (from->unit);
}

/* The ids of the addresses of a village are one run, before and since. */
static gboolean
find_addresses (YutuDemo       *demo,
                YutuConnection *connection,
                GError        **error)
{
  for (guint v = 0; v < demo->villages->len; v++)
    {
      YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);
      sqlite3_stmt    *statement = NULL;
      gboolean         found = FALSE;

      if (village->township == village->township_now)
        continue;
      statement = yutu_connection_prepare (connection,
                                           "SELECT min (id), count (*) FROM address WHERE village = ?1 "
                                           "AND valid_from = '" YUTU_DEMO_ACT_DAY "'",
                                           error);
      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, village->unit);
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      village->addresses[0] = sqlite3_column_int64 (statement, 0);
      village->addresses[1] = sqlite3_column_int64 (statement, 1);
      sqlite3_reset (statement);
    }
  return TRUE;
}

static gboolean
carry_out (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Act *self = data;

  return self->demo->spec->carry_out (connection, self->spec, error) &&
         find_addresses (self->demo, connection, error);
}

gboolean
yutu_demo_add_act (YutuDemo *demo,
                   GError  **error)
{
  g_autoptr (YutuDemoTable) moved = yutu_demo_table_load ("lingshang.csv", error);
  g_autoptr (YutuActSpec) spec = make_spec ();
  Act           self = { demo, moved, spec };
  YutuEntrySpec entry = { .kind = "act", .title = "撤销岭上乡（" YUTU_DEMO_ACT_DOC "）", .actor = YUTU_DEMO_ACTOR };

  if (moved == NULL)
    return FALSE;
  if (demo->spec->carry_out == NULL)
    return TRUE;
  for (guint t = 0; t < demo->townships->len; t++)
    {
      const YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, t);

      if (township->is_abolished)
        add_steps (&self, township);
    }
  return yutu_store_write (demo->store, &entry, carry_out, &self, NULL, NULL, error);
}
