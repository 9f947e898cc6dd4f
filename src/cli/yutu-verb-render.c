/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "cli/yutu-cli.h"

#include <stdio.h>

#include "session/yutu-map.h"

#define MAX_SIDE 20000

static gboolean
take_size (YutuCall       *call,
           YutuRenderSpec *spec,
           GError        **error)
{
  g_autofree char *text = NULL;
  char             rest = '\0';

  spec->width = 1920;
  spec->height = 1080;
  if (!yutu_call_take_option (call, "--size", &text, error))
    return FALSE;
  if (text == NULL ||
      (sscanf (text, "%dx%d%c", &spec->width, &spec->height, &rest) == 2 && spec->width >= 64 &&
       spec->height >= 64 && spec->width <= MAX_SIDE && spec->height <= MAX_SIDE))
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               "--size takes WxH, each from 64 to %d, not “%s”", MAX_SIDE, text);
  return FALSE;
}

static gboolean
take_box (YutuCall       *call,
          YutuRenderSpec *spec,
          GError        **error)
{
  g_autofree char *text = NULL;
  double           w, s, e, n;
  char             rest = '\0';

  spec->box = YUTU_BOX_EMPTY;
  if (!yutu_call_take_option (call, "--bbox", &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (sscanf (text, "%lf,%lf,%lf,%lf%c", &w, &s, &e, &n, &rest) == 4 && w >= -180 && w < e &&
      e <= 180 && s >= -90 && s < n && n <= 90)
    {
      yutu_box_add_point (&spec->box, yutu_point_from_degrees (w, s));
      yutu_box_add_point (&spec->box, yutu_point_from_degrees (e, n));
      return TRUE;
    }
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
               "--bbox takes W,S,E,N in degrees, not “%s”", text);
  return FALSE;
}

static gboolean
take_labels (YutuCall       *call,
             YutuRenderSpec *spec,
             GError        **error)
{
  g_autofree char *text = NULL;

  if (!yutu_call_take_option (call, "--labels", &text, error))
    return FALSE;
  spec->hide_labels = g_strcmp0 (text, "off") == 0;
  if (text == NULL || spec->hide_labels || g_str_equal (text, "on"))
    return TRUE;
  g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, "--labels takes on or off, not “%s”",
               text);
  return FALSE;
}

static void
emit_result (YutuCall               *call,
             const YutuRenderSpec   *spec,
             const YutuRenderResult *result)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_text (builder, "out", spec->out);
  yutu_json_add_int (builder, "width", spec->width);
  yutu_json_add_int (builder, "height", spec->height);
  yutu_json_add_int (builder, "features", (gint64)result->features);
  yutu_json_add_int (builder, "labels", (gint64)result->labels);
  yutu_json_add_double (builder, "milliseconds", result->milliseconds);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

YutuExit
yutu_verb_render (YutuCall *call,
                  GError  **error)
{
  YutuRenderSpec   spec = { .day = call->as_of };
  YutuRenderResult result = { 0 };
  g_autofree char *out = NULL;
  g_autofree char *style = NULL;
  g_autoptr (YutuFile) file = NULL;

  if (!yutu_call_take_option (call, "-o", &out, error) ||
      !yutu_call_take_option (call, "--style", &style, error) ||
      !take_size (call, &spec, error) || !take_box (call, &spec, error) ||
      !take_labels (call, &spec, error) || !yutu_call_expect (call, 1, error))
    return YUTU_EXIT_USAGE;
  if (out == NULL)
    {
      g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, "say where to with -o OUT");
      return YUTU_EXIT_USAGE;
    }
  spec.out = out;
  spec.style = style != NULL ? style : "light";
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !yutu_file_render (file, &spec, &result, error))
    return YUTU_EXIT_FILE;
  emit_result (call, &spec, &result);
  return YUTU_EXIT_DONE;
}
