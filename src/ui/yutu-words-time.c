/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-words-time.h"

#include <glib/gi18n.h>

#include "base/yutu-moment.h"
#include "ui/yutu-words.h"

/* By the bit of the kind. */
static const char *const DIFFERENCES[YUTU_N_DIFFERENCE_KINDS] = {
  N_ ("begins"),
  N_ ("ends"),
  N_ ("another name"),
  N_ ("another code"),
  N_ ("belongs elsewhere"),
  N_ ("another kind of unit"),
  N_ ("managed by others"),
  N_ ("seat moved"),
  N_ ("land changed"),
};

char *
yutu_words_difference (unsigned kinds)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (int i = 0; i < YUTU_N_DIFFERENCE_KINDS; i++)
    if ((kinds >> i & 1) != 0)
      g_strv_builder_add (words, _ (DIFFERENCES[i]));
  list = g_strv_builder_end (words);
  /* Translators: stands between the parts of a list */
  return g_strjoinv (_ (", "), list);
}

char *
yutu_words_share (gint64 num,
                  gint64 den)
{
  g_autofree char *number = NULL;

  if (den == 0)
    return NULL;
  number = yutu_words_real (100.0 * (double)num / (double)den, 1);
  return g_strdup_printf (_ ("%s %%"), number);
}

char *
yutu_words_validity (YutuDay valid_from,
                     YutuDay valid_to,
                     YutuDay day)
{
  g_autofree char *text = yutu_words_day (valid_from > day ? valid_from : valid_to - 1);

  if (valid_from == valid_to) /* proposed */
    return g_strdup (_ ("not in use yet"));
  return g_strdup_printf (valid_from > day ? _ ("from %s") : _ ("until %s"), text);
}

char *
yutu_words_moment (const char *moment)
{
  g_autofree char *local = yutu_moment_to_local (moment);

  return g_strdup (local);
}
