/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-edit-mode.h"

static const struct
{
  const char *id;
  guint       key;
} MODES[YUTU_N_EDIT_MODES] = {
  [YUTU_EDIT_MOVE] = { "move", GDK_KEY_v },
  [YUTU_EDIT_ADD] = { "add", GDK_KEY_a },
  [YUTU_EDIT_DELETE] = { "delete", GDK_KEY_d },
  [YUTU_EDIT_MEASURE] = { "measure", GDK_KEY_m },
  [YUTU_EDIT_REDRAW] = { "redraw", GDK_KEY_r },
  [YUTU_EDIT_SPLIT] = { "split", GDK_KEY_s },
  [YUTU_EDIT_GIVE] = { "give", GDK_KEY_g },
  [YUTU_EDIT_ISLAND] = { "island", GDK_KEY_i },
  [YUTU_EDIT_DOORS] = { "doors", GDK_KEY_h },
  [YUTU_EDIT_NAME_LINE] = { "name-line", GDK_KEY_l },
  [YUTU_EDIT_NAME_AREA] = { "name-area", GDK_KEY_p },
  [YUTU_EDIT_NAME_SHAPE] = { "name-shape", GDK_KEY_e },
};

const char *
yutu_edit_mode_get_id (YutuEditMode mode)
{
  return MODES[mode].id;
}

gboolean
yutu_edit_mode_from_id (const char   *id,
                        YutuEditMode *mode)
{
  for (gsize i = 0; i < YUTU_N_EDIT_MODES; i++)
    if (g_str_equal (MODES[i].id, id))
      {
        *mode = (YutuEditMode)i;
        return TRUE;
      }
  return FALSE;
}

gboolean
yutu_edit_mode_is_drawn (YutuEditMode mode)
{
  return mode >= YUTU_EDIT_MEASURE;
}

gboolean
yutu_edit_mode_take_key (GtkWidget *widget,
                         guint      keyval)
{
  for (gsize i = 0; i < YUTU_N_EDIT_MODES; i++)
    if (MODES[i].key == keyval)
      return gtk_widget_activate_action (widget, "win.edit-tool", "s", MODES[i].id);
  return FALSE;
}
