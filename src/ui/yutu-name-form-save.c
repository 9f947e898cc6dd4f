/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is filled in, written: a name that is given anew or first, a record. */

#include "ui/yutu-name-form-private.h"

#include <glib/gi18n.h>

#include "session/yutu-drafts.h"

static void
saved (YutuNameForm *self,
       const char   *words,
       GError       *error)
{
  if (self->session == NULL) /* the window is gone */
    return;
  self->is_saving = FALSE;
  if (error != NULL)
    {
      yutu_name_form_update_buttons (self);
      yutu_name_form_fail (self, error);
      return;
    }
  yutu_name_form_tell_done (self, words);
}

static void
renamed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = self->session != NULL ? yutu_name_form_dup_value (self, "name") : NULL;
  g_autofree char *words = NULL;
  YutuRenameResult told;

  if (yutu_session_rename_finish (YUTU_SESSION (source), result, &told, &error))
    /* Translators: the former name; the new one */
    words = g_strdup_printf (_ ("%s is now called %s"), told.former, name);
  saved (self, words, error);
}

static void
added_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = self->session != NULL ? yutu_name_form_dup_value (self, "name") : NULL;
  g_autofree char *words = NULL;
  gint64           added = yutu_session_add_place_name_finish (YUTU_SESSION (source), result, &error);

  if (added != 0 && self->session != NULL)
    {
      g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, added);

      words = g_strdup_printf (_ ("Added: %s"), name);
      yutu_session_set_place (self->session, place); /* its record, its signs and its papers are next */
    }
  saved (self, words, error);
}

static void
save_rename (YutuNameForm *self,
             const char   *name)
{
  g_autofree char *way = yutu_name_form_dup_value (self, "way");
  g_autofree char *day = yutu_name_form_dup_value (self, "day");
  YutuRenameSpec   spec = { .unit = self->unit, .place = self->place_id, .name = name };

  spec.is_correction = g_strcmp0 (way, "wrong") == 0;
  spec.day = spec.is_correction || day == NULL ? yutu_session_get_day (self->session) : yutu_day_parse (day);
  yutu_session_rename_async (self->session, &spec, renamed_cb, g_object_ref (self));
}

static void
recorded_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (YutuNameForm) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (yutu_session_write_name_record_finish (YUTU_SESSION (source), result, &error) && self->facts != NULL)
    words = g_strdup_printf (_ ("The record of %s is saved"), self->facts->name);
  saved (self, words, error);
}

static void
save_record (YutuNameForm *self)
{
  g_autofree char *now = yutu_form_dup_json (self->form);
  g_autofree char *changes = yutu_name_record_dup_changes (self->facts->record, now);

  if (changes != NULL)
    yutu_session_write_name_record_async (self->session, self->place_id, changes, recorded_cb, g_object_ref (self));
  else
    yutu_name_form_leave (self);
}

static void
save_new (YutuNameForm *self,
          const char   *name)
{
  g_autofree char  *name_class = yutu_name_form_dup_value (self, "class");
  g_autofree char  *alias = yutu_name_form_dup_value (self, "alias");
  g_autofree char  *meaning = yutu_name_form_dup_value (self, "meaning");
  YutuPlaceNameWish wish = {
    .name = name,
    .name_class = name_class,
    .alias = alias,
    .meaning = meaning,
    .point = self->point,
    .shape = self->shape,
    .day = yutu_session_get_day (self->session),
  };

  yutu_name_form_read_figures (self, wish.figures);
  yutu_session_add_place_name_async (self->session, &wish, added_cb, g_object_ref (self));
}

void
yutu_name_form_save (YutuNameForm *self)
{
  g_autofree char *name = NULL;
  g_autofree char *key = NULL;

  if (!gtk_widget_get_sensitive (self->save))
    {
      yutu_form_focus_invalid (self->form);
      return;
    }
  name = yutu_name_form_dup_value (self, "name");
  if (name != NULL)
    g_strstrip (name);
  self->is_saving = TRUE;
  yutu_name_form_update_buttons (self);
  key = yutu_name_form_dup_key (self);
  yutu_session_settle_draft (self->session, key);
  if (self->is_record)
    save_record (self);
  else if (yutu_name_form_is_rename (self))
    save_rename (self, name);
  else
    save_new (self, name);
}
