/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The cases of the demo county, by seeds/cases.csv: each row a batch of one kind. */

#include "demo/yutu-demo-courses-private.h"
#include "demo/yutu-demo-stand-private.h"

#include <string.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-pinyin.h"

#define PERSON_COLUMNS "name=none;id_no=none;birth=none;phone=none" /* not among the fields */
#define MAX_PERSONS    20
#define N_OFFICERS     36
#define FIRST_DAYS     60 /* days that a way to a state may need */
#define DEFAULT_LIMIT  60 /* days, for states without a limit of their own */

typedef struct
{
  YutuDemoStand      *stand;
  YutuDemoTable      *table;
  gsize               row;
  YutuRandom          random;
  YutuCaseWriter     *writer;
  GPtrArray          *officers;
  const char         *letters; /* of case numbers */
  const YutuCaseKind *kind;
  YutuDemoBatch      *batch;
  YutuDemoBatch      *persons;
  GArray             *spots;  /* NULL: facilities of the batch */
  GArray             *chosen; /* of gsize: facilities in the order to take */
} Maker;

static const char *
get_cell (const Maker *self,
          const char  *column)
{
  return yutu_demo_table_get (self->table, self->row, column);
}

static gboolean
fail (const Maker *self,
      const char  *column,
      GError     **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "seeds/cases.csv: row %zu, %s: \"%s\" does not fit %s", self->row + 1, column,
               get_cell (self, column), get_cell (self, "kind"));
  return FALSE;
}

/* ---- When ---- */

/* One of the states of the cell by weight: "paid*9 refused". */
static gsize
pick_state (Maker *self)
{
  g_autofree char *word = yutu_demo_pick_weighted (get_cell (self, "state"), &self->random);

  return yutu_case_kind_find_state (self->kind, word);
}

/* "limit LOW HIGH": since so long that this share of the state's limit is over. */
static YutuDay
pick_within_limit (Maker      *self,
                   gsize       state,
                   const char *cell)
{
  g_auto (GStrv) words = g_strsplit (cell, " ", 3);
  double  low = words[1] != NULL ? g_ascii_strtod (words[1], NULL) : 0;
  double  high = words[1] != NULL && words[2] != NULL ? g_ascii_strtod (words[2], NULL) : 1;
  double  share = low + (high - low) * yutu_random_unit (&self->random);
  YutuDay today = self->stand->today;
  YutuDay due = yutu_case_get_due (self->kind, self->stand->calendar, state, today, today);
  int     limit = due != YUTU_DAY_INVALID ? due - today : DEFAULT_LIMIT;

  return today - (YutuDay)(share * limit);
}

static gboolean
pick_since (Maker   *self,
            gsize    state,
            YutuDay *since,
            GError **error)
{
  const char *cell = get_cell (self, "since");

  if (g_str_has_prefix (cell, "limit"))
    {
      *since = pick_within_limit (self, state, cell);
      return TRUE;
    }
  if (!yutu_demo_day_pick (self->stand, cell, &self->random, since, error))
    return FALSE;
  /* The county has no land before its first day: what is older begins in its first year. */
  if (*since < self->stand->first_day + FIRST_DAYS)
    *since = self->stand->first_day + FIRST_DAYS +
             (YutuDay)yutu_random_below (&self->random, 365 - FIRST_DAYS);
  return TRUE;
}

/* "STATE SHARE": so many of the batch end in that state, after the days of the batch. */
static gboolean
pick_end (Maker              *self,
          YutuDemoCourseSpec *spec,
          char              **state,
          GError            **error)
{
  g_auto (GStrv) words = g_strsplit (get_cell (self, "ends"), " ", 2);
  g_auto (GStrv) range = g_strsplit (get_cell (self, "since"), "..", 2);
  YutuDay after = spec->since;

  spec->ends_in = NULL;
  if (words[0] == NULL || words[1] == NULL ||
      yutu_random_unit (&self->random) >= g_ascii_strtod (words[1], NULL))
    return TRUE;
  if (range[0] != NULL && range[1] != NULL &&
      !yutu_demo_day_parse (self->stand, range[1], &after, error))
    return FALSE;
  after = MAX (after, spec->since) + 40;
  if (after >= spec->today)
    return TRUE;
  *state = g_strdup (words[0]);
  spec->ends_in = *state;
  spec->ends_on =
    after + (YutuDay)yutu_random_below (&self->random, (guint64)(spec->today - after));
  return TRUE;
}

/* ---- Where: facilities ---- */

static int
compare_age (gconstpointer a,
             gconstpointer b,
             gpointer      data)
{
  const YutuDemoStand    *stand = data;
  const YutuDemoFacility *left =
    &g_array_index (stand->facilities, YutuDemoFacility, *(const gsize *)a);
  const YutuDemoFacility *right =
    &g_array_index (stand->facilities, YutuDemoFacility, *(const gsize *)b);

  if (left->valid_from != right->valid_from)
    return (left->valid_from > right->valid_from) - (left->valid_from < right->valid_from);
  return (left->id > right->id) - (left->id < right->id);
}

static void
shuffle (GArray     *indexes,
         YutuRandom *random)
{
  for (guint i = indexes->len; i > 1; i--)
    {
      guint other = (guint)yutu_random_below (random, i);
      gsize held = g_array_index (indexes, gsize, i - 1);

      g_array_index (indexes, gsize, i - 1) = g_array_index (indexes, gsize, other);
      g_array_index (indexes, gsize, other) = held;
    }
}

/* "facility REGISTER [ORDER] [with FIELD]". ORDER: any, each, oldest, ending, or a range of first
 * days; FIELD: one that must be true. */
static gboolean
choose_facilities (Maker   *self,
                   GError **error)
{
  g_auto (GStrv) words = g_strsplit (get_cell (self, "place"), " ", -1);
  guint            n_words = g_strv_length (words);
  const char      *with = n_words > 4 ? words[4] : "";
  g_autofree char *member = g_strdup_printf ("\"%s\":true", with);
  const char      *order = n_words > 2 ? words[2] : "any";
  YutuDay          first = 0, last = 0;
  g_auto (GStrv) range = g_strsplit (order, "..", 2);
  gboolean by_range = range[1] != NULL;

  if (n_words < 2)
    return fail (self, "place", error);
  if (by_range && (!yutu_demo_day_parse (self->stand, range[0], &first, error) ||
                   !yutu_demo_day_parse (self->stand, range[1], &last, error)))
    return FALSE;
  self->chosen = g_array_new (FALSE, FALSE, sizeof (gsize));
  for (gsize i = 0; i < self->stand->facilities->len; i++)
    {
      YutuDemoFacility *facility =
        &g_array_index (self->stand->facilities, YutuDemoFacility, i);

      facility->used = 0;
      if (!g_str_equal (facility->kind, words[1]) ||
          (with[0] != '\0' && strstr (facility->fields, member) == NULL) ||
          (by_range && (facility->valid_from < first || facility->valid_from > last)) ||
          (g_str_equal (order, "ending") && facility->valid_to > self->stand->today))
        continue;
      g_array_append_val (self->chosen, i);
    }
  if (self->chosen->len == 0)
    return fail (self, "place", error);
  if (by_range || g_str_equal (order, "oldest"))
    g_array_sort_with_data (self->chosen, compare_age, self->stand);
  else
    shuffle (self->chosen, &self->random);
  return TRUE;
}

/* The next in the order that stands on @day; each once before one comes again. */
static YutuDemoFacility *
take_facility (Maker  *self,
               YutuDay day)
{
  YutuDemoFacility *best = NULL;

  for (guint i = 0; i < self->chosen->len; i++)
    {
      YutuDemoFacility *facility = &g_array_index (
        self->stand->facilities, YutuDemoFacility, g_array_index (self->chosen, gsize, i));

      if (facility->valid_from <= day && facility->valid_to > day &&
          (best == NULL || facility->used < best->used))
        best = facility;
    }
  if (best == NULL)
    best = &g_array_index (self->stand->facilities, YutuDemoFacility,
                           g_array_index (self->chosen, gsize, 0));
  best->used++;
  return best;
}

/* With a range of first days a case is decided when its facility begins, with ending when it ends. */
static gboolean
follows_facility (const Maker *self)
{
  const char *place = get_cell (self, "place");

  return strstr (place, "..") != NULL || g_str_has_suffix (place, " ending");
}

static YutuDemoSpot
get_spot (Maker   *self,
          gsize    index,
          YutuDay *since)
{
  YutuDemoSpot spot = { .township = G_MAXSIZE };

  if (self->chosen == NULL)
    return g_array_index (self->spots, YutuDemoSpot, index);
  if (follows_facility (self))
    {
      spot.facility =
        &g_array_index (self->stand->facilities, YutuDemoFacility,
                        g_array_index (self->chosen, gsize, index % self->chosen->len));
      *since = g_str_has_suffix (get_cell (self, "place"), " ending") ? spot.facility->valid_to
                                                                      : spot.facility->valid_from;
    }
  else
    spot.facility = take_facility (self, *since);
  if (spot.facility->village != G_MAXSIZE)
    {
      spot.village =
        &g_array_index (self->stand->demo->villages, YutuDemoVillage, spot.facility->village);
      spot.township = spot.village->township_now;
    }
  return spot;
}

/* The place of a case that was opened on @day. */
static void
set_place (const Maker        *self,
           const YutuDemoSpot *spot,
           YutuDay             day,
           YutuCaseSpec       *spec)
{
  const YutuDemo *demo = self->stand->demo;
  gsize           township = spot->township;

  spec->address = spot->address;
  spec->facility = spot->facility != NULL ? spot->facility->id : 0;
  spec->line = spot->line;
  spec->pillar = spot->pillar != NULL ? spot->pillar->id : 0;
  if (spec->address != 0 || spec->facility != 0 || spec->line != 0 || spec->pillar != 0)
    return;
  if (spot->village != NULL && day < self->stand->act_on)
    township = spot->village->township;
  spec->village = spot->village != NULL ? spot->village->unit : 0;
  spec->township =
    township != G_MAXSIZE ? g_array_index (demo->townships, YutuDemoTownship, township).unit : 0;
  spec->has_point = spot->has_point;
  spec->point = spot->point;
}

/* ---- Who ---- */

static const char *
get_relation (const YutuCaseKind   *kind,
              const YutuDemoPerson *persons,
              gsize                 index)
{
  int years = (persons[index].born_on - persons[0].born_on) / 365;

  if (!g_str_equal (kind->subject_kind, "household"))
    return "self";
  if (index == 0)
    return "head";
  if (index == 1 && ABS (years) <= 15 && persons[1].sex != persons[0].sex)
    return "spouse";
  return years >= 15 ? "child" : years <= -15 ? "parent"
                                              : "member";
}

/* The head, somebody of about the same age, then children. */
static void
invent_person (Maker          *self,
               YutuDay         day,
               gsize           index,
               YutuDemoPerson *persons)
{
  g_auto (GStrv) ages = g_strsplit (get_cell (self, "age"), "..", 2);
  int              low = ages[0] != NULL ? atoi (ages[0]) : 25;
  int              high = ages[0] != NULL && ages[1] != NULL ? atoi (ages[1]) : MAX (low, 80);
  g_autofree char *surname = NULL;
  int              head_age = index > 0 ? (day - persons[0].born_on) / 365 : 0;
  gsize            father = persons[0].sex == 2 && index > 1 ? 1 : 0;
  gboolean         is_spouse = index == 1 && head_age >= 22;

  if (is_spouse)
    {
      low = MAX (20, head_age - 6);
      high = head_age + 6;
    }
  else if (index > 0)
    {
      low = MAX (1, head_age - 38);
      high = MAX (low, head_age - 22);
      surname = yutu_demo_person_dup_surname (self->stand, &persons[father]);
    }
  do
    yutu_demo_person_invent (self->stand, &self->random, day, low, high, surname, &persons[index]);
  while (is_spouse && persons[1].sex == persons[0].sex);
}

static gboolean
invent_persons (Maker                 *self,
                const YutuDemoSubject *subject,
                YutuDemoPerson        *persons,
                YutuCasePerson        *rows,
                gsize                 *n,
                GError               **error)
{
  *n = 0;
  if (self->kind->n_person_fields == 0)
    return TRUE;
  *n = (gsize)CLAMP (yutu_demo_batch_get_int (self->batch, "members", 1), 1, MAX_PERSONS);
  for (gsize i = 0; i < *n; i++)
    {
      char *fields;

      invent_person (self, subject->opened_on, i, persons);
      fields = yutu_demo_batch_make (self->persons, subject, NULL, error);
      if (fields == NULL)
        return FALSE;
      rows[i] = (YutuCasePerson){ get_relation (self->kind, persons, i),
                                  persons[i].name,
                                  persons[i].id_no,
                                  persons[i].sex,
                                  persons[i].birth,
                                  subject->opened_on - persons[i].born_on > 14 * 365
                                    ? persons[i].phone
                                    : NULL,
                                  g_string_chunk_insert (self->stand->demo->strings, fields) };
      g_free (fields);
    }
  return TRUE;
}

/* ---- One case ---- */

/* Ids of fields that steps of @course ask for, and whether they ask for result and document. */
static void
list_needed (const YutuCaseKind   *kind,
             const YutuCaseCourse *course,
             GPtrArray            *needed,
             gboolean             *result,
             gboolean             *document)
{
  for (guint i = 0; i < course->steps->len; i++)
    {
      const YutuTransition *transition =
        &kind->transitions[g_array_index (course->steps, YutuCourseStep, i).transition];

      for (gsize g = 0; g < transition->n_guards; g++)
        {
          const YutuGuard *guard = &transition->guards[g];

          *result = *result || guard->kind == YUTU_GUARD_RESULT;
          *document = *document || guard->kind == YUTU_GUARD_DOCUMENT;
          if (guard->kind == YUTU_GUARD_FIELD)
            g_ptr_array_add (needed, (gpointer)guard->field->id);
        }
    }
  g_ptr_array_add (needed, NULL);
}

/* "result-refused" when there is such a rule, else "result". */
static char *
make_result (Maker                 *self,
             const YutuDemoSubject *subject,
             const YutuCaseCourse  *course,
             GError               **error)
{
  g_autofree char *field = g_strconcat ("result-", self->kind->states[course->state].id, NULL);
  char            *result = yutu_demo_batch_make_text (self->batch, subject, field, error);

  return result != NULL ? result
                        : yutu_demo_batch_make_text (self->batch, subject, "result", error);
}

static gboolean
write_written (Maker                *self,
               YutuDemoSubject      *subject,
               const YutuCaseCourse *course,
               YutuCaseSpec         *spec,
               GError              **error)
{
  g_autoptr (GPtrArray) needed = g_ptr_array_new ();
  gboolean         needs_result = FALSE, needs_document = FALSE;
  g_autofree char *fields = NULL;
  g_autofree char *title = yutu_demo_batch_make_text (self->batch, subject, "title", error);
  g_autofree char *result = NULL;
  g_autofree char *document = NULL;
  YutuDemoPerson   persons[MAX_PERSONS];
  YutuCasePerson   rows[MAX_PERSONS];
  gint64           id;

  list_needed (self->kind, course, needed, &needs_result, &needs_document);
  subject->is_late = needs_result || course->closed_on != YUTU_DAY_INVALID;
  if (needs_result)
    result = make_result (self, subject, course, error);
  if (needs_document)
    document = yutu_demo_batch_make_text (self->batch, subject, "document", error);
  fields = yutu_demo_batch_make (self->batch, subject, (const char *const *)needed->pdata, error);
  if (title == NULL || (needs_result && result == NULL) || (needs_document && document == NULL) ||
      fields == NULL || !invent_persons (self, subject, persons, rows, &spec->n_persons, error))
    return (error == NULL || *error != NULL) ? FALSE : fail (self, "kind", error);
  spec->title = title;
  spec->result = result;
  spec->result_doc = document;
  spec->fields = fields;
  spec->persons = rows;
  spec->officer = self->officers->pdata[yutu_random_below (&self->random, N_OFFICERS)];
  return yutu_case_writer_add (self->writer, spec, course, spec->officer, &id, error) &&
         (!self->kind->holds_batch || yutu_demo_fill_batch (self->stand, self->kind, course, spec, id, error));
}

static gboolean
write_one (Maker   *self,
           gsize    index,
           GError **error)
{
  gsize              state = pick_state (self);
  YutuDemoCourseSpec way = { .first_day = self->stand->first_day, .today = self->stand->today };
  YutuDemoSpot       spot;
  YutuCaseSpec       spec = { .kind = self->kind->id, .letters = self->letters, .source = "演示" };
  YutuDemoSubject    subject = { .of = self->kind->id, .text = self->kind->title.zh_cn, .index = index };
  g_auto (YutuCaseCourse) course = { 0 };
  g_autofree char *end = NULL;

  if (state == G_MAXSIZE)
    return fail (self, "state", error);
  if (!pick_since (self, state, &way.since, error))
    return FALSE;
  spot = get_spot (self, index, &way.since);
  if (!pick_end (self, &way, &end, error))
    return FALSE;
  way.state = self->kind->states[state].id;
  way.pace_days = MAX (1, atoi (get_cell (self, "pace")));
  way.renew_days = atoi (get_cell (self, "renew"));
  if (!yutu_demo_course_make (self->kind, self->stand->calendar, &self->random, &way,
                              &spec.opened_on, &course))
    return fail (self, "state", error);
  subject.spot = &spot;
  subject.day = MAX (way.since, way.first_day);
  subject.opened_on = spec.opened_on;
  subject.due_on = course.due_on;
  set_place (self, &spot, spec.opened_on, &spec);
  return write_written (self, &subject, &course, &spec, error);
}

/* ---- Batches ---- */

static void
end_row (Maker *self)
{
  g_clear_pointer (&self->batch, yutu_demo_batch_free);
  g_clear_pointer (&self->persons, yutu_demo_batch_free);
  g_clear_pointer (&self->spots, g_array_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
}

static gboolean
begin_row (Maker   *self,
           gsize    row,
           gsize   *n,
           GError **error)
{
  const YutuModule *module;
  g_autofree char  *stream = NULL;

  self->row = row;
  self->kind = yutu_modules_find_kind (self->stand->modules, get_cell (self, "kind"), &module);
  if (self->kind == NULL)
    return fail (self, "kind", error);
  *n = g_ascii_strtoull (get_cell (self, "n"), NULL, 10);
  stream = g_strjoin ("/", "cases", self->kind->id, get_cell (self, "state"),
                      get_cell (self, "since"), get_cell (self, "set"), NULL);
  yutu_demo_random (self->stand->demo, stream, &self->random);
  self->batch =
    yutu_demo_batch_new (self->stand, self->kind->id, get_cell (self, "set"), self->kind->fields,
                         self->kind->n_fields, *n, &self->random);
  self->persons =
    yutu_demo_batch_new (self->stand, self->kind->id, PERSON_COLUMNS, self->kind->person_fields,
                         self->kind->n_person_fields, *n, &self->random);
  if (g_str_has_prefix (get_cell (self, "place"), "facility "))
    return choose_facilities (self, error);
  self->spots = yutu_demo_spots_choose (self->stand, get_cell (self, "place"), NULL, *n,
                                        &self->random, error);
  return self->spots != NULL;
}

/* The file of the act itself, which is not there before it is carried out. */
static gboolean
waits_for_act (const Maker *self,
               gsize        row)
{
  return self->stand->demo->spec->carry_out == NULL &&
         strstr (yutu_demo_table_get (self->table, row, "set"), YUTU_DEMO_ACT_DOC) != NULL;
}

static gboolean
write_row (Maker   *self,
           gsize    row,
           GError **error)
{
  gsize    n = 0;
  gboolean done;

  if (waits_for_act (self, row))
    return TRUE;
  done = begin_row (self, row, &n, error);

  for (gsize i = 0; done && i < n; i++)
    done = write_one (self, i, error);
  end_row (self);
  return done;
}

static GPtrArray *
invent_officers (YutuDemoStand *stand)
{
  GPtrArray *officers = g_ptr_array_new_with_free_func (g_free);
  YutuRandom random;

  yutu_demo_random (stand->demo, "officers", &random);
  for (int i = 0; i < N_OFFICERS; i++)
    {
      YutuDemoPerson person;

      yutu_demo_person_invent (stand, &random, stand->today, 25, 58, NULL, &person);
      g_ptr_array_add (officers, g_strdup (person.name));
    }
  return officers;
}

/* What the county's case numbers begin with; NULL: there is no county. (transfer full) */
static gboolean
read_letters (const YutuDemoStand *stand,
              char               **letters,
              GError             **error)
{
  g_autoptr (YutuDivision) county = NULL;
  char day[YUTU_DAY_TEXT_SIZE];

  if (!yutu_division_load_county (stand->connection, yutu_day_format (stand->today, day), &county, error))
    return FALSE;
  *letters = county != NULL ? yutu_pinyin_dup_letters (county->proper_name) : NULL;
  return TRUE;
}

static gboolean
write_cases (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  YutuDemo *demo = data;
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("cases.csv", error);
  g_autoptr (YutuDemoStand) stand = NULL;
  g_autoptr (YutuCaseWriter) writer = NULL;
  g_autoptr (GPtrArray) officers = NULL;
  g_autofree char *letters = NULL;
  Maker            maker = { .table = table };

  if (table == NULL)
    return FALSE;
  stand = yutu_demo_stand_new (demo, connection, error);
  if (stand == NULL || !yutu_demo_stand_load (stand, error))
    return FALSE;
  maker.stand = stand;
  if (!read_letters (stand, &letters, error))
    return FALSE;
  maker.letters = letters;
  maker.officers = officers = invent_officers (stand);
  maker.writer = writer = yutu_case_writer_new (connection, stand->modules, stand->calendar);
  for (gsize i = 0; i < table->rows->len; i++)
    if (!yutu_progress_step (demo->progress, "cases", i, table->rows->len, error) ||
        !write_row (&maker, i, error))
      return FALSE;
  return TRUE;
}

gboolean
yutu_demo_add_cases (YutuDemo *self,
                     GError  **error)
{
  YutuEntrySpec spec = { .kind = "demo-cases",
                         .title = "演示县：业务办件",
                         .actor = YUTU_DEMO_ACTOR,
                         .bulk = TRUE };

  return yutu_store_write (self->store, &spec, write_cases, self, NULL, NULL, error);
}
