/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-paper-form.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "base/yutu-data.h"
#include "base/yutu-day.h"

void
yutu_paper_form_clear (YutuPaperForm *self)
{
  g_clear_object (&self->parser);
}

gboolean
yutu_paper_form_load (YutuPaperForm *self,
                      const char    *path,
                      const char    *day,
                      GError       **error)
{
  g_autoptr (GBytes) bytes = yutu_data_load (path, error);
  JsonArray *all = NULL;

  if (bytes == NULL)
    return FALSE;
  self->parser = json_parser_new ();
  if (!json_parser_load_from_data (self->parser, g_bytes_get_data (bytes, NULL),
                                   (gssize)g_bytes_get_size (bytes), error))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (json_parser_get_root (self->parser)))
    all = json_node_get_array (json_parser_get_root (self->parser));
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    {
      JsonObject *one = json_array_get_object_element (all, i);

      if (strcmp (json_object_get_string_member_with_default (one, "valid_from", "9999"), day) <= 0 &&
          strcmp (day, json_object_get_string_member_with_default (one, "valid_to", "0000")) < 0)
        self->object = one;
    }
  if (self->object == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s: there is no form for %s"), path, day);
  return self->object != NULL;
}

char *
yutu_paper_format_day (const char *day)
{
  YutuDay parsed = yutu_day_parse (day);
  int     year, month, of_month;

  if (parsed == YUTU_DAY_INVALID)
    return NULL;
  yutu_day_to_ymd (parsed, &year, &month, &of_month);
  return g_strdup_printf ("%d年%d月%d日", year, month, of_month);
}
