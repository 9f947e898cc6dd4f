/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Faults planted in raw layers, from 0.2 mm up: a trial finds each of them, and none where none was. */

#include <sched.h>

#include "fault-layer.h"
#include "file-fixture.h"

typedef struct
{
  FaultLayer              *layer;
  YutuDivisionImportResult result;
} Trial;

static gboolean
try_import (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Trial                    *trial = data;
  YutuDivisionImportOptions options = { .level = 5, .source = "test", .valid_from = "2000-01-01" };

  return yutu_division_import (connection, trial->layer->rows, trial->layer->n_rows, &options, FALSE,
                               &trial->result, error);
}

static void
run (File   *file,
     guint   side,
     guint   n_faults,
     guint64 seed)
{
  FaultLayer layer;
  Trial      trial = { .layer = &layer };
  guint      n_found[N_FAULT_KINDS] = { 0 }, n_planted[N_FAULT_KINDS] = { 0 };
  g_autoptr (GError) error = NULL;

  fault_layer_init (&layer, side, 7, n_faults, seed);
  yutu_store_read (file->store, try_import, &trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fault_layer_compare (&layer, &trial.result), ==, 0);
  g_assert_cmpuint (layer.faults->len, ==, n_faults);
  for (guint i = 0; i < layer.faults->len; i++)
    {
      const Fault *fault = &g_array_index (layer.faults, Fault, i);

      n_planted[fault->kind]++;
      n_found[fault->kind] += fault->n_found > 0;
    }
  for (int k = 0; k < N_FAULT_KINDS; k++)
    {
      g_test_message ("%s: %u of %u", fault_kind_name (k), n_found[k], n_planted[k]);
      g_assert_cmpuint (n_found[k], ==, n_planted[k]);
    }
  yutu_division_import_result_clear (&trial.result);
  fault_layer_clear (&layer);
}

static void
test_all_planted_faults_are_found (File         *file,
                                   gconstpointer data)
{
  for (guint64 seed = 1; seed <= (g_getenv ("YUTU_TEST_LONG") != NULL ? 100 : 4); seed++)
    run (file, 40, 70, seed);
}

static void
test_a_clean_layer_has_none (File         *file,
                             gconstpointer data)
{
  run (file, 30, 0, 99);
}

/* Everything that is told of the layer, in order. */
static char *
tell (File       *file,
      FaultLayer *layer)
{
  g_autoptr (GString) told = g_string_new (NULL);
  Trial trial = { .layer = layer };
  g_autoptr (GError) error = NULL;

  yutu_store_read (file->store, try_import, &trial, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fault_layer_compare (layer, &trial.result), ==, 0);
  for (guint i = 0; i < trial.result.findings->len; i++)
    {
      const YutuDivisionFinding *finding = g_ptr_array_index (trial.result.findings, i);

      g_string_append_printf (told, "%s %" G_GINT64_FORMAT " %s\n", finding->id, finding->row, finding->message);
    }
  yutu_division_import_result_clear (&trial.result);
  return g_string_free (g_steal_pointer (&told), FALSE);
}

/* A layer large enough for several threads: what they tell together is what one tells alone. */
static void
test_threads_change_nothing (File         *file,
                             gconstpointer data)
{
  cpu_set_t        all, one;
  FaultLayer       layer;
  g_autofree char *together = NULL;
  g_autofree char *alone = NULL;

  CPU_ZERO (&one);
  g_assert_cmpint (sched_getaffinity (0, sizeof all, &all), ==, 0);
  if (CPU_COUNT (&all) < 2)
    {
      g_test_skip ("there is one processor");
      return;
    }
  for (int i = 0; CPU_COUNT (&one) == 0; i++)
    if (CPU_ISSET (i, &all))
      CPU_SET (i, &one);
  fault_layer_init (&layer, 100, 7, 280, 81000);
  together = tell (file, &layer);
  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  alone = tell (file, &layer);
  g_assert_cmpint (sched_setaffinity (0, sizeof all, &all), ==, 0);
  g_assert_cmpstr (together, ==, alone);
  for (guint i = 0; i < layer.faults->len; i++)
    g_assert_cmpuint (g_array_index (layer.faults, Fault, i).n_found, >=, 2);
  fault_layer_clear (&layer);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/division/import-faults/all-found", File, NULL, file_set_up, test_all_planted_faults_are_found,
              file_tear_down);
  g_test_add ("/division/import-faults/none-invented", File, NULL, file_set_up, test_a_clean_layer_has_none,
              file_tear_down);
  g_test_add ("/division/import-faults/threads-change-nothing", File, NULL, file_set_up, test_threads_change_nothing,
              file_tear_down);
  return g_test_run ();
}
