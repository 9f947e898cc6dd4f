/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lists of written addresses: what is read of them, what is decided, kept in a draft and written back. */

#include <locale.h>
#include <string.h>

#include "folder.h"

#include "gazetteer/yutu-address-code.h"
#include "session/yutu-address-mask.h"
#include "session/yutu-address-review.h"
#include "session/yutu-demo-file.h"
#include "transfer/yutu-source.h"

#define DAY "2026-11-24"

typedef struct
{
  char      *folder;
  YutuFile  *file;
  GPtrArray *texts; /* of addresses of today */
  char      *old;   /* one that ended */
} Fixture;

static gboolean
list_texts (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Fixture      *self = data;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT text FROM address WHERE valid_to > '" DAY "' AND valid_from <= '" DAY "' ORDER BY id LIMIT 40", error);
  gboolean row = TRUE;

  while (statement != NULL && row)
    {
      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (row)
        g_ptr_array_add (self->texts, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
    }
  sqlite3_reset (statement);
  statement = yutu_connection_prepare (connection,
                                       "SELECT a.text FROM address a JOIN address b ON b.previous = a.id "
                                       "WHERE a.valid_to <= '" DAY "' AND a.text <> b.text ORDER BY a.id LIMIT 1",
                                       error);
  if (statement == NULL || !yutu_connection_step (connection, statement, &row, error))
    return FALSE;
  self->old = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  sqlite3_reset (statement);
  return TRUE;
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("yutu-review-XXXXXX", &error);
  path = g_build_filename (self->folder, "demo.yutu", NULL);
  self->file = yutu_file_new_demo (path, 3000, 7, NULL, &error);
  g_assert_no_error (error);
  self->texts = g_ptr_array_new_with_free_func (g_free);
  yutu_store_read (yutu_file_get_store (self->file), list_texts, self, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  g_ptr_array_unref (self->texts);
  g_free (self->old);
  folder_remove (self->folder);
}

/* ---- Tables ---- */

typedef struct
{
  const char *text;
  gsize       rows;
  gsize       columns;
  gsize       likely;
  gboolean    has_heading;
} TableCase;

static const TableCase TABLES[] = {
  { "八一南街128号\n罗店镇鹿村2号\n", 2, 1, 0, FALSE },
  { "现住址\n八一南街128号\n", 2, 1, 0, TRUE },
  { "同上\n八一南街128号\n", 2, 1, 0, FALSE },
  { "\n八一南街128号\n\n罗店镇鹿村2号\n\n", 3, 1, 0, FALSE }, /* a cell of a column may be empty */
  { "序号\t经营场所\n1\t八一南街128号\n", 2, 2, 1, TRUE },
  { "编号\t说明\t住处\n7\t甲\t八一南街128号\n8\t乙\t罗店镇鹿村2号\n", 3, 3, 2, TRUE },
  { "户籍地\t居住地\n浙江省杭州市\t八一南街128号\n上海市\t罗店镇鹿村2号\n", 3, 2, 1, TRUE },
  { "7\t八一南街128号\n8\t罗店镇鹿村2号\n", 2, 2, 1, FALSE },
  { "7\t\"八一南街\n128号\"\n", 1, 2, 1, FALSE },
  { "一个\"引号\n八一南街128号, 3楼\n", 2, 1, 0, FALSE },
  { "a\n1\t2\t3\n", 2, 3, 0, FALSE },

  /* lines of a CSV file; a comma inside of addresses makes none */
  { "编号,姓名,地址\n1,张三,八一南街128号\n2,李四,\"罗店镇鹿村2号,东边\"\n", 3, 3, 2, TRUE },
  { "1;甲;八一南街128号\n2;乙;罗店镇鹿村2号\n", 2, 3, 2, FALSE },
  { "婺城区,八一南街128号\n罗店镇,鹿村2号\n", 2, 1, 0, FALSE },
  { "八一南街128号,张三收\n罗店镇鹿村2号,李四收\n", 2, 1, 0, FALSE },
  { "编号,姓名,地址\n1,张三\n2,李四,罗店镇鹿村2号\n", 3, 1, 0, TRUE },
  { "地址：八一南街128号,罗店镇\n", 1, 1, 0, FALSE },
};

static void
test_reads_what_is_pasted (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TABLES); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuAddressTable) table = yutu_address_table_read_text (TABLES[i].text, &error);

      g_assert_no_error (error);
      g_test_message ("%s", TABLES[i].text);
      g_assert_cmpuint (yutu_address_table_count_rows (table), ==, TABLES[i].rows);
      g_assert_cmpuint (yutu_address_table_count_columns (table), ==, TABLES[i].columns);
      g_assert_cmpuint (yutu_address_table_get_likely_column (table), ==, TABLES[i].likely);
      g_assert_cmpint (yutu_address_table_has_heading (table), ==, TABLES[i].has_heading);
      g_assert_cmpstr (yutu_address_table_get (table, 0, 7), ==, "");
    }
}

static void
test_refuses_nothing_and_too_much (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *long_text = g_strnfill (YUTU_ADDRESS_TABLE_MAX_TEXT + 1, 'x');

  g_assert_null (yutu_address_table_read_text ("\n\n", &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_UNREADABLE);
  g_clear_error (&error);
  g_assert_null (yutu_address_table_read_text (long_text, &error));
  g_assert_error (error, YUTU_TRANSFER_ERROR, YUTU_TRANSFER_ERROR_TOO_LARGE);
}

/* ---- People ---- */

static void
test_masks_people (void)
{
  static const char *const lines[][2] = {
    { "罗埠镇后张村12号 电话13800001111", "罗埠镇后张村12号 电话138****1111" },
    { "八一南街128号 ０５７９-８２３４５６７８", NULL },
    { "八一南街128号 33079919480101001X", NULL },
    { "321000 八一南街128号", "321000 八一南街128号" },
    { "桃园小区2-2-501 82345678", "桃园小区2-2-501 ******78" },
    { "桃园小区2-2-501 1380000123", "桃园小区2-2-501 ********23" },
    { "李四，138-0000-1111，桃园小区2-2-501", "李*，138****1111，桃园小区2-2-501" },
    { "八一南街128号5幢2单元302室", "八一南街128号5幢2单元302室" },
  };
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autofree char *masked = yutu_address_mask_line (lines[i][0], yutu_address_parser_read (parser, lines[i][0]));

      g_test_message ("%s", masked);
      if (lines[i][1] != NULL)
        g_assert_cmpstr (masked, ==, lines[i][1]);
      else
        g_assert_nonnull (strstr (masked, "***"));
      g_assert_null (strstr (masked, "82345678"));
      g_assert_null (strstr (masked, "19480101"));
    }
}

static void
test_masks_names (void)
{
  static const char line[] = "罗埠镇后张村12号张三家";
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  const YutuAddressParse *parse = yutu_address_parser_read (parser, line);
  g_autofree char        *masked = yutu_address_mask_line (line, parse);

  g_assert_cmpuint (parse->reasons & YUTU_ADDRESS_PERSON_DROPPED, !=, 0);
  g_assert_null (strstr (masked, "张三"));
  g_assert_nonnull (strstr (masked, "罗埠镇后张村12号"));
}

/* ---- The review ---- */

/* An address of today, one that ended, one without its door, and none. */
static YutuAddressReview *
review_four (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup_printf ("编号\t地址\t备注\n1\t%s\t=1+1\n2\t%s\t\n3\t城东街道无此路99999号\t\n4\t同上\tx\n",
                                           (char *)g_ptr_array_index (self->texts, 0), self->old);
  g_autoptr (YutuAddressTable) table = yutu_address_table_read_text (text, &error);
  YutuReviewSpec     spec = { table, 1, TRUE };
  YutuAddressReview *review = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (yutu_address_table_get_likely_column (table), ==, 1);
  review = yutu_file_review_addresses (self->file, &spec, yutu_day_parse (DAY), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yutu_address_review_count (review), ==, 4);
  return review;
}

static void
check_counts (YutuAddressReview *review)
{
  gsize sum = 0;

  for (int group = YUTU_REVIEW_AUTO; group < YUTU_REVIEW_N_GROUPS; group++)
    {
      g_autoptr (GArray) rows = yutu_address_review_list_group (review, (YutuReviewGroup)group);

      g_assert_cmpuint (rows->len, ==, yutu_address_review_count_group (review, (YutuReviewGroup)group));
      sum += rows->len;
    }
  g_assert_cmpuint (sum, ==, yutu_address_review_count_group (review, YUTU_REVIEW_ALL));
}

static void
test_decides_and_takes_back (Fixture      *self,
                             gconstpointer data)
{
  g_autoptr (YutuAddressReview) review = review_four (self);
  const YutuReviewRow    *row = yutu_address_review_get (review, 0);
  const YutuAddressChoice other = { .address = 7, .level = 4, .standard = (char *)"别处1号" };

  g_assert_cmpstr (row->choice.standard, ==, g_ptr_array_index (self->texts, 0));
  g_assert_cmpuint (strlen (row->choice.code), ==, 36);
  g_assert_cmpint (yutu_review_row_get_group (row), ==, YUTU_REVIEW_AUTO);
  g_assert_cmpint (yutu_review_row_get_group (yutu_address_review_get (review, 3)), ==, YUTU_REVIEW_HAND);
  check_counts (review);
  yutu_address_review_take (review, 0, &other);
  g_assert_cmpint (yutu_review_row_get_group (row), ==, YUTU_REVIEW_DECIDED);
  g_assert_cmpstr (row->choice.standard, ==, "别处1号");
  check_counts (review);
  yutu_address_review_set_aside (review, 0);
  g_assert_cmpint (yutu_review_row_get_group (row), ==, YUTU_REVIEW_HAND);
  g_assert_null (row->choice.standard);
  check_counts (review);
  yutu_address_review_take_back (review, 0);
  g_assert_cmpint (yutu_review_row_get_group (row), ==, YUTU_REVIEW_AUTO);
  g_assert_cmpstr (row->choice.standard, ==, g_ptr_array_index (self->texts, 0));
  yutu_address_review_take (review, 0, NULL);
  g_assert_cmpint (yutu_review_row_get_group (row), ==, YUTU_REVIEW_DECIDED);
  check_counts (review);
}

static void
test_keeps_decisions (Fixture      *self,
                      gconstpointer data)
{
  g_autoptr (YutuAddressReview) review = review_four (self);
  g_autoptr (YutuAddressReview) again = review_four (self);
  const YutuAddressChoice other = { .place = 9, .level = 6, .standard = (char *)"别处", .has_point = TRUE, .point = { 5, 6 } };
  g_autofree char        *json = NULL;
  g_autofree char        *moved = NULL;

  yutu_address_review_take (review, 3, &other);
  yutu_address_review_set_aside (review, 0);
  json = yutu_address_review_to_json (review);
  g_assert_cmpuint (yutu_address_review_apply_json (again, json), ==, 2);
  g_assert_cmpstr (yutu_address_review_get (again, 3)->choice.standard, ==, "别处");
  g_assert_cmpint (yutu_address_review_get (again, 3)->choice.point.y, ==, 6);
  g_assert_cmpint (yutu_address_review_get (again, 0)->decision, ==, YUTU_DECISION_ASIDE);
  check_counts (again);
  /* a row that says something else now, and what is no JSON of ours */
  moved = g_strdup ("[{\"row\":1,\"given\":\"elsewhere\",\"decision\":2},{\"row\":-3},{\"row\":99,\"given\":\"x\",\"decision\":2},7]");
  g_assert_cmpuint (yutu_address_review_apply_json (again, moved), ==, 0);
  g_assert_cmpuint (yutu_address_review_apply_json (again, "{nonsense"), ==, 0);
}

static void
test_old_ones_tell_their_acts (Fixture      *self,
                               gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressReview) review = review_four (self);
  const YutuReviewRow *row = yutu_address_review_get (review, 1);
  g_autoptr (GPtrArray) steps = yutu_file_list_address_chain (self->file, &row->former, yutu_day_parse (DAY), NULL, &error);
  const YutuAddressStep *step = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (yutu_review_row_get_group (row), ==, YUTU_REVIEW_AUTO);
  g_assert_cmpuint (steps->len, >, 0);
  step = g_ptr_array_index (steps, 0);
  g_assert_nonnull (step->act);
  g_assert_cmpstr (step->from, !=, step->to);
}

/* ---- Codes ---- */

typedef struct
{
  GHashTable *codes;
  guint       n;
  guint       n_none;
} Codes;

static gboolean
collect_codes (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Codes        *self = data;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT a.id, d.code FROM address a JOIN division d ON d.unit = a.village WHERE a.valid_to > '" DAY "' "
                "AND d.valid_from <= '" DAY "' AND d.valid_to > '" DAY "'",
    error);
  gboolean row = TRUE;

  while (statement != NULL && row)
    {
      g_autofree char *code = NULL;

      if (!yutu_connection_step (connection, statement, &row, error))
        return FALSE;
      if (!row)
        break;
      if (!yutu_address_load_code (connection, sqlite3_column_int64 (statement, 0), 0, 0, yutu_day_parse (DAY), &code, error))
        return FALSE;
      self->n++;
      self->n_none += code == NULL;
      if (code == NULL)
        continue;
      g_assert_cmpuint (strlen (code), ==, YUTU_ADDRESS_CODE_LENGTH);
      g_assert_true (g_str_has_prefix (code, (const char *)sqlite3_column_text (statement, 1)));
      g_assert_true (g_hash_table_add (self->codes, g_steal_pointer (&code)));
    }
  sqlite3_reset (statement);
  return statement != NULL;
}

/* No two addresses of today have one, and each begins with that of its village. */
static void
test_codes_are_their_own (Fixture      *self,
                          gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) codes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Codes all = { codes, 0, 0 };

  yutu_store_read (yutu_file_get_store (self->file), collect_codes, &all, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u addresses, %u without a code", all.n, all.n_none);
  g_assert_cmpuint (all.n, >, 2500);
  g_assert_cmpuint (all.n_none * 50, <, all.n);
}

/* ---- Writing back ---- */

static void
check_saved (Fixture           *self,
             YutuAddressReview *review,
             const char        *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (YutuSource) source = NULL;
  const YutuReviewSpec *spec = yutu_address_review_get_spec (review);

  g_assert_true (yutu_address_review_save (review, path, NULL, &error));
  g_assert_no_error (error);
  source = yutu_source_read_table (path, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (yutu_source_count_rows (source), ==, 4);
  g_assert_cmpuint (yutu_source_count_fields (source), ==, 3 + YUTU_ADDRESS_N_ADDED);
  for (gsize column = 0; column < 3; column++)
    for (gsize row = 0; row < 4; row++)
      {
        const char *given = yutu_address_table_get (spec->table, row + 1, column);
        const char *written = yutu_source_get_text (source, row, column);

        g_assert_cmpstr (written != NULL ? yutu_sink_unquote (written) : "", ==, given);
      }
  g_assert_cmpstr (yutu_source_get_text (source, 0, 6), ==, g_ptr_array_index (self->texts, 0));
  g_assert_cmpstr (yutu_source_get_text (source, 0, 7), ==, yutu_address_review_get (review, 0)->choice.code);
  g_assert_cmpstr (yutu_source_get_text (source, 3, 11), ==, "REFERENCE");
  g_assert_null (yutu_source_get_text (source, 3, 6));
}

/* What nobody confirmed is no standard address, and what it could be is not lost. */
static void
test_writes_no_guess (Fixture      *self,
                      gconstpointer data)
{
  g_autoptr (YutuAddressReview) review = review_four (self);
  g_autofree char *path = g_build_filename (self->folder, "guess.csv", NULL);

  for (int pass = 0; pass < 3; pass++)
    {
      const YutuReviewRow *row = yutu_address_review_get (review, 2);
      g_autoptr (YutuSource) source = NULL;

      if (pass == 1)
        yutu_address_review_take (review, 2, NULL);
      else if (pass == 2)
        yutu_address_review_set_aside (review, 2);
      g_assert_true (yutu_address_review_save (review, path, NULL, NULL));
      source = yutu_source_read_table (path, NULL, NULL, NULL);
      g_assert_cmpstr (yutu_source_get_field (source, 14), ==, "Candidate addresses");
      for (gsize column = 6; column < 11; column++)
        g_assert_true (pass == 1 || yutu_source_get_text (source, 2, column) == NULL);
      g_assert_cmpstr (yutu_source_get_text (source, 2, 6), ==, pass == 1 ? row->choice.standard : NULL);
      g_assert_cmpstr (yutu_source_get_text (source, 2, 14), ==, pass == 0 ? row->proposed : NULL);
      g_assert_true (pass != 0 || strstr (row->proposed, row->choice.standard) != NULL);
      g_assert_null (yutu_source_get_text (source, 0, 14));
    }
}

static void
test_writes_back (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr (YutuAddressReview) review = review_four (self);

  check_saved (self, review, "a.csv");
  check_saved (self, review, "a.xlsx");
}

#define ADD(name, func) g_test_add ("/session/address-review/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/address-review/reads-what-is-pasted", test_reads_what_is_pasted);
  g_test_add_func ("/session/address-review/refuses-nothing-and-too-much", test_refuses_nothing_and_too_much);
  g_test_add_func ("/session/address-review/masks-people", test_masks_people);
  g_test_add_func ("/session/address-review/masks-names", test_masks_names);
  ADD ("decides-and-takes-back", test_decides_and_takes_back);
  ADD ("keeps-decisions", test_keeps_decisions);
  ADD ("old-ones-tell-their-acts", test_old_ones_tell_their_acts);
  ADD ("codes-are-their-own", test_codes_are_their_own);
  ADD ("writes-no-guess", test_writes_no_guess);
  ADD ("writes-back", test_writes_back);
  return g_test_run ();
}
