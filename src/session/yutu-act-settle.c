/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities and cases of the land that an act is about. What lies in a village goes where the village
 * goes, or, when that is cut, where its point lies; what lies in a township only, where the township's
 * land at its point goes. Without a point it goes with the greater part, which is told. */

#include "casework/yutu-resettle.h"
#include "geo/yutu-exact.h"
#include "session/yutu-act-private.h"

typedef struct
{
  gint64   village;
  gint64   township;
  gboolean is_renamed; /* addresses there get another form */
} Site;

typedef struct
{
  const YutuActEffect *effect;
  GHashTable          *villages;  /* gint64 * → GPtrArray of YutuActTransfer */
  GHashTable          *townships; /* the same, by from_upper */
  gint64               n_unplaced;
} Resolver;

static void
note (GHashTable      *table,
      gint64          *unit,
      YutuActTransfer *transfer)
{
  GPtrArray *list = g_hash_table_lookup (table, unit);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (table, unit, list);
    }
  g_ptr_array_add (list, transfer);
}

static void
resolver_init (Resolver            *self,
               const YutuActEffect *effect)
{
  self->effect = effect;
  self->villages =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->townships =
    g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->n_unplaced = 0;
  for (guint i = 0; i < effect->transfers->len; i++)
    {
      YutuActTransfer *transfer = g_ptr_array_index (effect->transfers, i);

      if (transfer->from_level == 5)
        note (self->villages, &transfer->from, transfer);
      if (transfer->from_upper != 0)
        note (self->townships, &transfer->from_upper, transfer);
    }
}

static void
resolver_clear (Resolver *self)
{
  g_hash_table_unref (self->villages);
  g_hash_table_unref (self->townships);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Resolver, resolver_clear)

static gboolean
lies_in (const YutuShape   *land,
         const YutuSettled *row)
{
  return land != NULL && row->has_point && yutu_box_contains (land->box, row->point) &&
         yutu_exact_point_in_shape (row->point, land) != YUTU_OUTSIDE;
}

static Site
get_site (const YutuActTransfer *transfer)
{
  return (Site){ transfer->to_level == 5 ? transfer->to : 0, transfer->to_upper, transfer->is_renamed };
}

/* Of several pieces that which its point lies in, else that which stays, else the greatest. */
static Site
resolve_village (Resolver          *self,
                 GPtrArray         *transfers,
                 const YutuSettled *row)
{
  const YutuActTransfer *best = g_ptr_array_index (transfers, 0);

  for (guint i = 0; transfers->len > 1 && i < transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (transfers, i);

      if (lies_in (transfer->land, row))
        return get_site (transfer);
      if (best->to != best->from &&
          (transfer->to == transfer->from || transfer->area_cm2 > best->area_cm2))
        best = transfer;
    }
  self->n_unplaced += transfers->len > 1;
  return get_site (best);
}

static Site
resolve_township (Resolver          *self,
                  GPtrArray         *transfers,
                  const YutuSettled *row)
{
  const YutuActTransfer *first = g_ptr_array_index (transfers, 0);
  const YutuActPiece    *best = NULL;
  gboolean               is_one = TRUE, stays = FALSE;

  for (guint i = 0; i < transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (transfers, i);

      is_one = is_one && transfer->to_upper == first->to_upper;
      stays = stays || transfer->to_upper == row->township;
    }
  if (is_one)
    return (Site){ 0, first->to_upper, first->is_renamed };
  for (guint i = 0; i < self->effect->pieces->len; i++)
    {
      const YutuActPiece *piece = g_ptr_array_index (self->effect->pieces, i);

      if (piece->level != 4 || piece->from != row->township)
        continue;
      if (lies_in (piece->land, row))
        return (Site){ 0, piece->to, TRUE };
      if (best == NULL || piece->area_cm2 > best->area_cm2)
        best = piece;
    }
  self->n_unplaced += !(stays && row->has_point);
  return (Site){ 0, stays || best == NULL ? row->township : best->to, TRUE };
}

static Site
resolve (Resolver          *self,
         const YutuSettled *row)
{
  GPtrArray *transfers =
    g_hash_table_lookup (row->village != 0 ? self->villages : self->townships,
                         row->village != 0 ? &row->village : &row->township);

  if (transfers == NULL)
    return (Site){ row->village, row->township, FALSE };
  return row->village != 0 ? resolve_village (self, transfers, row)
                           : resolve_township (self, transfers, row);
}

/* ---- Units whose things are looked at ---- */

static gboolean
changes (const YutuActTransfer *transfer)
{
  return transfer->is_renamed || transfer->to != transfer->from ||
         transfer->to_upper != transfer->from_upper;
}

static void
add_unit (GArray     *units,
          GHashTable *known,
          gint64      unit)
{
  if (unit != 0 && g_hash_table_add (known, g_memdup2 (&unit, sizeof unit)))
    g_array_append_val (units, unit);
}

/* All of them, or (@only_apart) those that do not go elsewhere as a whole: a village that does takes its
 * cases along without a word. */
static GArray *
list_units (const YutuActEffect *effect,
            gboolean             only_apart)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GArray *units = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < effect->transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (effect->transfers, i);
      gboolean is_apart = transfer->to != transfer->from || transfer->land != NULL;

      if (!changes (transfer))
        continue;
      if (transfer->from_level == 5 && (is_apart || !only_apart))
        add_unit (units, known, transfer->from);
      if (transfer->to_upper != transfer->from_upper || (!only_apart && transfer->is_renamed))
        add_unit (units, known, transfer->from_upper);
    }
  return units;
}

/* ---- Facilities ---- */

static gint64
get_successor (const YutuActJob *self,
               gint64            address)
{
  const gint64 *successor =
    self->successors != NULL ? g_hash_table_lookup (self->successors, &address) : NULL;

  return successor != NULL ? *successor : address;
}

static void
tell_unplaced (YutuActJob *self,
               const char *rule,
               const char *format, /* static, of one number */
               gint64      n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);

  if (n > 0)
    yutu_act_plan_add_issue (self->report->plan, FALSE, rule, g_strconcat (number, format, NULL));
}

gboolean
yutu_act_settle_facilities (YutuActJob *self,
                            GError    **error)
{
  const YutuActEffect *effect = self->report->effect;
  g_autoptr (GArray) units = list_units (effect, FALSE);
  g_autoptr (GArray) rows =
    yutu_settled_list_facilities (self->connection, (gint64 *)(gpointer)units->data, units->len,
                                  self->day, error);
  g_auto (Resolver) resolver = { NULL };

  resolver_init (&resolver, effect);
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuSettled *row = &g_array_index (rows, YutuSettled, i);
      Site               site = resolve (&resolver, row);
      YutuFacilityPlace  place = {
         .address = get_successor (self, row->address),
         .village = site.village,
         .township = site.township,
      };

      if (place.village == row->village && place.township == row->township &&
          (self->writes ? place.address == row->address : row->address == 0 || !site.is_renamed))
        continue;
      self->report->moved.facilities++;
      if (self->writes &&
          !yutu_settled_move_facility (self->connection, row, &place, self->day, error))
        return FALSE;
    }
  tell_unplaced (self, "facilities-unplaced",
                 " facilities lie on none of the pieces by their points, or have none: they go with the "
                 "greater part; see whether that is right",
                 resolver.n_unplaced);
  return rows != NULL;
}

/* ---- Cases ---- */

static gboolean
settle_cases (YutuActJob *self,
              Resolver   *resolver,
              gboolean    is_later,
              GError    **error)
{
  g_autoptr (GArray) units = list_units (resolver->effect, !is_later);
  g_autoptr (GArray) rows =
    yutu_settled_list_cases (self->connection, (gint64 *)(gpointer)units->data, units->len, self->day,
                             is_later, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const YutuSettled *row = &g_array_index (rows, YutuSettled, i);
      Site               site = resolve (resolver, row);
      gint64             address = is_later ? get_successor (self, row->address) : row->address;

      if (site.village == row->village && site.township == row->township && address == row->address)
        continue;
      self->report->moved.cases += site.village != row->village || site.township != row->township;
      if (self->writes && !yutu_settled_move_case (self->connection, row, site.village, site.township,
                                                   address, self->day, error))
        return FALSE;
    }
  return rows != NULL;
}

/* Those of villages that go elsewhere as a whole. */
static gboolean
count_taken_along (YutuActJob *self,
                   GError    **error)
{
  const YutuActEffect *effect = self->report->effect;

  for (guint i = 0; i < effect->transfers->len; i++)
    {
      const YutuActTransfer *transfer = g_ptr_array_index (effect->transfers, i);
      g_autoptr (GArray) rows = NULL;

      if (transfer->from_level != 5 || transfer->to != transfer->from || transfer->land != NULL ||
          transfer->to_upper == transfer->from_upper)
        continue;
      rows = yutu_settled_list_cases (self->connection, &transfer->from, 1, self->day, FALSE, error);
      if (rows == NULL)
        return FALSE;
      self->report->moved.cases += rows->len;
    }
  return TRUE;
}

gboolean
yutu_act_settle_cases (YutuActJob *self,
                       GError    **error)
{
  g_auto (Resolver) resolver = { NULL };

  resolver_init (&resolver, self->report->effect);
  if (!settle_cases (self, &resolver, FALSE, error) || !settle_cases (self, &resolver, TRUE, error) ||
      !count_taken_along (self, error))
    return FALSE;
  tell_unplaced (self, "cases-unplaced",
                 " cases lie on none of the pieces by their points, or have none: they go with the greater "
                 "part; see whether that is right",
                 resolver.n_unplaced);
  return TRUE;
}
