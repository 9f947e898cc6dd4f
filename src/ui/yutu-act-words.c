/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-act-words.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "ui/yutu-words.h"

#define MAX_UNITS 8 /* that are told one by one */

static const YutuActUnit *
find_before (const YutuActEffect *effect,
             gint64               unit)
{
  for (guint i = 0; i < effect->before->len; i++)
    if (((const YutuActUnit *)g_ptr_array_index (effect->before, i))->unit == unit)
      return g_ptr_array_index (effect->before, i);
  return NULL;
}

static void
word_unit (GString           *text,
           const YutuActUnit *before, /* (nullable) */
           const YutuActUnit *after)  /* (nullable) */
{
  g_autofree char *was = before != NULL ? yutu_words_area ((double)before->area_cm2 / YUTU_CM2_PER_M2) : NULL;
  g_autofree char *is = after != NULL ? yutu_words_area ((double)after->area_cm2 / YUTU_CM2_PER_M2) : NULL;

  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (before == NULL)
    /* Translators: a new unit, its code, its area */
    g_string_append_printf (text, _ ("%s: new, code %s, %s"), after->name, after->code != NULL ? after->code : "–", is);
  else if (after == NULL)
    /* Translators: a unit that ends, its code, the area that it had */
    g_string_append_printf (text, _ ("%s: ends, code %s is retired, had %s"), before->name,
                            before->code != NULL ? before->code : "–", was);
  else if (before->area_cm2 == after->area_cm2)
    /* Translators: a unit; the code that it has then */
    g_string_append_printf (text, _ ("%s: as large as before, code %s"), after->name, after->code != NULL ? after->code : "–");
  else
    /* Translators: a unit; its area before and after; the share of it that is left, in per cent */
    g_string_append_printf (text, _ ("%s: %s → %s (%.1f %%)"), after->name, was, is,
                            before->area_cm2 > 0 ? 100.0 * (double)after->area_cm2 / (double)before->area_cm2 : 100.0);
}

static gboolean
is_after (const YutuActEffect *effect,
          gint64               unit)
{
  for (guint i = 0; i < effect->after->len; i++)
    if (((const YutuActUnit *)g_ptr_array_index (effect->after, i))->unit == unit)
      return TRUE;
  return FALSE;
}

static guint
count_units (const YutuActEffect *effect)
{
  guint n = effect->after->len;

  for (guint i = 0; i < effect->before->len; i++)
    n += !is_after (effect, ((const YutuActUnit *)g_ptr_array_index (effect->before, i))->unit);
  return n;
}

static void
word_units (GString             *text,
            const YutuActEffect *effect)
{
  guint n = 0, n_all;

  for (guint i = 0; i < effect->after->len && n < MAX_UNITS; i++, n++)
    {
      const YutuActUnit *after = g_ptr_array_index (effect->after, i);

      word_unit (text, find_before (effect, after->unit), after);
    }
  for (guint i = 0; i < effect->before->len && n < MAX_UNITS; i++)
    {
      const YutuActUnit *before = g_ptr_array_index (effect->before, i);

      if (is_after (effect, before->unit))
        continue;
      word_unit (text, before, NULL);
      n++;
    }
  n_all = count_units (effect);
  if (n_all > n)
    {
      g_string_append_c (text, '\n');
      /* Translators: units that are not told one by one */
      g_string_append_printf (text, _ ("and %u more units"), n_all - n);
    }
}

static void
word_moved (GString            *text,
            const YutuActMoved *moved)
{
  g_autofree char *villages = yutu_words_count (moved->villages);
  g_autofree char *addresses = yutu_words_count (moved->addresses);
  g_autofree char *facilities = yutu_words_count (moved->facilities);
  g_autofree char *cases = yutu_words_count (moved->cases);

  g_string_append_c (text, '\n');
  /* Translators: how many of each go to other units, or get another form */
  g_string_append_printf (text, _ ("Villages %s, addresses %s, facilities %s, cases %s go along"), villages,
                          addresses, facilities, cases);
}

char *
yutu_act_words_dup_effect (const YutuActReport *report)
{
  GString *text = g_string_new (NULL);

  word_units (text, report->effect);
  word_moved (text, &report->moved);
  return g_string_free (text, FALSE);
}

char *
yutu_act_words_dup_issues (const YutuActEffect *effect)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < effect->issues->len; i++)
    {
      const char *words = yutu_words_act_issue (g_ptr_array_index (effect->issues, i));

      if (strstr (text->str, words) != NULL) /* of each missing paper */
        continue;
      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, words);
    }
  return g_string_free (text, FALSE);
}
