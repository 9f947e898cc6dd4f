/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Signs beside the names: what they say, where they stand, and the crossings that lack one; plates beside the
 * addresses: what they must bear, their codes, and the sheet by which they are made. */

#include <glib/gstdio.h>
#include <string.h>

#include "county-file.h"
#include "division/yutu-division.h"
#include "gazetteer/yutu-address-code.h"
#include "session/yutu-check.h"
#include "session/yutu-name-edit.h"
#include "session/yutu-name-readings.h"
#include "session/yutu-name-signs.h"
#include "session/yutu-plate-list.h"

/* A goes east; B crosses it; C ends five metres south of A; D passes 60 m south of the end of A. */
#define ROAD "INSERT INTO place_name (id, name, proper_name, generic_term, pinyin, pinyin_tone, class, status, division, valid_from, geom) VALUES "

static const char *const THINGS[] = {
  ROAD "(910, '云舟路', '云舟', '路', 'Yunzhou Lu', 'Yúnzhōu Lù', 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.402 28.906, 119.430 28.906)', 4490))",
  ROAD "(911, '望江路', '望江', '路', 'Wangjiang Lu', NULL, 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.410 28.900, 119.410 28.915)', 4490))",
  ROAD "(912, '断头巷', '断头', '巷', 'Duantou Xiang', NULL, 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.420 28.900, 119.420 28.905955)', 4490))",
  ROAD "(913, '远路', '远', '路', 'Yuan Lu', NULL, 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.430 28.9000, 119.430 28.90546)', 4490))",
  /* It stands 11 m from the crossing of A and B. */
  "INSERT INTO facility (id, kind, name, status, valid_from, village, geom, fields) VALUES (920, 'division.name-sign', "
  "'云舟路路牌', 'open', '2010-01-01', ?1, MakePoint (119.4101, 28.90605, 4490), "
  "'{\"sign_kind\":\"road\",\"sign_text\":\"云舟路\",\"sign_pinyin\":\"YUNZHOU LU\"}')",
  /* Wrong in what it says, how it spells it, and where. */
  "INSERT INTO facility (id, kind, name, status, valid_from, village, geom, fields) VALUES (921, 'division.name-sign', "
  "'路牌', 'open', '2010-01-01', ?1, MakePoint (119.4151, 28.9065, 4490), "
  "'{\"sign_kind\":\"road\",\"sign_text\":\"云洲路\",\"sign_pinyin\":\"Yunzhou Road\",\"name_id\":910}')",
  /* Its text is no name in use. */
  "INSERT INTO facility (id, kind, name, status, valid_from, village, geom, fields) VALUES (922, 'division.name-sign', "
  "'路牌', 'open', '2010-01-01', ?1, MakePoint (119.4151, 28.9060, 4490), "
  "'{\"sign_kind\":\"road\",\"sign_text\":\"旧名路\"}')",
};

typedef struct
{
  County    county;
  YutuFile *file;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->file = county_file_open (&self->county, THINGS, G_N_ELEMENTS (THINGS));
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  yutu_file_unref (self->file);
  county_tear_down (&self->county, NULL);
}

static void
test_crossings_and_their_signs (Fixture      *self,
                                gconstpointer data)
{
  static const struct
  {
    const char *names;
    gboolean    has_sign;
  } expected[] = { { "云舟路、断头巷", FALSE }, { "云舟路、望江路", TRUE } };
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSigns) all = yutu_file_read_signs (self->file, &(YutuSignQuery){ 0 }, yutu_day_from_ymd (2026, 3, 2), NULL, &error);
  g_autoptr (YutuSigns) lane = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (all->crossings->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->crossings->len; i++)
    {
      const YutuSignCrossing *crossing = all->crossings->pdata[i];

      g_assert_cmpstr (crossing->names, ==, expected[i].names);
      g_assert_cmpint (crossing->has_sign, ==, expected[i].has_sign);
    }
  g_assert_cmpuint (all->n_signed, ==, 1);
  lane = yutu_file_read_signs (self->file, &(YutuSignQuery){ .road = 912 }, yutu_day_from_ymd (2026, 3, 2), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lane->crossings->len, ==, 1);
  g_assert_cmpuint (lane->n_signed, ==, 0);
}

/* What is recorded of one name, wrong or right, and what a new one would say. */
static void
test_signs_of_a_name (Fixture      *self,
                      gconstpointer data)
{
  YutuDay day = yutu_day_from_ymd (2026, 3, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuNameSigns) two = yutu_file_read_name_signs (self->file, 910, day, NULL, &error);
  g_autoptr (YutuNameSigns) none = yutu_file_read_name_signs (self->file, 911, day, NULL, &error);
  g_autoptr (YutuNameSigns) before = yutu_file_read_name_signs (self->file, 910, yutu_day_from_ymd (1999, 1, 1), NULL, &error);
  const YutuNameSign *right = NULL;
  const YutuNameSign *wrong = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (two->signs->len, ==, 2);
  right = two->signs->pdata[0];
  g_assert_cmpint (right->id, ==, 920);
  g_assert_true (right->stands && !right->is_damaged && !right->is_other_text && !right->is_other_spelling && right->away_m == 0);
  wrong = two->signs->pdata[1];
  g_assert_cmpstr (wrong->text, ==, "云洲路");
  g_assert_true (wrong->is_other_text && wrong->is_other_spelling);
  g_assert_cmpfloat (wrong->away_m, >, 30);
  g_assert_cmpuint (none->signs->len, ==, 0);
  g_assert_cmpstr (none->name->name, ==, "望江路");
  g_assert_cmpstr (none->name->pinyin, ==, "Wangjiang Lu");
  g_assert_cmpstr (none->name->sign, ==, "road");
  g_assert_true (none->name->has_point);
  g_assert_null (before->name);
  g_assert_cmpuint (before->signs->len, ==, 0);
}

/* The page of a sign names what it is of. */
static void
test_a_sign_tells_its_name (Fixture      *self,
                            gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (YutuPlace) place = yutu_place_new_object (YUTU_PLACE_FACILITY, 921);
  g_autoptr (YutuPlaceInfo) info = NULL;
  guint n = 0;

  g_assert_no_error (error);
  info = yutu_file_read_place (self->file, modules, place, yutu_day_from_ymd (2026, 3, 2), "desk", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (info->sign_of, ==, 910);
  for (guint i = 0; i < info->facts->len; i++)
    {
      const YutuInfoFact *fact = info->facts->pdata[i];

      n += g_strcmp0 (fact->key, "sign-of") == 0 && g_strcmp0 (fact->text, "云舟路") == 0;
      g_assert_cmpfloat (isnan (fact->number) ? 0 : fact->number, !=, 910); /* the bare number says nothing */
    }
  g_assert_cmpuint (n, ==, 1);
}

/* By place: what lies in the county's first village is told of it and of all above it, of no other unit. */
static void
test_lack_by_place (Fixture      *self,
                    gconstpointer data)
{
  YutuDay day = yutu_day_from_ymd (2026, 3, 2);
  guint   n_units = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuSigns) all = yutu_file_read_signs (self->file, &(YutuSignQuery){ .wants_names = TRUE }, day, NULL, &error);
  g_autoptr (YutuSigns) here = NULL;
  g_autoptr (YutuSigns) roads = NULL;
  const YutuSignCrossing *crossing = NULL;
  gint64                  unit = 0;

  g_assert_no_error (error);
  crossing = all->crossings->pdata[0];
  unit = crossing->village != 0 ? crossing->village : crossing->township;
  g_assert_cmpint (unit, !=, 0);
  g_assert_nonnull (crossing->place);
  g_assert_cmpstr (crossing->text, ==, "云舟路");
  g_assert_cmpstr (crossing->pinyin, ==, "Yunzhou Lu");
  for (guint i = 0; i < all->units->len; i++)
    {
      const YutuSignCoverage *coverage = all->units->pdata[i];
      g_autoptr (YutuSigns) part = yutu_file_read_signs (self->file, &(YutuSignQuery){ .unit = coverage->unit }, day, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (coverage->n_crossings, ==, part->crossings->len);
      g_assert_cmpuint (coverage->n_signed, ==, part->n_signed);
      n_units += coverage->n_crossings > 0;
    }
  g_assert_cmpuint (n_units, <, all->units->len);
  here = yutu_file_read_signs (self->file, &(YutuSignQuery){ .unit = unit, .wants_names = TRUE }, day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (here->crossings->len, >, 0);
  /* 云舟路 has a sign, the three others have none; each unit lacks its own. */
  roads = yutu_file_read_signs (self->file, &(YutuSignQuery){ .wants_names = TRUE, .kind = "road" }, day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (roads->n_names, ==, 4);
  g_assert_cmpuint (roads->names->len, ==, 3);
  for (guint i = 0; i < roads->names->len; i++)
    {
      const YutuSignlessName *name = roads->names->pdata[i];

      g_assert_cmpint (name->id, >, 910);
      g_assert_cmpstr (name->sign, ==, "road");
      g_assert_true (name->has_point);
    }
  g_assert_cmpuint (all->names->len, ==, roads->names->len + all->units->len);
  g_assert_null (yutu_file_read_signs (self->file, &(YutuSignQuery){ .unit = 4711 }, day, NULL, &error));
  g_assert_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_OTHER_DAY);
}

static void
test_check_tells_wrong_signs (Fixture      *self,
                              gconstpointer data)
{
  static const struct
  {
    const char *rule;
    gint64      id;
  } expected[] = { { "sign-text", 921 }, { "sign-pinyin", 921 }, { "sign-place", 921 }, { "sign-text", 922 }, { "sign-crossing", 910 } };
  static const char *const only[] = { "sign-text", "sign-pinyin", "sign-place", "sign-crossing", NULL };
  gint64                   checked = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = yutu_file_check (self->file, only, &checked, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      gboolean found = FALSE;

      for (guint k = 0; k < findings->len; k++)
        {
          const YutuCheckFinding *finding = findings->pdata[k];

          found = found || (strcmp (finding->rule, expected[i].rule) == 0 && finding->id == expected[i].id && finding->has_place);
        }
      g_assert_true (found);
    }
}

/* ---- Plates ---- */

#define DOOR "INSERT INTO address (id, village, place, door, building, unit_no, room, text, kind, status, previous, valid_from, " \
             "valid_to, geom) VALUES "
#define PLATE "INSERT INTO facility (id, kind, name, status, valid_from, village, address, geom, fields) VALUES "

/* ?3 is a road of the file's own: that of another office has no code. 931 follows 930, which lay in another village until 2020. */
static const char *const DOORS[] = {
  ROAD "(?3, '丁香路', '丁香', '路', 'Dingxiang Lu', NULL, 'road', 'in_use', ?1, '2000-01-01', "
       "GeomFromText ('LINESTRING(119.411 28.9061, 119.414 28.9061)', 4490))",
  DOOR "(930, ?2, ?3, 128, NULL, NULL, NULL, '丁香路128号', 1, 4, NULL, '2000-01-01', '2020-01-01', MakePoint (119.4120, 28.9061, 4490))",
  DOOR "(931, ?1, ?3, 128, NULL, NULL, NULL, '丁香路128号', 1, 4, 930, '2020-01-01', '9999-12-31', MakePoint (119.4120, 28.9061, 4490))",
  DOOR "(932, ?1, ?3, 130, '5', NULL, NULL, '丁香路130号5幢', 1, 4, NULL, '2000-01-01', '9999-12-31', MakePoint (119.4122, 28.9061, 4490))",
  DOOR "(933, ?1, ?3, 130, '5', '2', NULL, '丁香路130号5幢2单元', 1, 4, NULL, '2000-01-01', '9999-12-31', MakePoint (119.4122, 28.9061, 4490))",
  DOOR "(934, ?1, ?3, 130, '5', '2', '302', '丁香路130号5幢2单元302室', 1, 4, NULL, '2000-01-01', '9999-12-31', MakePoint (119.4122, 28.9061, 4490))",
};

static gboolean
add_doors (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  const County *county = data;
  gint64        road = yutu_connection_new_id (connection);

  for (gsize i = 0; i < G_N_ELEMENTS (DOORS); i++)
    {
      sqlite3_stmt *statement = yutu_connection_prepare (connection, DOORS[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, county->villages[0]);
      if (strstr (DOORS[i], "?2") != NULL)
        sqlite3_bind_int64 (statement, 2, county->villages[1]);
      sqlite3_bind_int64 (statement, 3, road);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Stands at its door and says what it must but for what differs. */
static const struct
{
  gint64      id;
  const char *address;
  const char *kind;
  const char *text;
  const char *pinyin;
  gint64      code; /* of this address; 0: none */
  double      lon;
  const char *rule; /* that tells it; NULL: it is in order */
} PLATES[] = {
  { 940, "931", "door", "丁香路128号", "DINGXIANG LU", 931, 119.4120, NULL },
  { 941, "931", "door", "丁香路182号", NULL, 931, 119.4120, "sign-text" },
  { 942, "931", "door", "丁香路128号", "Dingxiang Road", 931, 119.4120, "sign-pinyin" },
  { 943, "931", "door", "丁香路128号", NULL, 930, 119.4120, "sign-code" }, /* a former one */
  { 944, "931", "door", "丁香路128号", NULL, 932, 119.4120, "sign-code" }, /* another one's */
  { 945, "931", "door", "丁香路128号", NULL, 931, 119.4130, "sign-place" },
  { 946, "930", "door", "丁香路128号", NULL, 930, 119.4120, "sign-link" }, /* it ended */
  { 947, "4711", "door", "丁香路128号", NULL, 0, 119.4120, "sign-link" },
  { 948, "932", "building", "丁香路130号5幢", NULL, 932, 119.4122, NULL },
  { 949, "933", "unit", "2单元", NULL, 933, 119.4122, NULL },
  { 950, "934", "home", "302室", NULL, 934, 119.4122, NULL },
  { 951, "931", "home", "302室", NULL, 0, 119.4120, "sign-text" }, /* no home */
};

static gboolean
add_plates (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (PLATES); i++)
    {
      g_autofree char *code = NULL;
      g_autofree char *pinyin = PLATES[i].pinyin != NULL ? g_strdup_printf (",\"sign_pinyin\":\"%s\"", PLATES[i].pinyin) : g_strdup ("");
      g_autofree char *fields = NULL;
      sqlite3_stmt    *statement = yutu_connection_prepare (
           connection, PLATE "(?1, 'division.name-sign', '门牌', 'open', '2010-01-01', ?2, ?3, MakePoint (?4, 28.9061, 4490), ?5)", error);

      if (statement == NULL || (PLATES[i].code != 0 && !yutu_address_load_code (connection, PLATES[i].code, 0, 0,
                                                                                PLATES[i].code == 930 ? yutu_day_from_ymd (2019, 1, 1) : yutu_day_from_ymd (2026, 3, 2),
                                                                                &code, error)))
        return FALSE;
      g_assert_true (PLATES[i].code == 0 || code != NULL);
      /* As a link, which a telephone opens, or alone. */
      fields = g_strdup_printf ("{\"sign_kind\":\"%s\",\"sign_text\":\"%s\"%s%s%s%s}", PLATES[i].kind, PLATES[i].text, pinyin,
                                code != NULL ? (i % 2 ? ",\"qr\":\"https://dz.example.gov.cn/a?c=" : ",\"qr\":\"") : "",
                                code != NULL ? code : "", code != NULL ? "\"" : "");
      sqlite3_bind_int64 (statement, 1, PLATES[i].id);
      sqlite3_bind_int64 (statement, 2, ((County *)data)->villages[0]);
      sqlite3_bind_text (statement, 3, PLATES[i].address, -1, SQLITE_STATIC);
      sqlite3_bind_double (statement, 4, PLATES[i].lon);
      sqlite3_bind_text (statement, 5, fields, -1, SQLITE_TRANSIENT);
      if (!yutu_connection_run (connection, statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
write_rows (Fixture      *self,
            YutuWriteFunc func)
{
  YutuEntrySpec spec = { "test", "测试", "测试员", FALSE };
  g_autoptr (GError) error = NULL;

  yutu_store_write (yutu_file_get_store (self->file), &spec, func, &self->county, NULL, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
spoil (YutuConnection *connection,
       gpointer        data,
       GError        **error)
{
  sqlite3_stmt *statement = yutu_connection_prepare (
    connection, "UPDATE facility SET fields = json_set (fields, '$.condition', 'damaged') WHERE address = 931", error);

  return statement != NULL && yutu_connection_run (connection, statement, error);
}

static void
test_check_tells_wrong_plates (Fixture      *self,
                               gconstpointer data)
{
  static const char *const only[] = { "sign-link", "sign-text", "sign-pinyin", "sign-code", "sign-place", NULL };
  gint64                   checked = 0;
  guint                    n_told = 0, n_errors = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  write_rows (self, add_doors);
  write_rows (self, add_plates);
  findings = yutu_file_check (self->file, only, &checked, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (PLATES); i++)
    {
      guint n = 0;

      for (guint k = 0; k < findings->len; k++)
        {
          const YutuCheckFinding *finding = findings->pdata[k];

          if (finding->id != PLATES[i].id)
            continue;
          n++;
          n_told++;
          n_errors += strcmp (finding->severity, "error") == 0;
          g_test_message ("%s: %s", finding->rule, finding->message);
          g_assert_cmpstr (finding->rule, ==, PLATES[i].rule);
          g_assert_true (finding->has_place);
        }
      g_assert_cmpuint (n, ==, PLATES[i].rule != NULL);
    }
  g_assert_cmpuint (n_told, ==, 8);
  g_assert_cmpuint (n_errors, ==, 1); /* that of another address leads astray; an old one is only old */
}

/* What is to be made; then it is recorded as set, and stands in order. */
static void
test_plates_made_and_set (Fixture      *self,
                          gconstpointer data)
{
  static const char *const texts[] = { "丁香路128号", "丁香路130号5幢", "2单元", "302室" };
  static const char *const only[] = { "sign-link", "sign-text", "sign-pinyin", "sign-code", "sign-place", "facility-fields", NULL };
  YutuPlateSource          source = { 0 };
  gint64                   n = 0, checked = 0;
  guint                    n_pages = 0;
  YutuDay                  day = yutu_day_from_ymd (2026, 3, 2);
  g_autofree char         *pdf = g_build_filename (self->county.folder, "plates.pdf", NULL);
  g_autofree char         *csv = g_build_filename (self->county.folder, "plates.csv", NULL);
  g_autofree char         *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (YutuPlateList) before = NULL;
  g_autoptr (YutuPlateList) after = NULL;
  g_autoptr (GPtrArray) findings = NULL;

  write_rows (self, add_doors);
  g_assert_true (yutu_file_find_place_name (self->file, "丁香路", day, &source.place, &error));
  before = yutu_file_list_plates (self->file, &source, day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->rows->len, ==, G_N_ELEMENTS (texts));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const YutuPlateRow *row = before->rows->pdata[i];

      g_assert_cmpstr (row->plate.text, ==, texts[i]);
      g_assert_cmpint (row->plate.kind, ==, YUTU_PLATE_DOOR + (int)i);
      g_assert_cmpint (row->state, ==, YUTU_PLATE_TO_MAKE);
      g_assert_cmpuint (strlen (row->code), ==, YUTU_ADDRESS_CODE_LENGTH);
    }
  g_assert_true (yutu_plate_list_save (before, pdf, &n_pages, &error));
  g_assert_cmpuint (n_pages, ==, 1);
  g_assert_true (yutu_plate_list_save (before, csv, NULL, &error));
  g_assert_true (g_file_get_contents (csv, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "丁香路130号5幢2单元302室"));
  g_assert_false (yutu_plate_list_save (before, self->county.folder, NULL, NULL));
  g_assert_false (yutu_file_record_plates (self->file, modules, before, day, &(YutuSigner){ "测试员", "leader" }, &n, NULL));
  yutu_file_record_plates (self->file, modules, before, day, &(YutuSigner){ "测试员", "desk" }, &n, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 4);
  after = yutu_file_list_plates (self->file, &source, day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->rows->len, ==, 0);
  g_assert_cmpint (after->counts[YUTU_PLATE_STANDS], ==, 4);
  findings = yutu_file_check (self->file, only, &checked, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    g_assert_cmpint (((YutuCheckFinding *)findings->pdata[i])->id, <, 930);
  g_unlink (pdf);
  g_unlink (csv);
}

/* A plate that is damaged, or bears another code, is corrected and not recorded twice. */
static void
test_plates_replaced (Fixture      *self,
                      gconstpointer data)
{
  static const char *const sets[] = { "丁香=dīng jiāng", NULL }; /* how the file reads it */
  YutuReadingsResult       told = { 0 };
  g_autofree char         *spelt = NULL;
  YutuPlateSource          source = { .address = 931 };
  gint64                   n = 0;
  YutuDay                  day = yutu_day_from_ymd (2026, 3, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (YutuModules) modules = yutu_modules_load (&error);
  g_autoptr (YutuPlateList) before = NULL;
  g_autoptr (YutuPlateList) after = NULL;

  write_rows (self, add_doors);
  g_assert_true (yutu_file_set_readings (self->file, sets, FALSE, "测试员", &told, &error));
  {
    g_autoptr (YutuPlateList) made = yutu_file_list_plates (self->file, &source, day, NULL, &error);

    yutu_file_record_plates (self->file, modules, made, day, &(YutuSigner){ "测试员", "desk" }, &n, &error);
    g_assert_no_error (error);
    g_assert_cmpint (n, ==, 1);
  }
  spelt = county_file_ask (self->file, "SELECT count (*) FROM facility WHERE pinyin LIKE 'Dingjiang%'");
  g_assert_cmpstr (spelt, ==, "1");
  write_rows (self, spoil);
  before = yutu_file_list_plates (self->file, &source, day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (before->counts[YUTU_PLATE_TO_REPLACE], ==, 1);
  yutu_file_record_plates (self->file, modules, before, day, &(YutuSigner){ "测试员", "desk" }, &n, &error);
  g_assert_no_error (error);
  after = yutu_file_list_plates (self->file, &(YutuPlateSource){ .address = 931, .is_all = TRUE }, day, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (after->rows->len, ==, 1);
  g_assert_cmpint (((YutuPlateRow *)after->rows->pdata[0])->state, ==, YUTU_PLATE_STANDS);
  g_assert_cmpint (((YutuPlateRow *)after->rows->pdata[0])->sign, ==, ((YutuPlateRow *)before->rows->pdata[0])->sign);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/name-signs/crossings-and-their-signs", Fixture, NULL, set_up, test_crossings_and_their_signs, tear_down);
  g_test_add ("/session/name-signs/signs-of-a-name", Fixture, NULL, set_up, test_signs_of_a_name, tear_down);
  g_test_add ("/session/name-signs/a-sign-tells-its-name", Fixture, NULL, set_up, test_a_sign_tells_its_name, tear_down);
  g_test_add ("/session/name-signs/lack-by-place", Fixture, NULL, set_up, test_lack_by_place, tear_down);
  g_test_add ("/session/name-signs/check-tells-wrong-signs", Fixture, NULL, set_up, test_check_tells_wrong_signs, tear_down);
  g_test_add ("/session/name-signs/check-tells-wrong-plates", Fixture, NULL, set_up, test_check_tells_wrong_plates, tear_down);
  g_test_add ("/session/name-signs/plates-made-and-set", Fixture, NULL, set_up, test_plates_made_and_set, tear_down);
  g_test_add ("/session/name-signs/plates-replaced", Fixture, NULL, set_up, test_plates_replaced, tear_down);
  return g_test_run ();
}
