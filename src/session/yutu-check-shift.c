/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Coordinates that are wrong as a whole are put right as a whole: of one road or one address, or of all that were
 * found with the same fault. */

#include "session/yutu-check-private.h"

#include <glib/gi18n.h>

#include "base/yutu-wording.h"
#include "session/yutu-address-shift.h"

#define ONE 1 /* choices */
#define ALL 2

/* A road whose doors are shifted, or an address. */
static gboolean
is_road (const YutuCheckFinding *finding)
{
  return g_str_equal (finding->table, "place_name");
}

/* (transfer full) (nullable): "GCJ-02" of a road. */
static char *
dup_shift (const YutuCheckFinding *finding)
{
  g_auto (GStrv) detail = g_strsplit (finding->detail, YUTU_CHECK_DETAIL_SEPARATOR, -1);

  return is_road (finding) && g_strv_length (detail) > 1 ? g_strdup (detail[1]) : NULL;
}

static gboolean
add_to_plan (YutuShiftPlan          *plan,
             YutuConnection         *connection,
             const YutuCheckFinding *finding,
             GError                **error)
{
  YutuShiftKind    kind = YUTU_SHIFT_EXCHANGED;
  g_autofree char *shift = dup_shift (finding);

  if (!is_road (finding))
    return yutu_shift_plan_add_exchanged (plan, connection, finding->id, yutu_day_today (), error);
  return !yutu_shift_kind_from_text (shift, &kind) ||
         yutu_shift_plan_add_road (plan, connection, finding->id, kind, yutu_day_today (), error);
}

/* *n: how many findings of the fault there are, @finding among them. */
static gboolean
plan_all (YutuShiftPlan          *plan,
          YutuConnection         *connection,
          const YutuCheckFinding *finding,
          const GPtrArray        *findings,
          guint                  *n,
          GError                **error)
{
  g_autofree char *shift = dup_shift (finding);

  for (guint i = 0; i < findings->len; i++)
    {
      const YutuCheckFinding *other = g_ptr_array_index (findings, i);
      g_autofree char        *other_shift = NULL;
      guint                   n_before = plan->shifts->len;

      if (!g_str_equal (other->rule, finding->rule) || !g_str_equal (other->table, finding->table))
        continue;
      other_shift = dup_shift (other);
      if (g_strcmp0 (shift, other_shift) != 0)
        continue;
      if (!add_to_plan (plan, connection, other, error))
        return FALSE;
      *n += plan->shifts->len > n_before;
    }
  return TRUE;
}

/* ---- What is told ---- */

static void
add_parts (GString       *text,
           YutuShiftPlan *plan)
{
  g_autofree char *before = g_strdup_printf ("%.0f", yutu_shift_plan_get_middle (plan->before_m));
  g_autofree char *after = g_strdup_printf ("%.0f", yutu_shift_plan_get_middle (plan->after_m));
  g_autofree char *villages = g_strdup_printf ("%" G_GINT64_FORMAT, plan->n_villages);
  g_autofree char *words = NULL;

  if (plan->before_m->len > 0)
    {
      words = yutu_wording_fill (_ ("; they stand {1} m from it in the middle, and {2} m then"), (const char *const[]){ before, after, NULL });
      g_string_append (text, words);
    }
  if (plan->n_villages > 0)
    {
      g_autofree char *other = yutu_wording_fill (_ ("; {1} get the village that they lie in, and keep their former text"), (const char *const[]){ villages, NULL });

      g_string_append (text, other);
    }
}

/* (transfer full) */
static char *
word_plan (YutuShiftPlan          *plan,
           const YutuCheckFinding *finding,
           guint                   n_findings) /* 0: this one alone */
{
  g_autofree char *n = g_strdup_printf ("%u", plan->shifts->len);
  g_autofree char *of = g_strdup_printf ("%" G_GINT64_FORMAT, plan->n_doors);
  g_autofree char *roads = g_strdup_printf ("%u", n_findings);
  g_autofree char *shift = dup_shift (finding);
  g_auto (GStrv) detail = g_strsplit (finding->detail, YUTU_CHECK_DETAIL_SEPARATOR, -1);
  g_autofree char *first = NULL;
  g_autoptr (GString) text = NULL;

  if (is_road (finding) && n_findings == 0)
    first = yutu_wording_fill (_ ("{1} of the {2} addresses of {3} are moved back from {4}"), (const char *const[]){ n, of, detail[0], shift, NULL });
  else if (is_road (finding))
    first = yutu_wording_fill (_ ("All {1} roads with this fault: {2} of their {3} addresses are moved back from {4}"),
                               (const char *const[]){ roads, n, of, shift, NULL });
  else if (n_findings == 0)
    first = yutu_wording_fill (_ ("Longitude and latitude of “{1}” change places"), (const char *const[]){ detail[0], NULL });
  else
    first = yutu_wording_fill (_ ("Longitude and latitude of all {1} addresses with this fault change places"), (const char *const[]){ n, NULL });
  text = g_string_new (first);
  add_parts (text, plan);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- The choices ---- */

typedef struct
{
  const YutuCheckFinding *finding;
  const GPtrArray        *findings;
  GPtrArray              *repairs;
} List;

static void
add_choice (const List    *self,
            YutuShiftPlan *plan,
            gint64         choice,
            guint          n_findings)
{
  YutuCheckRepair *repair = g_new0 (YutuCheckRepair, 1);

  repair->rule = g_strdup (self->finding->rule);
  repair->table = g_strdup (self->finding->table);
  repair->id = self->finding->id;
  repair->choice = choice;
  repair->text = word_plan (plan, self->finding, n_findings);
  repair->points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  for (guint i = 0; i < plan->shifts->len; i++)
    g_array_append_val (repair->points, g_array_index (plan->shifts, YutuAddressShift, i).point);
  g_ptr_array_add (self->repairs, repair);
}

static gboolean
list_choices (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  const List *self = data;
  guint       n = 0;
  g_auto (YutuShiftPlan) one = { 0 };
  g_auto (YutuShiftPlan) all = { 0 };

  yutu_shift_plan_init (&one);
  yutu_shift_plan_init (&all);
  if (!add_to_plan (&one, connection, self->finding, error) ||
      !plan_all (&all, connection, self->finding, self->findings, &n, error))
    return FALSE;
  if (one.shifts->len > 0)
    add_choice (self, &one, ONE, 0);
  if (one.shifts->len > 0 && n > 1)
    add_choice (self, &all, ALL, n);
  return TRUE;
}

gboolean
yutu_check_list_shifts (YutuFile               *file,
                        const YutuCheckFinding *finding,
                        GPtrArray              *repairs,
                        GError                **error)
{
  const char *const only[] = { finding->rule, NULL };
  gint64            checked = 0;
  g_autoptr (GPtrArray) findings = yutu_file_check (file, only, &checked, NULL, error);
  List list = { finding, findings, repairs };

  return findings != NULL && yutu_store_read (yutu_file_get_store (file), list_choices, &list, NULL, error);
}

gboolean
yutu_check_run_shift (YutuConnection         *connection,
                      const YutuCheckRepair  *repair,
                      const YutuCheckFinding *finding,
                      const GPtrArray        *findings,
                      GError                **error)
{
  guint n = 0;
  g_auto (YutuShiftPlan) plan = { 0 };

  yutu_shift_plan_init (&plan);
  return (repair->choice == ALL ? plan_all (&plan, connection, finding, findings, &n, error)
                                : add_to_plan (&plan, connection, finding, error)) &&
         yutu_shift_plan_run (&plan, connection, yutu_day_today (), error);
}
