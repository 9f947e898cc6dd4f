/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Both clocks against a naive model: for each unit and face one cell a day, copied whole after every
 * journal entry. What the file answers for a day, as known at a moment, and what it says is different
 * between two days must be what the cells say. Random edits, undone and redone among them; with
 * YUTU_TEST_LONG set 100,000 questions, else a tenth. And the cases that others got wrong, by name. */

#include "county-fixture.h"

#include <string.h>

#include "base/yutu-moment.h"
#include "base/yutu-random.h"
#include "division/yutu-division-check.h"
#include "division/yutu-division-history.h"
#include "division/yutu-division-model.h"
#include "division/yutu-division-view.h"
#include "session/yutu-comparison.h"
#include "session/yutu-map.h"

/* ---- The naive model ---- */

enum
{
  N_TICKS = 48, /* days that something may begin on, one a year and a bit */
  MAX_UNITS = 96,
  N_FIXED = 5 + N_VILLAGES,
};

typedef struct
{
  int version; /* 0: not there */
  int name;
  int parent; /* unit; -1: none */
} Cell;

typedef struct
{
  int    n_units;
  gint64 ids[MAX_UNITS];
  int    levels[MAX_UNITS];
  Cell   units[MAX_UNITS][N_TICKS];
  int    owners[N_VILLAGES][N_TICKS]; /* unit; -1: nobody's */
} Naive;

typedef struct
{
  County     county;
  YutuRandom random;
  Naive     *now;
  GPtrArray *done; /* Naive: as undo goes back over them; the last is now */
  GPtrArray *undone;
  GPtrArray *known; /* Naive: after the n-th entry of the journal */
  int        n_versions;
  int        n_names;
  char     **names;
} World;

static void
format_tick (int  tick,
             char day[YUTU_DAY_TEXT_SIZE])
{
  yutu_day_format (yutu_day_from_ymd (2000, 1, 1) + tick * 401, day);
}

static guint64
below (World  *self,
       guint64 n)
{
  return yutu_random_below (&self->random, n);
}

static int
add_name (World *self)
{
  self->names = g_renew (char *, self->names, self->n_names + 1);
  /* Every third one is that of another unit. */
  self->names[self->n_names] = self->n_names % 3 == 2
                                 ? g_strdup (self->names[self->n_names / 2])
                                 : g_strdup_printf ("名%d村", self->n_names);
  return self->n_names++;
}

static void
world_init (World *self)
{
  county_set_up (&self->county, NULL);
  yutu_random_init (&self->random, 18090228);
  self->now = g_new0 (Naive, 1);
  self->done = g_ptr_array_new_with_free_func (g_free);
  self->undone = g_ptr_array_new_with_free_func (g_free);
  self->known = g_ptr_array_new_with_free_func (g_free);
  self->now->n_units = N_FIXED;
  for (int u = 0; u < N_FIXED; u++)
    {
      Cell cell = { ++self->n_versions, add_name (self), -1 };

      self->now->ids[u] = u == 0   ? self->county.county
                          : u <= 4 ? self->county.townships[u - 1]
                                   : self->county.villages[u - 5];
      self->now->levels[u] = u == 0 ? 3 : u <= 4 ? 4
                                                 : 5;
      cell.parent = u == 0 ? -1 : u <= 4 ? 0
                                         : 1 + county_get_quarter (u - 5);
      for (int t = 0; t < N_TICKS; t++)
        self->now->units[u][t] = cell;
    }
  for (int f = 0; f < N_VILLAGES; f++)
    for (int t = 0; t < N_TICKS; t++)
      self->now->owners[f][t] = 5 + f;
}

static void
world_clear (World *self)
{
  for (int i = 0; i < self->n_names; i++)
    g_free (self->names[i]);
  g_free (self->names);
  g_free (self->now);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  g_ptr_array_unref (self->known);
  county_tear_down (&self->county, NULL);
}

/* ---- Edits, done to the file and to the cells ---- */

static gboolean
give_names (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  World *self = data;

  for (int u = 0; u < N_FIXED; u++)
    {
      YutuDivision *now = NULL;
      YutuDivision  facts;
      gboolean      done = FALSE;

      if (!yutu_division_load (connection, self->now->ids[u], FIRST_DAY, &now, error))
        return FALSE;
      facts = *now;
      facts.name = facts.proper_name = self->names[self->now->units[u][0].name];
      facts.generic_term = "";
      facts.code = NULL;
      done = yutu_division_change (connection, &facts, error);
      yutu_division_free (now);
      if (!done)
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_unit (World          *self,
          YutuConnection *connection,
          GError        **error)
{
  Naive       *now = self->now;
  int          unit = now->n_units, tick = (int)below (self, N_TICKS);
  int          parent = 1 + (int)below (self, 4);
  Cell         cell = { ++self->n_versions, add_name (self), parent };
  char         day[YUTU_DAY_TEXT_SIZE];
  YutuDivision facts = { .level = 5,
                         .type = "village",
                         .name = self->names[cell.name],
                         .proper_name = self->names[cell.name],
                         .generic_term = "",
                         .parent = now->ids[parent],
                         .area_legal_m2 = -1,
                         .population = -1,
                         .valid_from = day };

  if (unit == MAX_UNITS)
    return TRUE;
  format_tick (tick, day);
  for (int t = 0; t < N_TICKS; t++)
    now->units[unit][t] = t < tick ? (Cell){ 0, 0, -1 } : cell;
  now->levels[unit] = 5;
  now->n_units++;
  return yutu_division_add (connection, &facts, &now->ids[unit], error);
}

static gboolean
change_unit (World          *self,
             YutuConnection *connection,
             GError        **error)
{
  Naive        *now = self->now;
  int           unit = 1 + (int)below (self, (guint64)now->n_units - 1);
  int           tick = (int)below (self, N_TICKS);
  Cell          old = now->units[unit][tick], cell = old;
  YutuDivision *before = NULL;
  YutuDivision  facts;
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      done = FALSE;

  if (old.version == 0)
    return TRUE;
  if (below (self, 2) == 0)
    cell.name = add_name (self);
  else if (now->levels[unit] == 5)
    cell.parent = 1 + (int)below (self, 4);
  if (tick > 0 && now->units[unit][tick - 1].version == old.version)
    cell.version = ++self->n_versions;
  for (int t = tick; t < N_TICKS && now->units[unit][t].version == old.version; t++)
    now->units[unit][t] = cell;
  format_tick (tick, day);
  if (!yutu_division_load (connection, now->ids[unit], day, &before, error))
    return FALSE;
  g_assert_nonnull (before);
  facts = *before;
  facts.name = facts.proper_name = self->names[cell.name];
  facts.parent = now->ids[cell.parent];
  facts.valid_from = day;
  done = yutu_division_change (connection, &facts, error);
  yutu_division_free (before);
  return done;
}

static gboolean
close_unit (World          *self,
            YutuConnection *connection,
            GError        **error)
{
  Naive *now = self->now;
  int    unit = 5 + (int)below (self, (guint64)now->n_units - 5);
  int    tick = 1 + (int)below (self, N_TICKS - 1);
  char   day[YUTU_DAY_TEXT_SIZE];

  if (now->units[unit][tick].version == 0 ||
      now->units[unit][tick - 1].version != now->units[unit][tick].version)
    return TRUE;
  for (int t = tick; t < N_TICKS; t++)
    now->units[unit][t] = (Cell){ 0, 0, -1 };
  format_tick (tick, day);
  return yutu_division_close (connection, now->ids[unit], day, error);
}

static gboolean
give_face (World          *self,
           YutuConnection *connection,
           GError        **error)
{
  Naive *now = self->now;
  int    face = (int)below (self, N_VILLAGES), tick = (int)below (self, N_TICKS);
  int    unit = (int)below (self, (guint64)now->n_units + 2) - 1;
  char   day[YUTU_DAY_TEXT_SIZE];

  unit = unit > 0 && unit < now->n_units ? unit : -1;
  for (int t = tick; t < N_TICKS; t++)
    now->owners[face][t] = unit;
  format_tick (tick, day);
  return yutu_division_give_face (connection, self->county.faces[face],
                                  unit < 0 ? 0 : now->ids[unit], day, error);
}

static gboolean
edit (YutuConnection *connection,
      gpointer        data,
      GError        **error)
{
  static gboolean (*const edits[]) (World *, YutuConnection *, GError **) = {
    add_unit,
    change_unit,
    change_unit,
    close_unit,
    give_face,
    give_face,
  };
  World *self = data;

  for (guint64 i = 1 + below (self, 3); i > 0; i--)
    if (!edits[below (self, G_N_ELEMENTS (edits))](self, connection, error))
      return FALSE;
  return TRUE;
}

static gboolean
add_some (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  World *self = data;

  for (int i = 0; i < 3; i++)
    if (!add_unit (self, connection, error))
      return FALSE;
  return TRUE;
}

static gint64
count_entries (World *self)
{
  g_autoptr (GPtrArray) entries = yutu_store_list_entries (self->county.store, 0, 0, NULL, NULL);

  return entries->len;
}

static Naive *
copy (const Naive *naive)
{
  return g_memdup2 (naive, sizeof *naive);
}

/* One entry more of the journal, or none. */
static void
note (World *self)
{
  while ((gint64)self->known->len <= count_entries (self))
    g_ptr_array_add (self->known, copy (self->now));
}

static void
write_entry (World        *self,
             YutuWriteFunc func,
             gboolean      is_bulk)
{
  YutuEntrySpec spec = { "test", "改", "测试员", is_bulk };
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  g_assert_true (yutu_store_write (self->county.store, &spec, func, self, &entry, NULL, &error));
  g_assert_no_error (error);
  if (entry == 0)
    return;
  g_ptr_array_add (self->done, copy (self->now));
  g_ptr_array_set_size (self->undone, 0);
}

static void
undo_or_redo (World   *self,
              gboolean is_redo)
{
  GPtrArray *from = is_redo ? self->undone : self->done;
  GPtrArray *to = is_redo ? self->done : self->undone;
  g_autoptr (GError) error = NULL;

  if (from->len < (is_redo ? 1 : 2))
    return; /* the fixture's own entries stay */
  g_assert_true (is_redo ? yutu_store_redo (self->county.store, "测试员", NULL, NULL, &error)
                         : yutu_store_undo (self->county.store, "测试员", NULL, NULL, &error));
  g_assert_no_error (error);
  g_ptr_array_add (to, g_ptr_array_steal_index (from, from->len - 1));
  g_free (self->now);
  self->now = copy (g_ptr_array_index (self->done, self->done->len - 1));
}

static void
live (World *self,
      int    n_steps)
{
  write_entry (self, give_names, FALSE);
  note (self);
  for (int i = 0; i < n_steps; i++)
    {
      guint64 what = below (self, 12);

      if (what < 2)
        undo_or_redo (self, FALSE);
      else if (what < 4)
        undo_or_redo (self, TRUE);
      else
        write_entry (self, what == 4 ? add_some : edit, what == 4);
      note (self);
    }
}

/* ---- Questions ---- */

static int
find_unit (const Naive *naive,
           gint64       id)
{
  for (int u = 0; u < naive->n_units; u++)
    if (naive->ids[u] == id)
      return u;
  return -1;
}

/* Units over @unit on the tick, itself first. */
static int
list_chain (const Naive *naive,
            int          unit,
            int          tick,
            int          chain[8])
{
  int n = 0;

  while (unit >= 0 && n < 8 && naive->units[unit][tick].version != 0)
    {
      chain[n++] = unit;
      unit = naive->units[unit][tick].parent;
    }
  return n;
}

typedef struct
{
  World       *world;
  const Naive *naive;
  int          n;
} Questions;

static void
ask_facts (Questions      *self,
           YutuConnection *connection,
           int             tick,
           const char     *day)
{
  const Naive  *naive = self->naive;
  int           unit = (int)below (self->world, (guint64)naive->n_units);
  const Cell   *cell = &naive->units[unit][tick];
  YutuDivision *found = NULL;

  g_assert_true (yutu_division_load (connection, naive->ids[unit], day, &found, NULL));
  g_assert_cmpint (found != NULL, ==, cell->version != 0);
  if (found == NULL)
    return;
  g_assert_cmpstr (found->name, ==, self->world->names[cell->name]);
  g_assert_cmpint (found->parent, ==, cell->parent < 0 ? 0 : naive->ids[cell->parent]);
  yutu_division_free (found);
}

static void
ask_name (Questions      *self,
          YutuConnection *connection,
          int             tick,
          const char     *day)
{
  const Naive *naive = self->naive;
  const char  *name = self->world->names[below (self->world, (guint64)self->world->n_names)];
  g_autoptr (GPtrArray) found = yutu_division_find (connection, name, day, NULL);
  guint n = 0;

  for (int u = 0; u < naive->n_units; u++)
    n += naive->units[u][tick].version != 0 &&
         g_str_equal (self->world->names[naive->units[u][tick].name], name);
  g_assert_cmpuint (found->len, ==, n);
  for (guint i = 0; i < found->len; i++)
    {
      int u = find_unit (naive, ((YutuDivision *)g_ptr_array_index (found, i))->unit);

      g_assert_cmpint (u, >=, 0);
      g_assert_cmpstr (self->world->names[naive->units[u][tick].name], ==, name);
    }
}

static void
ask_chain (Questions      *self,
           YutuConnection *connection,
           int             tick,
           const char     *day)
{
  int unit = (int)below (self->world, (guint64)self->naive->n_units);
  int chain[8];
  int n = list_chain (self->naive, unit, tick, chain);
  g_autoptr (GPtrArray) found =
    yutu_division_list_chain (connection, self->naive->ids[unit], day, NULL);

  g_assert_cmpint ((int)found->len, ==, n);
  for (int i = 0; i < n; i++)
    g_assert_cmpint (((YutuDivision *)g_ptr_array_index (found, (guint)(n - 1 - i)))->unit, ==,
                     self->naive->ids[chain[i]]);
}

static void
ask_place (Questions      *self,
           YutuConnection *connection,
           int             tick,
           const char     *day)
{
  int       face = (int)below (self->world, N_VILLAGES);
  YutuPoint quad[4];
  YutuPoint middle;
  int       chain[8];
  int       n = list_chain (self->naive, self->naive->owners[face][tick], tick, chain);
  g_autoptr (GPtrArray) found = NULL;

  county_get_quad (&self->world->county, face, quad);
  middle = (YutuPoint){ (quad[0].x + quad[1].x + quad[2].x + quad[3].x) / 4,
                        (quad[0].y + quad[1].y + quad[2].y + quad[3].y) / 4 };
  found = yutu_division_locate (connection, middle, day, NULL);
  g_assert_cmpint ((int)found->len, ==, n);
  for (int i = 0; i < n; i++)
    g_assert_cmpint (((YutuDivision *)g_ptr_array_index (found, (guint)(n - 1 - i)))->unit, ==,
                     self->naive->ids[chain[i]]);
}

/* The faces of the area that is kept for the unit, as bits. */
static guint64
read_area_faces (Questions      *self,
                 YutuConnection *connection,
                 gint64          unit,
                 const char     *day)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection,
    "SELECT f.face FROM division_area a JOIN division_area_face f ON f.area = a.id WHERE a.unit = ?1 "
    "AND a.valid_from <= ?2 AND ?2 < a.valid_to",
    NULL);
  gboolean row = TRUE;
  guint64  land = 0;

  sqlite3_bind_int64 (statement, 1, unit);
  sqlite3_bind_text (statement, 2, day, -1, SQLITE_TRANSIENT);
  while (yutu_connection_step (connection, statement, &row, NULL) && row)
    for (int f = 0; f < N_VILLAGES; f++)
      if (self->world->county.faces[f] == sqlite3_column_int64 (statement, 0))
        land |= G_GUINT64_CONSTANT (1) << f;
  return land;
}

/* All units of a day, whose land is whose, and the areas that are kept for it. */
static void
ask_map (Questions      *self,
         YutuConnection *connection,
         int             tick,
         const char     *day)
{
  const Naive *naive = self->naive;
  g_autoptr (YutuDivisionView) view = yutu_division_view_load (connection, day, NULL);
  guint n = 0;

  for (int u = 0; u < naive->n_units; u++)
    n += naive->units[u][tick].version != 0;
  g_assert_cmpuint (view->units->len, ==, n);
  for (int f = 0; f < N_VILLAGES; f++)
    {
      int owner = naive->owners[f][tick];

      g_assert_cmpint (yutu_division_view_get_owner (view, self->world->county.faces[f]), ==,
                       owner < 0 ? 0 : naive->ids[owner]);
    }
  for (guint i = 0; i < view->units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (view->units, i);
      guint64             land = 0;

      for (int f = 0; f < N_VILLAGES; f++)
        {
          int chain[8];
          int length = list_chain (naive, naive->owners[f][tick], tick, chain);

          for (int k = 0; k < length; k++)
            if (naive->ids[chain[k]] == unit->unit)
              land |= G_GUINT64_CONSTANT (1) << f;
        }
      g_assert_cmpint (unit->area_m2 > 0, ==, land != 0);
      g_assert_cmpuint (read_area_faces (self, connection, unit->unit, day), ==, land);
    }
}

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  static void (*const questions[]) (Questions *, YutuConnection *, int, const char *) = {
    ask_facts,
    ask_name,
    ask_chain,
    ask_place,
  };
  Questions *self = data;

  for (int i = 0; i < self->n; i++)
    {
      int  tick = (int)below (self->world, N_TICKS);
      char day[YUTU_DAY_TEXT_SIZE];

      /* Some day on or behind the tick. */
      yutu_day_format (yutu_day_from_ymd (2000, 1, 1) + tick * 401 + (int)below (self->world, 401),
                       day);
      if (i % 50 == 0)
        ask_map (self, connection, tick, day);
      else
        questions[below (self->world, G_N_ELEMENTS (questions))](self, connection, tick, day);
    }
  return TRUE;
}

static void
test_both_clocks_equal_a_naive_replay (void)
{
  enum
  {
    N_STEPS = 160,
    N_MOMENTS = 50
  };
  World      world = { 0 };
  int        n_each = g_getenv ("YUTU_TEST_LONG") != NULL ? 2000 : 200;
  gint64     n_asked = 0;
  GPtrArray *entries = NULL;

  world_init (&world);
  live (&world, N_STEPS);
  entries = yutu_store_list_entries (world.county.store, 0, 0, NULL, NULL);
  g_assert_cmpuint (entries->len, >, N_STEPS / 2);
  for (int i = 0; i < N_MOMENTS; i++)
    {
      /* The two entries before the names are the fixture's. */
      guint            n = 3 + (guint)below (&world, entries->len - 2);
      const YutuEntry *entry = NULL;
      Questions        questions = { &world, NULL, n_each };
      g_autoptr (YutuStore) past = NULL;
      g_autoptr (GError) error = NULL;

      entry = g_ptr_array_index (entries, entries->len - n);
      while (n < entries->len &&
             g_str_equal (((YutuEntry *)g_ptr_array_index (entries, entries->len - n - 1))->at,
                          entry->at))
        n++; /* of one millisecond */
      questions.naive = g_ptr_array_index (world.known, n);
      past = yutu_store_open_past (world.county.store, entry->at, yutu_division_attach, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (yutu_store_read (past, ask, &questions, NULL, &error));
      n_asked += n_each;
    }
  g_test_message ("%" G_GINT64_FORMAT " questions", n_asked);
  g_ptr_array_unref (entries);
  world_clear (&world);
}

/* ---- Differences ---- */

static int
find_at_level (const Naive *naive,
               const int   *chain,
               int          n,
               int          level)
{
  for (int i = 0; i < n; i++)
    if (naive->levels[chain[i]] <= level)
      return chain[i];
  return -1;
}

/* The piece that the face is in, -1: none. */
static int
find_piece (const YutuDivisionDifference *difference,
            gint64                        face)
{
  int found = -1;

  for (guint i = 0; i < difference->land->len; i++)
    {
      const YutuLandDifference *land = g_ptr_array_index (difference->land, i);

      for (guint k = 0; k < land->faces->len; k++)
        if (g_array_index (land->faces, gint64, k) == face)
          {
            g_assert_cmpint (found, ==, -1);
            found = (int)i;
          }
    }
  return found;
}

static void
check_land (const World                  *world,
            const YutuDivisionDifference *difference,
            int                           ticks[2],
            gboolean                      moved[MAX_UNITS])
{
  const Naive *naive = world->now;

  memset (moved, 0, MAX_UNITS * sizeof *moved);
  for (int f = 0; f < N_VILLAGES; f++)
    {
      int chains[2][8], n[2], units[2], piece;

      for (int side = 0; side < 2; side++)
        {
          n[side] = list_chain (naive, naive->owners[f][ticks[side]], ticks[side], chains[side]);
          units[side] = find_at_level (naive, chains[side], n[side], difference->level);
        }
      piece = find_piece (difference, world->county.faces[f]);
      g_assert_cmpint (piece >= 0, ==, units[0] != units[1]);
      if (piece >= 0)
        {
          const YutuLandDifference *land = g_ptr_array_index (difference->land, (guint)piece);

          g_assert_cmpint (land->then, ==, units[0] < 0 ? 0 : naive->ids[units[0]]);
          g_assert_cmpint (land->now, ==, units[1] < 0 ? 0 : naive->ids[units[1]]);
        }
      for (int side = 0; side < 2; side++)
        for (int i = 0; i < n[side]; i++)
          {
            gboolean is_in_both = FALSE;

            for (int k = 0; k < n[!side]; k++)
              is_in_both = is_in_both || chains[side][i] == chains[!side][k];
            moved[chains[side][i]] |= !is_in_both;
          }
    }
}

static void
check_units (const World                  *world,
             const YutuDivisionDifference *difference,
             int                           ticks[2],
             const gboolean                moved[MAX_UNITS])
{
  const Naive *naive = world->now;
  guint        n = 0;

  for (int u = 0; u < naive->n_units; u++)
    {
      const Cell *then = &naive->units[u][ticks[0]], *now = &naive->units[u][ticks[1]];
      unsigned    kinds = 0, found = 0;

      if (then->version == 0 && now->version != 0)
        kinds |= YUTU_DIFFERENCE_NEW;
      else if (then->version != 0 && now->version == 0)
        kinds |= YUTU_DIFFERENCE_ENDED;
      else if (then->version != 0)
        {
          if (!g_str_equal (world->names[then->name], world->names[now->name]))
            kinds |= YUTU_DIFFERENCE_NAME;
          if (then->parent != now->parent)
            kinds |= YUTU_DIFFERENCE_PARENT;
        }
      kinds |= moved[u] ? YUTU_DIFFERENCE_LAND : 0;
      for (guint i = 0; i < difference->units->len; i++)
        {
          const YutuUnitDifference *unit = g_ptr_array_index (difference->units, i);

          if (unit->unit == naive->ids[u])
            found = unit->kinds;
        }
      g_assert_cmphex (found, ==, kinds);
      n += kinds != 0;
    }
  g_assert_cmpuint (difference->units->len, ==, n);
}

typedef struct
{
  World *world;
  int    n;
} Pairs;

static gboolean
compare_pairs (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Pairs *self = data;

  for (int i = 0; i < self->n; i++)
    {
      int      ticks[2] = { (int)below (self->world, N_TICKS), (int)below (self->world, N_TICKS) };
      int      level = 3 + i % 3;
      char     days[2][YUTU_DAY_TEXT_SIZE];
      gboolean moved[MAX_UNITS];
      g_autoptr (YutuDivisionDifference) difference = NULL;

      for (int side = 0; side < 2; side++)
        format_tick (ticks[side], days[side]);
      difference =
        yutu_division_difference_load (connection, days[0], days[1], level, i % 10 == 0, error);
      if (difference == NULL)
        return FALSE;
      check_land (self->world, difference, ticks, moved);
      check_units (self->world, difference, ticks, moved);
      for (guint k = 0; i % 10 == 0 && k < difference->land->len; k++)
        {
          const YutuLandDifference *land = g_ptr_array_index (difference->land, k);

          g_assert_nonnull (land->shape);
          g_assert_cmpfloat (land->area_m2, >, 0);
        }
    }
  return TRUE;
}

static void
test_differences_equal_brute_force (void)
{
  World world = { 0 };
  Pairs pairs = { &world, 400 };

  world_init (&world);
  live (&world, 120);
  county_read (&world.county, compare_pairs, &pairs);
  world_clear (&world);
}

/* ---- Each day one unit ---- */

/* Village 0 ends, and a new one has its land, on the day of change. */
typedef struct
{
  County     *county;
  const char *first; /* of all that was there before */
  const char *change;
  gint64      heir;
} Succession;

static gboolean
succeed (YutuConnection *connection,
         gpointer        data,
         GError        **error)
{
  Succession              *self = data;
  YutuDivision             heir = { .level = 5,
                                    .type = "village",
                                    .name = "继村",
                                    .proper_name = "继",
                                    .generic_term = "村",
                                    .parent = self->county->townships[0],
                                    .area_legal_m2 = -1,
                                    .population = -1,
                                    .valid_from = self->change };
  static const char *const shifts[] = {
    "UPDATE division SET valid_from = ?1",
    "UPDATE face_unit SET valid_from = ?1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, shifts[i], error);

      sqlite3_bind_text (statement, 1, self->first, -1, SQLITE_STATIC);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return yutu_division_add (connection, &heir, &self->heir, error) &&
         yutu_division_give_face (connection, self->county->faces[0], self->heir, self->change,
                                  error) &&
         yutu_division_close (connection, self->county->villages[0], self->change, error);
}

static void
assert_drawn (Succession *self,
              YutuDay     day,
              gboolean    is_heir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFile) file = yutu_file_open (self->county->path, YUTU_STORE_OPEN_READ_ONLY, &error);
  g_autoptr (YutuDivisionLayer) layer = NULL;
  YutuPoint    quad[4];
  YutuMapPoint middle;
  YutuMapBox   box;
  gint64       there = is_heir ? self->heir : self->county->villages[0];
  gint64       gone = is_heir ? self->county->villages[0] : self->heir;

  g_assert_no_error (error);
  layer = yutu_file_load_divisions (file, day, YUTU_SRID, NULL, &error);
  g_assert_no_error (error);
  county_get_quad (self->county, 0, quad);
  middle = yutu_projection_forward (
    YUTU_SRID, (YutuPoint){ (quad[0].x + quad[2].x) / 2, (quad[0].y + quad[2].y) / 2 });
  g_assert_cmpint (yutu_division_layer_locate (layer, 5, middle), ==, there);
  g_assert_true (yutu_division_layer_get_unit_box (layer, there, &box));
  g_assert_false (yutu_division_layer_get_unit_box (layer, gone, &box));
}

static void
test_f21_one_unit_on_the_day_of_change_qgis_44589 (void)
{
  static const struct
  {
    const char *first;
    const char *change;
  } rows[] = {
    { "1800-01-01", "1809-02-28" }, /* A ends 1809-02-27, B starts 1809-02-28 */
    { "1600-01-01", "1752-09-14" },
    { "1368-01-23", "1582-10-10" }, /* no day of the Julian calendar's successor elsewhere */
    { "1368-01-23", "1700-03-01" }, /* 1700 is no leap year */
    { "1368-01-23", "2000-02-29" },
    { "1368-01-23", "9999-12-30" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      County     county = { 0 };
      Succession succession = { &county, rows[i].first, rows[i].change, 0 };
      YutuDay    day = yutu_day_parse (rows[i].change);

      g_test_message ("%s", rows[i].change);
      g_assert_cmpint (day, !=, YUTU_DAY_INVALID);
      county_set_up (&county, NULL);
      county_write (&county, succeed, &succession);
      assert_drawn (&succession, yutu_day_parse (rows[i].first), FALSE);
      assert_drawn (&succession, day - 1, FALSE);
      assert_drawn (&succession, day, TRUE);
      county_tear_down (&county, NULL);
    }
}

/* Days of all years from 1368 on, by the arithmetic of another calendar. */
static void
test_f23_days_before_1752_qgis_37485 (void)
{
  YutuDay first = yutu_day_from_ymd (1368, 1, 1);
  GDate   date;
  guint   n = 0;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 1, 1, 1368);
  for (YutuDay day = first; day <= yutu_day_from_ymd (9999, 12, 31); day++, n++)
    {
      int  year, month, of_month;
      char text[YUTU_DAY_TEXT_SIZE];

      yutu_day_to_ymd (day, &year, &month, &of_month);
      g_assert_cmpint (year, ==, g_date_get_year (&date));
      g_assert_cmpint (month, ==, (int)g_date_get_month (&date));
      g_assert_cmpint (of_month, ==, g_date_get_day (&date));
      g_assert_cmpint (yutu_day_parse (yutu_day_format (day, text)), ==, day);
      g_date_add_days (&date, 1);
    }
  g_assert_cmpuint (n, ==, 3152773);
  g_assert_cmpint (yutu_day_parse ("1752-09-05"), !=, YUTU_DAY_INVALID); /* England skipped it */
  g_assert_cmpint (yutu_day_parse ("1700-02-29"), ==, YUTU_DAY_INVALID);
}

/* ---- Ends that were meant as last days ---- */

static gboolean
check_ends (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  static const char *const only[] = { "end-inclusive", "ownership-gap", "version-twice", NULL };
  GPtrArray              **faults = data;
  gint64                   n = 0;

  *faults = yutu_division_check (connection, only, &n, NULL, error);
  return *faults != NULL;
}

static guint
count_faults (County     *county,
              const char *rule)
{
  g_autoptr (GPtrArray) faults = NULL;
  guint n = 0;

  county_read (county, check_ends, &faults);
  for (guint i = 0; i < faults->len; i++)
    n += g_str_equal (((YutuDivisionFault *)g_ptr_array_index (faults, i))->rule, rule);
  return n;
}

static void
test_f22_inclusive_ends_are_flagged_osm_southbay_53 (void)
{
  County county = { 0 };

  county_set_up (&county, NULL);
  county_exec (&county,
               "INSERT INTO division (id, unit, uuid, level, type, name, proper_name, generic_term, "
               "parent, valid_from) SELECT 999, unit, uuid, level, type, '新村', '新', '村', parent, "
               "'2021-10-21' FROM division WHERE name = '第1村'; "
               "UPDATE division SET valid_to = '2021-10-21' WHERE name = '第1村'");
  g_assert_cmpuint (count_faults (&county, "end-inclusive"), ==, 0);
  g_assert_cmpuint (count_faults (&county, "version-twice"), ==, 0);
  /* The last day in the place of the first one without. */
  county_exec (&county, "UPDATE division SET valid_to = '2021-10-20' WHERE name = '第1村'");
  g_assert_cmpuint (count_faults (&county, "end-inclusive"), ==, 1);
  /* And the other way: one day with two. */
  county_exec (&county, "UPDATE division SET valid_to = '2021-10-22' WHERE name = '第1村'");
  g_assert_cmpuint (count_faults (&county, "end-inclusive"), ==, 0);
  g_assert_cmpuint (count_faults (&county, "version-twice"), ==, 1);
  /* A unit that comes again after years is no slip. */
  county_exec (&county, "UPDATE division SET valid_to = '2015-01-01' WHERE name = '第1村'");
  g_assert_cmpuint (count_faults (&county, "end-inclusive"), ==, 0);
  /* Land between two units. */
  county_exec (&county,
               "INSERT INTO face_unit (id, face, unit, valid_from) SELECT 998, face, "
               "(SELECT unit FROM division WHERE name = '第2村'), '2021-10-21' FROM face_unit "
               "WHERE unit = (SELECT unit FROM division WHERE name = '第3村'); "
               "UPDATE face_unit SET valid_to = '2021-10-20' WHERE id <> 998 AND "
               "unit = (SELECT unit FROM division WHERE name = '第3村')");
  g_assert_cmpuint (count_faults (&county, "ownership-gap"), ==, 1);
  /* A code, by the register: given on without the one day. */
  county_exec (&county, "INSERT INTO division_code (id, kind, code, name, level, valid_from, valid_to) VALUES "
                        "(996, 'mca', '990101777', '甲街道', 4, '2000-01-01', '2021-10-21'), "
                        "(997, 'mca', '990101777', '乙街道', 4, '2021-10-21', '9999-12-31')");
  g_assert_cmpuint (count_faults (&county, "end-inclusive"), ==, 0);
  county_exec (&county, "UPDATE division_code SET valid_to = '2021-10-20' WHERE id = 996");
  g_assert_cmpuint (count_faults (&county, "end-inclusive"), ==, 1);
  county_tear_down (&county, NULL);
}

/* ---- What became of a unit ---- */

typedef struct
{
  gint64     unit;
  GPtrArray *events;
  GPtrArray *days;
} History;

static gboolean
read_history (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  History *self = data;

  self->events = yutu_division_list_history (connection, self->unit, error);
  self->days = self->events != NULL ? yutu_division_list_change_days (connection, error) : NULL;
  return self->days != NULL;
}

static void
history_clear (History *self)
{
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->days, g_ptr_array_unref);
}

static void
test_history_without_an_act (void)
{
  County               county = { 0 };
  Succession           succession = { &county, FIRST_DAY, "2021-10-21", 0 };
  History              history = { 0 };
  const YutuUnitEvent *event = NULL;
  const YutuUnitLink  *link = NULL;

  county_set_up (&county, NULL);
  county_write (&county, succeed, &succession);
  history.unit = county.villages[0];
  county_read (&county, read_history, &history);
  g_assert_cmpuint (history.events->len, ==, 2);
  event = g_ptr_array_index (history.events, 0);
  g_assert_cmpstr (event->day, ==, FIRST_DAY);
  g_assert_cmphex (event->kinds, ==, YUTU_DIFFERENCE_NEW | YUTU_DIFFERENCE_LAND);
  event = g_ptr_array_index (history.events, 1);
  g_assert_cmpstr (event->day, ==, "2021-10-21");
  g_assert_cmphex (event->kinds, ==, YUTU_DIFFERENCE_ENDED | YUTU_DIFFERENCE_LAND);
  g_assert_null (event->after);
  g_assert_cmpuint (event->to->len, ==, 1);
  link = g_ptr_array_index (event->to, 0);
  g_assert_cmpint (link->division->unit, ==, succession.heir);
  g_assert_cmpint (link->area_den, ==, 0); /* nobody wrote a share down */
  g_assert_cmpuint (history.days->len, ==, 2);
  g_assert_cmpint (((YutuChangeDay *)g_ptr_array_index (history.days, 0))->units, ==, 2);
  history_clear (&history);
  history.unit = succession.heir;
  county_read (&county, read_history, &history);
  event = g_ptr_array_index (history.events, 0);
  g_assert_cmpuint (event->from->len, ==, 1);
  g_assert_cmpint (((YutuUnitLink *)g_ptr_array_index (event->from, 0))->division->unit, ==,
                   county.villages[0]);
  history_clear (&history);
  county_tear_down (&county, NULL);
}

/* The same with an act and its shares. */
static void
test_history_of_an_act (void)
{
  County               county = { 0 };
  Succession           succession = { &county, FIRST_DAY, "2021-10-21", 0 };
  History              history = { 0 };
  const YutuUnitEvent *event = NULL;
  const YutuUnitLink  *link = NULL;
  g_autofree char     *sql = NULL;

  county_set_up (&county, NULL);
  county_write (&county, succeed, &succession);
  sql = g_strdup_printf (
    "INSERT INTO act (id, kind, title, doc_no, organ, effective_on, state) VALUES (900, 'abolish', "
    "'撤销第1村', '云政发〔2021〕1号', '云舟区人民政府', '2021-10-21', 'completed'); "
    "INSERT INTO lineage (id, act, from_unit, to_unit, area_num, area_den, address_num, address_den) "
    "VALUES (901, 900, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 3, 4, 1, 2), "
    "(902, 900, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ", 1, 4, 1, 2)",
    county.villages[0], succession.heir, county.villages[0], county.villages[1]);
  county_exec (&county, sql);
  history.unit = county.villages[0];
  county_read (&county, read_history, &history);
  event = g_ptr_array_index (history.events, 1);
  g_assert_cmpuint (event->acts->len, ==, 1);
  g_assert_cmpstr (((YutuActFacts *)g_ptr_array_index (event->acts, 0))->title, ==, "撤销第1村");
  g_assert_cmpuint (event->to->len, ==, 2);
  link = g_ptr_array_index (event->to, 0); /* the greatest share first */
  g_assert_cmpint (link->division->unit, ==, succession.heir);
  g_assert_cmpint (link->area_num, ==, 3);
  g_assert_cmpint (link->area_den, ==, 4);
  g_assert_cmpint (link->address_num, ==, 1);
  g_assert_cmpstr (((YutuChangeDay *)g_ptr_array_index (history.days, 0))->title, ==, "撤销第1村");
  history_clear (&history);
  /* A neighbour that took a part over has the act in its history, though none of its facts changed. */
  history.unit = county.villages[1];
  county_read (&county, read_history, &history);
  g_assert_cmpuint (history.events->len, ==, 2);
  event = g_ptr_array_index (history.events, 1);
  g_assert_cmphex (event->kinds, ==, 0);
  g_assert_cmpuint (event->from->len, ==, 1);
  history_clear (&history);
  county_tear_down (&county, NULL);
}

/* ---- The comparison as people see it ---- */

static void
test_what_lies_in_a_comparison (void)
{
  County     county = { 0 };
  Succession succession = { &county, FIRST_DAY, "2021-10-21", 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuComparison) comparison = NULL;
  const YutuComparisonRow *row = NULL;
  YutuPoint                quad[4];
  YutuMapPoint             at;

  county_set_up (&county, NULL);
  county_write (&county, succeed, &succession);
  file = yutu_file_open (county.path, YUTU_STORE_OPEN_READ_ONLY, &error);
  comparison = yutu_file_compare (file, yutu_day_parse ("2021-10-20"), yutu_day_parse ("2021-10-21"),
                                  5, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (comparison->difference->land->len, ==, 1);
  row = &g_array_index (comparison->rows, YutuComparisonRow, 0);
  g_assert_nonnull (row->land);
  g_assert_cmpint (row->number, ==, 1);
  g_assert_cmpint (row->land->then, ==, county.villages[0]);
  g_assert_cmpint (row->land->now, ==, succession.heir);
  county_get_quad (&county, 0, quad);
  at = yutu_projection_forward (comparison->epsg, (YutuPoint){ (quad[0].x + quad[2].x) / 2,
                                                               (quad[0].y + quad[2].y) / 2 });
  g_assert_cmpint (yutu_comparison_find (comparison, at), ==, 0);
  county_get_quad (&county, N_VILLAGES - 1, quad);
  at = yutu_projection_forward (comparison->epsg, (YutuPoint){ (quad[0].x + quad[2].x) / 2,
                                                               (quad[0].y + quad[2].y) / 2 });
  g_assert_cmpint (yutu_comparison_find (comparison, at), ==, -1);
  g_clear_pointer (&comparison, yutu_comparison_free);
  /* Under the same township: no land of that level. */
  comparison = yutu_file_compare (file, yutu_day_parse ("2021-10-20"), yutu_day_parse ("2021-10-21"),
                                  4, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (comparison->difference->land->len, ==, 0);
  g_assert_cmpuint (comparison->rows->len, ==, 2); /* one ended, one new */
  g_clear_pointer (&file, yutu_file_unref);
  county_tear_down (&county, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/time/f21-one-unit-on-the-day-of-change-qgis-44589",
                   test_f21_one_unit_on_the_day_of_change_qgis_44589);
  g_test_add_func ("/session/time/f22-inclusive-ends-are-flagged-osm-southbay-53",
                   test_f22_inclusive_ends_are_flagged_osm_southbay_53);
  g_test_add_func ("/session/time/f23-days-before-1752-qgis-37485", test_f23_days_before_1752_qgis_37485);
  g_test_add_func ("/session/time/both-clocks-equal-a-naive-replay",
                   test_both_clocks_equal_a_naive_replay);
  g_test_add_func ("/session/time/differences-equal-brute-force", test_differences_equal_brute_force);
  g_test_add_func ("/session/time/history-without-an-act", test_history_without_an_act);
  g_test_add_func ("/session/time/history-of-an-act", test_history_of_an_act);
  g_test_add_func ("/session/time/what-lies-in-a-comparison", test_what_lies_in_a_comparison);
  return g_test_run ();
}
