/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-plate.h"

#include <glib/gi18n.h>
#include <gio/gio.h>
#include <string.h>

#include "base/yutu-data.h"
#include "gazetteer/yutu-address-names-private.h"

#define TABLE "rules/plate-texts.csv"

static const char *const KINDS[YUTU_PLATE_N_KINDS] = { "none", "door", "building", "unit", "home" };

const char *
yutu_plate_kind_to_text (YutuPlateKind kind)
{
  return kind < YUTU_PLATE_N_KINDS ? KINDS[kind] : KINDS[YUTU_PLATE_NONE];
}

YutuPlateKind
yutu_plate_kind_from_text (const char *text)
{
  for (int i = 0; text != NULL && i < YUTU_PLATE_N_KINDS; i++)
    if (strcmp (text, KINDS[i]) == 0)
      return (YutuPlateKind)i;
  return YUTU_PLATE_NONE;
}

void
yutu_plate_clear (YutuPlate *self)
{
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->pinyin, g_free);
}

/* ---- The parts ---- */

enum
{
  KIND,
  PARTS,
  VALID_FROM,
  VALID_TO,
  BASIS, /* the last, so that its commas need no care */
};

static const char *const PARTS_OF_ADDRESS[] = { "base", "door", "building", "unit", "floor", "room", NULL };

static gboolean
check_parts (GStrv    parts,
             GError **error)
{
  for (gsize i = 0; parts[i] != NULL; i++)
    if (!g_strv_contains (PARTS_OF_ADDRESS, parts[i]))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     _ ("%s: “%s” is no part of an address; base, door, building, unit, floor and room are"), TABLE, parts[i]);
        return FALSE;
      }
  return TRUE;
}

void
yutu_plate_rules_clear (YutuPlateRules *self)
{
  for (int i = 0; i < YUTU_PLATE_N_KINDS; i++)
    g_clear_pointer (&self->parts[i], g_strfreev);
}

gboolean
yutu_plate_rules_load (YutuPlateRules *self,
                       YutuDay         day,
                       GError        **error)
{
  char day_text[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) rows = yutu_data_load_rows (TABLE, BASIS + 1, error);

  *self = (YutuPlateRules){ .day = day };
  if (rows == NULL)
    return FALSE;
  yutu_day_format (day, day_text);
  for (guint i = 0; i < rows->len; i++)
    {
      char        **fields = g_ptr_array_index (rows, i);
      YutuPlateKind kind = yutu_plate_kind_from_text (fields[KIND]);

      if (kind == YUTU_PLATE_NONE || self->parts[kind] != NULL ||
          strcmp (fields[VALID_FROM], day_text) > 0 || strcmp (day_text, fields[VALID_TO]) >= 0)
        continue;
      self->parts[kind] = g_strsplit (fields[PARTS], " ", -1);
      if (!check_parts (self->parts[kind], error))
        {
          yutu_plate_rules_clear (self);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
bears (const YutuPlateRules *rules,
       YutuPlateKind         kind,
       const char           *part)
{
  return rules->parts[kind] != NULL && g_strv_contains ((const char *const *)rules->parts[kind], part);
}

static char *
compose (const YutuPlateRules   *rules,
         YutuPlateKind           kind,
         const YutuAddressRow   *row,
         const YutuVillageNames *village, /* NULL: not valid on the day */
         const YutuBaseName     *base)        /* NULL: none */
{
  static const YutuVillageNames none = { 0 };
  YutuAddressElements           elements = { 0 };

  if (bears (rules, kind, "base") && base != NULL)
    yutu_address_set_names (&elements, &none, base);
  else if (bears (rules, kind, "base") && village != NULL)
    elements.village = village->levels[4];
  if (bears (rules, kind, "door"))
    {
      elements.door = row->door;
      elements.door_sub = row->door_sub;
    }
  elements.building = bears (rules, kind, "building") ? row->building : NULL;
  elements.unit_no = bears (rules, kind, "unit") ? row->unit_no : NULL;
  elements.floor = bears (rules, kind, "floor") ? row->floor : NULL;
  elements.room = bears (rules, kind, "room") ? row->room : NULL;
  return yutu_address_compose (&elements);
}

/* ---- Loading ---- */

static gboolean
has_element (const YutuAddressRow *row,
             YutuPlateKind         kind)
{
  switch (kind)
    {
    case YUTU_PLATE_DOOR:
      return row->door > 0;
    case YUTU_PLATE_BUILDING:
      return row->building != NULL;
    case YUTU_PLATE_UNIT:
      return row->unit_no != NULL;
    case YUTU_PLATE_HOME:
      return row->room != NULL || row->floor != NULL;
    case YUTU_PLATE_NONE:
    default:
      return FALSE;
    }
}

static gboolean
load_pinyin (YutuConnection *connection,
             gint64          place,
             char          **pinyin,
             GError        **error)
{
  gboolean      found = FALSE;
  sqlite3_stmt *row = yutu_connection_prepare (connection, "SELECT pinyin FROM place_name WHERE id = ?1", error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, place);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    *pinyin = g_strdup ((const char *)sqlite3_column_text (row, 0));
  if (found)
    sqlite3_reset (row);
  return TRUE;
}

gboolean
yutu_address_load_plate (YutuConnection       *connection,
                         const YutuPlateRules *rules,
                         gint64                address,
                         YutuPlateKind         kind,
                         YutuPlate            *plate,
                         GError              **error)
{
  char day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuAddressRow) row = NULL;
  g_autoptr (YutuVillageNames) village = NULL;
  g_autoptr (YutuBaseName) base = NULL;

  *plate = (YutuPlate){ .kind = kind };
  if (!yutu_address_load (connection, address, &row, error))
    return FALSE;
  for (int k = YUTU_PLATE_HOME; row != NULL && plate->kind == YUTU_PLATE_NONE && k > YUTU_PLATE_NONE; k--)
    if (has_element (row, (YutuPlateKind)k))
      plate->kind = (YutuPlateKind)k;
  if (row == NULL || !has_element (row, plate->kind) || rules->parts[plate->kind] == NULL)
    return TRUE;
  if ((row->place == 0 &&
       !yutu_village_names_load (connection, row->village, yutu_day_format (rules->day, day), &village, error)) ||
      (row->place != 0 && !yutu_base_name_load (connection, row->place, &base, error)) ||
      (base != NULL && bears (rules, plate->kind, "base") && !load_pinyin (connection, row->place, &plate->pinyin, error)))
    return FALSE;
  plate->text = compose (rules, plate->kind, row, village, base);
  return TRUE;
}
