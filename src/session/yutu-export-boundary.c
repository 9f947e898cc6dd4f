/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Boundary lines and pillars of a day, row by row, with the columns that an import takes. */

#include <math.h>

#include "casework/yutu-case.h"
#include "division/yutu-boundary-record.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-export-private.h"

/* Personal values are masked unless they may be seen whole. */
static void
add_values (YutuExport         *self,
            const YutuRegister *record,
            const char         *values)
{
  g_autofree char *shown = self->whole
                             ? g_strdup (values)
                             : yutu_fields_mask (record->fields, record->n_fields, TRUE, values, NULL);

  yutu_export_fields (self, shown);
}

static void
add_real (YutuExport *self,
          double      value)
{
  if (isnan (value))
    yutu_export_text (self, NULL);
  else
    yutu_export_real (self, value);
}

/* ---- Lines ---- */

static gboolean
run_lines (YutuExport     *self,
           YutuConnection *connection,
           GError        **error)
{
  const YutuRegister *record = yutu_modules_find_object (self->modules, YUTU_OBJECT_LINE);
  g_autoptr (GPtrArray) lines = yutu_boundary_list (connection, self->day, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const YutuBoundaryLine *line = lines->pdata[i];

      yutu_export_int (self, line->id);
      yutu_export_int (self, line->grade);
      yutu_export_text (self, line->left_code);
      yutu_export_text (self, line->left_name);
      yutu_export_text (self, line->right_code);
      yutu_export_text (self, line->right_name);
      add_real (self, line->length_m);
      yutu_export_int (self, line->n_pillars);
      yutu_export_day (self, line->last_inspection);
      yutu_export_day (self, line->next_due);
      yutu_export_day (self, line->valid_from);
      add_values (self, record, line->values);
      if (!yutu_export_end_row (self, line->shape, error))
        return FALSE;
    }
  return lines != NULL;
}

/* ---- Pillars ---- */

/* Names of the lines that it stands on beside the one of its number. */
static char *
join_further (const YutuBoundaryPillar *pillar,
              GPtrArray                *lines)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 1; i < pillar->lines->len; i++)
    for (guint k = 0; k < lines->len; k++)
      {
        const YutuBoundaryLine *line = lines->pdata[k];

        if (line->id == g_array_index (pillar->lines, gint64, i))
          g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "",
                                  line->code != NULL ? line->code : line->name);
      }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
export_pillar (YutuExport               *self,
               const YutuRegister       *record,
               const YutuBoundaryPillar *pillar,
               const YutuBoundaryLine   *line,
               GPtrArray                *lines,
               GError                  **error)
{
  g_autofree char *further = join_further (pillar, lines);
  g_autoptr (YutuShape) shape = pillar->has_point ? yutu_shape_new_point (pillar->point) : NULL;

  yutu_export_int (self, pillar->id);
  yutu_export_text (self, line->code != NULL ? line->code : line->name);
  yutu_export_text (self, further);
  add_real (self, pillar->off_m);
  if (!yutu_export_point (self, pillar->has_point, pillar->point, error))
    return FALSE;
  add_values (self, record, pillar->values);
  return yutu_export_end_row (self, shape, error);
}

static gboolean
run_pillars (YutuExport     *self,
             YutuConnection *connection,
             GError        **error)
{
  const YutuRegister *record = yutu_modules_find_object (self->modules, YUTU_OBJECT_PILLAR);
  g_autoptr (GPtrArray) lines = yutu_boundary_list (connection, self->day, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const YutuBoundaryLine *line = lines->pdata[i];
      g_autoptr (GPtrArray) pillars =
        yutu_boundary_list_pillars (connection, line->id, line->shape, self->day, error);

      if (pillars == NULL)
        return FALSE;
      for (guint k = 0; k < pillars->len; k++)
        {
          const YutuBoundaryPillar *pillar = pillars->pdata[k];

          if (pillar->line == line->id &&
              !export_pillar (self, record, pillar, line, lines, error))
            return FALSE;
        }
    }
  return lines != NULL;
}

/* ---- Which ---- */

gboolean
yutu_export_choose_boundary (YutuExport *self)
{
  gboolean            is_line = g_str_equal (self->spec->layer, "boundary_line");
  const YutuRegister *record =
    yutu_modules_find_object (self->modules, is_line ? YUTU_OBJECT_LINE : YUTU_OBJECT_PILLAR);

  if ((!is_line && !g_str_equal (self->spec->layer, "boundary_pillar")) || record == NULL)
    return FALSE;
  self->columns = yutu_columns_new ();
  yutu_columns_add_boundary (self->columns, is_line);
  if (!is_line)
    yutu_export_add_point_columns (self);
  yutu_columns_add_fields (self->columns, record->fields, record->n_fields, self->whole);
  self->run = is_line ? run_lines : run_pillars;
  return TRUE;
}
