/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines with what belongs to them, and in words. */

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "casework/yutu-case.h"

#include <glib/gi18n.h>
#include "division/yutu-division-rule.h"
#include "gazetteer/yutu-place-name.h"
#include "geo/yutu-coordinate-text.h"
#include "geo/yutu-crs.h"
#include "geo/yutu-measure.h"
#include "session/yutu-boundary-edit.h"
#include "session/yutu-boundary-private.h"
#include "session/yutu-map.h"

#define FIRST_ZONE      25   /* 3-degree zones of China, by number; EPSG of the first without prefix */
#define LAST_ZONE       45
#define FIRST_ZONE_EPSG 4534

/* ---- Memory ---- */

void
yutu_line_report_free (YutuLineReport *self)
{
  g_clear_pointer (&self->line, yutu_boundary_line_free);
  g_clear_pointer (&self->pillars, g_ptr_array_unref);
  g_clear_pointer (&self->inspections, g_ptr_array_unref);
  g_clear_pointer (&self->course, yutu_course_free);
  g_free (self->course_text);
  g_free (self->course_fault);
  g_free (self->open_state);
  g_free (self->follow_up);
  g_free (self->follow_up_due);
  g_free (self);
}

void
yutu_inspection_report_free (YutuInspectionReport *self)
{
  g_clear_pointer (&self->inspection, yutu_line_inspection_free);
  g_clear_pointer (&self->line, yutu_boundary_line_free);
  g_clear_pointer (&self->pillars, g_ptr_array_unref);
  g_free (self);
}

static void
row_free (gpointer data)
{
  YutuLineRow *row = data;

  g_clear_pointer (&row->line, yutu_boundary_line_free);
  g_free (row->open_state);
  g_free (row);
}

void
yutu_pillar_report_free (YutuPillarReport *self)
{
  g_clear_pointer (&self->pillar, yutu_boundary_pillar_free);
  g_clear_pointer (&self->line, yutu_boundary_line_free);
  g_clear_pointer (&self->line_names, g_ptr_array_unref);
  g_free (self);
}

/* ---- When it is due ---- */

static gboolean
get_warning_days (YutuConnection *connection,
                  const char     *day,
                  int            *days,
                  GError        **error)
{
  double value = 0;

  if (!yutu_division_rule_get_number (connection, "inspection-warning-days", day, &value, error))
    return FALSE;
  *days = (int)value;
  return TRUE;
}

/* The newest inspection of the line whose case is not closed. */
static gboolean
find_open (YutuConnection *connection,
           gint64          line,
           gint64         *case_file,
           char          **state,
           GError        **error)
{
  sqlite3_stmt *row = yutu_connection_prepare (
    connection,
    "SELECT c.id, c.state FROM line_inspection i JOIN case_file c ON c.id = i.case_file "
    "WHERE i.line = ?1 AND c.closed_on IS NULL ORDER BY i.id DESC LIMIT 1",
    error);
  gboolean found = FALSE;

  *case_file = 0;
  *state = NULL;
  if (row == NULL)
    return FALSE;
  sqlite3_bind_int64 (row, 1, line);
  if (!yutu_connection_step (connection, row, &found, error))
    return FALSE;
  if (found)
    {
      *case_file = sqlite3_column_int64 (row, 0);
      *state = g_strdup ((const char *)sqlite3_column_text (row, 1));
    }
  sqlite3_reset (row);
  return TRUE;
}

/* ---- The course ---- */

/* Lines of water and roads near it whose names can stand in a text; the shapes are the names'. */
static GArray *
list_features (YutuConnection  *connection,
               const YutuShape *shape,
               YutuDay          day,
               double           follow_m,
               GPtrArray      **names,
               GError         **error)
{
  static const char *const classes[] = { "river", "road", NULL };
  GArray *features = g_array_new (FALSE, FALSE, sizeof (YutuCourseFeature));
  YutuBox box = shape->box;

  yutu_box_add_box (&box, yutu_measure_box_around ((YutuPoint){ box.min_x, box.min_y }, follow_m));
  yutu_box_add_box (&box, yutu_measure_box_around ((YutuPoint){ box.max_x, box.max_y }, follow_m));
  *names = yutu_place_name_list (connection, classes, box, day, error);
  for (guint i = 0; *names != NULL && i < (*names)->len; i++)
    {
      const YutuPlaceName *name = (*names)->pdata[i];
      YutuCourseFeature    feature = { name->name, name->shape };

      if (name->shape != NULL && yutu_boundary_check_name (name->name, NULL) &&
          (name->shape->kind == YUTU_SHAPE_LINE || name->shape->kind == YUTU_SHAPE_MULTI_LINE))
        g_array_append_val (features, feature);
    }
  return features;
}

static void
add_mark (GArray    *marks,
          GPtrArray *labels,
          char      *label, /* taken */
          YutuPoint  point)
{
  YutuCourseMark mark = { label, point };

  g_ptr_array_add (labels, label);
  if (yutu_boundary_check_name (label, NULL))
    g_array_append_val (marks, mark);
}

/* Junctions first: a pillar at one is not named beside it. */
static gboolean
list_marks (YutuConnection       *connection,
            const YutuLineReport *report,
            const char           *day,
            GArray               *marks,
            GPtrArray            *labels,
            GError              **error)
{
  const YutuBoundaryLine *line = report->line;
  g_autoptr (GPtrArray) junctions =
    yutu_boundary_list_junctions (connection, line->grade, day, error);

  if (junctions == NULL)
    return FALSE;
  for (guint i = 0; i < junctions->len; i++)
    {
      const YutuBoundaryJunction *junction = junctions->pdata[i];

      if (yutu_boundary_junction_is_of (junction, line->left_code, line->right_code))
        add_mark (marks, labels, g_strdup (junction->name), junction->point);
    }
  for (guint i = 0; i < report->pillars->len; i++)
    {
      const YutuBoundaryPillar *pillar = report->pillars->pdata[i];

      if (pillar->has_point)
        add_mark (marks, labels, g_strdup_printf ("%s号界桩", pillar->number), pillar->point);
    }
  return TRUE;
}

static gboolean
read_limits (YutuConnection *connection,
             const char     *day,
             YutuCourseSpec *spec,
             GError        **error)
{
  gboolean done =
    yutu_division_rule_get_number (connection, "course-turn-m", day, &spec->turn_m, error) &&
    yutu_division_rule_get_number (connection, "course-follow-m", day, &spec->follow_m, error) &&
    yutu_division_rule_get_number (connection, "course-follow-percent", day, &spec->follow_share, error) &&
    yutu_division_rule_get_number (connection, "pillar-pair-width-m", day, &spec->mark_reach_m, error);

  spec->follow_share /= 100;
  return done;
}

static gboolean
describe (YutuConnection *connection,
          YutuDay         day,
          YutuLineReport *report,
          GError        **error)
{
  const YutuBoundaryLine *line = report->line;
  YutuCourseSpec spec = { .name = line->name, .left = line->left_name, .right = line->right_name,
                          .shape = line->shape };
  char           text[YUTU_DAY_TEXT_SIZE];
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (YutuCourseMark));
  g_autoptr (GArray) features = NULL;
  g_autoptr (GError) why = NULL;

  if (line->shape == NULL)
    return TRUE;
  yutu_day_format (day, text);
  if (!read_limits (connection, text, &spec, error) ||
      !list_marks (connection, report, text, marks, labels, error))
    return FALSE;
  features = list_features (connection, line->shape, day, spec.follow_m, &names, error);
  if (names == NULL)
    return FALSE;
  spec.marks = (const YutuCourseMark *)(gpointer)marks->data;
  spec.n_marks = marks->len;
  spec.features = (const YutuCourseFeature *)(gpointer)features->data;
  spec.n_features = features->len;
  report->course = yutu_course_new (&spec, &why);
  if (report->course != NULL)
    report->course_text = yutu_course_to_text (report->course);
  else
    report->course_fault = g_strdup (why->message);
  return TRUE;
}

/* ---- A line ---- */

static void
mask_values (const YutuModules *modules,
             const char        *object,
             char             **values)
{
  const YutuRegister *record = yutu_modules_find_object (modules, object);
  g_autoptr (JsonNode) whole = json_from_string (*values, NULL);
  g_autofree char *masked = NULL;
  g_autoptr (JsonNode) shown = NULL;
  static const char *const beside[] = { "history", "pillars" };

  if (record == NULL || whole == NULL || !JSON_NODE_HOLDS_OBJECT (whole))
    return;
  masked = yutu_fields_mask (record->fields, record->n_fields, TRUE, *values, NULL);
  shown = json_from_string (masked, NULL);
  /* What a field does not describe is left out but for the lists beside them, which name no one. */
  for (gsize i = 0; i < G_N_ELEMENTS (beside) && shown != NULL; i++)
    {
      JsonNode *list = json_object_get_member (json_node_get_object (whole), beside[i]);

      json_object_remove_member (json_node_get_object (shown), beside[i]);
      if (list != NULL)
        json_object_set_member (json_node_get_object (shown), beside[i], json_node_copy (list));
    }
  g_free (*values);
  *values = shown != NULL ? json_to_string (shown, FALSE) : g_strdup ("{}");
}

typedef struct
{
  const YutuModules  *modules;
  gint64              id;
  YutuDay             day;
  int                 within;
  const char         *text;
  gint64              found;
  YutuLineReport     *report;
  YutuPillarReport   *pillar;
  YutuLineInspection *inspection;
  YutuInspectionReport *record;
  GPtrArray          *rows;
  char               *described;
} Read;

/* What an inspection found and nobody has mended yet. */
static void
find_follow_up (YutuLineReport *report)
{
  for (guint i = 0; i < report->inspections->len; i++)
    {
      const YutuLineInspection *inspection = report->inspections->pdata[i];
      g_autofree char          *problems = yutu_boundary_get_value (inspection->values, "problems");
      g_autofree char          *done_on = yutu_boundary_get_value (inspection->values, "followed_up_on");

      if (problems == NULL || *problems == '\0')
        continue;
      if (done_on == NULL)
        {
          report->follow_up = g_steal_pointer (&problems);
          report->follow_up_due = yutu_boundary_get_value (inspection->values, "follow_up_due");
        }
      return;
    }
}

static gboolean
read_report (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Read *read = data;
  char  day[YUTU_DAY_TEXT_SIZE];
  int   warning = 0;
  g_autoptr (YutuLineReport) report = g_new0 (YutuLineReport, 1);

  yutu_day_format (read->day, day);
  report->line = yutu_boundary_load (connection, read->id, day, error);
  if (report->line == NULL)
    return FALSE;
  report->pillars =
    yutu_boundary_list_pillars (connection, read->id, report->line->shape, day, error);
  report->inspections = report->pillars != NULL
                          ? yutu_boundary_list_inspections (connection, read->id, error)
                          : NULL;
  if (report->inspections == NULL || !get_warning_days (connection, day, &warning, error) ||
      !find_open (connection, read->id, &report->open_case, &report->open_state, error) ||
      !describe (connection, read->day, report, error))
    return FALSE;
  find_follow_up (report);
  report->has_due = yutu_boundary_line_is_due (report->line, day, &report->days_left);
  report->is_due = report->has_due && report->days_left < warning;
  for (guint i = 0; i < report->pillars->len; i++)
    mask_values (read->modules, YUTU_OBJECT_PILLAR,
                 &((YutuBoundaryPillar *)report->pillars->pdata[i])->values);
  for (guint i = 0; i < report->inspections->len; i++)
    mask_values (read->modules, YUTU_OBJECT_INSPECTION,
                 &((YutuLineInspection *)report->inspections->pdata[i])->values);
  read->report = g_steal_pointer (&report);
  return TRUE;
}

YutuLineReport *
yutu_file_read_line_report (YutuFile          *self,
                            const YutuModules *modules,
                            gint64             line,
                            YutuDay            day,
                            GError           **error)
{
  Read read = { .modules = modules, .id = line, .day = day };

  yutu_store_read (yutu_file_get_store (self), read_report, &read, NULL, error);
  return read.report;
}

/* ---- All lines ---- */

static int
compare_due (gconstpointer a,
             gconstpointer b)
{
  const YutuLineRow *one = *(const YutuLineRow *const *)a;
  const YutuLineRow *two = *(const YutuLineRow *const *)b;

  if (one->days_left != two->days_left)
    return one->days_left < two->days_left ? -1 : 1;
  return (one->line->id > two->line->id) - (one->line->id < two->line->id);
}

static gboolean
list_lines (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Read *read = data;
  char  day[YUTU_DAY_TEXT_SIZE];
  int   warning = 0;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (GPtrArray) lines = NULL;

  yutu_day_format (read->day, day);
  lines = yutu_boundary_list (connection, day, error);
  if (lines == NULL || !get_warning_days (connection, day, &warning, error))
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    {
      YutuLineRow *row = g_new0 (YutuLineRow, 1);
      int          limit = read->within < 0 ? warning : read->within;

      g_ptr_array_add (rows, row);
      row->line = g_steal_pointer (&lines->pdata[i]);
      row->has_due = yutu_boundary_line_is_due (row->line, day, &row->days_left);
      row->is_due = row->has_due && row->days_left < warning;
      if (!find_open (connection, row->line->id, &row->open_case, &row->open_state, error))
        return FALSE;
      if (read->within != G_MAXINT && (!row->has_due || row->days_left >= limit))
        g_ptr_array_remove_index (rows, rows->len - 1);
    }
  if (read->within != G_MAXINT)
    g_ptr_array_sort (rows, compare_due);
  read->rows = g_steal_pointer (&rows);
  return TRUE;
}

GPtrArray *
yutu_file_list_lines (YutuFile          *self,
                      const YutuModules *modules,
                      YutuDay            day,
                      int                within,
                      GError           **error)
{
  Read read = { .modules = modules, .day = day, .within = within };

  yutu_store_read (yutu_file_get_store (self), list_lines, &read, NULL, error);
  return read.rows;
}

/* ---- A pillar, an inspection ---- */

static gboolean
read_pillar (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Read *read = data;
  char  day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuPillarReport) report = g_new0 (YutuPillarReport, 1);

  yutu_day_format (read->day, day);
  report->line_names = g_ptr_array_new_with_free_func (g_free);
  report->pillar = yutu_boundary_load_pillar (connection, read->id, error);
  report->line = report->pillar != NULL
                   ? yutu_boundary_load (connection, report->pillar->line, day, error)
                   : NULL;
  if (report->line == NULL)
    return FALSE;
  if (report->pillar->has_point && report->line->shape != NULL)
    yutu_boundary_place_point (report->line->shape, report->pillar->point, &report->pillar->along_m,
                               &report->pillar->off_m, &report->pillar->side);
  for (guint i = 0; i < report->pillar->lines->len; i++)
    {
      g_autoptr (YutuBoundaryLine) line = yutu_boundary_load (
        connection, g_array_index (report->pillar->lines, gint64, i), day, error);

      if (line == NULL)
        return FALSE;
      g_ptr_array_add (report->line_names, g_strdup (line->name));
    }
  mask_values (read->modules, YUTU_OBJECT_PILLAR, &report->pillar->values);
  read->pillar = g_steal_pointer (&report);
  return TRUE;
}

YutuPillarReport *
yutu_file_read_pillar (YutuFile          *self,
                       const YutuModules *modules,
                       gint64             pillar,
                       YutuDay            day,
                       GError           **error)
{
  Read read = { .modules = modules, .id = pillar, .day = day };

  yutu_store_read (yutu_file_get_store (self), read_pillar, &read, NULL, error);
  return read.pillar;
}

static gboolean
read_inspection (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  Read *read = data;

  read->inspection = yutu_boundary_load_inspection (connection, read->id, error);
  if (read->inspection != NULL)
    mask_values (read->modules, YUTU_OBJECT_INSPECTION, &read->inspection->values);
  return read->inspection != NULL;
}

YutuLineInspection *
yutu_file_read_inspection (YutuFile          *self,
                           const YutuModules *modules,
                           gint64             inspection,
                           GError           **error)
{
  Read read = { .modules = modules, .id = inspection };

  yutu_store_read (yutu_file_get_store (self), read_inspection, &read, NULL, error);
  return read.inspection;
}

static gboolean
read_record (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Read *read = data;
  char  day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuInspectionReport) report = g_new0 (YutuInspectionReport, 1);

  yutu_day_format (read->day, day);
  report->inspection = yutu_boundary_load_inspection (connection, read->id, error);
  report->line = report->inspection != NULL
                   ? yutu_boundary_load (connection, report->inspection->line, day, error)
                   : NULL;
  report->pillars = report->line != NULL ? yutu_boundary_list_pillars (connection, report->line->id,
                                                                       report->line->shape, day, error)
                                         : NULL;
  if (report->pillars == NULL)
    return FALSE;
  mask_values (read->modules, YUTU_OBJECT_INSPECTION, &report->inspection->values);
  for (guint i = 0; i < report->pillars->len; i++)
    mask_values (read->modules, YUTU_OBJECT_PILLAR,
                 &((YutuBoundaryPillar *)report->pillars->pdata[i])->values);
  read->record = g_steal_pointer (&report);
  return TRUE;
}

YutuInspectionReport *
yutu_file_read_inspection_report (YutuFile          *self,
                                  const YutuModules *modules,
                                  gint64             inspection,
                                  YutuDay            day,
                                  GError           **error)
{
  Read read = { .modules = modules, .id = inspection, .day = day };

  yutu_store_read (yutu_file_get_store (self), read_record, &read, NULL, error);
  return read.record;
}

static gboolean
read_bounds (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Read *read = data;
  char  day[YUTU_DAY_TEXT_SIZE];
  g_autoptr (YutuBounds) bounds =
    yutu_bounds_load (connection, read->id, yutu_day_format (read->day, day), error);

  read->described = bounds != NULL ? yutu_bounds_to_text (bounds) : NULL;
  return bounds != NULL;
}

char *
yutu_file_describe_unit (YutuFile *self,
                         gint64    unit,
                         YutuDay   day,
                         GError  **error)
{
  Read read = { .id = unit, .day = day };

  yutu_store_read (yutu_file_get_store (self), read_bounds, &read, NULL, error);
  return read.described;
}

/* ---- Finding ---- */

static gboolean
find_line (YutuConnection *connection,
           gpointer        data,
           GError        **error)
{
  Read *read = data;
  char  day[YUTU_DAY_TEXT_SIZE];

  return yutu_boundary_find_one (connection, read->text, yutu_day_format (read->day, day), &read->found, error);
}

static gboolean
find_pillar (YutuConnection *connection,
             gpointer        data,
             GError        **error)
{
  Read *read = data;
  char  day[YUTU_DAY_TEXT_SIZE];

  return yutu_boundary_find_pillar (connection, read->text, yutu_day_format (read->day, day), &read->found, error);
}

static gboolean
find_inspection (YutuConnection *connection,
                 gpointer        data,
                 GError        **error)
{
  Read *read = data;

  return yutu_boundary_find_inspection (connection, read->id, &read->found, error);
}

gboolean
yutu_file_find_line (YutuFile   *self,
                     const char *text,
                     YutuDay     day,
                     gint64     *id,
                     GError    **error)
{
  Read     read = { .text = text, .day = day };
  gboolean done = yutu_store_read (yutu_file_get_store (self), find_line, &read, NULL, error);

  *id = read.found;
  return done;
}

gboolean
yutu_file_find_pillar (YutuFile   *self,
                       const char *text,
                       YutuDay     day,
                       gint64     *id,
                       GError    **error)
{
  Read     read = { .text = text, .day = day };
  gboolean done = yutu_store_read (yutu_file_get_store (self), find_pillar, &read, NULL, error);

  *id = read.found;
  return done;
}

gboolean
yutu_file_find_inspection (YutuFile *self,
                           gint64    case_file,
                           gint64   *id,
                           GError  **error)
{
  Read     read = { .id = case_file };
  gboolean done = yutu_store_read (yutu_file_get_store (self), find_inspection, &read, NULL, error);

  *id = read.found;
  return done;
}

/* ---- Positions ---- */

gboolean
yutu_position_from_dms (const char *text,
                        double     *degrees)
{
  const char *dot = strchr (text, '.');
  gsize       whole = dot != NULL ? (gsize)(dot - text) : strlen (text);
  char        digits[64] = "";
  int         minutes;
  double      seconds;

  if (whole == 0 || whole > 3 || strspn (text, "0123456789") != whole ||
      (dot != NULL && dot[1 + strspn (dot + 1, "0123456789")] != '\0') ||
      (dot != NULL && strlen (dot + 1) > 40))
    return FALSE;
  g_strlcpy (digits, dot != NULL ? dot + 1 : "", sizeof digits);
  for (gsize n = strlen (digits); n < 4; n++)
    digits[n] = '0';
  minutes = (digits[0] - '0') * 10 + (digits[1] - '0');
  /* Digits behind the second pair are fractions of a second. */
  {
    g_autofree char *fraction = g_strdup_printf ("%c%c.%s", digits[2], digits[3], digits + 4);

    seconds = g_ascii_strtod (fraction, NULL);
  }
  if (minutes >= 60 || seconds >= 60)
    return FALSE;
  *degrees = g_ascii_strtod (text, NULL);
  *degrees = floor (*degrees) + minutes / 60.0 + seconds / 3600;
  return TRUE;
}

static gboolean
read_metres (YutuFile                  *self,
             const YutuTypedCoordinate *typed,
             YutuPoint                 *point,
             GError                   **error)
{
  int epsg = FIRST_ZONE_EPSG + typed->zone - FIRST_ZONE;

  if (typed->zone == 0 && !yutu_file_read_map_crs (self, &epsg, error))
    return FALSE;
  if (epsg != YUTU_SRID && (typed->zone == 0 || (typed->zone >= FIRST_ZONE && typed->zone <= LAST_ZONE)) &&
      yutu_crs_unproject_point (epsg, typed->easting_m, typed->northing_m, point, NULL))
    return TRUE;
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
               _ ("%.3f m east and %.3f m north is no place in the zone; give the easting with its zone "
               "before it, as 40465925.854"),
               typed->easting_m, typed->northing_m);
  return FALSE;
}

gboolean
yutu_file_parse_position (YutuFile   *self,
                          const char *text,
                          gboolean    is_dms,
                          YutuPoint  *point,
                          GError    **error)
{
  YutuTypedCoordinate typed;

  if (is_dms)
    {
      g_auto (GStrv) parts = g_strsplit_set (text, " ,;", -1);
      double degrees[2] = { 0, 0 };
      gsize  n = 0;

      for (gsize i = 0; parts[i] != NULL && n < 3; i++)
        if (*parts[i] != '\0' && (n == 2 || !yutu_position_from_dms (parts[i], &degrees[n++])))
          n = 3;
      if (n == 2)
        {
          gboolean is_turned = degrees[0] <= 90 && degrees[1] > 90;

          *point = yutu_point_from_degrees (degrees[is_turned], degrees[!is_turned]);
          return TRUE;
        }
    }
  else if (yutu_coordinate_parse (text, &typed))
    {
      *point = typed.point;
      return !typed.is_metres || read_metres (self, &typed, point, error);
    }
  g_set_error (error, YUTU_CASEWORK_ERROR, YUTU_CASEWORK_ERROR_FIELD,
               is_dms ? _ ("“%s” is no pair of degrees, minutes and seconds written DD.MMSS; minutes and "
                        "seconds are below 60")
                      : _ ("“%s” is no position; write 119.4, 28.85 or 119°24′15″ 28°51′21″, or metres east "
                        "and north"),
               text);
  return FALSE;
}
