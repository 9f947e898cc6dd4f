/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What each task of the page is: its part of the fields that every register has, and its words. */

#include "ui/yutu-facility-page-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ui/yutu-words.h"

#define FIRST_YEAR 1949
#define LAST_YEAR  2200

static const char *const STATUSES[] = { "open", "suspended", "planned", "closed" };

typedef enum
{
  BASE_NAME,
  BASE_STATUS,
  BASE_SINCE,
  BASE_DAY,
  BASE_REASON,
  BASE_YEAR,
  N_BASE,
} BaseField;

typedef struct
{
  BaseField first;
  gsize     n;
} BasePart;

/* By task. */
static const BasePart BASE_PARTS[] = {
  { BASE_NAME, 3 },
  { BASE_NAME, 3 },
  { BASE_DAY, 1 },
  { BASE_DAY, 2 },
  { BASE_YEAR, 1 },
};

/* ---- Fields ---- */

char *
yutu_facility_page_dup_base_text (YutuFacilityPage *self,
                                  const char       *id)
{
  g_autofree char *json = yutu_form_dup_json (self->base);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  return g_strdup (
    json_object_get_string_member_with_default (json_node_get_object (root), id, NULL));
}

/* 0: no year is typed. */
int
yutu_facility_page_get_base_year (YutuFacilityPage *self)
{
  g_autofree char *json = yutu_form_dup_json (self->base);
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  return yutu_form_is_valid (self->base)
           ? (int)json_object_get_int_member_with_default (json_node_get_object (root), "year", 0)
           : 0;
}

YutuDay
yutu_facility_page_get_base_day (YutuFacilityPage *self,
                                 const char       *id)
{
  g_autofree char *text = yutu_facility_page_dup_base_text (self, id);

  return yutu_day_parse (text);
}

gboolean
yutu_facility_page_has_site (YutuFacilityPage *self)
{
  return self->task == YUTU_FACILITY_ADD || self->task == YUTU_FACILITY_MOVE;
}

gboolean
yutu_facility_page_has_fields (YutuFacilityPage *self)
{
  return self->task == YUTU_FACILITY_ADD || self->task == YUTU_FACILITY_EDIT ||
         self->task == YUTU_FACILITY_YEAR;
}

/* Made once, by the language of the program. */
static const YutuField *
get_base_field (BaseField at)
{
  static YutuField  fields[N_BASE];
  static YutuChoice statuses[G_N_ELEMENTS (STATUSES)];
  const char       *titles[N_BASE] = { C_ ("facility", "Name"), _ ("Status"), _ ("Open since"), _ ("From this day on"),
                                       _ ("Reason"), _ ("Year") };
  const char       *ids[N_BASE] = { "name", "status", "since", "day", "reason", "year" };
  YutuFieldType     types[N_BASE] = { YUTU_FIELD_TEXT, YUTU_FIELD_ENUM, YUTU_FIELD_DATE,
                                      YUTU_FIELD_DATE, YUTU_FIELD_TEXT, YUTU_FIELD_INT };

  for (gsize i = 0; fields[0].id == NULL && i < G_N_ELEMENTS (STATUSES); i++)
    {
      const char *word = yutu_words_facility_status (STATUSES[i]);

      statuses[i] = (YutuChoice){ STATUSES[i], { word, word } };
    }
  for (int i = N_BASE - 1; fields[at].id == NULL && i >= 0; i--)
    fields[i] = (YutuField){ .id = ids[i],
                             .title = { titles[i], titles[i] },
                             .group = { "", "" },
                             .type = types[i],
                             .min = i == BASE_YEAR ? FIRST_YEAR : -INFINITY,
                             .max = i == BASE_YEAR ? LAST_YEAR : INFINITY,
                             .required = TRUE,
                             .choices = statuses,
                             .n_choices = types[i] == YUTU_FIELD_ENUM ? G_N_ELEMENTS (STATUSES) : 0 };
  return &fields[at];
}

void
yutu_facility_page_set_base_fields (YutuFacilityPage *self,
                                    const char       *json)
{
  BasePart part = BASE_PARTS[self->task];

  yutu_form_set_fields (self->base, get_base_field (part.first), part.n, json);
}

/* ---- Words ---- */

static char *
make_title (YutuFacilityPage *self)
{
  const char *record = self->record != NULL ? yutu_title_get (&self->record->title) : "";

  switch (self->task)
    {
    case YUTU_FACILITY_EDIT:
      return g_strdup_printf (_ ("Edit: %s"), self->name);
    case YUTU_FACILITY_MOVE:
      return g_strdup_printf (_ ("Move: %s"), self->name);
    case YUTU_FACILITY_CLOSE:
      return g_strdup_printf (_ ("Close: %s"), self->name);
    case YUTU_FACILITY_YEAR:
      return g_strdup_printf (_ ("Figures: %s"), self->name);
    case YUTU_FACILITY_ADD:
    default:
      /* Translators: %s is a register of facilities: Care home */
      return g_strdup_printf (_ ("New: %s"), record);
    }
}

/* Over the facility's own name. */
char *
yutu_facility_page_make_heading (YutuFacilityPage *self)
{
  switch (self->task)
    {
    case YUTU_FACILITY_EDIT:
      return g_strdup (_ ("Edit the facility"));
    case YUTU_FACILITY_MOVE:
      return g_strdup (_ ("Move the facility"));
    case YUTU_FACILITY_CLOSE:
      return g_strdup (_ ("Close the facility"));
    case YUTU_FACILITY_YEAR:
      return g_strdup (_ ("Figures of a year"));
    case YUTU_FACILITY_ADD:
    default:
      return make_title (self);
    }
}

/* With the name that is typed, so that several can be told apart. */
char *
yutu_facility_page_make_draft_title (YutuFacilityPage *self)
{
  g_autofree char *title = make_title (self);
  g_autofree char *name = self->task == YUTU_FACILITY_ADD ? yutu_facility_page_dup_base_text (self, "name") : NULL;

  return name != NULL ? g_strdup_printf ("%s “%s”", title, name) : g_steal_pointer (&title);
}

char *
yutu_facility_page_make_base_json (YutuFacilityPage   *self,
                                   const YutuFacility *facility)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonObject) object = json_object_new ();
  char today[YUTU_DAY_TEXT_SIZE];
  char since[YUTU_DAY_TEXT_SIZE];

  yutu_day_format (yutu_day_today (), today);
  if (self->task == YUTU_FACILITY_ADD)
    {
      json_object_set_string_member (object, "status", "open");
      json_object_set_string_member (object, "since", today);
    }
  else if (self->task == YUTU_FACILITY_EDIT)
    {
      json_object_set_string_member (object, "name", facility->name);
      json_object_set_string_member (object, "status", facility->status);
      json_object_set_string_member (object, "since", yutu_day_format (facility->since, since));
    }
  else if (self->task == YUTU_FACILITY_YEAR)
    json_object_set_int_member (object, "year", g_ascii_strtoll (today, NULL, 10) - 1);
  else
    json_object_set_string_member (object, "day", today);
  json_node_set_object (root, object);
  return json_to_string (root, FALSE);
}

const char *
yutu_facility_page_get_intro (YutuFacilityPage *self)
{
  switch (self->task)
    {
    case YUTU_FACILITY_MOVE:
      return _ ("Until that day it stands where it stood; its cases keep the place they were opened with.");
    case YUTU_FACILITY_CLOSE:
      return _ ("From that day on it is no more. What it was stays in the file.");
    case YUTU_FACILITY_YEAR:
      return _ ("The figures of one year; type another year to see and change those.");
    case YUTU_FACILITY_ADD:
    case YUTU_FACILITY_EDIT:
    default:
      return NULL;
    }
}

const char *
yutu_facility_page_get_save_label (YutuFacilityPage *self)
{
  static const char *const labels[] = { N_ ("_Add"), N_ ("_Save"), N_ ("_Move"), N_ ("_Close it"),
                                        N_ ("_Save") };

  return _ (labels[self->task]);
}

char *
yutu_facility_page_make_saved_text (YutuFacilityPage *self)
{
  g_autofree char *typed = self->task == YUTU_FACILITY_ADD || self->task == YUTU_FACILITY_EDIT
                             ? yutu_facility_page_dup_base_text (self, "name")
                             : NULL;
  const char      *name = typed != NULL ? typed : self->name;

  switch (self->task)
    {
    case YUTU_FACILITY_ADD:
      return g_strdup_printf (_ ("Added: %s"), name);
    case YUTU_FACILITY_MOVE:
      return g_strdup_printf (_ ("Moved: %s"), name);
    case YUTU_FACILITY_CLOSE:
      return g_strdup_printf (_ ("Closed: %s"), name);
    case YUTU_FACILITY_EDIT:
    case YUTU_FACILITY_YEAR:
    default:
      return g_strdup_printf (_ ("Saved: %s"), name);
    }
}
