/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* bench-act NEW-FILE: makes a county of three townships of 15 villages each, with 60,000 addresses and
 * 20,000 cases in one of them, abolishes that one in favour of the two others, and takes it back, five
 * times. Prints a JSON line for each step with its wall and processor times. */

#include "bench-support.h"
#include "division/yutu-division-import.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "session/yutu-act.h"

#define N_TOWNSHIPS 3
#define N_VILLAGES  15
#define N_ADDRESSES 60000
#define N_CASES     20000
#define N_ROUNDS    5
#define STEP        (YUTU_GRID_PER_DEGREE / 100)

typedef struct
{
  YutuFile *file;
  gint64    townships[N_TOWNSHIPS];
  gint64    villages[N_VILLAGES]; /* of the first */
} Bench;

/* ---- The county ---- */

static gboolean
add_townships (YutuConnection *connection,
               Bench          *bench,
               GError        **error)
{
  static const char *const names[] = { "东山乡", "西岭镇", "南溪镇" };
  static const char *const codes[] = { "990101200", "990101100", "990101101" };
  static const char *const types[] = { "township", "town", "town" };
  YutuDivision             county = { .level = 3, .type = "district", .name = "云舟区", .code = "990101", .area_legal_m2 = -1, .population = -1, .valid_from = "2000-01-01" };
  gint64                   unit = 0;

  if (!yutu_division_add (connection, &county, &unit, error))
    return FALSE;
  for (int i = 0; i < N_TOWNSHIPS; i++)
    {
      YutuDivision township = { .level = 4, .type = types[i], .name = names[i], .proper_name = names[i], .code = codes[i], .parent = unit, .area_legal_m2 = -1, .population = -1, .valid_from = "2000-01-01" };

      if (!yutu_division_add (connection, &township, &bench->townships[i], error))
        return FALSE;
    }
  return TRUE;
}

static YutuPoint
corner (int x,
        int y)
{
  return (YutuPoint){ yutu_grid_from_degrees (119.4) + x * (gint64)STEP, yutu_grid_from_degrees (28.9) + y * (gint64)STEP };
}

static gboolean
add_villages (YutuConnection *connection,
              Bench          *bench,
              GError        **error)
{
  static const char *const  prefixes[] = { "990101200", "990101100", "990101101" };
  YutuPoint                 quads[N_TOWNSHIPS * N_VILLAGES][4];
  YutuTopologyRing          rings[N_TOWNSHIPS * N_VILLAGES];
  YutuDivisionSource        rows[N_TOWNSHIPS * N_VILLAGES] = { 0 };
  YutuDivisionImportOptions options = { .level = 5, .source = "bench", .valid_from = "2000-01-01" };
  g_auto (YutuDivisionImportResult) result = { 0 };

  for (int i = 0; i < N_TOWNSHIPS * N_VILLAGES; i++)
    {
      int x = i / N_VILLAGES * 3 + i % 3, y = i % N_VILLAGES / 3;

      quads[i][0] = corner (x, y);
      quads[i][1] = corner (x + 1, y);
      quads[i][2] = corner (x + 1, y + 1);
      quads[i][3] = corner (x, y + 1);
      rings[i] = (YutuTopologyRing){ quads[i], 4, (guint32)i };
      rows[i] = (YutuDivisionSource){
        .row = i + 1,
        .name = g_strdup_printf ("第%d村", i + 1),
        .code = g_strdup_printf ("%s%03d", prefixes[i / N_VILLAGES], 200 + i),
        .rings = &rings[i],
        .n_rings = 1,
      };
    }
  if (!yutu_division_import (connection, rows, N_TOWNSHIPS * N_VILLAGES, &options, TRUE, &result, error))
    return FALSE;
  for (int i = 0; i < N_VILLAGES; i++)
    {
      g_autoptr (YutuDivision) village = yutu_division_find_one (connection, rows[i].name, "2000-01-01", error);

      if (village == NULL)
        return FALSE;
      bench->villages[i] = village->unit;
    }
  return TRUE;
}

static gboolean
add_land (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  return add_townships (connection, data, error) && add_villages (connection, data, error);
}

static YutuPoint
place_in (int village,
          int i)
{
  YutuPoint at = corner (village % 3, village / 3);

  return (YutuPoint){ at.x + 1000 + (gint64)i * 7919 % (STEP - 2000), at.y + 1000 + (gint64)i * 104729 % (STEP - 2000) };
}

static gboolean
add_addresses (YutuConnection *connection,
               Bench          *bench,
               GError        **error)
{
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (int v = 0; v < N_VILLAGES; v++)
    {
      YutuPlaceNameSpec road = { .name = "云舟路", .name_class = "road", .division = bench->villages[v], .valid_from = "2000-01-01" };
      gint64            place = 0;

      if (!yutu_place_name_add (connection, &road, &place, error))
        return FALSE;
      for (int i = 0; i < N_ADDRESSES / N_VILLAGES; i++)
        {
          YutuAddressSpec spec = { .village = bench->villages[v], .place = place, .kind = 1, .door = i + 1, .valid_from = "2000-01-01", .has_point = TRUE, .point = place_in (v, i) };

          if (!yutu_address_writer_add (writer, &spec, NULL, error))
            return FALSE;
        }
    }
  return yutu_address_writer_finish (writer, error);
}

static gboolean
add_cases (YutuConnection *connection,
           Bench          *bench,
           GError        **error)
{
  for (int i = 0; i < N_CASES; i++)
    {
      YutuPoint     at = place_in (i % N_VILLAGES, i);
      gint64        id = yutu_connection_new_id (connection);
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, village, "
        "township, x, y, opened_on, due_on) VALUES (?1, 'B' || ?1, 'elderly', 'EL.MEAL', '一', 'new', '2024-01-01', "
        "'person', ?2, ?3, ?4, ?5, '2024-01-01', '2027-06-01')",
        error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, id);
      sqlite3_bind_int64 (statement, 2, bench->villages[i % N_VILLAGES]);
      sqlite3_bind_int64 (statement, 3, bench->townships[0]);
      sqlite3_bind_int64 (statement, 4, at.x);
      sqlite3_bind_int64 (statement, 5, at.y);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_things (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  return add_addresses (connection, data, error) && add_cases (connection, data, error);
}

/* ---- Measuring ---- */

typedef struct
{
  const char *name;
  GArray     *wall; /* double */
  GArray     *cpu;
  double      wall_begin;
  double      cpu_begin;
} Step;

static Step
step_new (const char *name)
{
  return (Step){ name, g_array_new (FALSE, FALSE, sizeof (double)), g_array_new (FALSE, FALSE, sizeof (double)), 0, 0 };
}

static void
begin (Step *step)
{
  step->cpu_begin = bench_get_cpu ();
  step->wall_begin = (double)g_get_monotonic_time () / 1e6;
}

static void
end (Step *step)
{
  double wall = (double)g_get_monotonic_time () / 1e6 - step->wall_begin;
  double cpu = bench_get_cpu () - step->cpu_begin;

  g_array_append_val (step->wall, wall);
  g_array_append_val (step->cpu, cpu);
}

static const char ACT[] =
  "{\"kind\": \"abolish\", \"title\": \"撤销东山乡\", \"organ\": \"测试省人民政府\", \"effective_on\": \"2027-01-01\", "
  "\"steps\": [{\"do\": \"give\", \"from\": \"东山乡\", \"to\": \"西岭镇\", \"units\": [\"第1村\", \"第2村\", \"第3村\"]}, "
  "{\"do\": \"give\", \"from\": \"东山乡\", \"to\": \"南溪镇\"}, {\"do\": \"abolish\", \"unit\": \"东山乡\"}]}";

static void
run_rounds (Bench *bench)
{
  Step steps[] = { step_new ("plan"), step_new ("apply"), step_new ("undo") };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < N_ROUNDS; i++)
    {
      g_autoptr (YutuActSpec) spec = yutu_act_spec_from_json (ACT, &error);
      g_autoptr (YutuActReport) plan = NULL;
      g_autoptr (YutuActReport) report = NULL;

      if (spec == NULL)
        bench_fail ("the act", error);
      begin (&steps[0]);
      plan = yutu_file_plan_act (bench->file, spec, NULL, &error);
      end (&steps[0]);
      begin (&steps[1]);
      report = plan != NULL ? yutu_file_apply_act (bench->file, spec, "bench", NULL, &error) : NULL;
      end (&steps[1]);
      if (report == NULL || report->moved.addresses != N_ADDRESSES || report->moved.cases != N_CASES)
        bench_fail ("applying", error);
      begin (&steps[2]);
      if (!yutu_store_undo (yutu_file_get_store (bench->file), "bench", NULL, NULL, &error))
        bench_fail ("undoing", error);
      end (&steps[2]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *cpu = g_strconcat (steps[i].name, " cpu", NULL);

      bench_print_figures (steps[i].name, steps[i].wall, -1);
      bench_print_figures (cpu, steps[i].cpu, -1);
    }
}

int
main (int    argc,
      char **argv)
{
  YutuEntrySpec land = { "bench", "land", "bench", FALSE };
  YutuEntrySpec things = { "bench", "things", "bench", TRUE };
  Bench         bench = { NULL };
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    {
      g_printerr ("bench-act NEW-FILE\n");
      return 2;
    }
  bench.file = yutu_file_open (argv[1], YUTU_STORE_OPEN_CREATE, &error);
  if (bench.file == NULL ||
      !yutu_store_write (yutu_file_get_store (bench.file), &land, add_land, &bench, NULL, NULL, &error) ||
      !yutu_store_write (yutu_file_get_store (bench.file), &things, add_things, &bench, NULL, NULL, &error))
    bench_fail ("making the county", error);
  run_rounds (&bench);
  yutu_file_unref (bench.file);
  return 0;
}
