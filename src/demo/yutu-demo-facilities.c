/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The registers of the demo county, by seeds/facilities.csv and seeds/facility-years.csv. */

#include "casework/yutu-facility.h"
#include "demo/yutu-demo-stand-private.h"
#include "gazetteer/yutu-pinyin.h"

#include <string.h>

#define N_PLAIN_TRIES 40

typedef struct
{
  YutuDemoStand *stand;
  YutuDemoTable *table;
  gsize          row;
  YutuRandom     random;
} Maker;

static const char *
get_cell (const Maker *self,
          const char  *column)
{
  return yutu_demo_table_get (self->table, self->row, column);
}

/* A name that no other facility has: where words cannot make it, with the township before it, at last
 * with a number behind it. */
static char *
make_name (Maker                 *self,
           YutuDemoBatch         *batch,
           const YutuDemoSubject *subject)
{
  const char *pattern = get_cell (self, "name");

  for (int i = 0;; i++)
    {
      g_autofree char *name = yutu_demo_batch_fill (batch, subject, pattern);

      if (i >= N_PLAIN_TRIES)
        {
          g_autofree char *township = yutu_demo_batch_fill (batch, subject, "{township}");
          g_autofree char *longer =
            i == N_PLAIN_TRIES
              ? g_strconcat (township, name, NULL)
              : g_strdup_printf ("%s(%d)", name, i - N_PLAIN_TRIES + 1);

          g_free (name);
          name = g_steal_pointer (&longer);
        }
      if (yutu_demo_stand_take (self->stand, name))
        return g_steal_pointer (&name);
    }
}

static gint64
get_unit_of_township (const YutuDemoStand *stand,
                      const YutuDemoSpot  *spot)
{
  if (spot->township == G_MAXSIZE)
    return 0;
  return g_array_index (stand->demo->townships, YutuDemoTownship, spot->township).unit;
}

/* A door lends the facility its point. */
static gboolean
find_point (YutuDemoStand *stand,
            YutuDemoSpot  *spot,
            GError       **error)
{
  gboolean      row;
  sqlite3_stmt *statement;

  if (spot->has_point || spot->address == 0)
    return TRUE;
  statement = yutu_connection_prepare (
    stand->connection, "SELECT ST_X (geom), ST_Y (geom) FROM address WHERE id = ?1", error);
  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, spot->address);
  if (!yutu_connection_step (stand->connection, statement, &row, error))
    return FALSE;
  spot->has_point = row && sqlite3_column_type (statement, 0) == SQLITE_FLOAT;
  if (spot->has_point)
    spot->point = yutu_point_from_degrees (sqlite3_column_double (statement, 0),
                                           sqlite3_column_double (statement, 1));
  else
    spot->address = 0;
  sqlite3_reset (statement);
  return TRUE;
}

static gboolean
write_one (Maker         *self,
           YutuDemoBatch *batch,
           YutuDemoSpot  *spot,
           gsize          index,
           GError       **error)
{
  YutuDemoSubject  subject = { .of = get_cell (self, "register"),
                               .spot = spot,
                               .index = index,
                               .is_late = TRUE };
  const char      *end = get_cell (self, "to");
  YutuDay          valid_to = YUTU_DAY_INVALID;
  g_autofree char *name = NULL;
  g_autofree char *fields = NULL;
  g_autofree char *status = yutu_demo_pick_weighted (get_cell (self, "status"), &self->random);
  g_autoptr (YutuRomanized) romanized = NULL;
  gint64 id;

  if (!yutu_demo_day_pick (self->stand, get_cell (self, "from"), &self->random, &subject.day,
                           error) ||
      (end[0] != '\0' &&
       !yutu_demo_day_pick (self->stand, end, &self->random, &valid_to, error)) ||
      !find_point (self->stand, spot, error))
    return FALSE;
  subject.opened_on = subject.day;
  fields = yutu_demo_batch_make (batch, &subject, NULL, error);
  if (fields == NULL)
    return FALSE;
  name = make_name (self, batch, &subject);
  romanized = yutu_pinyin_romanize (name, NULL);
  return yutu_facility_add (self->stand->connection, self->stand->modules,
                            &(YutuFacilitySpec){
                              .kind = subject.of,
                              .name = name,
                              .pinyin = romanized->plain,
                              .status = status[0] != '\0' ? status : NULL,
                              .address = spot->address,
                              .village = spot->village != NULL ? spot->village->unit : 0,
                              .township = get_unit_of_township (self->stand, spot),
                              .has_point = spot->has_point,
                              .point = spot->point,
                              .fields = fields,
                              .valid_from = subject.day,
                              .has_end = valid_to != YUTU_DAY_INVALID,
                              .valid_to = valid_to,
                            },
                            &id, error);
}

static gboolean
write_row (Maker   *self,
           GError **error)
{
  const char         *of = get_cell (self, "register");
  gsize               n = g_ascii_strtoull (get_cell (self, "n"), NULL, 10);
  const YutuModule   *module;
  const YutuRegister *reg = yutu_modules_find_register (self->stand->modules, of, &module);
  g_autoptr (YutuDemoBatch) batch = NULL;
  g_autoptr (GArray) spots = NULL;

  if (reg == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "seeds/facilities.csv: there is no register %s", of);
      return FALSE;
    }
  spots = yutu_demo_spots_choose (self->stand, get_cell (self, "place"), of, n, &self->random,
                                  error);
  if (spots == NULL)
    return FALSE;
  batch = yutu_demo_batch_new (self->stand, of, get_cell (self, "set"), reg->fields, reg->n_fields,
                               n, &self->random);
  for (gsize i = 0; i < n; i++)
    if (!write_one (self, batch, &g_array_index (spots, YutuDemoSpot, i), i, error))
      return FALSE;
  return TRUE;
}

/* Each row draws from a stream of its own, so that one can grow without moving the others. */
static void
begin_row (Maker      *self,
           gsize       row,
           const char *purpose)
{
  g_autofree char *stream = NULL;

  self->row = row;
  stream = g_strjoin ("/", purpose, get_cell (self, "register"), get_cell (self, "set"),
                      get_cell (self, "section"), NULL);
  yutu_demo_random (self->stand->demo, stream, &self->random);
}

/* ---- Figures of years ---- */

static gboolean
stands_in (const YutuDemoFacility *facility,
           const char             *of,
           const char             *with,
           int                     year)
{
  g_autofree char *member = g_strdup_printf ("\"%s\":true", with);

  return g_str_equal (facility->kind, of) &&
         facility->valid_from <= yutu_day_from_ymd (year, 12, 31) &&
         facility->valid_to > yutu_day_from_ymd (year, 12, 31) &&
         (with[0] == '\0' || strstr (facility->fields, member) != NULL);
}

/* The rules of @set give the names of the figures: they are in no definition. */
static GArray *
list_figures (const char *set)
{
  GArray *fields = g_array_new (FALSE, TRUE, sizeof (YutuField));
  g_auto (GStrv) pairs = g_strsplit (set, ";", -1);

  for (gsize i = 0; pairs[i] != NULL; i++)
    {
      YutuField field = { .type = YUTU_FIELD_INT };

      pairs[i][strcspn (pairs[i], "=")] = '\0';
      field.id = g_intern_string (g_strstrip (pairs[i]));
      g_array_append_val (fields, field);
    }
  return fields;
}

static gboolean
write_year (Maker   *self,
            int      year,
            GError **error)
{
  const char *of = get_cell (self, "register");
  const char *set = get_cell (self, "set");
  YutuRandom *random = &self->random;
  g_autoptr (GArray) fields = list_figures (set);
  g_autoptr (GPtrArray) standing = g_ptr_array_new ();
  g_autoptr (YutuDemoBatch) batch = NULL;

  for (guint i = 0; i < self->stand->facilities->len; i++)
    {
      YutuDemoFacility *facility =
        &g_array_index (self->stand->facilities, YutuDemoFacility, i);

      if (stands_in (facility, of, get_cell (self, "with"), year))
        g_ptr_array_add (standing, facility);
    }
  batch = yutu_demo_batch_new (self->stand, of, set, (const YutuField *)(void *)fields->data,
                               fields->len, standing->len, random);
  for (guint i = 0; i < standing->len; i++)
    {
      YutuDemoFacility *facility = standing->pdata[i];
      YutuDemoSpot      spot = { .township = G_MAXSIZE, .facility = facility };
      YutuDemoSubject   subject = { .of = of, .spot = &spot, .index = i, .is_late = TRUE, .due_on = YUTU_DAY_INVALID, .day = yutu_day_from_ymd (year, 12, 31) };
      g_autofree char  *json = yutu_demo_batch_make (batch, &subject, NULL, error);

      if (json == NULL ||
          !yutu_facility_add_year (self->stand->connection, facility->id, year, json, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_years (YutuDemoStand *stand,
             GError       **error)
{
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("facility-years.csv", error);
  Maker maker = { .stand = stand, .table = table };

  if (table == NULL || !yutu_demo_stand_load (stand, error))
    return FALSE;
  for (gsize i = 0; i < table->rows->len; i++)
    {
      g_auto (GStrv) years = NULL;

      begin_row (&maker, i, "facility-years");
      years = g_strsplit (get_cell (&maker, "years"), "..", 2);
      for (int year = atoi (years[0]); year <= atoi (years[1] != NULL ? years[1] : years[0]);
           year++)
        if (!write_year (&maker, year, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_facilities (YutuConnection *connection,
                  gpointer        data,
                  GError        **error)
{
  YutuDemo *demo = data;
  g_autoptr (YutuDemoTable) table = yutu_demo_table_load ("facilities.csv", error);
  g_autoptr (YutuDemoStand) stand = NULL;
  Maker maker = { .table = table };

  if (table == NULL)
    return FALSE;
  stand = yutu_demo_stand_new (demo, connection, error);
  if (stand == NULL)
    return FALSE;
  maker.stand = stand;
  for (gsize i = 0; i < table->rows->len; i++)
    {
      begin_row (&maker, i, "facilities");
      if (!yutu_progress_step (demo->progress, "facilities", i, table->rows->len,
                               error) ||
          !write_row (&maker, error))
        return FALSE;
    }
  return yutu_demo_write_signs (stand, error) && write_years (stand, error);
}

gboolean
yutu_demo_add_facilities (YutuDemo *self,
                          GError  **error)
{
  YutuEntrySpec spec = { .kind = "demo-facilities",
                         .title = "演示县：设施台账",
                         .actor = YUTU_DEMO_ACTOR,
                         .bulk = TRUE };

  return yutu_store_write (self->store, &spec, write_facilities, self, NULL, NULL, error);
}
