/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-facility-edit.h"

#include <glib/gi18n.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-address-find.h"
#include "gazetteer/yutu-reading-table.h"
#include "session/yutu-access-log.h"
#include "session/yutu-facility-site-private.h"

/* What a read or a write of this file needs. */
typedef struct
{
  const YutuModules        *modules;
  const YutuFacilitySpec   *spec;
  const YutuFacilitySite   *site;
  const YutuFacilityChange *change;
  const YutuViewer         *viewer;
  gint64                    id;
  YutuDay                   day;
  int                       year;
  const char               *text; /* of a year, or a reason */
  const char               *kind;
  const char               *name;
  YutuFacilityPlace         place;
  YutuFacility             *facility;
  GPtrArray                *twins;
} Job;

/* ---- Where ---- */

static gboolean G_GNUC_PRINTF (2, 3)
  unknown (GError    **error,
           const char *format,
           ...)
{
  g_autofree char *message = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_UNKNOWN, message);
  return FALSE;
}

/* " on 2021-10-21"; nothing for the last day there is, which people need not read. */
static char *
dup_on_day (const char *day)
{
  return g_str_has_prefix (day, "9999-") ? g_strdup ("") : g_strconcat (" on ", day, NULL);
}

/* The units of levels 4 and 5 that @point lies in. */
static gboolean
locate (YutuConnection    *connection,
        YutuPoint          point,
        const char        *day,
        YutuFacilityPlace *place,
        GError           **error)
{
  g_autoptr (GPtrArray) units = yutu_division_locate (connection, point, day, error);

  place->village = place->township = 0;
  for (guint i = 0; units != NULL && i < units->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (units, i);

      if (unit->level == 5)
        place->village = unit->unit;
      else if (unit->level == 4)
        place->township = unit->unit;
    }
  return units != NULL;
}

/* Sets the township above a village, and that the village is one. */
static gboolean
take_village (YutuConnection    *connection,
              gint64             village,
              const char        *day,
              YutuFacilityPlace *place,
              GError           **error)
{
  g_autoptr (GPtrArray) chain = yutu_division_list_chain (connection, village, day, error);
  const YutuDivision *last = NULL;
  g_autofree char    *when = dup_on_day (day);

  if (chain == NULL)
    return FALSE;
  last = chain->len > 0 ? g_ptr_array_index (chain, chain->len - 1) : NULL;
  if (last == NULL || last->level != 5)
    return unknown (error, "there is no village %" G_GINT64_FORMAT "%s; choose another one", village, when);
  place->village = village;
  for (guint i = 0; i < chain->len; i++)
    if (((YutuDivision *)g_ptr_array_index (chain, i))->level == 4)
      place->township = ((YutuDivision *)g_ptr_array_index (chain, i))->unit;
  return TRUE;
}

static gboolean
take_township (YutuConnection    *connection,
               gint64             township,
               const char        *day,
               YutuFacilityPlace *place,
               GError           **error)
{
  g_autoptr (YutuDivision) unit = NULL;
  g_autofree char *when = dup_on_day (day);

  if (!yutu_division_load (connection, township, day, &unit, error))
    return FALSE;
  if (unit == NULL || unit->level != 4)
    return unknown (error, "there is no township %" G_GINT64_FORMAT "%s; choose another one", township, when);
  place->township = township;
  return TRUE;
}

static gboolean
take_point (YutuConnection    *connection,
            YutuPoint          point,
            const char        *day,
            YutuFacilityPlace *place,
            GError           **error)
{
  g_autofree char *when = dup_on_day (day);

  place->has_point = TRUE;
  place->point = point;
  if (!locate (connection, point, day, place, error))
    return FALSE;
  return place->village != 0 || place->township != 0 ||
         unknown (error, "the point %.6f, %.6f lies outside of every township%s; choose one "
                         "inside",
                  yutu_grid_to_degrees (point.x), yutu_grid_to_degrees (point.y), when);
}

/* An address brings its village and its point; a point beside it must lie in that village. */
static gboolean
take_address (YutuConnection         *connection,
              gint64                  address,
              const YutuFacilitySite *site,
              const char             *day,
              YutuFacilityPlace      *place,
              GError                **error)
{
  g_autoptr (YutuAddressRow) row = NULL;
  YutuFacilityPlace at = { 0 };

  if (!yutu_address_load (connection, address, &row, error))
    return FALSE;
  if (row == NULL)
    return unknown (error, "there is no address %" G_GINT64_FORMAT "; search for it by its text",
                    address);
  place->address = address;
  place->has_point = site->has_point || row->has_point;
  place->point = site->has_point ? site->point : row->point;
  if (!take_village (connection, row->village, day, place, error))
    return FALSE;
  if (!site->has_point)
    return TRUE;
  if (!locate (connection, site->point, day, &at, error))
    return FALSE;
  return at.village == place->village ||
         unknown (error, "the point does not lie in the village of the address “%s”; correct one of "
                         "them",
                  row->text);
}

static gboolean
find_address (YutuConnection    *connection,
              YutuAddressFinder *finder,
              const char        *text,
              YutuDay            day,
              gint64            *address,
              GError           **error)
{
  g_autoptr (YutuAddressFinder) own = NULL;
  gsize n = 0;

  if (finder == NULL)
    finder = own = yutu_address_finder_new (connection, day, error);
  if (finder == NULL || !yutu_address_finder_find (finder, text, address, &n, error))
    return FALSE;
  if (n == 0)
    return unknown (error, "there is no address “%s” in the library; correct it, or give a point",
                    text);
  return n == 1 ||
         unknown (error, "%" G_GSIZE_FORMAT " addresses read “%s”; begin it with the village", n, text);
}

gboolean
yutu_facility_site_resolve (YutuConnection         *connection,
                            const YutuFacilitySite *site,
                            YutuAddressFinder      *finder,
                            YutuDay                 day,
                            YutuFacilityPlace      *place,
                            GError                **error)
{
  char   text[YUTU_DAY_TEXT_SIZE];
  gint64 address = site->address;

  *place = (YutuFacilityPlace){ 0 };
  yutu_day_format (day, text);
  if (address == 0 && site->address_text != NULL && *site->address_text != '\0' &&
      !find_address (connection, finder, site->address_text, day, &address, error))
    return FALSE;
  if (address != 0)
    return take_address (connection, address, site, text, place, error);
  if (site->has_point)
    return take_point (connection, site->point, text, place, error);
  if (site->village != 0)
    return take_village (connection, site->village, text, place, error);
  if (site->township != 0)
    return take_township (connection, site->township, text, place, error);
  return unknown (error, "it lies nowhere: give an address, a point, a village or a township");
}

YutuDay
yutu_facility_last_day (YutuDay valid_to)
{
  return (valid_to != YUTU_DAY_INVALID ? valid_to : yutu_day_parse (YUTU_DAY_OPEN_TEXT)) - 1;
}

/* ---- Reading ---- */

static gboolean
load_facility (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Job *job = data;

  job->facility =
    yutu_facility_load (connection, job->modules, job->id, job->day, job->viewer, error);
  return job->facility != NULL;
}

/* Whether a field was shown whole that is masked without a purpose. */
static gboolean
shows_personal (const YutuFacility *facility)
{
  for (gsize i = 0; facility->record != NULL && i < facility->record->n_fields; i++)
    if (facility->record->fields[i].mask != YUTU_MASK_NONE)
      return TRUE;
  return FALSE;
}

YutuFacility *
yutu_file_load_facility (YutuFile          *self,
                         const YutuModules *modules,
                         gint64             id,
                         YutuDay            day,
                         const YutuViewer  *viewer,
                         GError           **error)
{
  Job job = { .modules = modules, .id = id, .day = day, .viewer = viewer };
  g_autoptr (YutuFacility) facility = NULL;
  YutuAccess access = { viewer->actor, viewer->role, "view", "facility", 0, 1, viewer->purpose };

  yutu_store_read (yutu_file_get_store (self), load_facility, &job, NULL, error);
  facility = job.facility;
  if (facility == NULL || !yutu_facility_may_see (viewer) || !shows_personal (facility))
    return g_steal_pointer (&facility);
  access.object = facility->id;
  return yutu_file_log_access (self, &access, error) ? g_steal_pointer (&facility) : NULL;
}

static gboolean
list_twins (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Job *job = data;

  if (!yutu_facility_site_resolve (connection, job->site, NULL, job->day, &job->place, error))
    return FALSE;
  job->twins = yutu_facility_list_twins (connection, job->kind, job->name, &job->place, job->day,
                                         job->id, error);
  return job->twins != NULL;
}

GPtrArray *
yutu_file_list_facility_twins (YutuFile               *self,
                               const char             *kind,
                               const char             *name,
                               const YutuFacilitySite *site,
                               YutuDay                 day,
                               gint64                  but,
                               YutuFacilityPlace      *place,
                               GError                **error)
{
  Job job = { .kind = kind, .name = name, .site = site, .day = day, .id = but };

  yutu_store_read (yutu_file_get_store (self), list_twins, &job, NULL, error);
  if (place != NULL)
    *place = job.place;
  return job.twins;
}

/* ---- Writing ---- */

static gboolean
check_role (const YutuSigner *signer,
            GError          **error)
{
  if (yutu_facility_may_edit (signer->role))
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_ROLE,
               _ ("facilities are changed by the desk and the townships, not by %s; ask them"),
               signer->role != NULL && *signer->role != '\0' ? signer->role : _ ("nobody"));
  return FALSE;
}

/* Runs @func as one entry that is called @what and the name of the facility. */
static gboolean
write_entry (YutuFile         *self,
             const char       *kind,
             const char       *what,
             const char       *name,
             const YutuSigner *signer,
             YutuWriteFunc     func,
             Job              *job,
             GError          **error)
{
  g_autofree char *title = g_strdup_printf ("%s %s", what, name);
  YutuEntrySpec    entry = { .kind = kind, .title = title, .actor = signer->actor };

  return yutu_store_write (yutu_file_get_store (self), &entry, func, job, NULL, NULL, error);
}

/* NULL when there is no such facility. */
static char *
dup_name (YutuFile *self,
          gint64    id,
          GError  **error)
{
  static const YutuViewer nobody = { NULL, NULL, NULL };
  Job                     job = { .id = id, .viewer = &nobody };
  char                   *name = NULL;

  if (!yutu_store_read (yutu_file_get_store (self), load_facility, &job, NULL, error))
    return NULL;
  name = g_strdup (job.facility->name);
  yutu_facility_free (job.facility);
  return name;
}

/* By the readings of the file. NULL: error. */
static char *
dup_pinyin (YutuConnection *connection,
            const char     *name,
            GError        **error)
{
  g_autoptr (YutuRomanized) romanized = yutu_reading_table_romanize (connection, name, NULL, error);

  return romanized != NULL ? g_strdup (romanized->plain) : NULL;
}

static gboolean
add_facility (YutuConnection *connection,
              gpointer        data,
              GError        **error)
{
  Job             *job = data;
  YutuFacilitySpec spec = *job->spec;
  g_autofree char *pinyin = NULL;

  if (!yutu_facility_site_resolve (connection, job->site, NULL,
                                   yutu_facility_last_day (spec.has_end ? spec.valid_to : YUTU_DAY_INVALID), &job->place, error))
    return FALSE;
  if (spec.pinyin == NULL && spec.name != NULL &&
      (spec.pinyin = pinyin = dup_pinyin (connection, spec.name, error)) == NULL)
    return FALSE;
  spec.address = job->place.address;
  spec.village = job->place.village;
  spec.township = job->place.township;
  spec.has_point = job->place.has_point;
  spec.point = job->place.point;
  return yutu_facility_add (connection, job->modules, &spec, &job->id, error);
}

gboolean
yutu_file_add_facility (YutuFile               *self,
                        const YutuModules      *modules,
                        const YutuFacilitySpec *spec,
                        const YutuFacilitySite *site,
                        const YutuSigner       *signer,
                        gint64                 *id,
                        GError                **error)
{
  Job job = { .modules = modules, .spec = spec, .site = site };

  if (!check_role (signer, error) ||
      !write_entry (self, "facility-add", "新增设施", spec->name != NULL ? spec->name : "", signer,
                    add_facility, &job, error))
    return FALSE;
  *id = job.id;
  return TRUE;
}

static gboolean
change_facility (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  Job               *job = data;
  YutuFacilityChange change = *job->change;
  g_autofree char   *pinyin = NULL;

  if (change.name != NULL && change.pinyin == NULL && !g_str_equal (change.name, job->name) &&
      (change.pinyin = pinyin = dup_pinyin (connection, change.name, error)) == NULL)
    return FALSE;
  return yutu_facility_change (connection, job->modules, job->id, &change, error);
}

gboolean
yutu_file_change_facility (YutuFile                 *self,
                           const YutuModules        *modules,
                           gint64                    id,
                           const YutuFacilityChange *change,
                           const YutuSigner         *signer,
                           GError                  **error)
{
  g_autofree char *name = check_role (signer, error) ? dup_name (self, id, error) : NULL;
  Job              job = { .modules = modules, .id = id, .change = change, .name = name };

  return name != NULL && write_entry (self, "facility-change", "修改设施", name, signer,
                                      change_facility, &job, error);
}

static gboolean
move_facility (YutuConnection *connection,
               gpointer        data,
               GError        **error)
{
  Job                       *job = data;
  const YutuFacilityStretch *last = NULL;
  YutuFacilityPlace          past = { 0 };
  char                       day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuFacility) facility = NULL;

  if (!load_facility (connection, job, error))
    return FALSE;
  facility = g_steal_pointer (&job->facility);
  last = g_ptr_array_index (facility->stretches, facility->stretches->len - 1);
  if (!yutu_facility_site_resolve (connection, job->site, NULL,
                                   yutu_facility_last_day (facility->until), &job->place, error) ||
      (last->place.has_point && job->day != YUTU_DAY_INVALID &&
       !locate (connection, last->place.point, yutu_day_format (job->day - 1, day), &past, error)))
    return FALSE;
  return yutu_facility_move (connection, facility->id, &job->place, job->day, &past, error);
}

gboolean
yutu_file_move_facility (YutuFile               *self,
                         gint64                  id,
                         const YutuFacilitySite *site,
                         YutuDay                 day,
                         const YutuSigner       *signer,
                         GError                **error)
{
  static const YutuViewer nobody = { NULL, NULL, NULL };
  g_autofree char        *name = check_role (signer, error) ? dup_name (self, id, error) : NULL;
  Job                     job = { .viewer = &nobody, .id = id, .site = site, .day = day };

  return name != NULL && write_entry (self, "facility-move", "迁移设施", name, signer,
                                      move_facility, &job, error);
}

static gboolean
close_facility (YutuConnection *connection,
                gpointer        data,
                GError        **error)
{
  const Job *job = data;

  return yutu_facility_close (connection, job->id, job->day, job->text, error);
}

gboolean
yutu_file_close_facility (YutuFile         *self,
                          gint64            id,
                          YutuDay           day,
                          const char       *reason,
                          const YutuSigner *signer,
                          GError          **error)
{
  g_autofree char *name = check_role (signer, error) ? dup_name (self, id, error) : NULL;
  Job              job = { .id = id, .day = day, .text = reason };

  return name != NULL &&
         write_entry (self, day != YUTU_DAY_INVALID ? "facility-close" : "facility-reopen",
                      day != YUTU_DAY_INVALID ? "关闭设施" : "恢复设施", name, signer,
                      close_facility, &job, error);
}

static gboolean
set_year (YutuConnection *connection,
          gpointer        data,
          GError        **error)
{
  const Job *job = data;

  return yutu_facility_set_year (connection, job->modules, job->id, job->year, job->text, error);
}

gboolean
yutu_file_set_facility_year (YutuFile          *self,
                             const YutuModules *modules,
                             gint64             id,
                             int                year,
                             const char        *set,
                             const YutuSigner  *signer,
                             GError           **error)
{
  g_autofree char *name = check_role (signer, error) ? dup_name (self, id, error) : NULL;
  g_autofree char *what = g_strdup_printf ("填报 %d 年数据", year);
  Job              job = { .modules = modules, .id = id, .year = year, .text = set };

  return name != NULL &&
         write_entry (self, "facility-year", what, name, signer, set_year, &job, error);
}
