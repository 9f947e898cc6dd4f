/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The due board and the tables of cases and facilities against every row looked at by itself, on
 * random cases, places and days; after writes, changes and undo. */

#include <string.h>

#include "box-shape.h"
#include "folder.h"

#include "base/yutu-random.h"
#include "casework/yutu-case-list.h"
#include "casework/yutu-due-board.h"
#include "casework/yutu-facility-table.h"
#include "geo/yutu-measure.h"

#define SEED         20261126
#define N_CASES      4000
#define N_FACILITIES 600
#define N_TOWNS      5
#define N_VILLAGES   4 /* a town */

typedef struct
{
  gint64    id;
  char     *number;
  gsize     module;
  gsize     kind;
  gsize     state;
  char     *title;
  char     *officer; /* NULL: none */
  gint64    township;
  gint64    village; /* 0: none */
  gint64    facility;
  gboolean  has_point;
  YutuPoint point;
  YutuDay   opened_on;
  YutuDay   due_on;
  YutuDay   closed_on;
} Case;

typedef struct
{
  char        *folder;
  char        *path;
  YutuStore   *store;
  YutuModules *modules;
  YutuRandom   random;
  YutuDay      today;
  GPtrArray   *cases; /* of Case: what the file holds */
} Fixture;

static void
case_free (gpointer data)
{
  Case *self = data;

  g_free (self->number);
  g_free (self->title);
  g_free (self->officer);
  g_free (self);
}

static gint64
below (Fixture *self,
       gint64   n)
{
  return (gint64)yutu_random_below (&self->random, (guint64)n);
}

/* ---- What is written ---- */

static gint64
get_town (gint64 index)
{
  return 100 + index;
}

static gint64
get_village (gint64 town,
             gint64 index)
{
  return 10 * town + index;
}

static void
run_sql (YutuConnection *connection,
         const char     *format,
         ...)
{
  char   *message = NULL;
  va_list args;
  char   *sql;

  va_start (args, format);
  sql = sqlite3_vmprintf (format, args);
  va_end (args);
  if (sqlite3_exec (yutu_connection_get_handle (connection), sql, NULL, NULL, &message) != SQLITE_OK)
    g_error ("%s: %s", sql, message);
  sqlite3_free (sql);
}

/* Codes run against the ids, so that an order by either is told from the other. */
static void
write_units (YutuConnection *connection)
{
  for (gint64 t = 0; t < N_TOWNS; t++)
    {
      run_sql (connection,
               "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, "
               "code, valid_from) VALUES (%lld, %lld, '', 4, 'town', 'T%lld', 'T', '', '%lld', '2000-01-01')",
               get_town (t), get_town (t), t, 900 - t);
      for (gint64 v = 0; v < N_VILLAGES; v++)
        run_sql (connection,
                 "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, "
                 "generic_term, code, parent, valid_from) VALUES (%lld, %lld, '', 5, 'village', "
                 "'V%lld', 'V', '', '%lld%lld', %lld, '2000-01-01')",
                 get_village (get_town (t), v), get_village (get_town (t), v), v, 900 - t, v,
                 get_town (t));
    }
}

static void
write_case (YutuConnection *connection,
            Fixture        *self,
            const Case     *row)
{
  const YutuModule   *module = yutu_modules_get (self->modules, row->module);
  const YutuCaseKind *kind = &module->kinds[row->kind];
  char                opened[YUTU_DAY_TEXT_SIZE], due[YUTU_DAY_TEXT_SIZE], closed[YUTU_DAY_TEXT_SIZE];

  run_sql (connection,
           "INSERT OR REPLACE INTO case_file (id, case_no, module, kind, title, state, state_since, "
           "subject_kind, facility, village, township, opened_on, due_on, closed_on, officer) VALUES "
           "(%lld, %Q, %Q, %Q, %Q, %Q, '2020-01-01', 'place', nullif (%lld, 0), nullif (%lld, 0), "
           "nullif (%lld, 0), %Q, %Q, %Q, %Q)",
           row->id, row->number, module->id, kind->id, row->title, kind->states[row->state].id,
           row->facility, row->village, row->township, yutu_day_format (row->opened_on, opened),
           row->due_on != YUTU_DAY_INVALID ? yutu_day_format (row->due_on, due) : NULL,
           row->closed_on != YUTU_DAY_INVALID ? yutu_day_format (row->closed_on, closed) : NULL,
           row->officer);
  if (row->has_point)
    run_sql (connection, "UPDATE case_file SET x = %lld, y = %lld WHERE id = %lld", row->point.x,
             row->point.y, row->id);
}

/* All but id and number. A closed case is due on no day. */
static void
invent_case (Fixture *self,
             Case    *row)
{
  static const char *const titles[] = { "甲村低保", "乙村 100%", "丙_救助", "Ding\\案", "甲乙丙" };
  static const char *const officers[] = { "李敏", "陈宝文", "王凯晨", "安然" };

  g_free (row->title);
  g_free (row->officer);
  row->module = (gsize)below (self, (gint64)yutu_modules_get_n (self->modules));
  row->kind = (gsize)below (self, (gint64)yutu_modules_get (self->modules, row->module)->n_kinds);
  row->state = (gsize)below (
    self, (gint64)yutu_modules_get (self->modules, row->module)->kinds[row->kind].n_states);
  row->title = g_strdup_printf ("%s%d", titles[below (self, G_N_ELEMENTS (titles))],
                                (int)below (self, 40));
  row->officer = below (self, 5) == 0 ? NULL : g_strdup (officers[below (self, 4)]);
  row->township = below (self, 20) == 0 ? 0 : get_town (below (self, N_TOWNS));
  row->village = row->township == 0 || below (self, 4) == 0
                   ? 0
                   : get_village (row->township, below (self, N_VILLAGES));
  row->facility = below (self, 9) == 0 ? 7 + below (self, 3) : 0;
  row->has_point = below (self, 10) != 0;
  row->point = (YutuPoint){ 119300000000 + below (self, 450000000),
                            28750000000 + below (self, 480000000) };
  row->opened_on = self->today - (YutuDay)below (self, 500);
  row->closed_on = YUTU_DAY_INVALID;
  row->due_on = YUTU_DAY_INVALID;
  if (below (self, 2) == 0)
    row->closed_on = row->opened_on + (YutuDay)below (self, self->today - row->opened_on + 1);
  else if (below (self, 5) != 0)
    row->due_on = self->today - 60 + (YutuDay)below (self, 120);
}

static gboolean
fill (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  Fixture *self = data;

  write_units (connection);
  for (int i = 0; i < N_CASES; i++)
    {
      Case *row = g_new0 (Case, 1);

      invent_case (self, row);
      row->id = 1000000 + i;
      row->number = g_strdup_printf ("WC-%05d", (int)((i * 7919L) % 100000));
      write_case (connection, self, row);
      g_ptr_array_add (self->cases, row);
    }
  for (int i = 0; i < N_FACILITIES; i++)
    {
      gint64            town = get_town (below (self, N_TOWNS));
      const YutuModule *module =
        yutu_modules_get (self->modules, (gsize)below (self, (gint64)yutu_modules_get_n (self->modules)));

      if (module->n_registers == 0)
        continue;
      run_sql (connection,
               "INSERT INTO facility (id, kind, name, pinyin, status, village, township, valid_from, "
               "valid_to) VALUES (%d, %Q, 'F%d', %Q, %Q, %lld, %lld, '2020-01-%02d', %Q)",
               5000 + i, module->registers[below (self, (gint64)module->n_registers)].full_id,
               (int)below (self, 300), below (self, 2) == 0 ? "Abc" : "abd",
               below (self, 3) == 0 ? "suspended" : "open", get_village (town, below (self, N_VILLAGES)),
               town, 1 + (int)below (self, 28), below (self, 9) == 0 ? "2021-01-01" : "9999-12-31");
    }
  return TRUE;
}

/* Every ninth case changes, every eleventh goes. */
static gboolean
change (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  Fixture *self = data;

  for (guint i = 0; i < self->cases->len; i++)
    {
      Case *row = g_ptr_array_index (self->cases, i);

      if (i % 9 != 0)
        continue;
      invent_case (self, row);
      run_sql (connection, "UPDATE case_file SET due_on = NULL, closed_on = NULL WHERE id = %lld",
               row->id);
      run_sql (connection, "DELETE FROM case_file WHERE id = %lld", row->id);
      write_case (connection, self, row);
    }
  for (guint i = self->cases->len; i-- > 0;)
    if (i % 11 == 0)
      {
        run_sql (connection, "DELETE FROM case_file WHERE id = %lld",
                 ((Case *)g_ptr_array_index (self->cases, i))->id);
        g_ptr_array_remove_index (self->cases, i);
      }
  return TRUE;
}

/* Moves, postpones and closes in place, so that the update trigger is met. */
static gboolean
update (YutuConnection *connection,
        gpointer        data,
        GError        **error)
{
  Fixture *self = data;
  char     day[YUTU_DAY_TEXT_SIZE];

  for (guint i = 0; i < self->cases->len; i += 5)
    {
      Case *row = g_ptr_array_index (self->cases, i);

      row->township = get_town (below (self, N_TOWNS));
      row->village = get_village (row->township, below (self, N_VILLAGES));
      row->closed_on = i % 3 == 0 ? MAX (row->opened_on, self->today - 3) : YUTU_DAY_INVALID;
      row->due_on = i % 3 == 0 ? YUTU_DAY_INVALID : self->today - 20 + (YutuDay)below (self, 50);
      run_sql (connection, "UPDATE case_file SET township = %lld, village = %lld WHERE id = %lld",
               row->township, row->village, row->id);
      run_sql (connection, "UPDATE case_file SET due_on = %Q WHERE id = %lld",
               i % 3 == 0 ? NULL : yutu_day_format (row->due_on, day), row->id);
      run_sql (connection, "UPDATE case_file SET closed_on = %Q WHERE id = %lld",
               i % 3 == 0 ? yutu_day_format (row->closed_on, day) : NULL, row->id);
    }
  return TRUE;
}

/* ---- Places ---- */

static void
make_filter (Fixture         *self,
             BoxShape        *box,
             YutuPlaceFilter *filter)
{
  static const YutuPlaceFilterKind kinds[] = {
    YUTU_PLACE_FILTER_ALL,
    YUTU_PLACE_FILTER_UNIT,
    YUTU_PLACE_FILTER_UNIT,
    YUTU_PLACE_FILTER_CIRCLE,
    YUTU_PLACE_FILTER_SHAPE,
    YUTU_PLACE_FILTER_FACILITY,
  };
  YutuPoint point = { 119300000000 + below (self, 450000000), 28750000000 + below (self, 480000000) };

  *filter = (YutuPlaceFilter){ .kind = kinds[below (self, G_N_ELEMENTS (kinds))] };
  filter->center = point;
  filter->radius_m = 100 + 20000 * yutu_random_unit (&self->random);
  box_shape_make (box, point, 1 + below (self, 200000000));
  filter->shape = &box->shape;
  filter->level = 3 + (int)below (self, 3);
  filter->id = get_town (below (self, N_TOWNS));
  if (filter->kind == YUTU_PLACE_FILTER_FACILITY)
    filter->id = 7 + below (self, 3);
  else if (filter->level == 5)
    filter->id = get_village (filter->id, below (self, N_VILLAGES));
}

static gboolean
lies_in (const Case            *row,
         const YutuPlaceFilter *filter)
{
  if (filter->kind == YUTU_PLACE_FILTER_UNIT)
    return filter->level <= 3 || (filter->level == 4 ? row->township : row->village) == filter->id;
  if (filter->kind == YUTU_PLACE_FILTER_FACILITY)
    return row->facility == filter->id;
  if (filter->kind == YUTU_PLACE_FILTER_CIRCLE)
    return row->has_point &&
           yutu_measure_distance_m (filter->center, row->point) <= filter->radius_m;
  if (filter->kind == YUTU_PLACE_FILTER_SHAPE)
    return row->has_point && yutu_box_contains (filter->shape->box, row->point);
  return TRUE;
}

/* ---- The board ---- */

static void
add_by_hand (YutuDueCount *count,
             const Case   *row,
             YutuDay       day)
{
  int year, month, due_year, due_month, of_month;

  yutu_day_to_ymd (day, &year, &month, &of_month);
  yutu_day_to_ymd (row->due_on, &due_year, &due_month, &of_month);
  count->n[YUTU_DUE_OVERDUE] += row->due_on < day;
  /* The same week: as many days back to its Monday. */
  count->n[YUTU_DUE_WEEK] +=
    row->due_on >= day && row->due_on - yutu_day_weekday (row->due_on) == day - yutu_day_weekday (day);
  count->n[YUTU_DUE_MONTH] += row->due_on >= day && year == due_year && month == due_month;
}

static void
assert_equal (const YutuDueCount *a,
              const YutuDueCount *b)
{
  for (int i = 0; i < YUTU_N_DUE_SPANS; i++)
    g_assert_cmpint (a->n[i], ==, b->n[i]);
}

static void
compare_board (Fixture               *self,
               const YutuDueBoard    *board,
               const YutuPlaceFilter *filter,
               gsize                  module,
               YutuDay                day)
{
  gsize                    n_modules = yutu_modules_get_n (self->modules);
  g_autofree YutuDueCount *modules = g_new0 (YutuDueCount, n_modules);
  YutuDueCount             total = { 0 }, of_module = { 0 }, of_units = { 0 };

  for (guint i = 0; i < self->cases->len; i++)
    {
      const Case *row = g_ptr_array_index (self->cases, i);

      if (row->due_on == YUTU_DAY_INVALID || row->opened_on > day || !lies_in (row, filter))
        continue;
      add_by_hand (&modules[row->module], row, day);
      add_by_hand (&total, row, day);
      if (module == G_MAXSIZE || module == row->module)
        add_by_hand (&of_module, row, day);
    }
  assert_equal (&board->total, &total);
  for (gsize i = 0; i < n_modules; i++)
    assert_equal (&board->modules[i], &modules[i]);
  g_assert_cmpint (board->level, ==,
                   filter->kind != YUTU_PLACE_FILTER_UNIT || filter->level <= 3 ? 4
                   : filter->level == 4                                         ? 5
                                                                                : 0);
  for (guint i = 0; i < board->units->len; i++)
    {
      const YutuDueUnit *unit = g_ptr_array_index (board->units, i);
      YutuDueCount       count = { 0 };

      for (guint c = 0; c < self->cases->len; c++)
        {
          const Case *row = g_ptr_array_index (self->cases, c);

          if (row->due_on != YUTU_DAY_INVALID && row->opened_on <= day && lies_in (row, filter) &&
              (module == G_MAXSIZE || module == row->module) &&
              (board->level == 4 ? row->township : row->village) == unit->unit)
            add_by_hand (&count, row, day);
        }
      assert_equal (&unit->count, &count);
      for (int s = 0; s < YUTU_N_DUE_SPANS; s++)
        of_units.n[s] += unit->count.n[s];
    }
  if (board->level != 0)
    assert_equal (&of_units, &of_module);
}

static gboolean
compare_boards (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  Fixture *self = data;
  gint64   seen = 0;

  for (int i = 0; i < 200; i++)
    {
      YutuPlaceFilter filter;
      BoxShape        box;
      YutuDay         day = self->today + (i % 3 == 0 ? (YutuDay)below (self, 100) - 60 : 0);
      gsize           module = (gsize)below (self, (gint64)yutu_modules_get_n (self->modules) * 2);
      g_autoptr (YutuDueBoard) board = NULL;

      if (module >= yutu_modules_get_n (self->modules))
        module = G_MAXSIZE;
      make_filter (self, &box, &filter);
      board = yutu_due_board_read (connection, self->modules, &filter,
                                   module != G_MAXSIZE ? yutu_modules_get (self->modules, module)->id
                                                       : NULL,
                                   day, error);
      if (board == NULL)
        return FALSE;
      compare_board (self, board, &filter, module, day);
      seen += board->total.n[YUTU_DUE_OVERDUE];
    }
  g_assert_cmpint (seen, >, 5000);
  return TRUE;
}

/* ---- The table of cases ---- */

static void
make_query (Fixture       *self,
            YutuCaseQuery *query)
{
  static const char *const texts[] = { "低保", "100%", "丙_", "g\\案", "wc-0", "nothing such" };
  static const char *const officers[] = { "李敏", "陈宝文", "nobody" };
  const Case              *row =
    g_ptr_array_index (self->cases, (guint)below (self, (gint64)self->cases->len));
  const YutuModule *module = yutu_modules_get (self->modules, row->module);

  *query = (YutuCaseQuery){
    .due_before = YUTU_DAY_INVALID,
    .day = self->today - (YutuDay)below (self, 4) * 30,
    .open_only = below (self, 2) == 0,
    .sort = (YutuCaseSort)below (self, YUTU_CASE_SORT_PLACE + 1),
    .descending = below (self, 2) == 0,
    .limit = 100,
  };
  if (below (self, 3) == 0)
    query->module = module->id;
  if (below (self, 6) == 0)
    query->kind = module->kinds[row->kind].id;
  if (below (self, 6) == 0)
    query->state = module->kinds[row->kind].states[row->state].id;
  if (below (self, 6) == 0)
    query->text = texts[below (self, G_N_ELEMENTS (texts))];
  if (below (self, 6) == 0)
    query->officer = officers[below (self, G_N_ELEMENTS (officers))];
  if (below (self, 3) == 0)
    yutu_due_span_get_days ((YutuDueSpan)below (self, 3), query->day, &query->due_from,
                            &query->due_before);
}

static gboolean
is_asked_for (Fixture             *self,
              const Case          *row,
              const YutuCaseQuery *query)
{
  const YutuModule   *module = yutu_modules_get (self->modules, row->module);
  const YutuCaseKind *kind = &module->kinds[row->kind];
  g_autofree char    *number = g_ascii_strdown (row->number, -1);

  return row->opened_on <= query->day &&
         (!query->open_only || row->closed_on == YUTU_DAY_INVALID || row->closed_on > query->day) &&
         (query->module == NULL || g_str_equal (query->module, module->id)) &&
         (query->kind == NULL || g_str_equal (query->kind, kind->id)) &&
         (query->state == NULL || g_str_equal (query->state, kind->states[row->state].id)) &&
         (query->text == NULL || strstr (row->title, query->text) != NULL ||
          strstr (number, query->text) != NULL) &&
         (query->officer == NULL || g_strcmp0 (query->officer, row->officer) == 0) &&
         (query->due_before == YUTU_DAY_INVALID ||
          (row->due_on != YUTU_DAY_INVALID && row->due_on < query->due_before &&
           (query->due_from == YUTU_DAY_INVALID || row->due_on >= query->due_from)));
}

typedef struct
{
  Fixture             *fixture;
  const YutuCaseQuery *query;
} Order;

static int
get_state_rank (Fixture    *self,
                const Case *a,
                const Case *b)
{
  const char *one = yutu_title_get (
    &yutu_modules_get (self->modules, a->module)->kinds[a->kind].states[a->state].title);
  const char *two = yutu_title_get (
    &yutu_modules_get (self->modules, b->module)->kinds[b->kind].states[b->state].title);

  return g_utf8_collate (one, two);
}

static gint64
get_code (const Case *row)
{
  gint64 town = row->township - 100;

  if (row->village != 0)
    return (900 - town) * 10 + row->village % 10;
  return (900 - town) * 10 - 1; /* before its villages */
}

/* -1, 0, 1, and what has nothing behind the rest in either direction. */
static int
compare_cases (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const Order *order = data;
  const Case  *x = *(const Case *const *)a;
  const Case  *y = *(const Case *const *)b;
  int          none = 0;
  gint64       result = 0;

#define DIFFERENCE(p, q) (((p) > (q)) - ((p) < (q)))
  switch (order->query->sort)
    {
    case YUTU_CASE_SORT_DUE:
      none = (x->due_on == YUTU_DAY_INVALID) - (y->due_on == YUTU_DAY_INVALID);
      result = DIFFERENCE (x->due_on, y->due_on);
      break;
    case YUTU_CASE_SORT_OPENED:
      result = DIFFERENCE (x->opened_on, y->opened_on);
      break;
    case YUTU_CASE_SORT_NUMBER:
      result = strcmp (x->number, y->number);
      break;
    case YUTU_CASE_SORT_TITLE:
      result = strcmp (x->title, y->title);
      break;
    case YUTU_CASE_SORT_STATE:
      result = get_state_rank (order->fixture, x, y);
      break;
    case YUTU_CASE_SORT_KIND:
      result = DIFFERENCE (x->module * 1000 + x->kind, y->module * 1000 + y->kind);
      break;
    case YUTU_CASE_SORT_OFFICER:
      none = (x->officer == NULL) - (y->officer == NULL);
      result = x->officer != NULL && y->officer != NULL ? g_utf8_collate (x->officer, y->officer) : 0;
      break;
    case YUTU_CASE_SORT_PLACE:
    default:
      none = (x->township == 0) - (y->township == 0);
      result = DIFFERENCE (get_code (x), get_code (y));
      break;
    }
  if (none != 0)
    return none;
  if (result == 0)
    result = DIFFERENCE (x->id, y->id);
  return (int)(order->query->descending ? -DIFFERENCE (result, 0) : DIFFERENCE (result, 0));
}

static void
compare_begin (YutuConnection        *connection,
               Fixture               *self,
               const YutuPlaceFilter *filter,
               const YutuCaseQuery   *query,
               const GArray          *ids,
               gint64                *n_begun, /* [2]: by an order of the database, by ranks */
               gint64                *seen)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 total = 0;

  g_assert_true (yutu_case_list_begin (connection, self->modules, filter, query, &total, &rows, &error));
  g_assert_no_error (error);
  if (rows == NULL)
    return;
  n_begun[query->sort >= YUTU_CASE_SORT_STATE] += 1;
  *seen += rows->len;
  g_assert_cmpint (total, ==, ids->len);
  g_assert_cmpuint (rows->len, ==, MIN (ids->len, query->limit));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpint (((YutuCaseRow *)g_ptr_array_index (rows, i))->id, ==,
                     g_array_index (ids, gint64, i));
}

static void
compare_rows (YutuConnection *connection,
              const GArray   *ids,
              GPtrArray      *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows =
    yutu_case_list_read (connection, (const gint64 *)(gconstpointer)ids->data, MIN (ids->len, 20), YUTU_DAY_INVALID, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const YutuCaseRow *row = g_ptr_array_index (rows, i);
      const Case        *by_hand = g_ptr_array_index (expected, i);

      g_assert_cmpstr (row->case_no, ==, by_hand->number);
      g_assert_cmpstr (row->officer, ==, by_hand->officer);
      g_assert_cmpint (row->due_on, ==, by_hand->due_on);
    }
}

static gboolean
compare_lists (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Fixture *self = data;
  gint64   n_begun[2] = { 0, 0 }, seen = 0, seen_begun = 0;

  for (int i = 0; i < 400; i++)
    {
      YutuPlaceFilter filter;
      BoxShape        box;
      YutuCaseQuery   query;
      Order           order = { self, &query };
      gsize           n_points = 0;
      g_autoptr (GPtrArray) expected = g_ptr_array_new ();
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GArray) marks = NULL;

      make_filter (self, &box, &filter);
      make_query (self, &query);
      for (guint c = 0; c < self->cases->len; c++)
        {
          Case *row = g_ptr_array_index (self->cases, c);

          if (lies_in (row, &filter) && is_asked_for (self, row, &query))
            {
              g_ptr_array_add (expected, row);
              n_points += row->has_point;
            }
        }
      g_ptr_array_sort_with_data (expected, compare_cases, &order);
      ids = yutu_case_list_find_ids (connection, self->modules, &filter, &query, error);
      marks = yutu_case_list_read_marks (connection, &filter, &query, error);
      if (ids == NULL || marks == NULL)
        return FALSE;
      g_assert_cmpuint (ids->len, ==, expected->len);
      g_assert_cmpuint (marks->len, ==, n_points);
      for (guint c = 0; c < ids->len; c++)
        g_assert_cmpint (g_array_index (ids, gint64, c), ==,
                         ((Case *)g_ptr_array_index (expected, c))->id);
      compare_begin (connection, self, &filter, &query, ids, n_begun, &seen_begun);
      compare_rows (connection, ids, expected);
      seen += ids->len;
    }
  g_assert_cmpint (n_begun[0], >, 5);
  g_assert_cmpint (n_begun[1], >, 10);
  g_assert_cmpint (seen_begun, >, 500);
  g_assert_cmpint (seen, >, 10000);
  return TRUE;
}

/* ---- The table of facilities ---- */

static gboolean
compare_facilities (YutuConnection *connection,
                    gpointer        data,
                    GError        **error)
{
  static const char *const orders[] = {
    "lower (pinyin), name, id",
    NULL,
    "status, id",
    "coalesce (1000 - (village / 10) + 0, 0) * 10 + village % 10, id",
    "valid_from, id",
  };
  Fixture *self = data;

  for (int i = 0; i < 60; i++)
    {
      YutuFacilitySort  sort = (YutuFacilitySort)(i % 5);
      YutuFacilityQuery query = { .day = self->today, .sort = sort };
      YutuPlaceFilter   filter = { .kind = YUTU_PLACE_FILTER_UNIT, .level = 3 + i % 3 };
      sqlite3_stmt     *statement = NULL;
      guint             n = 0;
      char             *sql;
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GPtrArray) rows = NULL;

      filter.id = filter.level == 4 ? get_town (i % N_TOWNS) : get_village (get_town (i % N_TOWNS), 1);
      if (i % 4 == 1)
        query.status = "suspended";
      if (i % 4 == 2)
        query.module = "elderly";
      ids = yutu_facility_table_find_ids (connection, self->modules, &filter, &query, error);
      if (ids == NULL)
        return FALSE;
      sql = sqlite3_mprintf (
        "SELECT id FROM facility WHERE valid_to = '9999-12-31' AND (%d < 4 OR %lld IN (township, village)) "
        "AND (%Q IS NULL OR status = %Q) AND (%Q IS NULL OR kind GLOB %Q || '.*') ORDER BY %s",
        filter.level, filter.id, query.status, query.status, query.module, query.module,
        orders[sort] != NULL ? orders[sort] : "id");
      g_assert_cmpint (sqlite3_prepare_v2 (yutu_connection_get_handle (connection), sql, -1,
                                           &statement, NULL),
                       ==, SQLITE_OK);
      for (n = 0; sqlite3_step (statement) == SQLITE_ROW; n++)
        if (orders[sort] != NULL)
          g_assert_cmpint (g_array_index (ids, gint64, n), ==, sqlite3_column_int64 (statement, 0));
      sqlite3_finalize (statement);
      sqlite3_free (sql);
      g_assert_cmpuint (ids->len, ==, n);
      rows = yutu_facility_table_read (connection, (const gint64 *)(gconstpointer)ids->data, ids->len, error);
      for (guint r = 0; rows != NULL && r < rows->len; r++)
        g_assert_cmpint (((YutuFacilityEntry *)g_ptr_array_index (rows, r))->id, ==,
                         g_array_index (ids, gint64, r));
    }
  return TRUE;
}

/* ---- The tests ---- */

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("yutu-lists-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = g_build_filename (self->folder, "t.yutu", NULL);
  self->store = yutu_store_open (self->path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  self->cases = g_ptr_array_new_with_free_func (case_free);
  self->today = yutu_day_from_ymd (2026, 11, 26);
  yutu_random_init (&self->random, SEED);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  yutu_modules_unref (self->modules);
  g_ptr_array_unref (self->cases);
  folder_remove (self->folder);
  g_free (self->path);
}

static void
write_entry (Fixture      *self,
             YutuWriteFunc func)
{
  g_autoptr (GError) error = NULL;
  YutuEntrySpec spec = { "test", "test", "tester", FALSE };

  yutu_store_write (self->store, &spec, func, self, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
read_state (Fixture     *self,
            YutuReadFunc func)
{
  g_autoptr (GError) error = NULL;

  yutu_store_read (self->store, func, self, NULL, &error);
  g_assert_no_error (error);
}

static void
test_board (Fixture      *self,
            gconstpointer data)
{
  write_entry (self, fill);
  read_state (self, compare_boards);
  write_entry (self, change);
  read_state (self, compare_boards);
  write_entry (self, update);
  read_state (self, compare_boards);
}

static gboolean
check_empty (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  gint64 n = -1;

  if (!yutu_connection_get_int64 (connection, "SELECT count (*) FROM case_due", -1, &n, error))
    return FALSE;
  g_assert_cmpint (n, ==, 0);
  return TRUE;
}

static void
test_board_after_undo (Fixture      *self,
                       gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  write_entry (self, fill);
  yutu_store_undo (self->store, "t", &entry, NULL, &error);
  g_assert_no_error (error);
  read_state (self, check_empty);
  yutu_store_redo (self->store, "t", &entry, NULL, &error);
  g_assert_no_error (error);
  read_state (self, compare_boards);
}

static void
test_lists (Fixture      *self,
            gconstpointer data)
{
  write_entry (self, fill);
  read_state (self, compare_lists);
  write_entry (self, change);
  read_state (self, compare_lists);
}

static void
test_facilities (Fixture      *self,
                 gconstpointer data)
{
  write_entry (self, fill);
  read_state (self, compare_facilities);
}

/* 2026-11-26 is a Thursday; its week ends on the 29th, its month on the 30th. */
static void
test_days (void)
{
  static const struct
  {
    const char *day, *week, *month; /* first days that are not in them any more */
  } cases[] = {
    { "2026-11-26", "2026-11-30", "2026-12-01" },
    { "2026-11-23", "2026-11-30", "2026-12-01" },
    { "2026-11-29", "2026-11-30", "2026-12-01" },
    { "2026-11-30", "2026-12-07", "2026-12-01" },
    { "2026-12-31", "2027-01-04", "2027-01-01" },
    { "2024-02-29", "2024-03-04", "2024-03-01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      YutuDay day = yutu_day_parse (cases[i].day), from, before;

      yutu_due_span_get_days (YUTU_DUE_OVERDUE, day, &from, &before);
      g_assert_cmpint (from, ==, YUTU_DAY_INVALID);
      g_assert_cmpint (before, ==, day);
      yutu_due_span_get_days (YUTU_DUE_WEEK, day, &from, &before);
      g_assert_cmpint (from, ==, day);
      g_assert_cmpint (before, ==, yutu_day_parse (cases[i].week));
      yutu_due_span_get_days (YUTU_DUE_MONTH, day, &from, &before);
      g_assert_cmpint (from, ==, day);
      g_assert_cmpint (before, ==, yutu_day_parse (cases[i].month));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/casework/lists/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("board-equals-brute-force", test_board);
  ADD ("board-after-undo", test_board_after_undo);
  ADD ("cases-equal-brute-force", test_lists);
  ADD ("facilities-equal-brute-force", test_facilities);
  g_test_add_func ("/casework/lists/days", test_days);
  return g_test_run ();
}
