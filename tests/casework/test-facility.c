/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Facilities are added, changed, moved and closed, and every one of it can be undone. */

#include <json-glib/json-glib.h>
#include <string.h>

#include "folder.h"

#include "casework/yutu-case.h"
#include "casework/yutu-facility.h"
#include "casework/yutu-place-filter.h"

#define KIND "care.home"

static const char MODULE[] =
  "{'id': 'care', 'code': 'CA', 'title': {'zh_CN': '养老', 'en': 'Care'}, 'symbol': 'care-home',"
  " 'registers': [{'id': 'home', 'title': {'zh_CN': '机构', 'en': 'Home'}, 'symbol': 'care-home',"
  "  'fields': ["
  "   {'id': 'beds', 'title': {'zh_CN': '床位', 'en': 'Beds'}, 'type': 'int', 'min': 0, 'max': 500,"
  "    'required': true},"
  "   {'id': 'nursing', 'title': {'zh_CN': '护理床位', 'en': 'Nursing'}, 'type': 'int', 'min': 0},"
  "   {'id': 'used', 'title': {'zh_CN': '入住', 'en': 'Used'}, 'type': 'int', 'min': 0},"
  "   {'id': 'kept', 'title': {'zh_CN': '预留', 'en': 'Kept'}, 'type': 'int', 'min': 0},"
  "   {'id': 'built_on', 'title': {'zh_CN': '建成', 'en': 'Built'}, 'type': 'date'},"
  "   {'id': 'opened_on', 'title': {'zh_CN': '启用', 'en': 'Opened'}, 'type': 'date'},"
  "   {'id': 'manager', 'title': {'zh_CN': '负责人', 'en': 'Manager'}, 'type': 'text',"
  "    'mask': 'name'},"
  "   {'id': 'phone', 'title': {'zh_CN': '电话', 'en': 'Phone'}, 'type': 'text', 'mask': 'phone'}],"
  "  'checks': ["
  "   {'left': 'nursing', 'op': '<=', 'right': 'beds',"
  "    'message': {'zh_CN': '护理床位不多于床位', 'en': 'nursing beds are beds'}},"
  "   {'left': ['used', 'kept'], 'op': '<=', 'right': 'beds',"
  "    'message': {'zh_CN': '入住与预留不多于床位', 'en': 'no more people than beds'}},"
  "   {'left': 'opened_on', 'op': '>=', 'right': 'built_on',"
  "    'message': {'zh_CN': '先建后用', 'en': 'built before it opens'}}],"
  "  'year_fields': ["
  "   {'id': 'new', 'title': {'zh_CN': '新增', 'en': 'New'}, 'type': 'int', 'min': 0},"
  "   {'id': 'eco', 'title': {'zh_CN': '生态', 'en': 'Eco'}, 'type': 'int', 'min': 0}],"
  "  'year_checks': [{'left': 'eco', 'op': '<=', 'right': 'new',"
  "    'message': {'zh_CN': '生态不多于新增', 'en': 'eco ones are new ones'}}]}],"
  " 'kinds': [{'id': 'CA.LOOK', 'title': {'zh_CN': '检查', 'en': 'Look'}, 'subject': 'facility',"
  "  'states': [{'id': 'open', 'title': {'zh_CN': '开', 'en': 'Open'}},"
  "   {'id': 'done', 'title': {'zh_CN': '毕', 'en': 'Done'}, 'open': false}],"
  "  'transitions': [{'id': 'end', 'title': {'zh_CN': '结', 'en': 'End'}, 'from': ['open'],"
  "   'to': 'done', 'role': 'desk'}]}]}";

static const YutuPoint HERE = { 119600000000, 29100000000 };
static const YutuPoint THERE = { 119650000000, 29150000000 };

typedef struct
{
  char         *folder;
  YutuStore    *store;
  YutuModules  *modules;
  YutuCalendar *calendar;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  char            *text = g_strdelimit (g_strdup (MODULE), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));
  const char *const names[] = { "care.json" };

  self->folder = g_dir_make_tmp ("yutu-facility-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (self->folder, "t.yutu", NULL);
  self->store = yutu_store_open (path, YUTU_STORE_OPEN_CREATE, &error);
  g_assert_no_error (error);
  self->modules = yutu_modules_new (names, &bytes, 1, &error);
  g_assert_no_error (error);
  self->calendar = yutu_calendar_load (&error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_store_close (self->store);
  yutu_store_unref (self->store);
  yutu_modules_unref (self->modules);
  yutu_calendar_free (self->calendar);
  folder_remove (self->folder);
}

/* ---- One act, one write ---- */

typedef enum
{
  ADD,
  CHANGE,
  MOVE,
  CLOSE,
  YEAR,
  CASE,
} ActKind;

typedef struct
{
  ActKind            kind;
  Fixture           *fixture;
  gint64             id;
  YutuFacilitySpec   spec;
  YutuFacilityChange change;
  YutuFacilityPlace  place;
  YutuDay            day;
  int                year;
  const char        *text; /* of a year, or a reason */
} Act;

static gboolean
run_in_write (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Act         *act = data;
  YutuModules *modules = act->fixture->modules;
  YutuCaseSpec spec = { .kind = "CA.LOOK", .facility = act->id, .opened_on = act->day, .has_point = TRUE };
  gint64       id = 0;

  switch (act->kind)
    {
    case ADD:
      return yutu_facility_add (connection, modules, &act->spec, &act->id, error);
    case CHANGE:
      return yutu_facility_change (connection, modules, act->id, &act->change, error);
    case MOVE:
      return yutu_facility_move (connection, act->id, &act->place, act->day, NULL, error);
    case CLOSE:
      return yutu_facility_close (connection, act->id, act->day, act->text, error);
    case YEAR:
      return yutu_facility_set_year (connection, modules, act->id, act->year, act->text, error);
    case CASE:
    default:
      return yutu_case_open (connection, modules, act->fixture->calendar, &spec, "tester", &id,
                             error);
    }
}

/* The entry, 0 when there is none. */
static gint64
run (Fixture *self,
     Act     *act,
     GError **error)
{
  YutuEntrySpec entry = { .kind = "test", .title = "test", .actor = "tester" };
  gint64        id = 0;

  act->fixture = self;
  yutu_store_write (self->store, &entry, run_in_write, act, &id, NULL, error);
  return id;
}

static gint64
must (Fixture *self,
      Act      act)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = run (self, &act, &error);

  g_assert_no_error (error);
  g_assert_cmpint (entry, >, 0);
  return act.id;
}

static void
must_not (Fixture          *self,
          Act               act,
          YutuCaseworkError code,
          const char       *word)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run (self, &act, &error), ==, 0);
  g_assert_error (error, YUTU_CASEWORK_ERROR, (int)code);
  if (strstr (error->message, word) == NULL)
    g_error ("“%s” does not name “%s”", error->message, word);
}

static gint64
add (Fixture    *self,
     const char *name,
     const char *fields)
{
  return must (self, (Act){ .kind = ADD,
                            .spec = { .kind = KIND,
                                      .name = name,
                                      .village = 77,
                                      .has_point = TRUE,
                                      .point = HERE,
                                      .fields = fields,
                                      .valid_from = yutu_day_from_ymd (2015, 5, 1) } });
}

typedef struct
{
  Fixture      *fixture;
  gint64        id;
  YutuDay       day;
  YutuViewer    viewer;
  YutuFacility *facility;
  GPtrArray    *rows;
} Look;

static gboolean
look_in_read (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Look           *look = data;
  YutuPlaceFilter all = { .kind = YUTU_PLACE_FILTER_ALL };

  look->facility = yutu_facility_load (connection, look->fixture->modules, look->id, look->day,
                                       &look->viewer, error);
  look->rows = yutu_place_filter_list_facilities (connection, &all, NULL, look->day, error);
  return look->facility != NULL && look->rows != NULL;
}

static YutuFacility *
look_at (Fixture   *self,
         gint64     id,
         YutuDay    day,
         YutuViewer viewer)
{
  g_autoptr (GError) error = NULL;
  Look look = { self, id, day, viewer, NULL, NULL };

  yutu_store_read (self->store, look_in_read, &look, NULL, &error);
  g_assert_no_error (error);
  g_ptr_array_unref (look.rows);
  return look.facility;
}

static const YutuViewer DESK = { "desk", NULL };

static char *
digest (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  char *text = NULL;

  yutu_store_digest (self->store, &text, &error);
  g_assert_no_error (error);
  return text;
}

static void
undo (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  gint64 entry = 0;

  yutu_store_undo (self->store, "tester", &entry, NULL, &error);
  g_assert_no_error (error);
}

/* ---- Tests ---- */

static void
test_a_change_merges (Fixture      *self,
                      gconstpointer data)
{
  gint64           id = add (self, "罗店镇敬老院", "{\"beds\": 40, \"nursing\": 20, \"manager\": \"王小明\"}");
  g_autofree char *before = digest (self);
  g_autofree char *after = NULL;
  g_autoptr (YutuFacility) facility = NULL;

  must (self, (Act){ .kind = CHANGE,
                     .id = id,
                     .change = { .status = "suspended", .set = "{\"beds\": 60, \"nursing\": null}" } });
  facility = look_at (self, id, yutu_day_from_ymd (2022, 1, 1), (YutuViewer){ "desk", "回访" });
  g_assert_cmpstr (facility->fields, ==, "{\"beds\":60,\"manager\":\"王小明\"}");
  g_assert_cmpstr (facility->status, ==, "suspended");
  g_assert_cmpstr (facility->name, ==, "罗店镇敬老院");
  g_assert_cmpuint (facility->stretches->len, ==, 1);
  undo (self);
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_a_mask_is_never_stored (Fixture      *self,
                             gconstpointer data)
{
  gint64 id = add (self, "甲", "{\"beds\": 4, \"manager\": \"王小明\", \"phone\": \"13800000018\"}");
  g_autoptr (YutuFacility) masked = look_at (self, id, 0, DESK);
  g_autoptr (YutuFacility) whole = NULL;
  g_autoptr (YutuFacility) leader = look_at (self, id, 0, (YutuViewer){ "leader", "看看" });
  g_autoptr (GError) error = NULL;
  Act back = { .kind = CHANGE, .id = id, .change = { .set = masked->fields } };

  g_assert_cmpuint (g_strv_length (masked->masked), ==, 2);
  g_assert_true (g_strv_contains ((const char *const *)masked->masked, "manager"));
  g_assert_null (strstr (masked->fields, "王小明"));
  g_assert_null (strstr (leader->fields, "13800000018"));
  /* What was shown comes back whole: nothing changed, so there is no entry. */
  g_assert_cmpint (run (self, &back, &error), ==, 0);
  g_assert_no_error (error);
  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .set = "{\"manager\": \"李*\"}" } },
            YUTU_CASEWORK_ERROR_FIELD, "manager");
  must_not (self,
            (Act){ .kind = ADD,
                   .spec = { .kind = KIND,
                             .name = "乙",
                             .fields = "{\"beds\": 1, \"phone\": \"138****0018\"}",
                             .valid_from = 0 } },
            YUTU_CASEWORK_ERROR_FIELD, "phone");
  whole = look_at (self, id, 0, (YutuViewer){ "desk", "核对" });
  g_assert_nonnull (strstr (whole->fields, "王小明"));
  g_assert_cmpuint (g_strv_length (whole->masked), ==, 0);
}

static void
test_relations_hold (Fixture      *self,
                     gconstpointer data)
{
  gint64 id = add (self, "甲", "{\"beds\": 40, \"used\": 30, \"built_on\": \"2015-01-01\"}");

  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .set = "{\"nursing\": 41}" } },
            YUTU_CASEWORK_ERROR_FIELD, "nursing (41) is more than beds (40)");
  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .set = "{\"kept\": 11}" } },
            YUTU_CASEWORK_ERROR_FIELD, "used (30) + kept (11) is more than beds (40)");
  must_not (self,
            (Act){ .kind = CHANGE, .id = id, .change = { .set = "{\"opened_on\": \"2014-12-31\"}" } },
            YUTU_CASEWORK_ERROR_FIELD, "opened_on");
  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .set = "{\"beds\": null}" } },
            YUTU_CASEWORK_ERROR_FIELD, "beds");
  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .set = "{\"colour\": 1}" } },
            YUTU_CASEWORK_ERROR_FIELD, "colour");
  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .status = "gone" } },
            YUTU_CASEWORK_ERROR_FIELD, "gone");
  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .name = "  " } },
            YUTU_CASEWORK_ERROR_FIELD, "name");
  must_not (self, (Act){ .kind = CHANGE, .id = id + 1000, .change = { .name = "丙" } },
            YUTU_CASEWORK_ERROR_UNKNOWN, "facility");
  must (self, (Act){ .kind = CHANGE, .id = id, .change = { .set = "{\"kept\": 10}" } });
  must (self, (Act){ .kind = CHANGE,
                     .id = id,
                     .change = { .set = "{\"opened_on\": \"2015-01-01\", \"nursing\": 40}" } });
}

/* What a caller leaves out is open, and the first of January 1970 can be an end. */
static void
test_an_end_is_said (Fixture      *self,
                     gconstpointer data)
{
  YutuFacilitySpec spec = { .kind = KIND,
                            .name = "甲",
                            .fields = "{\"beds\": 1}",
                            .valid_from = yutu_day_from_ymd (1960, 1, 1) };
  g_autoptr (YutuFacility) open = NULL;
  g_autoptr (YutuFacility) ended = NULL;

  open = look_at (self, must (self, (Act){ .kind = ADD, .spec = spec }), 0, (YutuViewer){ 0 });
  g_assert_cmpint (open->until, ==, YUTU_DAY_INVALID);
  spec.has_end = TRUE;
  ended = look_at (self, must (self, (Act){ .kind = ADD, .spec = spec }), 0, (YutuViewer){ 0 });
  g_assert_cmpint (ended->until, ==, yutu_day_from_ymd (1970, 1, 1));
  spec.valid_to = YUTU_DAY_INVALID;
  must_not (self, (Act){ .kind = ADD, .spec = spec }, YUTU_CASEWORK_ERROR_FIELD, "end");
}

static void
test_a_move_keeps_the_past (Fixture      *self,
                            gconstpointer data)
{
  YutuDay              move_day = yutu_day_from_ymd (2020, 3, 1);
  gint64               id = add (self, "甲", "{\"beds\": 40}");
  Look                 past = { self, id, move_day - 1, DESK, NULL, NULL };
  Look                 present = { self, id, move_day, DESK, NULL, NULL };
  YutuFacilityStretch *old = NULL;
  g_autofree char     *before = NULL;
  g_autofree char     *after = NULL;
  g_autoptr (GError) error = NULL;

  must (self, (Act){ .kind = CASE, .id = id, .day = yutu_day_from_ymd (2019, 1, 1) });
  before = digest (self);
  must (self, (Act){ .kind = MOVE,
                     .id = id,
                     .place = { .village = 78, .has_point = TRUE, .point = THERE },
                     .day = move_day });
  yutu_store_read (self->store, look_in_read, &past, NULL, &error);
  yutu_store_read (self->store, look_in_read, &present, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (past.facility->place.point.x, ==, HERE.x);
  g_assert_cmpint (past.facility->place.village, ==, 77);
  g_assert_cmpint (present.facility->place.point.x, ==, THERE.x);
  g_assert_cmpint (present.facility->id, ==, id);
  g_assert_cmpint (past.facility->id, ==, id);
  g_assert_cmpint (present.facility->since, ==, yutu_day_from_ymd (2015, 5, 1));
  g_assert_cmpint (present.facility->n_cases, ==, 1);
  g_assert_cmpuint (present.facility->stretches->len, ==, 2);
  old = g_ptr_array_index (present.facility->stretches, 0);
  g_assert_cmpint (old->to, ==, move_day);
  /* On each day exactly one row stands, under the id of the facility. */
  g_assert_cmpuint (past.rows->len, ==, 1);
  g_assert_cmpuint (present.rows->len, ==, 1);
  g_assert_cmpint (((YutuFacilityRow *)past.rows->pdata[0])->id, ==, id);
  g_assert_cmpint (((YutuFacilityRow *)past.rows->pdata[0])->point.x, ==, HERE.x);
  must_not (self, (Act){ .kind = MOVE, .id = id, .day = move_day - 1 }, YUTU_CASEWORK_ERROR_FIELD,
            "2020-03-01");
  /* A past row is no facility of its own. */
  must_not (self, (Act){ .kind = CHANGE, .id = old->row, .change = { .name = "丙" } },
            YUTU_CASEWORK_ERROR_UNKNOWN, "facility");
  undo (self);
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
  yutu_facility_free (past.facility);
  yutu_facility_free (present.facility);
  g_ptr_array_unref (past.rows);
  g_ptr_array_unref (present.rows);
}

/* Its first day is that of the oldest stretch, and lies before the end of it. */
static void
test_the_first_day_is_corrected (Fixture      *self,
                                 gconstpointer data)
{
  YutuDay opened = yutu_day_from_ymd (2015, 5, 1);
  YutuDay moved = yutu_day_from_ymd (2020, 1, 1);
  YutuDay since = yutu_day_from_ymd (2010, 9, 1);
  gint64  id = add (self, "甲", "{\"beds\": 40}");
  Act     same = { .kind = CHANGE, .id = id, .change = { .has_since = TRUE, .since = opened } };
  g_autoptr (YutuFacility) facility = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (run (self, &same, &error), ==, 0); /* nothing differs */
  g_assert_no_error (error);
  must (self, (Act){ .kind = MOVE,
                     .id = id,
                     .day = moved,
                     .place = { .has_point = TRUE, .point = { HERE.x + 1000000, HERE.y } } });
  must_not (self, (Act){ .kind = CHANGE, .id = id, .change = { .has_since = TRUE, .since = moved } },
            YUTU_CASEWORK_ERROR_FIELD, "2020-01-01");
  must_not (self,
            (Act){ .kind = CHANGE, .id = id, .change = { .has_since = TRUE, .since = YUTU_DAY_INVALID } },
            YUTU_CASEWORK_ERROR_FIELD, "first day");
  must (self, (Act){ .kind = CHANGE, .id = id, .change = { .has_since = TRUE, .since = since } });
  facility = look_at (self, id, 0, (YutuViewer){ 0 });
  g_assert_cmpint (facility->since, ==, since);
  g_assert_cmpuint (facility->stretches->len, ==, 2);
  g_assert_cmpint (((YutuFacilityStretch *)facility->stretches->pdata[0])->to, ==, moved);
  g_assert_cmpint (((YutuFacilityStretch *)facility->stretches->pdata[1])->from, ==, moved);
}

static void
test_a_move_on_the_first_day_corrects (Fixture      *self,
                                       gconstpointer data)
{
  gint64 id = add (self, "甲", "{\"beds\": 40}");
  g_autoptr (YutuFacility) facility = NULL;

  must (self, (Act){ .kind = MOVE,
                     .id = id,
                     .place = { .has_point = TRUE, .point = THERE },
                     .day = yutu_day_from_ymd (2015, 5, 1) });
  facility = look_at (self, id, yutu_day_from_ymd (2022, 1, 1), DESK);
  g_assert_cmpuint (facility->stretches->len, ==, 1);
  g_assert_cmpint (facility->place.village, ==, 0);
  g_assert_cmpint (facility->place.point.y, ==, THERE.y);
}

static void
test_closing_ends_it (Fixture      *self,
                      gconstpointer data)
{
  YutuDay          day = yutu_day_from_ymd (2023, 7, 1);
  gint64           id = add (self, "甲", "{\"beds\": 40}");
  g_autofree char *before = digest (self);
  g_autofree char *after = NULL;
  g_autoptr (YutuFacility) facility = NULL;

  must_not (self, (Act){ .kind = CLOSE, .id = id, .day = day }, YUTU_CASEWORK_ERROR_FIELD, "why");
  must_not (self, (Act){ .kind = CLOSE, .id = id, .day = yutu_day_from_ymd (2015, 5, 1), .text = "撤并" },
            YUTU_CASEWORK_ERROR_FIELD, "2015-05-01");
  must (self, (Act){ .kind = CLOSE, .id = id, .day = day, .text = "撤并" });
  facility = look_at (self, id, day - 1, DESK);
  g_assert_cmpint (facility->until, ==, day);
  g_assert_cmpstr (facility->end_reason, ==, "撤并");
  g_assert_cmpstr (facility->status, ==, "open");
  must_not (self, (Act){ .kind = MOVE, .id = id, .day = day }, YUTU_CASEWORK_ERROR_FIELD,
            "2023-07-01");
  must (self, (Act){ .kind = CLOSE, .id = id, .day = YUTU_DAY_INVALID });
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
  undo (self);
  undo (self);
  g_free (after);
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
}

static void
test_figures_of_a_year (Fixture      *self,
                        gconstpointer data)
{
  gint64           id = add (self, "甲", "{\"beds\": 40}");
  g_autofree char *before = digest (self);
  g_autofree char *after = NULL;
  g_autoptr (YutuFacility) facility = NULL;
  g_autoptr (GError) error = NULL;
  Act same = { .kind = YEAR, .id = id, .year = 2025, .text = "{\"eco\": 3}" };

  must (self, (Act){ .kind = YEAR, .id = id, .year = 2025, .text = "{\"new\": 10}" });
  must (self, (Act){ .kind = YEAR, .id = id, .year = 2025, .text = "{\"eco\": 3}" });
  g_assert_cmpint (run (self, &same, &error), ==, 0);
  g_assert_no_error (error);
  must_not (self, (Act){ .kind = YEAR, .id = id, .year = 2025, .text = "{\"eco\": 11}" },
            YUTU_CASEWORK_ERROR_FIELD, "eco (11)");
  must_not (self, (Act){ .kind = YEAR, .id = id, .year = 20, .text = "{\"eco\": 1}" },
            YUTU_CASEWORK_ERROR_FIELD, "20");
  must_not (self, (Act){ .kind = YEAR, .id = id, .year = 2025, .text = "{\"beds\": 1}" },
            YUTU_CASEWORK_ERROR_FIELD, "beds");
  facility = look_at (self, id, 0, DESK);
  g_assert_cmpuint (facility->years->len, ==, 1);
  g_assert_cmpstr (((YutuFacilityYear *)facility->years->pdata[0])->fields, ==,
                   "{\"new\":10,\"eco\":3}");
  must (self, (Act){ .kind = YEAR, .id = id, .year = 2025, .text = "{\"new\": null, \"eco\": null}" });
  after = digest (self);
  g_assert_cmpstr (after, ==, before);
}

typedef struct
{
  const char       *name;
  YutuFacilityPlace place;
  gint64            self;
  GPtrArray        *twins;
} Twins;

static gboolean
list_twins (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Twins *twins = data;

  twins->twins = yutu_facility_list_twins (connection, KIND, twins->name, &twins->place,
                                           yutu_day_from_ymd (2022, 1, 1), twins->self, error);
  return twins->twins != NULL;
}

static guint
count_twins (Fixture *self,
             Twins    twins)
{
  g_autoptr (GError) error = NULL;
  guint n = 0;

  yutu_store_read (self->store, list_twins, &twins, NULL, &error);
  g_assert_no_error (error);
  n = twins.twins->len;
  g_ptr_array_unref (twins.twins);
  return n;
}

static void
test_twins_are_told (Fixture      *self,
                     gconstpointer data)
{
  gint64    id = add (self, "甲", "{\"beds\": 40}");
  YutuPoint near = { HERE.x, HERE.y + 1700000 }; /* 188 m north */
  YutuPoint off = { HERE.x, HERE.y + 1900000 };  /* 211 m */

  g_assert_cmpuint (count_twins (self, (Twins){ "甲", { .has_point = TRUE, .point = near }, 0, NULL }), ==, 1);
  g_assert_cmpuint (count_twins (self, (Twins){ "甲", { .has_point = TRUE, .point = off }, 0, NULL }), ==, 0);
  g_assert_cmpuint (count_twins (self, (Twins){ "甲", { .village = 77 }, 0, NULL }), ==, 1);
  g_assert_cmpuint (count_twins (self, (Twins){ "甲", { .village = 77 }, id, NULL }), ==, 0);
  g_assert_cmpuint (count_twins (self, (Twins){ "乙", { .village = 77 }, 0, NULL }), ==, 0);
  g_assert_cmpuint (count_twins (self, (Twins){ "甲", { 0 }, 0, NULL }), ==, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *path;
    void (*run) (Fixture      *self,
                 gconstpointer data);
  } tests[] = {
    { "/casework/facility/a-change-merges", test_a_change_merges },
    { "/casework/facility/a-mask-is-never-stored", test_a_mask_is_never_stored },
    { "/casework/facility/relations-hold", test_relations_hold },
    { "/casework/facility/a-move-keeps-the-past", test_a_move_keeps_the_past },
    { "/casework/facility/a-move-on-the-first-day-corrects", test_a_move_on_the_first_day_corrects },
    { "/casework/facility/the-first-day-is-corrected", test_the_first_day_is_corrected },
    { "/casework/facility/closing-ends-it", test_closing_ends_it },
    { "/casework/facility/an-end-is-said", test_an_end_is_said },
    { "/casework/facility/figures-of-a-year", test_figures_of_a_year },
    { "/casework/facility/twins-are-told", test_twins_are_told },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
