/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A fault for every rule in the demo county: each is found with its place, and a repair touches what it says
 * and nothing else. */

#include <string.h>

#include "check-plants.h"
#include "folder.h"
#include "division/yutu-division-check.h"
#include "session/yutu-check-private.h"
#include "session/yutu-demo-file.h"

#define DAY "2026-11-24"

typedef struct
{
  char     *folder;
  char     *path;
  YutuFile *file;
} Demo;

static void
set_up (Demo         *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-check-demo-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "demo.yutu", NULL);
  self->file = yutu_file_new_demo (self->path, YUTU_FILE_DEMO_MIN_ADDRESSES, 1, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Demo         *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  folder_remove (self->folder);
  g_free (self->path);
}

static gboolean
run_sql (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_connection_exec (connection, data, error);
}

static void
write_sql (Demo       *self,
           const char *sql)
{
  YutuEntrySpec spec = { "test", "破坏", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  g_assert_true (yutu_store_settle (yutu_file_get_store (self->file), &error)); /* @sql may read polygons */
  yutu_store_write (yutu_file_get_store (self->file), &spec, run_sql, (gpointer)sql, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Demo *self)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  yutu_store_undo (yutu_file_get_store (self->file), "测试员", &entry, NULL, &error);
  g_assert_no_error (error);
}

static char *
digest (Demo *self)
{
  char *text = NULL;

  g_assert_true (yutu_store_digest (yutu_file_get_store (self->file), &text, NULL));
  return text;
}

static GPtrArray *
check (Demo       *self,
       const char *rule) /* NULL: all */
{
  const char *const only[] = { rule, NULL };
  g_autoptr (GError) error = NULL;
  gint64     checked = 0;
  GPtrArray *findings = yutu_file_check_on (self->file, rule != NULL ? only : NULL, yutu_day_parse (DAY), &checked,
                                            NULL, &error);

  g_assert_no_error (error);
  return findings;
}

/* The first of @table. */
static const YutuCheckFinding *
find (const GPtrArray *findings,
      const char      *table)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const YutuCheckFinding *finding = g_ptr_array_index (findings, i);

      g_test_message ("%s %s %" G_GINT64_FORMAT ": %s", finding->rule, finding->table, finding->id, finding->message);
      if (g_str_equal (finding->table, table))
        return finding;
    }
  g_test_message ("nothing of %s", table);
  g_assert_not_reached ();
}

static void
assert_in_county (const YutuCheckFinding *finding)
{
  g_assert_true (finding->has_place);
  g_assert_cmpint (finding->place.x, >, yutu_grid_from_degrees (119.1));
  g_assert_cmpint (finding->place.x, <, yutu_grid_from_degrees (120.0));
  g_assert_cmpint (finding->place.y, >, yutu_grid_from_degrees (28.6));
  g_assert_cmpint (finding->place.y, <, yutu_grid_from_degrees (29.4));
}

/* What is derived is made anew by its repair, which writes no entry. */
static void
make_anew (Demo                   *self,
           const YutuCheckFinding *finding)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) repairs = yutu_file_list_repairs (self->file, finding, &error);
  gint64 entry = -1;

  g_assert_no_error (error);
  g_assert_cmpuint (repairs->len, ==, 1);
  g_assert_true (yutu_file_repair (self->file, repairs->pdata[0], "测试员", &entry, &error));
  g_assert_cmpint (entry, ==, 0);
}

/* What all else hangs on may be broken, and all rules of divisions and lines run to their end. */
static void
assert_others_run (Demo       *self,
                   const char *table)
{
  static const char *const base[] = { "arc", "node", "face", "boundary_line", "boundary_line_arc", "division_area",
                                      NULL };
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  gint64 checked = 0;

  if (!g_strv_contains (base, table))
    return;
  yutu_division_add_check_rules (rules);
  yutu_boundary_add_check_rules (rules);
  yutu_check_add_row_rules (rules);
  g_ptr_array_add (rules, NULL);
  findings = yutu_file_check_on (self->file, (const char *const *)rules->pdata, yutu_day_parse (DAY), &checked, NULL,
                                 &error);
  g_assert_no_error (error);
}

static void
test_every_rule (Demo         *self,
                 gconstpointer data)
{
  gsize             n = 0;
  const CheckPlant *plants = check_plants_list (&n);
  g_autofree char  *before = digest (self);
  g_autofree char  *after = NULL;
  g_autoptr (GPtrArray) whole = check (self, NULL);
  g_autoptr (GPtrArray) again = NULL;

  g_assert_cmpuint (whole->len, ==, 0);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      const YutuCheckFinding *finding = NULL;

      g_test_message ("%s: %s", plants[i].rule, plants[i].sql);
      write_sql (self, plants[i].sql);
      findings = check (self, plants[i].rule);
      finding = find (findings, plants[i].table);
      g_assert_cmpstr (finding->rule, ==, plants[i].rule);
      g_assert_cmpint (strlen (finding->message), >, 8);
      if (!plants[i].is_lost)
        assert_in_county (finding);
      assert_others_run (self, plants[i].table);
      if (plants[i].is_derived)
        make_anew (self, finding);
      undo (self);
    }
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
  again = check (self, NULL);
  g_assert_cmpuint (again->len, ==, 0);
}

/* A unit that lies under itself, or under one below it, is told, and nothing goes round for ever. */
static void
test_a_ring_of_parents (Demo         *self,
                        gconstpointer data)
{
  static const char *const rings[] = {
    "UPDATE division SET parent = unit WHERE level = 5 AND id IN (SELECT village FROM address LIMIT 1)",
    "UPDATE division SET parent = (SELECT min (unit) FROM division WHERE level = 5) WHERE level = 4",
    "UPDATE division SET parent = unit WHERE level = 3",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rings); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;
      guint n = 0;

      write_sql (self, rings[i]);
      findings = check (self, NULL);
      for (guint f = 0; f < findings->len; f++)
        n += g_str_equal (((const YutuCheckFinding *)findings->pdata[f])->rule, "parent-level");
      g_assert_cmpuint (n, >, 0);
      undo (self);
    }
}

/* No rule is left out but those of boundary lines, which have a test of their own, and of a damaged disk. */
static void
test_no_rule_is_left_out (void)
{
  gsize             n = 0;
  const CheckPlant *plants = check_plants_list (&n);
  g_autoptr (GPtrArray) rules = yutu_check_list_rules ();
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  yutu_boundary_add_check_rules (lines);
  for (guint i = 0; i < rules->len; i++)
    {
      const char *rule = g_ptr_array_index (rules, i);
      gboolean    is_planted = g_str_equal (rule, "database");

      for (gsize k = 0; k < n && !is_planted; k++)
        is_planted = g_str_equal (plants[k].rule, rule);
      for (guint k = 0; k < lines->len && !is_planted; k++)
        is_planted = g_str_equal (lines->pdata[k], rule);
      if (!is_planted)
        g_test_message ("nothing is planted for %s", rule);
      g_assert_true (is_planted);
    }
}

/* ---- Repairs ---- */

/* Every row of the tables that people fill, as "table id" → a hash of its values. */
static gboolean
read_rows (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  GHashTable   *rows = data;
  sqlite3_stmt *tables = yutu_connection_prepare (connection, "SELECT name FROM user_table", error);
  gboolean      has_table = TRUE;

  while (tables != NULL && yutu_connection_step (connection, tables, &has_table, error) && has_table)
    {
      g_autofree char *name = g_strdup ((const char *)sqlite3_column_text (tables, 0));
      g_autofree char *sql = g_strdup_printf ("SELECT id, * FROM \"%s\"", name);
      sqlite3_stmt    *row = yutu_connection_prepare (connection, sql, error);
      gboolean         found = TRUE;

      while (row != NULL && yutu_connection_step (connection, row, &found, error) && found)
        {
          g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

          for (int c = 1; c < sqlite3_column_count (row); c++)
            {
              char type = (char)('0' + sqlite3_column_type (row, c));

              g_checksum_update (sum, (guchar *)&type, 1);
              g_checksum_update (sum, sqlite3_column_blob (row, c), sqlite3_column_bytes (row, c));
            }
          g_hash_table_insert (rows, g_strdup_printf ("%s %" G_GINT64_FORMAT, name, (gint64)sqlite3_column_int64 (row, 0)),
                               g_strdup (g_checksum_get_string (sum)));
        }
      g_assert_nonnull (row);
    }
  return tables != NULL;
}

static GHashTable *
dump (Demo *self)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), read_rows, rows, NULL, &error);
  g_assert_no_error (error);
  return rows;
}

/* The rows of @one that @two has not, or has otherwise. */
static void
add_differences (GHashTable *one,
                 GHashTable *two,
                 GHashTable *keys)
{
  GHashTableIter iter;
  gpointer       key = NULL, value = NULL;

  g_hash_table_iter_init (&iter, one);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (g_strcmp0 (value, g_hash_table_lookup (two, key)) != 0)
      g_hash_table_add (keys, g_strdup (key));
}

typedef struct
{
  const char *rule;
  const char *tables[3]; /* one row of each is touched, and nothing else */
  const char *says;      /* in the words of the repair */
} Mend;

static const Mend MENDS[] = {
  { "address-text", { "address" }, "becomes" },
  { "case-due", { "case_file" }, "2001-01-01" },
  { "code-unregistered", { "division_code" }, "330702998" },
  { "unclaimed-land", { "face_unit" }, "Give this land to" },
  { "disputed-land", { "face_claim", "face_unit" }, "Give this land to" },
  { "area-stale", { NULL }, "nothing else is touched" },
  { "address-points", { NULL }, "nothing else is touched" },
  { "address-cells", { NULL }, "nothing else is touched" },
  { "address-days", { NULL }, "nothing else is touched" },
  { "case-days", { NULL }, "nothing else is touched" },
  { "case-dues", { NULL }, "nothing else is touched" },
};

static const CheckPlant *
find_plant (const char *rule)
{
  gsize             n = 0;
  const CheckPlant *plants = check_plants_list (&n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (plants[i].rule, rule))
      return &plants[i];
  g_assert_not_reached ();
}

static void
assert_touched (GHashTable *keys,
                const Mend *mend)
{
  gsize n = 0;

  for (; n < G_N_ELEMENTS (mend->tables) && mend->tables[n] != NULL; n++)
    {
      g_autofree char *prefix = g_strdup_printf ("%s ", mend->tables[n]);
      GHashTableIter   iter;
      gpointer         key = NULL;
      guint            n_rows = 0;

      g_hash_table_iter_init (&iter, keys);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        n_rows += g_str_has_prefix (key, prefix);
      g_assert_cmpuint (n_rows, ==, 1);
    }
  g_assert_cmpuint (g_hash_table_size (keys), ==, n);
}

/* The rows of a file before a repair and after it: what it said is other, and nothing else. */
static void
test_repairs_touch_nothing_else (Demo         *self,
                                 gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (MENDS); i++)
    {
      const CheckPlant *plant = find_plant (MENDS[i].rule);
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (GPtrArray) repairs = NULL;
      g_autoptr (GPtrArray) left = NULL;
      g_autoptr (GHashTable) before = NULL;
      g_autoptr (GHashTable) after = NULL;
      g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GError) error = NULL;
      gint64 entry = 0;

      g_test_message ("%s", MENDS[i].rule);
      write_sql (self, plant->sql);
      before = dump (self);
      findings = check (self, plant->rule);
      repairs = yutu_file_list_repairs (self->file, find (findings, plant->table), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (repairs->len, >=, 1);
      g_assert_nonnull (strstr (((YutuCheckRepair *)repairs->pdata[0])->text, MENDS[i].says));
      g_assert_true (yutu_file_repair (self->file, repairs->pdata[0], "测试员", &entry, &error));
      after = dump (self);
      add_differences (before, after, keys);
      add_differences (after, before, keys);
      assert_touched (keys, &MENDS[i]);
      left = check (self, plant->rule);
      g_assert_cmpuint (left->len, <, findings->len);
      if (entry > 0)
        undo (self);
      undo (self);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/check-demo/every-rule", Demo, NULL, set_up, test_every_rule, tear_down);
  g_test_add ("/session/check-demo/a-ring-of-parents", Demo, NULL, set_up, test_a_ring_of_parents, tear_down);
  g_test_add ("/session/check-demo/repairs-touch-nothing-else", Demo, NULL, set_up, test_repairs_touch_nothing_else,
              tear_down);
  g_test_add_func ("/session/check-demo/no-rule-is-left-out", test_no_rule_is_left_out);
  return g_test_run ();
}
