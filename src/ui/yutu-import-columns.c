/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Which column of a list is which field: a row each, with what stands in it. A field is given by one column;
 * fields_of has the field of each column, an index into the reading's, or -1: it is left out. */

#include "ui/yutu-import-assistant-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/yutu-pick-button.h"

static const YutuImportField *
get_field (YutuImportAssistant *self,
           int                  field)
{
  return field >= 0 ? self->reading->columns->pdata[field] : NULL;
}

static int
field_of (YutuImportAssistant *self,
          guint                column)
{
  return g_array_index (self->fields_of, int, column);
}

/* ---- The choice ---- */

static void
take_maps (YutuImportAssistant *self)
{
  g_autoptr (GStrvBuilder) maps = g_strv_builder_new ();
  g_autofree gboolean *is_given = g_new0 (gboolean, self->reading->columns->len);

  for (guint i = 0; i < self->fields_of->len; i++)
    if (field_of (self, i) >= 0)
      {
        g_autofree char *map =
          g_strdup_printf ("%s=%s", get_field (self, field_of (self, i))->id, (const char *)self->reading->fields->pdata[i]);

        g_strv_builder_add (maps, map);
        is_given[field_of (self, i)] = TRUE;
      }
  for (guint k = 0; k < self->reading->columns->len; k++)
    if (!is_given[k] && get_field (self, (int)k)->at >= 0)
      {
        g_autofree char *map = g_strconcat (get_field (self, (int)k)->id, "=", NULL);

        g_strv_builder_add (maps, map);
      }
  g_strfreev (self->choice->maps);
  self->choice->maps = g_strv_builder_end (maps);
}

/* As they are understood, then as they were chosen. */
static void
find_fields (YutuImportAssistant *self)
{
  GPtrArray *columns = self->reading->columns;

  g_array_set_size (self->fields_of, self->reading->fields->len);
  for (guint i = 0; i < self->fields_of->len; i++)
    g_array_index (self->fields_of, int, i) = -1;
  for (guint k = 0; k < columns->len; k++)
    {
      int         at = get_field (self, (int)k)->at;
      const char *id = get_field (self, (int)k)->id;
      gsize       length = strlen (id);

      for (gsize m = 0; self->choice->maps != NULL && self->choice->maps[m] != NULL; m++)
        {
          const char *map = self->choice->maps[m];
          guint       heading = 0;

          if (strncmp (map, id, length) != 0 || map[length] != '=')
            continue;
          if (map[length + 1] == '\0')
            at = -1;
          else if (g_ptr_array_find_with_equal_func (self->reading->fields, map + length + 1, g_str_equal, &heading))
            at = (int)heading;
        }
      if (at >= 0)
        g_array_index (self->fields_of, int, at) = (int)k;
    }
}

/* ---- What has to be chosen ---- */

static gboolean
is_given (YutuImportAssistant *self,
          const char          *id)
{
  for (guint i = 0; i < self->fields_of->len; i++)
    if (field_of (self, i) >= 0 && g_str_equal (get_field (self, field_of (self, i))->id, id))
      return TRUE;
  return FALSE;
}

/* As the import of addresses has it: elements in columns with their village, or a whole text. */
static const char *
find_lack_of_addresses (YutuImportAssistant *self)
{
  static const char *const elements[] = { "road", "lane", "natural_village", "estate", "door", "door_sub",
                                          "building", "unit_no", "floor", "room", "parcel" };
  gboolean                 has_elements = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    has_elements = has_elements || is_given (self, elements[i]);
  if (has_elements)
    return is_given (self, "village") ? NULL : _ ("Choose which column has the village or community");
  return is_given (self, "text") ? NULL
                                 : _ ("Choose which columns have village, road, estate and numbers, or which has the whole address");
}

const char *
yutu_import_assistant_find_lack (YutuImportAssistant *self)
{
  const char *object = self->choice->object;

  if (object == NULL || self->reading == NULL || self->reading->columns == NULL || self->fields_of->len == 0)
    return NULL;
  if (g_str_equal (object, YUTU_IMPORT_ADDRESSES))
    return find_lack_of_addresses (self);
  if ((g_str_equal (object, YUTU_IMPORT_NAMES) || g_str_equal (object, YUTU_IMPORT_FACILITIES)) && !is_given (self, "name"))
    return _ ("Choose which column has the name");
  return NULL;
}

/* ---- Rows ---- */

static GtkWidget *
find_button (YutuImportAssistant *self,
             guint                column)
{
  return g_object_get_data (G_OBJECT (self->column_rows->pdata[column]), "button");
}

static void
show_field (YutuImportAssistant *self,
            guint                column)
{
  const YutuImportField *field = get_field (self, field_of (self, column));
  const char            *heading = self->reading->fields->pdata[column];
  const char            *title = field != NULL ? field->title : _ ("Left out");
  /* Translators: a column of a table, and the field it is taken for */
  g_autofree char *label = g_strdup_printf (_ ("Column %s: %s"), heading, title);

  yutu_pick_button_set (find_button (self, column), title, label, field == NULL);
}

static GPtrArray *
list_choices (guint    column,
              gpointer data)
{
  YutuImportAssistant *self = data;
  GPtrArray           *titles = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (titles, g_strdup (_ ("Left out")));
  for (guint k = 0; k < self->reading->columns->len; k++)
    {
      const char *title = get_field (self, (int)k)->title;
      char       *text = NULL;

      for (guint i = 0; i < self->fields_of->len && text == NULL; i++)
        if (field_of (self, i) == (int)k && i != column)
          /* Translators: a field, and the column that it is taken from now */
          text = g_strdup_printf (_ ("%s (now %s)"), title, (const char *)self->reading->fields->pdata[i]);
      g_ptr_array_add (titles, text != NULL ? text : g_strdup (title));
    }
  return titles;
}

static void
pick (guint    column,
      guint    choice,
      gpointer data)
{
  YutuImportAssistant *self = data;
  int                  field = (int)choice - 1;

  for (guint i = 0; i < self->fields_of->len; i++)
    if (field >= 0 && field_of (self, i) == field && i != column)
      {
        g_array_index (self->fields_of, int, i) = -1;
        show_field (self, i);
      }
  g_array_index (self->fields_of, int, column) = field;
  show_field (self, column);
  take_maps (self);
  yutu_import_assistant_update (self);
  yutu_import_assistant_put_draft (self);
}

static GtkWidget *
new_row (YutuImportAssistant *self,
         guint                column)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *button = yutu_pick_button_new (column, list_choices, pick, self);
  g_autofree char *samples = yutu_import_assistant_dup_samples (self->reading, (int)column);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), self->reading->fields->pdata[column]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), samples);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_object_set_data (G_OBJECT (row), "button", button);
  return row;
}

static void
clear_rows (YutuImportAssistant *self)
{
  for (guint i = 0; i < self->column_rows->len; i++)
    adw_preferences_group_remove (self->columns, self->column_rows->pdata[i]);
  g_ptr_array_set_size (self->column_rows, 0);
}

void
yutu_import_assistant_show_columns (YutuImportAssistant *self)
{
  gboolean has_columns = self->reading->columns != NULL;

  clear_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->columns), has_columns);
  g_array_set_size (self->fields_of, 0);
  if (!has_columns)
    return;
  find_fields (self);
  for (guint i = 0; i < self->reading->fields->len; i++)
    {
      GtkWidget *row = new_row (self, i);

      g_ptr_array_add (self->column_rows, row);
      adw_preferences_group_add (self->columns, row);
      show_field (self, i);
    }
  take_maps (self);
}
