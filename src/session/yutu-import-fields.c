/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "session/yutu-import-fields.h"

#include "session/yutu-boundary-edit.h"
#include "session/yutu-boundary-import-private.h"
#include "session/yutu-export-private.h"
#include "session/yutu-import-rows-private.h"

#define SURE 8 /* so many columns are no chance, whatever stands beside them */

/* The columns of a list, as its import has them: rows, or columns. */
typedef struct
{
  GArray        *rows;    /* YutuRowColumn */
  GArray        *columns; /* YutuColumn */
  YutuColumnFind find;
} Known;

static void
known_clear (Known *self)
{
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->columns, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static void
load_columns (Known             *self,
              const YutuModules *modules,
              const char        *object,
              const char        *kind)
{
  const YutuRegister *record = NULL;

  if (g_str_equal (object, YUTU_IMPORT_NAMES))
    self->rows = yutu_import_list_name_columns ();
  else if (g_str_equal (object, YUTU_IMPORT_ADDRESSES))
    self->rows = yutu_import_list_address_columns (modules);
  else if (g_str_equal (object, YUTU_IMPORT_CLASSES))
    self->rows = yutu_import_list_class_columns ();
  else if (g_str_equal (object, YUTU_IMPORT_SIZES))
    self->rows = yutu_import_list_size_columns ();
  else if (g_str_equal (object, YUTU_IMPORT_CASES))
    self->columns = yutu_export_list_case_columns ();
  else if (g_str_equal (object, YUTU_IMPORT_FACILITIES))
    {
      record = kind != NULL ? yutu_modules_find_register (modules, kind, NULL) : NULL;
      self->columns = record != NULL || kind == NULL ? yutu_columns_of_register (record, TRUE, TRUE) : NULL;
      self->find = yutu_facility_import_find_column;
    }
  else
    {
      record = yutu_modules_find_object (modules, object);
      self->columns = record != NULL ? yutu_boundary_import_list_columns (record) : NULL;
      self->find = yutu_boundary_import_find_column;
    }
  if (self->find == NULL)
    self->find = yutu_columns_find;
}

static guint
count_columns (const Known *self)
{
  return self->rows != NULL ? self->rows->len : self->columns != NULL ? self->columns->len
                                                                      : 0;
}

/* -1: none is called so. */
static int
find_column (const Known *self,
             const char  *heading)
{
  const YutuColumn *column = NULL;

  if (self->rows != NULL)
    return yutu_import_rows_find_column ((const YutuRowColumn *)(gpointer)self->rows->data, self->rows->len, heading);
  column = self->columns != NULL ? self->find (self->columns, heading) : NULL;
  return column != NULL ? (int)(column - &g_array_index (self->columns, YutuColumn, 0)) : -1;
}

/* ---- Fields ---- */

static void
field_free (gpointer data)
{
  YutuImportField *self = data;

  g_free (self->id);
  g_free (self->title);
  g_free (self);
}

static YutuImportField *
field_new (const Known *self,
           guint        index)
{
  YutuImportField *field = g_new0 (YutuImportField, 1);

  field->at = -1;
  if (self->rows != NULL)
    {
      const YutuRowColumn *row = &g_array_index (self->rows, YutuRowColumn, index);
      const YutuTitle      title = { row->names[1] != NULL ? row->names[1] : row->names[0], row->names[0] };

      field->id = g_strdup (row->names[0]);
      field->title = g_strdelimit (g_strdup (yutu_title_get (&title)), "_", ' ');
    }
  else
    {
      const YutuColumn *column = &g_array_index (self->columns, YutuColumn, index);

      /* A field that is called like another column is told by its id, as yutu_columns_name() does. */
      field->id = yutu_columns_find (self->columns, column->id) == column ? g_strdup (column->id)
                                                                          : g_strconcat ("field.", column->id, NULL);
      field->title = g_strdup (column->heading);
    }
  return field;
}

GPtrArray *
yutu_import_fields_new (const YutuModules *modules,
                        const char        *object,
                        const char        *kind,
                        const GPtrArray   *headings)
{
  g_auto (Known) known = { NULL };
  GPtrArray *fields = NULL;

  if (object == NULL || g_str_equal (object, YUTU_IMPORT_CASES))
    return NULL;
  load_columns (&known, modules, object, kind);
  if (count_columns (&known) == 0)
    return NULL;
  if (known.columns != NULL)
    yutu_columns_name (known.columns, FALSE);
  fields = g_ptr_array_new_with_free_func (field_free);
  for (guint i = 0; i < count_columns (&known); i++)
    g_ptr_array_add (fields, field_new (&known, i));
  for (guint i = 0; i < headings->len; i++)
    {
      int column = find_column (&known, headings->pdata[i]);

      if (column >= 0 && ((YutuImportField *)fields->pdata[column])->at < 0)
        ((YutuImportField *)fields->pdata[column])->at = (int)i;
    }
  return fields;
}

/* ---- Which list it is ---- */

/* Columns that headings name. */
static guint
count_known (const Known     *self,
             const GPtrArray *headings)
{
  g_autofree gboolean *is_named = g_new0 (gboolean, MAX (count_columns (self), 1));
  guint                n = 0;

  for (guint i = 0; i < headings->len; i++)
    {
      int column = find_column (self, headings->pdata[i]);

      if (column >= 0 && !is_named[column])
        {
          is_named[column] = TRUE;
          n++;
        }
    }
  return n;
}

/* *n_columns: how many the list has. */
static guint
count_known_of (const YutuModules *modules,
                const char        *object,
                const char        *kind,
                const GPtrArray   *headings,
                guint             *n_columns)
{
  g_auto (Known) known = { NULL };

  load_columns (&known, modules, object, kind);
  *n_columns = count_columns (&known);
  return count_known (&known, headings);
}

/* Of those that know as many, the one with the fewest columns; *kind: NULL when that is not one, or when all know
 * no more than what all have. */
static guint
guess_register (const YutuModules *modules,
                const GPtrArray   *headings,
                const char       **kind)
{
  guint least = 0;
  guint most = count_known_of (modules, YUTU_IMPORT_FACILITIES, NULL, headings, &least);

  *kind = NULL;
  for (gsize i = 0; i < yutu_modules_get_n (modules); i++)
    {
      const YutuModule *module = yutu_modules_get (modules, i);

      for (gsize k = 0; k < module->n_registers; k++)
        {
          const char *id = module->registers[k].full_id;
          guint       n_columns = 0;
          guint       n = count_known_of (modules, YUTU_IMPORT_FACILITIES, id, headings, &n_columns);

          if (n < most || (n == most && n_columns > least))
            continue;
          *kind = n > most || n_columns < least ? id : NULL;
          most = n;
          least = n_columns;
        }
    }
  return most;
}

/* Units and codes come first: what says no more than they do is one of those. */
static guint
count_divisions (const GPtrArray *headings)
{
  Known known = { .columns = yutu_columns_new (), .find = yutu_columns_find };
  guint n = 0;

  yutu_export_add_division_columns (known.columns);
  yutu_columns_add (known.columns, "lon", "经度", "Longitude", YUTU_COLUMN_DEGREE);
  yutu_columns_add (known.columns, "lat", "纬度", "Latitude", YUTU_COLUMN_DEGREE);
  n = count_known (&known, headings);
  known_clear (&known);
  return n;
}

void
yutu_import_guess (const YutuModules *modules,
                   const GPtrArray   *headings,
                   const char       **object,
                   const char       **kind)
{
  static const char *const lists[] = {
    YUTU_IMPORT_CLASSES,
    YUTU_IMPORT_SIZES,
    YUTU_IMPORT_NAMES,
    YUTU_IMPORT_ADDRESSES,
    YUTU_OBJECT_PILLAR,
    YUTU_OBJECT_LINE,
    YUTU_IMPORT_CASES,
  };
  const char *likely = NULL; /* register */
  guint       most = count_divisions (headings);
  guint       n = 0;
  guint       n_columns = 0;

  *object = *kind = NULL;
  if (count_known_of (modules, YUTU_IMPORT_CASES, NULL, headings, &n_columns) == n_columns)
    {
      *object = YUTU_IMPORT_CASES; /* whatever the fields of its kind are called */
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      n = count_known_of (modules, lists[i], NULL, headings, &n_columns);
      if (n > most)
        *object = lists[i];
      most = MAX (most, n);
    }
  n = guess_register (modules, headings, &likely);
  if (n > most)
    {
      *object = YUTU_IMPORT_FACILITIES;
      *kind = likely;
    }
  most = MAX (most, n);
  if (most < 2 || (most < SURE && 2 * most < headings->len))
    *object = *kind = NULL;
}
