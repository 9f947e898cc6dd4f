/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* A batch of collected addresses: what it holds, its sample, the verdicts on it. Its states are steps of its
 * case (the verb case). */

#include "cli/yutu-verb-address-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/yutu-cli-table.h"
#include "session/yutu-address-list.h"
#include "session/yutu-address-words.h"
#include "session/yutu-batch-edit.h"
#include "session/yutu-case-edit.h"
#include "session/yutu-name-edit.h"

#define MAX_LINE 1024

/* ---- What is in it ---- */

static void
emit_row (YutuCall           *call,
          const YutuBatchRow *row)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "id", row->address);
  yutu_json_add_text (builder, "standard", row->text);
  yutu_json_add_text (builder, "village", row->village);
  yutu_json_add_text (builder, "verdict", row->verdict < 0 ? NULL : row->verdict == 1 ? "right"
                                                                                      : "wrong");
  yutu_json_add_text (builder, "note", row->note);
  yutu_json_add_place (builder, row->has_point, row->point);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_road (YutuCall            *call,
           const YutuBatchRoad *road)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "road", road->place);
  yutu_json_add_text (builder, "name", road->name);
  yutu_json_add_int (builder, "addresses", road->n);
  yutu_json_add_int (builder, "missing", road->n_missing);
  yutu_json_add_int (builder, "doubles", road->n_double);
  yutu_json_add_int (builder, "out_of_order", road->n_out_of_order);
  yutu_json_add_int (builder, "other_side", road->n_other_side);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
emit_end (YutuCall            *call,
          const YutuBatchPage *page)
{
  const YutuBatch *batch = &page->batch;
  JsonBuilder     *builder = json_builder_new ();

  json_builder_begin_object (builder);
  yutu_json_add_int (builder, "batch", page->case_file);
  yutu_json_add_int (builder, "addresses", batch->n);
  yutu_json_add_int (builder, "sampled", batch->n_sampled);
  json_builder_set_member_name (builder, "seed");
  if (batch->has_sample)
    json_builder_add_int_value (builder, batch->seed);
  else
    json_builder_add_null_value (builder);
  yutu_json_add_int (builder, "right", batch->n_right);
  yutu_json_add_int (builder, "wrong", batch->n_wrong);
  yutu_json_add_double (builder, "least_share", batch->share_pct);
  yutu_json_add_double (builder, "least_right", batch->right_pct);
  yutu_json_add_boolean (builder, "passes", yutu_batch_passes (batch));
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static void
print_rows (const YutuBatchPage *page)
{
  const char *const headings[] = { _ ("Address"), _ ("Standard address"), _ ("Verdict"), _ ("Note"), NULL };
  YutuCliTable     *table = yutu_cli_table_new ("rlll", headings);

  for (guint i = 0; i < page->rows->len; i++)
    {
      const YutuBatchRow *row = g_ptr_array_index (page->rows, i);
      g_autofree char    *id = g_strdup_printf ("%" PRId64, row->address);

      yutu_cli_table_add (table, (const char *const[]){ id, row->text,
                                                        row->verdict < 0    ? NULL
                                                        : row->verdict == 1 ? _ ("Right")
                                                                            : _ ("Wrong"),
                                                        row->note });
    }
  yutu_cli_table_print (table, _ ("Sample"));
}

static YutuExit
show (YutuCall          *call,
      YutuFile          *file,
      const YutuModules *modules,
      gint64             id,
      const char        *out,
      GError           **error)
{
  g_autoptr (YutuBatchPage) page = yutu_file_load_batch (file, modules, id, call->as_of, call->role, NULL, error);

  if (page == NULL || (out != NULL && !yutu_batch_page_save (page, out, error)))
    return YUTU_EXIT_INPUT;
  if (!call->json)
    print_rows (page);
  for (guint i = 0; call->json && i < page->rows->len; i++)
    emit_row (call, g_ptr_array_index (page->rows, i));
  for (guint i = 0; i < page->roads->len; i++)
    emit_road (call, g_ptr_array_index (page->roads, i));
  emit_end (call, page);
  return YUTU_EXIT_DONE;
}

/* ---- add ---- */

gboolean
yutu_verb_address_find_source (YutuCall   *call,
                               YutuFile   *file,
                               const char *place,
                               const char *road,
                               gint64     *unit,
                               gint64     *name,
                               GError    **error)
{
  g_autoptr (YutuPlace) found = NULL;

  if (road != NULL)
    return yutu_file_find_place_name (file, road, call->as_of, name, error);
  if (place == NULL)
    return TRUE;
  found = yutu_file_find_place (file, place, call->as_of, error);
  if (found == NULL)
    return FALSE;
  if (yutu_place_get_kind (found) == YUTU_PLACE_UNIT)
    *unit = yutu_place_get_id (found);
  else if (yutu_place_get_kind (found) == YUTU_PLACE_NAME)
    *name = yutu_place_get_id (found);
  else
    g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("%s is neither a unit nor a place name"), place);
  return *unit != 0 || *name != 0;
}

/* Where the addresses come from, as it was said. */
typedef struct
{
  char      *place;
  char      *road;
  char      *within;
  char      *ids;
  gint64     entry;
  GArray    *chosen; /* gint64: from @ids */
  YutuPlace *drawn;  /* from @within */
} From;

static void
from_clear (From *self)
{
  g_free (self->place);
  g_free (self->road);
  g_free (self->within);
  g_free (self->ids);
  g_clear_pointer (&self->chosen, g_array_unref);
  g_clear_pointer (&self->drawn, yutu_place_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (From, from_clear)

static int
count_sources (const From *self)
{
  return (self->place != NULL) + (self->road != NULL) + (self->within != NULL) + (self->ids != NULL) + (self->entry != 0);
}

/* The number at the beginning of each line: a column of numbers, or a table whose first column they are. A line
 * without one that is the first is a heading; empty lines are passed over. */
static GArray *
parse_ids (const char *text,
           GError    **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) lines = g_strsplit (g_str_has_prefix (text, "\xef\xbb\xbf") ? text + 3 : text, "\n", -1);

  for (guint n = 0; lines[n] != NULL; n++)
    {
      char  *line = g_strstrip (lines[n]);
      char  *end = line + strcspn (line, ",;\t");
      gint64 id = 0;

      *end = '\0';
      g_strstrip (line);
      if (*line == '"' && line[strlen (line) - 1] == '"' && line[1] != '\0')
        {
          line[strlen (line) - 1] = '\0';
          line++;
        }
      if (*line == '\0')
        continue;
      if (g_ascii_string_to_signed (line, 10, 1, G_MAXINT64, &id, NULL))
        g_array_append_val (ids, id);
      else if (n > 0)
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("line %u: “%s” is no number of an address"), n + 1, line);
          return NULL;
        }
    }
  if (ids->len > 0)
    return g_steal_pointer (&ids);
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("no number of an address is given"));
  return NULL;
}

/* @path: "-" is standard input. */
static GArray *
read_ids (const char *path,
          GError    **error)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) lines = NULL;
  char  piece[4096];
  gsize n = 0;

  if (!g_str_equal (path, "-"))
    return g_file_get_contents (path, &text, NULL, error) ? parse_ids (text, error) : NULL;
  lines = g_string_new (NULL);
  while ((n = fread (piece, 1, sizeof piece, stdin)) > 0)
    g_string_append_len (lines, piece, (gssize)n);
  return parse_ids (lines->str, error);
}

static gboolean
find_source (YutuCall        *call,
             YutuFile        *file,
             From            *from,
             YutuBatchSource *source,
             GError         **error)
{
  g_autoptr (YutuShape) shape = NULL;

  source->entry = from->entry;
  if (from->ids != NULL)
    {
      from->chosen = read_ids (from->ids, error);
      source->ids = from->chosen;
      return source->ids != NULL;
    }
  if (from->within != NULL)
    {
      shape = yutu_file_parse_shape (file, from->within, error);
      if (shape == NULL)
        return FALSE;
      from->drawn = yutu_place_new_shape (shape);
      source->drawn = from->drawn;
      return TRUE;
    }
  return yutu_verb_address_find_source (call, file, from->place, from->road, &source->unit, &source->place, error);
}

static void
emit_added (YutuCall             *call,
            gint64                batch, /* 0: it was there */
            const YutuBatchAdded *added)
{
  JsonBuilder *builder = json_builder_new ();

  json_builder_begin_object (builder);
  if (batch != 0)
    yutu_json_add_int (builder, "batch", batch);
  yutu_json_add_int (builder, "added", added->n_added);
  yutu_json_add_int (builder, "there", added->n_there);
  yutu_json_add_int (builder, "elsewhere", added->n_elsewhere);
  json_builder_end_object (builder);
  yutu_call_emit (call, builder);
}

static YutuExit
add (YutuCall              *call,
     YutuFile              *file,
     const YutuModules     *modules,
     gint64                 id,
     const YutuBatchSource *source,
     GError               **error)
{
  YutuBatchAdded added;

  if (!yutu_file_fill_batch (file, modules, id, source, call->as_of, call->role, call->actor, &added, error))
    return YUTU_EXIT_INPUT;
  emit_added (call, 0, &added);
  return YUTU_EXIT_DONE;
}

/* A new batch with its first addresses. */
static YutuExit
start (YutuCall              *call,
       YutuFile              *file,
       const YutuModules     *modules,
       const char            *title,
       const YutuBatchSource *source,
       GError               **error)
{
  YutuBatchAdded added;
  gint64         id = 0;

  if (!yutu_file_start_batch (file, modules, title, source, call->as_of, call->role, call->actor, &id, &added, error))
    return YUTU_EXIT_INPUT;
  emit_added (call, id, &added);
  return YUTU_EXIT_DONE;
}

/* ---- judge ---- */

static void
verdict_clear (gpointer data)
{
  g_free ((char *)((YutuBatchVerdict *)data)->note);
}

/* ID,right|wrong[,NOTE] a line on standard input; empty lines are passed over. */
static GArray *
read_verdicts (GError **error)
{
  g_autoptr (GArray) verdicts = g_array_new (FALSE, TRUE, sizeof (YutuBatchVerdict));
  char  line[MAX_LINE];
  guint n = 0;

  g_array_set_clear_func (verdicts, verdict_clear);
  while (fgets (line, sizeof line, stdin) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (g_strstrip (line), ",", 3);
      guint            n_parts = g_strv_length (parts);
      YutuBatchVerdict verdict = { 0 };

      n++;
      if (n_parts == 0 || *parts[0] == '\0')
        continue;
      if (n_parts < 2 || !g_ascii_string_to_signed (parts[0], 10, 1, G_MAXINT64, &verdict.object, NULL) ||
          (!g_str_equal (parts[1], "right") && !g_str_equal (parts[1], "wrong")))
        {
          g_set_error (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_INPUT, _ ("line %u: write ID,right or ID,wrong,NOTE"), n);
          return NULL;
        }
      verdict.is_right = g_str_equal (parts[1], "right");
      verdict.note = n_parts == 3 ? g_strdup (parts[2]) : NULL;
      g_array_append_val (verdicts, verdict);
    }
  return g_steal_pointer (&verdicts);
}

static YutuExit
judge (YutuCall          *call,
       YutuFile          *file,
       const YutuModules *modules,
       gint64             id,
       GError           **error)
{
  g_autoptr (GArray) verdicts = read_verdicts (error);

  if (verdicts == NULL || !yutu_file_judge_batch (file, modules, id, (const YutuBatchVerdict *)(gpointer)verdicts->data, verdicts->len,
                                                  call->as_of, call->role, call->actor, error))
    return YUTU_EXIT_INPUT;
  return show (call, file, modules, id, NULL, error);
}

/* ---- The verb ---- */

static gboolean
check_words (YutuCall   *call,
             const char *what,
             int         n_sources,
             const char *out,
             const char *title,
             GError    **error)
{
  gboolean takes = g_str_equal (what, "add") || g_str_equal (what, "new");

  if (!yutu_call_expect (call, *what != '\0' && !g_str_equal (what, "new") ? 4 : 3, error))
    return FALSE;
  if ((*what == '\0' || takes || g_str_equal (what, "judge")) && n_sources == takes && (out == NULL || *what == '\0') &&
      (title == NULL || g_str_equal (what, "new")))
    return TRUE;
  g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE,
                       _ ("batch takes FILE CASE [-o OUT], FILE CASE add SOURCE, FILE new SOURCE [--title T], or FILE CASE judge "
                          "with ID,right|wrong[,NOTE] a line on standard input; SOURCE is --place PLACE, --road NAME, --entry N, "
                          "--within WKT or --ids FILE, a number of an address a line, - from standard input"));
  return FALSE;
}

/* What follows CASE, "new" instead of it, or "". */
static const char *
find_deed (YutuCall *call)
{
  if (call->n_words > 3)
    return call->words[3];
  return call->n_words == 3 && g_str_equal (call->words[2], "new") ? "new" : "";
}

YutuExit
yutu_verb_address_batch (YutuCall *call,
                         GError  **error)
{
  YutuBatchSource source = { 0 };
  g_auto (From) from = { 0 };
  gint64           id = 0;
  const char      *what = NULL;
  g_autofree char *out = NULL;
  g_autofree char *title = NULL;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuModules) modules = NULL;

  if (!yutu_call_take_option (call, "--place", &from.place, error) || !yutu_call_take_option (call, "--road", &from.road, error) ||
      !yutu_call_take_option (call, "--within", &from.within, error) || !yutu_call_take_option (call, "--ids", &from.ids, error) ||
      !yutu_call_take_int (call, "--entry", 0, 1, G_MAXINT64, &from.entry, error) ||
      !yutu_call_take_option (call, "--title", &title, error) || !yutu_call_take_option (call, "-o", &out, error))
    return YUTU_EXIT_USAGE;
  what = find_deed (call);
  if (!check_words (call, what, count_sources (&from), out, title, error))
    return YUTU_EXIT_USAGE;
  file = yutu_call_open (call, *what != '\0' ? YUTU_STORE_OPEN_DEFAULT : YUTU_STORE_OPEN_READ_ONLY, error);
  modules = file != NULL ? yutu_modules_load (error) : NULL;
  if (modules == NULL || (!g_str_equal (what, "new") && !yutu_file_find_case (file, call->words[2], &id, error)) ||
      !find_source (call, file, &from, &source, error))
    return YUTU_EXIT_INPUT;
  if (*what == '\0')
    return show (call, file, modules, id, out, error);
  if (g_str_equal (what, "new"))
    return start (call, file, modules, title, &source, error);
  return g_str_equal (what, "add") ? add (call, file, modules, id, &source, error) : judge (call, file, modules, id, error);
}

/* ---- The list to choose from ---- */

#define LIST_LIMIT 1000000

YutuExit
yutu_verb_address_list (YutuCall *call,
                        GError  **error)
{
  YutuBatchSource source = { 0 };
  g_auto (From) from = { 0 };
  gint64 limit = 0;
  g_autoptr (YutuFile) file = NULL;
  g_autoptr (YutuAddressList) list = NULL;

  if (!yutu_call_take_option (call, "--place", &from.place, error) || !yutu_call_take_option (call, "--road", &from.road, error) ||
      !yutu_call_take_option (call, "--within", &from.within, error) ||
      !yutu_call_take_int (call, "--limit", LIST_LIMIT, 1, LIST_LIMIT, &limit, error) || !yutu_call_expect (call, 2, error))
    return YUTU_EXIT_USAGE;
  if (count_sources (&from) != 1)
    {
      g_set_error_literal (error, YUTU_CLI_ERROR, YUTU_CLI_ERROR_USAGE, _ ("say where: --place PLACE, --road NAME or --within WKT"));
      return YUTU_EXIT_USAGE;
    }
  file = yutu_call_open (call, YUTU_STORE_OPEN_READ_ONLY, error);
  if (file == NULL || !find_source (call, file, &from, &source, error))
    return YUTU_EXIT_INPUT;
  list = yutu_file_list_addresses (file, &source, call->as_of, (gsize)limit, NULL, error);
  if (list == NULL)
    return YUTU_EXIT_INPUT;
  for (guint i = 0; i < list->rows->len; i++)
    {
      const YutuListedAddress *row = g_ptr_array_index (list->rows, i);
      JsonBuilder             *builder = json_builder_new ();

      json_builder_begin_object (builder);
      yutu_json_add_int (builder, "id", row->id);
      yutu_json_add_text (builder, "standard", row->text);
      yutu_json_add_text (builder, "status", row->status > 0 && row->status < YUTU_ADDRESS_N_STATUSES ? YUTU_ADDRESS_STATUSES[row->status].id : NULL);
      yutu_json_add_place (builder, row->has_point, row->point);
      json_builder_end_object (builder);
      yutu_call_emit (call, builder);
    }
  if ((gint64)list->rows->len < list->total)
    g_printerr (_ ("%u of %" PRId64 " addresses are listed; --limit lists more\n"), list->rows->len, list->total);
  return YUTU_EXIT_DONE;
}
