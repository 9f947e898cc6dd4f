/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "walk.h"

#include "ui/yutu-act-assistant.h"

/* Half of a township goes one way, the rest another one; one village elsewhere. */
static const char DRAFT[] =
  "{\"page\":\"steps\",\"own\":true,\"act\":{\"kind\":\"abolish\",\"title\":\"撤销箬阳乡\","
  "\"doc_no\":\"浙政函〔2026〕88号\",\"organ\":\"浙江省人民政府\",\"approved_on\":\"2026-11-02\","
  "\"effective_on\":\"2026-11-24\",\"steps\":["
  "{\"do\":\"give\",\"from\":\"箬阳乡\",\"to\":\"沙畈乡\",\"line\":[[119.40,28.93],[119.50,28.95],[119.70,28.93]],"
  "\"side\":\"left\"},"
  "{\"do\":\"give\",\"from\":\"箬阳乡\",\"to\":\"安地镇\"},"
  "{\"do\":\"abolish\",\"unit\":\"箬阳乡\"}]}}";

static gboolean
is_ready (gpointer data)
{
  return !yutu_act_assistant_is_busy (data) && yutu_picture_map_is_settled (YUTU_PICTURE_MAP (yutu_act_assistant_get_map (data)));
}

static void
wait_ready (GtkWidget *assistant)
{
  gui_wait_ms (100);
  gui_wait (is_ready, assistant);
  gui_wait_ms (50);
}

static void
run (GtkWidget  *assistant,
     const char *action)
{
  gtk_widget_activate_action (assistant, action, NULL);
  wait_ready (assistant);
}

static void
look (Walk       *walk,
      GtkWidget  *assistant,
      const char *panel)
{
  g_autofree char *end = g_strconcat (panel, "-end", NULL);

  walk_visit_with (walk, assistant, NULL, panel);
  walk_visit_end (walk, assistant, assistant, end);
}


/* What every step asks, with nothing said. */
static void
walk_steps (Walk      *walk,
            GtkWidget *assistant)
{
  static const char *const steps[] = { "establish", "abolish", "rename", "place", "give", "merge", "split", "seat" };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autofree char *panel = g_strconcat ("act-step-", steps[i], NULL);

      gtk_widget_activate_action (assistant, "act.add-step", "s", steps[i]);
      wait_ready (assistant);
      walk_visit_with (walk, assistant, NULL, panel);
      run (assistant, "act.next");
    }
  look (walk, assistant, "act-steps-wrong");
  run (assistant, "act.next");
  look (walk, assistant, "act-effect-wrong");
  run (assistant, "act.back");
}

/* One that can be carried out, and one that was. */
static void
walk_whole_act (Walk      *walk,
                GtkWidget *assistant)
{
  GtkWidget *row = NULL;

  g_assert_true (yutu_act_assistant_resume (YUTU_ACT_ASSISTANT (assistant), DRAFT));
  wait_ready (assistant);
  walk_visit_with (walk, assistant, NULL, "act-steps-whole");
  walk_press (assistant, "逐村指定归属");
  wait_ready (assistant);
  look (walk, assistant, "act-abolish");
  run (assistant, "act.next");
  run (assistant, "act.next");
  look (walk, assistant, "act-effect");
  run (assistant, "act.list");
  walk_visit_with (walk, assistant, NULL, "act-list");
  row = walk_wait_found (assistant, ADW_TYPE_ACTION_ROW, "岭上乡");
  adw_action_row_activate (ADW_ACTION_ROW (row));
  wait_ready (assistant);
  look (walk, assistant, "act-record");
}

void
walk_act (Walk *walk)
{
  YutuWindow *window = walk->window;
  GtkWidget  *assistant = NULL;

  walk_activate (window, "act", NULL);
  assistant = walk_wait_dialog (window);
  wait_ready (assistant);
  look (walk, assistant, "act-approval");
  run (assistant, "act.next");
  look (walk, assistant, "act-papers");
  run (assistant, "act.next");
  walk_visit_with (walk, assistant, NULL, "act-steps");
  walk_steps (walk, assistant);
  walk_whole_act (walk, assistant);
  walk_close_dialog (window);
  gui_wait_ms (700);
  walk_drop_drafts (walk);
}
