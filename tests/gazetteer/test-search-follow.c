/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The index of the search box: it follows what is written, stops when asked to, tells damage, and finds all that a plain
 * reading of the rules finds. */

#include "search-fixture.h"
#include "typed-name.h"

#include <locale.h>
#include <string.h>

#include "base/yutu-random.h"
#include "gazetteer/yutu-gazetteer.h"
#include "gazetteer/yutu-pinyin-private.h"

static gboolean
change_names (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  return yutu_connection_exec (connection,
                               "UPDATE place_name SET name = '九峰路' WHERE name = '罗店路'; "
                               "DELETE FROM facility WHERE name = '罗店镇敬老院'; "
                               "UPDATE division SET valid_to = '2020-01-01' WHERE name = '罗埠镇'; "
                               "UPDATE address SET door = door + 1000 WHERE id IN (SELECT id FROM address ORDER BY id LIMIT 3); "
                               "UPDATE address SET room = '909' WHERE room IS NOT NULL; "
                               "UPDATE address SET status = 7 - status WHERE status IN (3, 4); "
                               "DELETE FROM address WHERE id = (SELECT max (id) FROM address)",
                               error);
}

static gboolean
add_roads (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  for (int i = 0; i < 600; i++)
    {
      g_autofree char *name = g_strdup_printf ("九龙%d路", i);

      fixture_add_place (connection, name, "road", 0);
    }
  for (int i = 0; i < 5; i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (
        connection,
        "INSERT INTO address (id, village, place, door, room, text, kind, valid_from) SELECT ?1, village, place, door + ?2, "
        "'7', '', kind, valid_from FROM address ORDER BY id LIMIT 1",
        error);

      sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
      sqlite3_bind_int (statement, 2, i % 3);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
count (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  YutuSearchOptions options = { .limit = 3, .day = yutu_day_parse (SEARCH_TODAY) };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, "jiul", &options, error);

  *(gint64 *)data = result->total;
  return TRUE;
}

static gboolean
rebuild (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  return yutu_gazetteer_rebuild (connection, error);
}

static gboolean
dump (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  char **text = data;

  *text = fixture_dump (connection, "SELECT kind, block, n, hex(texts), hex(meta), hex(typed) "
                                    "FROM search_block ORDER BY kind, block");
  return TRUE;
}

static void
assert_as_rebuilt (Fixture *self)
{
  g_autofree char *kept = NULL;
  g_autofree char *fresh = NULL;

  fixture_read (self, dump, &kept);
  fixture_write (self, rebuild, NULL, FALSE);
  fixture_read (self, dump, &fresh);
  g_assert_cmpstr (kept, ==, fresh);
}

static void
test_follow (Fixture      *self,
             gconstpointer data)
{
  static const SearchQuestion before[] = { { "罗", "罗店镇; 罗埠镇; 罗店路; 罗店镇敬老院; 下罗村", SEARCH_NAMES },
                                           { NULL } };
  static const SearchQuestion after[] = { { "罗", "罗店镇; 下罗村", SEARCH_NAMES }, { "jfl", "九峰路", SEARCH_NAMES }, { NULL } };
  g_autoptr (GError) error = NULL;
  gint64 n = 0;

  fixture_write (self, change_names, NULL, FALSE);
  fixture_read (self, search_answer, (gpointer)after);
  assert_as_rebuilt (self);
  fixture_write (self, add_roads, NULL, TRUE);
  fixture_read (self, count, &n);
  g_assert_cmpint (n, ==, 600);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_undo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, count, &n);
  g_assert_cmpint (n, ==, 0);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_undo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, search_answer, (gpointer)before);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_redo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, search_answer, (gpointer)after);
  assert_as_rebuilt (self);
  g_assert_true (yutu_store_redo (self->store, "tester", NULL, NULL, &error));
  fixture_read (self, count, &n);
  g_assert_cmpint (n, ==, 600);
  assert_as_rebuilt (self);
}

typedef struct
{
  GCancellable *cancellable;
  gboolean      reached;
} Cancelled;

static gboolean
search_cancelled (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  Cancelled        *self = data;
  YutuSearchOptions options = { .day = yutu_day_parse (SEARCH_TODAY) };
  g_autoptr (YutuSearchResult) result = NULL;

  self->reached = TRUE;
  g_cancellable_cancel (self->cancellable); /* the next key */
  result = yutu_search_run (connection, "罗", &options, error);
  g_assert_null (result);
  return FALSE;
}

/* More estates than are read through, and one building in the last of them. */
static gboolean
add_estates (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64        estate = 0;
  sqlite3_stmt *statement = NULL;

  for (int i = 0; i < 1600; i++)
    {
      g_autofree char *name = g_strdup_printf (i < 1599 ? "%d苑" : "%d最长的名苑", i);

      estate = fixture_add_place (connection, name, "estate", 0);
    }
  statement = yutu_connection_prepare (connection,
                                       "INSERT INTO address (id, village, place, building, text, kind, valid_from) SELECT ?1, "
                                       "village, ?2, '32', '', 3, valid_from FROM address ORDER BY id LIMIT 1",
                                       error);
  sqlite3_bind_int64 (statement, 1, yutu_connection_new_id (connection));
  sqlite3_bind_int64 (statement, 2, estate);
  return yutu_connection_run (connection, statement, error);
}

static gboolean
find_rare (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  YutuSearchOptions options = { .limit = 3, .day = yutu_day_parse (SEARCH_TODAY) };
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, "苑32幢", &options, error);

  g_assert_cmpuint (result->hits->len, ==, 1);
  g_assert_true (result->total_is_least);
  return TRUE;
}

static void
test_rare (Fixture      *self,
           gconstpointer data)
{
  fixture_write (self, add_estates, NULL, FALSE);
  fixture_read (self, find_rare, NULL);
}

static void
test_cancel (Fixture      *self,
             gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Cancelled cancelled = { cancellable, FALSE };

  g_assert_false (yutu_store_read (self->store, search_cancelled, &cancelled, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (cancelled.reached);
}

static gboolean
damage (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  return yutu_connection_exec (
    connection,
    "UPDATE search_block SET texts = substr (texts, 1, length (texts) - 3) WHERE kind = 1; "
    "UPDATE search_block SET meta = zeroblob (44000) WHERE kind = 2; "
    "UPDATE search_block SET typed = x'' WHERE kind = 3; "
    "UPDATE search_block SET meta = zeroblob (9) WHERE kind = 4; "
    "UPDATE search_block SET texts = substr (texts, 1, length (texts) - 3) WHERE kind = 5 AND block % 3 = 0; "
    "UPDATE search_block SET typed = substr (typed, 1, 5) || x'00' WHERE kind = 5 AND block % 3 = 1; "
    "UPDATE search_block SET meta = zeroblob (44000) WHERE kind = 5 AND block % 3 = 2",
    error);
}

static gboolean
ask_all (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  for (unsigned kinds = YUTU_SEARCH_ADDRESS; kinds <= YUTU_SEARCH_CASE; kinds <<= 1)
    {
      YutuSearchOptions options = { .limit = 50, .kinds = kinds, .day = yutu_day_parse (SEARCH_TODAY), .include_past = TRUE };
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, data, &options, error);

      g_assert_nonnull (result);
    }
  return TRUE;
}

/* Fewer names, or wrong ones, but nothing is read outside (under ASan) and nothing crashes. */
static void
test_damaged (Fixture      *self,
              gconstpointer data)
{
  static const SearchQuestion questions[] = { { "罗店", "罗店镇; …", YUTU_SEARCH_DIVISION }, { "luo", "罗店镇; …", YUTU_SEARCH_DIVISION }, { NULL } };
  static const char *const    pieces[] = { "号", "1", "室", "WC", NULL };

  fixture_write (self, damage, NULL, FALSE);
  fixture_read (self, search_answer, (gpointer)questions);
  fixture_read (self, count, &(gint64){ 0 });
  for (int i = 0; pieces[i] != NULL; i++)
    fixture_read (self, ask_all, (gpointer)pieces[i]);
}

static char *
repeat (const char *text,
        gsize       n)
{
  GString *out = g_string_new (NULL);

  while (n-- > 0)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* Nothing that is pasted takes long or is read wrongly. */
static gboolean
ask_hostile (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  static const struct
  {
    const char *text;
    gsize       n;
    gboolean    is_too_long;
  } queries[] = {
    { "1a", 490 },
    { "1 a ", 240, TRUE },
    { "罗", 330 },
    { "罗", 334, TRUE },
    { "罗店镇", 100000, TRUE },
    { "1 a ", 15 },
    { "罗店镇 ", 32, TRUE },
    { "zh", 31 },
    { "aaaaaaaa", 7 },
    { "\xe7\xbd", 20 },
    { "\xff", 1 },
    { "1-", 400 },
    { "省市", 100 },
    { "''''", 100 },
    { "12345678901", 30 },
    { "°", 200 },
    { "%_*?\"';--", 10 },
  };
  YutuSearchOptions options = { .day = yutu_day_parse (SEARCH_TODAY), .unproject = search_unproject };

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autofree char *query = repeat (queries[i].text, queries[i].n);
      g_autoptr (YutuSearchResult) result = NULL;
      gint64 start = g_get_monotonic_time ();

      result = yutu_search_run (connection, query, &options, error);
      g_assert_nonnull (result);
      g_assert_cmpint (result->total, ==, 0);
      g_assert_cmpint (result->is_too_long, ==, queries[i].is_too_long);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
  return TRUE;
}

static void
test_hostile (Fixture      *self,
              gconstpointer data)
{
  fixture_read (self, ask_hostile, NULL);
}

/* ---- Under another unit, and by the names of communes ---- */

static gboolean
add_successor (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  return yutu_connection_exec (connection,
                               "INSERT INTO lineage (id, act, from_unit, to_unit, area_num, area_den, address_num, address_den) "
                               "SELECT 1, 1, f.unit, t.unit, 1, 1, 1, 1 FROM division f, division t "
                               "WHERE f.name = '岭上乡' AND t.name = '琅琊镇'",
                               error);
}

static gboolean
read_elsewhere (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  static const struct
  {
    const char *query;
    const char *names;
    gboolean    is_elsewhere;
    gboolean    is_commune;
    gboolean    is_base;
    const char *former; /* NULL: nothing is said of a county that is no more */
  } questions[] = {
    { "罗店镇八一南街", "八一南街", TRUE },
    { "罗店八一南街", "八一南街", TRUE },
    { "罗店镇 八一南街", "八一南街", TRUE },
    { "婺城区罗店镇八一南街128号甲", "八一南街128号甲", TRUE },
    { "罗店镇八一南街13号", "八一南街", TRUE, FALSE, TRUE },
    { "罗店镇下罗村", "下罗村", TRUE },
    { "城东街道八一南街", "八一南街" }, /* in no one unit, but with doors there */
    { "城东 八一南街", "八一南街" },
    { "城东街道八一南街13号", "八一南街", FALSE, FALSE, TRUE },
    { "罗店镇南街", "" }, /* a part of a name may mean anything */
    { "罗店路33号", "罗店路", FALSE, FALSE, TRUE }, /* a name of its own, though 罗店 is a unit */
    { "长山乡罗店路33号", "罗店路", FALSE, FALSE, TRUE },
    { "城东街道罗店路33号", "罗店路", TRUE, FALSE, TRUE },
    { "城东街道罗店路", "罗店路", TRUE },
    { "罗店公社", "罗店镇", FALSE, TRUE },
    { "罗店人民公社", "罗店镇", FALSE, TRUE },
    { "罗埠公社下罗大队", "下罗村", FALSE, TRUE },
    { "罗埠公社 下罗生产大队", "下罗村", FALSE, TRUE },
    { "岭上公社", "琅琊镇", FALSE, TRUE }, /* what came of it */
    { "罗店公社下罗大队", "下罗村", TRUE, TRUE },
    { "某某公社", "" },
    { "地址：金华市八一南街128号甲", "八一南街128号甲" },
    { "八一南街128号甲(临街)", "八一南街128号甲" },
    { "（八一南街128号甲）", "八一南街128号甲" },
    { "浙江金华城东街道八一南街128号甲 电话13900001111", "八一南街128号甲" },
    { "金华县罗埠镇下罗村", "下罗村" },
    { "金华市某某街128号甲", "" },
    { "香社溪区罗村", "" }, /* no such county: what stands behind may be anything */
    { "罗店镇政府", "罗店镇; 罗店镇敬老院" },
    { "罗店镇人民政府", "罗店镇; 罗店镇敬老院" },
    { "下罗村委会", "下罗村" },
    { "鹿田自然村", "鹿田" },
    { "八一南街128号甲对面", "八一南街128号甲" },
    { "芙蓉苑5幢2单元302室旁边", "芙蓉苑5幢2单元302室" },
    { "八一南街13号隔壁", "八一南街", FALSE, FALSE, TRUE },
    { "128号八一南街", "八一南街128号; 八一南街128号-3; 八一南街128号甲" }, /* the number before what it is of */
    { "5幢2单元302室芙蓉苑", "芙蓉苑5幢2单元302室" },
    { "一百二十号八一南街", "八一南街120号" },
    { "120号城东街道八一南街", "八一南街120号" },
    { "长山乡7号里坞", "里坞7号" },
    { "婺城区长山乡7号里坞", "里坞7号" },
    { "八一南街一百二十", "八一南街120号" },
    { "城东街道八一南街一二〇", "八一南街120号" },
    { "八一南街十三", "八一南街", FALSE, FALSE, TRUE },
    { "鹿田（罗店镇）", "鹿田" },
    { "八一南街120号（某某店）", "八一南街120号" },
    { "13号八一南街", "八一南街", FALSE, FALSE, TRUE },
    { "9幢芙蓉苑", "芙蓉苑", FALSE, FALSE, TRUE },
    { "江滨路（原名八一南街）120号", "八一南街120号" },
    { "八一南街（现名江滨路）120号", "八一南街120号" },
    { "江滨路（原名八一南街）13号", "八一南街", FALSE, FALSE, TRUE },
    { "江滨路（原名八一南街）", "八一南街" },
    { "汤溪县", "婺城区", FALSE, FALSE, FALSE, "“汤溪县” stood until 1958; its area is in 婺城区, 兰溪市 today" },
    { "金华县", "婺城区", FALSE, FALSE, FALSE, "“金华县” stood until 2000; its area is in 婺城区, 金东区 today" },
    { "浙江省金华县", "婺城区", FALSE, FALSE, FALSE, "“金华县” stood until 2000; its area is in 婺城区, 金东区 today" },
    { "汤唐县", "" },
    { "原罗店镇", "罗店镇; 罗店镇敬老院" }, /* what is said of a name before it */
    { "现名八一南街", "八一南街" },
    { "芙蓉苑小区", "芙蓉苑" },
    { "芙蓉苑小区5幢2单元302室", "芙蓉苑5幢2单元302室" },
    { "鹿田自然村对面", "" }, /* not both */
    { "城东办事处", "城东街道" },
    { "芙蓉苑东区9幢2单元302室", "芙蓉苑", FALSE, FALSE, TRUE },
  };
  YutuSearchOptions options = { .limit = 20, .day = yutu_day_parse (SEARCH_TODAY), .kinds = SEARCH_NAMES | YUTU_SEARCH_ADDRESS };

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *names = search_ask (connection, questions[i].query, &options);
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, questions[i].query, &options, error);

      g_test_message ("%s: %s", questions[i].query, names);
      if (questions[i].is_commune && strstr (names, "; ") != NULL)
        *strstr (names, "; ") = '\0'; /* the unit first, then what has its name within its own */
      g_assert_cmpstr (names, ==, questions[i].names);
      g_assert_cmpint (result->is_elsewhere, ==, questions[i].is_elsewhere);
      g_assert_cmpint (result->is_commune, ==, questions[i].is_commune);
      g_assert_cmpint (result->is_base, ==, questions[i].is_base);
      g_assert_cmpstr (result->former, ==, questions[i].former);
      g_assert_false (result->has_typo);
    }
  return TRUE;
}

static void
test_elsewhere (Fixture      *self,
                gconstpointer data)
{
  fixture_write (self, add_successor, NULL, FALSE);
  fixture_read (self, read_elsewhere, NULL);
}

static gboolean
name_with_brackets (YutuConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  return yutu_connection_exec (connection,
                               "UPDATE place_name SET name = '东门牌坊(二)' WHERE name = '罗店路'; "
                               "UPDATE place_name SET name = '东门牌坊' WHERE name = '鹿田'",
                               error);
}

static gboolean
read_brackets (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  YutuSearchOptions options = { .limit = 20, .day = yutu_day_parse (SEARCH_TODAY), .kinds = SEARCH_NAMES };
  g_autofree char  *within = search_ask (connection, "牌坊()", &options);
  g_autofree char  *outside = search_ask (connection, "东门牌坊(老的那座)", &options);
  g_autoptr (YutuSearchResult) result = yutu_search_run (connection, "牌坊()", &options, error);

  g_assert_cmpstr (within, ==, "东门牌坊(二)");
  g_assert_true (result->has_typo);
  g_assert_cmpstr (outside, ==, "东门牌坊; 东门牌坊(二)");
  return TRUE;
}

/* A name that has brackets of its own, but for an error, comes before what stands outside of them. */
static void
test_brackets (Fixture      *self,
               gconstpointer data)
{
  fixture_write (self, name_with_brackets, NULL, FALSE);
  fixture_read (self, read_brackets, NULL);
}

/* ---- Completeness: every name that a plain reading of the rules finds, and no other ---- */

#define N_RANDOM 400

typedef struct
{
  YutuRandom random;
  char      *names[N_RANDOM];
  gint64     ids[N_RANDOM];
} Oracle;

static char *
draw_name (YutuRandom *random)
{
  static const char *const characters[] = { "罗", "店", "长", "山", "乐", "重", "行", "埠", "琅",
                                            "琊", "安", "西", "龙", "洞", "石", "沙", "吕", "女",
                                            "路", "一", "南", "婺", "畈", "大", "K", "7" };
  GString                 *out = g_string_new (NULL);

  for (guint64 n = 2 + yutu_random_below (random, 5); n > 0; n--)
    g_string_append (out, characters[yutu_random_below (random, G_N_ELEMENTS (characters))]);
  return g_string_free (out, FALSE);
}

static gboolean
write_random (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Oracle *self = data;

  for (int i = 0; i < N_RANDOM; i++)
    {
      self->names[i] = draw_name (&self->random);
      self->ids[i] = fixture_add_place (connection, self->names[i], "hill", 0);
    }
  return TRUE;
}

static gboolean
is_found_plainly (const char *name,
                  const char *query)
{
  g_autofree char *text = g_utf8_strdown (name, -1);

  return typed_name_holds (text, query);
}

/* A part of a name as somebody may type it: each character itself, in full, or by its initial. */
static char *
draw_query (Oracle *self)
{
  YutuRandom      *random = &self->random;
  g_autofree char *text =
    g_utf8_strdown (self->names[yutu_random_below (random, N_RANDOM)], -1);
  g_autoptr (GPtrArray) typed = yutu_pinyin_list_typed (text);
  g_autoptr (GString) out = g_string_new (NULL);
  guint start = (guint)yutu_random_below (random, typed->len);
  guint end = start + 1 + (guint)yutu_random_below (random, typed->len - start);
  int   way = (int)yutu_random_below (random, 4); /* characters, pinyin, initials, mixed */

  for (guint i = start; i < end; i++)
    {
      const GPtrArray *readings = g_ptr_array_index (typed, i);
      int              here = way < 3 ? way : (int)yutu_random_below (random, 3);

      if (here == 0 || readings->len == 0)
        g_string_append_unichar (out, g_utf8_get_char (g_utf8_offset_to_pointer (text, i)));
      else
        g_string_append_len (
          out, g_ptr_array_index (readings, yutu_random_below (random, readings->len)),
          here == 1 ? -1 : 1);
    }
  if (way != 0 && yutu_random_below (random, 3) == 0 && out->len > 1 &&
      g_ascii_isalpha (out->str[out->len - 1]))
    g_string_truncate (out, out->len - 1); /* the last key not yet typed */
  if (yutu_random_below (random, 10) == 0)
    g_string_append_c (out, (char)('a' + yutu_random_below (random, 26)));
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
compare_with_oracle (YutuConnection *connection,
                     gpointer        data,
                     GError        **error)
{
  Oracle           *self = data;
  YutuSearchOptions options = {
    .limit = 1000,
    .kinds = YUTU_SEARCH_PLACE,
    .day = yutu_day_parse (SEARCH_TODAY),
  };

  for (int i = 0; i < 1500; i++)
    {
      g_autofree char *query = draw_query (self);
      g_autoptr (YutuSearchResult) result = yutu_search_run (connection, query, &options, error);
      g_autoptr (GHashTable) found = g_hash_table_new (g_int64_hash, g_int64_equal);

      for (guint k = 0; k < result->hits->len; k++)
        g_hash_table_add (found, &((YutuSearchHit *)g_ptr_array_index (result->hits, k))->id);
      for (int k = 0; k < N_RANDOM; k++)
        if (is_found_plainly (self->names[k], query) !=
            (!result->has_typo && g_hash_table_contains (found, &self->ids[k])))
          g_error ("“%s” and the name %s", query, self->names[k]);
    }
  return TRUE;
}

static void
test_complete (Fixture      *self,
               gconstpointer data)
{
  Oracle oracle = { 0 };

  yutu_random_init (&oracle.random, 20211021);
  fixture_write (self, write_random, &oracle, TRUE);
  fixture_read (self, compare_with_oracle, &oracle);
  for (int i = 0; i < N_RANDOM; i++)
    g_free (oracle.names[i]);
}

#define ADD(path, func) g_test_add ("/gazetteer/search-follow/" path, Fixture, NULL, search_set_up, func, fixture_tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  ADD ("follow", test_follow);
  ADD ("rare", test_rare);
  ADD ("cancel", test_cancel);
  ADD ("damaged", test_damaged);
  ADD ("hostile", test_hostile);
  ADD ("elsewhere", test_elsewhere);
  ADD ("brackets", test_brackets);
  ADD ("complete", test_complete);
  return g_test_run ();
}
