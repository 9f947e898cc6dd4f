/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The form: what is typed and what comes back, by hand and by the program. */
#include "gui-support.h"
#include "../casework/field-invention.h"

#include "base/yutu-random.h"
#include "casework/yutu-case.h"
#include "ui/yutu-form-row.h"
#include "ui/yutu-form.h"
#include "ui/yutu-typed.h"

#include <math.h>

static const YutuChoice CHOICES[] = {
  { "public", { "公办", "Public" } },
  { "private", { "民办", "Private" } },
};

#define FIELD(name, kind) .id = name, .title = { name, name }, .group = { "", "" }, .type = kind

static const YutuField FIELDS[] = {
  { FIELD ("name", YUTU_FIELD_TEXT), .min = -INFINITY, .max = INFINITY, .required = TRUE },
  { FIELD ("beds", YUTU_FIELD_INT), .unit = "床", .min = 10, .max = 5000 },
  { FIELD ("area", YUTU_FIELD_NUMBER), .unit = "m²", .min = -INFINITY, .max = 50000 },
  { FIELD ("price", YUTU_FIELD_MONEY_FEN), .min = 0, .max = INFINITY },
  { FIELD ("opened", YUTU_FIELD_DATE), .min = -INFINITY, .max = INFINITY },
  { FIELD ("ownership", YUTU_FIELD_ENUM), .choices = CHOICES, .n_choices = 2 },
  { FIELD ("lift", YUTU_FIELD_BOOLEAN) },
};

/* ---- What is typed ---- */

typedef struct
{
  int         field; /* index into FIELDS */
  const char *text;
  const char *json; /* NULL: refused */
} Typed;

static const Typed TYPED[] = {
  { 0, "  鹿村 敬老院 ", "\"鹿村 敬老院\"" },
  { 0, "   ", "null" },
  { 1, "1,234", "1234" },
  { 1, "１，２３４", "1234" }, /* full width, as input methods give it */
  { 1, "一百", NULL },
  { 1, "12 床", "12" },
  { 1, "12.0", "12" },
  { 1, "12.5", NULL },
  { 1, "1,23", NULL },
  { 1, "1,2345", NULL }, /* 12,345 by ten thousands: above 5000 */
  { 1, "9", NULL },
  { 1, "5000", "5000" },
  { 1, "5001", NULL },
  { 1, "99999999999999999999", NULL },
  { 1, "", "null" },
  { 2, "0.1", "0.1" },
  { 2, "-3.25", "-3.25" },
  { 2, "－３。２５", "-3.25" },
  { 2, "1e3", NULL },
  { 2, ".", NULL },
  { 2, "1.2.3", NULL },
  { 2, "50000.01", NULL },
  { 3, "12", "1200" },
  { 3, "12.3", "1230" },
  { 3, "0.07", "7" },
  { 3, "0.071", NULL },
  { 3, "12.340", "1234" },
  { 3, "1.25万", "1250000" },
  { 3, "3 万元", "3000000" },
  { 3, "1,234.56元", "123456" },
  { 3, "90071992547409.93", "9007199254740993" }, /* 2^53 + 1: no double holds it */
  { 3, "92233720368547758.07", "9223372036854775807" },
  { 3, "92233720368547758.08", NULL },
  { 3, "-0.01", NULL },
  { 4, "2026-03-01", "\"2026-03-01\"" },
  { 4, "2026年3月1日", "\"2026-03-01\"" },
  { 4, "２０２６．３．１", "\"2026-03-01\"" },
  { 4, "2026/3/1", "\"2026-03-01\"" },
  { 4, "20240229", "\"2024-02-29\"" },
  { 4, "2023-02-29", NULL },
  { 4, "2026年3月", NULL },
  { 4, "26-3-1", NULL },
  { 4, "2026-3-1x", NULL },
  { 5, "private", "\"private\"" },
  { 5, "state", NULL },
};

static void
test_typed (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (TYPED); i++)
    {
      g_autofree char *reason = NULL;
      g_autoptr (JsonNode) value =
        yutu_typed_parse (&FIELDS[TYPED[i].field], TYPED[i].text, &reason);
      g_autoptr (JsonNode) wanted =
        TYPED[i].json != NULL ? json_from_string (TYPED[i].json, NULL) : NULL;

      if ((value == NULL) != (wanted == NULL) || (value == NULL) != (reason != NULL) ||
          (value != NULL && !json_node_equal (value, wanted)))
        g_error ("%s typed into %s gave %s (%s)", TYPED[i].text, FIELDS[TYPED[i].field].id,
                 value != NULL ? json_to_string (value, FALSE) : "nothing",
                 reason != NULL ? reason : "no reason");
    }
}

/* What is shown parses to the very value it came from. */
static void
test_numbers_are_exact (void)
{
  YutuField  real = FIELDS[2];
  YutuField  money = FIELDS[3];
  YutuRandom random;

  real.max = money.max = INFINITY;
  money.min = -INFINITY;
  yutu_random_init (&random, 7);
  for (int i = 0; i < 20000; i++)
    {
      double value = (yutu_random_unit (&random) - 0.5) * pow (10, (int)yutu_random_below (&random, 9));
      gint64 fen = (gint64)yutu_random_next (&random);
      g_autoptr (JsonNode) node = json_node_init_double (json_node_alloc (), value);
      g_autoptr (JsonNode) coins = json_node_init_int (json_node_alloc (), fen);
      g_autofree char *text = yutu_typed_format (&real, node);
      g_autofree char *yuan = yutu_typed_format (&money, coins);
      g_autofree char *reason = NULL;
      g_autofree char *second = NULL;
      g_autoptr (JsonNode) back = yutu_typed_parse (&real, text, &reason);
      g_autoptr (JsonNode) paid = yutu_typed_parse (&money, yuan, &second);

      if (strchr (text, 'e') == NULL) /* below 0.0001 it is shown with an exponent */
        {
          g_assert_nonnull (back);
          g_assert_cmpfloat (json_node_get_double (back), ==, value);
        }
      g_assert_nonnull (paid);
      g_assert_cmpint (json_node_get_int (paid), ==, fen);
    }
}

/* ---- There and back ---- */

static YutuModules *modules;

static void
check_round_trip (const YutuField *fields,
                  gsize            n_fields,
                  YutuRandom      *random)
{
  g_autofree char *json =
    fields_invent (fields, n_fields, random, yutu_day_from_ymd (2026, 11, 24));
  YutuForm        *form = YUTU_FORM (g_object_ref_sink (yutu_form_new ()));
  g_autofree char *same = NULL;
  g_autofree char *none = NULL;
  g_autofree char *retyped = NULL;
  g_autoptr (JsonNode) before = json_from_string (json, NULL);
  g_autoptr (JsonNode) after = NULL;

  yutu_form_set_fields (form, fields, n_fields, json);
  same = yutu_form_dup_json (form);
  none = yutu_form_dup_changes (form);
  g_assert_cmpstr (same, ==, json);
  g_assert_null (none);
  g_assert_true (yutu_form_is_valid (form));
  g_assert_false (yutu_form_is_changed (form));

  /* Typed anew into an empty form, every value is the same. */
  yutu_form_set_fields (form, fields, n_fields, NULL);
  for (gsize i = 0; i < n_fields; i++)
    {
      g_autofree char *text = yutu_typed_format (
        &fields[i], json_object_get_member (json_node_get_object (before), fields[i].id));

      yutu_form_type (form, fields[i].id, text);
    }
  retyped = yutu_form_dup_json (form);
  after = json_from_string (retyped, NULL);
  for (gsize i = 0; i < n_fields; i++) /* a switch that stays off says nothing */
    if (fields[i].type == YUTU_FIELD_BOOLEAN &&
        !json_object_has_member (json_node_get_object (after), fields[i].id))
      json_object_set_boolean_member (json_node_get_object (after), fields[i].id, FALSE);
  g_assert_true (json_node_equal (before, after));
  g_object_unref (form);
}

static void
test_every_register_and_kind (void)
{
  YutuRandom random;
  gsize      n = 0;

  yutu_random_init (&random, 52);
  for (gsize m = 0; m < yutu_modules_get_n (modules); m++)
    {
      const YutuModule *module = yutu_modules_get (modules, m);

      for (gsize i = 0; i < module->n_registers; i++, n++)
        check_round_trip (module->registers[i].fields, module->registers[i].n_fields, &random);
      for (gsize i = 0; i < module->n_kinds; i++, n++)
        {
          check_round_trip (module->kinds[i].fields, module->kinds[i].n_fields, &random);
          check_round_trip (module->kinds[i].person_fields, module->kinds[i].n_person_fields,
                            &random);
        }
    }
  g_test_message ("%" G_GSIZE_FORMAT " registers and kinds", n);
  g_assert_cmpuint (n, >, 60);
}

/* ---- Changing ---- */

static YutuForm *
new_form (const char *json)
{
  YutuForm *form = YUTU_FORM (g_object_ref_sink (yutu_form_new ()));

  yutu_form_set_fields (form, FIELDS, G_N_ELEMENTS (FIELDS), json);
  return form;
}

static void
assert_json (char       *got,
             const char *wanted)
{
  g_autofree char *text = got;

  g_assert_cmpstr (text, ==, wanted);
}

#define START "{\"name\":\"鹿村\",\"beds\":12,\"old\":[1, 2],\"area\":0.10000000000000001,\"lift\":false}"

static void
test_only_what_changed_comes_back (void)
{
  YutuForm *form = new_form (START);

  yutu_form_type (form, "beds", "40");
  yutu_form_type (form, "area", "");
  yutu_form_type (form, "price", "8.5");
  assert_json (yutu_form_dup_changes (form), "{\"beds\":40,\"area\":null,\"price\":850}");
  assert_json (yutu_form_dup_json (form),
               "{\"name\":\"鹿村\",\"beds\":40,\"old\":[1,2],\"lift\":false,\"price\":850}");
  yutu_form_type (form, "beds", "12");
  yutu_form_type (form, "area", "0.1");
  yutu_form_type (form, "price", "");
  g_assert_false (yutu_form_is_changed (form));
  assert_json (yutu_form_dup_json (form), START);
  g_object_unref (form);
}

static void
test_refused_values_are_said_and_kept (void)
{
  YutuForm        *form = new_form ("{\"beds\":12}");
  GtkWidget       *beds = yutu_form_get_control (form, "beds");
  YutuForm        *other = new_form ("{\"beds\":12}");
  g_autofree char *typed = NULL;

  g_assert_false (yutu_form_is_valid (form)); /* the name is missing, and nothing is said yet */
  gtk_test_accessible_assert_state (yutu_form_get_control (form, "name"),
                                    GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
  yutu_form_type (form, "name", "鹿村");
  g_assert_true (yutu_form_is_valid (form));
  yutu_form_type (form, "beds", "7床");
  g_assert_false (yutu_form_is_valid (form));
  gtk_test_accessible_assert_state (beds, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  gtk_test_accessible_assert_property (beds, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Must lie between 10 and 5,000");
  typed = yutu_form_dup_typed (form);
  g_assert_cmpstr (typed, ==, "{\"name\":\"鹿村\",\"beds\":\"7床\"}");
  yutu_form_set_typed (other, typed);
  assert_json (yutu_form_dup_typed (other), typed);
  yutu_form_type (form, "beds", "70");
  gtk_test_accessible_assert_state (beds, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_FALSE);
  g_object_unref (form);
  g_object_unref (other);
}

/* A relation is told as soon as both values are there, and gone when it holds. */
static void
test_relations (void)
{
  const YutuField *const left[] = { &FIELDS[1] };
  const YutuFieldCheck   check = { .left = left,
                                   .n_left = 1,
                                   .relation = YUTU_RELATION_AT_MOST,
                                   .right = &FIELDS[2],
                                   .message = { "床位不多于面积", "No more beds than area" } };
  YutuForm              *form = new_form ("{\"name\":\"鹿村\",\"beds\":12}");

  yutu_form_set_checks (form, &check, 1);
  g_assert_true (yutu_form_is_valid (form));
  yutu_form_type (form, "area", "11.5");
  g_assert_false (yutu_form_is_valid (form));
  g_assert_true (yutu_form_focus_invalid (form));
  gtk_test_accessible_assert_property (yutu_form_get_control (form, "beds"),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "No more beds than area");
  yutu_form_type (form, "beds", "11");
  g_assert_true (yutu_form_is_valid (form));
  assert_json (yutu_form_dup_json (form), "{\"name\":\"鹿村\",\"beds\":11,\"area\":11.5}");
  g_object_unref (form);
}

static void
test_masked_values_are_never_written (void)
{
  YutuForm *form = new_form ("{\"name\":\"王*明\",\"beds\":12}");

  yutu_form_lock (form, "name");
  yutu_form_type (form, "beds", "13");
  yutu_form_set_typed (form, "{\"name\":\"王小明\"}");
  assert_json (yutu_form_dup_json (form), "{\"beds\":13}");
  assert_json (yutu_form_dup_changes (form), "{\"beds\":13}");
  g_assert_true (yutu_form_is_valid (form));
  /* It is held till the value is seen. */
  g_assert_true (yutu_form_has_held (form));
  assert_json (yutu_form_dup_typed (form), "{\"name\":\"王小明\",\"beds\":\"13\"}");
  yutu_form_type (form, "beds", "12");
  g_assert_true (yutu_form_is_changed (form));
  g_object_unref (form);
}

static void
test_a_choice_that_is_gone_is_kept (void)
{
  YutuForm *form = new_form ("{\"name\":\"鹿村\",\"ownership\":\"collective\"}");

  g_assert_false (yutu_form_is_valid (form));
  assert_json (yutu_form_dup_json (form), "{\"name\":\"鹿村\",\"ownership\":\"collective\"}");
  yutu_form_type (form, "ownership", "public");
  g_assert_true (yutu_form_is_valid (form));
  g_object_unref (form);
}

/* ---- By hand ---- */

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_by_keyboard (void)
{
  GtkWidget *form = yutu_form_new ();
  GtkWindow *window;
  guint      n_edited = 0;
  guint      n_valid = 0;
  guint      n_submit = 0;

  yutu_form_set_fields (YUTU_FORM (form), FIELDS, G_N_ELEMENTS (FIELDS), NULL);
  window = gui_show (form, 420, 480);
  g_signal_connect_swapped (form, "edited", G_CALLBACK (count_cb), &n_edited);
  g_signal_connect_swapped (form, "notify::valid", G_CALLBACK (count_cb), &n_valid);
  g_signal_connect_swapped (form, "submit", G_CALLBACK (count_cb), &n_submit);
  yutu_form_focus_first (YUTU_FORM (form));
  gui_xdotool ("type luc");
  gui_xdotool ("key Return");
  gui_xdotool ("type 1,234");
  gui_xdotool ("key Tab");
  gui_xdotool ("type 30.5");
  gui_xdotool ("key Tab");
  gui_xdotool ("type 8");
  gui_xdotool ("key Tab");
  gui_xdotool ("type 2026/3/1");
  gui_xdotool ("key Tab Tab");                /* past the calendar */
  gui_xdotool ("key space Down Down Return"); /* the second choice */
  gui_xdotool ("key Tab space");
  gui_wait_ms (100);
  assert_json (yutu_form_dup_json (YUTU_FORM (form)),
               "{\"name\":\"luc\",\"beds\":1234,\"area\":30.5,\"price\":800,"
               "\"opened\":\"2026-03-01\",\"ownership\":\"private\",\"lift\":true}");
  /* With the name; away and back while the number and the day were half typed. */
  g_assert_cmpuint (n_valid, ==, 5);
  g_assert_cmpuint (n_edited, >, 10);
  gui_xdotool ("key ctrl+Return");
  gui_wait_until (n_submit == 1);
  gui_save_picture (form, "form.png");
  gui_close (window, form);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GError) error = NULL;

  gui_init (&argc, &argv);
  modules = yutu_modules_load (&error);
  g_assert_no_error (error);
  g_test_add_func ("/gui/form/typed", test_typed);
  g_test_add_func ("/gui/form/numbers-are-exact", test_numbers_are_exact);
  g_test_add_func ("/gui/form/every-register-and-kind", test_every_register_and_kind);
  g_test_add_func ("/gui/form/only-what-changed-comes-back", test_only_what_changed_comes_back);
  g_test_add_func ("/gui/form/refused-values-are-said-and-kept",
                   test_refused_values_are_said_and_kept);
  g_test_add_func ("/gui/form/relations", test_relations);
  g_test_add_func ("/gui/form/masked-values-are-never-written",
                   test_masked_values_are_never_written);
  g_test_add_func ("/gui/form/a-choice-that-is-gone-is-kept", test_a_choice_that_is_gone_is_kept);
  g_test_add_func ("/gui/form/by-keyboard", test_by_keyboard);
  return g_test_run ();
}
