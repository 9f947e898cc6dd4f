/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-name-papers.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "division/yutu-division.h"
#include "gazetteer/yutu-gazetteer-write.h"
#include "gazetteer/yutu-name-course.h"
#include "gazetteer/yutu-place-class.h"
#include "gazetteer/yutu-place-name.h"
#include "session/yutu-name-papers-private.h"
#include "session/yutu-paper-form.h"
#include "session/yutu-session-private.h"
#include "sheet/yutu-sheet-book.h"

#define FORMS      "rules/name-papers.json"
#define MAX_POINTS 100 /* of a line that are looked up */

void
yutu_name_paper_free (YutuNamePaper *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->opening);
  g_clear_pointer (&self->cells, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->lacking, g_ptr_array_unref);
  g_free (self);
}

/* ---- Facts ---- */

typedef struct
{
  gint64        place;
  gboolean      is_filing; /* the rules stand on no notice */
  char          day[YUTU_DAY_TEXT_SIZE];
  gboolean      is_end;      /* the name is abolished, or is to be */
  guint         n_crossed;   /* townships told */
  GHashTable   *facts;       /* char * → char * */
  char         *class_title; /* of its class by the table of the file; NULL: the kind says it */
  YutuPaperForm form;
} Write;

static void
write_clear (Write *self)
{
  g_clear_pointer (&self->facts, g_hash_table_unref);
  g_free (self->class_title);
  yutu_paper_form_clear (&self->form);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Write, write_clear)

/* Takes @text; NULL and "" are no fact. */
static void
put (Write      *self,
     const char *key,
     char       *text)
{
  if (text != NULL && *text != '\0')
    g_hash_table_insert (self->facts, g_strdup (key), text);
  else
    g_free (text);
}

static const char *
get (const Write *self,
     const char  *key)
{
  return g_hash_table_lookup (self->facts, key);
}

static gboolean
put_columns (YutuConnection *connection,
             Write          *self,
             GError        **error)
{
  g_autoptr (GPtrArray) facts = yutu_place_name_list_facts (connection, self->place, error);

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    {
      const YutuPlaceFact *fact = facts->pdata[i];
      const char          *key = g_str_has_prefix (fact->key, "fields.") ? fact->key + strlen ("fields.") : fact->key;

      put (self, key, g_strdup (fact->text));
    }
  return facts != NULL;
}

/* 婺城区城东街道、城中街道: what is recorded in no unit lies in those that its points lie in. */
static gboolean
put_crossed (YutuConnection      *connection,
             Write               *self,
             const YutuPlaceName *name,
             GError             **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize step = name->shape != NULL ? MAX (name->shape->n_points / MAX_POINTS, 1) : 1;

  for (gsize i = 0; name->shape != NULL && i < name->shape->n_points; i += step)
    {
      g_autoptr (GPtrArray) chain = yutu_division_locate (connection, name->shape->points[i], self->day, error);

      if (chain == NULL)
        return FALSE;
      for (guint k = 0; k < chain->len; k++)
        {
          const YutuDivision *unit = chain->pdata[k];
          gboolean            is_above = unit->level < 4;

          if (unit->level > 4 || !g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize)unit->unit)))
            continue;
          g_string_append_printf (text, "%s%s", !is_above && self->n_crossed++ > 0 ? "、" : "", unit->name);
        }
    }
  put (self, "division", g_strdup (text->str));
  return TRUE;
}

/* 婺城区城东街道八一社区, and the units below that it reaches over: 婺城区城西街道、江南街道 */
static gboolean
put_division (YutuConnection      *connection,
              Write               *self,
              const YutuPlaceName *name,
              GError             **error)
{
  g_autoptr (GPtrArray) chain = yutu_division_list_chain (connection, name->division, self->day, error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (chain == NULL)
    return FALSE;
  if (chain->len == 0)
    return put_crossed (connection, self, name, error);
  for (guint i = 0; i < chain->len; i++)
    g_string_append (text, ((const YutuDivision *)chain->pdata[i])->name);
  if (get (self, YUTU_PLACE_CROSSED) != NULL)
    g_string_append (text, get (self, YUTU_PLACE_CROSSED));
  g_hash_table_remove (self->facts, "division");
  put (self, "division", g_strdup (text->str));
  return TRUE;
}

static void
put_coordinates (Write               *self,
                 const YutuPlaceName *name)
{
  double lon = yutu_grid_to_degrees (name->point.x);
  double lat = yutu_grid_to_degrees (name->point.y);

  if (name->has_point)
    put (self, "coordinates",
         g_strdup_printf ("%s%.6f°，%s%.6f°", lon < 0 ? "西经" : "东经", ABS (lon), lat < 0 ? "南纬" : "北纬", ABS (lat)));
}

/* Where the class is another one than its kind: as the table of the file calls it. */
static gboolean
read_class_title (YutuConnection *connection,
                  Write          *self,
                  GError        **error)
{
  g_autoptr (YutuPlaceClasses) classes = yutu_place_classes_load (connection, error);
  const YutuPlaceClass *class = classes != NULL ? yutu_place_classes_find (classes, get (self, YUTU_PLACE_CATEGORY)) : NULL;

  self->class_title = class != NULL ? g_strdup (class->title) : NULL;
  return classes != NULL;
}

static gboolean
put_rules (YutuConnection      *connection,
           Write               *self,
           const YutuPlaceName *name,
           YutuDay              day,
           GError             **error)
{
  char *text = yutu_name_papers_dup_rules (connection, name, day, error);

  put (self, "rules", text);
  return text != NULL;
}

static gboolean
read_facts (YutuConnection *connection,
            gpointer        data,
            GError        **error)
{
  Write  *self = data;
  YutuDay today = yutu_day_parse (self->day);
  g_autoptr (YutuPlaceName) name = NULL;

  if (!yutu_place_name_load (connection, self->place, &name, error))
    return FALSE;
  if (name == NULL)
    {
      g_set_error (error, YUTU_DIVISION_ERROR, YUTU_DIVISION_ERROR_NOT_FOUND, _ ("there is no place name %" PRId64), self->place);
      return FALSE;
    }
  if (name->valid_from < name->valid_to)
    yutu_day_format (CLAMP (yutu_day_parse (self->day), name->valid_from, name->valid_to - 1), self->day);
  put_coordinates (self, name);
  if (!put_columns (connection, self, error) || !put_division (connection, self, name, error) ||
      (self->is_filing && !put_rules (connection, self, name, today, error)) || !read_class_title (connection, self, error))
    return FALSE;
  self->is_end = strcmp (name->status, "abolish_applied") == 0 ||
                 (strcmp (name->status, "historical") == 0 && get (self, "abolition_approved_on") != NULL);
  return TRUE;
}

/* ---- Words ---- */

static void
put_word (Write      *self,
          const char *table,
          const char *key)
{
  JsonObject *words = json_object_has_member (self->form.object, table) ? json_object_get_object_member (self->form.object, table) : NULL;
  const char *id = get (self, key);

  if (words != NULL && id != NULL)
    put (self, key, g_strdup (json_object_get_string_member_with_default (words, id, id)));
}

static void
put_class (Write *self)
{
  if (self->class_title != NULL)
    put (self, "class", g_strdup (self->class_title));
  else if (g_strcmp0 (get (self, "class"), "other") == 0)
    g_hash_table_remove (self->facts, "class");
  else
    put_word (self, "classes", "class");
}

/* Facts that an imported record has under the heading of its list. */
static void
put_aliases (Write *self)
{
  JsonObject *aliases = json_object_has_member (self->form.object, "aliases") ? json_object_get_object_member (self->form.object, "aliases") : NULL;
  g_autoptr (GList) keys = aliases != NULL ? json_object_get_members (aliases) : NULL;

  for (GList *at = keys; at != NULL; at = at->next)
    if (get (self, at->data) == NULL)
      put (self, at->data, g_strdup (get (self, json_object_get_string_member_with_default (aliases, at->data, ""))));
}

/* Days as they are written; the days that follow from others. */
static void
put_days (Write *self)
{
  static const char *const days[] = { "approved_on", "filed_on", "announced_on", "effective_on", "valid_from", "valid_to",
                                      "abolition_approved_on", "abolition_filed_on", "abolition_announced_on",
                                      "abolition_effective_on" };
  static const char *const from[][2] = { { "approved_on", "file_by" }, { "abolition_approved_on", "abolition_file_by" } };
  gint64                   n = json_object_get_int_member_with_default (self->form.object, "filing_days", 0);
  char                     day[YUTU_DAY_TEXT_SIZE];

  for (gsize i = 0; i < G_N_ELEMENTS (from) && n > 0; i++)
    if (yutu_day_parse (get (self, from[i][0])) != YUTU_DAY_INVALID)
      put (self, from[i][1], yutu_paper_format_day (yutu_day_format (yutu_day_parse (get (self, from[i][0])) + (YutuDay)n, day)));
  if (get (self, "valid_from") != NULL)
    put (self, "effective_on", g_strdup (get (self, "valid_from")));
  if (get (self, "valid_to") != NULL)
    put (self, "abolition_effective_on", g_strdup (get (self, "valid_to")));
  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    put (self, days[i], yutu_paper_format_day (get (self, days[i])));
}

/* The sentence with its {facts} filled in; what there is no fact for is said to be missing. */
static char *
fill (const Write *self,
      const char  *sentence)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *missing = json_object_get_string_member_with_default (self->form.object, "missing", "—");

  for (const char *p = sentence; *p != '\0';)
    {
      const char      *end = *p == '{' ? strchr (p, '}') : NULL;
      g_autofree char *key = end != NULL ? g_strndup (p + 1, (gsize)(end - p - 1)) : NULL;

      if (key == NULL)
        g_string_append_c (out, *p++);
      else
        {
          g_string_append (out, get (self, key) != NULL ? get (self, key) : missing);
          p = end + 1;
        }
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const char *
get_act (const Write *self)
{
  if (self->is_end)
    return "abolish";
  return get (self, "former") != NULL ? "rename" : "name";
}

static gboolean
has_text (JsonArray  *list, /* nullable */
          const char *text)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    if (strcmp (json_array_get_string_element (list, i), text) == 0)
      return TRUE;
  return FALSE;
}

/* @must: (nullable) */
static void
add_row (const Write   *self,
         YutuNamePaper *paper,
         JsonArray     *row,
         JsonArray     *must)
{
  const char *key = json_array_get_string_element (row, 0);
  const char *heading = json_array_get_string_element (row, 1);
  const char *text = *key != '\0' ? get (self, key) : "";
  gboolean    is_needed = json_array_get_boolean_element (row, 2);

  if (text == NULL && !is_needed)
    return;
  if (text == NULL)
    g_ptr_array_add (paper->missing, g_strdup (heading));
  if (text == NULL && has_text (must, key))
    g_ptr_array_add (paper->lacking, g_strdup (heading));
  g_ptr_array_add (paper->cells, g_strdup (heading));
  g_ptr_array_add (paper->cells,
                   g_strdup (text != NULL ? text : json_object_get_string_member_with_default (self->form.object, "missing", "—")));
}

static YutuNamePaper *
make_paper (const Write      *self,
            YutuNamePaperKind kind,
            GError          **error)
{
  const char *member = kind == YUTU_NAME_NOTICE ? "notice" : "filing";
  JsonObject *acts = json_object_has_member (self->form.object, member) ? json_object_get_object_member (self->form.object, member) : NULL;
  JsonObject *words = acts != NULL && json_object_has_member (acts, get_act (self)) ? json_object_get_object_member (acts, get_act (self)) : NULL;
  JsonArray  *rows = words != NULL && json_object_has_member (words, "rows") ? json_object_get_array_member (words, "rows") : NULL;
  JsonArray  *must = words != NULL && json_object_has_member (words, "must") ? json_object_get_array_member (words, "must") : NULL;
  g_autoptr (YutuNamePaper) paper = g_new0 (YutuNamePaper, 1);

  if (rows == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _ ("%s: %s has no rows for %s"), FORMS, member, get_act (self));
      return NULL;
    }
  paper->title = fill (self, json_object_get_string_member_with_default (words, "title", ""));
  paper->opening = fill (self, json_object_get_string_member_with_default (words, "opening", ""));
  paper->cells = g_ptr_array_new_with_free_func (g_free);
  paper->missing = g_ptr_array_new_with_free_func (g_free);
  paper->lacking = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);

      if (json_array_get_length (row) == 3)
        add_row (self, paper, row, must);
    }
  return g_steal_pointer (&paper);
}

YutuNamePaper *
yutu_file_write_name_paper (YutuFile         *self,
                            gint64            place,
                            YutuNamePaperKind kind,
                            YutuDay           day,
                            GCancellable     *cancellable,
                            GError          **error)
{
  g_auto (Write) write = { .place = place, .is_filing = kind == YUTU_NAME_FILING, .facts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  const char *decided = NULL;

  yutu_day_format (day, write.day);
  if (!yutu_store_read (yutu_file_get_store (self), read_facts, &write, cancellable, error))
    return NULL;
  decided = get (&write, "abolition_approved_on") != NULL ? get (&write, "abolition_approved_on") : get (&write, "approved_on");
  if (!yutu_paper_form_load (&write.form, FORMS, decided != NULL ? decided : write.day, error))
    return NULL;
  put_aliases (&write);
  put_class (&write);
  put_word (&write, "statuses", "status");
  put_days (&write);
  return make_paper (&write, kind, error);
}

/* ---- Written ---- */

char *
yutu_name_paper_dup_text (const YutuNamePaper *self)
{
  g_autoptr (GString) out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n", self->title);
  if (*self->opening != '\0')
    g_string_append_printf (out, "%s\n", self->opening);
  for (guint i = 0; i + 1 < self->cells->len; i += 2)
    g_string_append_printf (out, "%s：%s\n", (const char *)self->cells->pdata[i], (const char *)self->cells->pdata[i + 1]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

char *
yutu_name_paper_dup_headings (const GPtrArray *headings)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < headings->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "、" : "", (const char *)headings->pdata[i]);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static gboolean
check_lacking (const YutuNamePaper *self,
               GError             **error)
{
  g_autofree char *list = yutu_name_paper_dup_headings (self->lacking);

  if (self->lacking->len == 0)
    return TRUE;
  /* Translators: the title of a notice, and what it lacks */
  g_set_error (error, YUTU_GAZETTEER_ERROR, YUTU_GAZETTEER_ERROR_INVALID,
               _ ("%s: by law it must tell: %s. Enter it in the record, or in the case that leads the name, first"), self->title, list);
  return FALSE;
}

gboolean
yutu_name_paper_save (const YutuNamePaper *self,
                      const char          *path,
                      GError             **error)
{
  static const double widths[] = { 1.2, 4 };
  g_autofree char    *low = g_ascii_strdown (path, -1);
  YutuBookPart        part = { .title = self->title,
                               .text = *self->opening != '\0' ? self->opening : NULL,
                               .n_columns = G_N_ELEMENTS (widths),
                               .widths = widths,
                               .cells = (const char *const *)self->cells->pdata,
                               .n_rows = self->cells->len / G_N_ELEMENTS (widths) };

  if (!check_lacking (self, error))
    return FALSE;
  if (g_str_has_suffix (low, ".txt"))
    {
      g_autofree char *text = yutu_name_paper_dup_text (self);

      return g_file_set_contents (path, text, -1, error);
    }
  if (g_str_has_suffix (low, ".pdf"))
    return yutu_sheet_book_write (&part, 1, path, NULL, error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, _ ("%s: the name must end in .txt or .pdf"), path);
  return FALSE;
}

/* ---- For a window ---- */

typedef struct
{
  gint64            place;
  YutuNamePaperKind kind;
  char             *path; /* NULL: to be read */
} Job;

static void
job_free (gpointer data)
{
  Job *self = data;

  g_free (self->path);
  g_free (self);
}

static gpointer
write_paper (YutuSessionWork *work,
             gpointer         data,
             GError         **error)
{
  const Job *job = data;

  return yutu_file_write_name_paper (work->file, job->place, job->kind, work->day, work->cancellable, error);
}

static gpointer
save_paper (YutuSessionWork *work,
            gpointer         data,
            GError         **error)
{
  const Job *job = data;
  g_autoptr (YutuNamePaper) paper = write_paper (work, data, error);

  return GINT_TO_POINTER (paper != NULL && yutu_name_paper_save (paper, job->path, error));
}

static const YutuSessionWorkSpec WRITE = { write_paper, (GDestroyNotify)yutu_name_paper_free, FALSE };
static const YutuSessionWorkSpec SAVE = { save_paper, NULL, FALSE };

static void
begin (YutuSession               *self,
       const YutuSessionWorkSpec *spec,
       const Job                 *job,
       GCancellable              *cancellable,
       GAsyncReadyCallback        callback,
       gpointer                   user_data)
{
  Job *copy = g_memdup2 (job, sizeof *job);

  g_return_if_fail (YUTU_IS_SESSION (self));
  copy->path = g_strdup (job->path);
  yutu_session_begin_work (self, spec, copy, job_free, cancellable, callback, user_data);
}

void
yutu_session_write_name_paper_async (YutuSession        *self,
                                     gint64              place,
                                     YutuNamePaperKind   kind,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data)
{
  begin (self, &WRITE, &(Job){ .place = place, .kind = kind }, cancellable, callback, user_data);
}

YutuNamePaper *
yutu_session_write_name_paper_finish (YutuSession  *self,
                                      GAsyncResult *result,
                                      GError      **error)
{
  return yutu_session_finish_work (self, &WRITE, result, error);
}

void
yutu_session_save_name_paper_async (YutuSession        *self,
                                    gint64              place,
                                    YutuNamePaperKind   kind,
                                    const char         *path,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data)
{
  begin (self, &SAVE, &(Job){ .place = place, .kind = kind, .path = (char *)path }, NULL, callback, user_data);
}

gboolean
yutu_session_save_name_paper_finish (YutuSession  *self,
                                     GAsyncResult *result,
                                     GError      **error)
{
  return yutu_session_finish_work (self, &SAVE, result, error) != NULL;
}
