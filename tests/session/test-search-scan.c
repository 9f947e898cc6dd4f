/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A search of the demo county finds what a plain pass over all of its rows finds, and counts it: by one
 * character and two, parts of names, letters, initials, both mixed, with one error of typing, doors, and pieces of
 * the text of an address or of a case's number that begin and end anywhere. */

#include "search-oracle.h"

#include <glib/gstdio.h>
#include <locale.h>

#include "session/yutu-demo-file.h"

#define N_ADDRESSES 2000
#define N_QUERIES   40  /* of each way */
#define N_PIECES    600 /* of addresses, from any place to any other */

static void
check (char       *fault,
       const char *query,
       GError     *error)
{
  g_assert_no_error (error);
  if (fault != NULL)
    g_error ("%s (%s)", fault, query);
}

static gboolean
ask_names (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuDay    day = yutu_day_today ();
  Oracle    *oracle = oracle_new (connection, error);
  YutuRandom random;
  guint      n[ORACLE_N_WAYS] = { 0 };

  g_assert_no_error (*error);
  yutu_random_init (&random, 330702);
  for (OracleWay way = ORACLE_ONE; way < ORACLE_N_WAYS; way++)
    while (n[way] < N_QUERIES)
      {
        g_autofree char *query = oracle_draw_query (oracle, &random, way);

        if (query == NULL)
          continue;
        check (oracle_compare_names (oracle, connection, query, day, error), query, *error);
        n[way]++;
      }
  oracle_free (oracle);
  return TRUE;
}

static gboolean
ask_doors (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuDay    day = yutu_day_today ();
  YutuRandom random;
  gsize      n_cut = 0;

  yutu_random_init (&random, 330703);
  for (int i = 0; i < 3 * N_QUERIES; i++)
    {
      g_autofree char *query = oracle_draw_door (connection, &random, error);

      g_assert_no_error (*error);
      check (oracle_compare_doors (connection, query, day, &n_cut, error), query, *error);
    }
  g_assert_cmpuint (n_cut, ==, 0);
  return TRUE;
}

static gboolean
ask_pieces (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  YutuDay    day = yutu_day_today ();
  YutuRandom random;
  gsize      n_cut = 0;

  yutu_random_init (&random, 330704);
  for (int i = 0; i < N_PIECES; i++)
    {
      g_autofree char *query = oracle_draw_piece (connection, &random, error);

      g_assert_no_error (*error);
      check (oracle_compare_piece (connection, query, day, &n_cut, error), query, *error);
    }
  g_assert_cmpuint (n_cut, <, N_PIECES / 20);
  for (int i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *query = oracle_draw_case_piece (connection, &random, error);

      g_assert_no_error (*error);
      check (oracle_compare_case (connection, query, day, error), query, *error);
    }
  return TRUE;
}

static void
test_scan (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yutu-scan-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "demo.yutu", NULL);
  g_autofree char *lock = g_strconcat (path, "-lock", NULL);
  g_autoptr (GError) error = NULL;
  YutuFile *file = yutu_file_new_demo (path, N_ADDRESSES, 0, NULL, &error);

  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_names, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_doors, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (file), ask_pieces, NULL, NULL, &error);
  g_assert_no_error (error);
  yutu_file_unref (file);
  g_remove (path);
  g_remove (lock);
  g_rmdir (folder);
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/search-scan/demo", test_scan);
  return g_test_run ();
}
