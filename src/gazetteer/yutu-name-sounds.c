/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the characters of a name may be read as. */

#include "gazetteer/yutu-name-index-private.h"
#include "gazetteer/yutu-pinyin-private.h"

static void
add_sound (GPtrArray  *toned,
           GPtrArray  *plain,
           const char *reading)
{
  const char      *kept = g_intern_string (reading);
  g_autofree char *stripped = NULL;

  if (g_ptr_array_find (toned, kept, NULL))
    return;
  stripped = yutu_pinyin_strip_tone (reading);
  g_ptr_array_add (toned, (gpointer)kept);
  g_ptr_array_add (plain, (gpointer)g_intern_string (stripped));
}

/* As the character is read here, and by every other reading of it. */
static void
read_sound (YutuSounds        *self,
            const YutuReading *reading)
{
  g_auto (GStrv) others = yutu_pinyin_list_readings (reading->character);
  GPtrArray *toned = g_ptr_array_new (), *plain = g_ptr_array_new ();

  if (reading->toned != NULL)
    add_sound (toned, plain, reading->toned);
  for (gsize k = 0; others[k] != NULL; k++)
    add_sound (toned, plain, others[k]);
  g_ptr_array_add (toned, NULL);
  g_ptr_array_add (plain, NULL);
  self->toned = (const char **)g_ptr_array_free (toned, FALSE);
  self->plain = (const char **)g_ptr_array_free (plain, FALSE);
}

YutuSounds *
yutu_sounds_read (const char *name,
                  gsize       n)
{
  g_autoptr (GArray) readings = yutu_pinyin_read (name);
  YutuSounds *sounds = g_new0 (YutuSounds, n + 1); /* one without behind the last */

  g_assert (readings->len == n);
  for (gsize i = 0; i < n; i++)
    read_sound (&sounds[i], &g_array_index (readings, YutuReading, i));
  return sounds;
}

void
yutu_sounds_free (YutuSounds *sounds)
{
  for (gsize i = 0; sounds != NULL && sounds[i].toned != NULL; i++)
    {
      g_free (sounds[i].toned);
      g_free (sounds[i].plain);
    }
  g_free (sounds);
}

gboolean
yutu_sounds_share (const char *const *a,
                   const char *const *b)
{
  for (gsize i = 0; a[i] != NULL; i++)
    for (gsize k = 0; b[k] != NULL; k++)
      if (a[i] == b[k])
        return TRUE;
  return FALSE;
}
