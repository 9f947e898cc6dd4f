/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "gazetteer/yutu-address-fit-private.h"

#include <string.h>

#include "base/yutu-data.h"

typedef struct
{
  YutuAddressFits fits;
  GHashTable     *words; /* char * → YutuAddressFit * */
} Fits;

static const YutuAddressFit nothing;

static char *
key_of (YutuAddressLabel label,
        YutuWordRole     role,
        const char      *text)
{
  return g_strdup_printf ("%d %d %s", (int)label, (int)role, text);
}

static YutuAddressFit *
word_of (Fits            *self,
         YutuAddressLabel label,
         YutuWordRole     role,
         const char      *text)
{
  g_autofree char *key = key_of (label, role, text);
  YutuAddressFit  *fit = g_hash_table_lookup (self->words, key);

  if (fit == NULL)
    {
      fit = g_new0 (YutuAddressFit, 1);
      g_hash_table_insert (self->words, g_steal_pointer (&key), fit);
    }
  return fit;
}

/* Where a row's cost belongs; NULL: no such place. */
static gint8 *
place_of (Fits            *self,
          const char      *kind,
          YutuAddressLabel label,
          YutuWordRole     role,
          const char      *key,
          gsize            number)
{
  YutuAddressLabel to;

  if (strcmp (kind, "step") == 0)
    return yutu_address_label_from_text (key, &to) ? &self->fits.steps[label][to] : NULL;
  if (strcmp (kind, "last") == 0)
    return &self->fits.last[label];
  if (strcmp (kind, "stray") == 0)
    return &self->fits.stray;
  if (strcmp (kind, "length") == 0)
    return number <= YUTU_FIT_MAX_LENGTH ? &self->fits.length[label][number] : NULL;
  if (strcmp (kind, "bare") == 0)
    return number < YUTU_FIT_N_BARE ? &self->fits.bare[label][number] : NULL;
  if (strcmp (kind, "serial") == 0)
    return &word_of (self, label, role, key)->serial;
  if (strcmp (kind, "whole") == 0)
    return &word_of (self, label, role, key)->whole;
  if (strcmp (kind, "end") == 0)
    return number < 4 ? &word_of (self, label, role, key)->end[number] : NULL;
  if (strcmp (kind, "count") == 0)
    return number < YUTU_FIT_N_READINGS * YUTU_FIT_N_NUMBERS
             ? &word_of (self, label, role, key)->count[number / YUTU_FIT_N_NUMBERS][number % YUTU_FIT_N_NUMBERS]
             : NULL;
  if (strcmp (kind, "start") == 0)
    return number < YUTU_FIT_N_GROUPS ? &word_of (self, label, role, key)->start[number] : NULL;
  if (strcmp (kind, "inner") == 0)
    return number < YUTU_FIT_N_GROUPS ? &word_of (self, label, role, key)->inner[number] : NULL;
  return NULL;
}

static void
add_line (Fits       *self,
          const char *line)
{
  g_auto (GStrv) fields = g_strsplit (line, ",", 6);
  YutuAddressLabel label;
  YutuWordRole     role;
  gint8           *place = NULL;

  if (g_strv_length (fields) == 6 && yutu_address_label_from_text (fields[1], &label) &&
      yutu_word_role_from_text (fields[2], &role))
    place = place_of (self, fields[0], label, role, fields[3], (gsize)g_ascii_strtoull (fields[4], NULL, 10));
  if (place == NULL)
    g_warning ("rules/address-costs.csv: '%s' is no cost", line);
  else
    *place = (gint8)CLAMP (g_ascii_strtoll (fields[5], NULL, 10), G_MININT8, G_MAXINT8);
}

static Fits *
load (void)
{
  Fits *self = g_new0 (Fits, 1);

  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = yutu_data_load ("rules/address-costs.csv", &error);
  g_auto (GStrv) lines = NULL;
  gboolean is_head = TRUE;

  self->words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (bytes == NULL)
    {
      g_warning ("%s", error->message);
      return self;
    }
  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      if (*g_strchomp (lines[i]) == '\0' || g_str_has_prefix (lines[i], "# "))
        continue;
      if (!is_head)
        add_line (self, lines[i]);
      is_head = FALSE;
    }
  return self;
}

static Fits *
get (void)
{
  static gsize once = 0;
  static Fits *fits = NULL;

  if (g_once_init_enter (&once))
    {
      fits = load ();
      g_once_init_leave (&once, 1);
    }
  return fits;
}

const YutuAddressFits *
yutu_address_fits_get (void)
{
  return &get ()->fits;
}

const YutuAddressFit *
yutu_address_fits_find (const YutuAddressWord *word)
{
  static const char *const weights[] = { "=0", "=1", "=2", "=3" };
  g_autofree char         *key = NULL;
  const YutuAddressFit    *fit;

  if (word->role == YUTU_WORD_NAME)
    key = key_of (word->label, word->role, weights[CLAMP (word->weight, 0, 3)]);
  else if (word->role == YUTU_WORD_SURNAME || word->role == YUTU_WORD_TAIL)
    key = key_of (YUTU_ADDRESS_PERSON, YUTU_WORD_SURNAME, "");
  else
    key = key_of (word->label, word->role, word->text);
  fit = g_hash_table_lookup (get ()->words, key);
  return fit != NULL ? fit : &nothing;
}
