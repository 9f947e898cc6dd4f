/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is there of an address that is not: the door without the number behind it, the road without the door. */

#include "gazetteer/yutu-search-top-private.h"

#include <string.h>

#include "gazetteer/yutu-normal.h"

#define LEAST_BASE 2 /* characters */

/* 号2单元, 号3幢302室 */
static gboolean
is_part (const char *behind)
{
  return g_str_has_prefix (behind, "号") && g_ascii_isalnum (behind[strlen ("号")]);
}

/* Bytes of what stands behind the number at @digits as a number of its own, up to and with a 号 at its end: -1号 and
 * 号-1 and 号附1号 of 1266-1号 …; or all of 号3幢302室. 0: nothing does. */
static gsize
measure_sub (const char *behind)
{
  static const char *const joints[] = { "号之", "号附", "号-", "之", "附", "-" };

  for (gsize i = 0; i < G_N_ELEMENTS (joints); i++)
    {
      gsize length = g_str_has_prefix (behind, joints[i]) ? strlen (joints[i]) : 0;
      gsize digits = length > 0 ? strspn (behind + length, "0123456789") : 0;

      if (digits == 0)
        continue;
      length += digits;
      return length + (g_str_has_prefix (behind + length, "号") ? strlen ("号") : 0);
    }
  return is_part (behind) ? strlen (behind) : 0;
}

gboolean
yutu_search_find_parents (YutuSearch        *self,
                          const char *const *pieces,
                          GError           **error)
{
  for (gsize i = 0; pieces[i] != NULL && (self->kinds & YUTU_SEARCH_ADDRESS) != 0; i++)
    {
      g_autofree char *piece = yutu_normal_numerals (pieces[i]);

      for (const char *p = piece; *p != '\0'; p++)
        {
          gsize                   digits = p == piece || !g_ascii_isdigit (p[-1]) ? strspn (p, "0123456789") : 0;
          gsize                   length = digits > 0 ? measure_sub (p + digits) : 0;
          g_autofree const char **changed = NULL;
          g_autofree char        *parent = NULL;

          if (length == 0)
            continue;
          changed = g_memdup2 (pieces, (g_strv_length ((char **)pieces) + 1) * sizeof *pieces);
          parent = g_strdup_printf ("%.*s号%s", (int)(p + digits - piece), piece, p + digits + length);
          changed[i] = parent;
          if (!yutu_search_find_addresses (self, changed, error))
            return FALSE;
          self->is_parent = self->top.total > 0;
          self->lacks_part = self->is_parent && is_part (p + digits);
          return TRUE;
        }
    }
  return TRUE;
}

/* Bytes of @piece before the first number that may be a door's; its length when there is none. */
static gsize
measure_base (const char *piece)
{
  gsize    base = strcspn (piece, "0123456789");
  YutuTail tail = { 0 };
  gboolean is_tail = piece[base] != '\0' && yutu_tail_parse (&tail, piece + base) && tail.alternatives->len > 0;

  yutu_tail_clear (&tail);
  return is_tail ? base : strlen (piece);
}

/* What stands before the numbers of @pieces, *base: the last of them before the first number. NULL when there is no
 * number, or too little before one. */
static GStrv
list_before_numbers (const char *const *pieces,
                     gsize             *base)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gboolean was_cut = FALSE;
  gsize    n = 0;

  for (gsize i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *piece = yutu_normal_numerals (pieces[i]);
      gsize            length = measure_base (piece);
      gboolean         is_cut = piece[length] != '\0';

      piece[length] = '\0';
      if (length > 0 && g_utf8_strlen (piece, -1) < LEAST_BASE)
        return NULL;
      if (length > 0)
        {
          g_strv_builder_add (builder, piece);
          n++;
        }
      if (is_cut && !was_cut)
        *base = n;
      was_cut = was_cut || is_cut;
    }
  if (!was_cut || *base == 0)
    return NULL;
  *base -= 1;
  return g_strv_builder_end (builder);
}

/* What @names, before the numbers, are the names of, the one at @base without those before it when need be. */
static gboolean
find_named (YutuSearch        *self,
            const char *const *names,
            gsize              base,
            GError           **error)
{
  unsigned kinds = self->kinds;
  gboolean done = TRUE;

  self->kinds = kinds & (YUTU_SEARCH_PLACE | YUTU_SEARCH_DIVISION);
  done = yutu_search_find_names (self, names, error);
  /* a road that runs through many units lies in none of them */
  if (done && self->top.total == 0 && names[1] != NULL)
    done = yutu_search_find_names (self, (const char *const[]){ names[base], NULL }, error);
  self->kinds = kinds;
  return done;
}

gboolean
yutu_search_find_base (YutuSearch        *self,
                       const char *const *pieces,
                       GError           **error)
{
  gsize    base = 0;
  gboolean done = TRUE;
  gboolean allows_typo = self->allows_typo;
  YutuTop  similar = self->top;
  g_auto (GStrv) names = list_before_numbers (pieces, &base);

  if (names == NULL || (self->kinds & YUTU_SEARCH_ADDRESS) == 0 ||
      (self->kinds & (YUTU_SEARCH_PLACE | YUTU_SEARCH_DIVISION)) == 0)
    return TRUE;
  self->allows_typo = self->allows_pair = FALSE;
  yutu_top_init (&self->top, similar.limit);
  done = find_named (self, (const char *const *)names, base, error);
  if (similar.total == 0)
    {
      self->is_base = self->top.total > 0;
      yutu_top_clear (&similar);
      return done;
    }
  for (guint i = 0; i < self->top.candidates->len; i++)
    if (g_array_index (self->top.candidates, YutuCandidate, i).match == YUTU_MATCH_EXACT)
      {
        yutu_top_add (&similar, &g_array_index (self->top.candidates, YutuCandidate, i));
        self->is_base = TRUE;
      }
  yutu_top_clear (&self->top);
  self->top = similar;
  self->allows_typo = allows_typo;
  return done;
}

gboolean
yutu_search_find_some_base (YutuSearch        *self,
                            const char *const *pieces,
                            const char *const *parted,
                            GStrv             *taken,
                            GError           **error)
{
  g_auto (GStrv) joined = yutu_search_join_last (pieces, parted);
  const char *const *ways[] = { pieces, parted, (const char *const *)joined };

  *taken = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (ways) && !self->is_base; i++)
    {
      if (ways[i] == NULL)
        continue;
      if (!yutu_search_find_base (self, ways[i], error))
        return FALSE;
      if (self->is_base)
        *taken = g_strdupv ((char **)ways[i]);
    }
  return TRUE;
}
