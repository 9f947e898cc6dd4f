/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-error-words.h"

#include "casework/yutu-module.h"
#include "coverage/yutu-indicator.h"
#include "division/yutu-division.h"
#include "division/yutu-topology.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "geo/yutu-crs.h"
#include "store/yutu-store.h"
#include "transfer/yutu-source.h"

static const char *
word (GQuark domain,
      int    code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "facts");

  return yutu_error_words_get (error);
}

static void
test_every_domain (void)
{
  const GQuark domains[] = { YUTU_STORE_ERROR, G_IO_ERROR, YUTU_CASEWORK_ERROR,
                             YUTU_COVERAGE_ERROR, YUTU_TRANSFER_ERROR, YUTU_CRS_ERROR,
                             YUTU_TOPOLOGY_ERROR, YUTU_DIVISION_ERROR, YUTU_GAZETTEER_ERROR };

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    for (int code = 0; code < 12; code++)
      g_assert_nonnull (word (domains[i], code));
  g_assert_null (word (g_quark_from_static_string ("another-domain"), 0));
}

/* What never was, what is on another day, and what is in the way are three things. */
static void
test_divisions (void)
{
  static const int codes[] = { YUTU_DIVISION_ERROR_FAILED, YUTU_DIVISION_ERROR_NOT_FOUND,
                               YUTU_DIVISION_ERROR_OTHER_DAY, YUTU_DIVISION_ERROR_AMBIGUOUS,
                               YUTU_DIVISION_ERROR_CODE_USED, YUTU_DIVISION_ERROR_INVALID,
                               YUTU_DIVISION_ERROR_CONFLICT };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    for (gsize k = 0; k < i; k++)
      g_assert_cmpstr (word (YUTU_DIVISION_ERROR, codes[i]), !=, word (YUTU_DIVISION_ERROR, codes[k]));
}

/* A register that is not there is no indicator, a table without a column is whole, and what was cancelled did not fail. */
static void
test_apart (void)
{
  g_assert_cmpstr (word (YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_REGISTER), !=,
                   word (YUTU_COVERAGE_ERROR, YUTU_COVERAGE_ERROR_UNKNOWN));
  g_assert_cmpstr (word (YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_COLUMNS), !=,
                   word (YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE));
  g_assert_cmpstr (word (G_IO_ERROR, G_IO_ERROR_CANCELLED), !=, word (G_IO_ERROR, G_IO_ERROR_FAILED));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/error-words/every-domain", test_every_domain);
  g_test_add_func ("/session/error-words/divisions", test_divisions);
  g_test_add_func ("/session/error-words/apart", test_apart);
  return g_test_run ();
}
