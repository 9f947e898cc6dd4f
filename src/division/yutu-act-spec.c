/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* What is wanted of an act: made in C, or read from JSON (yutu-act.h has its form).
 * Members that are not known are refused, so that a slip of the pen is not lost; one that is missing
 * is not, so that a draft can be kept: the plan tells it. */

#include "division/yutu-act.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>

#include "base/yutu-day.h"

static const char *const KINDS[YUTU_N_ACT_KINDS] = {
  "establish",
  "abolish",
  "rename",
  "subordination",
  "boundary",
  "seat",
  "merge",
  "split",
};
static const char *const DOS[YUTU_N_ACT_DOS] = {
  "establish",
  "abolish",
  "rename",
  "place",
  "give",
  "merge",
  "split",
  "seat",
};

const char *
yutu_act_kind_get_id (YutuActKind kind)
{
  return KINDS[kind];
}

gboolean
yutu_act_kind_from_id (const char  *id,
                       YutuActKind *kind)
{
  for (int i = 0; i < YUTU_N_ACT_KINDS; i++)
    if (g_strcmp0 (KINDS[i], id) == 0)
      {
        *kind = (YutuActKind)i;
        return TRUE;
      }
  return FALSE;
}

const char *
yutu_act_do_get_id (YutuActDo what)
{
  return DOS[what];
}

/* ---- Making ---- */

static void
step_free (gpointer data)
{
  YutuActStep *self = data;

  g_free (self->as);
  g_free (self->unit);
  g_free (self->to);
  g_strfreev (self->units);
  g_free (self->name);
  g_free (self->pinyin);
  g_free (self->type);
  g_free (self->parent);
  g_free (self->code);
  g_free (self->address);
  g_clear_pointer (&self->line, g_array_unref);
  g_free (self);
}

YutuActSpec *
yutu_act_spec_new (YutuActKind kind)
{
  YutuActSpec *self = g_new0 (YutuActSpec, 1);

  self->kind = kind;
  self->papers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  return self;
}

void
yutu_act_spec_free (YutuActSpec *self)
{
  g_free (self->title);
  g_free (self->doc_no);
  g_free (self->organ);
  g_free (self->approved_on);
  g_free (self->effective_on);
  g_free (self->note);
  g_hash_table_unref (self->papers);
  g_ptr_array_unref (self->steps);
  g_free (self);
}

YutuActStep *
yutu_act_spec_add (YutuActSpec *self,
                   YutuActDo    what)
{
  YutuActStep *step = g_new0 (YutuActStep, 1);

  step->what = what;
  g_ptr_array_add (self->steps, step);
  return step;
}

/* ---- Reading ---- */

typedef struct
{
  YutuActSpec *spec;
  int          step; /* from 1, as it is told; 0: the act itself */
  GError     **error;
} Reader;

static gboolean G_GNUC_PRINTF (2, 3)
  fail (const Reader *self,
        const char   *format,
        ...)
{
  g_autofree char *message = NULL;
  va_list          arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (self->step > 0)
    g_set_error (self->error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID, _ ("step %d: %s"),
                 self->step, message);
  else
    g_set_error (self->error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_INVALID, _ ("the act: %s"),
                 message);
  return FALSE;
}

static gboolean
check_members (const Reader      *self,
               JsonObject        *object,
               const char *const *known)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *member = members; member != NULL; member = member->next)
    if (!g_strv_contains (known, member->data))
      return fail (self, _ ("“%s” means nothing here; take it out, or write it as the manual does"),
                   (const char *)member->data);
  return TRUE;
}

/* A text, or a number as its text; NULL when it is not there. */
static gboolean
read_text (const Reader *self,
           JsonObject   *object,
           const char   *name,
           char        **text)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    {
      *text = g_strstrip (json_node_dup_string (node));
      return **text != '\0' || fail (self, _ ("“%s” is empty; leave it out, or fill it in"), name);
    }
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      *text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
      return TRUE;
    }
  return fail (self, _ ("“%s” is no text"), name);
}

static gboolean
need_text (const Reader *self,
           JsonObject   *object,
           const char   *name,
           char        **text)
{
  return read_text (self, object, name, text) &&
         (*text != NULL || fail (self, _ ("it has no “%s”"), name));
}

static gboolean
read_pair (const Reader *self,
           JsonNode     *node,
           const char   *name,
           YutuPoint    *point)
{
  JsonArray *pair = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  double     degrees[2];

  for (guint i = 0; pair != NULL && i < 2 && json_array_get_length (pair) == 2; i++)
    {
      JsonNode *number = json_array_get_element (pair, i);

      if (!JSON_NODE_HOLDS_VALUE (number) || (json_node_get_value_type (number) != G_TYPE_DOUBLE &&
                                              json_node_get_value_type (number) != G_TYPE_INT64))
        return fail (self, _ ("“%s”: a place is [longitude, latitude] in degrees"), name);
      degrees[i] = json_node_get_double (number);
    }
  if (pair == NULL || json_array_get_length (pair) != 2 || !(ABS (degrees[0]) <= 180) ||
      !(ABS (degrees[1]) <= 90))
    return fail (self, _ ("“%s”: a place is [longitude, latitude] in degrees"), name);
  *point = yutu_point_from_degrees (degrees[0], degrees[1]);
  return TRUE;
}

static gboolean
read_seat (const Reader *self,
           JsonObject   *object,
           const char   *name,
           YutuActStep  *step)
{
  JsonNode *node = json_object_get_member (object, name);

  step->has_seat = node != NULL && !JSON_NODE_HOLDS_NULL (node);
  return !step->has_seat || read_pair (self, node, name, &step->seat);
}

static gboolean
read_points (const Reader *self,
             JsonObject   *object,
             const char   *name,
             GArray      **points)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint      n = list != NULL ? json_array_get_length (list) : 0;

  *points = g_array_new (FALSE, FALSE, sizeof (YutuPoint));
  for (guint i = 0; i < n; i++)
    {
      YutuPoint point;

      if (!read_pair (self, json_array_get_element (list, i), name, &point))
        return FALSE;
      if ((*points)->len == 0 ||
          !yutu_point_equal (g_array_index (*points, YutuPoint, (*points)->len - 1), point))
        g_array_append_val (*points, point);
    }
  return TRUE;
}

static gboolean
read_units (const Reader *self,
            JsonObject   *object,
            const char   *name,
            GStrv        *units)
{
  JsonNode  *node = json_object_get_member (object, name);
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (list == NULL)
    return fail (self, _ ("“%s” is no list of units"), name);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *unit = json_array_get_element (list, i);

      if (!JSON_NODE_HOLDS_VALUE (unit) || (json_node_get_value_type (unit) != G_TYPE_STRING &&
                                            json_node_get_value_type (unit) != G_TYPE_INT64))
        return fail (self, _ ("“%s”: a unit is told by its code, name, number or UUID"), name);
      if (json_node_get_value_type (unit) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (unit));
      else
        {
          g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (unit));

          g_strv_builder_add (builder, number);
        }
    }
  *units = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_land (const Reader *self,
           JsonObject   *object,
           YutuActStep  *step)
{
  gboolean         has_line = json_object_has_member (object, "line");
  gboolean         has_area = json_object_has_member (object, "area");
  gboolean         has_units = json_object_has_member (object, "units");
  g_autofree char *side = NULL;

  if (has_line + has_area + has_units > 1)
    return fail (self, _ ("a piece of land is told by one of “line”, “area” and “units”"));
  if (!has_line && json_object_has_member (object, "side"))
    return fail (self, _ ("“side” needs a “line”"));
  if (has_area)
    {
      step->land = YUTU_ACT_LAND_INSIDE;
      if (!read_points (self, object, "area", &step->line))
        return FALSE;
      if (step->line->len > 3 &&
          yutu_point_equal (g_array_index (step->line, YutuPoint, 0),
                            g_array_index (step->line, YutuPoint, step->line->len - 1)))
        g_array_set_size (step->line, step->line->len - 1);
      return TRUE;
    }
  if (has_units)
    {
      step->land = YUTU_ACT_LAND_UNITS;
      return read_units (self, object, "units", &step->units);
    }
  if (!has_line)
    return TRUE;
  if (!read_points (self, object, "line", &step->line) ||
      !need_text (self, object, "side", &side))
    return FALSE;
  step->land = g_str_equal (side, "left") ? YUTU_ACT_LAND_LEFT : YUTU_ACT_LAND_RIGHT;
  return step->land == YUTU_ACT_LAND_LEFT || g_str_equal (side, "right") ||
         fail (self, _ ("“side” is “left” or “right” of the line as it runs, not “%s”"), side);
}

/* ---- Steps ---- */

static gboolean
read_pieces (const Reader *self,
             JsonObject   *object,
             const char   *to)
{
  static const char *const known[] = { "from", "line", "side", "area", "units", NULL };
  JsonNode                *node = json_object_get_member (object, "land");
  JsonArray               *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (list == NULL)
    return fail (self, _ ("“land” is a list of pieces, each with “from”"));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode    *piece = json_array_get_element (list, i);
      YutuActStep *step = yutu_act_spec_add (self->spec, YUTU_ACT_DO_GIVE);

      if (!JSON_NODE_HOLDS_OBJECT (piece))
        return fail (self, _ ("“land” is a list of pieces, each with “from”"));
      step->to = g_strdup (to);
      if (!check_members (self, json_node_get_object (piece), known) ||
          !read_text (self, json_node_get_object (piece), "from", &step->unit) ||
          !read_land (self, json_node_get_object (piece), step))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_level (const Reader *self,
            JsonObject   *object,
            YutuActStep  *step)
{
  JsonNode *node = json_object_get_member (object, "level");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 ||
      json_node_get_int (node) < 3 || json_node_get_int (node) > 5)
    return fail (self, _ ("“level” is 3 (county), 4 (township) or 5 (village)"));
  step->level = (int)json_node_get_int (node);
  return TRUE;
}

/* Of what is new. */
static gboolean
read_new (const Reader *self,
          JsonObject   *object,
          YutuActStep  *step)
{
  return read_text (self, object, "name", &step->name) && read_text (self, object, "as", &step->as) &&
         read_text (self, object, "pinyin", &step->pinyin) &&
         read_text (self, object, "type", &step->type) &&
         read_text (self, object, "code", &step->code) && read_seat (self, object, "seat", step);
}

static gboolean
read_establish (const Reader *self,
                JsonObject   *object,
                YutuActStep  *step)
{
  static const char *const known[] = { "do", "as", "name", "pinyin", "level", "type",
                                       "parent", "code", "seat", "land", NULL };

  if (!check_members (self, object, known) || !read_new (self, object, step) ||
      !read_level (self, object, step) || !read_text (self, object, "parent", &step->parent))
    return FALSE;
  if (step->as == NULL) /* other steps may call it by its name */
    step->as = g_strdup (step->name);
  return read_pieces (self, object, step->as);
}

static gboolean
read_split (const Reader *self,
            JsonObject   *object,
            YutuActStep  *step)
{
  static const char *const known[] = { "do", "unit", "new", "line", "side", "area", "units", NULL };
  static const char *const known_new[] = { "as", "name", "pinyin", "type", "code", "seat", NULL };
  JsonNode                *made = json_object_get_member (object, "new");

  if (!check_members (self, object, known) || !read_text (self, object, "unit", &step->unit))
    return FALSE;
  if (made == NULL || JSON_NODE_HOLDS_NULL (made))
    return read_land (self, object, step);
  if (!JSON_NODE_HOLDS_OBJECT (made))
    return fail (self, _ ("“new” is no object"));
  return check_members (self, json_node_get_object (made), known_new) &&
         read_new (self, json_node_get_object (made), step) && read_land (self, object, step);
}

static gboolean
read_unconfirmed (const Reader *self,
                  JsonObject   *object,
                  YutuActStep  *step)
{
  JsonNode *node = json_object_get_member (object, "unconfirmed");

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return fail (self, _ ("“unconfirmed” is true or false"));
  step->is_unconfirmed = json_node_get_boolean (node);
  return TRUE;
}

static gboolean
read_merge (const Reader *self,
            JsonObject   *object,
            YutuActStep  *step)
{
  static const char *const known[] = { "do", "units", "into", "code", "unconfirmed", NULL };

  return check_members (self, object, known) && read_unconfirmed (self, object, step) && read_units (self, object, "units", &step->units) &&
         read_text (self, object, "into", &step->to) &&
         read_text (self, object, "code", &step->code);
}

static gboolean
read_seat_move (const Reader *self,
                JsonObject   *object,
                YutuActStep  *step)
{
  static const char *const known[] = { "do", "unit", "to", "address", NULL };

  return check_members (self, object, known) && read_text (self, object, "unit", &step->unit) &&
         read_text (self, object, "address", &step->address) && read_seat (self, object, "to", step);
}

static gboolean
read_step (const Reader *self,
           JsonObject   *object)
{
  static const char *const abolish[] = { "do", "unit", NULL };
  static const char *const rename[] = { "do", "unit", "name", "pinyin", "code", NULL };
  static const char *const place[] = { "do", "unit", "under", "code", "unconfirmed", NULL };
  static const char *const give[] = { "do", "from", "to", "line", "side", "area", "units", "unconfirmed", NULL };
  g_autofree char         *what = NULL;
  YutuActStep             *step = NULL;

  if (!need_text (self, object, "do", &what))
    return FALSE;
  step = yutu_act_spec_add (self->spec, YUTU_N_ACT_DOS);
  for (int i = 0; i < YUTU_N_ACT_DOS; i++)
    if (g_str_equal (what, DOS[i]))
      step->what = (YutuActDo)i;
  switch (step->what)
    {
    case YUTU_ACT_DO_ESTABLISH:
      return read_establish (self, object, step);
    case YUTU_ACT_DO_ABOLISH:
      return check_members (self, object, abolish) && read_text (self, object, "unit", &step->unit);
    case YUTU_ACT_DO_RENAME:
      return check_members (self, object, rename) && read_text (self, object, "unit", &step->unit) &&
             read_text (self, object, "name", &step->name) &&
             read_text (self, object, "pinyin", &step->pinyin) &&
             read_text (self, object, "code", &step->code);
    case YUTU_ACT_DO_PLACE:
      return check_members (self, object, place) && read_text (self, object, "unit", &step->unit) &&
             read_text (self, object, "under", &step->to) && read_unconfirmed (self, object, step) &&
             read_text (self, object, "code", &step->code);
    case YUTU_ACT_DO_GIVE:
      return check_members (self, object, give) && read_text (self, object, "from", &step->unit) &&
             read_text (self, object, "to", &step->to) && read_unconfirmed (self, object, step) && read_land (self, object, step);
    case YUTU_ACT_DO_MERGE:
      return read_merge (self, object, step);
    case YUTU_ACT_DO_SPLIT:
      return read_split (self, object, step);
    case YUTU_ACT_DO_SEAT:
      return read_seat_move (self, object, step);
    case YUTU_N_ACT_DOS:
    default:
      return fail (self, _ ("“%s” is nothing that is done in an act"), what);
    }
}

/* ---- The whole ---- */

static gboolean
read_papers (const Reader *self,
             JsonObject   *object)
{
  JsonNode *node = json_object_get_member (object, "papers");
  g_autoptr (GList) members = NULL;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (self, _ ("“papers” is no object"));
  members = json_object_get_members (json_node_get_object (node));
  for (GList *member = members; member != NULL; member = member->next)
    {
      JsonNode *paper = json_object_get_member (json_node_get_object (node), member->data);
      gboolean  is_text =
        JSON_NODE_HOLDS_VALUE (paper) && json_node_get_value_type (paper) == G_TYPE_STRING;

      if (!is_text && !(JSON_NODE_HOLDS_VALUE (paper) &&
                        json_node_get_value_type (paper) == G_TYPE_BOOLEAN))
        return fail (self, _ ("paper “%s” is true, false or the name of its file"),
                     (const char *)member->data);
      if (is_text || json_node_get_boolean (paper))
        g_hash_table_insert (self->spec->papers, g_strdup (member->data),
                             g_strdup (is_text ? json_node_get_string (paper) : ""));
    }
  return TRUE;
}

static gboolean
check_day (const Reader *self,
           const char   *name,
           const char   *day)
{
  return day == NULL || yutu_day_parse (day) != YUTU_DAY_INVALID ||
         fail (self, _ ("“%s” is no day; write it as 2021-10-21"), day);
}

static gboolean
read_head (const Reader *self,
           JsonObject   *object)
{
  static const char *const known[] = { "kind", "title", "doc_no", "organ", "approved_on",
                                       "effective_on", "note", "papers", "steps", NULL };
  YutuActSpec             *spec = self->spec;
  g_autofree char         *kind = NULL;

  if (!check_members (self, object, known) || !need_text (self, object, "kind", &kind) ||
      !read_text (self, object, "title", &spec->title) ||
      !read_text (self, object, "doc_no", &spec->doc_no) ||
      !read_text (self, object, "organ", &spec->organ) ||
      !read_text (self, object, "approved_on", &spec->approved_on) ||
      !read_text (self, object, "effective_on", &spec->effective_on) ||
      !read_text (self, object, "note", &spec->note))
    return FALSE;
  if (!yutu_act_kind_from_id (kind, &spec->kind))
    return fail (self, _ ("“%s” is no kind of act"), kind);
  return check_day (self, "approved_on", spec->approved_on) &&
         check_day (self, "effective_on", spec->effective_on) && read_papers (self, object);
}

static gboolean
read_steps (Reader     *self,
            JsonObject *object)
{
  JsonNode  *node = json_object_get_member (object, "steps");
  JsonArray *list = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (list == NULL)
    return fail (self, _ ("it has no “steps”"));
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonNode *step = json_array_get_element (list, i);

      self->step = (int)i + 1;
      if (!JSON_NODE_HOLDS_OBJECT (step))
        return fail (self, _ ("it is no object"));
      if (!read_step (self, json_node_get_object (step)))
        return FALSE;
    }
  return TRUE;
}

YutuActSpec *
yutu_act_spec_from_json (const char *json,
                         GError    **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (YutuActSpec) spec = yutu_act_spec_new (YUTU_ACT_BOUNDARY);
  g_autoptr (GError) parse_error = NULL;
  Reader    reader = { .spec = spec, .error = error };
  JsonNode *root = NULL;

  if (!json_parser_load_from_data (parser, json, -1, &parse_error))
    {
      fail (&reader, _ ("this is no JSON: %s"), parse_error->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (&reader, _ ("this is no JSON object"));
      return NULL;
    }
  if (!read_head (&reader, json_node_get_object (root)) ||
      !read_steps (&reader, json_node_get_object (root)))
    return NULL;
  return g_steal_pointer (&spec);
}
