/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-case-words.h"

#include <glib/gi18n.h>

static const char *
word_lack (const YutuLack *lack)
{
  switch (lack->kind)
    {
    case YUTU_LACK_PLACE:
      return _ ("a place");
    case YUTU_LACK_RENAMED:
      return _ ("the renaming, carried out");
    case YUTU_LACK_ACT:
      return _ ("the division change order, carried out");
    case YUTU_LACK_SAMPLE:
      return _ ("a sample found good enough");
    case YUTU_LACK_RESULT:
      return _ ("the result");
    case YUTU_LACK_DOCUMENT:
      return _ ("the document number");
    case YUTU_LACK_FIELD:
      return yutu_title_get (&lack->field->title);
    case YUTU_LACK_STATE:
    case YUTU_LACK_ROLE:
    default:
      return "";
    }
}

/* A field with what it must be, where it must be one of some. */
static char *
dup_lack_words (const YutuLack *lack)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;
  g_autofree char *list = NULL;

  if (lack->kind != YUTU_LACK_FIELD || lack->values == NULL)
    return g_strdup (word_lack (lack));
  for (gsize i = 0; i < lack->field->n_choices; i++)
    if (g_strv_contains (lack->values, lack->field->choices[i].id))
      g_strv_builder_add (builder, yutu_title_get (&lack->field->choices[i].title));
  titles = g_strv_builder_end (builder);
  list = g_strjoinv (" / ", titles);
  /* Translators: a field of a case, and the values that it may have for a step */
  return g_strdup_printf (_ ("%s (%s)"), word_lack (lack), list);
}

char *
yutu_case_words_list_wants (const GArray *lacks)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) names = NULL;

  for (guint i = 0; i < lacks->len; i++)
    if (g_array_index (lacks, YutuLack, i).kind >= YUTU_LACK_PLACE)
      {
        g_autofree char *words = dup_lack_words (&g_array_index (lacks, YutuLack, i));

        g_strv_builder_add (builder, words);
      }
  names = g_strv_builder_end (builder);
  return names[0] != NULL ? g_strjoinv (C_ ("list", ", "), names) : NULL;
}

char *
yutu_case_words_refuse_step (const YutuTransition *step,
                             const GArray         *lacks)
{
  g_autofree char *wants = yutu_case_words_list_wants (lacks);
  gboolean         lacks_role = FALSE;

  for (guint i = 0; i < lacks->len; i++)
    lacks_role = lacks_role || g_array_index (lacks, YutuLack, i).kind == YUTU_LACK_ROLE;
  if (lacks_role && wants != NULL)
    /* Translators: first a role, then what is missing */
    return g_strdup_printf (_ ("Only for %s. Still missing: %s."), yutu_role_get_title (step->role), wants);
  if (lacks_role)
    return g_strdup_printf (_ ("Only for %s."), yutu_role_get_title (step->role));
  return g_strdup_printf (_ ("Still missing: %s."), wants != NULL ? wants : "");
}

/* Months and years end on a day of the calendar; what is left of them is told in days. */
char *
yutu_case_words_limit (const YutuCaseLimit *limit)
{
  int      length = limit->limit->length;
  int      days = ABS (limit->days_left);
  gboolean is_over = limit->days_left < 0;

  switch (limit->limit->unit)
    {
    case YUTU_TIME_WORKING_DAYS:
      return is_over ? g_strdup_printf (_ ("%d working days over the limit of %d"), days, length)
                     : g_strdup_printf (_ ("%d of %d working days left"), days, length);
    case YUTU_TIME_MONTHS:
      return is_over ? g_strdup_printf (_ ("%d days over the limit of %d months"), days, length)
                     : g_strdup_printf (_ ("%d days left of a limit of %d months"), days, length);
    case YUTU_TIME_YEARS:
      /* Translators: days, then how many years the limit has */
      return is_over ? g_strdup_printf (_ ("%d days over the limit in years: %d"), days, length)
                     : g_strdup_printf (_ ("%d days left of a limit in years: %d"), days, length);
    case YUTU_TIME_DAYS:
    default:
      return is_over ? g_strdup_printf (_ ("%d calendar days over the limit of %d"), days, length)
                     : g_strdup_printf (_ ("%d of %d calendar days left"), days, length);
    }
}
