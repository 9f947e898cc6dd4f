/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-spelling.h"

#include <glib/gi18n.h>
#include <string.h>

#define LINK "reading:" /* and the word */

static gboolean
link_cb (GtkLabel   *label,
         const char *uri)
{
  g_autofree char *word = g_str_has_prefix (uri, LINK) ? g_uri_unescape_string (uri + strlen (LINK), NULL) : NULL;

  return word != NULL && gtk_widget_activate_action (GTK_WIDGET (label), "win.read-word", "s", word);
}

void
yutu_spelling_begin (GtkLabel *label)
{
  g_signal_connect (label, "activate-link", G_CALLBACK (link_cb), NULL);
}

void
yutu_spelling_tell (GtkLabel               *label,
                    const YutuNameProposal *proposal)
{
  g_autofree char *plain = g_markup_escape_text (proposal->pinyin, -1);
  g_autofree char *toned = g_markup_escape_text (proposal->pinyin_tone, -1);
  g_autofree char *told = g_strdup_printf (proposal->unsure != NULL ? _ ("Romanised: %s (%s). A character has several readings: look at it.")
                                                                    : _ ("Romanised: %s (%s)"),
                                           plain, toned);
  g_autofree char *uri = proposal->unsure != NULL ? g_uri_escape_string (proposal->unsure, NULL, FALSE) : NULL;
  g_autofree char *word = proposal->unsure != NULL ? g_markup_escape_text (proposal->unsure, -1) : NULL;
  g_autofree char *lead = word != NULL ? g_strdup_printf (_ ("How %s is read…"), word) : NULL;
  g_autofree char *text = lead != NULL ? g_strdup_printf ("%s <a href=\"" LINK "%s\">%s</a>", told, uri, lead) : g_strdup (told);

  if (g_strcmp0 (gtk_label_get_label (label), text) != 0) /* the link keeps the focus */
    gtk_label_set_markup (label, text);
}

/* ---- Otherwise ---- */

typedef struct
{
  GObject        *owner;
  YutuNameFacts **facts; /* of the owner */
  GFunc           told;
} Learning;

static void
learnt_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autofree Learning *learning = data;
  g_autoptr (GObject) owner = learning->owner;
  g_autoptr (YutuNameFacts) fresh = yutu_session_read_name_facts_finish (YUTU_SESSION (source), result, NULL);

  if (fresh == NULL || *learning->facts == NULL)
    return;
  yutu_name_facts_take_readings (*learning->facts, fresh);
  learning->told (owner, NULL);
}

void
yutu_spelling_learn (YutuSession    *session,
                     GStrv           tables,
                     GObject        *owner,
                     YutuNameFacts **facts,
                     GFunc           told)
{
  Learning *learning = NULL;

  if (*facts == NULL || !g_strv_contains ((const char *const *)tables, "setting"))
    return;
  learning = g_new (Learning, 1);
  *learning = (Learning){ g_object_ref (owner), facts, told };
  yutu_session_read_name_facts_async (session, 0, 0, (YutuPoint){ 0, 0 }, NULL, learnt_cb, learning);
}
