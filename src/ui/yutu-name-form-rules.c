/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What the naming rules are asked of what is typed. */

#include "ui/yutu-name-form-private.h"

void
yutu_name_form_mark (YutuNameForm *self)
{
  YutuNameQuestion nothing = { .has_point = self->is_open && !yutu_name_form_is_of_old (self), .point = self->point, .shape = self->shape };

  yutu_name_notes_ask (self->notes, NULL, &nothing, nothing.has_point);
}

void
yutu_name_form_check (YutuNameForm *self,
                      const char   *name,
                      const char   *name_class)
{
  const YutuPlaceClass *class = yutu_place_classes_find (self->classes, name_class);
  YutuNameQuestion question = { .name = name,
                                .name_class = class != NULL ? class->kind : name_class,
                                .division = self->facts->within,
                                .except = self->unit != 0 ? self->unit : self->place_id,
                                .day = yutu_session_get_day (self->session),
                                .has_point = !yutu_name_form_is_of_old (self),
                                .point = self->point,
                                .shape = self->shape != NULL ? self->shape : self->facts->shape };

  if (yutu_name_form_is_of_old (self))
    yutu_name_figures_read_text (self->facts->record, question.figures);
  else
    yutu_name_form_read_figures (self, question.figures);
  if (self->unit != 0)
    question.name_class = self->facts->level == 4 ? "township" : "village";
  yutu_name_notes_ask (self->notes, self->facts->names, &question, question.has_point && self->is_open);
}
