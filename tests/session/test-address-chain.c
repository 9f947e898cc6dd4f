/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Ten thousand addresses through a quarter of a century: places and villages get other names, villages become
 * part of others, doors are numbered anew, sometimes with numbers that others had. Whatever an address was
 * called leads to where it stands today, by the chain of what happened, or to a choice among all that were
 * ever called so: never to another. */

#include "../gazetteer/gazetteer-fixture.h"

#include <locale.h>
#include <string.h>

#include "base/yutu-random.h"
#include "gazetteer/yutu-address-match.h"
#include "gazetteer/yutu-address-move.h"
#include "gazetteer/yutu-gazetteer.h"
#include "session/yutu-address-chain.h"

#define N_TOWNSHIPS 6
#define N_VILLAGES  60
#define N_PLACES    1000
#define N_DOORS     10
#define FIRST_YEAR  2001
#define LAST_YEAR   2024
#define TODAY       "2026-11-24"

typedef struct
{
  gint64 unit; /* 0: it ended */
  gint64 parent;
} Village;

typedef struct
{
  gint64      id; /* of its row of now */
  gsize       village;
  const char *name_class;
} Place;

typedef struct
{
  YutuRandom  random;
  GHashTable *names; /* char *: taken */
  Village     villages[N_VILLAGES];
  Place       places[N_PLACES];
  guint       n_acts;
} World;

static void
fail_on (GError *error)
{
  g_assert_no_error (error);
}

static void
run (YutuConnection *connection, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yutu_connection_exec (connection, sql, &error);
  fail_on (error);
}

/* Names that nothing had before: what the same name means is another test's. */
static char *
draw_name (World *self, const char *generic)
{
  static const char *const firsts[] = { "青", "松", "竹", "梅", "兰", "荷", "桂", "枫", "柳", "桃", "杏", "樟", "银", "玉", "翠",
                                        "碧", "丹", "紫", "锦", "瑞", "祥", "福", "禄", "寿", "康", "宁", "永", "久", "丰", "盛" };
  static const char *const seconds[] = { "溪", "湖", "泉", "峰", "岩", "石", "林", "荫", "苑", "台", "亭", "阁", "堂", "塘", "坞",
                                         "畈", "垄", "坪", "坡", "岗", "川", "源", "渡", "舟", "帆", "月", "星", "云", "霞", "露" };

  for (;;)
    {
      g_autofree char *name = g_strconcat (firsts[yutu_random_below (&self->random, G_N_ELEMENTS (firsts))],
                                           firsts[yutu_random_below (&self->random, G_N_ELEMENTS (firsts))],
                                           seconds[yutu_random_below (&self->random, G_N_ELEMENTS (seconds))], NULL);

      if (g_hash_table_add (self->names, g_strdup (name)))
        return g_strconcat (name, generic, NULL);
    }
}

static const char *
generic_of (const Place *place)
{
  return strcmp (place->name_class, "road") == 0     ? "路"
         : strcmp (place->name_class, "estate") == 0 ? "小区"
                                                     : "";
}

/* ---- The first day ---- */

static void
add_doors (World *self, YutuAddressWriter *writer, const Place *place)
{
  for (int i = 0; i < N_DOORS; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", i + 1);
      gboolean         is_estate = strcmp (place->name_class, "estate") == 0;
      YutuAddressSpec  spec = { .village = self->villages[place->village].unit,
                                .place = place->id,
                                .kind = is_estate ? 3 : 1,
                                .door = is_estate ? 0 : 2 * i + 1,
                                .building = is_estate ? number : NULL,
                                .valid_from = "2000-01-01" };
      g_autoptr (GError) error = NULL;

      yutu_address_writer_add (writer, &spec, NULL, &error);
      fail_on (error);
    }
}

static gboolean
write_first (YutuConnection *connection, gpointer data, GError **error)
{
  static const char *const classes[] = { "road", "natural-village", "estate" };
  World                   *self = data;
  UnitSpec county = { 3, "district", "婺城区", "婺城", "区", NULL, "330702", 0, "2000-01-01", NULL };
  gint64   top = fixture_add_unit (connection, &county), townships[N_TOWNSHIPS];
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);

  for (gsize i = 0; i < N_TOWNSHIPS; i++)
    {
      g_autofree char *name = draw_name (self, "镇");
      UnitSpec         spec = { 4, "town", name, "", "镇", NULL, NULL, top, "2000-01-01", NULL };

      townships[i] = fixture_add_unit (connection, &spec);
    }
  for (gsize i = 0; i < N_VILLAGES; i++)
    {
      g_autofree char *name = draw_name (self, "村");
      UnitSpec         spec = { 5, "village", name, "", "村", NULL, NULL, townships[i % N_TOWNSHIPS], "2000-01-01", NULL };

      self->villages[i] = (Village){ fixture_add_unit (connection, &spec), spec.parent };
    }
  for (gsize i = 0; i < N_PLACES; i++)
    {
      Place           *place = &self->places[i];
      g_autofree char *name = NULL;

      *place = (Place){ .village = yutu_random_below (&self->random, N_VILLAGES), .name_class = classes[i % 3] };
      name = draw_name (self, generic_of (place));
      place->id = fixture_add_place (connection, name, place->name_class, self->villages[place->village].unit);
      add_doors (self, writer, place);
    }
  return yutu_address_writer_finish (writer, error);
}

/* ---- Acts ---- */

static void
rename_place (World *self, YutuConnection *connection, Place *place, YutuDay day)
{
  g_autofree char *name = draw_name (self, generic_of (place));
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressReword) reword = yutu_address_reword_new (connection, 0, place->id, day, &error);
  g_auto (YutuAddressRewordResult) result = { 0 };

  fail_on (error);
  yutu_place_name_rename (connection, place->id, name, day, &place->id, &error);
  fail_on (error);
  yutu_address_reword_finish (reword, place->id, &result, &error);
  fail_on (error);
  g_assert_cmpuint (result.successors->len, ==, N_DOORS);
}

static void
rename_village (World *self, YutuConnection *connection, const Village *village, YutuDay day)
{
  g_autofree char *name = draw_name (self, "村");
  char             text[YUTU_DAY_TEXT_SIZE];
  g_autofree char *end = NULL;
  g_autofree char *begin = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressReword) reword = yutu_address_reword_new (connection, village->unit, 0, day, &error);
  g_auto (YutuAddressRewordResult) result = { 0 };

  fail_on (error);
  yutu_day_format (day, text);
  begin = g_strdup_printf ("INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, pinyin, parent, "
                           "valid_from) SELECT %" G_GINT64_FORMAT ", unit, uuid, level, type, '%s', '', generic_term, pinyin, parent, '%s' FROM division "
                           "WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '%s'",
                           yutu_connection_new_id (connection), name, text, village->unit, text);
  end = g_strdup_printf ("UPDATE division SET valid_to = '%s' WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31'",
                         text, village->unit);
  run (connection, end);
  run (connection, begin);
  yutu_address_reword_finish (reword, 0, &result, &error);
  fail_on (error);
}

/* One becomes part of another one, under the act that is said to do it. */
static void
merge_village (World *self, YutuConnection *connection, gsize from, gsize to, YutuDay day)
{
  YutuAddressMove  move = { self->villages[from].unit, self->villages[to].unit, NULL };
  gint64           act = yutu_connection_new_id (connection), n = 0;
  char             text[YUTU_DAY_TEXT_SIZE];
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (YutuAddressMoved) moved = { 0 };

  yutu_day_format (day, text);
  sql = g_strdup_printf ("UPDATE division SET valid_to = '%s' WHERE unit = %" G_GINT64_FORMAT " AND valid_to = '9999-12-31';"
                         "INSERT INTO act (id, kind, title, doc_no, effective_on, state) VALUES (%" G_GINT64_FORMAT
                         ", 'merge', '并村', '婺政〔%.4s〕1号', '%s', 'in_force');"
                         "INSERT INTO lineage (id, act, from_unit, to_unit, area_num, area_den, address_num, address_den) VALUES "
                         "(%" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 1, 1, 1, 1)",
                         text, move.from, act, text, text, yutu_connection_new_id (connection), act, move.from, move.to);
  run (connection, sql);
  yutu_address_move (connection, &move, 1, day, &moved, &error);
  fail_on (error);
  yutu_place_names_follow (connection, &move, 1, &n, &error);
  fail_on (error);
  self->villages[from].unit = 0;
  for (gsize i = 0; i < N_PLACES; i++)
    if (self->places[i].village == from)
      self->places[i].village = to;
}

/* All doors of a base: far away from the old ones, or each on the number that the next one had. */
static void
renumber (World *self, YutuConnection *connection, const Place *place, YutuDay day)
{
  gboolean      is_estate = strcmp (place->name_class, "estate") == 0;
  int           by = yutu_random_below (&self->random, 2) == 0 ? 2 : 100;
  char          text[YUTU_DAY_TEXT_SIZE];
  gboolean      row = TRUE;
  gsize         n = 0;
  gint64        ids[N_DOORS], villages[N_DOORS];
  int           numbers[N_DOORS];
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuAddressWriter) writer = yutu_address_writer_new (connection);
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id, village, door, building FROM address WHERE place = ?1 AND valid_to = '9999-12-31'", &error);

  fail_on (error);
  yutu_day_format (day, text);
  sqlite3_bind_int64 (statement, 1, place->id);
  while (yutu_connection_step (connection, statement, &row, &error) && row)
    {
      g_assert_cmpuint (n, <, N_DOORS);
      ids[n] = sqlite3_column_int64 (statement, 0);
      villages[n] = sqlite3_column_int64 (statement, 1);
      numbers[n++] = sqlite3_column_int (statement, is_estate ? 3 : 2) + by;
    }
  fail_on (error);
  sqlite3_reset (statement);
  g_assert_cmpuint (n, ==, N_DOORS);
  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *number = g_strdup_printf ("%d", numbers[i]);
      g_autofree char *end = g_strdup_printf ("UPDATE address SET valid_to = '%s', status = 5 WHERE id = %" G_GINT64_FORMAT, text, ids[i]);
      YutuAddressSpec  spec = { .village = villages[i],
                                .place = place->id,
                                .kind = is_estate ? 3 : 1,
                                .door = is_estate ? 0 : numbers[i],
                                .building = is_estate ? number : NULL,
                                .previous = ids[i],
                                .valid_from = text };

      run (connection, end);
      yutu_address_writer_add (writer, &spec, NULL, &error);
      fail_on (error);
    }
  g_assert_true (yutu_address_writer_finish (writer, &error));
  fail_on (error);
}

static gsize
draw_village (World *self)
{
  for (;;)
    {
      gsize i = yutu_random_below (&self->random, N_VILLAGES);

      if (self->villages[i].unit != 0)
        return i;
    }
}

/* What happens in a year, each act on a day of its own. */
static gboolean
write_year (YutuConnection *connection, gpointer data, GError **error)
{
  World  *self = data;
  YutuDay day = yutu_day_from_ymd (FIRST_YEAR + (int)self->n_acts++, 1, 1);

  for (int i = 0; i < 30; i++)
    rename_place (self, connection, &self->places[yutu_random_below (&self->random, N_PLACES)], day += 2);
  for (int i = 0; i < 30; i++)
    renumber (self, connection, &self->places[yutu_random_below (&self->random, N_PLACES)], day += 2);
  rename_village (self, connection, &self->villages[draw_village (self)], day += 2);
  if (self->n_acts % 2 == 0)
    {
      gsize from = draw_village (self), to = draw_village (self);

      if (from != to)
        merge_village (self, connection, from, to, day += 2);
    }
  return TRUE;
}

/* ---- What is asked ---- */

typedef struct
{
  GHashTable *next;   /* gint64 → gint64: the row that followed */
  GHashTable *called; /* char * → GArray of gint64: what is of today of all that were called so */
  GPtrArray  *texts;  /* char *: each once */
  GHashTable *now;    /* char *: texts of today */
  gsize       n_now;
} Forms;

static gint64 *
dup_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static void
read_forms (Forms *self, YutuConnection *connection)
{
  g_autoptr (GError) error = NULL;
  gboolean row = TRUE;

  for (int pass = 0; pass < 2; pass++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, "SELECT id, text, previous, valid_to = '9999-12-31' FROM address", &error);

      fail_on (error);
      for (row = TRUE; yutu_connection_step (connection, statement, &row, &error) && row;)
        {
          gint64      id = sqlite3_column_int64 (statement, 0), previous = sqlite3_column_int64 (statement, 2);
          const char *text = (const char *)sqlite3_column_text (statement, 1);
          GArray     *ids;

          if (pass == 0)
            {
              if (previous != 0)
                g_assert_true (g_hash_table_insert (self->next, dup_id (previous), dup_id (id)));
              continue;
            }
          if (sqlite3_column_int (statement, 3) != 0)
            {
              g_hash_table_add (self->now, g_strdup (text));
              self->n_now++;
            }
          for (const gint64 *to = g_hash_table_lookup (self->next, &id); to != NULL; to = g_hash_table_lookup (self->next, &id))
            id = *to;
          ids = g_hash_table_lookup (self->called, text);
          if (ids == NULL)
            {
              ids = g_array_new (FALSE, FALSE, sizeof (gint64));
              g_ptr_array_add (self->texts, g_strdup (text));
              g_hash_table_insert (self->called, g_ptr_array_index (self->texts, self->texts->len - 1), ids);
            }
          g_array_append_val (ids, id);
        }
      fail_on (error);
      sqlite3_reset (statement);
    }
}

static gboolean
has_id (const GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;
  return FALSE;
}

typedef struct
{
  gsize n_found;
  gsize n_choices;
  gsize n_chains;
} Tally;

static void
ask (const Forms *forms, YutuConnection *connection, YutuAddressMatcher *matcher, const char *text, const char *line, Tally *tally)
{
  const GArray *right = g_hash_table_lookup (forms->called, text);
  g_auto (YutuAddressMatch) match = { 0 };
  g_autoptr (GPtrArray) chain = NULL;
  g_autoptr (GError) error = NULL;
  YutuAddressFormer former;

  yutu_address_matcher_run (matcher, line, &match, &error);
  fail_on (error);
  former = (YutuAddressFormer){ match.former_address, match.former_place, match.former_unit, match.unit };
  chain = yutu_address_list_chain (connection, &former, yutu_day_parse (TODAY), &error);
  fail_on (error);
  if (match.address != 0)
    {
      if (!has_id (right, match.address))
        g_error ("“%s” is taken for %s", line, match.standard);
      tally->n_found++;
    }
  else
    {
      gsize n_right = 0;

      for (gsize i = 0; i < match.n_candidates; i++)
        n_right += has_id (right, match.candidates[i]);
      if (n_right == 0 || n_right < match.n_candidates || right->len < 2)
        g_error ("“%s” is found nowhere: %s, %d", line, match.standard != NULL ? match.standard : "nothing", match.score);
      tally->n_choices++;
    }
  if (g_hash_table_contains (forms->now, text) || match.address == 0)
    return;
  if (chain->len == 0)
    g_error ("nothing is told of how “%s” became %s", line, match.standard);
  if (match.former_address != 0)
    g_assert_cmpstr (((const YutuAddressStep *)g_ptr_array_index (chain, chain->len - 1))->to, ==, match.standard);
  tally->n_chains++;
}

static gboolean
ask_all (YutuConnection *connection, gpointer data, GError **error)
{
  Forms forms = { .next = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free),
                  .called = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref),
                  .texts = g_ptr_array_new_with_free_func (g_free),
                  .now = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };
  Tally tally = { 0 };
  g_autoptr (YutuAddressMatcher) matcher = yutu_address_matcher_new (connection, yutu_day_parse (TODAY), error);

  g_assert_no_error (*error);
  read_forms (&forms, connection);
  g_assert_cmpuint (forms.n_now, ==, N_PLACES * N_DOORS);
  for (guint i = 0; i < forms.texts->len; i++)
    {
      const char *text = g_ptr_array_index (forms.texts, i);
      const char *county = strstr (text, "婺城区");

      ask (&forms, connection, matcher, text, text, &tally);
      ask (&forms, connection, matcher, text, county + strlen ("婺城区"), &tally);
    }
  g_test_message ("%u forms of %" G_GSIZE_FORMAT " addresses: %" G_GSIZE_FORMAT " found, %" G_GSIZE_FORMAT " by a chain, %" G_GSIZE_FORMAT " choices",
                  forms.texts->len, forms.n_now, tally.n_found, tally.n_chains, tally.n_choices);
  g_assert_cmpuint (tally.n_chains, >, 10000);
  g_hash_table_unref (forms.called);
  g_hash_table_unref (forms.next);
  g_hash_table_unref (forms.now);
  g_ptr_array_unref (forms.texts);
  return TRUE;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  fixture_set_up (self, data);
  yutu_gazetteer_attach (self->store);
}

static void
test_chains (Fixture *self, gconstpointer data)
{
  World world = { .names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL) };

  yutu_random_init (&world.random, 20260601);
  fixture_write (self, write_first, &world, TRUE);
  for (int year = FIRST_YEAR; year <= LAST_YEAR; year++)
    fixture_write (self, write_year, &world, FALSE);
  fixture_read (self, ask_all, &world);
  g_hash_table_unref (world.names);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/address-chain/ten-thousand", Fixture, NULL, set_up, test_chains, fixture_tear_down);
  return g_test_run ();
}
