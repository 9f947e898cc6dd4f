/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The crossings of roads and the names that lack a sign, and the share of the crossings that have one, by unit. */

#include "cli/yutu-verb-name-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "session/yutu-name-edit.h"
#include "session/yutu-name-signs.h"
#include "session/yutu-place.h"

static void
emit_crossing (YutuCall               *call,
               const YutuSignCrossing *crossing)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "roads", crossing->names);
  yutu_json_add_boolean (builder, "sign", crossing->has_sign);
  yutu_json_add_text (builder, "place", crossing->place);
  yutu_json_add_place (builder, TRUE, crossing->roads.point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_name (YutuCall               *call,
           const YutuSignlessName *name)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "name", name->name);
  yutu_json_add_text (builder, "class", name->kind);
  yutu_json_add_int (builder, "id", name->id != 0 ? name->id : name->unit);
  yutu_json_add_text (builder, "place", name->place);
  yutu_json_add_place (builder, name->has_point, name->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
add_coverage (JsonBuilder *builder,
              guint        n_crossings,
              guint        n_signed)
{
  yutu_json_add_int (builder, "crossings", n_crossings);
  yutu_json_add_int (builder, "signed", n_signed);
  json_builder_set_member_name (builder, "coverage");
  if (n_crossings > 0)
    json_builder_add_double_value (builder, (double)n_signed / n_crossings);
  else
    json_builder_add_null_value (builder);
}

static void
emit_unit (YutuCall               *call,
           const YutuSignCoverage *unit)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "place", unit->name);
  yutu_json_add_text (builder, "code", unit->code);
  add_coverage (builder, unit->n_crossings, unit->n_signed);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_end (YutuCall            *call,
          const YutuSignQuery *query,
          const YutuSigns     *signs)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_coverage (builder, signs->crossings->len, signs->n_signed);
  yutu_json_add_int (builder, "signs", signs->n_signs);
  if (query->wants_names)
    {
      yutu_json_add_int (builder, "names", signs->n_names);
      yutu_json_add_int (builder, "names_without_sign", signs->names->len);
    }
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

/* ---- The verb ---- */

typedef struct
{
  YutuSignQuery query;
  gboolean      is_all;
  int           level; /* rows of units; 0: of crossings, or of names */
  char         *road;
  char         *place;
  char         *kind;
} Wish;

static void
wish_clear (Wish *self)
{
  g_free (self->road);
  g_free (self->place);
  g_free (self->kind);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wish, wish_clear)

static gboolean
take_wish (YutuCall *call,
           Wish     *self,
           GError  **error)
{
  g_autofree char *by = NULL;

  self->is_all = yutu_call_take_flag (call, "--all");
  self->query.wants_names = yutu_call_take_flag (call, "--names");
  if (!yutu_call_take_option (call, "--road", &self->road, error) ||
      !yutu_call_take_option (call, "--place", &self->place, error) ||
      !yutu_call_take_option (call, "--class", &self->kind, error) ||
      !yutu_call_take_option (call, "--by", &by, error) || !yutu_call_expect (call, 2, error))
    return FALSE;
  self->query.kind = self->kind;
  self->query.wants_names = self->query.wants_names || self->kind != NULL;
  self->level = by == NULL ? 0 : strcmp (by, "village") == 0  ? 5
                               : strcmp (by, "township") == 0 ? 4
                                                              : -1;
  if (self->level >= 0)
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("--by takes township or village, not “%s”"), by);
  return FALSE;
}

static gboolean
find_things (YutuCall *call,
             YutuFile *file,
             Wish     *self,
             GError  **error)
{
  g_autoptr (YutuPlace) place = NULL;

  if (self->road != NULL && !yutu_file_find_place_name (file, self->road, call->as_of, &self->query.road, error))
    return FALSE;
  if (self->place == NULL)
    return TRUE;
  place = yutu_file_find_place (file, self->place, call->as_of, error);
  if (place == NULL)
    return FALSE;
  self->query.unit = yutu_place_get_kind (place) == YUTU_PLACE_UNIT ? yutu_place_get_id (place) : 0;
  return TRUE;
}

YutuExit
yutu_verb_name_signs (YutuCall *call,
                      GError  **error)
{
  g_auto (Wish) wish = { 0 };
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuSigns) signs = NULL;

  if (!take_wish (call, &wish, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !find_things (call, file, &wish, error))
    return YUTU_EXIT_INPUT;
  signs = yutu_file_read_signs (file, &wish.query, call->as_of, NULL, error);
  if (signs == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; wish.level != 0 && i < signs->units->len; i++)
    if (((const YutuSignCoverage *)signs->units->pdata[i])->level == wish.level)
      emit_unit (call, signs->units->pdata[i]);
  for (guint i = 0; wish.level == 0 && !wish.query.wants_names && i < signs->crossings->len; i++)
    if (wish.is_all || !((const YutuSignCrossing *)signs->crossings->pdata[i])->has_sign)
      emit_crossing (call, signs->crossings->pdata[i]);
  for (guint i = 0; wish.level == 0 && i < signs->names->len; i++)
    emit_name (call, signs->names->pdata[i]);
  emit_end (call, &wish.query, signs);
  return signs->n_signed < signs->crossings->len || signs->names->len > 0 ? YUTU_EXIT_FINDINGS : YUTU_EXIT_DONE;
}
