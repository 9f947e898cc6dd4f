/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Villages that were merged or renamed before the file's names and addresses begin (seeds/former-villages.csv):
 * they stand on the first day of the land, a merged one on a part of the land of what it became part of, and
 * end by acts like any other. */

#include "demo/yutu-demo-divisions-private.h"

#include <string.h>

#define SHARE 4 /* of the cells and of the people, one of so many was the merged village's */

static gsize
find_village (const YutuDemo *demo,
              const char     *township,
              const char     *name)
{
  for (guint v = 0; v < demo->villages->len; v++)
    {
      const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, v);

      if (g_str_equal (village->name, name) &&
          g_str_equal (g_array_index (demo->townships, YutuDemoTownship, village->township).code, township))
        return v;
    }
  return G_MAXSIZE;
}

gboolean
yutu_demo_past_load (YutuDemo *demo,
                     GError  **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("former-villages.csv", error);

  for (guint i = 0; table != NULL && demo->spec->carry_out != NULL && i < table->rows->len; i++)
    {
      const char    *now = yutu_demo_table_get (table, i, "now");
      const char    *name = yutu_demo_table_get (table, i, "name");
      YutuDemoFormer former = {
        .name = g_string_chunk_insert_const (demo->strings, name),
        .now = g_string_chunk_insert_const (demo->strings, now),
        .effective_on = g_string_chunk_insert_const (demo->strings, yutu_demo_table_get (table, i, "effective_on")),
        .is_merged = g_str_equal (yutu_demo_table_get (table, i, "how"), "merge"),
        .site = -1,
      };

      former.village = find_village (demo, yutu_demo_table_get (table, i, "township"), former.is_merged ? now : name);
      if (former.village == G_MAXSIZE)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "former-villages.csv: no village for %s", name);
          return FALSE;
        }
      g_array_append_val (demo->former, former);
    }
  return table != NULL;
}

/* ---- Land ---- */

/* Of @village the cell farthest from its seat. */
static int
find_far_site (const YutuDemo *demo,
               gsize           village)
{
  const YutuDemoWorld *world = demo->world;
  YutuDemoXY           seat = yutu_demo_from_grid (g_array_index (demo->villages, YutuDemoVillage, village).seat);
  double               farthest = -1;
  int                  site = -1;

  for (int i = 0; i < (int)world->mesh->n_sites; i++)
    {
      double distance = yutu_demo_distance (world->mesh->sites[i], seat);

      if (world->village[i] != (int)village || world->is_wet[i] || distance <= farthest)
        continue;
      farthest = distance;
      site = i;
    }
  return site;
}

/* A SHARE of the cells, those nearest to @site. */
static void
carve (const YutuDemo *demo,
       gsize           village,
       int             site,
       int             label,
       int            *labels)
{
  const YutuDemoWorld *world = demo->world;
  guint                n = 0;

  for (guint i = 0; i < world->mesh->n_sites; i++)
    n += world->village[i] == (int)village;
  for (guint left = MAX (1, n / SHARE); left > 0; left--)
    {
      double nearest = G_MAXDOUBLE;
      int    next = -1;

      for (int i = 0; i < (int)world->mesh->n_sites; i++)
        {
          double distance = yutu_demo_distance (world->mesh->sites[i], world->mesh->sites[site]);

          if (labels[i] != (int)village || distance >= nearest)
            continue;
          nearest = distance;
          next = i;
        }
      if (next >= 0)
        labels[next] = label;
    }
}

int *
yutu_demo_past_dup_labels (YutuDemo *demo)
{
  int *labels = g_memdup2 (demo->world->village, demo->world->mesh->n_sites * sizeof *labels);
  int  next = (int)demo->villages->len;

  for (guint i = 0; i < demo->former->len; i++)
    {
      YutuDemoFormer *former = &g_array_index (demo->former, YutuDemoFormer, i);

      if (!former->is_merged)
        continue;
      former->site = find_far_site (demo, former->village);
      carve (demo, former->village, former->site, next++, labels);
    }
  return labels;
}

gint64
yutu_demo_past_get_people (const YutuDemo *demo,
                           gsize           village)
{
  const YutuDemoVillage *now = &g_array_index (demo->villages, YutuDemoVillage, village);
  gint64                 people = now->population;

  for (guint i = 0; i < demo->former->len; i++)
    {
      const YutuDemoFormer *former = &g_array_index (demo->former, YutuDemoFormer, i);

      if (former->is_merged && former->village == village)
        people -= now->population / SHARE;
    }
  return people;
}

YutuDemoFormer *
yutu_demo_past_get_merged (const YutuDemo *demo,
                           guint           index)
{
  for (guint i = 0; i < demo->former->len; i++)
    if (g_array_index (demo->former, YutuDemoFormer, i).is_merged && index-- == 0)
      return &g_array_index (demo->former, YutuDemoFormer, i);
  return NULL;
}

/* ---- Acts ---- */

static char *
tell_unit (gint64 unit)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, unit);
}

static YutuActSpec *
make_spec (const YutuDemo       *demo,
           const YutuDemoFormer *former,
           guint                 number)
{
  const YutuDemoVillage *village = &g_array_index (demo->villages, YutuDemoVillage, former->village);
  YutuActSpec           *spec = yutu_act_spec_new (former->is_merged ? YUTU_ACT_MERGE : YUTU_ACT_RENAME);
  YutuActStep           *step = yutu_act_spec_add (spec, former->is_merged ? YUTU_ACT_DO_MERGE : YUTU_ACT_DO_RENAME);

  spec->title = former->is_merged ? g_strdup_printf ("%s并入%s", former->name, former->now)
                                  : g_strdup_printf ("%s更名为%s", former->name, former->now);
  spec->doc_no = g_strdup_printf ("示例〔%.4s〕%u号", former->effective_on, number);
  spec->organ = g_strdup (YUTU_DEMO_COUNTY_NAME "人民政府");
  spec->effective_on = g_strdup (former->effective_on);
  spec->note = g_strdup ("文号与日期为虚构");
  if (former->is_merged)
    {
      g_autofree char *unit = tell_unit (former->unit);

      step->units = g_strsplit (unit, " ", -1);
      step->to = tell_unit (village->unit);
    }
  else
    {
      step->unit = tell_unit (village->unit);
      step->name = g_strdup (former->now);
    }
  return spec;
}

static gboolean
carry_out (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuDemo *demo = data;

  for (guint i = 0; i < demo->former->len; i++)
    {
      const YutuDemoFormer *former = &g_array_index (demo->former, YutuDemoFormer, i);
      g_autoptr (YutuActSpec) spec = make_spec (demo, former, i + 1);

      if (!demo->spec->carry_out (connection, spec, error))
        return FALSE;
      if (!former->is_merged)
        g_array_index (demo->villages, YutuDemoVillage, former->village).name = former->now;
    }
  return TRUE;
}

gboolean
yutu_demo_past_end (YutuDemo *demo,
                    GError  **error)
{
  YutuEntrySpec entry = { .kind = "act", .title = "演示县：2019年村规模调整", .actor = YUTU_DEMO_ACTOR };

  return demo->former->len == 0 || yutu_store_write (demo->store, &entry, carry_out, demo, NULL, NULL, error);
}

const char *
yutu_demo_past_get_hamlet (const YutuDemo *demo,
                           gsize           village,
                           int            *site)
{
  for (guint i = 0; i < demo->former->len; i++)
    {
      const YutuDemoFormer *former = &g_array_index (demo->former, YutuDemoFormer, i);

      if (!former->is_merged || former->village != village)
        continue;
      *site = former->site;
      return former->name;
    }
  return NULL;
}
