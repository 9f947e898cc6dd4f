/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What signs say and where they stand, against the names and addresses that they are of:
 *
 * sign-link      the place name or the address of a sign is one of the day
 * sign-text      a sign of a name bears it; a plate bears what data/rules/plate-texts.csv says of its address
 * sign-pinyin    and the spelling that is stored of it
 * sign-code      its QR code is the address code of today; a former one is told as old
 * sign-place     it stands within the limit of it
 * sign-crossing  where roads of which there are signs meet, one stands */

#include "session/yutu-name-signs-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-wording.h"
#include "gazetteer/yutu-address-code.h"
#include "gazetteer/yutu-address-plate.h"
#include "geo/yutu-measure.h"

#define LINK     "sign-link"
#define TEXT     "sign-text"
#define PINYIN   "sign-pinyin"
#define CODE     "sign-code"
#define PLACE    "sign-place"
#define CROSSING "sign-crossing"

static YutuCheckFinding *
tell (YutuCheck      *check,
      const YutuSign *sign,
      const char     *rule,
      const char     *wording,
      const char     *one,
      const char     *two)
{
  YutuCheckFinding *finding = yutu_check_add (check, rule, "warning", "facility", sign->id, wording, one, two, NULL);

  finding->has_place = sign->has_point;
  finding->place = sign->point;
  return finding;
}

/* Of a unit: its sign stands anywhere at its seat or border. */
static gboolean
is_unit (const YutuSignLibrary *self,
         const YutuSign        *sign,
         gboolean              *is,
         GError               **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    self->connection, "SELECT 1 FROM division WHERE name = ?1 AND valid_from <= ?2 AND ?2 < valid_to LIMIT 1", error);

  *is = FALSE;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, sign->text, -1, SQLITE_TRANSIENT);
  sqlite3_bind_text (row, 2, self->day, -1, SQLITE_STATIC);
  if (!yutu_connection_step (self->connection, row, is, error))
    return FALSE;
  if (*is)
    sqlite3_reset (row);
  return TRUE;
}

static gboolean
check_text (YutuCheck             *check,
            const YutuSignLibrary *self,
            const YutuSign        *sign,
            GError               **error)
{
  gboolean is = FALSE;

  if (sign->text == NULL || (sign->name != NULL && strcmp (sign->text, sign->name->name) == 0) ||
      (sign->name == NULL && (sign->name_id != 0 || yutu_plate_kind_from_text (sign->kind) != YUTU_PLATE_NONE)))
    return TRUE;
  if (sign->name == NULL && !is_unit (self, sign, &is, error))
    return FALSE;
  if (is)
    return TRUE;
  if (sign->name != NULL)
    tell (check, sign, TEXT, N_ ("the sign says “{1}”, the standard name is “{2}”"), sign->text, sign->name->name);
  else
    tell (check, sign, TEXT, N_ ("the sign says “{1}”, which no name in use on {2} is"), sign->text, self->day);
  return TRUE;
}

static gboolean
check_pinyin (YutuCheck             *check,
              const YutuSignLibrary *self,
              const YutuSign        *sign,
              GError               **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = NULL;

  if (sign->pinyin == NULL || sign->name == NULL)
    return TRUE;
  row = yutu_connection_prepare (self->connection, "SELECT pinyin, pinyin_tone FROM place_name WHERE id = ?1", error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, sign->name->id);
  if (!yutu_connection_step (self->connection, row, &found, error))
    return FALSE;
  if (found && !yutu_sign_is_spelt (sign->pinyin, (const char *)sqlite3_column_text (row, 0)) &&
      !yutu_sign_is_spelt (sign->pinyin, (const char *)sqlite3_column_text (row, 1)))
    tell (check, sign, PINYIN, N_ ("the sign spells “{1}”, the record “{2}”"), sign->pinyin,
          sqlite3_column_text (row, 0) != NULL ? (const char *)sqlite3_column_text (row, 0) : "—");
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

/* ---- Plates ---- */

/* Its address on the day; *row is NULL when that is none, which was told. */
static gboolean
find_address (YutuCheck             *check,
              const YutuSignLibrary *self,
              const YutuSign        *sign,
              YutuAddressRow       **row,
              GError               **error)
{
  YutuDay          day = yutu_day_parse (self->day);
  char             end[YUTU_DAY_TEXT_SIZE];
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, sign->address);

  if (!yutu_address_load (self->connection, sign->address, row, error))
    return FALSE;
  if (*row != NULL && (*row)->valid_from <= day && day < (*row)->valid_to)
    return TRUE;
  if (yutu_check_wants (check, LINK) && *row == NULL)
    tell (check, sign, LINK, N_ ("it is the plate of address {1}, which is not there"), id, NULL);
  else if (yutu_check_wants (check, LINK) && day < (*row)->valid_from)
    tell (check, sign, LINK, N_ ("“{1}”, whose plate it is, begins on {2}"), (*row)->text,
          yutu_day_format ((*row)->valid_from, end));
  else if (yutu_check_wants (check, LINK))
    tell (check, sign, LINK, N_ ("“{1}”, whose plate it is, ended on {2}: take it down, or link it with the address that follows"),
          (*row)->text, yutu_day_format ((*row)->valid_to, end));
  g_clear_pointer (row, yutu_address_row_free);
  return TRUE;
}

static gboolean
check_plate_text (YutuCheck             *check,
                  const YutuSignLibrary *self,
                  const YutuPlateRules  *rules,
                  const YutuSign        *sign,
                  GError               **error)
{
  g_auto (YutuPlate) plate = { 0 };

  if (!yutu_address_load_plate (self->connection, rules, sign->address, yutu_plate_kind_from_text (sign->kind), &plate, error))
    return FALSE;
  if (sign->text != NULL && plate.text != NULL && strcmp (sign->text, plate.text) != 0 && yutu_check_wants (check, TEXT))
    tell (check, sign, TEXT, N_ ("the plate says “{1}”, by its address it says “{2}”"), sign->text, plate.text);
  if (sign->text != NULL && plate.text == NULL && yutu_check_wants (check, TEXT))
    tell (check, sign, TEXT, N_ ("the plate says “{1}”, of which its address has nothing"), sign->text, NULL);
  if (sign->pinyin != NULL && plate.pinyin != NULL && !yutu_sign_is_spelt (sign->pinyin, plate.pinyin) &&
      yutu_check_wants (check, PINYIN))
    tell (check, sign, PINYIN, N_ ("the sign spells “{1}”, the record “{2}”"), sign->pinyin, plate.pinyin);
  return TRUE;
}

/* NULL when the code never was one of its address. */
static const YutuAddressCode *
find_code (const GPtrArray *codes,
           const char      *code)
{
  for (guint i = codes->len; i-- > 0;)
    if (strcmp (((const YutuAddressCode *)codes->pdata[i])->code, code) == 0)
      return codes->pdata[i];
  return NULL;
}

static void
tell_code (YutuCheck             *check,
           const YutuSign        *sign,
           const char            *written,
           const char            *code, /* NULL: none */
           const YutuAddressCode *former)
{
  char              end[YUTU_DAY_TEXT_SIZE];
  YutuCheckFinding *finding = NULL;

  if (former != NULL)
    finding = yutu_check_add (check, CODE, "warning", "facility", sign->id,
                              N_ ("its QR code is old: {1} was the address code until {2}, now it is {3}"), written,
                              yutu_day_format (former->valid_to, end), code != NULL ? code : "—", NULL);
  else
    finding = yutu_check_add (check, CODE, "error", "facility", sign->id,
                              N_ ("its QR code says {1}, the address code is {2}"), written, code != NULL ? code : "—", NULL);
  finding->has_place = sign->has_point;
  finding->place = sign->point;
}

static gboolean
check_code (YutuCheck             *check,
            const YutuSignLibrary *self,
            const YutuSign        *sign,
            GError               **error)
{
  g_autofree char *written = sign->qr != NULL ? yutu_sign_dup_code (sign->qr) : NULL;
  g_autofree char *code = NULL;
  g_autoptr (GPtrArray) codes = NULL;

  if (written == NULL || (sign->address == 0 && sign->name == NULL))
    return TRUE;
  if (!yutu_address_load_code (self->connection, sign->address, sign->name != NULL ? sign->name->id : 0, 0,
                               yutu_day_parse (self->day), &code, error))
    return FALSE;
  if (g_strcmp0 (code, written) == 0)
    return TRUE;
  codes = sign->address != 0 ? yutu_address_list_codes (self->connection, sign->address, error) : g_ptr_array_new ();
  if (codes == NULL)
    return FALSE;
  tell_code (check, sign, written, code, find_code (codes, written));
  return TRUE;
}

static void
tell_place (YutuCheck      *check,
            const YutuSign *sign,
            double          away_m,
            const char     *of)
{
  g_autofree char *text = g_strdup_printf ("%.0f", away_m);

  tell (check, sign, PLACE, N_ ("it stands {1} m from “{2}”"), text, of);
}

static gboolean
check_plate (YutuCheck             *check,
             const YutuSignLibrary *self,
             const YutuPlateRules  *rules,
             const YutuSign        *sign,
             GError               **error)
{
  g_autoptr (YutuAddressRow) row = NULL;
  double away_m = 0;

  if (!find_address (check, self, sign, &row, error))
    return FALSE;
  if (row == NULL)
    return TRUE;
  away_m = row->has_point && sign->has_point ? yutu_measure_distance_m (row->point, sign->point) : 0;
  if (away_m > self->near_m && yutu_check_wants (check, PLACE))
    tell_place (check, sign, away_m, row->text);
  return check_plate_text (check, self, rules, sign, error) &&
         (!yutu_check_wants (check, CODE) || check_code (check, self, sign, error));
}

/* ---- All ---- */

static void
check_place (YutuCheck             *check,
             const YutuSignLibrary *self,
             const YutuSign        *sign)
{
  double away_m = sign->name != NULL && sign->name->shape != NULL && sign->has_point
                    ? yutu_place_distance_m (sign->name->shape, sign->point)
                    : 0;

  if (away_m > self->near_m)
    tell_place (check, sign, away_m, sign->name->name);
}

/* A road of which some sign says so has its signs recorded: there what lacks one is told. */
static void
check_crossings (YutuCheck             *check,
                 const YutuSignLibrary *self)
{
  g_autoptr (GHashTable) recorded = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) crossings = NULL;

  for (guint i = 0; i < self->signs->len; i++)
    {
      const YutuSign *sign = self->signs->pdata[i];

      if (sign->name != NULL && strcmp (sign->name->name_class, "road") == 0)
        g_hash_table_add (recorded, (gpointer)&sign->name->id);
    }
  crossings = g_hash_table_size (recorded) > 0 ? yutu_sign_library_find_crossings (self, 0) : NULL;
  for (guint i = 0; crossings != NULL && i < crossings->len; i++)
    {
      const YutuSignCrossing *crossing = crossings->pdata[i];
      gint64                  road = 0;

      for (guint k = 0; k < crossing->roads.n_roads && road == 0; k++)
        if (g_hash_table_contains (recorded, &crossing->roads.roads[k]))
          road = crossing->roads.roads[k];
      if (road != 0 && !crossing->has_sign)
        {
          YutuCheckFinding *finding = yutu_check_add (check, CROSSING, "warning", "place_name", road,
                                                      N_ ("no road sign stands where {1} meet"), crossing->names, NULL);

          finding->has_place = TRUE;
          finding->place = crossing->roads.point;
        }
    }
}

static gboolean
check_sign (YutuCheck             *check,
            const YutuSignLibrary *self,
            const YutuSign        *sign,
            GError               **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, sign->name_id);

  if (sign->name_id != 0 && sign->name == NULL && yutu_check_wants (check, LINK))
    tell (check, sign, LINK, N_ ("the place name {1} that it is of is not in use on {2}"), id, self->day);
  if ((yutu_check_wants (check, TEXT) && !check_text (check, self, sign, error)) ||
      (yutu_check_wants (check, PINYIN) && !check_pinyin (check, self, sign, error)) ||
      (yutu_check_wants (check, CODE) && !check_code (check, self, sign, error)))
    return FALSE;
  if (yutu_check_wants (check, PLACE))
    check_place (check, self, sign);
  return TRUE;
}

static const char *const RULES[] = { LINK, TEXT, PINYIN, CODE, PLACE, CROSSING };

gboolean
yutu_check_signs (YutuCheck *self,
                  GError   **error)
{
  g_auto (YutuSignLibrary) library = { 0 };
  g_auto (YutuPlateRules) rules = { 0 };
  gboolean is_wanted = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    is_wanted = is_wanted || yutu_check_wants (self, RULES[i]);
  if (!is_wanted)
    return TRUE;
  if (!yutu_sign_library_load (&library, self->connection, self->day, error) ||
      !yutu_plate_rules_load (&rules, self->day, error))
    return FALSE;
  for (guint i = 0; i < library.signs->len; i++)
    {
      const YutuSign *sign = library.signs->pdata[i];

      self->checked++;
      if (sign->address != 0 ? !check_plate (self, &library, &rules, sign, error) : !check_sign (self, &library, sign, error))
        return FALSE;
    }
  if (yutu_check_wants (self, CROSSING))
    check_crossings (self, &library);
  return TRUE;
}

void
yutu_check_add_sign_rules (GPtrArray *rules)
{
  for (gsize i = 0; i < G_N_ELEMENTS (RULES); i++)
    g_ptr_array_add (rules, (gpointer)RULES[i]);
}
