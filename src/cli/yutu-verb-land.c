/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Corrections of the land: an island, an exclave or a hole that was there all along. */

#include "cli/yutu-verb-division-private.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "session/yutu-error-words.h"
#include "session/yutu-land-island.h"
#include "session/yutu-place.h"

static void
put_area (JsonBuilder *builder,
          gint64       area_cm2)
{
  yutu_json_add_double (builder, "area_m2", (double)area_cm2 / YUTU_CM2_PER_M2);
}

/* Whose land it was; null: nobody's. */
static void
put_losses (JsonBuilder     *builder,
            const GPtrArray *losses)
{
  json_builder_set_member_name (builder, "from");
  json_builder_begin_array (builder);
  for (guint i = 0; i < losses->len; i++)
    {
      const YutuIslandLoss *loss = g_ptr_array_index (losses, i);

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "unit", loss->unit);
      yutu_json_add_text (builder, "name", loss->name);
      put_area (builder, loss->area_cm2);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
put_refusal (JsonBuilder           *builder,
             const YutuIslandTrial *trial)
{
  g_autoptr (GError) refusal = NULL;

  if (trial->is_allowed)
    return;
  refusal = g_error_new_literal (YUTU_TOPOLOGY_ERROR, (int)trial->reason, "");
  yutu_json_add_text (builder, "reason", yutu_error_words_get (refusal));
  yutu_json_add_place (builder, trial->conflict.n_stretches > 0, trial->conflict.at);
}

/* @entry: 0: it was only tried. */
static void
emit_correction (YutuCall              *call,
                 const YutuIslandWish  *wish,
                 const char            *name, /* NULL: nobody's */
                 const YutuIslandTrial *trial,
                 gint64                 entry)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "unit", wish->unit);
  yutu_json_add_text (builder, "name", name);
  yutu_json_add_boolean (builder, "allowed", trial->is_allowed);
  put_refusal (builder, trial);
  put_area (builder, trial->area_cm2);
  put_losses (builder, trial->losses);
  yutu_json_add_boolean (builder, "done", entry != 0);
  if (entry != 0)
    yutu_json_add_int (builder, "entry", entry);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* The ring of --within, its first point again as its last. */
static GArray *
read_ring (YutuFile   *file,
           const char *wkt,
           GError    **error)
{
  g_autoptr (YutuShape) shape = yutu_file_parse_shape (file, wkt, error);
  g_autoptr (GArray) ring = g_array_new (FALSE, FALSE, sizeof (YutuPoint));

  if (shape == NULL)
    return NULL;
  if (shape->n_parts > 1)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
                           _ ("--within takes one ring without holes: correct one after the other"));
      return NULL;
    }
  g_array_append_vals (ring, shape->points, (guint)shape->n_points);
  g_array_append_val (ring, shape->points[0]);
  return g_steal_pointer (&ring);
}

/* Tried, and unless it is a dry run done, with what the trial told. */
static YutuExit
correct (YutuCall             *call,
         YutuFile             *file,
         const YutuIslandWish *wish,
         gboolean              dry_run,
         GError              **error)
{
  gint64 entry = 0;
  g_autoptr (GHashTable) names = yutu_file_read_unit_names (file, error);
  g_autoptr (YutuIslandTrial) trial =
    names != NULL ? yutu_file_try_island (file, wish, call->as_of, NULL, error) : NULL;

  if (trial == NULL)
    return YUTU_EXIT_INPUT;
  if (!dry_run && trial->is_allowed && trial->area_cm2 == 0)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT,
                           _ ("all of the land is that already"));
      return YUTU_EXIT_INPUT;
    }
  if (!dry_run && !yutu_file_add_island (file, wish, call->actor, &entry, error))
    return YUTU_EXIT_INPUT;
  emit_correction (call, wish, g_hash_table_lookup (names, &wish->unit), trial, entry);
  return trial->is_allowed ? YUTU_EXIT_DONE : YUTU_EXIT_FINDINGS;
}

/* @has_place: a PLACE that gains the land stands behind the word, else it becomes nobody's. */
static YutuExit
run (YutuCall *call,
     gboolean  has_place,
     GError  **error)
{
  gboolean         dry_run = yutu_call_take_flag (call, "--dry-run");
  g_autofree char *wkt = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuPlace) place = NULL;
  g_autoptr (GArray) ring = NULL;
  YutuIslandWish wish = { 0 };

  if (!yutu_call_take_option (call, "--within", &wkt, error) ||
      !yutu_call_expect (call, has_place ? 3 : 2, error))
    return YUTU_EXIT_USAGE;
  if (wkt == NULL)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                           _ ("say which land with --within WKT, a polygon in degrees"));
      return YUTU_EXIT_USAGE;
    }
  file = yutu_call_open (call, dry_run ? YUTU_STORE_OPEN_READ_ONLY : YUTU_STORE_OPEN_DEFAULT, error);
  ring = file != NULL ? read_ring (file, wkt, error) : NULL;
  if (ring != NULL && has_place)
    place = yutu_file_find_place (file, call->words[2], call->as_of, error);
  if (ring == NULL || (has_place && place == NULL))
    return YUTU_EXIT_INPUT;
  wish.ring = (const YutuPoint *)(gpointer)ring->data;
  wish.n_points = ring->len;
  wish.unit = has_place ? yutu_place_get_id (place) : 0;
  return correct (call, file, &wish, dry_run, error);
}

YutuExit
yutu_verb_division_add_land (YutuCall *call,
                             GError  **error)
{
  return run (call, TRUE, error);
}

YutuExit
yutu_verb_division_cut_hole (YutuCall *call,
                             GError  **error)
{
  return run (call, FALSE, error);
}
