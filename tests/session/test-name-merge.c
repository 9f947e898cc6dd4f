/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Names that are one, merged: the invariants of session/yutu-name-merge.h over names with random doors, and each
 * refusal.
 *
 * 1. Every address goes over or ends in the door that was there; none is lost, none is there twice.
 * 2. The plan tells what the merge does, and refuses what it refuses.
 * 3. One entry: undone the file is as before, redone as after; the check finds nothing new. */

#include "county-file.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "session/yutu-address-chain.h"
#include "session/yutu-check.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-merge.h"
#include "session/yutu-place.h"

#define KEPT  910
#define OTHER 911
#define DAY   "2026-03-01"

typedef struct
{
  County    county;
  YutuFile *file;
} Fixture;

static void
write_sql (Fixture    *self,
           const char *sql)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, (YutuWriteFunc)yutu_connection_exec, (gpointer)sql, NULL, NULL,
                    &error);
  g_assert_no_error (error);
}

static char *
make_name (Fixture    *self,
           gint64      id,
           const char *proper,
           const char *term,
           const char *name_class,
           double      lat)
{
  return g_strdup_printf (
    "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, division, valid_from, geom) VALUES (%" G_GINT64_FORMAT
    ", '%s%s', '%s', '%s', '%s', 'in_use', %" G_GINT64_FORMAT
    ", '2000-01-01', GeomFromText ('LINESTRING(119.402 %.6f, 119.44 %.6f)', 4490));",
    id, proper, term, proper, term, name_class, self->county.villages[0], lat, lat);
}

static char *
make_door (Fixture    *self,
           gint64      id,
           gint64      place,
           const char *name,
           int         door,
           double      lat,
           const char *from)
{
  return g_strdup_printf (
    "INSERT INTO address (id, village, place, door, text, kind, valid_from, geom) VALUES (%" G_GINT64_FORMAT
    ", %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT
    ", %d, '云舟区东山街道第1村%s%d号', 1, '%s', MakePoint (%.6f, %.6f, 4490));",
    id, self->county.villages[0], place, door, name, door, from, 119.403 + door * 0.0005, lat);
}

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  g_autofree char *names = NULL;
  g_autofree char *other = NULL;
  g_autofree char *both = NULL;

  self->file = county_file_open (&self->county, NULL, 0);
  names = make_name (self, KEPT, "云舟", "大道", "road", 28.906);
  other = make_name (self, OTHER, "云舟", "路", "road", 28.906001);
  both = g_strconcat (names, other, NULL);
  write_sql (self, both);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static YutuMergeSpec
get_spec (void)
{
  return (YutuMergeSpec){ KEPT, OTHER, yutu_day_parse (DAY) };
}

typedef struct
{
  const char *sql;
  gint64      n;
} Ask;

static gboolean
ask (YutuConnection *connection,
     gpointer        data,
     GError        **error)
{
  Ask *self = data;

  return yutu_connection_get_int64 (connection, self->sql, 0, &self->n, error);
}

static gint64
count (Fixture    *self,
       const char *sql)
{
  Ask question = { .sql = sql };
  g_autoptr (GError) error = NULL;

  yutu_store_read (yutu_file_get_store (self->file), ask, &question, NULL, &error);
  g_assert_no_error (error);
  return question.n;
}

#define STANDING "valid_from <= '" DAY "' AND '" DAY "' < valid_to"

/* One address twice: what the check calls address-twice. */
static const char TWICE[] =
  "SELECT count (*) FROM address a JOIN address b ON b.place = a.place AND b.door = a.door AND b.village = a.village AND "
  "coalesce (b.door_sub, '') = coalesce (a.door_sub, '') AND b.id > a.id AND b.valid_from < a.valid_to AND a.valid_from < b.valid_to";

static guint
count_findings (Fixture *self)
{
  static const char *const only[] = { "address-twice", "address-text", "address-previous", "address-base-ended", "address-unit-ended",
                                      "name-double", "address-incomplete", "address-place", NULL };
  g_autoptr (GError) error = NULL;
  gint64 checked = 0;
  g_autoptr (GPtrArray) findings = yutu_file_check_on (self->file, only, yutu_day_parse (DAY), &checked, NULL, &error);

  g_assert_no_error (error);
  return findings->len;
}

/* ---- Random doors ---- */

/* Of 12 numbers each is at neither name, at one, or at both; there 3 m apart, or in one case of ten 150 m. */
static char *
make_doors (Fixture *self,
            GRand   *rand,
            guint   *n_both,
            guint   *n_apart)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  *n_both = *n_apart = 0;
  for (int door = 1; door <= 12; door++)
    {
      int              at = g_rand_int_range (rand, 0, 4); /* 1 kept, 2 other, 3 both */
      gboolean         is_apart = at == 3 && g_rand_int_range (rand, 0, 10) == 0;
      g_autofree char *kept = make_door (self, 1000 + door, KEPT, "云舟大道", door, 28.9061, "2001-01-01");
      g_autofree char *other =
        make_door (self, 2000 + door, OTHER, "云舟路", door, is_apart ? 28.90745 : 28.90613, at == 2 && door % 5 == 0 ? "2030-01-01" : "2002-01-01");

      g_string_append_printf (sql, "%s%s", at & 1 ? kept : "", at & 2 ? other : "");
      *n_both += at == 3;
      *n_apart += is_apart;
    }
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
assert_merged (Fixture             *self,
               const YutuMergePlan *plan,
               gint64               n_kept,
               gint64               n_other,
               guint                n_both)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  YutuMergeSpec    spec = get_spec ();
  YutuMergeResult  told;
  guint            n_findings = count_findings (self);
  g_autoptr (GError) error = NULL;

  yutu_file_merge_place_names (self->file, &spec, "测试员", &told, &error);
  g_assert_no_error (error);
  g_assert_cmpint (told.n_addresses, ==, plan->n_addresses);
  g_assert_cmpint (told.n_doubles, ==, n_both);
  g_assert_cmpint (told.n_cases, ==, plan->n_cases);
  g_assert_cmpint (told.n_facilities, ==, plan->n_facilities);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE place = 910 AND valid_to > '" DAY "'"), ==, n_kept + n_other - n_both);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE place = 911 AND valid_to > '" DAY "'"), ==, 0);
  g_assert_cmpint (count (self, "SELECT count (*) FROM address WHERE place = 911 AND valid_to = '" DAY "' AND status = 5"), ==,
                   count (self, "SELECT count (*) FROM address WHERE id BETWEEN 2000 AND 2100 AND valid_from < '" DAY "'"));
  g_assert_cmpint (count (self, TWICE), ==, 0);
  g_assert_cmpuint (count_findings (self), ==, n_findings - 1); /* the two lay on each other */
  after = county_file_digest (self->file);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  undone = county_file_digest (self->file);
  g_assert_cmpstr (undone, ==, before);
  yutu_store_redo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
  redone = county_file_digest (self->file);
  g_assert_cmpstr (redone, ==, after);
  yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture      *self,
                YutuMergeSpec spec,
                const char   *part)
{
  g_autofree char *before = county_file_digest (self->file);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) why = NULL;
  g_autoptr (YutuMergePlan) plan = yutu_file_plan_merge (self->file, &spec, NULL, &error);
  YutuMergeResult told;

  g_assert_no_error (error);
  g_assert_nonnull (plan->refusal);
  g_assert_nonnull (strstr (plan->refusal, part));
  g_assert_false (yutu_file_merge_place_names (self->file, &spec, "测试员", &told, &why));
  g_assert_error (why, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_assert_cmpstr (why->message, ==, plan->refusal);
  after = county_file_digest (self->file);
  g_assert_cmpstr (after, ==, before);
}

static void
test_random_doors (Fixture      *self,
                   gconstpointer data)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_merged = 0, n_refused = 0;

  g_test_message ("seed %u", seed);
  for (int round = 0; round < 12; round++)
    {
      guint            n_both = 0, n_apart = 0;
      g_autofree char *sql = make_doors (self, rand, &n_both, &n_apart);
      g_autoptr (GError) error = NULL;
      g_autoptr (YutuMergePlan) plan = NULL;
      YutuMergeSpec spec = get_spec ();

      write_sql (self, sql);
      plan = yutu_file_plan_merge (self->file, &spec, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (plan->doors->len, ==, n_both);
      g_assert_cmpuint (plan->n_unsettled, ==, n_apart);
      if (n_apart > 0)
        assert_refused (self, spec, "150 m");
      else
        assert_merged (self, plan, count (self, "SELECT count (*) FROM address WHERE place = 910"),
                       count (self, "SELECT count (*) FROM address WHERE place = 911"), n_both);
      n_refused += n_apart > 0;
      n_merged += n_apart == 0;
      write_sql (self, "DELETE FROM address WHERE place IN (910, 911)");
    }
  g_test_message ("%u merged, %u refused", n_merged, n_refused);
}

/* ---- What goes over ---- */

/* A door that both have: 3 m apart, with a home, a case, a batch, an auxiliary address and what was recorded of it. */
static void
begin_one_door (Fixture *self)
{
  g_autofree char *kept = make_door (self, 1008, KEPT, "云舟大道", 8, 28.9061, "2001-01-01");
  g_autofree char *other = make_door (self, 2008, OTHER, "云舟路", 8, 28.90613, "2002-01-01");
  g_autofree char *next = make_door (self, 2010, OTHER, "云舟路", 10, 28.90613, "2002-01-01");
  g_autofree char *shop = make_door (self, 2012, OTHER, "云舟路", 12, 28.90613, "2002-01-01");
  g_autofree char *sql = g_strconcat (
    kept, other, next, shop,
    "INSERT INTO address_record (id, main, fields) VALUES (2008, NULL, '{\"collector\":\"张三\"}'), (2012, 2008, '{\"poi\":\"小卖部\"}');"
    "INSERT INTO facility (id, kind, name, status, valid_from, address, geom) VALUES (920, 'elderly.care-home', '云舟养老院', "
    "'open', '2000-01-01', 2008, MakePoint (119.407, 28.9061, 4490));"
    "INSERT INTO facility (id, kind, name, status, valid_from, fields, geom) VALUES (921, 'division.name-sign', '云舟路路牌', "
    "'good', '2000-01-01', '{\"sign_kind\":\"road\",\"name_id\":911,\"sign_text\":\"云舟路\"}', MakePoint (119.407, 28.906, 4490));"
    "INSERT INTO case_file (id, case_no, module, kind, title, state, state_since, subject_kind, subject, address, opened_on, closed_on) "
    "VALUES (960, 'T-1', 'division', 'x', '云舟路', 'open', '2026-01-01', 'place', 911, NULL, '2026-01-01', NULL), "
    "(961, 'T-2', 'division', 'x', '云舟路8号', 'open', '2026-01-01', 'address', 2008, 2008, '2026-01-01', NULL), "
    "(962, 'T-3', 'division', 'x', '云舟路', 'done', '2026-01-01', 'place', 911, 2008, '2026-01-01', '2026-01-02'), "
    "(963, 'T-4', 'division', 'AD.BATCH', '批次', 'collected', '2026-01-01', 'address', NULL, NULL, '2026-01-01', NULL);"
    "INSERT INTO batch_item (id, case_file, object, stratum) VALUES (970, 963, 2008, 1), (971, 963, 2010, 1);"
    "INSERT INTO place_name (id, name, proper_name, generic_term, class, status, alias, replaced_by, valid_from, valid_to) VALUES "
    "(909, '老云路', '老云', '路', 'road', 'historical', NULL, 911, '1980-01-01', '2000-01-01');"
    "UPDATE place_name SET alias = '小路、云舟大道' WHERE id = 911; UPDATE place_name SET alias = '小路' WHERE id = 910;",
    NULL);

  write_sql (self, sql);
}

static void
test_what_goes_over (Fixture      *self,
                     gconstpointer data)
{
  YutuMergeSpec   spec = get_spec ();
  YutuMergeResult told;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuMergePlan) plan = NULL;

  begin_one_door (self);
  plan = yutu_file_plan_merge (self->file, &spec, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (plan->refusal);
  g_assert_cmpstr (plan->alias, ==, "小路、云舟路");
  g_assert_cmpint (plan->n_former, ==, 1);
  g_assert_cmpint (plan->n_addresses, ==, 2);
  g_assert_cmpuint (plan->doors->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (((YutuMergeDoor *)plan->doors->pdata[0])->distance_m, 3.3, 0.2);
  yutu_file_merge_place_names (self->file, &spec, "测试员", &told, &error);
  g_assert_no_error (error);
  g_assert_cmpint (told.n_cases, ==, 2); /* not the closed one */
  g_assert_cmpint (told.n_cases, ==, plan->n_cases);
  g_assert_cmpint (told.n_signs, ==, 1);
  g_assert_cmpint (told.n_signs, ==, plan->n_signs);
  g_assert_cmpint (told.n_facilities, ==, 1);
  g_assert_cmpint (told.n_facilities, ==, plan->n_facilities);
  g_assert_cmpint (told.n_batch_items, ==, 2);
  g_assert_cmpint (told.n_batch_items, ==, plan->n_batch_items);
  g_assert_cmpint (count (self, "SELECT address FROM facility WHERE id = 920"), ==, 1008);
  g_assert_cmpint (count (self, "SELECT json_extract (fields, '$.name_id') FROM facility WHERE id = 921"), ==, 910);
  g_assert_cmpint (count (self, "SELECT subject FROM case_file WHERE id = 960"), ==, 910);
  g_assert_cmpint (count (self, "SELECT address FROM case_file WHERE id = 961"), ==, 1008);
  g_assert_cmpint (count (self, "SELECT subject + address FROM case_file WHERE id = 962"), ==, 911 + 2008);
  g_assert_cmpint (count (self, "SELECT object FROM batch_item WHERE id = 970"), ==, 1008);
  g_assert_cmpint (count (self, "SELECT a.previous FROM batch_item b JOIN address a ON a.id = b.object WHERE b.id = 971"), ==, 2010);
  g_assert_cmpint (count (self, "SELECT main FROM address_record WHERE id = 2008"), ==, 1008);
  g_assert_cmpint (count (self, "SELECT json_extract (fields, '$.collector') = '张三' FROM address_record WHERE id = 2008"), ==, 1);
  g_assert_cmpint (count (self, "SELECT main FROM address_record WHERE id = 2012"), ==, 1008);
  g_assert_cmpint (count (self, "SELECT valid_from < '" DAY "' AND valid_to = '9999-12-31' FROM address WHERE id = 1008"), ==, 1);
}

static gboolean
read_chain (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  const YutuAddressFormer former = { .address = 2008 };

  *(GPtrArray **)data = yutu_address_list_chain (connection, &former, yutu_day_parse (DAY), error);
  return *(GPtrArray **)data != NULL;
}

/* What is written of the door that ended leads to that which stays, with the day on which it did. */
static void
test_the_text_leads_on (Fixture      *self,
                        gconstpointer data)
{
  YutuMergeSpec   spec = get_spec ();
  YutuMergeResult told;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  const YutuAddressStep *step = NULL;

  begin_one_door (self);
  yutu_file_merge_place_names (self->file, &spec, "测试员", &told, &error);
  g_assert_no_error (error);
  yutu_store_read (yutu_file_get_store (self->file), read_chain, &steps, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 1);
  step = steps->pdata[0];
  g_assert_cmpstr (step->from, ==, "云舟区东山街道第1村云舟路8号");
  g_assert_cmpstr (step->to, ==, "云舟区东山街道第1村云舟大道8号");
  g_assert_cmpint (step->day, ==, spec.day);
}

/* ---- Refusals ---- */

static void
test_refusals (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *village = make_name (self, 915, "云舟", "村", "natural-village", 28.9);
  g_autofree char *planned = make_name (self, 916, "云船", "路", "road", 28.91);
  g_autofree char *door = make_door (self, 2008, OTHER, "云舟路", 8, 28.90613, "2002-01-01");
  g_autofree char *late = make_door (self, 1009, KEPT, "云舟大道", 9, 28.90613, "2027-01-01");
  g_autofree char *early = make_door (self, 2009, OTHER, "云舟路", 9, 28.90613, "2002-01-01");
  g_autofree char *sql = g_strconcat (village, planned, door, "UPDATE place_name SET status = 'rename_applied' WHERE id = 916;", NULL);
  g_autofree char *days = g_strconcat (late, early, NULL);
  YutuMergeSpec    spec = get_spec ();
  YutuMergeResult  told;
  g_autoptr (GError) error = NULL;

  write_sql (self, sql);
  assert_refused (self, (YutuMergeSpec){ KEPT, KEPT, spec.day }, "itself");
  assert_refused (self, (YutuMergeSpec){ 915, OTHER, spec.day }, "class"); /* a road with doors into a village */
  assert_refused (self, (YutuMergeSpec){ KEPT, 916, spec.day }, "case");
  assert_refused (self, (YutuMergeSpec){ 916, KEPT, spec.day }, "case");
  assert_refused (self, (YutuMergeSpec){ KEPT, OTHER, yutu_day_parse ("2000-01-01") }, "begins");
  assert_refused (self, (YutuMergeSpec){ KEPT, OTHER, yutu_day_parse ("1999-01-01") }, "not in use");
  g_assert_null (yutu_file_plan_merge (self->file, &(YutuMergeSpec){ KEPT, 999, spec.day }, NULL, &error));
  g_assert_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID);
  g_clear_error (&error);
  write_sql (self, days);
  assert_refused (self, spec, "same days");
  write_sql (self, "DELETE FROM address WHERE id IN (1009, 2009)");
  yutu_file_merge_place_names (self->file, &(YutuMergeSpec){ KEPT, 915, spec.day }, "测试员", &told, &error);
  g_assert_no_error (error); /* no address stands at the village: a class was wrong */
}

/* ---- Told afterwards ---- */

/* (nullable), (transfer full) */
static char *
dup_fact (Fixture    *self,
          gint64      name,
          const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_NAME, name);
  g_autoptr (YutuPlaceInfo) info =
    yutu_file_read_place (self->file, modules, place, yutu_day_parse (DAY), "desk", NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < info->facts->len; i++)
    {
      const YutuInfoFact *fact = info->facts->pdata[i];

      if (g_strcmp0 (fact->key, key) == 0)
        return g_strdup (fact->text);
    }
  return NULL;
}

static void
assert_told (Fixture    *self,
             gint64      name,
             const char *key,
             const char *text) /* NULL: not at all */
{
  g_autofree char *told = dup_fact (self, name, key);

  g_assert_cmpstr (told, ==, text);
}

/* Of the former name how it came to an end; not of the one that stays, and not of what was taken back. */
static void
test_the_step_is_told (Fixture      *self,
                       gconstpointer data)
{
  YutuMergeSpec   spec = get_spec ();
  YutuMergeResult told;
  g_autoptr (GError) error = NULL;
  g_autofree char *at = NULL;

  assert_told (self, OTHER, "ended-by-step", NULL);
  yutu_file_merge_place_names (self->file, &spec, "测试员", &told, &error);
  g_assert_no_error (error);
  assert_told (self, OTHER, "replaced-by", "云舟大道");
  assert_told (self, OTHER, "ended-by-step", "合并重复地名 云舟路 → 云舟大道");
  assert_told (self, OTHER, "ended-by-actor", "测试员");
  at = dup_fact (self, OTHER, "ended-by-at");
  g_assert_nonnull (at);
  assert_told (self, KEPT, "ended-by-step", NULL);
  write_sql (self, "UPDATE place_name SET replaced_by = 910, valid_to = '2026-04-01' WHERE id = 910"); /* by what is not told of */
  assert_told (self, KEPT, "ended-by-step", NULL);
  for (int i = 0; i < 2; i++)
    {
      g_assert_true (yutu_store_undo (yutu_file_get_store (self->file), "测试员", NULL, NULL, &error));
      g_assert_no_error (error);
    }
  assert_told (self, OTHER, "ended-by-step", NULL);
}

/* ---- Doubts ---- */

static void
assert_doubts (Fixture *self,
               gint64   other,
               gboolean is_far,
               gboolean is_other_unit,
               gboolean is_other_class)
{
  YutuMergeSpec spec = { KEPT, other, yutu_day_parse (DAY) };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuMergePlan) plan = yutu_file_plan_merge (self->file, &spec, NULL, &error);

  g_assert_no_error (error);
  g_assert_null (plan->refusal);
  g_assert_cmpfloat (plan->near_m, ==, 500);
  g_assert_cmpint (plan->is_far, ==, is_far);
  g_assert_cmpint (plan->is_other_unit, ==, is_other_unit);
  g_assert_cmpint (plan->is_other_class, ==, is_other_class);
}

/* Told, and not refused. */
static void
test_doubts (Fixture      *self,
             gconstpointer data)
{
  g_autofree char *far_one = make_name (self, 912, "云舟", "大道", "road", 28.95);
  g_autofree char *near_one = make_name (self, 913, "望江", "路", "road", 28.91);
  g_autofree char *village = make_name (self, 914, "云舟", "村", "natural-village", 28.906);
  g_autofree char *away = make_name (self, 915, "望海", "路", "road", 28.906);
  g_autofree char *nowhere = make_name (self, 916, "望山", "路", "road", 28.906);
  g_autofree char *unit = g_strdup_printf ("UPDATE place_name SET division = %" G_GINT64_FORMAT " WHERE id = 915;",
                                           self->county.townships[1]);
  g_autofree char *sql = g_strconcat (far_one, near_one, village, away, nowhere, unit,
                                      "UPDATE place_name SET division = NULL, geom = NULL WHERE id = 916;", NULL);

  write_sql (self, sql);
  assert_doubts (self, OTHER, FALSE, FALSE, FALSE);
  assert_doubts (self, 912, TRUE, FALSE, FALSE);
  assert_doubts (self, 913, FALSE, FALSE, FALSE);
  assert_doubts (self, 914, FALSE, FALSE, TRUE);
  assert_doubts (self, 915, FALSE, TRUE, FALSE);
  assert_doubts (self, 916, FALSE, FALSE, FALSE); /* where it is is not known */
}

/* ---- Choices ---- */

static void
test_choices (Fixture      *self,
              gconstpointer data)
{
  g_autofree char    *far_one = make_name (self, 912, "云舟", "大道", "road", 28.95);
  g_autofree char    *near_one = make_name (self, 913, "望江", "路", "road", 28.909);
  g_autofree char    *village = make_name (self, 915, "云舟大道", "村", "natural-village", 28.906);
  g_autofree char    *sql = g_strconcat (far_one, near_one, village, NULL);
  static const gint64 ids[] = { 912, OTHER, 913 }; /* called alike, then the nearest */
  YutuMergeSpec       spec = get_spec ();
  YutuMergeQuestion   question = { .place = KEPT, .n = 8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) at = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GPtrArray) typed = NULL;

  write_sql (self, sql);
  choices = yutu_file_list_merge_choices (self->file, &question, spec.day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (choices->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (((YutuMergeChoice *)choices->pdata[i])->id, ==, ids[i]);
  g_assert_true (((YutuMergeChoice *)choices->pdata[0])->is_same);
  g_assert_cmpfloat_with_epsilon (((YutuMergeChoice *)choices->pdata[2])->distance_m, 333, 5);
  question.text = "望江";
  typed = yutu_file_list_merge_choices (self->file, &question, spec.day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (typed->len, ==, 1);
  g_assert_cmpint (((YutuMergeChoice *)typed->pdata[0])->id, ==, 913);
  question = (YutuMergeQuestion){ .place = KEPT, .has_at = TRUE, .at = yutu_point_from_degrees (119.41, 28.9061), .reach_m = 30, .n = 8 };
  at = yutu_file_list_merge_choices (self->file, &question, spec.day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (at->len, ==, 2); /* the road, then what is of another class */
  g_assert_cmpint (((YutuMergeChoice *)at->pdata[0])->id, ==, OTHER);
}

/* Of what may be merged the nearest of the same class come first, then what is near of another one. */
static void
test_choices_of_a_class (Fixture      *self,
                         gconstpointer data)
{
  g_autofree char    *estate = make_name (self, 921, "芙蓉", "苑", "estate", 28.92);
  g_autofree char    *river = make_name (self, 922, "清", "溪", "river", 28.9201);
  g_autofree char    *near_one = make_name (self, 923, "海棠", "苑", "estate", 28.921);
  g_autofree char    *far_one = make_name (self, 924, "玉兰", "苑", "estate", 28.923);
  g_autofree char    *sql = g_strconcat (estate, river, near_one, far_one, NULL);
  static const gint64 ids[] = { 923, 924, 922 };
  YutuMergeQuestion   question = { .place = 921, .n = 8 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = NULL;

  write_sql (self, sql);
  choices = yutu_file_list_merge_choices (self->file, &question, get_spec ().day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (choices->len, ==, G_N_ELEMENTS (ids));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (((YutuMergeChoice *)choices->pdata[i])->id, ==, ids[i]);
}

#define ADD(name, func) g_test_add ("/session/name-merge/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("random-doors", test_random_doors);
  ADD ("what-goes-over", test_what_goes_over);
  ADD ("the-text-leads-on", test_the_text_leads_on);
  ADD ("refusals", test_refusals);
  ADD ("the-step-is-told", test_the_step_is_told);
  ADD ("doubts", test_doubts);
  ADD ("choices", test_choices);
  ADD ("choices-of-a-class", test_choices_of_a_class);
  return g_test_run ();
}
