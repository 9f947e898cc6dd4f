/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include <string.h>

#include "county-fixture.h"
#include "folder.h"

#include "base/yutu-random.h"
#include "division/yutu-code-register.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-model.h"

#define STEP (YUTU_GRID_PER_DEGREE / 100)

void
county_get_quad (const County *self,
                 int           village,
                 YutuPoint     quad[4])
{
  int x = village % GRID, y = village / GRID;

  quad[0] = self->corners[y][x];
  quad[1] = self->corners[y][x + 1];
  quad[2] = self->corners[y + 1][x + 1];
  quad[3] = self->corners[y + 1][x];
}

int
county_get_quarter (int village)
{
  return (village % GRID >= GRID / 2) + 2 * (village / GRID >= GRID / 2);
}

static void
shake_corners (County *self)
{
  YutuRandom random;

  yutu_random_init (&random, 20211021);
  for (int y = 0; y <= GRID; y++)
    for (int x = 0; x <= GRID; x++)
      self->corners[y][x] = (YutuPoint){
        yutu_grid_from_degrees (119.4) + x * (gint64)STEP +
          (gint64)yutu_random_below (&random, STEP / 3),
        yutu_grid_from_degrees (28.9) + y * (gint64)STEP +
          (gint64)yutu_random_below (&random, STEP / 3),
      };
}

static gboolean
add_upper_units (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  static const char *const names[] = { "东山街道", "西岭镇", "南溪乡", "北塘镇" };
  static const char *const proper[] = { "东山", "西岭", "南溪", "北塘" };
  static const char *const generic[] = { "街道", "镇", "乡", "镇" };
  static const char *const types[] = { "street", "town", "township", "town" };
  static const char *const codes[] = { "990101001", "990101100", "990101200", "990101101" };
  County                  *self = data;
  YutuDivision             county = {
                .level = 3,
                .type = "district",
                .name = "云舟区",
                .proper_name = "云舟",
                .generic_term = "区",
                .code = "990101",
                .area_legal_m2 = -1,
                .population = 957055,
                .valid_from = FIRST_DAY,
  };

  if (!yutu_division_add (connection, &county, &self->county, error))
    return FALSE;
  for (int i = 0; i < 4; i++)
    {
      YutuDivision township = {
        .level = 4,
        .type = types[i],
        .name = names[i],
        .proper_name = proper[i],
        .generic_term = generic[i],
        .code = codes[i],
        .parent = self->county,
        .area_legal_m2 = -1,
        .population = -1,
        .valid_from = FIRST_DAY,
      };

      if (!yutu_division_add (connection, &township, &self->townships[i], error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
import_villages (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  County                   *self = data;
  YutuPoint                 quads[N_VILLAGES][4];
  YutuTopologyRing          rings[N_VILLAGES];
  YutuDivisionSource        rows[N_VILLAGES] = { 0 };
  char                     *names[N_VILLAGES];
  char                     *codes[N_VILLAGES];
  YutuDivisionImportOptions options = { .level = 5, .source = "test", .valid_from = FIRST_DAY };
  static const char *const  prefixes[] = { "990101001", "990101100", "990101200", "990101101" };
  g_auto (YutuDivisionImportResult) result = { 0 };
  gboolean done;

  for (int i = 0; i < N_VILLAGES; i++)
    {
      county_get_quad (self, i, quads[i]);
      rings[i] = (YutuTopologyRing){ quads[i], 4, (guint32)i };
      names[i] = g_strdup_printf ("第%d村", i + 1);
      codes[i] = g_strdup_printf ("%s%03d", prefixes[county_get_quarter (i)], 200 + i);
      rows[i] = (YutuDivisionSource){
        .row = i + 1, .name = names[i], .code = codes[i], .rings = &rings[i], .n_rings = 1
      };
    }
  done = yutu_division_import (connection, rows, N_VILLAGES, &options, TRUE, &result, error);
  for (int i = 0; i < N_VILLAGES; i++)
    {
      g_free (names[i]);
      g_free (codes[i]);
    }
  return done;
}

static gboolean
note_villages (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  County *self = data;

  for (int i = 0; i < N_VILLAGES; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%d村", i + 1);
      g_autoptr (YutuDivision) village =
        yutu_division_find_one (connection, name, FIRST_DAY, error);
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection, "SELECT face FROM face_unit WHERE unit = ?1", error);
      gboolean found = FALSE;

      if (village == NULL || statement == NULL)
        return FALSE;
      self->villages[i] = village->unit;
      sqlite3_bind_int64 (statement, 1, village->unit);
      if (!yutu_connection_step (connection, statement, &found, error))
        return FALSE;
      g_assert_true (found);
      self->faces[i] = sqlite3_column_int64 (statement, 0);
      sqlite3_reset (statement);
    }
  return TRUE;
}

void
county_read (County      *self,
             YutuReadFunc func,
             gpointer     data)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, func, data, NULL, &error);
  g_assert_no_error (error);
}

void
county_write (County       *self,
              YutuWriteFunc func,
              gpointer      data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (self->store, &spec, func, data, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
run_sql (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_connection_exec (connection, data, error);
}

void
county_exec (County     *self,
             const char *sql)
{
  county_write (self, run_sql, (gpointer)sql);
}

char *
county_digest (County *self)
{
  g_autoptr (GError) error = NULL;
  char *digest = NULL;

  yutu_store_digest (self->store, &digest, &error);
  g_assert_no_error (error);
  return digest;
}

void
county_set_up (County       *self,
               gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-county-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "county.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  yutu_division_attach (self->store);
  shake_corners (self);
  county_write (self, add_upper_units, self);
  county_write (self, import_villages, self);
  county_read (self, note_villages, self);
}

void
county_tear_down (County       *self,
                  gconstpointer data)
{
  yutu_store_close (self->store);
  g_clear_pointer (&self->store, yutu_store_unref);
  folder_remove (self->folder);
  g_free (self->path);
}

char *
county_dump_areas (YutuConnection *connection)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT unit, valid_from, valid_to, area_m2, geom FROM division_area ORDER BY unit, valid_from", NULL);
  gboolean row = TRUE;

  while (yutu_connection_step (connection, statement, &row, NULL) && row)
    for (int c = 0; c < 5; c++)
      g_checksum_update (sum, sqlite3_column_blob (statement, c), sqlite3_column_bytes (statement, c));
  return g_strdup (g_checksum_get_string (sum));
}

static gboolean
compare_with_rebuild (YutuConnection *connection,
                      gpointer        data,
                      GError        **error)
{
  g_autofree char *kept = county_dump_areas (connection);
  g_autofree char *made = NULL;
  g_autoptr (GPtrArray) faults = yutu_division_check (connection, NULL, NULL, NULL, error);

  for (guint i = 0; i < faults->len; i++)
    {
      const YutuDivisionFault *fault = g_ptr_array_index (faults, i);

      if (strcmp (fault->severity, "error") == 0)
        g_error ("%s: %s", fault->rule, fault->message);
    }
  g_assert_true (yutu_division_redraw_areas (connection, error));
  made = county_dump_areas (connection);
  g_assert_cmpstr (kept, ==, made);
  g_set_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOTHING_TO_DO, "rolled back");
  return FALSE;
}

void
county_assert_areas (YutuStore *store)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_store_settle (store, &error));
  yutu_store_write (store, &spec, compare_with_rebuild, NULL, NULL, NULL, &error);
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_NOTHING_TO_DO);
}
