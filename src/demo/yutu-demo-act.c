/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The act of 2021-10-21 on the demo county, by what carries out any act. It comes before there are
 * addresses: these are made with both of their forms, and counted here as they will be. */

#include "demo/yutu-demo-divisions-private.h"

#include "division/yutu-act.h"

#define DOC "浙政函〔2021〕103号"

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
  spec->doc_no = g_strdup (DOC);
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
        }
    }
  yutu_act_spec_add (self->spec, YUTU_ACT_DO_ABOLISH)->unit = tell_unit (from->unit);
}

static void
count_addresses (const YutuDemo *demo,
                 YutuActEffect  *effect)
{
  for (guint i = 0; i < effect->transfers->len; i++)
    {
      YutuActTransfer *transfer = g_ptr_array_index (effect->transfers, i);

      for (guint v = 0; v < demo->villages->len; v++)
        {
          const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);

          if (village->unit == transfer->from)
            transfer->addresses = village->addresses[1];
        }
    }
}

static gboolean
carry_out (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Act *self = data;
  g_autoptr (YutuActPlan) plan = yutu_act_plan (connection, self->spec, TRUE, error);
  YutuActWritten written;

  if (plan == NULL)
    return FALSE;
  count_addresses (self->demo, yutu_act_plan_get_effect (plan));
  yutu_act_plan_share (plan);
  return yutu_act_write (plan, &written, error);
}

gboolean
yutu_demo_add_act (YutuDemo            *demo,
                   const YutuDemoTable *moved,
                   GError             **error)
{
  g_autoptr (YutuActSpec) spec = make_spec ();
  Act           self = { demo, moved, spec };
  YutuEntrySpec entry = { .kind = "act", .title = "撤销岭上乡（" DOC "）", .actor = YUTU_DEMO_ACTOR };

  for (guint t = 0; t < demo->townships->len; t++)
    {
      const YutuDemoTownship *township = &g_array_index (demo->townships, YutuDemoTownship, t);

      if (township->is_abolished)
        add_steps (&self, township);
    }
  return yutu_store_write (demo->store, &entry, carry_out, &self, NULL, NULL, error);
}
