/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-words-act-step.h"

#include <glib/gi18n.h>

#include "geo/yutu-measure.h"
#include "ui/yutu-words.h"

/* ---- Kinds ---- */

static const struct
{
  const char *title;
  const char *note;
} KINDS[YUTU_N_ACT_KINDS] = {
  [YUTU_ACT_ESTABLISH] = { NC_ ("act", "Establish"),
                           N_ ("A new unit comes into being: a name, a code, a seat, and land that others had.") },
  [YUTU_ACT_ABOLISH] = { NC_ ("act", "Abolish"),
                         N_ ("A unit ends, and its code with it. All of its land and every village in it goes to others.") },
  [YUTU_ACT_RENAME] = { NC_ ("act", "Rename"),
                        N_ ("Another proper name. The land and the code stay as they are.") },
  [YUTU_ACT_SUBORDINATION] = { NC_ ("act", "Change of subordination"),
                               N_ ("A whole unit comes under another superior. Its code changes with it.") },
  [YUTU_ACT_BOUNDARY] = { NC_ ("act", "Boundary change"),
                          N_ ("A part of a unit goes to another one: whole villages, or land by a drawn line.") },
  [YUTU_ACT_SEAT] = { NC_ ("act", "Move of the seat"),
                      N_ ("The government moves to another place; for a township, into another village.") },
  [YUTU_ACT_MERGE] = { NC_ ("act", "Merge"),
                       N_ ("Units become one. One of them goes on, with its identity; the others end.") },
  [YUTU_ACT_SPLIT] = { NC_ ("act", "Split"),
                       N_ ("A part of a unit becomes a unit of its own; the rest goes on as before.") },
};

const char *
yutu_words_act_kind (YutuActKind kind)
{
  return g_dpgettext2 (NULL, "act", KINDS[kind].title);
}

const char *
yutu_words_act_kind_note (YutuActKind kind)
{
  return _ (KINDS[kind].note);
}

static const char *const DOS[YUTU_N_ACT_DOS] = {
  [YUTU_ACT_DO_ESTABLISH] = N_ ("Establish a unit"),
  [YUTU_ACT_DO_ABOLISH] = N_ ("Abolish a unit"),
  [YUTU_ACT_DO_RENAME] = N_ ("Rename a unit"),
  [YUTU_ACT_DO_PLACE] = N_ ("Place a whole unit under another"),
  [YUTU_ACT_DO_GIVE] = N_ ("Give a part of a unit to another"),
  [YUTU_ACT_DO_MERGE] = N_ ("Merge units"),
  [YUTU_ACT_DO_SPLIT] = N_ ("Split a unit"),
  [YUTU_ACT_DO_SEAT] = N_ ("Move a seat"),
};

const char *
yutu_words_act_do (YutuActDo what)
{
  return _ (DOS[what]);
}

/* ---- Steps ---- */

static const char *
name_of (const YutuUnitChoices *choices,
         const char            *unit)
{
  return unit != NULL ? yutu_unit_choices_name (choices, unit) : "?";
}

static char *
name_units (const YutuUnitChoices *choices,
            char                 **units)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; units != NULL && units[i] != NULL; i++)
    g_ptr_array_add (names, (gpointer)name_of (choices, units[i]));
  if (names->len == 0)
    g_ptr_array_add (names, (gpointer) "?");
  g_ptr_array_add (names, NULL);
  /* Translators: between names of units */
  return g_strjoinv (_ (", "), (char **)names->pdata);
}

static char *
word_give (const YutuActStep     *step,
           const YutuUnitChoices *choices)
{
  const char      *from = name_of (choices, step->unit), *to = name_of (choices, step->to);
  g_autofree char *units = NULL;

  switch (step->land)
    {
    case YUTU_ACT_LAND_UNITS:
      units = name_units (choices, step->units);
      return g_strdup_printf (_ ("%s, of %s → %s"), units, from, to);
    case YUTU_ACT_LAND_LEFT:
      return g_strdup_printf (_ ("%s, left of the drawn line → %s"), from, to);
    case YUTU_ACT_LAND_RIGHT:
      return g_strdup_printf (_ ("%s, right of the drawn line → %s"), from, to);
    case YUTU_ACT_LAND_INSIDE:
      return g_strdup_printf (_ ("%s, inside the drawn ring → %s"), from, to);
    case YUTU_ACT_LAND_REST:
    default:
      return g_strdup_printf (_ ("All that is left of %s → %s"), from, to);
    }
}

static char *
word_step (const YutuActStep     *step,
           const YutuUnitChoices *choices)
{
  const char      *name = step->name != NULL ? step->name : "?";
  const char      *unit = name_of (choices, step->unit);
  g_autofree char *units = NULL;

  switch (step->what)
    {
    case YUTU_ACT_DO_ESTABLISH:
      return g_strdup_printf (_ ("Establish %s"), name);
    case YUTU_ACT_DO_ABOLISH:
      return g_strdup_printf (_ ("Abolish %s"), unit);
    case YUTU_ACT_DO_RENAME:
      return g_strdup_printf (_ ("%s is called %s"), unit, name);
    case YUTU_ACT_DO_PLACE:
      /* Translators: a unit, and the one that it comes under */
      return g_strdup_printf (_ ("%s → %s"), unit, name_of (choices, step->to));
    case YUTU_ACT_DO_GIVE:
      return word_give (step, choices);
    case YUTU_ACT_DO_MERGE:
      units = name_units (choices, step->units);
      return g_strdup_printf (_ ("%s become one: %s goes on"), units, name_of (choices, step->to));
    case YUTU_ACT_DO_SPLIT:
      return g_strdup_printf (_ ("%s is split: %s is new"), unit, name);
    case YUTU_ACT_DO_SEAT:
    case YUTU_N_ACT_DOS:
    default:
      return g_strdup_printf (_ ("The seat of %s moves"), unit);
    }
}

/* Whose code the step changes. */
static const char *
find_code (const YutuActStep     *step,
           const YutuUnitChoices *choices,
           const YutuActEffect   *effect)
{
  const char *subject = step->what == YUTU_ACT_DO_MERGE ? step->to : step->unit;
  const char *name = step->what == YUTU_ACT_DO_ESTABLISH || step->what == YUTU_ACT_DO_SPLIT
                       ? step->name
                       : name_of (choices, subject);

  if (step->code != NULL)
    return step->code;
  for (guint i = 0; effect != NULL && name != NULL && i < effect->codes->len; i++)
    {
      const YutuActCode *code = g_ptr_array_index (effect->codes, i);

      if (code->given != NULL && g_strcmp0 (code->name, name) == 0)
        return code->given;
    }
  return NULL;
}

char *
yutu_words_act_step (const YutuActStep     *step,
                     const YutuUnitChoices *choices,
                     const YutuActEffect   *effect)
{
  g_autofree char *words = word_step (step, choices);
  const char      *code = find_code (step, choices, effect);

  if (code == NULL || step->what == YUTU_ACT_DO_ABOLISH || step->what == YUTU_ACT_DO_GIVE ||
      step->what == YUTU_ACT_DO_SEAT)
    return g_steal_pointer (&words);
  /* Translators: a step, and a code */
  return g_strdup_printf (_ ("%s, new code %s"), words, code);
}

/* ---- The title ---- */

/* The step that an act of the kind is named after. */
static const YutuActStep *
find_step (const YutuActSpec *spec,
           YutuActDo          what)
{
  for (guint i = 0; i < spec->steps->len; i++)
    {
      const YutuActStep *step = g_ptr_array_index (spec->steps, i);

      if (step->what == what)
        return step;
    }
  return NULL;
}

char *
yutu_words_act_title (const YutuActSpec     *spec,
                      const YutuUnitChoices *choices)
{
  static const YutuActDo firsts[YUTU_N_ACT_KINDS] = {
    [YUTU_ACT_ESTABLISH] = YUTU_ACT_DO_ESTABLISH, [YUTU_ACT_ABOLISH] = YUTU_ACT_DO_ABOLISH,
    [YUTU_ACT_RENAME] = YUTU_ACT_DO_RENAME,       [YUTU_ACT_SUBORDINATION] = YUTU_ACT_DO_PLACE,
    [YUTU_ACT_BOUNDARY] = YUTU_ACT_DO_GIVE,       [YUTU_ACT_SEAT] = YUTU_ACT_DO_SEAT,
    [YUTU_ACT_MERGE] = YUTU_ACT_DO_MERGE,         [YUTU_ACT_SPLIT] = YUTU_ACT_DO_SPLIT,
  };
  const YutuActStep *step = find_step (spec, firsts[spec->kind]);
  g_autofree char   *units = NULL;

  if (step == NULL)
    return NULL;
  switch (spec->kind)
    {
    case YUTU_ACT_ESTABLISH:
      return g_strdup_printf (_ ("Establishment of %s"), step->name != NULL ? step->name : "?");
    case YUTU_ACT_ABOLISH:
      return g_strdup_printf (_ ("Abolition of %s"), name_of (choices, step->unit));
    case YUTU_ACT_RENAME:
      return g_strdup_printf (_ ("%s renamed %s"), name_of (choices, step->unit),
                              step->name != NULL ? step->name : "?");
    case YUTU_ACT_SUBORDINATION:
      return g_strdup_printf (_ ("%s placed under %s"), name_of (choices, step->unit),
                              name_of (choices, step->to));
    case YUTU_ACT_BOUNDARY:
      return g_strdup_printf (_ ("Boundary change between %s and %s"), name_of (choices, step->unit),
                              name_of (choices, step->to));
    case YUTU_ACT_SEAT:
      return g_strdup_printf (_ ("Move of the seat of %s"), name_of (choices, step->unit));
    case YUTU_ACT_MERGE:
      units = name_units (choices, step->units);
      return g_strdup_printf (_ ("Merger of %s"), units);
    case YUTU_ACT_SPLIT:
    case YUTU_N_ACT_KINDS:
    default:
      return g_strdup_printf (_ ("Split of %s"), name_of (choices, step->unit));
    }
}

/* ---- Shares ---- */

char *
yutu_words_act_area (gint64 area_cm2)
{
  g_autofree char *km2 = yutu_words_real ((double)area_cm2 / YUTU_CM2_PER_M2 / 1e6, 4);

  return g_strdup_printf (_ ("%s km²"), km2);
}

char *
yutu_words_act_share (gint64 part,
                      gint64 whole)
{
  g_autofree char *percent =
    yutu_words_real (whole > 0 ? 100.0 * (double)part / (double)whole : 0.0, 2);

  return g_strdup_printf ("%s %%", percent);
}
