/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is wrong or odd about an act, and what to do. */

#include "ui/yutu-words.h"

#include <glib/gi18n.h>

static const struct
{
  const char *rule;
  const char *words;
} ISSUES[] = {
  { "addresses-left", N_ ("Some addresses lie on none of the pieces by their points: look through them afterwards.") },
  { "addresses-unplaced", N_ ("Some addresses have no point, so that it is not known where they go.") },
  { "approved-late", N_ ("It takes effect before it was approved: look at both days.") },
  { "area-official", N_ ("The official area is that of before: enter the new one when it is published.") },
  { "cases-unplaced", N_ ("Some cases lie on none of the pieces by their points: look through them afterwards.") },
  { "code-block", N_ ("The code lies in no block of this type of unit.") },
  { "code-length", N_ ("The code has not the length of this level.") },
  { "code-missing", N_ ("No code can be proposed: give one.") },
  { "code-parent", N_ ("The code does not begin with that of the unit above.") },
  { "code-used", N_ ("This code was given before and is never given again: choose another one.") },
  { "document-missing", N_ ("No document number is recorded: it is listed as missing until it is entered.") },
  { "facilities-unplaced", N_ ("Some facilities lie on none of the pieces by their points: look through them afterwards.") },
  { "key-twice", N_ ("Two steps make a unit of one name: call one of them otherwise.") },
  { "kind-differs", N_ ("The steps are not of the kind that the act is called.") },
  { "land-apart", N_ ("A part of the land does not hang together with the line, and stays.") },
  { "land-left", N_ ("Land would be left without a unit.") },
  { "land-none", N_ ("The line divides no land of this unit.") },
  { "later-version", N_ ("Something of a later day is in the way: undo that first, or choose a later day.") },
  { "limit", N_ ("It is carried out later than the law allows.") },
  { "line-refused", N_ ("The line cannot be drawn so.") },
  { "name-twice", N_ ("There would be two units of this name beside each other: choose another name.") },
  { "no-day", N_ ("The first day on which it holds is missing.") },
  { "no-land", N_ ("The step does not say which land: draw it, or choose units.") },
  { "no-steps", N_ ("There is no step yet: say what changes.") },
  { "no-title", N_ ("The act has no title yet.") },
  { "not-yet-there", N_ ("A unit is not there yet on this day: choose a later one.") },
  { "nothing-changes", N_ ("It would change nothing.") },
  { "organ", N_ ("This is not the organ that the law names for such an act.") },
  { "organ-missing", N_ ("Who approved it is not recorded: it is listed as missing until it is entered.") },
  { "paper-missing", N_ ("Papers that the law asks for are not there yet.") },
  { "people-estimated", N_ ("How many people go where is shared out by addresses: enter the true numbers.") },
  { "rename-type", N_ ("The new name is that of another type of unit.") },
  { "seat-missing", N_ ("The new unit has no seat yet.") },
  { "seat-near", N_ ("The seat moves within one village: by law that is no move of a seat.") },
  { "seat-outside", N_ ("A seat would lie outside of its unit’s land: move it too.") },
  { "step-incomplete", N_ ("Something is missing in this step: fill it in.") },
  { "unit-ambiguous", N_ ("Several units are called so: choose one of them.") },
  { "unit-elsewhere", N_ ("The unit does not lie in the one that the step says.") },
  { "unit-ended", N_ ("A step before this one ends the unit: put this one in front of it.") },
  { "unit-in-two-pieces", N_ ("A unit would lie in two pieces.") },
  { "unit-twice", N_ ("The unit is in two steps, to different ones: keep one of them.") },
  { "unit-unknown", N_ ("There is no such unit on this day: choose another one.") },
  { "units-left", N_ ("Units would be left under one that ends.") },
  { "wrong-level", N_ ("The units are not of the level that this needs.") },
};

const char *
yutu_words_act_issue (const YutuActIssue *issue)
{
  for (gsize i = 0; i < G_N_ELEMENTS (ISSUES); i++)
    if (g_str_equal (ISSUES[i].rule, issue->rule))
      return _ (ISSUES[i].words);
  return issue->message;
}
