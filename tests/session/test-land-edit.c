/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Drawing on land through the session:
 *
 * 1. what a preview allows is what is written, and what it refuses is refused with the same reason;
 * 2. the areas that it names are those that are kept afterwards, to the square centimetre, and those of
 *    a full rebuild, to the byte;
 * 3. undo brings back the very rows. */

#include "base/yutu-random.h"
#include "county-file.h"
#include "division/yutu-boundary.h"
#include "division/yutu-division-model.h"
#include "geo/yutu-exact.h"
#include "geo/yutu-measure.h"
#include "session/yutu-land-trial.h"
#include "session/yutu-land-island.h"

#define N_STEPS    250
#define STEP_REACH (YUTU_GRID_PER_DEGREE / 80)

typedef struct
{
  County     county;
  YutuFile  *file;
  YutuRandom random;
  guint      n_allowed;
  guint      n_refused;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->file = county_file_open (&self->county, NULL, 0);
  yutu_random_init (&self->random, 20261126);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuDay
today (void)
{
  return yutu_day_from_ymd (2026, 11, 24);
}

static char *
digest (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  yutu_store_digest (yutu_file_get_store (self->file), &text, &error);
  g_assert_no_error (error);
  return text;
}

static void
write_rows (Fixture      *self,
            YutuWriteFunc func,
            gpointer      data)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, func, data, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
}

/* ---- Cuts ---- */

static YutuLandEdit *
read_unit (Fixture *self,
           gint64   unit)
{
  g_autoptr (GError) error = NULL;
  YutuLandEdit *edit = yutu_file_read_land_edit (self->file, unit, today (), NULL, &error);

  g_assert_no_error (error);
  return edit;
}

typedef struct
{
  YutuLandLine line;
  GArray      *pieces;
} Cut;

static gboolean
cut_land (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  Cut *cut = data;

  return yutu_land_cut (connection, &cut->line, &cut->pieces, NULL, error);
}

static YutuPoint
draw_point (Fixture *self)
{
  const YutuPoint *low = &self->county.corners[0][0], *high = &self->county.corners[GRID][GRID];

  return (YutuPoint){
    low->x + (gint64)(yutu_random_unit (&self->random) * 1.2 * (double)(high->x - low->x)) - (high->x - low->x) / 10,
    low->y + (gint64)(yutu_random_unit (&self->random) * 1.2 * (double)(high->y - low->y)) - (high->y - low->y) / 10,
  };
}

static const YutuLandPart *
find_part (const YutuLandPreview   *preview,
           const YutuTopologyPiece *piece,
           guint                    nth)
{
  for (guint i = 0; i < preview->parts->len; i++)
    {
      const YutuLandPart *part = &g_array_index (preview->parts, YutuLandPart, i);

      if (part->origin == piece->origin && part->sides == piece->sides && nth-- == 0)
        return part;
    }
  return NULL;
}

/* Of the parts of a face on one side, all together: a trial numbers them as the cut does. */
static void
assert_areas (Fixture               *self,
              const YutuLandPreview *preview,
              gint64                 unit)
{
  g_autoptr (YutuLandEdit) now = read_unit (self, unit);
  gint64 sum_cm2 = 0, unit_cm2 = 0;

  for (guint i = 0; i < preview->parts->len; i++)
    sum_cm2 += g_array_index (preview->parts, YutuLandPart, i).area_cm2;
  for (guint i = 0; i < yutu_land_edit_get_units (now)->len; i++)
    if (g_array_index (yutu_land_edit_get_units (now), YutuLineUnit, i).unit == unit)
      unit_cm2 = g_array_index (yutu_land_edit_get_units (now), YutuLineUnit, i).area_cm2;
  g_assert_cmpint (sum_cm2, ==, unit_cm2);
}

static gboolean
try_one_cut (Fixture *self)
{
  gint64    unit = yutu_random_below (&self->random, 2) == 0
                     ? self->county.townships[yutu_random_below (&self->random, 4)]
                     : self->county.villages[yutu_random_below (&self->random, N_VILLAGES)];
  YutuPoint points[5];
  gsize     n = 2 + yutu_random_below (&self->random, 3);
  char      day[YUTU_DAY_TEXT_SIZE];
  Cut       cut = { .line = { points, n, unit, day, FALSE } };
  g_autoptr (YutuLandEdit) edit = read_unit (self, unit);
  g_auto (YutuLandPreview) preview = { 0 };
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_day_format (today (), day);
  for (gsize i = 0; i < n; i++)
    points[i] = draw_point (self);
  if (yutu_random_below (&self->random, 4) > 0) /* right through, from the west to the east */
    {
      points[0].x = self->county.corners[0][0].x - YUTU_GRID_PER_DEGREE / 50;
      points[n - 1].x = self->county.corners[0][GRID].x + YUTU_GRID_PER_DEGREE / 50;
    }
  yutu_land_edit_preview_cut (edit, points, n, &preview);
  yutu_store_write (yutu_file_get_store (self->file), &spec, cut_land, &cut, NULL, NULL, &error);
  if (!preview.is_allowed)
    {
      g_assert_error (error, YUTU_TOPOLOGY_ERROR, (int)preview.reason);
      return FALSE;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (cut.pieces->len, ==, preview.parts->len);
  for (guint i = 0; i < cut.pieces->len; i++)
    g_assert_nonnull (find_part (&preview, &g_array_index (cut.pieces, YutuTopologyPiece, i), 0));
  assert_areas (self, &preview, unit);
  g_array_unref (cut.pieces);
  return TRUE;
}

static void
test_random_cuts (Fixture      *self,
                  gconstpointer data)
{
  for (int i = 0; i < N_STEPS / 3; i++)
    {
      g_autofree char *before = digest (self);
      gboolean         done = try_one_cut (self);
      g_autofree char *after = digest (self);

      self->n_allowed += done;
      self->n_refused += !done;
      if (!done)
        g_assert_cmpstr (before, ==, after);
      if (done && i % 3 == 0)
        {
          g_autofree char *back = NULL;

          undo (self);
          back = digest (self);
          g_assert_cmpstr (before, ==, back);
        }
      if (i % 20 == 0)
        county_assert_areas (yutu_file_get_store (self->file));
    }
  county_assert_areas (yutu_file_get_store (self->file));
  g_test_message ("%u allowed, %u refused", self->n_allowed, self->n_refused);
  g_assert_cmpuint (self->n_allowed, >, 10);
  g_assert_cmpuint (self->n_refused, >, 2);
}

/* Of the parts on these sides, as the window paints them. */
static YutuJoinedLand *
join_side (YutuLandTrial *trial,
           guint          sides)
{
  const YutuLandPreview *preview = yutu_land_trial_get_preview (trial);
  g_autoptr (GArray) faces = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; preview->parts != NULL && i < preview->parts->len; i++)
    if (g_array_index (preview->parts, YutuLandPart, i).sides == sides)
      g_array_append_val (faces, g_array_index (preview->parts, YutuLandPart, i).face);
  return yutu_land_trial_join (trial, (gint64 *)(gpointer)faces->data, faces->len);
}

static void
assert_joined (const YutuJoinedLand *joined,
               gint64                area_cm2,
               YutuBox               box)
{
  g_assert_cmpint (yutu_measure_area_cm2 (joined->shape), ==, area_cm2);
  g_assert_cmpmem (&joined->shape->box, sizeof box, &box, sizeof box);
  g_assert_cmpint (yutu_exact_point_in_shape (joined->inside, joined->shape), ==, YUTU_INSIDE);
}

static void
test_sides_can_be_painted (Fixture      *self,
                           gconstpointer data)
{
  YutuLandEdit    *edit = read_unit (self, self->county.townships[0]);
  const YutuPoint *west = &self->county.corners[1][0], *east = &self->county.corners[1][GRID / 2];
  YutuPoint        line[] = { { west->x - 5000000, west->y + 5000000 }, { east->x + 5000000, east->y + 5000000 } };
  g_autoptr (YutuLandTrial) trial = yutu_land_trial_new (edit, line, G_N_ELEMENTS (line));
  g_autoptr (YutuLandTrial) short_trial = yutu_land_trial_new (edit, line, 1);
  const YutuLandPreview *preview = yutu_land_trial_get_preview (trial);
  g_autoptr (YutuJoinedLand) left = NULL;
  g_autoptr (YutuJoinedLand) right = NULL;
  g_autoptr (YutuJoinedLand) both = NULL;

  yutu_land_edit_unref (edit); /* trials hold it */
  g_assert_true (preview->is_allowed);
  g_assert_cmpfloat_with_epsilon (preview->length_m, yutu_measure_line_m (line, 2), 1e-6);
  left = join_side (trial, YUTU_TOPOLOGY_LEFT);
  right = join_side (trial, YUTU_TOPOLOGY_RIGHT);
  both = join_side (trial, YUTU_TOPOLOGY_LEFT | YUTU_TOPOLOGY_RIGHT);
  assert_joined (left, preview->left_cm2, preview->left_box);
  assert_joined (right, preview->right_cm2, preview->right_box);
  g_assert_null (both->shape);
  preview = yutu_land_trial_get_preview (short_trial);
  g_assert_false (preview->is_allowed);
  g_assert_cmpint (preview->reason, ==, YUTU_TOPOLOGY_ERROR_OPEN);
}

/* ---- Redrawing ---- */

static gboolean
refresh_lines (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  YutuBoundaryCounts counts;

  return yutu_boundary_refresh_inner (connection, 4, FIRST_DAY, &counts, error);
}

static gboolean
list_arcs (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  GArray       *arcs = data;
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "SELECT id FROM arc WHERE face_left > 0 AND face_right > 0 ORDER BY id", error);
  gboolean row = TRUE;

  while (yutu_connection_step (connection, statement, &row, error) && row)
    {
      gint64 id = sqlite3_column_int64 (statement, 0);

      g_array_append_val (arcs, id);
    }
  return TRUE;
}

static void
assert_units (Fixture               *self,
              const YutuLandEdit    *edit,
              const YutuLandPreview *preview)
{
  const GArray *units = yutu_land_edit_get_units (edit);

  for (guint i = 0; i < units->len; i++)
    {
      const YutuLineUnit *unit = &g_array_index (units, YutuLineUnit, i);
      g_autoptr (YutuLandEdit) now = read_unit (self, unit->unit);

      for (guint k = 0; k < yutu_land_edit_get_units (now)->len; k++)
        {
          const YutuLineUnit *after = &g_array_index (yutu_land_edit_get_units (now), YutuLineUnit, k);

          if (after->unit == unit->unit)
            g_assert_cmpint (preview->area_cm2[i], ==, after->area_cm2);
        }
    }
}

/* From one vertex of a line to another, through the junctions between them, or past them. */
static gboolean
try_one_redraw (Fixture *self,
                GArray  *arcs)
{
  gint64 arc = g_array_index (arcs, gint64, yutu_random_below (&self->random, arcs->len));
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLandEdit) edit = yutu_file_read_land_line (self->file, arc, today (), NULL, &error);
  gsize            n = 0, from, to;
  const YutuPoint *line = yutu_land_edit_get_points (edit, &n);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  double   reach = (double)STEP_REACH * yutu_random_unit (&self->random);
  gboolean is_careless = yutu_random_below (&self->random, 5) == 0;
  g_auto (YutuLandPreview) preview = { 0 };
  YutuRedrawWish wish;

  from = yutu_random_below (&self->random, n - 1);
  to = from + 1 + yutu_random_below (&self->random, n - 1 - from);
  for (gsize i = from; i < to; i++)
    {
      YutuPoint middle = { (line[i].x + line[i + 1].x) / 2 + (gint64)((yutu_random_unit (&self->random) - 0.5) * reach),
                           (line[i].y + line[i + 1].y) / 2 + (gint64)((yutu_random_unit (&self->random) - 0.5) * reach) };

      if (i > from && (!is_careless || !yutu_land_edit_is_junction (edit, i)))
        g_array_append_val (points, line[i]);
      g_array_append_val (points, middle);
    }
  yutu_land_edit_preview_redraw (edit, from, to, (YutuPoint *)(gpointer)points->data, points->len, &preview);
  yutu_land_edit_make_wish (edit, from, to, (YutuPoint *)(gpointer)points->data, points->len, &wish);
  if (!yutu_file_redraw_line (self->file, &wish, today (), "测试员", NULL, &error))
    {
      g_assert_false (preview.is_allowed);
      g_assert_error (error, YUTU_TOPOLOGY_ERROR, (int)preview.reason);
      return FALSE;
    }
  g_assert_true (preview.is_allowed);
  assert_units (self, edit, &preview);
  return TRUE;
}

static void
test_random_redraws (Fixture      *self,
                     gconstpointer data)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  write_rows (self, refresh_lines, NULL);
  yutu_store_read (yutu_file_get_store (self->file), list_arcs, arcs, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_STEPS; i++)
    {
      g_autofree char *before = digest (self);
      gboolean         done = try_one_redraw (self, arcs);
      g_autofree char *after = digest (self);

      self->n_allowed += done;
      self->n_refused += !done;
      if (!done)
        g_assert_cmpstr (before, ==, after);
      if (done && i % 5 == 0)
        {
          g_autofree char *back = NULL;

          undo (self);
          back = digest (self);
          g_assert_cmpstr (before, ==, back);
        }
      if (i % 50 == 0)
        county_assert_areas (yutu_file_get_store (self->file));
    }
  county_assert_areas (yutu_file_get_store (self->file));
  g_test_message ("%u allowed, %u refused", self->n_allowed, self->n_refused);
  g_assert_cmpuint (self->n_allowed, >, N_STEPS / 5);
  g_assert_cmpuint (self->n_refused, >, N_STEPS / 10);
}

static void
test_redraw_of_a_line_that_changed (Fixture      *self,
                                    gconstpointer data)
{
  g_autoptr (GArray) arcs = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuLandEdit) edit = NULL;
  gsize            n = 0;
  const YutuPoint *line = NULL;
  YutuPoint        point;
  YutuRedrawWish   wish;

  yutu_store_read (yutu_file_get_store (self->file), list_arcs, arcs, NULL, &error);
  edit = yutu_file_read_land_line (self->file, g_array_index (arcs, gint64, 0), today (), NULL, &error);
  g_assert_no_error (error);
  line = yutu_land_edit_get_points (edit, &n);
  point = (YutuPoint){ (line[0].x + line[1].x) / 2 + 1000, (line[0].y + line[1].y) / 2 + 1000 };
  yutu_land_edit_make_wish (edit, 0, 1, &point, 1, &wish);
  g_assert_true (yutu_file_redraw_line (self->file, &wish, today (), "测试员", NULL, &error));
  g_assert_no_error (error);
  g_assert_false (yutu_file_redraw_line (self->file, &wish, today (), "测试员", NULL, &error));
  g_assert_error (error, YUTU_STORE_ERROR, YUTU_STORE_ERROR_CONFLICT);
}

/* ---- Islands ---- */

typedef struct
{
  gint64      unit;
  const char *day;
  double      area_m2;
} Area;

static gboolean
read_area (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Area *area = data;
  g_autoptr (YutuDivision) division = NULL;

  if (!yutu_division_load (connection, area->unit, area->day, &division, error))
    return FALSE;
  area->area_m2 = division->area_m2;
  return TRUE;
}

static double
get_area (Fixture *self,
          gint64   unit)
{
  Area area = { unit, "2010-01-01", 0 };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), read_area, &area, NULL, &error);
  g_assert_no_error (error);
  return area.area_m2;
}

static void
make_ring (YutuPoint center,
           gint64    reach,
           YutuPoint ring[5])
{
  const int corners[][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 }, { -1, -1 } };

  for (int i = 0; i < 5; i++)
    ring[i] = (YutuPoint){ center.x + corners[i][0] * reach, center.y + corners[i][1] * reach };
}

/* What a trial says is what is done, to the square centimetre. */
static void
assert_trial (Fixture              *self,
              const YutuIslandWish *wish,
              gint64                loser, /* 0: nobody */
              double                gain_m2)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuIslandTrial) trial =
    yutu_file_try_island (self->file, wish, yutu_day_from_ymd (2010, 1, 1), NULL, &error);
  const YutuIslandLoss *loss = NULL;

  g_assert_no_error (error);
  g_assert_true (trial->is_allowed);
  g_assert_cmpuint (trial->losses->len, ==, 1);
  loss = g_ptr_array_index (trial->losses, 0);
  g_assert_cmpint (loss->unit, ==, loser);
  g_assert_cmpint (loss->area_cm2, ==, trial->area_cm2);
  g_assert_cmpfloat_with_epsilon ((double)trial->area_cm2 / 10000, gain_m2, 0.01);
}

static void
undo_and_try (Fixture              *self,
              const YutuIslandWish *wish,
              gint64                loser,
              double                gain_m2)
{
  undo (self);
  assert_trial (self, wish, loser, gain_m2);
  g_assert_true (yutu_file_add_island (self->file, wish, "测试员", NULL, NULL));
}

static void
test_island_exclave_and_hole (Fixture      *self,
                              gconstpointer data)
{
  const YutuPoint *corner = &self->county.corners[2][2], *next = &self->county.corners[3][3];
  YutuPoint        middle = { (corner->x + next->x) / 2, (corner->y + next->y) / 2 };
  gint64           host = self->county.villages[2 * GRID + 2], unit = self->county.villages[0];
  double           host_m2 = get_area (self, host), unit_m2 = get_area (self, unit);
  YutuPoint        ring[5];
  YutuIslandWish   wish = { ring, 5, unit };
  g_autofree char *before = digest (self);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  double exclave_m2, island_m2;

  make_ring (middle, 500000, ring);
  g_assert_true (yutu_file_add_island (self->file, &wish, "测试员", NULL, &error)); /* an exclave */
  exclave_m2 = get_area (self, unit) - unit_m2;
  g_assert_cmpfloat (exclave_m2, >, 1000);
  g_assert_cmpfloat_with_epsilon (get_area (self, host) + exclave_m2, host_m2, 0.01);
  undo_and_try (self, &wish, host, exclave_m2);
  county_assert_areas (yutu_file_get_store (self->file));
  make_ring ((YutuPoint){ self->county.corners[0][0].x - 5000000, corner->y }, 500000, ring);
  g_assert_true (yutu_file_add_island (self->file, &wish, "测试员", NULL, &error)); /* out at sea */
  island_m2 = get_area (self, unit) - unit_m2 - exclave_m2;
  g_assert_cmpfloat (island_m2, >, 1000);
  undo_and_try (self, &wish, 0, island_m2);
  county_assert_areas (yutu_file_get_store (self->file));
  make_ring ((YutuPoint){ middle.x + 1500000, middle.y }, 300000, ring);
  wish.unit = 0;
  g_assert_true (yutu_file_add_island (self->file, &wish, "测试员", NULL, &error)); /* a hole */
  g_assert_cmpfloat (get_area (self, host), <, host_m2 - exclave_m2 - 100);
  county_assert_areas (yutu_file_get_store (self->file));
  wish.n_points = 4;
  g_assert_false (yutu_file_add_island (self->file, &wish, "测试员", NULL, &error));
  g_assert_error (error, YUTU_TOPOLOGY_ERROR, YUTU_TOPOLOGY_ERROR_OPEN);
  for (int i = 0; i < 3; i++)
    undo (self);
  after = digest (self);
  g_assert_cmpstr (before, ==, after);
  county_assert_areas (yutu_file_get_store (self->file));
}

#define ADD(path, func) g_test_add ("/session/land-edit/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("random-cuts", test_random_cuts);
  ADD ("sides", test_sides_can_be_painted);
  ADD ("random-redraws", test_random_redraws);
  ADD ("changed-meanwhile", test_redraw_of_a_line_that_changed);
  ADD ("island-exclave-hole", test_island_exclave_and_hole);
  return g_test_run ();
}
