/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The notice and the filing sheet of a place name, and what a notice must have. */

#include <glib/gstdio.h>
#include <string.h>

#include "gazetteer/yutu-gazetteer-write.h"
#include "name-cases.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-papers.h"

static YutuNamePaper *
write_paper (NameCases        *self,
             const char       *name,
             YutuNamePaperKind kind)
{
  g_autoptr (GError) error = NULL;
  gint64         id = 0;
  YutuNamePaper *paper = NULL;

  yutu_file_find_place_name (self->file, name, yutu_day_from_ymd (2026, 3, 3), &id, &error);
  g_assert_no_error (error);
  paper = yutu_file_write_name_paper (self->file, id, kind, yutu_day_from_ymd (2026, 3, 3), NULL, &error);
  g_assert_no_error (error);
  return paper;
}

/* The content that the law asks for stands there, and what is not recorded is named. */
static void
test_papers_come_from_the_record (NameCases    *self,
                                  gconstpointer data)
{
  static const char *const told[] = { "关于“云舟路”更名为“望江路”的公告\n", "标准地名：望江路\n", "罗马字母拼写：Wangjiang Lu\n",
                                      "原名：云舟路\n", "位置描述：东起江堤，西至云门\n", "批准机关：云舟区人民政府\n",
                                      "批准文号：云政函〔2026〕7号\n", "批准日期：2026年3月3日\n",
                                      "公告号：云地名公告〔2026〕2号\n" };
  g_autoptr (YutuNamePaper) notice = NULL;
  g_autoptr (YutuNamePaper) filing = NULL;
  g_autoptr (YutuNamePaper) bare = NULL;
  g_autofree char *text = NULL;

  name_cases_announce (self, "PN.RENAME", "{\"proposed_name\":\"望江路\",\"location\":\"东起江堤，西至云门\"}");
  notice = write_paper (self, "望江路", YUTU_NAME_NOTICE);
  text = yutu_name_paper_dup_text (notice);
  for (gsize i = 0; i < G_N_ELEMENTS (told); i++)
    if (strstr (text, told[i]) == NULL)
      g_error ("“%s” is not told in %s", told[i], text);
  g_assert_cmpuint (notice->missing->len, ==, 0);
  filing = write_paper (self, "望江路", YUTU_NAME_FILING);
  g_clear_pointer (&text, g_free);
  text = yutu_name_paper_dup_text (filing);
  g_assert_nonnull (strstr (text, "应报备案期限：2026年3月18日\n"));
  g_assert_nonnull (strstr (text, "命名规则审查：2026年3月3日审查"));
  g_assert_cmpuint (filing->missing->len, ==, 2); /* meaning, reason */
  bare = write_paper (self, "旧巷", YUTU_NAME_NOTICE);
  g_assert_cmpuint (bare->missing->len, ==, 7);
  g_clear_pointer (&filing, yutu_name_paper_free);
  filing = write_paper (self, "旧巷", YUTU_NAME_FILING); /* recorded without a case */
  g_clear_pointer (&text, g_free);
  text = yutu_name_paper_dup_text (filing);
  g_assert_nonnull (strstr (text, "命名规则审查：无审查记录；2026年3月3日按命名规则核对"));
}

/* A road that lies in no unit by its record: the county and the townships that it runs through. */
static void
test_papers_tell_what_a_road_crosses (NameCases    *self,
                                      gconstpointer data)
{
  static const char unset[] =
    "UPDATE place_name SET division = NULL, geom = GeomFromText ('LINESTRING(119.4054 28.9054, 119.4056 28.9056)', 4490) WHERE id = 911";
  YutuEntrySpec entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNamePaper) paper = NULL;
  g_autofree char *text = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &entry, name_cases_run_sql, (gpointer)unset, NULL, NULL, &error);
  g_assert_no_error (error);
  paper = write_paper (self, "云舟路", YUTU_NAME_NOTICE);
  text = yutu_name_paper_dup_text (paper);
  g_assert_nonnull (strstr (text, "所属政区：云舟区东山街道\n"));
}

/* One that lies in a unit, and reaches over several below it. */
static void
test_papers_tell_what_an_area_reaches_over (NameCases    *self,
                                            gconstpointer data)
{
  static const char crossing[] = "UPDATE place_name SET fields = json_set (fields, '$.crossed_divisions', '第1村、第2村'), division = "
                                 "(SELECT unit FROM division WHERE name = '东山街道') WHERE id = 911";
  YutuEntrySpec     entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNamePaper) paper = NULL;
  g_autofree char *text = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &entry, name_cases_run_sql, (gpointer)crossing, NULL, NULL, &error);
  g_assert_no_error (error);
  paper = write_paper (self, "云舟路", YUTU_NAME_FILING);
  text = yutu_name_paper_dup_text (paper);
  g_assert_nonnull (strstr (text, "所属政区：云舟区东山街道第1村、第2村\n"));
}

/* A class that is a table's own is told by its title there; of what is no class of the form nothing is told. */
static void
test_papers_tell_the_class (NameCases    *self,
                            gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *line; /* NULL: no line is of the class */
  } cases[] = {
    { "UPDATE place_name SET class = 'road' WHERE id = 912", "地名类别：道路、街巷\n" },
    { "UPDATE place_name SET class = 'other', fields = '{\"category\":\"bay\"}' WHERE id = 912", "地名类别：海湾\n" },
    { "UPDATE place_name SET class = 'other', fields = '{}' WHERE id = 912", NULL },
  };
  YutuEntrySpec entry = { "test", "测试", "测试员", FALSE };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuNamePaper) paper = NULL;
      g_autofree char *text = NULL;

      yutu_store_write (yutu_file_get_store (self->file), &entry, name_cases_run_sql, (gpointer)cases[i].sql, NULL, NULL, &error);
      g_assert_no_error (error);
      paper = write_paper (self, "旧巷", YUTU_NAME_NOTICE);
      text = yutu_name_paper_dup_text (paper);
      g_test_message ("%s", text);
      g_assert_cmpint (strstr (text, cases[i].line != NULL ? cases[i].line : "地名类别") != NULL, ==, cases[i].line != NULL);
    }
}

static void
test_papers_are_saved (NameCases    *self,
                       gconstpointer data)
{
  g_autoptr (YutuNamePaper) paper = write_paper (self, "云舟路", YUTU_NAME_FILING);
  g_autofree char         *folder = g_dir_make_tmp ("yutu-paper-XXXXXX", NULL);
  static const char *const suffixes[] = { "txt", "pdf" };
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = g_strconcat ("a.", suffixes[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize            length = 0;

      g_assert_true (yutu_name_paper_save (paper, path, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_true (i == 0 ? g_str_has_prefix (content, "地名命名备案表\n") : g_str_has_prefix (content, "%PDF"));
      g_unlink (path);
    }
  g_assert_false (yutu_name_paper_save (paper, "/nowhere/a.doc", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_rmdir (folder);
}

/* Standard name, spelling, division, location, who approved it and when: without one of them neither the step is taken nor the
 * notice saved. */
static void
test_notice_waits_for_what_the_law_asks (NameCases    *self,
                                         gconstpointer data)
{
  static const char *const kinds[] = { "PN.RENAME", "PN.ABOLISH" };
  YutuEntrySpec            entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (YutuNamePaper) bare = write_paper (self, "云舟路", YUTU_NAME_NOTICE);
  g_autoptr (YutuNamePaper) notice = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("yutu-paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "a.txt", NULL);

  g_assert_cmpuint (bare->lacking->len, ==, 4); /* spelling, location, organ, day */
  g_assert_false (yutu_name_paper_save (bare, path, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gint64 id = name_cases_bring_to_filed (self, kinds[i], i == 0 ? "{\"proposed_name\":\"望江路\"}" : "{}");

      g_clear_error (&error);
      g_assert_false (name_cases_try_step (self, id, "announce", "{\"announcement_no\":\"1\"}", &error));
      g_assert_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_GUARD);
      g_clear_error (&error);
      name_cases_step (self, id, "announce", "{\"announcement_no\":\"1\",\"location\":\"东起江堤\"}");
    }
  yutu_store_write (yutu_file_get_store (self->file), &entry, name_cases_run_sql, (gpointer) "UPDATE place_name SET pinyin = 'Jiu Xiang' WHERE id = 912", NULL,
                    NULL, &error);
  g_assert_no_error (error);
  notice = write_paper (self, "旧巷", YUTU_NAME_NOTICE);
  g_assert_cmpstr (notice->title, ==, "关于注销地名“旧巷”的公告");
  g_assert_cmpuint (notice->lacking->len, ==, 0);
  g_clear_error (&error);
  g_assert_true (yutu_name_paper_save (notice, path, &error));
  g_assert_no_error (error);
  g_unlink (path);
  g_rmdir (folder);
}

/* What the record tells of the place need not be told again, and goes on under the new name; what it tells of the name does not. */
static void
test_location_is_taken_from_the_record (NameCases    *self,
                                        gconstpointer data)
{
  static const char        told[] = "UPDATE place_name SET fields = '{\"location\":\"江堤之西\",\"crossed_divisions\":\"东山村\",\"width_m\":18,"
                                    "\"approval_organ\":\"旧县\",\"origin\":\"云中之舟\"}' WHERE id IN (911, 912)";
  static const char *const kinds[] = { "PN.RENAME", "PN.ABOLISH" };
  YutuEntrySpec            entry = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &entry, name_cases_run_sql, (gpointer)told, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gint64 id = name_cases_bring_to_filed (self, kinds[i], i == 0 ? "{\"proposed_name\":\"望江路\"}" : "{}");

      name_cases_step (self, id, "announce", "{\"announcement_no\":\"1\"}");
    }
  name_cases_assert_says (self, "SELECT group_concat (DISTINCT json_extract (fields, '$.location')) FROM case_file", "江堤之西");
  name_cases_assert_says (self,
                          "SELECT json_extract (fields, '$.location') || json_extract (fields, '$.crossed_divisions') || json_extract (fields, '$.width_m') "
                          "|| json_extract (fields, '$.approval_organ') || ifnull (json_extract (fields, '$.origin'), '') FROM place_name WHERE name = '望江路'",
                          "江堤之西东山村18云舟区人民政府");
}

#define ADD(path, function) g_test_add (path, NameCases, NULL, name_cases_set_up, function, name_cases_tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/session/name-papers/papers-come-from-the-record", test_papers_come_from_the_record);
  ADD ("/session/name-papers/papers-tell-what-a-road-crosses", test_papers_tell_what_a_road_crosses);
  ADD ("/session/name-papers/what-an-area-reaches-over", test_papers_tell_what_an_area_reaches_over);
  ADD ("/session/name-papers/papers-tell-the-class", test_papers_tell_the_class);
  ADD ("/session/name-papers/papers-are-saved", test_papers_are_saved);
  ADD ("/session/name-papers/notice-waits-for-what-the-law-asks", test_notice_waits_for_what_the_law_asks);
  ADD ("/session/name-papers/location-is-taken-from-the-record", test_location_is_taken_from_the_record);
  return g_test_run ();
}
