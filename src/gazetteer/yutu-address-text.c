/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The canonical text of an address: units downwards, base, numbers with their measure words
 * (GB/T 23705-2009, as Zhejiang writes it: 幢, 单元, 室). */

#include "gazetteer/yutu-address-names-private.h"

#include <string.h>

static gboolean
is_set (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

static void
append_counted (GString    *out,
                const char *text,
                const char *counter)
{
  if (!is_set (text))
    return;
  g_string_append (out, text);
  g_string_append (out, counter);
}

gboolean
yutu_address_is_parcel (int         door,
                        const char *door_sub)
{
  return door == 0 && door_sub != NULL && strlen (door_sub) > strlen (YUTU_ADDRESS_PARCEL_WORD) &&
         g_str_has_suffix (door_sub, YUTU_ADDRESS_PARCEL_WORD);
}

static void
append_door (GString                   *out,
             const YutuAddressElements *elements)
{
  if (yutu_address_is_parcel (elements->door, elements->door_sub))
    g_string_append (out, elements->door_sub);
  if (elements->door <= 0)
    return;
  g_string_append_printf (out, "%d号", elements->door);
  if (!is_set (elements->door_sub))
    return;
  if (is_number (elements->door_sub))
    g_string_append_c (out, '-');
  g_string_append (out, elements->door_sub);
}

/* B1 and -1 lie under the ground. */
static void
append_floor (GString    *out,
              const char *floor)
{
  gboolean is_below = is_set (floor) && (*floor == '-' || *floor == 'B' || *floor == 'b') &&
                      is_number (floor + 1);

  if (is_below)
    g_string_append (out, "地下");
  append_counted (out, is_below ? floor + 1 : floor, "层");
}

char *
yutu_address_compose (const YutuAddressElements *elements)
{
  const char *const names[] = { elements->province, elements->city, elements->county,
                                elements->township, elements->village, elements->natural_village,
                                elements->road };
  g_autoptr (GString) out = g_string_sized_new (128);
  gboolean door_is_of_estate = !is_set (elements->road) && !is_set (elements->natural_village);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    append_counted (out, names[i], "");
  append_counted (out, elements->lane, "弄");
  if (door_is_of_estate)
    append_counted (out, elements->estate, "");
  append_door (out, elements);
  if (!door_is_of_estate)
    append_counted (out, elements->estate, "");
  append_counted (out, elements->building, "幢");
  append_counted (out, elements->unit_no, "单元");
  if (!is_set (elements->room))
    append_floor (out, elements->floor);
  append_counted (out, elements->room, "室");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- Names from the registers ---- */

void
yutu_village_names_free (YutuVillageNames *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (self->levels); i++)
    g_free (self->levels[i]);
  g_free (self);
}

/* Province and prefecture have no land in a county's file; the register of codes knows them. */
gboolean
yutu_village_names_load_upper (YutuConnection   *connection,
                               const char       *county_code,
                               const char       *day,
                               YutuVillageNames *names,
                               GError          **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT level, name FROM division_code WHERE kind = 'mca' "
    "AND code IN (substr(?1, 1, 2), substr(?1, 1, 4)) AND valid_from <= ?2 AND ?2 < valid_to",
    error);
  gboolean row = TRUE;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_text (statement, 1, county_code, -1, SQLITE_STATIC);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  while (row)
    {
      int level = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      level = row ? sqlite3_column_int (statement, 0) : 0;
      if ((level == 1 || level == 2) && names->levels[level - 1] == NULL)
        names->levels[level - 1] = g_strdup ((const char *)sqlite3_column_text (statement, 1));
    }
  sqlite3_reset (statement);
  return TRUE;
}

gboolean
yutu_village_names_load (YutuConnection    *connection,
                         gint64             village,
                         const char        *day,
                         YutuVillageNames **names,
                         GError           **error)
{
  g_autoptr (YutuVillageNames) found = g_new0 (YutuVillageNames, 1);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "WITH RECURSIVE chain (name, level, parent, code) AS ("
    "SELECT name, level, parent, code FROM division "
    "WHERE unit = ?1 AND valid_from <= ?2 AND ?2 < valid_to "
    "UNION ALL SELECT d.name, d.level, d.parent, d.code FROM chain c JOIN division d "
    "ON d.unit = c.parent AND d.level < c.level AND d.valid_from <= ?2 AND ?2 < d.valid_to) "
    "SELECT name, level, code FROM chain",
    error);
  g_autofree char *county_code = NULL;
  gboolean         row = TRUE;
  gsize            n = 0;

  *names = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, village);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_STATIC);
  while (row)
    {
      int level = 0;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      level = row ? sqlite3_column_int (statement, 1) : 0;
      if (level < 1 || level > 5)
        continue;
      g_free (found->levels[level - 1]);
      found->levels[level - 1] = g_strdup ((const char *)sqlite3_column_text (statement, 0));
      if (level == 3 && county_code == NULL)
        county_code = g_strdup ((const char *)sqlite3_column_text (statement, 2));
      n++;
    }
  sqlite3_reset (statement);
  if (county_code != NULL && !yutu_village_names_load_upper (connection, county_code, day, found, error))
    return FALSE;
  *names = n > 0 ? g_steal_pointer (&found) : NULL;
  return TRUE;
}

void
yutu_base_name_free (YutuBaseName *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->name_class);
  g_free (self);
}

gboolean
yutu_base_name_load (YutuConnection *connection,
                     gint64          place,
                     YutuBaseName  **base,
                     GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT name, class FROM place_name WHERE id = ?1", error);
  gboolean row = FALSE;

  *base = NULL;
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, place);
  if (!yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  if (row)
    {
      *base = g_new0 (YutuBaseName, 1);
      (*base)->name = g_strdup ((const char *)sqlite3_column_text (statement, 0));
      (*base)->name_class = g_strdup ((const char *)sqlite3_column_text (statement, 1));
    }
  sqlite3_reset (statement);
  return TRUE;
}

void
yutu_address_set_names (YutuAddressElements    *elements,
                        const YutuVillageNames *village,
                        const YutuBaseName     *base)
{
  elements->province = village->levels[0];
  elements->city = village->levels[1];
  elements->county = village->levels[2];
  elements->township = village->levels[3];
  elements->village = village->levels[4];
  if (base == NULL)
    return;
  if (strcmp (base->name_class, "road") == 0)
    elements->road = base->name;
  else if (strcmp (base->name_class, "natural-village") == 0)
    elements->natural_village = base->name;
  else
    elements->estate = base->name;
}
