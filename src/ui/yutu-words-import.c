/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-words-import.h"

#include <glib/gi18n.h>

#include "ui/yutu-words.h"

/* What is the matter, by the finding's rule. */
static const char *
words_import_rule (const char *rule)
{
  static const struct
  {
    const char *rule;
    const char *words;
  } rules[] = {
    { "overlap", N_ ("Land covered twice") },
    { "gap", N_ ("Land that no unit covers") },
    { "uncovered", N_ ("Land of a unit that no new one covers") },
    { "overshoot", N_ ("Reaches over a line that is there") },
    { "duplicate-vertex", N_ ("A vertex stands twice: taken once") },
    { "detached-parts", N_ ("Lies in several parts") },
    { "no-land", N_ ("Has no polygon: comes in without land") },
    { "code-not-found", N_ ("Not in the register of codes: comes in without one") },
    { "code-ambiguous", N_ ("Several times in the register of codes: comes in without one") },
    { "code-invalid", N_ ("Its code is none of this level: comes in without one") },
    { "code-used", N_ ("Its code is in this file already and is never given again") },
    { "duplicate-code", N_ ("Its code stands twice in the source") },
    { "conflict", N_ ("Its land belongs to other units of this file already") },
    { "no-polygons", N_ ("No row has a polygon") },
    { "no-name", N_ ("The row has no name: choose another field for the names") },
    { "unusable", N_ ("Its geometry cannot be used") },
    { "parent-differs", N_ ("Its land lies in another unit than its code says") },
    { "parent-above", N_ ("The unit just above it is not in the file") },
    { "axes-swapped", N_ ("Longitude and latitude are exchanged") },
    { "crs-area", N_ ("Lies where its reference system is not used") },
    { "elsewhere", N_ ("Lies far from the land in this file") },
    { "far-away", N_ ("Lies far from China") },
    { "column", N_ ("There is no such field: the column is left out") },
    { "type", N_ ("The cell cannot be read as its field: correct it in the file") },
    { "value", N_ ("The value does not fit its field: correct it in the file") },
    { "number", N_ ("The number is not clear, or another pillar has it: correct it in the file") },
    { "line", N_ ("Its line is not in this file: give the code or the name of one that is") },
    { "geometry", N_ ("Does not run along the boundaries of this file: draw it along them; an import moves no "
                      "boundary") },
    { "position", N_ ("The position cannot be read: give degrees, degrees with minutes and seconds, or metres") },
    { "twice", N_ ("An earlier row is of the same: leave one of them out") },
    { "off-line", N_ ("Stands off its line: look at it again; it is kept where it is") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (g_str_equal (rules[i].rule, rule))
      return _ (rules[i].words);
  return NULL;
}

static const char *
find_name (GHashTable *names,
           gint64      row)
{
  return names != NULL && row > 0 ? g_hash_table_lookup (names, &row) : NULL;
}

char *
yutu_words_import_finding (const YutuDivisionFinding *finding,
                           GHashTable                *names)
{
  const char *name = find_name (names, finding->row);
  const char *words = words_import_rule (finding->rule);

  if (words == NULL) /* of a list: its own words say it */
    words = finding->message;
  if (name == NULL || *name == '\0')
    return g_strdup (words);
  /* Translators: a unit's name, then what is the matter with it */
  return g_strdup_printf (C_ ("finding", "%s: %s"), name, words);
}

char *
yutu_words_import_facts (const YutuDivisionFinding *finding,
                         const char                *claims)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  if (claims != NULL)
    /* Translators: %s are the names of units */
    g_ptr_array_add (parts, g_strdup_printf (_ ("Covered by %s"), claims));
  if (finding->area_m2 > 0)
    g_ptr_array_add (parts, yutu_words_area (finding->area_m2));
  if (finding->field != NULL && finding->area_m2 <= 0)
    /* Translators: %s is the name of a column of a table */
    g_ptr_array_add (parts, g_strdup_printf (_ ("Column %s"), finding->field));
  if (finding->row > 0)
    {
      g_autofree char *row = yutu_words_count (finding->row);

      /* Translators: %s is a number */
      g_ptr_array_add (parts, g_strdup_printf (_ ("Row %s"), row));
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (" · ", (GStrv)parts->pdata);
}

char *
yutu_words_import_proposal (const YutuDivisionFinding *finding,
                            GHashTable                *names)
{
  const char *name = find_name (names, finding->give_to);

  if (finding->rejects)
    return g_strdup (_ ("Nothing can be taken in as long as this stands"));
  if (finding->give_to == YUTU_DIVISION_GIVE_NOBODY)
    return g_strdup (_ ("Proposal: leave the land as it is"));
  if (finding->give_to != 0)
    /* Translators: %s is the name of a unit */
    return g_strdup_printf (_ ("Proposal: give the land to %s"), name != NULL ? name : "?");
  if (finding->has_place && finding->area_m2 > 0)
    return g_strdup (_ ("No proposal: it stays open until somebody decides"));
  return g_strdup ("");
}
